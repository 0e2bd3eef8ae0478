package report_test

import (
	"slices"
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// inventedEvaluation is the draft of one school, made after the year, with the
// year before.
func inventedEvaluation(t *testing.T) *report.Evaluation {
	return &report.Evaluation{
		Year: inventedYear(t, 2026, 0), Before: inventedYear(t, 2025, 1), Drafted: calendar.On(2027, time.August, 16),
	}
}

// inventedYear is a school year of one school. What is older is a little worse.
func inventedYear(t *testing.T, year, older int) *audit.Figures {
	r := find(t, "kjentmann")
	f := inventedFigures(t)
	f.Schools, f.BySchool, f.Years = []string{"Solvik videregående skole"}, nil, nil
	f.From, f.To = audit.YearOf(calendar.On(year, time.August, 1))
	f.At = calendar.On(year+1, time.August, 16).Start(calendar.Oslo)
	f.Cases, f.Open, f.Closed = n(64-24*older), n(17-15*older), n(47-9*older)
	f.Requirements = nil
	for i, q := range r.Demands() {
		f.Requirements = append(f.Requirements, yearly(q, i, older))
	}
	f.Months = nil
	for i, m := range []string{"-08", "-09", "-10", "-11"} {
		f.Months = append(f.Months, audit.Group{ID: calendar.On(year, 1, 1).String()[:4] + m, Cases: n(4 + 5*i), Verdicts: tallied(14+13*i, 3+i, i%3, i%2, i/3, 80)})
	}
	for i, m := range []string{"-01", "-03", "-04", "-06"} {
		f.Months = append(f.Months, audit.Group{ID: calendar.On(year+1, 1, 1).String()[:4] + m, Cases: n(6 + i), Verdicts: tallied(31-2*i, i, 1, 0, i, 80)})
	}
	for i := range f.Scenarios[:3] {
		f.Scenarios[i].Cases.N -= 4 * older * (i + 1)
	}
	f.Versions = versions(r, f.Requirements)
	newer := *r
	newer.Version = 2
	f.Versions[0].Plan, f.Versions[1].Plan = r, &newer
	slices.Reverse(f.Refusals)
	f.Refusals[0].Count.N += older
	return f
}

// yearly is what one requirement comes to: half of them are always followed.
func yearly(q *routine.Requirement, i, older int) audit.RequirementFigures {
	out := audit.RequirementFigures{Requirement: q, Routine: "kjentmann", Verdicts: tallied(0, 0, 0, 0, 0, 64)}
	if q.Source.File == "" {
		out.Routine = ""
	}
	switch i % 8 {
	case 0, 2, 4, 6:
		out.Verdicts = tallied(30-i/2, older, 0, 0, 0, 34)
	case 1:
		out.Verdicts = tallied(12, 5+older, 1, 0, 3, 40)
		out.Overdue = n(2)
		out.Delays = []audit.Delay{{Late: n(5 + older), Unit: audit.SchoolDays, Median: 2, Worst: 9}}
	case 3:
		out.Verdicts = tallied(8+older, 0, 0, 4, 0, 40)
		out.Waivers = []audit.Tally{{Code: "one_adult", Count: n(3)}, {Code: "nobody_reached", Count: n(1)}}
	case 5:
		out.Verdicts = tallied(10-7*older, 1, 2+6*older, 0, 0, 40)
		out.Delays = []audit.Delay{{Late: n(1), Unit: audit.Hours, Median: 1, Worst: 1}}
	}
	return out
}

// evaluations are the drafts there are, by name.
func evaluations(t *testing.T, lang routine.Lang) map[string]*report.Document {
	veiled := &report.Evaluation{Year: hiddenFigures(t), Before: hiddenFigures(t), Drafted: calendar.On(2026, time.November, 30)}
	veiled.Year.From, veiled.Year.To = audit.YearOf(on(1))
	veiled.Before.From, veiled.Before.To = audit.YearOf(on(1).Add(-365))
	first := inventedEvaluation(t)
	first.Before, first.Drafted = &audit.Figures{}, on(30)
	return map[string]*report.Document{
		"evaluation":        report.OfEvaluation(inventedEvaluation(t), lang),
		"evaluation-first":  report.OfEvaluation(first, lang),
		"evaluation-hidden": report.OfEvaluation(veiled, lang),
		"evaluation-empty":  report.OfEvaluation(quietYear(t), lang),
	}
}

// quietYear had no cases.
func quietYear(t *testing.T) *report.Evaluation {
	f := &audit.Figures{Schools: []string{"Solvik"}}
	f.From, f.To = audit.YearOf(on(1))
	return &report.Evaluation{Year: f, Before: nil, Drafted: calendar.On(2027, time.August, 16), Plans: []*routine.Routine{find(t, "kjentmann")}}
}
