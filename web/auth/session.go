package auth

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/gob"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"

	"kjentvei/workflow"
)

// How long a session lives: so long after the last request, and so long in all.
const (
	IdleTime     = 30 * time.Minute
	AbsoluteTime = 8 * time.Hour
)

// CookieName is the cookie that holds a session's token. Browsers keep a cookie of
// this prefix only if it is Secure, for the whole host, and set by that host.
const CookieName = "__Host-kjentvei"

// Level is what a session may.
type Level int

// The levels, from nothing to everything.
const (
	Nobody   Level = iota
	Entering       // the password was right; a second factor is asked for, and nothing is shown
	Limited        // no second factor at hand: open a case, and nothing else
	Full
)

// Session is what the server knows of somebody who has logged in. Its token is
// nowhere in it.
type Session struct {
	ID     string // for listing and ending; it opens nothing
	Staff  workflow.ActorID
	Level  Level
	Begun  time.Time // when the password was shown
	Seen   time.Time // the last request before this one
	Agent  string    // the User-Agent header, cut short
	Hidden bool      // blanked; a second factor is asked for again
	Epoch  uint64    // of the credentials; when theirs is another, this has ended
	Proved time.Time // when a second factor was shown last, or what stands for it; zero: never
	Until  time.Time // when a full session becomes a limited one; zero: it does not

	Next       string    // where to go on to after the second factor
	Secret     []byte    // of an app that is being set up
	Challenge  Challenge // to a passkey
	Invitation string    // the code of an invitation that is being used

	Provider string // the ID of the provider that they logged in with; "" for a password
	IDToken  string // its word for it, for logging out there; secret
}

func init() { gob.Register(Session{}) }

// sessionKey is the one value that a session of scs holds here.
const sessionKey = "session"

// Sessions keeps who has logged in. It is safe for concurrent use.
type Sessions struct {
	scs   *scs.SessionManager
	shelf *shelf
}

// NewSessions starts with nobody logged in. It stops its cleaning when ctx is done.
func NewSessions(ctx context.Context) *Sessions {
	shelf := newShelf()
	go shelf.clean(ctx)
	m := &scs.SessionManager{ // scs.New would leave behind a goroutine that cleans a store we do not use
		IdleTimeout: IdleTime, Lifetime: AbsoluteTime, HashTokenInStore: true, Store: shelf, Codec: scs.GobCodec{},
		Cookie: scs.SessionCookie{
			Name: CookieName, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
			Persist: false, // gone when the browser is closed
		},
	}
	return &Sessions{scs: m, shelf: shelf}
}

// Load reads the session of a request into a context, from which Of gives it.
func (s *Sessions) Load(r *http.Request) (context.Context, error) {
	token := ""
	if cookie, err := r.Cookie(CookieName); err == nil {
		token = cookie.Value
	}
	return s.scs.Load(r.Context(), token)
}

// Of is the session of a request, as it was loaded or last put; the zero Session
// for somebody who is not logged in.
func (s *Sessions) Of(ctx context.Context) Session {
	session, _ := s.scs.Get(ctx, sessionKey).(Session)
	return session
}

// Save keeps what a request has made of its session, before the answer begins, and
// sets the cookie if the token is a new one. A session that somebody else has
// ended meanwhile stays ended.
func (s *Sessions) Save(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
	switch {
	case s.scs.Status(ctx) == scs.Destroyed:
		s.scs.WriteSessionCookie(ctx, w, "", time.Time{})
		return nil
	case s.scs.Status(ctx) == scs.Unmodified:
		return nil
	}
	token, expiry, err := s.scs.Commit(ctx)
	if err != nil {
		return err
	}
	if cookie, err := r.Cookie(CookieName); err != nil || cookie.Value != token {
		s.scs.WriteSessionCookie(ctx, w, token, expiry)
	}
	return nil
}

// Begin starts a session for somebody whose password was right, in place of any
// that was there. It has a token that nobody has seen.
func (s *Sessions) Begin(ctx context.Context, session Session) error {
	if err := s.End(ctx); err != nil {
		return err
	}
	session.ID = rand.Text()[:16]
	return s.Change(ctx, session)
}

// Change puts what a session is from now on, under a new token: whoever has the
// old one has nothing. It does not live longer for it.
func (s *Sessions) Change(ctx context.Context, session Session) error {
	if err := s.scs.RenewToken(ctx); err != nil {
		return err
	}
	s.scs.SetDeadline(ctx, session.Begun.Add(AbsoluteTime))
	s.scs.Put(ctx, sessionKey, session)
	return nil
}

// Keep puts what a session remembers, under the same token. It must not change
// what the session may: that is for Change.
func (s *Sessions) Keep(ctx context.Context, session Session) { s.scs.Put(ctx, sessionKey, session) }

// End ends the session of a request; nothing if there is none.
func (s *Sessions) End(ctx context.Context) error {
	if s.scs.Token(ctx) == "" {
		return nil
	}
	return s.scs.Destroy(ctx)
}

// List gives somebody's sessions, the one last used first.
func (s *Sessions) List(staff workflow.ActorID) (sessions []Session, err error) {
	err = s.each(func(_ string, session Session) {
		if session.Staff == staff {
			sessions = append(sessions, session)
		}
	})
	slices.SortFunc(sessions, func(a, b Session) int {
		return cmp.Or(b.Seen.Compare(a.Seen), cmp.Compare(a.ID, b.ID))
	})
	return sessions, err
}

// EndWhere ends those of somebody's sessions that a test picks by their ID.
func (s *Sessions) EndWhere(staff workflow.ActorID, picked func(id string) bool) error {
	return s.each(func(key string, session Session) {
		if session.Staff == staff && picked(session.ID) {
			s.shelf.remove(key)
		}
	})
}

// each goes through the shelf itself: scs would hash its keys once more.
func (s *Sessions) each(fn func(key string, session Session)) error {
	for key, data := range s.shelf.all() {
		_, values, err := s.scs.Codec.Decode(data)
		if err != nil {
			return fmt.Errorf("session: %w", err)
		}
		session, _ := values[sessionKey].(Session)
		fn(key, session)
	}
	return nil
}
