package main

import (
	"slices"
	"time"

	"kjentvei/api/apitest"
)

// The requirements that carry a property, as requirements.md and the routines
// number them: a waiver of one of them, or a breach that leadership has answered,
// excuses what is missing.
var (
	guardiansInformed = []string{"KJ-1.4", "KJ-P1", "KJ-3.5", "HP-10", "PR-12", "SK-P1"}
	leadershipTold    = []string{"KJ-2.5", "HP-P4a", "PR-1", "settle_follow_up"}
	meetingHeld       = []string{"KJ-2.6", "KJ-2.7", "HP-P4b", "PR-P4", "settle_follow_up"}
	goneLeadership    = []string{"KJ-P5b", "SK-P5.8", "PR-1", "PR-16"}
	policeConsidered  = []string{"KJ-3.9", "SK-P5.7"}
	followUpHeld      = []string{"KJ-3.10", "SK-P7.1"}
	emergencyReviewed = []string{"DV-6"}
)

// judge holds an accepted step, or what it was corrected to, against the law.
func (b *books) judge(e, instead *entry) {
	if !b.student {
		return
	}
	before := b.picture(e.at, instead)
	b.contact(e, before)
	switch e.step {
	case "send_home", "student_fetched":
		b.notAlone(e, before)
	case "settle_follow_up":
		b.settled(e, before)
	case "hold_follow_up":
		if before.facts["departure"] != "" && before.facts["presence"] != "back" && !b.excused(append([]string{"P7", "student_back", "hold_follow_up"}, followUpHeld...)) {
			b.complain("P7: the follow-up was held before the student was back")
		}
	}
}

// contact is P1, P2 and P3 for a step that is contact with guardians.
func (b *books) contact(e *entry, before *picture) {
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
	b.met["P2 contact, "+age]++
	if age == "adult" && b.age(e.at.AddDate(0, 0, -20)) == "minor" {
		b.met["P3 contact, just 18"]++
	}
	if age == "unknown" {
		b.complain("P3: contact by %s without a birth date", e.step)
	}
	if b.unclear {
		b.complain("P1: contact by %s while nobody has said who the student is", e.step)
	}
	about := apitest.Text(e.fields["about"])
	if about == "" {
		about = "concern"
	}
	for _, guardian := range named {
		if guardian == b.barred {
			b.complain("P1: contact with %s, who is barred, by %s", guardian, e.step)
		}
		for _, m := range b.marks {
			if (m.guardian == "" || m.guardian == guardian || !b.guardians[guardian]) && m.inForce(e.at) {
				b.complain("P1: contact with %s by %s at %s, raised as unsafe at %s", guardian, e.step, e.at, m.raised)
			}
		}
		if age == "adult" && !b.consents(before, guardian, about, e.at) {
			b.complain("P2: contact with %s about %s by %s without consent; born %s", guardian, about, e.step, b.birth)
		}
	}
}

// consents reads whether a consent in force covers telling a guardian something.
func (b *books) consents(before *picture, guardian, about string, at time.Time) bool {
	allowed := false
	for _, e := range before.told {
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
			subjects, until := apitest.List(e.fields["about"]), apitest.Text(e.fields["until"])
			if (len(subjects) == 0 || slices.Contains(subjects, any(about))) && (until == "" || at.In(oslo).Format(time.DateOnly) <= until) {
				allowed = true
			}
		}
	}
	return allowed
}

// notAlone is P6.
func (b *books) notAlone(e *entry, before *picture) {
	if b.age(e.at) == "adult" {
		return
	}
	b.met["P6 "+e.step]++
	safe := false
	for _, earlier := range before.told {
		switch {
		case earlier.step == "change_scenario" && earlier.fields["to"] == "intoxicated_at_school":
			safe = false
		case earlier.step == "handover_to_adult":
			safe = safe || earlier.breach || len(apitest.List(earlier.fields["adult"])) > 0
		case earlier.step == "arrange_safely":
			safe = safe || earlier.breach || earlier.leader
		}
	}
	if !safe {
		b.complain("P6: %s of a student born %q on %s, with no adult and no arrangement", e.step, b.birth, e.at)
	}
}

// settled is P4: admitted use goes to leadership and through a meeting first.
func (b *books) settled(e *entry, before *picture) {
	if b.scenario != "third_party_concern" || before.facts["use"] != "admitted" {
		return
	}
	b.met["P4 settled"]++
	if before.facts["leadership told"] == "" && !b.excused(leadershipTold) {
		b.complain("P4: follow-up was settled, and leadership has not been told of the admission")
	}
	if b.excused(meetingHeld) {
		return
	}
	b.met["P4 settled after a meeting"]++
	lacks := "there was none"
	for _, meeting := range before.told {
		if meeting.step == "hold_meeting" {
			if lacks = b.lacking(meeting, e, before); lacks == "" {
				return
			}
		}
	}
	b.complain("P4: follow-up was settled without the meeting: %s", lacks)
}

// lacking says who was not at a meeting, and should have been; "" for nobody.
func (b *books) lacking(meeting, settled *entry, before *picture) string {
	there := func(who func(id string) bool) bool {
		return slices.ContainsFunc(people(meeting.fields), func(p object) bool { return who(apitest.Text(p["id"])) })
	}
	switch {
	case meeting.breach:
		return "" // it says itself what was wrong, and leadership has to answer
	case !there(func(id string) bool { return role(id) == "department_head" }):
		return "no department head"
	case !there(func(id string) bool { return b.self[id] }):
		return "no student"
	case b.age(meeting.at) == "minor" && len(b.guardiansIn(meeting.fields)) == 0 && !b.told(before) && !b.doubtful(meeting.at, settled.at):
		return "no guardian, and none was informed"
	}
	return ""
}

// doubtful reports whether contact with some guardian may have been unsafe then.
func (b *books) doubtful(times ...time.Time) bool {
	return slices.ContainsFunc(b.marks, func(m *mark) bool { return slices.ContainsFunc(times, m.inForce) })
}

// told reports whether the school itself has told a guardian.
func (b *books) told(p *picture) bool {
	return slices.ContainsFunc(p.told, func(e *entry) bool {
		switch e.step {
		case "record_contact":
			silent := e.fields["outcome"] == "no_answer" || e.fields["outcome"] == "listened_only"
			return e.fields["made_by"] == "school" && !silent
		case "record_emergency":
			return slices.Contains(apitest.List(e.fields["what"]), any("contacted_guardians"))
		case "record_consent", "raise_contact_unsafe", "record_correction":
			return false
		}
		return len(b.guardiansIn(e.fields)) > 0
	})
}

// broken is P12 for a breach as it is recorded: the case stands where reality does.
func (b *books) broken(e *entry, state any) {
	b.met["P12 breach"]++
	if slices.Contains([]string{"send_home", "student_fetched", "student_walked_off"}, e.step) && b.state == "at_school" {
		b.met["P12 breach moves the case"]++
		if state != "away" {
			b.complain("P12: the student left by %s, and the case is still in %v", e.step, state)
		}
	}
}

// learn reads from a case who it is about and who the guardians are, and holds
// what it offers and what is due against the law.
func (b *books) learn(user string, view *apitest.Answer, now time.Time) {
	if student, ok := view.Body["student"].(object); ok {
		b.self[apitest.Text(student["id"])] = true
	}
	for _, step := range view.List("steps") {
		for _, f := range apitest.Objects(step["fields"]) {
			if step["id"] == "record_contact" && f["name"] == "guardians" {
				for _, c := range apitest.Objects(f["choices"]) {
					b.guardians[apitest.Text(c["value"])] = true
				}
			}
		}
	}
	if b.student && role(user) != "auditor" && view.Revision() == b.revision { // not of a case that has gone on
		b.offered(user, view)
		b.owed(view, now)
	}
}

// offered is what a case must offer to everybody who sees it, whatever its state.
func (b *books) offered(user string, view *apitest.Answer) {
	always := map[string]string{"record_child_welfare": "P10", "record_breach": "P12", "record_emergency": "P5", "raise_contact_unsafe": "P1"}
	if b.picture(time.Time{}, nil).facts["finding"] != "" {
		always["reassess"] = "P5"
	}
	for _, step := range view.List("steps") {
		if id := apitest.Text(step["id"]); step["allowed"] == true {
			delete(always, id)
		}
	}
	for id, property := range always {
		b.complain("%s: %s is not at hand for %s in state %v", property, id, user, view.Body["state"])
	}
	if b.closed {
		b.met["P10 at hand, closed"]++
	}
}

// owed is P1 and P3 for what the case says is due.
func (b *books) owed(view *apitest.Answer, now time.Time) {
	adult := b.age(now) == "adult" && b.age(now.Add(-time.Minute)) == "adult"
	for _, due := range view.List("due") {
		if !slices.Contains(guardiansInformed, apitest.Text(due["requirement"])) {
			continue
		}
		if adult {
			b.complain("P3: %v is owed to the guardians of a student born %s", due["requirement"], b.birth)
		}
		if b.suspended(now) {
			b.met["P1 duty waits"]++
			if due["overdue"] == true {
				b.complain("P1: %v is overdue while contact is suspended", due["requirement"])
			}
		}
	}
}
