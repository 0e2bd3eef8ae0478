package store

import (
	"context"
	"fmt"
	"os"
	"slices"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// Problem is one thing that Check found wrong.
type Problem struct {
	Kind    string // file, event, payload, record, index, list, answer, operation, look, verify
	Where   string // which, for people
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s %s: %s", p.Kind, p.Where, p.Message) }

// maxProblems ends a check: a file that has as many is lost anyway.
const maxProblems = 100

// Check proves that the store is whole: the pages of the file, the events'
// sequence, every record against its events, what is kept in memory against
// what a new reading gives, and every stored value readable. It gives no
// problem for a store that is whole, and never panics. No Update runs
// meanwhile. It stops early, without a verdict, when ctx ends: look at ctx.Err.
func (db *DB) Check(ctx context.Context) []Problem {
	db.writing.Lock()
	defer db.writing.Unlock()
	c := &checker{ctx: ctx, db: db}
	if db.closed.Load() {
		c.add("file", db.path, "%v", ErrClosed)
		return c.problems
	}
	b, err := begin(db.bolt, true) // bbolt's own check wants no writer
	if err != nil {
		c.add("file", db.path, "%v", err)
		return c.problems
	}
	defer b.rollback()
	c.tx = &tx{db: db, b: b}
	for _, part := range []func(){c.file, c.buckets, c.readRecords, c.events, c.records, c.index, c.members, c.rest} {
		if c.full() {
			break
		}
		part()
	}
	return c.problems
}

// checker collects problems.
type checker struct {
	ctx      context.Context
	db       *DB
	tx       *tx
	problems []Problem
	broken   bool // the file's pages are not whole; nothing else is looked at

	stored map[uint64]*workflow.Record
	seen   map[uint64]*trail
}

// trail is what the events say of a case, in their order.
type trail struct {
	revision uint64
	events   []uint64
}

func (c *checker) add(kind, where, format string, args ...any) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, Problem{kind, where, fmt.Sprintf(format, args...)})
	}
}

func (c *checker) full() bool {
	return c.broken || len(c.problems) >= maxProblems || c.ctx.Err() != nil
}

// file checks every page, ourselves first: bbolt's check can fault on a damaged one.
func (c *checker) file() {
	f, err := os.Open(c.db.path)
	if err == nil {
		defer f.Close()
		err = examine(f, true)
	}
	if err != nil {
		c.broken = true
		c.add("file", c.db.path, "%v", err)
		return
	}
	for err := range c.tx.b.tx.Check() {
		c.broken = true
		c.add("file", c.db.path, "%v", err)
	}
}

// buckets checks that the file has the buckets that are drawn in doc.go, and no others.
func (c *checker) buckets() {
	missing := map[string]bool{}
	for _, b := range buckets {
		missing[b.name] = true
	}
	err := c.tx.b.tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
		if !missing[string(name)] {
			c.add("file", c.db.path, "has a bucket %q, which nobody knows", name)
		}
		delete(missing, string(name))
		return nil
	})
	if err != nil {
		c.add("file", c.db.path, "%v", err)
	}
	for name := range missing {
		c.add("file", c.db.path, "has no bucket %q", name)
	}
}

// each goes through a bucket whose keys are numbers.
func (c *checker) each(kind string, k bucket, fn func(number uint64, value []byte) error) {
	err := c.tx.b.each(k, func(key, value []byte) error {
		if c.full() {
			return c.ctx.Err()
		}
		number, err := parseNumber(key)
		if err == nil {
			err = fn(number, value)
		}
		if err != nil {
			c.add(kind, fmt.Sprintf("%x", key), "%v", err)
		}
		return nil
	})
	if err != nil && c.ctx.Err() == nil {
		c.add(kind, k.String(), "%v", err)
	}
}

func (c *checker) readRecords() {
	c.stored = map[uint64]*workflow.Record{}
	next := uint64(1)
	c.each("record", caseBucket, func(number uint64, value []byte) error {
		if number != next {
			c.add("record", fmt.Sprint(number), "comes where %d should", next)
		}
		next = number + 1
		rec, err := decodeRecord(number, value)
		if err == nil {
			c.stored[number] = rec
		}
		return err
	})
	if last := next - 1; last != c.db.ends.record {
		c.add("record", fmt.Sprint(last), "is the last, not %d", c.db.ends.record)
	}
}

// events checks that the sequence has no gaps, that each event has a readable
// payload and a record, and that accepted ones count revisions up.
func (c *checker) events() {
	c.seen = map[uint64]*trail{}
	next := uint64(1)
	c.each("event", eventBucket, func(seq uint64, value []byte) error {
		if seq != next {
			c.add("event", fmt.Sprint(seq), "comes where %d should", next)
		}
		next = seq + 1
		e, err := decodeEvent(seq, value)
		if err != nil {
			return err
		}
		c.payload(seq)
		if c.stored[e.Case] == nil {
			return fmt.Errorf("belongs to case %d, which is not there", e.Case)
		}
		return c.follow(&e)
	})
	if last := next - 1; last != c.db.ends.event {
		c.add("event", fmt.Sprint(last), "is the last, not %d", c.db.ends.event)
	}
	payloads := uint64(0)
	c.each("payload", payloadBucket, func(seq uint64, _ []byte) error {
		payloads++
		if seq >= next {
			return fmt.Errorf("belongs to no event")
		}
		return nil
	})
	if payloads != next-1 && !c.full() {
		c.add("payload", "", "%d for %d events", payloads, next-1)
	}
}

func (c *checker) payload(seq uint64) {
	value, err := c.tx.get(payloadBucket, numberKey(seq))
	if err == nil {
		_, err = decodePayload(value)
	}
	if err != nil {
		c.add("payload", fmt.Sprint(seq), "%v", missing(err))
	}
}

func (c *checker) follow(e *workflow.Event) error {
	t := c.seen[e.Case]
	if t == nil {
		t = &trail{}
		c.seen[e.Case] = t
	}
	t.events = append(t.events, e.Seq)
	revision := t.revision
	if e.Outcome == workflow.Done {
		revision++
	}
	t.revision = e.Revision
	if e.Revision != revision {
		return fmt.Errorf("takes case %d to revision %d, not %d", e.Case, e.Revision, revision)
	}
	return nil
}

// records checks each record against its events.
func (c *checker) records() {
	for _, number := range sortedKeys(c.stored) {
		if c.full() {
			return
		}
		rec, where := c.stored[number], fmt.Sprint(number)
		t := c.seen[number]
		if t == nil {
			c.add("record", where, "has no events")
			continue
		}
		if t.revision != rec.Revision {
			c.add("record", where, "is at revision %d, its events at %d", rec.Revision, t.revision)
		}
		if !slices.Equal(t.events, rec.Events) {
			c.add("record", where, "lists %d events, not the %d that are its own", len(rec.Events), len(t.events))
			continue
		}
		c.verify(rec)
	}
}

func (c *checker) verify(rec *workflow.Record) {
	if c.db.options.Verify == nil {
		return
	}
	where := fmt.Sprint(rec.Number)
	events, err := c.tx.Events(rec)
	if err != nil {
		c.add("event", "of record "+where, "%v", err)
		return
	}
	defer func() {
		if value := recover(); value != nil {
			c.add("verify", where, "panic: %v", value)
		}
	}()
	if err := c.db.options.Verify(*rec, events); err != nil {
		c.add("verify", where, "%v", err)
	}
}
