package oracle

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// duties judges the activations of what asks for something to be done, one after
// the other: what is called for again before it was settled stays the one. A
// breach of what was not owed is a finding of its own.
func (j *judge) duties(d *routine.Requirement) []Finding {
	var list []Finding
	for i := 0; i < len(j.trace); {
		if !Holds(j.called(d), j.trace, i) {
			i++
			continue
		}
		f, next := j.duty(d, i, len(list) == 0)
		list = append(list, f)
		i = next
	}
	return j.withBreaches(d, list)
}

// never is what was done by breaking a requirement.
func never(*Position, int) bool { return false }

// ways are the formulas by which a duty that began at a position comes to its end.
type ways struct {
	birthday, lapsed, forgotten, waived, met, freed, gone, refused, breached Formula
}

func (j *judge) ways(d *routine.Requirement, i int) ways {
	live, no := j.live(d), Or{}
	where := func(f Formula) Formula { return And{live, f} }
	s := ways{
		birthday:  Atom{"birthday", func(p *Position) bool { return j.comesOfAge(d, i, p.At) }},
		lapsed:    no,
		forgotten: where(j.forgotten(d, i)),
		waived:    where(j.waives(d)),
		met:       where(condition(d.Target)),
		freed:     no,
		gone:      where(j.gone(d)),
		refused:   no,
		breached:  where(breach(d)),
	}
	if d.Ends != nil {
		s.freed = where(condition(d.Ends))
	}
	if j.needsContact(d) {
		s.refused = And{is("age", "adult"), Not{is("consent", "given")}}
		s.lapsed = Atom{"lapsed", func(p *Position) bool {
			return p.ID != j.trace[i].ID && p.Before["age"] == "adult" && p.Before["consent"] != "given"
		}}
	}
	if d.Template == "not_co_existence" {
		s = ways{no, no, s.forgotten, s.waived, no, no, no, no, where(j.everSo(condition(d.Target)))}
	}
	if d.Template == "maintenance" {
		later := j.trace[min(i+1, len(j.trace)):]
		s.met = And{j.called(d), Atom{"later", func(p *Position) bool {
			return slices.ContainsFunc(later, func(one Position) bool { return one.ID == p.ID })
		}}}
	}
	return s
}

// everSo is true from the first position on at which a formula is.
func (j *judge) everSo(f Formula) Formula {
	k := first(f, j.trace, 0)
	return Atom{"ever so", func(p *Position) bool {
		return k >= 0 && slices.IndexFunc(j.trace, func(one Position) bool { return one.ID == p.ID }) >= k
	}}
}

// waives is true of waivers of the requirement that the routine allows.
func (j *judge) waives(d *routine.Requirement) Formula {
	return Atom{"waives", func(p *Position) bool {
		return p.Step == "waive" && p.Fields["requirement"].Text == d.ID && j.mayWaive(p)
	}}
}

// forgotten is true where the case comes back to a scenario, and the duty that
// began at position i was waived while it was away: that is not taken up again.
func (j *judge) forgotten(d *routine.Requirement, i int) Formula {
	away := first(And{Not{j.live(d)}, j.waives(d)}, j.trace, i)
	return Atom{"forgotten", func(p *Position) bool {
		return away >= 0 && slices.IndexFunc(j.trace, func(one Position) bool { return one.ID == p.ID }) > away
	}}
}

// waivedBefore is whether a requirement was waived before it was first called
// for, and no new episode has begun of which it asks since.
func (j *judge) waivedBefore(d *routine.Requirement, i int) bool {
	waived := false
	for k := 0; k <= i; k++ {
		if j.trace[k].Sets["episode"] == "begun" && slices.ContainsFunc(read(d.Target), func(id string) bool { return among(id, j.facts["episode"].Resets) }) {
			waived = false
		}
		waived = waived || Holds(j.waives(d), j.trace, k)
	}
	return waived
}

// comesOfAge reports whether a duty to guardians that began before the student
// turned 18 has come to that day.
func (j *judge) comesOfAge(d *routine.Requirement, i int, at time.Time) bool {
	adult := j.world.trace.Adult
	return adult != 0 && j.needsContact(d) && j.trace[i].Day < adult && j.cal.DateOf(at) >= adult
}

// duty judges the one that began at position i, and tells where the next can begin.
func (j *judge) duty(d *routine.Requirement, i int, isFirst bool) (Finding, int) {
	f := Finding{Since: j.trace[i].At}
	s := j.ways(d, i)
	if isFirst && j.waivedBefore(d, i) {
		return j.afterWaiver(d, f, i, i)
	}
	met := And{s.met, Not{s.birthday}, Not{s.lapsed}, Not{s.forgotten}, Not{s.waived}}
	released := Or{s.birthday, s.lapsed, s.forgotten, s.waived, s.freed, s.gone, s.refused, s.breached}
	inTime := func(_ []Position, began, k int) bool {
		return !j.overdue(d, began, j.known(d, began, k), j.trace[k].At)
	}
	k := first(Or{met, released}, j.trace, i)
	switch {
	case k < 0:
		return j.open(d, f, i), len(j.trace)
	case !Holds(Until{Not{released}, met}, j.trace, i):
		return j.released(d, f, i, k, s)
	}
	at := j.trace[k].At
	j.dates(d, &f, i, j.known(d, i, k), at)
	f.Judgement = audit.Satisfied
	if !Holds(Within{Not{released}, met, inTime}, j.trace, i) {
		f.Judgement, f.LateBy = audit.Late, j.lateBy(d, i, j.known(d, i, k), at)
	}
	if d.Template == "maintenance" {
		return f, k
	}
	return f, k + 1
}

// released judges a duty that ended at position k without being met: what ended
// it just before the event leaves that event to begin it anew.
func (j *judge) released(d *routine.Requirement, f Finding, i, k int, s ways) (Finding, int) {
	at := j.trace[k].At
	f.Judgement = audit.NotApplicable
	j.dates(d, &f, i, k, at)
	switch {
	case Holds(s.birthday, j.trace, k):
		adult := j.world.trace.Adult.Start(j.cal.Location())
		j.dates(d, &f, i, k-1, adult)
		return j.cut(d, f, i, k-1, adult), k
	case Holds(s.lapsed, j.trace, k), Holds(s.forgotten, j.trace, k):
		j.dates(d, &f, i, k-1, at)
		return f, k
	case Holds(s.waived, j.trace, k):
		return j.afterWaiver(d, f, i, k)
	case Holds(s.freed, j.trace, k):
		if d.Template == "maintenance" {
			f.Judgement = j.kept(d, i, k, at)
		}
	case Holds(s.gone, j.trace, k):
		f = j.cut(d, f, i, k, at)
	case Holds(s.breached, j.trace, k):
		f.Judgement = audit.Violated
		if Holds(breach(d), j.trace, k) {
			f.by = j.trace[k].ID
		}
	}
	return f, k + 1
}

// known is the position up to which events move the deadline of what is met at
// position k: of what is to be kept up, meeting it begins the next time.
func (j *judge) known(d *routine.Requirement, i, k int) int {
	if d.Template == "maintenance" {
		return max(i, k-1)
	}
	return k
}

// cut judges what ended by itself at a moment: violated where it was overdue then.
func (j *judge) cut(d *routine.Requirement, f Finding, i, k int, at time.Time) Finding {
	f.Judgement = audit.NotApplicable
	if j.overdue(d, i, k, at) {
		f.Judgement = audit.Violated
	}
	return f
}

// kept judges what is to be kept up until it ends: satisfied, unless the next
// time was overdue by then.
func (j *judge) kept(d *routine.Requirement, i, k int, at time.Time) audit.Judgement {
	if j.overdue(d, i, k, at) {
		return audit.Violated
	}
	return audit.Satisfied
}

// afterWaiver judges what was waived at position k: waived, unless it is done in
// time after all, before it is called for again.
func (j *judge) afterWaiver(d *routine.Requirement, f Finding, i, k int) (Finding, int) {
	f.Judgement = audit.Waived
	known := k // nothing moves the deadline of what is waived
	if k == i {
		known = i - 1 // it has never begun to run
	}
	j.dates(d, &f, i, known, j.trace[k].At)
	for m := k; m < len(j.trace) && (m == k || !Holds(j.called(d), j.trace, m)); m++ {
		if d.Template == "maintenance" || !Holds(condition(d.Target), j.trace, m) {
			continue
		}
		if at := j.trace[m].At; !j.overdue(d, i, known, at) {
			j.dates(d, &f, i, known, at)
			f.Judgement = audit.Satisfied
		}
		break
	}
	return f, k + 1
}

// overdue reports whether a duty's deadline, as it stands at position k, has
// passed at a moment. None has while contact with guardians is suspended.
func (j *judge) overdue(d *routine.Requirement, i, k int, at time.Time) bool {
	if j.suspended(d, at) {
		return false
	}
	_, when := j.prolonged(d, j.due(d, j.trace, i, k), j.trace, i, at)
	return when.passed(j.world, at)
}

// suspended reports whether a duty has to wait, because contact with guardians has.
func (j *judge) suspended(d *routine.Requirement, at time.Time) bool {
	return j.needsContact(d) && slices.ContainsFunc(j.silences(j.trace), func(s silence) bool { return s.holds(at) })
}

func (j *judge) lateBy(d *routine.Requirement, i, k int, at time.Time) audit.Lateness {
	_, when := j.prolonged(d, j.due(d, j.trace, i, k), j.trace, i, at)
	return j.lateness(when, at)
}

// dates fills in when it is due, as known at a moment.
func (j *judge) dates(d *routine.Requirement, f *Finding, i, k int, at time.Time) {
	shown, _ := j.prolonged(d, j.due(d, j.trace, i, k), j.trace, i, at)
	f.DueOn, f.DueAt = shown.day, shown.moment
}

// lapsed reports whether the student is an adult whose consent has run out by a
// moment at the end.
func (j *judge) lapsed(at time.Time) bool {
	end := Position{Consents: j.trace[len(j.trace)-1].Consents}
	if last := j.trace[len(j.trace)-1]; last.answers() {
		end.Consents = append(slices.Clone(end.Consents), last.asConsent())
	}
	day := j.cal.DateOf(at)
	return j.age(day) == "adult" && standing(end.Consents, day) != "given"
}

// open judges a duty that nothing has settled by the end.
func (j *judge) open(d *routine.Requirement, f Finding, i int) Finding {
	last := len(j.trace) - 1
	over := j.rec.ended == "closed" || j.rec.ended != "" && j.Routine.Own(d.ID)
	at := j.now
	if over {
		at = j.rec.endedAt
	}
	j.dates(d, &f, i, last, at)
	contact := j.needsContact(d)
	switch {
	case d.Template == "not_co_existence" && Holds(j.live(d), j.trace, last):
		f.Judgement = audit.Pending
		if j.rec.ended == "closed" {
			f.Judgement = audit.Satisfied
		} else if over {
			f.Judgement = audit.NotApplicable
		}
	case j.comesOfAge(d, i, at):
		return j.cut(d, f, i, last, j.world.trace.Adult.Start(j.cal.Location()))
	case !Holds(j.live(d), j.trace, last), contact && j.lapsed(at):
		f.Judgement = audit.NotApplicable
	case contact && j.contact(at) == "unsafe" && j.trace[last].Facts["child_welfare"] != "no":
		f.Judgement = audit.Waived
	case j.rec.ended == "closed" && d.Template == "maintenance":
		f.Judgement = j.kept(d, i, last, at)
	case j.rec.ended == "closed":
		f.Judgement = audit.Violated
	case over:
		f.Judgement = audit.NotApplicable
	default:
		f.Judgement = audit.Pending
		f.Suspended = j.suspended(d, at)
		f.Overdue = j.overdue(d, i, last, at)
	}
	return f
}
