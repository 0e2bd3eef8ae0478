package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// fillUp takes steps until the disk is full, from many goroutines.
func fillUp(t *testing.T, db *store.DB) (stored int64) {
	t.Helper()
	var count atomic.Int64
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := 0; n < 2000; n++ {
				err := db.Update(ctx, func(tx workflow.Tx) error {
					r := newCase(i*10000 + n)
					e := newEvent(r, 20_000)
					r.Revision++
					return tx.Append(r, []workflow.Event{e})
				})
				if errors.Is(err, workflow.ErrFull) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				count.Add(1)
			}
			t.Error("it never got full")
		})
	}
	wg.Wait()
	return count.Load()
}

// survivesFull shows that a full store still reads, and opens again with all it had.
func survivesFull(t *testing.T, path string, db *store.DB) {
	t.Helper()
	stored := fillUp(t, db)
	listed := func(db *store.DB) (n int64) {
		for q := (workflow.Query{Limit: 100}); ; {
			page, next, err := db.Cases(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range page {
				if _, err := find(db, r.ID); err != nil {
					t.Error(err)
				}
			}
			n += int64(len(page))
			if q.Cursor = next; next == "" {
				return n
			}
		}
	}
	if n := listed(db); n != stored || n == 0 {
		t.Errorf("%d listed, %d stored", n, stored)
	}
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := storetest.Open(t, path)
	if n := listed(again); n != stored {
		t.Errorf("%d listed after opening again, %d stored", n, stored)
	}
}

func TestFullByMaxSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db, err := store.Open(path, store.Options{MaxSize: 2 << 20})
	if err != nil {
		t.Fatal(err)
	}
	survivesFull(t, path, db)
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("NOT TESTED: a full disk needs a tmpfs of its own, which only root may mount: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "kjentvei.db")
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fillUp(t, db)
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err = store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCommitFails has the commit of a step fail in every way: full is clean,
// all else is ambiguous and ends writing, and nothing that a View shows
// afterwards contradicts what memory shows.
func TestCommitFails(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "kjentvei.db", Err: syscall.ENOSPC}
	for _, c := range []struct {
		name    string
		err     error
		visible bool
		want    error
	}{
		{"full", full, false, workflow.ErrFull},
		{"full growing", errors.New("file resize error: truncate kjentvei.db: " + syscall.EFBIG.Error()), false, workflow.ErrFull},
		{"full, but visible", full, true, store.ErrAmbiguous},
		{"full in fdatasync", syscall.ENOSPC, false, store.ErrAmbiguous},
		{"broken disk", syscall.EIO, false, store.ErrAmbiguous},
		{"broken disk, visible", syscall.EIO, true, store.ErrAmbiguous},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kjentvei.db")
			db, err := store.Open(path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			before, r := open(t, db, 1, 1), newCase(2)
			db.FailCommits(c.err, c.visible)
			for range 2 {
				err := db.Update(ctx, func(tx workflow.Tx) error { *r = *newCase(2); return step(tx, r) })
				if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.err.Error()) {
					t.Errorf("Update: %v, want %v", err, c.want)
				}
			}
			_, err = find(db, before.ID)
			if c.visible != errors.Is(err, store.ErrAmbiguous) || !c.visible && err != nil {
				t.Errorf("View: %v", err)
			}
			if page, _, _ := db.Cases(ctx, workflow.Query{}); len(page) != 1 {
				t.Errorf("%d cases are listed", len(page))
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			again := storetest.Open(t, path)
			if _, err := find(again, r.ID); (err == nil) != c.visible {
				t.Errorf("after opening again: %v", err)
			}
		})
	}
}

func TestOpenWhereNothingCanBe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "kjentvei.db")
	if _, err := store.Open(path, store.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Open: %v", err)
	}
}
