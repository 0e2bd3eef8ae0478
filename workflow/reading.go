package workflow

import (
	"context"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
)

// Reader is somebody at a school whose reading is worth a question. It accuses
// nobody: there may be good reasons for all of it.
type Reader struct {
	Staff  ActorID
	Name   string
	Signs  []string // many, outside, own_name, night; in this order
	Cases  int      // that they have read within the time and have no part in
	Nights int      // between ten in the evening and six
}

// What is worth a question in the reading of the last thirty days.
const (
	readingTime = 30 * 24 * time.Hour
	manyCases   = 15 // and three times as many as most
	nightFrom   = 22
	nightTo     = 6
)

// Reading lists who reads unusually at a school: many cases that they have no part
// in, such cases of others' classes, of people of their own name, at night. Cases
// that the actor is shut out of are left out: their readers would tell of them. Denied
// for whoever is not of its leadership.
func (e *Engine) Reading(ctx context.Context, actor Actor, school SchoolID) ([]Reader, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if len(actor.At(school)) == 0 {
		return nil, ErrNotFound
	}
	if !actor.MayAt(school, ReadLookedAt) {
		return nil, denied("reading_not_for_you")
	}
	r := gathering{e: e, school: school, without: actor.ID, by: map[ActorID]*readings{}, records: map[uint64]*Record{}}
	var list []Reader
	err := e.store.View(ctx, func(tx Tx) (err error) {
		if err = r.gather(tx, e.now().Add(-readingTime)); err != nil {
			return err
		}
		list, err = r.judge(tx)
		return err
	})
	return list, err
}

// gathering is what was read at a school.
type gathering struct {
	e       *Engine
	school  SchoolID
	without ActorID // who asks
	by      map[ActorID]*readings
	records map[uint64]*Record
}

type readings struct {
	cases  map[uint64]bool
	others map[uint64]bool // of them, those in which they have no part
	nights map[calendar.Date]bool
}

// gather goes back through the log to a time.
func (r *gathering) gather(tx Tx, since time.Time) error {
	last, err := tx.LastLook()
	for n := last; n > 0 && err == nil; n-- {
		var l *Look
		if l, err = tx.Look(n); err == nil && l.At.Before(since) {
			break
		}
		if err == nil && l.Staff != "" && l.What == LookedAtCase {
			err = r.add(tx, l)
		}
	}
	return err
}

func (r *gathering) add(tx Tx, l *Look) error {
	for _, number := range l.Cases {
		record, ok := r.records[number]
		if !ok {
			var err error
			if record, err = tx.RecordAt(number); err != nil {
				return err
			}
			r.records[number] = record
		}
		if record.School != r.school || slices.Contains(record.Recused, r.without) {
			continue
		}
		read := r.by[l.Staff]
		if read == nil {
			read = &readings{map[uint64]bool{}, map[uint64]bool{}, map[calendar.Date]bool{}}
			r.by[l.Staff] = read
		}
		read.cases[number] = true
		if !slices.Contains(record.Involved, l.Staff) {
			read.others[number] = true
		}
		if hour := l.At.In(calendar.Oslo).Hour(); hour >= nightFrom || hour < nightTo {
			read.nights[calendar.Of(l.At, calendar.Oslo)] = true
		}
	}
	return nil
}

func (r *gathering) judge(tx Tx) ([]Reader, error) {
	staff, err := r.e.directory(tx, r.school)
	if err != nil {
		return nil, err
	}
	counts := make([]int, 0, len(r.by))
	for _, read := range r.by {
		counts = append(counts, len(read.others))
	}
	slices.Sort(counts)
	var list []Reader
	for id, read := range r.by {
		s, _ := staff.Find(id)
		if s == nil {
			s = &Staff{ID: id}
		}
		out := Reader{Staff: id, Name: s.Name, Cases: len(read.others), Nights: len(read.nights)}
		outside, family, err := r.whom(tx, s, read)
		if err != nil {
			return nil, err
		}
		for _, sign := range []struct {
			name string
			is   bool
		}{
			{"many", out.Cases >= manyCases && out.Cases >= 3*counts[len(counts)/2]},
			{"outside", outside}, {"own_name", family}, {"night", out.Nights > 0},
		} {
			if sign.is {
				out.Signs = append(out.Signs, sign.name)
			}
		}
		if len(out.Signs) > 0 {
			list = append(list, out)
		}
	}
	slices.SortFunc(list, func(a, b Reader) int { return strings.Compare(a.Name+string(a.Staff), b.Name+string(b.Staff)) })
	return list, nil
}

// whom tells whether somebody has read cases that they have no part in, of
// students outside their classes, which only a contact teacher has; and of
// somebody who bears their family name.
func (r *gathering) whom(tx Tx, s *Staff, read *readings) (outside, family bool, err error) {
	for number := range read.cases {
		record := r.records[number]
		if record.Student == "" {
			continue
		}
		student, err := resolve(tx, record.Student)
		if err != nil {
			return false, false, err
		}
		teaches := (&World{Student: student, Directory: &directory{byID: map[ActorID]*Staff{s.ID: s}}}).teaches(s.ID)
		outside = outside || len(s.Contact) > 0 && !teaches && read.others[number]
		family = family || familyName(s.Name) != "" && familyName(s.Name) == familyName(student.Name)
	}
	return outside, family, nil
}

// familyName is the last word of a name of several.
func familyName(name string) string {
	words := wordsOf(name)
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-1]
}
