package audit

import (
	"slices"

	"kjentvei/workflow/routine"
)

// cond is a condition over facts, read from the routine and evaluated here: an
// error in how guards are evaluated must not also be one of the audit.
type cond struct {
	kind   condKind
	fact   uint8
	values uint64
	parts  []*cond
}

type condKind uint8

const (
	isFact condKind = iota
	isAll
	isAny
	isNot
	isNever
)

func (c *Rules) cond(from *routine.Cond) *cond {
	switch {
	case from == nil:
		return nil
	case from.Never:
		return &cond{kind: isNever}
	case from.Fact != "":
		out := &cond{kind: isFact, fact: uint8(c.index[from.Fact])}
		for _, name := range from.In {
			if v := c.value(c.index[from.Fact], name); v >= 0 {
				out.values |= 1 << v
			}
		}
		return out
	case from.Not != nil:
		return &cond{kind: isNot, parts: []*cond{c.cond(from.Not)}}
	case len(from.Any) > 0:
		return &cond{kind: isAny, parts: c.conds(from.Any)}
	}
	return &cond{kind: isAll, parts: c.conds(from.All)}
}

func (c *Rules) conds(from []*routine.Cond) []*cond {
	list := make([]*cond, len(from))
	for i := range from {
		list[i] = c.cond(from[i])
	}
	return list
}

// true reports whether the condition is true of the facts; nil always is.
func (c *cond) true(facts []uint8) bool {
	if c == nil {
		return true
	}
	switch c.kind {
	case isFact:
		return c.values>>facts[c.fact]&1 == 1
	case isNot:
		return !c.parts[0].true(facts)
	case isNever:
		return false
	case isAny:
		return slices.ContainsFunc(c.parts, func(part *cond) bool { return part.true(facts) })
	}
	return !slices.ContainsFunc(c.parts, func(part *cond) bool { return !part.true(facts) })
}

// leaves calls visit for each fact that the condition names, with whether what
// it says of it is true.
func (c *cond) leaves(facts []uint8, visit func(leaf *cond, holds bool)) {
	if c == nil {
		return
	}
	if c.kind == isFact {
		visit(c, c.true(facts))
	}
	for _, part := range c.parts {
		part.leaves(facts, visit)
	}
}

// needs reports whether a condition cannot become true without such a fact.
func (c *Rules) needs(of *routine.Cond, such func(*routine.Fact) bool) bool {
	switch {
	case of == nil, of.Not != nil, of.Never:
		return false
	case of.Fact != "":
		return such(c.vocabulary[c.index[of.Fact]].Fact)
	case len(of.Any) > 0:
		return !slices.ContainsFunc(of.Any, func(part *routine.Cond) bool { return !c.needs(part, such) })
	}
	return slices.ContainsFunc(of.All, func(part *routine.Cond) bool { return c.needs(part, such) })
}

// within reports whether a condition can become true by such facts alone.
func (c *Rules) within(of *routine.Cond, such func(*routine.Fact) bool) bool {
	switch {
	case of == nil, of.Not != nil, of.Never:
		return false
	case of.Fact != "":
		return such(c.vocabulary[c.index[of.Fact]].Fact)
	case len(of.Any) > 0:
		return slices.ContainsFunc(of.Any, func(part *routine.Cond) bool { return c.within(part, such) })
	}
	return !slices.ContainsFunc(of.All, func(part *routine.Cond) bool { return !c.within(part, such) })
}
