package routine

// Cond is a condition over facts: a fact that has one of some values, or all,
// any or none of other conditions. It is evaluated, explained, proved and
// drawn from this one tree; nothing else decides anything in a routine.
//
// In a file it is a mapping: {all: […]}, {any: […]}, {not: …}, or
// {fact: value} and {fact: [value, …]}; several facts in one mapping must all
// hold. {$parameter: value} is settled when the routine is built.
type Cond struct {
	Pos   `json:"-"`
	All   []*Cond  `json:"all,omitempty"`
	Any   []*Cond  `json:"any,omitempty"`
	Not   *Cond    `json:"not,omitempty"`
	Fact  string   `json:"fact,omitempty"`
	In    []string `json:"in,omitempty"`
	Never bool     `json:"never,omitempty"` // what a parameter has made impossible

	index int    // of Fact in the schema
	mask  uint64 // of the values of In
}

// Holds reports whether the condition holds. A nil condition always does.
func (c *Cond) Holds(f Facts) bool {
	switch {
	case c == nil:
		return true
	case c.Never:
		return false
	case c.Fact != "":
		return c.mask&(1<<f[c.index]) != 0
	case c.Not != nil:
		return !c.Not.Holds(f)
	case len(c.Any) > 0:
		for _, part := range c.Any {
			if part.Holds(f) {
				return true
			}
		}
		return false
	}
	for _, part := range c.All {
		if !part.Holds(f) {
			return false
		}
	}
	return true
}

// Unmet returns the smallest parts of the condition that do not hold and would
// have to change for it to hold: leaves, or a negation as a whole. For an
// unmet any it is all of its branches.
func (c *Cond) Unmet(f Facts) []*Cond {
	if c.Holds(f) {
		return nil
	}
	if c.Fact != "" || c.Not != nil || c.Never {
		return []*Cond{c}
	}
	var unmet []*Cond
	for _, part := range append(append([]*Cond{}, c.All...), c.Any...) {
		unmet = append(unmet, part.Unmet(f)...)
	}
	return unmet
}

// Each calls visit for every leaf that names a fact.
func (c *Cond) Each(visit func(leaf *Cond)) {
	if c == nil {
		return
	}
	if c.Fact != "" {
		visit(c)
	}
	c.Not.Each(visit)
	for _, part := range c.All {
		part.Each(visit)
	}
	for _, part := range c.Any {
		part.Each(visit)
	}
}

// Reads reports whether the condition reads any of the facts.
func (c *Cond) Reads(is func(fact string) bool) bool {
	found := false
	c.Each(func(leaf *Cond) { found = found || is(leaf.Fact) })
	return found
}

// Facts is the value of every fact of a routine, as an index into the fact's
// values, in the order of its Schema.
type Facts []uint8

// Schema knows the facts of one routine and where they stand in Facts.
type Schema struct {
	facts []Fact
	index map[string]int
	reset [][]int
}

func newSchema(facts []Fact) *Schema {
	s := &Schema{facts: facts, index: make(map[string]int, len(facts)), reset: make([][]int, len(facts))}
	for i, fact := range facts {
		s.index[fact.ID] = i
	}
	for i, fact := range facts {
		for _, id := range fact.Resets {
			if at, ok := s.index[id]; ok {
				s.reset[i] = append(s.reset[i], at)
			}
		}
	}
	return s
}

// Facts lists the declarations; it must not be changed.
func (s *Schema) Facts() []Fact { return s.facts }

// Fact finds a declaration by its id.
func (s *Schema) Fact(id string) (*Fact, bool) {
	i, ok := s.index[id]
	if !ok {
		return nil, false
	}
	return &s.facts[i], true
}

// Start returns every fact at its first value.
func (s *Schema) Start() Facts { return make(Facts, len(s.facts)) }

// Value returns the value of a fact, or "" for a fact that the routine lacks.
func (s *Schema) Value(f Facts, id string) string {
	i, ok := s.index[id]
	if !ok {
		return ""
	}
	return s.facts[i].Values[f[i]]
}

// Is reports whether a fact has one of the values.
func (s *Schema) Is(f Facts, id string, values ...string) bool {
	have := s.Value(f, id)
	for _, value := range values {
		if have == value {
			return true
		}
	}
	return false
}

// Assign gives facts new values: first what those facts reset begins anew,
// then the values are set, so that one step may do both. A fact or value that
// is not declared is ignored: Build has refused routines that name one.
func (s *Schema) Assign(f Facts, sets map[string]string) {
	for id, value := range sets {
		if i, v, ok := s.find(id, value); ok && v != 0 {
			for _, other := range s.reset[i] {
				f[other] = 0
			}
		}
	}
	for id, value := range sets {
		if i, v, ok := s.find(id, value); ok {
			f[i] = v
		}
	}
}

func (s *Schema) find(id, value string) (index int, v uint8, ok bool) {
	index, ok = s.index[id]
	if !ok {
		return 0, 0, false
	}
	for at, name := range s.facts[index].Values {
		if name == value {
			return index, uint8(at), true
		}
	}
	return 0, 0, false
}

// bind resolves the names in a condition; it returns the leaves whose fact or
// value is not declared.
func (s *Schema) bind(c *Cond) (unknown []*Cond) {
	c.Each(func(leaf *Cond) {
		i, ok := s.index[leaf.Fact]
		if !ok {
			unknown = append(unknown, leaf)
			return
		}
		leaf.index, leaf.mask = i, 0
		for _, value := range leaf.In {
			at := -1
			for v, name := range s.facts[i].Values {
				if name == value {
					at = v
				}
			}
			if at < 0 {
				unknown = append(unknown, leaf)
				return
			}
			leaf.mask |= 1 << at
		}
	})
	return unknown
}
