package workflow

import (
	"errors"
	"fmt"
	"slices"
)

// arrive puts the case in the state that an event leads to, and says so in the
// event: told again later, with more known of the student, it leads to the same.
func (c *Case) arrive(e *Event, state string) {
	e.State, c.Revision = state, e.Revision
	if state == c.State {
		return
	}
	if !c.Closed {
		c.closedFrom = c.State
	}
	c.State = state
	c.Closed = state == stateClosed || state == stateVoided || state == stateMerged
	c.ClosedAs = ""
	if c.Closed {
		c.ClosedAs = state
	}
}

// next asks the machine where an event leads.
func (c *Case) next(r *Rules, w *World, e *Event) (string, error) {
	id := e.Step
	if id == "record_breach" {
		id = e.Payload.Fields["of"].Text
	}
	switch id {
	case "close":
		way := "close"
		if !r.machine.leads("close", c.State) || c.gone() {
			way = "close/gone"
		}
		return r.machine.fire("close", c.State, func(tried string) error { return onlyWay(tried, way) })
	case "void", "merge":
		return r.machine.fire(id, c.State, func(string) error { return nil })
	case "confirm_void":
		if e.Payload.Fields["outcome"].Text == "agreed" {
			return c.State, nil
		}
		return r.machine.fire("reopen", c.State, func(way string) error { return onlyWay(way, "reopen/"+c.closedFrom) })
	case "reopen":
		return r.machine.fire(id, c.State, func(way string) error { return onlyWay(way, "reopen/"+c.closedFrom) })
	case "change_scenario":
		to := e.Payload.Fields["to"].Text
		if scenario, ok := r.Routine.Scenario(to); ok && scenario.Start == c.State {
			return c.State, nil
		}
		return r.machine.fire(id, c.State, func(way string) error { return onlyWay(way, "change_scenario/"+to) })
	}
	if c.Closed && c.ClosedAs == stateClosed && isContent(id) {
		// Content that arrives after closing puts the case back in the signing queue (P8).
		return r.machine.fire("reopen", c.State, func(way string) error { return onlyWay(way, "reopen/"+c.closedFrom) })
	}
	step, ok := r.Routine.Step(id)
	if !ok || len(step.To) == 0 || !slices.Contains(step.From, c.State) || c.Closed {
		return c.State, nil
	}
	facts := c.story.facts
	if e.OccurredAt.Before(c.story.last) {
		facts = c.tell(w, e.OccurredAt, "").facts
	}
	for i, target := range step.To {
		if !target.When.Holds(facts) {
			continue
		}
		if target.State == c.State {
			return c.State, nil
		}
		return r.machine.fire(id, c.State, func(way string) error { return onlyWay(way, fmt.Sprintf("%s/%d", id, i)) })
	}
	return c.State, nil
}

var errOtherWay = errors.New("another way is meant")

func onlyWay(tried, meant string) error {
	if tried != meant {
		return errOtherWay
	}
	return nil
}

// gone reports whether the student has left the school or is dead.
func (c *Case) gone() bool {
	return c.routine.Schema().Is(c.story.facts, "student", "left", "dead")
}
