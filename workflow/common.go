package workflow

import (
	"slices"
	"sync"

	"kjentvei/workflow/routine"
)

// What the steps that every case knows do beyond setting facts: their own
// conditions, and what they change in the case and in what is known of the student.

// needsStudent are the common steps that mean nothing without one.
var needsStudent = []string{
	"record_contact", "record_consent", "withdraw_consent", "raise_contact_unsafe", "confirm_contact_unsafe",
	"lift_contact_unsafe", "set_birth_date", "confirm_student", "student_left_school", "merge",
}

// condition is what a common step asks of the case before anything is filled in.
type condition struct {
	holds       func(a *attempt, s *story) bool
	message     string // of the catalogue, when it does not hold
	requirement string
}

// conditions lists what each common step asks for, beside sign_off, close and reopen.
var conditions = map[string]condition{
	"reassess":               {unless("intoxication", "none"), "nothing_to_reassess", "P5"},
	"withdraw_consent":       {gaveConsent, "no_consent", "P2"},
	"confirm_contact_unsafe": {marked(func(m UnsafeMark) bool { return m.ConfirmedAt.IsZero() }), "nothing_raised", "P1"},
	"lift_contact_unsafe":    {marked(func(UnsafeMark) bool { return true }), "nothing_raised", "P1"},
	"set_birth_date":         {birthDateOpen, "birth_date_known", "P3"},
	"confirm_student":        {func(a *attempt, _ *story) bool { return a.c.unclear }, "student_known", ""},
	"review_emergency":       {when("emergency", "recorded"), "no_emergency", "P2"},
	"assess_disclosure":      {when("disclosure", "owed"), "no_disclosure", ""},
	"record_correction":      {when("correction", "owed"), "no_correction", ""},
	"confirm_void":           {func(a *attempt, _ *story) bool { return a.c.voider() != "" }, "no_voiding", ""},
	"appoint_deputy":         {nobodyLeft, "leadership_left", "P8"},
	"acknowledge_breach":     {func(a *attempt, _ *story) bool { return len(a.c.unacknowledged()) > 0 }, "no_breach", "P12"},
	"student_left_school":    {func(a *attempt, _ *story) bool { return !a.c.gone() }, "has_left", "P7"},
	"change_scenario":        {func(a *attempt, _ *story) bool { return len(a.c.otherScenarios()) > 0 }, "no_other_scenario", ""},
	"merge":                  {func(a *attempt, _ *story) bool { return len(a.c.options(a.w, "cases")) > 0 }, "no_other_case", ""},
}

// when holds for a fact that has the value.
func when(fact, value string) func(*attempt, *story) bool {
	return func(a *attempt, s *story) bool { return a.Routine.Schema().Is(s.facts, fact, value) }
}

// unless holds for a fact that has another value.
func unless(fact, value string) func(*attempt, *story) bool {
	return func(a *attempt, s *story) bool { return !a.Routine.Schema().Is(s.facts, fact, value) }
}

func gaveConsent(_ *attempt, s *story) bool {
	return slices.ContainsFunc(s.consents, func(given consent) bool { return given.answer == "given" })
}

// marked holds while some mark that contact is unsafe is in force and is such.
func marked(such func(UnsafeMark) bool) func(*attempt, *story) bool {
	return func(a *attempt, _ *story) bool {
		return slices.ContainsFunc(a.w.Student.Unsafe, func(m UnsafeMark) bool { return m.LiftedAt.IsZero() && such(m) })
	}
}

// birthDateOpen holds unless the roster knows the birth date.
func birthDateOpen(a *attempt, _ *story) bool { return a.w.birth() == 0 || a.w.Student.BirthSet }

// nobodyLeft holds when no one in the school can act as leadership in the case:
// where a voiding waits to be confirmed, no one but whoever voided it.
func nobodyLeft(a *attempt, _ *story) bool { return !a.c.anotherLeads(a.w, a.c.voider()) }

// anotherLeads reports whether somebody other than this person can act as
// leadership in the case.
func (c *Case) anotherLeads(w *World, than ActorID) bool {
	return slices.ContainsFunc(w.Directory.All(), func(s *Staff) bool { return s.ID != than && c.leadership(s.ID, s.At(c.School)) })
}

// asked lists a step's fields as the actor is asked for them. Whoever voids a
// case names somebody else of the leadership, where there is somebody else.
func (c *Case) asked(step *routine.Step, w *World, actor ActorID) []routine.Field {
	if step.ID == "void" && !c.anotherLeads(w, actor) {
		return fieldsOfLastLeader()
	}
	return step.Fields
}

// fieldsOfLastLeader are those of void for whoever has nobody to name.
var fieldsOfLastLeader = sync.OnceValue(func() []routine.Field {
	var fields []routine.Field
	for _, step := range routine.CommonSteps() {
		if step.ID == "void" {
			fields = slices.Clone(step.Fields)
		}
	}
	for i := range fields {
		fields[i].Required = fields[i].Required && fields[i].Name != "second_leader"
	}
	return fields
})

// lastVoiding is the latest event that voided the case or judged its voiding,
// nil when there is none.
func (c *Case) lastVoiding() *Event {
	for i := len(c.events) - 1; i >= 0; i-- {
		if e := &c.events[i]; e.Outcome == Done && (e.Step == "void" || e.Step == "confirm_void") {
			return e
		}
	}
	return nil
}

// voider is who voided the case, "" unless that waits for somebody else of the
// leadership to confirm it.
func (c *Case) voider() ActorID {
	if e := c.lastVoiding(); e != nil && e.Step == "void" {
		return e.Actor
	}
	return ""
}

// common adds why a common step cannot be taken, before anything is filled in.
func (a *attempt) common(unmet []Unmet, s *story) []Unmet {
	c := a.c
	if a.w.Student == nil && slices.Contains(needsStudent, a.step.ID) {
		return append(unmet, Unmet{Code: "guard", Message: "no_student"})
	}
	if asked, ok := conditions[a.step.ID]; ok && !asked.holds(a, s) {
		return append(unmet, Unmet{Code: "guard", Requirement: asked.requirement, Message: asked.message})
	}
	switch {
	case a.step.ID == "sign_off" && c.signature != nil:
		return append(unmet, Unmet{Code: "guard", Requirement: "P8", Message: "signed_already"})
	case a.step.ID == "sign_off":
		return a.unfinished(unmet)
	case a.step.ID == "close" && !c.signed():
		return append(a.unfinished(unmet), Unmet{Code: "sign_off_missing", Requirement: "DV-3", Message: "sign_off_missing"})
	case a.step.ID == "close":
		return a.unfinished(unmet)
	case a.step.ID == "reopen" && c.ClosedAs == stateMerged:
		return append(unmet, Unmet{Code: "guard", Message: "is_merged"})
	case a.step.ID == "reopen" && c.ClosedAs == stateVoided:
		return append(unmet, Unmet{Code: "guard", Message: "is_voided"})
	}
	return unmet
}

// particular is what a common step asks of what was filled in.
func (a *attempt) particular(s *story) []Unmet {
	c, f := a.c, a.fields
	no := func(message, requirement string) []Unmet {
		return []Unmet{{Code: "guard", Requirement: requirement, Message: message}}
	}
	switch a.step.ID {
	case "correct":
		return a.correctable()
	case "void", "confirm_void":
		if people := f["second_leader"].People; len(people) > 0 && people[0].ID == string(a.cmd.Actor.ID) {
			return no("second_leader", "P8")
		}
		if last := c.lastVoiding(); last != nil && a.at.instant.Before(last.OccurredAt) {
			return no("before_voiding", "") // they are judged one after the other
		}
	case "record_consent":
		return a.theirsToGive(s)
	case "merge":
		return c.unmergeable(a.w, CaseID(f["into"].Text))
	case "note_time":
		return a.notedNow(s)
	case "waive":
		return a.waivable(s)
	case "hand_over", "assign":
		if slices.Contains(c.Recused, ActorID(f["person"].People[0].ID)) {
			return no("person_recused", "")
		}
	case "appoint_deputy":
		if id := ActorID(f["person"].People[0].ID); id == a.cmd.Actor.ID || slices.Contains(c.everResponsible, id) {
			return no("deputy_unfit", "P8")
		}
	}
	return nil
}

// theirsToGive is whether a consent is that of whoever can give it (P2).
func (a *attempt) theirsToGive(s *story) []Unmet {
	adult := a.Routine.Schema().Is(s.facts, "age", "adult")
	if f := a.fields; f["given_by"].Text == "guardian" && (adult || f["recipient"].Text == "guardians") {
		return []Unmet{{Code: "consent_missing", Requirement: "P2", Message: "student_answers"}}
	}
	return nil
}

// unfinished adds why the case can neither be signed off nor closed: its state,
// what is still owed (DV-4), and breaches that nobody has answered (P12).
func (a *attempt) unfinished(unmet []Unmet) []Unmet {
	c, before := a.c, len(unmet)
	if state, ok := c.routine.State(c.State); ok && !state.Final && !c.gone() && !c.Closed {
		unmet = append(unmet, Unmet{Code: "state", Message: "not_final"})
	}
	for _, due := range a.dues() {
		if due.Requirement.Template == "maintenance" && !due.Overdue {
			continue
		}
		unmet = append(unmet, Unmet{Code: "requirement_open", Requirement: due.Requirement.ID})
	}
	for i, demand := range c.routine.Demands() {
		if c.story.duties[i].status == breached && !c.answered(demand.ID) {
			unmet = append(unmet, Unmet{Code: "requirement_open", Requirement: demand.ID, Message: "breach_open"})
		}
	}
	if open := c.unacknowledged(); len(open) > 0 && !slices.ContainsFunc(unmet[before:], func(u Unmet) bool { return u.Message == "breach_open" }) {
		unmet = append(unmet, Unmet{Code: "requirement_open", Requirement: open[0].first(), Message: "breach_open"})
	}
	return unmet
}

// unmergeable is what must be settled before the case is merged into another.
// One that began alike owes the same by the routine; into any other, what is owed
// to guardians, or in every scenario, would be owed nowhere afterwards (P1, P5,
// P7). What every case owes for what happened in it is nowhere owed but here.
func (c *Case) unmergeable(w *World, into CaseID) []Unmet {
	alike := slices.ContainsFunc(w.Siblings, func(r *Record) bool {
		return r.ID == into && r.Routine == c.Record.Routine && r.Scenario == c.Scenario
	})
	var unmet []Unmet
	for _, due := range c.Due(w) {
		lost := c.routine.NeedsContact(due.Requirement) || len(due.Requirement.Scenarios) == 0
		if lost && !(alike && c.routine.Own(due.Requirement.ID)) {
			unmet = append(unmet, Unmet{Code: "requirement_open", Requirement: due.Requirement.ID})
		}
	}
	return unmet
}

// signed reports whether a sign-off is in force, on exactly what the case says.
func (c *Case) signed() bool {
	return c.signature != nil && c.signature.Payload.Signed == c.ContentHash()
}

// answered reports whether leadership has acknowledged that a requirement was broken.
func (c *Case) answered(requirement string) bool {
	return slices.ContainsFunc(c.breaches, func(b breach) bool {
		return b.acknowledged && !b.retracted && slices.Contains(b.requirements, requirement)
	})
}

func (c *Case) unacknowledged() []breach {
	return slices.DeleteFunc(slices.Clone(c.breaches), func(b breach) bool { return b.acknowledged || b.retracted })
}

func (b breach) first() string {
	if len(b.requirements) > 0 {
		return b.requirements[0]
	}
	return "P12"
}

// waivable is whether this requirement can be waived for this reason.
func (a *attempt) waivable(s *story) []Unmet {
	schema, demand := a.Routine.Schema(), a.fields["requirement"].Text
	switch a.fields["reason"].Text {
	case "nobody_reached":
		if schema.Is(s.facts, "guardian_tried", "no") {
			return []Unmet{{Code: "guard", Requirement: demand, Message: "no_attempts"}}
		}
	case "contact_may_harm":
		if !schema.Is(s.facts, "contact", "unsafe") || schema.Is(s.facts, "child_welfare", "no") {
			return []Unmet{{Code: "guard", Requirement: "P1", Message: "harm_unconfirmed"}}
		}
	}
	return nil
}

// isContent reports whether a step adds to what a case says, so that a sign-off
// given before it is void. Approving and closing do not, nor does settling who
// may see or approve.
func isContent(step string) bool {
	return !slices.Contains([]string{"sign_off", "close", "recuse", "appoint_deputy"}, step)
}

// record adds what an accepted event does to the case itself. It follows the
// order of recording; what happened, in its own order, is the story's.
func (c *Case) record(w *World, e *Event) {
	f := e.Payload.Fields
	who := func() ActorID {
		if people := f["person"].People; len(people) > 0 {
			return ActorID(people[0].ID)
		}
		return ""
	}
	if isContent(e.Step) {
		c.signature = nil
	}
	switch e.Step {
	case "open":
		c.opener = e.Actor
		c.unclear = e.Payload.Opening.Unclear
		c.Recused = slices.Clone(e.Payload.Opening.Recused)
		c.OpenedAt, c.Scenario = e.OccurredAt, e.Payload.Opening.Scenario
		c.lead(e.Actor)
	case "assign":
		c.lead(who())
	case "hand_over":
		c.offered = who()
		c.Involved = addOnce(c.Involved, c.offered)
	case "accept_hand_over":
		c.lead(e.Actor)
	case "add_participant":
		c.Involved = addOnce(c.Involved, who())
		c.participants = addOnce(c.participants, who())
	case "recuse":
		c.shutOut(who())
	case "appoint_deputy":
		c.deputies = addOnce(c.deputies, who())
		c.Involved = addOnce(c.Involved, who())
	case "change_scenario":
		c.Scenario = f["to"].Text
	case "confirm_student":
		c.unclear = false
		// Until now the staff among the guardians of all whom it may be were shut out.
		c.Recused = slices.DeleteFunc(c.Recused, func(id ActorID) bool { return slices.Contains(c.events[0].Payload.Opening.Recused, id) })
		for _, id := range e.Payload.Recused {
			c.shutOut(id)
		}
	case "merge":
		c.mergedInto = CaseID(f["into"].Text)
	case mergedIn:
		for _, id := range e.Payload.Recused {
			c.shutOut(id)
		}
		for _, p := range f["responsible"].People {
			c.everResponsible = addOnce(c.everResponsible, ActorID(p.ID))
		}
	case "sign_off":
		signed := *e
		c.signature = &signed
	case "correct":
		c.correct(e)
	case "record_breach":
		c.breaches = append(c.breaches, breach{event: e.ID, of: f["of"].Text, requirements: requirementsOf(e.Payload.Unmet)})
	case "acknowledge_breach":
		for i := range c.breaches {
			if string(c.breaches[i].event) == f["breach"].Text {
				c.breaches[i].acknowledged = true
			}
		}
	}
}

// shutOut recuses somebody; a case that was theirs waits for another.
func (c *Case) shutOut(id ActorID) {
	c.Recused = addOnce(c.Recused, id)
	if c.signature != nil && c.signature.Actor == id {
		c.signature = nil // it was not theirs to give
	}
	if c.Responsible == id {
		c.Responsible = ""
	}
	if c.offered == id {
		c.offered = ""
	}
}

// lead makes somebody responsible; whoever was stays somebody who has been.
func (c *Case) lead(id ActorID) {
	c.Responsible, c.offered = id, ""
	c.everResponsible = addOnce(c.everResponsible, id)
	c.Involved = addOnce(c.Involved, id)
}

func requirementsOf(unmet []Unmet) []string {
	var list []string
	for _, u := range unmet {
		list = addOnce(list, u.Requirement)
	}
	return list
}
