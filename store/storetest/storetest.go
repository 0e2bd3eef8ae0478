// Package storetest gives tests a real store.
package storetest

import (
	"context"
	"path/filepath"
	"testing"

	"kjentvei/store"
)

// New opens a new store in t's directory. At the end of the test it is checked,
// which fails the test if anything in it is wrong, and closed.
func New(t testing.TB, options ...func(*store.Options)) *store.DB {
	t.Helper()
	return Open(t, filepath.Join(t.TempDir(), "kjentvei.db"), options...)
}

// Open is New for a file of the test's own. A test may close the store itself,
// after calling Check.
func Open(t testing.TB, path string, options ...func(*store.Options)) *store.DB {
	t.Helper()
	var o store.Options
	for _, option := range options {
		option(&o)
	}
	db, err := store.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if !db.Closed() {
			Check(t, db)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Check fails the test for every problem that db has.
func Check(t testing.TB, db *store.DB) {
	t.Helper()
	for _, problem := range db.Check(context.Background()) {
		t.Errorf("store: %v", problem)
	}
}
