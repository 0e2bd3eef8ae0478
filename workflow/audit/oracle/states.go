package oracle

import (
	"maps"
	"slices"
	"sort"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Position is one accepted event as it is now known to have been, in the order
// in which things occurred, and what was so after it.
type Position struct {
	ID       string
	Step     string
	At       time.Time
	Day      calendar.Date
	Actor    int
	Roles    []string
	Fields   map[string]audit.Value
	Broke    []string      // of a breach: ids of the requirements that it broke
	Carried  *routine.Step // the step whose fields it has: its own, or the one that a breach tells of
	Came     string        // of a move: the scenario before
	Scenario string
	Back     calendar.Date // when the student is expected back; 0 for not known
	Consents []consent     // given, refused and withdrawn before it

	Sets   map[string]string // what the event says
	Before map[string]string // what was so just before, at its time
	Facts  map[string]string // and after
}

// consent is one answer of the student's, or its withdrawal.
type consent struct {
	to     string // guardians, or an agency
	whom   []int  // guardians; none: all
	about  []string
	answer string
	until  calendar.Date
}

// world is all that is read to judge one case.
type world struct {
	*routine.Routine
	trace             *audit.Trace
	cal               *calendar.Calendar
	now               time.Time
	facts             map[string]routine.Fact
	contacts, lasting map[string]bool // requirements, by id: see needsContact and survives
	until             int             // how many events of the trace are read; corrections always are

	leaders  map[string]bool // events by somebody who could act as leadership then
	own      map[string]bool // events of a step that was for the one who took it to take
	corrects map[string]bool // corrections that could be made
}

// positions folds a trace from its beginning.
func (w *world) positions() []Position {
	facts := map[string]string{}
	for id, fact := range w.facts {
		facts[id] = fact.Values[0]
	}
	var list []Position
	var last Position
	var undo map[string]string
	for _, e := range w.told() {
		p := Position{
			ID: e.ID, Step: e.Step, At: e.OccurredAt, Day: w.cal.DateOf(e.OccurredAt), Actor: e.Actor, Roles: e.Roles,
			Fields: byName(e.Fields), Scenario: last.Scenario, Back: last.Back, Consents: slices.Clone(last.Consents),
			Sets: map[string]string{},
		}
		if last.answers() {
			p.Consents = append(p.Consents, last.asConsent())
		}
		p.Carried = w.carried(&p)
		if p.Step == "record_breach" && p.Carried != nil {
			for _, reason := range e.Reasons {
				p.Broke = append(p.Broke, reason.Requirement)
			}
		}
		w.clock(facts, &p)
		p.Before = maps.Clone(facts)
		undo = w.says(&p, &e, undo)
		w.notes(list, &p)
		w.assign(facts, p.Sets)
		after := p
		if p.answers() {
			after.Consents = append(slices.Clone(p.Consents), p.asConsent())
		}
		w.clock(facts, &after)
		p.Facts = maps.Clone(facts)
		list = append(list, p)
		last = p
	}
	return list
}

// told lists the accepted events, corrected and in the order of occurrence, the
// opening first.
func (w *world) told() []audit.Event {
	var list []audit.Event
	for i, e := range w.trace.Events[:w.until] {
		if e.Refused {
			continue
		}
		fixed, retracted := w.corrected(i)
		if !retracted {
			list = append(list, fixed)
		}
	}
	if len(list) > 0 {
		rest := list[1:]
		sort.SliceStable(rest, func(i, j int) bool { return rest[i].OccurredAt.Before(rest[j].OccurredAt) })
	}
	return list
}

// corrected is the ith event with every later correction put over it that could
// be made.
func (w *world) corrected(i int) (audit.Event, bool) {
	e, retracted := w.trace.Events[i], false
	fields := byName(e.Fields)
	for _, later := range w.trace.Events[i+1:] {
		over := byName(later.Fields)
		if later.Refused || later.Step != "correct" || over["event"].Text != e.ID || !w.corrects[later.ID] {
			continue
		}
		for name, value := range over {
			switch name {
			case "event", "why":
			case "occurred_at":
				e.OccurredAt = value.Time
			case "retract":
				retracted = value.Bool
			default:
				fields[name] = value
			}
		}
	}
	e.Fields = nil
	for name, value := range fields {
		e.Fields = append(e.Fields, audit.Field{Name: name, Value: value})
	}
	return e, retracted
}

func byName(fields []audit.Field) map[string]audit.Value {
	m := map[string]audit.Value{}
	for _, f := range fields {
		m[f.Name] = f.Value
	}
	return m
}

func (w *world) carried(p *Position) *routine.Step {
	id := p.Step
	if id == "record_breach" {
		id = p.Fields["of"].Text
	}
	found, _ := w.Routine.Step(id)
	return found
}

// answers reports whether an event is an answer about consent: of the student's
// own, where no guardian can give it.
func (p *Position) answers() bool {
	guardian := p.Fields["given_by"].Text == "guardian" && (p.Before["age"] == "adult" || p.Fields["recipient"].Text == "guardians")
	return p.Step == "withdraw_consent" || p.Step == "record_consent" && !guardian
}

func (p *Position) asConsent() consent {
	c := consent{to: p.Fields["recipient"].Text, answer: "withdrawn"}
	if p.Step == "record_consent" {
		c.answer, c.about, c.until = p.Fields["answer"].Text, p.Fields["about"].List, p.Fields["until"].Date
		for _, person := range p.Fields["guardians"].People {
			c.whom = append(c.whom, person.Ref)
		}
	}
	return c
}

// clock gives the facts that time alone decides their values at an event.
func (w *world) clock(facts map[string]string, p *Position) {
	w.assign(facts, map[string]string{"age": w.age(p.Day), "consent": standing(p.Consents, p.Day), "contact": w.contact(p.At)})
}

// assign begins anew what the new values reset, and then gives them.
func (w *world) assign(facts, values map[string]string) {
	for id, value := range values {
		fact, known := w.facts[id]
		if known && value != fact.Values[0] && among(value, fact.Values) {
			for _, other := range fact.Resets {
				facts[other] = w.facts[other].Values[0]
			}
		}
	}
	for id, value := range values {
		if among(value, w.facts[id].Values) {
			facts[id] = value
		}
	}
}

func (w *world) age(day calendar.Date) string {
	switch {
	case w.trace.Adult == 0:
		return "unknown"
	case day >= w.trace.Adult:
		return "adult"
	}
	return "minor"
}

// standing is the last answer about contact with guardians that still counts.
func standing(answers []consent, day calendar.Date) string {
	state := "none"
	for _, c := range answers {
		if c.to != "guardians" || c.answer == "asked" {
			continue
		}
		state = c.answer
		if c.answer == "given" && c.until != 0 && day > c.until {
			state = "withdrawn"
		}
	}
	return state
}

// contact is whether guardians may be contacted at a moment: open as long as
// one of them is.
func (w *world) contact(at time.Time) string {
	if all := w.unsafe(0, at); all != "open" || len(w.trace.Guardians) == 0 {
		return all
	}
	worst := "unsafe"
	for _, g := range w.trace.Guardians {
		switch w.unsafe(g, at) {
		case "open":
			return "open"
		case "suspended":
			worst = "suspended"
		}
	}
	return worst
}

// unsafe is the same for one guardian; 0 is all of them.
func (w *world) unsafe(guardian int, at time.Time) string {
	state := "open"
	for _, m := range w.trace.Marks {
		if m.Guardian != 0 && m.Guardian != guardian || !inForce(m, at) {
			continue
		}
		if !m.Confirmed.IsZero() && !m.Confirmed.After(at) {
			return "unsafe"
		}
		state = "suspended"
	}
	return state
}

func inForce(m audit.Mark, at time.Time) bool {
	return !m.Raised.After(at) && (m.Lifted.IsZero() || m.Lifted.After(at))
}
