package proof

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// mutant is a routine with one thing removed or weakened.
type mutant struct {
	name  string // what was done to what
	why   string // why it is harmless, should no property notice: a key of reasons
	plant func(*routine.Definition)
}

// reasons are why a mutant that no property notices does no harm. Which of them
// holds for whom is written down in testdata/golden, one line a mutant.
var reasons = map[string]string{
	"owed":      "the requirement that the guard cites is still owed, and bars closing",
	"order":     "only the school's own order, or its county's rule; no property rests on it",
	"who":       "whoever sees the case may take it and is named in the record; no property rests on who does",
	"counted":   "no property rests on who is counted there",
	"named":     "the record misses a name; no property rests on it",
	"elsewhere": "there is another way to the same, and always one to close",
	"unused":    "an offer that no property rests on",
	"own":       "the school's own requirement; no property asks for it",
	"unsaid":    "what no step says, no property can know; the plan would leave it out, and people could read that",
	"covered":   "another requirement, or another guard, asks for the same",
	"said":      "no property rests on that it is said there",
}

// mutants lists everything that a school could take out of a routine, or make
// weaker, one thing at a time: guards, who may, what has to be counted, edges,
// final states, and each part of a requirement.
func mutants(r *routine.Routine) []mutant {
	var list []mutant
	add := func(why string, plant func(*routine.Definition), format string, args ...any) {
		list = append(list, mutant{fmt.Sprintf(format, args...), why, plant})
	}
	for i := range r.Steps {
		stepMutants(&r.Steps[i], i, add)
	}
	for i, s := range r.States {
		if s.Final {
			add("elsewhere", func(d *routine.Definition) { d.States[i].Final = false }, "state %s is not final", s.ID)
		}
	}
	for i, s := range r.Scenarios {
		for _, fact := range slices.Sorted(maps.Keys(s.Sets)) {
			add("said", func(d *routine.Definition) { delete(d.Scenarios[i].Sets, fact) }, "scenario %s does not set %s", s.ID, fact)
		}
	}
	for i := range r.Requirements {
		demandMutants(&r.Requirements[i], i, add)
	}
	return list
}

type adder func(why string, plant func(*routine.Definition), format string, args ...any)

func stepMutants(s *routine.Step, i int, add adder) {
	add("unused", func(d *routine.Definition) { d.Steps = slices.Delete(d.Steps, i, i+1) }, "step %s removed", s.ID)
	for j, g := range s.Guards {
		why := "order"
		switch {
		case strings.HasPrefix(g.Requirement, "P") && len(g.Requirement) == 2:
			why = "covered"
		case g.Requirement != "" && !g.Strict:
			why = "owed"
		}
		add(why, func(d *routine.Definition) { d.Steps[i].Guards = slices.Delete(d.Steps[i].Guards, j, j+1) }, "guard %d of %s removed", j+1, s.ID)
		for k := range g.When.All {
			add(why, func(d *routine.Definition) {
				when := d.Steps[i].Guards[j].When
				when.All = slices.Delete(when.All, k, k+1)
			}, "part %d of guard %d of %s removed", k+1, j+1, s.ID)
		}
	}
	if !slices.Contains(s.Who, "anyone") {
		add("who", func(d *routine.Definition) { d.Steps[i].Who = []string{"anyone"} }, "anyone may take %s", s.ID)
	}
	for j, f := range s.Fields {
		for k, c := range f.Counts {
			add("counted", func(d *routine.Definition) { d.Steps[i].Fields[j].Counts[k].Of = []string{"staff"} },
				"any member of staff counts as %s in %s", strings.Join(c.Of, ", "), s.ID)
		}
		if f.Type == "people" && f.Required {
			add("named", func(d *routine.Definition) { d.Steps[i].Fields[j].Required = false }, "nobody has to be named in %s of %s", f.Name, s.ID)
		}
	}
	for j, from := range s.From {
		if len(s.From) > 1 && len(s.To) > 0 {
			add("elsewhere", func(d *routine.Definition) { d.Steps[i].From = slices.Delete(d.Steps[i].From, j, j+1) }, "%s does not come from %s", s.ID, from)
		}
	}
	for j := range s.To {
		if len(s.To) > 1 && j < len(s.To)-1 {
			add("elsewhere", func(d *routine.Definition) { d.Steps[i].To = slices.Delete(d.Steps[i].To, j, j+1) }, "%s does not go way %d", s.ID, j+1)
		}
	}
	for _, fact := range slices.Sorted(maps.Keys(s.Sets)) {
		why := "said"
		if fact == "departure" {
			why = "unsaid"
		}
		add(why, func(d *routine.Definition) { delete(d.Steps[i].Sets, fact) }, "%s does not set %s", s.ID, fact)
	}
}

func demandMutants(r *routine.Requirement, i int, add adder) {
	own := "own"
	if r.Target.Reads(func(fact string) bool { return fact == "handover" }) {
		own = "covered"
	}
	add(own, func(d *routine.Definition) { d.Requirements = slices.Delete(d.Requirements, i, i+1) }, "requirement %s removed", r.ID)
	if r.Modality == "must" || r.Modality == "consider" {
		add(own, func(d *routine.Definition) { d.Requirements[i].Modality = "should" }, "requirement %s only recommended", r.ID)
	}
	for _, fact := range slices.Sorted(maps.Keys(r.Activation)) {
		if len(r.Activation) > 1 {
			add("own", func(d *routine.Definition) { delete(d.Requirements[i].Activation, fact) }, "requirement %s is not called for by %s", r.ID, fact)
		}
		for j, value := range r.Activation[fact] {
			if len(r.Activation[fact]) > 1 {
				add("own", func(d *routine.Definition) {
					a := d.Requirements[i].Activation
					a[fact] = slices.Delete(slices.Clone(a[fact]), j, j+1)
				}, "requirement %s is not called for by %s=%s", r.ID, fact, value)
			}
		}
	}
	if r.Target != nil {
		for j := range r.Target.All {
			add("own", func(d *routine.Definition) {
				target := d.Requirements[i].Target
				target.All = slices.Delete(target.All, j, j+1)
			}, "part %d of what meets %s removed", j+1, r.ID)
		}
	}
	if r.Applies != nil && len(r.Applies.In) > 1 {
		for j, value := range r.Applies.In {
			add("own", func(d *routine.Definition) {
				applies := d.Requirements[i].Applies
				applies.In = slices.Delete(slices.Clone(applies.In), j, j+1)
			}, "requirement %s does not apply to %s=%s", r.ID, r.Applies.Fact, value)
		}
	}
	if r.Deadline != nil && len(r.Deadline.From) > 0 {
		add("own", func(d *routine.Definition) { d.Requirements[i].Deadline = nil }, "requirement %s has no deadline", r.ID)
	}
	if len(r.Scenarios) > 1 {
		for j, s := range r.Scenarios {
			add("own", func(d *routine.Definition) {
				d.Requirements[i].Scenarios = slices.Delete(slices.Clone(d.Requirements[i].Scenarios), j, j+1)
			}, "requirement %s not in %s", r.ID, s)
		}
	}
}

// planted builds the mutant; nil when the routine's form forbids it already.
func (m mutant) planted(t testing.TB, whole *routine.Routine) *routine.Routine {
	t.Helper()
	def := &routine.Definition{}
	if err := json.Unmarshal(whole.Canonical(), def); err != nil {
		t.Fatal(err)
	}
	m.plant(def)
	def.Parameters = nil // they are filled in already
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		return nil
	}
	return r
}

// TestMutants takes each thing out of the shipped routines and expects a
// property to refuse what is left, or the mutant to be listed as harmless with
// the reason. The usual run tries all guards and some of the rest.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	unbroken = map[string]int{}
	defer func() { unbroken = nil }()
	for _, r := range routine.Shipped() {
		t.Run(r.ID, func(t *testing.T) {
			file := "../../../testdata/golden/harmless-mutants-" + r.ID + ".txt"
			listed := harmless(t, file)
			var survived strings.Builder
			tried, missed := 0, 0
			for i, m := range mutants(r) {
				guards := slices.Contains([]string{"owed", "order", "covered"}, m.why)
				if !everyMutant() && i%oneIn != 0 && !guards {
					continue
				}
				tried++
				planted := m.planted(t, r)
				switch {
				case planted == nil || noticed(planted):
					if listed[m.name] != "" {
						t.Errorf("%s: noticed, and listed as harmless", m.name)
					}
				case listed[m.name] == "" && !relisting():
					t.Errorf("%s: no property notices", m.name)
				default:
					missed++
					survived.WriteString(m.name + ": " + reasons[m.why] + "\n")
				}
			}
			if relisting() {
				golden(t, file, survived.String())
			}
			fmt.Printf("%s: %d of %d mutants refused, %d harmless, with the reason\n", r.ID, tried-missed, tried, missed)
		})
	}
}

func everyMutant() bool { return os.Getenv("KJENTVEI_TORTURE") != "" }

// relisting is whether the lists of the harmless are written anew, which takes
// some minutes: KJENTVEI_TORTURE=1 go test ./workflow/routine/proof -run TestMutants -update
func relisting() bool { return *update && everyMutant() }

// oneIn is which part of the mutants the usual run tries.
const oneIn = 8

// harmless reads the list of mutants that no property has to notice.
func harmless(t *testing.T, file string) map[string]string {
	t.Helper()
	listed := map[string]string{}
	data, err := os.ReadFile(file)
	if err != nil && !relisting() {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		name, why, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if why == "" {
			t.Errorf("%s: harmless, and no reason", name)
		}
		listed[name] = why
	}
	if relisting() {
		return map[string]string{}
	}
	return listed
}

// noticed reports whether any property refuses a routine.
func noticed(r *routine.Routine) bool {
	for i := range clauses {
		if f := prove(r, &clauses[i]); !f.holds {
			return true
		}
	}
	if len(remarks(r)) > 0 || !closing(r).Holds {
		return true
	}
	return slices.ContainsFunc(slices.Concat(reachable(r), requirements(r)), func(c Clause) bool { return !c.Holds })
}
