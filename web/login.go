package web

import (
	"errors"
	"net/http"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
)

// loginPage asks who it is.
type loginPage struct {
	User   string // as typed before
	Next   string // where to go on to
	Failed bool
	Slow   int // seconds to wait; 0: none
	With   []providerLink
	Kept   []keptField // what was typed when the session ended
}

func (s *server) showLogin(v *visit) (any, error) {
	if v.Session.Level >= auth.Entering {
		return see("/"), nil
	}
	next := localPath(v.QueryParam("next"))
	return loginPage{Next: next, With: s.providerLinks(next)}, nil
}

// logIn lets in who has the right password. What was wrong is not said.
func (s *server) logIn(v *visit) (any, error) {
	next := localPath(v.field("next"))
	p := loginPage{User: v.field("user"), Next: next, With: s.providerLinks(next), Kept: carried(v)}
	if p.Kept != nil {
		p.With = s.providerLinksBeside()
	}
	ctx, r := v.Request().Context(), v.Request()
	account, err := s.desk.Password(ctx, p.User, v.field("password"), s.network(r), knownDevice(r))
	if slow, ok := errors.AsType[*auth.SlowError](err); ok {
		p.Slow = int(slow.Wait.Seconds())
		v.Status = http.StatusTooManyRequests
		setRetryAfter(v, slow.Wait)
		return p, nil
	}
	if err == nil && s.Demo && !s.isLoopback(r) {
		err = auth.ErrRefused // its passwords were shown on a screen
	}
	if errors.Is(err, auth.ErrRefused) {
		p.Failed, v.Status = true, http.StatusUnauthorized
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	return s.enter(v, account, p.Next)
}

// enter starts the session of somebody whose password was right. Where a second
// factor is asked for, it may nothing yet.
func (s *server) enter(v *visit, account *workflow.Account, next string) (any, error) {
	return s.start(v, account, newSession(v, account, next))
}

// newSession is the session of somebody who has logged in, before it is known what
// it may.
func newSession(v *visit, account *workflow.Account, next string) auth.Session {
	now := time.Now()
	return auth.Session{
		Staff: account.Staff.ID, Level: auth.Entering, Begun: now, Seen: now, Epoch: account.Credentials.Epoch, Next: next,
		Agent: shortened(v.Request().UserAgent()),
	}
}

// start begins a session, and lets it what it may from the beginning.
func (s *server) start(v *visit, account *workflow.Account, session auth.Session) (any, error) {
	c, now := account.Credentials, session.Begun
	switch {
	case session.Level == auth.Full:
	case c.IsVouched(now):
		session.Level, session.Until = auth.Full, c.Vouched.Until
		if session.Provider == "" { // they have just shown what they have, a password
			session.Proved = s.Now()
		}
	case s.Demo && !c.HasFactor(): // nobody in it is real
		session.Level = auth.Full
	}
	if err := s.sessions.Begin(v.Request().Context(), session); err != nil {
		return nil, err
	}
	v.Session, v.account = session, account
	if session.Level == auth.Full {
		return s.arrive(v, account, session.Next), nil
	}
	if carried(v) != nil {
		v.Page = "second"
		return s.second(v, secondPage{})
	}
	return see(secondPath), nil
}

// arrive goes on to where somebody wanted to go, and remembers their browser.
func (s *server) arrive(v *visit, account *workflow.Account, next string) any {
	v.SetCookie(&http.Cookie{
		Name: auth.DeviceCookie, Value: s.desk.KnownDevice(account.Staff.ID), Path: "/", MaxAge: int((90 * 24 * time.Hour).Seconds()),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	return s.onward(v, account, auth.Full, next)
}

func knownDevice(r *http.Request) string {
	if cookie, err := r.Cookie(auth.DeviceCookie); err == nil {
		return cookie.Value
	}
	return ""
}

// shortened bounds what is kept of a header.
func shortened(agent string) string { return agent[:min(len(agent), 200)] }

// logOut ends the session, has the browser forget what it kept of the pages, and
// leads on to the provider that they logged in with, to log out there too.
func (s *server) logOut(v *visit) (any, error) {
	session := v.Session
	if err := s.sessions.End(v.Request().Context()); err != nil {
		return nil, err
	}
	v.Session, v.Actor = auth.Session{}, workflow.Actor{}
	v.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return s.leadOut(v, session)
}
