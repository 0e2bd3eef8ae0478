package proof

import "kjentvei/workflow/routine"

// answer is what can be said of a condition when not every fact is looked at.
type answer uint8

const (
	no answer = iota
	maybe
	yes
)

func (a answer) not() answer { return yes - a }

// cond is a condition bound to the variables of a model. A leaf whose fact the
// model does not look at may hold, and may not.
type cond struct {
	op    byte // ' ' always, '0' never, '=' leaf, '!' not, '&' all, '|' any
	at    int  // of a leaf: the variable, or -1
	mask  uint64
	fact  string
	parts []*cond
}

// bind makes a cond of a routine's condition. at says where a fact stands in
// the model's states; less than 0: the model does not look at it.
func bind(c *routine.Cond, schema *routine.Schema, at func(fact string) int) *cond {
	switch {
	case c == nil:
		return &cond{op: ' '}
	case c.Never:
		return &cond{op: '0'}
	case c.Fact != "":
		leaf := &cond{op: '=', at: at(c.Fact), fact: c.Fact}
		for _, value := range c.In {
			if v, ok := valueOf(schema, c.Fact, value); ok {
				leaf.mask |= 1 << v
			}
		}
		return leaf
	case c.Not != nil:
		return &cond{op: '!', parts: []*cond{bind(c.Not, schema, at)}}
	case len(c.Any) > 0:
		return &cond{op: '|', parts: bindAll(c.Any, schema, at)}
	}
	return &cond{op: '&', parts: bindAll(c.All, schema, at)}
}

func bindAll(list []*routine.Cond, schema *routine.Schema, at func(string) int) []*cond {
	var parts []*cond
	for _, c := range list {
		parts = append(parts, bind(c, schema, at))
	}
	return parts
}

// valueOf is the index of a value of a fact.
func valueOf(schema *routine.Schema, fact, value string) (uint8, bool) {
	f, ok := schema.Fact(fact)
	if !ok {
		return 0, false
	}
	for i, v := range f.Values {
		if v == value {
			return uint8(i), true
		}
	}
	return 0, false
}

// in answers the condition in a state. unknown, when not nil, is told every
// leaf that left the answer open.
func (c *cond) in(s *state, unknown func(fact string)) answer {
	switch c.op {
	case ' ':
		return yes
	case '0':
		return no
	case '=':
		return c.leaf(s, unknown)
	case '!':
		return c.parts[0].in(s, unknown).not()
	}
	decided, sum := no, yes // of &
	if c.op == '|' {
		decided, sum = yes, no
	}
	open := false
	for _, part := range c.parts {
		switch part.in(s, nil) {
		case decided:
			return decided
		case maybe:
			open = true
		}
	}
	if !open {
		return sum
	}
	if unknown != nil {
		for _, part := range c.parts {
			part.in(s, unknown)
		}
	}
	return maybe
}

func (c *cond) leaf(s *state, unknown func(string)) answer {
	switch {
	case c.mask == 0:
		return no
	case c.at < 0 || s[c.at] == anything:
		if unknown != nil {
			unknown(c.fact)
		}
		return maybe
	case c.mask&(1<<s[c.at]) != 0:
		return yes
	}
	return no
}

// is makes the condition that a fact has one of some values.
func is(fact string, values ...string) *routine.Cond { return &routine.Cond{Fact: fact, In: values} }

func not(c *routine.Cond) *routine.Cond { return &routine.Cond{Not: c} }

func all(parts ...*routine.Cond) *routine.Cond { return &routine.Cond{All: parts} }

func anyOf(parts ...*routine.Cond) *routine.Cond { return &routine.Cond{Any: parts} }

// factsIn lists the facts that conditions read, each once.
func factsIn(conds ...*routine.Cond) []string {
	var list []string
	for _, c := range conds {
		c.Each(func(leaf *routine.Cond) { list = addOnce(list, leaf.Fact) })
	}
	return list
}

func addOnce[T comparable](list []T, items ...T) []T {
next:
	for _, item := range items {
		for _, have := range list {
			if have == item {
				continue next
			}
		}
		list = append(list, item)
	}
	return list
}
