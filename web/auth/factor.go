package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kjentvei/workflow"
)

// Wrong codes that are looked at at once, and then one each so often: of one person
// from one address, and of one person from everywhere. Only somebody who has the
// password comes to be asked. The second budget is large, so that whoever uses it
// up has not shut the person out: passkeys and recovery codes are not counted in it.
const (
	codeAtOnce   = 6
	codeEvery    = 30 * time.Second
	codesAtOnce  = 120
	codesEvery   = 30 * time.Second
	inviteAtOnce = 10
	inviteEvery  = 10 * time.Second
)

// Code takes a code from an app. ErrRefused when it is wrong, or was used before.
func (d *Desk) Code(ctx context.Context, a *workflow.Account, code, address string) error {
	return d.counted(a, address, func(now time.Time) error {
		settle, err := d.codes.try(string(a.Staff.ID), now)
		if err != nil {
			return err
		}
		step, ok := codeStep(a.Credentials.TOTP.Secret, code, now)
		if len(a.Credentials.TOTP.Secret) == 0 || !ok {
			settle(true)
			return ErrRefused
		}
		err = refusedIfForbidden(d.engine.UseTOTP(ctx, a.Staff.ID, step, now))
		settle(err != nil)
		return err
	})
}

// Recovery takes a recovery code and uses it up. ErrRefused when it is none.
func (d *Desk) Recovery(ctx context.Context, a *workflow.Account, code, address string) error {
	return d.counted(a, address, func(now time.Time) error {
		return refusedIfForbidden(d.engine.UseRecovery(ctx, a.Staff.ID, code, now))
	})
}

// Passkey takes the answer of a passkey to a challenge. ErrRefused when it is wrong.
func (d *Desk) Passkey(ctx context.Context, a *workflow.Account, origin string, c Challenge, answer string) error {
	before, after, err := checkPasskey(a, origin, c, answer)
	if err != nil {
		return d.refused(err)
	}
	return refusedIfForbidden(d.engine.UsePasskey(ctx, a.Staff.ID, before.ID, before.Data, after, time.Now()))
}

// Again takes the password of somebody who has a session already.
func (d *Desk) Again(ctx context.Context, a *workflow.Account, password, address string) error {
	return d.counted(a, address, func(time.Time) error {
		if err := d.gate.enter(ctx, address); err != nil {
			return err
		}
		defer d.gate.leave()
		if len(password) > MaxPassword || !matches(a.Staff.Password, password) {
			return ErrRefused
		}
		return nil
	})
}

// Invited takes the user name and the code of an invitation, and sets the password.
// It gives the account as it then is, and an Unfit for a password that will not do.
func (d *Desk) Invited(ctx context.Context, user, code, password, address string) (*workflow.Account, error) {
	now := time.Now()
	settle, err := d.invites.try(address, now)
	if err != nil {
		return nil, err
	}
	account, err := d.find(ctx, user)
	good := err == nil && account != nil && !account.Staff.Disabled && account.Credentials.Invited(code, now)
	settle(!good)
	switch {
	case err != nil:
		return nil, err
	case !good:
		return nil, d.refused(ErrRefused)
	}
	if err := Fit(password, About(account.Staff)...); err != nil {
		return nil, err
	}
	encoded, err := d.Encode(ctx, password, address)
	if err != nil {
		return nil, err
	}
	if _, err := d.engine.AcceptInvitation(ctx, account.Staff.ID, code, encoded, now); err != nil {
		return nil, refusedIfForbidden(err)
	}
	return d.engine.AccountOf(ctx, account.Staff.ID)
}

// Encode encodes a password when there is room for it.
func (d *Desk) Encode(ctx context.Context, password, address string) (string, error) {
	if err := d.gate.enter(ctx, address); err != nil {
		return "", err
	}
	defer d.gate.leave()
	return Encode(password), nil
}

// About is what others know of somebody, for Fit.
func About(s *workflow.Staff) []string {
	about := []string{s.User, s.Name}
	for _, r := range s.Roles {
		about = append(about, string(r.School))
	}
	return about
}

// NewApp makes a secret for an app, to be kept in the session until a code shows
// that the app has it.
func NewApp() []byte { return newSecret() }

// DescribeApp describes a secret to the app of an account.
func DescribeApp(secret []byte, a *workflow.Account, origin string) (App, error) {
	return appFor(secret, a.Staff.User, hostOf(origin))
}

// ReadApp checks that an app has a secret. ErrRefused for a wrong code.
func ReadApp(secret []byte, code string, now time.Time) (*workflow.TOTP, error) {
	step, ok := codeStep(secret, code, now)
	if len(secret) == 0 || !ok {
		return nil, ErrRefused
	}
	return &workflow.TOTP{Secret: secret, LastStep: step, Since: now.UTC().Truncate(time.Second)}, nil
}

// counted slows down who shows the wrong thing again and again.
func (d *Desk) counted(a *workflow.Account, address string, fn func(now time.Time) error) error {
	now := time.Now()
	who := string(a.Staff.ID) + "\x00" + address
	settle, err := d.factors.try(who, now)
	if err != nil {
		return err
	}
	err = fn(now)
	settle(errors.Is(err, ErrRefused))
	if err == nil {
		d.factors.clear(who)
	}
	return d.refused(err)
}

// refused notes in the log what was refused, without saying to whom.
func (d *Desk) refused(err error) error {
	if errors.Is(err, ErrRefused) {
		d.log.Info().Str("why", err.Error()).Msg("login refused")
	}
	return err
}

func refusedIfForbidden(err error) error {
	if errors.Is(err, workflow.ErrForbidden) {
		return fmt.Errorf("%w: used before", ErrRefused)
	}
	return err
}
