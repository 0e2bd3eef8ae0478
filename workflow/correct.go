package workflow

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// fixed are the steps whose events cannot be corrected: they did something to
// the case or to what is known of the student when they were taken, and are
// undone by taking a step again, or another.
var fixed = []string{
	mergedIn, "correct", "sign_off", "close", "reopen", "void", "confirm_void", "merge", "return_for_changes", "accept_hand_over",
	"hand_over", "assign", "add_participant", "appoint_deputy", "recuse", "change_scenario", "waive", "acknowledge_breach",
	"set_birth_date", "confirm_student", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe",
}

// correctableEvents lists what correct can be about, newest first.
func (c *Case) correctableEvents() []option {
	list := make([]option, 0, len(c.events))
	for i := range slices.Backward(c.events) {
		e := &c.events[i]
		if e.Outcome == Done && !slices.Contains(fixed, e.Step) {
			name := c.nameOf(e.Step)
			if e.Step == "open" {
				name = routine.Message("the_opening", nil)
			}
			list = append(list, option{string(e.ID), routine.Message("event_name", map[string]routine.Text{
				"step": name, "day": routine.Same(calendar.Of(e.OccurredAt, calendar.Oslo).String()),
			})})
		}
	}
	return list
}

// carried is the step whose fields a correction or a breach carries besides its
// own, or nil.
func (c *Case) carried(step *routine.Step, input Input) *routine.Step {
	switch step.ID {
	case "correct":
		id, _ := input["event"].(string)
		if e, ok := c.event(EventID(id)); ok {
			return c.stepOf(e)
		}
	case "record_breach":
		of, _ := input["of"].(string)
		if slices.ContainsFunc(demandOptions(c.routine, true), func(o option) bool { return o.Value == of }) {
			carried, _ := c.routine.Step(of)
			return carried
		}
	}
	return nil
}

// stepOf is the step whose fields an event has, also for the opening and for a
// breach, which has its own and those of the step that was taken.
func (c *Case) stepOf(e *Event) *routine.Step {
	if e.Step == "open" {
		scenario, _ := c.routine.Scenario(e.Payload.Opening.Scenario)
		return &routine.Step{ID: "open", Fields: scenario.Fields, Sets: scenario.Sets, Who: []string{"anyone"}}
	}
	step, ok := c.routine.Step(e.Step)
	if !ok {
		return nil
	}
	if e.Step == "record_breach" {
		if of, ok := c.routine.Step(e.Payload.Fields["of"].Text); ok {
			return of
		}
		return &routine.Step{ID: "record_breach"}
	}
	return step
}

// correction checks the fields of a correction: that something changes, and
// that what is put in the place of the old would have been complete.
func (a *attempt) correction(r *reader) {
	e, ok := a.c.event(EventID(a.fields["event"].Text))
	if !ok || a.target == nil {
		return // the field's own error says so
	}
	if at, given := a.fields["occurred_at"]; given {
		if at.Time.After(a.w.Now.Add(clockSlack)) {
			r.fail("occurred_at", "occurred_future", nil)
		}
		if e.Step != "open" && at.Time.Before(a.c.OpenedAt) {
			r.fail("occurred_at", "occurred_before", nil)
		}
	}
	fix := a.c.corrected[e.ID].over(e, a.fields)
	old := a.c.corrected[e.ID].over(e, nil)
	if reflect.DeepEqual(fix, old) {
		r.fail("event", "nothing_corrected", nil)
	}
}

// over is what stands after fields are put over an event as it was corrected before.
func (old correction) over(e *Event, fields Fields) correction {
	fix := correction{fields: maps.Clone(e.Payload.Fields), occurredAt: old.occurredAt, retracted: old.retracted}
	if old.fields != nil {
		fix.fields = maps.Clone(old.fields)
	}
	for name, value := range fields {
		switch name {
		case "event", "why":
		case "occurred_at":
			fix.occurredAt = value.Time
		case "retract":
			fix.retracted = value.Bool
		default:
			if fix.fields == nil {
				fix.fields = Fields{}
			}
			fix.fields[name] = value
		}
	}
	return fix
}

// correctable is whether this actor may correct the event so: the one who
// wrote it, or who could take its step; a breach, leadership alone (P12). What
// the event would then say is judged by the same law and guards as if it had
// been said so at first.
func (a *attempt) correctable() []Unmet {
	e, _ := a.c.event(EventID(a.fields["event"].Text))
	if e.Step == "record_breach" {
		if u := a.c.may(a.cmd.Actor, []string{"leadership"}); u != nil {
			return []Unmet{*u}
		}
		return nil
	}
	if a.fields["retract"].Bool && e.Step != "student_left_school" {
		return []Unmet{{Code: "guard", Requirement: "P11", Message: "only_breaches_retracted"}}
	}
	step := a.target
	if u := a.c.may(a.cmd.Actor, step.Who); u != nil && e.Actor != a.cmd.Actor.ID {
		return []Unmet{*u}
	}
	old := a.c.corrected[e.ID]
	fix := old.over(e, a.fields)
	at := moment{e.OccurredAt, a.w.Calendar.DateOf(e.OccurredAt)}
	if !fix.occurredAt.IsZero() {
		at = moment{fix.occurredAt, a.w.Calendar.DateOf(fix.occurredAt)}
	}
	s := a.c.tell(a.w, at.instant, e.ID)
	then := &attempt{Rules: a.Rules, w: a.w, c: a.c, cmd: a.cmd, step: step, fields: fix.fields, at: at, access: a.access, roles: a.roles}
	return append(then.guards(step, fix.fields, &s), then.saidAnew(e, old.over(e, nil).fields, &s)...)
}

// saidAnew is what speaks against an event as it is corrected, beside guards and the
// law: the same as if it had been said so at first.
func (a *attempt) saidAnew(e *Event, before Fields, s *story) []Unmet {
	switch step := a.fields["step"].Text; {
	case e.Step == "record_consent":
		return a.theirsToGive(s)
	case e.Step == "note_time" && step != before["step"].Text && a.fields["instead"].Text == "":
		return a.notedNow(s)
	}
	return nil
}

// correct keeps what now stands in the place of an event.
func (c *Case) correct(e *Event) {
	f := e.Payload.Fields
	old, ok := c.event(EventID(f["event"].Text))
	if !ok {
		return
	}
	fix := c.corrected[old.ID].over(old, f)
	c.corrected[old.ID] = fix
	if old.Step == "open" && !fix.occurredAt.IsZero() {
		c.OpenedAt = fix.occurredAt
	}
	for i := range c.breaches {
		if c.breaches[i].event == old.ID {
			c.breaches[i].retracted = fix.retracted
		}
	}
}

// ContentHash is the SHA-256, in hex, of exactly what the case says: every
// accepted event that adds to its content (isContent), in the order of
// recording. A sign-off is bound to it (P8).
func (c *Case) ContentHash() string {
	h := sha256.New()
	for _, e := range c.events {
		if e.Outcome != Done || !isContent(e.Step) {
			continue
		}
		// A struct of plain values, maps in key order: the same bytes every time.
		line, err := json.Marshal(struct {
			ID       EventID
			Step     string
			Actor    ActorID
			At       time.Time
			Recorded time.Time
			Payload  Payload
		}{e.ID, e.Step, e.Actor, e.OccurredAt, e.RecordedAt, e.Payload})
		if err != nil {
			panic(err) // values that came from JSON go back to it
		}
		h.Write(line)
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}
