package draw

import (
	"cmp"
	"slices"
)

// Status is where a state stands in one case.
type Status string

// A state that has none is one that the case may still come to.
const (
	Visited       Status = "visited"
	Here          Status = "here"
	Possible      Status = "possible"
	Barred        Status = "barred"
	NotApplicable Status = "not_applicable"
)

// Mark is what a picture of a case says of one state. Nothing in it may tell
// who the case is about.
type Mark struct {
	Status  Status
	Because []string // why a state is barred, in the language of the picture
}

// Marks says of each state where it stands in a case that is here and has been in
// visited. why says what bars each state that a step leads to from here, and nothing
// where one does; what can be done outweighs what was.
func Marks(here string, visited []string, why map[string][]string) map[string]Mark {
	marks := map[string]Mark{}
	for state, because := range why {
		marks[state] = Mark{Status: Possible}
		if len(because) > 0 {
			marks[state] = Mark{Barred, because}
		}
	}
	for _, state := range visited {
		if marks[state].Status != Possible {
			marks[state] = Mark{Status: Visited}
		}
	}
	marks[here] = Mark{Status: Here}
	return marks
}

// Case marks where a case stands, by state. A state that is not named, and
// that nothing leads to from where the case is, does not apply: it is named, and
// what can be done there is left out. Groups of such states come last.
func (p *Picture) Case(marks map[string]Mark) {
	ahead := map[*State]bool{}
	var reach func(s *State)
	reach = func(s *State) {
		if ahead[s] {
			return
		}
		ahead[s] = true
		for _, way := range s.Ways {
			for _, goal := range way.Goals {
				reach(goal.State)
			}
		}
	}
	p.each(func(s *State) {
		if marks[s.ID].Status == Here {
			reach(s)
		}
	})
	p.each(func(s *State) {
		s.Mark = Mark{Status: marks[s.ID].Status}
		for _, why := range marks[s.ID].Because {
			s.Mark.Because = append(s.Mark.Because, tidy(why))
		}
		if s.Mark.Status == "" && !ahead[s] {
			s.Mark.Status = NotApplicable
		}
	})
	slices.SortStableFunc(p.Groups, func(a, b Group) int { return cmp.Compare(a.folded(), b.folded()) })
	p.sift()
}

// folded is 1 for a group of which nothing applies, and 0 for the others.
func (g Group) folded() int {
	if slices.ContainsFunc(g.States, func(s *State) bool { return !s.folded() }) {
		return 0
	}
	return 1
}

// marked reports whether the picture shows a case.
func (p *Picture) marked() bool {
	marked := false
	p.each(func(s *State) { marked = marked || s.Mark.Status != "" })
	return marked
}

func (p *Picture) each(visit func(*State)) {
	for _, group := range p.Groups {
		for _, s := range group.States {
			visit(s)
		}
	}
}

// status says where a state stands in the case; "" when there is nothing to say.
func (p *Picture) status(s *State) string {
	switch s.Mark.Status {
	case Visited:
		return p.say(words.Visited)
	case Here:
		return p.say(words.Here)
	case Possible:
		return p.say(words.Possible)
	case Barred:
		return p.say(words.Barred)
	case NotApplicable:
		return p.say(words.NotApplicable)
	}
	return ""
}
