package workflow_test

import (
	"context"
	"slices"

	"kjentvei/workflow"
)

// finisher brings a case to a close by nothing but what its steps say (P9): it
// tries what serves an open requirement, else has leadership waive it, else
// records that it was broken and has leadership answer that.
type finisher struct {
	*walk
	id    workflow.CaseID
	tries map[string]int // how often a requirement, or a state, was tried
	taken int
	looks map[workflow.ActorID]*look
	as    int // how many events the case had when it was looked at
}

// look is the case as one person sees it.
type look struct {
	view  *workflow.View
	steps []workflow.StepView
}

// mostSteps is how many attempts closing may take, from anywhere.
const mostSteps = 250

func (w *walk) finish(id workflow.CaseID) {
	f := &finisher{walk: w, id: id, tries: map[string]int{}}
	b := w.checker.books[id]
	w.note("--- finish case %d", slices.Index(w.cases, id)+1)
	for ; f.taken < mostSteps && len(w.checker.wrong) == 0; f.taken++ {
		if b.closed {
			w.lane.longest = max(w.lane.longest, f.taken)
			return
		}
		if len(f.hands()) == 0 {
			f.replace() // nobody is left who may know of it
		}
		f.next()
	}
	if len(w.checker.wrong) == 0 {
		w.checker.complain("P9", "the case cannot be closed in %d attempts", mostSteps)
	}
}

// next closes, signs off, or clears one obstacle out of the way.
func (f *finisher) next() {
	first := f.hands()[:1]
	for _, step := range []string{"close", "sign_off"} {
		if f.do(first, step) {
			return
		}
	}
	var blocked []workflow.Unmet
	for _, s := range f.see(first[0]).steps {
		if s.Step.ID == "sign_off" {
			blocked = s.Blocked
		}
	}
	f.clear(blocked)
}

// nearest lists the first of those, the responsible and one more: who is asked
// to do what is left.
func (f *finisher) nearest() []workflow.Actor {
	hands := f.hands()
	if len(hands) <= 3 {
		return hands
	}
	near := []workflow.Actor{hands[0], hands[len(hands)-1]}
	for _, a := range hands {
		if f.checker.books[f.id].led[a.ID] {
			return append(near, a)
		}
	}
	return near
}

// hands lists who sees the case, leadership first.
func (f *finisher) hands() []workflow.Actor {
	b := f.checker.books[f.id]
	var first, rest []workflow.Actor
	for _, a := range f.actors {
		switch {
		case !b.sees(f.checker, a.ID):
		case b.leadership(f.checker, a.ID):
			first = append(first, a)
		default:
			rest = append(rest, a)
		}
	}
	return append(first, rest...)
}

// see shows the case to somebody; while nothing happens it looks the same.
func (f *finisher) see(a workflow.Actor) *look {
	if n := len(f.checker.books[f.id].seen); f.looks == nil || n != f.as {
		f.looks, f.as = map[workflow.ActorID]*look{}, n
	}
	if l, ok := f.looks[a.ID]; ok {
		return l
	}
	l := &look{}
	v, err := f.lane.engine.Case(context.Background(), a, f.id)
	f.seen(f.id, a, err)
	if err == nil {
		l.view, l.steps = v, v.Steps()
	}
	f.looks[a.ID] = l
	return l
}

// find looks for somebody who may take such a step.
func (f *finisher) find(hands []workflow.Actor, such func(*workflow.StepView) bool) (workflow.Actor, *workflow.StepView) {
	for _, a := range hands {
		var found []*workflow.StepView
		l := f.see(a)
		for i := range l.steps {
			if s := &l.steps[i]; s.Allowed && such(s) {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			return a, pick(f, found)
		}
	}
	return workflow.Actor{}, nil
}

// do takes a step if any of these may, with some fields filled in as given.
func (f *finisher) do(hands []workflow.Actor, step string, given ...string) bool {
	a, s := f.find(hands, func(s *workflow.StepView) bool { return s.Step.ID == step })
	return s != nil && f.fillAndTake(a, s, given...)
}

func (f *finisher) fillAndTake(a workflow.Actor, s *workflow.StepView, given ...string) bool {
	form := &form{walk: f.walk, view: f.see(a).view, input: workflow.Input{}, careful: true, pupil: f.checker.books[f.id].pupil}
	for i := 0; i+1 < len(given); i += 2 {
		form.input[given[i]] = given[i+1]
	}
	form.fill(s.Fields)
	form.carried(s.Step.ID)
	return f.take(f.id, a, form.careful, workflow.StepInput{Step: s.Step.ID, Input: form.input})
}

// clear removes one of the obstacles to signing off.
func (f *finisher) clear(blocked []workflow.Unmet) {
	if slices.ContainsFunc(blocked, func(u workflow.Unmet) bool { return u.Code == "role" || u.Code == "relation" }) {
		if f.tries["deputy"]++; f.tries["deputy"] > 9 {
			f.replace() // nobody is left who could be it
			f.tries["deputy"] = 0
		}
		f.do(f.hands(), "appoint_deputy")
		return
	}
	for _, u := range blocked {
		switch {
		case u.Message == "breach_open":
			f.do(f.hands(), "acknowledge_breach")
			return
		case u.Code == "requirement_open":
			f.settle(u.Requirement)
			return
		}
	}
	f.move()
}

var waiverReasons = []string{"not_possible", "individual_need", "student_refuses", "one_adult"}

// settle deals with a requirement that is open, or that a guard insists on.
func (f *finisher) settle(demand string) {
	f.tries[demand]++
	n := f.tries[demand]
	if n <= 2 {
		a, s := f.find(f.nearest(), func(s *workflow.StepView) bool {
			return slices.Contains(s.Serves, demand) && s.Step.ID != "waive" && s.Step.ID != "sign_off"
		})
		if s != nil {
			f.fillAndTake(a, s)
			return
		}
	}
	if n <= 4 && f.offers("waive", "requirement", demand) && f.do(f.hands(), "waive", "requirement", demand, "reason", pick(f, waiverReasons)) {
		return
	}
	if f.do(f.hands()[:1], "record_breach", "of", demand) {
		f.do(f.hands(), "acknowledge_breach")
	}
}

// offers reports whether a field of a step can be filled in so.
func (f *finisher) offers(step, field, value string) bool {
	for _, s := range f.see(f.hands()[0]).steps {
		for _, view := range s.Fields {
			for _, o := range view.Options {
				if s.Step.ID == step && view.Name == field && o.Value == value {
					return true
				}
			}
		}
	}
	return false
}

// move tries to reach another state: where the case has been least often first.
func (f *finisher) move() {
	const never = 1 << 30
	visits := func(s *workflow.StepView) int {
		n := never
		for _, to := range s.Step.To {
			if to.State != f.checker.books[f.id].state {
				n = min(n, f.tries["state "+to.State])
			}
		}
		return n
	}
	least := never
	for _, a := range f.nearest() {
		f.find([]workflow.Actor{a}, func(s *workflow.StepView) bool { least = min(least, visits(s)); return false })
	}
	a, s := f.find(f.nearest(), func(s *workflow.StepView) bool { return least < never && visits(s) == least })
	if s == nil {
		f.unlock()
		return
	}
	for _, to := range s.Step.To {
		f.tries["state "+to.State]++
	}
	if !f.fillAndTake(a, s) {
		f.insist()
	}
	if f.tries["move"]++; f.tries["move"]%8 == 7 {
		f.unlock()
	}
}

// insist deals with what the guards of the step just refused ask for.
func (f *finisher) insist() {
	events := f.checker.books[f.id].seen
	for _, u := range events[len(events)-1].Payload.Unmet {
		if _, ok := f.plan.Requirement(u.Requirement); ok {
			f.settle(u.Requirement)
			return
		}
	}
}

// unlock looks for a step that leads on and is held back by a requirement.
func (f *finisher) unlock() {
	for _, a := range f.nearest() {
		l := f.see(a)
		for i := range l.steps {
			s := &l.steps[i]
			if len(s.Step.To) == 0 || s.Common {
				continue
			}
			for _, u := range s.Blocked {
				if _, ok := f.plan.Requirement(u.Requirement); ok && u.Code == "guard" && f.tries[u.Requirement] < 6 {
					f.settle(u.Requirement)
					return
				}
			}
		}
	}
}
