package web

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"kjentvei/web/auth"
	"kjentvei/web/auth/oidc"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// providerLink leads to a login with a provider.
type providerLink struct{ Name, Href string }

func (s *server) providerLinks(next string) (links []providerLink) {
	for _, p := range s.Providers {
		links = append(links, providerLink{p.Name(), withPath(p, next, false)})
	}
	return links
}

func withPath(p *oidc.Provider, next string, again bool) string {
	q := url.Values{}
	if next != "/" {
		q.Set("next", next)
	}
	if again {
		q.Set("again", "1")
	}
	path := "/login/with/" + p.ID()
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return path
}

// provider is the one that a path names.
func (s *server) provider(v *visit) (*oidc.Provider, error) {
	id := v.Param("provider")
	if p := s.providerCalled(id); p != nil {
		return p, nil
	}
	return nil, workflow.ErrNotFound
}

// providerCalled is nil where there is none with that ID.
func (s *server) providerCalled(id string) *oidc.Provider {
	for _, p := range s.Providers {
		if p.ID() == id {
			return p
		}
	}
	return nil
}

// leaveForProvider sends the browser to the provider. It is reached by a link, as
// form-action forbids a form to end elsewhere; it changes nothing but what the
// session waits for.
func (s *server) leaveForProvider(v *visit) (any, error) {
	p, err := s.provider(v)
	if err != nil {
		return nil, err
	}
	ctx := v.Request().Context()
	if err := s.desk.Departs(s.network(v.Request())); err != nil {
		return nil, err
	}
	address, flow, err := p.Begin(ctx, oidc.Ask{Locales: locales[v.Lang], Again: v.QueryParam("again") != ""})
	if err != nil {
		page := s.refuse(v, p, err)
		v.Status = http.StatusServiceUnavailable
		return page, nil
	}
	if err := s.sessions.Await(ctx, auth.Awaited{Flow: flow, Next: localPath(v.QueryParam("next"))}); err != nil {
		return nil, err
	}
	return see(address), nil
}

// locales are what a provider is asked to speak: the nearest that it knows.
var locales = map[routine.Lang][]string{
	routine.Bokmal: {"nb", "no", "nn"}, routine.Nynorsk: {"nn", "nb", "no"}, routine.English: {"en"}, routine.Danish: {"da", "nb", "no"},
}

// refusedPage tells somebody whom a provider has sent that they are not let in.
type refusedPage struct {
	Provider string
	Again    string // to log in there as somebody else
}

// arriveFromProvider lets in who comes back from a provider, if that is who they
// are, and has a role here.
func (s *server) arriveFromProvider(v *visit) (any, error) {
	p, err := s.provider(v)
	if err != nil {
		return nil, err
	}
	ctx := v.Request().Context()
	awaited, err := s.sessions.Arrived(ctx)
	if err != nil {
		return nil, err
	}
	identity, err := p.Finish(ctx, v.QueryParams(), awaited.Flow)
	if err != nil {
		return s.refuse(v, p, err), nil
	}
	staff, err := s.Engine.Identify(ctx, identity.Issuer, identity.Subject, identity.UserNames, time.Now())
	if errors.Is(err, workflow.ErrNotFound) || errors.Is(err, workflow.ErrConflict) {
		return s.refuse(v, p, err), nil
	}
	if err != nil {
		return nil, err
	}
	account, err := s.Engine.AccountOf(ctx, staff)
	if err != nil {
		return nil, err
	}
	session := newSession(v, account, awaited.Next)
	session.Provider, session.IDToken = p.ID(), identity.IDToken
	if at := identity.AuthTime; !at.After(s.Now()) { // it may know them from before; a provider that does not say when is asked again
		session.Proved = at
	} else {
		session.Proved = s.Now()
	}
	if identity.TwoFactors {
		session.Level = auth.Full
	}
	s.Log.Info().Str("event", "login").Str("provider", p.ID()).Str("actor", string(staff)).Msg("login")
	return s.start(v, account, session)
}

// refuse shows the page for why somebody is not let in. A student is told where
// to find help, somebody without a role whom to ask, and everybody else only that
// it did not work; the log gets the reason, and not who it was.
func (s *server) refuse(v *visit, p *oidc.Provider, why error) refusedPage {
	v.Page, v.Status = "refused", http.StatusUnauthorized
	if _, ok := errors.AsType[*oidc.NotStaffError](why); ok {
		v.Page, v.Status = "student", http.StatusForbidden
	} else if _, ok := errors.AsType[*oidc.Error](why); !ok {
		v.Page, v.Status = "stranger", http.StatusForbidden
	}
	s.Log.Info().Str("event", "login refused").Str("provider", p.ID()).AnErr("reason", why).Msg("login")
	return refusedPage{p.Name(), withPath(p, "/", true)}
}

// onwardPage leads on to the provider, where somebody may be logged in still.
type onwardPage struct{ Provider, Href string }

// leadOut is where a logout goes on to.
func (s *server) leadOut(v *visit, session auth.Session) (any, error) {
	p := s.providerCalled(session.Provider)
	if p == nil {
		return see("/login"), nil
	}
	href := p.LogoutURL(v.Request().Context(), session.IDToken, "")
	if href == "" {
		return see("/login"), nil
	}
	// A form may not be redirected elsewhere (form-action), a page may.
	v.Response().Header().Set("Refresh", "0;url="+href)
	return onwardPage{p.Name(), href}, nil
}
