// Package draw makes pictures of routines: SVG for people, Mermaid and DOT for
// other programs.
//
// New settles what there is to show, in one language: a Picture is the states
// in the order in which they are drawn, what can be recorded in each, and the
// ways that lead on. The formats only render it, and so does its List, which
// says the same in words and belongs beside every picture. Case marks on it
// where a case stands.
//
// The drawing is one column of boxes, so that it can be read on a phone. A box
// names the steps that lead on, and a line runs from each to its goal: forward
// on the right, back on the left. All lines to the same goal share a lane, so
// there are never more of them than states. Nothing depends on the clock, on
// chance or on the order of a map: the same routine gives the same bytes.
package draw

import (
	"slices"
	"strings"
	"unicode"

	"kjentvei/workflow/routine"
)

// Picture is what a picture of a routine shows, in the order of drawing.
type Picture struct {
	Title  string
	Groups []Group

	lang routine.Lang
}

// Group is states that ways connect: it shares none with the other groups, and
// is drawn by itself.
type Group struct {
	States []*State
}

// State is one box of the picture.
type State struct {
	ID, Title string
	Starts    []string // the scenarios that begin here
	Final     bool     // the case can be signed off and closed from here
	Records   []Record
	Ways      []Way
	Mark      Mark // where a case stands; zero in the picture of a routine

	fresh []string // titles of the records that no state above names
	again int      // how many the others are
}

// Record is a step that records something and moves nothing.
type Record struct {
	Step, Title string
}

// Way is a step that leads from a state to one of its goals, the first that fits.
type Way struct {
	Step, Title string
	Guards      []string // what it demands, each as the routine says it when it is unmet
	Goals       []Goal
}

// shown is the ways that the picture shows of a state.
func (s *State) shown() []Way {
	if s.folded() {
		return nil
	}
	return s.Ways
}

// folded reports whether the picture only names the state.
func (s *State) folded() bool { return s.Mark.Status == NotApplicable }

// Goal is a state that a way can lead to.
type Goal struct {
	*State
	Stays     bool // it is where the way begins
	Back      bool // it stands above
	Otherwise bool // it is taken when no other fits
}

// New settles what a picture of the routine shows. What the school's settings
// have made impossible is left out.
func New(r *routine.Routine, lang routine.Lang) *Picture {
	p := &Picture{Title: tidy(r.Title.In(lang)), lang: lang}
	g := newGraph(r)
	states := make([]*State, len(r.States))
	for i := range r.States {
		states[i] = &State{ID: r.States[i].ID, Title: tidy(r.States[i].Title.In(lang)), Final: r.States[i].Final}
	}
	for _, s := range r.Scenarios {
		if i, ok := g.index[s.Start]; ok {
			states[i].Starts = append(states[i].Starts, tidy(s.Title.In(lang)))
		}
	}
	for _, members := range g.groups() {
		var group Group
		for _, i := range g.arrange(members) {
			group.States = append(group.States, states[i])
		}
		for at, s := range group.States {
			p.steps(r, s, func(id string) Goal {
				to := slices.Index(group.States, states[g.index[id]])
				return Goal{State: group.States[to], Stays: to == at, Back: to < at}
			})
		}
		p.Groups = append(p.Groups, group)
	}
	p.sift()
	return p
}

// sift finds for each state the records that it is the first to name.
func (p *Picture) sift() {
	named := map[string]bool{}
	p.each(func(s *State) {
		s.fresh, s.again = nil, 0
		for _, record := range s.Records {
			switch {
			case s.folded():
			case named[record.Step]:
				s.again++
			default:
				named[record.Step] = true
				s.fresh = append(s.fresh, record.Title)
			}
		}
	})
}

// steps fills in what can be done in a state.
func (p *Picture) steps(r *routine.Routine, s *State, goal func(id string) Goal) {
	for i := range r.Steps {
		step := &r.Steps[i]
		if !slices.Contains(step.From, s.ID) {
			continue
		}
		way := Way{Step: step.ID, Title: tidy(step.Title.In(p.lang))}
		moves := false
		targets := possible(step)
		for j, target := range targets {
			to := goal(target.State)
			to.Otherwise = j > 0 && j == len(targets)-1 && always(target.When)
			way.Goals = append(way.Goals, to)
			moves = moves || !to.Stays
		}
		if !moves {
			s.Records = append(s.Records, Record{step.ID, way.Title})
			continue
		}
		for _, guard := range step.Guards {
			if !always(guard.When) {
				way.Guards = append(way.Guards, tidy(guard.Because.In(p.lang)))
			}
		}
		s.Ways = append(s.Ways, way)
	}
}

// possible lists the targets of a step that the school's settings allow.
func possible(step *routine.Step) []routine.Target {
	var targets []routine.Target
	for _, target := range step.To {
		if !never(target.When) {
			targets = append(targets, target)
		}
		if always(target.When) {
			break // what follows is never tried
		}
	}
	return targets
}

// always reports whether a condition holds whatever the facts are: there is
// none, or the school's settings have emptied it.
func always(c *routine.Cond) bool {
	switch {
	case c == nil:
		return true
	case c.Fact != "" || c.Never:
		return false
	case c.Not != nil:
		return never(c.Not)
	case len(c.Any) > 0:
		return slices.ContainsFunc(c.Any, always)
	}
	return !slices.ContainsFunc(c.All, func(part *routine.Cond) bool { return !always(part) })
}

// never reports whether a condition can hold for no facts.
func never(c *routine.Cond) bool {
	switch {
	case c == nil || c.Fact != "":
		return false
	case c.Never:
		return true
	case c.Not != nil:
		return always(c.Not)
	case len(c.Any) > 0:
		return !slices.ContainsFunc(c.Any, func(part *routine.Cond) bool { return !never(part) })
	}
	return slices.ContainsFunc(c.All, never)
}

// tidy makes one line of a text that a school wrote, and takes away what could
// steer a terminal or turn the direction of writing.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
