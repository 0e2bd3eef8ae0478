package plan

import (
	"slices"

	"kjentvei/workflow/routine"
)

// overview says on one page who does what and until when, for each way in which
// it can begin. What may be done without being asked for stands further down.
func (w *writer) overview() {
	chapter := w.chapter("overview", phrases.Overview)
	chapter.text(w.Say(phrases.OverviewAbout))
	for i := range w.r.Scenarios {
		s := &w.r.Scenarios[i]
		table := Table{Head: []string{w.Say(phrases.What), w.Say(phrases.Who), w.Say(phrases.Deadline), w.Say(phrases.Requirement)}}
		begun := reached(w.r, s)
		for j := range w.r.Requirements {
			q := &w.r.Requirements[j]
			if q.Modality == "may" || !arises(q, s, begun) {
				continue
			}
			table.Rows = append(table.Rows, []Cell{
				w.asked(q), {Text: w.Roles(q.Actor)}, {Text: w.when(q)}, {Refs: w.toRequirements([]string{q.ID})},
			})
		}
		if len(table.Rows) > 0 {
			chapter.section("overview-"+s.ID, w.Say(s.Title)).Blocks = []Block{table}
		}
	}
}

// asked is what a requirement asks for, marked when it is advice, and in the
// small print when it is asked for.
func (w *writer) asked(q *routine.Requirement) Cell {
	cell := Cell{Text: w.Say(q.Title)}
	if q.Modality == "should" {
		cell.Text = w.Modality(q.Modality) + ": " + cell.Text
	}
	if only := w.Cond(q.Applies); only != "" {
		cell.Fine = w.Say(phrases.Applies) + ": " + only
	}
	return cell
}

// when is the deadline in a few words, or that there is none.
func (w *writer) when(q *routine.Requirement) string {
	switch {
	case q.Deadline == nil:
		return w.Say(phrases.NoDeadline)
	case len(q.Deadline.From) > 0:
		return w.until(q.Deadline) + ", " + w.Say(phrases.CountedFrom) + " " + w.Happens(q.Deadline.From) + " " + w.basis(q.Deadline)
	}
	return w.until(q.Deadline) + " " + w.basis(q.Deadline)
}

// arises reports whether a requirement can come to be owed in a case that began
// so: its scenarios say so, and something sets it off on the way.
func arises(q *routine.Requirement, s *routine.Scenario, begun func(fact, value string) bool) bool {
	if len(q.Scenarios) > 0 && !slices.Contains(q.Scenarios, s.ID) {
		return false
	}
	for fact, values := range q.Activation {
		if slices.ContainsFunc(values, func(value string) bool { return begun(fact, value) }) {
			return true
		}
	}
	return false
}

// reached tells which values facts can get in a case that began so, by the
// routine's own steps. What the engine sets by itself can always be.
func reached(r *routine.Routine, s *routine.Scenario) func(fact, value string) bool {
	states := map[string]bool{s.Start: true}
	at := func(step *routine.Step) bool {
		return slices.ContainsFunc(step.From, func(from string) bool { return states[from] })
	}
	for before := 0; before < len(states); {
		before = len(states)
		for i := range r.Steps {
			for _, target := range r.Steps[i].To {
				if at(&r.Steps[i]) {
					states[target.State] = true
				}
			}
		}
	}
	set := map[[2]string]bool{}
	opening := routine.Step{Sets: s.Sets, Fields: s.Fields}
	opening.EachSet(func(fact, value string) { set[[2]string{fact, value}] = true })
	for i := range r.Steps {
		if at(&r.Steps[i]) {
			r.Steps[i].EachSet(func(fact, value string) { set[[2]string{fact, value}] = true })
		}
	}
	return func(fact, value string) bool {
		f, ok := r.Schema().Fact(fact)
		return ok && f.Derived || set[[2]string{fact, value}]
	}
}

// expectations says what the student can expect. What the law gives in every
// case is always there; the rest only where this routine demands it.
func (w *writer) expectations() {
	chapter := w.chapter("student", phrases.Student)
	var items []Item
	for _, e := range expectations {
		refs := w.toRequirements(w.demanding(e.fact))
		if e.fact == "" || len(refs) > 0 || w.guarded(e.fact) {
			items = append(items, Item{Text: w.Say(e.text), Refs: refs})
		}
	}
	if slices.ContainsFunc(w.r.Scenarios, func(s routine.Scenario) bool { return s.NoName }) {
		items = append(items, Item{Text: w.Say(phrases.Nameless)})
	}
	chapter.list("", items)
}

// demanding lists the routine's own requirements that are met by a fact.
func (w *writer) demanding(fact string) []string {
	var ids []string
	for i := range w.r.Requirements {
		q := &w.r.Requirements[i]
		if q.Modality == "must" && q.Target.Reads(func(id string) bool { return id == fact }) {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// guarded reports whether a step waits for a fact.
func (w *writer) guarded(fact string) bool {
	for i := range w.r.Steps {
		for _, g := range w.r.Steps[i].Guards {
			if g.When.Reads(func(id string) bool { return id == fact }) {
				return true
			}
		}
	}
	return false
}
