package store

import (
	"crypto/sha256"
	"fmt"
	"time"

	"kjentvei/workflow"
)

// Answers are stored in the order in which they are given, so that a new one is
// appended and old ones lie together at the front. Which number the answer to a
// key has is kept in memory.
const (
	// answerKept is how long an answer is kept at least, by the times of later ones.
	answerKept = 24 * time.Hour
	// purgeChunk is how many are purged at once: the front of the bucket is
	// touched once in so many steps.
	purgeChunk = 64
)

// answerID stands for an actor and their key in memory.
type answerID [16]byte

func answerIDOf(actor workflow.ActorID, key string) (id answerID) {
	sum := sha256.Sum256(pairKey([]byte(actor), []byte(key)))
	copy(id[:], sum[:])
	return id
}

// Answer finds the answer to a key of an actor. It may be older than a day.
func (t *tx) Answer(actor workflow.ActorID, key string) (*workflow.Answer, error) {
	none := fmt.Errorf("answer: %w", workflow.ErrNotFound)
	number := t.answerNumber(answerIDOf(actor, key))
	if number == 0 {
		return nil, none
	}
	ofActor, ofKey, a, err := t.answer(number)
	if err != nil {
		return nil, err
	}
	if ofActor != actor || ofKey != key {
		return nil, none
	}
	return &a, nil
}

func (t *tx) answer(number uint64) (actor workflow.ActorID, key string, a workflow.Answer, err error) {
	value, err := t.get(answerBucket, numberKey(number))
	if err != nil {
		return "", "", a, fmt.Errorf("answer: %w", err)
	}
	return decodeAnswer(value)
}

func (t *tx) answerNumber(id answerID) uint64 {
	if t.own != nil {
		if n := t.own.answers[id]; n != 0 {
			return n
		}
		if n := t.batch.answers[id]; n != 0 {
			return n
		}
	}
	return t.db.index.answer(id)
}

// PutAnswer stores an answer, in place of an earlier one to the same key.
func (t *tx) PutAnswer(actor workflow.ActorID, key string, a workflow.Answer) error {
	if err := t.writable(); err != nil {
		return err
	}
	if actor == "" || key == "" || len(key) > 1024 {
		return fmt.Errorf("%w: answer without an actor, or with an empty or very long key", workflow.ErrInvalid)
	}
	value, err := appendAnswer(nil, actor, key, &a)
	if err != nil {
		return err
	}
	if err := t.purgeAnswers(a.At); err != nil {
		return err
	}
	t.own.answer++
	t.put(answerBucket, numberKey(t.own.answer), value)
	t.own.answers[answerIDOf(actor, key)] = t.own.answer
	return nil
}

// purgeAnswers removes the oldest chunk once all of it is older than it need be.
func (t *tx) purgeAnswers(now time.Time) error {
	last := t.own.oldest + purgeChunk - 1
	if last > t.own.answer {
		return nil
	}
	_, _, youngest, err := t.answer(last)
	if err != nil {
		return missing(err)
	}
	if now.Sub(youngest.At) <= answerKept {
		return nil
	}
	for n := t.own.oldest; n <= last; n++ {
		actor, key, _, err := t.answer(n)
		if err != nil {
			return missing(err)
		}
		t.remove(answerBucket, numberKey(n))
		t.own.purged = append(t.own.purged, purged{answerIDOf(actor, key), n})
	}
	t.own.oldest = last + 1
	return nil
}

// purged is an answer that memory may forget, unless the key has a later one.
type purged struct {
	id     answerID
	number uint64
}

// answer finds the number of an answer, 0 for none.
func (ix *index) answer(id answerID) uint64 {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return ix.answers[id]
}

// loadAnswers fills the index from the stored answers.
func (ix *index) loadAnswers(b *boltTx) error {
	return b.each(answerBucket, func(key, value []byte) error {
		number, err := parseNumber(key)
		if err != nil {
			return err
		}
		actor, name, _, err := decodeAnswer(value)
		if err != nil {
			return fmt.Errorf("answer %d: %w", number, err)
		}
		ix.answers[answerIDOf(actor, name)] = number
		return nil
	})
}
