package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"kjentvei/api/apitest"
)

// books are what somebody outside writes down of one case, from nothing but the
// events that the server tells of and what its steps ask for. They know the
// common steps, how the shipped routines name what they do (sayings), and the
// law (P1–P12 of domain.md); nothing of how the server decides.
type books struct {
	met       tally             // how often there was something to judge
	pupils    map[string]object // the roster
	scenario  string
	opener    string
	student   bool            // the case has one
	birth     string          // "" when it is not known
	unclear   bool            // who the student is: contact waits
	self      map[string]bool // ids of the student
	guardians map[string]bool
	barred    string // the guardian who must not be contacted

	seen     []object
	reader   string
	revision int
	state    any
	closed   bool
	entries  []*entry
	marks    []*mark
	led      map[string]bool
	involved map[string]bool
	deputies map[string]bool
	recused  map[string]bool
	wrong    []string
}

// entry is an accepted event as it is now known to have been.
type entry struct {
	id, step, actor string
	breach          bool // then step is what it is of
	answered        bool // a breach that leadership has acknowledged
	retracted       bool
	leader          bool // the actor was leadership
	leaderThere     bool // leadership was among those named
	at, recorded    time.Time
	fields          object
}

// mark says that contact with a guardian ("": all) may be unsafe.
type mark struct {
	guardian       string
	raised, lifted time.Time
	confirmed      bool
}

func newBooks(met tally, pupils map[string]object, scenario, opener string) *books {
	return &books{
		met: met, pupils: pupils, scenario: scenario, opener: opener, self: map[string]bool{}, guardians: map[string]bool{},
		led: map[string]bool{}, involved: map[string]bool{}, deputies: map[string]bool{}, recused: map[string]bool{},
	}
}

// complain puts down what is wrong; it begins with the property that is broken.
func (b *books) complain(format string, args ...any) {
	b.wrong = append(b.wrong, fmt.Sprintf(format, args...))
}

// complaints are those since the last call.
func (b *books) complaints() []string {
	list := b.wrong
	b.wrong = nil
	return list
}

// adultFrom is the day on which somebody turns 18 by law.
func adultFrom(birth string) string {
	at, err := time.Parse(time.DateOnly, birth)
	if err != nil {
		return ""
	}
	if at.Month() == time.February && at.Day() == 29 {
		at = at.AddDate(0, 0, -1)
	}
	return at.AddDate(18, 0, 0).Format(time.DateOnly)
}

func (b *books) age(at time.Time) string {
	switch {
	case b.birth == "":
		return "unknown"
	case at.In(oslo).Format(time.DateOnly) >= adultFrom(b.birth):
		return "adult"
	}
	return "minor"
}

func role(id string) string { return strings.TrimRight(strings.TrimRight(id, "0123456789"), "_") }

func leads(id string) bool { return role(id) == "department_head" || role(id) == "principal" }

// leadership is as domain.md has it.
func (b *books) leadership(id string) bool {
	return (leads(id) || b.deputies[id]) && !b.recused[id] && !b.led[id]
}

// sees reports whether somebody may know of the case.
func (b *books) sees(id string) bool {
	switch role(id) {
	case "auditor":
		return true
	case "observer", "administrator", "outsider":
		return false
	case "kjentmann", "social_counsellor", "department_head", "principal":
		return !b.recused[id]
	}
	return b.involved[id] && !b.recused[id]
}

// note takes down the events that have come, and complains of what is wrong.
func (b *books) note(reader string, events []object) {
	if len(events) < len(b.seen) {
		b.complain("P11: %d events have become %d", len(b.seen), len(events))
		return
	}
	for i := range b.seen {
		if reader == b.reader && !reflect.DeepEqual(b.seen[i], events[i]) {
			b.complain("P11: %v has become %v", b.seen[i], events[i])
		}
	}
	for _, e := range events[len(b.seen):] {
		revision := int(e["revision"].(float64))
		if e["outcome"] != "done" {
			b.refused(e, revision)
			continue
		}
		if revision != b.revision+1 {
			b.complain("P11: %v has revision %d after %d", e["step"], revision, b.revision)
		}
		b.accepted(e)
		b.revision, b.state = revision, e["state"]
		b.closed = slices.Contains([]any{"closed", "voided", "merged"}, b.state)
	}
	b.seen, b.reader = events, reader
}

func (b *books) refused(e object, revision int) {
	b.met["refused"]++
	if revision != b.revision || e["state"] != b.state {
		b.complain("P11: the refused %v has revision %d after %d, state %v after %v", e["step"], revision, b.revision, e["state"], b.state)
	}
	switch e["step"] {
	case "record_child_welfare":
		b.complain("P10: %v was refused", e["step"])
	case "record_breach":
		b.complain("P12: %v was refused", e["step"])
	case "record_emergency":
		b.complain("P5: %v was refused", e["step"])
	}
}

// stands compares the case as it says it is with the events.
func (b *books) stands(view *apitest.Answer) {
	if view.Revision() != b.revision || view.Body["state"] != b.state || view.Body["closed"] != b.closed {
		b.complain("P11: the case is at %d in %v, its last event says %d and %v", view.Revision(), view.Body["state"], b.revision, b.state)
	}
}

func instantOf(v any) time.Time {
	at, err := time.Parse(time.RFC3339, fmt.Sprint(v))
	if err != nil {
		panic(err)
	}
	return at
}

// ruled are the steps that the law leaves to leadership, and by which property.
var ruled = map[string]string{
	"sign_off": "P8", "waive": "P9", "acknowledge_breach": "P12", "confirm_contact_unsafe": "P1", "lift_contact_unsafe": "P1",
	"student_left_school": "P7", "void": "P8", "review_emergency": "P2",
}

func (b *books) accepted(event object) {
	e := &entry{
		id: event["id"].(string), step: event["step"].(string), at: instantOf(event["occurred_at"]), recorded: instantOf(event["recorded_at"]),
		fields: event["fields"].(object),
	}
	e.actor = apitest.Text(event["actor"].(object)["id"])
	e.leader = b.leadership(e.actor)
	e.leaderThere = slices.ContainsFunc(people(e.fields), func(p object) bool { return b.leadership(apitest.Text(p["id"])) })
	if e.step != "open" && !b.sees(e.actor) {
		b.complain("P8: %s by %s, who is shut out or has no part in the case", e.step, e.actor)
	}
	if e.step == "record_breach" {
		e.step, e.breach = e.fields["of"].(string), true
		b.broken(e, event["state"])
	}
	if e.at.After(e.recorded.Add(time.Second)) {
		b.complain("P11: %s occurred at %s, after it was recorded at %s", e.step, e.at, e.recorded)
	}
	if e.step == "record_child_welfare" {
		b.met["P10 child welfare, "+map[bool]string{true: "closed", false: "open"}[b.closed]]++
	}
	property, isRuled := ruled[e.step]
	switch {
	case e.breach:
	case isRuled && !e.leader:
		b.complain("%s: %s by %s, who is not leadership in the case", property, e.step, e.actor)
	case e.step == "correct":
		b.corrected(e)
	case e.step == "close":
		b.closing(e)
	default:
		b.judge(e, nil)
	}
	b.entries = append(b.entries, e)
	if !e.breach {
		b.administer(e)
	}
}

// corrected puts a correction over what it is about, which is judged anew.
func (b *books) corrected(c *entry) {
	i := slices.IndexFunc(b.entries, func(e *entry) bool { return e.id == c.fields["event"] })
	if i < 0 {
		b.complain("P11: a correction of an event that is not there: %v", c.fields)
		return
	}
	fix := *b.entries[i]
	fix.fields = maps.Clone(fix.fields)
	for name, value := range c.fields {
		switch name {
		case "event", "why":
		case "occurred_at":
			fix.at = instantOf(value)
		case "retract":
			fix.retracted = value == true
		default:
			fix.fields[name] = value
		}
	}
	b.met["P11 corrected"]++
	if fix.breach && !c.leader {
		b.complain("P12: a breach was corrected by %s, who is not leadership", c.actor)
	}
	if !fix.breach && !fix.retracted {
		b.judge(&fix, b.entries[i])
	}
	b.entries[i] = &fix
	if fix.step == "set_birth_date" {
		b.administer(&fix)
	}
}

// people lists everybody whom a step names.
func people(fields object) []object {
	var list []object
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, p := range apitest.List(fields[name]) {
			if p, ok := p.(object); ok {
				list = append(list, p)
			}
		}
	}
	return list
}

// guardiansIn lists the guardians whom a step names, as consents name them.
func (b *books) guardiansIn(fields object) []string {
	var list []string
	for _, p := range people(fields) {
		switch id := apitest.Text(p["id"]); {
		case id != "" && b.guardians[id]:
			list = append(list, id)
		case id == "" && p["role"] == "guardian":
			list = append(list, "name:"+strings.ToLower(strings.Join(strings.Fields(apitest.Text(p["name"])), " ")))
		}
	}
	return list
}

func (m *mark) inForce(at time.Time) bool {
	return !m.raised.After(at) && (m.lifted.IsZero() || at.Before(m.lifted))
}

// suspended reports whether contact with all guardians is.
func (b *books) suspended(at time.Time) bool {
	return slices.ContainsFunc(b.marks, func(m *mark) bool { return m.guardian == "" && m.inForce(at) })
}

// excused reports whether leadership has waived one of these requirements, or
// has answered a breach of one of them (or of one of these steps).
func (b *books) excused(ids []string) bool {
	return slices.ContainsFunc(b.entries, func(e *entry) bool {
		waived := apitest.Text(e.fields["requirement"])
		return !e.retracted && (e.step == "waive" && !e.breach && slices.Contains(ids, waived) || e.breach && e.answered && slices.Contains(ids, e.step))
	})
}

// administer takes down who is who, and what is known of the student.
func (b *books) administer(e *entry) {
	person := ""
	if people := apitest.Objects(e.fields["person"]); len(people) > 0 {
		person = apitest.Text(people[0]["id"])
	}
	lead := func(id string) { b.led[id], b.involved[id] = true, true }
	switch e.step {
	case "open":
		lead(e.actor)
		if safety := e.fields["contact_safety"]; safety == "unsure" || safety == "unsafe" {
			b.marks = append(b.marks, &mark{raised: e.at})
		}
	case "assign":
		lead(person)
	case "accept_hand_over":
		lead(e.actor)
	case "hand_over", "add_participant":
		b.involved[person] = true
	case "appoint_deputy":
		b.deputies[person], b.involved[person] = true, true
	case "recuse":
		b.recused[person] = true
		b.met["recused"]++
	case "set_birth_date":
		b.birth = e.fields["birth_date"].(string)
	case "confirm_student":
		b.unclear = false
		if known := b.pupils[fmt.Sprint(e.fields["student"])]; known != nil && known["birth_date"] != nil {
			b.birth = known["birth_date"].(string)
		}
	case "raise_contact_unsafe":
		whom := b.guardiansIn(e.fields)
		if len(whom) == 0 {
			whom = []string{""}
		}
		for _, guardian := range whom {
			b.marks = append(b.marks, &mark{guardian: guardian, raised: e.at})
		}
	case "confirm_contact_unsafe", "lift_contact_unsafe":
		for _, m := range b.marks {
			if m.lifted.IsZero() && e.step == "lift_contact_unsafe" {
				m.lifted = e.at
			}
			m.confirmed = m.confirmed || e.step == "confirm_contact_unsafe" && m.lifted.IsZero()
		}
	case "acknowledge_breach":
		for _, broken := range b.entries {
			broken.answered = broken.answered || broken.id == e.fields["breach"]
		}
	}
}
