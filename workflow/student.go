package workflow

import "slices"

// studentAfter is the student as a step leaves them, or nil when it changes
// nothing of what is known of them.
func (a *attempt) studentAfter(e *Event) *Student {
	if a.w.Student == nil {
		return nil
	}
	s := *a.w.Student
	s.Unsafe = slices.Clone(s.Unsafe)
	switch f := e.Payload.Fields; e.Step {
	case "raise_contact_unsafe":
		s.raise(a.c.ID, e, f["guardians"].People)
	case "confirm_contact_unsafe":
		for i := range s.Unsafe {
			if s.Unsafe[i].ConfirmedAt.IsZero() && s.Unsafe[i].LiftedAt.IsZero() {
				s.Unsafe[i].ConfirmedAt = e.OccurredAt
			}
		}
	case "lift_contact_unsafe":
		for i := range s.Unsafe {
			if s.Unsafe[i].LiftedAt.IsZero() {
				s.Unsafe[i].LiftedAt = e.OccurredAt
			}
		}
	case "set_birth_date":
		s.BirthDate, s.BirthSet = f["birth_date"].Date, true
	case "correct":
		if !a.c.moveMarks(&s, f) {
			return nil
		}
	case "confirm_student":
		for _, known := range a.w.Known {
			if string(known.ID) == f["student"].Text {
				s = *s.as(known)
			}
		}
	default:
		return nil
	}
	return &s
}

// moveMarks lets a mark that was raised at the opening follow the opening's time
// when that is corrected, so that no moment opens between the two.
func (c *Case) moveMarks(s *Student, f Fields) bool {
	opening := &c.events[0]
	at, given := f["occurred_at"]
	if !given || f["event"].Text != string(opening.ID) {
		return false
	}
	moved := false
	for i := range s.Unsafe {
		if s.Unsafe[i].Case == c.ID && s.Unsafe[i].RaisedAt.Equal(c.OpenedAt) {
			s.Unsafe[i].RaisedAt, moved = at.Time, true
		}
	}
	return moved
}

// as is a student typed in by hand with what is known of the one they really are.
func (s *Student) as(real *Student) *Student {
	merged := *real
	merged.ID, merged.Same, merged.Typed = s.ID, real.ID, s.Typed
	merged.Unsafe = slices.Concat(real.Unsafe, s.Unsafe)
	if merged.BirthDate == 0 {
		merged.BirthDate, merged.BirthSet = s.BirthDate, true
	}
	return &merged
}

// raise marks contact with the guardians, or with all when none are named, as
// perhaps unsafe. A guardian typed in by hand may be any of them, and stands for all.
func (s *Student) raise(in CaseID, e *Event, guardians []Person) {
	if len(guardians) == 0 {
		guardians = []Person{{}}
	}
	for _, guardian := range guardians {
		s.Unsafe = append(s.Unsafe, UnsafeMark{Guardian: guardian.ID, Case: in, RaisedAt: e.OccurredAt})
	}
}

// counted are the guardians by whom contact is judged. Where the roster has none
// any more, as when the student is 18, they are those it had: what was owed and
// suspended before stays so.
func (s *Student) counted() []Guardian {
	if len(s.Guardians) == 0 {
		return s.Former
	}
	return s.Guardians
}

// marks are those on the student, none where there is no student.
func (s *Student) marks() []UnsafeMark {
	if s == nil {
		return nil
	}
	return s.Unsafe
}
