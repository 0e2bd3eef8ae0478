package workflow

import (
	"context"
	"slices"
	"time"
)

// Handed is a case that is on its way from one member of staff to another, or has
// come there.
type Handed struct {
	*Listed
	Is    HandedKind
	Other string // who is asked, asks, or has taken over
	At    time.Time
}

// HandedKind is how far a case has come on its way.
type HandedKind uint8

// The ways that a case stands for who asks.
const (
	AskedOf  HandedKind = iota // the actor is asked to take it over
	Awaiting                   // the actor has asked somebody, who has not answered
	TakenOn                    // somebody has taken it over from the actor
)

// How many cases are looked through, the newest first, and for how long somebody is
// told that their concern was taken over.
const (
	maxHanded = 100
	takenTime = 14 * 24 * time.Hour
)

// HandedOn lists the cases that somebody is asked to take over, has asked another to,
// or was relieved of of late, once it is recorded that they look.
func (e *Engine) HandedOn(ctx context.Context, actor Actor) ([]Handed, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	open := false
	page, _, err := e.Cases(ctx, actor, Query{Involving: actor.ID, Closed: &open, Limit: maxHanded})
	if err != nil {
		return nil, err
	}
	now := e.now()
	var list []Handed
	var records []Record
	var numbers []uint64
	for i := range page {
		if page[i].sight(actor, now) != Named {
			continue
		}
		v, err := e.view(ctx, actor, page[i].ID)
		if err != nil {
			return nil, err
		}
		if h, ok := v.handed(now); ok {
			list, records, numbers = append(list, h), append(records, page[i]), append(numbers, page[i].Number)
		}
	}
	shown, err := e.show(ctx, actor, records)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Listed = shown[i]
	}
	return list, e.looked(ctx, actor, LookedAtList, numbers)
}

// handed is how the case stands between the viewer and whoever has it after them.
func (v *View) handed(now time.Time) (Handed, bool) {
	is := v.before(v.world, v.actor).is
	last := func(steps ...string) *Event {
		for i := range slices.Backward(v.events) {
			if e := &v.events[i]; e.Outcome == Done && slices.Contains(steps, e.Step) {
				return e
			}
		}
		return &v.events[0]
	}
	switch {
	case v.offered == v.actor.ID:
		e := last("hand_over")
		return Handed{Is: AskedOf, Other: v.StaffName(e.Actor), At: e.OccurredAt}, true
	case v.offered != "" && v.Responsible == v.actor.ID:
		return Handed{Is: Awaiting, Other: v.StaffName(v.offered), At: last("hand_over").OccurredAt}, true
	case v.Responsible != "" && is&Former != 0:
		e := last("accept_hand_over", "assign")
		return Handed{Is: TakenOn, Other: v.StaffName(v.Responsible), At: e.OccurredAt}, now.Sub(e.RecordedAt) < takenTime
	}
	return Handed{}, false
}
