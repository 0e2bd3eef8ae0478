package web_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store/storetest"
	"kjentvei/web"
	"kjentvei/web/auth/oidc"
	chromium "kjentvei/web/browser"
	"kjentvei/workflow"
)

// openForChromium serves the pages at a name, as passkeys belong to one. Chromium
// takes localhost for as good as TLS.
func openForChromium(t *testing.T, providers func(base string) []*oidc.Provider) (base string, engine *workflow.Engine) {
	t.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	base = "http://localhost:" + port
	engine, err = workflow.NewEngine(t.Context(), storetest.New(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for user, name := range map[string]string{"kari": "Kari Kjentmann", "tone@fjord.example": "Tone Lærer"} {
		if _, err := engine.AddUser(t.Context(), user, name, "kjentmann", "rogn", "", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	config := web.Config{Engine: engine, Log: zerolog.Nop(), DefaultRoutine: "kjentmann", Providers: providers(base)}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: web.New(t.Context(), config)}}
	server.Start()
	t.Cleanup(server.Close)
	return base, engine
}

// The pages with the certified oidc-provider, in Chromium.
func TestBrowserProviderLogin(t *testing.T) {
	var op struct{ Issuer string }
	base, _ := openForChromium(t, func(base string) []*oidc.Provider {
		chromium.Start(t, "provider.mjs", map[string]any{"app": base, "client": "kjentvei", "secret": "hush"}, &op)
		p, err := oidc.New(oidc.Config{
			ID: "feide", Name: "Feide", Issuer: op.Issuer, ClientID: "kjentvei", ClientSecret: "hush",
			RedirectURL: base + "/login/callback/feide", LoggedOutURL: base + "/login",
			Scopes:     []string{"openid", "userid-feide", "userinfo-name", "email", "groups-org", "groups-edu"},
			UserClaims: []string{"https://n.feide.no/claims/eduPersonPrincipalName"},
			ACR:        []string{"urn:mace:feide.no:auth:level:fad08:3"},
			Staff:      oidc.StaffRule{GroupsURL: op.Issuer + "/groups/me/groups"},
		})
		if err != nil {
			t.Fatal(err)
		}
		return []*oidc.Provider{p}
	})
	chromium.Play(t, "login.mjs", map[string]any{"app": base, "issuer": op.Issuer, "heads": map[string]string{
		"home": "Hei, Tone Lærer", "login": "Logg inn", "expired": "Du er logget ut", "hidden": "Skjermen er skjult",
		"student": "Her logger bare ansatte inn", "stranger": "Du har ingen rolle her ennå", "refused": "Innloggingen gikk ikke",
	}})
}

// An invitation, a passkey of Chromium's own, and logging in with it.
func TestBrowserPasskey(t *testing.T) {
	base, engine := openForChromium(t, func(string) []*oidc.Provider { return nil })
	code, _, err := engine.Invite(t.Context(), "kari", time.Now(), workflow.Operation{At: time.Now(), System: "test"})
	if err != nil {
		t.Fatal(err)
	}
	chromium.Play(t, "passkey.mjs", map[string]any{"app": base, "user": "kari", "code": code, "password": password, "home": "Hei, Kari Kjentmann"})
}
