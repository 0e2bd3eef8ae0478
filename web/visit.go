package web

import (
	"cmp"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// visit is one request: who asks, in which language, and what was filled in.
type visit struct {
	echo.Context
	Lang    routine.Lang
	Actor   workflow.Actor // the zero Actor before somebody has logged in, and while the screen is hidden
	Session auth.Session

	// Status of the page; 0 is 200. Page is shown in place of the route's, "" for that.
	Status int
	Page   string

	account   *workflow.Account // whose session it is, whatever it may; nil without one
	hadCookie bool              // came with a session's cookie, alive or not
}

const visitKey = "visit"

// visitOf is there for every request that has come through welcomed.
func visitOf(c echo.Context) *visit {
	v, _ := c.Get(visitKey).(*visit)
	return v
}

// field is a field of the form that was sent, "" if it is not there.
func (v *visit) field(name string) string { return v.Request().PostForm.Get(name) }

// see is an answer that sends the browser to another page, by GET.
type see string

// plain is an answer that is no page; with a name, a file to keep.
type plain struct{ name, kind, content string }

// handler makes an Echo handler of a route: it finds out who asks, lets the route
// do what it does, and renders the page.
func (s *server) handler(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := visitOf(c)
		by := takeBy(v)
		if err := s.admit(v, r.who); err != nil {
			page, kept, failed := s.keep(v, r, by, err)
			if failed != nil || !kept {
				return cmp.Or(failed, err)
			}
			return s.render(v, page)
		}
		if by != "" && by != v.Session.Staff {
			return s.render(v, typedByAnother(v))
		}
		do := func() (any, error) { return r.do(s, v) }
		if w, ok := weighty[r.method+" "+r.path]; ok {
			do = func() (any, error) { return s.weigh(v, r, w) }
		}
		result, err := do()
		if err != nil {
			return err
		}
		switch result := result.(type) {
		case see:
			if c.Request().Header.Get("Prefer") == "return=minimal" { // a script sends, and the browser goes there afterwards
				c.Response().Header().Set(echo.HeaderLocation, string(result))
				return c.NoContent(http.StatusCreated)
			}
			return c.Redirect(http.StatusSeeOther, string(result))
		case plain:
			if result.name != "" {
				c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": result.name}))
			}
			return c.Blob(http.StatusOK, result.kind, []byte(result.content))
		}
		if v.Page == "" {
			v.Page = r.page
		}
		return s.render(v, result)
	}
}

// welcomed finds the session of a request and its language. Whoever it belongs to
// is read anew each time, so that a role that was taken or an account that was
// disabled counts at once.
func (s *server) welcomed(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		v := &visit{Context: c}
		s.speak(v)
		c.Set(visitKey, v)
		if strings.HasPrefix(r.URL.Path, "/static/") {
			return next(c)
		}
		ctx, err := s.sessions.Load(r)
		if err != nil {
			return err
		}
		r = r.WithContext(ctx)
		c.SetRequest(r)
		_, err = r.Cookie(auth.CookieName)
		v.hadCookie = err == nil
		if err := s.recognise(v); err != nil {
			return err
		}
		s.speak(v)
		if v.quiet() {
			return next(c)
		}
		c.Response().Before(func() {
			if err := s.sessions.Save(ctx, c.Response(), r); err != nil {
				s.Log.Error().Err(err).Msg("session not kept")
			}
		})
		return next(c)
	}
}

// quiet reports whether a request is a script's own: the session is then left as it is,
// neither longer nor another.
func (v *visit) quiet() bool { return v.Path() == revisionPath }

// recognise finds whose session it is. One that began before the password or a
// factor was changed elsewhere has ended, and what was vouched for ends at midnight.
func (s *server) recognise(v *visit) error {
	ctx, now := v.Request().Context(), time.Now()
	v.Session = s.sessions.Of(ctx)
	if v.Session.Level == auth.Nobody {
		return nil
	}
	account, err := s.Engine.AccountOf(ctx, v.Session.Staff)
	if errors.Is(err, workflow.ErrNotLoggedIn) || err == nil && account.Credentials.Epoch != v.Session.Epoch {
		v.Session = auth.Session{}
		return s.sessions.End(ctx)
	}
	if err != nil {
		return err
	}
	v.account = account
	v.Session.Seen = now
	if until := v.Session.Until; v.Session.Level == auth.Full && !until.IsZero() && !now.Before(until) {
		v.Session.Level, v.Session.Until = auth.Limited, time.Time{}
		if !v.quiet() { // the next page notes it
			err = s.sessions.Change(ctx, v.Session)
		}
	} else {
		s.sessions.Keep(ctx, v.Session)
	}
	if v.Session.Level >= auth.Limited && !v.Session.Hidden {
		v.Actor = account.Actor(s.Engine.Today())
		v.Actor.Limited = v.Session.Level != auth.Full
	}
	return err
}

// admit sends away who may not ask for a route: to the login, to the second factor,
// or to a page that tells them that they have been logged out.
func (s *server) admit(v *visit, who access) error {
	level, invited := v.Session.Level, v.Session.Invitation != ""
	switch {
	case who == anybody:
		return nil
	case level == auth.Nobody && v.hadCookie && !s.sessions.Awaits(v.Request().Context()):
		return errExpired
	case level == auth.Nobody:
		return errLogIn
	case who == entering, who == enrolling && invited:
		return nil
	case invited:
		return elsewhere("/enrol")
	case level == auth.Entering, v.Session.Hidden, who >= proven && level != auth.Full:
		return elsewhere(secondPath)
	}
	return nil
}

// localPath is a path of ours to go on to; "/" when what was given is not one.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Opaque != "" || !strings.HasPrefix(path, "/") ||
		strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") || len(path) > 1024 {
		return "/"
	}
	return path
}
