package store

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/uuid"
)

// The first byte of every value below. Another first byte is another format.
const (
	eventFormat  = 1
	recordFormat = 1
	answerFormat = 1
)

// An event, without its sequence number (the key) and its payload (payloads):
//
//	byte     1
//	bytes 16 id
//	uvarint  case number
//	uvarint  revision
//	varint   recorded at, milliseconds since 1970
//	varint   occurred at, seconds since 1970
//	byte     outcome: 1 done, 2 refused, 0 for a text that follows
//	text     step
//	text     state of the case after it
//	text     actor
func appendEvent(b []byte, e *workflow.Event) ([]byte, error) {
	id, ok := parseUUID(string(e.ID))
	if !ok {
		return nil, fmt.Errorf("%w: event id %.40q is not a UUID", workflow.ErrInvalid, e.ID)
	}
	if !whole(e.OccurredAt, time.Second) || !whole(e.RecordedAt, time.Millisecond) {
		return nil, fmt.Errorf("%w: event %s: times are finer than what is kept", workflow.ErrInvalid, e.ID)
	}
	b = append(append(b, eventFormat), id[:]...)
	b = binary.AppendUvarint(b, e.Case)
	b = binary.AppendUvarint(b, e.Revision)
	b = binary.AppendVarint(b, e.RecordedAt.UnixMilli())
	b = binary.AppendVarint(b, e.OccurredAt.Unix())
	switch e.Outcome {
	case workflow.Done:
		b = append(b, 1)
	case workflow.Refused:
		b = append(b, 2)
	default:
		b = appendText(append(b, 0), string(e.Outcome))
	}
	b = appendText(appendText(b, e.Step), e.State)
	return appendText(b, string(e.Actor)), nil
}

// whole tells whether t can be stored in the given unit without loss.
func whole(t time.Time, unit time.Duration) bool {
	return t.Nanosecond()%int(unit) == 0
}

func decodeEvent(seq uint64, data []byte) (workflow.Event, error) {
	r := reader{data: data}
	if r.byte() != eventFormat {
		r.fail("not an event")
	}
	id := r.uuid()
	e := workflow.Event{
		Seq:        seq,
		ID:         workflow.EventID(id.String()),
		Case:       r.uvarint(),
		Revision:   r.uvarint(),
		RecordedAt: r.millis(),
		OccurredAt: r.seconds(),
		Outcome:    r.outcome(),
		Step:       r.text(),
		State:      r.text(),
		Actor:      workflow.ActorID(r.text()),
	}
	if err := r.end(); err != nil {
		return workflow.Event{}, fmt.Errorf("event %d: %w", seq, err)
	}
	return e, nil
}

func (r *reader) outcome() workflow.Outcome {
	switch r.byte() {
	case 0:
		o := workflow.Outcome(r.text())
		if o == workflow.Done || o == workflow.Refused {
			r.fail("outcome in a longer form than it need be")
		}
		return o
	case 1:
		return workflow.Done
	case 2:
		return workflow.Refused
	}
	r.fail("unknown outcome")
	return ""
}

func (r *reader) seconds() time.Time {
	s := r.varint()
	if t := time.Unix(s, 0).UTC(); t.Unix() == s && t.Year() >= 0 && t.Year() <= 9999 {
		return t
	}
	r.fail("time out of range")
	return time.Time{}
}

func (r *reader) millis() time.Time {
	ms := r.varint()
	if t := time.UnixMilli(ms).UTC(); t.UnixMilli() == ms && t.Year() >= 0 && t.Year() <= 9999 {
		return t
	}
	r.fail("time out of range")
	return time.Time{}
}

// A record, without its number (the key):
//
//	byte     1
//	byte     1 when the case is closed, otherwise 0
//	bytes 16 id
//	text     reference
//	uvarint  revision
//	varint   opened at, seconds since 1970
//	varint   due on, days since 0000-12-31; 0 for none
//	text     school, scenario, state, closed as, student, responsible: six texts
//	text     routine id, then
//	varint   its version, then
//	text     its hash
//	uvarint  how many are involved, then a text each
//	uvarint  how many are recused, then a text each
//	uvarint  how many events, then a
//	uvarint  each: how far its sequence number lies above the one before (or 0)
func appendRecord(b []byte, rec *workflow.Record) ([]byte, error) {
	id, ok := parseUUID(string(rec.ID))
	if !ok {
		return nil, fmt.Errorf("%w: case id %.40q is not a UUID", workflow.ErrInvalid, rec.ID)
	}
	if !whole(rec.OpenedAt, time.Second) {
		return nil, fmt.Errorf("%w: case %s: opening time is finer than what is kept", workflow.ErrInvalid, rec.ID)
	}
	b = appendBool(append(b, recordFormat), rec.Closed)
	b = append(b, id[:]...)
	b = appendText(b, rec.Reference)
	b = binary.AppendUvarint(b, rec.Revision)
	b = binary.AppendVarint(b, rec.OpenedAt.Unix())
	b = binary.AppendVarint(b, int64(rec.DueOn))
	for _, s := range []string{
		string(rec.School), rec.Scenario, rec.State, rec.ClosedAs,
		string(rec.Student), string(rec.Responsible), rec.Routine.ID,
	} {
		b = appendText(b, s)
	}
	b = binary.AppendVarint(b, int64(rec.Routine.Version))
	b = appendText(b, rec.Routine.Hash)
	b = appendTexts(b, rec.Involved)
	b = appendTexts(b, rec.Recused)
	return appendSequence(b, rec.Events)
}

func appendSequence(b []byte, seqs []uint64) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(seqs)))
	before := uint64(0)
	for _, seq := range seqs {
		if seq <= before {
			return nil, fmt.Errorf("%w: sequence numbers do not ascend", workflow.ErrInvalid)
		}
		b = binary.AppendUvarint(b, seq-before)
		before = seq
	}
	return b, nil
}

func decodeRecord(number uint64, data []byte) (*workflow.Record, error) {
	r := reader{data: data}
	rec := &workflow.Record{Number: number}
	id := r.summary(rec)
	rec.ID = workflow.CaseID(id.String())
	rec.Events = r.sequence(nil)
	if err := r.end(); err != nil {
		return nil, fmt.Errorf("record %d: %w", number, err)
	}
	return rec, nil
}

// summary reads all of a record but its events into rec, whose slices are used
// again, and gives its id apart from it: Open reads a hundred thousand.
func (r *reader) summary(rec *workflow.Record) uuid.UUID {
	if r.byte() != recordFormat {
		r.fail("not a record")
	}
	rec.Closed = r.bool()
	id := r.uuid()
	names := r.names
	r.names = nil // each reference is another
	rec.Reference = r.text()
	r.names = names
	rec.Revision = r.uvarint()
	rec.OpenedAt = r.seconds()
	rec.DueOn = r.date()
	rec.School = workflow.SchoolID(r.text())
	rec.Scenario = r.text()
	rec.State = r.text()
	rec.ClosedAs = r.text()
	rec.Student = workflow.StudentID(r.text())
	rec.Responsible = workflow.ActorID(r.text())
	rec.Routine.ID = r.text()
	rec.Routine.Version = int(r.varint())
	rec.Routine.Hash = r.text()
	rec.Involved = readTexts(r, rec.Involved[:0])
	rec.Recused = readTexts(r, rec.Recused[:0])
	return id
}

func (r *reader) date() calendar.Date {
	d := r.varint()
	if d < math.MinInt32 || d >= math.MaxInt32 {
		r.fail("date out of range")
		return 0
	}
	return calendar.Date(d)
}

func (r *reader) sequence(seqs []uint64) []uint64 {
	seq := uint64(0)
	for range r.count() {
		step := r.uvarint()
		if step == 0 || seq+step < seq {
			r.fail("sequence numbers do not ascend")
			return nil
		}
		seq += step
		seqs = append(seqs, seq)
	}
	return seqs
}

// An answer to an idempotency key:
//
//	byte     1
//	varint   answered at, milliseconds since 1970
//	text     case id
//	uvarint  revision
//	bytes 32 SHA-256 of the request
//	text     actor
//	text     key
func appendAnswer(b []byte, actor workflow.ActorID, key string, a *workflow.Answer) ([]byte, error) {
	if !whole(a.At, time.Millisecond) {
		return nil, fmt.Errorf("%w: time of an answer is finer than what is kept", workflow.ErrInvalid)
	}
	b = binary.AppendVarint(append(b, answerFormat), a.At.UnixMilli())
	b = binary.AppendUvarint(appendText(b, string(a.Case)), a.Revision)
	b = append(b, a.Request[:]...)
	return appendText(appendText(b, string(actor)), key), nil
}

func decodeAnswer(data []byte) (actor workflow.ActorID, key string, a workflow.Answer, err error) {
	r := reader{data: data}
	if r.byte() != answerFormat {
		r.fail("not an answer")
	}
	a.At = r.millis()
	a.Case = workflow.CaseID(r.text())
	a.Revision = r.uvarint()
	copy(a.Request[:], r.take(32))
	actor, key = workflow.ActorID(r.text()), r.text()
	if err := r.end(); err != nil {
		return "", "", workflow.Answer{}, fmt.Errorf("answer: %w", err)
	}
	return actor, key, a, nil
}
