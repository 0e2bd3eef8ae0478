package workflow

import (
	"context"
	"slices"
	"time"

	"kjentvei/workflow/calendar"
)

// Handed is a case that is on its way from one member of staff to another, or has
// come there.
type Handed struct {
	*Listed
	Is    HandedKind
	Other string // who is asked, asks, or has taken over
	Has   string // who is responsible meanwhile
	At    time.Time
	Late  bool // who is asked should have answered
}

// HandedKind is how far a case has come on its way.
type HandedKind uint8

// The ways that a case stands for who asks.
const (
	AskedOf  HandedKind = iota // the actor is asked to take it over
	Awaiting                   // somebody is asked to take it over from the actor, and has not answered
	AskedFor                   // the actor has asked that of somebody for another
	TakenOn                    // somebody has taken it over from the actor
)

// How many cases are looked through, the newest first, and for how long somebody is
// told that their concern was taken over.
const (
	maxHanded = 100
	takenTime = 14 * 24 * time.Hour
)

// HandedOn lists the cases that somebody is asked to take over, has asked another to,
// or has lately been relieved of, once it is recorded that they look.
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
	page = slices.DeleteFunc(page, func(r Record) bool { return r.sight(actor, now) != Named })
	known, err := e.show(ctx, actor, page)
	if err != nil {
		return nil, err
	}
	var list []Handed
	var numbers []uint64
	for i, listed := range known {
		mine := page[i].Responsible == actor.ID
		if listed.offered == "" && (mine || now.Sub(listed.taken) >= takenTime) {
			continue // as most are
		}
		v, err := e.view(ctx, actor, page[i].ID)
		if err != nil {
			return nil, err
		}
		if h, ok := v.Handed(); ok {
			h.Listed = listed
			list, numbers = append(list, h), append(numbers, page[i].Number)
		}
	}
	return list, e.looked(ctx, actor, LookedAtList, numbers)
}

// Handed is how the case stands between the viewer and whoever has it before or after
// them, without what a list shows of it; false where it is on no way that concerns the
// viewer.
func (v *View) Handed() (Handed, bool) {
	asked := v.lastOf("hand_over")
	h := Handed{Other: v.StaffName(v.offered), Has: v.StaffName(v.Responsible), At: asked.OccurredAt, Late: v.unanswered(v.world)}
	switch {
	case v.offered == v.actor.ID:
		h.Is, h.Other = AskedOf, v.StaffName(asked.Actor)
		return h, true
	case v.offered != "" && v.Responsible == v.actor.ID:
		h.Is = Awaiting
		return h, true
	case v.offered != "" && asked.Actor == v.actor.ID:
		h.Is = AskedFor
		return h, true
	case v.Responsible != "" && v.before(v.world, v.actor).is&Former != 0:
		e := v.lastOf("accept_hand_over", "assign")
		return Handed{Is: TakenOn, Other: v.StaffName(v.Responsible), At: e.OccurredAt}, v.world.Now.Sub(e.RecordedAt) < takenTime
	}
	return Handed{}, false
}

// answerBy is the day by whose end whoever is asked to take the case over should have
// answered: the first school day after they were asked. 0 when nobody is asked, or the
// student is dead: the case rests.
func (c *Case) answerBy(school *calendar.Calendar) calendar.Date {
	if c.offered == "" || c.routine.Schema().Is(c.story.facts, "student", "dead") {
		return 0
	}
	return school.Next(calendar.Of(c.lastOf("hand_over").OccurredAt, calendar.Oslo))
}

// talkOn is the day for which a talk with the student is agreed that has not been held
// since; 0 for none, in a case that is over, and when the student is gone.
func (c *Case) talkOn() calendar.Date {
	if c.Closed || c.routine.Schema().Is(c.story.facts, "student", "left", "dead") {
		return 0
	}
	return c.story.nextTalk
}

func (c *Case) unanswered(w *World) bool {
	by := c.answerBy(w.Calendar)
	return by != 0 && calendar.Of(w.Now, calendar.Oslo) > by
}

// lastOf is the latest of such steps that was taken; the opening where there is none.
func (c *Case) lastOf(steps ...string) *Event {
	for i := range slices.Backward(c.events) {
		if e := &c.events[i]; e.Outcome == Done && slices.Contains(steps, e.Step) {
			return e
		}
	}
	return &c.events[0]
}
