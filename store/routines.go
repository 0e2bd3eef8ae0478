package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"kjentvei/workflow"
)

// Routine gives the canonical form with a hash.
func (t *tx) Routine(hash string) ([]byte, error) {
	value, err := t.get(routineBucket, []byte(hash))
	if err != nil {
		return nil, fmt.Errorf("routine %.20q: %w", hash, err)
	}
	return bytes.Clone(value), nil
}

// PutRoutine publishes a version. To publish it again unchanged does nothing.
// It is ErrConflict when the id and version, or the hash, are those of something else.
func (t *tx) PutRoutine(ref workflow.RoutineRef, canonical []byte) error {
	if err := t.writable(); err != nil {
		return err
	}
	id, err := textKey("routine id", ref.ID)
	if err != nil {
		return err
	}
	hash, err := textKey("routine hash", ref.Hash)
	if err != nil {
		return err
	}
	if ref.Version < 0 || len(canonical) == 0 {
		return fmt.Errorf("%w: routine %s@%d is empty or has no version", workflow.ErrInvalid, ref.ID, ref.Version)
	}
	version := versionKey(id, ref.Version)
	known, err := t.putOnce(versionBucket, version, hash)
	if err != nil {
		return fmt.Errorf("routine %s@%d: %w", ref.ID, ref.Version, err)
	}
	if _, err := t.putOnce(routineBucket, hash, bytes.Clone(canonical)); err != nil {
		if !known {
			t.remove(versionBucket, version) // an error changes nothing, even if the closure goes on
		}
		return fmt.Errorf("routine with hash %.20s: %w", ref.Hash, err)
	}
	return nil
}

// Routines lists every published version, by id, then version.
func (t *tx) Routines() ([]workflow.RoutineRef, error) {
	keys, err := t.keys(versionBucket, nil)
	if err != nil {
		return nil, err
	}
	var refs []workflow.RoutineRef
	for _, key := range keys {
		ref, err := parseVersion(key)
		if err != nil {
			return nil, err
		}
		hash, err := t.get(versionBucket, key)
		if err != nil {
			return nil, err
		}
		ref.Hash = string(hash)
		refs = append(refs, ref)
	}
	return refs, nil
}

// parseVersion reads what versionKey wrote.
func parseVersion(key []byte) (workflow.RoutineRef, error) {
	id, number, ok := bytes.Cut(key, []byte{0})
	if !ok || len(id) == 0 || len(number) != 8 {
		return workflow.RoutineRef{}, fmt.Errorf("%w: %q is not an id and a version", workflow.ErrDamaged, key)
	}
	return workflow.RoutineRef{ID: string(id), Version: int(binary.BigEndian.Uint64(number))}, nil
}

// putOnce stores a value that must not change: known when it is there already,
// ErrConflict when another is.
func (t *tx) putOnce(k bucket, key, value []byte) (known bool, err error) {
	stored, err := t.get(k, key)
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		t.put(k, key, value)
		return false, nil
	case err != nil:
		return false, err
	case !bytes.Equal(stored, value):
		return true, fmt.Errorf("%w: published as something else", workflow.ErrConflict)
	}
	return true, nil
}
