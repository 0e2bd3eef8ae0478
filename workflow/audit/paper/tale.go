package paper

import (
	"maps"
	"slices"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// tale follows a case as far as it has to be known in which state it was after
// each event, and what a breach broke. It judges nothing.
type tale struct {
	routine *routine.Routine
	facts   routine.Facts
	adult   calendar.Date
	state   string
	before  string // the state before the case was closed
}

// tell gives each event the state of the case after it.
func tell(r *routine.Routine, t *audit.Trace) {
	events := make([]*audit.Event, len(t.Events))
	for i := range t.Events {
		events[i] = &t.Events[i]
	}
	if len(events) > 1 {
		slices.SortStableFunc(events[1:], func(a, b *audit.Event) int { return a.OccurredAt.Compare(b.OccurredAt) })
	}
	s := &tale{routine: r, facts: r.Schema().Start(), adult: t.Adult}
	for _, e := range events {
		s.hear(e)
		e.State = s.state
	}
}

// hear adds one event, and returns what it sets.
func (s *tale) hear(e *audit.Event) map[string]string {
	s.age(e)
	step := s.content(e)
	sets := map[string]string{}
	s.ledger(e, sets)
	if step != nil {
		says(step, e, sets)
		if gathers(step, e) {
			sets["guardian_attended"], sets["guardian_informed"] = "yes", "yes"
		}
	}
	s.meaning(e, sets)
	s.routine.Schema().Assign(s.facts, sets)
	if e.Step == "record_breach" {
		e.Reasons = s.broken(step, chosen(e, "of"))
	}
	s.move(e, step)
	return sets
}

// content is the step that an event carries out: for a breach, the one that was
// taken although it was forbidden.
func (s *tale) content(e *audit.Event) *routine.Step {
	id := e.Step
	if id == "record_breach" {
		id = chosen(e, "of")
	}
	step, _ := s.routine.Step(id)
	return step
}

func (s *tale) age(e *audit.Event) {
	age := "minor"
	switch {
	case s.adult == 0:
		age = "unknown"
	case dayOf(e.OccurredAt) >= s.adult:
		age = "adult"
	}
	s.routine.Schema().Assign(s.facts, map[string]string{"age": age})
}

// ledger sets what scenario and consent come to. How long a consent holds, and
// for whom, no state has ever depended on.
func (s *tale) ledger(e *audit.Event, sets map[string]string) {
	id := e.Scenario
	switch e.Step {
	case open:
	case "change_scenario":
		id = chosen(e, "to")
	case "record_consent":
		if answer := chosen(e, "answer"); chosen(e, "recipient") == "guardians" && answer != "asked" {
			sets["consent"] = answer
		}
		return
	case "withdraw_consent":
		if chosen(e, "recipient") == "guardians" {
			sets["consent"] = "withdrawn"
		}
		return
	default:
		return
	}
	if scenario, ok := s.routine.Scenario(id); ok {
		says(&routine.Step{Sets: scenario.Sets, Fields: scenario.Fields}, e, sets)
		sets["report"] = "received"
	}
	if e.Step != open && !s.routine.Schema().Is(s.facts, "raised_by", "nobody") {
		delete(sets, "raised_by")
	}
}

// meaning sets what follows from the common steps.
func (s *tale) meaning(e *audit.Event, sets map[string]string) {
	for _, m := range []struct{ step, fact, value string }{
		{"assign", "responsible", "assigned"}, {"accept_hand_over", "responsible", "assigned"},
		{"student_left_school", "student", "left"}, {"record_emergency", "emergency", "recorded"},
		{"review_emergency", "emergency", "reviewed"}, {"sign_off", "sign_off", "given"},
		{"close", "closing", "closed"}, {"reopen", "closing", "no"}, {"waive", "waiver", "reasoned"},
	} {
		if m.step == e.Step {
			sets[m.fact] = m.value
		}
	}
	if leads(e.Roles) {
		sets["leadership_acted"] = "yes"
	}
}

// says adds what filling in the fields of a step means.
func says(step *routine.Step, e *audit.Event, sets map[string]string) {
	maps.Copy(sets, step.Sets)
	for i := range step.Fields {
		f := &step.Fields[i]
		v := field(e, f.Name)
		if v == nil {
			continue
		}
		for _, choice := range f.Choices {
			if holds(v, choice.Value) {
				maps.Copy(sets, choice.Sets)
			}
		}
		for _, count := range f.Counts {
			if counted(v, count.Of) >= max(count.AtLeast, 1) {
				maps.Copy(sets, count.Sets)
			}
		}
	}
	for _, effect := range step.Effects {
		met := true
		for name, values := range effect.When {
			v := field(e, name)
			met = met && v != nil && slices.ContainsFunc(values, func(value string) bool { return holds(v, value) })
		}
		if met {
			maps.Copy(sets, effect.Sets)
		}
	}
}

func holds(v *audit.Value, value string) bool {
	switch v.Kind {
	case audit.Chosen:
		return v.Text == value
	case audit.Ticked:
		return slices.Contains(v.List, value)
	case audit.Answered:
		return v.Bool == (value == "true")
	}
	return false
}

// counted is how many different people are one of the kinds, roles or groups.
func counted(v *audit.Value, of []string) int {
	var seen []int
	for i := range v.People {
		p := &v.People[i]
		such := slices.ContainsFunc(of, func(kind string) bool {
			switch kind {
			case "leadership":
				return p.Leadership
			case "leader":
				return leads(p.Roles)
			case "staff", "anyone":
				return p.Kind == "staff"
			}
			return p.Kind == kind || p.Kind == "staff" && slices.Contains(p.Roles, kind)
		})
		if such && !slices.Contains(seen, p.Ref) {
			seen = append(seen, p.Ref)
		}
	}
	return len(seen)
}

func gathers(step *routine.Step, e *audit.Event) bool {
	return step.Gathers() && slices.ContainsFunc(e.Fields, func(f audit.Field) bool {
		return slices.ContainsFunc(f.People, func(p audit.Person) bool { return p.Kind == "guardian" })
	})
}

// broken is what a breach broke: the requirement that was left undone, or what
// the routine asks of the step and did not hold.
func (s *tale) broken(step *routine.Step, of string) []audit.Reason {
	if step == nil {
		return []audit.Reason{{Code: "requirement_open", Requirement: of}}
	}
	var list []audit.Reason
	for _, guard := range step.Guards {
		if !guard.When.Holds(s.facts) {
			list = append(list, audit.Reason{Code: "guard", Requirement: guard.Requirement})
		}
	}
	return list
}

// move takes the case to the state that an event leads to. On paper a step leads
// where it leads from wherever it was taken, unless the routine lets it be made
// up for elsewhere.
func (s *tale) move(e *audit.Event, step *routine.Step) {
	ended := s.state == "closed" || s.state == "voided" || s.state == "merged"
	switch e.Step {
	case open:
		if scenario, ok := s.routine.Scenario(e.Scenario); ok {
			s.state = scenario.Start
		}
		return
	case "change_scenario":
		if scenario, ok := s.routine.Scenario(chosen(e, "to")); ok && !ended {
			s.state = scenario.Start
		}
		return
	case "close", "void":
		if !ended {
			s.before = s.state
		}
		s.state = map[string]string{"close": "closed", "void": "voided"}[e.Step]
		return
	case "confirm_void", "reopen":
		if ended && (e.Step == "reopen" || chosen(e, "outcome") == "not_agreed") {
			s.state = s.before
		}
		return
	}
	if step == nil || ended || step.Owed && !slices.Contains(step.From, s.state) {
		return
	}
	for _, to := range step.To {
		if to.When.Holds(s.facts) {
			s.state = to.State
			return
		}
	}
}
