package store_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/go-cmp/cmp"
)

func TestRoundTrip(t *testing.T) {
	db := storetest.New(t)
	r := newCase(1)
	r.Recused = []workflow.ActorID{"staff-9999"}
	opening := newEvent(r, 10)
	opening.Payload.Opening = &workflow.Opening{School: r.School, Scenario: r.Scenario, Student: r.Student}
	opening.Payload.Fields = workflow.Fields{
		"text":   {Text: "Blåbær < & > \" 日本"},
		"number": {Kind: workflow.KindNumber, Number: -2.5},
		"flag":   {Kind: workflow.KindBool, Bool: true},
		"date":   {Kind: workflow.KindDate, Date: calendar.On(2026, 2, 29)},
		"time":   {Kind: workflow.KindTime, Time: epoch},
		"list":   {Kind: workflow.KindList, List: []string{"a", "b"}},
		"people": {Kind: workflow.KindPeople, People: []workflow.Person{{ID: "staff-0001", Kind: "staff"}, {Name: "Ola", Role: "uncle"}}},
	}
	refused := newEvent(r, 10)
	refused.Outcome, refused.Payload.Unmet = workflow.Refused, []workflow.Unmet{{Code: "role", Args: map[string]string{"role": "leader"}}}
	r.Revision = 1
	events := []workflow.Event{opening, refused}
	update(t, db, func(tx workflow.Tx) error { return tx.Append(r, events) })

	if r.Number != 1 || !cmp.Equal(r.Events, []uint64{1, 2}) || events[0].Seq != 1 || events[1].Case != 1 {
		t.Errorf("Append gave number %d, events %v, seq %d, case %d", r.Number, r.Events, events[0].Seq, events[1].Case)
	}
	view(t, db, func(tx workflow.Tx) error {
		got, err := tx.Record(r.ID)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(r, got); diff != "" {
			t.Errorf("record: %s", diff)
		}
		read, err := tx.Events(got)
		if diff := cmp.Diff(events, read); diff != "" {
			t.Errorf("events: %s", diff)
		}
		return err
	})
	page, next, err := db.Cases(ctx, workflow.Query{})
	want := *r
	want.Events = nil
	if diff := cmp.Diff([]workflow.Record{want}, page); diff != "" || next != "" || err != nil {
		t.Errorf("Cases: %s, next %q, %v", diff, next, err)
	}
}

func TestAppendRefusesWhatDoesNotContinue(t *testing.T) {
	db := storetest.New(t)
	stored := open(t, db, 1, 3)
	for _, c := range []struct {
		name string
		spot func(r *workflow.Record, e *workflow.Event)
		want error
	}{
		{"an older revision", func(r *workflow.Record, e *workflow.Event) { r.Revision--; e.Revision-- }, workflow.ErrStale},
		{"a newer revision", func(r *workflow.Record, e *workflow.Event) { r.Revision++; e.Revision++ }, workflow.ErrStale},
		{"an event missing", func(r *workflow.Record, _ *workflow.Event) { r.Events = r.Events[:2] }, workflow.ErrStale},
		{"another event", func(r *workflow.Record, _ *workflow.Event) { r.Events = []uint64{1, 2, 9} }, workflow.ErrStale},
		{"another case's number", func(r *workflow.Record, _ *workflow.Event) { r.ID = workflow.CaseID(newID()) }, workflow.ErrStale},
		{"a refusal that counts", func(_ *workflow.Record, e *workflow.Event) { e.Outcome = workflow.Refused }, workflow.ErrStale},
		{"a number that is not there", func(r *workflow.Record, _ *workflow.Event) { r.Number = 7 }, workflow.ErrNotFound},
		{"a new case with an id in use", func(r *workflow.Record, e *workflow.Event) {
			r.Number, r.Events, r.Revision, e.Revision = 0, nil, 1, 1
		}, workflow.ErrConflict},
		{"an id that is no UUID", func(_ *workflow.Record, e *workflow.Event) { e.ID = "event" }, workflow.ErrInvalid},
		{"a time with nanoseconds", func(_ *workflow.Record, e *workflow.Event) { e.RecordedAt = epoch.Add(1) }, workflow.ErrInvalid},
	} {
		r := *stored
		e := newEvent(&r, 10)
		r.Revision++
		c.spot(&r, &e)
		before := r
		err := db.Update(ctx, func(tx workflow.Tx) error { return tx.Append(&r, []workflow.Event{e}) })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if diff := cmp.Diff(before, r); diff != "" {
			t.Errorf("%s: record changed: %s", c.name, diff)
		}
	}
}

func TestUpdateSeesItsOwnWrites(t *testing.T) {
	db := storetest.New(t)
	r := newCase(1)
	student := &workflow.Student{ID: "student-1", School: "north", Name: "Kari"}
	update(t, db, func(tx workflow.Tx) error {
		if err := errors.Join(step(tx, r), tx.PutStudent(student), step(tx, r)); err != nil {
			return err
		}
		got, err := tx.Record(r.ID)
		if diff := cmp.Diff(r, got); diff != "" || err != nil {
			t.Errorf("Record: %s %v", diff, err)
		}
		of, err := tx.RecordsOf(r.Student)
		if len(of) != 1 || err != nil {
			t.Errorf("RecordsOf: %v %v", of, err)
		}
		events, err := tx.Events(r)
		if len(events) != 2 || err != nil {
			t.Errorf("Events: %v %v", events, err)
		}
		at, err := tx.StudentsAt("north")
		if diff := cmp.Diff([]*workflow.Student{student}, at); diff != "" || err != nil {
			t.Errorf("StudentsAt: %s %v", diff, err)
		}
		return nil
	})
}

func TestViewIsASnapshot(t *testing.T) {
	db := storetest.New(t)
	r := open(t, db, 1, 1)
	view(t, db, func(tx workflow.Tx) error {
		later := open(t, db, 40001, 1) // of the same student
		if _, err := tx.Record(later.ID); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("a later case: %v", err)
		}
		if of, err := tx.RecordsOf(r.Student); len(of) != 1 || err != nil {
			t.Errorf("RecordsOf: %v %v", of, err)
		}
		if err := tx.Append(r, nil); err == nil {
			t.Error("a View can write")
		}
		return nil
	})
}

func TestTransactionUsedTooLate(t *testing.T) {
	db := storetest.New(t)
	r := open(t, db, 1, 1)
	var kept workflow.Tx
	for _, run := range []func(context.Context, func(workflow.Tx) error) error{db.View, db.Update} {
		_ = run(ctx, func(tx workflow.Tx) error { kept = tx; return nil })
		if _, err := kept.Record(r.ID); err == nil || errors.Is(err, workflow.ErrDamaged) {
			t.Errorf("Record: %v", err)
		}
		if err := kept.Append(r, nil); err == nil {
			t.Error("Append works")
		}
	}
}

func TestErrorsPanicsAndExitsHarmNobodyElse(t *testing.T) {
	db := storetest.New(t)
	var wg sync.WaitGroup
	mine := errors.New("mine")
	for i := range 200 {
		wg.Go(func() {
			r := newCase(i)
			defer func() {
				p, ok := recover().(*store.ClosurePanic)
				if ok != (i%4 == 1) {
					t.Errorf("%d: panic %v", i, p)
				}
				if ok && (p.Value != "ouch" || !strings.Contains(p.Error(), "ouch")) {
					t.Errorf("%d: panic %v", i, p)
				}
			}()
			err := db.Update(ctx, func(tx workflow.Tx) error {
				*r = *newCase(i)
				if err := step(tx, r); err != nil {
					return err
				}
				switch i % 4 {
				case 1:
					panic("ouch")
				case 2:
					return mine
				case 3:
					if i%8 == 3 {
						runtime.Goexit()
					}
				}
				return nil
			})
			switch {
			case i%4 == 2 && !errors.Is(err, mine), i%8 == 3 && err == nil:
				t.Errorf("%d: %v", i, err)
			case (i%4 == 0 || i%8 == 7) && err != nil:
				t.Errorf("%d: %v", i, err)
			}
			_, found := find(db, r.ID)
			if want := i%4 == 0 || i%8 == 7; (found == nil) != want {
				t.Errorf("%d: found: %v, want %v", i, found, want)
			}
		})
	}
	wg.Wait()
}

func find(db *store.DB, id workflow.CaseID) (r *workflow.Record, err error) {
	err = db.View(ctx, func(tx workflow.Tx) error {
		r, err = tx.Record(id)
		return err
	})
	return r, err
}

func TestCancelledBeforeItsTurn(t *testing.T) {
	db := storetest.New(t)
	running, release := make(chan struct{}), make(chan struct{})
	go db.Update(ctx, func(workflow.Tx) error { close(running); <-release; return nil })
	<-running
	waiting, cancel := context.WithCancel(ctx)
	done := make(chan error)
	go func() {
		done <- db.Update(waiting, func(workflow.Tx) error { t.Error("ran"); return nil })
	}()
	time.Sleep(10 * time.Millisecond)
	cancel()
	close(release)
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Update: %v", err)
	}
	if err := db.View(waiting, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("View: %v", err)
	}
}

func TestCancelledAfterItRan(t *testing.T) {
	db := storetest.New(t)
	running, cancel := context.WithCancel(ctx)
	r := newCase(1)
	err := db.Update(running, func(tx workflow.Tx) error { cancel(); return step(tx, r) })
	if err != nil {
		t.Errorf("Update: %v", err)
	}
	if _, err := find(db, r.ID); err != nil {
		t.Errorf("find: %v", err)
	}
}

func TestCloseWaitsForTheQueue(t *testing.T) {
	db := storetest.New(t)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			err := db.Update(ctx, func(tx workflow.Tx) error { return step(tx, newCase(i)) })
			if err != nil && !errors.Is(err, store.ErrClosed) {
				t.Errorf("Update: %v", err)
			}
		})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	_, _, err := db.Cases(ctx, workflow.Query{})
	for _, err := range []error{err, db.Update(ctx, nil), db.View(ctx, nil)} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
	if err := db.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}
