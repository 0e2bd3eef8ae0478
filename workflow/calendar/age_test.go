package calendar_test

import (
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

func TestAdultOn(t *testing.T) {
	for birth, want := range map[string]string{
		"2008-11-22": "2026-11-22",
		"2008-01-01": "2026-01-01",
		"2008-12-31": "2026-12-31",
		"2008-02-28": "2026-02-28",
		"2008-03-01": "2026-03-01",
		"2010-02-28": "2028-02-28", // the year of the birthday has a 29th
		"2010-03-01": "2028-03-01",
		"2004-02-29": "2022-02-28",
		"2008-02-29": "2026-02-28",
		"2012-02-29": "2030-02-28",
		"2024-02-29": "2042-02-28",
		"2000-02-29": "2018-02-28",
		"0001-01-01": "0019-01-01",
		"9981-12-31": "9999-12-31",
	} {
		got := calendar.AdultOn(day(t, birth))
		if got.String() != want {
			t.Errorf("born on %s: adult on %s, want %s", birth, got, want)
		}
		if !calendar.Adult(day(t, birth), got) || calendar.Adult(day(t, birth), got-1) {
			t.Errorf("born on %s: not an adult from %s on", birth, got)
		}
	}
}

func TestAdultOfUnknownDates(t *testing.T) {
	d := day(t, "1990-01-01")
	if calendar.AdultOn(0) != 0 {
		t.Error("somebody without a birth date becomes an adult on a day")
	}
	if calendar.Adult(0, d) || calendar.Adult(d, 0) || calendar.Adult(0, 0) {
		t.Error("an adult, although a date is not known")
	}
	if calendar.Adult(day(t, "2026-01-01"), d) {
		t.Error("an adult before birth")
	}
}

// The birthday begins at midnight in Oslo, when it is still the day before in UTC.
func TestBirthdayBeginsInOslo(t *testing.T) {
	tests := []struct {
		birth, instant string
		want           bool
	}{
		{"2008-03-29", "2026-03-28T22:59:59Z", false},
		{"2008-03-29", "2026-03-28T23:00:00Z", true},
		{"2008-03-29", "2026-03-28T23:30:00Z", true},
		{"2008-03-30", "2026-03-29T21:59:59Z", false},
		{"2008-03-30", "2026-03-29T22:00:00Z", true}, // summer time by then
		{"2008-10-26", "2026-10-25T22:30:00Z", false},
		{"2008-10-26", "2026-10-25T23:00:00Z", true},
		{"2009-01-01", "2026-12-31T23:00:00Z", true},
		{"2008-02-29", "2026-02-27T22:59:59Z", false},
		{"2008-02-29", "2026-02-27T23:00:00Z", true},
	}
	c := calendar.New(calendar.Oslo, nil)
	for _, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.Adult(day(t, tt.birth), c.DateOf(at)); got != tt.want {
			t.Errorf("born on %s, at %s: adult is %v", tt.birth, tt.instant, got)
		}
	}
}
