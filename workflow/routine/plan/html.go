package plan

import (
	_ "embed"
	"html"
	"strconv"
	"strings"
)

// Style is a stylesheet for the page: for a phone, a screen and A4.
//
//go:embed plan.css
var Style string

// HTML writes a document as one page that needs nothing beside it, without
// scripts and style attributes. style is the content of its only style element;
// "" leaves that out.
func HTML(d *Document, style string) string {
	w := &markup{}
	w.line("<!DOCTYPE html>")
	w.line(`<html lang="` + html.EscapeString(string(d.Lang)) + `">`)
	w.line("<head>")
	w.line(`<meta charset="utf-8">`)
	w.line(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	w.line(element("title", "", d.Title))
	if style != "" {
		w.line("<style>\n" + strings.TrimSpace(style) + "\n</style>")
	}
	w.line("</head>")
	w.line("<body>")
	w.line("<main>")
	w.body(d)
	w.line("</main>")
	w.line("</body>")
	w.line("</html>")
	return w.String()
}

// Body writes what stands below the title of a document, for a page of somebody else's
// that has the title as its h1: the ways to the chapters, and the chapters from h2 on.
func Body(d *Document) string {
	w := &markup{}
	w.blocks(d.Blocks)
	w.contents(d)
	for _, s := range d.Sections {
		w.section(s, 2)
	}
	return w.String()
}

// markup is HTML that is being written, a line an element.
type markup struct{ strings.Builder }

func (w *markup) line(s string) { w.WriteString(s + "\n") }

func (w *markup) body(d *Document) {
	w.line("<header>")
	w.line(element("h1", "", d.Title))
	w.blocks(d.Blocks)
	w.line("</header>")
	w.contents(d)
	for _, s := range d.Sections {
		w.section(s, 2)
	}
}

// contents is the way to each chapter.
func (w *markup) contents(d *Document) {
	label := html.EscapeString(phrases.Contents.In(d.Lang))
	w.line(`<nav aria-label="` + label + `">`)
	w.line("<ul>")
	for _, s := range d.Sections {
		w.line("<li>" + link("#"+s.ID, s.Title) + "</li>")
	}
	w.line("</ul>")
	w.line("</nav>")
}

// section writes a heading of its level, and what stands below it.
func (w *markup) section(s *Section, level int) {
	open, heading := "<section>", "h"+strconv.Itoa(level)
	if s.ID != "" {
		open = `<section id="` + html.EscapeString(s.ID) + `">`
	}
	w.line(open)
	w.line(element(heading, "", s.Title))
	w.blocks(s.Blocks)
	for _, inner := range s.Sections {
		w.section(inner, level+1)
	}
	w.line("</section>")
}

func (w *markup) blocks(list []Block) {
	for _, b := range list {
		switch b := b.(type) {
		case Paragraph:
			w.line(element("p", "", string(b)))
		case Pairs:
			w.pairs(b)
		case List:
			w.list(b)
		case Table:
			w.table(b)
		}
	}
}

func (w *markup) pairs(pairs Pairs) {
	w.line("<dl>")
	for _, p := range pairs {
		w.line("<div>")
		w.line(element("dt", "", p.Label))
		value := linked(p.Text, p.Refs)
		if p.Fine != "" {
			value += " " + element("small", "", p.Fine)
		}
		w.line("<dd>" + value + "</dd>")
		w.line("</div>")
	}
	w.line("</dl>")
}

func (w *markup) list(l List) {
	if l.Label != "" {
		w.line(element("p", "label", l.Label+":"))
	}
	w.line("<ul>")
	for _, item := range l.Items {
		words := linked(item.Text, item.Refs)
		if item.Phone != "" {
			words += " · " + link("tel:"+strings.ReplaceAll(item.Phone, " ", ""), item.Phone)
		}
		switch {
		case isWeb(item.URL):
			words += " · " + link(item.URL, item.URL)
		case item.URL != "":
			words += " · " + html.EscapeString(item.URL)
		}
		for _, note := range item.Notes {
			words += "<br>" + element("small", "", note)
		}
		w.line("<li>" + words + "</li>")
	}
	w.line("</ul>")
}

// table names the column in each cell too, for where a row is shown as a list.
func (w *markup) table(t Table) {
	w.line("<table>")
	w.line("<thead><tr>")
	for _, head := range t.Head {
		w.line(`<th scope="col">` + html.EscapeString(head) + "</th>")
	}
	w.line("</tr></thead>")
	w.line("<tbody>")
	for _, row := range t.Rows {
		w.line("<tr>")
		for i, cell := range row {
			words := linked(cell.Text, cell.Refs)
			if cell.Fine != "" {
				words += "<br>" + element("small", "", cell.Fine)
			}
			if i == 0 {
				w.line(`<th scope="row">` + words + "</th>")
			} else {
				w.line(`<td data-label="` + html.EscapeString(t.Head[i]) + `">` + words + "</td>")
			}
		}
		w.line("</tr>")
	}
	w.line("</tbody>")
	w.line("</table>")
}

// element is a text in its element; class "" is none.
func element(name, class, text string) string {
	open := name
	if class != "" {
		open += ` class="` + class + `"`
	}
	return "<" + open + ">" + html.EscapeString(text) + "</" + name + ">"
}

func link(href, text string) string {
	return `<a href="` + html.EscapeString(href) + `">` + html.EscapeString(text) + "</a>"
}

// linked is withRefs, with links to what is referred to.
func linked(text string, refs []Ref) string {
	links := strings.Join(each(refs, func(r Ref) string { return link("#"+r.ID, r.Text) }), ", ")
	switch {
	case links == "":
		return html.EscapeString(text)
	case text == "":
		return links
	}
	return html.EscapeString(text) + " (" + links + ")"
}
