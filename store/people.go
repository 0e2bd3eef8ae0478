package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// Student finds a student.
func (t *tx) Student(id workflow.StudentID) (*workflow.Student, error) {
	value, err := t.get(studentBucket, []byte(id))
	if err != nil {
		return nil, fmt.Errorf("student %.40q: %w", id, err)
	}
	return t.db.recalls.students.decode(value, decodeStudent)
}

// StudentsAt gives the students of a school, in the order of their ids.
func (t *tx) StudentsAt(school workflow.SchoolID) ([]*workflow.Student, error) {
	var students []*workflow.Student
	err := t.members(studentsAtBucket, school, func(id string) error {
		s, err := t.Student(workflow.StudentID(id))
		students = append(students, s)
		return err
	})
	return students, err
}

// PutStudent stores a student, who may have moved to another school.
func (t *tx) PutStudent(s *workflow.Student) error {
	var before []workflow.SchoolID
	switch stored, err := t.Student(s.ID); {
	case err == nil:
		before = append(before, stored.School)
	case !errors.Is(err, workflow.ErrNotFound):
		return err
	}
	value, err := encodeStudent(s)
	if err != nil {
		return err
	}
	return t.putMember(studentBucket, studentsAtBucket, "student", string(s.ID), value, before, []workflow.SchoolID{s.School})
}

// RemoveStudent forgets a student; ErrConflict when there is a case about them.
// One who is not there is left so.
func (t *tx) RemoveStudent(id workflow.StudentID) error {
	if err := t.writable(); err != nil {
		return err
	}
	stored, err := t.Student(id)
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	records, err := t.RecordsOf(id)
	if err != nil {
		return err
	}
	if len(records) > 0 {
		return fmt.Errorf("student %.40q: %w: has cases", id, workflow.ErrConflict)
	}
	t.remove(studentsAtBucket, pairKey([]byte(stored.School), []byte(id)))
	t.remove(studentBucket, []byte(id))
	return nil
}

// Staff finds a member of staff.
func (t *tx) Staff(id workflow.ActorID) (*workflow.Staff, error) {
	value, err := t.get(staffBucket, []byte(id))
	if err != nil {
		return nil, fmt.Errorf("staff %.40q: %w", id, err)
	}
	return t.db.recalls.staff.decode(value, decodeStaff)
}

// StaffAt gives the staff who have a role at a school and are not disabled, in
// the order of their ids.
func (t *tx) StaffAt(school workflow.SchoolID) ([]*workflow.Staff, error) {
	var staff []*workflow.Staff
	err := t.members(staffAtBucket, school, func(id string) error {
		s, err := t.Staff(workflow.ActorID(id))
		if err == nil && !s.Disabled {
			staff = append(staff, s)
		}
		return err
	})
	return staff, err
}

// PutStaff stores a member of staff with the user name and the roles they have
// now. A user name that is somebody else's is ErrConflict.
func (t *tx) PutStaff(s *workflow.Staff) error {
	var before []workflow.SchoolID
	user := ""
	switch stored, err := t.Staff(s.ID); {
	case err == nil:
		before, user = schoolsOf(stored), stored.User
	case !errors.Is(err, workflow.ErrNotFound):
		return err
	}
	value, err := encodeStaff(s)
	if err != nil {
		return err
	}
	if err := t.userFree(s); err != nil {
		return err
	}
	if err := t.putMember(staffBucket, staffAtBucket, "staff", string(s.ID), value, before, schoolsOf(s)); err != nil {
		return err
	}
	if user != "" && user != s.User {
		t.remove(staffUserBucket, []byte(user))
	}
	if s.User != "" && user != s.User {
		t.put(staffUserBucket, []byte(s.User), []byte(s.ID))
	}
	return nil
}

// userFree tells that a user name can be a key and is nobody else's.
func (t *tx) userFree(s *workflow.Staff) error {
	if s.User == "" {
		return nil
	}
	if _, err := textKey("user name", s.User); err != nil {
		return err
	}
	switch owner, err := t.get(staffUserBucket, []byte(s.User)); {
	case errors.Is(err, workflow.ErrNotFound):
		return nil
	case err != nil:
		return err
	case string(owner) != string(s.ID):
		return fmt.Errorf("user name %.40q: %w: is somebody else's", s.User, workflow.ErrConflict)
	}
	return nil
}

// StaffByUser finds a member of staff by login name.
func (t *tx) StaffByUser(user string) (*workflow.Staff, error) {
	id, err := t.get(staffUserBucket, []byte(user))
	if err != nil {
		return nil, fmt.Errorf("user %.40q: %w", user, err)
	}
	s, err := t.Staff(workflow.ActorID(id))
	return s, missing(err)
}

// AllStaff gives all staff, disabled ones too, in the order of their ids.
func (t *tx) AllStaff() ([]*workflow.Staff, error) {
	keys, err := t.keys(staffBucket, nil)
	if err != nil {
		return nil, err
	}
	staff := make([]*workflow.Staff, len(keys))
	for i, key := range keys {
		if staff[i], err = t.Staff(workflow.ActorID(key)); err != nil {
			return nil, missing(err)
		}
	}
	return staff, nil
}

func schoolsOf(s *workflow.Staff) []workflow.SchoolID {
	var schools []workflow.SchoolID
	for _, r := range s.Roles {
		if !slices.Contains(schools, r.School) {
			schools = append(schools, r.School)
		}
	}
	return schools
}

// members calls fn with the id of everybody listed at a school.
func (t *tx) members(at bucket, school workflow.SchoolID, fn func(id string) error) error {
	prefix := append([]byte(school), 0)
	keys, err := t.keys(at, prefix)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := fn(string(bytes.TrimPrefix(key, prefix))); err != nil {
			return fmt.Errorf("school %q: %w", school, missing(err))
		}
	}
	return nil
}

// putMember stores somebody and where they are listed.
func (t *tx) putMember(of, at bucket, what, id string, value []byte, before, now []workflow.SchoolID) error {
	if err := t.writable(); err != nil {
		return err
	}
	key, err := textKey(what+" id", id)
	if err != nil {
		return err
	}
	for _, school := range now {
		if _, err := textKey("school", string(school)); err != nil {
			return err
		}
	}
	for _, school := range before {
		if !slices.Contains(now, school) {
			t.remove(at, pairKey([]byte(school), key))
		}
	}
	for _, school := range now {
		if !slices.Contains(before, school) {
			t.put(at, pairKey([]byte(school), key), []byte{})
		}
	}
	t.put(of, key, value)
	return nil
}

// FreeDays gives the days when a school is closed, ErrNotFound when none were stored.
func (t *tx) FreeDays(school workflow.SchoolID) ([]calendar.Span, error) {
	value, err := t.get(freeDaysBucket, []byte(school))
	if err != nil {
		return nil, fmt.Errorf("free days of %.40q: %w", school, err)
	}
	return decodeFreeDays(value)
}

// PutFreeDays replaces the days when a school is closed.
func (t *tx) PutFreeDays(school workflow.SchoolID, days []calendar.Span) error {
	if err := t.writable(); err != nil {
		return err
	}
	key, err := textKey("school", string(school))
	if err != nil {
		return err
	}
	value, err := encodeFreeDays(days)
	if err != nil {
		return err
	}
	t.put(freeDaysBucket, key, value)
	return nil
}
