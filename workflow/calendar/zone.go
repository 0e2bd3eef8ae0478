package calendar

import (
	"time"
	_ "time/tzdata" // Oslo must load on a machine without zone files
)

// Oslo is the zone in which days are counted in Norway.
var Oslo = mustLoad("Europe/Oslo")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic("calendar: " + err.Error()) // cannot happen: tzdata is in the binary
	}
	return loc
}

// Of returns the day it is in loc at the instant t.
func Of(t time.Time, loc *time.Location) Date {
	return On(t.In(loc).Date())
}

// Start returns the first instant of the day in loc. That is midnight, or where
// the clocks skip midnight the instant they skip to.
func (d Date) Start(loc *time.Location) time.Time {
	midnight := d.utc()
	t := midnight.Add(-24 * time.Hour).In(loc) // before the day in every zone
	for {
		_, offset := t.Zone()
		start := midnight.Add(-time.Duration(offset) * time.Second).In(loc)
		_, end := t.ZoneBounds()
		switch {
		case !end.IsZero() && !start.Before(end):
			t = end // the offset changes before the day begins
		case start.Before(t):
			return t // the change itself passed midnight
		default:
			return start
		}
	}
}
