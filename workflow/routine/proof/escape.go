package proof

import (
	"slices"

	"kjentvei/workflow/routine"
)

// P9: from every state that a case can come to, the school has a way to close
// it that needs nobody else: not a guardian who answers, not a student who
// admits, consents or comes back. What is owed never bars it, since leadership
// can waive it, or acknowledge that it was left undone; what can are states
// without a way on, and guards that nothing lifts.
//
// The proof looks at states, and at as few facts as it needs. All others are
// unknown: a guard on one counts as open only when the school can make it hold
// first. What can be reached is thereby taken too widely, and what is possible
// too narrowly; so a way that is found is one from every case.

// stuck is a state that no way out was found from.
type stuck struct {
	path []link
	m    *model
}

// escape reports where cases get stuck, or nil, and how many states were visited.
func escape(r *routine.Routine) (*stuck, int, error) {
	q := query{lifts: true}
	states := 0
	for range maxRounds {
		m, err := newModel(r, q)
		if err != nil {
			return nil, states, err
		}
		x := newExploration(m)
		if err := x.look(nil, maxStates); err != nil {
			return nil, states + len(x.order), err
		}
		states += len(x.order)
		e := newEscaper(r, q.facts, x)
		if e.err != nil {
			return nil, states, e.err
		}
		at := e.first()
		if at < 0 {
			return nil, states, nil
		}
		if q.refine(r, e.asked(at)) {
			continue
		}
		path := x.path(at)
		if !q.refine(r, m.doubts(path)) {
			return &stuck{path, m}, states, nil
		}
	}
	return nil, states, errUndecided
}

// escaper finds out which of the states explored have a way to be closed.
type escaper struct {
	x     *exploration
	m     *model // as x's, and the facts of guards besides, which begin unknown
	looks int    // how many facts x looks at
	open  map[state]bool
	err   error
}

func newEscaper(r *routine.Routine, facts []string, x *exploration) *escaper {
	wide := slices.Clone(facts)
	for i := range r.Steps {
		for j := range r.Steps[i].Guards {
			if g := &r.Steps[i].Guards[j]; !liftable(r, g) {
				wide = addOnce(wide, factsIn(g.When)...)
			}
		}
	}
	e := &escaper{x: x, looks: len(x.m.facts), open: map[state]bool{}}
	e.m, e.err = newModel(r, query{facts: wide, lifts: true})
	if e.err == nil {
		e.settle()
	}
	return e
}

// liftable reports whether leadership can lift a guard by waiving what it cites.
func liftable(r *routine.Routine, g *routine.Guard) bool {
	d, ok := r.Requirement(g.Requirement)
	return ok && !g.Strict && !d.Unwaivable && routine.Owes(d)
}

// settle finds all states with a way to be closed, from the end backwards.
func (e *escaper) settle() {
	for again := true; again; {
		again = false
		for i := range e.x.order {
			s := &e.x.order[i]
			if !e.open[*s] && e.escapes(s) {
				e.open[*s], again = true, true
			}
		}
	}
}

// first is the nearest state without a way out, or -1.
func (e *escaper) first() int32 {
	for i := range e.x.order {
		if !e.open[e.x.order[i]] {
			return int32(i)
		}
	}
	return -1
}

// escapes reports whether a state can be closed, or led to one that can.
func (e *escaper) escapes(s *state) bool {
	if s[control] == e.x.m.closed || e.x.m.closable(s) {
		return true
	}
	wide := e.widen(s)
	for i := range e.m.moves {
		v := &e.m.moves[i]
		if v.kind != step || len(v.targets) == 0 || v.from&(1<<s[control]) == 0 || !e.inHand(v) {
			continue
		}
		if ready, ok := e.prepare(wide, v, 0); ok && e.leads(ready, v) {
			return true
		}
	}
	return false
}

// widen turns every fact that the exploration did not look at into an unknown.
func (e *escaper) widen(s *state) *state {
	wide := *s
	for i := firstVar + e.looks; i < firstVar+len(e.m.facts); i++ {
		wide[i] = anything
	}
	return &wide
}

// inHand reports whether a move needs nobody but the school.
func (e *escaper) inHand(v *move) bool { return v.ordinary && len(v.needs) == 0 && !v.contact }

// maxDepth bounds how many steps may have to prepare one another.
const maxDepth = 8

// prepare takes the steps that make a move's guards surely hold, staying in the
// state that the case is in, and returns what is known then. Of a guard with
// several ways to hold, each is tried.
func (e *escaper) prepare(s *state, v *move, depth int) (*state, bool) {
	for _, way := range e.ways(v) {
		ready := *s
		for {
			lack := lacking(&ready, v, way)
			if lack == 0 {
				return &ready, true
			}
			if depth > maxDepth || !e.better(&ready, v, way, lack, depth) {
				break
			}
		}
	}
	return nil, false
}

// maxWays bounds in how many ways the guards of one move are tried.
const maxWays = 16

// ways lists the conditions to make hold: of each guard that leadership cannot
// lift one of its alternatives.
func (e *escaper) ways(v *move) [][]*cond {
	ways := [][]*cond{nil}
	for i := range v.guards {
		g := &v.guards[i]
		if g.raw != nil && liftable(e.m.r, g.raw) {
			continue
		}
		parts := []*cond{g.when}
		if g.when.op == '|' && len(ways)*len(g.when.parts) <= maxWays {
			parts = g.when.parts
		}
		var more [][]*cond
		for _, way := range ways {
			for _, part := range parts {
				more = append(more, append(slices.Clone(way), part))
			}
		}
		ways = more
	}
	return ways
}

// better takes one step after which less is lacking for the move.
func (e *escaper) better(s *state, v *move, way []*cond, lack, depth int) bool {
	for i := range e.m.moves {
		w := &e.m.moves[i]
		if w.kind != step && w.kind != common || len(w.targets) > 0 || !e.inHand(w) || w == v {
			continue
		}
		if w.from != 0 && w.from&(1<<s[control]) == 0 || w.student && e.m.named&(1<<s[scenario]) == 0 {
			continue
		}
		after := *s
		for _, a := range w.assign {
			after[a.at] = a.value
		}
		if lacking(&after, v, way) >= lack {
			continue
		}
		ready, ok := e.prepare(s, w, depth+1)
		if !ok {
			continue
		}
		for _, a := range w.assign {
			ready[a.at] = a.value
		}
		if lacking(ready, v, way) < lack {
			*s = *ready
			return true
		}
	}
	return false
}

// lacking counts what is missing for the conditions to hold when a move is taken.
func lacking(s *state, v *move, way []*cond) int {
	filled := *s
	for _, a := range v.said {
		filled[a.at] = a.value
	}
	n := 0
	for _, c := range way {
		n += c.lack(&filled)
	}
	return n
}

// leads reports whether wherever the move may lead, there is a way out.
func (e *escaper) leads(s *state, v *move) bool {
	after := *s
	for _, a := range v.assign {
		after[a.at] = a.value
	}
	for i := range v.targets {
		t := &v.targets[i]
		holds := t.when.in(&after, nil)
		if holds == no {
			continue
		}
		next := after
		next[control] = t.to
		for j := firstVar + e.looks; j < maxVars; j++ {
			next[j] = 0
		}
		if !e.open[next] {
			return false
		}
		if holds == yes {
			return true
		}
	}
	return false
}

// asked lists the facts that a way out of a state depends on: those that decide
// where its steps lead, and those of guards that nothing lifts.
func (e *escaper) asked(at int32) []string {
	s := &e.x.order[at]
	var list []string
	for i := range e.m.r.Steps {
		st := &e.m.r.Steps[i]
		if !slices.Contains(st.From, e.m.r.States[s[control]].ID) || len(st.To) == 0 {
			continue
		}
		for j := range st.To {
			list = addOnce(list, factsIn(st.To[j].When)...)
		}
		for j := range st.Guards {
			if g := &st.Guards[j]; !liftable(e.m.r, g) {
				list = addOnce(list, factsIn(g.When)...)
			}
		}
	}
	return list
}
