package audit_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

var updateRows = flag.Bool("update", false, "write the golden files anew")

const goldenRows = "../../testdata/golden/audit-rows.md"

// rowGroups is every row of the register, and the routines' own, in the verdicts
// that its form allows. Expectations come from the register and the domain, not
// from what the audit says. A row begins with its id and what it asks for; the
// lines indented under it are how each of its cases begins, unless the case says
// "instead":
//
//	KJ-1.1 the recipient passes it on
//	  Mon 08:00 open self_referral
//	satisfied/by the next day: because met, on open pass_on, due Tue
//	  Tue 15:00 pass_on to=kjentmann
//	not_applicable: because never
//	  instead
//	  Mon 08:00 open third_party_concern reported_by=staff
var rowGroups = []rowGroup{
	{"kjentmann", rowsHelp},
	{"kjentmann", rowsConcern},
	{"kjentmann", rowsAtSchool},
	{"kjentmann", rowsReturn},
	{"social-counsellor", rowsCounsellor},
	{"social-counsellor", rowsCounsellorFollowUp},
	{"social-counsellor county-six-steps", rowsShared},
	{"social-counsellor", rowsAtOnce},
	{"county-six-steps", rowsCounty},
	{"county-six-steps", rowsCountyAfterwards},
	{"kjentmann social-counsellor county-six-steps", rowsDerived},
	{"social-counsellor", rowsSharing},
}

// rowHoles says why no trace can bring a row to a verdict that its form allows.
var rowHoles = map[string]string{
	"PR-14 pending": "it is met by what calls for it",
	"DV-1 pending":  "each contact is judged when it is made",
	"DV-4 pending":  "it is judged when the case closes",
	"DV-5 pending":  "a waiver has its reason when it is made, or never",
	"DV-11 pending": "each contact is judged when it is made",
	"DV-12 pending": "each sharing is judged when it is done",
}

type rowGroup struct{ routines, text string }

type rowCase struct {
	row, about string
	label      string // what sets it apart from others of the row and verdict
	routine    *routine.Routine
	lines      []string
	wanted     wanted
}

// readRows reads the cases of a group, once for each of its routines.
func readRows(g rowGroup) (cases []rowCase, err error) {
	for id := range strings.FieldsSeq(g.routines) {
		r, ok := routine.Find(id)
		if !ok {
			return nil, fmt.Errorf("no routine %s", id)
		}
		list, err := readRowsOf(r, g.text)
		if err != nil {
			return nil, err
		}
		cases = append(cases, list...)
	}
	return cases, nil
}

func readRowsOf(r *routine.Routine, text string) (cases []rowCase, err error) {
	var row, about string
	var given []string
	var current *rowCase
	for line := range strings.Lines(text) {
		words := strings.TrimSpace(line)
		switch indented := strings.HasPrefix(line, " "); {
		case words == "" || strings.HasPrefix(words, "//"):
		case indented && row == "":
			return nil, fmt.Errorf("%q: of no row", words)
		case indented && current == nil:
			given = append(given, words)
		case indented && words == "instead" && len(current.lines) == len(given):
			current.lines = nil
		case indented:
			current.lines = append(current.lines, words)
		case unicode.IsUpper(rune(words[0])):
			row, about, _ = strings.Cut(words, " ")
			given, current = nil, nil
		default:
			verdict, clauses, _ := strings.Cut(words, ": ")
			judgement, label, _ := strings.Cut(verdict, "/")
			w, err := readWanted(row, judgement, clauses)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", row, err)
			}
			cases = append(cases, rowCase{row, about, label, r, slices.Clone(given), w})
			current = &cases[len(cases)-1]
		}
	}
	return cases, nil
}

// name is row/verdict, or longer where there are several of them.
func (c *rowCase) name() string {
	name := c.row + "/" + c.wanted.judgement.String()
	if c.label != "" {
		name += "/" + c.label
	}
	return name
}

func allRowCases(t *testing.T) (all []rowCase) {
	t.Helper()
	for _, g := range rowGroups {
		cases, err := readRows(g)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, cases...)
	}
	return all
}

func TestRows(t *testing.T) {
	for _, c := range allRowCases(t) {
		t.Run(c.name()+"/"+c.routine.ID, func(t *testing.T) {
			h, err := writeTrace(c.routine, c.lines)
			if err != nil {
				t.Fatal(err)
			}
			v := verdictOf(h.judge(), c.row)
			if v == nil {
				t.Fatalf("%s has no row %s", c.routine.ID, c.row)
			}
			for _, wrong := range c.wanted.check(h, v) {
				t.Error(wrong)
			}
			if t.Failed() {
				t.Log(strings.Join(c.lines, "\n"))
			}
		})
	}
}

// allows is which verdicts the form of a row allows (doc.go). Contact says that
// it cannot be met but by contact with guardians.
func allows(q *routine.Requirement, contact bool) []audit.Judgement {
	switch {
	case q.Modality == "may" || q.Template == "permission":
		return []audit.Judgement{audit.Satisfied, audit.NotApplicable}
	case q.Template == "precedence":
		return []audit.Judgement{audit.Satisfied, audit.Violated, audit.NotApplicable}
	case q.Template == "absence" || q.Template == "not_co_existence":
		return []audit.Judgement{audit.Satisfied, audit.Violated, audit.Pending, audit.NotApplicable}
	}
	list := []audit.Judgement{audit.Satisfied, audit.Violated, audit.Pending, audit.NotApplicable}
	if q.Deadline != nil {
		list = append(list, audit.Late)
	}
	if !q.Unwaivable || contact {
		list = append(list, audit.Waived)
	}
	return list
}

// TestRowTable holds the tests of rows to be whole: each row reaches each verdict
// that its form allows, or a reason says why not. The table of it is a golden file.
func TestRowTable(t *testing.T) {
	table := rowTable{t: t, reached: reachedCells(t), reasons: maps.Clone(rowHoles)}
	table.out.WriteString(rowTableHead)
	for _, row := range allRows(t) {
		table.write(row.q, allows(row.q, row.contact))
	}
	for cell := range table.reached {
		t.Errorf("%s: no routine has that row", cell)
	}
	for cell := range table.reasons {
		t.Errorf("%s: a reason for no hole", cell)
	}
	table.out.WriteString("\n" + strings.Join(table.notes, ""))
	compareGolden(t, table.out.Bytes())
}

type rowTable struct {
	t       *testing.T
	reached map[string]int    // what has not been written yet
	reasons map[string]string // as much
	notes   []string
	out     bytes.Buffer
}

// reachedCells counts, by row and verdict, the tests that come to it.
func reachedCells(t *testing.T) map[string]int {
	reached := map[string]int{}
	for _, c := range allRowCases(t) {
		v := verdictOf(mustWrite(t, c.routine, c.lines).judge(), c.row)
		if v == nil || v.Judgement != c.wanted.judgement {
			t.Errorf("%s does not come to its verdict: see TestRows", c.name())
			continue
		}
		reached[c.row+" "+v.Judgement.String()]++
	}
	return reached
}

// write adds a row.
func (w *rowTable) write(q *routine.Requirement, allowed []audit.Judgement) {
	fmt.Fprintf(&w.out, "| %s | %s %s%s |", q.ID, q.Modality, q.Template, formOf(q))
	for _, j := range allJudgements {
		cell := q.ID + " " + j.String()
		n, reason := w.reached[cell], w.reasons[cell]
		delete(w.reached, cell)
		switch {
		case n > 0 && !slices.Contains(allowed, j):
			w.t.Errorf("%s is reached, and the form of the row does not allow it", cell)
		case n > 0:
			fmt.Fprintf(&w.out, " %d |", n)
		case !slices.Contains(allowed, j):
			w.out.WriteString(" – |")
		case reason != "":
			delete(w.reasons, cell)
			w.notes = append(w.notes, fmt.Sprintf("%d. %s: %s.\n", len(w.notes)+1, cell, reason))
			fmt.Fprintf(&w.out, " (%d) |", len(w.notes))
		default:
			w.t.Errorf("%s: a hole without a reason", cell)
			w.out.WriteString(" **hole** |")
		}
	}
	w.out.WriteString("\n")
}

type row struct {
	q       *routine.Requirement
	contact bool // cannot be met but by contact with guardians
}

// register is the numbered rows of the sources: how many of each kind.
var register = []struct {
	prefix string
	rows   int
}{{"KJ-1.", 5}, {"KJ-2.", 7}, {"KJ-3.", 13}, {"HP-", 11}, {"PR-", 17}, {"DV-", 5}}

// allRows lists the rows of all shipped routines, each once, in the order of the
// register; then their own. It misses those that the register has and they lack.
func allRows(t *testing.T) (rows []row) {
	for _, r := range routine.Shipped() {
		for _, q := range r.Demands() {
			if !slices.ContainsFunc(rows, func(known row) bool { return known.q.ID == q.ID }) {
				rows = append(rows, row{q, r.NeedsContact(q)})
			}
		}
	}
	order := []string{"KJ", "HP", "PR", "SK", "DV"}
	slices.SortStableFunc(rows, func(a, b row) int {
		return slices.Index(order, a.q.ID[:2]) - slices.Index(order, b.q.ID[:2])
	})
	for _, kind := range register {
		for n := range kind.rows {
			id := fmt.Sprintf("%s%d", kind.prefix, n+1)
			if !slices.ContainsFunc(rows, func(known row) bool { return known.q.ID == id }) {
				t.Errorf("no routine has the row %s", id)
			}
		}
	}
	return rows
}

const rowTableHead = `# Verdicts that each requirement reaches

Written by TestRowTable (` + "`go test ./workflow/audit -run TestRowTable -update`" + `) from the tests of TestRows.
A number is how many tests bring the row to the verdict; – is a verdict that the
row's form does not allow; a number in brackets is a hole, explained below.

| row | form | satisfied | late | violated | waived | pending | not applicable |
|---|---|---|---|---|---|---|---|
`

func formOf(q *routine.Requirement) (form string) {
	switch d := q.Deadline; {
	case d == nil:
	case d.Minutes != nil:
		form += ", at once"
	case d.Hours > 0:
		form += ", in hours"
	default:
		form += ", in school days"
	}
	if q.Unwaivable {
		form += ", cannot be waived"
	}
	return form
}

func compareGolden(t *testing.T, got []byte) {
	t.Helper()
	if *updateRows {
		if err := os.WriteFile(goldenRows, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenRows)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the tests reach; -update writes it anew", goldenRows)
	}
}
