package calendar_test

import (
	"sync"
	"testing"
	"time"

	"github.com/rickar/cal/v2"

	"kjentvei/workflow/calendar"
)

// The public holidays that move, worked out by hand from the dates of Easter:
// Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit
// Sunday and Monday.
var moving = map[int][]string{
	2024: {"03-28", "03-29", "03-31", "04-01", "05-09", "05-19", "05-20"},
	2025: {"04-17", "04-18", "04-20", "04-21", "05-29", "06-08", "06-09"},
	2026: {"04-02", "04-03", "04-05", "04-06", "05-14", "05-24", "05-25"},
	2027: {"03-25", "03-26", "03-28", "03-29", "05-06", "05-16", "05-17"},
	2028: {"04-13", "04-14", "04-16", "04-17", "05-25", "06-04", "06-05"},
	2029: {"03-29", "03-30", "04-01", "04-02", "05-10", "05-20", "05-21"},
	2030: {"04-18", "04-19", "04-21", "04-22", "05-30", "06-09", "06-10"},
	2031: {"04-10", "04-11", "04-13", "04-14", "05-22", "06-01", "06-02"},
	2032: {"03-25", "03-26", "03-28", "03-29", "05-06", "05-16", "05-17"},
	2033: {"04-14", "04-15", "04-17", "04-18", "05-26", "06-05", "06-06"},
}

var fixed = []string{"01-01", "05-01", "05-17", "12-25", "12-26"}

// Every day of ten years is a school day or not, as the table says.
func TestPublicHolidays(t *testing.T) {
	c := calendar.New(calendar.Oslo, nil)
	for year, days := range moving {
		closed := map[string]bool{}
		for _, s := range append(days, fixed...) {
			closed[s] = true
		}
		for at := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC); at.Year() == year; at = at.AddDate(0, 0, 1) {
			weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
			want := !weekend && !closed[at.Format("01-02")]
			if got := c.SchoolDay(calendar.On(at.Date())); got != want {
				t.Errorf("SchoolDay(%s) = %v, want %v", at.Format("Mon 2006-01-02"), got, want)
			}
		}
	}
}

// In Managua the clocks skipped the midnight that began 1993, and time.Date
// answers an hour into 1992. No other test asks about 1993: years are kept.
func TestHolidaysDoNotDependOnZoneOfMachine(t *testing.T) {
	kept := cal.DefaultLoc
	t.Cleanup(func() { cal.DefaultLoc = kept })
	cal.DefaultLoc = zone(t, "America/Managua")
	if calendar.New(calendar.Oslo, nil).SchoolDay(day(t, "1993-01-01")) {
		t.Error("New Year's Day is a school day on a machine in Managua")
	}
}

func TestHolidaysAtTheEnds(t *testing.T) {
	c := calendar.New(calendar.Oslo, nil)
	for s, want := range map[string]bool{
		"0001-01-01": false, // Monday, New Year's Day
		"0001-01-02": true,
		"9999-12-24": true, // a Friday
		"9999-12-31": true, // a Friday
	} {
		if got := c.SchoolDay(day(t, s)); got != want {
			t.Errorf("SchoolDay(%s) = %v", s, got)
		}
	}
	if monday := day(t, "9999-12-31").Add(3); !c.SchoolDay(monday) {
		t.Error("beyond 9999 only weekends are closed")
	}
	if c.SchoolDay(0) || c.SchoolDay(-1) {
		t.Error("no day is a school day")
	}
}

// Many goroutines ask for years that nobody asked for before.
func TestManyGoroutines(t *testing.T) {
	c := calendar.New(calendar.Oslo, nil)
	from, to := day(t, "3000-01-01"), day(t, "3019-12-31")
	counts := make([]int, 8)
	var wg sync.WaitGroup
	for i := range counts {
		wg.Go(func() { counts[i] = c.Between(from, to) })
	}
	wg.Wait()
	for _, n := range counts {
		if n != counts[0] || n < 20*245 || n > 20*256 {
			t.Errorf("counted %v school days in 20 years", counts)
		}
	}
}
