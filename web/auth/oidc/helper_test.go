package oidc_test

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"
)

var ctx = context.Background()

// config is of a provider like Feide.
func config(op *oidctest.Provider) oidc.Config {
	return oidc.Config{
		ID: "feide", Name: "Feide", Issuer: op.URL, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret,
		RedirectURL: oidctest.RedirectURL, LoggedOutURL: oidctest.LoggedOutURL,
		Scopes:     []string{"openid", "userid-feide"},
		UserClaims: []string{"https://n.feide.no/claims/eduPersonPrincipalName", "https://n.feide.no/claims/userid_sec"},
		ACR:        []string{oidctest.TwoFactors},
		Staff:      oidc.StaffRule{GroupsURL: op.URL + "/groups/me/groups"},
	}
}

func newProvider(t *testing.T, c oidc.Config) *oidc.Provider {
	t.Helper()
	p, err := oidc.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func begin(t *testing.T, p *oidc.Provider) (string, oidc.Flow) {
	t.Helper()
	address, flow, err := p.Begin(ctx, oidc.Ask{})
	if err != nil {
		t.Fatal(err)
	}
	return address, flow
}

// login goes through a whole login.
func login(t *testing.T, p *oidc.Provider, op *oidctest.Provider) (*oidc.Identity, error) {
	t.Helper()
	address, flow, err := p.Begin(ctx, oidc.Ask{})
	if err != nil {
		return nil, err
	}
	return p.Finish(ctx, op.Browse(t, address), flow)
}

// refused fails the test unless a login was refused for this reason, and nothing
// came of it.
func refused(t *testing.T, id *oidc.Identity, err error, why oidc.Reason) {
	t.Helper()
	refusal, ok := errors.AsType[*oidc.Error](err)
	if id != nil || !ok || refusal.Reason != why {
		t.Errorf("got %+v and %v, want to be refused: %s", id, err, why)
	}
}

// honest fails the test unless an honest login works.
func honest(t *testing.T, p *oidc.Provider, op *oidctest.Provider) {
	t.Helper()
	op.Lie(oidctest.Lies{})
	op.LogIn(oidctest.Teacher())
	if id, err := login(t, p, op); err != nil || !id.Staff || !id.TwoFactors || id.Subject != oidctest.Teacher().Subject {
		t.Errorf("an honest login: %+v %v", id, err)
	}
}

func clone(query url.Values) url.Values {
	copied := url.Values{}
	for name, values := range query {
		copied[name] = append([]string{}, values...)
	}
	return copied
}

// clock can be set.
type clock struct{ offset time.Duration }

func (c *clock) Now() time.Time { return time.Now().Add(c.offset) }
