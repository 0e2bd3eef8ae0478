package proof

import (
	"encoding/json"
	"fmt"
	"runtime"
	"testing"

	"kjentvei/workflow/routine"
)

// grown is a shipped routine with free facts of its own: each is set by a step
// of its own, and the follow-up can be settled only when all are.
func grown(t testing.TB, facts int) *routine.Routine {
	t.Helper()
	whole, _ := routine.Find("kjentmann")
	def := &routine.Definition{}
	if err := json.Unmarshal(whole.Canonical(), def); err != nil {
		t.Fatal(err)
	}
	def.Parameters = nil
	var wanted []*routine.Cond
	for i := range facts {
		id := fmt.Sprintf("free%d", i)
		def.Facts = append(def.Facts, routine.Fact{ID: id, Values: []string{"no", "yes"}, Title: routine.Same(id)})
		def.Steps = append(def.Steps, routine.Step{
			ID: "do_" + id, Title: routine.Same(id), Who: []string{"anyone"}, Sets: map[string]string{id: "yes"},
			From: []string{"received", "passed", "admitted", "watching", "meeting_called", "following_up"},
		})
		wanted = append(wanted, &routine.Cond{Fact: id, In: []string{"yes"}})
	}
	if facts > 0 {
		for i := range def.Steps {
			if s := &def.Steps[i]; s.ID == "settle_follow_up" {
				s.Guards = append(s.Guards, routine.Guard{When: &routine.Cond{All: wanted}, Because: routine.Same("all"), Strict: true})
			}
		}
	}
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return r
}

// TestGrown proves a routine with 24 free facts in one guard: a space of more
// than 16 million combinations, of which the proof needs to see few.
func TestGrown(t *testing.T) {
	p := examine(grown(t, 24))
	for _, q := range p.Broken() {
		t.Errorf("%s:\n%s", q.ID, tell(q.Counterexample(), routine.English))
	}
	if p.States > 2_000_000 {
		t.Errorf("%d states", p.States)
	}
}

// TestTooLarge refuses what it cannot look through, and says so: never a proof
// of a part.
func TestTooLarge(t *testing.T) {
	r := grown(t, 24)
	c := clause{id: "P1.informed", property: "P1", at: map[string][]string{"follow_up": {"settled"}}, must: &routine.Cond{}}
	for _, f := range r.Facts {
		c.must.All = append(c.must.All, &routine.Cond{Any: []*routine.Cond{is(f.ID, f.Values...)}})
	}
	m, err := newModel(r, query{clause: &c, facts: factsIn(c.must), lifts: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := newExploration(m).look(nil, 100_000); err == nil {
		t.Error("more than 16 million states were looked through within a limit of 100,000")
	}
	if _, err := newModel(r, query{facts: append(factsIn(c.must), "use", "talk", "meeting", "raised_by", "age", "consent", "contact", "student", "handover", "police", "report", "agencies", "agreement", "presence")}); err == nil {
		t.Error("a model of more facts than fit was made")
	}
	f := refineUntilSure(r, query{clause: &clause{id: "P1.informed", property: "P1", must: &routine.Cond{Never: true}}, facts: make([]string, maxVars)})
	if f.holds || f.err == nil {
		t.Error("what was not looked through counts as held")
	}
	told := f.clause(r)
	if !told.Unknown || told.Holds || len(told.Story) == 0 {
		t.Errorf("not told that it is too large: %+v", told)
	}
}

// BenchmarkProof tells what a proof costs as facts are added: the slices that
// the proof looks through, beside one model that looks at all of them at once.
func BenchmarkProof(b *testing.B) {
	for _, facts := range []int{0, 4, 8, 12, 16, 24} {
		r := grown(b, facts)
		b.Run(fmt.Sprintf("facts=%d/sliced", facts), func(b *testing.B) {
			states := 0
			b.ReportAllocs()
			for b.Loop() {
				states = examine(r).States
			}
			b.ReportMetric(float64(states), "states")
			b.ReportMetric(peak(), "MiB")
		})
		if facts > 8 {
			continue // 2^facts times as many: soon more than the limit
		}
		b.Run(fmt.Sprintf("facts=%d/whole", facts), func(b *testing.B) {
			states := 0
			for b.Loop() {
				var all []string
				for _, f := range r.Facts {
					all = append(all, f.ID)
				}
				m, err := newModel(r, query{facts: all, lifts: true})
				if err != nil {
					b.Fatal(err)
				}
				x := newExploration(m)
				if err := x.look(nil, maxStates); err != nil {
					b.Fatal(err)
				}
				states = len(x.order)
			}
			b.ReportMetric(float64(states), "states")
			b.ReportMetric(peak(), "MiB")
		})
	}
}

// peak is what the process has taken from the system so far.
func peak() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / (1 << 20)
}

// TestManyWaysToFillIn refuses a step that can be filled in in more ways than can be looked
// through, without trying them all; answers that mean the same are one way.
func TestManyWaysToFillIn(t *testing.T) {
	checklist := func(sets func(i int) map[string]string) []routine.Field {
		f := routine.Field{Name: "list", Type: "choices"}
		for i := range 40 {
			f.Choices = append(f.Choices, routine.Choice{Value: fmt.Sprint(i), Sets: sets(i)})
		}
		return []routine.Field{f}
	}
	every := func(string) bool { return true }
	if _, err := options(nil, checklist(func(i int) map[string]string { return map[string]string{fmt.Sprint("fact", i): "yes"} }), nil, false, every); err == nil {
		t.Error("2^40 ways were looked through")
	}
	list, err := options(nil, checklist(func(int) map[string]string { return map[string]string{"fact": "yes"} }), nil, false, every)
	if err != nil || len(list) != 2 {
		t.Errorf("a checklist that says one thing: %d ways, %v", len(list), err)
	}
}
