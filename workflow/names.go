package workflow

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kjentvei/workflow/calendar"
)

// named is what finding a student by name needs, kept in memory so that neither
// a search nor an opening reads every student of the school.
type named struct {
	id     StudentID
	words  []string // of the name, in lower case
	class  string   // in lower case
	birth  calendar.Date
	really StudentID // of one typed in by hand, and recognised as another; "" otherwise
}

func newNamed(s *Student) named {
	return named{s.ID, strings.Fields(strings.ToLower(s.Name)), strings.ToLower(s.Class), s.BirthDate, s.Same}
}

// same reports whether nothing that is kept of the student differs.
func (n named) same(other named) bool {
	return slices.Equal(n.words, other.words) && n.class == other.class && n.birth == other.birth && n.really == other.really
}

// names lists the students of a school. What it says may be a moment old: who
// uses it reads the student it found.
func (e *Engine) names(tx Tx, school SchoolID) ([]named, error) {
	e.mu.Lock()
	list, ok := e.students[school]
	before := e.noted
	e.mu.Unlock()
	if ok {
		return list, nil
	}
	all, err := tx.StudentsAt(school)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	for _, s := range all {
		list = append(list, newNamed(s))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.noted == before { // otherwise somebody was added whom this reading may lack
		e.students[school] = list
	}
	return list, nil
}

// note keeps the names in step with a student that is stored. The lists that
// others read are not changed in place.
func (e *Engine) note(s *Student) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.noted++
	list, ok := e.students[s.School]
	if !ok {
		return
	}
	at := slices.IndexFunc(list, func(n named) bool { return n.id == s.ID })
	if at < 0 {
		e.students[s.School] = append(slices.Clip(list), newNamed(s))
		return
	}
	if list[at].same(newNamed(s)) {
		return
	}
	list = slices.Clone(list)
	list[at] = newNamed(s)
	e.students[s.School] = list
}

// forget drops what lists remember of a student and of what is owed, once a
// change of the student is committed.
func (e *Engine) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.changed++
	clear(e.faces) // others may have been recognised as this one
}

// typedFor lists the students typed in by hand who have been recognised as one of these.
func (e *Engine) typedFor(ctx context.Context, school SchoolID, ids []StudentID) ([]StudentID, error) {
	var typed []StudentID
	err := e.store.View(ctx, func(tx Tx) error {
		typed = nil
		all, err := e.names(tx, school)
		for _, n := range all {
			if n.really != "" && slices.Contains(ids, n.really) {
				typed = append(typed, n.id)
			}
		}
		return err
	})
	return typed, err
}

// candidates lists the students whom one typed in by hand may really be: the
// names agree, and nothing else speaks against it.
func (e *Engine) candidates(tx Tx, s *Student) ([]*Student, error) {
	all, err := e.names(tx, s.School)
	if err != nil {
		return nil, err
	}
	var list []*Student
	asked := newNamed(s)
	for _, other := range all {
		if other.id == s.ID || other.really != "" || !alike(asked, other) {
			continue
		}
		found, err := tx.Student(other.id)
		if errors.Is(err, ErrNotFound) {
			continue // noted, and then not stored
		}
		if err != nil {
			return nil, err
		}
		list = append(list, found)
	}
	return list, nil
}

// alike reports whether two entries may be the same student: every word of the
// shorter name is in the longer one, and the birth dates do not differ; or the
// names are the same, whatever the birth date, which is easily mistyped.
func alike(a, b named) bool {
	short, long := a.words, b.words
	if len(short) > len(long) {
		short, long = long, short
	}
	for _, word := range short {
		if !slices.Contains(long, word) {
			return false
		}
	}
	if len(short) == len(long) {
		return len(short) > 0
	}
	return len(short) > 0 && (a.birth == 0 || b.birth == 0 || a.birth == b.birth)
}

// answers reports whether every word of a question begins a word of the name,
// or the class.
func (n named) answers(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool {
		return !strings.HasPrefix(n.class, word) && !slices.ContainsFunc(n.words, func(name string) bool { return strings.HasPrefix(name, word) })
	})
}
