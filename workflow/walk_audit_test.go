package workflow_test

import (
	"context"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// audited holds the audit of a case against what the engine thinks of it.
func (w *walk) audited(v *workflow.View) {
	c := v.Judged()
	for _, difference := range disagreements(v, c) {
		w.checker.complain("audit", "%s", difference)
	}
	w.lawfully(v, c)
}

// lawfully looks at a closed case: the engine closes none that the audit calls
// violated, unless somebody has said so, or could not know it then.
func (w *walk) lawfully(v *workflow.View, c *audit.Case) {
	if c.ClosedAs != "closed" {
		return
	}
	for i := range c.Verdicts {
		for _, f := range c.Verdicts[i].Activations {
			switch {
			case f.Judgement != audit.Violated:
			case slices.Contains(excused, f.Reason.Code):
			case f.Reason.Code == audit.BecauseLeft && c.Verdicts[i].Requirement.Template == "maintenance": // ended by itself
			case f.Reason.Code == audit.BecauseForbidden && w.hindsight(v, f):
				w.lane.met["audit in hindsight"]++
			default:
				w.checker.complain("audit", "closed, and %s is %s", c.Verdicts[i].Requirement.ID, findings(&c.Verdicts[i]))
			}
		}
	}
}

// excused is what a case may close with: somebody has said that it went wrong,
// or it was overdue when it ended by itself.
var excused = []string{audit.BecauseBreach, audit.BecauseBirthday, audit.BecauseGone}

// hindsight reports whether something that was recorded later says that it
// occurred before what a finding is about: only then could it be known. What is
// known of the student is said in their other cases, too.
func (w *walk) hindsight(v *workflow.View, f audit.Finding) bool {
	var judged *workflow.Event
	for i, e := range v.Case.History() {
		if e.OccurredAt.Equal(f.Since) && slices.Contains(f.Events, string(e.ID)) {
			judged = &v.Case.History()[i]
		}
	}
	if judged == nil {
		return true // moved by a correction
	}
	for _, b := range w.checker.books {
		for _, e := range b.seen {
			late := e.Seq > judged.Seq && (!e.OccurredAt.After(judged.OccurredAt) || e.Step == "correct" || e.Step == "set_birth_date")
			if e.Outcome == workflow.Done && late {
				return true
			}
		}
	}
	return false
}

// summed compares the figures of the school, of which the engine judges anew only
// the cases that have changed, with those of an engine that judges all of them.
func (w *walk) summed() {
	ctx := context.Background()
	incremental, err := w.lane.engine.FiguresBy(ctx, w.school, workflow.Period{}, workflow.Operation{})
	if err != nil {
		w.checker.complain("audit", "no figures: %v", err)
		return
	}
	if w.lane.walks%10 != 0 {
		return
	}
	fresh, err := workflow.NewEngine(ctx, w.lane.db, func() time.Time { return w.lane.now })
	if err != nil {
		w.checker.complain("audit", "%v", err)
		return
	}
	full, err := fresh.FiguresBy(ctx, w.school, workflow.Period{}, workflow.Operation{})
	if err != nil {
		w.checker.complain("audit", "no figures: %v", err)
		return
	}
	if diff := cmp.Diff(full, incremental, cmpopts.IgnoreUnexported(routine.Cond{}), cmpopts.IgnoreFields(audit.VersionFigures{}, "Plan")); diff != "" {
		w.checker.complain("audit", "figures judged anew (-) and step by step (+) differ:\n%s", diff)
	}
}
