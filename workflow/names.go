package workflow

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"kjentvei/workflow/calendar"
)

// roll is the students of one school by name. It is never changed: a student who
// is noted makes a new one.
type roll struct {
	all []named

	once  sync.Once // for what is made when somebody first asks
	words []wordOf  // by word
	typed map[StudentID][]StudentID
}

// wordOf is a word that finds a student: one of the name, or the class.
type wordOf struct {
	word string
	at   int // of the student in all
}

// named is what finding a student by name needs, kept in memory so that neither
// a search nor an opening reads every student of the school.
type named struct {
	id     StudentID
	words  []string // of the name, in lower case
	class  string   // in lower case
	birth  calendar.Date
	really StudentID // of one typed in by hand, and recognised as another; "" otherwise
	left   bool      // no longer at the school
	own    []ActorID // staff who stand as the student's guardians
}

func newNamed(s *Student) named {
	return named{s.ID, strings.Fields(strings.ToLower(s.Name)), strings.ToLower(s.Class), s.BirthDate, s.Same, s.LeftOn != 0, ownStaff(s)}
}

// same reports whether nothing that is kept of the student differs.
func (n named) same(other named) bool {
	return slices.Equal(n.words, other.words) && n.class == other.class && n.birth == other.birth && n.really == other.really && n.left == other.left &&
		slices.Equal(n.own, other.own)
}

// names lists the students of a school. What it says may be a moment old: who
// uses it reads the student it found.
func (e *Engine) names(tx Tx, school SchoolID) (*roll, error) {
	e.mu.Lock()
	known, ok := e.students[school]
	before := e.noted
	e.mu.Unlock()
	if ok {
		return known, nil
	}
	students, err := tx.StudentsAt(school)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	known = &roll{}
	for _, s := range students {
		known.all = append(known.all, newNamed(s))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.noted == before { // otherwise somebody was added whom this reading may lack
		e.students[school] = known
	}
	return known, nil
}

// note keeps the names in step with a student that is stored.
func (e *Engine) note(s *Student) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.noted++
	known, ok := e.students[s.School]
	if !ok {
		return
	}
	at := slices.IndexFunc(known.all, func(n named) bool { return n.id == s.ID })
	switch {
	case at < 0:
		e.students[s.School] = &roll{all: append(slices.Clip(known.all), newNamed(s))}
	case !known.all[at].same(newNamed(s)):
		all := slices.Clone(known.all)
		all[at] = newNamed(s)
		e.students[s.School] = &roll{all: all}
	}
}

// find lists the students for whom every word of a question begins a word of
// the name, or the class, in no order.
func (r *roll) find(words []string) (found []named) {
	if len(words) == 0 {
		return slices.Clone(r.all)
	}
	r.once.Do(r.index)
	longest := slices.MaxFunc(words, func(a, b string) int { return len(a) - len(b) })
	from, _ := slices.BinarySearchFunc(r.words, longest, func(w wordOf, word string) int { return strings.Compare(w.word, word) })
	seen := map[int]bool{}
	for _, w := range r.words[from:] {
		if !strings.HasPrefix(w.word, longest) {
			break
		}
		if n := &r.all[w.at]; !seen[w.at] && n.answers(words) {
			seen[w.at] = true
			found = append(found, *n)
		}
	}
	return found
}

// byName sorts students by name.
func byName(list []named) {
	slices.SortFunc(list, func(a, b named) int {
		return cmp.Or(slices.Compare(a.words, b.words), strings.Compare(string(a.id), string(b.id)))
	})
}

// typedFor lists the students typed in by hand who have been recognised as this one.
func (r *roll) typedFor(id StudentID) []StudentID {
	r.once.Do(r.index)
	return r.typed[id]
}

func (r *roll) index() {
	r.typed = map[StudentID][]StudentID{}
	for i, n := range r.all {
		if n.really != "" {
			r.typed[n.really] = append(r.typed[n.really], n.id)
		}
		for _, word := range n.words {
			r.words = append(r.words, wordOf{word, i})
		}
		if n.class != "" {
			r.words = append(r.words, wordOf{n.class, i})
		}
	}
	slices.SortFunc(r.words, func(a, b wordOf) int { return strings.Compare(a.word, b.word) })
}

// forget drops what lists and figures remember of a student and of what is owed,
// once a change of the student is committed.
func (e *Engine) forget(s *Student) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.changed++
	e.outdated.merge(outdated{students: map[StudentID]bool{s.ID: true}})
	if s.Same != "" {
		e.outdated.students[s.Same] = true
	}
	clear(e.faces) // others may have been recognised as this one
}

// candidates lists the students whom one typed in by hand may really be: the
// names agree, and nothing else speaks against it.
func (e *Engine) candidates(tx Tx, s *Student) ([]*Student, error) {
	known, err := e.names(tx, s.School)
	if err != nil {
		return nil, err
	}
	var list []*Student
	asked := newNamed(s)
	for _, other := range known.all {
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

// wordsOf is a question as names are looked up by it.
func wordsOf(question string) []string { return strings.Fields(strings.ToLower(question)) }

// answers reports whether every word of a question begins a word of the name,
// or the class.
func (n *named) answers(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool {
		return !strings.HasPrefix(n.class, word) && !slices.ContainsFunc(n.words, func(name string) bool { return strings.HasPrefix(name, word) })
	})
}
