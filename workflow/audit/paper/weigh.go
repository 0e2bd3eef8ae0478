package paper

import (
	"slices"

	"kjentvei/workflow/routine"
)

type status uint8

const (
	idle status = iota
	owed
	met
	ended // no longer owed, without having been met
)

// demand is a requirement of the scenario.
type demand struct {
	*routine.Requirement
	owes    bool
	worth   float64 // of showing it in an example
	urgency float64 // of doing it, once it is owed
	today   bool    // to be done before the day is over, or soon after
	returns bool    // counts from the first day back
	calls   []trigger
	from    []trigger
}

// trigger is a fact that is set to one of some values.
type trigger struct {
	fact   string
	values []string
}

func triggers(when map[string][]string) []trigger {
	var list []trigger
	for fact, values := range when {
		list = append(list, trigger{fact, values})
	}
	return list
}

func pulls(list []trigger, sets map[string]string) bool {
	for _, t := range list {
		if value, ok := sets[t.fact]; ok && slices.Contains(t.values, value) {
			return true
		}
	}
	return false
}

func newDemand(r *routine.Routine, d *routine.Requirement) demand {
	n := demand{Requirement: d, owes: routine.Owes(d) || d.Modality == "should" && !forbids(d), urgency: 1, calls: triggers(d.Activation)}
	if r.Own(d.ID) {
		n.worth = 1
	}
	if due := d.Deadline; due != nil {
		n.returns, n.from = due.Opens != "", triggers(due.From)
		n.today = !n.returns && (due.Minutes != nil || due.Days != nil && due.Days.Value <= 1)
		switch {
		case due.Minutes != nil:
			n.urgency = 4
		case n.today:
			n.urgency = 1.5
		}
	}
	return n
}

// forbids reports a requirement that says what must not be, or must be first.
func forbids(d *routine.Requirement) bool {
	return d.Template == "precedence" || d.Template == "absence" || d.Template == "not_co_existence"
}

// rate gives a lower score to a case that shows more of the routine in fewer
// rows, and leaves less undone.
func (p *planner) rate(s *scene) {
	s.score = 0.05*float64(len(s.moves)) + s.odd + 0.2*float64(p.distance[s.state])
	if len(s.moves) == 1 {
		s.score += 3 // nothing but an opening shows nothing
	}
	for i := range p.demands {
		d := &p.demands[i]
		switch {
		case !d.owes || s.status[i] == met:
		case s.status[i] == idle:
			s.score += d.worth
		case s.status[i] == ended:
			s.score += 1.2 // a way out is no example
		default:
			s.score += d.urgency * (1 - 0.5*part(d.Target, s.facts))
		}
	}
}

// part is how much of a condition holds.
func part(c *routine.Cond, facts routine.Facts) float64 {
	if c == nil || len(c.All) == 0 {
		return 0
	}
	n := 0
	for _, part := range c.All {
		if part.Holds(facts) {
			n++
		}
	}
	return float64(n) / float64(len(c.All))
}

// returns reports what happens on the first day back.
func (p *planner) returns(sets map[string]string) bool {
	return slices.ContainsFunc(p.demands, func(d demand) bool { return d.returns && pulls(d.from, sets) })
}

// pressing reports something that has to be done before the day is over.
func (p *planner) pressing(s *scene) bool {
	for i := range p.demands {
		if s.status[i] == owed && p.demands[i].today {
			return true
		}
	}
	return false
}

// judge keeps what is owed. It is false where something happened that must not.
func (p *planner) judge(s *scene, sets map[string]string) bool {
	for i := range p.demands {
		d := &p.demands[i]
		called := pulls(d.calls, sets) && d.Applies.Holds(s.facts)
		switch {
		case d.Modality == "may":
		case forbids(d.Requirement):
			if called && (d.Template == "absence" || d.Target != nil && !d.Target.Holds(s.facts)) {
				return false
			}
		case d.Template == "maintenance":
			if called {
				s.status[i] = met
			}
		default:
			if called && d.owes {
				s.status[i] = owed
			}
			switch {
			case s.status[i] != owed:
			case d.Target.Holds(s.facts):
				s.status[i] = met
			case d.Ends != nil && d.Ends.Holds(s.facts):
				s.status[i] = ended
			}
		}
	}
	return true
}
