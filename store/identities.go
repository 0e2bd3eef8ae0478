package store

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"kjentvei/workflow"
)

// Identity finds whom a login provider calls subject.
func (t *tx) Identity(issuer, subject string) (workflow.ActorID, error) {
	key, err := identityKey(issuer, subject)
	if err != nil {
		return "", err
	}
	id, err := t.get(identityBucket, key)
	if err != nil {
		return "", fmt.Errorf("identity: %w", err)
	}
	return workflow.ActorID(id), nil
}

// PutIdentity says whom a login provider calls subject. What is said already
// stays so: another person for the subject, or another subject of the issuer for
// the person, is ErrConflict.
func (t *tx) PutIdentity(issuer, subject string, staff workflow.ActorID) error {
	if err := t.writable(); err != nil {
		return err
	}
	key, err := identityKey(issuer, subject)
	if err != nil {
		return err
	}
	if staff == "" {
		return fmt.Errorf("%w: identity of nobody", workflow.ErrInvalid)
	}
	known, err := t.keys(identityBucket, pairKey([]byte(issuer), nil))
	if err != nil {
		return err
	}
	for _, other := range known {
		id, err := t.get(identityBucket, other)
		if err != nil {
			return missing(err)
		}
		if same := bytes.Equal(other, key); same != (string(id) == string(staff)) {
			return fmt.Errorf("identity: %w: is somebody else's, or theirs is another", workflow.ErrConflict)
		}
	}
	t.put(identityBucket, key, []byte(staff))
	return nil
}

// RemoveIdentities forgets what every provider calls somebody.
func (t *tx) RemoveIdentities(staff workflow.ActorID) error {
	if err := t.writable(); err != nil {
		return err
	}
	known, err := t.keys(identityBucket, nil)
	if err != nil {
		return err
	}
	for _, key := range known {
		id, err := t.get(identityBucket, key)
		if err != nil {
			return missing(err)
		}
		if string(id) == string(staff) {
			t.remove(identityBucket, key)
		}
	}
	return nil
}

// identityKey is "issuer 00 subject". Its errors do not tell the subject, who is
// a person.
func identityKey(issuer, subject string) ([]byte, error) {
	for _, part := range []string{issuer, subject} {
		if _, err := textKey("", part); err != nil {
			return nil, fmt.Errorf("%w: identity without an issuer or a subject, or with one that cannot be a key", workflow.ErrInvalid)
		}
	}
	return pairKey([]byte(issuer), []byte(subject)), nil
}

// identities checks that each is somebody's, and that no provider calls one
// person by two subjects.
func (c *checker) identities() {
	type pair struct{ issuer, staff string }
	seen := map[pair]bool{}
	c.scan(identityBucket, func(key, staff []byte) error {
		issuer, subject, _ := strings.Cut(string(key), "\x00")
		if _, err := identityKey(issuer, subject); err != nil {
			return errors.New("is no identity")
		}
		if seen[pair{issuer, string(staff)}] {
			return errors.New("is a second one of the same person")
		}
		seen[pair{issuer, string(staff)}] = true
		_, err := c.tx.get(staffBucket, staff)
		return missing(err)
	})
}
