package audit

import (
	"slices"
	"sync"

	"kjentvei/workflow/routine"
)

// Rules is a routine version as the audit reads it. It may be shared.
type Rules struct {
	Routine *routine.Routine

	vocabulary []fact
	index      map[string]int // of a fact by its id
	steps      map[string]*step
	scenarios  map[string]*scenario
	demands    []demand
	ids        map[string]int // of a demand by its id
	std        standard
	derivedAt  [deriveds]int // of a derived requirement's demand, -1 where there is none
	used       sync.Pool     // of *judging, to use again
}

// set gives a fact a value.
type set struct{ fact, value uint8 }

type fact struct {
	*routine.Fact
	resets   []uint8
	reasoned uint64 // values that only somebody who says why can give it
}

// step is what a step of the routine, or one that every case knows, can say.
type step struct {
	*routine.Step
	sets    []set
	fields  []field
	effects []effect
	gathers bool // guardians named in it took part, and so were informed
	strict  []guard
	common  bool // every case knows it
}

// guard is a condition of a step that nobody can lift.
type guard struct {
	when        *cond
	requirement string
}

type field struct {
	name    string
	choices []choice
	counts  []counting
}

type choice struct {
	value string
	sets  []set
}

type counting struct {
	of   []string
	min  int
	sets []set
}

type effect struct {
	when []match
	sets []set
}

type match struct {
	field  string
	values []string
}

type scenario struct {
	*routine.Scenario
	says step
}

// demand is one requirement.
type demand struct {
	*routine.Requirement
	at         int
	template   template
	derived    derived
	owes       bool // can block closing
	contact    bool // cannot be met but by contact with guardians
	survives   bool // stays owed when the student has left the school
	activation []trigger
	from       []trigger
	movedBy    []trigger
	target     *cond
	applies    *cond
	ends       *cond
	common     bool // every case has it
	hears      factSet
}

// trigger is a fact that is set to one of some values.
type trigger struct {
	fact   uint8
	values uint64
}

// factSet is a set of facts, by index.
type factSet [4]uint64

func (s *factSet) add(fact uint8)      { s[fact>>6] |= 1 << (fact & 63) }
func (s *factSet) has(fact uint8) bool { return s[fact>>6]&(1<<(fact&63)) != 0 }
func (s *factSet) meets(other *factSet) bool {
	return s[0]&other[0]|s[1]&other[1]|s[2]&other[2]|s[3]&other[3] != 0
}

type template uint8

const (
	respond template = iota // and what is judged as it
	precede
	succeed
	absent
	notTogether
	maintain
	permit
)

var templates = map[string]template{
	"response": respond, "existence": respond, "content": respond, "participation": respond, "responded_existence": respond,
	"co_existence": respond, "precedence": precede, "succession": succeed, "absence": absent, "not_co_existence": notTogether,
	"maintenance": maintain, "permission": permit,
}

// Compile reads a routine for the audit.
func Compile(r *routine.Routine) *Rules {
	c := &Rules{Routine: r, index: map[string]int{}, steps: map[string]*step{}, scenarios: map[string]*scenario{}, ids: map[string]int{}}
	c.declare(r.Schema().Facts())
	common := routine.CommonSteps()
	for i := range common {
		s := c.step(&common[i])
		s.common = true
		c.steps[s.ID] = s
	}
	for i := range r.Steps {
		c.steps[r.Steps[i].ID] = c.step(&r.Steps[i])
	}
	for i := range r.Scenarios {
		s := &r.Scenarios[i]
		says := c.step(&routine.Step{ID: "open", Fields: s.Fields, Sets: s.Sets})
		c.scenarios[s.ID] = &scenario{s, *says}
	}
	for i := range c.derivedAt {
		c.derivedAt[i] = -1
	}
	for i, d := range r.Demands() {
		c.demands = append(c.demands, c.demand(i, d, i >= len(r.Requirements)))
		c.ids[d.ID] = i
		c.derivedAt[derivedByID[d.ID]] = i
	}
	c.std = c.standard()
	c.used.New = func() any { return &judging{} }
	return c
}

func (c *Rules) declare(facts []routine.Fact) {
	for i := range facts {
		c.index[facts[i].ID] = i
	}
	for i := range facts {
		f := fact{Fact: &facts[i]}
		for _, id := range facts[i].Resets {
			if at, ok := c.index[id]; ok {
				f.resets = append(f.resets, uint8(at))
			}
		}
		for v, name := range facts[i].Values {
			if slices.Contains(facts[i].AttestedBy[name], "reasoned") {
				f.reasoned |= 1 << v
			}
		}
		c.vocabulary = append(c.vocabulary, f)
	}
}

// setsOf reads a mapping from facts to values. What is not declared is left out:
// a routine that names it is refused long before.
func (c *Rules) setsOf(values map[string]string) []set {
	var list []set
	for id, value := range values {
		at, ok := c.index[id]
		if v := c.value(at, value); ok && v >= 0 {
			list = append(list, set{uint8(at), uint8(v)})
		}
	}
	slices.SortFunc(list, func(a, b set) int { return int(a.fact) - int(b.fact) })
	return list
}

func (c *Rules) value(fact int, name string) int {
	return slices.Index(c.vocabulary[fact].Values, name)
}

func (c *Rules) step(s *routine.Step) *step {
	out := &step{Step: s, sets: c.setsOf(s.Sets), gathers: gathers(s.ID)}
	for i := range s.Fields {
		f := &s.Fields[i]
		said := field{name: f.Name}
		for j := range f.Choices {
			if sets := c.setsOf(f.Choices[j].Sets); len(sets) > 0 {
				said.choices = append(said.choices, choice{f.Choices[j].Value, sets})
			}
		}
		for _, count := range f.Counts {
			said.counts = append(said.counts, counting{count.Of, max(count.AtLeast, 1), c.setsOf(count.Sets)})
		}
		if len(said.choices)+len(said.counts) > 0 {
			out.fields = append(out.fields, said)
		}
	}
	for i := range s.Effects {
		e := effect{sets: c.setsOf(s.Effects[i].Sets)}
		for name, values := range s.Effects[i].When {
			e.when = append(e.when, match{name, values})
		}
		out.effects = append(out.effects, e)
	}
	for i := range s.Guards {
		if g := &s.Guards[i]; g.Strict || !c.lifts(g.Requirement) {
			out.strict = append(out.strict, guard{c.cond(g.When), g.Requirement})
		}
	}
	return out
}

// lifts reports whether a waiver, or an acknowledged breach, can lift a guard
// that names a requirement: it must be one that the case can owe.
func (c *Rules) lifts(requirement string) bool {
	_, known := c.Routine.Requirement(requirement)
	return known
}

// gathers reports whether guardians whom a step names took part in it. These
// name them for another reason, or say of another event who was there.
func gathers(step string) bool {
	switch step {
	case "record_contact", "record_consent", "record_emergency", "record_correction", "raise_contact_unsafe", "correct":
		return false
	}
	return true
}

func (c *Rules) demand(at int, r *routine.Requirement, common bool) demand {
	d := demand{
		Requirement: r, at: at, template: templates[r.Template], derived: derivedByID[r.ID], common: common,
		target: c.cond(r.Target), applies: c.cond(r.Applies), ends: c.cond(r.Ends),
		activation: c.triggersOf(r.Activation),
	}
	if r.Modality == "may" {
		d.template = permit
	}
	if r.Deadline != nil {
		d.from, d.movedBy = c.triggersOf(r.Deadline.From), c.triggersOf(r.Deadline.MovedBy)
	}
	binding := r.Modality == "must" || r.Modality == "consider"
	asks := d.template == respond || d.template == succeed || d.template == maintain
	d.owes = binding && asks
	d.contact = asks && c.needs(r.Target, func(f *routine.Fact) bool { return f.Contact })
	d.survives = c.within(r.Target, func(f *routine.Fact) bool { return f.Survive })
	for _, on := range [][]trigger{d.activation, d.from, d.movedBy} {
		for _, t := range on {
			d.hears.add(t.fact)
		}
	}
	return d
}

func (c *Rules) triggersOf(activation map[string][]string) []trigger {
	var list []trigger
	for id, values := range activation {
		at, ok := c.index[id]
		if !ok {
			continue
		}
		t := trigger{fact: uint8(at)}
		for _, name := range values {
			if v := c.value(at, name); v >= 0 {
				t.values |= 1 << v
			}
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b trigger) int { return int(a.fact) - int(b.fact) })
	return list
}
