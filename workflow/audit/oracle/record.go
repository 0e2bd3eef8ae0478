package oracle

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
)

// record is what follows from the order in which events were recorded.
type record struct {
	signed   map[string]bool // closings, by event: signed off then, by somebody who may
	answered map[string]bool // breaches, by event: leadership has said what is done about them
	ended    string          // closed, voided or merged, as the case stands; "" for open
	endedAt  time.Time
}

// roster is who stands where in a case as its record goes on.
type roster struct {
	led, deputies, shut, involved        []int
	responsible, offered, opener, voider int // 0: nobody
}

// leadership is somebody in leadership, or a deputy, who is not shut out and was
// never responsible.
func (r *roster) leadership(e *audit.Event) bool {
	return (leads(e.Roles) || slices.Contains(r.deputies, e.Actor)) && !slices.Contains(r.shut, e.Actor) && !slices.Contains(r.led, e.Actor)
}

func (w *world) record() record {
	rec := record{signed: map[string]bool{}, answered: map[string]bool{}}
	w.leaders, w.own, w.corrects = map[string]bool{}, map[string]bool{}, map[string]bool{}
	var who roster
	var signer int // 0: no sign-off is in force
	state := ""
	for i := range w.trace.Events[:w.until] {
		e := &w.trace.Events[i]
		if e.Refused {
			continue
		}
		fields := byName(e.Fields)
		w.leaders[e.ID] = who.leadership(e)
		w.own[e.ID] = w.theirs(e, fields, &who)
		w.corrects[e.ID] = e.Step == "correct" && w.correctable(e, fields, &who)
		switch e.Step {
		case "acknowledge_breach":
			rec.answered[fields["breach"].Text] = rec.answered[fields["breach"].Text] || who.leadership(e)
		case "close":
			rec.signed[e.ID] = signer != 0
		}
		signer = w.signing(e, &who, signer)
		who.change(e, fields, w.trace.Events, w.own[e.ID])
		if slices.Contains(who.shut, signer) {
			signer = 0
		}
		if e.State != state {
			state = e.State
			rec.ended, rec.endedAt = "", e.RecordedAt
			if among(state, []string{"closed", "voided", "merged"}) {
				rec.ended = state
			}
		}
	}
	return rec
}

// signing is whose sign-off is in force after an event: content makes it void.
func (w *world) signing(e *audit.Event, who *roster, signer int) int {
	switch e.Step {
	case "sign_off":
		if who.leadership(e) {
			return e.Actor
		}
		return signer
	case "close", "recuse", "appoint_deputy":
		return signer
	}
	return 0
}

// change is what an event does to who stands where.
func (r *roster) change(e *audit.Event, fields map[string]audit.Value, all []audit.Event, own bool) {
	named := func(field string) []int { return refs(fields[field].People) }
	switch e.Step {
	case "open":
		r.opener = e.Actor
		r.leads(e.Actor)
	case "accept_hand_over":
		r.leads(e.Actor)
	case "assign":
		r.leads(named("person")...)
	case "hand_over":
		for _, ref := range named("person") {
			r.offered = ref
			r.involved = append(r.involved, ref)
		}
	case "add_participant":
		r.involved = append(r.involved, named("person")...)
	case "merged_in":
		r.led = append(r.led, named("responsible")...)
	case "recuse":
		r.shutOut(named("person"))
	case "appoint_deputy":
		r.appoint(named("person"), own)
	case "confirm_student":
		r.shut = slices.DeleteFunc(r.shut, func(ref int) bool { return slices.Contains(all[0].Recused, ref) })
	case "void":
		r.voider = e.Actor
	case "confirm_void":
		r.voider = 0
	}
	if e.Step == "open" {
		r.shut = append(r.shut, e.Recused...) // whoever opened it leads it all the same
		return
	}
	r.shutOut(e.Recused)
}

// shutOut keeps people from the case; what was theirs waits for another.
func (r *roster) shutOut(refs []int) {
	r.shut = append(r.shut, refs...)
	if slices.Contains(refs, r.responsible) {
		r.responsible = 0
	}
	if slices.Contains(refs, r.offered) {
		r.offered = 0
	}
}

// leads makes somebody responsible, and takes back what was offered to another.
func (r *roster) leads(refs ...int) {
	for _, ref := range refs {
		r.responsible, r.offered = ref, 0
		r.led = append(r.led, ref)
		r.involved = append(r.involved, ref)
	}
}

// appoint makes deputies of those who can be, where it was for this person to
// do: nobody who has been responsible.
func (r *roster) appoint(refs []int, own bool) {
	r.involved = append(r.involved, refs...)
	for _, ref := range refs {
		if own && !slices.Contains(r.led, ref) {
			r.deputies = append(r.deputies, ref)
		}
	}
}

// may reports whether somebody can take a step that these may take.
func (r *roster) may(e *audit.Event, who []string) bool {
	return slices.ContainsFunc(who, func(group string) bool {
		switch group {
		case "anyone", "staff":
			return acts(e.Roles)
		case "responsible":
			return r.responsible == e.Actor
		case "participant":
			return slices.Contains(r.involved, e.Actor)
		case "opener":
			return r.opener == e.Actor
		case "leader":
			return leads(e.Roles) || slices.Contains(r.deputies, e.Actor)
		case "leadership":
			return r.leadership(e)
		}
		return among(group, e.Roles)
	})
}

// judgedElsewhere are the steps of which another requirement says whose they are.
var judgedElsewhere = []string{"sign_off", "waive", "acknowledge_breach"}

// theirs reports whether a step was for the one who took it to take.
func (w *world) theirs(e *audit.Event, fields map[string]audit.Value, r *roster) bool {
	taken, ok := w.Routine.Step(e.Step)
	switch {
	case !ok || among(e.Step, judgedElsewhere):
		return true
	case slices.Contains(r.shut, e.Actor) && !among(e.Step, []string{"record_breach", "record_child_welfare"}):
		return false
	case e.Step == "accept_hand_over":
		return r.offered == e.Actor
	case e.Step == "appoint_deputy" && among("principal", e.Roles):
		return !names(fields["person"], e.Actor)
	case e.Step == "confirm_void" && r.voider == e.Actor:
		return false
	case e.Step == "appoint_deputy" && (names(fields["person"], e.Actor) || r.responsible == e.Actor || r.voider == e.Actor):
		return false
	case e.Step == "correct":
		return w.correctable(e, fields, r)
	}
	return r.may(e, taken.Who)
}

// done are the steps whose events are not corrected: they did something when
// they were taken, and are undone by taking another.
var done = []string{
	"merged_in", "correct", "sign_off", "close", "reopen", "void", "confirm_void", "merge", "return_for_changes", "accept_hand_over",
	"hand_over", "assign", "add_participant", "appoint_deputy", "recuse", "change_scenario", "waive", "acknowledge_breach",
	"set_birth_date", "confirm_student", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe",
}

// correctable reports whether an event can be corrected so; a breach, by
// leadership alone (P12).
func (w *world) correctable(e *audit.Event, fields map[string]audit.Value, r *roster) bool {
	i := slices.IndexFunc(w.trace.Events, func(one audit.Event) bool { return one.ID == fields["event"].Text })
	if i < 0 {
		return false
	}
	old := &w.trace.Events[i]
	switch {
	case among(old.Step, done):
		return false
	case old.Step == "record_breach":
		return r.leadership(e)
	case fields["retract"].Bool && old.Step != "student_left_school":
		return false
	}
	return true
}

// names reports whether somebody is among the people of a field.
func names(v audit.Value, ref int) bool {
	return slices.ContainsFunc(v.People, func(one audit.Person) bool { return one.Ref == ref })
}

func refs(people []audit.Person) []int {
	var list []int
	for _, one := range people {
		list = append(list, one.Ref)
	}
	return list
}
