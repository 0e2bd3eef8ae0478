package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

// school is closed in the autumn break (week 40), for Christmas, on one
// planning day, and in spans that overlap, hold one another or hold no day.
func school(t testing.TB) *calendar.Calendar {
	span := func(from, to string) calendar.Span {
		return calendar.Span{From: day(t, from), To: day(t, to)}
	}
	return calendar.New(calendar.Oslo, []calendar.Span{
		span("2026-12-21", "2027-01-03"),
		span("2026-09-28", "2026-10-02"),
		span("2026-11-18", "2026-11-18"),
		span("2027-02-22", "2027-02-26"),
		span("2027-02-24", "2027-03-02"),
		span("2027-02-25", "2027-02-25"),
		span("2026-11-12", "2026-11-10"),
		{Label: "no days"},
	})
}

func TestSchoolDay(t *testing.T) {
	c := school(t)
	for s, want := range map[string]bool{
		"2026-09-25": true,  // Friday before the autumn break
		"2026-09-28": false, // its first day
		"2026-09-30": false,
		"2026-10-02": false, // its last day
		"2026-10-05": true,
		"2026-11-11": true, // in a span written backwards
		"2026-11-17": true,
		"2026-11-18": false, // a span of one day
		"2026-11-19": true,
		"2026-11-21": false, // Saturday
		"2026-11-22": false, // Sunday
		"2026-12-31": false,
		"2027-01-04": true,
		"2027-02-26": false, // in overlapping spans
		"2027-03-01": false,
		"2027-03-02": false,
		"2027-03-03": true,
	} {
		if got := c.SchoolDay(day(t, s)); got != want {
			t.Errorf("SchoolDay(%s) = %v", s, got)
		}
	}
}

func TestNext(t *testing.T) {
	c, open := school(t), calendar.New(calendar.Oslo, nil)
	tests := []struct {
		why        string
		c          *calendar.Calendar
		from, want string
	}{
		{"an ordinary day", c, "2026-11-16", "2026-11-17"},
		{"over a weekend", c, "2026-11-20", "2026-11-23"},
		{"over the clocks going forward", open, "2026-03-27", "2026-03-30"},
		{"over the clocks going back", open, "2026-10-23", "2026-10-26"},
		{"over Easter", open, "2026-04-01", "2026-04-07"},
		{"from within Easter", open, "2026-04-04", "2026-04-07"},
		{"over 17 May in the week", open, "2028-05-16", "2028-05-18"},
		{"over 17 May on a Sunday", open, "2026-05-15", "2026-05-18"},
		{"over 17 May on a Friday and Whit Monday", open, "2024-05-16", "2024-05-21"},
		{"over 17 May that is Whit Monday", open, "2027-05-14", "2027-05-18"},
		{"over 1 May on a Friday", open, "2026-04-30", "2026-05-04"},
		{"from Friday before the autumn break", c, "2026-09-25", "2026-10-05"},
		{"from within the autumn break", c, "2026-09-30", "2026-10-05"},
		{"over the year", open, "2026-12-31", "2027-01-04"},
		{"over Christmas and the year", c, "2026-12-18", "2027-01-04"},
		{"over a leap day that is a school day", open, "2024-02-28", "2024-02-29"},
		{"at the beginning of dates", open, "0001-01-01", "0001-01-02"},
	}
	for _, tt := range tests {
		if got := tt.c.Next(day(t, tt.from)).String(); got != tt.want {
			t.Errorf("%s: Next(%s) = %s, want %s", tt.why, tt.from, got, tt.want)
		}
	}
}

func TestOnOrAfter(t *testing.T) {
	c := school(t)
	for from, want := range map[string]string{
		"2026-09-25": "2026-09-25",
		"2026-09-26": "2026-10-05",
		"2026-11-18": "2026-11-19",
		"2026-11-22": "2026-11-23",
	} {
		if got := c.OnOrAfter(day(t, from)).String(); got != want {
			t.Errorf("OnOrAfter(%s) = %s, want %s", from, got, want)
		}
	}
}

func TestAddSchoolDays(t *testing.T) {
	c := school(t)
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2026-11-16", 0, "2026-11-16"},
		{"2026-11-22", 0, "2026-11-23"},
		{"2026-11-22", -5, "2026-11-23"}, // below 0 is 0
		{"2026-11-22", 1, "2026-11-23"},  // a Sunday: the first one after is Monday
		{"2026-11-16", 1, "2026-11-17"},
		{"2026-11-16", 2, "2026-11-19"}, // over the planning day
		{"2026-09-25", 1, "2026-10-05"},
		{"2026-09-24", 3, "2026-10-06"},
		{"2026-12-17", 2, "2027-01-04"},
		{"2026-03-31", 3, "2026-04-08"}, // over Easter
	}
	for _, tt := range tests {
		if got := c.AddSchoolDays(day(t, tt.from), tt.n).String(); got != tt.want {
			t.Errorf("%s + %d = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestBetween(t *testing.T) {
	c := school(t)
	tests := []struct {
		from, to string
		want     int
	}{
		{"2026-11-16", "2026-11-16", 0},
		{"2026-11-17", "2026-11-16", 0},
		{"2026-11-16", "2026-11-17", 1},
		{"2026-11-20", "2026-11-22", 0},
		{"2026-11-20", "2026-11-23", 1},
		{"2026-09-25", "2026-10-04", 0},
		{"2026-09-25", "2026-10-05", 1},
		{"2026-11-15", "2026-11-22", 4}, // a week with a planning day
		{"2026-12-18", "2027-01-08", 5},
	}
	for _, tt := range tests {
		if got := c.Between(day(t, tt.from), day(t, tt.to)); got != tt.want {
			t.Errorf("Between(%s, %s) = %d, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}

// Adding and counting agree, whatever is free.
func TestAddAndBetweenAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	start := day(t, "2026-01-01")
	for range 500 {
		var free []calendar.Span
		for range r.IntN(12) {
			from := start.Add(r.IntN(400))
			free = append(free, calendar.Span{From: from, To: from.Add(r.IntN(20) - 2)})
		}
		c := calendar.New(nil, free)
		from, n := start.Add(r.IntN(400)), 1+r.IntN(60)
		end := c.AddSchoolDays(from, n)
		if !c.SchoolDay(end) || c.Between(from, end) != n || c.Between(from, end-1) != n-1 {
			t.Fatalf("%s + %d = %s, with %v", from, n, end, free)
		}
		for _, s := range free {
			for d := s.From; d <= s.To; d++ {
				if c.SchoolDay(d) {
					t.Fatalf("%s is a school day in spite of %v", d, s)
				}
			}
		}
	}
}

func TestClosedForGood(t *testing.T) {
	c := calendar.New(calendar.Oslo, []calendar.Span{{From: 1, To: day(t, "9999-12-31")}})
	friday := day(t, "2026-11-20")
	if got := c.Next(friday).String(); got != "2026-11-23" {
		t.Errorf("Next = %s, want Monday", got)
	}
	if got := c.OnOrAfter(friday).String(); got != "2026-11-23" {
		t.Errorf("OnOrAfter = %s, want Monday", got)
	}
	if got := c.AddSchoolDays(friday, 5).String(); got != "2026-11-27" {
		t.Errorf("AddSchoolDays = %s, want Friday a week later", got)
	}
	if got := c.Between(friday, friday.Add(1000)); got != 0 {
		t.Errorf("Between = %d, want 0", got)
	}
}

// 400 days are still searched, one more is not.
func TestLongGap(t *testing.T) {
	monday, tuesday := day(t, "2026-11-16"), day(t, "2027-12-21")
	closedUntil := func(d calendar.Date) *calendar.Calendar {
		return calendar.New(calendar.Oslo, []calendar.Span{{From: monday, To: d - 1}})
	}
	if got := closedUntil(tuesday).Next(monday); got != tuesday || got != monday+400 {
		t.Errorf("Next = %s, want %s", got, tuesday)
	}
	if got := closedUntil(tuesday + 1).Next(monday).String(); got != "2026-11-17" {
		t.Errorf("Next = %s, want the day after, a weekday", got)
	}
}

func TestNoDay(t *testing.T) {
	c, d := school(t), day(t, "2026-11-20")
	if c.Next(0) != 0 || c.OnOrAfter(0) != 0 || c.AddSchoolDays(0, 0) != 0 || c.AddSchoolDays(0, 9) != 0 {
		t.Error("no day has a school day after it")
	}
	if c.Between(0, d) != 0 || c.Between(d, 0) != 0 {
		t.Error("there are school days since no day")
	}
}

func TestAddSchoolDaysEnds(t *testing.T) {
	c := calendar.New(calendar.Oslo, nil)
	last := day(t, "9999-12-31")
	if got := c.AddSchoolDays(last.Add(-10), 1<<40); got != last.Add(3) {
		t.Errorf("stopped %d days after 9999-12-31, want 3 (a Monday)", got-last)
	}
}

func TestNewKeepsNoReference(t *testing.T) {
	d := day(t, "2026-11-18")
	free := []calendar.Span{{From: d, To: d}, {From: d + 7, To: d + 7}, {From: d - 7, To: d - 7}}
	c := calendar.New(calendar.Oslo, free)
	if free[0].From != d || free[2].From != d-7 {
		t.Error("New sorted the caller's spans")
	}
	free[0] = calendar.Span{}
	if c.SchoolDay(d) {
		t.Error("changing the spans changed the calendar")
	}
}

func TestDateOf(t *testing.T) {
	at := time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC)
	if got := calendar.New(nil, nil).DateOf(at).String(); got != "2026-03-29" {
		t.Errorf("it is %s at a school in Oslo", got)
	}
	utc := calendar.New(time.UTC, nil)
	if got := utc.DateOf(at).String(); got != "2026-03-28" || utc.Location() != time.UTC {
		t.Errorf("it is %s at a school in %s", got, utc.Location())
	}
	if got := calendar.New(nil, nil).Location(); got != calendar.Oslo {
		t.Errorf("no zone is %s, want Oslo", got)
	}
}

func BenchmarkSchoolDay(b *testing.B) {
	c := school(b)
	d := day(b, "2026-11-17")
	for b.Loop() {
		c.SchoolDay(d)
	}
}

func BenchmarkAddSchoolDays(b *testing.B) {
	c := school(b)
	d := day(b, "2026-08-17")
	for b.Loop() {
		c.AddSchoolDays(d, 10)
	}
}

func BenchmarkNew(b *testing.B) {
	free := []calendar.Span{{From: 1, To: 5}, {From: 20, To: 30}, {From: 10, To: 12}}
	for b.Loop() {
		calendar.New(calendar.Oslo, free)
	}
}
