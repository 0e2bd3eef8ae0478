package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// What a roster says of people is kept whole.
func TestRosterFieldsAreKept(t *testing.T) {
	db := storetest.New(t)
	student := &workflow.Student{
		ID: "student-1", School: "north", Name: "Kari", Classes: []workflow.ClassID{"class-1", "class-2"}, LeftOn: calendar.On(2026, 6, 18),
		Former: []workflow.Guardian{{ID: "g", Name: "Mor", Phone: "1", Barred: true, Staff: "staff-1"}},
	}
	staff := &workflow.Staff{
		ID: "staff-1", User: "kari", Roster: "roster-1", Left: true, Disabled: true,
		Contact: []workflow.ContactClass{{School: "north", Class: "class-1", Title: "2STA", Until: calendar.On(2026, 6, 18)}, {School: "north", Class: "class-2"}},
	}
	update(t, db, func(tx workflow.Tx) error { return errors.Join(tx.PutStudent(student), tx.PutStaff(staff)) })
	view(t, db, func(tx workflow.Tx) error {
		gotStudent, err := tx.Student("student-1")
		gotStaff, err2 := tx.Staff("staff-1")
		if diff := cmp.Diff(student, gotStudent) + cmp.Diff(staff, gotStaff); diff != "" {
			t.Error(diff)
		}
		return errors.Join(err, err2)
	})
}

// A student who is forgotten is on no list; one with a case is not forgotten.
func TestRemoveStudent(t *testing.T) {
	db := storetest.New(t)
	update(t, db, func(tx workflow.Tx) error {
		return errors.Join(tx.PutStudent(&workflow.Student{ID: "gone", School: "north"}), tx.PutStudent(&workflow.Student{ID: "kept", School: "north"}))
	})
	update(t, db, func(tx workflow.Tx) error {
		if err := tx.RemoveStudent("gone"); err != nil {
			return err
		}
		if _, err := tx.Student("gone"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("still there in the same transaction: %v", err)
		}
		return errors.Join(tx.RemoveStudent("gone"), tx.RemoveStudent("never"))
	})
	view(t, db, func(tx workflow.Tx) error {
		if _, err := tx.Student("gone"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("still there: %v", err)
		}
		at, err := tx.StudentsAt("north")
		if len(at) != 1 || at[0].ID != "kept" {
			t.Errorf("listed: %v", at)
		}
		if err := tx.RemoveStudent("kept"); err == nil {
			t.Error("removed in a View")
		}
		return err
	})
}

func TestStudentWithACaseIsNotRemoved(t *testing.T) {
	db := storetest.New(t)
	r := open(t, db, 1, 2)
	update(t, db, func(tx workflow.Tx) error { return tx.PutStudent(&workflow.Student{ID: r.Student, School: r.School}) })
	if err := db.Update(t.Context(), func(tx workflow.Tx) error { return tx.RemoveStudent(r.Student) }); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("have %v, want ErrConflict", err)
	}
}

// Many writes in no order come out as few do.
func TestManyWrites(t *testing.T) {
	db := storetest.New(t)
	const many = 3000
	update(t, db, func(tx workflow.Tx) error {
		for n := range many {
			id := workflow.StudentID(string(rune('a'+n*7919%26)) + string(rune('a'+n*104729%26)) + string(rune('0'+n/10%10)) + string(rune(0x4e00+n)))
			if err := tx.PutStudent(&workflow.Student{ID: id, School: "north", Name: string(id)}); err != nil {
				return err
			}
		}
		return tx.PutOperation(workflow.Operation{What: "import"})
	})
	view(t, db, func(tx workflow.Tx) error {
		at, err := tx.StudentsAt("north")
		if len(at) != many {
			t.Errorf("%d students", len(at))
		}
		for _, s := range at {
			if s.Name != string(s.ID) {
				t.Fatalf("%s is %s", s.ID, s.Name)
			}
		}
		return err
	})
}
