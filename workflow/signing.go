package workflow

import (
	"context"
	"slices"
	"time"
)

// Signing is a case that waits for the leadership to sign it off.
type Signing struct {
	*Listed
	Since time.Time // when something was last recorded in it
}

// maxSigning bounds a queue to sign; who has more has twice that next time.
const maxSigning = 200

// ToSign lists the cases that the actor could sign off as they stand now, those that
// have waited longest first, once it is recorded that the actor looks. A case that
// they were ever responsible for is not among them (P8).
func (e *Engine) ToSign(ctx context.Context, actor Actor) ([]Signing, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	ready, err := e.readyToSign(ctx, actor)
	if err != nil {
		return nil, err
	}
	var records []Record
	var numbers []uint64
	for _, v := range ready {
		records, numbers = append(records, v.Record), append(numbers, v.Number)
	}
	shown, err := e.show(ctx, actor, records)
	if err != nil {
		return nil, err
	}
	list := make([]Signing, 0, len(shown))
	for i, listed := range shown {
		events := ready[i].events
		list = append(list, Signing{listed, events[len(events)-1].RecordedAt})
	}
	slices.SortStableFunc(list, func(a, b Signing) int { return a.Since.Compare(b.Since) })
	return list, e.looked(ctx, actor, LookedAtList, numbers)
}

// readyToSign finds the open cases that a leader can sign off. Most are not at an
// end, and are passed over by their state alone.
func (e *Engine) readyToSign(ctx context.Context, actor Actor) (ready []*View, err error) {
	open := false
	now := e.now()
	q := Query{Closed: &open, Sort: "opened_at", Limit: 100}
	for len(ready) < maxSigning {
		page, next, err := e.Cases(ctx, actor, q)
		if err != nil {
			return nil, err
		}
		for i := range page {
			r := &page[i]
			mine := anyOf(actor.At(r.School), leaders) || slices.Contains(r.Involved, actor.ID) // as a deputy
			if !mine || r.sight(actor, now) != Named || !e.atAnEnd(r) {
				continue
			}
			v, err := e.view(ctx, actor, r.ID)
			if err != nil {
				return nil, err
			}
			if v.allows("sign_off") {
				ready = append(ready, v)
			}
		}
		if next == "" {
			break
		}
		q.Cursor = next
	}
	return ready, nil
}

// atAnEnd reports whether a case is in a state that it can be closed from.
func (e *Engine) atAnEnd(r *Record) bool {
	e.mu.Lock()
	rules, ok := e.rules[r.Routine.Hash]
	e.mu.Unlock()
	if !ok {
		return true // not read yet: the view will tell
	}
	state, ok := rules.Routine.State(r.State)
	return ok && state.Final
}

// allows reports whether the viewer may take a step that every case knows, as far as
// that is settled before anything is filled in.
func (v *View) allows(step string) bool {
	own, ok := v.routine.Step(step)
	if !ok || v.access.May&TakeSteps == 0 {
		return false
	}
	a := &attempt{Rules: v.rules, w: v.world, c: v.Case, cmd: Command{Actor: v.actor}, now: v.now(), access: v.access, roles: v.actor.At(v.School)}
	return v.step(a, own, &makings{v: v}).Allowed
}
