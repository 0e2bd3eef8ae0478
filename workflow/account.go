package workflow

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

// Token is a bearer token: whoever shows it acts as its member of staff. Only
// its hash is kept.
type Token struct {
	ID        string   // random, for listing and revoking
	Hash      [32]byte // SHA-256 of the secret
	Staff     ActorID
	CreatedAt time.Time
	ExpiresAt time.Time
	RevokedAt time.Time     // zero: not revoked
	Scope     Scope         // what it is for
	UsedOn    calendar.Date // the last day, as far as it could be noted; 0: never
}

// tokenLife is how long a token lives when nobody says otherwise, and at most.
const tokenLife = 90 * 24 * time.Hour

// Operation is what an operator did by command, or what somebody did in the app
// about accounts, for the record.
type Operation struct {
	At     time.Time
	System string  // the operating system's user name
	What   string  // "user add", "token create", …
	Target string  // the id of what it was done to; no name
	Staff  ActorID // who did it in the app; System is empty then

	School SchoolID // at which it was done, and the role that it was about; "" where it was about neither
	Role   string
}

// ErrNotLoggedIn is returned for a token that is unknown, expired or revoked,
// and for one whose account is disabled. The cases cannot be told apart.
var ErrNotLoggedIn = errors.New("not logged in")

// Authenticate finds who a bearer token stands for. Tokens live by real time,
// also where the school's clock is moved. That a token was used is noted once a
// day, if it can be: who reads can go on reading when nothing can be stored.
func (e *Engine) Authenticate(ctx context.Context, secret string, now time.Time) (actor Actor, err error) {
	hash := sha256.Sum256([]byte(secret))
	today := calendar.Of(now, calendar.Oslo)
	noted := false
	err = e.store.View(ctx, func(tx Tx) error {
		token, err := goodToken(tx, hash, now)
		if err != nil {
			return err
		}
		noted = token.UsedOn >= today
		if actor, err = e.actorIn(tx, token.Staff); err == nil {
			actor.Scope = token.Scope
		}
		return err
	})
	if err == nil && !noted {
		_ = e.store.Update(ctx, func(tx Tx) error {
			token, err := goodToken(tx, hash, now)
			if err != nil || token.UsedOn >= today {
				return err
			}
			token.UsedOn = today
			return tx.PutToken(token)
		})
	}
	return actor, err
}

// goodToken finds a token that can be used now; ErrNotLoggedIn for others.
func goodToken(tx Tx, hash [32]byte, now time.Time) (*Token, error) {
	token, err := tx.Token(hash)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, ErrNotLoggedIn
	case err != nil:
		return nil, err
	case !token.RevokedAt.IsZero(), !now.Before(token.ExpiresAt):
		return nil, ErrNotLoggedIn
	}
	return token, nil
}

func (e *Engine) actorIn(tx Tx, id ActorID) (Actor, error) {
	s, err := tx.Staff(id)
	if err != nil || s.Disabled {
		return Actor{}, errors.Join(ErrNotLoggedIn, err)
	}
	return s.actor(e.Today()), nil
}

// CreateToken makes a token for an account. The secret is returned here and
// nowhere else. A zero expires means in 90 days; later than that is ErrInvalid, as
// is a scope that there is not.
func (e *Engine) CreateToken(ctx context.Context, user string, scope Scope, expires, now time.Time, by Operation) (secret string, token *Token, err error) {
	if scopes[scope] == nil {
		return "", nil, fmt.Errorf("scope %.20q: %w", scope, ErrInvalid)
	}
	if expires.IsZero() {
		expires = now.Add(tokenLife)
	}
	if !expires.After(now) || expires.After(now.Add(tokenLife)) {
		return "", nil, fmt.Errorf("token expires %s, must be within 90 days: %w", expires.Format(time.DateOnly), ErrInvalid)
	}
	secret = "kv_" + rand.Text() + rand.Text()
	token = &Token{ID: newID(), Hash: sha256.Sum256([]byte(secret)), Scope: scope, CreatedAt: now.UTC().Truncate(time.Second), ExpiresAt: expires.UTC().Truncate(time.Second)}
	err = e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return fmt.Errorf("user %q: %w", user, err)
		}
		if s.Disabled {
			return fmt.Errorf("user %q is disabled: %w", user, ErrConflict)
		}
		token.Staff = s.ID
		return errors.Join(tx.PutToken(token), tx.PutOperation(by.on("token create", token.ID)))
	})
	return secret, token, err
}

// look is what an operator's command has looked at of one case.
func (o Operation) look(what string, number uint64) *Look {
	return &Look{At: o.At, System: o.System, What: what, Cases: []uint64{number}}
}

func (o Operation) on(what, target string) Operation {
	o.What, o.Target = what, target
	return o
}

// Tokens lists every token, the oldest first.
func (e *Engine) Tokens(ctx context.Context) (tokens []*Token, err error) {
	err = e.store.View(ctx, func(tx Tx) (err error) {
		tokens, err = tx.Tokens()
		return err
	})
	slices.SortFunc(tokens, func(a, b *Token) int { return strings.Compare(a.ID, b.ID) })
	return tokens, err
}

// RevokeToken ends a token at once. Revoking it again changes nothing.
func (e *Engine) RevokeToken(ctx context.Context, id string, now time.Time, by Operation) error {
	return e.store.Update(ctx, func(tx Tx) error {
		tokens, err := tx.Tokens()
		if err != nil {
			return err
		}
		for _, token := range tokens {
			if token.ID != id {
				continue
			}
			if token.RevokedAt.IsZero() {
				token.RevokedAt = now.UTC().Truncate(time.Second)
			}
			return errors.Join(tx.PutToken(token), tx.PutOperation(by.on("token revoke", id)))
		}
		return fmt.Errorf("token %q: %w", id, ErrNotFound)
	})
}

// AddUser makes an account, or gives an account one more role. password is
// encoded already, "" for none.
func (e *Engine) AddUser(ctx context.Context, user, name, role string, school SchoolID, password string, by Operation) (*Staff, error) {
	name, shown := roster.Name(name)
	if user == "" || !oneWord(user) || school == "" || !shown {
		return nil, fmt.Errorf("user %q at school %q: %w", user, school, ErrInvalid)
	}
	var s *Staff
	err := e.store.Update(ctx, func(tx Tx) error {
		known, err := tx.StaffByUser(user)
		switch {
		case errors.Is(err, ErrNotFound):
			s = &Staff{ID: ActorID(newID()), User: user, Name: user}
		case err != nil:
			return err
		default:
			s = known
		}
		if name != "" {
			s.Name = name
		}
		if password != "" {
			s.Password = password
		}
		s.gain(school, role)
		by.School, by.Role = school, role
		if err := errors.Join(tx.PutStaff(s), tx.PutOperation(by.on("user add", string(s.ID)))); err != nil || password == "" {
			return err
		}
		return newEpoch(tx, s.ID)
	})
	e.forgetStaff()
	return s, err
}

// oneWord reports whether a user name is one word, all of which is seen.
func oneWord(user string) bool {
	return !strings.ContainsFunc(user, func(r rune) bool { return r == ' ' || !unicode.IsPrint(r) })
}

// EndRole ends a role of an account at a school, on its last day: access goes
// with it, and whoever leads there is asked to hand on what the account is
// responsible for. ErrNotFound for a role that the account does not have.
func (e *Engine) EndRole(ctx context.Context, user, role string, school SchoolID, last calendar.Date, by Operation) error {
	err := e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return fmt.Errorf("user %q: %w", user, err)
		}
		if err := s.lose(school, role, last); err != nil {
			return err
		}
		by.School, by.Role = school, role
		return errors.Join(tx.PutStaff(s), tx.PutOperation(by.on("user end", string(s.ID))))
	})
	e.forgetStaff()
	return err
}

// gain gives somebody a role at a school, and lets them in again.
func (s *Staff) gain(school SchoolID, role string) {
	if s.Left {
		s.Roster = "" // from now on they are here by the word of who gave the role
	}
	s.Disabled, s.Left = false, false
	if !slices.Contains(s.Roles, SchoolRole{School: school, Role: role}) {
		s.Roles = withRole(slices.Clone(s.Roles), school, role)
	}
}

// lose ends a role on its last day; ErrNotFound for one that they do not have.
func (s *Staff) lose(school SchoolID, role string, last calendar.Date) error {
	i := slices.IndexFunc(s.Roles, func(r SchoolRole) bool { return r.School == school && r.Role == role })
	if i < 0 {
		return fmt.Errorf("role %q at %q: %w", role, school, ErrNotFound)
	}
	s.Roles = slices.Clone(s.Roles)
	s.Roles[i].Until = last
	return nil
}

// DisableUser ends an account: its tokens and sessions are worth nothing at once.
func (e *Engine) DisableUser(ctx context.Context, user string, by Operation) error {
	err := e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.StaffByUser(user)
		if err != nil {
			return fmt.Errorf("user %q: %w", user, err)
		}
		s.Disabled, s.Left = true, false
		return errors.Join(tx.PutStaff(s), newEpoch(tx, s.ID), tx.PutOperation(by.on("user disable", string(s.ID))))
	})
	e.forgetStaff()
	return err
}

// Users lists every account, by user name.
func (e *Engine) Users(ctx context.Context) (users []*Staff, err error) {
	err = e.store.View(ctx, func(tx Tx) (err error) {
		users, err = tx.AllStaff()
		return err
	})
	slices.SortFunc(users, func(a, b *Staff) int { return strings.Compare(a.User, b.User) })
	return users, err
}
