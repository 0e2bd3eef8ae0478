package paper

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// filled is a cell that fills in a field.
type filled struct {
	name   string
	cell   string
	column int
}

// filled lists what a row fills in: under headings, and in cells that say
// name=value.
func (b *book) filled(r *row) []filled {
	var list []filled
	for i, cell := range r.cells {
		if cell == "" {
			continue
		}
		switch {
		case i >= len(b.columns) || b.columns[i].id == colField:
			name, value, ok := strings.Cut(cell, "=")
			if !ok {
				b.problems.add(r.row, i+1, "pair", cell)
				continue
			}
			list = append(list, filled{strings.TrimSpace(name), strings.TrimSpace(value), i + 1})
		case b.columns[i].field != "":
			list = append(list, filled{b.columns[i].field, cell, i + 1})
		}
	}
	return list
}

// fields reads what a row fills in, in the order of the step.
func (b *book) fields(c *paperCase, r *row) []audit.Field {
	byName := map[string]filled{}
	for _, f := range r.given {
		id := f.name
		if !r.has(id) {
			id = plain(id)
		}
		switch _, twice := byName[id]; {
		case !r.has(id):
			b.problems.addNear(r.names(), r.row, f.column, "unknown_field", f.name, r.step)
		case twice:
			b.problems.add(r.row, f.column, "field_twice", f.name)
		default:
			byName[id] = f
		}
	}
	var fields []audit.Field
	for i := range r.taken.Fields {
		f := &r.taken.Fields[i]
		given, ok := byName[f.Name]
		if !ok || given.cell == "" {
			b.leftOut(r, f)
			continue
		}
		if value, ok := b.value(c, r, f, given); ok {
			fields = append(fields, audit.Field{Name: f.Name, Value: value})
		}
	}
	return fields
}

func (r *row) has(name string) bool {
	return slices.ContainsFunc(r.taken.Fields, func(f routine.Field) bool { return f.Name == name })
}

func (r *row) names() []string {
	var list []string
	for i := range r.taken.Fields {
		list = append(list, r.taken.Fields[i].Name)
	}
	return list
}

// leftOut remarks what the routine asks for, and the paper does not tell.
func (b *book) leftOut(r *row, f *routine.Field) {
	if !f.Required || slices.Contains(f.From, "breaches") {
		return
	}
	_, column := b.cell(r.line, colStep)
	b.remarks.add(r.row, column, "left_out", f.Name, r.step)
}

func (b *book) value(c *paperCase, r *row, f *routine.Field, given filled) (audit.Value, bool) {
	cell, column := given.cell, given.column
	switch f.Type {
	case "people":
		return b.named(c, r, f, cell, column)
	case "choice":
		return b.choice(r, f, cell, column)
	case "choices":
		return b.choices(r, f, cell, column)
	case "number":
		return b.number(r, f, cell, column)
	case "boolean":
		yes, ok := parseFlag(cell)
		if !ok {
			b.problems.add(r.row, column, "bad_flag", cell)
		}
		return audit.Value{Kind: audit.Answered, Bool: yes}, ok
	case "date", "datetime":
		m, ok := parseMoment(cell)
		if !ok {
			b.problems.add(r.row, column, "bad_time", cell)
		}
		if f.Type == "date" {
			return audit.Value{Kind: audit.Dated, Date: m.day}, ok
		}
		return audit.Value{Kind: audit.Timed, Time: m.at}, ok
	}
	return audit.Value{Kind: audit.Written}, true
}

func (b *book) choice(r *row, f *routine.Field, cell string, column int) (audit.Value, bool) {
	answers := b.v.answers(f)
	id := answers.find(cell)
	if id == "" {
		b.problems.addNear(answers.known, r.row, column, "bad_choice", cell, f.Name)
	}
	return audit.Value{Kind: audit.Chosen, Text: id}, id != ""
}

func (b *book) choices(r *row, f *routine.Field, cell string, column int) (audit.Value, bool) {
	answers, all := b.v.answers(f), true
	var given []string
	for _, word := range answers.several(cell) {
		id := answers.find(word)
		if id == "" {
			b.problems.addNear(answers.known, r.row, column, "bad_choice", word, f.Name)
			all = false
		}
		given = append(given, id)
	}
	v := audit.Value{Kind: audit.Ticked}
	for _, choice := range f.Choices {
		if slices.Contains(given, choice.Value) {
			v.List = append(v.List, choice.Value)
		}
	}
	return v, all && len(v.List) > 0
}

// several parts a cell with several answers: at plus signs and the like, and
// what is no answer so, at spaces.
func (l *lexicon) several(cell string) []string {
	if l.find(cell) != "" {
		return []string{cell}
	}
	var words []string
	for _, part := range split(cell) {
		if parts := strings.Fields(part); l.find(part) == "" && len(parts) > 1 && !slices.ContainsFunc(parts, func(word string) bool { return l.find(word) == "" }) {
			words = append(words, parts...)
		} else {
			words = append(words, part)
		}
	}
	return words
}

func (b *book) number(r *row, f *routine.Field, cell string, column int) (audit.Value, bool) {
	n, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	switch {
	case err != nil || n != n:
		b.problems.add(r.row, column, "bad_number", cell)
		return audit.Value{}, false
	case f.Min != nil && n < float64(f.Min.Value), f.Max != nil && n > float64(f.Max.Value):
		b.problems.add(r.row, column, "number_range", cell, f.Name)
		return audit.Value{}, false
	}
	return audit.Value{Kind: audit.Counted, Number: n}, true
}

// parseFlag reads a yes or no, also as a spreadsheet writes it in its language.
func parseFlag(cell string) (yes, ok bool) {
	switch plain(cell) {
	case "true", "yes", "ja", "x", "1", "sann", "sand":
		return true, true
	case "false", "no", "nei", "nej", "0", "usann", "falsk":
		return false, true
	}
	return false, false
}

// Adult days that stand for an age without a birthday: of a student who was
// under 18, or 18 or older, throughout the case.
const (
	AlwaysAdult calendar.Date = 1       // 0001-01-01
	AlwaysMinor calendar.Date = 3652059 // 9999-12-31
)

var ages = func() *lexicon {
	l := newLexicon()
	l.add("minor", t("under 18", "under 18", "under 18", "under 18"), t("mindreårig", "mindreårig", "minor", "mindreårig"))
	l.add("adult", t("18 eller eldre", "18 eller eldre", "18 or older", "18 eller ældre"), t("voksen", "vaksen", "adult", "voksen"), t("over 18", "over 18", "over 18", "over 18"))
	l.add("unknown", t("ukjent", "ukjend", "unknown", "ukendt"))
	return l
}()

// age is the first day on which the student counts as 18, 0 where that is not known.
func (b *book) age(c *paperCase, r *row, noName bool) calendar.Date {
	cell, column := b.cell(r.line, colAge)
	switch {
	case noName && cell != "":
		b.problems.add(r.row, column, "no_student")
		return 0
	case noName:
		return 0
	case cell == "":
		b.remarks.add(r.row, column, "no_age")
		return 0
	}
	switch ages.find(cell) {
	case "minor":
		return AlwaysMinor
	case "adult":
		return AlwaysAdult
	case "unknown":
		return 0
	}
	m, ok := parseMoment(cell)
	if !ok || m.exact {
		b.problems.add(r.row, column, "bad_age", cell)
		return 0
	}
	return m.day
}
