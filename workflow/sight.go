package workflow

import (
	"slices"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Reader is who sees the case so.
func (v *View) Reader() ActorID { return v.actor.ID }

// Today is the day at the school on which the viewer looks.
func (v *View) Today() calendar.Date { return v.world.Calendar.DateOf(v.world.Now) }

// Access is what the viewer sees of the case and may do with it.
func (v *View) Access() Access { return v.access }

// Sight is how much of the case the viewer may know.
func (v *View) Sight() Sight { return v.access.sight() }

// Sees reports whether the viewer sees all of these sections.
func (v *View) Sees(s Section) bool { return v.access.Sees&s == s }

// Denied is a refusal of what the actor may know of, but not see or do. It is
// ErrForbidden.
type Denied struct {
	Why Unmet
}

func (d *Denied) Error() string { return "denied: " + d.Why.Message }

// Unwrap makes it ErrForbidden.
func (d *Denied) Unwrap() error { return ErrForbidden }

// denied is that no relation to a case opens something.
func denied(message string) error { return &Denied{Unmet{Code: "relation", Message: message}} }

// Explain says why, in people's words.
func (d *Denied) Explain() routine.Text { return routine.Message(d.Why.Message, nil) }

// Student returns what the viewer may know of the student: nil where there is
// none, or they may not know; without guardians where they may not know those.
// Why contact is unsafe is not in it.
func (v *View) Student() *Student {
	s := v.world.Student
	if s == nil || !v.Sees(Identity) {
		return nil
	}
	if v.Sees(Guardians) {
		return s
	}
	less := *s
	less.Guardians, less.Former, less.Unsafe = nil, nil, nil
	return &less
}

// Pseudonym is what an auditor calls the student, "" for who sees the name.
func (v *View) Pseudonym() string {
	if v.world.Student == nil || v.Sees(Identity) {
		return ""
	}
	return v.world.Student.Pseudonym
}

// Lead is who is responsible for the case; "" where nobody is, or the viewer may
// not know.
func (v *View) Lead() (id ActorID, name string) {
	if v.Responsible == "" || !v.Sees(Identity) {
		return "", ""
	}
	return v.Responsible, v.StaffName(v.Responsible)
}

// aboutTheCase are the steps that say only that the case lives, and with whom.
var aboutTheCase = []string{
	"open", "assign", "hand_over", "accept_hand_over", "close", "reopen", "void", "merge", mergedIn, "change_scenario",
}

// History lists what the viewer may see of each event that they may know of, in
// the order of recording.
func (v *View) History() []Event {
	list := make([]Event, 0, len(v.events))
	for i := range v.events {
		if e := &v.events[i]; v.knows(e) {
			list = append(list, v.shown(e))
		}
	}
	return list
}

// knows reports whether the viewer may know that an event was: those in the case,
// and the auditor, know of all; who handed it on, of their own and of what says
// that the case lives.
func (v *View) knows(e *Event) bool {
	return v.Sees(Decisions) || v.Sees(Verdicts) && !v.Sees(Identity) || v.own(e) ||
		slices.Contains(aboutTheCase, e.Step) && e.Outcome == Done
}

// own reports whether the viewer wrote an event; an auditor writes none.
func (v *View) own(e *Event) bool { return e.Actor == v.actor.ID && v.Sees(Identity) }

// shown is an event without what the viewer may not see of it: who, for an
// auditor, and the fields of sections that are not theirs.
func (v *View) shown(e *Event) Event {
	out := *e
	if !v.Sees(Identity) {
		out.Actor = ""
	}
	out.Payload.Opening, out.Payload.Recused = nil, nil
	out.Payload.Fields = nil
	for name, value := range e.Payload.Fields {
		if !v.Reads(e, name) {
			continue
		}
		if out.Payload.Fields == nil {
			out.Payload.Fields = Fields{}
		}
		out.Payload.Fields[name] = value
	}
	if !v.Sees(Decisions) && !v.Sees(Verdicts) && !v.own(e) {
		out.Payload.Unmet = nil
	}
	return out
}

// Reads reports whether the viewer may read a field of an event: who wrote it
// may, and whoever sees the section that it belongs to.
func (v *View) Reads(e *Event, field string) bool { return v.own(e) || v.Sees(v.sectionOf(e, field)) }

// unsafeSteps are those whose reason says why contact is unsafe.
var unsafeSteps = []string{"raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe"}

// sectionOf is which section a field of an event belongs to. What a routine calls
// its fields is its own affair, so it goes by their type; but reported_by names
// who raised the concern, and contact_safety_reason and the reasons of what
// suspends contact say why it is unsafe.
func (v *View) sectionOf(e *Event, field string) Section {
	step := v.stepOf(e)
	if e.Step == "correct" {
		if of, ok := v.event(EventID(e.Payload.Fields["event"].Text)); ok {
			step = v.stepOf(of)
		}
	}
	about := e.Step
	if step != nil {
		about = step.ID
	}
	switch {
	case field == "reported_by":
		return Reporter
	case field == "contact_safety_reason", slices.Contains(unsafeSteps, about) && (field == "reason" || field == "why"),
		e.Step == "waive" && field == "why" && e.Payload.Fields["reason"].Text == "contact_may_harm":
		return Unsafe
	}
	value := e.Payload.Fields[field]
	switch value.Kind {
	case KindPeople:
		if slices.ContainsFunc(value.People, func(p Person) bool { return p.Kind == "guardian" }) {
			return Guardians
		}
	case KindText:
		if !v.chosen(e, step, field) {
			return Talks
		}
	}
	return Decisions
}

// chosen reports whether a field's text is one of several that were offered,
// rather than what somebody wrote.
func (v *View) chosen(e *Event, step *routine.Step, field string) bool {
	is := func(f routine.Field) bool { return f.Name == field && f.Type != "text" }
	if e.Step == "open" && slices.ContainsFunc(routine.OpeningFields(), is) {
		return true
	}
	if step != nil && slices.ContainsFunc(step.Fields, is) {
		return true
	}
	own, ok := v.routine.Step(e.Step)
	return ok && slices.ContainsFunc(own.Fields, is)
}

// OpenedAs is the scenario that the case was opened in, whatever it has moved to since.
func (v *View) OpenedAs() string { return v.events[0].Payload.Opening.Scenario }
