package workflow

import (
	"slices"
	"sort"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// story is what has happened in a case up to some moment, in the order in
// which it happened: facts, consent, and what is owed. It is derived from
// events alone and serves both guards (what held at that moment) and closing.
type story struct {
	facts        routine.Facts
	scenario     string
	moved        string // the scenario before this one; "" when it began so
	consents     []consent
	duties       []duty // one for each of the routine's demands, in their order
	waived       map[string]bool
	expectedBack calendar.Date
	nextTalk     calendar.Date     // when a talk with the student is agreed that has not been held since; 0: none is
	unvoided     map[string]string // facts that voiding has set to owed, as they were before
	noted        []note            // what has been given a time before it was written down
	last         time.Time         // of the latest event in it
}

// consent is one answer, or withdrawal, that the student gave.
type consent struct {
	recipient string   // guardians, nav, ppt, health or other
	guardians []string // keys; none: all
	about     []string // none: everything
	answer    string   // given, refused, asked or withdrawn
	until     calendar.Date
	at        time.Time
}

func (s story) clone() story {
	s.facts = slices.Clone(s.facts)
	s.consents = slices.Clip(s.consents)
	s.noted = slices.Clone(s.noted)
	s.duties = slices.Clone(s.duties)
	waived := make(map[string]bool, len(s.waived))
	for id := range s.waived {
		waived[id] = true
	}
	s.waived = waived
	return s
}

// teller folds events into a story.
type teller struct {
	*World
	routine *routine.Routine
}

// tell folds the case's accepted events that occurred by until, in the order
// in which they occurred; a zero until means all.
func (c *Case) tell(w *World, until time.Time, except EventID) story {
	t := teller{w, c.routine}
	s := story{
		facts:  c.routine.Schema().Start(),
		duties: make([]duty, len(c.routine.Demands())),
		waived: map[string]bool{},
	}
	told := c.told()
	s.expectNotes(told)
	for _, e := range told {
		if e.ID != except && (until.IsZero() || !e.OccurredAt.After(until)) {
			t.event(&s, &e)
		}
	}
	if !until.IsZero() {
		t.derive(&s, until)
		t.birthday(&s, until)
		t.lapse(&s, until)
	}
	return s
}

// told lists the accepted events as they are now known to have been: corrected,
// and in the order in which they occurred. The opening comes first whatever it says.
func (c *Case) told() []Event {
	var events []Event
	for _, e := range c.events {
		if e.Outcome != Done {
			continue
		}
		if fix, ok := c.corrected[e.ID]; ok {
			if fix.retracted {
				continue
			}
			e.Payload.Fields = fix.fields
			if !fix.occurredAt.IsZero() {
				e.OccurredAt = fix.occurredAt
			}
		}
		events = append(events, e)
	}
	if len(events) > 1 {
		rest := events[1:]
		sort.SliceStable(rest, func(i, j int) bool { return rest[i].OccurredAt.Before(rest[j].OccurredAt) })
	}
	return events
}

// event adds one accepted event to the story.
func (t *teller) event(s *story, e *Event) {
	if e.OccurredAt.After(s.last) {
		s.last = e.OccurredAt
	}
	t.derive(s, e.OccurredAt)
	t.birthday(s, e.OccurredAt)
	t.lapse(s, e.OccurredAt)
	sets := map[string]string{}
	t.ledgers(s, e, sets)
	step, fields := t.content(e)
	if step != nil {
		effects(step.Sets, step.Fields, step.Effects, fields, sets)
	}
	t.meaning(s, e, sets)
	t.routine.Schema().Assign(s.facts, sets)
	t.derive(s, e.OccurredAt)
	t.owe(s, e, sets)
}

// content returns the step whose fields an event carries: its own, or for a
// breach the step that was taken although it was forbidden.
func (t *teller) content(e *Event) (*routine.Step, Fields) {
	id := e.Step
	if id == "record_breach" {
		id = e.Payload.Fields["of"].Text
	}
	step, _ := t.routine.Step(id)
	return step, e.Payload.Fields
}

// ledgers keeps what is more than a fact: consent, scenario, return.
func (t *teller) ledgers(s *story, e *Event, sets map[string]string) {
	f := e.Payload.Fields
	switch e.Step {
	case "open":
		t.enter(s, e.Payload.Opening.Scenario, f, sets)
	case "change_scenario":
		s.moved = s.scenario
		t.move(s, f["to"].Text)
		t.enter(s, f["to"].Text, f, sets)
		if !t.routine.Schema().Is(s.facts, "raised_by", "nobody") {
			delete(sets, "raised_by") // who raised it first stays so (P4)
		}
	case "record_consent":
		s.consents = append(s.consents, consent{
			recipient: f["recipient"].Text, guardians: keys(f["guardians"].People), about: f["about"].List,
			answer: f["answer"].Text, until: f["until"].Date, at: e.OccurredAt,
		})
		if f["recipient"].Text == "guardians" && f["answer"].Text != "asked" {
			sets["consent"] = f["answer"].Text
		}
	case "withdraw_consent":
		s.consents = append(s.consents, consent{recipient: f["recipient"].Text, answer: "withdrawn", at: e.OccurredAt})
		if f["recipient"].Text == "guardians" {
			sets["consent"] = "withdrawn"
		}
	case "waive":
		t.waive(s, f["requirement"].Text)
		sets["waiver"] = "reasoned"
	case "record_breach":
		if _, ok := t.routine.Step(f["of"].Text); ok {
			sets["breach"] = "recorded"
		}
	}
	if step, _ := t.content(e); step != nil {
		t.agreed(s, step, e)
	}
}

// agreed keeps what days a step names: when the student is expected back, and when they
// are to be talked with again. A talk that is held is agreed no longer.
func (t *teller) agreed(s *story, step *routine.Step, e *Event) {
	f := e.Payload.Fields
	if step.Sets["follow_up_talk"] == "held" || step.Gathers() && slices.ContainsFunc(f.people(), func(p Person) bool { return p.Kind == "student" }) {
		s.nextTalk = 0
	}
	for _, field := range step.Fields {
		switch day := f[field.Name].Date; {
		case day == 0:
		case field.As == "expected_back":
			s.expectedBack = day
		case field.As == "next_talk" && day > t.Calendar.DateOf(e.OccurredAt):
			s.nextTalk = day
		}
	}
}

// enter sets what a scenario begins with.
func (t *teller) enter(s *story, id string, f Fields, sets map[string]string) {
	s.scenario = id
	scenario, ok := t.routine.Scenario(id)
	if !ok {
		return
	}
	effects(scenario.Sets, scenario.Fields, nil, f, sets)
	sets["report"] = "received"
}

// meaning sets the derived facts that follow from a step.
func (t *teller) meaning(s *story, e *Event, sets map[string]string) {
	f := e.Payload.Fields
	if step, _ := t.content(e); step != nil && attends(step, f) {
		sets["guardian_attended"], sets["guardian_informed"] = "yes", "yes"
	}
	switch e.Step {
	case "assign", "accept_hand_over":
		sets["responsible"] = "assigned"
	case "student_left_school":
		sets["student"] = "left"
		if f["how"].Text == "died" {
			sets["student"] = "dead"
		}
	case "record_emergency":
		sets["emergency"] = "recorded"
	case "review_emergency":
		sets["emergency"] = "reviewed"
	case "sign_off":
		sets["sign_off"] = "given"
	case "close":
		sets["closing"] = "closed"
	case "reopen":
		sets["closing"] = "no"
	case "assess_disclosure":
		sets["disclosure"] = "assessed"
	case "record_correction":
		sets["correction"] = "done"
	case "void":
		t.void(s, sets)
	case "confirm_void":
		t.judgeVoiding(s, f["outcome"].Text == "agreed", sets)
	}
	if e.Step == "record_contact" && f["outcome"].Text == "corrected" {
		sets["correction"] = "done"
	}
	if t.cleared(s, e, sets) {
		sets["correction"] = "owed"
	}
	t.spread(s, e, sets)
	s.writeDown(e, sets)
}

// void makes owed what is due to those who were told.
func (t *teller) void(s *story, sets map[string]string) {
	schema := t.routine.Schema()
	sets["voiding"] = "unconfirmed"
	s.unvoided = map[string]string{}
	owe := func(fact string, told ...string) {
		if schema.Is(s.facts, "told", told...) {
			s.unvoided[fact] = schema.Value(s.facts, fact)
			sets[fact] = "owed"
		}
	}
	owe("correction", "school", "outside")
	owe("disclosure", "outside")
}

// judgeVoiding settles what becomes of a voided case. Where the voiding is
// rejected, what was owed because of it is owed no longer; but whoever has been
// told meanwhile that the case was a mistake is to be told that it was none.
func (t *teller) judgeVoiding(s *story, agreed bool, sets map[string]string) {
	if agreed {
		sets["voiding"] = "confirmed"
		return
	}
	sets["voiding"], sets["closing"] = "rejected", "no"
	for fact, before := range s.unvoided {
		switch schema := t.routine.Schema(); {
		case schema.Is(s.facts, fact, "owed"):
			sets[fact] = before
		case fact == "correction":
			sets[fact] = "owed"
		}
	}
}

// cleared reports whether a step says that it was not intoxication after all, or takes
// back that it was, when somebody who has to be corrected was told that it was, or
// might be (P5). Not to know yet, as long as health personnel have the student, takes
// nothing back.
func (t *teller) cleared(s *story, e *Event, sets map[string]string) bool {
	schema := t.routine.Schema()
	finding, found := sets["intoxication"]
	switch {
	case !found, finding == "found", finding == "suspected", finding == "gone", finding == "unknown" && e.Step != "reassess":
		return false
	}
	return schema.Is(s.facts, "told", "outside") || e.Step == "reassess" && schema.Is(s.facts, "told", "school")
}

// attends reports whether a guardian took part in a step. Whoever did was also informed.
func attends(step *routine.Step, f Fields) bool {
	return step.Gathers() && slices.ContainsFunc(f.people(), func(p Person) bool { return p.Kind == "guardian" })
}

// spread notes how far what the case says has been told: outside the school, or
// to colleagues. Whoever of the leadership acts in the case knows what it says.
func (t *teller) spread(s *story, e *Event, sets map[string]string) {
	switch {
	case leads(e.Payload.Roles):
		sets["leadership_acted"] = "yes"
	case sets["child_welfare"] == "notified":
		sets["leadership_acted"] = "no"
	}
	step, _ := t.content(e)
	colleague := func(p Person) bool { return p.Kind == "staff" && p.ID != string(e.Actor) }
	switch {
	case sets["guardian_informed"] == "yes", sets["guardian_rang"] == "told", step != nil && step.Shares, e.Step == "record_emergency":
		sets["told"] = "outside"
	case t.routine.Schema().Is(s.facts, "told", "outside"):
	case e.Step != "recuse" && e.Step != mergedIn && slices.ContainsFunc(e.Payload.Fields.people(), colleague):
		sets["told"] = "school"
	}
}

// derive sets the facts that the clock decides.
func (t *teller) derive(s *story, at time.Time) {
	sets := map[string]string{"age": t.age(at), "consent": s.consent(t.Calendar.DateOf(at)), "contact": t.contact(at)}
	t.routine.Schema().Assign(s.facts, sets)
}

// age is the band on the day (P3): 18 on the birthday itself is adult.
func (t *teller) age(at time.Time) string {
	switch {
	case t.birth() == 0:
		return "unknown"
	case calendar.Adult(t.birth(), t.Calendar.DateOf(at)):
		return "adult"
	}
	return "minor"
}

// consent is the last answer about contact with guardians that still stands on the day.
func (s *story) consent(on calendar.Date) string {
	state := "none"
	for _, c := range s.consents {
		switch {
		case c.recipient != "guardians" || c.answer == "asked":
		case c.answer == "given" && c.until != 0 && on > c.until:
			state = "withdrawn"
		default:
			state = c.answer
		}
	}
	return state
}

// covers reports whether consent in force on the day covers contact with a
// recipient: one guardian by key ("" for nobody named), about one subject.
func (s *story) covers(recipient, guardian, about string, on calendar.Date) bool {
	covered := false
	for _, c := range s.consents {
		if c.recipient != recipient {
			continue
		}
		whom := len(c.guardians) == 0 || slices.Contains(c.guardians, guardian)
		switch c.answer {
		case "given":
			if whom && (len(c.about) == 0 || slices.Contains(c.about, about)) && (c.until == 0 || on <= c.until) {
				covered = true
			}
		case "refused", "withdrawn":
			if whom {
				covered = false
			}
		}
	}
	return covered
}

// effects adds to sets what filling in the fields of a step means.
func effects(constant map[string]string, fields []routine.Field, compound []routine.Effect, f Fields, sets map[string]string) {
	add := func(more map[string]string) {
		for fact, value := range more {
			sets[fact] = value
		}
	}
	add(constant)
	for i := range fields {
		field := &fields[i]
		value, given := f[field.Name]
		if !given {
			continue
		}
		for _, choice := range field.Choices {
			if value.Text == choice.Value || slices.Contains(value.List, choice.Value) {
				add(choice.Sets)
			}
		}
		for _, count := range field.Counts {
			if value.count(count.Of) >= max(count.AtLeast, 1) {
				add(count.Sets)
			}
		}
	}
	for _, effect := range compound {
		if matches(effect.When, f) {
			add(effect.Sets)
		}
	}
}

// matches reports whether each field named has one of the values.
func matches(when map[string][]string, f Fields) bool {
	for name, values := range when {
		have := f[name]
		if !slices.ContainsFunc(values, func(value string) bool { return have.has(value) }) {
			return false
		}
	}
	return true
}
