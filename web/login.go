package web

import (
	"errors"
	"net/http"
	"time"

	"kjentvei/web/auth"
)

// loginPage asks who it is.
type loginPage struct {
	User   string // as typed before
	Next   string // where to go on to
	Failed bool
	Slow   int // seconds to wait; 0: none
}

func (s *server) showLogin(v *visit) (any, error) {
	if v.Session.Level >= auth.Limited {
		return see("/"), nil
	}
	return loginPage{Next: localPath(v.QueryParam("next"))}, nil
}

// logIn lets in who has the right password. What was wrong is not said.
func (s *server) logIn(v *visit) (any, error) {
	p := loginPage{User: v.field("user"), Next: localPath(v.field("next"))}
	ctx, r := v.Request().Context(), v.Request()
	account, err := s.desk.Password(ctx, p.User, v.field("password"), s.Address(r))
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
	now := time.Now()
	session := auth.Session{Staff: account.Staff.ID, Level: auth.Limited, Begun: now, Seen: now, Agent: shortened(r.UserAgent())}
	if s.Demo {
		session.Level = auth.Full // nobody in it is real
	}
	if err := s.sessions.Begin(ctx, session); err != nil {
		return nil, err
	}
	return see(p.Next), nil
}

// shortened bounds what is kept of a header.
func shortened(agent string) string { return agent[:min(len(agent), 200)] }

// logOut ends the session, and has the browser forget what it kept of the pages.
func (s *server) logOut(v *visit) (any, error) {
	if err := s.sessions.End(v.Request().Context()); err != nil {
		return nil, err
	}
	v.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return see("/login"), nil
}
