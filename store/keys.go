package store

import (
	"encoding/binary"
	"fmt"
	"strings"

	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// bucket is one of the buckets drawn in doc.go.
type bucket uint8

const (
	metaBucket bucket = iota
	eventBucket
	payloadBucket
	caseBucket
	studentBucket
	studentsAtBucket
	staffBucket
	staffAtBucket
	staffUserBucket
	tokenBucket
	operationBucket
	settingBucket
	routineBucket
	versionBucket
	freeDaysBucket
	answerBucket
	lookBucket
	looksOfBucket
	credentialBucket
	identityBucket
	bucketCount
)

// bucketForm is what a bucket is called and how full its pages are when they are
// split.
type bucketForm struct {
	name string
	fill float64
}

// buckets are in the order in which schemas have added them. Pages that are only ever appended to are filled: the default would
// leave half of each empty for good. Records grow a little with every event
// and need room for it.
var buckets = [bucketCount]bucketForm{
	metaBucket:       {"meta", bolt.DefaultFillPercent},
	eventBucket:      {"events", 1},
	payloadBucket:    {"payloads", 1},
	caseBucket:       {"cases", 0.8},
	studentBucket:    {"students", 0.7},
	studentsAtBucket: {"students_at", 0.7},
	staffBucket:      {"staff", 0.7},
	staffAtBucket:    {"staff_at", 0.7},
	staffUserBucket:  {"staff_users", 0.7},
	tokenBucket:      {"tokens", 0.7},
	operationBucket:  {"operations", 1},
	settingBucket:    {"settings", bolt.DefaultFillPercent},
	routineBucket:    {"routines", bolt.DefaultFillPercent},
	versionBucket:    {"routine_versions", bolt.DefaultFillPercent},
	freeDaysBucket:   {"free_days", bolt.DefaultFillPercent},
	answerBucket:     {"answers", 1},
	lookBucket:       {"looks", 1},
	looksOfBucket:    {"looks_of", 0.8},
	credentialBucket: {"credentials", 0.7},
	identityBucket:   {"identities", 0.7},
}

func (b bucket) String() string { return buckets[b].name }

func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// parseNumber reads what numberKey wrote; 0 is never written.
func parseNumber(key []byte) (uint64, error) {
	if len(key) != 8 || binary.BigEndian.Uint64(key) == 0 {
		return 0, fmt.Errorf("%w: %x is not the key of a number", workflow.ErrDamaged, key)
	}
	return binary.BigEndian.Uint64(key), nil
}

// textKey is a text as a key: not empty, without the byte that ends a part of
// a key, and short.
func textKey(what, text string) ([]byte, error) {
	const longest = 1024
	if text == "" || len(text) > longest || strings.Contains(text, "\x00") {
		return nil, fmt.Errorf("%w: %s %.40q cannot be a key", workflow.ErrInvalid, what, text)
	}
	return []byte(text), nil
}

// pairKey is "first 00 second", in the order of first, then second.
func pairKey(first, second []byte) []byte {
	key := make([]byte, 0, len(first)+1+len(second))
	return append(append(append(key, first...), 0), second...)
}

func versionKey(id []byte, version int) []byte {
	return pairKey(id, numberKey(uint64(version)))
}
