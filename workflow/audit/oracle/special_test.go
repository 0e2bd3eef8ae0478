package oracle_test

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// special fills in what only the case itself can offer, and what a step does to
// what is known of the student.
func (t *teller) special(e *audit.Event) {
	set := func(name, word string) {
		e.Fields = slices.DeleteFunc(e.Fields, func(f audit.Field) bool { return f.Name == name })
		e.Fields = append(e.Fields, audit.Field{Name: name, Value: audit.Value{Kind: audit.Chosen, Text: word}})
	}
	switch e.Step {
	case "change_scenario":
		set("to", pick(t.dice, t.r.Scenarios).ID)
	case "waive":
		set("requirement", pick(t.dice, t.r.Demands()).ID)
	case "note_time":
		t.noteTime(e, set)
	case "acknowledge_breach":
		set("breach", pick(t.dice, t.breaches()).ID)
	case "record_breach":
		t.breach(e, set)
	case "correct":
		t.correct(e, set)
	case "raise_contact_unsafe":
		m := audit.Mark{Raised: e.OccurredAt}
		if t.chance(40) {
			m.Guardian = pick(t.dice, guardians).Ref
		}
		t.t.Marks = append(t.t.Marks, m)
	case "confirm_contact_unsafe", "lift_contact_unsafe":
		t.settleMarks(e)
	case "confirm_student", "merged_in":
		if t.chance(30) {
			e.Recused = []int{pick(t.dice, staff).Ref}
		}
	}
}

// noteTime gives a step a time, mostly one that somebody may soon write down.
func (t *teller) noteTime(e *audit.Event, set func(name, word string)) {
	if t.chance(85) {
		e.Fields = slices.DeleteFunc(e.Fields, func(f audit.Field) bool { return f.Name == "instead" })
	}
	set("step", pick(t.dice, []string{"record_contact", "record_child_welfare"}))
	if here := slices.DeleteFunc(slices.Clone(t.r.Steps), func(s routine.Step) bool { return !slices.Contains(s.From, t.state) }); len(here) > 0 && t.chance(60) {
		set("step", pick(t.dice, here).ID)
	}
}

func (t *teller) settleMarks(e *audit.Event) {
	for i := range t.t.Marks {
		m := &t.t.Marks[i]
		switch {
		case !m.Lifted.IsZero() || m.Raised.After(e.OccurredAt):
		case e.Step == "lift_contact_unsafe":
			m.Lifted = e.OccurredAt
		case m.Confirmed.IsZero():
			m.Confirmed = e.OccurredAt
		}
	}
}

// breach tells of a step that was taken although it must not be, or of a
// requirement that was not met.
func (t *teller) breach(e *audit.Event, set func(name, word string)) {
	owed := slices.DeleteFunc(slices.Clone(t.r.Demands()), func(d *routine.Requirement) bool { return d.Template != "response" })
	if broke := pick(t.dice, owed); broke != nil {
		e.Reasons = []audit.Reason{{Code: "guard", Requirement: broke.ID}}
	}
	if t.chance(50) {
		set("of", pick(t.dice, t.r.Demands()).ID)
		return
	}
	of, _ := t.r.Step("record_contact")
	if len(t.r.Steps) > 0 && t.chance(70) {
		of = &t.r.Steps[t.roll(len(t.r.Steps))]
	}
	e.Fields = append(e.Fields, t.fill(of.Fields)...)
	set("of", of.ID)
}

func (t *teller) breaches() []audit.Event {
	return slices.DeleteFunc(slices.Clone(t.t.Events), func(e audit.Event) bool { return e.Step != "record_breach" || e.Refused })
}

// done are the steps that did something when they were taken, and are not corrected.
var done = []string{
	"merged_in", "correct", "sign_off", "close", "reopen", "void", "confirm_void", "merge", "return_for_changes", "accept_hand_over",
	"hand_over", "assign", "add_participant", "appoint_deputy", "recuse", "change_scenario", "waive", "acknowledge_breach",
	"set_birth_date", "confirm_student", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe",
}

func (t *teller) correctable() []audit.Event {
	return slices.DeleteFunc(slices.Clone(t.t.Events), func(e audit.Event) bool { return e.Refused || slices.Contains(done, e.Step) })
}

// correct says of an earlier event that it was otherwise, or was not at all.
func (t *teller) correct(e *audit.Event, set func(name, word string)) {
	old := pick(t.dice, t.correctable())
	e.Fields = nil
	set("event", old.ID)
	add := func(name string, v audit.Value) { e.Fields = append(e.Fields, audit.Field{Name: name, Value: v}) }
	add("why", audit.Value{Kind: audit.Written})
	if old.Step != "open" && t.chance(50) || slices.Contains([]string{"record_breach", "student_left_school"}, old.Step) {
		add("retract", audit.Value{Kind: audit.Answered, Bool: !t.chance(15)})
	}
	if t.chance(40) && !(tame && old.Step == "record_breach") {
		add("occurred_at", audit.Value{Kind: audit.Timed, Time: old.OccurredAt.Add(pick(t.dice, []time.Duration{-time.Hour, time.Hour, -26 * time.Hour}))})
	}
	if old.Step != "record_breach" && t.chance(60) {
		for _, f := range t.fill(t.fieldsOf(&old)) {
			add(f.Name, f.Value)
		}
	}
}

func (t *teller) fieldsOf(e *audit.Event) []routine.Field {
	if e.Step == "open" {
		s, _ := t.r.Scenario(e.Scenario)
		return s.Fields
	}
	if step, ok := t.r.Step(e.Step); ok {
		return step.Fields
	}
	return nil
}

// tame leaves out of the traces what the two are known to differ about (TestDisputed),
// and what nobody could have recorded: what is required is filled in.
const tame = true
