package workflow

import (
	"context"
	"slices"
	"time"
)

// Signing is a case that waits for the leadership to sign it off.
type Signing struct {
	*Listed
	Since    time.Time // when something was last recorded in it
	Returned bool      // that was its return: nothing has come since
}

// maxSigning bounds a queue to sign: what is beyond it comes when these are signed.
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
		last := &ready[i].events[len(ready[i].events)-1]
		list = append(list, Signing{listed, last.RecordedAt, last.Step == "return_for_changes" && last.Outcome == Done})
	}
	slices.SortStableFunc(list, func(a, b Signing) int { return a.Since.Compare(b.Since) })
	return list, e.looked(ctx, actor, LookedAtList, numbers)
}

// readyToSign finds the cases that a leader can sign off: those at an end, among them
// closed ones that something came into, and those of students who have gone, which end
// wherever they stand. What the latter still owe has no deadline.
func (e *Engine) readyToSign(ctx context.Context, actor Actor) ([]*View, error) {
	ends, err := e.endings(ctx)
	if err != nil {
		return nil, err
	}
	open := false
	var ready []*View
	for _, state := range ends {
		q := Query{Closed: &open, State: state, Sort: "opened_at", Limit: 100}
		for more := true; more && len(ready) < maxSigning; more = q.Cursor != "" {
			var page []Record
			if page, q.Cursor, err = e.Cases(ctx, actor, q); err != nil {
				return nil, err
			}
			if ready, err = e.signable(ctx, actor, page, ready); err != nil {
				return nil, err
			}
		}
	}
	page, _, err := e.Cases(ctx, actor, Query{Closed: &open, Sort: "-due_on", Limit: 100})
	if err != nil {
		return nil, err
	}
	page = slices.DeleteFunc(page, func(r Record) bool { return r.DueOn != 0 || slices.Contains(ends, r.State) })
	return e.signable(ctx, actor, page, ready)
}

// signable adds those of a page of cases that the actor can sign off.
func (e *Engine) signable(ctx context.Context, actor Actor, page []Record, to []*View) ([]*View, error) {
	now := e.now()
	for i := range page {
		r := &page[i]
		mine := anyOf(actor.At(r.School), leaders) || slices.Contains(r.Involved, actor.ID) // as a deputy
		if !mine || r.sight(actor, now) != Named {
			continue
		}
		v, err := e.view(ctx, actor, r.ID)
		if err != nil {
			return nil, err
		}
		if v.allows("sign_off") {
			to = append(to, v)
		}
	}
	return to, nil
}

// endings lists the states, of every version of every routine, that a case can be
// closed from. Each version is read once.
func (e *Engine) endings(ctx context.Context) ([]string, error) {
	var list []string
	err := e.store.View(ctx, func(tx Tx) error {
		refs, err := tx.Routines()
		if err != nil {
			return err
		}
		list = nil
		for _, ref := range refs {
			ends, err := e.endingsOf(tx, ref)
			if err != nil {
				return err
			}
			list = append(list, ends...)
		}
		return nil
	})
	slices.Sort(list)
	return slices.Compact(list), err
}

func (e *Engine) endingsOf(tx Tx, ref RoutineRef) ([]string, error) {
	e.mu.Lock()
	ends, ok := e.ends[ref.Hash]
	e.mu.Unlock()
	if ok {
		return ends, nil
	}
	r, err := read(tx, ref)
	if err != nil {
		return nil, err
	}
	for _, state := range r.States {
		if state.Final {
			ends = append(ends, state.ID)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ends[ref.Hash] = ends
	return ends, nil
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
