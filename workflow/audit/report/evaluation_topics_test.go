package report_test

import (
	"strings"
	"testing"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/routine"
)

// Each rule asks its question where the numbers give reason to, and not one step
// before that.
func TestQuestionsFollowTheNumbers(t *testing.T) {
	one := func(v audit.Tallied) func(*audit.Figures) {
		return func(f *audit.Figures) { f.Requirements[1].Verdicts = v }
	}
	for name, row := range map[string]struct {
		question string
		yes, no  func(*audit.Figures)
	}{
		"broken":              {"What kept us from following", one(tallied(9, 0, 1, 0, 0, 0)), one(tallied(10, 0, 0, 0, 0, 0))},
		"done off the plan":   {"Should it have one?", offPlan(1), offPlan(0)},
		"overdue":             {"Who takes on what is past its deadline", func(f *audit.Figures) { f.Requirements[1].Overdue = n(1) }, nothing},
		"late, our deadline":  {"realistic", one(tallied(8, 2, 0, 0, 0, 0)), one(tallied(9, 1, 0, 0, 0, 0))},
		"late, but seldom":    {"realistic", one(tallied(8, 2, 0, 0, 0, 0)), one(tallied(9, 2, 0, 0, 0, 0))},
		"late, the source’s":  {"not ours to move", lateFixed(2), lateFixed(1)},
		"waived":              {"as exceptions are so common", one(tallied(8, 0, 0, 2, 0, 0)), one(tallied(9, 0, 0, 2, 0, 0))},
		"one adult":           {"Are enough adults present", waiver("one_adult", 2), waiver("one_adult", 1)},
		"nobody reached":      {"numbers for guardians that work", waiver("nobody_reached", 2), waiver("nobody_reached", 1)},
		"student refuses":     {"easier for students to say yes", waiver("student_refuses", 2), waiver("student_refuses", 1)},
		"danger":              {"contact with the home could be dangerous", waiver("danger", 1), waiver("danger", 0)},
		"not possible":        {"the routine or the means", waiver("not_possible", 2), waiver("not_possible", 1)},
		"individual need":     {"allowances", waiver("individual_need", 2), waiver("individual_need", 1)},
		"roles":               {"who may do what", refused("role", 3), refused("role", 2)},
		"order":               {"the order of the routine", refused("state", 3), refused("state", 2)},
		"consent":             {"must consent first", refused("P2", 3), refused("P2", 2)},
		"guardians":           {"when guardians are to be contacted", refused("P1", 3), refused("P1", 2)},
		"alone":               {"not sent home alone", refused("P6", 3), refused("P6", 2)},
		"sign-off":            {"leadership signs off", refused("DV-3", 3), refused("DV-3", 2)},
		"closing":             {"before a case can be closed", refused("requirement_open", 3), refused("requirement_open", 2)},
		"some other refusal":  {"Should we practise “Raise it", refused("KJ-2.1", 3), refused("KJ-2.1", 2)},
		"waiting":             {"that cases stay in “Waits”?", waits(2, 5), waits(2, 4.5)},
		"waiting once":        {"that cases stay in “Waits”?", waits(2, 5), waits(1, 50)},
		"unanswered breaches": {"Who answers the breaches", breaches(3, 2), breaches(3, 3)},
		"nobody reports": {"easy and safe enough", one(tallied(9, 0, 1, 0, 0, 0)), func(f *audit.Figures) {
			one(tallied(9, 0, 1, 0, 0, 0))(f)
			breaches(1, 1)(f)
		}},
		"no student asks":  {"Do students know that they can ask", scenario("intoxicated_at_school", 5), scenario("self_referral", 5)},
		"acute":            {"come to light too late", scenario("intoxicated_at_school", 5), scenario("intoxicated_at_school", 4)},
		"one month":        {"What happened in November 2026", months(1, 1, 1, 6), months(6, 6, 6, 6)},
		"never called for": {"Do we need all the requirements", cases(10), cases(9)},
	} {
		asks := func(change func(*audit.Figures)) bool {
			f := calmYear(t)
			change(f)
			e := &report.Evaluation{Year: f, Drafted: on(30)}
			for _, s := range report.OfEvaluation(e, routine.English).Sections {
				if s.ID == "discuss" {
					inner := &report.Document{Lang: routine.English, Section: *s}
					return strings.Contains(unwrapped(rejoined(inner)), row.question)
				}
			}
			return false
		}
		if !asks(row.yes) {
			t.Errorf("%s: does not ask %q", name, row.question)
		}
		if asks(row.no) {
			t.Errorf("%s: asks %q without reason", name, row.question)
		}
	}
}

// rejoined is what the first cells of a section say, unbroken.
func rejoined(d *report.Document) string {
	text := ""
	for _, b := range d.Blocks {
		if table, ok := b.(report.Table); ok {
			for _, r := range table.Rows {
				text += r.Cells[0].Text + "\n"
			}
		}
	}
	return text
}

// What has become better is praised, and what has become worse is asked about,
// where there are enough cases on both sides.
func TestChangesBetweenYears(t *testing.T) {
	for name, row := range map[string]struct {
		now, then      audit.Tallied
		praised, asked bool
	}{
		"better":         {tallied(9, 1, 0, 0, 0, 0), tallied(5, 5, 0, 0, 0, 0), true, false},
		"worse":          {tallied(5, 5, 0, 0, 0, 0), tallied(9, 1, 0, 0, 0, 0), false, true},
		"much alike":     {tallied(8, 2, 0, 0, 0, 0), tallied(9, 1, 0, 0, 0, 0), false, false},
		"few cases":      {tallied(0, 4, 0, 0, 0, 0), tallied(9, 1, 0, 0, 0, 0), false, false},
		"few cases then": {tallied(9, 1, 0, 0, 0, 0), tallied(0, 4, 0, 0, 0, 0), false, false},
	} {
		e := &report.Evaluation{Year: calmYear(t), Before: calmYear(t), Drafted: on(30)}
		e.Year.Requirements[1].Verdicts, e.Before.Requirements[1].Verdicts = row.now, row.then
		e.Before.From, e.Before.To = audit.YearOf(on(1).Add(-365))
		text := unwrapped(report.Text(report.OfEvaluation(e, routine.English)))
		if got := strings.Contains(text, "is followed more often than before"); got != row.praised {
			t.Errorf("%s: praised: %v", name, got)
		}
		if got := strings.Contains(text, "What has changed"); got != row.asked {
			t.Errorf("%s: asked: %v", name, got)
		}
	}
}

// calmYear gives no reason to ask anything.
func calmYear(t *testing.T) *audit.Figures {
	r := find(t, "kjentmann")
	f := &audit.Figures{Cases: n(4), Closed: n(4), Versions: []audit.VersionFigures{{Routine: r.ID, Version: 1, Title: r.Title, Plan: r, Cases: n(4)}}}
	f.From, f.To = audit.YearOf(on(1))
	f.Months = []audit.Group{{ID: "2026-09", Cases: n(4), Verdicts: tallied(9, 0, 0, 0, 0, 0)}}
	for i, q := range r.Demands() {
		if d := q.Deadline; i == 0 || d != nil && d.Basis == "local" || q.ID == "DV-13" || q.ID == "KJ-2.1" {
			f.Requirements = append(f.Requirements, audit.RequirementFigures{Requirement: q, Routine: r.ID})
		}
	}
	return f
}

func nothing(*audit.Figures) {}

func offPlan(times int) func(*audit.Figures) {
	return func(f *audit.Figures) {
		for i := range f.Requirements {
			if f.Requirements[i].Requirement.ID == "DV-13" {
				f.Requirements[i].Verdicts = tallied(3, 0, times, 0, 0, 0)
			}
		}
	}
}

// lateFixed makes late what the source sets the deadline of.
func lateFixed(times int) func(*audit.Figures) {
	return func(f *audit.Figures) {
		q := *f.Requirements[1].Requirement
		q.Deadline = &routine.Deadline{Basis: "source"}
		f.Requirements[1].Requirement = &q
		f.Requirements[1].Verdicts = tallied(2, times, 0, 0, 0, 0)
	}
}

func waiver(code string, times int) func(*audit.Figures) {
	return func(f *audit.Figures) { f.Waivers = []audit.Tally{{Code: code, Count: n(times)}} }
}

func refused(code string, times int) func(*audit.Figures) {
	return func(f *audit.Figures) { f.Refusals = []audit.Tally{{Code: code, Count: n(times)}} }
}

func waits(stays int, median float64) func(*audit.Figures) {
	return func(f *audit.Figures) {
		f.Waiting = []audit.Wait{{State: "waits", Title: routine.Same("Waits"), Stays: n(stays), Median: median, Worst: median}}
	}
}

func breaches(made, answered int) func(*audit.Figures) {
	return func(f *audit.Figures) { f.Breaches = audit.Tally{Of: n(made), Count: n(answered)} }
}

// scenario is ten cases, so many of which began so, and the others as a concern.
func scenario(id string, times int) func(*audit.Figures) {
	return func(f *audit.Figures) {
		f.Cases = n(10)
		f.Scenarios = []audit.Group{{ID: id, Cases: n(times)}, {ID: "third_party_concern", Cases: n(10 - times)}}
	}
}

func months(of ...int) func(*audit.Figures) {
	return func(f *audit.Figures) {
		f.Months, f.Cases = nil, n(0)
		for i, times := range of {
			f.Months = append(f.Months, audit.Group{ID: []string{"2026-08", "2026-09", "2026-10", "2026-11"}[i], Cases: n(times)})
			f.Cases.N += times
		}
	}
}

func cases(times int) func(*audit.Figures) {
	return func(f *audit.Figures) { f.Cases = n(times) }
}
