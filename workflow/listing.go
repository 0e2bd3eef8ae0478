package workflow

import (
	"context"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Listed is a case in a list, as one reader may see it.
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
}

// Page is one page of a list. Next is the cursor of the following one, "" on the last.
type Page struct {
	Items []Listed
	Next  string
}

// maxNamed bounds how many students a search in lists may name.
const maxNamed = 200

// List lists the cases that the actor may know of, match the query, and, where
// words are given, whose reference begins so or whose student's name has them.
func (e *Engine) List(ctx context.Context, actor Actor, q Query, words string) (*Page, error) {
	if words = strings.TrimSpace(words); words != "" {
		if err := e.search(ctx, actor, &q, words); err != nil {
			return nil, err
		}
	}
	records, next, err := e.Cases(ctx, actor, q)
	if err != nil {
		return nil, err
	}
	page := &Page{Next: next}
	err = e.store.View(ctx, func(tx Tx) error {
		page.Items = make([]Listed, 0, len(records))
		for i := range records {
			listed, err := e.listed(tx, actor, &records[i])
			if err != nil {
				return err
			}
			page.Items = append(page.Items, listed)
		}
		return nil
	})
	return page, err
}

// search narrows a query to a reference, or to the students with such a name.
func (e *Engine) search(ctx context.Context, actor Actor, q *Query, words string) error {
	if strings.Trim(words, "0123456789-") == "" {
		q.Reference = words
		return nil
	}
	q.Student = []StudentID{}
	for _, r := range actor.Roles {
		if !acts([]string{r.Role}) {
			continue // an auditor knows no names to search for
		}
		students, err := e.Students(ctx, actor, r.School, words, maxNamed)
		if err != nil {
			return err
		}
		for _, s := range students {
			q.Student = addOnce(q.Student, s.ID)
		}
		typed, err := e.typedFor(ctx, r.School, q.Student)
		if err != nil {
			return err
		}
		for _, id := range typed {
			q.Student = addOnce(q.Student, id)
		}
	}
	return nil
}

func (e *Engine) listed(tx Tx, actor Actor, r *Record) (Listed, error) {
	out := Listed{
		ID: r.ID, Reference: r.Reference, School: r.School, Routine: r.Routine, Scenario: r.Scenario, State: r.State,
		Closed: r.Closed, ClosedAs: r.ClosedAs, Revision: r.Revision, OpenedAt: r.OpenedAt,
	}
	rules, err := e.version(tx, r.Routine)
	if err != nil {
		return out, err
	}
	if state, ok := rules.Routine.State(r.State); ok {
		out.StateTitle = state.Title
	}
	if err := e.namedIn(tx, actor, r, &out); err != nil {
		return out, err
	}
	if !r.Closed || r.DueOn != 0 {
		out.Dues, err = e.reckon(tx, r)
	}
	return out, err
}

// namedIn fills in who a case is about and who is responsible, or a pseudonym.
func (e *Engine) namedIn(tx Tx, actor Actor, r *Record, out *Listed) error {
	whole := r.Sight(actor) == Whole
	if r.Student != "" {
		s, err := e.face(tx, r.Student)
		if err != nil {
			return err
		}
		if whole {
			out.Student = s
		} else {
			out.Pseudonym = s.Pseudonym
		}
	}
	if !whole || r.Responsible == "" {
		return nil
	}
	out.ResponsibleID = r.Responsible
	staff, err := e.directory(tx, r.School)
	if err != nil {
		return err
	}
	if s, ok := staff.Find(r.Responsible); ok {
		out.ResponsibleName = s.Name
	}
	return nil
}

// How many students and reckoned cases are remembered for lists.
const maxRemembered = 20_000

// face is a student as last read, for lists, and as whom they were recognised.
// All are forgotten when one changes.
func (e *Engine) face(tx Tx, id StudentID) (*Student, error) {
	e.mu.Lock()
	s, ok := e.faces[id]
	before := e.changed
	e.mu.Unlock()
	if ok {
		return s, nil
	}
	s, err := resolve(tx, id)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.changed == before {
		if len(e.faces) >= maxRemembered {
			clear(e.faces)
		}
		e.faces[id] = s
	}
	return s, nil
}

// reckoned is what was owed in a case, and when that was reckoned. It holds as
// long as the case, what is known of any student, and the day are the same.
type reckoned struct {
	revision uint64
	changed  int
	day      calendar.Date
	dues     []Due
}

// reckon lists what is owed in a case now. Only what is overdue is reckoned anew
// each time: it changes by the minute.
func (e *Engine) reckon(tx Tx, r *Record) ([]Due, error) {
	now := e.now()
	cal, err := e.calendar(tx, r.School)
	if err != nil {
		return nil, err
	}
	day := cal.DateOf(now)
	e.mu.Lock()
	known, ok := e.dues[r.ID]
	changed := e.changed
	e.mu.Unlock()
	if !ok || known.revision != r.Revision || known.changed != changed || known.day != day {
		_, w, c, err := e.load(tx, r.ID, now)
		if err != nil {
			return nil, err
		}
		known = reckoned{r.Revision, changed, day, c.Due(w)}
		e.mu.Lock()
		if len(e.dues) >= maxRemembered {
			clear(e.dues)
		}
		e.dues[r.ID] = known
		e.mu.Unlock()
	}
	list := make([]Due, len(known.dues))
	for i, due := range known.dues {
		due.Overdue = !due.Suspended && overdue(due.DueOn, due.DueAt, day, now)
		list[i] = due
	}
	return list, nil
}

// Today is the day at the schools now.
func (e *Engine) Today() calendar.Date { return calendar.Of(e.now(), calendar.Oslo) }

// Routines lists the versions that new cases follow, by id.
func (e *Engine) Routines() []*routine.Routine {
	e.mu.Lock()
	defer e.mu.Unlock()
	var list []*routine.Routine
	for _, hash := range e.current {
		list = append(list, e.rules[hash].Routine)
	}
	slices.SortFunc(list, func(a, b *routine.Routine) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// OpeningViews lists the fields that opening a case in a scenario asks for; with
// the school's people for who may open cases there.
func (e *Engine) OpeningViews(ctx context.Context, actor Actor, school SchoolID, rules *Rules, s *routine.Scenario) ([]FieldView, error) {
	v := &View{Case: begin(rules.Routine, Record{School: school}), rules: rules, world: &World{Directory: &directory{}, Now: e.now()}, actor: actor}
	if acts(actor.At(school)) {
		v.Involved = []ActorID{actor.ID}
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

// PersonName returns the name of somebody named in a field.
func (v *View) PersonName(p Person) string {
	switch p.Kind {
	case "staff":
		return v.StaffName(ActorID(p.ID))
	case "guardian":
		if g, ok := v.world.guardian(p.ID); ok {
			return g.Name
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

// Reads reports whether the viewer may read a field of an event. Why contact
// may be unsafe is for those who need it (P1): who wrote it, who is responsible,
// and those who see every case of the school.
func (v *View) Reads(e *Event, field string) bool {
	if v.Sight() != Whole {
		return false
	}
	unsafe := field == "contact_safety_reason" ||
		field == "reason" && slices.Contains([]string{"raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe"}, e.Step)
	return !unsafe || e.Actor == v.actor.ID || v.Responsible == v.actor.ID || anyOf(v.actor.At(v.School), schoolwide)
}

// ExplainOpening says why somebody may not open a case.
func ExplainOpening(u Unmet) routine.Text {
	if u.Message == "own_child" {
		return routine.Message("own_child", nil)
	}
	return routine.Message("may_not_open", nil)
}
