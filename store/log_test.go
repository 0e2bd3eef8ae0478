package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// TestLog reads events of cases that were written turn by turn, in the three ways
// in which the log can be read.
func TestLog(t *testing.T) {
	db := storetest.New(t)
	var records []*workflow.Record
	for i := range 3 {
		records = append(records, open(t, db, i, 1))
	}
	for turn := range 4 {
		update(t, db, func(tx workflow.Tx) error {
			r := records[turn%2]
			return errors.Join(step(tx, r), step(tx, r))
		})
	}
	err := db.View(t.Context(), func(tx workflow.Tx) error {
		for _, r := range records {
			want, err := tx.Events(r)
			if err != nil {
				return err
			}
			var have []workflow.Event
			if err := tx.EachEvent(r, func(e *workflow.Event) error {
				kept := *e
				kept.Payload.Roles = slices.Clone(e.Payload.Roles)
				kept.Payload.Fields = workflow.Fields{}
				for name, value := range e.Payload.Fields {
					kept.Payload.Fields[name] = value
				}
				have = append(have, kept)
				return nil
			}); err != nil {
				return err
			}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("case %d, one by one (+) and at once (-):\n%s", r.Number, diff)
			}
			found, err := tx.RecordAt(r.Number)
			if err != nil || found.ID != r.ID {
				t.Errorf("case %d by its number is %v, %v", r.Number, found, err)
			}
		}
		events, cases, err := tx.Extent()
		if err != nil || events != 11 || cases != 3 {
			t.Errorf("the log has %d events and %d cases, %v", events, cases, err)
		}
		for after, want := range map[uint64][]uint64{0: {1, 2, 3}, 3: {1, 2}, 9: {2}, 11: nil} {
			if have, err := tx.CasesAfter(after); err != nil || !slices.Equal(have, want) {
				t.Errorf("after event %d come events of the cases %v, %v; want %v", after, have, err, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is missing or another case's is damage, and an error of the caller ends
// the reading.
func TestLogDamage(t *testing.T) {
	db := storetest.New(t)
	mine := open(t, db, 1, 2)
	open(t, db, 2, 2)
	enough := errors.New("enough")
	_ = db.View(t.Context(), func(tx workflow.Tx) error {
		none := func(*workflow.Event) error { return nil }
		if err := tx.EachEvent(&workflow.Record{Number: mine.Number, Events: []uint64{1, 9}}, none); !errors.Is(err, workflow.ErrDamaged) {
			t.Errorf("an event that is not there: %v", err)
		}
		if err := tx.EachEvent(&workflow.Record{Number: mine.Number, Events: []uint64{1, 3}}, none); !errors.Is(err, workflow.ErrDamaged) {
			t.Errorf("an event of another case: %v", err)
		}
		read := 0
		err := tx.EachEvent(mine, func(*workflow.Event) error { read++; return enough })
		if !errors.Is(err, enough) || read != 1 {
			t.Errorf("%d events were read, %v", read, err)
		}
		if _, err := tx.RecordAt(7); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("a case that is not there: %v", err)
		}
		return nil
	})
}
