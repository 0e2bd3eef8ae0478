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
}

func (s *server) showLogin(v *visit) (any, error) {
	if v.Session.Level >= auth.Entering {
		return see("/"), nil
	}
	return loginPage{Next: localPath(v.QueryParam("next"))}, nil
}

// logIn lets in who has the right password. What was wrong is not said.
func (s *server) logIn(v *visit) (any, error) {
	p := loginPage{User: v.field("user"), Next: localPath(v.field("next"))}
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
	now, c := time.Now(), account.Credentials
	session := auth.Session{
		Staff: account.Staff.ID, Level: auth.Entering, Begun: now, Seen: now, Epoch: c.Epoch, Next: next,
		Agent: shortened(v.Request().UserAgent()),
	}
	switch {
	case c.IsVouched(now):
		session.Level, session.Until = auth.Full, c.Vouched.Until
	case s.Demo && !c.HasFactor(): // nobody in it is real
		session.Level = auth.Full
	}
	if err := s.sessions.Begin(v.Request().Context(), session); err != nil {
		return nil, err
	}
	v.Session = session // for the log
	if session.Level == auth.Full {
		return s.arrive(v, account, next), nil
	}
	return see("/login/second"), nil
}

// arrive goes on to where somebody wanted to go, and remembers their browser.
func (s *server) arrive(v *visit, account *workflow.Account, next string) see {
	v.SetCookie(&http.Cookie{
		Name: auth.DeviceCookie, Value: s.desk.KnownDevice(account.Staff.ID), Path: "/", MaxAge: int((90 * 24 * time.Hour).Seconds()),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	return see(localPath(next))
}

func knownDevice(r *http.Request) string {
	if cookie, err := r.Cookie(auth.DeviceCookie); err == nil {
		return cookie.Value
	}
	return ""
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
