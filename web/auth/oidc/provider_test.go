package oidc_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"

	"github.com/google/go-cmp/cmp"
)

func TestLogin(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	id, err := login(t, p, op)
	if err != nil {
		t.Fatal(err)
	}
	if id.IDToken == "" || time.Since(id.AuthTime) > 2*time.Hour {
		t.Errorf("ID token %q, asked at %v", id.IDToken, id.AuthTime)
	}
	id.IDToken, id.AuthTime = "", time.Time{}
	want := &oidc.Identity{
		Issuer: op.URL, Subject: "7a5c7a5e-0001", UserNames: []string{"tone@fjord.example"}, Name: "Tone Lærer", Email: "Tone@fjord.example",
		ACR: oidctest.TwoFactors, TwoFactors: true, Staff: true, Affiliations: []string{"employee", "faculty"},
		Schools: []string{"fc:org:fjord.example:unit:NO987654321"},
	}
	if diff := cmp.Diff(want, id); diff != "" {
		t.Error(diff)
	}
}

// What a browser is sent away with.
func TestBegin(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	address, flow, err := p.Begin(ctx, oidc.Ask{Locales: []string{"nn", "nb"}, Again: true})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, want := range map[string]string{
		"response_type": "code", "client_id": oidctest.ClientID, "redirect_uri": oidctest.RedirectURL, "scope": "openid userid-feide",
		"state": flow.State, "nonce": flow.Nonce, "code_challenge_method": "S256", "acr_values": oidctest.TwoFactors,
		"ui_locales": "nn nb", "prompt": "login", "max_age": "0",
	} {
		if q.Get(name) != want {
			t.Errorf("%s is %q, not %q", name, q.Get(name), want)
		}
	}
	if strings.Contains(address, flow.Verifier) || strings.Contains(address, url.QueryEscape(oidctest.ClientSecret)) {
		t.Error("a secret is in the address")
	}
	_, other := begin(t, p)
	if other.State == flow.State || other.Nonce == flow.Nonce || other.Verifier == flow.Verifier || len(flow.State) < 26 {
		t.Errorf("not random: %+v %+v", flow, other)
	}
}

// Two factors that are named by another claim than acr are asked for as Entra ID
// wants it.
func TestOtherFactorClaim(t *testing.T) {
	op := oidctest.New(t)
	c := config(op)
	c.FactorClaim, c.ACR = "acrs", []string{"c1"}
	p := newProvider(t, c)
	address, flow := begin(t, p)
	u, _ := url.Parse(address)
	if got := u.Query().Get("claims"); got != `{"id_token":{"acrs":{"essential":true,"value":"c1"}}}` || u.Query().Has("acr_values") {
		t.Errorf("claims=%s", got)
	}
	id, err := p.Finish(ctx, op.Browse(t, address), flow)
	refused(t, id, err, oidc.ReasonFactor)
	op.Lie(oidctest.Lies{Claims: func(c map[string]any) { c["acrs"] = []string{"c9", "c1"} }})
	if id, err := login(t, p, op); err != nil || !id.TwoFactors {
		t.Errorf("%+v %v", id, err)
	}
}

// Where the configuration lets one factor in, it is told apart.
func TestOneFactor(t *testing.T) {
	op := oidctest.New(t)
	c := config(op)
	c.OneFactor = true
	p := newProvider(t, c)
	person := oidctest.Teacher()
	person.ACR = ""
	op.LogIn(person)
	if id, err := login(t, p, op); err != nil || id.TwoFactors {
		t.Errorf("%+v %v", id, err)
	}
	honest(t, p, op)
}

// Somebody who must be asked again was not, when the provider remembers them.
func TestAskedAgain(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	again := func() (*oidc.Identity, error) {
		address, flow, err := p.Begin(ctx, oidc.Ask{Again: true})
		if err != nil {
			t.Fatal(err)
		}
		return p.Finish(ctx, op.Browse(t, address), flow)
	}
	if _, err := again(); err != nil {
		t.Error(err)
	}
	for name, at := range map[string]any{"an hour ago": time.Now().Add(-time.Hour).Unix(), "tomorrow": time.Now().Add(24 * time.Hour).Unix(), "never": nil, "text": "now"} {
		op.Lie(oidctest.Lies{Claims: func(c map[string]any) { c["auth_time"] = at }})
		id, err := again()
		t.Log(name)
		refused(t, id, err, oidc.ReasonOldLogin)
	}
}

func TestStudentIsToldApart(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	op.LogIn(oidctest.Student())
	id, err := login(t, p, op)
	student, ok := errors.AsType[*oidc.NotStaffError](err)
	if id != nil || !ok || student.Provider != "feide" || student.IDToken == "" {
		t.Errorf("%+v %v", id, err)
	}
	if strings.Contains(err.Error(), "Even") || strings.Contains(err.Error(), "0002") {
		t.Errorf("says who it was: %v", err)
	}
	honest(t, p, op)
}

// Another provider's rule is a claim.
func TestStaffByClaim(t *testing.T) {
	op := oidctest.New(t)
	c := config(op)
	c.Staff = oidc.StaffRule{Claim: "roles", Values: []string{"staff"}}
	p := newProvider(t, c)
	for _, tt := range []struct {
		roles any
		staff bool
	}{
		{[]string{"staff"}, true}, {"staff", true}, {[]any{7, "staff"}, true},
		{nil, false}, {[]string{}, false}, {"Staff", false}, {[]string{"student"}, false}, {map[string]any{"staff": true}, false}, {true, false}, {"not staff", false},
	} {
		op.Lie(oidctest.Lies{Claims: func(c map[string]any) { c["roles"] = tt.roles }})
		if id, err := login(t, p, op); (err == nil) != tt.staff {
			t.Errorf("%v: %+v %v", tt.roles, id, err)
		}
	}
	if op.Asked("/groups/me/groups") != 0 {
		t.Error("asked for groups")
	}
}

func TestLogout(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	id, err := login(t, p, op)
	if err != nil {
		t.Fatal(err)
	}
	address := p.LogoutURL(ctx, id.IDToken, "state-1")
	if !strings.HasPrefix(address, op.URL+"/endsession?") {
		t.Fatal(address)
	}
	if back := op.Browse(t, address); back.Get("state") != "state-1" {
		t.Errorf("came back with %v", back)
	}
	c := config(op)
	c.LoggedOutURL = ""
	if got := newProvider(t, c).LogoutURL(ctx, id.IDToken, ""); got != "" {
		t.Errorf("no logout was wanted: %s", got)
	}
	op.Lie(oidctest.Lies{Discovery: func(d map[string]any) { delete(d, "end_session_endpoint") }})
	if got := newProvider(t, config(op)).LogoutURL(ctx, id.IDToken, ""); got != "" {
		t.Errorf("there is none: %s", got)
	}
}

// A server starts while its provider is down, says so, and finds it when it is back.
func TestProviderIsDown(t *testing.T) {
	op := oidctest.New(t)
	down := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	op.Lie(oidctest.Lies{Handlers: map[string]http.HandlerFunc{"/.well-known/openid-configuration": down}})
	now := &clock{}
	c := config(op)
	c.Now = now.Now
	p := newProvider(t, c)
	for range 3 {
		_, _, err := p.Begin(ctx, oidc.Ask{})
		refused(t, nil, err, oidc.ReasonDiscovery)
	}
	if asked := op.Asked("/.well-known/openid-configuration"); asked != 1 {
		t.Errorf("was asked %d times at once", asked)
	}
	op.Lie(oidctest.Lies{})
	now.offset = 6 * time.Second
	honest(t, p, op)

	// One that goes down later is remembered.
	op.Lie(oidctest.Lies{Handlers: map[string]http.HandlerFunc{"/.well-known/openid-configuration": down}})
	now.offset = 48 * time.Hour
	if err := p.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestConfigIsChecked(t *testing.T) {
	op := oidctest.New(t)
	for what, spoil := range map[string]func(*oidc.Config){
		"id":           func(c *oidc.Config) { c.ID = "../x" },
		"name":         func(c *oidc.Config) { c.Name = "" },
		"issuer":       func(c *oidc.Config) { c.Issuer = "http://login.example" },
		"issuer ":      func(c *oidc.Config) { c.Issuer = op.URL + "?tenant=1" },
		"client_id":    func(c *oidc.Config) { c.ClientID = "" },
		"secret_file":  func(c *oidc.Config) { c.ClientSecret = "" },
		"redirect":     func(c *oidc.Config) { c.RedirectURL = "http://kjentvei.example/" },
		"after logout": func(c *oidc.Config) { c.LoggedOutURL = "kjentvei" },
		"staff":        func(c *oidc.Config) { c.Staff = oidc.StaffRule{} },
		"staff ":       func(c *oidc.Config) { c.Staff.Claim, c.Staff.Values = "roles", []string{"staff"} },
		"values":       func(c *oidc.Config) { c.Staff = oidc.StaffRule{Claim: "roles"} },
		"groups_url":   func(c *oidc.Config) { c.Staff.GroupsURL = "http://groups.example" },
		"owners": func(c *oidc.Config) {
			c.Staff = oidc.StaffRule{Claim: "roles", Values: []string{"x"}, Owners: []string{"y"}}
		},
		"acr":             func(c *oidc.Config) { c.ACR = nil },
		"acr ":            func(c *oidc.Config) { c.FactorTrusted = true },
		"one_factor":      func(c *oidc.Config) { c.ACR, c.FactorTrusted, c.OneFactor = nil, true, true },
		"acr: has an emp": func(c *oidc.Config) { c.ACR = []string{""} },
	} {
		c := config(op)
		spoil(&c)
		if p, err := oidc.New(c); p != nil || err == nil || !strings.Contains(err.Error(), strings.TrimSpace(what)) {
			t.Errorf("%s: %v", what, err)
		} else if strings.Contains(err.Error(), oidctest.ClientSecret) {
			t.Errorf("%s: tells the secret", what)
		}
	}
}
