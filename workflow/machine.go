package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/looplab/fsm"

	"kjentvei/workflow/routine"
)

// States that every case knows beside those of its routine.
const (
	stateClosed = "closed"
	stateVoided = "voided"
	stateMerged = "merged"
)

// machine is the structural gate of one routine version: which steps lead from
// which state to which. Whether a step's guards hold is decided around it.
//
// It wraps looplab/fsm, whose map of (event, source) lets a later row replace
// an earlier one without a word. So each way that a step can go has an event
// of its own ("step/0", "step/1", …), duplicates are refused here, and one
// callback asks about the condition of the way that is tried. Instances are
// pooled: they are not safe to share, and cost more to make than to use.
type machine struct {
	ways map[string]map[string][]string // step → state → events to try, in the order of the routine
	ends map[string]string              // event → the state that it leads to
	pool sync.Pool
}

// instance is one pooled looplab machine. permit is asked before each event.
type instance struct {
	*fsm.FSM
	permit func(way string) error
}

// way is one row of the table: an event that leads from some states to one.
type way struct {
	event string
	from  []string
	to    string
}

func newMachine(r *routine.Routine) (*machine, error) {
	m := &machine{ways: map[string]map[string][]string{}, ends: map[string]string{}}
	ways := waysOf(r)
	for _, w := range ways {
		m.ends[w.event] = w.to
		step, _, _ := strings.Cut(w.event, "/")
		for _, from := range w.from {
			if m.ways[step] == nil {
				m.ways[step] = map[string][]string{}
			}
			m.ways[step][from] = append(m.ways[step][from], w.event)
		}
	}
	descs, err := describe(ways)
	if err != nil {
		return nil, fmt.Errorf("routine %s: %w", r.ID, err)
	}
	m.pool.New = func() any { return newInstance(descs) }
	return m, nil
}

// waysOf lists every way of the routine's steps and of the common steps that
// move a case.
func waysOf(r *routine.Routine) []way {
	var ways []way
	var all, final []string
	for _, s := range r.States {
		all = append(all, s.ID)
		if s.Final {
			final = append(final, s.ID)
		}
	}
	for _, s := range r.Steps {
		for i, target := range s.To {
			ways = append(ways, way{fmt.Sprintf("%s/%d", s.ID, i), without(s.From, target.State), target.State})
		}
	}
	for _, s := range r.Scenarios {
		ways = append(ways, way{"change_scenario/" + s.ID, without(all, s.Start), s.Start})
	}
	for _, s := range all {
		ways = append(ways, way{"reopen/" + s, []string{stateClosed, stateVoided, stateMerged}, s})
	}
	return append(ways,
		way{"close", final, stateClosed},
		way{"close/gone", all, stateClosed}, // the student has left the school, or is dead
		way{"void", append(slices.Clone(all), stateClosed), stateVoided},
		way{"merge", all, stateMerged})
}

func without(states []string, state string) []string {
	return slices.DeleteFunc(slices.Clone(states), func(s string) bool { return s == state })
}

// describe makes looplab's rows, and refuses what looplab would swallow.
func describe(ways []way) (fsm.Events, error) {
	seen := map[[2]string]bool{}
	var descs fsm.Events
	for _, w := range ways {
		if w.event == "" || w.to == "" || w.event == "event" || w.event == "state" {
			return nil, fmt.Errorf("transition %q to %q: not a name that the machine can take", w.event, w.to)
		}
		for _, from := range w.from {
			if from == w.to {
				return nil, fmt.Errorf("transition %q leads from %q to itself", w.event, from)
			}
			if seen[[2]string{w.event, from}] {
				return nil, fmt.Errorf("transition %q from %q is there twice", w.event, from)
			}
			seen[[2]string{w.event, from}] = true
		}
		if len(w.from) > 0 {
			descs = append(descs, fsm.EventDesc{Name: w.event, Src: w.from, Dst: w.to})
		}
	}
	return descs, nil
}

func newInstance(descs fsm.Events) *instance {
	i := &instance{}
	i.FSM = fsm.NewFSM("", descs, fsm.Callbacks{
		"before_event": func(_ context.Context, e *fsm.Event) {
			if err := i.permit(e.Event); err != nil {
				e.Cancel(err)
			}
		},
	})
	return i
}

// errNoWay is returned by fire when the step does not lead out of the state.
var errNoWay = errors.New("no way out of this state")

// fire takes the first way of the step out of the state that permit does not
// refuse, and returns where it leads. A request's context never comes near the
// machine: a cancelled one would leave it stuck for good.
func (m *machine) fire(step, state string, permit func(way string) error) (next string, err error) {
	ways := m.ways[step][state]
	if len(ways) == 0 {
		return state, errNoWay
	}
	i := m.pool.Get().(*instance)
	i.permit = permit
	for _, event := range ways {
		i.SetState(state)
		err = i.Event(context.Background(), event)
		if err == nil {
			next = i.Current()
			m.pool.Put(i)
			return next, nil
		}
		if cancelled := (fsm.CanceledError{}); !errors.As(err, &cancelled) {
			return state, fmt.Errorf("step %s in state %s: %w", step, state, err) // this instance is not put back
		}
	}
	m.pool.Put(i)
	return state, err
}

// leads reports whether the step has a way out of the state, guards aside.
func (m *machine) leads(step, state string) bool { return len(m.ways[step][state]) > 0 }

// reaches reports whether the step has a way from one state to the other.
func (m *machine) reaches(step, from, to string) bool {
	return slices.ContainsFunc(m.ways[step][from], func(event string) bool { return m.ends[event] == to })
}
