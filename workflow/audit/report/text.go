package report

import (
	"strings"
	"unicode/utf8"
)

// pageWidth is where lines of plain text are broken, in characters.
const pageWidth = 96

// Text writes a report as plain text, for a terminal. Charts are left out; the
// tables have their numbers.
func Text(d *Document) string {
	p := &page{words: in(d.Lang)}
	p.underlined(d.Title, "=")
	p.blocks(d.Blocks)
	for _, s := range d.Sections {
		p.section(s, 0)
	}
	return p.String()
}

// page is plain text that is being written.
type page struct {
	strings.Builder
	words
}

func (p *page) line(s string) { p.WriteString(strings.TrimRight(s, " ") + "\n") }

// gap leaves one empty line.
func (p *page) gap() {
	if p.Len() > 0 && !strings.HasSuffix(p.String(), "\n\n") {
		p.WriteByte('\n')
	}
}

func (p *page) underlined(title, with string) {
	p.gap()
	p.line(title)
	p.line(strings.Repeat(with, utf8.RuneCountInString(title)))
}

func (p *page) section(s *Section, depth int) {
	if depth == 0 {
		p.underlined(s.Title, "-")
	} else {
		p.gap()
		p.line("● " + s.Title)
	}
	p.blocks(s.Blocks)
	for _, inner := range s.Sections {
		p.section(inner, depth+1)
	}
}

func (p *page) blocks(list []Block) {
	for _, b := range list {
		p.gap()
		switch b := b.(type) {
		case Paragraph:
			p.paragraph("", string(b))
		case Note:
			p.paragraph("! ", string(b))
		case Pairs:
			p.pairs(b)
		case Tiles:
			p.tiles(b)
		case Table:
			p.table(b)
		case Figure:
			p.table(b.Table)
		}
	}
}

// paragraph hangs what does not fit below the first word.
func (p *page) paragraph(bullet, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(bullet))
	for i, line := range wrap(text, pageWidth-len(indent)) {
		if i == 0 {
			p.line(bullet + line)
		} else {
			p.line(indent + line)
		}
	}
}

func (p *page) pairs(pairs Pairs) {
	widest := 0
	for _, pair := range pairs {
		widest = max(widest, utf8.RuneCountInString(pair.Label))
	}
	for _, pair := range pairs {
		text := pair.Text
		if pair.Fine != "" {
			text += " (" + pair.Fine + ")"
		}
		p.paragraph(pad(pair.Label+":", widest+3, false), text)
	}
}

func (p *page) tiles(tiles Tiles) {
	var parts []string
	for _, t := range tiles {
		parts = append(parts, signed(t.Mark, t.Label)+": "+t.Value)
	}
	p.paragraph("", strings.Join(parts, " | "))
}

// signed puts the sign of a verdict before its name.
func signed(m Mark, text string) string {
	if m == 0 {
		return text
	}
	return m.sign() + " " + text
}

// wrap breaks a text at words. One that is longer than a line is not broken.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		if line != "" && used+1+length > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if line != "" {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+length
	}
	return append(lines, line)
}

// pad fills up to a width, on the right or on the left.
func pad(s string, width int, left bool) string {
	room := strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
	if left {
		return room + s
	}
	return s + room
}
