package oidc_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"
)

// A provider whose certificate nobody answers for is asked nothing.
func TestUntrustedCertificate(t *testing.T) {
	var asked atomic.Int32
	var server *httptest.Server
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		json(w, fmt.Sprintf(`{"issuer": %[1]q, "authorization_endpoint": "%[1]s/authorization", "token_endpoint": "%[1]s/token", "jwks_uri": "%[1]s/jwks", "userinfo_endpoint": "%[1]s/userinfo"}`, server.URL))
	}))
	defer server.Close()
	c := config(oidctest.New(t))
	c.Issuer, c.Staff.GroupsURL = server.URL, server.URL+"/groups/me/groups"
	_, _, err := newProvider(t, c).Begin(ctx, oidc.Ask{})
	refused(t, nil, err, oidc.ReasonDiscovery)
	if asked.Load() != 0 {
		t.Error("it was asked")
	}
}
