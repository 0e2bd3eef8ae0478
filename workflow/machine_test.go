package workflow_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// looplab lets the last of two rows with the same event and source win, without
// a word (its issue 3). Ours are refused.
func TestMachineRefusesWhatLooplabSwallows(t *testing.T) {
	for _, test := range []struct {
		name, says string
		ways       []workflow.Way
	}{
		{"same event and source", "twice", []workflow.Way{workflow.NewWay("go/0", "b", "a"), workflow.NewWay("go/0", "c", "a")}},
		{"source named twice", "twice", []workflow.Way{workflow.NewWay("go/0", "b", "a", "a")}},
		{"self-transition", "itself", []workflow.Way{workflow.NewWay("go/0", "a", "a")}},
		{"name that callbacks use: event", "not a name", []workflow.Way{workflow.NewWay("event", "b", "a")}},
		{"name that callbacks use: state", "not a name", []workflow.Way{workflow.NewWay("state", "b", "a")}},
		{"no name", "not a name", []workflow.Way{workflow.NewWay("", "b", "a")}},
		{"nowhere", "not a name", []workflow.Way{workflow.NewWay("go/0", "", "a")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := workflow.Describe(test.ways); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("have %v, want an error that says %q", err, test.says)
			}
		})
	}
}

func rules(t testing.TB, id string) *workflow.Rules {
	t.Helper()
	r, ok := routine.Find(id)
	if !ok {
		t.Fatalf("no routine %s", id)
	}
	compiled, err := workflow.Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestMachineAsksBeforeItMoves(t *testing.T) {
	r := rules(t, "kjentmann")
	no := errors.New("not now")
	if next, err := r.Fire("pass_on", "received", func(string) error { return no }); !errors.Is(err, no) || next != "" && next != "received" {
		t.Errorf("refused: went to %q, %v", next, err)
	}
	// A refusal leaves the pooled instance fit for the next.
	next, err := r.Fire("pass_on", "received", func(string) error { return nil })
	if err != nil || next != "passed" {
		t.Errorf("went to %q, %v", next, err)
	}
}

func TestMachineKnowsItsStates(t *testing.T) {
	r := rules(t, "kjentmann")
	for _, state := range []string{"", "nowhere", "closed"} {
		if next, err := r.Fire("pass_on", state, func(string) error { return nil }); err == nil {
			t.Errorf("from %q it went to %q", state, next)
		}
	}
	if next, err := r.Fire("no_such_step", "received", func(string) error { return nil }); err == nil {
		t.Errorf("a step that is not there went to %q", next)
	}
}

// Guarded alternatives are tried in the order of the routine, each an event of its own.
func TestMachineTriesAlternativesInOrder(t *testing.T) {
	r := rules(t, "kjentmann")
	var tried []string
	next, err := r.Fire("hold_talk", "passed", func(way string) error {
		tried = append(tried, way)
		if way == "hold_talk/2" {
			return nil
		}
		return errors.New("another")
	})
	if err != nil || next != "watching" || strings.Join(tried, " ") != "hold_talk/0 hold_talk/1 hold_talk/2" {
		t.Errorf("went to %q by %v, %v", next, tried, err)
	}
}

func TestMachineIsSharedSafely(t *testing.T) {
	r := rules(t, "kjentmann")
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			for range 200 {
				want := []string{"admitted", "following_up", "watching"}[i%3]
				meant := []string{"hold_talk/0", "hold_talk/1", "hold_talk/2"}[i%3]
				next, err := r.Fire("hold_talk", "passed", func(way string) error {
					if way != meant {
						return errors.New("another")
					}
					return nil
				})
				if err != nil || next != want {
					t.Errorf("went to %q, want %q: %v", next, want, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
