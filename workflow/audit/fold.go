package audit

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
)

// story is what has happened by some moment, while the record is read a second
// time, in the order in which things occurred.
type story struct {
	facts    []uint8
	setBy    []int // index of the event that gave a fact its value, -1 for none; kept for detail
	sets     []set // of the event that is being read
	touched  factSet
	scenario string
	moved    string // the scenario before this one
	consents []consent
	back     calendar.Date // when the student is expected back
	unvoided []set         // what a voiding has made owed, as it was before
	notings  []noting      // what was given a time before it was written down
}

// consent is one answer that the student gave, or took back.
type consent struct {
	event     int
	recipient string
	guardians []int // none: all
	about     []string
	answer    string
	until     calendar.Date
}

// tell is the second reading.
func (j *judging) tell() {
	j.expectNotes()
	for _, i := range j.told {
		j.hear(i)
	}
}

// hear reads one event.
func (j *judging) hear(i int) {
	e, l := &j.t.Events[i], &j.lines[i]
	day := j.cal.DateOf(l.at)
	j.birthday(day)
	j.derive(l.at, day)
	j.lapse(l.at)
	if e.Step == "close" && !j.inner {
		j.judgeClosing(i)
	}
	j.sets, j.touched = j.sets[:0], factSet{}
	says := j.content(e, l)
	j.keep(i, e, l)
	if says != nil {
		j.say(says, l.fields)
		j.reasoned(l.fields)
	}
	j.mean(e, says, l)
	j.noted(i, e, l)
	j.contacted(i, e, says, l, day)
	j.allowed(i, e, says)
	j.assign(i)
	j.derive(l.at, day)
	j.owe(i, e, l.at, day)
}

// content is the step whose fields an event carries: its own, or for a breach
// the step that was taken although it was forbidden. Nil for none.
func (j *judging) content(e *Event, l *line) *step {
	if e.Step == "record_breach" {
		return j.steps[chosen(l.fields, "of")]
	}
	return j.steps[e.Step]
}

func find(fields []Field, name string) *Value {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i].Value
		}
	}
	return nil
}

func chosen(fields []Field, name string) string {
	if v := find(fields, name); v != nil && v.Kind == Chosen {
		return v.Text
	}
	return ""
}

func (j *judging) set(fact, value uint8) {
	for k := range j.sets {
		if j.sets[k].fact == fact {
			j.sets[k].value = value
			return
		}
	}
	j.sets = append(j.sets, set{fact, value})
	j.touched.add(fact)
}

func (j *judging) setAll(list []set) {
	for _, s := range list {
		j.set(s.fact, s.value)
	}
}

// says reports whether the event that is being read gives a fact a value.
func (j *judging) says(fact, value uint8) bool {
	return j.touched.has(fact) && slices.Contains(j.sets, set{fact, value})
}

// say adds what filling in the fields of a step means.
func (j *judging) say(s *step, fields []Field) {
	j.setAll(s.sets)
	for k := range s.fields {
		f := &s.fields[k]
		v := find(fields, f.name)
		if v == nil {
			continue
		}
		for c := range f.choices {
			if v.has(f.choices[c].value) {
				j.setAll(f.choices[c].sets)
			}
		}
		for c := range f.counts {
			if v.count(f.counts[c].of) >= f.counts[c].min {
				j.setAll(f.counts[c].sets)
			}
		}
	}
	for k := range s.effects {
		if s.effects[k].fits(fields) {
			j.setAll(s.effects[k].sets)
		}
	}
}

// reasoned drops what only somebody who says why can say, where nobody wrote
// anything: an assessment without a reason is none.
func (j *judging) reasoned(fields []Field) {
	if slices.ContainsFunc(fields, func(f Field) bool { return f.Kind == Written }) {
		return
	}
	j.sets = slices.DeleteFunc(j.sets, func(s set) bool { return j.vocabulary[s.fact].reasoned>>s.value&1 == 1 })
}

func (e *effect) fits(fields []Field) bool {
	for _, m := range e.when {
		v := find(fields, m.field)
		if v == nil || !slices.ContainsFunc(m.values, v.has) {
			return false
		}
	}
	return true
}

// keep reads what is more than a fact: scenario, consent, waivers, the return.
func (j *judging) keep(i int, e *Event, l *line) {
	switch e.Step {
	case "open":
		j.enter(e.Scenario, l.fields)
	case "change_scenario":
		to := chosen(l.fields, "to")
		j.moved = j.scenario
		j.move(i, to, l.at)
		j.enter(to, l.fields)
		if j.facts[j.std.raisedBy] != 0 { // who raised it first stays so (P4)
			j.sets = slices.DeleteFunc(j.sets, func(s set) bool { return s.fact == j.std.raisedBy })
		}
	case "record_consent":
		c := consent{event: i, recipient: chosen(l.fields, "recipient"), answer: chosen(l.fields, "answer")}
		if chosen(l.fields, "given_by") == "guardian" && (c.recipient == "guardians" || j.facts[j.std.age] == j.std.adult) {
			break // it was not theirs to give (P2)
		}
		if v := find(l.fields, "guardians"); v != nil {
			c.guardians = refs(v.People)
		}
		if v := find(l.fields, "about"); v != nil {
			c.about = v.List
		}
		if v := find(l.fields, "until"); v != nil {
			c.until = v.Date
		}
		j.consents = append(j.consents, c)
		if at := j.value(int(j.std.consent), c.answer); c.recipient == "guardians" && at > 0 {
			j.set(j.std.consent, uint8(at))
		}
	case "withdraw_consent":
		recipient := chosen(l.fields, "recipient")
		j.consents = append(j.consents, consent{event: i, recipient: recipient, answer: "withdrawn"})
		if recipient == "guardians" {
			j.set(j.std.consent, j.std.withdrawn)
		}
	case "waive":
		j.waive(i, e, l)
		j.set(j.std.waiver, j.std.reasoned)
	}
	j.expect(j.content(e, l), l)
}

// enter sets what a scenario begins with.
func (j *judging) enter(id string, fields []Field) {
	j.scenario = id
	if s, ok := j.scenarios[id]; ok {
		j.say(&s.says, fields)
		j.set(j.std.report, j.std.isReceived)
	}
}

func refs(people []Person) []int {
	list := make([]int, len(people))
	for i := range people {
		list[i] = people[i].Ref
	}
	return list
}

// expect keeps when the student is expected back, as what was done says.
func (j *judging) expect(s *step, l *line) {
	if s == nil {
		return
	}
	for k := range s.Fields {
		if s.Fields[k].As != "expected_back" {
			continue
		}
		if v := find(l.fields, s.Fields[k].Name); v != nil && v.Date != 0 {
			j.back = v.Date
		}
	}
}

// assign gives facts their new values: what they reset first begins anew, so
// that one event may do both.
func (j *judging) assign(i int) {
	for _, s := range j.sets {
		if s.value == 0 {
			continue
		}
		for _, other := range j.vocabulary[s.fact].resets {
			j.facts[other] = 0
		}
	}
	for _, s := range j.sets {
		j.facts[s.fact] = s.value
		if j.detail {
			j.setBy[s.fact] = i
		}
	}
}

// derive sets the facts that the clock decides.
func (j *judging) derive(at time.Time, day calendar.Date) {
	j.facts[j.std.age] = j.age(day)
	j.facts[j.std.consent] = j.consentOn(day)
	j.facts[j.std.contact] = j.contactAt(at)
}

// age is the band on a day (P3): 18 on the birthday itself is adult.
func (j *judging) age(day calendar.Date) uint8 {
	switch {
	case j.t.Adult == 0:
		return 0
	case day >= j.t.Adult:
		return j.std.adult
	}
	return j.std.minor
}

// consentOn is the last answer about contact with guardians that stands on a day.
func (j *judging) consentOn(day calendar.Date) (state uint8) {
	for k := range j.consents {
		c := &j.consents[k]
		switch at := j.value(int(j.std.consent), c.answer); {
		case c.recipient != "guardians" || at <= 0:
		case c.answer == "given" && c.until != 0 && day > c.until:
			state = j.std.withdrawn
		default:
			state = uint8(at)
		}
	}
	return state
}

// covered finds the consent in force on a day that covers contact with a
// recipient: one guardian (0 for nobody named), about one subject. It is nil
// where there is none.
func (j *judging) covered(recipient string, guardian int, about string, day calendar.Date) *consent {
	var by *consent
	for k := range j.consents {
		c := &j.consents[k]
		whom := len(c.guardians) == 0 || slices.Contains(c.guardians, guardian)
		if c.recipient != recipient || !whom {
			continue
		}
		switch c.answer {
		case "given":
			if (len(c.about) == 0 || slices.Contains(c.about, about)) && (c.until == 0 || day <= c.until) {
				by = c
			}
		case "refused", "withdrawn":
			by = nil
		}
	}
	return by
}

// contactAt is whether guardians may be contacted at a moment: open, suspended
// or unsafe. Where only some of several are marked, contact stays open.
func (j *judging) contactAt(at time.Time) uint8 {
	if len(j.t.Marks) == 0 {
		return 0
	}
	if state := j.markedAt(0, at); state != 0 || len(j.t.Guardians) == 0 {
		return state
	}
	least := j.std.unsafe
	for _, g := range j.t.Guardians {
		switch j.markedAt(g, at) {
		case 0:
			return 0
		case j.std.suspended:
			least = j.std.suspended
		}
	}
	return least
}

// markedAt is the same for one guardian, or for all of them when it is 0.
func (j *judging) markedAt(guardian int, at time.Time) (state uint8) {
	for k := range j.t.Marks {
		m := &j.t.Marks[k]
		if m.Guardian != 0 && m.Guardian != guardian || !m.holds(at) {
			continue
		}
		if !m.Confirmed.IsZero() && !m.Confirmed.After(at) {
			return j.std.unsafe
		}
		state = j.std.suspended
	}
	return state
}

func (m *Mark) holds(at time.Time) bool {
	return !m.Raised.After(at) && (m.Lifted.IsZero() || m.Lifted.After(at))
}
