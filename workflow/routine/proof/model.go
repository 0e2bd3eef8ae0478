package proof

import (
	"fmt"
	"maps"
	"slices"

	"kjentvei/workflow/routine"
)

// state is one state of a model: where the case is, in which scenario, and a
// value for each fact and requirement that the model looks at.
type state [maxVars]uint8

const (
	maxVars  = 40
	control  = 0 // index into the routine's states; one past them: closed
	scenario = 1
	flags    = 2
	firstVar = 3

	maxMoves = 20_000

	anything uint8 = 255 // a fact of which nothing is known
)

// Flags.
const (
	since   uint8 = 1 << iota // what the clause asks for has been called for
	excused                   // what the clause asks for was broken, and said so as a breach
	broken                    // a step was taken that the clause forbids
	been                      // the case has been where steps come from that follow it elsewhere
)

// The standing of a requirement, as the engine keeps it. Whoever is waived
// before being owed is remembered, because that lifts guards.
const (
	idle uint8 = iota
	idleWaived
	owed
	overdue // owed, and its deadline has passed; only where deadlines are looked at
	met
	metWaived
	metLate
	waived
	breached
	answered // breached, and leadership has acknowledged it
	ended
	endedWaived
	moved // ended because the case moved to another scenario
)

// model is a slice of a routine: some of its facts and requirements, and every
// move of people and of the world, seen through these. What it does not look
// at may be anything, so that whatever can happen in the routine can happen in
// the model: what the model cannot do, nobody can.
type model struct {
	r       *routine.Routine
	clause  *clause
	free    bool // any step at any time: what is recorded late, corrected or forbidden is covered too
	lifts   bool // requirements can be waived or left undone, which lifts guards
	clock   bool // look at deadlines
	keep    string
	breach  bool // what was done although it was forbidden is recorded too
	facts   []string
	demands []demand
	moves   []move
	final   uint64 // control states that a case can be closed from
	names   map[string]int
	closed  uint8
	named   uint64 // scenarios with a student
	follow  uint64 // control states that steps come from which follow a case elsewhere
	worried uint64 // scenarios of a concern that somebody else raised
	at      map[string]int
	since   *cond
	when    *cond
	must    *cond
	left    int // the variable of the fact student, or -1
	err     error
}

// demand is one requirement as a model looks at it.
type demand struct {
	*routine.Requirement
	scenarios uint64
	calls     *cond // its activation holds already, when the case moves to one of its scenarios
	applies   *cond
	target    *cond
	ends      *cond
	contact   bool // cannot be met but by contact with guardians
	survives  bool // stays owed when the student has left the school
	protects  bool // its waiver, or its breach, excuses what the clause asks for
	at        int  // its variable
}

// query says what a model has to look at.
type query struct {
	clause  *clause
	facts   []string
	demands []string
	free    bool
	lifts   bool
	clock   bool
	keep    string // a step whose moves stay although they change nothing
	late    bool   // also what is recorded in breach
	within  int    // one past the only scenario looked at; 0: all
}

// errTooLarge is why a routine is refused that asks for more than can be looked at.
type errTooLarge struct{ what string }

func (e errTooLarge) Error() string { return "too large to be proved: " + e.what }

func newModel(r *routine.Routine, q query) (*model, error) {
	m := &model{
		r: r, clause: q.clause, free: q.free, lifts: q.lifts, clock: q.clock, keep: q.keep, breach: q.lifts || q.late, facts: slices.Clone(q.facts),
		names: map[string]int{}, at: map[string]int{}, closed: uint8(len(r.States)), left: -1,
	}
	for i, s := range r.States {
		m.names[s.ID] = i
		if s.Final {
			m.final |= 1 << i
		}
	}
	for i, s := range r.Scenarios {
		if !s.NoName {
			m.named |= 1 << i
		}
		if s.Sets["raised_by"] == "other" {
			m.worried |= 1 << i
		}
	}
	m.follow = followed(r)
	var demands []*routine.Requirement
	for _, d := range r.Demands() {
		if slices.Contains(q.demands, d.ID) {
			demands = append(demands, d)
			m.facts = addOnce(m.facts, factsIn(d.Applies, d.Ends)...)
		}
	}
	if size := firstVar + len(m.facts) + len(demands); size > maxVars || len(r.States) > 60 || len(r.Scenarios) > 60 || len(demands) > 60 {
		return nil, errTooLarge{fmt.Sprintf("%d facts and requirements at once", size-firstVar)}
	}
	for i, fact := range m.facts {
		m.at[fact] = firstVar + i
	}
	if at, ok := m.at["student"]; ok {
		m.left = at
	}
	for i, d := range demands {
		m.demands = append(m.demands, m.demand(d, firstVar+len(m.facts)+i))
	}
	if q.clause != nil {
		m.since, m.when, m.must = m.bind(q.clause.sinceWhen), m.bind(q.clause.when), m.bind(q.clause.must)
	}
	m.build(q.within)
	if len(m.moves) > maxMoves {
		return nil, errTooLarge{"moves"}
	}
	return m, m.err
}

// followed is the states that steps come from which follow a case elsewhere, as
// long as something that they serve is owed.
func followed(r *routine.Routine) uint64 {
	var states uint64
	for _, s := range r.Steps {
		for _, from := range s.From {
			if s.Owed {
				states |= 1 << slices.IndexFunc(r.States, func(s routine.State) bool { return s.ID == from })
			}
		}
	}
	return states
}

func (m *model) bind(c *routine.Cond) *cond {
	return bind(c, m.r.Schema(), func(fact string) int {
		if at, ok := m.at[fact]; ok {
			return at
		}
		return -1
	})
}

func (m *model) demand(d *routine.Requirement, at int) demand {
	out := demand{Requirement: d, at: at, applies: m.bind(d.Applies), calls: m.bind(called(d)), target: m.bind(d.Target), contact: m.r.NeedsContact(d), survives: m.r.Survives(d)}
	if d.Ends == nil {
		out.ends = &cond{op: '0'}
	} else {
		out.ends = m.bind(d.Ends)
	}
	for i, s := range m.r.Scenarios {
		if len(d.Scenarios) == 0 || slices.Contains(d.Scenarios, s.ID) {
			out.scenarios |= 1 << i
		}
	}
	out.protects = m.clause != nil && m.clause.protectedBy(d)
	return out
}

// called is the condition that some fact says already what makes a requirement owed.
func called(d *routine.Requirement) *routine.Cond {
	c := &routine.Cond{Never: true}
	for _, fact := range slices.Sorted(maps.Keys(d.Activation)) {
		c = anyOf(c, is(fact, d.Activation[fact]...))
	}
	return c
}

// looks reports whether the model looks at a fact, or has to hear when it is set.
func (m *model) looks(fact string) bool {
	if _, ok := m.at[fact]; ok {
		return true
	}
	if f, ok := m.r.Schema().Fact(fact); ok {
		for _, other := range f.Resets {
			if _, ok := m.at[other]; ok {
				return true
			}
		}
	}
	for i := range m.demands {
		d := &m.demands[i]
		if _, ok := d.Activation[fact]; ok || m.anew(d.Requirement, fact) {
			return true
		}
		if m.clock && d.Deadline != nil && (d.Deadline.From[fact] != nil || d.Deadline.MovedBy[fact] != nil) {
			return true
		}
	}
	return m.settled(fact) || m.clause != nil && (m.clause.at[fact] != nil || m.clause.since[fact] != nil)
}

// settled reports whether a demand may be met or ended by a fact that the model does
// not look at: then it has to hear when something is said of it.
func (m *model) settled(fact string) bool {
	if _, ok := m.at[fact]; ok {
		return false
	}
	reads := func(id string) bool { return id == fact }
	return slices.ContainsFunc(m.demands, func(d demand) bool { return d.Target.Reads(reads) || d.Ends.Reads(reads) })
}

// anew reports whether a fact is what begins a new episode, and the requirement
// is about what then begins anew: one that was waived beforehand is waived no more.
func (m *model) anew(d *routine.Requirement, fact string) bool {
	f, ok := m.r.Schema().Fact(fact)
	return ok && m.lifts && fact == "episode" && d.Target.Reads(func(id string) bool { return slices.Contains(f.Resets, id) })
}

// assign is one variable that a move sets.
type assign struct {
	at    int
	value uint8
}

// assignments are what a schema's Assign would do to the facts looked at: what
// the facts set reset first, then their values.
func (m *model) assignments(sets map[string]string) []assign {
	var list []assign
	schema := m.r.Schema()
	for i, fact := range m.facts {
		value, set := sets[fact]
		if set {
			if v, ok := valueOf(schema, fact, value); ok {
				list = append(list, assign{firstVar + i, v})
			}
			continue
		}
		for by, value := range sets {
			f, ok := schema.Fact(by)
			if ok && value != f.Values[0] && slices.Contains(f.Resets, fact) {
				list = append(list, assign{firstVar + i, 0})
				break
			}
		}
	}
	return list
}

// says reports whether facts set are among those that an activation names.
func says(sets map[string]string, activation map[string][]string) bool {
	for fact, values := range activation {
		if value, ok := sets[fact]; ok && slices.Contains(values, value) {
			return true
		}
	}
	return false
}
