package plan

import "kjentvei/workflow/routine"

// Document is a plan in one language, to read from top to bottom. Its own
// section holds all others.
type Document struct {
	Lang routine.Lang
	Section
}

// Section is a title, what stands below it, and the sections within.
type Section struct {
	ID       string // what a Ref points at; "" for nothing
	Title    string
	Blocks   []Block
	Sections []*Section
}

// Block is a Paragraph, Pairs, a List or a Table.
type Block interface{ isBlock() }

// Paragraph is running text.
type Paragraph string

// Pairs are labels and what belongs to them.
type Pairs []Pair

// Pair is a label and what belongs to it. Fine is the small print.
type Pair struct {
	Label, Text string
	Refs        []Ref // after the text
	Fine        string
}

// List is one item a line, under a label if there is one.
type List struct {
	Label string
	Items []Item
}

// Item is one line of a list, with what is to be said of it below.
type Item struct {
	Text       string
	Refs       []Ref // after the text
	Phone, URL string
	Notes      []string
}

// Table is rows of as many cells as the head has.
type Table struct {
	Head []string
	Rows [][]Cell
}

// Cell is one cell of a table. Fine is the small print.
type Cell struct {
	Text string
	Refs []Ref // after the text
	Fine string
}

// Ref points at the section with an ID.
type Ref struct{ Text, ID string }

func (Paragraph) isBlock() {}
func (Pairs) isBlock()     {}
func (List) isBlock()      {}
func (Table) isBlock()     {}

// section adds a section, and returns it to be filled.
func (s *Section) section(id, title string) *Section {
	inner := &Section{ID: id, Title: title}
	s.Sections = append(s.Sections, inner)
	return inner
}

// text adds a paragraph; an empty one leaves no trace.
func (s *Section) text(words string) {
	if words != "" {
		s.Blocks = append(s.Blocks, Paragraph(words))
	}
}

// pair adds a label and what belongs to it; without that, nothing. Pairs that
// follow each other stand together.
func (s *Section) pair(p Pair) {
	if p.Text == "" && len(p.Refs) == 0 {
		return
	}
	if n := len(s.Blocks); n > 0 {
		if pairs, ok := s.Blocks[n-1].(Pairs); ok {
			s.Blocks[n-1] = append(pairs, p)
			return
		}
	}
	s.Blocks = append(s.Blocks, Pairs{p})
}

// list adds a list; an empty one leaves no trace.
func (s *Section) list(label string, items []Item) {
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, List{label, items})
	}
}
