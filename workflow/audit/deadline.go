package audit

import (
	"math"
	"time"

	"kjentvei/workflow/calendar"
)

// setDeadline counts a new activation's deadline.
func (j *judging) setDeadline(d *demand, f *finding) {
	switch l := d.Deadline; {
	case l == nil:
	case l.Minutes != nil:
		j.dueBy(f, f.since.Add(time.Duration(l.Minutes.Value)*time.Minute))
	case l.Hours > 0:
		j.dueBy(f, f.since.Add(time.Duration(l.Hours)*time.Hour))
	case l.Opens == "next_school_day":
		f.due = j.cal.Next(f.anchor)
		if j.back > f.anchor {
			f.due = j.cal.OnOrAfter(j.back)
		}
	case len(d.from) == 0:
		f.due = j.cal.AddSchoolDays(f.anchor, l.Days.Value)
	}
}

func (j *judging) dueBy(f *finding, at time.Time) { f.dueAt, f.due = at, j.cal.DateOf(at) }

// overdueAt reports whether a deadline had passed: a day at the midnight after
// it, "at once" at its minute.
func (j *judging) overdueAt(d *demand, f *finding, at time.Time) bool {
	if d.contact && j.shut(at) {
		return false
	}
	due, dueAt := j.dueOf(d, f, at)
	if !dueAt.IsZero() {
		return at.After(dueAt)
	}
	return due != 0 && j.cal.DateOf(at) > due
}

// lateness is by how much a deadline was missed.
func (j *judging) lateness(d *demand, f *finding, at time.Time) Lateness {
	if f.due == 0 || !j.overdueAt(d, f, at) {
		return Lateness{}
	}
	due, dueAt := j.dueOf(d, f, at)
	if !dueAt.IsZero() {
		return Lateness{math.Ceil(at.Sub(dueAt).Hours()*10) / 10, Hours}
	}
	return Lateness{float64(max(1, j.cal.Between(due, j.cal.OnOrAfter(j.cal.DateOf(at))))), SchoolDays}
}

// dueOf is the deadline as it stood at a moment. Where contact with guardians had
// to wait when it passed, it is the school day after the waiting was over.
func (j *judging) dueOf(d *demand, f *finding, at time.Time) (calendar.Date, time.Time) {
	due, dueAt := f.due, f.dueAt
	if !d.contact || due == 0 || len(j.t.Marks) == 0 && j.clearBy == 0 {
		return due, dueAt
	}
	for {
		passes := dueAt
		if passes.IsZero() {
			passes = (due + 1).Start(j.cal.Location())
		}
		if passes.After(at) || !j.shut(passes) {
			return due, dueAt
		}
		over := j.openAfter(passes, at)
		if over.IsZero() {
			return due, dueAt // it still has to wait
		}
		due, dueAt = max(due, j.cal.Next(j.cal.DateOf(over))), time.Time{}
	}
}

// shut reports whether contact with guardians has to wait: it may be unsafe, or
// nobody has said who the student is.
func (j *judging) shut(at time.Time) bool {
	return j.contactAt(at) != 0 || j.unclearAt(at)
}

func (j *judging) unclearAt(at time.Time) bool {
	return j.clearBy < 0 || j.clearBy > 0 && at.Before(j.t.Events[j.clearBy].RecordedAt)
}

// openAfter is when contact first became possible again after a moment, and by
// another; zero when it did not.
func (j *judging) openAfter(from, by time.Time) (first time.Time) {
	consider := func(at time.Time) {
		if at.After(from) && !at.After(by) && !j.shut(at) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if j.clearBy > 0 {
		consider(j.t.Events[j.clearBy].RecordedAt)
	}
	for k := range j.t.Marks {
		if at := j.t.Marks[k].Lifted; !at.IsZero() {
			consider(at)
		}
	}
	return first
}
