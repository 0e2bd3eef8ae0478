package workflow_test

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"testing"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster/rostertest"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

var autumn = calendar.Span{From: calendar.On(2026, 10, 5), To: calendar.On(2026, 10, 9), Label: "Høstferie"}

// administrator is somebody who sets rogn up, beside whatever else they are.
func administrator(a workflow.Actor) workflow.Actor {
	a.Roles = append(slices.Clone(a.Roles), workflow.SchoolRole{School: "rogn", Role: "administrator"})
	return a
}

func values(r *routine.Routine) map[string][]string {
	list := map[string][]string{}
	for _, p := range r.Parameters {
		list[p.ID] = slices.Clone(p.Default)
	}
	return list
}

// Nobody but the administrator of a school sets it up; the leadership sees its people.
func TestSetupIsTheAdministrators(t *testing.T) {
	h := started(t, selfReferral)
	for _, id := range append(slices.Clone(school), "outsider") {
		actor := h.actor(id)
		_, err := h.engine.Setup(t.Context(), actor, "rogn")
		if may := err == nil; may != (id == "administrator") || !may && !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s sets up: %v", id, err)
		}
		_, _, err = h.engine.People(t.Context(), actor, "rogn")
		sees := slices.Contains([]string{"administrator", "principal", "department_head", "department_head_2"}, id)
		if (err == nil) != sees {
			t.Errorf("%s sees people: %v", id, err)
		}
	}
	limited := h.actor("administrator")
	limited.Limited = true
	if _, err := h.engine.Setup(t.Context(), limited, "rogn"); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("without a second factor: %v", err)
	}
	if _, err := h.engine.Setup(t.Context(), h.actor("administrator"), "selje"); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("another school: %v", err)
	}
}

// An administrator lets others in, seen by the leadership, and never themselves.
func TestPeopleAreLetInSeen(t *testing.T) {
	h := started(t, selfReferral)
	ctx, admin := t.Context(), h.actor("administrator")
	id, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{User: "ny@skole", Name: " Ny  Testdal ", Role: "kjentmann"}, h.now)
	h.must(err)
	again, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{ID: id, Role: "principal"}, h.now)
	if err != nil || again != id {
		t.Fatalf("%v %v", again, err)
	}
	for what, err := range map[string]error{
		"a role for oneself":   second(h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{ID: admin.ID, Role: "principal"}, h.now)),
		"shuts oneself out":    h.engine.ShutOut(ctx, admin, "rogn", admin.ID, h.now),
		"the last of them":     h.engine.EndRoleOf(ctx, admin, "rogn", admin.ID, "administrator", h.engine.Today(), h.now),
		"invites oneself":      third(h.engine.InviteMember(ctx, admin, "rogn", admin.ID, h.now)),
		"of no right":          second(h.engine.GiveRole(ctx, h.actor("principal"), "rogn", workflow.NewRole{ID: id, Role: "auditor"}, h.now)),
		"of another school":    second(h.engine.GiveRole(ctx, admin, "selje", workflow.NewRole{ID: "outsider", Role: "auditor"}, h.now)),
		"principal of another": h.engine.ShutOut(ctx, h.actor("principal"), "rogn", id, h.now),
	} {
		if !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{User: "med mellomrom", Role: "konge"}, h.now); !errors.Is(err, workflow.ErrInvalid) {
		t.Error(err)
	}
	for _, n := range []workflow.NewRole{
		{User: "n2@skole", Name: "Ny \u202eladtseT", Role: "kjentmann"}, {User: "n2@skole", Name: "\u200b", Role: "kjentmann"}, {User: "n2\u200b@skole", Name: "Ny", Role: "kjentmann"},
	} {
		if _, err := h.engine.GiveRole(ctx, admin, "rogn", n, h.now); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%+q: %v", n, err)
		}
	}
	if err := h.engine.ShutOut(ctx, admin, "rogn", "outsider", h.now); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("somebody who does not work here: %v", err)
	}
	if _, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{ID: "observer", User: "ny@skole", Role: "auditor"}, h.now); !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("a user name that is another's: %v", err)
	}
	if _, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{ID: "auditor", User: "revi@skole", Role: "observer"}, h.now); err != nil {
		t.Error(err)
	}
	if a, err := h.engine.Account(ctx, "revi@skole"); err != nil || a.Staff.ID != "auditor" {
		t.Error(a, err)
	}
	h.must(h.engine.SetPhone(ctx, admin, "rogn", id, " \u202a99  00 00\u00a003\u202c ", h.now)) // as an address book gives it
	h.must(h.engine.SetPhone(ctx, admin, "rogn", admin.ID, "", h.now))
	if err := h.engine.SetPhone(ctx, admin, "rogn", id, "ring Ny", h.now); !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("what nobody can call: %v", err)
	}
	if err := h.engine.SetPhone(ctx, h.actor("principal"), "rogn", id, "", h.now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("the number of a colleague, by who administers nothing: %v", err)
	}
	code, until, err := h.engine.InviteMember(ctx, admin, "rogn", id, h.now)
	if err != nil || len(code) < 20 || !until.After(h.now) {
		t.Fatalf("%q %v %v", code, until, err)
	}
	account, err := h.engine.Account(ctx, "ny@skole")
	if err != nil || !account.Credentials.Invited(code, h.now) || account.Staff.Name != "Ny Testdal" || account.Staff.Phone != "99 00 00 03" || !slices.Equal(account.Staff.At("rogn"), []string{"kjentmann", "principal"}) {
		t.Errorf("%+v %v", account, err)
	}
	h.must(h.engine.EndRoleOf(ctx, admin, "rogn", id, "kjentmann", h.engine.Today()-1, h.now))
	h.must(h.engine.ForgetMember(ctx, admin, "rogn", id, h.now))
	h.must(h.engine.ShutOut(ctx, admin, "rogn", id, h.now))
	if _, _, err := h.engine.InviteMember(ctx, admin, "rogn", id, h.now); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("invites who is shut out: %v", err)
	}
	if _, err := h.engine.AccountOf(ctx, id); !errors.Is(err, workflow.ErrNotLoggedIn) {
		t.Errorf("shut out: %v", err)
	}
	_, changes, err := h.engine.People(ctx, h.actor("principal"), "rogn")
	h.must(err)
	var told []string
	for _, c := range slices.Backward(changes) {
		if c.By != "Test administrator" || c.Whom != "Ny Testdal" && c.Whom != "Test auditor" {
			t.Errorf("%+v", c)
		}
		told = append(told, c.What+" "+c.Role)
	}
	if want := []string{"user add kjentmann", "user add principal", "user add observer", "user invite ", "user end kjentmann", "user forget-login ", "user disable "}; !slices.Equal(told, want) {
		t.Errorf("the leadership is told %q", told)
	}
}

func second[A any](_ A, err error) error        { return err }
func third[A, B any](_ A, _ B, err error) error { return err }

// Whoever also works at another school is not taken over by this one's administrator.
func TestAccountsOfTwoSchools(t *testing.T) {
	h := started(t, selfReferral)
	ctx, admin := t.Context(), h.actor("administrator")
	by := workflow.Operation{At: h.now, System: "test"}
	s, err := h.engine.AddUser(ctx, "begge", "Begge Testdal", "principal", "selje", "", by)
	h.must(err)
	id, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{User: "begge", Name: "Et annet navn", Role: "auditor"}, h.now)
	if err != nil || id != s.ID {
		t.Fatal(id, err)
	}
	for what, err := range map[string]error{
		"invited":   third(h.engine.InviteMember(ctx, admin, "rogn", id, h.now)),
		"shut out":  h.engine.ShutOut(ctx, admin, "rogn", id, h.now),
		"forgotten": h.engine.ForgetMember(ctx, admin, "rogn", id, h.now),
	} {
		if !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
	people, _, err := h.engine.People(ctx, admin, "rogn")
	h.must(err)
	at := slices.IndexFunc(people, func(m workflow.Member) bool { return m.ID == id })
	if at < 0 || !people[at].Elsewhere || people[at].Name != "Begge Testdal" || len(people[at].Roles) != 1 {
		t.Errorf("%+v", people)
	}
	h.must(h.engine.DisableUser(ctx, "begge", by))
	if _, err := h.engine.GiveRole(ctx, admin, "rogn", workflow.NewRole{ID: id, Role: "observer"}, h.now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("let in again: %v", err)
	}
}

// Free days move the deadlines of the cases that are open, everywhere they are shown.
func TestFreeDaysMoveDeadlines(t *testing.T) {
	h := started(t, selfReferral)
	ctx, admin := t.Context(), h.actor("administrator")
	dues := func() (days []calendar.Date) {
		v, err := h.engine.Case(ctx, h.actor("principal"), h.current)
		h.must(err)
		for _, due := range v.Dues() {
			days = append(days, due.DueOn)
		}
		page, _, err := h.engine.Cases(ctx, h.actor("principal"), workflow.Query{})
		h.must(err)
		if len(days) == 0 || page[0].DueOn != slices.Min(days) {
			t.Errorf("the list says %s, the case %v", page[0].DueOn, days)
		}
		return days
	}
	before := dues()
	last := slices.Max(before)
	span := calendar.Span{From: last, To: last + 3, Label: "Prøvefri"}
	h.must(h.engine.AddFreeDays(ctx, admin, "rogn", span, h.now))
	h.must(h.engine.AddFreeDays(ctx, admin, "rogn", span, h.now))
	if days, err := h.engine.FreeDays(ctx, admin, "rogn"); err != nil || !slices.Equal(days, []calendar.Span{span}) {
		t.Errorf("%v %v", days, err)
	}
	if after := dues(); slices.Max(after) <= last+3 {
		t.Errorf("%v became %v", before, after)
	}
	h.must(h.engine.RemoveFreeDays(ctx, admin, "rogn", span, h.now))
	if after := dues(); !slices.Equal(after, before) {
		t.Errorf("%v became %v", before, after)
	}
	if err := h.engine.RemoveFreeDays(ctx, admin, "rogn", span, h.now); !errors.Is(err, workflow.ErrNotFound) {
		t.Error(err)
	}
	for _, bad := range []calendar.Span{{}, {From: last, To: last - 1, Label: "x"}, {From: last, To: last + 100, Label: "x"}, {From: last, To: last}, {From: 1, To: 2, Label: "x"}} {
		if err := h.engine.AddFreeDays(ctx, admin, "rogn", bad, h.now); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// A roster is brought in by the administrator of all the schools that it is about.
func TestRosterOfOnesOwnSchools(t *testing.T) {
	h := started(t, selfReferral)
	ctx, admin := t.Context(), h.actor("administrator")
	file := readRoster(t, rostertest.Town(2, 3).Bulk())
	schools, err := h.engine.RosterSchools(ctx, admin, "rogn", file)
	if err != nil || len(schools) != 2 || schools[0].Code != "" {
		t.Fatal(schools, err)
	}
	in := workflow.RosterImport{File: file, Sum: "sum", Codes: []workflow.RosterSchoolCode{{Code: "rogn", Of: schools[0].ID}, {Code: "selje", Of: schools[1].ID}}}
	if _, err := h.engine.ImportAtSchool(ctx, admin, "rogn", in, h.now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("another's school: %v", err)
	}
	in.Codes[1].Code = workflow.LeftOut
	in.DryRun = true
	plan, err := h.engine.ImportAtSchool(ctx, admin, "rogn", in, h.now)
	if err != nil || !plan.Changes || plan.Schools[0].Students.Added != 3 {
		t.Fatalf("%+v %v", plan, err)
	}
	before, err := h.engine.Setup(ctx, admin, "rogn")
	h.must(err)
	in.DryRun = false
	_, err = h.engine.ImportAtSchool(ctx, admin, "rogn", in, h.now)
	h.must(err)
	after, err := h.engine.Setup(ctx, admin, "rogn")
	// Who was there is not in the file and has a case: kept for it, and not counted any more.
	if err != nil || before.Students != 1 || after.Students != 3 || !before.Imported.IsZero() || after.Imported.IsZero() {
		t.Errorf("%+v, then %+v: %v", before, after, err)
	}
	if schools, err = h.engine.RosterSchools(ctx, admin, "rogn", file); err != nil || schools[0].Code != "rogn" || schools[1].Code != workflow.LeftOut {
		t.Error(schools, err)
	}
}

// Other values make a new version, which new cases follow; an open case keeps its own.
func TestLocalValues(t *testing.T) {
	h := started(t, selfReferral)
	ctx, admin := t.Context(), h.actor("administrator")
	l, err := h.engine.LocalValues(ctx, admin, "rogn", "kjentmann")
	if err != nil || l.Fixed() || l.Shared || !slices.Equal(l.Schools, []workflow.SchoolID{"rogn", "selje"}) || len(l.History) != 0 {
		t.Fatalf("%+v %v", l, err)
	}
	first := l.Routine.Version
	want := values(l.Routine)
	if version, err := h.engine.SetLocalValues(ctx, admin, "rogn", "kjentmann", first, want, h.now); err != nil || version != first {
		t.Errorf("the same values: %d %v", version, err)
	}
	want["talk_days"] = []string{"2"}
	version, err := h.engine.SetLocalValues(ctx, admin, "rogn", "kjentmann", first, want, h.now)
	if err != nil || version != first+1 {
		t.Fatal(version, err)
	}
	if l, err = h.engine.LocalValues(ctx, admin, "rogn", "kjentmann"); err != nil || !maps.EqualFunc(values(l.Routine), want, slices.Equal) || l.Fixed() ||
		len(l.History) != 1 || l.History[0].By != "Test administrator" || l.History[0].Version != version {
		t.Errorf("%+v %v", l.History, err)
	}
	if v, err := h.engine.Case(ctx, h.actor("principal"), h.current); err != nil || v.Case.Routine().Version != first {
		t.Error("an open case has moved", err)
	}
	if _, err := h.engine.SetLocalValues(ctx, admin, "rogn", "kjentmann", first, want, h.now); !errors.Is(err, workflow.ErrStale) {
		t.Errorf("from a version that is not the newest: %v", err)
	}
	want["talk_days"] = []string{"99"}
	delete(want, "first_contact")
	var wrong workflow.FieldErrors
	if _, err := h.engine.SetLocalValues(ctx, admin, "rogn", "kjentmann", version, want, h.now); !errors.As(err, &wrong) || len(wrong) != 2 {
		t.Errorf("%v", err)
	}
	s, err := h.engine.Setup(ctx, admin, "rogn")
	if err != nil || s.Confirmed[workflow.TopicRoutine].Name != "Test administrator" {
		t.Errorf("%+v %v", s, err)
	}
	h.must(h.engine.PutStaff(ctx, &workflow.Staff{ID: "other", User: "other", Roles: []workflow.SchoolRole{{School: "selje", Role: "administrator"}}}))
	delete(want, "talk_days")
	want = values(l.Routine)
	want["talk_days"] = []string{"4"}
	if _, err := h.engine.SetLocalValues(ctx, admin, "rogn", "kjentmann", version, want, h.now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("another school's administrator has no say: %v", err)
	}
}

// A routine that came from a file of the school's own is changed there.
func TestLocalValuesOfAnOwnFile(t *testing.T) {
	h := newHistory(t, "invented-five-steps")
	l, err := h.engine.LocalValues(t.Context(), h.actor("administrator"), "rogn", "invented-five-steps")
	if err != nil || !l.Fixed() {
		t.Errorf("%+v %v", l, err)
	}
}

// What the page lets through, the proof lets through: the farthest values, all at once.
func TestFarthestLocalValues(t *testing.T) {
	h := newHistory(t, "kjentmann")
	admin := h.actor("administrator")
	l, err := h.engine.LocalValues(t.Context(), admin, "rogn", "kjentmann")
	h.must(err)
	want := values(l.Routine)
	for _, p := range l.Routine.Parameters {
		switch {
		case p.Counts():
			want[p.ID] = []string{strconv.Itoa(p.Max)}
		case p.Type == "flag":
			want[p.ID] = []string{"no"}
		default:
			want[p.ID] = p.Options[len(p.Options)-1:]
		}
	}
	if _, err := h.engine.SetLocalValues(t.Context(), admin, "rogn", "kjentmann", l.Routine.Version, want, h.now); err != nil {
		t.Error(err)
	}
	refused := &workflow.UnprovedError{}
	if !errors.Is(refused, proof.ErrNotProved) || !errors.Is(refused, workflow.ErrInvalid) {
		t.Error("what is not proved is not told apart")
	}
}

// In July it is the coming school year that is set up.
func TestSetUpAhead(t *testing.T) {
	for day, want := range map[calendar.Date]int{calendar.On(2027, 8, 1): 2027, calendar.On(2027, 7, 1): 2027, calendar.On(2027, 6, 30): 2026, calendar.On(2027, 1, 1): 2026} {
		h := newHistory(t, "kjentmann")
		h.now = day.Start(calendar.Oslo)
		setup, err := h.engine.Setup(t.Context(), h.actor("administrator"), "rogn")
		if err != nil || setup.From != calendar.On(want, 8, 1) || setup.To != calendar.On(want+1, 7, 31) {
			t.Errorf("%s lies in %s to %s: %v", day, setup.From, setup.To, err)
		}
	}
}

// The next day on which somebody comes of age, and the next school day.
func TestAhead(t *testing.T) {
	h := newHistory(t, "kjentmann")
	if _, err := h.engine.NextAdulthood(t.Context(), "rogn"); !errors.Is(err, workflow.ErrNotFound) {
		t.Error(err)
	}
	h.play("inline", "student siv born=2009-03-04\nopen self_referral by contact_teacher student=siv contact_safety=safe\nstudent ola born=2008-12-24\nopen self_referral by contact_teacher student=ola contact_safety=safe\n")
	if day, err := h.engine.NextAdulthood(t.Context(), "rogn"); err != nil || day != calendar.On(2026, 12, 24) {
		t.Error(day, err)
	}
	if day, err := h.engine.SchoolDayAfter(t.Context(), "rogn", calendar.On(2026, 12, 24)); err != nil || day != calendar.On(2026, 12, 28) {
		t.Error(day, err)
	}
}

// Reports tell of a school by its name, from the moment it has one; their numbers for
// programs go by the code.
func TestSchoolIsNamed(t *testing.T) {
	h := started(t, selfReferral)
	by := workflow.Operation{At: h.now, System: "test"}
	named := func(want string) {
		t.Helper()
		figures, err := h.engine.FiguresBy(t.Context(), "", workflow.Period{}, by)
		if err != nil {
			t.Fatal(err)
		}
		if figures.SchoolName("rogn") != want || !slices.Equal(figures.Schools, []string{"rogn"}) {
			t.Errorf("figures are of %q, %q", figures.Schools, figures.SchoolNames)
		}
		if name, err := h.engine.SchoolName(t.Context(), "rogn"); err != nil || name != want {
			t.Errorf("the school is %q, %v", name, err)
		}
	}
	named("rogn")
	admin := h.actor("administrator")
	if err := h.engine.NameSchool(t.Context(), admin, "rogn", "Rogn øveskole", "nn", h.now); err != nil {
		t.Fatal(err)
	}
	named("Rogn øveskole")
	if lang, err := h.engine.SchoolLang(t.Context(), "rogn"); err != nil || lang != routine.Nynorsk {
		t.Errorf("it speaks %q, %v", lang, err)
	}
	if err := h.engine.NameSchool(t.Context(), admin, "rogn", "Rogn øveskole", "fr", h.now); !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("a language that is none of ours: %v", err)
	}
	judged, _, err := h.engine.AuditBy(t.Context(), h.view("principal").Reference, by)
	if err != nil || judged.School != "rogn" || judged.SchoolName != "Rogn øveskole" {
		t.Errorf("%q is called %q, %v", judged.School, judged.SchoolName, err)
	}
}
