package report

import (
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// FiguresCSV writes one row for each requirement, with heads for programs. A
// count that is hidden is an empty cell, and so is a delay where nothing was late.
func FiguresCSV(f *audit.Figures) string {
	t := sheet{}
	t.row("requirement", "modality", "satisfied", "late", "violated", "waived", "pending", "not_applicable", "overdue",
		"median_delay_school_days", "worst_delay_school_days", "median_delay_hours", "worst_delay_hours")
	for i := range f.Requirements {
		r := &f.Requirements[i]
		cells := []string{r.Requirement.ID, r.Requirement.Modality}
		for _, j := range []audit.Judgement{audit.Satisfied, audit.Late, audit.Violated, audit.Waived, audit.Pending, audit.NotApplicable} {
			cells = append(cells, plain(r.Verdicts.Of(j)))
		}
		cells = append(cells, plain(r.Overdue))
		for _, unit := range []string{audit.SchoolDays, audit.Hours} {
			median, worst := delay(r, unit)
			cells = append(cells, median, worst)
		}
		t.row(cells...)
	}
	return t.String()
}

func plain(c audit.Count) string {
	if c.Hidden {
		return ""
	}
	return strconv.Itoa(c.N)
}

func delay(r *audit.RequirementFigures, unit string) (median, worst string) {
	for _, d := range r.Delays {
		if d.Unit == unit && !r.Verdicts.Of(audit.Late).Hidden && !d.Late.Hidden && d.Late.N > 0 {
			return decimal(d.Median), decimal(d.Worst)
		}
	}
	return "", ""
}

// CaseCSV writes one row for each verdict, with heads for programs and the
// sentence in a language.
func CaseCSV(c *audit.Case, lang routine.Lang) string {
	t := sheet{}
	t.row("requirement", "modality", "verdict", "since", "due_on", "due_at", "overdue", "suspended", "settled_at", "late_by", "late_unit",
		"reason", "detail", "by", "acknowledged", "recorded_in_school_days", "events", "sentence")
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		late := ""
		if v.LateBy.Unit != "" {
			late = decimal(v.LateBy.Amount)
		}
		t.row(v.Requirement.ID, v.Requirement.Modality, v.Judgement.String(), instant(v.Since), v.DueOn.String(), instant(v.DueAt),
			strconv.FormatBool(v.Overdue), strconv.FormatBool(v.Suspended), instant(v.SettledAt), late, v.LateBy.Unit,
			v.Reason.Code, strings.Join(v.Reason.Detail, " "), v.Reason.By, strconv.FormatBool(v.Acknowledged), strconv.Itoa(v.RecordedIn),
			strings.Join(v.Events, " "), audit.Sentence(c.Routine, v, &v.Finding, lang))
	}
	return t.String()
}

// instant is a time with the offset that Oslo had then.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Oslo).Format(time.RFC3339)
}

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// sheet is rows of cells, separated by commas.
type sheet struct{ strings.Builder }

// row writes to memory, which cannot fail.
func (t *sheet) row(cells ...string) {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = harmless(cell)
	}
	w := csv.NewWriter(&t.Builder)
	_ = w.Write(safe)
	w.Flush()
}

// harmless keeps a spreadsheet from reading a text as a formula. No number of
// ours begins so.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n|", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
