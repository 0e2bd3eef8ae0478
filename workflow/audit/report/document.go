package report

import (
	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// Document is a report in one language, to read from top to bottom. What stands
// in its own section, before the others, is what it comes to in short.
type Document struct {
	Lang routine.Lang
	Section
}

// Section is a title, what stands below it, and the sections within.
type Section struct {
	ID       string // what a Ref points at
	Title    string
	Folded   bool // looked up rather than read: Content folds it, a document to keep does not
	Blocks   []Block
	Sections []*Section
}

// Block is a Paragraph, a Note, Pairs, Tiles, a Table or a Figure.
type Block interface{ isBlock() }

// Paragraph is running text.
type Paragraph string

// Note is what must not be missed.
type Note string

// Pairs are labels and what belongs to them.
type Pairs []Pair

// Pair is a label and what belongs to it. Fine is the small print.
type Pair struct{ Label, Text, Fine string }

// Tiles are a few numbers that say most.
type Tiles []Tile

// Tile is how often something is so.
type Tile struct {
	Mark  Mark
	Label string
	Value string
}

// Table is rows of as many cells as there are columns. The first cell of a row
// says what it is about.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
	Dense   bool // rows of one line each
}

// Column is the head of a column.
type Column struct {
	Title  string
	Number bool // set to the right
}

// Row is one row of a table. What is Quiet matters less.
type Row struct {
	ID    string // what a Ref points at; "" for nothing
	Quiet bool
	Cells []Cell
}

// Cell is one cell of a table.
type Cell struct {
	Mark    Mark // before the text
	Text    string
	Href    string   // where the text leads, on a page; "" for nowhere
	Fine    []string // small print below, a line each
	Refs    []Ref    // after the small print
	RefsAre string   // before them
}

// Ref points at the section or row with an ID.
type Ref struct{ Text, ID string }

// Figure is charts, with the same numbers in the table below.
type Figure struct {
	Caption string
	Charts  []Chart
	Key     []audit.Judgement // whose look is explained
	Table   Table
}

// Mark is the sign of a verdict; 0 is none.
type Mark uint8

// markOf is the sign of a verdict.
func markOf(j audit.Judgement) Mark { return Mark(j + 1) }

// marks are told apart by their shape.
var marks = map[audit.Judgement]string{
	audit.NotApplicable: "·",
	audit.Satisfied:     "✓",
	audit.Waived:        "◇",
	audit.Late:          "◑",
	audit.Pending:       "○",
	audit.Violated:      "✗",
}

func (m Mark) sign() string {
	if m == 0 {
		return ""
	}
	return marks[audit.Judgement(m-1)]
}

// class is the verdict as a stylesheet calls it.
func (m Mark) class() string {
	if m == 0 {
		return ""
	}
	return audit.Judgement(m - 1).String()
}

func (Paragraph) isBlock() {}
func (Note) isBlock()      {}
func (Pairs) isBlock()     {}
func (Tiles) isBlock()     {}
func (Table) isBlock()     {}
func (Figure) isBlock()    {}

// section adds a section, and returns it to be filled.
func (s *Section) section(id, title string) *Section {
	inner := &Section{ID: id, Title: title}
	s.Sections = append(s.Sections, inner)
	return inner
}

// folded adds a section that is looked up rather than read.
func (s *Section) folded(id, title string) *Section {
	inner := s.section(id, title)
	inner.Folded = true
	return inner
}

// add adds a block.
func (s *Section) add(b Block) { s.Blocks = append(s.Blocks, b) }

// pair adds a label and what belongs to it; without that, nothing. Pairs that
// follow each other stand together.
func (s *Section) pair(label, text, fine string) {
	if text == "" {
		return
	}
	p := Pair{label, text, fine}
	if n := len(s.Blocks); n > 0 {
		if pairs, ok := s.Blocks[n-1].(Pairs); ok {
			s.Blocks[n-1] = append(pairs, p)
			return
		}
	}
	s.add(Pairs{p})
}

// table adds a table, or says instead that there is nothing to put into it.
func (s *Section) table(t Table, otherwise string) {
	if len(t.Rows) == 0 {
		s.add(Paragraph(otherwise))
		return
	}
	s.add(t)
}

// row makes cells of texts.
func row(texts ...string) Row {
	r := Row{}
	for _, text := range texts {
		r.Cells = append(r.Cells, Cell{Text: text})
	}
	return r
}

// columns makes heads; a # before a title sets the column to the right.
func columns(titles ...string) []Column {
	var list []Column
	for _, title := range titles {
		if title != "" && title[0] == '#' {
			list = append(list, Column{title[1:], true})
		} else {
			list = append(list, Column{Title: title})
		}
	}
	return list
}
