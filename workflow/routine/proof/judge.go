package proof

import (
	"errors"

	"kjentvei/workflow/routine"
)

// finding is what was found of one clause.
type finding struct {
	id       string
	property string
	holds    bool
	free     bool   // whatever the order in which things are recorded
	states   int    // visited, over every round
	last     int    // of the model that decided
	path     []link // how it is broken, the shortest way
	m        *model
	err      error // why it could not be decided
}

// maxRounds bounds how often a model is made finer for one clause.
const maxRounds = 60

// prove explores the model that a clause needs. What is judged when the case
// closes is tried first with any step at any time, so that what is owed has to
// carry it alone: then it holds for late entries and corrections too. What does
// not hold so may rest on states and guards.
func prove(r *routine.Routine, c *clause) finding {
	q := query{clause: c, lifts: !c.nameless, late: c.nameless, facts: factsIn(c.when, c.must, c.sinceWhen)}
	if c.alive {
		q.facts = addOnce(q.facts, "student")
	}
	if c.at == nil {
		for _, d := range r.Demands() {
			if c.protectedBy(d) {
				q.demands = append(q.demands, d.ID)
				if r.NeedsContact(d) {
					q.facts = addOnce(q.facts, "contact", "child_welfare")
				}
			}
		}
		f := q
		f.free = true
		if found := refineUntilSure(r, f); found.holds {
			return found
		}
	}
	return refineUntilSure(r, q)
}

// refineUntilSure does not believe a way to break a clause that rests on
// something the model does not look at: the model is made finer by just that,
// until the way is sure or gone (counterexample-guided abstraction refinement,
// Clarke et al. 2000).
func refineUntilSure(r *routine.Routine, q query) finding {
	f := finding{id: q.clause.id, property: q.clause.property, free: q.free}
	for range maxRounds {
		m, err := newModel(r, q)
		if err == nil && f.states > 3*maxStates {
			err = errLimit
		}
		if err != nil {
			return f.undecided(err)
		}
		if n, ok := remembered(m); ok {
			f.m, f.last, f.states, f.holds = m, n, f.states+n, true
			return f
		}
		x := newExploration(m)
		err = x.look(func(s *state) bool { return s[flags]&broken != 0 }, maxStates)
		f.m, f.last, f.states = m, len(x.order), f.states+len(x.order)
		switch {
		case err != nil:
			return f.undecided(err)
		case x.goal < 0:
			f.holds = true
			remember(m, f.last)
			return f
		}
		f.path = x.path(x.goal)
		if !q.refine(r, m.doubts(f.path)) {
			return f
		}
	}
	return f.undecided(errUndecided)
}

func (f finding) undecided(err error) finding {
	f.holds, f.err, f.path = false, err, nil
	return f
}

// refine adds what a path depended on, and reports whether that was anything new.
func (q *query) refine(r *routine.Routine, doubts []string) bool {
	before := len(q.facts) + len(q.demands)
	for _, id := range doubts {
		if _, ok := r.Requirement(id); ok {
			q.demands = addOnce(q.demands, id)
		} else {
			q.facts = addOnce(q.facts, id)
		}
	}
	return len(q.facts)+len(q.demands) > before
}

var errUndecided = errors.New("not decided within the rounds allowed")

// unbroken remembers the models that no clause was broken in, by what they say,
// and how many states they have. Only the mutation test keeps any: a mutant
// differs from the routine that it was made of in few slices.
var unbroken map[string]int

func remembered(m *model) (states int, ok bool) {
	if unbroken == nil {
		return 0, false
	}
	states, ok = unbroken[Slice{m: m}.text()]
	return states, ok
}

func remember(m *model, states int) {
	if unbroken != nil {
		unbroken[Slice{m: m}.text()] = states
	}
}
