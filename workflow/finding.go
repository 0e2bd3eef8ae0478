package workflow

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// Cases lists the records, without their events, of the cases that the actor
// may know of and that match the query.
func (e *Engine) Cases(ctx context.Context, actor Actor, q Query) ([]Record, string, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, "", err
	}
	q.Reader, q.SeesAll = actor.ID, []SchoolID{}
	known := false
	for _, r := range actor.Roles {
		sees := asker{roles: []string{r.Role}, limited: actor.Limited}.decide().Sees           // as one of the role that no case ties to it
		if sees&Identity != 0 || sees&Alive != 0 && q.Responsible == "" && q.Involving == "" { // asking for a person would name them
			q.SeesAll = addOnce(q.SeesAll, r.School)
		}
		known = known || acts([]string{r.Role}) || sees&Alive != 0
	}
	if !known {
		return nil, "", nil
	}
	records, next, err := e.store.Cases(ctx, q)
	now := e.now() // a page may be shorter for it: of old cases, for who sees new ones only
	return slices.DeleteFunc(records, func(r Record) bool { return r.sight(actor, now) == Unseen }), next, err
}

// Students finds students of a school by name or class, for somebody who wants
// to open a case: every word of the question begins a word of the name or is
// the class. It returns at most limit, by name.
func (e *Engine) Students(ctx context.Context, actor Actor, school SchoolID, question string, limit int) ([]*Student, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if !actor.MayAt(school, OpenCases) {
		return nil, ErrNotFound
	}
	if actor.Limited { // only who is asked for by name, and little of them
		if len([]rune(strings.Join(wordsOf(question), ""))) < 3 {
			return nil, nil
		}
		limit = min(limit, 5)
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
			default:
				shut, err := keptFrom(tx, s, actor.ID)
				if err != nil {
					return err
				}
				if shut {
					continue
				}
				if actor.Limited {
					s = &Student{ID: s.ID, School: s.School, Name: s.Name, Class: s.Class}
				}
				list = append(list, s)
			}
		}
		return nil
	})
	return list, err
}

// keptFrom reports whether a student is not for one of the staff to find: their own
// child, or somebody typed in by hand, who is known for a case alone, when that is one
// they are shut out of.
func keptFrom(tx Tx, s *Student, staff ActorID) (bool, error) {
	if slices.Contains(ownStaff(s), staff) {
		return true, nil
	}
	if !s.Typed {
		return false, nil
	}
	records, err := tx.RecordsOf(s.ID)
	return slices.ContainsFunc(records, func(r *Record) bool { return slices.Contains(r.Recused, staff) }), err
}
