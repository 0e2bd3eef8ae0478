package web

import (
	"errors"
	"net/http"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// invitePage takes an invitation, and a password to go with it.
type invitePage struct {
	User   string
	Failed bool
	Unfit  routine.Text // what is wrong with the password; zero: nothing
	Slow   int
}

func (s *server) showInvite(*visit) (any, error) { return invitePage{}, nil }

// acceptInvite sets the password of somebody invited, and goes on to the factor.
func (s *server) acceptInvite(v *visit) (any, error) {
	ctx, p, code := v.Request().Context(), invitePage{User: v.field("user")}, v.field("code")
	account, err := s.desk.Invited(ctx, p.User, code, v.field("password"), s.network(v.Request()))
	if slow, ok := errors.AsType[*auth.SlowError](err); ok {
		p.Slow, v.Status = int(slow.Wait.Seconds()), http.StatusTooManyRequests
		setRetryAfter(v, slow.Wait)
		return p, nil
	}
	if unfit, ok := errors.AsType[auth.Unfit](err); ok {
		p.Unfit, v.Status = unfitText(unfit), http.StatusUnprocessableEntity
		return p, nil
	}
	if errors.Is(err, auth.ErrRefused) {
		p.Failed, v.Status = true, http.StatusUnauthorized
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	now := time.Now()
	return see("/enrol"), s.sessions.Begin(ctx, auth.Session{
		Staff: account.Staff.ID, Level: auth.Entering, Begun: now, Seen: now, Epoch: account.Credentials.Epoch,
		Agent: shortened(v.Request().UserAgent()), Invitation: code,
	})
}

// unfitText says what is wrong with a password.
func unfitText(unfit auth.Unfit) routine.Text {
	switch unfit {
	case auth.Common:
		return words.Account.Common
	case auth.Personal:
		return words.Account.Personal
	case auth.TooShort:
		return words.Account.TooShort
	}
	return words.Account.Malformed
}

// enrolPage sets up a second factor: an app, or a passkey.
type enrolPage struct {
	App     auth.App
	Replace bool   // there is an app already, which this one replaces
	Options string // for a passkey; "" when this browser can have none here
	Invited bool
	Failed  bool
}

func (s *server) showEnrol(v *visit) (any, error) { return s.enrol(v, enrolPage{}) }

// enrol is the page for a session as it is: with the same secret until it is used.
func (s *server) enrol(v *visit, p enrolPage) (any, error) {
	session, origin := v.Session, s.Origin(v.Request())
	if len(session.Secret) == 0 {
		session.Secret = auth.NewApp()
	}
	var err error
	if p.App, err = auth.DescribeApp(session.Secret, v.account, origin); err != nil {
		return nil, err
	}
	session.Challenge = auth.Challenge{}
	if auth.PasskeysAt(origin) {
		if session.Challenge, err = auth.OfferPasskey(v.account, origin); err != nil {
			return nil, err
		}
		p.Options = string(session.Challenge.Options)
	}
	p.Invited, p.Replace = session.Invitation != "", len(v.account.Credentials.TOTP.Secret) > 0
	s.sessions.Keep(v.Request().Context(), session)
	v.Session = session
	return p, nil
}

func (s *server) enrolCode(v *visit) (any, error) {
	app, err := auth.ReadApp(v.Session.Secret, v.field("code"), time.Now())
	return s.enrolled(v, workflow.Factor{TOTP: app}, err)
}

func (s *server) enrolPasskey(v *visit) (any, error) {
	challenge := v.Session.Challenge
	v.Session.Challenge = auth.Challenge{} // an answer is looked at once
	s.sessions.Keep(v.Request().Context(), v.Session)
	key, err := auth.ReadPasskey(v.account, s.Origin(v.Request()), challenge, v.field("answer"), time.Now())
	return s.enrolled(v, workflow.Factor{Passkey: key}, err)
}

// enrolled keeps a factor. Every other session of the person ends; this one has
// shown the factor, and goes on. Recovery codes are shown when they are new.
func (s *server) enrolled(v *visit, f workflow.Factor, err error) (any, error) {
	if errors.Is(err, auth.ErrRefused) {
		v.Status = http.StatusUnprocessableEntity
		return s.enrol(v, enrolPage{Failed: true})
	}
	if err != nil {
		return nil, err
	}
	ctx, session := v.Request().Context(), v.Session
	codes, epoch, err := s.Engine.Enrol(ctx, session.Staff, f, session.Invitation, time.Now())
	if err != nil {
		return nil, err
	}
	session.Level, session.Until, session.Epoch = auth.Full, time.Time{}, epoch
	session.Proved = s.Now()
	session.Secret, session.Challenge, session.Invitation = nil, auth.Challenge{}, ""
	if err := s.sessions.Change(ctx, session); err != nil {
		return nil, err
	}
	v.Actor = v.account.Actor(s.Engine.Today())
	if len(codes) == 0 {
		return see("/account"), nil
	}
	v.Page = "recovery"
	return recoveryPage{codes}, nil
}

// recoveryPage shows recovery codes, this once.
type recoveryPage struct{ Codes []string }

func (s *server) renewRecovery(v *visit) (any, error) {
	codes, err := s.Engine.RenewRecovery(v.Request().Context(), v.Session.Staff, time.Now())
	return recoveryPage{codes}, err
}
