package oracle

import (
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Compare tells where the oracle and the audit differ about a case: for each
// requirement the verdict, and what each activation comes to. It is empty when
// they agree.
func Compare(r *routine.Routine, t *audit.Trace, cal *calendar.Calendar, now time.Time) []string {
	return Differences(Judge(r, t, cal, now), audit.Compile(r).Verdicts(t, cal, now))
}

// Differences tells where the verdicts of both differ. Each sentence begins with
// the requirement.
func Differences(mine []Verdict, theirs []audit.Verdict) []string {
	var list []string
	if len(mine) != len(theirs) {
		return []string{fmt.Sprintf("the oracle judges %d requirements, the audit %d", len(mine), len(theirs))}
	}
	for i := range mine {
		m, a := &mine[i], &theirs[i]
		if m.Requirement != a.Requirement.ID {
			return append(list, fmt.Sprintf("the oracle judges %s where the audit judges %s", m.Requirement, a.Requirement.ID))
		}
		var ours, other []string
		for _, f := range m.Activations {
			ours = append(ours, f.String())
		}
		for _, f := range a.Activations {
			other = append(other, findingOf(&f).String())
		}
		slices.Sort(ours)
		slices.Sort(other)
		if m.Judgement != a.Judgement || !slices.Equal(ours, other) {
			list = append(list, fmt.Sprintf("%s is %s for the oracle %v, %s for the audit %v", m.Requirement, m.Judgement, ours, a.Judgement, other))
		}
	}
	return list
}

// findingOf is a finding of the audit as the oracle would put it.
func findingOf(f *audit.Finding) Finding {
	return Finding{
		Since: f.Since, Judgement: f.Judgement, LateBy: f.LateBy,
		DueOn: f.DueOn, DueAt: f.DueAt, Overdue: f.Overdue, Suspended: f.Suspended,
	}
}

// String tells a finding in one line, and when it is due where that still matters.
func (f Finding) String() string {
	s := fmt.Sprintf("since %s: %s", f.Since.UTC().Format(time.DateTime), f.Judgement)
	if f.LateBy.Unit != "" {
		s += fmt.Sprintf(" by %.1f %s", f.LateBy.Amount, f.LateBy.Unit)
	}
	switch {
	case among(f.Judgement.String(), []string{"not_applicable", "waived", "violated"}): // it is no longer due
	case !f.DueAt.IsZero():
		s += " due at " + f.DueAt.UTC().Format(time.DateTime)
	case f.DueOn != 0:
		s += " due on " + f.DueOn.String()
	}
	if f.Overdue {
		s += ", overdue"
	}
	if f.Suspended {
		s += ", suspended"
	}
	return s
}
