package workflow

import (
	"slices"
	"time"

	"kjentvei/workflow/routine"
)

// In an emergency there is no time to write. A press says that a step was done,
// and when; it sets no fact of that step, which stays owed until somebody writes
// down the rest (DV-14).

// note is one step that has been given a time.
type note struct {
	step    string
	asked   uint64 // revision of the latest note of its time; 0: none so far
	written uint64 // revision of the latest event that says all of it
	event   EventID
	at      time.Time
}

// open reports whether the rest is still to be written. A note may be told after
// what was written down because of it, where people remember another time than
// they pressed at: so it goes by what was recorded last.
func (n note) open() bool { return n.asked > n.written }

// expectNotes makes room for all steps that are given a time, so that what is
// written down of one counts although it is told before.
func (s *story) expectNotes(told []Event) {
	for i := range told {
		if told[i].Step == "note_time" {
			s.noteOf(told[i].Payload.Fields["step"].Text, true)
		}
	}
}

// noteOf is the note of a step, nil where there is none to be made.
func (s *story) noteOf(step string, makes bool) *note {
	if i := slices.IndexFunc(s.noted, func(n note) bool { return n.step == step }); i >= 0 {
		return &s.noted[i]
	}
	if !makes {
		return nil
	}
	s.noted = append(s.noted, note{step: step})
	return &s.noted[len(s.noted)-1]
}

// writeDown keeps which times wait for the rest, and says so of the case.
func (s *story) writeDown(e *Event, sets map[string]string) {
	switch f := e.Payload.Fields; e.Step {
	case "note_time":
		if f["instead"].Text != "" {
			return
		}
		n := s.noteOf(f["step"].Text, true)
		if e.Revision > n.asked {
			n.asked, n.event, n.at = e.Revision, e.ID, e.OccurredAt
		}
		if e.Revision > n.written {
			sets["noted"] = "open"
		}
	case "confirm_void": // what the voiding freed is owed again where it is rejected
		if f["outcome"].Text != "agreed" && slices.ContainsFunc(s.noted, note.open) {
			sets["noted"] = "open"
		}
	case "record_breach":
		s.written(f["of"].Text, e, sets)
	default:
		s.written(e.Step, e, sets)
	}
}

func (s *story) written(step string, e *Event, sets map[string]string) {
	n := s.noteOf(step, false)
	if n == nil {
		return
	}
	before := n.open()
	n.written = max(n.written, e.Revision)
	if before && !slices.ContainsFunc(s.noted, note.open) {
		sets["noted"] = "written"
	}
}

// notable are the common steps that can be given a time: what is done in haste.
var notable = []string{"record_contact", "record_emergency", "record_child_welfare"}

// notableSteps lists what can be given a time, of the routine's own steps those
// that are such.
func (c *Case) notableSteps(such func(*routine.Step) bool) []option {
	var list []option
	for i := range c.routine.Steps {
		if s := &c.routine.Steps[i]; such(s) {
			list = append(list, option{s.ID, s.Title})
		}
	}
	for _, id := range notable {
		s, _ := c.routine.Step(id)
		list = append(list, option{s.ID, s.Title})
	}
	return list
}

// notedNow is why a step cannot be given a time: it cannot be taken itself, or
// the time stands already. Nobody is led to ring whom they must not.
func (a *attempt) notedNow(s *story) []Unmet {
	id := a.fields["step"].Text
	if n := s.noteOf(id, false); n != nil && n.open() {
		return []Unmet{{Code: "guard", Message: "noted_already"}}
	}
	then := *a
	then.step, _ = a.Routine.Step(id)
	unmet := then.outline(then.forbidden(nil))
	if id == "record_contact" && !a.c.someoneToRing(a.w, s, a.at) {
		unmet = append(unmet, Unmet{Code: "contact_suspended", Requirement: "P1"})
	}
	if len(unmet) == 0 {
		return nil
	}
	return []Unmet{{Code: unmet[0].Code, Requirement: unmet[0].Requirement, Message: "not_to_note"}}
}

// someoneToRing reports whether the school may contact at least one guardian.
func (c *Case) someoneToRing(w *World, s *story, at moment) bool {
	if w.Student == nil {
		return false
	}
	if len(w.Student.Guardians) == 0 {
		return len(c.mayContact(w, s, nil, "", at)) == 0
	}
	return slices.ContainsFunc(w.Student.Guardians, func(g Guardian) bool {
		return len(c.mayContact(w, s, []Person{{ID: g.ID, Kind: "guardian"}}, "", at)) == 0
	})
}

// notedFor is when a step that can meet a requirement was done, since that is owed,
// where only the time is known.
func (s *story) notedFor(r *routine.Routine, demand string, since time.Time) (at time.Time) {
	for _, n := range s.noted {
		if n.open() && !n.at.Before(since) && n.at.After(at) && slices.Contains(r.Serves(n.step), demand) {
			at = n.at
		}
	}
	return at
}

// serves lists the requirements that a step can help to meet: where it has only
// been given a time, to write down the rest is one of them.
func (v *View) serves(step *routine.Step) []string {
	serves := v.routine.Serves(step.ID)
	if n := v.now().story.noteOf(step.ID, false); n != nil && n.open() {
		serves = append(slices.Clip(serves), "DV-14")
	}
	return serves
}

// Noted is the time that a step has been given, while the rest is to be written.
type Noted struct {
	Event EventID
	At    time.Time
}

// Noted returns the time that a step has been given; false where it has none, or
// the rest has been written.
func (v *View) Noted(step string) (Noted, bool) {
	n := v.now().story.noteOf(step, false)
	if n == nil || !n.open() {
		return Noted{}, false
	}
	e, ok := v.event(n.event)
	if !ok || !v.knows(e) {
		return Noted{}, false
	}
	return Noted{n.event, n.at}, true
}

// MayNote reports whether the viewer may give this step a time now.
func (v *View) MayNote(step *StepView) bool {
	if v.Closed || !step.Allowed || step.Common && !slices.Contains(notable, step.Step.ID) {
		return false
	}
	s := &v.now().story
	if n := s.noteOf(step.Step.ID, false); n != nil && n.open() {
		return false
	}
	at := moment{v.world.Now, v.world.Calendar.DateOf(v.world.Now)}
	return step.Step.ID != "record_contact" || v.someoneToRing(v.world, s, at)
}
