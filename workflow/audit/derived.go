package audit

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// derived names the requirements that every case has and that facts alone cannot
// judge: they ask whom a consent covers, or who signed what.
type derived uint8

const (
	plain            derived = iota // judged by its template
	contactConsent                  // DV-1: no contact with an adult's guardians without a consent that covers it
	consentAsked                    // DV-2: it is asked for first
	signedOff                       // DV-3: leadership signs off before the case closes
	nothingOpen                     // DV-4: nothing remains to be done when it closes
	waiverReasoned                  // DV-5: an exception is the leadership's, with a reason
	contactOpen                     // DV-11: no contact with guardians while it is suspended
	sharingConsent                  // DV-12: others are told only with consent
	nothingForbidden                // DV-13: no step is taken that the routine forbids
	deriveds                        // how many there are
)

var derivedByID = map[string]derived{
	"DV-1": contactConsent, "DV-2": consentAsked, "DV-3": signedOff, "DV-4": nothingOpen, "DV-5": waiverReasoned,
	"DV-11": contactOpen, "DV-12": sharingConsent, "DV-13": nothingForbidden,
}

// judge adds the finding of a derived requirement about one event. Where the
// routine lacks the requirement there is nothing to find.
func (j *judging) judge(of derived, i int, at time.Time, judgement Judgement, more ...int) *finding {
	k := j.derivedAt[of]
	if k < 0 {
		return &finding{}
	}
	f, code := j.add(&j.demands[k], i, at), BecauseMet
	switch {
	case judgement == Violated && j.t.Events[i].Step == "record_breach":
		code = BecauseBreach
	case judgement == Violated:
		code = BecauseForbidden
	}
	f.rule(judgement, code, i, at)
	if j.detail {
		f.more = append(f.more, more...)
	}
	return f
}

// contacted judges an event that tells guardians, or others outside the school
// (P1, P2). What was done in an emergency is reviewed, and no violation.
func (j *judging) contacted(i int, e *Event, says *step, l *line, day calendar.Date) {
	if says == nil || e.Step == "record_emergency" || e.Step == "correct" {
		return
	}
	if says.Shares {
		j.shared(i, l, day)
	}
	var told []int
	if says.ID != "raise_contact_unsafe" && says.ID != "record_consent" {
		for _, f := range l.fields {
			for k := range f.People {
				if f.People[k].Kind == "guardian" {
					told = append(told, f.People[k].Ref)
				}
			}
		}
	}
	said := j.saysContact()
	if !said && (len(told) == 0 || says.ID == "record_contact") {
		return // they rang and were told nothing, or somebody else told them
	}
	if len(told) == 0 {
		told = []int{0}
	}
	j.whileOpen(i, l, told)
	if j.age(day) == j.std.adult {
		j.withConsent(i, l, told, day)
	}
}

// saysContact reports whether the event says that a guardian was contacted.
func (j *judging) saysContact() bool {
	return slices.ContainsFunc(j.sets, func(s set) bool { return s.value != 0 && j.std.contactFacts.has(s.fact) })
}

// whileOpen judges whether these guardians could be contacted at all (DV-11).
func (j *judging) whileOpen(i int, l *line, told []int) {
	judgement := Satisfied
	for _, g := range told {
		if j.barred(g, l.at) {
			judgement = Violated
		}
	}
	if j.clearBy < 0 || i < j.clearBy || j.t.Adult == 0 {
		judgement = Violated
	}
	j.judge(contactOpen, i, l.at, judgement)
}

// barred reports whether contact with a guardian was suspended. One typed in by
// hand, or not named, may be any of them: one mark is enough. Which of two came
// first in one second is not known: nobody is blamed for that.
func (j *judging) barred(guardian int, at time.Time) bool {
	known := slices.Contains(j.t.Guardians, guardian)
	return slices.ContainsFunc(j.t.Marks, func(m Mark) bool {
		return m.Raised.Before(at) && m.holds(at) && (m.Guardian == 0 || m.Guardian == guardian || !known)
	})
}

// withConsent judges contact with the guardians of an adult (DV-1, DV-2).
func (j *judging) withConsent(i int, l *line, told []int, day calendar.Date) {
	about := chosen(l.fields, "about")
	if about == "" {
		about = "concern"
	}
	judgement, by := Satisfied, []int{}
	for _, g := range told {
		if c := j.covered("guardians", g, about, day); c == nil {
			judgement = Violated
		} else {
			by = append(by, c.event)
		}
	}
	f := j.judge(contactConsent, i, l.at, judgement, by...)
	if slices.ContainsFunc(by, func(event int) bool { return event > i }) {
		f.detail = []string{"recorded_after"}
	}
	judgement, by = Violated, nil
	for k := range j.consents {
		if c := &j.consents[k]; c.recipient == "guardians" && c.answer != "asked" && c.answer != "" {
			judgement, by = Satisfied, []int{c.event}
		}
	}
	j.judge(consentAsked, i, l.at, judgement, by...)
}

// openly are those who may be told without consent: child welfare (P10) and,
// where there is danger or crime, police and emergency services.
var openly = []string{"child_welfare", "police", "emergency"}

// shared judges telling other agencies what is confidential (DV-12).
func (j *judging) shared(i int, l *line, day calendar.Date) {
	v := find(l.fields, routine.AgencyField)
	if v == nil {
		return
	}
	named := v.List
	if v.Kind == Chosen {
		named = []string{v.Text}
	}
	for _, agency := range named {
		if slices.Contains(openly, agency) {
			continue
		}
		if !slices.Contains([]string{"nav", "ppt", "health"}, agency) {
			agency = "other"
		}
		judgement, by := Violated, []int(nil)
		if c := j.covered(agency, 0, "concern", day); c != nil {
			judgement, by = Satisfied, []int{c.event}
		}
		j.judge(sharingConsent, i, l.at, judgement, by...)
	}
}

// waive keeps an exception that leadership may make, and judges every one (DV-5).
func (j *judging) waive(i int, e *Event, l *line) {
	id := chosen(l.fields, "requirement")
	f := j.judge(waiverReasoned, i, l.at, Satisfied)
	if code := j.wrongWaiver(i, e, l); code != "" {
		f.judgement, f.code, f.detail = Violated, BecauseForbidden, []string{code}
		return
	}
	d := &j.demands[j.ids[id]]
	j.waived[d.at] = i + 1
	if f := j.current(d); f != nil && f.judgement == Pending {
		f.rule(Waived, BecauseWaiver, i, l.at)
	}
}

// Why the routine does not allow a waiver.
const (
	NotWaivable  = "not_waivable"  // the requirement cannot be waived, or is none of the routine's
	NotLeader    = "not_leader"    // whoever made it could not act as leadership in the case
	NoReason     = "no_reason"     // no reason from the list, or none in words
	NoAttempts   = "no_attempts"   // "nobody reached", and nobody had tried
	NotConfirmed = "not_confirmed" // "contact may harm", and leadership had not confirmed it with child welfare assessed
)

func (j *judging) wrongWaiver(i int, e *Event, l *line) string {
	k, known := j.ids[chosen(l.fields, "requirement")]
	reason := chosen(l.fields, "reason")
	switch {
	case !known || !j.demands[k].owes || j.demands[k].Unwaivable:
		return NotWaivable
	case !j.lines[i].leads:
		return NotLeader
	case reason == "" || find(l.fields, "why") == nil:
		return NoReason
	case reason == "nobody_reached" && !j.saidBefore(i, j.std.tried):
		return NoAttempts
	case reason == "contact_may_harm" && (j.contactAt(e.RecordedAt) != j.std.unsafe || !j.saidBefore(i, j.std.childWelfare)):
		return NotConfirmed
	}
	return ""
}

// saidBefore reports whether an event recorded before another gives a fact any
// value but its first.
func (j *judging) saidBefore(i int, fact uint8) bool {
	held, touched := j.sets, j.touched
	defer func() { j.sets, j.touched = held, touched }()
	for k := range i {
		e := &j.t.Events[k]
		if says := j.content(e, &j.lines[k]); !e.Refused && !j.lines[k].retracted && says != nil && says.gives(fact) {
			j.sets, j.touched = nil, factSet{}
			if j.say(says, j.lines[k].fields); slices.ContainsFunc(j.sets, func(s set) bool { return s.fact == fact && s.value != 0 }) {
				return true
			}
		}
	}
	return false
}

// gives reports whether a step can set a fact.
func (s *step) gives(fact uint8) bool {
	in := func(sets []set) bool { return slices.ContainsFunc(sets, func(s set) bool { return s.fact == fact }) }
	if in(s.sets) || slices.ContainsFunc(s.effects, func(e effect) bool { return in(e.sets) }) {
		return true
	}
	return slices.ContainsFunc(s.fields, func(f field) bool {
		return slices.ContainsFunc(f.choices, func(c choice) bool { return in(c.sets) }) ||
			slices.ContainsFunc(f.counts, func(c counting) bool { return in(c.sets) })
	})
}
