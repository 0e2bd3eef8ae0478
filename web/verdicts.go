package web

import (
	"slices"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// verdictsPage tells whether the routine was followed in a case, the worst first.
type verdictsPage struct {
	Head    caseHead
	Judged  string
	Tally   []verdictCount
	Called  []verdictLine
	Rest    []verdictLine // asked nothing in this case
	Routine string
}

type verdictCount struct {
	Name, Color string
	N           int
}

// verdictLine is one requirement and what it comes to.
type verdictLine struct {
	Title, Verdict, Color, Sentence string
	Due                             string
	Met                             bool     // with nothing to remark
	Each                            []string // where it was called for several times
	Events                          []proofLine
}

// proofLine is an event that a verdict rests on.
type proofLine struct{ ID, Title, At, Role string }

// colors of the verdicts; the words say the same.
var colors = map[audit.Judgement]string{
	audit.Violated: "danger", audit.Pending: "warning", audit.Late: "warning", audit.Waived: "info", audit.Satisfied: "success", audit.NotApplicable: "neutral",
}

// onlyAudits reports whether somebody sees the cases of a school to judge them, and
// has no part in any.
func onlyAudits(a workflow.Actor, school workflow.SchoolID) bool {
	return slices.Contains(a.At(school), "auditor") && !a.MayAt(school, workflow.OpenCases)
}

func (s *server) showVerdicts(v *visit) (any, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	judged, err := view.Audit()
	if err != nil {
		return nil, err
	}
	p := &verdictsPage{Head: headOf(view, v.Lang), Judged: timeIn(v.Lang, judged.At), Routine: routineOf(view, v.Lang)}
	for _, j := range worst {
		n := 0
		for i := range judged.Verdicts {
			if verdict := &judged.Verdicts[i]; verdict.Judgement == j && !rests(verdict) {
				n++
			}
		}
		if n > 0 {
			p.Tally = append(p.Tally, verdictCount{j.Title().In(v.Lang), colors[j], n})
		}
	}
	p.Called, p.Rest = verdictsIn(view, judged, v.Lang)
	return p, nil
}

// routineOf names the routine that a case follows, and its version.
func routineOf(view *workflow.View, lang routine.Lang) string {
	r := view.Case.Routine()
	return fillIn(words.Verdicts.Version.In(lang), []string{r.Title.In(lang), r.ID, strconv.Itoa(r.Version)})
}

// worst are the verdicts of what came up, in the order in which they are told.
var worst = []audit.Judgement{audit.Violated, audit.Pending, audit.Late, audit.Waived, audit.Satisfied}

// rests reports whether a requirement asked nothing: it never came up, or says what
// must not happen and has not.
func rests(v *audit.Verdict) bool {
	return v.Judgement == audit.NotApplicable || v.Judgement == audit.Pending && v.Reason.Code == audit.BecauseKept
}

// verdictsIn tells what the requirements come to: those that asked for something,
// the worst first and of those that are owed the overdue first, and the rest.
func verdictsIn(view *workflow.View, judged *audit.Case, lang routine.Lang) (called, rest []verdictLine) {
	order := make([]*audit.Verdict, 0, len(judged.Verdicts))
	for i := range judged.Verdicts {
		if v := &judged.Verdicts[i]; rests(v) {
			rest = append(rest, verdictIn(view, judged, v, lang))
		} else {
			order = append(order, v)
		}
	}
	rank := func(v *audit.Verdict) int {
		at := 2 * slices.Index(worst, v.Judgement)
		if !v.Overdue {
			at++
		}
		return at
	}
	slices.SortStableFunc(order, func(a, b *audit.Verdict) int { return rank(a) - rank(b) })
	for _, v := range order {
		called = append(called, verdictIn(view, judged, v, lang))
	}
	return called, rest
}

func verdictIn(view *workflow.View, judged *audit.Case, v *audit.Verdict, lang routine.Lang) verdictLine {
	r := view.Case.Routine()
	line := verdictLine{
		Title: v.Requirement.Title.In(lang), Verdict: v.Judgement.Title().In(lang), Color: colors[v.Judgement],
		Sentence: audit.Sentence(r, v, &v.Finding, lang), Met: v.Judgement == audit.Satisfied,
		Due: dueIn(lang, workflow.Due{DueOn: v.DueOn, DueAt: v.DueAt}),
	}
	if v.Overdue {
		line.Verdict, line.Color = words.Verdicts.Overdue.In(lang), "danger"
	}
	for i := range v.Activations {
		line.Each = append(line.Each, audit.Sentence(r, v, &v.Activations[i], lang))
	}
	if len(slices.Compact(slices.Clone(line.Each))) < 2 {
		line.Each = nil // says the same again
	}
	for _, id := range v.Events {
		for i := range judged.Timeline {
			if e := &judged.Timeline[i]; e.Event == id {
				line.Events = append(line.Events, proofLine{id, view.StepTitle(e.Step).In(lang), timeIn(lang, e.OccurredAt), r.RoleName(e.Role).In(lang)})
			}
		}
	}
	return line
}
