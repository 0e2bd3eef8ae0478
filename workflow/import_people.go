package workflow

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

// planStudents compares the students of the roster with those known.
func (p *importing) planStudents(ctx context.Context, tx Tx, students []roster.Student, codes map[string]SchoolID, names bool) error {
	bySchool := map[SchoolID][]*roster.Student{}
	want := make(map[StudentID]SchoolID, len(students))
	for i := range students {
		school := codes[students[i].School]
		bySchool[school] = append(bySchool[school], &students[i])
		want[StudentID(students[i].ID)] = school
	}
	for i := range p.plan.Schools {
		school := &p.plan.Schools[i]
		known := map[StudentID]*Student{}
		list, err := tx.StudentsAt(school.School)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, s := range list {
			known[s.ID] = s
		}
		if err := p.planSchool(ctx, tx, school, bySchool[school.School], known, names); err != nil {
			return err
		}
		if err := p.planLeaving(tx, school, list, want); err != nil {
			return err
		}
	}
	return nil
}

func (p *importing) planSchool(ctx context.Context, tx Tx, school *RosterSchool, want []*roster.Student, known map[StudentID]*Student, names bool) error {
	missing := map[string]*NoBirthDate{}
	classes := map[string]bool{}
	for _, w := range want {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, c := range w.Classes {
			classes[c.ID] = true
		}
		before := known[StudentID(w.ID)]
		if before == nil {
			moved, err := tx.Student(StudentID(w.ID))
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			if err == nil {
				before = moved
			}
		}
		one := wanted{w, school.School}
		after, err := p.merged(tx, &one, before)
		if err != nil {
			return err
		}
		p.count(school, &one, before, after)
		if after.BirthDate == 0 {
			noBirthDate(missing, after, names)
		}
	}
	school.Classes = len(classes)
	for _, m := range missing {
		slices.Sort(m.Names)
		p.plan.Missing = append(p.plan.Missing, *m)
	}
	slices.SortFunc(p.plan.Missing, func(a, b NoBirthDate) int {
		return cmp.Or(strings.Compare(string(a.School), string(b.School)), strings.Compare(a.Class, b.Class))
	})
	return nil
}

func noBirthDate(missing map[string]*NoBirthDate, s *Student, names bool) {
	m := missing[s.Class]
	if m == nil {
		m = &NoBirthDate{School: s.School, Class: s.Class}
		missing[s.Class] = m
	}
	m.Count++
	if names {
		m.Names = append(m.Names, s.Name)
	}
}

// count notes what happens to a student, and plans it.
func (p *importing) count(school *RosterSchool, one *wanted, before, after *Student) {
	counts := &school.Students
	switch {
	case before == nil:
		counts.Added++
	case before.like(after):
		counts.Same++
		return
	case before.LeftOn != 0:
		counts.Returned++
	default:
		counts.Changed++
	}
	p.students = append(p.students, *one)
	p.schools[school.School] = true
	if before == nil {
		return
	}
	p.changed[before.ID], p.schools[before.School] = true, true
	gone := slices.ContainsFunc(before.Guardians, func(g Guardian) bool { _, still := guardianIn(after.Guardians, g.ID); return !still })
	switch {
	case gone && after.BirthDate != 0 && p.on >= calendar.AdultOn(after.BirthDate):
		school.GuardiansAt18++
	case gone:
		school.GuardiansGone++
	}
}

// like reports whether a student is known as they are in the roster.
func (s *Student) like(other *Student) bool {
	return s.School == other.School && s.Name == other.Name && s.Class == other.Class && s.BirthDate == other.BirthDate &&
		s.BirthSet == other.BirthSet && s.Typed == other.Typed && s.LeftOn == other.LeftOn && slices.Equal(s.Classes, other.Classes) &&
		slices.Equal(s.Guardians, other.Guardians) && slices.Equal(s.Former, other.Former)
}

// merged is a student as the roster has them, with what is known beside it: that
// contact is unsafe, and a birth date that the roster lacks. known is nil for
// somebody new.
func (p *importing) merged(tx Tx, want *wanted, known *Student) (*Student, error) {
	s := &Student{ID: StudentID(want.ID)}
	if known != nil {
		*s = *known
	}
	s.School, s.Name, s.Typed, s.LeftOn = want.school, want.Name, false, 0
	if want.Birth != 0 {
		s.BirthDate, s.BirthSet = want.Birth, false
	}
	s.Classes, s.Class = nil, ""
	for _, c := range want.Classes {
		s.Classes = append(s.Classes, ClassID(c.ID))
		if s.Class != "" {
			s.Class += ", "
		}
		s.Class += c.Title
	}
	return s, p.guardians(tx, s, want.Guardians)
}

// guardians replaces a student's guardians by those of the roster. A decision
// about one, and that one works at the school, outlive being absent from it;
// others that it no longer has are kept only for the sake of cases.
func (p *importing) guardians(tx Tx, s *Student, want []roster.Guardian) error {
	before := slices.Concat(s.Guardians, s.Former)
	s.Guardians, s.Former = nil, nil
	for _, w := range want {
		g := Guardian{ID: w.ID, Name: w.Name, Phone: w.Phone, Staff: p.actors[w.Staff]}
		if old, ok := guardianIn(before, w.ID); ok {
			g.Barred = old.Barred
			if g.Staff == "" {
				g.Staff = old.Staff
			}
		}
		s.Guardians = append(s.Guardians, g)
	}
	inCase, asked := false, false
	for _, old := range before {
		if _, still := guardianIn(s.Guardians, old.ID); still {
			continue
		}
		if !asked {
			records, err := p.casesOf(tx, s.ID)
			if err != nil {
				return err
			}
			inCase, asked = len(records) > 0, true
		}
		if inCase || old.Barred || old.Staff != "" {
			s.Former = append(s.Former, old)
		}
	}
	return nil
}

func (p *importing) putWanted(tx Tx, want *wanted) error {
	known, err := tx.Student(StudentID(want.ID))
	if errors.Is(err, ErrNotFound) {
		known, err = nil, nil
	}
	if err != nil {
		return err
	}
	s, err := p.merged(tx, want, known)
	if err != nil {
		return err
	}
	if known == nil {
		s.Pseudonym = newPseudonym()
	}
	return tx.PutStudent(s)
}

// planLeaving finds the students whom the roster no longer has.
func (p *importing) planLeaving(tx Tx, school *RosterSchool, known []*Student, want map[StudentID]SchoolID) error {
	here, leaving := 0, 0
	for _, s := range known {
		if s.Typed || s.LeftOn != 0 {
			continue
		}
		here++
		if _, still := want[s.ID]; still {
			continue
		}
		leaving++
		records, err := p.casesOf(tx, s.ID)
		if err != nil {
			return err
		}
		if s.lasting(records) {
			school.Students.Left++
		} else {
			school.Students.Forgotten++
		}
		p.leaving = append(p.leaving, s.ID)
		p.changed[s.ID], p.schools[s.School] = true, true
	}
	if here > fewStudents && 2*leaving > here && p.many == nil {
		p.many = &ManyLeaveError{school.School, leaving, here}
	}
	return nil
}

// lasting reports whether a student who has left stays known: cases go on, and
// that contact may be unsafe must not be forgotten.
func (s *Student) lasting(cases []*Record) bool { return len(cases) > 0 || len(s.Unsafe) > 0 }

func (p *importing) leave(tx Tx, id StudentID, cases []*Record) error {
	s, err := tx.Student(id)
	if err != nil {
		return err
	}
	if !s.lasting(cases) {
		return tx.RemoveStudent(id)
	}
	s.LeftOn = p.on
	return tx.PutStudent(s)
}
