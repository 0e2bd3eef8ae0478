package workflow

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
)

// Colleagues lists for whom an actor can vouch: those with an account at a school
// that the actor leads, the actor apart. ErrForbidden for one who leads none, or
// has shown no second factor.
func (e *Engine) Colleagues(ctx context.Context, actor Actor) (list []*Staff, err error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if !actor.vouches() {
		return nil, ErrForbidden
	}
	err = e.store.View(ctx, func(tx Tx) error {
		all, err := tx.AllStaff()
		list = slices.DeleteFunc(all, func(s *Staff) bool { return !actor.mayVouch(s, e.Today()) })
		return err
	})
	slices.SortFunc(list, func(a, b *Staff) int { return strings.Compare(a.Name+a.User, b.Name+b.User) })
	return list, err
}

// vouches reports whether an actor can vouch for anybody.
func (a Actor) vouches() bool {
	return slices.ContainsFunc(a.Roles, func(r SchoolRole) bool { return a.MayAt(r.School, VouchFor) })
}

func (a Actor) mayVouch(s *Staff, today calendar.Date) bool {
	return s.User != "" && !s.Disabled && s.ID != a.ID && slices.ContainsFunc(current(s.Roles, today), func(r SchoolRole) bool { return a.MayAt(r.School, VouchFor) })
}

// Vouch lets a colleague log in with the password alone until midnight in Oslo.
// ErrForbidden for an actor who cannot vouch for anybody; ErrNotFound for somebody
// who is no colleague at a school that the actor leads, and for the actor.
func (e *Engine) Vouch(ctx context.Context, actor Actor, colleague ActorID, now time.Time) (until time.Time, err error) {
	if err := actor.Scope.allow(writing); err != nil {
		return time.Time{}, err
	}
	if !actor.vouches() {
		return time.Time{}, ErrForbidden
	}
	until = (calendar.Of(now, calendar.Oslo) + 1).Start(calendar.Oslo).UTC()
	_, err = e.change(ctx, colleague, "vouched for", InApp(actor.ID, now), func(a *Account) error {
		if !actor.mayVouch(a.Staff, e.Today()) {
			return ErrNotFound
		}
		a.Credentials.Vouched = Vouch{By: actor.ID, Until: until}
		return nil
	})
	if errors.Is(err, ErrNotLoggedIn) {
		err = ErrNotFound
	}
	return until, err
}
