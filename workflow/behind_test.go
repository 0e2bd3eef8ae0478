package workflow_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
)

// everyCell lists every cell of some figures that counts a case, with its number.
func everyCell(f *audit.Figures) map[audit.Cell]int {
	cells := map[audit.Cell]int{}
	for _, r := range f.Requirements {
		for _, j := range []audit.Judgement{audit.Satisfied, audit.Waived, audit.Late, audit.Pending, audit.Violated} {
			cells[audit.Cell{Requirement: r.Requirement.ID, Verdict: j}] = r.Verdicts.Of(j).N
		}
		cells[audit.Cell{Requirement: r.Requirement.ID, Verdict: audit.Pending, Overdue: true}] = r.Overdue.N
	}
	return cells
}

const threeCases = `open self_referral by contact_teacher student=siv
student liv born=2010-03-02
open third_party_concern by contact_teacher student=liv
student ulv born=2010-03-03
open intoxicated_at_school by contact_teacher student=ulv
take void by principal reason=by_mistake second_leader=department_head why="x"
take confirm_void by department_head outcome=agreed
`

// Behind every number of the figures are as many cases as it says, with that verdict;
// for the auditor and the leadership all of them, and none of another school, another
// day or that was voided.
func TestCasesBehindFigures(t *testing.T) {
	h := newHistory(t, "kjentmann")
	h.play("cases", "student siv born=2010-03-01 guardians=mor\n"+threeCases)
	h.now = h.now.Add(20 * 24 * time.Hour)
	counted := 0
	for _, who := range []string{"auditor", "principal"} {
		f, err := h.engine.Figures(t.Context(), h.actor(who), "rogn", workflow.Period{})
		h.must(err)
		for cell, n := range everyCell(f) {
			counted += n
			b, err := h.engine.CasesBehind(t.Context(), h.actor(who), "rogn", workflow.Period{}, cell, "")
			h.must(err)
			if len(b.Cases) != n || b.Next != "" || b.Verdicts.Of(cell.Verdict).N < n || b.Requirement.ID != cell.Requirement {
				t.Errorf("%s: %v: %d cases, not %d", who, cell, len(b.Cases), n)
			}
			all := 0
			for _, g := range b.Scenarios {
				all += g.Cases.N
				cell.Scenario = g.ID
				part, err := h.engine.CasesBehind(t.Context(), h.actor(who), "", workflow.Period{}, cell, "")
				h.must(err)
				if len(part.Cases) != g.Cases.N {
					t.Errorf("%s: %v: %d cases, not %d", who, cell, len(part.Cases), g.Cases.N)
				}
			}
			if all != n {
				t.Errorf("%s: %v: %d cases by scenario, not %d", who, cell, all, n)
			}
			for _, c := range b.Cases {
				if c.Verdict.Judgement != cell.Verdict || c.Verdict.Requirement.ID != cell.Requirement || c.ID == h.cases[2] || who == "auditor" != (c.Pseudonym != "") || c.Pseudonym == "siv" {
					t.Errorf("%s: %v lists %+v", who, cell, c)
				}
			}
		}
	}
	if counted == 0 {
		t.Fatal("no figure counts a case")
	}
	cell := audit.Cell{Requirement: "DV-13", Verdict: audit.Pending}
	early, err := h.engine.CasesBehind(t.Context(), h.actor("auditor"), "", workflow.Period{To: calendar.On(2026, 8, 31)}, cell, "")
	h.must(err)
	if len(early.Cases) != 0 || early.Requirement == nil {
		t.Errorf("before any case: %+v", early)
	}
}

// Who may know no figures, or none without small numbers left out, is told of no case;
// who is shut out of a case, or does not see its verdicts, not of that one.
func TestCasesBehindFiguresAreForWhoMaySee(t *testing.T) {
	h := newHistory(t, "kjentmann")
	h.play("cases", "student siv born=2010-03-01 guardians=mor\n"+threeCases)
	cell := audit.Cell{Requirement: "DV-13", Verdict: audit.Pending}
	ask := func(actor workflow.Actor, school workflow.SchoolID) (int, error) {
		b, err := h.engine.CasesBehind(t.Context(), actor, school, workflow.Period{}, cell, "")
		if err != nil {
			return 0, err
		}
		return len(b.Cases), nil
	}
	for who, want := range map[string]int{"auditor": 2, "principal": 2, "department_head_2": 2, "kjentmann": 2, "social_counsellor": 2} {
		if n, err := ask(h.actor(who), ""); n != want || err != nil {
			t.Errorf("%s: %d cases, %v", who, n, err)
		}
	}
	for _, who := range []string{"observer", "contact_teacher", "student_services", "administrator"} {
		if _, err := ask(h.actor(who), ""); !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s: %v", who, err)
		}
	}
	if _, err := ask(h.actor("outsider"), "rogn"); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("another's school: %v", err)
	}
	if _, err := ask(h.actor("outsider"), ""); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("a requirement of which another school has the only cases: %v", err)
	}
	both := h.actor("observer")
	both.Roles = append(both.Roles, workflow.SchoolRole{School: "selje", Role: "auditor"})
	if _, err := ask(both, "rogn"); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("an observer who is an auditor elsewhere: %v", err)
	}
	if n, err := ask(both, ""); n != 0 || !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("an observer who is an auditor elsewhere, of all: %d, %v", n, err)
	}
	limited := h.actor("auditor")
	limited.Limited = true
	if _, err := ask(limited, ""); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("without a second factor: %v", err)
	}
	h.current = h.cases[0]
	h.play("shut out", "take recuse by principal person=social_counsellor reason=family\n")
	if n, err := ask(h.actor("social_counsellor"), ""); n != 1 || err != nil {
		t.Errorf("who is shut out of one: %d, %v", n, err)
	}
	for _, bad := range []audit.Cell{{Requirement: "DV-13"}, {Requirement: "DV-13", Verdict: 99}, {Requirement: "DV-13", Verdict: audit.Late, Overdue: true}} {
		if _, err := h.engine.CasesBehind(t.Context(), h.actor("auditor"), "", workflow.Period{}, bad, ""); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if _, err := h.engine.CasesBehind(t.Context(), h.actor("auditor"), "", workflow.Period{}, audit.Cell{Requirement: "NO-1", Verdict: audit.Late}, ""); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("a requirement that is none: %v", err)
	}
}

// Exact figures do not count for somebody the case that they are shut out of: a parent
// who leads the school would learn from a number, or from those of one day, what no list
// shows them. Everybody else's count it, and so does what a command is told.
func TestFiguresDoNotCountWhoseCaseIsShut(t *testing.T) {
	h := newHistory(t, "kjentmann")
	h.play("their child's", "student siv born=2010-03-01 guardians=mor staff=mor:principal\nopen self_referral by contact_teacher student=siv\n")
	day := calendar.Of(h.now, calendar.Oslo)
	of := func(who string) int {
		f, err := h.engine.Figures(t.Context(), h.actor(who), "rogn", workflow.Period{From: day, To: day})
		h.must(err)
		return f.Cases.N
	}
	cell := audit.Cell{Requirement: "DV-13", Verdict: audit.Pending}
	if n := of("principal"); n != 0 {
		t.Errorf("the parent's figures count %d cases", n)
	}
	if b, err := h.engine.CasesBehind(t.Context(), h.actor("principal"), "rogn", workflow.Period{}, cell, ""); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("the parent is told of a requirement that only their child's case is under: %+v, %v", b, err)
	}
	h.play("another's", "student liv born=2010-03-02\nopen self_referral by contact_teacher student=liv\n")
	for who, want := range map[string]int{"principal": 1, "department_head": 2, "auditor": 2} {
		b, err := h.engine.CasesBehind(t.Context(), h.actor(who), "rogn", workflow.Period{}, cell, "")
		h.must(err)
		if n := of(who); n != want || len(b.Cases) != want || b.Verdicts.Of(audit.Pending).N != want || b.Scenarios[0].Cases.N != want {
			t.Errorf("%s: %d cases, and behind a number %d of %d, not %d", who, n, len(b.Cases), b.Verdicts.Of(audit.Pending).N, want)
		}
	}
	by, err := h.engine.FiguresBy(t.Context(), "rogn", workflow.Period{}, workflow.Operation{})
	h.must(err)
	if by.Cases.N != 2 {
		t.Errorf("a command is told of %d cases", by.Cases.N)
	}
	h.play("shut out later", "take recuse by department_head person=social_counsellor reason=family\n")
	if n := of("social_counsellor"); n != 1 {
		t.Errorf("after they were shut out, their figures count %d cases", n)
	}
}

// A page has fifty, the newest first; the next begins where it ended. Who is shown a
// page has looked at what is on it, and at nothing else.
func TestCasesBehindFiguresComeInPages(t *testing.T) {
	h := newHistory(t, "kjentmann")
	for i := range 52 {
		opened, err := h.engine.Open(t.Context(), workflow.OpenRequest{
			Actor: h.actor("contact_teacher"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
			Student: &workflow.StudentInput{Name: fmt.Sprintf("Elev %c", 'A'+i), BirthDate: "2010-01-01"}, Input: workflow.Input{"contact_safety": "safe"},
		})
		h.must(err)
		h.cases = append(h.cases, opened.ID)
	}
	looks := func(id workflow.CaseID) (list []string) {
		log, err := h.engine.AccessLog(t.Context(), h.actor("principal"), id)
		h.must(err)
		for _, s := range log {
			if s.Staff == "auditor" {
				list = append(list, s.What)
			}
		}
		return list
	}
	cell := audit.Cell{Requirement: "DV-13", Verdict: audit.Pending}
	var listed []workflow.CaseID
	for before, pages := workflow.CaseID(""), 0; ; pages++ {
		b, err := h.engine.CasesBehind(t.Context(), h.actor("auditor"), "", workflow.Period{}, cell, before)
		h.must(err)
		for _, c := range b.Cases {
			listed = append(listed, c.ID)
		}
		if pages == 0 && (len(b.Cases) != 50 || len(looks(h.cases[51])) != 1 || len(looks(h.cases[0])) != 0) {
			t.Errorf("%d cases; looked at the first %v, at the last %v", len(b.Cases), looks(h.cases[51]), looks(h.cases[0]))
		}
		if before = b.Next; before == "" {
			break
		}
	}
	slices.Reverse(listed)
	if !slices.Equal(listed, h.cases) {
		t.Errorf("%d cases listed, of %d", len(listed), len(h.cases))
	}
	if got := looks(h.cases[0]); !slices.Equal(got, []string{workflow.LookedAtFigure}) {
		t.Errorf("the auditor's looks: %v", got)
	}
}

// Whoever observes one school and audits another is told of no sum of both: it would
// give away what is hidden of the one.
func TestFiguresOfWhoObservesAndAudits(t *testing.T) {
	h := newHistory(t, "kjentmann")
	h.play("cases", "student siv born=2010-03-01 guardians=mor\n"+threeCases)
	both := h.actor("observer")
	both.Roles = append(both.Roles, workflow.SchoolRole{School: "selje", Role: "auditor"})
	for school, want := range map[workflow.SchoolID][]string{"": {"rogn"}, "rogn": {"rogn"}, "selje": {"selje"}} {
		f, err := h.engine.Figures(t.Context(), both, school, workflow.Period{})
		h.must(err)
		if hides := f.Small > 0; !slices.Equal(f.Schools, want) || hides != (want[0] == "rogn") || f.Cases.Hidden != hides {
			t.Errorf("%q: of %v, small numbers hidden: %t, %+v", school, f.Schools, hides, f.Cases)
		}
	}
}
