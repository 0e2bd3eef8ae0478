package report

import (
	_ "embed"
	"html"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
)

// Style is a stylesheet for the page: for a phone, a screen (light and dark)
// and A4.
//
//go:embed report.css
var Style string

// HTML writes a report as one page that needs nothing beside it, without
// scripts and style attributes. style is the content of its only style element;
// "" leaves that out.
func HTML(d *Document, style string) string {
	w := &markup{words: in(d.Lang)}
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
	w.line(`<body class="report">`)
	w.WriteString(Body(d))
	w.line("</body>")
	w.line("</html>")
	return w.String()
}

// Body is what stands on the page, for one that has a head of its own. It has
// the page's one h1, and is styled by the classes that Style speaks of.
func Body(d *Document) string {
	w := &markup{words: in(d.Lang)}
	w.line("<main>")
	w.line("<header>")
	w.line(element("h1", "", d.Title))
	w.blocks(d.Blocks)
	w.line("</header>")
	w.sections(d)
	w.line("</main>")
	w.patterns()
	return w.String()
}

// Content is the same without its main element and its h1, for a page that has both, and
// with what is looked up folded: the page is read on a phone too.
func Content(d *Document) string {
	w := &markup{words: in(d.Lang), folds: true}
	w.blocks(d.Blocks)
	w.sections(d)
	w.patterns()
	return w.String()
}

// markup is HTML that is being written, a line an element.
type markup struct {
	strings.Builder
	words
	folds bool
}

func (w *markup) line(s string) { w.WriteString(s + "\n") }

func (w *markup) sections(d *Document) {
	w.contents(d)
	for _, s := range d.Sections {
		w.section(s, 2)
	}
}

// patterns are what charts are filled with, where there are any.
func (w *markup) patterns() {
	if strings.Contains(w.String(), `class="bar `) {
		w.WriteString(patterns)
	}
}

// contents is the way to each chapter.
func (w *markup) contents(d *Document) {
	w.line(`<nav aria-label="` + html.EscapeString(w.say(phrases.Contents)) + `">`)
	w.line("<ul>")
	for _, s := range d.Sections {
		w.line("<li>" + link(Ref{s.Title, s.ID}) + "</li>")
	}
	w.line("</ul>")
	w.line("</nav>")
}

// section writes a heading of its level, and what stands below it. The ID of a folded one
// is within: a browser that is sent there opens it.
func (w *markup) section(s *Section, level int) {
	head, tail := "<section"+id(s.ID)+">\n"+element("h"+strconv.Itoa(level), "", s.Title), "</section>"
	if w.folds && s.Folded {
		head = "<details>\n<summary>" + element("h"+strconv.Itoa(level), "", s.Title) + "</summary>\n<section" + id(s.ID) + ">"
		tail += "\n</details>"
	}
	w.line(head)
	w.blocks(s.Blocks)
	for _, inner := range s.Sections {
		w.section(inner, level+1)
	}
	w.line(tail)
}

func (w *markup) blocks(list []Block) {
	for _, b := range list {
		switch b := b.(type) {
		case Paragraph:
			w.line(element("p", "", string(b)))
		case Note:
			w.line(element("p", "note", string(b)))
		case Pairs:
			w.pairs(b)
		case Tiles:
			w.tiles(b)
		case Table:
			w.table(b)
		case Figure:
			w.figure(b)
		}
	}
}

func (w *markup) pairs(pairs Pairs) {
	w.line(`<dl class="facts">`)
	for _, p := range pairs {
		value := html.EscapeString(p.Text)
		if p.Fine != "" {
			value += " " + element("small", "", p.Fine)
		}
		w.line("<div>" + element("dt", "", p.Label) + "<dd>" + value + "</dd></div>")
	}
	w.line("</dl>")
}

func (w *markup) tiles(tiles Tiles) {
	w.line(`<dl class="tiles">`)
	for _, t := range tiles {
		w.line(`<div class="` + strings.TrimSpace("tile "+t.Mark.class()) + `">` + "<dt>" + w.marked(t.Mark, t.Label) + "</dt><dd>" + w.value(t.Value) + "</dd></div>")
	}
	w.line("</dl>")
}

// figure has its table within, so that a picture and its numbers stay together.
func (w *markup) figure(f Figure) {
	w.line("<figure>")
	w.line(element("figcaption", "", f.Caption))
	if len(f.Key) > 0 {
		w.line(`<ul class="key">`)
		for _, j := range f.Key {
			w.line("<li>" + swatch(j) + html.EscapeString(w.say(j.Title())) + "</li>")
		}
		w.line("</ul>")
	}
	for _, c := range f.Charts {
		w.line(c.svg())
	}
	w.table(f.Table)
	w.line("</figure>")
}

// table names the column in each cell too, for where a row is shown as a list.
// Its caption is for those who do not see the heading above it.
func (w *markup) table(t Table) {
	open := "<table>"
	if t.Dense {
		open = `<table class="dense">`
	}
	w.line(open)
	w.line(element("caption", "unseen", t.Caption))
	w.line("<thead><tr>")
	for _, c := range t.Columns {
		w.line(`<th scope="col"` + numeric(c) + ">" + html.EscapeString(c.Title) + "</th>")
	}
	w.line("</tr></thead>")
	w.line("<tbody>")
	for _, r := range t.Rows {
		quiet := ""
		if r.Quiet {
			quiet = ` class="quiet"`
		}
		w.line("<tr" + id(r.ID) + quiet + ">")
		for i, c := range r.Cells {
			if i == 0 {
				w.line(`<th scope="row">` + w.cell(c, "") + "</th>")
			} else {
				about := t.Columns[i].Title + ": " + r.Cells[0].Text
				w.line("<td" + numeric(t.Columns[i]) + ` data-label="` + html.EscapeString(t.Columns[i].Title) + `">` + w.cell(c, about) + "</td>")
			}
		}
		w.line("</tr>")
	}
	w.line("</tbody>")
	w.line("</table>")
}

// cell writes a cell. A number that leads somewhere is read out with what it is about.
func (w *markup) cell(c Cell, about string) string {
	text := w.marked(c.Mark, c.Text)
	if c.Mark == 0 {
		text = w.value(c.Text)
	}
	if c.Href != "" {
		text = `<a class="behind" href="` + html.EscapeString(c.Href) + `">` + text + ` <span class="unseen">` + html.EscapeString(about) + "</span></a>"
	}
	for _, fine := range c.Fine {
		text += element("small", "", fine)
	}
	if len(c.Refs) > 0 {
		var links []string
		for _, ref := range c.Refs {
			links = append(links, link(ref))
		}
		words := strings.Join(links, " · ")
		if c.RefsAre != "" {
			words = html.EscapeString(c.RefsAre) + ": " + words
		}
		text += `<small class="refs">` + words + "</small>"
	}
	return text
}

// marked puts the sign of a verdict before its name. The name says all.
func (w *markup) marked(m Mark, text string) string {
	if m == 0 {
		return html.EscapeString(text)
	}
	return `<span class="verdict ` + m.class() + `"><span class="mark" aria-hidden="true">` + m.sign() + "</span> " + html.EscapeString(text) + "</span>"
}

// value is a number as it is shown; one that is hidden is read out as that.
func (w *markup) value(text string) string {
	if text == hidden {
		return `<span aria-hidden="true">` + hidden + `</span><span class="unseen">` + html.EscapeString(w.say(phrases.Hidden)) + "</span>"
	}
	return html.EscapeString(text)
}

func numeric(c Column) string {
	if c.Number {
		return ` class="number"`
	}
	return ""
}

func id(id string) string {
	if id == "" {
		return ""
	}
	return ` id="` + html.EscapeString(id) + `"`
}

// element is a text in its element; class "" is none.
func element(name, class, text string) string {
	open := name
	if class != "" {
		open += ` class="` + class + `"`
	}
	return "<" + open + ">" + html.EscapeString(text) + "</" + name + ">"
}

// link leads to a place on the page; without a place it is text.
func link(r Ref) string {
	if r.ID == "" {
		return html.EscapeString(r.Text)
	}
	return `<a href="#` + html.EscapeString(r.ID) + `">` + html.EscapeString(r.Text) + "</a>"
}

// swatch shows how a verdict looks in charts.
func swatch(j audit.Judgement) string {
	return `<svg class="swatch" aria-hidden="true" focusable="false" width="18" height="12"><rect class="bar ` + j.String() + `" width="18" height="12"/></svg>`
}
