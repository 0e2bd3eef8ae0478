package paper

import (
	"cmp"
	"slices"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// The examples of a template are not written down anywhere: a routine of the
// school's own has them too. They are searched for, with a beam of the most
// promising beginnings, by what the routine itself says: what makes something
// owed, what meets it, and which state can be the last.

const (
	beam    = 12
	longest = 30 // steps
	// patience is for how many steps more a better end is looked for.
	patience = 6
)

// move is one row of an example.
type move struct {
	step    *routine.Step
	fields  []audit.Field
	by      string
	odd     float64 // how far it is from the first answer to everything
	nextDay bool
}

// scene is a case of which some rows are written.
type scene struct {
	tale
	moves       []move
	status      []status // of each demand of the routine
	responsible string
	odd         float64
	score       float64
}

// planner searches for the example of one scenario.
type planner struct {
	v        *vocabulary
	scenario *routine.Scenario
	demands  []demand
	steps    []*routine.Step
	variants map[string][]move
	useful   map[string]bool // steps that serve a requirement of the routine's own, or open the way to others
	distance map[string]int  // from a state to the nearest that can be the last
}

// plan is a case that follows the routine, as nearly as one was found. It ends
// signed and closed.
func plan(v *vocabulary, scenario *routine.Scenario) []move {
	p := newPlanner(v, scenario)
	var best *scene
	var kept []*scene
	for _, m := range variants(v, openingOf(scenario)) {
		start := &scene{tale: tale{routine: v.routine, facts: v.routine.Schema().Start(), adult: AlwaysMinor}, status: make([]status, len(p.demands))}
		m.by = p.opener()
		start.responsible = m.by
		if next := p.apply(start, m); next != nil {
			kept = append(kept, next)
		}
	}
	for length := range longest {
		for _, s := range kept {
			if (best == nil || s.score < best.score) && p.done(s) {
				best = s
			}
		}
		kept = p.promising(kept)
		if best != nil && length > len(best.moves)+patience {
			break
		}
		var next []*scene
		for _, s := range kept {
			next = append(next, p.follow(s)...)
		}
		kept = next
	}
	if best == nil {
		return nil
	}
	return p.close(best)
}

func newPlanner(v *vocabulary, scenario *routine.Scenario) *planner {
	p := &planner{v: v, scenario: scenario, variants: map[string][]move{}, useful: map[string]bool{}}
	for _, d := range v.routine.Demands() {
		if len(d.Scenarios) == 0 || slices.Contains(d.Scenarios, scenario.ID) {
			p.demands = append(p.demands, newDemand(v.routine, d))
		}
	}
	common := []string{"record_contact", "record_child_welfare", "assign"}
	for _, id := range common {
		if step, ok := v.routine.Step(id); ok && !scenario.NoName {
			p.steps = append(p.steps, step)
		}
	}
	for i := range v.routine.Steps {
		p.steps = append(p.steps, &v.routine.Steps[i])
	}
	for _, step := range p.steps {
		p.variants[step.ID] = variants(v, step)
		p.useful[step.ID] = slices.ContainsFunc(v.routine.Serves(step.ID), v.routine.Own) || opensAnother(v.routine, step)
	}
	p.distance = distances(v.routine)
	return p
}

// opensAnother reports whether a step can make true what another asks first.
func opensAnother(r *routine.Routine, step *routine.Step) bool {
	sets := map[string]bool{}
	step.EachSet(func(fact, _ string) { sets[fact] = true })
	return slices.ContainsFunc(r.Steps, func(other routine.Step) bool {
		return slices.ContainsFunc(other.Guards, func(g routine.Guard) bool {
			return other.ID != step.ID && g.When.Reads(func(fact string) bool { return sets[fact] })
		})
	})
}

// distances counts the steps from each state to one that can be the last.
func distances(r *routine.Routine) map[string]int {
	far := map[string]int{}
	for _, s := range r.States {
		if s.Final {
			far[s.ID] = 0
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range r.Steps {
			for _, to := range r.Steps[i].To {
				d, ok := far[to.State]
				if !ok {
					continue
				}
				for _, from := range r.Steps[i].From {
					if was, known := far[from]; !known || d+1 < was {
						far[from], changed = d+1, true
					}
				}
			}
		}
	}
	return far
}

func openingOf(s *routine.Scenario) *routine.Step {
	step := &routine.Step{ID: open, Fields: slices.Clone(s.Fields)}
	if !s.NoName {
		step.Fields = append(step.Fields, routine.OpeningFields()...)
	}
	return step
}

// promising keeps the best, and of those that stand alike the first.
func (p *planner) promising(scenes []*scene) []*scene {
	slices.SortStableFunc(scenes, func(a, b *scene) int { return cmp.Compare(a.score, b.score) })
	seen := map[string]bool{}
	var kept []*scene
	for _, s := range scenes {
		key := s.state + string(s.facts)
		for _, status := range s.status {
			key += string(rune('0' + status))
		}
		if !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
		if len(kept) == beam {
			break
		}
	}
	return kept
}

func (p *planner) done(s *scene) bool {
	state, ok := p.v.routine.State(s.state)
	return ok && state.Final && !slices.Contains(s.status, owed)
}

// follow lists what can come next.
func (p *planner) follow(s *scene) []*scene {
	var next []*scene
	for _, step := range p.steps {
		if len(step.From) > 0 && !slices.Contains(step.From, s.state) {
			continue
		}
		for _, m := range p.variants[step.ID] {
			m.by = p.actor(s, step)
			if n := p.apply(s, m); n != nil {
				next = append(next, n)
			}
		}
	}
	return next
}

// apply is the case after one more row, nil where the routine would not have it.
func (p *planner) apply(s *scene, m move) *scene {
	n := *s
	n.facts = slices.Clone(s.facts)
	n.status = slices.Clone(s.status)
	e := &audit.Event{Step: m.step.ID, Fields: m.fields, Roles: []string{m.by}, OccurredAt: at(firstExample, 10, 0, 0)}
	if m.step.ID == open {
		e.Scenario = p.scenario.ID
	}
	sets := n.hear(e)
	for _, guard := range m.step.Guards {
		switch {
		case !guard.When.Holds(n.facts):
			return nil
		case !guard.When.Holds(s.facts):
			n.odd += 0.4 // it holds only by what the step itself says
		}
	}
	if m.nextDay = p.returns(sets); m.nextDay && p.pressing(s) {
		return nil
	}
	if !p.judge(&n, sets) {
		return nil
	}
	if m.step.ID == "assign" {
		n.responsible = assigned
	}
	n.odd += m.odd
	if slices.ContainsFunc(s.moves, func(before move) bool { return before.step == m.step }) {
		n.odd++ // nothing is done twice without need
	} else if !p.useful[m.step.ID] {
		n.odd += 0.2
	}
	n.moves = append(slices.Clip(s.moves), m)
	p.rate(&n)
	return &n
}

// assigned is who becomes responsible in the examples.
const assigned = "social_counsellor"

func (p *planner) opener() string {
	for _, who := range p.scenario.Who {
		if p.v.roles.find(who) == who {
			return who
		}
	}
	return "contact_teacher"
}

// actor is somebody who may take a step.
func (p *planner) actor(s *scene, step *routine.Step) string {
	for _, who := range step.Who {
		switch {
		case who == "responsible" || who == s.responsible:
			return s.responsible
		case who == "anyone" || who == "opener" || who == "participant":
			return p.opener()
		}
	}
	for _, who := range step.Who {
		if p.v.roles.find(who) == who {
			return who
		}
	}
	return "department_head"
}

// close adds that somebody else of the leadership signs, and the case is closed.
func (p *planner) close(s *scene) []move {
	moves := slices.Clip(s.moves)
	for _, m := range []struct{ step, by string }{{"sign_off", "principal"}, {"close", s.responsible}} {
		if step, ok := p.v.routine.Step(m.step); ok {
			moves = append(moves, move{step: step, by: strings.TrimSpace(m.by)})
		}
	}
	return moves
}
