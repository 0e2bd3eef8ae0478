package store

import (
	bolt "go.etcd.io/bbolt"
)

// What tests of the stored bytes and of migrations need to reach.
var (
	AppendEvent   = appendEvent
	DecodeEvent   = decodeEvent
	AppendRecord  = appendRecord
	DecodeRecord  = decodeRecord
	AppendPayload = appendPayload
	DecodePayload = decodePayload
	AppendAnswer  = appendAnswer
	DecodeAnswer  = decodeAnswer
	EncodeStudent = encodeStudent
	DecodeStudent = decodeStudent
	EncodeStaff   = encodeStaff
	DecodeStaff   = decodeStaff
	EncodeToken   = encodeToken
	DecodeToken   = decodeToken

	EncodeOperation   = encodeOperation
	EncodeCredentials = encodeCredentials
	DecodeCredentials = decodeCredentials
	DecodeOperation   = decodeOperation
)

// Schema is the schema of this program.
func Schema() int { return len(migrations) }

// OpenMigrated opens a store as a program would that has one more migration.
func OpenMigrated(path string, minReader int, run func(tx *bolt.Tx) error) (*DB, error) {
	return open(path, Options{}, append(migrations[:len(migrations):len(migrations)], migration{"of a test", minReader, run}))
}

// FailCommits makes the next commit, and all after it, fail with err after the
// transaction has been made visible, or before.
func (db *DB) FailCommits(err error, visible bool) {
	db.writing.Lock()
	defer db.writing.Unlock()
	db.commitBolt = func(b *boltTx) error {
		if visible {
			_ = commitBolt(b)
		}
		return err
	}
}

// BreakIndex makes memory say something else of a case than the file does.
func (db *DB) BreakIndex(number uint64) {
	db.index.mu.Lock()
	defer db.index.mu.Unlock()
	db.index.at(number).revision++
}
