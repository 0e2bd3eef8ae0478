package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/workflow"
)

// ErrRefused is returned for a login that failed, whatever the reason.
var ErrRefused = errors.New("refused")

// Desk lets people in. It is safe for concurrent use.
type Desk struct {
	engine    *workflow.Engine
	log       zerolog.Logger
	pairs     *brake
	addresses *brake
	gate      *gate
}

// NewDesk lets in whom the engine knows. What happened to whom is logged by opaque
// ids, without names or addresses.
func NewDesk(engine *workflow.Engine, log zerolog.Logger) *Desk {
	return &Desk{
		engine: engine, log: log, gate: newGate(),
		pairs: newBrake(pairEvery, pairAtOnce), addresses: newBrake(addressEvery, addressAtOnce),
	}
}

// Password finds who has this user name and password. ErrRefused when nobody has,
// or the account is disabled; *SlowError when that has been so too often, from this
// address, for this person or all of them.
func (d *Desk) Password(ctx context.Context, user, password, address string) (*workflow.Account, error) {
	user = strings.TrimSpace(user)
	if len(user) > maxUser || len(password) > MaxPassword {
		user, password = "", "" // whatever it is, it is looked at like any other
	}
	now := time.Now()
	pair := strings.ToLower(user) + "\x00" + address
	undoPair, err := d.pairs.try(pair, now)
	if err != nil {
		return nil, err
	}
	undoAddress, err := d.addresses.try(address, now)
	if err != nil {
		undoPair()
		return nil, err
	}
	account, err := d.lookAt(ctx, user, password, address)
	if errors.Is(err, ErrRefused) {
		d.log.Info().Str("event", "login refused").Msg("login")
		return nil, err
	}
	undoAddress()
	if err != nil {
		undoPair()
		return nil, err
	}
	d.pairs.clear(pair)
	return account, nil
}

// maxUser is longer than any user name, in bytes.
const maxUser = 256

func (d *Desk) lookAt(ctx context.Context, user, password, address string) (*workflow.Account, error) {
	account, err := d.find(ctx, user)
	if err != nil {
		return nil, err
	}
	encoded := ""
	if account != nil && !account.Staff.Disabled {
		encoded = account.Staff.Password
	}
	if err := d.gate.enter(ctx, address); err != nil {
		return nil, err
	}
	defer d.gate.leave()
	if !matches(encoded, password) {
		return nil, ErrRefused
	}
	if Outdated(encoded) {
		if err := d.engine.ReencodePassword(ctx, account.Staff.ID, encoded, Encode(password)); err != nil {
			return nil, fmt.Errorf("encoding a password anew: %w", err)
		}
	}
	return account, nil
}

// find gives nil for a user name that nobody has.
func (d *Desk) find(ctx context.Context, user string) (*workflow.Account, error) {
	account, err := d.engine.Account(ctx, user)
	if errors.Is(err, workflow.ErrNotFound) {
		account, err = d.engine.Account(ctx, strings.ToLower(user)) // telephones begin with a capital letter
	}
	if errors.Is(err, workflow.ErrNotFound) {
		return nil, nil
	}
	return account, err
}
