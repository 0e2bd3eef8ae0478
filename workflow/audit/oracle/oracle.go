package oracle

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Verdict is what the oracle makes of one requirement.
type Verdict struct {
	Requirement string
	Judgement   audit.Judgement // of the worst activation
	Activations []Finding
}

// Finding is what it makes of one activation.
type Finding struct {
	Since     time.Time
	Judgement audit.Judgement
	LateBy    audit.Lateness
	DueOn     calendar.Date
	DueAt     time.Time
	Overdue   bool
	Suspended bool

	by string // the event that it is about
}

// judge is one case on its way to its verdicts.
type judge struct {
	*world
	trace []Position
	rec   record
}

// Judge gives the verdict of every requirement of the routine, in its order.
func Judge(r *routine.Routine, t *audit.Trace, cal *calendar.Calendar, now time.Time) []Verdict {
	w := &world{Routine: r, trace: t, cal: cal, now: now, facts: map[string]routine.Fact{}, until: len(t.Events), contacts: map[string]bool{}, lasting: map[string]bool{}}
	for _, fact := range r.Schema().Facts() {
		w.facts[fact.ID] = fact
	}
	for _, d := range r.Demands() {
		w.contacts[d.ID], w.lasting[d.ID] = needsContact(w.facts, d), survives(w.facts, d)
	}
	j := newJudge(w)
	var list []Verdict
	for _, d := range r.Demands() {
		v := Verdict{Requirement: d.ID, Activations: j.judge(d)}
		for _, f := range v.Activations {
			v.Judgement = max(v.Judgement, f.Judgement)
		}
		list = append(list, v)
	}
	return list
}

func newJudge(w *world) *judge {
	j := &judge{world: w}
	j.rec = w.record()
	j.trace = w.positions()
	return j
}

func (j *judge) judge(d *routine.Requirement) []Finding {
	special, ok := derived[d.ID]
	switch {
	case d.ID == "DV-13":
		return j.prohibition(d, j.offences(d))
	case ok:
		return j.withBreaches(d, special(j, d))
	case d.Template == "succession":
		return append(j.tooEarly(d), j.duties(d)...)
	case owing(d), d.Template == "not_co_existence":
		return j.duties(d)
	case d.Template == "permission":
		return j.instantly(d, And{}, audit.NotApplicable) // never broken
	case d.Template == "precedence":
		return j.withBreaches(d, j.instantly(d, condition(d.Target), audit.Violated))
	}
	return j.prohibition(d, j.instantly(d, Or{}, audit.Violated))
}

// withBreaches adds what somebody has said of a requirement, that it was broken,
// where that event is not found to break it as it is.
func (j *judge) withBreaches(d *routine.Requirement, list []Finding) []Finding {
	for _, f := range j.occasions(Or{breach(d), broken(d)}, never) {
		if !slices.ContainsFunc(list, func(one Finding) bool { return one.by == f.by && one.Judgement == audit.Violated }) {
			list = append(list, f)
		}
	}
	return list
}

// broken is true of a breach of a step by which the requirement was broken.
func broken(d *routine.Requirement) Atom {
	return Atom{"broken", func(p *Position) bool { return among(d.ID, p.Broke) }}
}

// breach is true where somebody has said that the requirement was not met.
func breach(d *routine.Requirement) Atom {
	return Atom{"breach", func(p *Position) bool { return p.Step == "record_breach" && p.Fields["of"].Text == d.ID }}
}

// instantly judges each activation by what is so at it: satisfied, or else.
func (j *judge) instantly(d *routine.Requirement, kept Formula, otherwise audit.Judgement) []Finding {
	var list []Finding
	for i := range j.trace {
		if !Holds(j.called(d), j.trace, i) {
			continue
		}
		f := Finding{Since: j.trace[i].At, Judgement: otherwise, by: j.trace[i].ID}
		if Holds(kept, j.trace, i) {
			f.Judgement = audit.Satisfied
		} else if otherwise == audit.Violated && j.waivedBefore(d, i) {
			f.Judgement = audit.Waived
		}
		list = append(list, f)
	}
	return list
}

// tooEarly is each time that the target of a succession came about, where the
// requirement applies, before anything had called for it: what breaks ¬target W
// activation.
func (j *judge) tooEarly(d *routine.Requirement) []Finding {
	target := condition(d.Target)
	cameAbout := And{j.concerned(d), target, condition(d.Applies)}
	var list []Finding
	for k := range j.trace {
		if first(j.called(d), j.trace[:k+1], 0) >= 0 {
			break
		}
		if Holds(cameAbout, j.trace, k) && (k == 0 || !Holds(target, j.trace, k-1)) {
			list = append(list, Finding{Since: j.trace[k].At, Judgement: audit.Violated, by: j.trace[k].ID})
		}
	}
	return list
}

// concerned is true where the requirement belongs to the scenario of the case.
func (w *world) concerned(d *routine.Requirement) Atom {
	return Atom{"concerned", func(p *Position) bool { return len(d.Scenarios) == 0 || among(p.Scenario, d.Scenarios) }}
}

// live is true where what was called for counts: what is owed to guardians does
// in every scenario (P1).
func (w *world) live(d *routine.Requirement) Formula {
	if w.needsContact(d) {
		return And{}
	}
	return w.concerned(d)
}

// called is true at the activations of a requirement.
func (w *world) called(d *routine.Requirement) Formula {
	anew := Atom{"anew", func(p *Position) bool {
		return p.Step == "change_scenario" && len(d.Scenarios) > 0 && !among(p.Came, d.Scenarios)
	}}
	return And{w.concerned(d), Or{sets(d.Activation), And{anew, stands(d.Activation)}}, condition(d.Applies), Not{w.gone(d)}}
}

// owing is whether a requirement asks for something to be done.
func owing(d *routine.Requirement) bool {
	return !among(d.Template, []string{"precedence", "absence", "not_co_existence", "permission"})
}

// gone is true where the student is, and the requirement does not outlive that.
func (w *world) gone(d *routine.Requirement) Formula {
	if d.Template == "absence" {
		return Or{} // what is forbidden stays so
	}
	if w.survives(d) {
		return is("student", "dead")
	}
	return is("student", "left", "dead")
}
