package paper

import (
	"fmt"
	"slices"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// breach is a breach that a row recorded.
type breach struct {
	event    string
	of       string
	answered bool
}

func onlyOnScreen(step string) bool { return slices.Contains(notOnPaper, step) }

// event makes one event of a row.
func (b *book) event(c *paperCase, r *row, scenario *routine.Scenario) audit.Event {
	r.given = b.filled(r)
	r.taken = b.taken(r, scenario)
	b.by(c, r)
	if r.step == open {
		c.crowd.lead(r.actor)
	} else {
		b.onlyOpening(r)
	}
	e := audit.Event{
		ID: fmt.Sprintf("row %d", r.row), Step: r.step, Scenario: r.scenario,
		Actor: r.actor, Roles: r.roles, OccurredAt: r.when.at, RecordedAt: r.when.at,
		Fields: b.fields(c, r),
	}
	if r.recorded.at.After(e.OccurredAt) {
		e.RecordedAt = r.recorded.at
	}
	if !r.when.exact && b.v.timed[r.step] {
		_, column := b.cell(r.line, colWhen)
		b.remarks.add(r.row, column, "day_only")
	}
	b.meaning(c, r, &e)
	return e
}

// onlyOpening tells of cells that belong in the row that opens a case.
func (b *book) onlyOpening(r *row) {
	for _, id := range []string{colScenario, colAge} {
		if cell, column := b.cell(r.line, id); cell != "" {
			b.problems.add(r.row, column, "only_opening", id)
		}
	}
}

// taken is the step of a row, with every field that it can fill in: a breach has
// also those of the step that was taken, a change of scenario those of the new one.
func (b *book) taken(r *row, scenario *routine.Scenario) *routine.Step {
	if r.step == open {
		s := &routine.Step{ID: open}
		if scenario != nil {
			s.Fields = slices.Clone(scenario.Fields)
			if !scenario.NoName {
				s.Fields = append(s.Fields, notRequired(routine.OpeningFields())...)
			}
		}
		return s
	}
	step, _ := b.v.routine.Step(r.step)
	var more []routine.Field
	for _, f := range r.given {
		switch {
		case r.step == "record_breach" && f.name == "of":
			if of, ok := b.v.routine.Step(b.v.demands.find(f.cell)); ok {
				more = of.Fields
			}
		case r.step == "change_scenario" && f.name == "to":
			if to, ok := b.v.routine.Scenario(b.v.scenarios.find(f.cell)); ok {
				more = to.Fields
			}
		}
	}
	if more == nil {
		return step
	}
	widened := *step
	widened.Fields = slices.Clone(step.Fields)
	for _, f := range notRequired(more) {
		if !slices.ContainsFunc(step.Fields, func(own routine.Field) bool { return own.Name == f.Name }) {
			widened.Fields = append(widened.Fields, f)
		}
	}
	return &widened
}

// notRequired are fields that paper need not have asked for.
func notRequired(fields []routine.Field) []routine.Field {
	list := slices.Clone(fields)
	for i := range list {
		list[i].Required = false
	}
	return list
}

// meaning keeps who has led the case, and which breach an answer answers.
func (b *book) meaning(c *paperCase, r *row, e *audit.Event) {
	switch e.Step {
	case "assign":
		if p := field(e, "person"); p != nil && len(p.People) > 0 {
			c.crowd.lead(p.People[0].Ref)
		}
	case "accept_hand_over":
		c.crowd.lead(e.Actor)
	case "record_breach":
		c.breaches = append(c.breaches, &breach{event: e.ID, of: chosen(e, "of")})
	case "acknowledge_breach":
		b.answer(c, r, e)
	}
}

// answer puts the event of the breach in the place of what it was of. Without
// that it is the last that nobody has answered.
func (b *book) answer(c *paperCase, r *row, e *audit.Event) {
	of := chosen(e, "breach")
	for _, br := range slices.Backward(c.breaches) {
		if br.answered || of != "" && br.of != of {
			continue
		}
		br.answered = true
		e.Fields = slices.DeleteFunc(e.Fields, func(f audit.Field) bool { return f.Name == "breach" })
		e.Fields = append(e.Fields, audit.Field{Name: "breach", Value: audit.Value{Kind: audit.Chosen, Text: br.event}})
		return
	}
	_, column := b.cell(r.line, colStep)
	b.problems.add(r.row, column, "no_breach")
}

func field(e *audit.Event, name string) *audit.Value {
	for i := range e.Fields {
		if e.Fields[i].Name == name {
			return &e.Fields[i].Value
		}
	}
	return nil
}

func chosen(e *audit.Event, name string) string {
	if v := field(e, name); v != nil && v.Kind == audit.Chosen {
		return v.Text
	}
	return ""
}

// marks are those that the events of one case raise, confirm and lift. They need
// not be in order of occurrence.
func marks(events []audit.Event) []audit.Mark {
	inTime := slices.Clone(events)
	slices.SortStableFunc(inTime, func(a, b audit.Event) int { return a.OccurredAt.Compare(b.OccurredAt) })
	var list []audit.Mark
	for i := range inTime {
		e := &inTime[i]
		switch e.Step {
		case open:
			if said := chosen(e, "contact_safety"); said == "unsure" || said == "unsafe" {
				list = append(list, audit.Mark{Raised: e.OccurredAt})
			}
		case "raise_contact_unsafe":
			if v := field(e, "guardians"); v != nil {
				for _, p := range v.People {
					list = append(list, audit.Mark{Guardian: p.Ref, Raised: e.OccurredAt})
				}
			} else {
				list = append(list, audit.Mark{Raised: e.OccurredAt})
			}
		case "confirm_contact_unsafe", "lift_contact_unsafe":
			for k := range list {
				m := &list[k]
				switch {
				case !m.Lifted.IsZero():
				case e.Step == "lift_contact_unsafe":
					m.Lifted = e.OccurredAt
				case m.Confirmed.IsZero():
					m.Confirmed = e.OccurredAt
				}
			}
		}
	}
	return list
}
