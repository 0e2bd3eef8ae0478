package audit

import (
	"slices"
	"time"
)

// judgeClosing judges a closing by what had been recorded when it was made: who
// had signed (DV-3), and what was still owed (DV-4). It is called before the
// closing itself is read.
func (j *judging) judgeClosing(i int) {
	at := slices.IndexFunc(j.closings, func(c closing) bool { return c.event == i })
	if at < 0 {
		return // it was closed already
	}
	if signed := j.closings[at].signed; signed >= 0 {
		j.judge(signedOff, i, j.lines[i].at, Satisfied, signed)
	} else {
		j.judge(signedOff, i, j.lines[i].at, Violated)
	}
	open := j.openAt(i)
	f := j.judge(nothingOpen, i, j.lines[i].at, Satisfied)
	if len(open) > 0 {
		f.judgement, f.code, f.detail = Violated, BecauseForbidden, open
	}
}

// openAt lists what was still owed, and the breaches that leadership had not
// acknowledged, when the event with index i was recorded.
func (j *judging) openAt(i int) []string {
	before, now := j, j.t.Events[i].RecordedAt
	if !j.inOrder || j.lastFix > i || j.cal.DateOf(now) != j.cal.DateOf(j.lines[i].at) {
		part := *j.t
		part.Events = j.t.Events[:i]
		before = &judging{inner: true}
		before.begin(j.Rules, &part, j.cal, now)
		before.run()
	}
	var open []string
	for k := range before.demands {
		d := &before.demands[k]
		if d.contact && j.agedLater(i) {
			continue
		}
		if f := before.current(d); f != nil && f.judgement == Pending && d.owes && before.blocks(d, f, now) {
			open = append(open, d.ID)
		}
	}
	for _, b := range before.breaches {
		if b.event < i && !b.retracted && (b.acknowledged < 0 || b.acknowledged > i) {
			open = append(open, chosen(before.lines[b.event].fields, "of"))
		}
	}
	return open
}

// agedLater reports whether somebody has set the birth date after an event was
// recorded. How old the student was held to be until then is not known, and so
// neither what was owed to the guardians.
func (j *judging) agedLater(i int) bool {
	return slices.ContainsFunc(j.t.Events[i:], func(e Event) bool { return !e.Refused && e.Step == "set_birth_date" })
}

// blocks reports whether a duty that is still pending stands in the way of
// closing: not where the danger exception holds (P1), and of what goes on until
// the end only what is overdue.
func (j *judging) blocks(d *demand, f *finding, now time.Time) bool {
	if d.template == maintain {
		return j.overdueAt(d, f, now)
	}
	return !j.endangers(d, now)
}

// endangers reports whether the danger exception frees a demand: contact would
// endanger the student, leadership has confirmed it, child welfare was assessed.
func (j *judging) endangers(d *demand, now time.Time) bool {
	return d.contact && j.contactAt(now) == j.std.unsafe && j.facts[j.std.childWelfare] != 0
}

// run reads a trace whole, up to its end or to now.
func (j *judging) run() {
	j.readRecord()
	j.tell()
	end := j.now
	if j.ended != "" && j.endedAt.Before(end) {
		end = j.endedAt
	}
	j.birthday(j.cal.DateOf(end))
	j.derive(end, j.cal.DateOf(end))
	j.lapse(end)
	if !j.inner {
		j.replay()
		j.conclude(end)
	}
}

// conclude settles what is still open: violated where the case is closed, as
// nobody can meet it any more.
func (j *judging) conclude(ended time.Time) {
	j.kept(ended)
	for k := range j.list {
		f := &j.list[k]
		d := &j.demands[f.demand]
		end := ended
		if f.judgement != Pending || f.code == BecauseKept {
			continue
		}
		if d.common && j.ended != "closed" {
			end = j.now // what every case owes goes on
		}
		switch {
		case j.endangers(d, end):
			f.rule(Waived, BecauseDanger, j.endedBy, end)
			j.dangerShown(f)
		case d.template == notTogether && j.ended == "closed":
			f.rule(Satisfied, BecauseKept, j.endedBy, end)
		case d.template == maintain && j.ended == "closed" && !j.overdueAt(d, f, end):
			f.rule(Satisfied, BecauseMet, j.endedBy, end)
		case j.ended == "closed":
			f.due, f.dueAt = j.dueOf(d, f, end)
			f.rule(Violated, BecauseLeft, j.endedBy, end)
		case j.ended == "voided" && !d.common:
			f.rule(NotApplicable, BecauseVoided, j.endedBy, end)
		case j.ended == "merged" && !d.common:
			f.rule(NotApplicable, BecauseMerged, j.endedBy, end)
		default:
			f.suspended = d.contact && j.shut(end)
			f.overdue = j.overdueAt(d, f, end)
			f.due, f.dueAt = j.dueOf(d, f, end)
		}
	}
}

// dangerShown keeps what the danger exception rests on: that child welfare was
// assessed and, where it was in this case, that leadership confirmed the danger.
func (j *judging) dangerShown(f *finding) {
	if !j.detail {
		return
	}
	if by := j.setBy[j.std.childWelfare]; by >= 0 {
		f.more = append(f.more, by)
	}
	for i := range j.t.Events {
		if e := &j.t.Events[i]; e.Step == "confirm_contact_unsafe" && !e.Refused {
			f.more = append(f.more, i)
			f.role = first(e.Roles)
		}
	}
}

// kept adds, for what must not be done and was not, that it was not: for good
// where the case is closed, and so far where it is not.
func (j *judging) kept(end time.Time) {
	seen := make([]bool, len(j.demands))
	for k := range j.list {
		seen[j.list[k].demand] = true
	}
	for k := range j.demands {
		d := &j.demands[k]
		if seen[k] || d.derived != nothingForbidden && (d.template != absent || d.derived != plain) || j.ended == "voided" || j.ended == "merged" {
			continue
		}
		from := j.opening()
		if from < 0 {
			continue
		}
		f := j.add(d, from, j.lines[from].at)
		f.code = BecauseKept
		if j.ended == "closed" {
			f.rule(Satisfied, BecauseKept, j.endedBy, end)
		}
	}
}
