package workflow

import (
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// What the steps that every case knows do beyond setting facts: their own
// conditions, and what they change in the case and in what is known of the student.

// needsStudent are the common steps that mean nothing without one.
var needsStudent = []string{
	"record_contact", "record_consent", "withdraw_consent", "raise_contact_unsafe", "confirm_contact_unsafe",
	"lift_contact_unsafe", "set_birth_date", "confirm_student", "student_left_school", "merge",
}

// common is what a common step asks of the case, before anything is filled in.
func (a *attempt) common(s *story) []Unmet {
	c, schema := a.c, a.Routine.Schema()
	no := func(message, requirement string) []Unmet {
		return []Unmet{{Code: "guard", Requirement: requirement, Message: message}}
	}
	if a.w.Student == nil && slices.Contains(needsStudent, a.step.ID) {
		return no("no_student", "")
	}
	switch a.step.ID {
	case "sign_off":
		if c.signature != nil {
			return no("signed_already", "P8")
		}
		return c.unfinished(a.w)
	case "close":
		unmet := c.unfinished(a.w)
		if !c.signed() {
			unmet = append(unmet, Unmet{Code: "sign_off_missing", Requirement: "DV-3", Message: "sign_off_missing"})
		}
		return unmet
	case "reopen":
		switch c.ClosedAs {
		case stateMerged:
			return no("is_merged", "")
		case stateVoided:
			return no("is_voided", "")
		}
	case "reassess":
		if schema.Is(s.facts, "intoxication", "none") {
			return no("nothing_to_reassess", "P5")
		}
	case "withdraw_consent":
		if !slices.ContainsFunc(s.consents, func(given consent) bool { return given.answer == "given" }) {
			return no("no_consent", "P2")
		}
	case "confirm_contact_unsafe":
		if !a.w.marked(func(mark UnsafeMark) bool { return mark.ConfirmedAt.IsZero() }) {
			return no("nothing_raised", "P1")
		}
	case "lift_contact_unsafe":
		if !a.w.marked(func(UnsafeMark) bool { return true }) {
			return no("nothing_raised", "P1")
		}
	case "set_birth_date":
		if a.w.birth() != 0 && !a.w.Student.BirthSet {
			return no("birth_date_known", "P3")
		}
	case "confirm_student":
		if !c.unclear {
			return no("student_known", "")
		}
	case "review_emergency":
		if !schema.Is(s.facts, "emergency", "recorded") {
			return no("no_emergency", "P2")
		}
	case "assess_disclosure":
		if !schema.Is(s.facts, "disclosure", "owed") {
			return no("no_disclosure", "")
		}
	case "record_correction":
		if !schema.Is(s.facts, "correction", "owed") {
			return no("no_correction", "")
		}
	case "appoint_deputy":
		if a.leadershipLeft() {
			return no("leadership_left", "P8")
		}
	case "acknowledge_breach":
		if len(c.unacknowledged()) == 0 {
			return no("no_breach", "P12")
		}
	case "student_left_school":
		if c.gone() {
			return no("has_left", "P7")
		}
	case "merge":
		if len(a.c.options(a.w, "cases")) == 0 {
			return no("no_other_case", "")
		}
	}
	return nil
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
	case "void":
		if f["second_leader"].People[0].ID == string(a.cmd.Actor.ID) {
			return no("second_leader", "P8")
		}
	case "waive":
		return a.waivable(s)
	case "hand_over", "assign":
		if slices.Contains(c.Recused, ActorID(f["person"].People[0].ID)) {
			return no("person_recused", "")
		}
	case "appoint_deputy":
		if slices.Contains(c.everResponsible, ActorID(f["person"].People[0].ID)) {
			return no("deputy_unfit", "P8")
		}
	}
	return nil
}

// unfinished is why the case can neither be signed off nor closed: its state,
// what is still owed (DV-4), and breaches that nobody has answered (P12).
func (c *Case) unfinished(w *World) []Unmet {
	var unmet []Unmet
	if state, ok := c.routine.State(c.State); ok && !state.Final && !c.gone() && !c.Closed {
		unmet = append(unmet, Unmet{Code: "state", Message: "not_final"})
	}
	for _, due := range c.Due(w) {
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
	if open := c.unacknowledged(); len(open) > 0 && !slices.ContainsFunc(unmet, func(u Unmet) bool { return u.Message == "breach_open" }) {
		unmet = append(unmet, Unmet{Code: "requirement_open", Requirement: open[0].first(), Message: "breach_open"})
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

// leadershipLeft reports whether anybody in the school can still act as
// leadership in the case.
func (a *attempt) leadershipLeft() bool {
	return slices.ContainsFunc(a.w.Directory.All(), func(s *Staff) bool { return a.c.leadership(s.ID, s.At(a.c.School)) })
}

// marked reports whether a mark that contact is unsafe is in force and is such.
func (w *World) marked(such func(UnsafeMark) bool) bool {
	return w.Student != nil && slices.ContainsFunc(w.Student.Unsafe, func(mark UnsafeMark) bool {
		return mark.LiftedAt.IsZero() && such(mark)
	})
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
	case "recuse":
		c.shutOut(who())
	case "appoint_deputy":
		c.deputies = addOnce(c.deputies, who())
		c.Involved = addOnce(c.Involved, who())
	case "change_scenario":
		c.Scenario = f["to"].Text
	case "confirm_student":
		c.unclear = false
		for _, id := range e.Payload.Recused {
			c.shutOut(id)
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

// studentAfter is the student as a step leaves them, or nil when it changes
// nothing of what is known of them.
func (a *attempt) studentAfter(e *Event) *Student {
	if a.w.Student == nil {
		return nil
	}
	s := *a.w.Student
	s.Unsafe = slices.Clone(s.Unsafe)
	switch f := e.Payload.Fields; e.Step {
	case "raise_contact_unsafe":
		s.raise(a.c.ID, e, f["guardians"].People)
	case "confirm_contact_unsafe":
		for i := range s.Unsafe {
			if s.Unsafe[i].ConfirmedAt.IsZero() && s.Unsafe[i].LiftedAt.IsZero() {
				s.Unsafe[i].ConfirmedAt = e.OccurredAt
			}
		}
	case "lift_contact_unsafe":
		for i := range s.Unsafe {
			if s.Unsafe[i].LiftedAt.IsZero() {
				s.Unsafe[i].LiftedAt = e.OccurredAt
			}
		}
	case "set_birth_date":
		s.BirthDate, s.BirthSet = f["birth_date"].Date, true
	case "confirm_student":
		for _, known := range a.w.Known {
			if string(known.ID) == f["student"].Text {
				s = *s.as(known)
			}
		}
	default:
		return nil
	}
	return &s
}

// as is a student typed in by hand with what is known of the one they really are.
func (s *Student) as(real *Student) *Student {
	merged := *real
	merged.ID, merged.Same, merged.Typed = s.ID, real.ID, s.Typed
	merged.Unsafe = slices.Concat(real.Unsafe, s.Unsafe)
	if merged.BirthDate == 0 {
		merged.BirthDate, merged.BirthSet = s.BirthDate, true
	}
	return &merged
}

// raise marks contact with the guardians, or with all when none are named, as
// perhaps unsafe. A guardian typed in by hand may be any of them, and stands for all.
func (s *Student) raise(in CaseID, e *Event, guardians []Person) {
	if len(guardians) == 0 {
		guardians = []Person{{}}
	}
	for _, guardian := range guardians {
		s.Unsafe = append(s.Unsafe, UnsafeMark{Guardian: guardian.ID, Case: in, RaisedAt: e.OccurredAt})
	}
}

// summarise brings the record's own deadline up to date.
func (c *Case) summarise(w *World) {
	c.DueOn = 0
	for _, due := range c.Due(w) {
		if !due.Suspended && due.DueOn != 0 && (c.DueOn == 0 || due.DueOn < c.DueOn) {
			c.DueOn = due.DueOn
		}
	}
	if c.routine.Schema().Is(c.story.facts, "student", "dead") {
		c.DueOn = 0
	}
}

// can reports whether a choice can be this: one of the routine's values, or one
// of those that the case itself makes.
func (c *Case) can(w *World, field *routine.Field, value string) bool {
	if slices.ContainsFunc(field.Choices, func(choice routine.Choice) bool { return choice.Value == value }) {
		return true
	}
	return slices.ContainsFunc(field.From, func(source string) bool {
		return slices.ContainsFunc(c.options(w, source), func(o option) bool { return o.Value == value })
	})
}

// option is one choice that the case makes.
type option struct {
	Value string
	Label routine.Text
}

// options lists the choices of a source, with what people call them.
func (c *Case) options(w *World, source string) []option {
	switch source {
	case "events":
		return c.correctableEvents()
	case "scenarios":
		return c.otherScenarios()
	case "demands":
		return c.demandOptions(w.Student != nil)
	case "waivable":
		return c.waivableOptions()
	case "breaches":
		var list []option
		for _, b := range c.unacknowledged() {
			list = append(list, option{string(b.event), c.nameOf(b.of)})
		}
		return list
	case "cases":
		var list []option
		for _, r := range w.Siblings {
			if !r.Closed && r.ID != c.ID {
				list = append(list, option{string(r.ID), routine.Same(r.Reference)})
			}
		}
		return list
	case "students":
		list := []option{{"another", routine.Message("another_student", nil)}}
		for _, s := range w.Known {
			list = append(list, option{string(s.ID), routine.Same(strings.TrimSpace(s.Name + " " + s.Class))})
		}
		return list
	}
	return nil
}

func (c *Case) otherScenarios() []option {
	var list []option
	now, _ := c.routine.Scenario(c.Scenario)
	for _, s := range c.routine.Scenarios {
		if s.ID != c.Scenario && now != nil && s.NoName == now.NoName {
			list = append(list, option{s.ID, s.Title})
		}
	}
	return list
}

// demandOptions are what a breach can be of: a step of the routine or contact
// with guardians, taken although it was forbidden, or a requirement left undone.
func (c *Case) demandOptions(student bool) []option {
	var list []option
	for _, s := range c.routine.Steps {
		list = append(list, option{s.ID, s.Title})
	}
	if contact, ok := c.routine.Step("record_contact"); ok && student {
		list = append(list, option{contact.ID, contact.Title})
	}
	for _, demand := range c.routine.Demands() {
		if owes(demand) {
			list = append(list, option{demand.ID, demand.Title})
		}
	}
	return list
}

func (c *Case) waivableOptions() []option {
	var list []option
	for _, demand := range c.routine.Demands() {
		if owes(demand) && !demand.Unwaivable {
			list = append(list, option{demand.ID, demand.Title})
		}
	}
	return list
}

// nameOf is what people call a step or requirement.
func (c *Case) nameOf(id string) routine.Text {
	if step, ok := c.routine.Step(id); ok {
		return step.Title
	}
	if demand, ok := c.routine.Requirement(id); ok {
		return demand.Title
	}
	return routine.Same(id)
}
