package diff

import (
	"encoding/json"
	"slices"

	"kjentvei/workflow/routine"
)

// findRenamed finds parts that have another id now and are otherwise the same,
// so that they are not told as one that is gone and another that is new. A step
// may have another title too: where it leads and what it asks is enough to know
// it by.
func (c *comparer) findRenamed() {
	c.ids[State] = sameButID(c.old.States, c.new.States, func(s *routine.State) *string { return &s.ID })
	c.ids[Scenario] = sameButID(c.old.Scenarios, c.new.Scenarios, func(s *routine.Scenario) *string { return &s.ID })
	c.ids[Requirement] = sameButID(c.old.Requirements, c.new.Requirements, func(q *routine.Requirement) *string { return &q.ID })
	c.ids[Parameter] = sameButID(c.old.Parameters, c.new.Parameters, func(p *routine.Parameter) *string { return &p.ID })
	untitled := func(steps []routine.Step, now func(Part, string) string) []routine.Step {
		steps = slices.Clone(steps)
		for n := range steps {
			s := &steps[n]
			s.Title = routine.Text{}
			s.From, s.To = slices.Clone(s.From), slices.Clone(s.To)
			for i := range s.From {
				s.From[i] = now(State, s.From[i])
			}
			for i := range s.To {
				s.To[i].State = now(State, s.To[i].State)
			}
		}
		return steps
	}
	asIs := func(_ Part, id string) string { return id }
	c.ids[Step] = sameButID(untitled(c.old.Steps, c.now), untitled(c.new.Steps, asIs), func(s *routine.Step) *string { return &s.ID })
}

// sameButID pairs the parts that are in one version only and differ in nothing
// but their id: old id → new id.
func sameButID[T any](old, new []T, id func(*T) *string) map[string]string {
	find := func(list []T, name string) bool {
		return slices.ContainsFunc(list, func(x T) bool { return *id(&x) == name })
	}
	content := func(x T) string {
		*id(&x) = ""
		data, _ := json.Marshal(x) // a part of what was read from JSON
		return string(data)
	}
	pairs := map[string]string{}
	taken := map[string]bool{}
	for _, o := range old {
		if find(new, *id(&o)) {
			continue
		}
		for _, n := range new {
			name := *id(&n)
			if !find(old, name) && !taken[name] && content(o) == content(n) {
				pairs[*id(&o)], taken[name] = name, true
				break
			}
		}
	}
	return pairs
}
