package workflow

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"kjentvei/workflow/routine"
)

// StepRequest is a step that an actor wants to take in a case.
type StepRequest struct {
	Case    CaseID
	Actor   Actor
	Steps   []StepInput // one, or several late entries at once: all or none
	IfMatch *uint64     // nil: whatever the revision is
	Batch   bool        // a step that the routine lacks is a mistake in the request, not something not found
	Key     string      // idempotency key; "" for none
	Request [32]byte    // of what was asked, when Key is given
	Mistake error       // that the caller has found in the rest of the request: returned when nothing comes before it

	// Meanwhile, when it is set, is told what will be the result of steps that were
	// let through while they are made durable, on another goroutine, so that the
	// answer can be ready when they are. It is told again if the store has to try
	// again, and never after Take has returned. Nobody may get to see what it makes
	// of that until Take has returned without an error.
	Meanwhile func(*View)
}

// StepInput is one step and what was filled in.
type StepInput struct {
	Step       string
	OccurredAt time.Time // zero: now
	Input      Input
}

// Result is what came of a request.
type Result struct {
	*View
	Repeated bool     // answered before: nothing happened now
	Refusal  *Refusal // nil when the steps were taken
	Index    int      // of the refused step, in a batch
}

// ErrKeyReused is returned for an idempotency key that stood for something
// else before. It is ErrInvalid.
var ErrKeyReused = errors.Join(ErrInvalid, errors.New("idempotency key stood for another request"))

// Hash is the SHA-256 of a request's content, for StepRequest and OpenRequest.
func Hash(parts ...any) [32]byte {
	data, err := json.Marshal(parts)
	if err != nil {
		panic(err) // what came from JSON goes back to it
	}
	return sha256.Sum256(data)
}

// Take takes the steps, in the order in which they occurred, or none of them.
// A refusal is a result, and is kept as an event; so is nothing else that
// fails. Errors are those of Apply and of the store, ErrStale and ErrKeyReused;
// FieldErrors and refusals name the step in a batch by its index as given.
//
// Whatever step it is that something speaks against, the gravest is told: that
// the case is not there or a step forbidden, that the revision is stale, every
// mistake, and only then what else refuses a step.
func (e *Engine) Take(ctx context.Context, req StepRequest) (*Result, error) {
	if err := req.Actor.Scope.allow(writing); err != nil {
		return nil, err
	}
	now := e.now()
	order := inOrder(req.Steps, now)
	meanwhile := &aside{do: req.Meanwhile}
	var result *Result
	err := e.store.Update(ctx, func(tx Tx) error {
		result = nil
		rules, w, c, access, err := e.loadFor(tx, req.Actor, req.Case, now)
		if err != nil {
			return err
		}
		asked := req
		repeated, err := answered(tx, req.Actor.ID, req.Key, req.Request)
		switch {
		case errors.Is(err, ErrKeyReused):
			asked.Mistake = err
		case err != nil:
			return err
		case repeated != nil:
			result = &Result{View: &View{Case: c, rules: rules, world: w, actor: req.Actor, access: access}, Repeated: true}
			return nil
		}
		if result, err = e.takeAll(tx, rules, w, c, asked, order); err == nil && result.Refusal == nil {
			meanwhile.begin(result.View)
		}
		return err
	})
	meanwhile.end()
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(req.Steps, func(s StepInput) bool { return rewrites(s.Step) }) && result.world.Student != nil {
		e.forget(result.world.Student)
	}
	e.remember(result.Case, result.world.Student)
	return result, nil
}

// inOrder lists the steps' indexes in the order in which they occurred.
func inOrder(steps []StepInput, now time.Time) []int {
	order := make([]int, len(steps))
	at := func(i int) time.Time {
		if steps[i].OccurredAt.IsZero() {
			return now
		}
		return steps[i].OccurredAt
	}
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return at(a).Compare(at(b)) })
	return order
}

func answered(tx Tx, actor ActorID, key string, request [32]byte) (*Answer, error) {
	if key == "" {
		return nil, nil
	}
	answer, err := tx.Answer(actor, key)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case answer.Request != request:
		return nil, ErrKeyReused
	}
	return answer, nil
}

// judged is what came of the steps of a request, one after the other.
type judged struct {
	c       *Case  // as they leave it
	w       *World // the same, with what they have changed of the student
	events  []Event
	student *Student // nil when none changed anything of them

	mistakes FieldErrors
	refusal  *Decision // the first, but one that forbids before any other
	at       int       // of the refusal
}

// judge applies the steps in the order given, and goes on past what speaks
// against one to find what speaks against the others: a later step as if an
// earlier one had been taken, unless that was filled in wrongly.
func (r *Rules) judge(w *World, c *Case, req StepRequest, order []int) (*judged, error) {
	j := &judged{c: c, w: w}
	for _, i := range order {
		step := req.Steps[i]
		if _, known := r.Routine.Step(step.Step); !known && req.Batch {
			j.mistakes = append(j.mistakes, FieldError{Field: "step", Message: routine.Message("field_choice", nil), Index: i})
			continue
		}
		cmd := Command{ID: EventID(newID()), Step: step.Step, Actor: req.Actor, OccurredAt: step.OccurredAt, Input: step.Input}
		d, err := r.Apply(j.w, j.c, cmd)
		var fields FieldErrors
		switch {
		case errors.As(err, &fields):
			j.mistakes = append(j.mistakes, indexed(fields, i)...)
		case err != nil:
			return nil, err
		case d.Refusal == nil:
			j.take(d)
		case d.Refusal.Forbidden:
			j.refusal, j.at = d, i
			return j, nil
		default:
			if j.refusal == nil {
				j.refusal, j.at = d, i
			}
			j.c = r.suppose(j.w, j.c, cmd)
		}
	}
	return j, nil
}

func (j *judged) take(d *Decision) {
	j.c = d.Case
	j.events = append(j.events, d.Event)
	if d.Student != nil {
		changed := *j.w
		changed.Student, j.student = d.Student, d.Student
		j.w = &changed
	}
}

func (e *Engine) takeAll(tx Tx, rules *Rules, w *World, start *Case, req StepRequest, order []int) (*Result, error) {
	j, err := rules.judge(w, start, req, order)
	switch {
	case err != nil:
		return nil, err
	case j.refusal != nil && j.refusal.Refusal.Forbidden:
		return e.refused(tx, rules, w, start, req, j.refusal, j.at)
	case req.IfMatch != nil && *req.IfMatch != start.Revision:
		return nil, ErrStale
	case req.Mistake != nil:
		return nil, req.Mistake
	case len(j.mistakes) > 0:
		return nil, j.mistakes
	case j.refusal != nil:
		return e.refused(tx, rules, w, start, req, j.refusal, j.at)
	}
	c, w := j.c, j.w
	if err := e.keep(tx, c, j.events); err != nil {
		return nil, err
	}
	if err := e.handOn(tx, start, c, w); err != nil {
		return nil, err
	}
	if j.student != nil {
		if err := e.keepStudent(tx, c, j.student); err != nil {
			return nil, err
		}
	}
	if req.Key != "" {
		if err := tx.PutAnswer(req.Actor.ID, req.Key, Answer{Request: req.Request, Case: c.ID, Revision: c.Revision, At: w.Now}); err != nil {
			return nil, err
		}
	}
	return &Result{View: viewed(rules, w, c, req.Actor)}, nil
}

func indexed(fields FieldErrors, index int) FieldErrors {
	for i := range fields {
		fields[i].Index = index
	}
	return fields
}

// refused keeps the event of the refusal alone; nothing else of a batch stays.
func (e *Engine) refused(tx Tx, rules *Rules, w *World, c *Case, req StepRequest, d *Decision, index int) (*Result, error) {
	event := d.Event
	event.Revision, event.State = c.Revision, c.State
	n := c.clone()
	n.events = append(n.events, event)
	if err := e.keep(tx, n, []Event{event}); err != nil {
		return nil, err
	}
	return &Result{View: viewed(rules, w, n, req.Actor), Refusal: d.Refusal, Index: index}, nil
}

// keep stores new events and the record as it then is.
func (e *Engine) keep(tx Tx, c *Case, events []Event) error {
	for i := range events {
		events[i].Case = c.Number
	}
	if err := tx.Append(&c.Record, events); err != nil {
		return err
	}
	at := len(c.events) - len(events)
	for i := range events {
		c.events[at+i] = events[i]
	}
	return nil
}

// keepStudent stores what a step has changed of what is known of the student,
// and brings the records of the student's other cases up to date: contact that
// is suspended is suspended in every case at once.
func (e *Engine) keepStudent(tx Tx, c *Case, s *Student) error {
	if err := e.putResolved(tx, s); err != nil {
		return err
	}
	others, err := recordsOf(tx, s)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID == c.ID || other.Closed {
			continue
		}
		_, _, sibling, err := e.load(tx, other.ID, e.now())
		if err != nil {
			return err
		}
		if sibling.DueOn == other.DueOn {
			continue
		}
		if err := tx.Append(&sibling.Record, nil); err != nil {
			return err
		}
	}
	return nil
}

// putResolved stores a student. Of one typed in by hand whom somebody has
// recognised, the marks that contact is unsafe go to the one they really are,
// so that they bind every case.
func (e *Engine) putResolved(tx Tx, s *Student) error {
	if s.Same == "" {
		return e.putStudent(tx, s)
	}
	real, err := tx.Student(s.Same)
	if err != nil {
		return err
	}
	own, err := tx.Student(s.ID)
	if err != nil {
		return err
	}
	real.Unsafe, own.Unsafe, own.Same = s.Unsafe, nil, s.Same
	real.BirthDate, real.BirthSet = s.BirthDate, s.BirthSet
	if err := e.putStudent(tx, real); err != nil {
		return err
	}
	return e.putStudent(tx, own)
}

func (e *Engine) putStudent(tx Tx, s *Student) error {
	e.note(s)
	return tx.PutStudent(s)
}
