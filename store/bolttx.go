package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// boltTx is a bbolt transaction behind guard. No slice of bbolt's leaves it
// but into the function of each and keys, which must not keep it.
type boltTx struct {
	tx      *bolt.Tx
	buckets [bucketCount]*bolt.Bucket
}

// begin opens a transaction. One for writing waits for the one before it.
func begin(db *bolt.DB, writable bool) (b *boltTx, err error) {
	defer guard("beginning a transaction", &err)()
	tx, err := db.Begin(writable)
	if err != nil {
		return nil, err
	}
	return &boltTx{tx: tx}, nil
}

func (b *boltTx) rollback() (err error) {
	defer guard("ending a transaction", &err)()
	return b.tx.Rollback()
}

// bucket is called under guard.
func (b *boltTx) bucket(k bucket) *bolt.Bucket {
	if b.buckets[k] == nil {
		found := b.tx.Bucket([]byte(buckets[k].name))
		if found == nil {
			panic("bucket " + buckets[k].name + " is missing")
		}
		found.FillPercent = buckets[k].fill
		b.buckets[k] = found
	}
	return b.buckets[k]
}

// get appends the value of a key to dst; ErrNotFound when there is none.
func (b *boltTx) get(k bucket, key, dst []byte) (value []byte, err error) {
	defer guard(k.String(), &err)()
	found := b.bucket(k).Get(key)
	if found == nil {
		return nil, workflow.ErrNotFound
	}
	if int64(len(found)) > b.tx.Size() {
		return nil, fmt.Errorf("%w: %s: value longer than the file", workflow.ErrDamaged, k)
	}
	return append(dst, found...), nil
}

// each calls fn for all keys in order until it returns an error.
func (b *boltTx) each(k bucket, fn func(key, value []byte) error) (err error) {
	defer guard(k.String(), &err)()
	c := b.bucket(k).Cursor()
	for key, value := c.First(); key != nil; key, value = c.Next() {
		if err := fn(key, value); err != nil {
			return err
		}
	}
	return nil
}

// keys gives copies of the keys that begin with prefix, all for an empty one.
func (b *boltTx) keys(k bucket, prefix []byte) (keys [][]byte, err error) {
	defer guard(k.String(), &err)()
	c := b.bucket(k).Cursor()
	for key, _ := c.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		keys = append(keys, bytes.Clone(key))
	}
	return keys, nil
}

// first and last give the ends of a bucket whose keys are numbers; 0 when it is empty.
func (b *boltTx) first(k bucket) (n uint64, err error) {
	return b.edge(k, (*bolt.Cursor).First)
}

func (b *boltTx) last(k bucket) (n uint64, err error) {
	return b.edge(k, (*bolt.Cursor).Last)
}

func (b *boltTx) edge(k bucket, move func(*bolt.Cursor) (key, value []byte)) (n uint64, err error) {
	defer guard(k.String(), &err)()
	key, _ := move(b.bucket(k).Cursor())
	if key == nil {
		return 0, nil
	}
	return parseNumber(key)
}

// manyOps is from how many on writes are sorted first. bbolt splits a page only
// at the commit, and until then each key put into the middle moves all after it:
// 200,000 students in no order took 50 s, in order they take one.
const manyOps = 1000

// apply writes what a closure has staged, each key once, in whatever order.
func (b *boltTx) apply(ops []op) (err error) {
	defer guard("writing", &err)()
	if len(ops) > manyOps {
		slices.SortFunc(ops, func(a, b op) int { return cmp.Or(cmp.Compare(a.bucket, b.bucket), bytes.Compare(a.key, b.key)) })
	}
	for _, o := range ops {
		if o.remove {
			err = b.bucket(o.bucket).Delete(o.key)
		} else {
			err = b.bucket(o.bucket).Put(o.key, o.value)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", o.bucket, err)
		}
	}
	return nil
}
