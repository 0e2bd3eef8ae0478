package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// Copies taken while eight goroutines write are whole, and have what was
// durable when they began.
func TestBackupUnderLoad(t *testing.T) {
	db := storetest.New(t)
	before := open(t, db, 1, 3)
	done := make(chan struct{})
	var writers sync.WaitGroup
	for g := range 8 {
		writers.Go(func() {
			for n := g; ; n += 8 {
				select {
				case <-done:
					return
				default:
					open(t, db, 10+n, 2)
				}
			}
		})
	}
	for range 4 {
		last := open(t, db, 2, 2)
		var copied bytes.Buffer
		if err := db.Backup(ctx, &copied); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "copy.db")
		if err := os.WriteFile(path, copied.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		restored := storetest.Open(t, path)
		for _, want := range []*workflow.Record{before, last} {
			if r, err := find(restored, want.ID); err != nil || r.Revision != want.Revision {
				t.Errorf("case %d: %+v %v", want.Number, r, err)
			}
		}
	}
	close(done)
	writers.Wait()
}

func TestBackupThatCannotBe(t *testing.T) {
	db := storetest.New(t)
	open(t, db, 1, 3)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := db.Backup(ended, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	closed, err := store.Open(filepath.Join(t.TempDir(), "kjentvei.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	if err := closed.Backup(ctx, io.Discard); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
