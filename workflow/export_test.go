package workflow

import "github.com/looplab/fsm"

// What the tests of the structural gate need to see of it.

type Way = way

func NewWay(event, to string, from ...string) Way { return way{event, from, to} }

func Describe(ways []Way) (fsm.Events, error) { return describe(ways) }

func (r *Rules) Fire(step, state string, permit func(way string) error) (string, error) {
	return r.machine.fire(step, state, permit)
}
