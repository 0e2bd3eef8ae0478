package store_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// golden holds one file of every schema there has been, as v1.db. A file is
// never made again: what is there was written by the program of its time. Of
// the current schema -update makes the one that is missing.
const golden = "../testdata/store"

var writeMissing = flag.Bool("update", false, "write the golden file of this schema, unless there is one")

func TestOldFilesOpen(t *testing.T) {
	current := filepath.Join(golden, fmt.Sprintf("v%d.db", store.Schema()))
	if _, err := os.Stat(current); *writeMissing && errors.Is(err, os.ErrNotExist) {
		writeGolden(t, current)
	}
	for schema := 1; schema <= store.Schema(); schema++ {
		data, err := os.ReadFile(filepath.Join(golden, fmt.Sprintf("v%d.db", schema)))
		if err != nil {
			t.Errorf("schema %d has no golden file: %v", schema, err)
			continue
		}
		path := filepath.Join(t.TempDir(), "old.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		db := storetest.Open(t, path)
		page, _, err := db.Cases(ctx, workflow.Query{Student: []workflow.StudentID{"student-000003"}})
		if err != nil || len(page) != 1 || page[0].Revision != 2 || page[0].Reference != "03-2026-000003" {
			t.Errorf("schema %d: %+v %v", schema, page, err)
			continue
		}
		view(t, db, func(tx workflow.Tx) error {
			r, err := tx.Record(page[0].ID)
			if err != nil {
				return err
			}
			events, err := tx.Events(r)
			if len(events) != 2 || events[1].Payload.Fields["account"].Text == "" {
				t.Errorf("schema %d: events %+v", schema, events)
			}
			return err
		})
	}
}

func writeGolden(t *testing.T, path string) {
	t.Helper()
	full := filepath.Join(t.TempDir(), "golden.db")
	db, err := store.Open(full, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 5 {
		open(t, db, n, 2)
	}
	update(t, db, putEverything)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	src, err := bolt.Open(full, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	if err := os.MkdirAll(golden, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := src.View(func(tx *bolt.Tx) error { return tx.CopyFile(path, 0o644) }); err != nil {
		t.Fatal(err)
	}
}

func TestMigrationRunsOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	r := storedIn(t, path)
	runs := 0
	migration := func(tx *bolt.Tx) error { runs++; return nil }
	for range 2 {
		db, err := store.OpenMigrated(path, 1, migration)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := find(db, r.ID); err != nil {
			t.Error(err)
		}
		storetest.Check(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if runs != 1 {
		t.Errorf("ran %d times", runs)
	}
	db, err := store.Open(path, store.Options{}) // min_reader is still 1
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func storedIn(t *testing.T, path string) *workflow.Record {
	t.Helper()
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return open(t, db, 1, 1)
}

func TestMigrationThatFailsLeavesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	r := storedIn(t, path)
	broken := errors.New("broken")
	_, err := store.OpenMigrated(path, 2, func(tx *bolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte("events")), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("OpenMigrated: %v", err)
	}
	db := storetest.Open(t, path)
	if _, err := find(db, r.ID); err != nil {
		t.Error(err)
	}
}

func TestNewerFileIsRefusedAndLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	storedIn(t, path)
	db, err := store.OpenMigrated(path, store.Schema()+1, func(*bolt.Tx) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if _, err := store.Open(path, store.Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("Open: %v", err)
	}
	if after, _ := os.ReadFile(path); string(before) != string(after) {
		t.Error("the file has changed")
	}
}

func TestOtherBoltFileIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := store.Open(path, store.Options{}); !errors.Is(err, workflow.ErrDamaged) {
		t.Errorf("Open: %v", err)
	}
}
