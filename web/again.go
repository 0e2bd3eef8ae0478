package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
)

// How long ago a second factor may have been shown when somebody does what nobody
// else may do in their name (OWASP ASVS 5.0, 7.5.1 to 7.5.3). Signing off has longer,
// so that a leader with a pile of cases is not asked for each of them.
const (
	factorTime  = 10 * time.Minute
	signingTime = 30 * time.Minute
)

// weight is what a route asks of the session, beside what it may.
type weight struct {
	fresh time.Duration // how long ago a second factor may have been shown
	// back is the page to begin at again; "" keeps what was typed and goes on from
	// there. What was typed is not kept where it is a secret, or good for a moment only.
	back string
}

// weighty are the routes that ask for a second factor again. A route that is not here
// asks for none, and none is asked for in the demo.
var weighty = map[string]weight{
	"GET /enrol":                        {factorTime, "/enrol"},
	"POST /enrol/code":                  {factorTime, "/enrol"},
	"POST /enrol/passkey":               {factorTime, "/enrol"},
	"POST /account/password":            {factorTime, "/account"},
	"POST /account/recovery":            {factorTime, ""},
	"POST /account/code/remove":         {factorTime, ""},
	"POST /account/passkey/remove":      {factorTime, ""},
	"POST /account/sessions/end":        {factorTime, ""},
	"POST /account/sessions/end-others": {factorTime, ""},
	"POST /vouch":                       {factorTime, ""},
	"POST /cases/:id/glass":             {factorTime, ""},
	"POST /setup/people":                {factorTime, ""},
	"POST /setup/people/:id/role":       {factorTime, ""},
	"POST /setup/people/:id/end":        {factorTime, ""},
	"POST /setup/people/:id/invite":     {factorTime, ""},
	"POST /setup/people/:id/forget":     {factorTime, ""},
	"POST /setup/people/:id/shut":       {factorTime, ""},
	"POST /cases/:id/steps/:step":       {signingTime, ""}, // to sign off, no other step
}

// asksAgain reports whether a weighty route waits for a second factor.
func (s *server) asksAgain(v *visit, r route, w weight) bool {
	step := v.Param("step")
	switch {
	case s.Demo, v.Session.Invitation != "", step != "" && step != "sign_off":
		return false
	case r.path == "/account/sessions/end" && v.field("id") == v.Session.ID:
		return false // that is logging out
	}
	return !s.provedWithin(v, w.fresh)
}

func (s *server) provedWithin(v *visit, fresh time.Duration) bool {
	since := s.Now().Sub(v.Session.Proved)
	return since >= 0 && since <= fresh
}

// What is shown again comes beside what was typed, under names that no form of ours has.
const (
	againPrefix   = "again."
	againCode     = againPrefix + "code"
	againRecovery = againPrefix + "recovery"
	againAnswer   = againPrefix + "answer"
	againPassword = againPrefix + "password"
	againWho      = againPrefix + "who" // who typed it: another may have logged in since
)

const (
	againPath  = "/login/again"
	provedPath = "/login/proved"
)

// againPage asks for a second factor before it goes on with what was asked for.
type againPage struct {
	secondPage
	Action string      // where the form was on its way to
	Kept   []keptField // what was typed in it
	Typed  bool        // some of that is theirs
	Lost   bool        // what was typed is not kept
	NewTab bool        // the provider is asked beside this page, which has what was typed
}

type keptField struct{ Name, Value string }

// weigh does what a weighty route does, once a second factor was shown late enough.
func (s *server) weigh(v *visit, r route, w weight) (any, error) {
	shown, err := takeOut(v)
	switch {
	case err != nil:
		return nil, err
	case !s.asksAgain(v, r, w):
		return r.do(s, v)
	case w.back != "":
		q := url.Values{"next": {w.back}}
		if r.path == "/account/password" {
			q.Set("lost", "1")
		}
		return see(againPath + "?" + q.Encode()), nil
	}
	return s.proving(v, shown, againPage{Action: v.Request().URL.EscapedPath()}, func() (any, error) { return r.do(s, v) })
}

// takeOut takes what was shown out of the form, so that what was typed is the same
// request with it and without. What somebody else has typed, who was logged in here
// before, is ErrConflict.
func takeOut(v *visit) (url.Values, error) {
	shown := url.Values{}
	for name, values := range v.Request().PostForm {
		if strings.HasPrefix(name, againPrefix) {
			shown[name] = values
			delete(v.Request().PostForm, name)
		}
	}
	if who := shown.Get(againWho); who != "" && who != string(v.Session.Staff) {
		return nil, fmt.Errorf("typed by another: %w", workflow.ErrConflict)
	}
	return shown, nil
}

// proving goes on when the right second factor was shown, and asks for it otherwise.
func (s *server) proving(v *visit, shown url.Values, p againPage, goOn func() (any, error)) (any, error) {
	err := s.prove(v, shown)
	slow, isSlow := errors.AsType[*auth.SlowError](err)
	switch {
	case err == nil:
		return goOn()
	case isSlow:
		p.Slow, v.Status = int(slow.Wait.Seconds()), http.StatusTooManyRequests
		setRetryAfter(v, slow.Wait)
	case errors.Is(err, auth.ErrRefused):
		p.Failed = true
	case !errors.Is(err, errNothingShown):
		return nil, err
	}
	return s.askAgain(v, p)
}

var errNothingShown = errors.New("no second factor shown")

// prove looks at what was shown, and notes in the session that it was right.
func (s *server) prove(v *visit, shown url.Values) (err error) {
	ctx, session, from := v.Request().Context(), v.Session, s.network(v.Request())
	switch {
	case shown.Has(againCode):
		err = s.desk.Code(ctx, v.account, shown.Get(againCode), from)
	case shown.Has(againRecovery):
		err = s.desk.Recovery(ctx, v.account, shown.Get(againRecovery), from)
	case shown.Has(againAnswer):
		v.Session.Challenge = auth.Challenge{} // an answer is looked at once
		s.sessions.Keep(ctx, v.Session)
		err = s.desk.Passkey(ctx, v.account, s.Origin(v.Request()), session.Challenge, shown.Get(againAnswer))
	case shown.Has(againPassword) && isVouched(session):
		if err := s.desk.Again(ctx, v.account, shown.Get(againPassword), from); err != nil {
			return err
		}
		return s.proved(v, session)
	default:
		return errNothingShown
	}
	if err != nil {
		return err
	}
	session.Level, session.Until = auth.Full, time.Time{}
	return s.proved(v, session)
}

func (s *server) proved(v *visit, session auth.Session) error {
	session.Proved, session.Challenge = s.Now(), auth.Challenge{}
	v.Session, v.Actor.Limited = session, session.Level != auth.Full
	return s.sessions.Change(v.Request().Context(), session)
}

// isVouched reports whether a session has a colleague's word in place of a factor.
func isVouched(session auth.Session) bool {
	return session.Level == auth.Full && !session.Until.IsZero() && session.Provider == ""
}

// askAgain is the page that asks, with what was typed.
func (s *server) askAgain(v *visit, p againPage) (any, error) {
	second, err := s.second(v, p.secondPage)
	if err != nil {
		return nil, err
	}
	p.secondPage, p.ByPassword = second, isVouched(v.Session)
	v.Page, v.Status = "again", cmp.Or(v.Status, http.StatusUnauthorized)
	for name, values := range v.Request().PostForm {
		for _, value := range values {
			p.Kept = append(p.Kept, keptField{name, value})
			p.Typed = p.Typed || p.Action != againPath
		}
	}
	slices.SortStableFunc(p.Kept, func(a, b keptField) int { return strings.Compare(a.Name, b.Name) })
	p.Kept = append(p.Kept, keptField{againWho, string(v.Session.Staff)})
	if from := s.providerCalled(v.Session.Provider); from != nil {
		next := localPath(v.field("next"))
		if p.NewTab = p.Action != againPath; p.NewTab {
			next = provedPath
		}
		p.With = []providerLink{{from.Name(), withPath(from, next, true)}}
	}
	return p, nil
}

// showAgain asks for a second factor before a page is shown.
func (s *server) showAgain(v *visit) (any, error) {
	next := localPath(v.QueryParam("next"))
	if s.Demo || s.provedWithin(v, factorTime) {
		return see(next), nil
	}
	v.Status = http.StatusOK
	v.Request().PostForm = url.Values{"next": {next}}
	return s.askAgain(v, againPage{Action: againPath, Lost: v.QueryParam("lost") != ""})
}

// takeAgain takes a second factor, and goes on to the page that asked for one.
func (s *server) takeAgain(v *visit) (any, error) {
	shown, err := takeOut(v)
	if err != nil {
		return nil, err
	}
	return s.proving(v, shown, againPage{Action: againPath}, func() (any, error) { return see(localPath(v.field("next"))), nil })
}

// showProved tells somebody who has logged in with the provider again, beside a page
// that waits for it, that they can go on there.
func (s *server) showProved(*visit) (any, error) { return struct{}{}, nil }
