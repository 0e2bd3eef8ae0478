package oracle

import (
	"math"
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// due is when something is to be done: by the end of a day, or by a moment. The
// zero due is never.
type due struct {
	day    calendar.Date
	moment time.Time
}

// passed reports whether it is too late.
func (d due) passed(w *world, at time.Time) bool {
	if !d.moment.IsZero() {
		return at.After(d.moment)
	}
	return d.day != 0 && w.cal.DateOf(at) > d.day
}

// due is when a duty that began at position i is due, as it stands at position k:
// counted from what begins it, or from what the deadline counts from; and moved.
func (w *world) due(d *routine.Requirement, trace []Position, i, k int) due {
	deadline := d.Deadline
	if deadline == nil {
		return due{}
	}
	began := &trace[i]
	var when due
	switch {
	case deadline.Minutes != nil:
		return w.by(began.At.Add(time.Duration(deadline.Minutes.Value) * time.Minute))
	case deadline.Hours > 0:
		return w.by(began.At.Add(time.Duration(deadline.Hours) * time.Hour))
	case deadline.Opens == "next_school_day" && began.Back > began.Day:
		when.day = w.cal.OnOrAfter(began.Back)
	case deadline.Opens == "next_school_day":
		when.day = w.cal.Next(began.Day)
	case len(deadline.From) == 0:
		when.day = w.cal.AddSchoolDays(began.Day, deadline.Days.Value)
	}
	for m := i; m <= k; m++ {
		switch {
		case !Holds(w.live(d), trace, m):
		case Holds(sets(deadline.From), trace, m):
			when.day = w.cal.AddSchoolDays(trace[m].Day, deadline.Days.Value)
		case Holds(sets(deadline.MovedBy), trace, m):
			when.day = max(when.day, w.cal.Next(trace[m].Day))
		}
	}
	return when
}

func (w *world) by(moment time.Time) due { return due{w.cal.DateOf(moment), moment} }

// silence is a time in which nobody may contact the guardians; to is zero while
// it lasts.
type silence struct{ from, to time.Time }

// silences are the times when contact was suspended, as it is known now.
func (w *world) silences(trace []Position) []silence {
	var turns []time.Time
	unclear := w.unclear(trace)
	for _, m := range w.trace.Marks {
		turns = append(turns, m.Raised, m.Lifted)
	}
	turns = append(turns, unclear.from, unclear.to)
	turns = slices.DeleteFunc(turns, time.Time.IsZero)
	slices.SortFunc(turns, time.Time.Compare)
	var list []silence
	silent := false
	for _, at := range turns {
		now := w.contact(at) != "open" || unclear.holds(at)
		switch {
		case now && !silent:
			list = append(list, silence{from: at})
		case !now && silent:
			list[len(list)-1].to = at
		}
		silent = now
	}
	return list
}

// unclear is the time when it is not known who the student is: until somebody
// says. It is empty where that was always known.
func (w *world) unclear(trace []Position) silence {
	if len(w.trace.Events) == 0 || !w.trace.Events[0].Unclear || len(trace) == 0 {
		return silence{}
	}
	s := silence{from: time.Unix(0, 0)}
	if k := first(step("confirm_student"), trace, 0); k >= 0 {
		s.to = trace[k].At
	}
	return s
}

func (s silence) holds(at time.Time) bool {
	return !s.from.IsZero() && !s.from.After(at) && (s.to.IsZero() || s.to.After(at))
}

// prolonged is the deadline of a duty that began at position i as silence has
// moved it by a moment: to the school day after the silence in which it would have run out, or to never while that lasts.
// The day shown stays the old one until then.
func (w *world) prolonged(d *routine.Requirement, when due, trace []Position, i int, at time.Time) (shown, effective due) {
	if !w.needsContact(d) || when == (due{}) {
		return when, when
	}
	for _, s := range w.silences(trace) {
		switch {
		case !w.coversEnd(s, when) || s.from.After(at) || !s.to.IsZero() && !s.to.After(trace[i].At):
		case s.to.IsZero() || s.to.After(at):
			return when, due{}
		default:
			when = due{day: w.cal.Next(w.cal.DateOf(s.to))}
		}
	}
	return when, when
}

// coversEnd reports whether a deadline runs out in a silence.
func (w *world) coversEnd(s silence, when due) bool {
	if !when.moment.IsZero() {
		return s.holds(when.moment)
	}
	return s.holds(when.day.Add(1).Start(w.cal.Location()))
}

// lateness is by how much a deadline has been missed, counting the school day begun:
// on a free day the next.
func (w *world) lateness(when due, at time.Time) audit.Lateness {
	if !when.passed(w, at) {
		return audit.Lateness{}
	}
	if !when.moment.IsZero() {
		return audit.Lateness{Amount: math.Ceil(at.Sub(when.moment).Hours()*10) / 10, Unit: audit.Hours}
	}
	return audit.Lateness{Amount: float64(w.cal.Between(when.day, w.cal.OnOrAfter(w.cal.DateOf(at)))), Unit: audit.SchoolDays}
}
