package web

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// accountPage is somebody's own login.
type accountPage struct {
	App       bool
	AppSince  time.Time
	Passkeys  []passkeyRow
	Recovery  int
	HasFactor bool
	Sessions  []sessionRow
	Leads     bool // can vouch for colleagues

	Failed bool         // the current password was wrong
	Unfit  routine.Text // what is wrong with the new one; zero: nothing
	Slow   int
	Done   bool // the password is changed
	Only   bool // the factor is the only one, and stays
}

type passkeyRow struct {
	ID          string
	Since, Used time.Time
}

type sessionRow struct {
	ID      string
	Begun   time.Time
	Seen    time.Time
	Browser string
	System  string
	This    bool
}

func (s *server) showAccount(v *visit) (any, error) { return s.accountPage(v, accountPage{}) }

func (s *server) accountPage(v *visit, p accountPage) (any, error) {
	c := v.account.Credentials
	p.App, p.AppSince, p.Recovery, p.HasFactor = len(c.TOTP.Secret) > 0, c.TOTP.Since, len(c.Recovery), c.HasFactor()
	for _, key := range c.Passkeys {
		p.Passkeys = append(p.Passkeys, passkeyRow{base64.RawURLEncoding.EncodeToString(key.ID), key.Since, key.Used})
	}
	sessions, err := s.sessions.List(v.Session.Staff)
	if err != nil {
		return nil, err
	}
	for _, session := range sessions {
		if session.Epoch != v.Session.Epoch {
			continue // it has ended, and does not know yet
		}
		browser, system := agent(session.Agent)
		p.Sessions = append(p.Sessions, sessionRow{session.ID, session.Begun, session.Seen, browser, system, session.ID == v.Session.ID})
	}
	_, err = s.Engine.Colleagues(v.Request().Context(), v.Actor)
	p.Leads = err == nil
	if errors.Is(err, workflow.ErrForbidden) {
		err = nil
	}
	return p, err
}

// agent finds out from a User-Agent header what people call a browser and where it
// runs; "" for what it does not know.
func agent(header string) (browser, system string) {
	for _, known := range []struct{ mark, name string }{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	} {
		if strings.Contains(header, known.mark) {
			browser = known.name
			break
		}
	}
	for _, known := range []struct{ mark, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "Chromebook"}, {"Windows", "Windows"}, {"Mac OS", "Mac"}, {"Linux", "Linux"},
	} {
		if strings.Contains(header, known.mark) {
			system = known.name
			break
		}
	}
	return browser, system
}

// changePassword asks for the one that was. All other sessions end.
func (s *server) changePassword(v *visit) (any, error) {
	ctx, address, password := v.Request().Context(), s.network(v.Request()), v.field("new")
	err := s.desk.Again(ctx, v.account, v.field("current"), address)
	if slow, ok := errors.AsType[*auth.SlowError](err); ok {
		v.Status = http.StatusTooManyRequests
		setRetryAfter(v, slow.Wait)
		return s.accountPage(v, accountPage{Slow: int(slow.Wait.Seconds())})
	}
	if errors.Is(err, auth.ErrRefused) {
		v.Status = http.StatusUnprocessableEntity
		return s.accountPage(v, accountPage{Failed: true})
	}
	if err != nil {
		return nil, err
	}
	if unfit, ok := errors.AsType[auth.Unfit](auth.Fit(password, auth.About(v.account.Staff)...)); ok {
		v.Status = http.StatusUnprocessableEntity
		return s.accountPage(v, accountPage{Unfit: unfitText(unfit)})
	}
	encoded, err := s.desk.Encode(ctx, password, address)
	if err != nil {
		return nil, err
	}
	epoch, err := s.Engine.SetPassword(ctx, v.Session.Staff, v.account.Staff.Password, encoded, workflow.InApp(v.Session.Staff, time.Now()))
	if err != nil {
		return nil, err
	}
	if err := s.goOn(v, epoch); err != nil {
		return nil, err
	}
	return s.accountPage(v, accountPage{Done: true})
}

// goOn takes the session of this request into a new epoch. The others stay behind.
func (s *server) goOn(v *visit, epoch uint64) error {
	v.Session.Epoch = epoch
	return s.sessions.Change(v.Request().Context(), v.Session)
}

func (s *server) removeCode(v *visit) (any, error) {
	epoch, err := s.Engine.RemoveTOTP(v.Request().Context(), v.Session.Staff, time.Now())
	return s.removed(v, epoch, err)
}

func (s *server) removePasskey(v *visit) (any, error) {
	id, err := base64.RawURLEncoding.DecodeString(v.field("id"))
	if err != nil {
		return nil, workflow.ErrNotFound
	}
	epoch, err := s.Engine.RemovePasskey(v.Request().Context(), v.Session.Staff, id, time.Now())
	return s.removed(v, epoch, err)
}

func (s *server) removed(v *visit, epoch uint64, err error) (any, error) {
	if errors.Is(err, workflow.ErrConflict) {
		v.Status = http.StatusConflict
		return s.accountPage(v, accountPage{Only: true})
	}
	if err != nil {
		return nil, err
	}
	return see("/account"), s.goOn(v, epoch)
}

// endSession ends one session of one's own; this one, too.
func (s *server) endSession(v *visit) (any, error) {
	id := v.field("id")
	if id == v.Session.ID {
		return s.logOut(v)
	}
	return see("/account"), s.sessions.EndWhere(v.Session.Staff, func(other string) bool { return other == id })
}

func (s *server) endOthers(v *visit) (any, error) {
	return see("/account"), s.sessions.EndWhere(v.Session.Staff, func(other string) bool { return other != v.Session.ID })
}

// vouchPage lets the leadership vouch for a colleague for the rest of the day.
type vouchPage struct {
	Colleagues []*workflow.Staff
	For        string // the name of somebody just vouched for
}

func (s *server) showVouch(v *visit) (any, error) {
	colleagues, err := s.Engine.Colleagues(v.Request().Context(), v.Actor)
	return vouchPage{Colleagues: colleagues}, err
}

func (s *server) vouch(v *visit) (any, error) {
	ctx, id := v.Request().Context(), workflow.ActorID(v.field("staff"))
	if _, err := s.Engine.Vouch(ctx, v.Actor, id, time.Now()); err != nil {
		return nil, err
	}
	colleagues, err := s.Engine.Colleagues(ctx, v.Actor)
	p := vouchPage{Colleagues: colleagues}
	for _, c := range colleagues {
		if c.ID == id {
			p.For = c.Name
		}
	}
	return p, err
}
