package xes

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Writer writes one log, a case at a time, and keeps nothing of a case that it
// has written. It is for one goroutine at a time.
type Writer struct {
	out   *bufio.Writer
	cal   *calendar.Calendar
	lang  routine.Lang
	begun bool
	err   error
}

// NewWriter returns a writer that calls steps as they are called in lang, or
// with lang "" by their ids. The calendar is that of the cases to come; SetCalendar
// changes it between cases of different schools.
func NewWriter(w io.Writer, cal *calendar.Calendar, lang routine.Lang) *Writer {
	return &Writer{out: bufio.NewWriterSize(w, 64<<10), cal: cal, lang: lang}
}

// SetCalendar makes the cases to come those of a school with another calendar.
func (w *Writer) SetCalendar(cal *calendar.Calendar) { w.cal = cal }

// Case writes one case. The error is the first that writing has met; after it
// nothing more is written.
func (w *Writer) Case(c *audit.Case) error {
	w.begin()
	w.raw("\t<trace>\n")
	w.trace(c)
	for _, e := range inTime(c.Timeline) {
		w.raw("\t\t<event>\n")
		w.event(c, e)
		w.raw("\t\t</event>\n")
	}
	w.raw("\t</trace>\n")
	return w.err
}

// Close ends the log, which is one also when it has no case, and does not close
// what it was written to.
func (w *Writer) Close() error {
	w.begin()
	w.raw("</log>\n")
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

func (w *Writer) begin() {
	if w.begun {
		return
	}
	w.begun = true
	w.raw(header)
}

// inTime is the timeline in the order of its times. It mostly is already; an
// opening comes first in it whatever it says.
func inTime(timeline []audit.Entry) []*audit.Entry {
	entries := make([]*audit.Entry, len(timeline))
	for i := range timeline {
		entries[i] = &timeline[i]
	}
	slices.SortStableFunc(entries, func(a, b *audit.Entry) int { return a.OccurredAt.Compare(b.OccurredAt) })
	return entries
}

func (w *Writer) trace(c *audit.Case) {
	at := depth(2)
	w.text(at, "concept:name", name(c))
	if c.Pseudonym != "" {
		w.text(at, "kjentvei:pseudonym", c.Pseudonym)
	}
	if c.School != "" {
		w.text(at, "kjentvei:school", c.School)
	}
	if c.Routine != nil {
		w.text(at, "kjentvei:routine", c.Routine.ID)
		w.number(at, "kjentvei:version", c.Routine.Version)
	}
	w.text(at, "kjentvei:scenario", c.Scenario)
	w.text(at, "kjentvei:state", c.State)
	if c.ClosedAs != "" {
		w.text(at, "kjentvei:closed_as", c.ClosedAs)
	}
	w.time(at, "kjentvei:opened_at", c.OpenedAt)
	w.time(at, "kjentvei:judged_at", c.At)
	for i := range c.Verdicts {
		w.verdict(at, &c.Verdicts[i])
	}
}

// name is what a trace is called: a trace without a name is none.
func name(c *audit.Case) string {
	for _, name := range []string{c.Reference, c.Pseudonym} {
		if clean(name) != "" {
			return name
		}
	}
	return "-"
}

func (w *Writer) verdict(at depth, v *audit.Verdict) {
	if v.Requirement == nil {
		return
	}
	w.open(at, "string", "verdict."+keyOf(v.Requirement.ID), v.Judgement.String())
	in := at + 1
	w.text(in, "kjentvei:requirement", v.Requirement.ID)
	w.text(in, "kjentvei:reason", v.Reason.Code)
	if v.LateBy.Unit != "" {
		w.decimal(in, "kjentvei:late_by", v.LateBy.Amount)
		w.text(in, "kjentvei:late_unit", v.LateBy.Unit)
	}
	if v.DueOn != 0 {
		w.text(in, "kjentvei:due_on", v.DueOn.String())
	}
	w.time(in, "kjentvei:due_at", v.DueAt)
	w.time(in, "kjentvei:since", v.Since)
	w.time(in, "kjentvei:settled_at", v.SettledAt)
	if v.Judgement == audit.Pending {
		w.flag(in, "kjentvei:overdue", v.Overdue)
	}
	w.number(in, "kjentvei:recorded_in", v.RecordedIn)
	w.list(in, "kjentvei:evidence", "kjentvei:event", v.Events)
	w.close(at, "string")
}

func (w *Writer) event(c *audit.Case, e *audit.Entry) {
	at := depth(3)
	activity := e.Title.In(w.lang)
	if w.lang == "" || clean(activity) == "" {
		activity = e.Step
	}
	w.text(at, "concept:name", activity)
	w.text(at, "lifecycle:transition", transition(e))
	w.raw(string(tabs[:at]) + `<date key="time:timestamp" value="` + w.stamp(e.OccurredAt) + "\"/>\n")
	if e.Actor != 0 {
		w.text(at, "org:resource", strconv.Itoa(e.Actor))
	}
	if e.Role != "" {
		w.text(at, "org:role", e.Role)
	}
	w.text(at, "kjentvei:event", e.Event)
	w.text(at, "kjentvei:step", e.Step)
	w.text(at, "kjentvei:outcome", outcome(e))
	w.text(at, "kjentvei:state", e.State)
	w.time(at, "kjentvei:recorded_at", e.RecordedAt)
	w.number(at, "kjentvei:recorded_in", e.RecordedIn)
	w.number(at, "kjentvei:schoolday", w.schoolday(c.OpenedAt, e.OccurredAt))
	if e.Corrected {
		w.flag(at, "kjentvei:corrected", true)
	}
	if e.Retracted {
		w.flag(at, "kjentvei:retracted", true)
	}
	if e.OutOfOrder {
		w.flag(at, "kjentvei:out_of_order", true)
	}
	w.list(at, "kjentvei:serves", "kjentvei:requirement", e.Serves)
	w.list(at, "kjentvei:present", "kjentvei:participant", e.Present)
	w.list(at, "kjentvei:refused_for", "kjentvei:reason", codes(e.Reasons))
}

func outcome(e *audit.Entry) string {
	if e.Refused {
		return "refused"
	}
	return "done"
}

func transition(e *audit.Entry) string {
	switch {
	case e.Refused:
		return "ate_abort"
	case e.Retracted:
		return "withdraw"
	}
	return "complete"
}

// codes is why a step was refused: the requirement that it would have broken,
// where there is one, and otherwise what was in the way.
func codes(reasons []audit.Reason) []string {
	var list []string
	for _, r := range reasons {
		list = append(list, strings.TrimPrefix(r.Code+" "+r.Requirement, " "))
	}
	return list
}

// schoolday counts school days from the opening: 0 on its day, negative before.
func (w *Writer) schoolday(opened, at time.Time) int {
	if w.cal == nil {
		return 0
	}
	from, to := w.cal.DateOf(opened), w.cal.DateOf(at)
	if to < from {
		return -w.cal.Between(to, from)
	}
	return w.cal.Between(from, to)
}
