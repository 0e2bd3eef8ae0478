package audit

import (
	"slices"

	"kjentvei/workflow/routine"
)

// allowed judges whether the routine allows what was done (DV-13): a breach of a
// step says itself that it did not; nobody takes a step that is not theirs, or
// corrects what cannot be corrected; and no step is taken while a guard that
// nobody can lift does not hold. It is called before the event's facts are set.
func (j *judging) allowed(i int, e *Event, says *step) {
	switch {
	case says == nil && e.Step != "correct" || e.Step == "open":
	case e.Step == "record_breach":
		f := j.judge(nothingForbidden, i, j.lines[i].at, Violated)
		for _, r := range e.Reasons {
			f.detail = append(f.detail, r.Requirement)
		}
	case !j.lines[i].may && !slices.Contains(ownRow, e.Step):
		f := j.judge(nothingForbidden, i, j.lines[i].at, Violated)
		f.detail = []string{NotTheirs}
	case len(says.strict) > 0:
		facts := slices.Clone(j.facts)
		j.assign(i)
		facts, j.facts = j.facts, facts
		for _, g := range says.strict {
			if !g.when.true(facts) {
				f := j.judge(nothingForbidden, i, j.lines[i].at, Violated)
				f.detail = []string{g.requirement}
				break
			}
		}
	}
}

// ownRow are the steps of which another requirement says whose they are: DV-3,
// DV-4 and DV-5.
var ownRow = []string{"sign_off", "acknowledge_breach", "waive"}

// Why the routine does not allow a step, beside what it would break.
const (
	NotTheirs = "not_theirs" // whoever took it may not
	NotHere   = "state"      // it does not belong in the state that the case was in
)

// replay follows the states that the record says the case was in, and judges
// each step that does not belong where it was taken, or led where it does not
// lead. A record without states, as of cases that were followed on paper, is
// not judged so.
func (j *judging) replay() {
	state := ""
	for i := range j.t.Events {
		e := &j.t.Events[i]
		if e.Refused || e.State == "" {
			continue
		}
		if state != "" && !j.leadsOn(i, e, state) {
			f := j.judge(nothingForbidden, i, j.lines[i].at, Violated)
			f.detail = []string{NotHere}
		}
		state = e.State
	}
}

// ends are the states of a case that is over.
var ends = []string{"closed", "voided", "merged"}

// leadsOn reports whether an event belongs in a state and may leave the case in
// the one that it says.
func (j *judging) leadsOn(i int, e *Event, from string) bool {
	s, known := j.steps[e.Step]
	switch {
	case e.Step == "record_breach" || e.Step == "merged_in":
		return true
	case !known:
		return false
	case !s.common:
		return j.belongs(s, e, from)
	case e.State == from:
		return true
	}
	switch e.Step {
	case "close":
		at, known := j.Routine.State(from)
		return e.State == "closed" && known && (at.Final || j.goneBefore(i)) && !slices.Contains(ends, from)
	case "void":
		return e.State == "voided" && (from == "closed" || !slices.Contains(ends, from))
	case "merge":
		return e.State == "merged" && !slices.Contains(ends, from)
	case "change_scenario":
		to, ok := j.scenarios[e.chosen("to")]
		return ok && e.State == to.Start && !slices.Contains(ends, from)
	}
	// Content that arrives after closing takes the case up again, as reopen does.
	return slices.Contains(ends, from) && !slices.Contains(ends, e.State)
}

func (j *judging) belongs(s *step, e *Event, from string) bool {
	if slices.Contains(ends, from) {
		return false
	}
	here := slices.Contains(s.From, from)
	if e.State == from {
		return here || s.Owed
	}
	return here && slices.ContainsFunc(s.To, func(t routine.Target) bool { return t.State == e.State })
}

// goneBefore reports whether somebody had recorded that the student has left the
// school, or is dead: then a case can be closed wherever it stands.
func (j *judging) goneBefore(i int) bool {
	return slices.ContainsFunc(j.t.Events[:i], func(e Event) bool { return e.Step == "student_left_school" && !e.Refused })
}
