package workflow_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster/rostertest"
)

// At 18 the source has no guardians any more. The case keeps what it recorded,
// with the name, and the contact stays counted.
func TestGuardiansVanishAt18(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	i.play("before", "open self_referral by contact_teacher student="+string(ada.ID)+
		"\ntake record_contact by contact_teacher guardians="+ada.Guardians[0].ID+" made_by=school outcome=informed\nstanding KJ-1.4 met\n")
	i.now = time.Date(2026, 9, 10, 8, 0, 0, 0, calendar.Oslo)
	plan := i.bring(replaced("users", `"g1,g2"`, "").Bulk())
	if plan.Schools[0].GuardiansAt18 != 1 || plan.Schools[0].GuardiansGone != 0 || plan.Schools[0].Students.Changed != 1 {
		t.Errorf("%+v", plan.Schools)
	}
	now := i.student("Ada Granmo")
	if len(now.Guardians) != 0 || len(now.Former) != 2 {
		t.Errorf("%+v", now)
	}
	v := i.look()
	last := v.Case.History()[1]
	if who := last.Payload.Fields["guardians"].People[0]; who.ID != ada.Guardians[0].ID || v.PersonName(who) != "Eira Granmo" {
		t.Errorf("the case says that %q was contacted", v.PersonName(who))
	}
	i.play("after", "standing KJ-1.4 met\nfact age=adult\n")
	if bo := i.bring(replaced("users", `"g1,g2"`, "").Bulk()); bo.Changes {
		t.Errorf("again: %+v", bo)
	}
}

// A minor without guardians is told apart; who stood in no case is not kept.
func TestGuardiansOfMinorsVanish(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	plan := i.bring(replaced("users", `"g1,g2"`, "g1").Bulk())
	if plan.Schools[0].GuardiansGone != 1 || plan.Schools[0].GuardiansAt18 != 0 {
		t.Errorf("%+v", plan.Schools)
	}
	if ada := i.student("Ada Granmo"); len(ada.Guardians) != 1 || len(ada.Former) != 0 {
		t.Errorf("%+v", ada)
	}
}

// That a guardian is barred, or works here, outlives every import, also one that
// does not have the guardian; and nobody becomes either by name.
func TestBarredAndStaffLinksSurvive(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	ada.Guardians = slices.Clone(ada.Guardians)
	ada.Guardians[0].Barred, ada.Guardians[1].Staff = true, "principal"
	i.must(i.engine.PutStudent(t.Context(), ada))
	i.bring(replaced("users", "+4740000001", "+4740009999").Bulk())
	now := i.student("Ada Granmo")
	if g := now.Guardians; !g[0].Barred || g[0].Phone != "+4740009999" || g[1].Staff != "principal" {
		t.Errorf("%+v", g)
	}
	i.bring(replaced("users", `"g1,g2"`, "").Bulk())
	i.bring(small.Bulk())
	if g := i.student("Ada Granmo").Guardians; !g[0].Barred || g[1].Staff != "principal" {
		t.Errorf("back again: %+v", g)
	}
	i.bring(replaced("users", "{Feide:kari@x.example},Kari,Isdal,,,,,22000002", ",Nils,Dalseth,,,,,22000002").Bulk())
	if bo := i.student("Bo Isdal"); bo.Guardians[0].Name != "Nils Dalseth" || bo.Guardians[0].Staff == i.person("nils@x.example").ID {
		t.Errorf("a namesake: %+v", bo.Guardians)
	}
}

// A teacher stays shut out of a case on their own child when the child is 18.
func TestFormerGuardianIsStillRecused(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	i.bring(replaced("users", ",g3,,", ",,,").Bulk())
	kari := i.person("kari@x.example")
	bo := i.student("Bo Isdal")
	if len(bo.Guardians) != 0 || len(bo.Former) != 1 {
		t.Fatalf("%+v", bo)
	}
	i.play("open", "open self_referral by contact_teacher student="+string(bo.ID)+"\n")
	if v, err := i.engine.Case(t.Context(), workflow.Actor{ID: kari.ID, Roles: []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}}, i.current); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("sees %v, %v", v, err)
	}
}

// The roster's birth date replaces one that a case has set; a roster without one
// does not take it away. That contact is unsafe stays.
func TestBirthDatesAndMarks(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	gro := i.student("Gro Oremo")
	i.play("set", "open third_party_concern by contact_teacher student="+string(gro.ID)+" reported_by=staff contact_safety=unsafe\n"+
		"take set_birth_date by contact_teacher birth_date=2010-02-02\n")
	if plan := i.bring(small.Bulk()); plan.Changes || len(plan.Missing) != 0 {
		t.Errorf("without a date: %+v", plan)
	}
	if gro = i.student("Gro Oremo"); gro.BirthDate != calendar.On(2010, 2, 2) || !gro.BirthSet || len(gro.Unsafe) != 1 {
		t.Errorf("%+v", gro)
	}
	i.bring(replaced("demographics", "s3,,,,", "s3,,,2008-01-01,").Bulk())
	if gro = i.student("Gro Oremo"); gro.BirthDate != calendar.On(2008, 1, 1) || gro.BirthSet || len(gro.Unsafe) != 1 {
		t.Errorf("%+v", gro)
	}
	i.play("then", "fact age=adult\n")
}

// Who has left is not found any more, and their case goes on; who is back is
// found again.
func TestWhoLeft(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	i.play("open", "open self_referral by contact_teacher student="+string(ada.ID)+"\n")
	plan := i.bring(without("s1,", "s2,").Bulk())
	if plan.Schools[0].Students != (workflow.RosterCount{Left: 1, Forgotten: 1, Same: 1}) {
		t.Errorf("%+v", plan.Schools)
	}
	if i.found("") != "Gro Oremo" || i.student("Bo Isdal") != nil {
		t.Errorf("found %q", i.found(""))
	}
	left := i.student("Ada Granmo")
	if left.LeftOn != i.engine.Today() || left.Pseudonym != ada.Pseudonym || len(left.Guardians) != 2 {
		t.Errorf("%+v", left)
	}
	i.play("on", "take add_note by contact_teacher text=x\ntake record_contact by contact_teacher guardians="+ada.Guardians[0].ID+" made_by=school outcome=informed\n")
	if plan := i.bring(without("s1,", "s2,").Bulk()); plan.Changes {
		t.Errorf("again: %+v", plan)
	}
	plan = i.bring(small.Bulk())
	if plan.Schools[0].Students != (workflow.RosterCount{Added: 1, Returned: 1, Same: 1}) || i.student("Ada Granmo").LeftOn != 0 {
		t.Errorf("%+v", plan.Schools)
	}
}

// One typed in by hand, and recognised as somebody of the roster, keeps that one known.
func TestWhoLeftWasTypedInByHand(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	i.play("open", "open self_referral by contact_teacher name=\"Ada Granmo\"\ntake confirm_student by kjentmann student="+string(ada.ID)+"\n")
	if plan := i.bring(without("s1,").Bulk()); plan.Schools[0].Students.Left != 1 {
		t.Errorf("%+v", plan.Schools)
	}
	i.look()
}

// What a change of the student does to a deadline shows in lists at once.
func TestDeadlinesFollow(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	i.play("open", "open self_referral by contact_teacher student="+string(ada.ID)+"\ntake pass_on by contact_teacher to=kjentmann\ntake assign by kjentmann person=kjentmann\ndue KJ-1.4 2026-09-03\n")
	due := func() calendar.Date {
		page, _, err := i.engine.Cases(t.Context(), i.actor("kjentmann"), workflow.Query{})
		i.must(err)
		return page[0].DueOn
	}
	before := due()
	i.bring(replaced("demographics", "2008-09-10", "2007-09-10").Bulk())
	if after := due(); after == before {
		t.Errorf("due %s both before and after", after)
	}
}

func TestStaffComeAndGo(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	kari := i.person("kari@x.example")
	_, err := i.engine.AddUser(t.Context(), "kari@x.example", "", "kjentmann", "rogn", "", operator)
	i.must(err)
	if got := i.person("kari@x.example"); got.ID != kari.ID || len(got.Roles) != 2 || len(got.Contact) != 1 {
		t.Errorf("a role given by hand: %+v", got)
	}
	i.bring(replaced("enrollments", "t1,teacher", "t2,teacher").Bulk())
	if got := i.person("kari@x.example"); len(got.Roles) != 1 || got.Roles[0].Role != "kjentmann" {
		t.Errorf("no contact teacher any more: %+v", got)
	}
	plan := i.bring(without("t1,").With(rostertest.Files{"enrollments": without("t1,")["enrollments"]}).Bulk())
	if got := i.person("kari@x.example"); plan.Staff.Left != 1 || !got.Disabled || !got.Left {
		t.Errorf("gone: %+v %+v", plan.Staff, got)
	}
	plan = i.bring(small.Bulk())
	if got := i.person("kari@x.example"); plan.Staff.Returned != 1 || got.Disabled || len(got.Roles) != 2 {
		t.Errorf("back: %+v %+v", plan.Staff, got)
	}
	i.must(i.engine.DisableUser(t.Context(), "kari@x.example", operator))
	i.bring(replaced("users", "Kari,Isdal,,,,,,,,\n", "Kari,Isdal,Lund,,,,,,,\n").Bulk())
	if got := i.person("kari@x.example"); !got.Disabled || got.Name != "Kari Lund Isdal" {
		t.Errorf("shut out by an operator: %+v", got)
	}
}

// An account is somebody of the roster by Feide name alone.
func TestAccountsBeforeTheRoster(t *testing.T) {
	i := newImports(t)
	for _, user := range []string{"kari@x.example", "nils"} {
		_, err := i.engine.AddUser(t.Context(), user, "", "auditor", "rogn", "", operator)
		i.must(err)
	}
	kari := i.person("kari@x.example").ID
	plan := i.bring(replaced("users", "nils,{Feide:nils@x.example}", "nils,").Bulk())
	if plan.NoUser != 1 || plan.Staff != (workflow.RosterCount{Added: 1, Changed: 1}) {
		t.Errorf("%+v", plan)
	}
	if got := i.person("kari@x.example"); got.ID != kari || got.Name != "Kari Isdal" || len(got.Roles) != 2 {
		t.Errorf("%+v", got)
	}
	if got := i.person("nils"); got.Roster != "" || got.Name != "nils" {
		t.Errorf("%+v", got)
	}
	if plan := i.bring(replaced("users", "nils,{Feide:nils@x.example}", "nils,").Bulk()); plan.Changes {
		t.Errorf("again: %+v", plan)
	}
}

// Who is whose contact teacher, which access asks.
func TestContactTeacherOf(t *testing.T) {
	i := newImports(t)
	i.bring(small.With(rostertest.Files{
		"users":       small["users"] + "s5,,,true,rogn,student,,,Dag,Skogtun,,,,,,,,\n",
		"enrollments": strings.Replace(small["enrollments"], "t1,teacher,true,,", "t1,teacher,true,,2026-12-01", 1),
	}).Bulk())
	kari, nils, ada, dag := i.person("kari@x.example"), i.person("nils@x.example"), i.student("Ada Granmo"), i.student("Dag Skogtun")
	last := calendar.On(2026, 12, 1)
	moved := *ada
	moved.School = "selje"
	away := *kari
	away.Disabled = true
	for what, tt := range map[string]struct {
		staff   *workflow.Staff
		student *workflow.Student
		on      calendar.Date
		want    bool
	}{
		"of the class":       {kari, ada, last, true},
		"the day after":      {kari, ada, last + 1, false},
		"of another class":   {kari, dag, last, false},
		"another teacher":    {nils, ada, last, false},
		"at another school":  {kari, &moved, last, false},
		"who is not let in":  {&away, ada, last, false},
		"typed in by hand":   {kari, &workflow.Student{School: "rogn", Class: "2STA", Typed: true}, last, false},
		"without any class":  {kari, &workflow.Student{School: "rogn"}, last, false},
		"staff by hand only": {&workflow.Staff{Roles: kari.Roles}, ada, last, false},
	} {
		if got := tt.staff.ContactTeacherOf(tt.student, tt.on); got != tt.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}
