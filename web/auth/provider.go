package auth

import (
	"context"
	"encoding/gob"
	"time"

	"kjentvei/web/auth/oidc"
)

// Awaited is a login that has begun with a provider, kept in the session of the
// browser that began it. It is good once.
type Awaited struct {
	Flow oidc.Flow
	Next string // where to go on to
}

func init() { gob.Register(Awaited{}) }

const awaitedKey = "awaited"

// Logins with a provider that one address can begin at once, and then one each so
// often: a school is often behind a single one.
const (
	departAtOnce = 120
	departEvery  = time.Second
)

// awaitedTime is how long a session lives that holds nothing else.
const awaitedTime = 15 * time.Minute

// Await keeps a login that has begun, in place of any other.
func (s *Sessions) Await(ctx context.Context, a Awaited) error {
	if s.Of(ctx).Level == Nobody {
		if err := s.scs.RenewToken(ctx); err != nil {
			return err
		}
		s.scs.SetDeadline(ctx, time.Now().Add(awaitedTime))
	}
	s.scs.Put(ctx, awaitedKey, a)
	return nil
}

// Awaits reports whether the session waits for somebody to come back from a provider.
func (s *Sessions) Awaits(ctx context.Context) bool { return s.scs.Exists(ctx, awaitedKey) }

// Arrived takes out the login that was awaited; the zero Awaited if there was none.
// A session that held nothing else ends.
func (s *Sessions) Arrived(ctx context.Context) (Awaited, error) {
	a, _ := s.scs.Pop(ctx, awaitedKey).(Awaited)
	if s.Of(ctx).Level == Nobody {
		return a, s.End(ctx)
	}
	return a, nil
}

// Departs slows down who begins one login with a provider after the other from
// the same address: each takes a little memory. *SlowError when it is too many.
func (d *Desk) Departs(address string) error {
	_, err := d.departs.try(address, time.Now())
	return err
}
