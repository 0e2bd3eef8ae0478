package paper

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Options are what a table does not say itself.
type Options struct {
	School string    // of the cases
	Now    time.Time // nothing in the table is later; zero: not asked
}

// Book is what a table tells.
type Book struct {
	Traces  []*audit.Trace   // in the order in which the file first mentions the cases
	Remarks routine.Problems // what the table leaves open; no mistakes
}

// Read makes traces of a table, or tells every mistake in it, up to 500. Of a
// mistake the line is the row, and the column the number of the cell, as a
// spreadsheet counts them. With mistakes there is no book.
func Read(data []byte, r *routine.Routine, o Options) (*Book, routine.Problems) {
	b := &book{v: newVocabulary(r), o: o, cases: map[string]*paperCase{}}
	lines := table(data, &b.problems)
	if len(lines) > 0 && b.header(lines[0]) {
		for _, l := range lines[1:] {
			b.row(l)
		}
	}
	var traces []*audit.Trace
	for _, c := range b.order {
		if t := b.trace(c); t != nil {
			traces = append(traces, t)
		}
	}
	if len(b.problems.list) > 0 {
		return nil, b.problems.sorted()
	}
	return &Book{Traces: traces, Remarks: b.remarks.sorted()}, nil
}

// book is a table while it is read.
type book struct {
	v        *vocabulary
	o        Options
	problems notes
	remarks  notes
	columns  []column
	cases    map[string]*paperCase
	order    []*paperCase
}

// paperCase is the rows of one case.
type paperCase struct {
	label    string
	first    int // row in which it is first mentioned
	rows     []*row
	broken   bool // a row could not be read
	crowd    *crowd
	breaches []*breach
}

// file puts a row with its case. What could not be read of it has been told.
func (b *book) file(label string, r *row, ok bool) {
	c, known := b.cases[label]
	if !known {
		c = &paperCase{label: label, first: r.row, crowd: newCrowd()}
		b.cases[label] = c
		b.order = append(b.order, c)
	}
	if ok {
		c.rows = append(c.rows, r)
	} else {
		c.broken = true
	}
}

func dayOf(t time.Time) calendar.Date { return calendar.Of(t, calendar.Oslo) }

// trace makes the trace of one case.
func (b *book) trace(c *paperCase) *audit.Trace {
	settle(c.rows)
	first := b.opening(c)
	if first == nil {
		return nil
	}
	tr := &audit.Trace{Reference: c.label, School: b.o.School, Paper: true}
	scenario, noName := b.begin(first)
	tr.Adult = b.age(c, first, noName)
	if isExample(c.label) {
		_, column := b.cell(first.line, colCase)
		b.remarks.add(first.row, column, "example", c.label)
	}
	for _, r := range c.rows {
		tr.Events = append(tr.Events, b.event(c, r, scenario))
	}
	if !noName {
		tr.Guardians = c.crowd.guardians()
	}
	tr.Marks = marks(tr.Events)
	slices.SortStableFunc(tr.Events[1:], func(a, z audit.Event) int { return a.RecordedAt.Compare(z.RecordedAt) })
	tell(b.v.routine, tr)
	return tr
}

// guardians are those who were named, or one where none was: every student has
// somebody.
func (c *crowd) guardians() []int {
	if len(c.others) == 0 {
		return []int{c.ref([]string{"guardian"}, 1)}
	}
	return c.others
}

// opening finds the row that opens the case and puts it first.
func (b *book) opening(c *paperCase) *row {
	at := -1
	for i, r := range c.rows {
		_, column := b.cell(r.line, colStep)
		switch {
		case r.step != open:
		case at >= 0:
			b.problems.add(r.row, column, "opened_twice", c.label)
		default:
			at = i
		}
	}
	if at < 0 {
		if !c.broken {
			b.problems.add(c.first, 1, "no_opening", c.label)
		}
		return nil
	}
	first := c.rows[at]
	copy(c.rows[1:at+1], c.rows[:at])
	c.rows[0] = first
	for _, r := range c.rows[1:] {
		if r.when.at.Before(first.when.at) {
			_, column := b.cell(r.line, colWhen)
			b.problems.add(r.row, column, "before_opening")
		}
	}
	return first
}

// begin reads the scenario of a case, nil where it cannot be told.
func (b *book) begin(first *row) (scenario *routine.Scenario, noName bool) {
	word, column := b.cell(first.line, colScenario)
	if word == "" {
		b.problems.addNear(b.v.scenarios.known, first.row, column, "no_scenario", "")
		return nil, false
	}
	scenario, ok := b.v.routine.Scenario(b.v.scenarios.find(word))
	if !ok {
		b.problems.addNear(b.v.scenarios.known, first.row, column, "unknown_scenario", word)
		return nil, false
	}
	first.scenario = scenario.ID
	return scenario, scenario.NoName
}
