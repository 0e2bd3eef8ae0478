package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time or a zone: the number of days
// since 0000-12-31. The zero Date is no day. Dates compare with < and ==.
type Date int32

const (
	firstDate Date = 1       // 0001-01-01, a Monday
	lastDate  Date = 3652059 // 9999-12-31
)

const secondsPerDay = 24 * 60 * 60

var epoch = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).Unix()

// On returns the date with the given numbers; days and months beyond their
// range roll over, as time.Date's do.
func On(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - epoch) / secondsPerDay)
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

// MarshalText writes what String writes. A date outside the years 1 to 9999 is
// an error: nothing is written that UnmarshalText would not read back.
func (d Date) MarshalText() ([]byte, error) {
	if d != 0 && (d < firstDate || d > lastDate) {
		return nil, fmt.Errorf("date %s: outside the years 1 to 9999", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText wrote; empty text is no day. After an
// error the date is what it was.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	read, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Weekday returns the day of the week. It means nothing for no day.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((d%7 + 7) % 7) // day 0 was a Sunday
}

// Year returns the year, and 0 for no day.
func (d Date) Year() int { return d.utc().Year() }

// Add returns the date so many days later, or earlier if days is negative.
// Ask first whether d is a day at all: Add counts from 0 as from any number.
func (d Date) Add(days int) Date { return d + Date(days) }

func (d Date) utc() time.Time { return time.Unix(epoch+int64(d)*secondsPerDay, 0).UTC() }

// Span is some days, both ends included. One whose To lies before its From
// holds no day.
type Span struct {
	From  Date
	To    Date
	Label string
}
