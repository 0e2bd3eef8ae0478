package calendar

import (
	"cmp"
	"slices"
	"time"
)

// maxGap is how many days are searched for the next school day. No break is
// that long: a calendar with a longer gap was filled in wrongly.
const maxGap = 400

// Calendar knows the school days of one school. It never changes after New and
// may be used by many goroutines. Of no day (the zero Date) it answers no day,
// false or 0.
type Calendar struct {
	loc     *time.Location
	country *country
	free    []Span // in order, without overlap, each holding a day
}

// New returns the calendar of a school in loc that is closed on Norwegian public
// holidays and on the free days. A nil loc is Oslo. Spans may come in any order
// and may overlap; New keeps no reference to the slice, and is cheap enough to
// call whenever the free days have changed.
func New(loc *time.Location, free []Span) *Calendar {
	if loc == nil {
		loc = Oslo
	}
	return &Calendar{loc: loc, country: &norway, free: merge(free)}
}

// merge returns the same days as spans in order that do not overlap.
func merge(spans []Span) []Span {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	var merged []Span
	for _, s := range sorted {
		last := len(merged) - 1
		switch {
		case s.To < s.From:
		case last >= 0 && s.From <= merged[last].To:
			merged[last].To = max(merged[last].To, s.To)
		default:
			merged = append(merged, s)
		}
	}
	return merged
}

// Location returns the zone in which the school counts days.
func (c *Calendar) Location() *time.Location { return c.loc }

// DateOf returns the day it is at the school at the instant t.
func (c *Calendar) DateOf(t time.Time) Date { return Of(t, c.loc) }

// SchoolDay reports whether there is school on d: neither a Saturday or Sunday,
// nor a public holiday, nor a free day.
func (c *Calendar) SchoolDay(d Date) bool {
	return !weekend(d) && !c.isFree(d) && !c.country.holiday(d)
}

// weekend also holds for no day, which would have been a Sunday.
func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

func (c *Calendar) isFree(d Date) bool {
	_, found := slices.BinarySearchFunc(c.free, d, func(s Span, d Date) int {
		switch {
		case s.To < d:
			return -1
		case s.From > d:
			return 1
		}
		return 0
	})
	return found
}

// Next returns the first school day after d. If there is none within 400 days,
// the free days are wrong, and it returns the next day from Monday to Friday
// whatever they say: a deadline then comes too early rather than never.
func (c *Calendar) Next(d Date) Date {
	if d == 0 {
		return 0
	}
	for next := d + 1; next <= d+maxGap; next++ {
		if c.SchoolDay(next) {
			return next
		}
	}
	return nextWeekday(d)
}

func nextWeekday(d Date) Date {
	d++
	for weekend(d) {
		d++
	}
	return d
}

// OnOrAfter returns d if it is a school day, and otherwise Next(d).
func (c *Calendar) OnOrAfter(d Date) Date {
	if c.SchoolDay(d) {
		return d
	}
	return c.Next(d)
}

// AddSchoolDays returns the n-th school day after d; with n = 0 (or below), d
// itself if it is a school day and otherwise the next one. It stops at the first
// school day after 9999-12-31, however large n is.
func (c *Calendar) AddSchoolDays(d Date, n int) Date {
	if n <= 0 {
		return c.OnOrAfter(d)
	}
	for ; n > 0 && d != 0 && d <= lastDate; n-- {
		d = c.Next(d)
	}
	return d
}

// Between counts the school days after from, up to and including to. It is 0 if
// to does not lie after from. Its time grows with the days between.
//
// Between(d, AddSchoolDays(d, n)) is n, except in a calendar in which Next finds
// no school day.
func (c *Calendar) Between(from, to Date) int {
	if from == 0 || to == 0 {
		return 0
	}
	n := 0
	for d := from + 1; d <= to; d++ {
		if c.SchoolDay(d) {
			n++
		}
	}
	return n
}
