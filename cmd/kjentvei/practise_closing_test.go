package main

import (
	"slices"
	"time"

	"kjentvei/api/apitest"
)

// closing is what must be so when the case closes.
func (b *books) closing(c *entry) {
	b.signed()
	b.answered()
	p := b.picture(time.Time{}, nil)
	if !b.student || p.facts["student"] == "died" {
		return
	}
	b.informed(c, p)
	b.reviewed(p)
	b.intoxicated(p)
	if p.facts["student"] == "" { // who has left the school is owed no more here
		b.followedUp(p)
		b.gone(p)
	}
}

// signed is P8.
func (b *books) signed() {
	b.met["P8 closed"]++
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

// answered is P12: leadership has said what is done about each breach.
func (b *books) answered() {
	for _, e := range b.entries {
		if e.breach && !e.retracted {
			b.met["P12 closed after a breach"]++
			if !e.answered {
				b.complain("P12: closed, and nobody has answered the breach of %s", e.step)
			}
		}
	}
}

// owesGuardians reports whether guardians have to be informed, by what the
// routines themselves say: two of them from the start of every scenario, the
// third, where somebody else is worried, from the admission.
func (b *books) owesGuardians(p *picture) bool {
	return p.facts["use"] == "admitted" || slices.Contains([]string{"self_referral", "intoxicated_at_school"}, b.scenario) ||
		slices.ContainsFunc(p.told, func(e *entry) bool {
			return e.step == "change_scenario" && (e.fields["to"] == "self_referral" || e.fields["to"] == "intoxicated_at_school")
		})
}

// informed is P1.
func (b *books) informed(c *entry, p *picture) {
	if b.age(c.recorded) != "minor" || !b.owesGuardians(p) {
		return
	}
	b.met["P1 closed"]++
	danger := slices.ContainsFunc(b.marks, func(m *mark) bool { return m.confirmed && m.inForce(c.recorded) })
	assessed := p.last("record_child_welfare") != nil
	switch {
	case b.told(p):
		b.met["P1 closed, informed"]++
	case danger && assessed:
		b.met["P1 closed, contact unsafe"]++
	case !b.excused(guardiansInformed):
		b.complain("P1: closed, and no guardian of a student born %s was informed (danger %v, child welfare assessed %v)", b.birth, danger, assessed)
	}
}

// reviewed is P2: leadership has looked at contact in an emergency.
func (b *books) reviewed(p *picture) {
	e := p.last("record_emergency")
	if e == nil || e.breach || !slices.Contains(apitest.List(e.fields["what"]), any("contacted_guardians")) {
		return
	}
	b.met["P2 emergency"]++
	if review := p.last("review_emergency"); (review == nil || review.at.Before(e.at)) && !b.excused(emergencyReviewed) {
		b.complain("P2: closed, and leadership has not reviewed the contact in an emergency")
	}
}

// after is one thing that P5 demands of a case in which intoxication was found.
type after struct {
	fact    string
	demands []string
	left    bool              // also of a student who has left the school since
	where   map[string]string // only where this holds
}

var afterIntoxication = []after{
	{"child welfare", []string{"KJ-3.8", "SK-P5.6"}, true, nil},
	{"police", policeConsidered, true, nil},
	{"taken out", []string{"KJ-3.2", "SK-P5.1", "PR-2"}, false, map[string]string{"in class": "yes"}},
	{"leadership took part", []string{"KJ-3.4", "SK-P5.3"}, false, nil},
	{"condition", []string{"KJ-3.3", "SK-P5.2"}, false, nil},
	{"safe to leave", []string{"KJ-P5", "SK-P5.5"}, false, nil},
	{"talk before going home", []string{"KJ-3.7", "SK-P5.4"}, false, map[string]string{"departure": "sent home"}},
}

// intoxicated is P5 where intoxication was found.
func (b *books) intoxicated(p *picture) {
	if p.facts["finding"] != "found" {
		return
	}
	b.met["P5 closed"]++
	for _, need := range afterIntoxication {
		owed := need.left || p.facts["student"] == ""
		for fact, value := range need.where {
			owed = owed && p.facts[fact] == value
		}
		if !owed {
			continue
		}
		b.met["P5 "+need.fact]++
		if p.facts[need.fact] == "" && !b.excused(need.demands) {
			b.complain("P5: intoxication was found, and closed without: %s", need.fact)
		}
	}
}

// gone is P5 for somebody under 18 who was gone before anyone could talk.
func (b *books) gone(p *picture) {
	walked := p.last("student_walked_off")
	if p.facts["finding"] != "gone" || walked == nil || b.age(walked.at) != "minor" {
		return
	}
	b.met["P5 gone"]++
	if p.facts["leadership told"] == "" && !b.excused(goneLeadership) {
		b.complain("P5: a minor was gone, and closed although leadership was not told")
	}
	if p.facts["police"] == "" && !b.excused(policeConsidered) {
		b.complain("P5: a minor was gone, and closed although the police were not considered")
	}
}

// topics are what the follow-up conversation speaks of, and who demands it.
var topics = map[string][]string{
	"situation": {"KJ-3.11", "SK-P7.2"}, "rules": {"KJ-3.12", "SK-P7.3"}, "help": {"KJ-3.13", "SK-P7.4"},
}

// followedUp is P7.
func (b *books) followedUp(p *picture) {
	if !p.away {
		return
	}
	b.met["P7 closed"]++
	b.met["P7 closed after "+p.facts["departure"]]++
	if p.facts["follow-up talk"] == "" {
		if !b.excused(followUpHeld) {
			b.complain("P7: closed without the talk after the student had left (%s)", p.facts["departure"])
		}
		return
	}
	b.met["P7 closed, talk held"]++
	for topic, demands := range topics {
		if p.facts[topic] == "" && !b.excused(demands) {
			b.complain("P7: closed, and the talk did not speak of: %s", topic)
		}
	}
}
