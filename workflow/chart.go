package workflow

import (
	"context"
	"errors"
	"slices"

	"kjentvei/workflow/routine"
)

// Chart is where a case stands on its routine. There is no name in it and
// nothing that anybody wrote, so whoever keeps the program running may see it.
type Chart struct {
	Routine *routine.Routine
	State   string   // where the case is; closed, voided or merged when it is over
	Visited []string // the other states that it has been in, in order
	Ahead   []Ahead  // where the steps of its state lead
}

// Ahead is a state that a step leads to from where the case is.
type Ahead struct {
	State   string
	Blocked []routine.Text // why no step leads there now, whoever takes it; none when one does
}

// Chart tells where the case with a reference stands, and records that an
// operator asked.
func (e *Engine) Chart(ctx context.Context, reference string, by Operation) (*Chart, error) {
	id, err := e.referred(ctx, reference)
	if err != nil {
		return nil, err
	}
	var chart *Chart
	err = e.store.Update(ctx, func(tx Tx) error {
		rules, w, c, err := e.load(tx, id, e.now())
		if err != nil {
			return err
		}
		chart = c.chart(rules, w)
		return errors.Join(tx.PutOperation(by.on("routine draw", string(c.ID))), tx.PutLook(by.look("routine draw", c.Number)))
	})
	return chart, err
}

// Chart tells the viewer where the case stands. Where it has been, and what stands in
// the way from here, is for those who see what was decided.
func (v *View) Chart() *Chart {
	chart := v.chart(v.rules, v.world)
	if !v.Sees(Decisions) {
		chart.Visited, chart.Ahead = nil, nil
	}
	return chart
}

func (c *Case) chart(rules *Rules, w *World) *Chart {
	chart := &Chart{Routine: c.routine, State: c.State}
	for i := range c.events {
		if e := &c.events[i]; e.Outcome == Done && e.State != c.State {
			chart.Visited = addOnce(chart.Visited, e.State)
		}
	}
	now := c.present(w)
	for i := range c.routine.Steps {
		step := &c.routine.Steps[i]
		if c.Closed || !slices.Contains(step.From, c.State) {
			continue
		}
		a := &attempt{Rules: rules, w: w, c: c, cmd: Command{Step: step.ID}, step: step, now: now}
		unmet := a.outline(nil)
		for _, state := range within(step, now.story.facts) {
			chart.lead(state, unmet, func(u Unmet) routine.Text { return c.Explain(step.ID, u) })
		}
	}
	return chart
}

// lead adds a step that leads to a state. One that is open outweighs all that
// are not.
func (chart *Chart) lead(state string, unmet []Unmet, explain func(Unmet) routine.Text) {
	if state == chart.State {
		return
	}
	at := slices.IndexFunc(chart.Ahead, func(a Ahead) bool { return a.State == state })
	open := at >= 0 && len(chart.Ahead[at].Blocked) == 0
	if at < 0 {
		at = len(chart.Ahead)
		chart.Ahead = append(chart.Ahead, Ahead{State: state})
	}
	ahead := &chart.Ahead[at]
	if open || len(unmet) == 0 {
		ahead.Blocked = nil
		return
	}
	for _, u := range unmet {
		ahead.Blocked = addOnce(ahead.Blocked, explain(u))
	}
}

// within lists the states that a step can lead to as things stand: what the
// step does not decide itself is as it is.
func within(step *routine.Step, facts routine.Facts) []string {
	var states []string
	for _, target := range step.To {
		decides := target.When.Reads(func(fact string) bool { return step.Sets[fact] != "" || step.FieldSets(fact) })
		holds := target.When.Holds(facts)
		if decides || holds {
			states = append(states, target.State)
		}
		if holds && !decides {
			break // what follows is never tried
		}
	}
	return states
}
