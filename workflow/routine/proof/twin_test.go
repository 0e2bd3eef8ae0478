package proof_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// What is proved is proved of models, whose moves imitate what the engine does.
// Here they walk side by side: somebody who knows nothing of the routine opens
// cases in a real engine and takes steps at random, while the clock moves and
// students turn 18; and after each step every model that the routine is proved
// by must be able to have come to where the case is, by the move that the step
// is and by what the world may have done besides. Where the engine does what a
// model cannot, nothing is proved.
//
// Models of the free kind (any step at any time) claim to cover also what is
// recorded late, several things at once, corrected, or told anew because more
// is known of the student. The case is then another one than it was thought to
// be, and no single move leads there from where the model was; but what the
// case has become must be something that the model can come to. The others
// follow states and guards, which are judged as things are recorded; they
// claim nothing of a case in which the order was another, and are left there.
//
// A case that was voided or merged is compared as one that is still open where
// it was; and of a student who has left, a model that does not know of it is
// asked nothing about what is owed. What the clause makes of a way (clause.go,
// judge) is not compared: it has no counterpart in the engine.

// twinWalks is how many walks are taken for each scenario of each routine;
// KJENTVEI_TORTURE=50 takes fifty times as many.
func twinWalks(sampled bool) int {
	walks := 6
	if sampled {
		walks = 1
	}
	if more, err := strconv.Atoi(os.Getenv("KJENTVEI_TORTURE")); err == nil && more > 0 {
		return walks * more
	}
	return walks
}

// plans are the routines that are shipped, and those invented for the tests.
func plans(t *testing.T) []*routine.Routine {
	t.Helper()
	return append(routine.Shipped(), proof.Invented(t)...)
}

func TestTwins(t *testing.T) {
	sampled := testing.Short()
	for _, plan := range plans(t) {
		t.Run(plan.ID, func(t *testing.T) {
			t.Parallel()
			twins := twinsOf(plan)
			s := newSchools(t, plan)
			var sum tally
			for _, scenario := range plan.Scenarios {
				for seed := range uint64(twinWalks(sampled)) {
					w := s.walk(scenario.ID, seed)
					w.twins = twins
					w.run()
					sum.add(&w.tally)
					if w.wrong != "" {
						t.Errorf("%s, seed %d: %s\n\n%s", scenario.ID, seed, w.wrong, strings.Join(w.log[max(0, len(w.log)-4):], "\n"))
					}
				}
			}
			t.Logf("%d models; %+v", len(twins), sum)
		})
	}
}

// tally is how much was compared: a twin that never walks proves nothing.
type tally struct {
	Cases, Events, Followed, Resumed, Closed int
}

func (sum *tally) add(t *tally) {
	sum.Cases += t.Cases
	sum.Events += t.Events
	sum.Followed += t.Followed
	sum.Resumed += t.Resumed
	sum.Closed += t.Closed
}

// TestTwinsNotice plants errors in the models, one at a time, and expects the
// walks to notice each in some routine.
func TestTwinsNotice(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some hundred walks")
	}
	for _, fault := range proof.Faults {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			if wrong := noticed(t, fault); wrong != "" {
				t.Logf("noticed in %s", wrong)
				return
			}
			t.Error("not noticed")
		})
	}
}

func noticed(t *testing.T, fault proof.Fault) string {
	var all []*schools
	wrong := map[*schools][]*proof.Twin{}
	for _, plan := range plans(t) {
		s := newSchools(t, plan)
		for _, twin := range twinsOf(plan) {
			if w := twin.Wrong(fault); w != nil {
				wrong[s] = append(wrong[s], w)
			}
		}
		if wrong[s] != nil {
			all = append(all, s)
		}
	}
	for seed := range uint64(30) {
		for _, s := range all {
			for _, scenario := range s.plan.Scenarios {
				w := s.walk(scenario.ID, seed)
				w.twins = wrong[s]
				if w.run(); w.wrong != "" {
					return fmt.Sprintf("%s, %s, seed %d: %s", s.plan.ID, scenario.ID, seed, w.wrong)
				}
			}
		}
	}
	return ""
}

var known sync.Map // hash of a routine → func() []*proof.Twin

// twinsOf lists the twins of a routine, made once.
func twinsOf(plan *routine.Routine) []*proof.Twin {
	once, _ := known.LoadOrStore(plan.Hash, sync.OnceValue(func() []*proof.Twin { return proof.Twins(plan) }))
	return once.(func() []*proof.Twin)()
}

// watch is one case and the twins that walk beside it.
type watch struct {
	id     workflow.CaseID
	twins  []*proof.Twin
	heard  int // of the history
	state  string
	looked time.Time
	born   calendar.Date
}

// look compares the case with its twins, wherever it has come to by now.
func (w *walk) look(c *watch) {
	v := w.view(c.id)
	if v == nil || w.wrong != "" {
		return
	}
	var deeds []proof.Deed
	retold, disordered := false, false
	closed := false
	for _, e := range v.Case.History()[c.heard:] {
		if e.Outcome != workflow.Done {
			continue
		}
		w.Events++
		deeds = append(deeds, deed(&e))
		retold = retold || slices.Contains([]string{"set_birth_date", "confirm_student"}, e.Step)
		disordered = disordered || e.Step == "correct" || e.OccurredAt.Before(c.looked)
		closed = closed || e.Step == "close"
	}
	c.looked = w.now
	began := c.heard == 0
	c.heard = len(v.Case.History())
	if !v.Closed {
		c.state = v.State
	}
	born := calendar.Date(0)
	if student := v.Student(); student != nil {
		born = student.BirthDate
	}
	retold = retold || w.roster && !began || born != c.born // perhaps said in another case
	c.born = born
	now := sight(v, c.state)
	for _, twin := range c.twins {
		wrong := ""
		switch {
		case twin.Lost:
			continue
		case began:
			wrong = twin.Open(now)
		case disordered && !twin.Free:
			twin.Lost = true
			continue
		case disordered, retold:
			w.Resumed++
			wrong = twin.Resume(now)
		default:
			w.Followed++
			wrong = twin.Follow(deeds, now)
		}
		if wrong == "" && closed {
			w.Closed++
			wrong = twin.Closes(now)
		}
		if wrong != "" {
			w.wrong = wrong
			return
		}
	}
}

func deed(e *workflow.Event) proof.Deed {
	d := proof.Deed{Step: e.Step}
	for step, field := range map[string]string{"record_breach": "of", "waive": "requirement", "change_scenario": "to"} {
		if e.Step == step {
			d.Of = e.Payload.Fields[field].Text
		}
	}
	return d
}

// sight is what a case says of itself.
func sight(v *workflow.View, state string) proof.Sight {
	s := proof.Sight{State: state, Scenario: scenarioOf(v), Facts: v.Facts(), Standing: map[string]string{}, Answered: map[string]bool{}}
	for _, demand := range v.Routine().Demands() {
		s.Standing[demand.ID] = v.Standing(demand.ID)
	}
	for _, e := range v.Case.History() {
		if e.Outcome != workflow.Done || e.Step != "acknowledge_breach" {
			continue
		}
		for _, breach := range v.Case.History() {
			if string(breach.ID) == e.Payload.Fields["breach"].Text {
				for _, u := range breach.Payload.Unmet {
					s.Answered[u.Requirement] = true
				}
			}
		}
	}
	return s
}

// scenarioOf is the scenario that the case is in by the order in which things
// occurred: what is owed follows it. What the record names is the latest that
// was recorded.
func scenarioOf(v *workflow.View) string {
	scenario := v.Case.History()[0].Payload.Opening.Scenario
	var last time.Time
	for _, e := range v.Case.History() {
		if e.Outcome == workflow.Done && e.Step == "change_scenario" && !e.OccurredAt.Before(last) {
			scenario, last = e.Payload.Fields["to"].Text, e.OccurredAt
		}
	}
	return scenario
}
