package workflow

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// StepRequest is a step that an actor wants to take in a case.
type StepRequest struct {
	Case    CaseID
	Actor   Actor
	Steps   []StepInput // one, or several late entries at once: all or none
	IfMatch *uint64     // nil: whatever the revision is
	Key     string      // idempotency key; "" for none
	Request [32]byte    // of what was asked, when Key is given
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
// fails. Errors are those of Apply and of the store; FieldErrors and refusals
// name the step in a batch by its index as given.
func (e *Engine) Take(ctx context.Context, req StepRequest) (*Result, error) {
	now := e.now()
	order := inOrder(req.Steps, now)
	var result *Result
	err := e.store.Update(ctx, func(tx Tx) error {
		result = nil
		rules, w, c, err := e.load(tx, req.Case, now)
		if err != nil {
			return err
		}
		if c.Sight(req.Actor) == Unseen {
			return ErrNotFound
		}
		w.narrow(req.Actor)
		if repeated, err := answered(tx, req.Actor.ID, req.Key, req.Request); err != nil {
			return err
		} else if repeated != nil {
			result = &Result{View: &View{c, rules, w, req.Actor}, Repeated: true}
			return nil
		}
		result, err = e.takeAll(tx, rules, w, c, req, order)
		return err
	})
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

func (e *Engine) takeAll(tx Tx, rules *Rules, w *World, c *Case, req StepRequest, order []int) (*Result, error) {
	start, before, ifMatch := c, w, req.IfMatch
	var events []Event
	var student *Student
	for _, i := range order {
		step := req.Steps[i]
		d, err := rules.Apply(w, c, Command{
			ID: EventID(newID()), Step: step.Step, Actor: req.Actor, OccurredAt: step.OccurredAt, Input: step.Input, IfMatch: ifMatch,
		})
		if err != nil {
			return nil, indexed(err, i)
		}
		if d.Refusal != nil {
			return e.refused(tx, rules, before, start, req, d, i)
		}
		c, ifMatch = d.Case, nil
		events = append(events, d.Event)
		if d.Student != nil {
			changed := *w
			changed.Student, student = d.Student, d.Student
			w = &changed
		}
	}
	if err := e.keep(tx, c, events); err != nil {
		return nil, err
	}
	if err := e.handOn(tx, start, c, w); err != nil {
		return nil, err
	}
	if student != nil {
		if err := e.keepStudent(tx, c, student); err != nil {
			return nil, err
		}
	}
	if req.Key != "" {
		if err := tx.PutAnswer(req.Actor.ID, req.Key, Answer{Request: req.Request, Case: c.ID, Revision: c.Revision, At: w.Now}); err != nil {
			return nil, err
		}
	}
	return &Result{View: &View{c, rules, w, req.Actor}}, nil
}

func indexed(err error, index int) error {
	var fields FieldErrors
	if errors.As(err, &fields) {
		for i := range fields {
			fields[i].Index = index
		}
	}
	return err
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
	return &Result{View: &View{n, rules, w, req.Actor}, Refusal: d.Refusal, Index: index}, nil
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
