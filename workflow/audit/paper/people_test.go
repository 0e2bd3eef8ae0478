package paper_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
)

func TestPeople(t *testing.T) {
	tr := one(t, opened+
		"1;2025-10-06;hold_talk;contact_teacher/kjentmann;;;;refused;guardian + guardian 2 + student\n"+
		"1;2025-10-07;hold_talk;kjentmann;;;;refused;staff + department_head + guardian\n")
	if got := tr.Events[1].Roles; !slices.Equal(got, []string{"contact_teacher", "kjentmann"}) {
		t.Errorf("a person of two roles has %v", got)
	}
	if tr.Events[1].Actor != tr.Events[0].Actor || tr.Events[2].Actor != tr.Events[0].Actor {
		t.Error("somebody known by two roles is several people")
	}
	there, later := people(&tr.Events[1]), people(&tr.Events[2])
	if len(there) != 3 || there[0].Ref == there[1].Ref || there[0].Kind != "guardian" || there[2].Kind != "student" || later[2].Ref != there[0].Ref {
		t.Errorf("those who were there are %+v, and then %+v", there, later)
	}
	if !later[1].Leadership || later[0].Leadership || len(tr.Guardians) != 2 {
		t.Errorf("leadership is %+v, guardians %v", later, tr.Guardians)
	}
}

func people(e *audit.Event) []audit.Person {
	for _, f := range e.Fields {
		if f.Kind == audit.Named {
			return f.People
		}
	}
	return nil
}

// TestWhoeverLedCannotActAsLeadership holds for a department head who opened the case.
func TestWhoeverLedCannotActAsLeadership(t *testing.T) {
	tr := one(t, strings.Replace(opened, "contact_teacher", "department_head", 1)+
		"1;2025-10-06;hold_talk;kjentmann;;;;refused;department_head + principal\n")
	if there := people(&tr.Events[1]); there[0].Leadership || !there[1].Leadership {
		t.Errorf("those who were there are %+v", there)
	}
}

func TestBreachesAndAnswers(t *testing.T) {
	tr := one(t, "case;occurred_at;step;by;scenario;age;of;breach;action;why;field;field\n"+
		"1;2025-10-03;open;contact_teacher;third_party_concern;minor\n"+
		"1;2025-10-06;record_breach;contact_teacher;;;pass_on;;;x;to=kjentmann\n"+
		"1;2025-10-06;record_breach;contact_teacher;;;KJ-2.4;;;x\n"+
		"1;2025-10-07;acknowledge_breach;principal;;;;pass_on;x\n"+
		"1;2025-10-08;acknowledge_breach;principal;;;;;x\n")
	taken, left := tr.Events[1], tr.Events[2]
	if taken.State != "passed" || len(taken.Reasons) != 1 || taken.Reasons[0].Requirement != "KJ-2.1" || len(people(&taken)) != 1 {
		t.Errorf("a step that was forbidden is %+v", taken)
	}
	if len(left.Reasons) != 1 || left.Reasons[0].Requirement != "KJ-2.4" {
		t.Errorf("what was left undone is %+v", left)
	}
	for i, want := range map[int]string{3: "row 3", 4: "row 4"} {
		got := ""
		for _, f := range tr.Events[i].Fields {
			if f.Name == "breach" {
				got = f.Text
			}
		}
		if got != want {
			t.Errorf("event %d answers %q, not %q", i, got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	tr := one(t, "case;occurred_at;step;by;scenario;age;contact_safety;guardians\n"+
		"1;2025-10-03 09:00;open;contact_teacher;self_referral;minor;unsure;\n"+
		"1;2025-10-06 09:00;raise_contact_unsafe;kjentmann;;;;guardian 2\n"+
		"1;2025-10-07 09:00;confirm_contact_unsafe;principal;;;;\n"+
		"1;2025-10-09 09:00;lift_contact_unsafe;principal;;;;\n"+
		"1;2025-10-10 09:00;raise_contact_unsafe;kjentmann;;;;\n")
	day := func(n int) time.Time { return time.Date(2025, 10, n, 9, 0, 0, 0, calendar.Oslo) }
	want := []audit.Mark{
		{Raised: day(3), Confirmed: day(7), Lifted: day(9)},
		{Guardian: tr.Guardians[0], Raised: day(6), Confirmed: day(7), Lifted: day(9)},
		{Raised: day(10)},
	}
	if !slices.Equal(tr.Marks, want) {
		t.Errorf("marks are %v, not %v", tr.Marks, want)
	}
}
