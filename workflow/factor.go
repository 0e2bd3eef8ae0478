package workflow

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// foldCode makes a code that people type comparable.
func foldCode(code string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '2' && r <= '7':
			return r
		}
		return -1
	}, code)
}

func hashCode(code string) [32]byte { return sha256.Sum256([]byte(foldCode(code))) }

// newCode is letters and figures that are easy to tell apart, in groups of four:
// five bits each.
func newCode(groups int) string {
	text := strings.ToLower(rand.Text() + rand.Text())
	parts := make([]string, groups)
	for i := range parts {
		parts[i] = text[4*i : 4*i+4]
	}
	return strings.Join(parts, "-")
}

// Invite makes an invitation for an account, in place of any that it had. The code
// is returned here and nowhere else. ErrNotFound for an unknown user, ErrConflict
// for a disabled one.
func (e *Engine) Invite(ctx context.Context, user string, now time.Time, by Operation) (code string, until time.Time, err error) {
	code = newCode(6)
	until = now.Add(invitationLife).UTC().Truncate(time.Second)
	a, err := e.Account(ctx, user)
	if err != nil {
		return "", until, fmt.Errorf("user %q: %w", user, err)
	}
	_, err = e.change(ctx, a.Staff.ID, "user invite", by, func(a *Account) error {
		a.Credentials.Invite = Invitation{Hash: hashCode(code), Until: until}
		return nil
	})
	if errors.Is(err, ErrNotLoggedIn) {
		err = fmt.Errorf("user %q is disabled: %w", user, ErrConflict)
	}
	return code, until, err
}

// Invited reports whether this is the code of an invitation that is still good.
func (c *Credentials) Invited(code string, now time.Time) bool {
	hash := hashCode(code)
	return c.Invite.Hash != [32]byte{} && c.Invite.Hash == hash && now.Before(c.Invite.Until)
}

// AcceptInvitation sets the password of somebody who has an invitation. The code
// stays good until they have a second factor too (Enrol). ErrForbidden when it is
// not, or not theirs.
func (e *Engine) AcceptInvitation(ctx context.Context, id ActorID, code, password string, now time.Time) (epoch uint64, err error) {
	return e.change(ctx, id, "invitation accepted", InApp(id, now), func(a *Account) error {
		if !a.Credentials.Invited(code, now) {
			return ErrForbidden
		}
		a.Staff.Password = password
		a.Credentials.Epoch++
		return nil
	})
}

// Factor is a second factor to be set up: one of the two.
type Factor struct {
	TOTP    *TOTP
	Passkey *Passkey
}

// Enrol adds a second factor, or replaces the app that makes codes. invitation is
// the code of somebody who has no session that may do it, and is used up; "" for
// somebody who has shown a second factor, or for whom somebody vouches: the caller
// knows. Recovery codes come with the first factor. ErrForbidden for an invitation
// that is not good.
func (e *Engine) Enrol(ctx context.Context, id ActorID, f Factor, invitation string, now time.Time) (recovery []string, epoch uint64, err error) {
	codes, hashes := newRecovery()
	epoch, err = e.change(ctx, id, "factor added", InApp(id, now), func(a *Account) error {
		recovery = nil
		c := a.Credentials
		if invitation != "" {
			if !c.Invited(invitation, now) {
				return ErrForbidden
			}
			c.Invite = Invitation{}
		}
		if !c.HasFactor() {
			recovery, c.Recovery = codes, hashes
		}
		if f.TOTP != nil {
			c.TOTP = *f.TOTP
		}
		if f.Passkey != nil {
			c.Passkeys = append(c.Passkeys, *f.Passkey)
		}
		c.Epoch++
		return nil
	})
	return recovery, epoch, err
}

func newRecovery() (codes []string, hashes [][32]byte) {
	for range recoveryCodes {
		code := newCode(6) // 120 bits: they are hashed without a salt or costs
		codes, hashes = append(codes, code), append(hashes, hashCode(code))
	}
	return codes, hashes
}

// RenewRecovery makes new recovery codes in place of all before. ErrConflict for
// somebody without a factor: there is nothing to recover.
func (e *Engine) RenewRecovery(ctx context.Context, id ActorID, now time.Time) (codes []string, err error) {
	codes, hashes := newRecovery()
	_, err = e.change(ctx, id, "recovery codes", InApp(id, now), func(a *Account) error {
		if !a.Credentials.HasFactor() {
			return ErrConflict
		}
		a.Credentials.Recovery = hashes
		return nil
	})
	return codes, err
}

// RemoveTOTP takes away the app that makes codes. ErrConflict when it is the only
// factor: the account would be open to whoever has the password.
func (e *Engine) RemoveTOTP(ctx context.Context, id ActorID, now time.Time) (epoch uint64, err error) {
	return e.change(ctx, id, "factor removed", InApp(id, now), func(a *Account) error {
		if len(a.Credentials.Passkeys) == 0 || len(a.Credentials.TOTP.Secret) == 0 {
			return ErrConflict
		}
		a.Credentials.TOTP = TOTP{}
		a.Credentials.Epoch++
		return nil
	})
}

// RemovePasskey takes away a passkey. ErrNotFound when it is not there, ErrConflict
// when it is the only factor.
func (e *Engine) RemovePasskey(ctx context.Context, id ActorID, key []byte, now time.Time) (epoch uint64, err error) {
	return e.change(ctx, id, "factor removed", InApp(id, now), func(a *Account) error {
		c := a.Credentials
		at := c.passkey(key)
		switch {
		case at < 0:
			return ErrNotFound
		case len(c.Passkeys) == 1 && len(c.TOTP.Secret) == 0:
			return ErrConflict
		}
		c.Passkeys = slices.Delete(c.Passkeys, at, at+1)
		c.Epoch++
		return nil
	})
}

func (c *Credentials) passkey(id []byte) int {
	return slices.IndexFunc(c.Passkeys, func(p Passkey) bool { return bytes.Equal(p.ID, id) })
}

// UseTOTP notes that the code of a time step was shown. ErrForbidden when it, or a
// later one, was used before.
func (e *Engine) UseTOTP(ctx context.Context, id ActorID, step uint64, now time.Time) error {
	_, err := e.change(ctx, id, "login by code", InApp(id, now), func(a *Account) error {
		if len(a.Credentials.TOTP.Secret) == 0 || step <= a.Credentials.TOTP.LastStep {
			return ErrForbidden
		}
		a.Credentials.TOTP.LastStep = step
		return nil
	})
	return err
}

// UsePasskey notes that a passkey was shown, and keeps what it then says of itself.
// ErrForbidden when what was kept has changed since it was looked at.
func (e *Engine) UsePasskey(ctx context.Context, id ActorID, key, before, after []byte, now time.Time) error {
	_, err := e.change(ctx, id, "login by passkey", InApp(id, now), func(a *Account) error {
		at := a.Credentials.passkey(key)
		if at < 0 || !bytes.Equal(a.Credentials.Passkeys[at].Data, before) {
			return ErrForbidden
		}
		p := &a.Credentials.Passkeys[at]
		p.Data, p.Used = after, now.UTC().Truncate(time.Second)
		return nil
	})
	return err
}

// UseRecovery uses up a recovery code. ErrForbidden when it is none, or was used before.
func (e *Engine) UseRecovery(ctx context.Context, id ActorID, code string, now time.Time) error {
	_, err := e.change(ctx, id, "login by recovery code", InApp(id, now), func(a *Account) error {
		at := slices.Index(a.Credentials.Recovery, hashCode(code))
		if at < 0 {
			return ErrForbidden
		}
		a.Credentials.Recovery = slices.Delete(a.Credentials.Recovery, at, at+1)
		return nil
	})
	return err
}
