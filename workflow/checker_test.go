package workflow_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// checker watches cases from outside, as somebody would who reads every event
// as it is recorded and knows the law by heart (P1–P12 of domain.md). It shares
// nothing with what decides in the engine: where the two disagree, one is wrong.
type checker struct {
	staff  map[workflow.ActorID][]string // roles at the school
	pupils map[workflow.StudentID]*pupil
	books  map[workflow.CaseID]*book
	away   map[workflow.ActorID]bool // who no longer works there
	only   string                    // the property to speak of; "" for all
	wrong  []string
	met    map[string]int // how often there was something to judge
}

func newChecker() *checker {
	return &checker{
		staff: map[workflow.ActorID][]string{}, pupils: map[workflow.StudentID]*pupil{}, books: map[workflow.CaseID]*book{}, met: map[string]int{}, away: map[workflow.ActorID]bool{},
	}
}

func (k *checker) complain(property, format string, args ...any) {
	if k.only != "" && k.only != property {
		return
	}
	k.wrong = append(k.wrong, property+": "+fmt.Sprintf(format, args...))
}

// open begins a book with the first event of a case.
func (k *checker) open(id workflow.CaseID, plan *routine.Routine, typed *workflow.StudentInput, history []workflow.Event) {
	b := &book{
		id: id, plan: plan, vocabulary: newVocabulary(plan),
		involved: map[workflow.ActorID]bool{}, recused: map[workflow.ActorID]bool{},
		led: map[workflow.ActorID]bool{}, deputies: map[workflow.ActorID]bool{},
	}
	k.books[id] = b
	if student := history[0].Payload.Opening.Student; student != "" {
		if k.pupils[student] == nil {
			k.pupils[student] = &pupil{id: string(student), name: typed.Name, birth: typed.BirthDate}
			k.doubt(b, k.pupils[student])
		}
		b.pupil = k.pupils[student]
		k.shutOut(b)
	}
	k.note(id, history)
}

// doubt takes down that a student typed in by hand may be another of the same
// name: until somebody has said which, the staff among the guardians of all of
// them are shut out.
func (k *checker) doubt(b *book, typed *pupil) {
	for _, other := range k.pupils {
		if other == typed || other.same != nil || !strings.EqualFold(other.name, typed.name) {
			continue
		}
		b.unclear = true
		for _, g := range other.guardians {
			if g.Staff != "" {
				b.recused[g.Staff], b.doubted = true, append(b.doubted, g.Staff)
			}
		}
	}
}

// shutOut recuses the student's own guardians among the staff.
func (k *checker) shutOut(b *book) {
	for _, g := range b.pupil.who().guardians {
		if g.Staff != "" {
			b.recused[g.Staff] = true
		}
	}
}

// roster takes down what the roster now says. What was said in cases stays:
// that contact is unsafe, and a birth date that the roster does not have.
func (k *checker) roster(s *workflow.Student) {
	p := k.pupils[s.ID]
	p.guardians = s.Guardians
	if s.BirthDate != 0 {
		p.birth = s.BirthDate.String()
	}
}

// left takes down that somebody no longer works at the school.
func (k *checker) left(id workflow.ActorID) { k.away[id] = true }

// note takes down the events that have come since, and judges each.
func (k *checker) note(id workflow.CaseID, history []workflow.Event) {
	b := k.books[id]
	k.unchanged(b, history)
	for i := len(b.seen); i < len(history); i++ {
		e := history[i]
		b.seen = append(b.seen, e)
		if e.Outcome != workflow.Done {
			if e.Revision != b.revision || e.State != b.state {
				k.complain("P11", "the refused %s moved the case: revision %d, state %s", e.Step, e.Revision, e.State)
			}
			continue
		}
		if e.Revision != b.revision+1 {
			k.complain("P11", "%s has revision %d after %d", e.Step, e.Revision, b.revision)
		}
		b.revision = e.Revision
		k.accepted(b, &e)
		b.state = e.State
		b.closed = e.State == "closed" || e.State == "voided" || e.State == "merged"
	}
}

// unchanged is P11: what was recorded stays as it was, and in its place.
func (k *checker) unchanged(b *book, history []workflow.Event) {
	if len(history) < len(b.seen) {
		k.complain("P11", "%d events have become %d", len(b.seen), len(history))
		return
	}
	for i := range b.seen {
		was, is := &b.seen[i], &history[i]
		if was.ID != is.ID || was.Step != is.Step || was.Actor != is.Actor || was.Outcome != is.Outcome || was.Seq != is.Seq ||
			was.Revision != is.Revision || was.State != is.State || !was.OccurredAt.Equal(is.OccurredAt) || !was.RecordedAt.Equal(is.RecordedAt) {
			k.complain("P11", "event %d was %+v and is %+v", i, *was, *is)
		}
	}
}

// accepted judges an accepted event by what was known before it, and takes it down.
func (k *checker) accepted(b *book, e *workflow.Event) {
	n := &entry{
		id: e.ID, step: e.Step, actor: e.Actor, at: e.OccurredAt, fields: e.Payload.Fields,
		leadership: b.leadership(k, e.Actor), opening: e.Payload.Opening,
	}
	if e.Step == "record_breach" {
		n.step, n.breach = e.Payload.Fields["of"].Text, true
		k.met["P12 breach"]++
	}
	if e.Step == "record_child_welfare" {
		k.met["P10 child welfare, "+map[bool]string{true: "closed", false: "open"}[b.closed]]++
	}
	n.sets = k.meaning(b, n)
	k.entitled(b, n)
	if e.Step == "correct" {
		k.corrected(b, n)
	} else if !n.breach {
		k.judge(b, n, nil)
	}
	if e.Step == "close" && !b.closed {
		k.closing(b, e.RecordedAt)
	}
	b.entries = append(b.entries, n)
	if !n.breach {
		k.administer(b, n)
	}
}

// corrected puts what a correction says over the event that it is about, which
// is then judged as if it had been said so at first.
func (k *checker) corrected(b *book, c *entry) {
	i := slices.IndexFunc(b.entries, func(e *entry) bool { return string(e.id) == c.fields["event"].Text })
	if i < 0 {
		k.complain("P11", "a correction of an event that is not there")
		return
	}
	old := b.entries[i]
	fix := *old
	fix.fields = maps.Clone(old.fields)
	if fix.fields == nil {
		fix.fields = workflow.Fields{}
	}
	for name, value := range c.fields {
		switch name {
		case "event", "why":
		case "occurred_at":
			fix.at = value.Time
		case "retract":
			fix.retracted = value.Bool
		default:
			fix.fields[name] = value
		}
	}
	fix.sets = k.meaning(b, &fix)
	k.met["P11 corrected"]++
	if (old.breach || fix.retracted) && !c.leadership {
		k.complain("P12", "%s (a breach: %v) was corrected or retracted by %s, who is not leadership", old.step, old.breach, c.actor)
	}
	if !fix.breach && fix.step != "open" {
		k.judge(b, &fix, old)
	}
	b.entries[i] = &fix
	if fix.step == "set_birth_date" {
		k.administer(b, &fix)
	}
}

// entitled checks what the law leaves to leadership, as domain.md defines it.
func (k *checker) entitled(b *book, e *entry) {
	ruled := map[string]string{
		"sign_off": "P8", "waive": "waivers", "acknowledge_breach": "P12", "confirm_contact_unsafe": "P1", "lift_contact_unsafe": "P1",
		"student_left_school": "P7", "void": "voiding", "confirm_void": "voiding", "review_emergency": "P2",
	}
	if property, ok := ruled[e.step]; ok && !e.breach && !e.leadership {
		k.complain(property, "%s by %s, who is not leadership in the case (recused %v, was responsible %v)", e.step, e.actor, b.recused[e.actor], b.led[e.actor])
	}
	if !b.sees(k, e.actor) && e.step != "open" && !k.handedOn(b, e) {
		k.complain("recusal", "%s by %s, who is shut out or has no part in the case", e.step, e.actor)
	}
	switch e.step {
	case "waive":
		demand, ok := b.plan.Requirement(e.fields["requirement"].Text)
		if !ok || demand.Unwaivable || slices.Contains([]string{"DV-1", "DV-2", "DV-3", "DV-4"}, demand.ID) {
			k.complain("waivers", "%s was waived", e.fields["requirement"].Text)
		}
	case "void":
		for _, p := range e.fields["second_leader"].People {
			if id := workflow.ActorID(p.ID); id == e.actor || !b.leadership(k, id) {
				k.complain("voiding", "the second leader is %s", id)
			}
		}
	case "confirm_void":
		k.met["voiding "+e.fields["outcome"].Text]++
		for _, before := range slices.Backward(b.entries) {
			if before.step == "confirm_void" || before.step == "void" && before.actor == e.actor {
				k.complain("voiding", "%s, who voided the case or found it judged already, judges the voiding", e.actor)
			}
			if before.step == "confirm_void" || before.step == "void" {
				break
			}
		}
	}
}

// handedOn reports whether an event comes from a case that was merged into this
// one, where its actor may have no part.
func (k *checker) handedOn(b *book, e *entry) bool {
	for _, other := range k.books {
		if other.into == b && (e.step == "merged_in" || e.step == "recuse") {
			return true
		}
	}
	return false
}

// judge holds an entry that is not a breach against what had occurred before it.
func (k *checker) judge(b *book, e *entry, instead *entry) {
	before := b.picture(e.at, instead)
	if b.pupil != nil {
		k.contact(b, e, before)
		k.sharing(b, e, before)
	}
	if e.sets["follow_up"] == "settled" {
		k.settled(b, before)
	}
	if d := e.sets["departure"]; d == "sent_home" || d == "fetched" {
		k.departed(b, e, before)
	}
	if e.sets["follow_up_talk"] == "held" && before.facts["departure"] != "no" && before.facts["presence"] != "back" &&
		!before.acknowledged(b.saying("follow_up_talk", "held"), -1) {
		k.complain("P7", "the talk was held before the student was back (%s)", before.facts["presence"])
	}
}

// contact is the law on contact with guardians: P1, P2 and P3.
func (k *checker) contact(b *book, e *entry, before *picture) {
	if !k.contacts(b, e) {
		return
	}
	k.met["P1 contact"]++
	if b.unclear {
		k.complain("P1", "contact by %s while nobody has said who the student is", e.step)
	}
	age := b.pupil.age(e.at)
	k.met["P2 contact, "+age]++
	if age == "unknown" {
		k.complain("P3", "contact by %s without a birth date", e.step)
	}
	guardians := k.guardiansOf(b, e)
	if len(guardians) == 0 {
		guardians = []workflow.Person{{Role: "guardian"}}
	}
	for _, g := range guardians {
		name := ""
		if g.ID != "" || g.Name != "" {
			name = key(g)
		}
		if b.pupil.suspended(g.ID, e.at) {
			k.complain("P1", "contact with %q by %s while it is suspended", name, e.step)
		}
		for _, known := range b.pupil.who().guardians {
			if known.ID == g.ID && known.Barred {
				k.complain("P1", "contact with %q, who is barred, by %s", name, e.step)
			}
		}
		about := e.fields["about"].Text
		if about == "" {
			about = "concern"
		}
		if age == "adult" && b.pupil.age(e.at.AddDate(0, 0, -20)) == "minor" {
			k.met["P3 just 18"]++
		}
		if age == "adult" && !before.consents("guardians", name, about, e.at) {
			k.complain("P2", "contact with %q about %s by %s without consent: the student is 18", name, about, e.step)
		}
	}
}

// contacts reports whether an entry is the school telling or asking guardians something.
func (k *checker) contacts(b *book, e *entry) bool {
	switch e.step {
	case "record_emergency", "record_consent", "raise_contact_unsafe", "correct":
		return false
	case "record_contact":
		told := !slices.Contains([]string{"no_answer", "listened_only"}, e.fields["outcome"].Text)
		by := e.fields["made_by"].Text
		return by == "school" || by == "guardian" && told
	}
	if len(k.guardiansOf(b, e)) > 0 {
		return true
	}
	for fact, value := range e.sets { // whatever the routine calls what was told them
		if strings.HasPrefix(fact, "guardian") && fact != "guardian_duty" && fact != "guardian_reply" && value != "no" {
			return true
		}
	}
	return false
}

// sharing is P2 for other agencies: what is confidential is shared with consent,
// whatever the age (of the student, or where that is enough of a guardian).
func (k *checker) sharing(b *book, e *entry, before *picture) {
	for _, agency := range append(slices.Clone(e.fields["agencies"].List), e.fields["agency"].Text) {
		recipient := "other"
		switch agency {
		case "", "child_welfare", "police", "emergency":
			continue
		case "nav", "ppt", "health":
			recipient = agency
		}
		k.met["P2 sharing"]++
		if !before.consents(recipient, "", "concern", e.at) {
			k.complain("P2", "%s told %s without consent", e.step, agency)
		}
	}
}

// settled is P4: admitted use goes to leadership and through a meeting first.
func (k *checker) settled(b *book, before *picture) {
	if before.facts["raised_by"] != "other" || before.facts["use"] != "admitted" {
		return
	}
	k.met["P4 settled"]++
	settling := b.saying("follow_up", "settled")
	if before.facts["leadership_told"] != "yes" && !before.excused(append(b.demandsOf("leadership_told"), settling...), -1) {
		k.complain("P4", "follow-up was settled, and leadership has not been told of the admission")
	}
	if before.facts["meeting"] != "held" && !before.excused(append(b.demandsOf("meeting"), settling...), -1) {
		k.complain("P4", "follow-up was settled without the meeting")
	}
}

// saying lists the steps that say so of a fact: an acknowledged breach of one
// tells that the order was broken already.
func (b *book) saying(fact, value string) []string {
	var list []string
	for _, s := range b.plan.Steps {
		if s.Sets[fact] == value {
			list = append(list, s.ID)
		}
	}
	return list
}

// departed is P6: nobody under 18, or whose age nobody knows, goes home alone.
func (k *checker) departed(b *book, e *entry, before *picture) {
	if b.pupil == nil || b.pupil.age(e.at) == "adult" {
		return
	}
	k.met["P6 "+e.sets["departure"]]++
	episode := before.last(says("episode", "begun"))
	for i, earlier := range before.told {
		if i < episode {
			continue
		}
		named := slices.ContainsFunc(slices.Collect(maps.Values(earlier.fields)), func(v workflow.Value) bool { return len(v.People) > 0 })
		switch earlier.sets["handover"] {
		case "adult":
			if named || earlier.breach {
				return
			}
		case "arranged":
			if earlier.leadership && earlier.step != "record_emergency" || earlier.breach {
				return
			}
		}
	}
	k.complain("P6", "%s of a student who is %s: no named adult, no arrangement by leadership", e.step, b.pupil.age(e.at))
}

// closing is what must be so when a case closes: P1, P2, P5, P7 and P8.
func (k *checker) closing(b *book, now time.Time) {
	k.signed(b)
	p := b.picture(time.Time{}, nil)
	if b.pupil == nil || p.facts["student"] == "dead" {
		return
	}
	k.informed(b, p, now)
	k.reviewed(b, p)
	k.written(b, p)
	if p.facts["intoxication"] == "found" {
		k.intoxicated(b, p)
	}
	if p.facts["student"] == "left" {
		return
	}
	k.followedUp(b, p)
	k.gone(b, p)
}

// written is that nothing has only a time: whatever was given one was recorded
// afterwards, by that step or as a breach of it.
func (k *checker) written(b *book, p *picture) {
	if p.facts["student"] == "left" || p.excused([]string{"DV-14"}, -1) {
		return
	}
	for i, e := range b.entries {
		if e.step != "note_time" || e.fields["instead"].Text != "" {
			continue
		}
		k.met["P11 written down"]++
		if !slices.ContainsFunc(b.entries[i+1:], func(later *entry) bool { return later.step == e.fields["step"].Text }) {
			k.complain("P11", "closed, and of %s there is only a time", e.fields["step"].Text)
		}
	}
}

// signed is P8: by leadership (that is checked when it is given), on exactly this.
func (k *checker) signed(b *book) {
	k.met["P8 closed"]++
	for _, e := range slices.Backward(b.entries) {
		switch {
		case e.breach, !slices.Contains([]string{"close", "recuse", "appoint_deputy", "sign_off"}, e.step):
			k.complain("P8", "closed, and %s came after the last sign-off", e.step)
			return
		case e.step == "sign_off":
			if b.recused[e.actor] {
				k.complain("P8", "closed on the sign-off of %s, who has been recused since", e.actor)
			}
			return
		}
	}
	k.complain("P8", "closed without a sign-off")
}

// informed is P1.
func (k *checker) informed(b *book, p *picture, now time.Time) {
	active := p.first(says("guardian_duty", "active"))
	if active < 0 || b.pupil.age(now) != "minor" {
		return
	}
	k.met["P1 closed"]++
	told := p.first(func(e *entry) bool { // only the school's own contact counts
		return e.sets["guardian_informed"] == "yes" && (e.step != "record_contact" || e.fields["made_by"].Text == "school")
	})
	assessed := p.first(says("child_welfare", "notified", "not_notified")) >= 0
	switch {
	case told >= 0:
	case b.pupil.dangerous(now) && assessed:
		k.met["P1 closed, contact unsafe"]++
	case p.excused(b.duties(), -1):
	default:
		k.complain("P1", "closed, and no guardian of a student of %s has been informed", b.pupil.born())
	}
}

// duties lists the requirements to inform guardians once their duty is active.
func (b *book) duties() []string {
	return slices.DeleteFunc(b.demandsOf("guardian_informed"), func(id string) bool {
		demand, _ := b.plan.Requirement(id)
		return !slices.Contains(demand.Activation["guardian_duty"], "active")
	})
}

// reviewed is P2: contact in an emergency is looked at by leadership.
func (k *checker) reviewed(b *book, p *picture) {
	at := p.last(func(e *entry) bool {
		return e.step == "record_emergency" && !e.breach && slices.Contains(e.fields["what"].List, "contacted_guardians")
	})
	if at < 0 || p.last(func(e *entry) bool { return e.step == "review_emergency" && !e.breach }) > at {
		return
	}
	if !p.acknowledged(b.demandsOf("emergency"), -1) {
		k.complain("P2", "closed, and leadership has not reviewed the contact in an emergency")
	}
}

// intoxicated is P5.
func (k *checker) intoxicated(b *book, p *picture) {
	earlier := again(p.all(says("episode", "begun"))) // a waiver holds for the episode, not for the next one
	k.met["P5 closed"]++
	need := func(what, fact string, values ...string) {
		if !slices.Contains(values, p.facts[fact]) && !p.excused(b.demandsOf(fact), earlier) {
			k.complain("P5", "intoxication was found, and closed although %s (%s is %s)", what, fact, p.facts[fact])
		}
	}
	need("child welfare was not assessed", "child_welfare", "notified", "not_notified")
	need("the police were not considered", "police", "contacted", "not_contacted")
	if p.facts["student"] == "left" {
		return // leaves school: closed so, but for what others are still owed
	}
	if p.facts["in_class"] == "yes" {
		need("the student was not taken out of class", "taken_out", "yes")
	}
	need("leadership took no part", "leadership_took_part", "yes")
	need("the condition was not assessed", "condition", "assessed")
	need("nobody judged whether it was safe to leave", "safe_to_leave", "safe", "unsafe")
	if p.facts["departure"] == "sent_home" {
		need("the talk before sending home was not held", "send_home_talk", "held")
	}
}

// gone is P5 for somebody under 18 who was gone before anyone could talk.
func (k *checker) gone(b *book, p *picture) {
	at := p.last(says("intoxication", "gone"))
	if p.facts["intoxication"] != "gone" || at < 0 || b.pupil.age(p.told[at].at) != "minor" {
		return
	}
	k.met["P5 gone"]++
	if p.facts["leadership_told"] != "yes" && !p.excused(b.demandsOf("leadership_told"), -1) {
		k.complain("P5", "a minor was gone, and closed although leadership was not told")
	}
	if p.facts["police"] == "no" && !p.excused(b.demandsOf("police"), -1) {
		k.complain("P5", "a minor was gone, and closed although the police were not considered")
	}
}

// followedUp is P7.
func (k *checker) followedUp(b *book, p *picture) {
	away := p.all(says("departure", "sent_home", "fetched", "walked_off", "ambulance"))
	away = slices.DeleteFunc(away, func(i int) bool { return !p.suspected(i) })
	if len(away) == 0 {
		return
	}
	left, earlier := away[len(away)-1], again(away)
	k.met["P7 closed"]++
	after := func(fact, value string) bool { return p.last(says(fact, value)) > left }
	if !after("follow_up_talk", "held") {
		if !p.excused(b.demandsOf("follow_up_talk"), earlier) {
			k.complain("P7", "closed without the talk after %s", p.told[left].step)
		}
		return
	}
	for _, topic := range []string{"topic_situation", "topic_rules", "topic_help"} {
		if !after(topic, "yes") && !p.excused(b.demandsOf(topic), earlier) {
			k.complain("P7", "closed, and the talk after %s lacks %s", p.told[left].step, topic)
		}
	}
}

// again is since when a waiver counts, of what comes up once or more: one given
// beforehand counts for the first time, and no longer for the next.
func again(times []int) int {
	if len(times) < 2 {
		return -1
	}
	return times[len(times)-1]
}

// suspected reports whether the entry with that index was on suspicion of intoxication.
func (p *picture) suspected(i int) bool {
	for _, e := range slices.Backward(p.told[:i+1]) {
		if value, said := e.sets["intoxication"]; said {
			return value == "suspected" || value == "found" || value == "unknown" || value == "gone"
		}
	}
	return false
}

// administer takes down who is who in the case, and what is known of the student.
func (k *checker) administer(b *book, e *entry) {
	var person workflow.ActorID
	if people := e.fields["person"].People; len(people) > 0 {
		person = workflow.ActorID(people[0].ID)
	}
	lead := func(id workflow.ActorID) { b.led[id], b.involved[id] = true, true }
	switch e.step {
	case "open":
		lead(e.actor)
		if e.fields["contact_safety"].Text == "unsure" || e.fields["contact_safety"].Text == "unsafe" {
			b.pupil.raise(nil, e.at)
		}
	case "assign":
		lead(person)
	case "hand_over":
		b.involved[person] = true
	case "accept_hand_over":
		lead(e.actor)
	case "add_participant":
		b.involved[person] = true
	case "appoint_deputy":
		b.deputies[person], b.involved[person] = true, true
	case "merge":
		b.into = k.books[workflow.CaseID(e.fields["into"].Text)]
		k.met["merged"]++
		b.handOn()
	case "recuse":
		b.recused[person] = true
		b.handOn()
	case "set_birth_date":
		b.pupil.who().birth = e.fields["birth_date"].Date.String()
	case "confirm_student":
		k.recognised(b, e.fields["student"].Text)
	case "raise_contact_unsafe":
		b.pupil.raise(e.fields["guardians"].People, e.at)
	case "confirm_contact_unsafe":
		for _, m := range b.pupil.who().marks {
			if !m.isLifted && !m.isConfirmed {
				m.isConfirmed, m.confirmed = true, e.at
			}
		}
	case "lift_contact_unsafe":
		for _, m := range b.pupil.who().marks {
			if !m.isLifted {
				m.isLifted, m.lifted = true, e.at
			}
		}
	case "acknowledge_breach":
		for _, broken := range b.entries {
			if string(broken.id) == e.fields["breach"].Text {
				broken.answered = true
			}
		}
	}
}

func (k *checker) recognised(b *book, as string) {
	b.unclear = false
	for _, id := range b.doubted {
		delete(b.recused, id)
	}
	if known := k.pupils[workflow.StudentID(as)]; known != nil && known.who() != b.pupil {
		known = known.who()
		if known.birth == "" {
			known.birth = b.pupil.birth
		}
		known.marks = append(known.marks, b.pupil.marks...)
		b.pupil.same, b.pupil.marks = known, nil
		k.shutOut(b)
	}
}

// raise marks contact with these guardians, or with all, as perhaps unsafe.
func (p *pupil) raise(guardians []workflow.Person, at time.Time) {
	if len(guardians) == 0 {
		guardians = []workflow.Person{{}}
	}
	for _, g := range guardians {
		p.who().marks = append(p.who().marks, &mark{guardian: g.ID, raised: at})
	}
}

// refused judges a refusal: some things are never refused to anybody who sees
// the case, whatever its state.
func (k *checker) refused(b *book, actor workflow.ActorID, step string, unmet []workflow.Unmet) {
	property := ""
	switch step {
	case "record_child_welfare":
		property = "P10"
	case "record_breach":
		property = "P12"
	case "record_emergency":
		property = "P5"
	case "reassess":
		if b.picture(time.Time{}, nil).facts["intoxication"] != "none" {
			property = "P5"
		}
	case "raise_contact_unsafe":
		if b.pupil != nil {
			property = "P1"
		}
	}
	if property != "" && b.sees(k, actor) {
		k.complain(property, "%s is refused to %s in state %s: %+v", step, actor, b.state, unmet)
	}
}

// signedContent is what the last sign-off was bound to.
func (b *book) signedContent() string {
	for i := len(b.seen) - 1; i >= 0; i-- {
		if e := &b.seen[i]; e.Step == "sign_off" && e.Outcome == workflow.Done {
			return e.Payload.Signed
		}
	}
	return ""
}

// stands compares what the case says of itself with the books.
func (k *checker) stands(b *book, v *workflow.View, now time.Time) {
	if v.Revision != b.revision || v.State != b.state || v.Closed != b.closed {
		k.complain("P11", "the case is at revision %d in %s, the last event says %d and %s", v.Revision, v.State, b.revision, b.state)
	}
	if b.state == "closed" && v.ContentHash() != b.signedContent() {
		k.complain("P8", "closed on a sign-off of something else than the case says")
	}
	told, have := b.picture(time.Time{}, nil), v.Facts()
	for _, fact := range b.vocabulary.plain {
		if have[fact] != told.facts[fact] {
			k.complain("P12", "%s is %s, but what was recorded makes it %s", fact, have[fact], told.facts[fact])
		}
	}
	if b.pupil == nil {
		return
	}
	age := b.pupil.age(now)
	if have["age"] != age {
		k.complain("P3", "a student born %s is %s on %s, not %s", b.pupil.born(), age, dayOf(now), have["age"])
	}
	for _, due := range v.Dues() {
		if due.Overdue && b.pupil.waits(now) && slices.Contains(due.Requirement.Activation["guardian_duty"], "active") {
			k.complain("P1", "%s is overdue while contact with everybody is suspended", due.Requirement.ID)
		}
		if age == "adult" && slices.Contains(due.Requirement.Activation["guardian_duty"], "active") {
			k.complain("P3", "%s is still owed to the guardians of an adult", due.Requirement.ID)
		}
	}
}
