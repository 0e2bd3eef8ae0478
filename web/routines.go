package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/diff"
	"kjentvei/workflow/routine/draw"
	"kjentvei/workflow/routine/plan"
	"kjentvei/workflow/routine/proof"
)

// routinesPage lists the routines that new cases follow, the school's own first.
type routinesPage struct{ Routines []routineLine }

// routineLine is a routine, and what one can ask it.
type routineLine struct {
	ID, Title, About string
	Used             bool // new cases follow it here
	Begins           []beginLine
}

// beginLine is one answer to "what do I do when …", and where the plan gives it.
type beginLine struct{ Title, About, Href string }

// routinePage is one version of a routine, to read.
type routinePage struct {
	ID, Title string
	Version   int
	Newer     int // the version that new cases follow, 0 when it is this one
	Used      bool
	Written   *written
	Proof     proofPanel
	Versions  []versionLine
	Choices   []choiceLine // to compare; none where there is one version
}

// versionLine is a version in the list of them.
type versionLine struct {
	Version       int
	Current, This bool
	Before        int // the version before it, 0 for none
}

type choiceLine struct {
	Version  int
	From, To bool // is chosen
}

// proofPanel is what is proved of a version, in words.
type proofPanel struct {
	Proved bool
	States string
	Lines  []provedLine
}

type provedLine struct {
	Title       string
	Holds, Kept bool // kept by the program itself, whatever a routine says
}

func (s *server) listRoutines(v *visit) (any, error) {
	p := &routinesPage{}
	for _, r := range s.Engine.Routines() {
		p.Routines = append(p.Routines, routineLine{
			ID: r.ID, Title: r.Title.In(v.Lang), About: r.About.In(v.Lang), Used: r.ID == s.DefaultRoutine,
			Begins: s.shelf.of(r, v.Lang).at("/routines/" + r.ID).Begins,
		})
	}
	slices.SortStableFunc(p.Routines, func(a, b routineLine) int {
		switch {
		case a.Used == b.Used:
			return 0
		case a.Used:
			return -1
		}
		return 1
	})
	return p, nil
}

func (s *server) showRoutine(v *visit) (any, error) {
	versions, err := s.versionsOf(v)
	if err != nil {
		return nil, err
	}
	newest := versions[len(versions)-1].Version
	asked := newest
	if text := v.Param("version"); text != "" {
		if asked, err = strconv.Atoi(text); err != nil {
			return nil, fmt.Errorf("version %.10q: %w", text, workflow.ErrNotFound)
		}
	}
	r, err := s.Engine.Version(v.Request().Context(), v.Param("id"), asked)
	if err != nil {
		return nil, err
	}
	p := &routinePage{ID: r.ID, Title: r.Title.In(v.Lang), Version: r.Version, Used: r.ID == s.DefaultRoutine, Written: s.shelf.of(r, v.Lang), Proof: proofIn(r, v.Lang)}
	if asked != newest {
		p.Newer = newest
	}
	for i, version := range slices.Backward(versions) {
		line := versionLine{Version: version.Version, Current: version.Current, This: version.Version == asked}
		if i > 0 {
			line.Before = versions[i-1].Version
		}
		p.Versions = append(p.Versions, line)
	}
	return p, nil
}

// versionsOf lists the versions of the routine that is asked for, the oldest first;
// there is at least one.
func (s *server) versionsOf(v *visit) ([]workflow.Version, error) {
	all, err := s.Engine.Versions(v.Request().Context())
	if err != nil {
		return nil, err
	}
	id := v.Param("id")
	list := slices.DeleteFunc(all, func(version workflow.Version) bool { return version.ID != id })
	if len(list) == 0 {
		return nil, fmt.Errorf("routine %.40q: %w", id, workflow.ErrNotFound)
	}
	return list, nil
}

// proofIn says what is proved of a routine. It is worked out once for each version, by
// the first who asks.
func proofIn(r *routine.Routine, lang routine.Lang) proofPanel {
	of := proof.Of(r)
	p := proofPanel{Proved: of.Proved, States: grouped(of.States)}
	for i := range of.Properties {
		q := &of.Properties[i]
		p.Lines = append(p.Lines, provedLine{q.Title.In(lang), q.Holds, q.Keeper != ""})
	}
	return p
}

// grouped writes a number in groups of three digits, which no line breaks.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "\u00a0" + text[at:]
	}
	return text
}

// written is a version of a routine, written out in one language.
type written struct {
	Begins  []beginLine
	Plan    markup
	Picture markup
	List    []string // the picture in words
}

// at is the same, with links that lead to it from another page.
func (w *written) at(path string) *written {
	out := *w
	out.Begins = slices.Clone(w.Begins)
	for i := range out.Begins {
		out.Begins[i].Href = path + out.Begins[i].Href
	}
	return &out
}

// shelf keeps what has been written out: it takes longer to write a plan than to send
// it, and a published version never changes.
type shelf struct {
	mu    sync.Mutex
	plans map[shelfKey]*written // guarded by mu
}

type shelfKey struct {
	hash string
	lang routine.Lang
}

// maxShelved bounds how many plans are kept, about 200 kB each.
const maxShelved = 64

func (s *shelf) of(r *routine.Routine, lang routine.Lang) *written {
	key := shelfKey{r.Hash, lang}
	s.mu.Lock()
	w := s.plans[key]
	s.mu.Unlock()
	if w != nil {
		return w
	}
	w = writeOut(r, lang)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.plans == nil || len(s.plans) >= maxShelved {
		s.plans = map[shelfKey]*written{}
	}
	s.plans[key] = w
	return w
}

func writeOut(r *routine.Routine, lang routine.Lang) *written {
	document, picture := plan.ForStaff(r, lang), draw.New(r, lang)
	w := &written{Plan: planned(document), Picture: pictured(picture), List: picture.List()}
	for i := range r.Scenarios {
		scenario := &r.Scenarios[i]
		line := beginLine{scenario.Title.In(lang), scenario.About.In(lang), "#scenario-" + scenario.ID}
		if id := "overview-" + scenario.ID; holds(&document.Section, id) {
			line.Href = "#" + id
		}
		w.Begins = append(w.Begins, line)
	}
	return w
}

// holds reports whether a section, or one within, has an id.
func holds(section *plan.Section, id string) bool {
	return section.ID == id || slices.ContainsFunc(section.Sections, func(s *plan.Section) bool { return holds(s, id) })
}

// differencePage is what has changed between two versions of a routine.
type differencePage struct {
	ID, Title string
	From, To  int
	Choices   []choiceLine
	Same      bool
	Changes   markup
}

// showDifference compares the versions that are asked for, or the newest with the one
// before it.
func (s *server) showDifference(v *visit) (any, error) {
	versions, err := s.versionsOf(v)
	if err != nil {
		return nil, err
	}
	last := len(versions) - 1
	p := &differencePage{ID: v.Param("id"), Title: versions[last].Title.In(v.Lang)}
	old, err := s.versionAsked(v, "from", versions[max(last-1, 0)].Version)
	if err != nil {
		return nil, err
	}
	new, err := s.versionAsked(v, "to", versions[last].Version)
	if err != nil {
		return nil, err
	}
	p.From, p.To = old.Version, new.Version
	for _, version := range versions {
		p.Choices = append(p.Choices, choiceLine{version.Version, version.Version == p.From, version.Version == p.To})
	}
	changes := diff.Compare(old, new)
	p.Same = len(changes) == 0
	p.Changes = planned(diff.Document(old, new, changes, v.Lang))
	return p, nil
}

func (s *server) versionAsked(v *visit, name string, preset int) (*routine.Routine, error) {
	if text := strings.TrimSpace(v.QueryParam(name)); text != "" {
		var err error
		if preset, err = strconv.Atoi(text); err != nil {
			return nil, fmt.Errorf("version %.10q: %w", text, workflow.ErrNotFound)
		}
	}
	return s.Engine.Version(v.Request().Context(), v.Param("id"), preset)
}

// whereaboutsPage is where a case stands on its routine.
type whereaboutsPage struct {
	Head    caseHead
	Plan    string // where the case's version of the routine is
	Whole   bool   // the reader sees the way there and on, and not only where it is
	Picture markup
	List    []string
}

func (s *server) showWhereabouts(v *visit) (any, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	chart := view.Chart()
	why := map[string][]string{}
	for _, ahead := range chart.Ahead {
		why[ahead.State] = nil
		for _, because := range ahead.Blocked {
			why[ahead.State] = append(why[ahead.State], because.In(v.Lang))
		}
	}
	picture := draw.New(chart.Routine, v.Lang)
	picture.Case(draw.Marks(chart.State, chart.Visited, why))
	return &whereaboutsPage{
		Head: headOf(view, v.Lang), Plan: "/routines/" + chart.Routine.ID + "/" + strconv.Itoa(chart.Routine.Version),
		Whole: view.Sees(workflow.Decisions), Picture: pictured(picture), List: picture.List(),
	}, nil
}
