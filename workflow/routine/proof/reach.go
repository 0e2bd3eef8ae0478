package proof

import (
	"kjentvei/workflow/routine"
)

// What must be possible: every state and step can be come to without an
// exception to anything, and every requirement can be met and can be broken. A
// way found is only believed when it rests on nothing that was not looked at.

// goal is something that a case must be able to come to.
type goal struct {
	query
	is  func(m *model, s *state) bool
	far func(m *model, s *state) int // an estimate of how far it is
}

// maxSeek bounds the search for one way. What is not found by then is refused
// as too large to be decided, never passed over.
const maxSeek = 400_000

// find searches for a way to the goal, making the model finer until it is sure.
func find(r *routine.Routine, g goal) (found bool, states int, err error) {
	q := g.query
	for range maxRounds {
		m, err := newModel(r, q)
		if err != nil {
			return false, states, err
		}
		x := newExploration(m)
		err = x.seek(func(s *state) bool { return g.is(m, s) }, func(s *state) int { return g.far(m, s) }, maxSeek)
		states += len(x.order)
		if err != nil || x.goal < 0 {
			return false, states, err
		}
		if !q.refine(r, m.doubts(x.path(x.goal))) {
			return true, states, nil
		}
	}
	return false, states, nil
}

// comesTo is the goal that a case is in a state.
func comesTo(at int) goal {
	return goal{
		is:  func(m *model, s *state) bool { return s[control] == uint8(at) },
		far: func(*model, *state) int { return 0 },
	}
}

// takes is the goal that a step can be taken, on the way of its i-th target,
// or on any when that is less than 0.
func takes(s *routine.Step, way int) goal {
	var facts []string
	for i := range s.Guards {
		facts = addOnce(facts, factsIn(s.Guards[i].When)...)
	}
	for i := range s.To {
		if i <= way {
			facts = addOnce(facts, factsIn(s.To[i].When)...)
		}
	}
	g := goal{query: query{facts: facts, keep: s.ID}}
	g.is = func(m *model, s *state) bool {
		for i := range m.moves {
			v := &m.moves[i]
			if v.kind == step && v.step == g.keep && m.surely(s, v) && (way < 0 || m.goes(s, v, way)) {
				return true
			}
		}
		return false
	}
	g.far = func(m *model, s *state) int {
		least := 1 << 20
		for i := range m.moves {
			if v := &m.moves[i]; v.kind == step && v.step == g.keep {
				least = min(least, m.lacking(s, v))
			}
		}
		return least
	}
	return g
}

// surely reports whether a move may be taken whatever the facts not looked at are.
func (m *model) surely(s *state, v *move) bool {
	sure := true
	return m.allowed(s, v, func(string) { sure = false }) && sure
}

// goes reports whether a move surely goes the way of its i-th target.
func (m *model) goes(s *state, v *move, way int) bool {
	found := false
	m.run(s, v, nil, func(next *state) {
		for i := range v.targets {
			switch v.targets[i].when.in(next, nil) {
			case yes:
				found = found || i == way
				return
			case maybe:
				return
			}
		}
	})
	return found
}

// lacking counts what keeps a move from being taken: leaves of its guards, and
// the state.
func (m *model) lacking(s *state, v *move) int {
	filled := *s
	for _, a := range v.said {
		filled[a.at] = a.value
	}
	n := 0
	if v.from != 0 && v.from&(1<<s[control]) == 0 {
		n++
	}
	for i := range v.guards {
		n += v.guards[i].when.lack(&filled)
	}
	return n
}

// lack counts the leaves that do not surely hold and would have to.
func (c *cond) lack(s *state) int {
	if c.in(s, nil) == yes {
		return 0
	}
	switch c.op {
	case '&':
		sum := 0
		for _, part := range c.parts {
			sum += part.lack(s)
		}
		return sum
	case '|':
		least := 1 << 20
		for _, part := range c.parts {
			least = min(least, part.lack(s))
		}
		return least
	}
	return 1
}

// Ends of a requirement that must each be possible.
const (
	canBeOwed = "owed"     // it comes to be owed, or to be asked about
	canBeMet  = "met"      // in time
	canBeLate = "overdue"  // its deadline can pass
	canBreak  = "violated" // what must come first, or must not happen, does not, or does
)

// ends lists what must be possible of a requirement, by its template.
func ends(d *routine.Requirement) []string {
	switch {
	case d.Template == "permission", d.Modality == "may":
		return []string{canBeOwed}
	case d.Template == "precedence":
		return []string{canBeMet, canBreak}
	case d.Template == "absence", d.Template == "not_co_existence":
		return []string{canBreak}
	case d.Deadline != nil:
		return []string{canBeMet, canBeLate}
	}
	return []string{canBeMet, canBeOwed}
}

// brings is the goal that a requirement comes to stand so.
func brings(d *routine.Requirement, end string) goal {
	facts := factsIn(d.Target, d.Applies, d.Ends)
	g := goal{query: query{facts: facts, clock: end == canBeLate, late: end != canBeMet}}
	if routine.Owes(d) {
		g.demands = []string{d.ID}
		g.is = func(m *model, s *state) bool {
			switch standing := s[m.demands[0].at]; end {
			case canBeMet:
				return standing == met || d.Template == "maintenance" && standing == owed
			case canBeLate:
				return standing == overdue
			default:
				return standing == owed
			}
		}
		g.far = func(m *model, s *state) int {
			own := &m.demands[0]
			if s[own.at] != owed {
				return 100 + own.calls.lack(s)
			}
			return own.target.lack(s)
		}
		return g
	}
	g.clause = &clause{id: d.ID, at: d.Activation, when: d.Applies, anywhere: true}
	switch end {
	case canBeMet:
		if d.Target != nil {
			g.clause.must = &routine.Cond{Not: d.Target}
		}
	case canBreak:
		g.clause.must = &routine.Cond{Never: true}
		if d.Target != nil {
			g.clause.must = d.Target
		}
	default:
		g.clause.must = &routine.Cond{Never: true}
	}
	g.is = func(_ *model, s *state) bool { return s[flags]&broken != 0 }
	g.far = func(m *model, s *state) int { return m.when.lack(s) }
	return g
}
