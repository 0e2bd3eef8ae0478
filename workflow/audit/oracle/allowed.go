package oracle

import (
	"maps"
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// offences judges whether everything that was done was allowed: a breach of a
// step, a step taken while a guard that nobody can lift did not hold, and a step
// taken where it does not belong.
func (j *judge) offences(*routine.Requirement) []Finding {
	var list []Finding
	for k := range j.trace {
		p := &j.trace[k]
		if p.Step == "record_breach" && p.Carried != nil || !j.own[p.ID] || p.Step != "record_breach" && j.unguarded(p) {
			list = append(list, Finding{Since: p.At, Judgement: audit.Violated, by: p.ID})
		}
	}
	for _, e := range j.astray() {
		list = append(list, Finding{Since: j.occurred(e), Judgement: audit.Violated, by: e.ID})
	}
	return list
}

// prohibition adds to the offences against what is forbidden always that there
// was none so far.
func (j *judge) prohibition(d *routine.Requirement, offences []Finding) []Finding {
	list := j.withBreaches(d, offences)
	if len(list) > 0 || len(j.trace) == 0 || j.rec.ended == "voided" || j.rec.ended == "merged" {
		return list
	}
	f := Finding{Since: j.trace[0].At, Judgement: audit.Pending}
	if j.rec.ended != "" {
		f.Judgement = audit.Satisfied
	}
	return []Finding{f}
}

// occurred is when an event occurred, as it is known now.
func (j *judge) occurred(e *audit.Event) time.Time {
	i := slices.IndexFunc(j.world.trace.Events, func(one audit.Event) bool { return one.ID == e.ID })
	fixed, _ := j.corrected(i)
	return fixed.OccurredAt
}

// unguarded reports whether a step of the routine was taken while a guard that
// nobody can lift did not hold, with what was filled in already so.
func (j *judge) unguarded(p *Position) bool {
	if p.Carried == nil || j.Routine.Common(p.Step) {
		return false
	}
	said := &Position{Step: p.Step, Fields: p.Fields, Carried: p.Carried, Sets: map[string]string{}}
	j.carries(said, nil)
	facts := maps.Clone(p.Before)
	j.assign(facts, said.Sets)
	return slices.ContainsFunc(p.Carried.Guards, func(g routine.Guard) bool {
		_, known := j.Routine.Requirement(g.Requirement)
		return (g.Strict || !known) && !trueIn(g.When, facts)
	})
}

// astray lists the events that do not belong in the state that the record says
// the case was in, or lead where they do not lead. A record without states, as
// of cases on paper, has none.
func (j *judge) astray() []*audit.Event {
	var list []*audit.Event
	state, open := "", ""
	for i := range j.world.trace.Events {
		e := &j.world.trace.Events[i]
		if e.Refused || e.State == "" {
			continue
		}
		if !j.leads(e, state, open) {
			list = append(list, e)
		}
		state = e.State
		if !over(state) {
			open = state
		}
	}
	return list
}

func over(state string) bool { return among(state, []string{"closed", "voided", "merged"}) }

// leads reports whether an event may be taken in a state, and may leave the case
// in its own. open is the state that the case comes back to when it is opened again.
func (j *judge) leads(e *audit.Event, state, open string) bool {
	fields := byName(e.Fields)
	id := e.Step
	if id == "record_breach" {
		if id = fields["of"].Text; id == "close" || j.Routine.Common(id) {
			id = "record_breach"
		}
	}
	content := !among(e.Step, []string{"sign_off", "close", "recuse", "appoint_deputy"})
	switch {
	case e.Step == "open":
		s, ok := j.Routine.Scenario(e.Scenario)
		return ok && e.State == s.Start
	case id == "close":
		s, ok := j.Routine.State(state)
		return ok && !over(state) && (s.Final || j.left(e)) && e.State == "closed"
	case id == "merge":
		return !over(state) && e.State == "merged"
	case id == "void":
		return (!over(state) || state == "closed") && e.State == "voided"
	case id == "confirm_void" && fields["outcome"].Text == "agreed":
		return e.State == state
	case id == "confirm_void", id == "reopen":
		return over(state) && e.State == open
	case id == "change_scenario":
		s, ok := j.Routine.Scenario(fields["to"].Text)
		return ok && !over(state) && e.State == s.Start
	case state == "closed" && content && j.Routine.Common(e.Step):
		return e.State == open
	case j.Routine.Common(e.Step) && id == e.Step, id == "merged_in":
		return e.State == state
	}
	taken, ok := j.Routine.Step(id)
	if !ok {
		return e.State == state
	}
	return j.stepLeads(taken, e, state)
}

// stepLeads is the same of a step of the routine.
func (j *judge) stepLeads(taken *routine.Step, e *audit.Event, state string) bool {
	if over(state) {
		return e.Step == "record_breach" && e.State == state
	}
	if !among(state, taken.From) {
		return (taken.Owed || e.Step == "record_breach") && e.State == state
	}
	return e.State == state || slices.ContainsFunc(taken.To, func(to routine.Target) bool { return to.State == e.State })
}

// left reports whether it had been recorded before that the student was gone.
func (j *judge) left(e *audit.Event) bool {
	return slices.ContainsFunc(j.recordedBefore(e), func(one audit.Event) bool { return one.Step == "student_left_school" && !one.Refused })
}

// recordedBefore lists what had been recorded when an event was.
func (j *judge) recordedBefore(e *audit.Event) []audit.Event {
	all := j.world.trace.Events
	return all[:slices.IndexFunc(all, func(one audit.Event) bool { return one.ID == e.ID })]
}
