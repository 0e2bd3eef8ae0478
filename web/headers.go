package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"time"

	"github.com/labstack/echo/v4"
)

// policy is what a page may load and do: files of our own, and nothing within the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers are on every answer. The request has an id of ours; one that comes with
// it would be a way into the log.
func (s *server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set(echo.HeaderXRequestID, rand.Text()[:16])
		h.Set(echo.HeaderCacheControl, "no-store")
		h.Set(echo.HeaderContentSecurityPolicy, policy)
		h.Set(echo.HeaderXContentTypeOptions, "nosniff")
		h.Set(echo.HeaderReferrerPolicy, "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)")
		return next(c)
	}
}

// logged writes one line a request: the route's template, never its path or query,
// which hold references; and who only as an opaque id.
func (s *server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begun := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		route, actor := c.Path(), ""
		if route == "" {
			route = "none"
		}
		if v := visitOf(c); v != nil {
			actor = string(v.Session.Staff)
		}
		s.Log.Info().Str("request", c.Response().Header().Get(echo.HeaderXRequestID)).Str("method", c.Request().Method).
			Str("route", route).Int("status", c.Response().Status).Dur("took", time.Since(begun)).Str("actor", actor).Msg("page")
		return nil
	}
}

// maxFormBytes bounds a form that is sent.
const maxFormBytes = 256 << 10

// bounded reads the form of a POST: of ours, not too large, not too slow. How long a
// body may take is the server's to say (edge.LimitBody).
func (s *server) bounded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method != http.MethodPost {
			return next(c)
		}
		kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
		if c.Path() == rosterPath && kind == echo.MIMEMultipartForm { // read once it is known who sends it
			r.Body = http.MaxBytesReader(c.Response(), r.Body, maxRosterBytes)
			return next(c)
		}
		if r.ContentLength != 0 && (err != nil || kind != echo.MIMEApplicationForm) {
			return errForm
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, maxFormBytes)
		err = r.ParseForm()
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return errLarge
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return errSlow
		}
		if err != nil {
			return fmt.Errorf("%w: form", errForm)
		}
		return next(c)
	}
}

// sameOrigin refuses what another site has made a browser send.
func (s *server) sameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.origins.Check(c.Request()); err != nil {
			return errForeign
		}
		return next(c)
	}
}
