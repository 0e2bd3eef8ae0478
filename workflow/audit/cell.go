package audit

import (
	"cmp"
	"maps"
	"slices"

	"kjentvei/workflow/routine"
)

// Cell is one number of the figures: how many cases a requirement came to a verdict in.
type Cell struct {
	Requirement string
	Verdict     Judgement
	Overdue     bool   // of those that are pending, only what is overdue
	Scenario    string // that the cases came to; "" for any
}

// Asks reports whether there is such a cell. What was never called for is in none:
// it would be nearly all cases.
func (c Cell) Asks() bool {
	return c.Verdict != NotApplicable && c.Verdict < judgements && (!c.Overdue || c.Verdict == Pending)
}

// Behind gathers the cases that a cell counts, and what the cells beside it come to.
type Behind struct {
	Requirement *routine.Requirement // as the newest version has it; nil where no case follows a routine that has it
	Numbers     []uint64             // of the cases that the cell counts, in the order in which they were added
	Verdicts    Tallied              // the requirement's, in the cell's scenario
	Overdue     int                  // of those that are pending
	Scenarios   []Group              // the cell's cases in any scenario, by scenario

	scope   Scope
	known   []string
	cell    Cell
	version int
	groups  map[string]*Group
}

// NewBehind begins with no cases. A requirement is known also by cases outside the
// scope, at the schools that are known; those of others tell nothing.
func NewBehind(scope Scope, known []string, cell Cell) *Behind {
	return &Behind{scope: scope, known: known, cell: cell, groups: map[string]*Group{}}
}

// Add looks at a case, by its number.
func (a *Behind) Add(number uint64, b *Brief) {
	at, ok := b.rules.ids[a.cell.Requirement]
	if !ok || !slices.Contains(a.known, b.School) {
		return
	}
	if version := b.rules.Routine.Version; a.Requirement == nil || version > a.version {
		a.Requirement, a.version = b.rules.demands[at].Requirement, version
	}
	if !a.scope.Includes(b) || b.apart() {
		return
	}
	for _, f := range b.verdicts {
		if int(f.demand) == at {
			a.count(number, b, f)
		}
	}
}

func (a *Behind) count(number uint64, b *Brief, f briefly) {
	inScenario := a.cell.Scenario == "" || a.cell.Scenario == b.Scenario
	if inScenario {
		a.Verdicts[f.judgement].N++
		if f.overdue {
			a.Overdue++
		}
	}
	if f.judgement != a.cell.Verdict || a.cell.Overdue && !f.overdue {
		return
	}
	g := a.groups[b.Scenario]
	if g == nil {
		g = &Group{ID: b.Scenario}
		if found, ok := b.rules.Routine.Scenario(b.Scenario); ok {
			g.Title = found.Title
		}
		a.groups[b.Scenario] = g
	}
	g.Cases.N++
	if inScenario {
		a.Numbers = append(a.Numbers, number)
	}
}

// Done puts the scenarios in order, when all cases have been added.
func (a *Behind) Done() {
	for _, g := range slices.SortedFunc(maps.Values(a.groups), func(x, y *Group) int { return cmp.Compare(x.ID, y.ID) }) {
		a.Scenarios = append(a.Scenarios, *g)
	}
}

// apart reports whether figures count a case as voided or merged, and nowhere else.
func (b *Brief) apart() bool { return b.ClosedAs == "voided" || b.ClosedAs == "merged" }
