package workflow

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// OpenRequest is a case that somebody wants to open.
type OpenRequest struct {
	Actor      Actor
	School     SchoolID
	Routine    string
	Scenario   string
	Student    *StudentInput // nil where the scenario is anonymous
	OccurredAt time.Time     // when the concern arose; zero: now
	Input      Input
	Key        string
	Request    [32]byte
	Mistake    error // as in StepRequest
}

// StudentInput names a student: one that is known, by ID, or one typed in.
type StudentInput struct {
	ID        StudentID
	Name      string
	BirthDate string // 2026-11-22; "" when it is not known
	Class     string
}

// Open opens a case. Errors are FieldErrors for what was filled in wrongly,
// ErrNotFound for a school that is not the actor's; a refusal (the actor's role
// may not) is a result without a case, and leaves no event: there is no case
// yet that it could belong to.
func (e *Engine) Open(ctx context.Context, req OpenRequest) (*Result, error) {
	if err := req.Actor.Scope.allow(writing); err != nil {
		return nil, err
	}
	if !acts(req.Actor.At(req.School)) {
		if len(req.Actor.At(req.School)) == 0 {
			return nil, ErrNotFound
		}
		return &Result{Refusal: &Refusal{Forbidden: true, Unmet: []Unmet{{Code: "role", Message: "not_for_you"}}}}, nil
	}
	rules, err := e.Routine(req.Routine)
	if err != nil {
		return nil, req.orMistake("routine", "routine_unknown")
	}
	scenario, ok := rules.Routine.Scenario(req.Scenario)
	if !ok {
		return nil, req.orMistake("scenario", "scenario_unknown")
	}
	now := e.now()
	var result *Result
	err = e.store.Update(ctx, func(tx Tx) error {
		result = nil
		asked := req
		repeated, err := answered(tx, req.Actor.ID, req.Key, req.Request)
		switch {
		case errors.Is(err, ErrKeyReused):
			asked.Mistake = err
		case err != nil:
			return err
		case repeated != nil:
			rules, w, c, err := e.load(tx, repeated.Case, now)
			if err != nil {
				return err
			}
			access, err := e.admit(tx, w, c, req.Actor)
			if err != nil {
				return err
			}
			result = &Result{View: &View{Case: c, rules: rules, world: w, actor: req.Actor, access: access}, Repeated: true}
			return nil
		}
		result, err = e.open(tx, rules, scenario, asked, now)
		return err
	})
	if err != nil || result.View == nil {
		return result, err
	}
	if s := result.world.Student; s != nil && len(s.Unsafe) > 0 {
		e.forget(s)
	}
	e.remember(result.Case, result.world.Student)
	return result, nil
}

// orMistake is what the caller has found wrong with the request, or else this.
func (req *OpenRequest) orMistake(field, message string) error {
	if req.Mistake != nil {
		return req.Mistake
	}
	return FieldErrors{{Field: field, Message: routine.Message(message, nil)}}
}

func (e *Engine) open(tx Tx, rules *Rules, scenario *routine.Scenario, req OpenRequest, now time.Time) (*Result, error) {
	w, err := e.world(tx, req.School, "", now)
	if err != nil {
		return nil, err
	}
	c := begin(rules.Routine, Record{
		ID: CaseID(newID()), School: req.School,
		Routine: RoutineRef{ID: rules.Routine.ID, Version: rules.Routine.Version, Hash: rules.Routine.Hash},
	})
	if u := c.may(req.Actor, openingStep(scenario).Who); u != nil {
		return &Result{Refusal: &Refusal{Forbidden: true, Unmet: []Unmet{*u}}}, nil
	}
	r := &reader{c: c, w: w}
	student, typed := e.whom(tx, r, scenario, req)
	if typed && student != nil {
		if w.Known, err = e.candidates(tx, student); err != nil {
			return nil, err
		}
	}
	own := func(s *Student) bool { return slices.Contains(ownStaff(s), req.Actor.ID) }
	if student != nil && own(student) || slices.ContainsFunc(w.Known, own) {
		return &Result{Refusal: &Refusal{Forbidden: true, Unmet: []Unmet{{Code: "relation", Message: "own_child"}}}}, nil
	}
	a := &attempt{Rules: rules, w: w, c: c, step: openingStep(scenario), cmd: Command{ID: EventID(newID()), Actor: req.Actor, OccurredAt: req.OccurredAt}}
	w.Student = student
	a.occurred(r)
	a.fields = r.read(a.step.Fields, req.Input, false)
	switch {
	case req.Mistake != nil:
		return nil, req.Mistake
	case len(r.errors) > 0:
		return nil, r.errors
	}
	opening := &Opening{School: req.School, Scenario: scenario.ID}
	if student != nil {
		opening.Recused = ownStaff(student)
		opening.Student, c.Student = student.ID, student.ID
		for _, known := range w.Known {
			for _, id := range ownStaff(known) {
				opening.Recused = addOnce(opening.Recused, id)
			}
		}
		opening.Unclear = len(w.Known) > 0
	}
	return e.begin(tx, a, opening, req)
}

// begin makes the first event and stores the case.
func (e *Engine) begin(tx Tx, a *attempt, opening *Opening, req OpenRequest) (*Result, error) {
	c, w := a.c, a.w
	event := a.event(a.at.instant)
	event.Outcome, event.Revision = Done, 1
	event.Payload.Fields, event.Payload.Opening = a.fields, opening
	if w.Student != nil {
		unsafe := a.fields["contact_safety"].Text != "safe"
		if unsafe {
			w.Student.raise(c.ID, &event, nil)
		}
		if unsafe || req.Student.ID == "" {
			if err := e.putResolved(tx, w.Student); err != nil {
				return nil, err
			}
		}
	}
	c.take(w, &event)
	scenario, _ := a.Routine.Scenario(opening.Scenario)
	c.arrive(&event, scenario.Start)
	c.events[0] = event
	c.summarise(w)
	if err := e.keep(tx, c, []Event{event}); err != nil {
		return nil, err
	}
	var err error
	if c.Reference, err = e.reference(tx, c.Number, w.Calendar.DateOf(w.Now).Year()); err != nil { // the number came with the first Append
		return nil, err
	}
	if err := tx.Append(&c.Record, nil); err != nil {
		return nil, err
	}
	if req.Key != "" {
		if err := tx.PutAnswer(req.Actor.ID, req.Key, Answer{Request: req.Request, Case: c.ID, Revision: 1, At: w.Now}); err != nil {
			return nil, err
		}
	}
	return &Result{View: viewed(a.Rules, w, c, req.Actor)}, nil
}

// openingStep is the opening of a scenario as a step.
func openingStep(s *routine.Scenario) *routine.Step {
	step := &routine.Step{ID: "open", Who: s.Who, Fields: OpeningFields(s)}
	if len(step.Who) == 0 {
		step.Who = []string{"anyone"}
	}
	return step
}

// OpeningFields lists what opening a case in the scenario asks for: where there
// is a student, always also whether contact with guardians may be unsafe (P1).
func OpeningFields(s *routine.Scenario) []routine.Field {
	if s.NoName {
		return s.Fields
	}
	return slices.Concat(s.Fields, routine.OpeningFields())
}

// whom finds or makes the student that a case is about.
func (e *Engine) whom(tx Tx, r *reader, scenario *routine.Scenario, req OpenRequest) (student *Student, typed bool) {
	given := req.Student
	switch {
	case scenario.NoName:
		if given != nil {
			r.fail("student", "student_unwanted", nil)
		}
		return nil, false
	case given == nil || given.ID == "" && strings.TrimSpace(given.Name) == "":
		r.fail("student", "student_required", nil)
		return nil, false
	case given.ID != "":
		s, err := resolve(tx, given.ID)
		if err != nil || s.School != req.School {
			r.fail("student", "student_unknown", nil)
			return nil, false
		}
		return s, false
	}
	s := &Student{ID: StudentID(newID()), Pseudonym: newPseudonym(), School: req.School, Typed: true}
	s.Name, _ = r.line("student.name", given.Name)
	s.Class, _ = r.line("student.class", given.Class)
	if s.Name == "" {
		r.fail("student", "student_required", nil)
	}
	if given.BirthDate != "" {
		birth, err := calendar.Parse(given.BirthDate)
		if err != nil || birth.Year() < 1900 || birth > r.w.Calendar.DateOf(r.w.Now) {
			r.fail("student.birth_date", "field_date", nil)
		}
		s.BirthDate, s.BirthSet = birth, true
	}
	return s, true
}

// ownStaff lists the staff who stand, or stood, as the student's guardians: they
// are shut out of the case from its opening.
func ownStaff(s *Student) []ActorID {
	var list []ActorID
	for _, guardians := range [][]Guardian{s.Guardians, s.Former} {
		for _, g := range guardians {
			list = addOnce(list, g.Staff)
		}
	}
	return list
}
