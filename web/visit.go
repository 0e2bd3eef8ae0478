package web

import (
	"errors"
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
	Actor   workflow.Actor // the zero Actor before somebody has logged in
	Session auth.Session

	// Status of the page; 0 is 200. Page is shown in place of the route's, "" for that.
	Status int
	Page   string

	hadCookie bool // came with a session's cookie, alive or not
}

const visitKey = "visit"

// visitOf is there for every request that has come through welcomed.
func visitOf(c echo.Context) *visit {
	v, _ := c.Get(visitKey).(*visit)
	return v
}

// say gives a text in the language of the visit, with {1}, {2} … filled in.
func (v *visit) say(text routine.Text, args ...string) string { return fillIn(text.In(v.Lang), args) }

// field is a field of the form that was sent, "" if it is not there.
func (v *visit) field(name string) string { return v.Request().PostForm.Get(name) }

// see is an answer that sends the browser to another page, by GET.
type see string

// handler makes an Echo handler of a route: it finds out who asks, lets the route
// do what it does, and renders the page.
func (s *server) handler(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := visitOf(c)
		if err := s.admit(v, r.who); err != nil {
			return err
		}
		result, err := r.do(s, v)
		if err != nil {
			return err
		}
		if to, ok := result.(see); ok {
			return c.Redirect(http.StatusSeeOther, string(to))
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
		v := &visit{Context: c, Lang: languageOf(r)}
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
		c.Response().Before(func() {
			if err := s.sessions.Save(ctx, c.Response(), r); err != nil {
				s.Log.Error().Err(err).Msg("session not kept")
			}
		})
		return next(c)
	}
}

func (s *server) recognise(v *visit) error {
	ctx := v.Request().Context()
	v.Session = s.sessions.Of(ctx)
	if v.Session.Level == auth.Nobody {
		return nil
	}
	actor, err := s.Engine.Actor(ctx, v.Session.Staff)
	if errors.Is(err, workflow.ErrNotLoggedIn) {
		v.Session = auth.Session{}
		return s.sessions.End(ctx)
	}
	if err != nil {
		return err
	}
	actor.Limited = v.Session.Level != auth.Full
	v.Actor = actor
	s.sessions.Touch(ctx, time.Now())
	return nil
}

// admit sends away who may not ask for a route: to the login, or to a page that
// tells them that they have been logged out.
func (s *server) admit(v *visit, who access) error {
	if who == anybody || v.Session.Level >= auth.Limited {
		return nil
	}
	if v.hadCookie {
		return errExpired
	}
	return errLogIn
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
