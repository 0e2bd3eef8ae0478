package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// The draft as people get it, in two languages.
func TestEvaluationGolden(t *testing.T) {
	for _, lang := range []routine.Lang{routine.Bokmal, routine.English} {
		d := evaluations(t, lang)["evaluation"]
		golden(t, fmt.Sprintf("evaluation.%s.html", lang), report.HTML(d, report.Style))
		golden(t, fmt.Sprintf("evaluation.%s.txt", lang), report.Text(d))
	}
}

// Every language has the whole draft, says all of it, and fits a terminal.
func TestEvaluationInEveryLanguage(t *testing.T) {
	want := map[string][]string{}
	for name, d := range evaluations(t, routine.Bokmal) {
		want[name] = shape(&d.Section)
	}
	for _, lang := range routine.Langs {
		for name, d := range evaluations(t, lang) {
			if diff := cmp.Diff(want[name], shape(&d.Section)); diff != "" {
				t.Errorf("%s in %s: %s", name, lang, diff)
			}
			text := report.Text(d)
			if strings.ContainsAny(text, "{}[]") || strings.Contains(text, "  .") || strings.Contains(text, ": .") || strings.Contains(text, "..") {
				t.Errorf("%s in %s has something left unsaid", name, lang)
			}
			for line := range strings.SplitSeq(text, "\n") {
				if utf8.RuneCountInString(line) > 100 {
					t.Errorf("%s in %s: %d characters: %s", name, lang, utf8.RuneCountInString(line), line)
				}
			}
		}
	}
}

// The page of a draft is well formed, and every link on it leads somewhere.
func TestEvaluationPageIsWhole(t *testing.T) {
	for name, d := range evaluations(t, routine.Nynorsk) {
		page := report.HTML(d, "")
		wellFormed(t, name, page)
		known := map[string]int{}
		for _, m := range ids.FindAllStringSubmatch(page, -1) {
			if known[m[1]]++; known[m[1]] > 1 {
				t.Errorf("%s: id %s is there twice", name, m[1])
			}
		}
		for _, m := range anchors.FindAllStringSubmatch(page, -1) {
			if known[m[1]] == 0 {
				t.Errorf("%s: nothing is called #%s", name, m[1])
			}
		}
		for _, bad := range []string{"style=", "<script", "http"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
	}
}

// A count that is hidden comes out nowhere, in neither year, nor does anything
// depend on it: no question either.
func TestEvaluationKeepsHiddenCounts(t *testing.T) {
	for _, lang := range routine.Langs {
		draft := func(f *audit.Figures) string {
			f.From, f.To = audit.YearOf(on(1))
			before := *f
			before.From, before.To = audit.YearOf(on(1).Add(-365))
			d := report.OfEvaluation(&report.Evaluation{Year: f, Before: &before, Drafted: on(30)}, lang)
			return report.Text(d) + report.HTML(d, "")
		}
		covered, bare := draft(hiddenFigures(t)), draft(zeroed(hiddenFigures(t)))
		for _, leak := range []string{"77777", "77 777", "155554"} {
			if strings.Contains(covered, leak) {
				t.Errorf("%s: shows %s", lang, leak)
			}
		}
		if diff := cmp.Diff(strings.Split(covered, "\n"), strings.Split(bare, "\n")); diff != "" {
			t.Errorf("%s: depends on what is hidden: %s", lang, diff)
		}
	}
}

// Where it is not shown whether anything was missed, the draft does not say that
// nothing was, nor that something was.
func TestEvaluationDoesNotGuess(t *testing.T) {
	f := calmYear(t)
	f.Small = audit.Small
	f.Requirements[1].Verdicts[audit.Late] = covered()
	text := unwrapped(report.Text(report.OfEvaluation(&report.Evaluation{Year: f, Drafted: on(30)}, routine.English)))
	for words, want := range map[string]bool{
		"For one requirement it is not shown whether it was missed.": true,
		"No requirement was broken":                                  false,
		"Requirements that at least once were not followed":          false,
		"whenever it applied":                                        false,
	} {
		if strings.Contains(text, words) != want {
			t.Errorf("says %q: %v", words, !want)
		}
	}
}

// A year without cases is said to be one, kindly, and the questions are asked all
// the same.
func TestEvaluationOfAQuietYear(t *testing.T) {
	text := report.Text(report.OfEvaluation(quietYear(t), routine.English))
	for _, want := range []string{"No cases this year", "The kjentmann routine", "Did we see the students", "8. How and when do we check", "☐ ", "Review due by"} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q", want)
		}
	}
	for _, not := range []string{"Where the routine was not followed", "What went well", "%"} {
		if strings.Contains(text, not) {
			t.Errorf("says %q", not)
		}
	}
}

// The eight questions and the checks are there, each with room for an answer.
func TestEvaluationAsksAndLeavesRoom(t *testing.T) {
	d := report.OfEvaluation(inventedEvaluation(t), routine.English)
	for id, want := range map[string]int{"planning": 8, "visible": 8, "review": 3} {
		rooms := 0
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if table, ok := b.(report.Table); ok && s.ID == id {
					for _, r := range table.Rows {
						if c := r.Cells[1]; c.Text == "\u2003" || slices.Contains(c.Fine, "\u2003") {
							rooms++
						}
					}
				}
			}
		}
		if rooms != want {
			t.Errorf("%s has room for %d answers, not %d", id, rooms, want)
		}
	}
}

// What is said on the front follows the numbers.
func TestEvaluationFront(t *testing.T) {
	for name, row := range map[string]struct {
		change func(*report.Evaluation)
		want   string
	}{
		"followed throughout": {func(e *report.Evaluation) { verdicts(e.Year, tallied(30, 0, 0, 0, 0, 3)) }, "The routine was followed in time whenever it applied."},
		"nothing settled":     {func(e *report.Evaluation) { verdicts(e.Year, tallied(0, 0, 0, 0, 9, 3)) }, "too early to say"},
		"mostly, and better": {func(e *report.Evaluation) {
			verdicts(e.Year, tallied(95, 5, 0, 0, 0, 3))
			verdicts(e.Before, tallied(80, 20, 0, 0, 0, 3))
		}, "On the whole the routine was followed. Below is what stood out. That is better than the year before (80%)."},
		"much overdue": {func(e *report.Evaluation) {
			verdicts(e.Year, tallied(50, 0, 0, 0, 5, 3))
			e.Year.Requirements[0].Overdue = n(5)
		}, "But much is past its deadline"},
		"often not, and worse": {func(e *report.Evaluation) {
			verdicts(e.Year, tallied(50, 50, 0, 0, 0, 3))
			verdicts(e.Before, tallied(80, 20, 0, 0, 0, 3))
		}, "The year before was better (80%)."},
		"within the year":   {func(e *report.Evaluation) { e.Drafted = on(30) }, "The school year is not over. The figures run to 30 November 2026"},
		"few cases":         {func(e *report.Evaluation) { e.Year.Cases = n(6) }, "nearly every number may point at one student"},
		"several schools":   {func(e *report.Evaluation) { e.Year.Schools = []string{"rogn", "selje"} }, "rogn, selje (all together)"},
		"review day passed": {func(e *report.Evaluation) { e.Drafted = calendar.On(2027, time.August, 2) }, "The day has passed."},
	} {
		e := inventedEvaluation(t)
		row.change(e)
		if text := unwrapped(report.Text(report.OfEvaluation(e, routine.English))); !strings.Contains(text, row.want) {
			t.Errorf("%s: does not say %q:\n%.1500s", name, row.want, text)
		}
	}
}

// verdicts gives the figures one requirement, with these verdicts.
func verdicts(f *audit.Figures, v audit.Tallied) {
	f.Requirements = f.Requirements[:1]
	f.Requirements[0].Verdicts, f.Requirements[0].Overdue = v, audit.Count{}
}

// unwrapped is a text on one line.
func unwrapped(text string) string { return strings.Join(strings.Fields(text), " ") }
