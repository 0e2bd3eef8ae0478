package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

var (
	errLogIn   = errors.New("not logged in")
	errExpired = errors.New("logged out meanwhile")
	errForeign = errors.New("sent from another site")
	errSlow    = errors.New("body too slow")
	errLarge   = errors.New("body too large")
	errPace    = errors.New("pages asked for too fast")
	errForm    = errors.New("not a form of ours")
)

// elsewhere sends the browser to another page before anything was done.
type elsewhere string

func (e elsewhere) Error() string { return "see " + string(e) }

// errorPage tells somebody what went wrong and what they can do.
type errorPage struct {
	Status        int
	Title, Advice routine.Text
	Request       string // what to tell who runs the server; "" where there is nothing to look up
	LogIn         string // where to log in again; "" where that does not help
}

// kind is one row of the table.
type kind struct {
	err    error
	status int
	page   *errorTexts
}

// The one table from kinds of error to status and page. What is not here is 500,
// said plainly, and told in the log alone.
var kinds = []kind{
	{workflow.ErrNotFound, http.StatusNotFound, &words.Errors.NotFound},
	{workflow.ErrForbidden, http.StatusForbidden, &words.Errors.Forbidden},
	{errForeign, http.StatusForbidden, &words.Errors.Foreign},
	{workflow.ErrStale, http.StatusConflict, &words.Errors.Conflict},
	{workflow.ErrConflict, http.StatusConflict, &words.Errors.Conflict},
	{errExpired, http.StatusUnauthorized, &words.Errors.Expired},
	{errPace, http.StatusTooManyRequests, &words.Errors.Pace},
	{errSlow, http.StatusRequestTimeout, &words.Errors.Slow},
	{errLarge, http.StatusRequestEntityTooLarge, &words.Errors.Large},
	{errPDFBusy, http.StatusServiceUnavailable, &words.Errors.Busy},
	{errPDFLong, http.StatusRequestEntityTooLarge, &words.Errors.Long},
	{errNoPDF, http.StatusInternalServerError, &words.Errors.NoPDF},
	{errForm, http.StatusUnsupportedMediaType, &words.Errors.Unreadable},
	{workflow.ErrInvalid, http.StatusUnprocessableEntity, &words.Errors.Unreadable},
	{workflow.ErrFull, http.StatusInsufficientStorage, &words.Errors.Full},
}

// kindOf finds an error in the table.
func kindOf(err error) kind {
	if _, slow := errors.AsType[*auth.SlowError](err); slow {
		return kind{err, http.StatusTooManyRequests, &words.Errors.TooMany}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k
		}
	}
	if he, ok := errors.AsType[*echo.HTTPError](err); ok {
		switch he.Code {
		case http.StatusNotFound:
			return kind{err, http.StatusNotFound, &words.Errors.NotFound}
		case http.StatusMethodNotAllowed:
			return kind{err, http.StatusMethodNotAllowed, &words.Errors.NotFound}
		}
	}
	return kind{err, http.StatusInternalServerError, &words.Errors.Internal}
}

// fail answers every error with a page of its own.
func (s *server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	v := visitOf(c)
	if v == nil { // before anybody was welcomed
		v = &visit{Context: c}
		s.speak(v)
	}
	if to, ok := errors.AsType[elsewhere](err); ok || errors.Is(err, errLogIn) {
		if !ok {
			to = elsewhere(loginPath(v))
		}
		if err := c.Redirect(http.StatusSeeOther, string(to)); err != nil {
			s.Log.Debug().Err(err).Msg("answer not sent")
		}
		return
	}
	k := kindOf(err)
	p := errorPage{Status: k.status, Title: k.page.Title, Advice: k.page.Advice}
	if denied, ok := errors.AsType[*workflow.Denied](err); ok {
		p.Advice = denied.Explain()
	}
	switch k.status {
	case http.StatusUnauthorized:
		p.LogIn = loginPath(v)
		s.forgetCookie(c)
	case http.StatusTooManyRequests:
		wait := time.Second
		if slow, ok := errors.AsType[*auth.SlowError](err); ok {
			wait = slow.Wait
		}
		setRetryAfter(c, wait)
	case http.StatusServiceUnavailable:
		setRetryAfter(c, pdfTime)
	case http.StatusInternalServerError, http.StatusInsufficientStorage:
		// Only here: otherwise what is not there and what is not yours would differ.
		p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
		s.Log.Error().Err(err).Str("request", p.Request).Str("route", c.Path()).Msg("request failed")
	}
	v.Page, v.Status = "error", k.status
	if err := s.render(v, p); err != nil {
		s.Log.Error().Err(err).Str("route", c.Path()).Msg("error page not rendered")
		_ = c.NoContent(http.StatusInternalServerError) // the connection is all there is left to lose
	}
}

func setRetryAfter(c echo.Context, wait time.Duration) {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(max(1, int(wait.Round(time.Second).Seconds()))))
}

// loginPath is where to log in so as to come back; what was sent by a form is not
// sent again.
func loginPath(v *visit) string {
	if r := v.Request(); r.Method == http.MethodGet && r.URL.Path != "/" {
		return "/login?" + url.Values{"next": {localPath(r.URL.RequestURI())}}.Encode()
	}
	return "/login"
}

// forgetCookie takes back the cookie of a session that is no more.
func (s *server) forgetCookie(c echo.Context) {
	c.SetCookie(&http.Cookie{Name: auth.CookieName, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}
