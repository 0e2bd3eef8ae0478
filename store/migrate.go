package store

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// migration takes a file from one schema to the next, in one transaction with
// the new schema number. What has been released is never changed, only added to.
type migration struct {
	what      string // for people
	minReader int    // the oldest schema whose program may use the file afterwards
	run       func(tx *bolt.Tx) error
}

// migrations[i] leads from schema i to i+1. The first makes an empty store.
var migrations = []migration{
	{"the buckets of doc.go", 1, addBuckets(buckets[:lookBucket])},
	{"who looked, and how people log in", 2, addBuckets(buckets[lookBucket:])},
}

// addBuckets makes them, those that are not there.
func addBuckets(list []bucketForm) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		for _, b := range list {
			if _, err := tx.CreateBucketIfNotExists([]byte(b.name)); err != nil {
				return err
			}
		}
		return nil
	}
}

// initialise fills a new file, all in tx.
func initialise(tx *bolt.Tx, now time.Time) error {
	for i, m := range migrations {
		if err := migrateStep(tx, i+1, m); err != nil {
			return err
		}
	}
	created := now.UTC().Format(time.RFC3339)
	return tx.Bucket([]byte(buckets[metaBucket].name)).Put([]byte("created"), []byte(created))
}

// migrateStep runs m, which leads to schema.
func migrateStep(tx *bolt.Tx, schema int, m migration) error {
	if err := m.run(tx); err != nil {
		return fmt.Errorf("schema %d (%s): %w", schema, m.what, err)
	}
	b := tx.Bucket([]byte(buckets[metaBucket].name))
	return errors.Join(
		b.Put([]byte("schema"), []byte(strconv.Itoa(schema))),
		b.Put([]byte("min_reader"), []byte(strconv.Itoa(m.minReader))))
}

// migrate brings db to the schema of this program, one transaction a step. A
// file that this program may not use is left as it is: ErrNewer. One that is
// newer but may be used is left as it is too.
func migrate(db *bolt.DB, steps []migration) (err error) {
	defer guard("reading the schema", &err)()
	schema, minReader, err := readSchema(db)
	if err != nil {
		return err
	}
	if minReader > len(steps) {
		return fmt.Errorf("%w: schema %d can be used from schema %d on, this program has %d", ErrNewer, schema, minReader, len(steps))
	}
	for ; schema < len(steps); schema++ {
		err := db.Update(func(tx *bolt.Tx) error { return migrateStep(tx, schema+1, steps[schema]) })
		if err != nil {
			return err
		}
	}
	return nil
}

func readSchema(db *bolt.DB) (schema, minReader int, err error) {
	err = db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(buckets[metaBucket].name))
		if b == nil {
			return fmt.Errorf("%w: a bbolt file, but not a store", workflow.ErrDamaged)
		}
		for _, field := range []struct {
			name string
			to   *int
		}{{"schema", &schema}, {"min_reader", &minReader}} {
			text := string(b.Get([]byte(field.name)))
			n, err := strconv.Atoi(text)
			if err != nil || n < 1 {
				return fmt.Errorf("%w: meta: %s is %.20q", workflow.ErrDamaged, field.name, text)
			}
			*field.to = n
		}
		return nil
	})
	return schema, minReader, err
}
