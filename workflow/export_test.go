package workflow

import (
	"context"

	"github.com/looplab/fsm"

	"kjentvei/workflow/routine"
)

// What the tests of the structural gate need to see of it.

type Way = way

func NewWay(event, to string, from ...string) Way { return way{event, from, to} }

func Describe(ways []Way) (fsm.Events, error) { return describe(ways) }

func (r *Rules) Fire(step, state string, permit func(way string) error) (string, error) {
	return r.machine.fire(step, state, permit)
}

// PublishUnproved lets the tests of the checker play a routine with a hole in it.
func (e *Engine) PublishUnproved(ctx context.Context, r *routine.Routine) error {
	rules, err := compile(r)
	if err != nil {
		return err
	}
	return e.publish(ctx, r, rules, nil)
}
