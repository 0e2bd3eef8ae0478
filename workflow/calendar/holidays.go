package calendar

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/no"
)

// norway is shared by the calendars of all Norwegian schools.
var norway = country{holidays: no.Holidays}

// country knows the public holidays of a country, and works out each year once.
// It may be used by many goroutines.
type country struct {
	holidays []*cal.Holiday
	// years holds the holidays of each year asked for so far; nil is not yet.
	// A slice is never changed once it is here. Two goroutines may work out the
	// same year at the same time; both get the same days.
	years [10000]atomic.Pointer[[]Date]
}

// holiday reports whether d is a public holiday. Outside the years 1 to 9999
// there are none.
func (c *country) holiday(d Date) bool {
	if d < firstDate || d > lastDate {
		return false
	}
	year := d.Year()
	days := c.years[year].Load()
	if days == nil {
		days = c.year(year)
		c.years[year].Store(days)
	}
	return slices.Contains(*days, d)
}

func (c *country) year(year int) *[]Date {
	var days []Date
	for _, h := range c.holidays {
		// cal answers with midnight in the zone of the machine; where the clocks
		// skip that midnight, the answer may lie an hour into the day before. A
		// holiday not kept in that year is answered with 0001-01-01, which is in
		// no other year and is a holiday in its own.
		day, _ := h.Calc(year)
		days = append(days, On(day.Add(12*time.Hour).Date()))
	}
	return &days
}
