package oracle

import (
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// derived are the requirements that facts alone cannot judge.
var derived map[string]func(*judge, *routine.Requirement) []Finding

func init() {
	derived = map[string]func(*judge, *routine.Requirement) []Finding{
		"DV-1": (*judge).unconsented, "DV-2": (*judge).unasked, "DV-3": (*judge).unsigned, "DV-4": (*judge).tooSoon,
		"DV-5": (*judge).exceptions, "DV-11": (*judge).dangerous, "DV-12": (*judge).shared, "DV-13": (*judge).offences,
	}
}

// occasions judges everything that is of a kind by whether it was as it must be.
func (j *judge) occasions(kind Formula, kept func(p *Position, k int) bool) []Finding {
	var list []Finding
	for k := range j.trace {
		if !Holds(kind, j.trace, k) {
			continue
		}
		f := Finding{Since: j.trace[k].At, Judgement: audit.Violated, by: j.trace[k].ID}
		if kept(&j.trace[k], k) {
			f.Judgement = audit.Satisfied
		}
		list = append(list, f)
	}
	return list
}

// contacted is true where guardians were contacted, as the law sees it, whatever
// the step is called: the step sets a fact that says so, or names guardians. An
// emergency is none of it.
func (j *judge) contacted() And {
	return And{Not{step("record_emergency")}, Atom{"contacted", func(p *Position) bool {
		if p.Carried == nil {
			return false
		}
		said := &Position{Step: p.Step, Fields: p.Fields, Carried: p.Carried, Sets: map[string]string{}}
		j.carries(said, p.Carried.Sets)
		for id, value := range said.Sets {
			if fact := j.facts[id]; fact.Contact && value != fact.Values[0] {
				return true
			}
		}
		names := !among(p.Carried.ID, []string{"record_contact", "record_consent", "raise_contact_unsafe", "correct"})
		return names && p.guardians()[0] != 0
	}}}
}

// ofAdult is true where the student had turned 18 before.
var ofAdult = Atom{"of an adult", func(p *Position) bool { return p.Before["age"] == "adult" }}

func (j *judge) unconsented(*routine.Requirement) []Finding {
	return j.occasions(append(j.contacted(), ofAdult), func(p *Position, _ int) bool {
		return p.covered("guardians", p.guardians(), p.about())
	})
}

// guardians lists those named in an event; 0 stands for nobody named.
func (p *Position) guardians() []int {
	var refs []int
	for _, one := range p.people() {
		if one.Kind == "guardian" {
			refs = append(refs, one.Ref)
		}
	}
	if len(refs) == 0 {
		return []int{0}
	}
	return refs
}

func (p *Position) about() string {
	if about := p.Fields["about"].Text; about != "" {
		return about
	}
	return "concern"
}

// covered reports whether consent in force covers each of them.
func (p *Position) covered(to string, whom []int, about string) bool {
	return !slices.ContainsFunc(whom, func(ref int) bool { return !covers(p.Consents, to, ref, about, p.Day) })
}

func covers(answers []consent, to string, ref int, about string, day calendar.Date) bool {
	covered := false
	for _, c := range answers {
		if c.to != to || len(c.whom) > 0 && !slices.Contains(c.whom, ref) {
			continue
		}
		switch c.answer {
		case "given":
			covered = covered || (len(c.about) == 0 || among(about, c.about)) && (c.until == 0 || day <= c.until)
		case "refused", "withdrawn":
			covered = false
		}
	}
	return covered
}

// unasked judges each contact with an adult's guardians by whether the student
// had answered before.
func (j *judge) unasked(*routine.Requirement) []Finding {
	return j.occasions(append(j.contacted(), ofAdult), func(p *Position, _ int) bool { return p.Before["consent"] != "none" })
}

func (j *judge) unsigned(*routine.Requirement) []Finding {
	return j.occasions(step("close"), func(p *Position, _ int) bool { return j.rec.signed[p.ID] })
}

// tooSoon judges every closing by whether nothing was owed, as far as the record
// went then. What was owed to guardians is not known where somebody has set the
// birth date since.
func (j *judge) tooSoon(*routine.Requirement) []Finding {
	return j.occasions(step("close"), func(p *Position, _ int) bool {
		before := j.upTo(p)
		aged := slices.ContainsFunc(j.world.trace.Events[before.world.until:], func(e audit.Event) bool { return !e.Refused && e.Step == "set_birth_date" })
		return !before.owes(func(d *routine.Requirement) bool { return aged && needsContact(j.facts, d) })
	})
}

// upTo is the case, open, as its record stood before an event was added.
func (j *judge) upTo(p *Position) *judge {
	w, t := *j.world, *j.world.trace
	w.until = slices.IndexFunc(t.Events, func(e audit.Event) bool { return e.ID == p.ID })
	w.now = t.Events[w.until].RecordedAt
	t.Events = t.Events[:w.until]
	w.trace = &t
	before := newJudge(&w)
	before.rec.ended = ""
	return before
}

// owes reports whether anything keeps the case from being closed, some
// requirements aside.
func (j *judge) owes(aside func(*routine.Requirement) bool) bool {
	for k := range j.trace {
		if p := &j.trace[k]; p.Step == "record_breach" && !j.rec.answered[p.ID] {
			return true
		}
	}
	for _, d := range j.Demands() {
		if !blocks(d) || derived[d.ID] != nil || aside(d) {
			continue
		}
		for _, f := range j.duties(d) {
			if f.Judgement == audit.Pending && (d.Template != "maintenance" || f.Overdue) {
				return true
			}
		}
	}
	return false
}

// blocks is whether a requirement keeps a case from being closed while it is owed.
func blocks(d *routine.Requirement) bool {
	return owing(d) && (d.Modality == "must" || d.Modality == "consider")
}

// exceptions judges each waiver by whose it was and what was said.
func (j *judge) exceptions(*routine.Requirement) []Finding {
	return j.occasions(step("waive"), func(p *Position, _ int) bool { return j.mayWaive(p) })
}

// mayWaive reports whether a waiver is one that the routine allows: by
// leadership, of what can be waived, for a reason that held when it was recorded,
// and in words.
func (j *judge) mayWaive(p *Position) bool {
	d, ok := j.Routine.Requirement(p.Fields["requirement"].Text)
	_, why := p.Fields["why"]
	if !ok || !blocks(d) || d.Unwaivable || !why || !j.leaders[p.ID] {
		return false
	}
	switch p.Fields["reason"].Text {
	case "":
		return false
	case "nobody_reached":
		return j.attempted(p)
	case "contact_may_harm":
		before := j.upTo(p)
		assessed := sets(map[string][]string{"child_welfare": {"notified", "not_notified"}})
		return before.contact(before.now) == "unsafe" && first(assessed, before.trace, 0) >= 0
	}
	return true
}

// attempted reports whether an attempt to reach guardians, as it is now known to
// have been, had been recorded before an event was.
func (j *judge) attempted(p *Position) bool {
	w := *j.world
	w.until = slices.IndexFunc(w.trace.Events, func(e audit.Event) bool { return e.ID == p.ID })
	known := w.positions()
	return len(known) > 0 && Holds(Eventually{sets(map[string][]string{"guardian_tried": {"yes"}})}, known, 0)
}

// dangerous judges every contact by whether it was suspended with that guardian.
func (j *judge) dangerous(*routine.Requirement) []Finding {
	events := j.world.trace.Events
	unclear := len(events) > 0 && events[0].Unclear
	known := slices.IndexFunc(events, func(e audit.Event) bool { return !e.Refused && e.Step == "confirm_student" })
	return j.occasions(j.contacted(), func(p *Position, _ int) bool {
		k := slices.IndexFunc(events, func(e audit.Event) bool { return e.ID == p.ID })
		return !(unclear && (known < 0 || k < known)) && p.Before["age"] != "unknown" &&
			!slices.ContainsFunc(p.guardians(), func(ref int) bool { return j.silenced(ref, p.At) })
	})
}

// silenced reports whether contact with a guardian was suspended before a moment.
// One who is not among the student's, or not named, may be any of them.
func (j *judge) silenced(ref int, at time.Time) bool {
	known := slices.Contains(j.world.trace.Guardians, ref)
	return slices.ContainsFunc(j.world.trace.Marks, func(m audit.Mark) bool {
		return (!known || m.Guardian == 0 || m.Guardian == ref) && inForce(m, at) && m.Raised.Before(at)
	})
}

// shared judges every sharing with an agency by whether there was consent.
func (j *judge) shared(*routine.Requirement) []Finding {
	shares := Atom{"shares", func(p *Position) bool { return p.Carried != nil && p.Carried.Shares && p.agencies() != nil }}
	return j.occasions(shares, func(p *Position, _ int) bool {
		return !slices.ContainsFunc(p.agencies(), func(agency string) bool {
			return !among(agency, []string{"child_welfare", "police", "emergency"}) && !p.covered(under(agency), []int{0}, "concern")
		})
	})
}

func (p *Position) agencies() []string {
	named := p.Fields[routine.AgencyField]
	if named.Text != "" {
		return []string{named.Text}
	}
	return named.List
}

// under is the name by which consent is given for an agency.
func under(agency string) string {
	if among(agency, []string{"nav", "ppt", "health"}) {
		return agency
	}
	return "other"
}
