package audit

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Case judges one case, and tells all that a reader of it needs. now is when it
// is judged; what has occurred later than that is not expected.
func (c *Rules) Case(t *Trace, cal *calendar.Calendar, now time.Time) *Case {
	j := c.read(t, cal, now)
	out := &Case{
		Reference: t.Reference, Pseudonym: t.Pseudonym, School: t.School, Routine: c.Routine,
		Scenario: j.scenario, ClosedAs: j.ended, Adult: t.Adult, At: now,
		Verdicts: j.verdicts(),
	}
	if at := j.opening(); at >= 0 {
		out.OpenedAt = j.lines[at].at
	}
	for i := range t.Events {
		if e := &t.Events[i]; !e.Refused && e.State != "" {
			out.State = e.State
		}
	}
	out.Timeline = j.timeline(out.Verdicts)
	out.Waivers, out.Breaches = j.exceptions(), j.breachesTold()
	return out
}

// Verdicts judges one case, one verdict for each requirement in the order of the
// routine, then for what every case owes.
func (c *Rules) Verdicts(t *Trace, cal *calendar.Calendar, now time.Time) []Verdict {
	return c.read(t, cal, now).verdicts()
}

func (c *Rules) read(t *Trace, cal *calendar.Calendar, now time.Time) *judging {
	j := &judging{detail: true}
	j.begin(c, t, cal, now)
	j.run()
	return j
}

func (j *judging) verdicts() []Verdict {
	list := make([]Verdict, len(j.demands))
	for k := range j.demands {
		d := &j.demands[k]
		list[k] = Verdict{Requirement: d.Requirement, Finding: j.uncalled(d)}
	}
	for k := range j.list {
		f := &j.list[k]
		v := &list[f.demand]
		found := j.finding(f)
		if len(v.Activations) == 0 || found.worse(&v.Finding) {
			v.Finding = found
		}
		v.Activations = append(v.Activations, found)
	}
	for k := range list {
		slices.SortStableFunc(list[k].Activations, func(a, b Finding) int { return a.Since.Compare(b.Since) })
	}
	return list
}

// worse orders findings: by what they are, then by how late.
func (f *Finding) worse(than *Finding) bool {
	if f.Judgement != than.Judgement {
		return f.Judgement > than.Judgement
	}
	if f.Judgement == Pending && f.DueOn != than.DueOn {
		return f.DueOn != 0 && (than.DueOn == 0 || f.DueOn < than.DueOn)
	}
	return f.LateBy.Unit == than.LateBy.Unit && f.LateBy.Amount > than.LateBy.Amount
}

// uncalled is what a requirement comes to that was never called for.
func (j *judging) uncalled(d *demand) Finding {
	f := Finding{Judgement: NotApplicable, Reason: Reasoning{Code: BecauseNever}}
	if i := j.spared[d.at]; i > 0 {
		f.Reason = Reasoning{Code: BecauseFacts}
		f.Events = []string{j.t.Events[i-1].ID}
		if j.detail && j.why[d.at] != "" {
			f.Reason.Detail = []string{j.why[d.at]}
		}
	}
	return f
}

// unmet names the first fact that keeps a condition from being true.
func (j *judging) unmet(of *cond) (said string) {
	of.leaves(j.facts, func(leaf *cond, holds bool) {
		if !holds && said == "" {
			f := j.vocabulary[leaf.fact]
			said = f.ID + "=" + f.Values[j.facts[leaf.fact]]
		}
	})
	return said
}

// witness keeps which events gave the facts of a condition the values that make
// it true.
func (j *judging) witness(f *finding, of *cond) {
	if !j.detail {
		return
	}
	of.leaves(j.facts, func(leaf *cond, holds bool) {
		if by := j.setBy[leaf.fact]; holds && by >= 0 {
			f.more = append(f.more, by)
		}
	})
}

func (j *judging) finding(f *finding) Finding {
	out := Finding{
		Judgement: f.judgement, Since: f.since, DueOn: f.due, DueAt: f.dueAt, Overdue: f.overdue, Suspended: f.suspended,
		SettledAt: f.settled, LateBy: f.lateness, Reason: Reasoning{Code: f.code, Detail: f.detail, By: f.role},
	}
	if f.code == BecauseBirthday {
		out.SettledAt = time.Time{} // it would tell when the student was born
	}
	events := append([]int{f.from, f.by}, f.more...)
	if f.by >= 0 {
		e := &j.t.Events[f.by]
		out.RecordedIn = j.recordedIn(f.by)
		if f.code == BecauseWaiver {
			out.Reason.Detail = []string{chosen(j.lines[f.by].fields, "reason")}
			out.Reason.By = first(e.Roles)
		}
	}
	if f.code == BecauseBreach {
		for _, b := range j.breaches {
			if b.event == f.by && b.acknowledged >= 0 {
				events = append(events, b.acknowledged)
				out.Acknowledged = true
				out.Reason.By = first(j.t.Events[b.acknowledged].Roles)
			}
		}
	}
	out.Events = j.idsOf(events)
	return out
}

// recordedIn is how many school days after it occurred an event was recorded.
func (j *judging) recordedIn(i int) int {
	return j.cal.Between(j.cal.DateOf(j.lines[i].at), j.cal.DateOf(j.t.Events[i].RecordedAt))
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// idsOf names events, each once, in the order in which they occurred.
func (j *judging) idsOf(events []int) []string {
	events = slices.DeleteFunc(events, func(i int) bool { return i < 0 })
	slices.SortStableFunc(events, func(a, b int) int {
		if by := j.lines[a].at.Compare(j.lines[b].at); by != 0 {
			return by
		}
		return a - b
	})
	var ids []string
	for _, i := range slices.Compact(events) {
		ids = append(ids, j.t.Events[i].ID)
	}
	return ids
}

// timeline lists everything that was recorded, refused attempts too, in the
// order in which it occurred.
func (j *judging) timeline(verdicts []Verdict) []Entry {
	serves := map[string][]string{}
	for k := range verdicts {
		for _, f := range verdicts[k].Activations {
			for _, id := range f.Events {
				if of := verdicts[k].Requirement.ID; !slices.Contains(serves[id], of) {
					serves[id] = append(serves[id], of)
				}
			}
		}
	}
	list := make([]Entry, 0, len(j.t.Events))
	state, latest := "", time.Time{}
	for i := range j.t.Events {
		e, l := &j.t.Events[i], &j.lines[i]
		entry := Entry{
			Event: e.ID, Step: e.Step, Title: j.titleOf(e, l), Refused: e.Refused, Reasons: e.Reasons, Role: first(e.Roles), Actor: e.Actor,
			OccurredAt: l.at, RecordedAt: e.RecordedAt, RecordedIn: j.recordedIn(i), Corrected: l.corrected, Retracted: l.retracted,
			State: e.State, Present: present(l.fields), Serves: serves[e.ID], OutOfOrder: l.at.Before(latest),
			FirstOfState: !e.Refused && e.State != state,
		}
		if !e.Refused {
			state = e.State
			if l.at.After(latest) {
				latest = l.at
			}
		}
		list = append(list, entry)
	}
	if len(list) > 1 {
		slices.SortStableFunc(list[1:], func(a, b Entry) int { return a.OccurredAt.Compare(b.OccurredAt) })
	}
	return list
}

// titleOf is what people call what an event records.
func (j *judging) titleOf(e *Event, l *line) routine.Text {
	switch {
	case e.Step == "open":
		if s, ok := j.scenarios[e.Scenario]; ok {
			return s.Title
		}
		return routine.Message("the_opening", nil)
	case j.steps[e.Step] != nil:
		return j.steps[e.Step].Title
	}
	return routine.Same(e.Step)
}

// nameOf is what people call a step or a requirement.
func (j *judging) nameOf(id string) routine.Text {
	if s, ok := j.steps[id]; ok {
		return s.Title
	}
	if at, ok := j.ids[id]; ok {
		return j.demands[at].Title
	}
	return routine.Same(id)
}

// present lists the kinds, and of staff the roles, of everybody named.
func present(fields []Field) []string {
	var list []string
	for _, f := range fields {
		for _, p := range f.People {
			what := p.Kind
			if p.Kind == "staff" && len(p.Roles) > 0 {
				what = p.Roles[0]
			}
			if !slices.Contains(list, what) {
				list = append(list, what)
			}
		}
	}
	return list
}

func (j *judging) exceptions() []WaiverGiven {
	var list []WaiverGiven
	for _, i := range j.told {
		e, l := &j.t.Events[i], &j.lines[i]
		if e.Step != "waive" {
			continue
		}
		why := j.wrongWaiver(i, e, l)
		list = append(list, WaiverGiven{
			Event: e.ID, Requirement: chosen(l.fields, "requirement"), Reason: chosen(l.fields, "reason"), By: first(e.Roles),
			At: l.at, Allowed: why == "", Why: why,
		})
	}
	return list
}

func (j *judging) breachesTold() []BreachTold {
	var list []BreachTold
	for _, b := range j.breaches {
		e, l := &j.t.Events[b.event], &j.lines[b.event]
		told := BreachTold{Event: e.ID, Of: chosen(l.fields, "of"), By: first(e.Roles), At: l.at, Retracted: b.retracted}
		told.Title = j.nameOf(told.Of)
		for _, r := range e.Reasons {
			if r.Requirement != "" && !slices.Contains(told.Requirements, r.Requirement) {
				told.Requirements = append(told.Requirements, r.Requirement)
			}
		}
		if b.acknowledged >= 0 {
			ack := &j.t.Events[b.acknowledged]
			told.Acknowledgment, told.AcknowledgedBy = ack.ID, first(ack.Roles)
		}
		list = append(list, told)
	}
	return list
}
