package workflow_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// everyone is a directory of one kjentmann, for Apply alone.
type everyone struct{ staff []*workflow.Staff }

func (e everyone) All() []*workflow.Staff { return e.staff }
func (e everyone) Find(id workflow.ActorID) (*workflow.Staff, bool) {
	for _, s := range e.staff {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}

// Apply alone, without a store: a note in a case of some events, and a step
// that is refused.
func BenchmarkApply(b *testing.B) {
	for _, events := range []int{1, 12, 60} {
		b.Run(fmt.Sprintf("events=%d", events), func(b *testing.B) {
			rules, w, c, actor := benchCase(b, events)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Apply(w, c, workflow.Command{ID: "e", Step: "add_note", Actor: actor, Input: workflow.Input{"text": "x"}}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("refused/events=%d", events), func(b *testing.B) {
			rules, w, c, actor := benchCase(b, events)
			b.ReportAllocs()
			for b.Loop() {
				d, err := rules.Apply(w, c, workflow.Command{ID: "e", Step: "sign_off", Actor: actor, Input: workflow.Input{}})
				if err != nil || d.Refusal == nil {
					b.Fatal("was not refused", err)
				}
			}
		})
	}
}

func benchCase(b *testing.B, events int) (*workflow.Rules, *workflow.World, *workflow.Case, workflow.Actor) {
	b.Helper()
	r, _ := routine.Find("kjentmann")
	rules, err := workflow.Compile(r)
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	roles := []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}
	actor := workflow.Actor{ID: "kjentmann", Roles: roles}
	birth, _ := calendar.Parse("2010-03-01")
	w := &workflow.World{
		Now: now, Calendar: calendar.New(calendar.Oslo, nil), Directory: everyone{[]*workflow.Staff{{ID: "kjentmann", Roles: roles}}},
		Student: &workflow.Student{ID: "siv", School: "rogn", BirthDate: birth},
	}
	opening := workflow.Event{
		ID: "o", Step: "open", Outcome: workflow.Done, Revision: 1, State: "received", Actor: "kjentmann", OccurredAt: now, RecordedAt: now,
		Payload: workflow.Payload{Opening: &workflow.Opening{School: "rogn", Scenario: "self_referral", Student: "siv"}},
	}
	c, err := workflow.Fold(rules, w, workflow.Record{ID: "c", School: "rogn", Student: "siv"}, []workflow.Event{opening})
	if err != nil {
		b.Fatal(err)
	}
	for len(c.History()) < events {
		d, err := rules.Apply(w, c, workflow.Command{ID: "e", Step: "add_note", Actor: actor, Input: workflow.Input{"text": "x"}})
		if err != nil {
			b.Fatal(err)
		}
		c = d.Case
	}
	return rules, w, c, actor
}

// Steps through engine and store, durable before they are answered, by 1, 8
// and 32 writers, each in cases of its own. Compare with the store's own
// figures of the same run (B in store/bench_test.go).
func BenchmarkDurableSteps(b *testing.B) {
	for _, writers := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) { durableSteps(b, writers) })
	}
}

func durableSteps(b *testing.B, writers int) {
	engine, err := workflow.NewEngine(b.Context(), storetest.New(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	actor := workflow.Actor{ID: "kjentmann", Roles: []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}}
	if err := engine.PutStaff(b.Context(), &workflow.Staff{ID: actor.ID, Roles: actor.Roles}); err != nil {
		b.Fatal(err)
	}
	cases := make([]workflow.CaseID, 64)
	for i := range cases {
		r, err := engine.Open(b.Context(), workflow.OpenRequest{
			Actor: actor, School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
			Student: &workflow.StudentInput{Name: fmt.Sprint("Elev ", i)}, Input: workflow.Input{"contact_safety": "safe"},
		})
		if err != nil {
			b.Fatal(err)
		}
		cases[i] = r.ID
	}
	text := string(make([]byte, 0, 800))
	for len(text) < 800 {
		text += "Eleven kom til samtalen. "
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for {
				n := next.Add(1)
				if n > int64(b.N) {
					return
				}
				if _, err := engine.Take(b.Context(), workflow.StepRequest{Case: cases[n%int64(len(cases))], Actor: actor, Steps: []workflow.StepInput{
					{Step: "record_child_welfare", Input: workflow.Input{"outcome": "not_notified", "reason": text}},
				}}); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "steps/s")
}
