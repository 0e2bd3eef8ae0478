package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kjentvei/workflow/calendar"
)

// Identify finds the member of staff whom a login provider has recognised as
// subject; issuer and subject together are one person, so that two providers
// with the same subject mean two.
//
// Who logs in for the first time is matched by a user name that the provider
// vouches for, in lower case, with the user name that the roster or an operator
// gave: to the letter, and never by name or e-mail. From then on the subject
// counts, also when the user name is given to somebody else.
//
// ErrNotFound is returned for somebody who has no role here, who is disabled or whom
// nobody here knows; ErrConflict when the user names are those of several, or of
// one whom this provider calls by another subject. No error names the person.
func (e *Engine) Identify(ctx context.Context, issuer, subject string, userNames []string, now time.Time) (id ActorID, err error) {
	err = e.store.View(ctx, func(tx Tx) (err error) {
		id, err = identified(tx, issuer, subject, e.Today())
		return err
	})
	if !errors.Is(err, errStranger) {
		return id, err
	}
	err = e.store.Update(ctx, func(tx Tx) (err error) {
		if id, err = identified(tx, issuer, subject, e.Today()); !errors.Is(err, errStranger) {
			return err
		}
		if id, err = matching(tx, userNames, e.Today()); err != nil {
			return err
		}
		if err := tx.PutIdentity(issuer, subject, id); err != nil {
			return fmt.Errorf("first login: %w", err)
		}
		return tx.PutOperation(Operation{At: now.UTC().Truncate(time.Second), Staff: id, What: "first login", Target: string(id)})
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// errStranger is ErrNotFound for somebody whom the provider has not sent before.
var errStranger = fmt.Errorf("first login: %w", ErrNotFound)

// identified gives whom a provider has sent before.
func identified(tx Tx, issuer, subject string, today calendar.Date) (ActorID, error) {
	id, err := tx.Identity(issuer, subject)
	switch {
	case errors.Is(err, ErrNotFound):
		return "", errStranger
	case err != nil:
		return "", err
	}
	s, err := tx.Staff(id)
	switch {
	case err != nil:
		return "", err
	case !s.canLogIn(today):
		return "", fmt.Errorf("login: no role: %w", ErrNotFound)
	}
	return id, nil
}

// matching gives the one member of staff who has one of these user names.
func matching(tx Tx, userNames []string, today calendar.Date) (ActorID, error) {
	var found *Staff
	for _, name := range userNames {
		s, err := tx.StaffByUser(name)
		switch {
		case name == "" || errors.Is(err, ErrNotFound):
			continue
		case err != nil:
			return "", err
		case found != nil && found.ID != s.ID:
			return "", fmt.Errorf("first login: several have its user names: %w", ErrConflict)
		}
		found = s
	}
	if found == nil || !found.canLogIn(today) {
		return "", errStranger
	}
	return found.ID, nil
}

func (s *Staff) canLogIn(today calendar.Date) bool {
	return !s.Disabled && len(current(s.Roles, today)) > 0
}

// ForgetIdentities makes the next login with a provider the first one again, for
// somebody whose account there is a new one. Their sessions end.
func (e *Engine) ForgetIdentities(ctx context.Context, user string, by Operation) error {
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return fmt.Errorf("user %q: %w", user, err)
		}
		return errors.Join(tx.RemoveIdentities(s.ID), newEpoch(tx, s.ID), tx.PutOperation(by.on("user forget-login", string(s.ID))))
	})
}
