package store_test

import (
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// TestManyAtOnce has sixty goroutines on the same few cases and on their own,
// while others read: each step is taken once, and no reader sees half of one.
func TestManyAtOnce(t *testing.T) {
	db := storetest.New(t)
	var shared [3]*workflow.Record
	for i := range shared {
		shared[i] = open(t, db, i, 1)
	}
	var taken [3]atomic.Uint64
	var stale atomic.Int64
	var wg sync.WaitGroup
	for g := range 60 {
		wg.Go(func() {
			for n := range 15 {
				if g%2 == 0 {
					open(t, db, 100+g*100+n, 2)
					continue
				}
				k := rand.IntN(len(shared))
				seen, err := find(db, shared[k].ID)
				if err != nil {
					t.Error(err)
					return
				}
				err = db.Update(ctx, func(tx workflow.Tx) error { r := *seen; return step(tx, &r) })
				switch {
				case err == nil:
					taken[k].Add(1)
				case errors.Is(err, workflow.ErrStale):
					stale.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() { readAll(t, db, done) })
	}
	wg.Wait()
	close(done)
	readers.Wait()
	for k := range shared {
		r, err := find(db, shared[k].ID)
		if err != nil || r.Revision != 1+taken[k].Load() {
			t.Errorf("case %d: %v after %d steps: %v", k, r.Revision, taken[k].Load(), err)
		}
	}
	if stale.Load() == 0 {
		t.Error("nobody was ever too late")
	}
}

// readAll reads every listed case with its events until done.
func readAll(t *testing.T, db workflow.Store, done chan struct{}) {
	for q := (workflow.Query{Limit: 20}); ; {
		select {
		case <-done:
			return
		default:
		}
		page, next, err := db.Cases(ctx, q)
		if err != nil {
			t.Error(err)
			return
		}
		q.Cursor = next
		err = db.View(ctx, func(tx workflow.Tx) error {
			for _, listed := range page {
				r, err := tx.Record(listed.ID)
				if err != nil {
					return err
				}
				events, err := tx.Events(r)
				if err != nil {
					return err
				}
				if r.Revision < listed.Revision || events[len(events)-1].Revision != r.Revision {
					t.Errorf("case %d at %d, listed at %d, last event at %d", r.Number, r.Revision, listed.Revision, events[len(events)-1].Revision)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}
