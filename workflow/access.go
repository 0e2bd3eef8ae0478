package workflow

import (
	"context"
	"errors"
	"slices"
)

// Sight is how much of a case an actor may see.
type Sight uint8

// From nothing to everything. A pseudonymous sight has verdicts, deadlines and
// steps, and neither names nor what people wrote.
const (
	Unseen Sight = iota
	Pseudonymous
	Whole
)

// schoolwide are the roles that see every case of their school.
var schoolwide = []string{"kjentmann", "social_counsellor", "department_head", "principal"}

// Sight is the one place that says who may know of a case: those who opened
// it, are or were responsible for it or take part in it, and kjentmann, social
// counsellor and leadership of its school, see it whole; the school's auditor
// sees it without identity; the observer sees figures only, and the
// administrator nothing. Nobody sees a case from which they are recused.
func (r *Record) Sight(a Actor) Sight {
	roles := a.At(r.School)
	switch {
	case slices.Contains(r.Recused, a.ID):
		return Unseen
	case acts(roles) && (slices.Contains(r.Involved, a.ID) || anyOf(roles, schoolwide)):
		return Whole
	case slices.Contains(roles, "auditor"):
		return Pseudonymous
	}
	return Unseen
}

// Sees reports whether an actor may see the case whole.
func (r *Record) Sees(a Actor) bool { return r.Sight(a) == Whole }

func anyOf(roles, such []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(such, role) })
}

// Sight is how much of the case this view's actor may see.
func (v *View) Sight() Sight { return v.Record.Sight(v.actor) }

// Cases lists the records, without their events, of the cases that the actor
// may know of and that match the query.
func (e *Engine) Cases(ctx context.Context, actor Actor, q Query) ([]Record, string, error) {
	q.Reader, q.SeesAll = actor.ID, []SchoolID{}
	known := false
	for _, r := range actor.Roles {
		if slices.Contains(schoolwide, r.Role) || r.Role == "auditor" && q.Responsible == "" && q.Involving == "" { // asking for a person would name them
			q.SeesAll = addOnce(q.SeesAll, r.School)
		}
		known = known || acts([]string{r.Role}) || r.Role == "auditor"
	}
	if !known {
		return nil, "", nil
	}
	return e.store.Cases(ctx, q)
}

// Students finds students of a school by name or class, for somebody who wants
// to open a case: every word of the question begins a word of the name or is
// the class. It returns at most limit, by name.
func (e *Engine) Students(ctx context.Context, actor Actor, school SchoolID, question string, limit int) ([]*Student, error) {
	if !acts(actor.At(school)) {
		return nil, ErrNotFound
	}
	var list []*Student
	err := e.store.View(ctx, func(tx Tx) error {
		list = nil
		known, err := e.names(tx, school)
		if err != nil {
			return err
		}
		found := known.find(wordsOf(question))
		byName(found)
		for _, n := range found {
			if len(list) == limit {
				break
			}
			if n.really != "" || n.left {
				continue
			}
			s, err := tx.Student(n.id)
			switch {
			case errors.Is(err, ErrNotFound): // noted, and then not stored
			case err != nil:
				return err
			case !slices.Contains(ownStaff(s), actor.ID):
				list = append(list, s)
			}
		}
		return nil
	})
	return list, err
}

// Work is one duty on somebody's worklist.
type Work struct {
	Case      CaseID
	Reference string
	Due
}

// maxWork bounds a worklist; beyond it lies next year's work.
const maxWork = 200

// Worklist lists what is owed in the cases that the actor takes part in, and
// what their role is named for in the others that they see, the most urgent
// first: in open cases, and what voiding a case leaves to do.
func (e *Engine) Worklist(ctx context.Context, actor Actor) ([]Work, error) {
	open := false
	list, err := e.workOf(ctx, actor, Query{Closed: &open})
	if err != nil {
		return nil, err
	}
	voided, err := e.workOf(ctx, actor, Query{State: stateVoided})
	if err != nil {
		return nil, err
	}
	list = append(list, voided...)
	slices.SortStableFunc(list, func(a, b Work) int { return a.urgency() - b.urgency() })
	return list[:min(maxWork, len(list))], nil
}

// workOf lists what is owed in the cases that match a query, most urgent first,
// until there is enough, or what comes has no deadline.
func (e *Engine) workOf(ctx context.Context, actor Actor, q Query) ([]Work, error) {
	q.Sort, q.Limit = "due_on", 100
	var list []Work
	for len(list) < maxWork {
		page, next, err := e.Cases(ctx, actor, q)
		if err != nil {
			return nil, err
		}
		work, err := e.workIn(ctx, actor, page)
		if err != nil {
			return nil, err
		}
		list = append(list, work...)
		if next == "" || len(page) > 0 && page[len(page)-1].DueOn == 0 {
			break
		}
		q.Cursor = next
	}
	return list, nil
}

// urgency sorts what has a deadline before what has none.
func (w Work) urgency() int {
	if w.DueOn == 0 {
		return 1 << 30
	}
	return int(w.DueOn)
}

// workIn lists what is owed in a page of cases. In those that involve the actor
// that is all that lists show.
func (e *Engine) workIn(ctx context.Context, actor Actor, page []Record) ([]Work, error) {
	var seen []Record
	for i := range page {
		if page[i].Sees(actor) && (!page[i].Closed || page[i].DueOn != 0) {
			seen = append(seen, page[i])
		}
	}
	items, err := e.show(ctx, actor, seen)
	if err != nil {
		return nil, err
	}
	var list []Work
	for i, item := range items {
		dues := item.Dues
		if !slices.Contains(seen[i].Involved, actor.ID) {
			v, err := e.Case(ctx, actor, item.ID)
			if err != nil {
				return nil, err
			}
			dues = slices.DeleteFunc(v.Dues(), func(due Due) bool { return v.may(actor, due.Requirement.Actor) != nil })
		}
		for _, due := range dues {
			list = append(list, Work{Case: item.ID, Reference: item.Reference, Due: due})
		}
	}
	return list, nil
}
