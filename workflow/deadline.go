package workflow

import (
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// before gives a duty a deadline by the minute.
func (t *teller) before(d *duty, at time.Time) {
	d.dueAt, d.due = instantOf(at), t.Calendar.DateOf(at)
}

// anchorDuty moves a deadline that counts from something that happened later.
func (t *teller) anchorDuty(s *story, d *duty, demand *routine.Requirement, e *Event, sets map[string]string) {
	deadline := demand.Deadline
	if deadline == nil || deadline.Days == nil {
		return
	}
	on := t.Calendar.DateOf(e.OccurredAt)
	switch {
	case activates(sets, deadline.From):
		d.due = t.Calendar.AddSchoolDays(on, deadline.Days.Value)
	case activates(sets, deadline.MovedBy):
		d.due = max(d.due, t.Calendar.Next(on))
	}
}

// overdue reports whether the deadline has passed: a day at the midnight after
// it, "at once" at its minute.
func (d *duty) overdue(cal *calendar.Calendar, now time.Time) bool {
	return overdue(d.due, d.dueAt.time(), cal.DateOf(now), now)
}

func overdue(due calendar.Date, dueAt time.Time, day calendar.Date, now time.Time) bool {
	if !dueAt.IsZero() {
		return now.After(dueAt)
	}
	return due != 0 && day > due
}

// prolong gives what is owed to guardians, where contact had to wait when its
// deadline passed, the next school day after the waiting was over (P1: it was
// never overdue meanwhile).
func (c *Case) prolong(w *World, due *Due) {
	for due.DueOn != 0 {
		passes := due.DueAt
		if passes.IsZero() {
			passes = (due.DueOn + 1).Start(w.Calendar.Location())
		}
		if passes.After(w.Now) || !c.waits(w, passes) {
			return
		}
		over := c.waitsUntil(w, passes)
		if over.IsZero() {
			return
		}
		due.DueOn, due.DueAt = max(due.DueOn, w.Calendar.Next(w.Calendar.DateOf(over))), time.Time{}
	}
}

// waits reports whether contact with guardians had to wait at a moment.
func (c *Case) waits(w *World, at time.Time) bool {
	return w.contact(at) != "open" || c.unclear || at.Before(c.recognised())
}

// recognised is when somebody recorded who the student is, zero where that was clear
// from the start, or is not yet.
func (c *Case) recognised() time.Time {
	if c.events[0].Payload.Opening.Unclear {
		for i := range c.events {
			if e := &c.events[i]; e.Step == "confirm_student" && e.Outcome == Done {
				return e.RecordedAt
			}
		}
	}
	return time.Time{}
}

// waitsUntil is when contact first became possible again after a moment, zero
// when it is not yet.
func (c *Case) waitsUntil(w *World, from time.Time) (first time.Time) {
	consider := func(at time.Time) {
		if at.After(from) && !at.After(w.Now) && !c.waits(w, at) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	consider(c.recognised())
	for _, mark := range w.Student.marks() {
		consider(mark.LiftedAt)
	}
	return first
}
