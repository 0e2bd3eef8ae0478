package store

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"kjentvei/workflow"
)

// tx is a transaction as package workflow sees it. It is used by one goroutine.
type tx struct {
	db    *DB
	b     *boltTx
	own   *stage // what the closure has written; nil in a View
	batch *stage // what closures before it in the same commit have; nil in a View
	done  bool
	buf   []byte // for values that are decoded at once

	events, payloads follower // of EachEvent
	current          workflow.Event
}

var _ workflow.Tx = (*tx)(nil)

// get gives the value of a key as this transaction sees it. It is valid until
// the next get.
func (t *tx) get(k bucket, key []byte) ([]byte, error) {
	if t.done {
		return nil, errTxDone
	}
	if t.own != nil {
		if o := t.own.find(k, key); o != nil {
			if o.remove {
				return nil, workflow.ErrNotFound
			}
			return o.value, nil
		}
	}
	value, err := t.b.get(k, key, t.buf[:0])
	if err == nil {
		t.buf = value
	}
	return value, err
}

func (t *tx) keys(k bucket, prefix []byte) ([][]byte, error) {
	if t.done {
		return nil, errTxDone
	}
	keys, err := t.b.keys(k, prefix)
	if err == nil && t.own != nil {
		keys = t.own.overlay(k, prefix, keys)
	}
	return keys, err
}

func (t *tx) writable() error {
	switch {
	case t.done:
		return errTxDone
	case t.own == nil:
		return errReadOnly
	}
	return nil
}

// put stages a write; key and value belong to the stage then.
func (t *tx) put(k bucket, key, value []byte) {
	t.own.write(op{bucket: k, key: key, value: value})
}

func (t *tx) remove(k bucket, key []byte) {
	t.own.write(op{bucket: k, key: key, remove: true})
}

// number finds a case by its public id, 0 for none.
func (t *tx) number(id workflow.CaseID) uint64 {
	if t.own != nil {
		if n := t.own.ids[id]; n != 0 {
			return n
		}
		if n := t.batch.ids[id]; n != 0 {
			return n
		}
	}
	return t.db.index.number(id)
}

func (t *tx) record(number uint64) (*workflow.Record, error) {
	value, err := t.get(caseBucket, numberKey(number))
	if err != nil {
		return nil, err
	}
	return decodeRecord(number, value)
}

// Record finds a case by its public id.
func (t *tx) Record(id workflow.CaseID) (*workflow.Record, error) {
	number := t.number(id)
	if number == 0 {
		return nil, fmt.Errorf("case %.40q: %w", id, workflow.ErrNotFound)
	}
	rec, err := t.record(number)
	if errors.Is(err, workflow.ErrNotFound) { // newer than the snapshot
		return nil, fmt.Errorf("case %.40q: %w", id, err)
	}
	return rec, err
}

// RecordsOf gives the cases about a student, in the order of their numbers. It
// gives none for the empty id.
func (t *tx) RecordsOf(student workflow.StudentID) ([]*workflow.Record, error) {
	if t.done {
		return nil, errTxDone
	}
	if student == "" {
		return nil, nil
	}
	numbers := t.db.index.casesOf(student)
	if t.own != nil {
		for _, s := range []*stage{t.batch, t.own} {
			for number, rec := range s.records {
				if rec.Student == student {
					numbers = append(numbers, number)
				}
			}
		}
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
	}
	var records []*workflow.Record
	for _, number := range numbers {
		rec, err := t.record(number)
		switch {
		case errors.Is(err, workflow.ErrNotFound):
			continue
		case err != nil:
			return nil, err
		case rec.Student == student:
			records = append(records, rec)
		}
	}
	return records, nil
}

// Events reads the events that r lists.
func (t *tx) Events(r *workflow.Record) ([]workflow.Event, error) {
	events := make([]workflow.Event, 0, len(r.Events))
	for _, seq := range r.Events {
		e, err := t.event(seq)
		if err == nil && e.Case != r.Number {
			err = fmt.Errorf("%w: belongs to case %d, not %d", workflow.ErrDamaged, e.Case, r.Number)
		}
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", seq, err)
		}
		events = append(events, e)
	}
	return events, nil
}

func (t *tx) event(seq uint64) (workflow.Event, error) {
	key := numberKey(seq)
	public, err := t.get(eventBucket, key)
	if err != nil {
		return workflow.Event{}, missing(err)
	}
	e, err := decodeEvent(seq, public)
	if err != nil {
		return workflow.Event{}, err
	}
	payload, err := t.get(payloadBucket, key)
	if err != nil {
		return workflow.Event{}, missing(err)
	}
	e.Payload, err = decodePayload(payload)
	return e, err
}

// missing says that what a record refers to must be there.
func missing(err error) error {
	if errors.Is(err, workflow.ErrNotFound) {
		return fmt.Errorf("%w: missing", workflow.ErrDamaged)
	}
	return err
}

// Append stores events and the record as it then is, as workflow.Tx says. Done
// events count the record's revision up by one each; others leave it. A record
// that does not go on from what is stored is ErrStale, a new one with an id in
// use ErrConflict, and values that cannot be stored unchanged are ErrInvalid.
// Without events it stores the record of a case that is there already. When it
// returns an error, it has changed neither r nor events.
func (t *tx) Append(r *workflow.Record, events []workflow.Event) error {
	if err := t.writable(); err != nil {
		return err
	}
	if err := t.continues(r, events); err != nil {
		return fmt.Errorf("case %.40q: %w", r.ID, err)
	}
	next := *r
	if next.Number == 0 {
		next.Number = t.own.record + 1
	}
	next.Events = slices.Clone(r.Events)
	for i := range events {
		next.Events = append(next.Events, t.own.event+uint64(i)+1)
	}
	ops, err := encodeStep(&next, events)
	if err != nil {
		return err
	}
	for _, o := range ops {
		t.own.write(o)
	}
	t.own.event += uint64(len(events))
	t.own.record = max(t.own.record, next.Number)
	*r = next
	for i := range events {
		events[i].Seq = next.Events[len(next.Events)-len(events)+i]
		events[i].Case = next.Number
	}
	t.own.ids[r.ID] = r.Number
	t.own.records[r.Number] = summaryOf(r)
	return nil
}

// continues tells whether a record and its new events go on from what is stored.
func (t *tx) continues(r *workflow.Record, events []workflow.Event) error {
	var stored workflow.Record
	if r.Number == 0 {
		if t.number(r.ID) != 0 {
			return fmt.Errorf("%w: the id is in use", workflow.ErrConflict)
		}
		if len(events) == 0 {
			return fmt.Errorf("%w: a new case without an event", workflow.ErrInvalid)
		}
	} else {
		found, err := t.record(r.Number)
		if err != nil {
			return err
		}
		stored = *found
		if stored.ID != r.ID {
			return fmt.Errorf("%w: number %d is of another case", workflow.ErrStale, r.Number)
		}
	}
	if !slices.Equal(stored.Events, r.Events) {
		return fmt.Errorf("%w: it has %d events, not %d", workflow.ErrStale, len(stored.Events), len(r.Events))
	}
	revision := stored.Revision
	for i, e := range events {
		if e.Outcome == workflow.Done {
			revision++
		}
		if e.Revision != revision {
			return fmt.Errorf("%w: event %d would take it to revision %d, not %d", workflow.ErrStale, i+1, revision, e.Revision)
		}
	}
	if r.Revision != revision {
		return fmt.Errorf("%w: it would be at revision %d, not %d", workflow.ErrStale, revision, r.Revision)
	}
	return nil
}

// encodeStep gives the writes of a record whose last events are new.
func encodeStep(r *workflow.Record, events []workflow.Event) ([]op, error) {
	if len(r.Involved) > math.MaxUint16 || r.Number > math.MaxUint32 {
		return nil, fmt.Errorf("%w: case %s is too large", workflow.ErrInvalid, r.ID)
	}
	ops := make([]op, 0, 2*len(events)+1)
	for i, e := range events {
		e.Case = r.Number
		key := numberKey(r.Events[len(r.Events)-len(events)+i])
		public, err := appendEvent(nil, &e)
		if err != nil {
			return nil, err
		}
		payload, err := appendPayload(nil, &e.Payload)
		if err != nil {
			return nil, err
		}
		ops = append(ops,
			op{bucket: eventBucket, key: key, value: public},
			op{bucket: payloadBucket, key: key, value: payload})
	}
	value, err := appendRecord(nil, r)
	if err != nil {
		return nil, err
	}
	return append(ops, op{bucket: caseBucket, key: numberKey(r.Number), value: value}), nil
}

// summaryOf copies what the index needs of a record.
func summaryOf(r *workflow.Record) *workflow.Record {
	s := *r
	s.Events = nil
	s.Involved = slices.Clone(r.Involved)
	s.Recused = slices.Clone(r.Recused)
	return &s
}
