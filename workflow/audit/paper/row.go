package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kjentvei/workflow/routine"
)

const maxLabel = 40 // runes

// column is what one column of the table holds: one of the headings, a field by
// its name, or cells of the form name=value.
type column struct {
	id    string
	field string
}

// row is one thing that was done.
type row struct {
	line
	when     moment
	recorded moment // zero: then
	step     string
	scenario string // "" where it cannot be told
	actor    int
	roles    []string
	given    []filled
	taken    *routine.Step // with the fields that the row can fill in
}

// header reads the headings. Without the columns that every row needs there is
// nothing to read.
func (b *book) header(l line) bool {
	seen := map[string]bool{}
	for i, word := range l.cells {
		id := b.v.columns.find(word)
		c := column{id: id}
		switch {
		case word == "":
			c.id = colField
		case id == "":
			b.problems.addNear(b.v.columns.known, l.row, i+1, "unknown_column", word)
		case !isHeading(id):
			c = column{field: id}
		}
		if seen[id] && id != colField && id != "" {
			b.problems.add(l.row, i+1, "column_twice", word)
		}
		seen[id] = true
		b.columns = append(b.columns, c)
	}
	for _, id := range []string{colCase, colWhen, colStep, colBy} {
		if !seen[id] {
			b.problems.add(l.row, 1, "no_column", id)
		}
	}
	return seen[colCase] && seen[colWhen] && seen[colStep]
}

func isHeading(id string) bool {
	for _, h := range headings {
		if h.id == id {
			return true
		}
	}
	return false
}

// cell finds the cell under a heading, and the column it stands in, from 1.
func (b *book) cell(l line, id string) (string, int) {
	for i, c := range b.columns {
		switch {
		case c.id != id:
		case i < len(l.cells):
			return l.cells[i], i + 1
		default:
			return "", i + 1
		}
	}
	return "", 1
}

// row reads what every row has, and puts it with its case.
func (b *book) row(l line) {
	for i, cell := range l.cells {
		label := i < len(b.columns) && b.columns[i].id == colCase
		if looksNational(cell) || label && onlyNumber(cell) {
			b.problems.add(l.row, i+1, "national_id")
			l.cells[i] = ""
			if label {
				return
			}
		}
	}
	label, at := b.cell(l, colCase)
	r := &row{line: l}
	ok := b.label(label, l.row, at)
	ok = b.times(r) && ok
	ok = b.stepOf(r) && ok
	if label != "" {
		b.file(label, r, ok)
	}
}

func (b *book) label(label string, row, at int) bool {
	bad := !utf8.ValidString(label) || strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsPrint(r) })
	switch {
	case label == "":
		b.problems.add(row, at, "no_case")
	case bad || utf8.RuneCountInString(label) > maxLabel:
		if p := b.problems.add(row, at, "bad_case"); p != nil {
			p.Hint = text("bad_case_hint", "40")
		}
	case looksNamed(label):
		b.problems.add(row, at, "person_name")
	default:
		return true
	}
	return false
}

func (b *book) times(r *row) bool {
	word, at := b.cell(r.line, colWhen)
	var ok bool
	switch r.when, ok = parseMoment(word); {
	case word == "":
		b.problems.add(r.row, at, "no_time")
		return false
	case !ok:
		b.problems.add(r.row, at, "bad_time", word)
		return false
	case !b.o.Now.IsZero() && b.future(r.when):
		b.problems.add(r.row, at, "in_future")
		return false
	}
	if word, at = b.cell(r.line, colRecorded); word == "" {
		return true
	}
	switch r.recorded, ok = parseMoment(word); {
	case !ok:
		b.problems.add(r.row, at, "bad_time", word)
	case b.future(r.recorded):
		b.problems.add(r.row, at, "in_future")
	case r.recorded.day < r.when.day || r.recorded.exact && r.when.exact && r.recorded.at.Before(r.when.at):
		b.problems.add(r.row, at, "recorded_first")
	default:
		return true
	}
	return false
}

// future reports whether a moment has not come. Of a day alone, the day.
func (b *book) future(m moment) bool {
	switch {
	case b.o.Now.IsZero():
		return false
	case m.exact:
		return m.at.After(b.o.Now)
	}
	return m.day > dayOf(b.o.Now)
}

func (b *book) stepOf(r *row) bool {
	word, at := b.cell(r.line, colStep)
	switch r.step = b.v.steps.find(word); {
	case word == "":
		b.problems.add(r.row, at, "no_step")
	case r.step == "":
		b.problems.addNear(b.v.steps.known, r.row, at, "unknown_step", word)
	case onlyOnScreen(r.step):
		b.problems.add(r.row, at, "not_on_paper", word)
	default:
		return true
	}
	return false
}

// looksNational reports eleven digits in a row, or six and then five.
func looksNational(s string) bool {
	digits, before := 0, 0 // of this run, and of the one before
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && s[i] >= '0' && s[i] <= '9':
			digits++
		case digits == 11 || before == 6 && digits == 5:
			return true
		case digits > 0:
			before, digits = digits, 0
		case i < len(s) && strings.IndexByte(" .-/", s[i]) < 0:
			before = 0
		}
	}
	return false
}

// onlyNumber reports a label that is eleven digits however they are set apart.
func onlyNumber(label string) bool {
	digits := 0
	for _, r := range label {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" .-/", r):
			return false
		}
	}
	return digits == 11
}

// looksNamed reports two words or more that begin with a capital and have
// nothing but letters: Ola Nordmann, and not Sak 14.
func looksNamed(s string) bool {
	words := strings.Fields(s)
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		odd := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '.' && r != ',' }
		if !unicode.IsUpper(first) || strings.ContainsFunc(word, odd) {
			return false
		}
	}
	return len(words) >= 2
}
