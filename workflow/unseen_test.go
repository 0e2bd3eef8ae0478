package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// narrow is a store that, while it is shut, shows whether a case is there and what its
// record is, and nothing else.
type narrow struct {
	workflow.Store
	shut    bool
	records int // how many were asked for
	wrote   bool
}

func (n *narrow) View(ctx context.Context, fn func(workflow.Tx) error) error {
	return n.Store.View(ctx, n.through(fn))
}

func (n *narrow) Update(ctx context.Context, fn func(workflow.Tx) error) error {
	err := n.Store.Update(ctx, n.through(fn))
	n.wrote = n.wrote || err == nil
	return err
}

func (n *narrow) through(fn func(workflow.Tx) error) func(workflow.Tx) error {
	if !n.shut {
		return fn
	}
	return func(tx workflow.Tx) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("more was read than the record: %v", p)
			}
		}()
		return fn(keyhole{n: n, tx: tx})
	}
}

// keyhole is a transaction with one method: the others are of no transaction at all,
// and panic.
type keyhole struct {
	workflow.Tx
	n  *narrow
	tx workflow.Tx
}

func (k keyhole) Record(id workflow.CaseID) (*workflow.Record, error) {
	k.n.records++
	return k.tx.Record(id)
}

// Promise 15 of the security promises, in time: for a case that is not theirs as for
// one that is not there, one record is asked for, nothing else is read and nothing
// written, so that there is nothing to tell them apart by. It is held by counting,
// which is the same on every machine, and not by a watch.
func TestUnrelatedTakesNoLongerThanAbsent(t *testing.T) {
	h := started(t, secrets)
	store := &narrow{Store: h.store}
	engine, err := workflow.NewEngine(t.Context(), store, func() time.Time { return h.now })
	h.must(err)
	const absent = workflow.CaseID("01a202ff-bd11-7b07-804b-e6f9607146a9")
	take := func(a workflow.Actor, id workflow.CaseID, batch bool, steps ...string) error {
		seen := uint64(1)
		req := workflow.StepRequest{Case: id, Actor: a, IfMatch: &seen, Key: "key", Batch: batch}
		for _, step := range steps {
			req.Steps = append(req.Steps, workflow.StepInput{Step: step, Input: workflow.Input{"text": "x"}})
		}
		_, err := engine.Take(t.Context(), req)
		return err
	}
	questions := map[string]func(workflow.Actor, workflow.CaseID) error{
		"the case": func(a workflow.Actor, id workflow.CaseID) error {
			_, err := engine.Case(t.Context(), a, id)
			return err
		},
		"who looked": func(a workflow.Actor, id workflow.CaseID) error {
			_, err := engine.AccessLog(t.Context(), a, id)
			return err
		},
		"the glass": func(a workflow.Actor, id workflow.CaseID) error {
			_, err := engine.BreakGlass(t.Context(), a, id, whyGlass)
			return err
		},
		"a step":       func(a workflow.Actor, id workflow.CaseID) error { return take(a, id, false, "add_note") },
		"no such step": func(a workflow.Actor, id workflow.CaseID) error { return take(a, id, false, "fly") },
		"several":      func(a workflow.Actor, id workflow.CaseID) error { return take(a, id, true, "add_note", "close") },
	}
	ask := func(when, who string, a workflow.Actor) {
		t.Helper()
		for what, question := range questions {
			store.shut, store.wrote = true, false
			var cost [2]int
			for i, id := range []workflow.CaseID{h.current, absent} {
				store.records = 0
				if err := question(a, id); !errors.Is(err, workflow.ErrNotFound) {
					t.Errorf("%s: %s asks for %s: %v", when, who, what, err)
				}
				cost[i] = store.records
			}
			if store.shut = false; cost != [2]int{1, 1} || store.wrote {
				t.Errorf("%s: for %s, %s costs %d records, %d where there is none", when, who, what, cost[0], cost[1])
			}
		}
	}
	everybody := func(when string, unrelated ...string) {
		t.Helper()
		for _, who := range unrelated {
			ask(when, who, h.actor(who))
		}
		for _, who := range append(slices.Clone(school), "outsider") {
			if a := h.actor(who); who != "contact_teacher" { // who opened it knows that it is there
				a.Limited = true
				ask(when+", no second factor", who, a)
			}
		}
	}
	unrelated := []string{"social_counsellor", "observer", "administrator", "outsider"}
	everybody("open", unrelated...)
	h.play("close", "take void by principal reason=by_mistake second_leader=department_head why=x\ntake confirm_void by department_head outcome=agreed\n")
	everybody("closed", unrelated...)
	h.now = h.now.Add(40 * 24 * time.Hour)
	everybody("resting", unrelated...)
	if _, err := engine.Case(t.Context(), h.actor("principal"), h.current); err != nil {
		t.Errorf("the principal does not see it: %v", err)
	}
}

// What the record tells is enough to shut somebody out: whoever it shows nothing sees
// nothing by anything that only the events tell, whatever their role and the state.
func TestRecordShutsOutForCertain(t *testing.T) {
	involved := workflow.Responsible | workflow.Participant | workflow.Former | workflow.Deputy // as the record has them, too
	told := workflow.Shut | workflow.Involved                                                   // by the record
	var all workflow.Relation
	for _, is := range workflow.Relations() {
		all |= is
	}
	shut := 0
	for _, role := range append(routine.StandardRoles(), "none") {
		for is := workflow.Relation(0); is <= all; is++ {
			if is&involved != 0 && is&workflow.Involved == 0 {
				continue
			}
			if workflow.Decide([]string{role}, is&told, true, false).Sees&workflow.Alive != 0 {
				continue
			}
			shut++
			for _, resting := range []bool{false, true} {
				for _, limited := range []bool{false, true} {
					if seen := workflow.Decide([]string{role}, is, resting, limited); seen != (workflow.Access{}) {
						t.Errorf("%s, %s: shut out by the record, and sees %s", role, is, seen.Sees)
					}
				}
			}
		}
	}
	if shut == 0 {
		t.Error("nobody is shut out")
	}
}

// Somebody typed in by hand is known for a case alone. A leader whose child that may be
// is shut out of it, and does not find the name either; nor do the numbers of the
// set-up count it, or a student who has left and is kept for the sake of a case.
func TestTypedInIsNotFoundByWhoIsShutOut(t *testing.T) {
	h := started(t, "student odd born=2010-03-01 guardians=far staff=far:principal\n")
	h.must(h.engine.PutStudent(t.Context(), &workflow.Student{
		ID: "odd", School: "rogn", Name: "Odd Nylund", Class: "2STA", Guardians: []workflow.Guardian{{ID: "far", Name: "Far", Staff: "principal"}},
	}))
	setUp := func() int {
		s, err := h.engine.Setup(t.Context(), h.actor("administrator"), "rogn")
		h.must(err)
		return s.Students
	}
	before := setUp()
	for _, name := range []string{"Odd Nylund", "Liv Nylund"} {
		_, err := h.engine.Open(t.Context(), workflow.OpenRequest{
			Actor: h.actor("contact_teacher"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
			Student: &workflow.StudentInput{Name: name}, Input: workflow.Input{"contact_safety": "safe"},
		})
		h.must(err)
	}
	for who, want := range map[string]int{"principal": 1, "kjentmann": 3} { // Liv is nobody's here
		found, err := h.engine.Students(t.Context(), h.actor(who), "rogn", "nylund", 10)
		if err != nil || len(found) != want {
			t.Errorf("%s finds %d students, want %d (%v)", who, len(found), want, err)
		}
	}
	h.must(h.engine.PutStudent(t.Context(), &workflow.Student{ID: "left", School: "rogn", Name: "Una Berg", LeftOn: calendar.On(2026, 8, 1)}))
	if after := setUp(); after != before || before == 0 {
		t.Errorf("%d students are set up, %d before the cases", after, before)
	}
}
