package web

import (
	"errors"
	"net/http"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
)

const secondPath = "/login/second"

// secondPage asks for a second factor: after the password, or before a hidden
// screen is shown again.
type secondPage struct {
	Hidden      bool
	HasCode     bool
	HasRecovery bool
	HasFactor   bool
	Options     string         // for the passkey; "" when there is none to ask for
	CanGoOn     bool           // without, to open a case only
	ByPassword  bool           // the password is asked for again: there is no factor, or none at hand
	With        []providerLink // to log in with again: the provider is whom this session came from
	Failed      bool
	Slow        int         // seconds to wait; 0: none
	Kept        []keptField // what was typed before
}

func (s *server) showSecond(v *visit) (any, error) {
	if v.Session.Level == auth.Full && !v.Session.Hidden {
		return see("/"), nil
	}
	return s.second(v, secondPage{})
}

// second is the page for a session as it is. It asks the passkey something new.
func (s *server) second(v *visit, p secondPage) (secondPage, error) {
	c, session := v.account.Credentials, v.Session
	p.Hidden, p.HasFactor = session.Hidden, c.HasFactor()
	p.HasCode, p.HasRecovery = len(c.TOTP.Secret) > 0, len(c.Recovery) > 0
	p.CanGoOn = session.Level == auth.Entering && session.Invitation == ""
	p.ByPassword = byPassword(v)
	if p.Kept == nil {
		p.Kept = carried(v)
	}
	if from := s.providerCalled(session.Provider); from != nil && session.Hidden {
		next := localPath(session.Next)
		if p.Kept != nil {
			next = provedPath
		}
		p.With = []providerLink{{from.Name(), withPath(from, next, true)}}
	}
	session.Challenge = auth.Challenge{}
	if origin := s.Origin(v.Request()); len(c.Passkeys) > 0 && auth.PasskeysAt(origin) {
		challenge, err := auth.AskPasskey(v.account, origin)
		if err != nil {
			return p, err
		}
		session.Challenge, p.Options = challenge, string(challenge.Options)
	}
	s.sessions.Keep(v.Request().Context(), session)
	v.Session = session
	return p, nil
}

// byPassword reports whether the password is enough to show a hidden screen: it was
// enough to log in.
func byPassword(v *visit) bool {
	return v.Session.Hidden && v.Session.Provider == "" && (v.Session.Level == auth.Limited || !v.Session.Until.IsZero() || !v.account.Credentials.HasFactor())
}

func (s *server) showCode(v *visit) (any, error) {
	return s.shown(v, s.desk.Code(v.Request().Context(), v.account, v.field("code"), s.network(v.Request())))
}

func (s *server) showRecovery(v *visit) (any, error) {
	return s.shown(v, s.desk.Recovery(v.Request().Context(), v.account, v.field("code"), s.network(v.Request())))
}

func (s *server) showPasskey(v *visit) (any, error) {
	challenge := v.Session.Challenge
	v.Session.Challenge = auth.Challenge{} // an answer is looked at once
	s.sessions.Keep(v.Request().Context(), v.Session)
	return s.shown(v, s.desk.Passkey(v.Request().Context(), v.account, s.Origin(v.Request()), challenge, v.field("answer")))
}

// shown opens the session of somebody who has shown a second factor, or asks again.
func (s *server) shown(v *visit, err error) (any, error) {
	if err != nil {
		return s.secondFailed(v, err)
	}
	session := v.Session
	next := session.Next
	session.Level, session.Hidden, session.Until, session.Next, session.Challenge = auth.Full, false, time.Time{}, "", auth.Challenge{}
	session.Proved = s.Now()
	if err := s.sessions.Change(v.Request().Context(), session); err != nil {
		return nil, err
	}
	return s.arrive(v, v.account, next), nil
}

func (s *server) secondFailed(v *visit, err error) (any, error) {
	var p secondPage
	if slow, ok := errors.AsType[*auth.SlowError](err); ok {
		p.Slow, v.Status = int(slow.Wait.Seconds()), http.StatusTooManyRequests
		setRetryAfter(v, slow.Wait)
	} else if errors.Is(err, auth.ErrRefused) {
		p.Failed, v.Status = true, http.StatusUnauthorized
	} else {
		return nil, err
	}
	return s.second(v, p)
}

// showPassword shows a hidden screen again to somebody who has no factor at hand.
// It makes the session no more than it was.
func (s *server) showPassword(v *visit) (any, error) {
	if !byPassword(v) {
		return see(secondPath), nil
	}
	ctx := v.Request().Context()
	if err := s.desk.Again(ctx, v.account, v.field("password"), s.network(v.Request())); err != nil {
		return s.secondFailed(v, err)
	}
	session := v.Session
	next := session.Next
	session.Hidden, session.Next = false, ""
	if isVouched(session) {
		session.Proved = s.Now()
	}
	return s.onward(v, v.account, session.Level, next), s.sessions.Change(ctx, session)
}

// goLimited goes on without a second factor: to open a case, and see nothing else.
func (s *server) goLimited(v *visit) (any, error) {
	session := v.Session
	if session.Level != auth.Entering || session.Invitation != "" {
		return see(secondPath), nil
	}
	session.Level, session.Next, session.Challenge = auth.Limited, "", auth.Challenge{}
	return s.onward(v, v.account, auth.Limited, "/"), s.sessions.Change(v.Request().Context(), session)
}

// hide blanks the screen until a second factor is shown again. What was typed in a form
// with a button for it of its own is kept; with scripts, they keep it.
func (s *server) hide(v *visit) (any, error) {
	session := v.Session
	session.Hidden, session.Next = true, localPath(v.field("back"))
	v.Response().Header().Set("Clear-Site-Data", `"cache"`)
	if err := s.sessions.Change(v.Request().Context(), session); err != nil || v.field(keptTo) == "" {
		return see(secondPath), err
	}
	v.Session, v.Actor, v.Page = session, workflow.Actor{}, "second"
	return s.second(v, secondPage{Kept: typedBy(v, session.Staff)})
}
