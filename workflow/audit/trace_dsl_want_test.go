package audit_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// A wanted verdict is its judgement, and in clauses why:
//
//	because CODE              always; one of the Because constants
//	on STEP STEP …            the steps of the events that it rests on, in their order; always, where there are any
//	due DAY [TIME]            asked for where it is late or pending, and has a deadline
//	by N UNIT                 how late
//	role ROLE                 who waived, or acknowledged the breach
//	detail WORD …             of the reason
//	recorded N                school days from when it occurred
//	overdue, suspended, acknowledged
//	times N                   how often it was called for
//
// What a clause would say and none does is not so: a verdict that is overdue is
// not the one that was wanted without saying so. Only due, role, detail and
// times may be left open.
type wanted struct {
	row       string
	judgement audit.Judgement
	code      string
	on        []string
	late      audit.Lateness
	due       calendar.Date
	dueAt     time.Time
	role      string
	detail    []string
	recorded  int
	times     int
	flags     []string // overdue, suspended, acknowledged
}

var becauses = []string{
	audit.BecauseMet, audit.BecauseAsked, audit.BecauseLeft, audit.BecauseForbidden, audit.BecauseBreach, audit.BecauseWaiver,
	audit.BecauseDanger, audit.BecauseKept, audit.BecauseUsed, audit.BecauseNever, audit.BecauseFacts, audit.BecauseBirthday,
	audit.BecauseGone, audit.BecauseMoved, audit.BecauseFreed, audit.BecauseNoConsent, audit.BecauseVoided, audit.BecauseMerged,
}

var allJudgements = []audit.Judgement{
	audit.Satisfied, audit.Late, audit.Violated, audit.Waived, audit.Pending, audit.NotApplicable,
}

// readWanted reads a verdict and its clauses.
func readWanted(row, judgement, clauses string) (w wanted, err error) {
	at := slices.IndexFunc(allJudgements, func(j audit.Judgement) bool { return j.String() == judgement })
	if at < 0 {
		return w, fmt.Errorf("%s: no such verdict", judgement)
	}
	w = wanted{row: row, judgement: allJudgements[at]}
	for clause := range strings.SplitSeq(clauses, ", ") {
		words := strings.Fields(clause)
		if len(words) == 0 {
			return w, fmt.Errorf("%q: an empty clause", clauses)
		}
		if err := w.clause(words[0], words[1:]); err != nil {
			return w, fmt.Errorf("%q: %w", clause, err)
		}
	}
	switch {
	case !slices.Contains(becauses, w.code):
		return w, fmt.Errorf("%q: because of what?", clauses)
	case len(w.on) == 0 && w.code != audit.BecauseNever:
		return w, fmt.Errorf("%q: on which events?", clauses)
	case (w.judgement == audit.Late) != (w.late.Unit != ""):
		return w, fmt.Errorf("%q: by how much is it late?", clauses)
	}
	return w, nil
}

func (w *wanted) clause(what string, of []string) (err error) {
	switch {
	case len(of) == 0 && slices.Contains([]string{"overdue", "suspended", "acknowledged"}, what):
		w.flags = append(w.flags, what)
	case len(of) == 0:
		return fmt.Errorf("not understood")
	case what == "because" && len(of) == 1:
		w.code = of[0]
	case what == "on":
		w.on = of
	case what == "by" && len(of) == 2 && (of[1] == audit.SchoolDays || of[1] == audit.Hours):
		w.late.Unit = of[1]
		w.late.Amount, err = strconv.ParseFloat(of[0], 64)
	case what == "due" && len(of) == 1:
		w.due, err = readDate(of[0])
	case what == "due":
		w.dueAt, _, err = readMoment(of)
		w.due = calendar.Of(w.dueAt, calendar.Oslo)
	case what == "role" && slices.Contains(routine.StandardRoles(), of[0]):
		w.role = of[0]
	case what == "detail":
		w.detail = of
	case what == "recorded":
		w.recorded, err = strconv.Atoi(of[0])
	case what == "times":
		w.times, err = strconv.Atoi(of[0])
	default:
		return fmt.Errorf("not understood")
	}
	return err
}

// check compares a verdict with what was wanted, and says each difference. A
// deadline that should have been stated is one.
func (w *wanted) check(h *handmade, v *audit.Verdict) (wrong []string) {
	differ := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			wrong = append(wrong, fmt.Sprintf("%s %s: got %v, want %v", w.row, what, got, want))
		}
	}
	differ("verdict", v.Judgement, w.judgement)
	differ("because", v.Reason.Code, w.code)
	differ("evidence", h.stepsOf(v.Events), w.on)
	differ("lateness", v.LateBy, w.late)
	differ("recorded in", v.RecordedIn, w.recorded)
	differ("overdue", v.Overdue, slices.Contains(w.flags, "overdue"))
	differ("suspended", v.Suspended, slices.Contains(w.flags, "suspended"))
	differ("acknowledged", v.Acknowledged, slices.Contains(w.flags, "acknowledged"))
	if w.role != "" || w.code == audit.BecauseWaiver {
		differ("role", v.Reason.By, w.role)
	}
	if w.due != 0 {
		differ("due on", v.DueOn, w.due)
		differ("due at", v.DueAt, w.dueAt)
	} else if v.DueOn != 0 && !v.Suspended && (w.judgement == audit.Late || w.judgement == audit.Pending) {
		wrong = append(wrong, fmt.Sprintf("%s: the deadline is not stated", w.row))
	}
	if w.detail != nil {
		differ("detail", v.Reason.Detail, w.detail)
	}
	if w.times > 0 {
		differ("times", len(v.Activations), w.times)
	}
	return wrong
}

// stepsOf names the steps of events.
func (h *handmade) stepsOf(ids []string) (steps []string) {
	for _, id := range ids {
		at := slices.IndexFunc(h.trace.Events, func(e audit.Event) bool { return e.ID == id })
		steps = append(steps, h.trace.Events[at].Step)
	}
	return steps
}

// judge audits the trace.
func (h *handmade) judge() []audit.Verdict {
	return compiled(h.routine).Verdicts(&h.trace, calendar.New(calendar.Oslo, nil), h.now)
}

// verdictOf finds the verdict of a row.
func verdictOf(verdicts []audit.Verdict, row string) *audit.Verdict {
	at := slices.IndexFunc(verdicts, func(v audit.Verdict) bool { return v.Requirement.ID == row })
	if at < 0 {
		return nil
	}
	return &verdicts[at]
}

// rowsViolated lists the rows that are.
func rowsViolated(verdicts []audit.Verdict) (rows []string) {
	for i := range verdicts {
		if verdicts[i].Judgement == audit.Violated {
			rows = append(rows, verdicts[i].Requirement.ID)
		}
	}
	return rows
}

var allCompiled = map[string]*audit.Rules{}

// compiled reads a routine for the audit, once. Tests that use it do not run at
// the same time.
func compiled(r *routine.Routine) *audit.Rules {
	if allCompiled[r.ID] == nil {
		allCompiled[r.ID] = audit.Compile(r)
	}
	return allCompiled[r.ID]
}
