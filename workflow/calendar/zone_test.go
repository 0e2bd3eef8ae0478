package calendar_test

import (
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestOfInOslo(t *testing.T) {
	tests := []struct{ instant, want string }{
		{"2026-03-28T22:59:59Z", "2026-03-28"},
		{"2026-03-28T23:00:00Z", "2026-03-29"}, // winter: midnight is 23:00 UTC
		{"2026-03-28T23:30:00Z", "2026-03-29"},
		{"2026-03-29T00:59:59Z", "2026-03-29"}, // the hour that is skipped
		{"2026-03-29T01:00:00Z", "2026-03-29"},
		{"2026-03-29T21:59:59Z", "2026-03-29"},
		{"2026-03-29T22:00:00Z", "2026-03-30"}, // summer: midnight is 22:00 UTC
		{"2026-10-24T22:00:00Z", "2026-10-25"},
		{"2026-10-25T22:59:59Z", "2026-10-25"}, // a day of 25 hours
		{"2026-10-25T23:00:00Z", "2026-10-26"},
		{"2026-12-31T23:00:00Z", "2027-01-01"},
		{"2026-06-15T23:30:00-08:00", "2026-06-16"}, // the zone of the instant does not matter
	}
	for _, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.Of(at, calendar.Oslo).String(); got != tt.want {
			t.Errorf("%s is %s in Oslo, want %s", tt.instant, got, tt.want)
		}
	}
}

func TestStart(t *testing.T) {
	tests := []struct{ zone, date, want string }{
		{"Europe/Oslo", "2026-03-29", "2026-03-29T00:00:00+01:00"},
		{"Europe/Oslo", "2026-03-30", "2026-03-30T00:00:00+02:00"},
		{"Europe/Oslo", "2026-10-25", "2026-10-25T00:00:00+02:00"},
		{"Europe/Oslo", "2026-10-26", "2026-10-26T00:00:00+01:00"},
		{"UTC", "0001-01-01", "0001-01-01T00:00:00Z"},
		{"UTC", "9999-12-31", "9999-12-31T00:00:00Z"},
		{"Europe/Oslo", "9999-12-31", "9999-12-31T00:00:00+01:00"},
		{"Asia/Amman", "2018-03-30", "2018-03-30T01:00:00+03:00"},       // midnight is skipped, ahead of UTC
		{"America/Managua", "1993-01-01", "1993-01-01T01:00:00-05:00"},  // and behind it
		{"America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"},   // midnight comes twice
		{"America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30"}, // the day begins twice
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},     // the day is skipped
	}
	for _, tt := range tests {
		loc := zone(t, tt.zone)
		got := day(t, tt.date).Start(loc)
		if got.Format(time.RFC3339) != tt.want || got.Location() != loc {
			t.Errorf("%s starts at %s in %s, want %s", tt.date, got.Format(time.RFC3339), tt.zone, tt.want)
		}
	}
}

// The instant before a day starts is another day, on every day of many years.
func TestStartIsFirstInstant(t *testing.T) {
	for d := day(t, "1900-01-01"); d <= day(t, "2040-12-31"); d++ {
		start := d.Start(calendar.Oslo)
		first := calendar.Of(start, calendar.Oslo)
		before := calendar.Of(start.Add(-1), calendar.Oslo)
		if first != d || before != d-1 {
			t.Fatalf("%s starts at %s, which is %s after %s", d, start, first, before)
		}
	}
	for _, s := range []string{"0001-01-01", "9999-12-31"} {
		d := day(t, s)
		if got := calendar.Of(d.Start(calendar.Oslo), calendar.Oslo); got != d {
			t.Errorf("%s starts on %s", d, got)
		}
	}
}

func TestLengthOfDaysWhenClocksChange(t *testing.T) {
	for s, hours := range map[string]float64{"2026-03-28": 24, "2026-03-29": 23, "2026-10-25": 25, "2026-10-26": 24} {
		d := day(t, s)
		length := d.Add(1).Start(calendar.Oslo).Sub(d.Start(calendar.Oslo))
		if length.Hours() != hours {
			t.Errorf("%s lasts %s, want %v hours", s, length, hours)
		}
	}
}
