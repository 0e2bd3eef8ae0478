package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"
)

// claim is a lie in one claim of the ID token; nil takes it away.
func claim(name string, value any) oidctest.Lies {
	return oidctest.Lies{Claims: func(c map[string]any) {
		if c[name] = value; value == nil {
			delete(c, name)
		}
	}}
}

func handler(path string, h http.HandlerFunc) oidctest.Lies {
	return oidctest.Lies{Handlers: map[string]http.HandlerFunc{path: h}}
}

// Whatever an ID token says wrong, nobody is logged in, and whoever is honest is.
func TestLiesInTheIDToken(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	ago := func(d time.Duration) int64 { return time.Now().Add(-d).Unix() }
	for _, tt := range []struct {
		what string
		lies oidctest.Lies
		why  oidc.Reason
	}{
		{"another audience", claim("aud", "other"), oidc.ReasonIDToken},
		{"no audience", claim("aud", nil), oidc.ReasonIDToken},
		{"audience is part of a name", claim("aud", "kjentvei2"), oidc.ReasonIDToken},
		{"for us and for others", claim("aud", []string{"kjentvei", "other"}), oidc.ReasonAudience},
		{"for us and for others, who asked", oidctest.Lies{Claims: func(c map[string]any) { c["aud"], c["azp"] = []string{"kjentvei", "other"}, "other" }}, oidc.ReasonAudience},
		{"another asked for it", claim("azp", "other"), oidc.ReasonAudience},
		{"who asked is no text", claim("azp", []string{"kjentvei"}), oidc.ReasonAudience},
		{"another issuer", claim("iss", "https://evil.example"), oidc.ReasonIDToken},
		{"no issuer", claim("iss", nil), oidc.ReasonIDToken},
		{"issuer with a slash", claim("iss", op.URL+"/"), oidc.ReasonIDToken},
		{"another nonce", claim("nonce", "n"), oidc.ReasonNonce},
		{"no nonce", claim("nonce", nil), oidc.ReasonNonce},
		{"no acr", claim("acr", nil), oidc.ReasonFactor},
		{"lower acr", claim("acr", "urn:mace:feide.no:auth:level:fad08:2"), oidc.ReasonFactor},
		{"acr in other letters", claim("acr", strings.ToUpper(oidctest.TwoFactors)), oidc.ReasonFactor},
		{"acr is a number", claim("acr", 3), oidc.ReasonFactor},
		{"expired", claim("exp", ago(time.Minute)), oidc.ReasonIDToken},
		{"never expires", claim("exp", nil), oidc.ReasonIDToken},
		{"of tomorrow", claim("iat", ago(-24*time.Hour)), oidc.ReasonTime},
		{"of yesterday", claim("iat", ago(24*time.Hour)), oidc.ReasonTime},
		{"of no time", claim("iat", nil), oidc.ReasonTime},
		{"not yet", claim("nbf", ago(-time.Hour)), oidc.ReasonIDToken},
		{"of another access token", claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), oidc.ReasonHash},
		{"nobody", claim("sub", nil), oidc.ReasonSubject},
		{"the empty one", claim("sub", ""), oidc.ReasonSubject},
		{"a number", claim("sub", 7), oidc.ReasonIDToken},
		{"somebody endless", claim("sub", strings.Repeat("a", 256)), oidc.ReasonSubject},
		{"somebody with a zero byte", claim("sub", "a\x00b"), oidc.ReasonSubject},
		{"another than the user information says", claim("sub", "7a5c7a5e-0009"), oidc.ReasonSubject},
	} {
		t.Run(tt.what, func(t *testing.T) {
			op.Lie(tt.lies)
			id, err := login(t, p, op)
			refused(t, id, err, tt.why)
			honest(t, p, op)
		})
	}
}

// Whoever signs an ID token otherwise than with the provider's key is not believed.
func TestLiesInTheSignature(t *testing.T) {
	op, evil := oidctest.New(t), oidctest.Another(t)
	p := newProvider(t, config(op))
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	broken := func(claims []byte) string {
		token := oidctest.Sign("RS256", op.Key, oidctest.KeyID, claims)
		head, rest, _ := strings.Cut(token, ".")
		return head + "." + strings.Replace(rest, "A", "B", 1)
	}
	for what, sign := range map[string]func(claims []byte) string{
		"none":                   oidctest.Unsigned,
		"public key as a secret": func(c []byte) string { return oidctest.Sign("HS256", op.PublicPEM(), oidctest.KeyID, c) },
		"modulus as a secret":    func(c []byte) string { return oidctest.Sign("HS256", op.Key.N.Bytes(), oidctest.KeyID, c) },
		"client secret, long enough": func(c []byte) string {
			return oidctest.Sign("HS256", []byte(oidctest.ClientSecret+oidctest.ClientSecret), "", c)
		},
		"unknown key":                    func(c []byte) string { return oidctest.Sign("RS256", evil.Key, "key-2", c) },
		"key of another under this name": func(c []byte) string { return oidctest.Sign("RS256", evil.Key, oidctest.KeyID, c) },
		"key of another without a name":  func(c []byte) string { return oidctest.Sign("RS256", evil.Key, "", c) },
		"right key under another name":   func(c []byte) string { return oidctest.Sign("RS256", op.Key, "key-2", c) },
		"other algorithm than offered":   func(c []byte) string { return oidctest.Sign("PS256", op.Key, oidctest.KeyID, c) },
		"curve that is not offered":      func(c []byte) string { return oidctest.Sign("ES256", curve, oidctest.KeyID, c) },
		"changed afterwards":             broken,
		"empty":                          func([]byte) string { return "" },
		"no token":                       func(c []byte) string { return string(c) },
		"two dots":                       func([]byte) string { return ".." },
	} {
		t.Run(what, func(t *testing.T) {
			op.Lie(oidctest.Lies{Sign: sign})
			id, err := login(t, p, op)
			refused(t, id, err, oidc.ReasonIDToken)
			honest(t, p, op)
		})
	}
}

// A provider that says that it signs with nothing or with a secret is not believed
// either, and one that offers several ways is held to those that are safe.
func TestAlgorithmsOffered(t *testing.T) {
	op := oidctest.New(t)
	offer := func(list ...string) func(map[string]any) {
		return func(d map[string]any) { d["id_token_signing_alg_values_supported"] = list }
	}
	op.Lie(oidctest.Lies{Discovery: offer("none", "HS256")})
	id, err := login(t, newProvider(t, config(op)), op)
	refused(t, id, err, oidc.ReasonDiscovery)

	op.Lie(oidctest.Lies{Discovery: offer("none", "HS256", "RS256"), Sign: oidctest.Unsigned})
	p := newProvider(t, config(op))
	id, err = login(t, p, op)
	refused(t, id, err, oidc.ReasonIDToken)
	honest(t, p, op)
}

// What comes back by way of the browser.
func TestLiesInTheCallback(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	for _, tt := range []struct {
		what string
		lie  func(url.Values)
		why  oidc.Reason
	}{
		{"another state", func(q url.Values) { q.Set("state", "s") }, oidc.ReasonState},
		{"no state", func(q url.Values) { q.Del("state") }, oidc.ReasonState},
		{"two states", func(q url.Values) { q.Add("state", "s") }, oidc.ReasonState},
		{"two codes", func(q url.Values) { q.Add("code", "c") }, oidc.ReasonState},
		{"issuer mixed up", func(q url.Values) { q.Set("iss", "https://evil.example") }, oidc.ReasonIssuer},
		{"no issuer, though it was promised", func(q url.Values) { q.Del("iss") }, oidc.ReasonIssuer},
		{"no code", func(q url.Values) { q.Del("code") }, oidc.ReasonCode},
		{"invented code", func(q url.Values) { q.Set("code", rand.Text()) }, oidc.ReasonCode},
		{"an error", func(q url.Values) { q.Del("code"); q.Set("error", "access_denied") }, oidc.ReasonCancelled},
		{"an error beside a code", func(q url.Values) { q.Set("error", "server_error") }, oidc.ReasonCancelled},
	} {
		t.Run(tt.what, func(t *testing.T) {
			op.Lie(oidctest.Lies{Callback: tt.lie})
			id, err := login(t, p, op)
			refused(t, id, err, tt.why)
			honest(t, p, op)
		})
	}
}

// A code, and a flow, are good once, and for ten minutes.
func TestGoodOnce(t *testing.T) {
	op := oidctest.New(t)
	now := &clock{}
	c := config(op)
	c.Now = now.Now
	p := newProvider(t, c)
	op.Lie(oidctest.Lies{ReusesCodes: true})

	address, flow := begin(t, p)
	query := op.Browse(t, address)
	if _, err := p.Finish(ctx, clone(query), flow); err != nil {
		t.Fatal(err)
	}
	id, err := p.Finish(ctx, clone(query), flow)
	refused(t, id, err, oidc.ReasonUsed)

	_, other := begin(t, p) // the code with a flow of the attacker's own
	replay := clone(query)
	replay.Set("state", other.State)
	id, err = p.Finish(ctx, replay, other)
	refused(t, id, err, oidc.ReasonUsed)

	address, flow = begin(t, p) // a flow is used up by a wrong answer too
	id, err = p.Finish(ctx, url.Values{"state": {"wrong"}, "code": {"x"}}, flow)
	refused(t, id, err, oidc.ReasonState)
	id, err = p.Finish(ctx, op.Browse(t, address), flow)
	refused(t, id, err, oidc.ReasonUsed)

	address, flow = begin(t, p)
	query = op.Browse(t, address)
	now.offset = 11 * time.Minute
	id, err = p.Finish(ctx, query, flow)
	refused(t, id, err, oidc.ReasonExpired)
	now.offset = 0

	for _, empty := range []oidc.Flow{{}, {Provider: "feide"}, {Provider: "feide", Started: time.Now()}} {
		if id, err := p.Finish(ctx, url.Values{"state": {""}, "code": {"x"}}, empty); id != nil || err == nil {
			t.Errorf("with no flow: %+v", id)
		}
	}
	honest(t, p, op)
}

// Somebody's code, brought into the flow of another: with a provider that checks
// PKCE it is refused there, with one that does not by the nonce.
func TestCodeOfAnother(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	for _, tt := range []struct {
		lies oidctest.Lies
		why  oidc.Reason
	}{{oidctest.Lies{}, oidc.ReasonCode}, {oidctest.Lies{IgnoresPKCE: true}, oidc.ReasonNonce}} {
		op.Lie(tt.lies)
		victim, _ := begin(t, p)
		stolen := op.Browse(t, victim)
		_, own := begin(t, p)
		stolen.Set("state", own.State)
		id, err := p.Finish(ctx, stolen, own)
		refused(t, id, err, tt.why)
		honest(t, p, op)
	}
}

// An ID token of an earlier login, and one given to another client.
func TestReplayedIDToken(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	earlier, err := login(t, p, op)
	if err != nil {
		t.Fatal(err)
	}
	op.Lie(oidctest.Lies{Token: func(a map[string]any) { a["id_token"] = earlier.IDToken }})
	id, err := login(t, p, op)
	refused(t, id, err, oidc.ReasonNonce)
	honest(t, p, op)
}

// The code of one provider, brought to another: mixed up, with and without the
// iss parameter. Each provider has an address of its own to come back to.
func TestMixedUpProviders(t *testing.T) {
	op, evil := oidctest.New(t), oidctest.Another(t)
	p := newProvider(t, config(op))
	c := config(evil)
	c.ID = "evil"
	q := newProvider(t, c)
	_, evilFlow := begin(t, q)
	address, flow := begin(t, p)
	back := op.Browse(t, address)
	back.Set("state", evilFlow.State)
	id, err := q.Finish(ctx, clone(back), evilFlow)
	refused(t, id, err, oidc.ReasonIssuer)
	if evil.Asked("/token") != 0 {
		t.Error("the code was handed to the other provider")
	}
	back.Set("state", flow.State)
	id, err = q.Finish(ctx, clone(back), flow)
	refused(t, id, err, oidc.ReasonNotOurFlow)
	honest(t, p, op)
	honest(t, q, evil)
}

// Two providers that use the same sub mean two people.
func TestSameSubject(t *testing.T) {
	one, two := oidctest.New(t), oidctest.Another(t)
	p, q := newProvider(t, config(one)), newProvider(t, config(two))
	a, err := login(t, p, one)
	if err != nil {
		t.Fatal(err)
	}
	b, err := login(t, q, two)
	if err != nil {
		t.Fatal(err)
	}
	if a.Subject != b.Subject || a.Issuer == b.Issuer {
		t.Errorf("%s %s, %s %s", a.Issuer, a.Subject, b.Issuer, b.Subject)
	}
	two.Lie(claim("iss", one.URL)) // the second speaks for the first
	id, err := login(t, q, two)
	refused(t, id, err, oidc.ReasonIDToken)
}

// A discovery document that leads elsewhere, or away from what is safe.
func TestLiesInDiscovery(t *testing.T) {
	op, elsewhere := oidctest.New(t), oidctest.Another(t)
	set := func(name string, value any) func(map[string]any) {
		return func(d map[string]any) { d[name] = value }
	}
	for what, lie := range map[string]func(map[string]any){
		"another issuer":        set("issuer", elsewhere.URL),
		"no issuer":             set("issuer", ""),
		"login elsewhere":       set("authorization_endpoint", elsewhere.URL+"/authorization"),
		"tokens elsewhere":      set("token_endpoint", elsewhere.URL+"/token"),
		"keys elsewhere":        set("jwks_uri", elsewhere.URL+"/jwks"),
		"people elsewhere":      set("userinfo_endpoint", elsewhere.URL+"/userinfo"),
		"logout elsewhere":      set("end_session_endpoint", "https://evil.example/"),
		"tokens over http":      set("token_endpoint", "http://login.example/token"),
		"no tokens":             set("token_endpoint", ""),
		"no keys":               set("jwks_uri", ""),
		"PKCE without a hash":   set("code_challenge_methods_supported", []string{"plain"}),
		"PKCE with nothing":     set("code_challenge_methods_supported", []string{}),
		"a script as the login": set("authorization_endpoint", "javascript:alert(1)"),
	} {
		t.Run(what, func(t *testing.T) {
			op.Lie(oidctest.Lies{Discovery: lie})
			_, _, err := newProvider(t, config(op)).Begin(ctx, oidc.Ask{})
			refused(t, nil, err, oidc.ReasonDiscovery)
		})
	}
	if elsewhere.Asked("/token")+elsewhere.Asked("/jwks")+elsewhere.Asked("/userinfo") != 0 {
		t.Error("somebody else was asked")
	}
	honest(t, newProvider(t, config(op)), op)
}

// Answers that lead elsewhere, say too much, nothing, or nonsense.
func TestBrokenAnswers(t *testing.T) {
	op := oidctest.New(t)
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") }))
	defer target.Close()
	answers := map[string]http.HandlerFunc{
		"redirect elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, target.URL, http.StatusTemporaryRedirect)
		},
		"fault":    func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "{}", http.StatusInternalServerError) },
		"a page":   func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"nothing":  func(http.ResponseWriter, *http.Request) {},
		"half":     func(w http.ResponseWriter, _ *http.Request) { json(w, `{"access_token": "x", "sub":`) },
		"a number": func(w http.ResponseWriter, _ *http.Request) { json(w, `7`) },
		"too much": func(w http.ResponseWriter, _ *http.Request) { json(w, `{"x": "`+strings.Repeat("x", 2<<20)+`"}`) },
		"deep":     func(w http.ResponseWriter, _ *http.Request) { json(w, strings.Repeat("[", 100_000)) },
		"closed":   func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
	for path, why := range map[string]oidc.Reason{
		"/.well-known/openid-configuration": oidc.ReasonDiscovery,
		"/token":                            oidc.ReasonNoAnswer,
		"/jwks":                             oidc.ReasonIDToken,
		"/userinfo":                         oidc.ReasonUserInfo,
		"/groups/me/groups":                 oidc.ReasonGroups,
	} {
		for what, h := range answers {
			t.Run(path+" "+what, func(t *testing.T) {
				op.Lie(handler(path, h))
				p := newProvider(t, config(op)) // one that has seen no key and no document
				id, err := login(t, p, op)
				refused(t, id, err, why)
			})
		}
	}
	honest(t, newProvider(t, config(op)), op)
}

// A redirect is not followed on the provider's own host either: whoever can make it
// send one decides what is asked for with an access token.
func TestRedirectAtHome(t *testing.T) {
	op := oidctest.New(t)
	op.Lie(oidctest.Lies{Handlers: map[string]http.HandlerFunc{
		"/groups/me/groups": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
		},
		"/elsewhere": func(w http.ResponseWriter, _ *http.Request) {
			json(w, `[{"id": "fc:org:fjord.example", "type": "fc:org", "membership": {"affiliation": "employee"}}]`)
		},
	}})
	p := newProvider(t, config(op))
	id, err := login(t, p, op)
	refused(t, id, err, oidc.ReasonGroups)
	honest(t, p, op)
}

// The right answer of a provider that says that something went wrong is none.
func TestAnswerWithAFault(t *testing.T) {
	op := oidctest.New(t)
	op.Lie(handler("/groups/me/groups", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write([]byte(`[{"id": "fc:org:fjord.example", "type": "fc:org", "membership": {"affiliation": "employee"}}]`))
	}))
	id, err := login(t, newProvider(t, config(op)), op)
	refused(t, id, err, oidc.ReasonGroups)
}

// Whatever leads there, nobody but the provider is called.
func TestClientCallsNobodyElse(t *testing.T) {
	op, elsewhere := oidctest.New(t), oidctest.New(t)
	client := oidc.NewClient([]string{strings.TrimPrefix(op.URL, "http://"), "login.example"})
	resp, err := client.Get(op.URL + "/jwks")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	for _, address := range []string{elsewhere.URL + "/jwks", "http://login.example/jwks", "file:///etc/passwd"} {
		if resp, err := client.Get(address); err == nil {
			_ = resp.Body.Close()
			t.Errorf("%s was called", address)
		}
	}
	if elsewhere.Asked("/jwks") != 0 {
		t.Error("somebody else was called")
	}
}

func json(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(body))
}

// A wrong client secret is told to the log as that.
func TestWrongSecret(t *testing.T) {
	op := oidctest.New(t)
	c := config(op)
	c.ClientSecret = "other"
	id, err := login(t, newProvider(t, c), op)
	refused(t, id, err, oidc.ReasonClient)
}
