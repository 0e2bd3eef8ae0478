package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// books are what somebody outside writes down of one case, from nothing but the
// events that the server tells of and what its steps ask for. They know the
// common steps, the steps with which a student leaves the school, and the law
// (P1–P12 of domain.md); nothing of how the server decides.
type books struct {
	school    *school
	scenario  string
	opener    string
	student   bool   // the case has one
	birth     string // "" when it is not known
	unclear   bool   // who the student is: contact waits
	guardians map[string]bool
	serves    map[string]map[string]bool // the requirements that each step says it serves

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
	answered        bool
	retracted       bool
	leader          bool // the actor was leadership
	at, recorded    time.Time
	fields          object
}

// mark says that contact with a guardian ("": all) may be unsafe.
type mark struct {
	guardian       string
	raised, lifted time.Time
	confirmed      bool
}

func newBooks(s *school, scenario, opener string) *books {
	return &books{
		school: s, scenario: scenario, opener: opener, guardians: map[string]bool{}, serves: map[string]map[string]bool{},
		led: map[string]bool{}, involved: map[string]bool{}, deputies: map[string]bool{}, recused: map[string]bool{},
	}
}

func (b *books) complain(format string, args ...any) {
	b.wrong = append(b.wrong, fmt.Sprintf(format, args...))
}

// learn reads from a case who the guardians are, and what each step serves.
func (b *books) learn(a *response) {
	for _, step := range a.list("steps") {
		id := step["id"].(string)
		for _, requirement := range asList(step["requirements"]) {
			if b.serves[id] == nil {
				b.serves[id] = map[string]bool{}
			}
			b.serves[id][requirement.(string)] = true
		}
		for _, f := range asList(step["fields"]) {
			if f := f.(object); id == "record_contact" && f["name"] == "guardians" {
				for _, c := range asList(f["choices"]) {
					b.guardians[c.(object)["value"].(string)] = true
				}
			}
		}
	}
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
	case at.In(oslo()).Format(time.DateOnly) >= adultFrom(b.birth):
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

// note takes down the events that have come, and answers with what is wrong.
func (b *books) note(reader string, events []object, view *response) []string {
	b.wrong = nil
	if len(events) < len(b.seen) {
		b.complain("P11: %d events have become %d", len(b.seen), len(events))
		return b.wrong
	}
	for i := range b.seen {
		if reader == b.reader && !reflect.DeepEqual(b.seen[i], events[i]) {
			b.complain("P11: %v has become %v", b.seen[i], events[i])
		}
	}
	for _, e := range events[len(b.seen):] {
		revision := int(e["revision"].(float64))
		if e["outcome"] != "done" {
			b.school.met["refused"]++
			if revision != b.revision || e["state"] != b.state {
				b.complain("P11: the refused %v has revision %d after %d, state %v after %v", e["step"], revision, b.revision, e["state"], b.state)
			}
			if e["step"] == "record_child_welfare" || e["step"] == "record_breach" {
				b.complain("P10, P12: %v was refused", e["step"])
			}
			continue
		}
		if revision != b.revision+1 {
			b.complain("P11: %v has revision %d after %d", e["step"], revision, b.revision)
		}
		b.revision, b.state = revision, e["state"]
		b.accepted(e)
		b.closed = slices.Contains([]any{"closed", "voided", "merged"}, b.state)
	}
	b.seen, b.reader = events, reader
	if view.revision() != b.revision || view.body["state"] != b.state || view.body["closed"] != b.closed {
		b.complain("P11: the case is at %d in %v, its last event says %d and %v", view.revision(), view.body["state"], b.revision, b.state)
	}
	return b.wrong
}

func instantOf(v any) time.Time {
	at, err := time.Parse(time.RFC3339, fmt.Sprint(v))
	if err != nil {
		panic(err)
	}
	return at
}

func (b *books) accepted(event object) {
	e := &entry{
		id: event["id"].(string), step: event["step"].(string), at: instantOf(event["occurred_at"]), recorded: instantOf(event["recorded_at"]),
		fields: event["fields"].(object),
	}
	e.actor, _ = event["actor"].(object)["id"].(string)
	e.leader = b.leadership(e.actor)
	if e.step != "open" && !b.sees(e.actor) {
		b.complain("%s by %s, who is shut out or has no part in the case", e.step, e.actor)
	}
	if e.step == "record_breach" {
		b.school.met["P12 breach"]++
		e.step, e.breach = e.fields["of"].(string), true
	}
	if e.at.After(e.recorded.Add(time.Second)) {
		b.complain("%s occurred at %s, after it was recorded at %s", e.step, e.at, e.recorded)
	}
	ruled := []string{"sign_off", "waive", "acknowledge_breach", "confirm_contact_unsafe", "lift_contact_unsafe", "student_left_school", "void", "review_emergency"}
	switch {
	case e.breach:
	case slices.Contains(ruled, e.step) && !e.leader:
		b.complain("%s by %s, who is not leadership in the case", e.step, e.actor)
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
	b.school.met["P11 corrected"]++
	if fix.breach && !c.leader {
		b.complain("P12: a breach was corrected by %s", c.actor)
	}
	if !fix.breach && !fix.retracted {
		b.judge(&fix, b.entries[i])
	}
	b.entries[i] = &fix
	if fix.step == "set_birth_date" {
		b.administer(&fix)
	}
}

// told lists what occurred by a moment (zero: all), in that order, one aside.
func (b *books) told(until time.Time, but *entry) []*entry {
	var list []*entry
	for i, e := range b.entries {
		if e != but && !e.retracted && (i == 0 || until.IsZero() || !e.at.After(until)) {
			list = append(list, e)
		}
	}
	if len(list) > 1 {
		slices.SortStableFunc(list[1:], func(x, y *entry) int { return x.at.Compare(y.at) })
	}
	return list
}

// judge holds an accepted step, or what it was corrected to, against the law.
func (b *books) judge(e, instead *entry) {
	before := b.told(e.at, instead)
	if b.student {
		b.contact(e, before)
	}
	if e.step == "send_home" && b.age(e.at) != "adult" {
		b.school.met["P6 sent home"]++
		safe := false
		for _, earlier := range before {
			switch {
			case earlier.step == "change_scenario" && earlier.fields["to"] == "intoxicated_at_school":
				safe = false
			case earlier.step == "handover_to_adult":
				safe = safe || earlier.breach || len(asList(earlier.fields["adult"])) > 0
			case earlier.step == "arrange_safely":
				safe = safe || earlier.breach || earlier.leader
			}
		}
		if !safe {
			b.complain("P6: a student born %q was sent home on %s with no adult and no arrangement", b.birth, e.at)
		}
	}
	if e.step == "hold_follow_up" {
		back := 0
		for _, earlier := range before {
			switch {
			case departs(earlier):
				back = -1
			case earlier.step == "student_back":
				back = 1
			}
		}
		if back < 0 && !b.excused(b.serves["student_back"], "student_back", "hold_follow_up") {
			b.complain("P7: the follow-up was held before the student was back")
		}
	}
}

// guardiansIn lists the guardians whom a step names, as consents name them.
func (b *books) guardiansIn(fields object) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, p := range asList(fields[name]) {
			p, ok := p.(object)
			if !ok {
				continue
			}
			id, _ := p["id"].(string)
			name, _ := p["name"].(string)
			switch {
			case id != "" && b.guardians[id]:
				list = append(list, id)
			case id == "" && p["role"] == "guardian":
				list = append(list, "name:"+strings.ToLower(strings.Join(strings.Fields(name), " ")))
			}
		}
	}
	return list
}

// contact is P1, P2 and P3 for a step that is contact with guardians.
func (b *books) contact(e *entry, before []*entry) {
	named := b.guardiansIn(e.fields)
	switch e.step {
	case "record_emergency", "record_consent", "raise_contact_unsafe":
		return
	case "record_contact":
		silent := e.fields["outcome"] == "no_answer" || e.fields["outcome"] == "listened_only"
		if made := e.fields["made_by"]; made != "school" && (made != "guardian" || silent) {
			return
		}
	default:
		if len(named) == 0 {
			return
		}
	}
	age := b.age(e.at)
	b.school.met["P2 contact, "+age]++
	if age == "unknown" {
		b.complain("P3: contact by %s without a birth date", e.step)
	}
	if b.unclear {
		b.complain("P1: contact by %s while nobody has said who the student is", e.step)
	}
	about, _ := e.fields["about"].(string)
	if about == "" {
		about = "concern"
	}
	for _, guardian := range named {
		for _, m := range b.marks {
			if (m.guardian == "" || m.guardian == guardian || !b.guardians[guardian]) && m.inForce(e.at) {
				b.complain("P1: contact with %s by %s at %s, raised as unsafe at %s", guardian, e.step, e.at, m.raised)
			}
		}
		if age == "adult" && !consents(b, before, guardian, about, e.at) {
			b.complain("P2: contact with %s about %s by %s without consent; born %s", guardian, about, e.step, b.birth)
		}
	}
}

func (m *mark) inForce(at time.Time) bool {
	return !m.raised.After(at) && (m.lifted.IsZero() || at.Before(m.lifted))
}

// consents reads whether a consent in force covers telling a guardian something.
func consents(b *books, before []*entry, guardian, about string, at time.Time) bool {
	allowed := false
	for _, e := range before {
		if e.breach || e.fields["recipient"] != "guardians" || e.at.After(at) {
			continue
		}
		if only := b.guardiansIn(e.fields); len(only) > 0 && !slices.Contains(only, guardian) {
			continue
		}
		switch {
		case e.step == "withdraw_consent", e.step == "record_consent" && e.fields["answer"] == "refused":
			allowed = false
		case e.step == "record_consent" && e.fields["answer"] == "given":
			subjects := asList(e.fields["about"])
			until, _ := e.fields["until"].(string)
			if (len(subjects) == 0 || slices.Contains(subjects, any(about))) && (until == "" || at.In(oslo()).Format(time.DateOnly) <= until) {
				allowed = true
			}
		}
	}
	return allowed
}

// excused reports whether leadership has waived one of these requirements, or
// has answered a breach of one of them or of one of these steps.
func (b *books) excused(requirements map[string]bool, steps ...string) bool {
	return slices.ContainsFunc(b.entries, func(e *entry) bool {
		waived, _ := e.fields["requirement"].(string)
		return !e.retracted && (e.step == "waive" && !e.breach && requirements[waived] ||
			e.breach && e.answered && (requirements[e.step] || slices.Contains(steps, e.step)))
	})
}

func departs(e *entry) bool {
	return slices.Contains([]string{"send_home", "student_fetched", "student_walked_off"}, e.step) ||
		e.step == "record_emergency" && slices.Contains(asList(e.fields["what"]), "handed_to_health")
}

// closing is what must be so when the case closes.
func (b *books) closing(c *entry) {
	b.signed()
	all := b.told(time.Time{}, nil)
	dead, left := false, false
	for _, e := range all {
		if e.step == "student_left_school" {
			dead, left = dead || e.fields["how"] == "died", true
		}
	}
	if !b.student || dead {
		return
	}
	b.informed(c, all)
	b.followedUp(all, left)
}

// signed is P8.
func (b *books) signed() {
	b.school.met["P8 closed"]++
	for _, e := range slices.Backward(b.entries) {
		switch {
		case !e.breach && e.step == "sign_off":
			if b.recused[e.actor] {
				b.complain("P8: closed on the sign-off of %s, recused since", e.actor)
			}
			return // who gave it was leadership then, and never responsible
		case e.breach || !slices.Contains([]string{"close", "recuse", "appoint_deputy"}, e.step):
			b.complain("P8: closed, and %s came after the last sign-off", e.step)
			return
		}
	}
	b.complain("P8: closed without a sign-off")
}

// ever reports whether the case has at any time been in one of the scenarios.
func (b *books) ever(all []*entry, scenarios ...string) bool {
	return slices.Contains(scenarios, b.scenario) || slices.ContainsFunc(all, func(e *entry) bool {
		to, _ := e.fields["to"].(string)
		return e.step == "change_scenario" && slices.Contains(scenarios, to)
	})
}

// informed is P1.
func (b *books) informed(c *entry, all []*entry) {
	if b.age(c.recorded) != "minor" || !b.ever(all, "self_referral", "intoxicated_at_school") {
		return
	}
	b.school.met["P1 closed"]++
	assessed := false
	for _, e := range all {
		assessed = assessed || e.step == "record_child_welfare"
		switch e.step {
		case "record_contact":
			silent := e.fields["outcome"] == "no_answer" || e.fields["outcome"] == "listened_only"
			if e.fields["made_by"] == "school" && !silent {
				return
			}
		case "record_emergency":
			if slices.Contains(asList(e.fields["what"]), "contacted_guardians") {
				return
			}
		case "record_consent", "raise_contact_unsafe", "record_correction":
		default:
			if len(b.guardiansIn(e.fields)) > 0 {
				return
			}
		}
	}
	danger := slices.ContainsFunc(b.marks, func(m *mark) bool { return m.confirmed && m.inForce(c.recorded) })
	if danger && assessed {
		b.school.met["P1 closed, contact unsafe"]++
	} else if !b.excused(b.serves["record_contact"]) {
		b.complain("P1: closed, and no guardian of a student born %s was informed (danger %v, child welfare assessed %v)", b.birth, danger, assessed)
	}
}

// followedUp is P7, and what P5 says of child welfare.
func (b *books) followedUp(all []*entry, left bool) {
	suspicion := ""
	if b.scenario == "intoxicated_at_school" {
		suspicion = "suspected"
	}
	owed, assessed := false, false
	topics := map[any]bool{}
	for _, e := range all {
		finding, _ := e.fields["finding"].(string)
		switch {
		case e.step == "change_scenario" && e.fields["to"] == "intoxicated_at_school":
			suspicion, assessed = "suspected", false
		case e.step == "student_walked_off" && e.fields["talked"] == "no":
			suspicion = "gone"
		case slices.Contains([]string{"found", "not_intoxicated", "ill", "unknown"}, finding):
			suspicion = finding
		}
		switch {
		case e.step == "record_child_welfare":
			assessed = true
		case departs(e) && slices.Contains([]string{"suspected", "found", "unknown", "gone"}, suspicion):
			owed = true
			clear(topics)
		case e.step == "hold_follow_up":
			for _, topic := range asList(e.fields["topics"]) {
				topics[topic] = true
			}
		}
	}
	if suspicion == "found" {
		b.school.met["P5 closed"]++
		if !assessed && !b.excused(b.serves["record_child_welfare"]) {
			b.complain("P5: intoxication was found, and closed although child welfare was not assessed")
		}
	}
	if owed && !left {
		b.school.met["P7 closed"]++
		if len(topics) < 3 && !b.excused(b.serves["hold_follow_up"]) {
			b.complain("P7: closed after a departure, and the follow-up spoke only of %v", topics)
		}
	}
}

// administer takes down who is who, and what is known of the student.
func (b *books) administer(e *entry) {
	person := ""
	if people := asList(e.fields["person"]); len(people) > 0 {
		person, _ = people[0].(object)["id"].(string)
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
		b.school.met["recused"]++
	case "set_birth_date":
		b.birth = e.fields["birth_date"].(string)
	case "confirm_student":
		b.unclear = false
		if known := b.school.pupils[fmt.Sprint(e.fields["student"])]; known != nil && known["birth_date"] != nil {
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
