package workflow

import (
	"slices"
	"time"
)

// mergedIn is the event of a case that another was merged into. Nobody takes it
// as a step: merging makes it.
const mergedIn = "merged_in"

// handOn lists what a case that has been merged hands on to the other, when it
// has come from before to what it is now: at the merging who is shut out of it
// and who was ever responsible for it, and after that whoever is recused in it.
func (c *Case) handOn(before *Case, w *World) []Event {
	last := c.events[len(c.events)-1]
	event := func(step string, p Payload) Event {
		p.Roles = last.Payload.Roles
		return Event{Step: step, Outcome: Done, Actor: last.Actor, OccurredAt: w.Now.UTC().Truncate(time.Second), RecordedAt: last.RecordedAt, Payload: p}
	}
	if before.mergedInto == "" {
		return []Event{event(mergedIn, Payload{
			Fields:  Fields{"from": {Text: string(c.ID)}, "responsible": {Kind: KindPeople, People: c.colleagues(w, c.everResponsible)}},
			Recused: slices.Clone(c.Recused),
		})}
	}
	var events []Event
	for _, id := range c.Recused {
		if slices.Contains(before.Recused, id) {
			continue
		}
		reason := Value{Text: "family"} // of a student who was recognised
		if last.Step == "recuse" {
			reason = last.Payload.Fields["reason"]
		}
		events = append(events, event("recuse", Payload{Fields: Fields{
			"person": {Kind: KindPeople, People: c.colleagues(w, []ActorID{id})}, "reason": reason,
		}}))
	}
	return events
}

// colleagues describes members of staff, also those who have left.
func (c *Case) colleagues(w *World, ids []ActorID) []Person {
	var people []Person
	for _, id := range ids {
		p := Person{ID: string(id), Kind: "staff"}
		if s, ok := w.Directory.Find(id); ok {
			p = c.person(s)
		}
		people = append(people, p)
	}
	return people
}

// receive is the case with what another has handed on to it, which becomes
// events of its own.
func (c *Case) receive(w *World, events []Event) *Case {
	n := c.clone()
	for i := range events {
		e := &events[i]
		e.ID, e.Case, e.Revision = EventID(newID()), n.Number, n.Revision+1
		n.take(w, e)
		n.arrive(e, n.State)
		n.events[len(n.events)-1] = *e
	}
	n.summarise(w)
	return n
}

// handOn keeps what steps in a merged case mean for the one that it was merged
// into, and for the one that that was merged into.
func (e *Engine) handOn(tx Tx, before, after *Case, w *World) error {
	if after.mergedInto == "" {
		return nil
	}
	events := after.handOn(before, w)
	if len(events) == 0 {
		return nil
	}
	_, around, into, err := e.load(tx, after.mergedInto, w.Now)
	if err != nil {
		return err
	}
	n := into.receive(around, events)
	if err := e.keep(tx, n, events); err != nil {
		return err
	}
	return e.handOn(tx, into, n, around)
}

// Joined is another case with which this one has become one.
type Joined struct {
	ID        CaseID
	Reference string
	Into      bool // this one was merged into it; false where it was merged into this one
}

// Joined lists the cases with which this one was merged, as far as the viewer may
// know of them.
func (v *View) Joined() (list []Joined) {
	into := map[CaseID]bool{}
	if v.mergedInto != "" {
		into[v.mergedInto] = true
	}
	for i := range v.events {
		if e := &v.events[i]; e.Step == mergedIn {
			into[CaseID(e.Payload.Fields["from"].Text)] = false
		}
	}
	for _, r := range v.world.Siblings { // but those that are not the viewer's to know of
		if into, joined := into[r.ID]; joined {
			list = append(list, Joined{ID: r.ID, Reference: r.Reference, Into: into})
		}
	}
	return list
}
