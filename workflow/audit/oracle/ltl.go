package oracle

// Formula is a formula of linear temporal logic over finite traces. It is
// evaluated by the textbook definition, position by position, and says nothing
// of positions that are not in the trace.
type Formula interface {
	at(trace []Position, i int) bool
}

// Holds reports whether a formula is true at position i of a trace. Beyond the
// end only what is weak is true.
func Holds(f Formula, trace []Position, i int) bool { return f.at(trace, i) }

type (
	// Atom is true where its test is.
	Atom struct {
		Name string
		Test func(*Position) bool
	}
	// Not is negation.
	Not struct{ Of Formula }
	// And is true when all are; an empty one is true.
	And []Formula
	// Or is true when one is; an empty one is false.
	Or []Formula
	// Next asks for a next position, and that the formula is true there.
	Next struct{ Of Formula }
	// Eventually is true when the formula is now or later.
	Eventually struct{ Of Formula }
	// Always is true when the formula is now and at every later position.
	Always struct{ Of Formula }
	// Until asks that Goal comes, and that Hold is true at every position before.
	Until struct{ Hold, Goal Formula }
	// WeakUntil is Until, or Hold to the end.
	WeakUntil struct{ Hold, Goal Formula }
	// Within is Until with a deadline: in time says, of the position where the
	// duty began and the one where Goal came, whether that is soon enough.
	Within struct {
		Hold, Goal Formula
		InTime     func(trace []Position, began, met int) bool
	}
)

func (f Atom) at(trace []Position, i int) bool { return i < len(trace) && f.Test(&trace[i]) }

func (f Not) at(trace []Position, i int) bool { return !f.Of.at(trace, i) }

func (f And) at(trace []Position, i int) bool {
	for _, part := range f {
		if !part.at(trace, i) {
			return false
		}
	}
	return true
}

func (f Or) at(trace []Position, i int) bool {
	for _, part := range f {
		if part.at(trace, i) {
			return true
		}
	}
	return false
}

func (f Next) at(trace []Position, i int) bool {
	return i+1 < len(trace) && f.Of.at(trace, i+1)
}

func (f Eventually) at(trace []Position, i int) bool {
	if i >= len(trace) {
		return false
	}
	return f.Of.at(trace, i) || f.at(trace, i+1)
}

func (f Always) at(trace []Position, i int) bool {
	if i >= len(trace) {
		return true
	}
	return f.Of.at(trace, i) && f.at(trace, i+1)
}

func (f Until) at(trace []Position, i int) bool {
	if i >= len(trace) {
		return false
	}
	return f.Goal.at(trace, i) || f.Hold.at(trace, i) && f.at(trace, i+1)
}

func (f WeakUntil) at(trace []Position, i int) bool {
	return Until(f).at(trace, i) || Always{f.Hold}.at(trace, i)
}

func (f Within) at(trace []Position, i int) bool {
	for k := i; k < len(trace); k++ {
		if f.Goal.at(trace, k) {
			return f.InTime(trace, i, k)
		}
		if !f.Hold.at(trace, k) {
			return false
		}
	}
	return false
}

// first is the first position from i on at which a formula that looks at one
// position alone is true: the shortest prefix on which it has come about.
// It is -1 when there is none.
func first(f Formula, trace []Position, i int) int {
	for n := i + 1; n <= len(trace); n++ {
		if (Eventually{f}).at(trace[:n], i) {
			return n - 1
		}
	}
	return -1
}

// sets is true where the event sets one of the facts to one of its values.
func sets(facts map[string][]string) Atom {
	return Atom{"sets", func(p *Position) bool {
		for fact, values := range facts {
			if value, ok := p.Sets[fact]; ok && among(value, values) {
				return true
			}
		}
		return false
	}}
}

// stands is true where one of the facts has one of its values.
func stands(facts map[string][]string) Formula {
	var any Or
	for fact, values := range facts {
		any = append(any, is(fact, values...))
	}
	return any
}

// is is true where a fact has one of the values.
func is(fact string, values ...string) Atom {
	return Atom{"is", func(p *Position) bool { return among(p.Facts[fact], values) }}
}

// step is true of events of the step.
func step(id string) Atom {
	return Atom{"step", func(p *Position) bool { return p.Step == id }}
}

func among(value string, values []string) bool {
	for _, v := range values {
		if v == value {
			return true
		}
	}
	return false
}
