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
	plant func(*routine.Definition)
}

// mutants lists everything that a school could take out of a routine, or make
// weaker, one thing at a time: guards, who may, what has to be counted, edges,
// final states, and each part of a requirement.
func mutants(r *routine.Routine) []mutant {
	var list []mutant
	add := func(plant func(*routine.Definition), format string, args ...any) {
		list = append(list, mutant{fmt.Sprintf(format, args...), plant})
	}
	for i := range r.Steps {
		stepMutants(&r.Steps[i], i, add)
	}
	for i, s := range r.States {
		if s.Final {
			add(func(d *routine.Definition) { d.States[i].Final = false }, "state %s is not final", s.ID)
		}
	}
	for i, s := range r.Scenarios {
		for _, fact := range slices.Sorted(maps.Keys(s.Sets)) {
			add(func(d *routine.Definition) { delete(d.Scenarios[i].Sets, fact) }, "scenario %s does not set %s", s.ID, fact)
		}
	}
	for i := range r.Requirements {
		demandMutants(&r.Requirements[i], i, add)
	}
	return list
}

type adder func(plant func(*routine.Definition), format string, args ...any)

func stepMutants(s *routine.Step, i int, add adder) {
	add(func(d *routine.Definition) { d.Steps = slices.Delete(d.Steps, i, i+1) }, "step %s removed", s.ID)
	for j, g := range s.Guards {
		add(func(d *routine.Definition) { d.Steps[i].Guards = slices.Delete(d.Steps[i].Guards, j, j+1) }, "guard %d of %s removed", j+1, s.ID)
		for k := range g.When.All {
			add(func(d *routine.Definition) {
				when := d.Steps[i].Guards[j].When
				when.All = slices.Delete(when.All, k, k+1)
			}, "part %d of guard %d of %s removed", k+1, j+1, s.ID)
		}
	}
	if !slices.Contains(s.Who, "anyone") {
		add(func(d *routine.Definition) { d.Steps[i].Who = []string{"anyone"} }, "anyone may take %s", s.ID)
	}
	for j, f := range s.Fields {
		for k, c := range f.Counts {
			add(func(d *routine.Definition) { d.Steps[i].Fields[j].Counts[k].Of = []string{"staff"} },
				"any member of staff counts as %s in %s", strings.Join(c.Of, ", "), s.ID)
		}
		if f.Type == "people" && f.Required {
			add(func(d *routine.Definition) { d.Steps[i].Fields[j].Required = false }, "nobody has to be named in %s of %s", f.Name, s.ID)
		}
	}
	for j, from := range s.From {
		if len(s.From) > 1 {
			add(func(d *routine.Definition) { d.Steps[i].From = slices.Delete(d.Steps[i].From, j, j+1) }, "%s does not come from %s", s.ID, from)
		}
	}
	for j := range s.To {
		if len(s.To) > 1 && j < len(s.To)-1 {
			add(func(d *routine.Definition) { d.Steps[i].To = slices.Delete(d.Steps[i].To, j, j+1) }, "%s does not go way %d", s.ID, j+1)
		}
	}
	for _, fact := range slices.Sorted(maps.Keys(s.Sets)) {
		add(func(d *routine.Definition) { delete(d.Steps[i].Sets, fact) }, "%s does not set %s", s.ID, fact)
	}
}

func demandMutants(r *routine.Requirement, i int, add adder) {
	add(func(d *routine.Definition) { d.Requirements = slices.Delete(d.Requirements, i, i+1) }, "requirement %s removed", r.ID)
	if r.Modality == "must" || r.Modality == "consider" {
		add(func(d *routine.Definition) { d.Requirements[i].Modality = "should" }, "requirement %s only recommended", r.ID)
	}
	for _, fact := range slices.Sorted(maps.Keys(r.Activation)) {
		if len(r.Activation) > 1 {
			add(func(d *routine.Definition) { delete(d.Requirements[i].Activation, fact) }, "requirement %s is not called for by %s", r.ID, fact)
		}
		for j, value := range r.Activation[fact] {
			if len(r.Activation[fact]) > 1 {
				add(func(d *routine.Definition) {
					a := d.Requirements[i].Activation
					a[fact] = slices.Delete(slices.Clone(a[fact]), j, j+1)
				}, "requirement %s is not called for by %s=%s", r.ID, fact, value)
			}
		}
	}
	if r.Target != nil {
		for j := range r.Target.All {
			add(func(d *routine.Definition) {
				target := d.Requirements[i].Target
				target.All = slices.Delete(target.All, j, j+1)
			}, "part %d of what meets %s removed", j+1, r.ID)
		}
	}
	if r.Applies != nil && len(r.Applies.In) > 1 {
		for j, value := range r.Applies.In {
			add(func(d *routine.Definition) {
				applies := d.Requirements[i].Applies
				applies.In = slices.Delete(slices.Clone(applies.In), j, j+1)
			}, "requirement %s does not apply to %s=%s", r.ID, r.Applies.Fact, value)
		}
	}
	if r.Deadline != nil && len(r.Deadline.From) > 0 {
		add(func(d *routine.Definition) { d.Requirements[i].Deadline = nil }, "requirement %s has no deadline", r.ID)
	}
	if len(r.Scenarios) > 1 {
		for j, s := range r.Scenarios {
			add(func(d *routine.Definition) {
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

func TestMutants(t *testing.T) {
	unbroken = map[string]int{}
	defer func() { unbroken = nil }()
	for _, r := range routine.Shipped() {
		harmless := 0
		total := 0
		for _, m := range mutants(r) {
			total++
			p := m.planted(t, r)
			if p == nil {
				continue
			}
			proof := examine(p)
			if proof.Proved {
				harmless++
				fmt.Fprintln(os.Stderr, r.ID, "|", m.name)
			}
		}
		fmt.Fprintln(os.Stderr, r.ID, "harmless", harmless, "of", total)
	}
}
