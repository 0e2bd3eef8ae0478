package report_test

import (
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// What is told here is invented.

func find(t *testing.T, id string) *routine.Routine {
	t.Helper()
	r, ok := routine.Find(id)
	if !ok {
		t.Fatal("no routine", id)
	}
	return r
}

func at(day, hour, minute int) time.Time {
	return time.Date(2026, time.November, day, hour, minute, 0, 0, calendar.Oslo)
}

func on(day int) calendar.Date { return calendar.On(2026, time.November, day) }

func because(code string, detail ...string) audit.Reasoning {
	return audit.Reasoning{Code: code, Detail: detail}
}

// findings are what the requirements of the invented case come to; those that
// are not here were never called for.
var findings = map[string]audit.Finding{
	"KJ-3.1": {Judgement: audit.Satisfied, Since: at(3, 10, 40), DueOn: on(3), SettledAt: at(3, 10, 52), Reason: because(audit.BecauseMet), Events: []string{"e1", "e2"}},
	"KJ-3.2": {Judgement: audit.Late, Since: at(3, 10, 40), DueOn: on(3), DueAt: at(3, 10, 55), SettledAt: at(3, 11, 13), LateBy: audit.Lateness{Amount: .3, Unit: audit.Hours},
		Reason: because(audit.BecauseMet), Events: []string{"e1", "e3"}, RecordedIn: 1},
	"KJ-3.4":  {Judgement: audit.Waived, Since: at(3, 10, 40), DueOn: on(3), SettledAt: at(3, 12, 5), Reason: audit.Reasoning{Code: audit.BecauseWaiver, Detail: []string{"one_adult"}, By: "principal"}, Events: []string{"e1", "e6"}},
	"KJ-3.5":  {Judgement: audit.NotApplicable, Since: at(3, 10, 40), Reason: because(audit.BecauseFacts, "age=adult"), Events: []string{"e1"}},
	"KJ-3.8":  {Judgement: audit.Satisfied, Since: at(3, 10, 40), DueOn: on(5), SettledAt: at(4, 9, 10), Reason: because(audit.BecauseMet), Events: []string{"e1", "e7"}},
	"KJ-3.9":  {Judgement: audit.Pending, Since: at(3, 10, 40), DueOn: on(5), Overdue: true, Reason: because(audit.BecauseAsked), Events: []string{"e1"}},
	"KJ-3.10": {Judgement: audit.Pending, Since: at(3, 12, 30), DueOn: on(11), Reason: because(audit.BecauseAsked), Events: []string{"e5"}},
	"DV-1": {Judgement: audit.Violated, Since: at(3, 11, 20), SettledAt: at(3, 11, 20), Acknowledged: true,
		Reason: audit.Reasoning{Code: audit.BecauseBreach, By: "department_head"}, Events: []string{"e8", "e9"}},
	"DV-5": {Judgement: audit.Satisfied, Since: at(3, 12, 5), SettledAt: at(3, 12, 5), Reason: because(audit.BecauseMet), Events: []string{"e6"}},
}

func inventedCase(t *testing.T) *audit.Case {
	r := find(t, "kjentmann")
	c := &audit.Case{
		Reference: "SOL-2026-0042", Pseudonym: "elev 7f3a", School: "solvik", Routine: r, Scenario: "intoxicated_at_school",
		State: r.States[len(r.States)-1].ID, OpenedAt: at(3, 10, 40), At: at(9, 8, 0),
	}
	for _, q := range r.Demands() {
		f, ok := findings[q.ID]
		if !ok {
			f = audit.Finding{Reason: because(audit.BecauseNever)}
		}
		v := audit.Verdict{Requirement: q, Finding: f}
		if ok {
			v.Activations = []audit.Finding{f}
		}
		if q.ID == "KJ-3.8" {
			again := f
			again.Since, again.SettledAt = at(6, 9, 0), at(6, 9, 30)
			v.Activations = append(v.Activations, again)
		}
		c.Verdicts = append(c.Verdicts, v)
	}
	c.Timeline = timeline(r)
	c.Waivers = []audit.WaiverGiven{
		{Event: "e6", Requirement: "KJ-3.4", Reason: "one_adult", By: "principal", At: at(3, 12, 5), Allowed: true},
		{Event: "e4", Requirement: "DV-3", Reason: "not_possible", By: "kjentmann", At: at(3, 11, 30), Why: audit.NotWaivable},
	}
	c.Breaches = []audit.BreachTold{
		{Event: "e8", Of: "record_contact", Title: stepTitle(r, "record_contact"), Requirements: []string{"DV-1"}, By: "contact_teacher", At: at(3, 11, 20), Acknowledgment: "e9", AcknowledgedBy: "department_head"},
		{Event: "e2", Of: "KJ-3.1", Title: r.Requirements[0].Title, Requirements: []string{"KJ-3.1"}, By: "contact_teacher", At: at(3, 10, 52), Retracted: true},
	}
	return c
}

func stepTitle(r *routine.Routine, id string) routine.Text {
	s, _ := r.Step(id)
	return s.Title
}

func timeline(r *routine.Routine) []audit.Entry {
	opening, _ := r.Scenario("intoxicated_at_school")
	own := func(i int) (string, routine.Text) { return r.Steps[i].ID, r.Steps[i].Title }
	entry := func(id, step string, title routine.Text, role string, actor int, when time.Time) audit.Entry {
		return audit.Entry{Event: id, Step: step, Title: title, Role: role, Actor: actor, OccurredAt: when, RecordedAt: when, State: r.States[0].ID}
	}
	stepA, titleA := own(0)
	stepB, titleB := own(1)
	list := []audit.Entry{
		entry("e1", "open", opening.Title, "contact_teacher", 1, at(3, 10, 40)),
		entry("e2", stepA, titleA, "contact_teacher", 1, at(3, 10, 52)),
		entry("e3", stepB, titleB, "kjentmann", 2, at(3, 11, 13)),
		entry("e8", "record_breach", stepTitle(r, "record_breach"), "contact_teacher", 1, at(3, 11, 20)),
		entry("e4", "waive", stepTitle(r, "waive"), "kjentmann", 2, at(3, 11, 30)),
		entry("e6", "waive", stepTitle(r, "waive"), "principal", 4, at(3, 12, 5)),
		entry("e5", "add_note", stepTitle(r, "add_note"), "kjentmann", 2, at(3, 12, 30)),
		entry("e7", "record_child_welfare", stepTitle(r, "record_child_welfare"), "department_head", 3, at(4, 9, 10)),
		entry("e9", "acknowledge_breach", stepTitle(r, "acknowledge_breach"), "department_head", 3, at(5, 9, 0)),
		entry("e10", "close", stepTitle(r, "close"), "kjentmann", 2, at(6, 14, 0)),
	}
	list[0].Serves, list[0].FirstOfState = []string{"KJ-3.1", "KJ-3.2", "KJ-3.4", "KJ-3.8", "KJ-3.9"}, true
	list[1].Serves, list[1].Present = []string{"KJ-3.1"}, []string{"kjentmann"}
	list[2].Serves, list[2].RecordedIn, list[2].OutOfOrder = []string{"KJ-3.2"}, 1, true
	list[2].Present = []string{"student", "kjentmann", "contact_teacher"}
	list[3].Serves, list[3].Present = []string{"DV-1"}, []string{"guardian"}
	list[4].Refused = true
	list[4].Reasons = []audit.Reason{{Code: "role"}, {Code: "guard", Requirement: "DV-3"}}
	list[6].Corrected = true
	list[9].Refused = true
	list[9].Reasons = []audit.Reason{{Code: "sign_off_missing", Requirement: "DV-3"}, {Code: "requirement_open", Requirement: "P5"}}
	return list
}

func n(i int) audit.Count { return audit.Count{N: i} }

// tallied is satisfied, late, violated, waived, pending, not applicable.
func tallied(counts ...int) audit.Tallied {
	var v audit.Tallied
	for i, j := range []audit.Judgement{audit.Satisfied, audit.Late, audit.Violated, audit.Waived, audit.Pending, audit.NotApplicable} {
		v[j] = n(counts[i])
	}
	return v
}

// inventedFigures are those of two schools over two school years.
func inventedFigures(t *testing.T) *audit.Figures {
	r := find(t, "kjentmann")
	f := &audit.Figures{
		Schools: []string{"Solvik videregående skole", "Fjellheim videregående skole"}, From: calendar.On(2025, time.August, 1), To: calendar.On(2026, time.November, 30),
		At: at(30, 16, 0), Cases: n(64), Open: n(17), Closed: n(47), Voided: n(3), Merged: n(1),
	}
	for i, q := range r.Demands() {
		f.Requirements = append(f.Requirements, requirementFigures(q, i))
		if i < len(r.Requirements) { // the rest are every case's
			f.Requirements[i].Routine = r.ID
		}
	}
	f.Scenarios = []audit.Group{
		{ID: "self_referral", Title: scenarioTitle(r, "self_referral"), Cases: n(14), Verdicts: tallied(51, 6, 1, 2, 5, 300)},
		{ID: "third_party_concern", Title: scenarioTitle(r, "third_party_concern"), Cases: n(33), Verdicts: tallied(140, 31, 9, 4, 22, 700)},
		{ID: "intoxicated_at_school", Title: scenarioTitle(r, "intoxicated_at_school"), Cases: n(15), Verdicts: tallied(120, 12, 6, 5, 11, 260)},
		{ID: "cleared", Cases: n(2), Verdicts: tallied(11, 1, 0, 0, 0, 60)},
	}
	for i, id := range []string{"2025-08", "2025-09", "2025-10", "2025-11", "2026-01", "2026-02", "2026-03", "2026-04", "2026-08", "2026-09", "2026-10", "2026-11"} {
		f.Months = append(f.Months, audit.Group{ID: id, Cases: n(3 + i%5), Verdicts: tallied(14+3*i%17, 3+i%4, i%3, i%2, i/3, 80)})
	}
	f.Years = []audit.Group{
		{ID: "2025-2026", Cases: n(41), Verdicts: tallied(190, 34, 12, 7, 0, 800)},
		{ID: "2026-2027", Cases: n(23), Verdicts: tallied(132, 16, 4, 4, 38, 520)},
	}
	f.BySchool = []audit.Group{
		{ID: "Solvik videregående skole", Cases: n(39), Verdicts: tallied(210, 20, 6, 5, 20, 800)},
		{ID: "Fjellheim videregående skole", Cases: n(25), Verdicts: tallied(112, 30, 10, 6, 18, 520)},
	}
	f.Versions = versions(r, f.Requirements)
	for i, s := range r.States[:6] {
		f.Waiting = append(f.Waiting, audit.Wait{Routine: r.ID, State: s.ID, Title: s.Title, Stays: n(40 - 5*i), Now: n(i), Median: 9.5 - 1.5*float64(i), Worst: 34 - 4*float64(i)})
	}
	f.Refusals = []audit.Tally{{Code: "DV-1", Title: title(r, "DV-1"), Count: n(6)}, {Code: "role", Count: n(9)}, {Code: "state", Count: n(12)}}
	f.Waivers = []audit.Tally{{Code: "nobody_reached", Count: n(7)}, {Code: "one_adult", Count: n(4)}}
	f.Breaches = audit.Tally{Count: n(5), Of: n(7)}
	return f
}

func requirementFigures(q *routine.Requirement, i int) audit.RequirementFigures {
	out := audit.RequirementFigures{Requirement: q, Verdicts: tallied(0, 0, 0, 0, 0, 64)}
	if i%4 == 3 {
		return out
	}
	late := (i * 7) % 9
	out.Verdicts = tallied(10+(i*5)%23, late, (i*3)%5, i%3, (i*2)%6, 20)
	out.Overdue = n(min(i%4, (i*2)%6))
	if late > 0 {
		out.Delays = []audit.Delay{{Late: n(late), Unit: audit.SchoolDays, Median: 1 + float64(i%4)/2, Worst: float64(3 + i%9)}}
	}
	if q.Deadline != nil && q.Deadline.Minutes != nil {
		out.Delays = []audit.Delay{{Late: n(late), Unit: audit.Hours, Median: .4, Worst: 2.5}}
	}
	return out
}

func title(r *routine.Routine, id string) routine.Text {
	q, _ := r.Requirement(id)
	return q.Title
}

func scenarioTitle(r *routine.Routine, id string) routine.Text {
	s, _ := r.Scenario(id)
	return s.Title
}

func versions(r *routine.Routine, list []audit.RequirementFigures) []audit.VersionFigures {
	older := audit.VersionFigures{Routine: r.ID, Version: 1, Title: r.Title, Cases: n(41)}
	newer := audit.VersionFigures{Routine: r.ID, Version: 2, Title: r.Title, Cases: n(23)}
	for i, q := range list[:8] {
		older.Requirements = append(older.Requirements, audit.RequirementFigures{Requirement: q.Requirement, Verdicts: tallied(10+i, i%3, i%2, 0, 0, 20)})
		newer.Requirements = append(newer.Requirements, audit.RequirementFigures{Requirement: q.Requirement, Verdicts: tallied(12+i, 1, 0, 0, 2, 6)})
	}
	return []audit.VersionFigures{older, newer}
}
