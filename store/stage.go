package store

import (
	"bytes"
	"slices"

	"kjentvei/workflow"
)

// stage is what a closure has written and bbolt does not have yet: dropped when
// the closure fails, applied when it returns nil. The batch has one too, which
// holds what of its closures must still be entered in memory after the commit.
type stage struct {
	ops     []op
	latest  map[opKey]int // place in ops of what was last written to a key
	records map[uint64]*workflow.Record
	ids     map[workflow.CaseID]uint64
	answers map[answerID]uint64
	purged  []purged
	ends
}

// ends are the last numbers given out.
type ends struct {
	event  uint64
	record uint64
	answer uint64
	// operation is the last of what operators did by command.
	operation uint64
	look      uint64
	// oldest is the first answer that has not been purged; beyond answer when there is none.
	oldest uint64
}

// op is one write.
type op struct {
	bucket bucket
	remove bool
	key    []byte
	value  []byte
}

type opKey struct {
	bucket bucket
	key    string
}

func newStage(e ends) *stage {
	return &stage{
		latest:  map[opKey]int{},
		records: map[uint64]*workflow.Record{},
		ids:     map[workflow.CaseID]uint64{},
		answers: map[answerID]uint64{},
		ends:    e,
	}
}

func (s *stage) write(o op) {
	k := opKey{o.bucket, string(o.key)}
	if i, ok := s.latest[k]; ok {
		s.ops[i] = o
		return
	}
	s.latest[k] = len(s.ops)
	s.ops = append(s.ops, o)
}

// find gives what was last written to a key, nil when nothing was.
func (s *stage) find(k bucket, key []byte) *op {
	if i, ok := s.latest[opKey{k, string(key)}]; ok {
		return &s.ops[i]
	}
	return nil
}

// overlay changes keys, those in the file with a prefix, to what they will be.
func (s *stage) overlay(k bucket, prefix []byte, keys [][]byte) [][]byte {
	for _, o := range s.ops {
		if o.bucket != k || !bytes.HasPrefix(o.key, prefix) {
			continue
		}
		i, found := slices.BinarySearchFunc(keys, o.key, bytes.Compare)
		switch {
		case found && o.remove:
			keys = slices.Delete(keys, i, i+1)
		case !found && !o.remove:
			keys = slices.Insert(keys, i, o.key)
		}
	}
	return keys
}

// absorb takes over what of a closure's stage is for memory, once its writes
// have been applied.
func (s *stage) absorb(of *stage) {
	for number, rec := range of.records {
		s.records[number] = rec
	}
	for id, number := range of.ids {
		s.ids[id] = number
	}
	for id, number := range of.answers {
		s.answers[id] = number
	}
	s.purged = append(s.purged, of.purged...)
	s.ends = of.ends
}
