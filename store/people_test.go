package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/go-cmp/cmp"
)

func TestAnswersAreKeptForADay(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put := func(key string, at time.Time) {
		update(t, db, func(tx workflow.Tx) error {
			return tx.PutAnswer("actor", key, workflow.Answer{Case: workflow.CaseID(newID()), At: at})
		})
	}
	kept := func(key string) bool {
		err := db.View(ctx, func(tx workflow.Tx) error { _, err := tx.Answer("actor", key); return err })
		if err != nil && !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("answer %s: %v", key, err)
		}
		return err == nil
	}
	for i := range 200 {
		put(fmt.Sprint("old-", i), epoch)
	}
	put("old-3", epoch.Add(time.Hour)) // answered again: this is the one that counts
	put("new-0", epoch.Add(24*time.Hour))
	if !kept("old-0") {
		t.Error("purged within a day")
	}
	for i := range 3 {
		put(fmt.Sprint("newer-", i), epoch.Add(24*time.Hour+time.Second))
	}
	if kept("old-0") || kept("old-191") || !kept("old-3") || !kept("old-192") || !kept("new-0") {
		t.Errorf("kept: %v %v %v %v %v", kept("old-0"), kept("old-191"), kept("old-3"), kept("old-192"), kept("new-0"))
	}
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = storetest.Open(t, path)
	if kept("old-0") || !kept("old-3") || !kept("newer-2") {
		t.Error("another answer after opening again")
	}
	put("last", epoch.Add(80*time.Hour))
}

func TestAnswerOfAnotherActorOrKey(t *testing.T) {
	db := storetest.New(t)
	a := workflow.Answer{Request: [32]byte{1}, Case: "", Revision: 2, At: epoch}
	update(t, db, func(tx workflow.Tx) error { return tx.PutAnswer("ab", "c", a) })
	view(t, db, func(tx workflow.Tx) error {
		if got, err := tx.Answer("ab", "c"); err != nil || *got != a {
			t.Errorf("%v %v", got, err)
		}
		if _, err := tx.Answer("a", "bc"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("another: %v", err)
		}
		return nil
	})
}

func TestPublishedRoutinesDoNotChange(t *testing.T) {
	db := storetest.New(t)
	put := func(ref workflow.RoutineRef, text string) error {
		return db.Update(ctx, func(tx workflow.Tx) error { return tx.PutRoutine(ref, []byte(text)) })
	}
	v1 := workflow.RoutineRef{ID: "skolemiljo", Version: 1, Hash: "aa"}
	for _, c := range []struct {
		ref  workflow.RoutineRef
		text string
		want error
	}{
		{v1, "one", nil},
		{v1, "one", nil},
		{v1, "other", workflow.ErrConflict},
		{workflow.RoutineRef{ID: "skolemiljo", Version: 1, Hash: "bb"}, "two", workflow.ErrConflict},
		{workflow.RoutineRef{ID: "skolemiljo", Version: 2, Hash: "bb"}, "two", nil},
		{workflow.RoutineRef{ID: "skolemiljo", Version: 3, Hash: "aa"}, "three", workflow.ErrConflict},
		{workflow.RoutineRef{ID: "", Version: 1, Hash: "cc"}, "x", workflow.ErrInvalid},
	} {
		if err := put(c.ref, c.text); !errors.Is(err, c.want) {
			t.Errorf("%+v %s: %v, want %v", c.ref, c.text, err, c.want)
		}
	}
	view(t, db, func(tx workflow.Tx) error {
		text, err := tx.Routine("aa")
		if !bytes.Equal(text, []byte("one")) || err != nil {
			t.Errorf("%q %v", text, err)
		}
		if _, err := tx.Routine("zz"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("unknown: %v", err)
		}
		refs, err := tx.Routines()
		want := []workflow.RoutineRef{v1, {ID: "skolemiljo", Version: 2, Hash: "bb"}}
		if diff := cmp.Diff(want, refs); diff != "" || err != nil {
			t.Errorf("%s %v", diff, err)
		}
		return nil
	})
}

func TestFreeDays(t *testing.T) {
	db := storetest.New(t)
	days := []calendar.Span{{From: 739000, To: 739001, Label: "Planning"}, {From: 739100, To: 739100}}
	update(t, db, func(tx workflow.Tx) error { return tx.PutFreeDays("north", days) })
	view(t, db, func(tx workflow.Tx) error {
		got, err := tx.FreeDays("north")
		if diff := cmp.Diff(days, got); diff != "" || err != nil {
			t.Errorf("%s %v", diff, err)
		}
		if _, err := tx.FreeDays("south"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("south: %v", err)
		}
		return nil
	})
}

func TestKeysThatCannotBe(t *testing.T) {
	db := storetest.New(t)
	for _, id := range []string{"", "a\x00b", strings.Repeat("x", 2000)} {
		err := db.Update(ctx, func(tx workflow.Tx) error {
			for _, err := range []error{
				tx.PutStudent(&workflow.Student{ID: workflow.StudentID(id), School: "north"}),
				tx.PutStudent(&workflow.Student{ID: "student", School: workflow.SchoolID(id)}),
				tx.PutStaff(&workflow.Staff{ID: workflow.ActorID(id)}),
				tx.PutFreeDays(workflow.SchoolID(id), nil),
			} {
				if !errors.Is(err, workflow.ErrInvalid) {
					t.Errorf("%.10q: %v", id, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Where a page ended does not tell how many cases there are: the same case, behind
// others that the reader may not know of, is told of by the same cursor.
func TestCursorIsNoCount(t *testing.T) {
	for _, sort := range []string{"opened_at", "-due_on", "reference"} {
		id, told := workflow.CaseID(newID()), map[string]bool{}
		for hidden := range 3 {
			db := storetest.New(t)
			for n := range hidden {
				r := newCase(100 + n)
				r.Recused = []workflow.ActorID{"parent"}
				update(t, db, func(tx workflow.Tx) error { return step(tx, r) })
			}
			first := newCase(7)
			first.ID, first.DueOn = id, calendar.On(2027, 6, 1)
			update(t, db, func(tx workflow.Tx) error { return step(tx, first) })
			second := newCase(8)
			update(t, db, func(tx workflow.Tx) error { return step(tx, second) })
			page, next, err := db.Cases(ctx, workflow.Query{Reader: "parent", Sort: sort, Limit: 1})
			if err != nil || len(page) != 1 || page[0].ID != id {
				t.Fatal(page, err)
			}
			told[next] = true
			rest, _, err := db.Cases(ctx, workflow.Query{Reader: "parent", Sort: sort, Limit: 1, Cursor: next})
			if err != nil || len(rest) != 1 || rest[0].ID != second.ID {
				t.Error(sort, rest, err)
			}
		}
		if len(told) != 1 {
			t.Errorf("%s: cursors %v", sort, told)
		}
	}
}

func TestQueriesThatCannotBe(t *testing.T) {
	db := storetest.New(t)
	for n := range 3 {
		open(t, db, n, 1)
	}
	_, next, err := db.Cases(ctx, workflow.Query{Limit: 1})
	if err != nil || next == "" {
		t.Fatal(next, err)
	}
	for _, q := range []workflow.Query{
		{Limit: -1}, {Limit: 101}, {Sort: "name"}, {Sort: "-"}, {Sort: "--due_on"},
		{Cursor: "x"}, {Cursor: "!"}, {Cursor: next + "A"}, {Cursor: next[:len(next)-2]},
		{Cursor: next, Sort: "due_on"}, {Cursor: next, Sort: "opened_at"}, {Cursor: next, Sort: "-reference"},
	} {
		if _, _, err := db.Cases(ctx, q); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// TestPagesHoldStill opens cases between pages: none comes twice, and none that
// was there is left out.
func TestPagesHoldStill(t *testing.T) {
	db := storetest.New(t)
	want := map[uint64]bool{}
	for n := range 40 {
		want[open(t, db, n*10, 1).Number] = true
	}
	for q := (workflow.Query{Limit: 7, Sort: "-opened_at"}); ; {
		page, next, err := db.Cases(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page {
			if r.Number <= 40 && !want[r.Number] {
				t.Errorf("case %d came twice", r.Number)
			}
			delete(want, r.Number)
		}
		for n := range 5 {
			open(t, db, n*93+1, 1)
		}
		if q.Cursor = next; next == "" {
			break
		}
	}
	if len(want) > 0 {
		t.Errorf("%d cases were left out", len(want))
	}
}
