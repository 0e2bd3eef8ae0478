package audit

import "slices"

// mean sets what follows from a step beside what the routine says it sets.
func (j *judging) mean(e *Event, says *step, l *line) {
	s := &j.std
	if says != nil && says.gathers && e.Step != "correct" && names(l.fields, "guardian") {
		j.set(s.attended, s.yes)
		j.set(s.informed, s.yes)
	}
	switch e.Step {
	case "assign", "accept_hand_over":
		j.set(s.responsible, s.assigned)
	case "student_left_school":
		j.set(s.student, s.left)
		if chosen(l.fields, "how") == "died" {
			j.set(s.student, s.dead)
		}
	case "record_emergency":
		j.set(s.emergency, s.emergencyRecorded)
	case "review_emergency":
		j.set(s.emergency, s.emergencyReviewed)
	case "sign_off":
		j.set(s.signOff, s.signed)
	case "close":
		j.set(s.closing, s.closed)
	case "reopen":
		j.set(s.closing, 0)
	case "assess_disclosure":
		j.set(s.disclosure, s.disclosureAssessed)
	case "record_correction":
		j.set(s.correction, s.correctionDone)
	case "record_contact":
		if chosen(l.fields, "outcome") == "corrected" {
			j.set(s.correction, s.correctionDone)
		}
	case "void":
		j.voided()
	case "confirm_void":
		j.voidingJudged(chosen(l.fields, "outcome") == "agreed")
	}
	if j.clears(e) {
		j.set(s.correction, s.correctionOwed)
	}
	j.spread(e, says, l)
}

func names(fields []Field, kind string) bool {
	return slices.ContainsFunc(fields, func(f Field) bool {
		return slices.ContainsFunc(f.People, func(p Person) bool { return p.Kind == kind })
	})
}

// voided makes owed what is due to those who were told of a case that was none.
func (j *judging) voided() {
	s := &j.std
	j.set(s.voiding, s.unconfirmed)
	j.unvoided = nil
	if told := j.facts[s.told]; told != 0 {
		j.unvoided = append(j.unvoided, set{s.correction, j.facts[s.correction]})
		j.set(s.correction, s.correctionOwed)
		if told == s.toldOutside {
			j.unvoided = append(j.unvoided, set{s.disclosure, j.facts[s.disclosure]})
			j.set(s.disclosure, s.disclosureOwed)
		}
	}
}

// voidingJudged settles what becomes of what a voiding made owed. Where it is
// rejected that is owed no longer; but whoever has been told meanwhile that the
// case was a mistake is to be told that it was none.
func (j *judging) voidingJudged(agreed bool) {
	s := &j.std
	if agreed {
		j.set(s.voiding, s.confirmed)
		return
	}
	j.set(s.voiding, s.rejected)
	j.set(s.closing, 0)
	for _, before := range j.unvoided {
		owed := s.correctionOwed
		if before.fact == s.disclosure {
			owed = s.disclosureOwed
		}
		switch {
		case j.facts[before.fact] == owed:
			j.set(before.fact, before.value)
		case before.fact == s.correction:
			j.set(s.correction, s.correctionOwed)
		}
	}
}

// clears reports whether an event says that it was no intoxication, or that
// nobody knows any more, when somebody was told that it was (P5).
func (j *judging) clears(e *Event) bool {
	s := &j.std
	again := e.Step == "reassess"
	switch {
	case !j.touched.has(s.intoxication), j.says(s.intoxication, s.found), j.says(s.intoxication, s.suspected), j.says(s.intoxication, s.gone),
		j.says(s.intoxication, s.unknown) && !again:
		return false
	}
	told := j.facts[s.told]
	return told == s.toldOutside || again && told == s.toldSchool
}

// spread notes how far what the case says has been told, and whether anybody of
// the leadership has acted in it since child welfare was notified.
func (j *judging) spread(e *Event, says *step, l *line) {
	s := &j.std
	switch {
	case slices.ContainsFunc(e.Roles, isLeader):
		j.set(s.leadershipActed, s.yes)
	case j.says(s.childWelfare, s.notified):
		j.set(s.leadershipActed, 0)
	}
	switch {
	case j.says(s.informed, s.yes), j.says(s.rang, s.rangTold), says != nil && says.Shares, e.Step == "record_emergency":
		j.set(s.told, s.toldOutside)
	case j.facts[s.told] == s.toldOutside:
	case e.Step != "recuse" && e.Step != "merged_in" && colleague(e, l):
		j.set(s.told, s.toldSchool)
	}
}

func colleague(e *Event, l *line) bool {
	return slices.ContainsFunc(l.fields, func(f Field) bool {
		return slices.ContainsFunc(f.People, func(p Person) bool { return p.Kind == "staff" && p.Ref != e.Actor })
	})
}
