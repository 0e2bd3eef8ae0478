package store

import (
	"bytes"
	"context"
	"fmt"

	"kjentvei/workflow"
)

// Token finds a token by the hash of its secret.
func (t *tx) Token(hash [32]byte) (*workflow.Token, error) {
	value, err := t.get(tokenBucket, hash[:])
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	return t.db.recalls.tokens.decode(value, func(data []byte) (*workflow.Token, error) { return decodeToken(hash, data) })
}

// Tokens gives all tokens, in the order of their hashes.
func (t *tx) Tokens() ([]*workflow.Token, error) {
	keys, err := t.keys(tokenBucket, nil)
	if err != nil {
		return nil, err
	}
	tokens := make([]*workflow.Token, len(keys))
	for i, key := range keys {
		hash, err := tokenHash(key)
		if err != nil {
			return nil, err
		}
		if tokens[i], err = t.Token(hash); err != nil {
			return nil, missing(err)
		}
	}
	return tokens, nil
}

func tokenHash(key []byte) (hash [32]byte, err error) {
	if len(key) != len(hash) {
		return hash, fmt.Errorf("%w: %x is not the hash of a token", workflow.ErrDamaged, key)
	}
	return [32]byte(key), nil
}

// PutToken stores a token under its hash.
func (t *tx) PutToken(token *workflow.Token) error {
	if err := t.writable(); err != nil {
		return err
	}
	if token.ID == "" || token.Hash == [32]byte{} {
		return fmt.Errorf("%w: token without an id or a hash", workflow.ErrInvalid)
	}
	value, err := encodeToken(token)
	if err != nil {
		return err
	}
	t.put(tokenBucket, bytes.Clone(token.Hash[:]), value)
	return nil
}

// PutOperation adds what an operator did to the end of the list.
func (t *tx) PutOperation(o workflow.Operation) error {
	if err := t.writable(); err != nil {
		return err
	}
	value, err := encodeOperation(o)
	if err != nil {
		return err
	}
	t.own.operation++
	t.put(operationBucket, numberKey(t.own.operation), value)
	return nil
}

// Operations gives what operators did by command, the oldest first. It does not
// see what its own transaction has added.
func (t *tx) Operations() (operations []workflow.Operation, err error) {
	if t.done {
		return nil, errTxDone
	}
	err = t.b.each(operationBucket, func(_, value []byte) error {
		o, err := decodeOperation(value)
		operations = append(operations, o)
		return err
	})
	return operations, err
}

// Credentials gives what somebody can show beside their password.
func (t *tx) Credentials(id workflow.ActorID) (*workflow.Credentials, error) {
	value, err := t.get(credentialBucket, []byte(id))
	if err != nil {
		return nil, fmt.Errorf("credentials of %.40q: %w", id, err)
	}
	return decodeCredentials(id, value)
}

// PutCredentials stores them under the id of the member of staff.
func (t *tx) PutCredentials(c *workflow.Credentials) error {
	if err := t.writable(); err != nil {
		return err
	}
	key, err := textKey("staff", string(c.Staff))
	if err != nil {
		return err
	}
	value, err := encodeCredentials(c)
	if err != nil {
		return err
	}
	t.put(credentialBucket, key, value)
	return nil
}

// Operations gives what operators did by command, the oldest first.
func (db *DB) Operations(ctx context.Context) (operations []workflow.Operation, err error) {
	err = db.View(ctx, func(tx workflow.Tx) error {
		operations, err = tx.Operations()
		return err
	})
	return operations, err
}

// Setting gives a value of the installation.
func (t *tx) Setting(name string) ([]byte, error) {
	value, err := t.get(settingBucket, []byte(name))
	if err != nil {
		return nil, fmt.Errorf("setting %.40q: %w", name, err)
	}
	return bytes.Clone(value), nil
}

// PutSetting stores a value of the installation.
func (t *tx) PutSetting(name string, value []byte) error {
	if err := t.writable(); err != nil {
		return err
	}
	key, err := textKey("setting", name)
	if err != nil {
		return err
	}
	t.put(settingBucket, key, append([]byte{}, value...))
	return nil
}
