package proof

import (
	"slices"
	"sync"

	"kjentvei/workflow/routine"
)

// Proof is what was found of one version of a routine. It does not change.
type Proof struct {
	Routine    string
	Version    int
	Hash       string // of the routine: what was proved is exactly this
	Proved     bool
	States     int // visited, over every model
	Properties []Property
	Warnings   []Warning
}

// Property is one thing that must hold of every routine: P1–P12 of domain.md,
// or one that makes the routine worth proving.
type Property struct {
	ID      string // P1 … P12, reachable, requirements, facts
	Title   routine.Text
	Holds   bool
	States  int
	Keeper  string // the test of the engine that keeps it, where no routine can break it
	Clauses []Clause
}

// Clause is one part of a property, and how it can be broken.
type Clause struct {
	ID      string
	Title   routine.Text
	Holds   bool
	States  int
	Always  bool     // holds for late entries and corrections too: it rests on what is owed alone
	Story   []Moment // the shortest way to break it
	Looked  []string // the facts that the model looked at
	Unknown bool     // could not be decided within the limits, and is refused for that
}

// Moment is one step of a story.
type Moment struct {
	Step  string            // id; "close", "" for what is only said
	State string            // that the case is in then
	Facts map[string]string // of those that matter here
	Text  routine.Text
}

// Counterexample returns the shortest story of how the property is broken, or nil.
func (p *Property) Counterexample() []Moment {
	var shortest []Moment
	for _, c := range p.Clauses {
		if !c.Holds && (shortest == nil || len(c.Story) < len(shortest)) {
			shortest = c.Story
		}
	}
	return shortest
}

// Broken lists the properties that do not hold.
func (p *Proof) Broken() []Property {
	return slices.DeleteFunc(slices.Clone(p.Properties), func(q Property) bool { return q.Holds })
}

// known remembers proofs by the hash of what they are of: a routine does not
// change, and the steps of every case belong to the program.
var known sync.Map // hash → func() *Proof

// Of proves a routine, or finds how it can be broken. It takes a second or
// less for a routine like those shipped, and remembers what it found.
func Of(r *routine.Routine) *Proof {
	once, _ := known.LoadOrStore(r.Hash, sync.OnceValue(func() *Proof { return examine(r) }))
	return once.(func() *Proof)()
}

// keepers are the tests that keep what the engine alone decides, whatever a
// routine says. Parts of P2 and P3 are judged here too.
var keepers = map[string]string{
	"P2": "TestP2Consent", "P3": "TestP3Birthday", "P8": "TestP8SignOff",
	"P10": "TestP10ChildWelfare", "P11": "TestP11NothingIsLost", "P12": "TestP12RealityIsRecorded",
}

var propertyIDs = []string{
	"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "reachable", "requirements", "facts",
}

func examine(r *routine.Routine) *Proof {
	found := map[string][]Clause{}
	add := func(property string, c Clause) { found[property] = append(found[property], c) }
	for i := range clauses {
		c := &clauses[i]
		f := prove(r, c)
		add(c.property, f.clause(r))
	}
	for _, x := range remarks(r) {
		add(x.property, Clause{ID: x.property + "." + x.of, Title: x.text, Story: []Moment{{Step: x.of, Text: x.text}}})
	}
	add("P9", closing(r))
	for _, c := range reachable(r) {
		add("reachable", c)
	}
	for _, c := range requirements(r) {
		add("requirements", c)
	}
	p := &Proof{Routine: r.ID, Version: r.Version, Hash: r.Hash, Proved: true, Warnings: warnings(r)}
	for _, id := range propertyIDs {
		q := Property{ID: id, Title: routine.Message("property_"+id, nil), Holds: true, Keeper: keepers[id], Clauses: found[id]}
		for _, c := range q.Clauses {
			q.Holds = q.Holds && c.Holds
			q.States += c.States
		}
		p.Proved = p.Proved && q.Holds
		p.States += q.States
		p.Properties = append(p.Properties, q)
	}
	return p
}

func (f *finding) clause(r *routine.Routine) Clause {
	c := Clause{
		ID: f.id, Title: routine.Message("proof_"+f.id, nil), Holds: f.holds, States: f.states, Always: f.holds && f.free, Unknown: f.err != nil,
	}
	if f.m != nil {
		c.Looked = f.m.facts
	}
	switch {
	case f.err != nil:
		c.Story = undecided(f.err)
	case !f.holds:
		c.Story = append(f.m.story(f.path), Moment{State: stateOf(r, &f.path[len(f.path)-1].state), Text: routine.Message("broken_"+f.id, nil)})
	}
	return c
}

func undecided(err error) []Moment {
	return []Moment{{Text: routine.Message("proof_too_large", map[string]routine.Text{"why": routine.Same(err.Error())})}}
}

// closing is P9.
func closing(r *routine.Routine) Clause {
	c := Clause{ID: "P9.closing", Title: routine.Message("proof_P9.closing", nil)}
	s, states, err := escape(r)
	c.States = states
	switch {
	case err != nil:
		c.Story, c.Unknown = undecided(err), true
	case s != nil:
		c.Looked = s.m.facts
		c.Story = append(s.m.story(s.path), Moment{State: stateOf(r, &s.path[len(s.path)-1].state), Text: routine.Message("broken_P9.closing", nil)})
	default:
		c.Holds = true
	}
	return c
}

// reachable reports each state, step and way of a step that no case can come to.
func reachable(r *routine.Routine) []Clause {
	all := Clause{ID: "reachable", Title: routine.Message("property_reachable", nil), Holds: true}
	var broken []Clause
	try := func(g goal, key, id string, title routine.Text) {
		found, states, err := find(r, g)
		all.States += states
		if !found {
			broken = append(broken, impossible("reachable."+id, id, key, title, err))
		}
	}
	for i, s := range r.States {
		try(comesTo(i), "no_state", s.ID, s.Title)
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		try(takes(s, -1), "no_step", s.ID, s.Title)
		if len(s.To) < 2 {
			continue
		}
		for way := range s.To {
			to, _ := r.State(s.To[way].State)
			try(takes(s, way), "no_way", s.ID, join(s.Title, []routine.Text{to.Title}))
		}
	}
	if len(broken) > 0 {
		return broken
	}
	return []Clause{all}
}

// requirements reports each requirement that cannot be met, or not be broken:
// one says nothing, the other asks for the impossible.
func requirements(r *routine.Routine) []Clause {
	all := Clause{ID: "requirements", Title: routine.Message("property_requirements", nil), Holds: true}
	var broken []Clause
	for i := range r.Requirements {
		d := &r.Requirements[i]
		for _, end := range ends(d) {
			found, states, err := find(r, brings(d, end))
			all.States += states
			if !found && !(selfEvident(d) && end == canBeOwed) {
				broken = append(broken, impossible("requirements."+d.ID, d.ID, "no_"+end, d.Title, err))
			}
		}
		for s := range r.Scenarios {
			able, states, err := meetable(r, d, s)
			all.States += states
			if !able {
				broken = append(broken, impossible("requirements."+d.ID, d.ID, "no_met", d.Title, err))
				break
			}
		}
	}
	if len(broken) > 0 {
		return broken
	}
	return []Clause{all}
}

// meetable reports whether a requirement that can come to be owed in a scenario
// can be met there too, without moving the case to another one.
func meetable(r *routine.Routine, d *routine.Requirement, scenario int) (able bool, states int, err error) {
	if !routine.Owes(d) || r.NeedsContact(d) {
		return true, 0, nil // contact is a common step, at hand everywhere
	}
	within := func(end string) (bool, error) {
		g := brings(d, end)
		g.within, g.late = scenario+1, false // nobody has to break a rule to be able to keep one
		found, n, err := find(r, g)
		states += n
		return found, err
	}
	if owed, _ := within(canBeOwed); !owed {
		return true, states, nil
	}
	able, err = within(canBeMet)
	return able, states, err
}

// selfEvident reports whether a requirement is met by what makes it owed: it
// says who does what they do, which the record shows by itself.
func selfEvident(d *routine.Requirement) bool {
	if d.Target == nil || d.Target.Fact == "" {
		return false
	}
	return slices.Equal(d.Activation[d.Target.Fact], d.Target.In) && len(d.Activation) == 1
}

func impossible(id, of, key string, title routine.Text, err error) Clause {
	what := map[string]routine.Text{"what": title, "id": routine.Same(of)}
	if err != nil {
		text := routine.Message("proof_no_way_found", what)
		return Clause{ID: id, Title: text, Unknown: true, Story: []Moment{{Step: of, Text: text}}}
	}
	text := routine.Message("proof_"+key, what)
	return Clause{ID: id, Title: text, Story: []Moment{{Step: of, Text: text}}}
}
