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
	factors   *brake // of one person from one address
	codes     *brake // of one person
	invites   *brake
	departs   *brake // to providers, from one address
	gate      *gate
	devices   devices
	drafts    []byte // makes the keys of DraftKey
}

// NewDesk lets in whom the engine knows. What happened to whom is logged by opaque
// ids, without names or addresses.
func NewDesk(engine *workflow.Engine, log zerolog.Logger) *Desk {
	nobodys()
	return &Desk{
		engine: engine, log: log, gate: newGate(),
		pairs: newBrake(pairEvery, pairAtOnce), addresses: newBrake(addressEvery, addressAtOnce),
		factors: newBrake(codeEvery, codeAtOnce), codes: newBrake(codesEvery, codesAtOnce), invites: newBrake(inviteEvery, inviteAtOnce),
		departs: newBrake(departEvery, departAtOnce), devices: newDevices(), drafts: newDevices().key,
	}
}

// Password finds who has this user name and password. ErrRefused when nobody has,
// or the account is disabled; *SlowError when that has been so too often, from this
// address, for this person or all of them. device is what KnownDevice gave a browser
// that this person has used before: it is counted apart from its address, so that
// nobody behind the same address can keep them out.
func (d *Desk) Password(ctx context.Context, user, password, address, device string) (*workflow.Account, error) {
	user = strings.TrimSpace(user)
	if len(user) > maxUser || len(password) > MaxPassword {
		user, password = "", "" // whatever it is, it is looked at like any other
	}
	account, err := d.find(ctx, user)
	if err != nil {
		return nil, err
	}
	settle, err := d.count(user, account, address, device, time.Now())
	if err != nil {
		return nil, err
	}
	err = d.lookAt(ctx, account, password, address)
	settle(errors.Is(err, ErrRefused))
	if err != nil {
		return nil, d.refused(err)
	}
	return account, nil
}

// count asks the brakes on an attempt; settle says how it went.
func (d *Desk) count(user string, account *workflow.Account, address, device string, now time.Time) (settle func(failed bool), err error) {
	if account != nil && d.devices.knows(device, account.Staff.ID) {
		return d.pairs.try("device\x00"+device, now)
	}
	pair, err := d.pairs.try(strings.ToLower(user)+"\x00"+address, now)
	if err != nil {
		return nil, err
	}
	all, err := d.addresses.try(address, now)
	if err != nil {
		pair(false)
		return nil, err
	}
	return func(failed bool) { pair(failed); all(failed) }, nil
}

// maxUser is longer than any user name, in bytes.
const maxUser = 256

func (d *Desk) lookAt(ctx context.Context, account *workflow.Account, password, address string) error {
	encoded := ""
	if account != nil && !account.Staff.Disabled {
		encoded = account.Staff.Password
	}
	if err := d.gate.enter(ctx, address); err != nil {
		return err
	}
	defer d.gate.leave()
	if !matches(encoded, password) {
		return ErrRefused
	}
	if !Outdated(encoded) {
		return nil
	}
	if err := d.engine.ReencodePassword(ctx, account.Staff.ID, encoded, Encode(password)); err != nil {
		return fmt.Errorf("encoding a password anew: %w", err)
	}
	return nil
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
