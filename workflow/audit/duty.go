package audit

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
)

// duties is what has been called for so far.
type duties struct {
	list   []finding
	open   []int32 // by demand: one more than the index in list of the activation that counts now, 0 for none
	called []bool  // by demand: it has been owed before
	waived []int   // by demand: one more than the index of an event that waived what may still come, 0 for none
	spared []int   // by demand: one more than the index of an event that called for it where it does not apply
	why    []string
	met    []bool // by demand: the target was true after the last event (succession), or ever (not co-existence)
}

// finding is one activation on its way to a Finding.
type finding struct {
	demand    int
	judgement Judgement
	code      string
	since     time.Time
	anchor    calendar.Date // the day of since
	due       calendar.Date // 0: no deadline
	dueAt     time.Time
	settled   time.Time
	lateness  Lateness
	from      int // index of the event that called for it, -1 for none
	by        int // of the event that settled it, -1 for none
	more      []int
	detail    []string
	role      string // of whoever confirmed the danger
	suspended bool
	overdue   bool
	tried     bool // Waived, and done since: in time, or too late to count
}

// current is the activation of a demand that counts now, nil for none.
func (j *judging) current(d *demand) *finding {
	if at := j.open[d.at]; at > 0 {
		return &j.list[at-1]
	}
	return nil
}

// add begins a finding that an event gives rise to.
func (j *judging) add(d *demand, event int, at time.Time) *finding {
	j.list = append(j.list, finding{
		demand: d.at, judgement: Pending, code: BecauseAsked, since: at, anchor: j.cal.DateOf(at), from: event, by: -1,
	})
	return &j.list[len(j.list)-1]
}

// rule settles a finding. event is the index of what settles it, or -1 for the
// clock.
func (f *finding) rule(judgement Judgement, code string, event int, at time.Time) {
	f.judgement, f.code, f.by, f.settled = judgement, code, event, at
}

// owe settles what an event changes in what is called for.
func (j *judging) owe(i int, e *Event, at time.Time, day calendar.Date) {
	j.forget()
	breachOf := ""
	if e.Step == "record_breach" {
		breachOf = chosen(j.lines[i].fields, "of")
	}
	for k := range j.demands {
		d := &j.demands[k]
		if d.derived != plain {
			continue
		}
		if e.Step == "change_scenario" || d.hears.meets(&j.touched) {
			j.call(i, e, d, at)
		}
		if d.template == succeed || d.template == notTogether {
			j.together(i, d, at)
		}
		if f := j.current(d); f != nil && d.template != notTogether {
			j.pursue(i, d, f, at, day, breachOf == d.ID)
		}
	}
	if breachOf != "" {
		j.broken(i, e, breachOf, at)
	}
}

// forget drops, when a new episode begins, what was waived beforehand of it: a
// waiver is for what it was given for.
func (j *judging) forget() {
	if !j.says(j.std.episode, j.std.begun) {
		return
	}
	begins := j.vocabulary[j.std.episode].resets
	for k := range j.demands {
		if j.waived[k] == 0 || j.called[k] {
			continue
		}
		j.demands[k].target.leaves(j.facts, func(leaf *cond, _ bool) {
			if slices.Contains(begins, leaf.fact) {
				j.waived[k] = 0
			}
		})
	}
}

// triggers reports whether the event that is being read sets a fact as one of the
// triggers says.
func (j *judging) triggers(list []trigger) bool {
	for _, t := range list {
		if !j.touched.has(t.fact) {
			continue
		}
		for _, s := range j.sets {
			if s.fact == t.fact && t.values>>s.value&1 == 1 {
				return true
			}
		}
	}
	return false
}

// stands reports whether a fact is as one of the triggers says.
func (j *judging) stands(list []trigger) bool {
	return slices.ContainsFunc(list, func(t trigger) bool { return t.values>>j.facts[t.fact]&1 == 1 })
}

// belongs reports whether a demand is one of a scenario.
func (d *demand) belongs(scenario string) bool {
	return len(d.Scenarios) == 0 || slices.Contains(d.Scenarios, scenario)
}

// call begins an activation where the event calls for the demand: by what it
// sets or, on a move to another scenario, by what is so already.
func (j *judging) call(i int, e *Event, d *demand, at time.Time) {
	if !d.belongs(j.scenario) {
		return
	}
	calls := j.triggers(d.activation) || e.Step == "change_scenario" && !d.belongs(j.moved) && j.stands(d.activation)
	switch {
	case !calls:
	case j.gone(d) && d.template != absent:
	case d.applies.true(j.facts):
		j.activate(i, d, at)
	case j.spared[d.at] == 0:
		j.spared[d.at] = i + 1
		if j.detail {
			j.why[d.at] = j.unmet(d.applies)
		}
	}
}

// activate begins an activation, and settles at once what is judged there and then.
func (j *judging) activate(i int, d *demand, at time.Time) {
	switch d.template {
	case permit:
		j.add(d, i, at).rule(Satisfied, BecauseUsed, i, at)
		return
	case absent:
		j.add(d, i, at).rule(Violated, BecauseForbidden, i, at)
		return
	case precede:
		f := j.add(d, i, at)
		j.precede(i, d, f, at)
		return
	}
	if f := j.current(d); f != nil {
		if f.judgement == Pending && d.template != maintain {
			return // owed again before it was met stays the one duty
		}
		if f.judgement == Pending {
			j.meet(i, d, f, at)
		}
	}
	f := j.add(d, i, at)
	j.open[d.at] = int32(len(j.list))
	j.setDeadline(d, f)
	if w := j.waived[d.at]; w > 0 && !j.called[d.at] {
		f.rule(Waived, BecauseWaiver, w-1, at)
	} else {
		j.waived[d.at] = 0
	}
	j.called[d.at] = true
}

// precede judges a demand that something comes first.
func (j *judging) precede(i int, d *demand, f *finding, at time.Time) {
	switch {
	case d.target.true(j.facts):
		f.rule(Satisfied, BecauseMet, i, at)
		j.witness(f, d.target)
	case j.t.Events[i].Step == "record_breach":
		f.rule(Violated, BecauseBreach, i, at)
	default:
		f.rule(Violated, BecauseForbidden, i, at)
	}
	j.called[d.at] = true
}

// pursue settles what an event means for an activation that counts.
func (j *judging) pursue(i int, d *demand, f *finding, at time.Time, day calendar.Date, broken bool) {
	if f.judgement == Waived && f.code == BecauseWaiver && d.template != maintain && !f.tried && d.target.true(j.facts) {
		if f.tried = true; !j.overdueAt(d, f, at) {
			j.meet(i, d, f, at) // done all the same
		}
		return
	}
	if f.judgement != Pending {
		return
	}
	if l := d.Deadline; l != nil && l.Days != nil {
		switch {
		case j.triggers(d.from):
			f.due = j.cal.AddSchoolDays(day, l.Days.Value)
		case j.triggers(d.movedBy):
			f.due = max(f.due, j.cal.Next(day))
		}
	}
	switch {
	case d.template != maintain && d.target.true(j.facts):
		j.meet(i, d, f, at)
	case d.ends != nil && d.ends.true(j.facts):
		j.free(i, d, f, at)
	case j.gone(d):
		j.expire(d, f, BecauseGone, i, at)
	case d.contact && j.facts[j.std.age] == j.std.adult && j.facts[j.std.consent] != j.std.given:
		f.rule(NotApplicable, BecauseNoConsent, i, at)
	}
	if broken && f.judgement == Pending {
		f.rule(Violated, BecauseBreach, i, at)
	}
}

// meet settles an activation whose target holds.
func (j *judging) meet(i int, d *demand, f *finding, at time.Time) {
	f.rule(Satisfied, BecauseMet, i, at)
	if f.lateness = j.lateness(d, f, at); f.lateness.Unit != "" {
		f.judgement = Late
	}
	f.due, f.dueAt = j.dueOf(d, f, at)
	j.witness(f, d.target)
}

// free ends an activation by what the routine says ends it. What was to go on
// until then was kept up, or was not.
func (j *judging) free(i int, d *demand, f *finding, at time.Time) {
	switch {
	case d.template != maintain:
		f.rule(NotApplicable, BecauseFreed, i, at)
		j.witness(f, d.ends)
	case j.overdueAt(d, f, at):
		f.rule(Violated, BecauseLeft, i, at)
	default:
		f.rule(Satisfied, BecauseMet, i, at)
	}
}

// expire ends an activation that nobody can meet any more: violated when it was
// overdue by then.
func (j *judging) expire(d *demand, f *finding, code string, event int, at time.Time) {
	judgement := NotApplicable
	if j.overdueAt(d, f, at) {
		judgement = Violated
	}
	f.rule(judgement, code, event, at)
}

// birthday ends what was owed to the guardians of a student who has turned 18
// (P3, C4), as of the start of that day.
func (j *judging) birthday(day calendar.Date) {
	if j.t.Adult == 0 || day < j.t.Adult {
		return
	}
	for k := range j.demands {
		d := &j.demands[k]
		if !d.contact {
			continue
		}
		if f := j.current(d); f != nil && f.judgement == Pending && f.anchor < j.t.Adult {
			j.expire(d, f, BecauseBirthday, -1, j.t.Adult.Start(j.cal.Location()))
		}
	}
}

// lapse ends what was owed to the guardians of an adult whose consent has run
// out: what the school was to do it must not do any more.
func (j *judging) lapse(at time.Time) {
	if j.facts[j.std.age] != j.std.adult || !slices.ContainsFunc(j.consents, func(c consent) bool { return c.until != 0 }) {
		return
	}
	for k := range j.demands {
		d := &j.demands[k]
		f := j.current(d)
		if !d.contact || f == nil || f.judgement != Pending {
			continue
		}
		switch {
		case d.ends != nil && d.ends.true(j.facts):
			j.free(-1, d, f, at)
		case j.facts[j.std.consent] != j.std.given:
			f.rule(NotApplicable, BecauseNoConsent, -1, at)
		}
	}
}

// gone reports whether a demand is made no longer because the student is: all
// of them when the student is dead, and when the student has left the school
// those that the rest of the world cannot be given.
func (j *judging) gone(d *demand) bool {
	switch j.facts[j.std.student] {
	case j.std.dead:
		return true
	case j.std.left:
		return !d.survives
	}
	return false
}

// move ends what only the old scenario demanded, and takes up again what a move
// before had ended. What is owed to the guardians stays owed (P1).
func (j *judging) move(i int, to string, at time.Time) {
	for k := range j.demands {
		d := &j.demands[k]
		f := j.current(d)
		if f == nil || d.derived != plain {
			continue
		}
		switch there := d.belongs(to); {
		case !there && f.judgement == Pending && !d.contact:
			f.rule(NotApplicable, BecauseMoved, i, at)
		case there && f.code == BecauseMoved && j.waived[d.at] == 0:
			f.rule(Pending, BecauseAsked, -1, time.Time{})
		}
	}
}

// together judges what may not come about before, or beside, something else.
func (j *judging) together(i int, d *demand, at time.Time) {
	holds := d.target.true(j.facts)
	f := j.current(d)
	if d.template == notTogether {
		j.met[d.at] = j.met[d.at] || holds
		if f != nil && f.judgement == Pending && j.met[d.at] {
			f.rule(Violated, BecauseForbidden, i, at)
		}
		return
	}
	if holds && !j.met[d.at] && !j.called[d.at] && d.belongs(j.scenario) && d.applies.true(j.facts) {
		j.add(d, i, at).rule(Violated, BecauseForbidden, i, at)
	}
	j.met[d.at] = holds
}

// broken keeps a breach that was recorded: of a requirement that was not owed
// then, and of each that a step broke.
func (j *judging) broken(i int, e *Event, of string, at time.Time) {
	violate := func(id string) {
		k, ok := j.ids[id]
		if !ok || j.demands[k].template == permit {
			return
		}
		if slices.ContainsFunc(j.list, func(f finding) bool { return f.demand == k && f.code == BecauseBreach && f.by == i }) {
			return
		}
		f := j.add(&j.demands[k], i, at)
		f.rule(Violated, BecauseBreach, i, at)
	}
	if _, isDemand := j.ids[of]; isDemand {
		violate(of)
		return
	}
	for _, r := range e.Reasons {
		violate(r.Requirement)
	}
}
