package workflow

import (
	"context"
	"time"

	"github.com/looplab/fsm"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
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

// Step is how far the next reference is from the last one.
func (e *Engine) Step() uint64 { return e.step() }

// MeanStep is how far apart references are on average.
const MeanStep = meanStep

// Duty is where a requirement stands in a case, as the engine has it.
type Duty struct {
	Requirement string
	Standing    string
	Reason      string // of an ended one
	Since, Met  time.Time
	Due         calendar.Date
	Late        bool
}

// Duties lists those that have been owed.
func (v *View) Duties() []Duty {
	s := v.at(v.world, v.world.Now)
	var list []Duty
	for i, demand := range v.routine.Demands() {
		if d := &s.duties[i]; d.status != idle {
			list = append(list, Duty{demand.ID, d.status.String(), d.reason.String(), d.since.time(), d.metAt.time(), d.due, d.late})
		}
	}
	return list
}

// Exempts reports whether the danger exception frees a requirement now.
func (v *View) Exempts(id string) bool {
	demand, _ := v.routine.Requirement(id)
	s := v.at(v.world, v.world.Now)
	return v.exempt(v.world, &s, demand)
}

// DueOf is the deadline that a case says a requirement has now; 0 for none.
func (v *View) DueOf(id string) calendar.Date {
	for _, due := range v.Dues() {
		if due.Requirement.ID == id {
			return due.DueOn
		}
	}
	return 0
}

// Traced is the case as the audit may know it, and what it is judged by.
func (v *View) Traced() (*audit.Trace, *calendar.Calendar, time.Time) {
	return v.rules.auditing().tracer.trace(&v.Record, v.world.Student, v.events), v.world.Calendar, v.world.Now
}

// Judged is the audit of the case, whoever looks.
func (v *View) Judged() *audit.Case { return v.judged() }

// Decide asks the table about somebody with these roles and relations.
func Decide(roles []string, is Relation, resting, limited bool) Access {
	return asker{roles, is, resting, limited}.decide()
}

// Relations and Actions are all that there are, in order.
func Relations() (list []Relation) {
	for i := range relations {
		list = append(list, 1<<i)
	}
	return list
}
