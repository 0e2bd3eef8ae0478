package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// tuesday is a school day in the first lessons.
var tuesday = time.Date(2026, 9, 29, 10, 30, 0, 0, calendar.Oslo)

// filled is a demo, and its cases as the principal sees them.
type filled struct {
	engine *workflow.Engine
	clock  *Clock
	store  workflow.Store
	views  []*workflow.View
}

func fill(t *testing.T, start time.Time) *filled {
	t.Helper()
	d := &filled{clock: NewClock(start), store: storetest.New(t)}
	var err error
	if d.engine, err = workflow.NewEngine(t.Context(), d.store, d.clock.Now); err != nil {
		t.Fatal(err)
	}
	if err := Fill(t.Context(), d.engine, d.clock); err != nil {
		t.Fatal(err)
	}
	q := workflow.Query{Schools: []workflow.SchoolID{Rogn}, Sort: "reference", Limit: 100}
	records, next, err := d.store.Cases(t.Context(), q)
	if err != nil || next != "" {
		t.Fatalf("list the cases: %v, next %q", err, next)
	}
	for _, r := range records {
		v, err := d.engine.Case(t.Context(), actor("principal"), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		d.views = append(d.views, v)
	}
	return d
}

func actor(user string) workflow.Actor {
	for _, a := range Accounts() {
		if a.User == user {
			return workflow.Actor{ID: workflow.ActorID(user), Name: a.Name, Roles: []workflow.SchoolRole{{School: a.School, Role: a.Role}}}
		}
	}
	panic("nobody is called " + user)
}

// summary tells a case without what is random.
func summary(v *workflow.View) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %s %s %d %s", v.Reference, v.Record.Routine.ID, v.Scenario, where(v), v.Responsible, v.Revision, v.OpenedAt)
	fmt.Fprintf(&b, " %v %d", v.DueOn, len(v.Dues()))
	if s := v.Student(); s != nil {
		fmt.Fprintf(&b, " %s %s %s", s.Name, s.Class, s.BirthDate)
	}
	for _, e := range v.Case.History() {
		fmt.Fprintf(&b, "; %s %s %s %s %v", e.Step, e.Actor, e.OccurredAt, e.RecordedAt, e.Outcome)
	}
	return b.String()
}

func where(v *workflow.View) string {
	if v.Closed {
		return v.ClosedAs
	}
	return v.State
}

func took(v *workflow.View, step string) int {
	n := 0
	for _, e := range v.Case.History() {
		if e.Step == step && e.Outcome == workflow.Done {
			n++
		}
	}
	return n
}

func owes(v *workflow.View, such func(workflow.Due) bool) bool {
	return !v.Closed && slices.ContainsFunc(v.Dues(), such)
}

func TestFill(t *testing.T) {
	began := time.Now()
	d := fill(t, tuesday)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("Fill took %v", took)
	}
	if len(d.views) != 60 {
		t.Errorf("%d cases, want 60", len(d.views))
	}
	if now := d.clock.Now(); now.Before(tuesday) || now.After(tuesday.Add(time.Minute)) {
		t.Errorf("the clock shows %v after Fill", now)
	}
	t.Run("stages", d.everyStage)
	t.Run("situations", d.situations)
	t.Run("times", d.times)
	t.Run("verify", func(t *testing.T) { verify(t, d) })
	t.Run("sight", d.sight)
}

// everyStage: each scenario of kjentmann is open at each stage it can reach, and
// of the other routines each scenario is there and each state occupied.
func (d *filled) everyStage(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range d.views {
		seen[v.Record.Routine.ID+" "+v.Scenario] = true
		if !v.Closed {
			seen[v.Record.Routine.ID+" in "+v.State] = true
			seen[v.Record.Routine.ID+" "+v.Scenario+" in "+v.State] = true
		}
	}
	for _, id := range []string{"kjentmann", "social-counsellor", "county-six-steps"} {
		rules, err := d.engine.Routine(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range rules.Routine.Scenarios {
			if !seen[id+" "+s.ID] {
				t.Errorf("%s: no case of %s", id, s.ID)
			}
		}
		for _, s := range rules.Routine.States {
			if common := s.ID == "closed" || s.ID == "voided" || s.ID == "merged"; !common && !seen[id+" in "+s.ID] {
				t.Errorf("%s: no open case in %s", id, s.ID)
			}
		}
	}
	stages := map[string]string{
		"self_referral":          "received passed watching meeting_called following_up settled",
		"third_party_concern":    "received passed admitted watching meeting_called following_up settled",
		"intoxicated_at_school":  "at_school away returned after",
		"anonymous_consultation": "consulting consulted",
	}
	for scenario, states := range stages {
		for state := range strings.FieldsSeq(states) {
			if !seen["kjentmann "+scenario+" in "+state] {
				t.Errorf("kjentmann: no %s is open in %s", scenario, state)
			}
		}
	}
}

func (d *filled) situations(t *testing.T) {
	today := calendar.Of(tuesday, calendar.Oslo)
	fact := func(v *workflow.View, name, value string) bool { return v.Facts()[name] == value }
	guardianDuty := func(due workflow.Due) bool {
		return slices.Contains([]string{"KJ-1.4", "KJ-P1", "KJ-3.5"}, due.Requirement.ID)
	}
	overdue := func(due workflow.Due) bool { return due.Overdue }
	born := func(v *workflow.View) calendar.Date {
		if v.Student() == nil {
			return 0
		}
		return v.Student().BirthDate
	}
	guardian := func(v *workflow.View, such func(workflow.Guardian) bool) bool {
		return v.Student() != nil && slices.ContainsFunc(v.Student().Guardians, such)
	}
	open := map[workflow.StudentID]int{}
	for _, v := range d.views {
		if v.Record.Student != "" && !v.Closed {
			open[v.Record.Student]++
		}
	}
	for name, such := range map[string]func(*workflow.View) bool{
		"adult":       func(v *workflow.View) bool { return fact(v, "age", "adult") },
		"minor":       func(v *workflow.View) bool { return fact(v, "age", "minor") },
		"age unknown": func(v *workflow.View) bool { return fact(v, "age", "unknown") },
		"turns 18 this week, owed": func(v *workflow.View) bool {
			on := calendar.AdultOn(born(v))
			return born(v) != 0 && on > today && on <= today+7 && owes(v, guardianDuty)
		},
		"turned 18 in the open case": func(v *workflow.View) bool {
			on := calendar.AdultOn(born(v))
			return on <= today && on > calendar.Of(v.OpenedAt, calendar.Oslo)
		},
		"born on 29 February": func(v *workflow.View) bool { return strings.HasSuffix(born(v).String(), "-02-29") },
		"overdue":             func(v *workflow.View) bool { return owes(v, overdue) },
		"contact suspended":   func(v *workflow.View) bool { return fact(v, "contact", "suspended") },
		"contact unsafe, assessed": func(v *workflow.View) bool {
			return fact(v, "contact", "unsafe") && fact(v, "child_welfare", "notified")
		},
		"guardian works here": func(v *workflow.View) bool {
			return guardian(v, func(g workflow.Guardian) bool { return g.Staff != "" }) && len(v.Recused) > 0
		},
		"guardian barred":         func(v *workflow.View) bool { return guardian(v, func(g workflow.Guardian) bool { return g.Barred }) },
		"waived":                  func(v *workflow.View) bool { return took(v, "waive") > 0 },
		"breach acknowledged":     func(v *workflow.View) bool { return took(v, "acknowledge_breach") > 0 },
		"breach not acknowledged": func(v *workflow.View) bool { return took(v, "record_breach") > 0 && took(v, "acknowledge_breach") == 0 },
		"signed off, open":        func(v *workflow.View) bool { return v.Signed() && !v.Closed },
		"sent back":               func(v *workflow.View) bool { return took(v, "return_for_changes") > 0 && !v.Signed() && !v.Closed },
		"closed":                  func(v *workflow.View) bool { return v.ClosedAs == "closed" },
		"voided":                  func(v *workflow.View) bool { return v.ClosedAs == "voided" && fact(v, "voiding", "confirmed") },
		"anonymous, open":         func(v *workflow.View) bool { return v.Student() == nil && !v.Closed },
		"anonymous, closed":       func(v *workflow.View) bool { return v.Student() == nil && v.Closed },
		"scenario changed":        func(v *workflow.View) bool { return took(v, "change_scenario") > 0 },
		"handed over, pending":    func(v *workflow.View) bool { return took(v, "hand_over") > 0 && took(v, "accept_hand_over") == 0 },
		"handed over, accepted": func(v *workflow.View) bool {
			return took(v, "accept_hand_over") > 0 && v.Responsible == "social_counsellor"
		},
		"emergency reviewed": func(v *workflow.View) bool { return fact(v, "emergency", "reviewed") },
		"student left":       func(v *workflow.View) bool { return took(v, "student_left_school") > 0 },
		"walked off, not back": func(v *workflow.View) bool {
			return fact(v, "departure", "walked_off") && !v.Closed && took(v, "student_back") == 0
		},
		"first day back":  func(v *workflow.View) bool { return backOn(v) == today && took(v, "hold_follow_up") == 0 },
		"denied, watched": func(v *workflow.View) bool { return v.State == "watching" && fact(v, "use", "denied") },
		"consent refused": func(v *workflow.View) bool { return fact(v, "consent", "refused") },
		"consent given":   func(v *workflow.View) bool { return fact(v, "consent", "given") },
		"intoxicated now": func(v *workflow.View) bool { return v.State == "at_school" && tuesday.Sub(v.OpenedAt) < time.Hour },
		"recorded late":   func(v *workflow.View) bool { return took(v, "pass_on") > 0 && lateness(v) > 20*time.Hour },
		"two open cases":  func(v *workflow.View) bool { return open[v.Record.Student] == 2 },
		"a refused attempt": func(v *workflow.View) bool {
			return slices.ContainsFunc(v.Case.History(), func(e workflow.Event) bool { return e.Outcome == workflow.Refused })
		},
	} {
		if !slices.ContainsFunc(d.views, such) {
			t.Errorf("no case is: %s", name)
		}
	}
}

// backOn is the day on which the student came back.
func backOn(v *workflow.View) calendar.Date {
	for _, e := range slices.Backward(v.Case.History()) {
		if e.Step == "student_back" {
			return calendar.Of(e.OccurredAt, calendar.Oslo)
		}
	}
	return 0
}

// lateness is how long after it occurred something was recorded.
func lateness(v *workflow.View) (d time.Duration) {
	for _, e := range v.Case.History() {
		d = max(d, e.RecordedAt.Sub(e.OccurredAt))
	}
	return d
}

// times: everything was recorded in school hours of the last five weeks.
func (d *filled) times(t *testing.T) {
	cal := calendar.New(calendar.Oslo, nil)
	for _, v := range d.views {
		for _, e := range v.Case.History() {
			at := e.RecordedAt.In(calendar.Oslo)
			day := cal.DateOf(at)
			if !cal.SchoolDay(day) || at.Hour() < 7 || at.Hour() >= 17 || at.After(tuesday) || at.Before(tuesday.AddDate(0, 0, -36)) {
				t.Errorf("%s: %s was recorded at %v", v.Reference, e.Step, at)
			}
		}
	}
}

// verify folds every case anew, by an engine that remembers nothing.
func verify(t *testing.T, d *filled) {
	t.Helper()
	engine, err := workflow.NewEngine(context.Background(), d.store, d.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	mismatches, err := engine.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mismatches {
		t.Errorf("case %s: %s", m.Case, m.Message)
	}
}

// sight: a colleague does not see the case of the own child, and the other
// school sees none.
func (d *filled) sight(t *testing.T) {
	for _, v := range d.views {
		if len(v.Recused) > 0 {
			if _, err := d.engine.Case(t.Context(), actor(string(v.Recused[0])), v.ID); err == nil {
				t.Errorf("%s: the student's guardian at the school sees it", v.Reference)
			}
		}
		if _, err := d.engine.Case(t.Context(), actor("outsider"), v.ID); err == nil {
			t.Errorf("%s: the other school sees it", v.Reference)
		}
	}
}

// A demo can be started at any hour of any day, and the same start gives the same demo.
func TestFillAtAnyTime(t *testing.T) {
	for _, start := range []time.Time{
		tuesday,
		time.Date(2026, 11, 22, 11, 0, 0, 0, time.UTC),       // a Sunday
		time.Date(2027, 1, 1, 0, 0, 0, 0, calendar.Oslo),     // a holiday, at midnight
		time.Date(2028, 2, 29, 7, 3, 30, 5, calendar.Oslo),   // early, on a leap day
		time.Date(2027, 3, 29, 23, 59, 59, 0, calendar.Oslo), // Easter, the clock has just changed
	} {
		t.Run(start.Format(time.RFC3339), func(t *testing.T) {
			t.Parallel()
			a := fill(t, start)
			verify(t, a)
			if len(a.views) != 60 {
				t.Errorf("%d cases", len(a.views))
			}
			if !start.Equal(tuesday) {
				return
			}
			b := fill(t, start)
			for i := range a.views {
				if one, two := summary(a.views[i]), summary(b.views[i]); one != two {
					t.Errorf("two fills differ:\n%s\n%s", one, two)
				}
			}
		})
	}
}

func TestPeople(t *testing.T) {
	today := calendar.Of(tuesday, calendar.Oslo)
	at := map[workflow.SchoolID]int{}
	roles := map[string]bool{}
	users := map[string]bool{}
	for _, s := range staff() {
		at[s.Roles[0].School]++
		if s.User != "" && users[s.User] {
			t.Errorf("two are called %s", s.User)
		}
		users[s.User] = true
		if s.User != "" {
			roles[s.Roles[0].Role] = true
		}
	}
	if at[Rogn] != 40 || len(roles) != 9 {
		t.Errorf("%d staff with %d roles, want 40 and 9", at[Rogn], len(roles))
	}
	all := roster(Rogn, students, today)
	names := map[string]bool{}
	adults, undated := 0, 0
	for _, s := range all {
		names[s.Name] = true
		if s.BirthDate == 0 {
			undated++
			continue
		}
		age := today.Year() - s.BirthDate.Year()
		if age < 15 || age > 21 {
			t.Errorf("%s was born on %s", s.ID, s.BirthDate)
		}
		if calendar.Adult(s.BirthDate, today) {
			adults++
		}
		for _, g := range s.Guardians {
			if !strings.HasPrefix(g.Phone, "00 00 ") {
				t.Errorf("%s could be somebody's number", g.Phone)
			}
		}
	}
	if len(names) != students || undated != 1 || adults < 40 || adults > 400 {
		t.Errorf("%d names, %d without a birth date, %d adults", len(names), undated, adults)
	}
}

func TestClock(t *testing.T) {
	c := NewClock(tuesday)
	near := func(got, want time.Time) {
		t.Helper()
		if d := got.Sub(want); d < 0 || d > time.Minute {
			t.Errorf("the clock shows %v, want %v", got, want)
		}
	}
	near(c.Now(), tuesday)
	c.freeze(tuesday.AddDate(0, 0, -35))
	if a := c.Now(); !a.Equal(tuesday.AddDate(0, 0, -35)) || !c.Now().Equal(a) {
		t.Error("a frozen clock moves")
	}
	c.Move(tuesday.AddDate(0, 1, 0))
	near(c.Now(), tuesday.AddDate(0, 1, 0))
	other := NewClock(tuesday)
	other.SetOffset(c.Offset())
	near(other.Now(), tuesday.AddDate(0, 1, 0))
}

func TestMistakesInCases(t *testing.T) {
	const head = "case a kjentmann self_referral minor -> received : x\n"
	for text, want := range map[string]string{
		"-1@10:00 kjentmann open\n":                   "before the first case",
		"case a kjentmann self_referral minor : x":    "want: case",
		head + "-1@10:00 kjentmann":                   "want: WHEN",
		head + "+1@10:00 kjentmann open":              "is no time",
		head + "-1@10:00 kjentmann open words":        "no FIELD=VALUE",
		head + "0@10:00 a open\n-1@10:00 a open":      "before the line above",
		head + "-5m a open\n-1@10:00 a open":          "before the line above",
		head + "-5m a open\n-9m a open":               "before the line above",
		head + "-1@10:00 a open words=x at=yesterday": "is no time",
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
