package store

import (
	"encoding/binary"
	"fmt"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// Extent gives the last number of an event and of a case; a View's are those of
// its snapshot, and in an Update what it has written does not count.
func (t *tx) Extent() (events, cases uint64, err error) {
	if t.done {
		return 0, 0, errTxDone
	}
	if events, err = t.b.last(eventBucket); err != nil {
		return 0, 0, err
	}
	cases, err = t.b.last(caseBucket)
	return events, cases, err
}

// RecordAt finds a case by its number.
func (t *tx) RecordAt(number uint64) (*workflow.Record, error) {
	r, err := t.record(number)
	if err != nil {
		return nil, fmt.Errorf("case %d: %w", number, err)
	}
	return r, nil
}

// CasesAfter lists the numbers of the cases that have events after a position in
// the log, each once.
func (t *tx) CasesAfter(seq uint64) ([]uint64, error) {
	last, _, err := t.Extent()
	if err != nil {
		return nil, err
	}
	var numbers []uint64
	seen := map[uint64]bool{}
	for at := seq + 1; at <= last; at++ {
		public, err := t.get(eventBucket, numberKey(at))
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", at, missing(err))
		}
		e, err := decodeEvent(at, public)
		if err != nil {
			return nil, err
		}
		if !seen[e.Case] {
			seen[e.Case] = true
			numbers = append(numbers, e.Case)
		}
	}
	return numbers, nil
}

// EachEvent reads the events that r lists, one after the other, into memory that
// is used again. Events that lie side by side in the log are not looked up one
// by one.
func (t *tx) EachEvent(r *workflow.Record, fn func(e *workflow.Event) error) (err error) {
	if t.done {
		return errTxDone
	}
	defer guard("reading events", &err)()
	if t.events.cursor == nil {
		t.events.cursor, t.payloads.cursor = t.b.bucket(eventBucket).Cursor(), t.b.bucket(payloadBucket).Cursor()
	}
	for _, seq := range r.Events {
		if err := t.nextEvent(seq, r.Number); err != nil {
			return fmt.Errorf("event %d: %w", seq, missing(err))
		}
		if err := fn(&t.current); err != nil {
			return err
		}
	}
	return nil
}

// nextEvent decodes an event into current.
func (t *tx) nextEvent(seq, number uint64) error {
	public, said := t.events.at(seq), t.payloads.at(seq)
	if public == nil || said == nil {
		return workflow.ErrNotFound
	}
	payload := t.current.Payload
	e, err := decodeEvent(seq, public)
	if err != nil {
		return err
	}
	if e.Case != number {
		return fmt.Errorf("%w: belongs to case %d, not %d", workflow.ErrDamaged, e.Case, number)
	}
	if err := decodeInto(&payload, said); err != nil {
		return err
	}
	e.Payload = payload
	t.current = e
	return nil
}

// follower reads a bucket whose keys are numbers, mostly one after the other. It
// sees what is in the file, not what an Update has staged. It is called under
// guard.
type follower struct {
	cursor *bolt.Cursor
	before uint64 // the key that it is at; 0 for none
}

// at is the value of a key, nil for none, in the file's own memory.
func (f *follower) at(n uint64) []byte {
	var key, value []byte
	if f.before != 0 && n == f.before+1 {
		key, value = f.cursor.Next()
	} else {
		key, value = f.cursor.Seek(numberKey(n))
	}
	f.before = 0
	if len(key) != 8 || binary.BigEndian.Uint64(key) != n {
		return nil
	}
	f.before = n
	return value
}
