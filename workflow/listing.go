package workflow

import (
	"context"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Listed is a case in a list, as one reader may see it. It is never changed: two
// that are the same pointer read alike.
type Listed struct {
	ID              CaseID
	Reference       string
	School          SchoolID
	Routine         RoutineRef
	Scenario        string
	State           string
	StateTitle      routine.Text
	Closed          bool
	ClosedAs        string
	Revision        uint64
	OpenedAt        time.Time
	Student         *Student // nil where there is none, or the reader may not know
	Pseudonym       string   // for a pseudonymous reader
	ResponsibleID   ActorID
	ResponsibleName string
	Dues            []Due

	TalkOn calendar.Date // when a talk with the student is agreed that has not been held since; 0 for none, and for who sees no names

	offered  ActorID       // who is asked to take it over; known of open cases
	answerBy calendar.Date // when they should have answered; 0 when nobody is asked
	taken    time.Time     // when it was last recorded that somebody became responsible
}

// Page is one page of a list. Next is the cursor of the following one, "" on the last.
type Page struct {
	Items []*Listed
	Next  string
}

// maxNamed bounds how many students a search in lists may name.
const maxNamed = 200

// List lists the cases that the actor may know of, match the query, and, where
// words are given, whose reference begins so or whose student's name has them.
func (e *Engine) List(ctx context.Context, actor Actor, q Query, words string) (*Page, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if words = strings.TrimSpace(words); words != "" {
		if err := e.search(ctx, actor, &q, words); err != nil {
			return nil, err
		}
	}
	records, next, err := e.Cases(ctx, actor, q)
	if err != nil {
		return nil, err
	}
	items, err := e.show(ctx, actor, records)
	if err != nil {
		return nil, err
	}
	var cases []uint64
	for i := range records {
		cases = append(cases, records[i].Number)
	}
	if err := e.looked(ctx, actor, LookedAtList, cases); err != nil {
		return nil, err
	}
	return &Page{items, next}, nil
}

// search narrows a query to a reference, or to the students with such a name.
func (e *Engine) search(ctx context.Context, actor Actor, q *Query, words string) error {
	if strings.Trim(words, "0123456789-") == "" {
		q.Reference = words
		return nil
	}
	return e.store.View(ctx, func(tx Tx) error {
		q.Student = []StudentID{}
		for _, r := range actor.Roles {
			if !acts([]string{r.Role}) {
				continue // an auditor knows no names to search for
			}
			known, err := e.names(tx, r.School)
			if err != nil {
				return err
			}
			found := known.find(wordsOf(words))
			found = slices.DeleteFunc(found, func(n named) bool { return n.really != "" || slices.Contains(n.own, actor.ID) })
			if len(found) > maxNamed {
				byName(found)
				found = found[:maxNamed]
			}
			for _, n := range found {
				q.Student = append(q.Student, n.id)
			}
			for _, id := range q.Student {
				q.Student = append(q.Student, known.typedFor(id)...)
			}
		}
		return nil
	})
}

// Now is the time at the schools, which in a demo is not the real one.
func (e *Engine) Now() time.Time { return e.now() }

// Today is the day at the schools now.
func (e *Engine) Today() calendar.Date { return calendar.Of(e.now(), calendar.Oslo) }

// OpeningViews lists the fields that opening a case in a scenario asks for; with
// the school's people for who may open cases there, by whatever scope that shows
// people.
func (e *Engine) OpeningViews(ctx context.Context, actor Actor, school SchoolID, rules *Rules, s *routine.Scenario) ([]FieldView, error) {
	v := &View{Case: begin(rules.Routine, Record{School: school}), rules: rules, world: &World{Directory: &directory{}, Now: e.now()}, actor: actor}
	if acts(actor.At(school)) && actor.Scope.allow(reading) == nil {
		v.Involved, v.access.Sees = []ActorID{actor.ID}, Identity
		err := e.store.View(ctx, func(tx Tx) (err error) {
			v.world, err = e.world(tx, school, "", e.now())
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	fields, made := OpeningFields(s), makings{v: v}
	list := make([]FieldView, len(fields))
	for i := range fields {
		list[i] = made.field(&fields[i])
	}
	return list, nil
}

// StaffName returns the name of a member of staff, "" when nobody has the id.
func (v *View) StaffName(id ActorID) string {
	if s, ok := v.world.Directory.Find(id); ok {
		return s.Name
	}
	return ""
}

// StaffPhone returns the number at which colleagues reach a member of staff; "" when
// there is none, or the viewer takes no steps in the case.
func (v *View) StaffPhone(id ActorID) string {
	if s, ok := v.world.Directory.Find(id); ok && v.access.May&TakeSteps != 0 {
		return s.Phone
	}
	return ""
}

// PersonName returns the name of somebody named in a field.
func (v *View) PersonName(p Person) string {
	switch p.Kind {
	case "staff":
		return v.StaffName(ActorID(p.ID))
	case "guardian":
		if g, ok := v.world.guardian(p.ID); ok {
			return g.Name
		}
		if v.world.Student != nil {
			if g, ok := guardianIn(v.world.Student.Former, p.ID); ok {
				return g.Name
			}
		}
	case "student":
		if v.world.Student != nil {
			return v.world.Student.Name
		}
	}
	return p.Name
}

// StepTitle is what people call a step, the opening too.
func (v *View) StepTitle(step string) routine.Text {
	switch step {
	case "open":
		return routine.Message("the_opening", nil)
	case mergedIn:
		return routine.Message("the_merging", nil)
	}
	return v.nameOf(step)
}

// ExplainOpening says why somebody may not open a case.
func ExplainOpening(u Unmet) routine.Text {
	if u.Message == "own_child" {
		return routine.Message(u.Message, nil)
	}
	return routine.Message("may_not_open", nil)
}
