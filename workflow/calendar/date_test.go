package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

// day reads a date that the test knows to be right.
func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	good := map[string]calendar.Date{
		"0001-01-01": 1,
		"0001-12-31": 365,
		"1970-01-01": 719163,
		"2000-02-29": 730179,
		"2026-11-22": 739942,
		"9999-12-31": 3652059,
	}
	for s, want := range good {
		d, err := calendar.Parse(s)
		if err != nil || d != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", s, d, err, want)
		}
		if d.String() != s {
			t.Errorf("Parse(%q).String() = %q", s, d)
		}
	}
	bad := []string{
		"", "0000-12-31", "0000-01-01", "10000-01-01", "-001-01-01", "2026-1-2", "26-01-02",
		"2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00",
		"22.11.2026", "2026-11-22T00:00:00Z", " 2026-11-22", "2026-11-22\n", "２026-11-22",
	}
	for _, s := range bad {
		if d, err := calendar.Parse(s); err == nil || d != 0 {
			t.Errorf("Parse(%q) = %d, %v; want no day and an error", s, d, err)
		}
	}
}

func TestDateParts(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1900-02-28", "2024-02-29", "2026-11-22", "9999-12-31"} {
		d := day(t, s)
		want, _ := time.Parse(time.DateOnly, s)
		if d.Weekday() != want.Weekday() || d.Year() != want.Year() {
			t.Errorf("%s: %s in %d, want %s in %d", s, d.Weekday(), d.Year(), want.Weekday(), want.Year())
		}
	}
	if w := day(t, "0001-01-01").Add(-8).Weekday(); w != time.Sunday {
		t.Errorf("eight days before Monday 0001-01-01 is a %s", w)
	}
	if y := calendar.Date(0).Year(); y != 0 {
		t.Errorf("no day lies in year %d", y)
	}
}

func TestAdd(t *testing.T) {
	tests := []struct {
		from string
		days int
		want string
	}{
		{"2026-11-22", 0, "2026-11-22"},
		{"2026-12-31", 1, "2027-01-01"},
		{"2027-01-01", -1, "2026-12-31"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2026-02-28", 1, "2026-03-01"},
		{"2026-03-28", 2, "2026-03-30"}, // the clocks change on the 29th
		{"0001-01-01", 3652058, "9999-12-31"},
	}
	for _, tt := range tests {
		if got := day(t, tt.from).Add(tt.days); got.String() != tt.want {
			t.Errorf("%s %+d days = %s, want %s", tt.from, tt.days, got, tt.want)
		}
	}
}

func TestOnRollsOver(t *testing.T) {
	if got := calendar.On(2026, time.February, 30).String(); got != "2026-03-02" {
		t.Errorf("30 February 2026 = %s", got)
	}
}

func TestDateJSON(t *testing.T) {
	type person struct {
		Born calendar.Date
		Seen map[calendar.Date]int `json:",omitempty"`
	}
	for text, p := range map[string]person{
		`{"Born":""}`:           {},
		`{"Born":"2008-02-29"}`: {Born: day(t, "2008-02-29")},
		`{"Born":"9999-12-31","Seen":{"2026-11-22":3}}`: {
			Born: day(t, "9999-12-31"),
			Seen: map[calendar.Date]int{day(t, "2026-11-22"): 3},
		},
	} {
		b, err := json.Marshal(p)
		if err != nil || string(b) != text {
			t.Errorf("wrote %s, %v; want %s", b, err, text)
		}
		var back person
		if err := json.Unmarshal([]byte(text), &back); err != nil || back.Born != p.Born {
			t.Errorf("read %v, %v from %s", back, err, text)
		}
	}
	for _, d := range []calendar.Date{-1, day(t, "9999-12-31") + 1} {
		if b, err := d.MarshalText(); err == nil || b != nil {
			t.Errorf("day %d was written as %q", d, b)
		}
	}
}

func TestUnmarshalTextKeepsDateOnError(t *testing.T) {
	d := day(t, "2026-11-22")
	if err := d.UnmarshalText([]byte("tomorrow")); err == nil || d != day(t, "2026-11-22") {
		t.Errorf("date is %s after error %v", d, err)
	}
	if err := d.UnmarshalText(nil); err != nil || d != 0 {
		t.Errorf("empty text left %s, %v", d, err)
	}
}

// What Parse takes, String writes as it was; what Parse refuses is no day.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-22", "0001-01-01", "9999-12-31", "2024-02-29", "2026-02-29", "0000-12-31", "", "2026-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.Parse(s)
		if err != nil {
			if d != 0 {
				t.Fatalf("Parse(%q) = %d with error %v", s, d, err)
			}
			return
		}
		if d.String() != s {
			t.Fatalf("Parse(%q).String() = %q", s, d)
		}
		text, err := d.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back calendar.Date
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Fatalf("%q was read back as %s, %v", text, back, err)
		}
	})
}
