package workflow

import (
	"maps"
	"slices"
)

// StudentCopy is the case's events as the student's own copy tells them, in the
// order of recording: what History lists, but for who raised the concern, and for
// that contact with guardians may be unsafe and why. A copy may come into the
// hands of those it warns of, so what was done about that is not in it either, nor
// why something was refused. Whoever opened the case may be who raised the
// concern, and is not named with the opening.
//
// What people wrote freely is in it as they wrote it: somebody must read it before
// it is handed out.
func (v *View) StudentCopy() []Event {
	var list []Event
	for i := range v.events {
		e := &v.events[i]
		if !v.knows(e) || v.warns(e) {
			continue
		}
		out := v.shown(e)
		if e.Step == "open" {
			out.Actor = ""
		}
		out.Payload.Unmet = nil
		maps.DeleteFunc(out.Payload.Fields, func(field string, _ Value) bool { // shown made it anew
			return field == "contact_safety" || v.sectionOf(e, field)&(Reporter|Unsafe) != 0
		})
		list = append(list, out)
	}
	return list
}

// warns reports whether that an event was tells that contact may be unsafe.
func (v *View) warns(e *Event) bool {
	step := e.Step
	if of, ok := v.event(EventID(e.Payload.Fields["event"].Text)); ok && step == "correct" {
		step, e = of.Step, of
	}
	return slices.Contains(unsafeSteps, step) || step == "waive" && e.Payload.Fields["reason"].Text == "contact_may_harm"
}
