package routine

import "slices"

// Way is how a step brings a fact about: the smaller, the more the step is for it.
type Way int

// The ways, from none to the one that comes along with something else.
const (
	NoWay    Way = iota
	ByTaking     // taking the step says so
	ByAnswer     // an answer to it does
	ByCount      // who took part does
	ByGuest      // a guardian who was there came to know
)

// Brings tells how the step can make a leaf of a condition hold, one that names a fact.
func (s *Step) Brings(leaf *Cond) Way {
	such := func(sets map[string]string) bool {
		value, ok := sets[leaf.Fact]
		return ok && slices.Contains(leaf.In, value)
	}
	way := NoWay
	by := func(such bool, is Way) {
		if such && (way == NoWay || is < way) {
			way = is
		}
	}
	by(such(s.Sets), ByTaking)
	for i := range s.Effects {
		by(such(s.Effects[i].Sets), ByAnswer)
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		for j := range f.Choices {
			by(such(f.Choices[j].Sets), ByAnswer)
		}
		for j := range f.Counts {
			by(such(f.Counts[j].Sets), ByCount)
		}
		if f.tells(s) {
			by(such(told), ByGuest)
		}
	}
	return way
}

// told is what follows from a guardian having taken part.
var told = map[string]string{"guardian_attended": "yes", "guardian_informed": "yes"}

// tells reports whether guardians named in the field took part in the step.
func (f *Field) tells(s *Step) bool {
	return slices.Contains(f.From, "guardians") && f.Type == "people" && s.Gathers()
}

// Breadth is how many facts the step can set.
func (s *Step) Breadth() int {
	facts := map[string]bool{}
	s.EachSet(func(fact, _ string) { facts[fact] = true })
	return len(facts)
}
