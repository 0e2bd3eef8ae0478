package plan

import (
	"strings"
	"unicode/utf8"
)

// pageWidth is where lines of plain text are broken, in characters.
const pageWidth = 88

// Text writes a document as plain text, wrapped and indented.
func Text(d *Document) string {
	p := &page{}
	p.section(&d.Section, 0)
	return p.String()
}

// page is plain text that is being written.
type page struct{ strings.Builder }

// section writes a title by its depth, and what stands below it.
func (p *page) section(s *Section, depth int) {
	indent := 0
	p.gap()
	switch depth {
	case 0:
		p.underlined(s.Title, "=")
	case 1:
		p.underlined(s.Title, "-")
	case 2:
		indent = 2
		p.item(0, "● ", s.Title)
	default:
		indent = 4
		p.item(2, "▸ ", s.Title)
	}
	for i, b := range s.Blocks {
		if _, isText := b.(Paragraph); i > 0 && depth < 2 && !isText {
			p.gap()
		}
		p.block(b, indent)
	}
	for _, inner := range s.Sections {
		p.section(inner, depth+1)
	}
}

func (p *page) block(b Block, indent int) {
	switch b := b.(type) {
	case Paragraph:
		p.item(indent, "", string(b))
	case Pairs:
		for _, pair := range b {
			p.item(indent, "", pair.Label+": "+withRefs(pair.Text, pair.Refs))
			if pair.Fine != "" {
				p.item(indent+2, "", pair.Fine)
			}
		}
	case List:
		if b.Label != "" {
			p.item(indent, "", b.Label+":")
			indent += 2
		}
		for _, item := range b.Items {
			p.item(indent, "– ", listed(item))
			for _, note := range item.Notes {
				p.item(indent+2, "", note)
			}
		}
	case Table:
		p.table(b, indent)
	}
}

// table writes each row as an item: what it is about, and the rest below.
func (p *page) table(t Table, indent int) {
	for _, row := range t.Rows {
		p.item(indent, "– ", withRefs(row[0].Text, row[0].Refs))
		var rest []string
		for i, cell := range row[1:] {
			if words := withRefs(cell.Text, cell.Refs); words != "" {
				rest = append(rest, t.Head[i+1]+": "+words)
			}
		}
		if row[0].Fine != "" {
			rest = append(rest, row[0].Fine)
		}
		p.item(indent+2, "", strings.Join(rest, ". "))
	}
}

// listed is an item in one line.
func listed(item Item) string {
	line := withRefs(item.Text, item.Refs)
	for _, part := range []string{item.Phone, item.URL} {
		if part != "" {
			line += " · " + part
		}
	}
	return line
}

// withRefs puts what a text refers to behind it.
func withRefs(text string, refs []Ref) string {
	var names []string
	for _, ref := range refs {
		names = append(names, ref.Text)
	}
	switch joined := strings.Join(names, ", "); {
	case joined == "":
		return text
	case text == "":
		return joined
	default:
		return text + " (" + joined + ")"
	}
}

// gap leaves one empty line.
func (p *page) gap() {
	if p.Len() > 0 && !strings.HasSuffix(p.String(), "\n\n") {
		p.WriteByte('\n')
	}
}

func (p *page) underlined(title, line string) {
	p.WriteString(title + "\n" + strings.Repeat(line, utf8.RuneCountInString(title)) + "\n\n")
}

// item writes a bullet and a paragraph; what does not fit in the first line
// continues below, two characters further in.
func (p *page) item(indent int, bullet, text string) {
	hang := strings.Repeat(" ", indent+2)
	if bullet == "" {
		hang = strings.Repeat(" ", indent)
	}
	line := strings.Repeat(" ", indent) + bullet
	used := utf8.RuneCountInString(line)
	fresh := true
	for _, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		if !fresh && used+1+length > pageWidth {
			p.WriteString(strings.TrimRight(line, " ") + "\n")
			line, used, fresh = hang, utf8.RuneCountInString(hang), true
		}
		if !fresh {
			line, used = line+" ", used+1
		}
		line, used, fresh = line+word, used+length, false
	}
	p.WriteString(strings.TrimRight(line, " ") + "\n")
}
