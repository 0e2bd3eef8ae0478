package api

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// problem is a problem document (RFC 9457). Its code, type and status are
// stable; title and detail are for people, in their language.
type problem struct {
	Type      string        `json:"type"`
	Title     string        `json:"title"`
	Status    int           `json:"status"`
	Detail    string        `json:"detail"`
	Request   string        `json:"request_id,omitempty"`
	BlockedBy []blockedJSON `json:"blocked_by,omitempty"`
	Errors    []errorJSON   `json:"errors,omitempty"`
}

const problemType = "application/problem+json"

// refused is a refusal on its way to the edge.
type refused struct {
	result *workflow.Result
	step   string
	batch  bool
}

func (r *refused) Error() string { return "refused" }

// inBatch is an error about one of several steps: it says about which.
type inBatch struct{ error }

func (b inBatch) Unwrap() error { return b.error }

// The one table from kinds of error to status and code. What is not here is 500,
// said plainly, and told in the log alone.
var kinds = []struct {
	err    error
	status int
	code   string
}{
	{errMalformed, http.StatusBadRequest, "malformed"},
	{errTooSlow, http.StatusRequestTimeout, "too_slow"},
	{errTooLarge, http.StatusRequestEntityTooLarge, "too_large"},
	{errMediaType, http.StatusUnsupportedMediaType, "media_type"},
	{workflow.ErrNotLoggedIn, http.StatusUnauthorized, "not_logged_in"},
	{workflow.ErrNotFound, http.StatusNotFound, "not_found"},
	{errNoRevision, http.StatusPreconditionRequired, "revision_required"},
	{workflow.ErrStale, http.StatusPreconditionFailed, "stale_revision"},
	{workflow.ErrKeyReused, http.StatusUnprocessableEntity, "key_reused"},
	{errTooMany, http.StatusTooManyRequests, "too_many"},
	{workflow.ErrFull, http.StatusInsufficientStorage, "disk_full"},
	{workflow.ErrInvalid, http.StatusUnprocessableEntity, "invalid"},
	{workflow.ErrConflict, http.StatusConflict, "conflict"},
	{workflow.ErrDamaged, http.StatusServiceUnavailable, "not_ready"},
	{errNotReady, http.StatusServiceUnavailable, "not_ready"},
}

var (
	errNoRevision = errors.New("no revision")
	errTooMany    = errors.New("too many requests")
	errNotReady   = errors.New("not ready")
)

// describe makes the problem document of an error.
func describe(err error, lang routine.Lang) problem {
	var refusal *refused
	if errors.As(err, &refusal) {
		return refusal.describe(lang)
	}
	var fields workflow.FieldErrors
	if errors.As(err, &fields) {
		var batch inBatch
		p := newProblem(http.StatusUnprocessableEntity, "invalid", lang)
		for _, f := range fields {
			e := errorJSON{Field: f.Field, Message: f.Message.In(lang)}
			if errors.As(err, &batch) {
				e.Index = &f.Index
			}
			p.Errors = append(p.Errors, e)
		}
		return p
	}
	if denial, ok := errors.AsType[*workflow.Denied](err); ok {
		p := newProblem(http.StatusForbidden, "forbidden", lang)
		p.Detail = denial.Explain().In(lang)
		p.BlockedBy = []blockedJSON{{Code: denial.Why.Code, Message: p.Detail}}
		return p
	}
	for _, kind := range kinds {
		if errors.Is(err, kind.err) {
			p := newProblem(kind.status, kind.code, lang)
			if kind.err == workflow.ErrKeyReused {
				p.Errors = []errorJSON{{Field: keyHeader, Message: p.Detail}}
			}
			return p
		}
	}
	var he *echo.HTTPError
	if errors.As(err, &he) {
		switch he.Code {
		case http.StatusNotFound:
			return newProblem(http.StatusNotFound, "not_found", lang)
		case http.StatusMethodNotAllowed:
			return newProblem(http.StatusMethodNotAllowed, "method", lang)
		}
	}
	return newProblem(http.StatusInternalServerError, "internal", lang)
}

func newProblem(status int, code string, lang routine.Lang) problem {
	return problem{
		Type: "/problems/" + code, Status: status,
		Title:  routine.Message("problem_"+code, nil).In(lang),
		Detail: routine.Message("problem_"+code+"_detail", nil).In(lang),
	}
}

func (r *refused) describe(lang routine.Lang) problem {
	status, code := http.StatusConflict, "refused"
	if r.result.Refusal.Forbidden {
		status, code = http.StatusForbidden, "forbidden"
	}
	p := newProblem(status, code, lang)
	for _, u := range r.result.Refusal.Unmet {
		b := blockedJSON{Code: u.Code, Requirement: u.Requirement, Message: explain(r.result, r.step, u).In(lang)}
		if r.batch {
			index := r.result.Index
			b.Index = &index
		}
		p.BlockedBy = append(p.BlockedBy, b)
	}
	if len(p.BlockedBy) > 0 {
		p.Detail = p.BlockedBy[0].Message
	}
	return p
}

// explain says a reason, also where there is no case yet.
func explain(result *workflow.Result, step string, u workflow.Unmet) routine.Text {
	if result.View == nil {
		return workflow.ExplainOpening(u)
	}
	return result.Explain(step, u)
}

// errorHandler answers every error of the API.
func (s *server) errorHandler(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := describe(err, language(c.Request()))
	if p.Status == http.StatusInternalServerError && s.Ready(c.Request().Context()) != nil {
		p = newProblem(http.StatusServiceUnavailable, "not_ready", language(c.Request()))
	}
	if p.Status == http.StatusInternalServerError || p.Status == http.StatusServiceUnavailable {
		// Only here: otherwise what is not there and what is not yours would differ.
		p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
		s.Log.Error().Err(err).Str("request", p.Request).Str("route", c.Path()).Msg("request failed")
	}
	if p.Status == http.StatusUnauthorized {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer realm="kjentvei"`)
	}
	data, err := json.Marshal(p)
	if err == nil {
		err = c.Blob(p.Status, problemType, data)
	}
	if err != nil {
		s.Log.Debug().Err(err).Msg("answer not sent")
	}
}

// Misdirected answers a request that is for another host than ours, or that came
// by a way on which we do not serve: 421.
func Misdirected(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	w.Header().Set(echo.HeaderContentType, problemType)
	w.WriteHeader(http.StatusMisdirectedRequest)
	_ = json.NewEncoder(w).Encode(newProblem(http.StatusMisdirectedRequest, "misdirected", language(r))) // whoever asked may have gone
}
