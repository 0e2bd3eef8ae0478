package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time or a zone: the number of days
// since 0000-12-31. The zero Date is no day.
type Date int32

var epoch = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)

// On returns the date with the given numbers; days and months beyond their
// range roll over, as time.Date's do.
func On(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - epoch.Unix()) / (24 * 60 * 60))
}

// Parse reads a date written as 2026-11-22, in the years 1 to 9999.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("date %q: not a day of the calendar", s)
	}
	return On(t.Date()), nil
}

// String writes the date as 2026-11-22, and no day as "".
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

func (d Date) utc() time.Time { return epoch.AddDate(0, 0, int(d)) }

// Span is some days, both ends included.
type Span struct {
	From  Date
	To    Date
	Label string
}
