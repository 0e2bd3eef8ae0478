package plan

import (
	"regexp"
	"strings"
)

// Markdown writes a document as Markdown: CommonMark, with tables as GitHub has
// them. What it points at stands as words; headings have no ids that all
// readers of Markdown agree on.
func Markdown(d *Document) string {
	m := &markdown{}
	m.section(&d.Section, 1)
	return m.String()
}

type markdown struct{ strings.Builder }

func (m *markdown) section(s *Section, level int) {
	if m.Len() > 0 {
		m.WriteByte('\n')
	}
	m.line(strings.Repeat("#", level) + " " + escape(s.Title))
	for _, b := range s.Blocks {
		m.line("")
		m.block(b)
	}
	for _, inner := range s.Sections {
		m.section(inner, level+1)
	}
}

func (m *markdown) line(words string) { m.WriteString(words + "\n") }

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		m.line(escapeStart(string(b)))
	case Pairs:
		for _, pair := range b {
			m.line("- **" + escape(pair.Label) + ":** " + escape(withRefs(pair.Text, pair.Refs)))
			if pair.Fine != "" {
				m.line("  - *" + escape(pair.Fine) + "*")
			}
		}
	case List:
		indent := ""
		if b.Label != "" {
			m.line("- **" + escape(b.Label) + ":**")
			indent = "  "
		}
		for _, item := range b.Items {
			m.item(indent, item)
		}
	case Table:
		m.table(b)
	}
}

func (m *markdown) item(indent string, item Item) {
	line := escapeStart(withRefs(item.Text, item.Refs))
	if item.Phone != "" {
		line += " · " + escape(item.Phone)
	}
	switch {
	case isWeb(item.URL):
		line += " · <" + item.URL + ">"
	case item.URL != "":
		line += " · " + escape(item.URL)
	}
	m.line(indent + "- " + line)
	for _, note := range item.Notes {
		m.line(indent + "  - " + escapeStart(note))
	}
}

func (m *markdown) table(t Table) {
	m.line("| " + strings.Join(each(t.Head, escape), " | ") + " |")
	m.line("|" + strings.Repeat(" --- |", len(t.Head)))
	for _, row := range t.Rows {
		m.line("| " + strings.Join(each(row, cell), " | ") + " |")
	}
}

func cell(c Cell) string {
	words := escape(withRefs(c.Text, c.Refs))
	if c.Fine != "" {
		words += " *(" + escape(c.Fine) + ")*"
	}
	return words
}

func each[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = f(item)
	}
	return out
}

var (
	marks     = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~&]")
	listMarks = regexp.MustCompile(`^(\d*)([-+=.)])`)
)

// escape keeps words from being read as marks, on one line.
func escape(words string) string {
	return marks.ReplaceAllString(strings.Join(strings.Fields(words), " "), `\$0`)
}

// escapeStart is escape for words that stand first in a line, where more is a mark.
func escapeStart(words string) string {
	return listMarks.ReplaceAllString(escape(words), `${1}\${2}`)
}

var webAddress = regexp.MustCompile(`^https?://[^\s<>"\x00-\x1f]+$`)

// isWeb reports whether an address may be made a link: never a script.
func isWeb(url string) bool { return webAddress.MatchString(url) }
