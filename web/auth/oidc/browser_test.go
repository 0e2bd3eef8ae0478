package oidc_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/browser"
)

// The client with the certified oidc-provider, in Chromium, on a site that has
// nothing but the login.
func TestBrowserLogin(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	app := "http://" + listener.Addr().String()
	var op struct{ Issuer string }
	browser.Start(t, "provider.mjs", map[string]any{"app": app, "client": "kjentvei", "secret": "hush"}, &op)
	p := newProvider(t, oidc.Config{
		ID: "feide", Name: "Feide", Issuer: op.Issuer, ClientID: "kjentvei", ClientSecret: "hush",
		RedirectURL: app + "/login/callback/feide", LoggedOutURL: app + "/login",
		Scopes:     []string{"openid", "userid-feide", "userinfo-name", "email", "groups-org", "groups-edu"},
		UserClaims: []string{"https://n.feide.no/claims/eduPersonPrincipalName"},
		ACR:        []string{"urn:mace:feide.no:auth:level:fad08:3"},
		Staff:      oidc.StaffRule{GroupsURL: op.Issuer + "/groups/me/groups"},
	})
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: newSite(t, p)}}
	server.Start()
	defer server.Close()
	browser.Play(t, "login.mjs", map[string]any{"app": app, "issuer": op.Issuer, "heads": map[string]string{
		"home": "Tone Lærer", "login": "login", "student": "student", "stranger": "stranger", "refused": "refused",
	}})
}

// site is the least that can be logged in to.
type site struct {
	t *testing.T
	p *oidc.Provider

	mu     sync.Mutex
	flows  map[string]oidc.Flow // by cookie
	people map[string]*oidc.Identity
}

func newSite(t *testing.T, p *oidc.Provider) http.Handler {
	s := &site{t: t, p: p, flows: map[string]oidc.Flow{}, people: map[string]*oidc.Identity{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /login", s.login)
	mux.HandleFunc("POST /login/with/feide", s.begin)
	mux.HandleFunc("GET /login/callback/feide", s.finish)
	mux.HandleFunc("POST /logout", s.logout)
	return mux
}

const cookieName = "__Host-site"

func cookie(r *http.Request) string {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}

// renew gives the browser another cookie.
func renew(w http.ResponseWriter) string {
	token := rand.Text()
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: token, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return token
}

func (s *site) page(w http.ResponseWriter, head, form string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, `<!doctype html><title>Site</title><link rel="icon" href="data:,"><h1>%s</h1>`, head)
	if form != "" {
		fmt.Fprintf(w, `<form method="post" action="%s"><button>Feide</button></form>`, form)
	}
}

func (s *site) home(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	id := s.people[cookie(r)]
	s.mu.Unlock()
	if id == nil {
		http.Redirect(w, r, "/login", http.StatusSeeOther)
		return
	}
	s.page(w, id.Name, "/logout")
}

func (s *site) login(w http.ResponseWriter, _ *http.Request) { s.page(w, "login", "/login/with/feide") }

func (s *site) begin(w http.ResponseWriter, r *http.Request) {
	address, flow, err := s.p.Begin(r.Context(), oidc.Ask{Locales: []string{"nb"}})
	if err != nil {
		s.t.Error(err)
	}
	s.mu.Lock()
	s.flows[renew(w)] = flow
	s.mu.Unlock()
	http.Redirect(w, r, address, http.StatusSeeOther)
}

func (s *site) finish(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	flow := s.flows[cookie(r)]
	s.mu.Unlock()
	id, err := s.p.Finish(r.Context(), r.URL.Query(), flow)
	_, student := errors.AsType[*oidc.NotStaffError](err)
	switch {
	case student:
		s.page(w, "student", "")
	case err != nil:
		s.page(w, "refused", "")
	case !slices.Contains(id.UserNames, "tone@fjord.example"):
		s.page(w, "stranger", "")
	default:
		s.mu.Lock()
		s.people[renew(w)] = id
		s.mu.Unlock()
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

func (s *site) logout(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	id := s.people[cookie(r)]
	delete(s.people, cookie(r))
	s.mu.Unlock()
	http.Redirect(w, r, s.p.LogoutURL(r.Context(), id.IDToken, ""), http.StatusSeeOther)
}
