package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kjentvei/workflow/calendar"
)

// Credentials are what a member of staff can show beside their password, and what
// lets them set it up. They are secrets: they go into no log, list or answer.
type Credentials struct {
	Staff ActorID
	// Epoch counts the changes of the password and of the factors. A session that
	// began in an earlier one has ended.
	Epoch    uint64
	TOTP     TOTP
	Passkeys []Passkey
	Recovery [][32]byte // SHA-256 of the codes that are not used yet
	Vouched  Vouch
	Invite   Invitation
}

// TOTP is an app that makes codes (RFC 6238: SHA-1, six figures, 30 seconds).
type TOTP struct {
	Secret   []byte // empty: none
	LastStep uint64 // the newest time step whose code was used; it and those before are worth nothing
	Since    time.Time
}

// Passkey is a passkey (WebAuthn).
type Passkey struct {
	ID    []byte
	Data  []byte // the public key and what else package web/auth keeps of it
	Since time.Time
	Used  time.Time // zero: never yet
}

// Vouch says that somebody of the leadership has vouched for a colleague who has
// no second factor at hand.
type Vouch struct {
	By    ActorID
	Until time.Time
}

// Invitation is a code, good once, with which somebody sets a password and a
// second factor.
type Invitation struct {
	Hash  [32]byte // SHA-256 of the code as foldCode has it
	Until time.Time
}

// invitationLife is how long an invitation is good.
const invitationLife = 7 * 24 * time.Hour

// Recovery codes are made so many at a time.
const recoveryCodes = 10

// HasFactor reports whether there is a second factor to ask for.
func (c *Credentials) HasFactor() bool { return len(c.TOTP.Secret) > 0 || len(c.Passkeys) > 0 }

// IsVouched reports whether somebody vouches for them at a time.
func (c *Credentials) IsVouched(now time.Time) bool { return now.Before(c.Vouched.Until) }

// Account is what logging in needs to know of a member of staff. It is a copy.
type Account struct {
	Staff       *Staff
	Credentials *Credentials // empty where there are none
}

// Actor is the one that the account stands for, with the roles that they have on a day.
func (a *Account) Actor(day calendar.Date) Actor { return a.Staff.actor(day) }

// Account finds who has a user name, also when the account is disabled. ErrNotFound
// when nobody has.
func (e *Engine) Account(ctx context.Context, user string) (a *Account, err error) {
	err = e.store.View(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return err
		}
		a, err = accountIn(tx, s)
		return err
	})
	return a, err
}

// AccountOf is the account of somebody who has logged in. ErrNotLoggedIn for one
// who is not there or disabled.
func (e *Engine) AccountOf(ctx context.Context, id ActorID) (a *Account, err error) {
	err = e.store.View(ctx, func(tx Tx) error {
		s, err := tx.Staff(id)
		if err != nil || s.Disabled {
			return errors.Join(ErrNotLoggedIn, err)
		}
		a, err = accountIn(tx, s)
		return err
	})
	return a, err
}

func accountIn(tx Tx, s *Staff) (*Account, error) {
	c, err := credentialsIn(tx, s.ID)
	return &Account{Staff: s, Credentials: c}, err
}

func credentialsIn(tx Tx, id ActorID) (*Credentials, error) {
	c, err := tx.Credentials(id)
	if errors.Is(err, ErrNotFound) {
		return &Credentials{Staff: id}, nil
	}
	return c, err
}

// newEpoch ends the sessions that somebody has.
func newEpoch(tx Tx, id ActorID) error {
	c, err := credentialsIn(tx, id)
	if err != nil {
		return err
	}
	c.Epoch++
	return tx.PutCredentials(c)
}

// change changes an account in one transaction and records it. An error of fn
// leaves everything as it was.
func (e *Engine) change(ctx context.Context, id ActorID, what string, by Operation, fn func(*Account) error) (epoch uint64, err error) {
	err = e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.Staff(id)
		if err != nil || s.Disabled {
			return errors.Join(ErrNotLoggedIn, err)
		}
		a, err := accountIn(tx, s)
		if err != nil {
			return err
		}
		if err := fn(a); err != nil {
			return fmt.Errorf("%s of %q: %w", what, id, err)
		}
		epoch = a.Credentials.Epoch
		return errors.Join(tx.PutStaff(a.Staff), tx.PutCredentials(a.Credentials), tx.PutOperation(by.on(what, string(id))))
	})
	return epoch, err
}

// InApp says who did something in the app, and when, for the record.
func InApp(staff ActorID, now time.Time) Operation {
	return Operation{At: now.UTC().Truncate(time.Second), Staff: staff}
}

// ReencodePassword keeps the same password encoded at higher costs. It changes
// nothing when the password is another one by now.
func (e *Engine) ReencodePassword(ctx context.Context, id ActorID, before, after string) error {
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.Staff(id)
		if err != nil || s.Password != before {
			return err
		}
		s.Password = after
		return tx.PutStaff(s)
	})
}

// SetPassword sets the password, encoded already, if it still is what it was before;
// ErrConflict if not. Every session ends, but for those told the new epoch.
func (e *Engine) SetPassword(ctx context.Context, id ActorID, before, after string, by Operation) (epoch uint64, err error) {
	return e.change(ctx, id, "password", by, func(a *Account) error {
		if a.Staff.Password != before {
			return ErrConflict
		}
		a.Staff.Password = after
		a.Credentials.Epoch++
		return nil
	})
}
