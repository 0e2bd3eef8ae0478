// Package oidctest lends tests a small OpenID provider that is honest, unless it
// is told how to lie. It knows the client that it serves as any provider does,
// by HTTP alone.
package oidctest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// TwoFactors is what Feide calls a login with two factors.
const TwoFactors = "urn:mace:feide.no:auth:level:fad08:3"

// Where the one client of the provider is sent back to.
const (
	ClientID     = "kjentvei"
	ClientSecret = "a secret/of: the client"
	RedirectURL  = "https://kjentvei.example/login/callback/feide"
	LoggedOutURL = "https://kjentvei.example/login"
)

// Person is somebody who can log in.
type Person struct {
	Subject string
	Name    string
	EPPN    string // eduPersonPrincipalName
	ACR     string // what they can show: "" for a password alone
	Groups  any    // what the groups API says of them
}

// Teacher is employed by the county Fjord, and shows two factors.
func Teacher() Person {
	return Person{Subject: "7a5c7a5e-0001", Name: "Tone Lærer", EPPN: "Tone@fjord.example", ACR: TwoFactors, Groups: []any{
		Owner("employee", "faculty"), School(),
	}}
}

// Student is a pupil there.
func Student() Person {
	return Person{Subject: "7a5c7a5e-0002", Name: "Even Elev", EPPN: "even@fjord.example", ACR: TwoFactors, Groups: []any{
		Owner("student"), School(),
	}}
}

// Owner is the group of the county, with the affiliations of a member.
func Owner(affiliations ...string) map[string]any {
	return map[string]any{
		"id": "fc:org:fjord.example", "type": "fc:org", "orgType": []string{"upper_secondary_owner"}, "displayName": "Fjord",
		"membership": map[string]any{"basic": "member", "affiliation": affiliations, "primaryAffiliation": affiliations[0]},
	}
}

// School is the group of one of its schools.
func School() map[string]any {
	return map[string]any{
		"id": "fc:org:fjord.example:unit:NO987654321", "type": "fc:org", "parent": "fc:org:fjord.example",
		"orgType": []string{"upper_secondary"}, "displayName": map[string]any{"nb": "Fjord vgs"},
		"membership": map[string]any{"basic": "member", "primarySchool": true},
	}
}

// Lies are how the provider departs from the truth; zero: it does not. Each
// function changes what would have been answered.
type Lies struct {
	Discovery func(document map[string]any)
	Callback  func(query url.Values)
	Token     func(answer map[string]any)
	Claims    func(claims map[string]any)
	Sign      func(claims []byte) string // signs in the provider's stead
	UserInfo  func(claims map[string]any)
	Handlers  map[string]http.HandlerFunc // by path, instead of its own

	IgnoresPKCE, ReusesCodes bool
}

// Provider is an OpenID provider on this machine. Its issuer is its URL.
type Provider struct {
	*httptest.Server
	Key *rsa.PrivateKey

	mu     sync.Mutex
	person Person
	lies   Lies
	grants map[string]grant  // by code
	tokens map[string]Person // by access token
	asked  []string          // the paths that were asked for
}

// grant is what a code stands for.
type grant struct {
	person           Person
	nonce, challenge string
	at               time.Time
	again            bool
}

var sharedKey = sync.OnceValue(NewKey)

// NewKey makes a key to sign with.
func NewKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// New starts a provider with a key of its own for the test. Whoever comes is
// Teacher until LogIn says otherwise.
func New(t testing.TB) *Provider { return start(t, sharedKey()) }

// Another starts one with a key that no other provider has.
func Another(t testing.TB) *Provider { return start(t, NewKey()) }

func start(t testing.TB, key *rsa.PrivateKey) *Provider {
	p := &Provider{Key: key, person: Teacher(), grants: map[string]grant{}, tokens: map[string]Person{}}
	routes := map[string]http.HandlerFunc{
		"/.well-known/openid-configuration": p.discovery,
		"/authorization":                    p.authorization,
		"/token":                            p.token,
		"/jwks":                             p.jwks,
		"/userinfo":                         p.userInfo,
		"/endsession":                       p.endSession,
		"/groups/me/groups":                 p.groups,
	}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.asked = append(p.asked, r.URL.Path)
		handler := p.lies.Handlers[r.URL.Path]
		p.mu.Unlock()
		if handler == nil {
			handler = routes[r.URL.Path]
		}
		if handler == nil {
			handler = http.NotFound
		}
		handler(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

// Lie makes the provider lie from now on.
func (p *Provider) Lie(lies Lies) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lies = lies
}

// LogIn says who is in front of the browser from now on.
func (p *Provider) LogIn(person Person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.person = person
}

// Asked reports how often a path was asked for.
func (p *Provider) Asked(path string) (times int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, asked := range p.asked {
		if asked == path {
			times++
		}
	}
	return times
}

func (p *Provider) now() (Person, Lies) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.person, p.lies
}

// Browse goes where a login begins, as a browser does, and gives the query with
// which the provider sends it back.
func (p *Provider) Browse(t testing.TB, address string) url.Values {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	back, err := resp.Location()
	if err != nil {
		t.Fatalf("%s: %s %v", address, resp.Status, err)
	}
	return back.Query()
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	document := map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorization", "token_endpoint": p.URL + "/token",
		"jwks_uri": p.URL + "/jwks", "userinfo_endpoint": p.URL + "/userinfo", "end_session_endpoint": p.URL + "/endsession",
		"code_challenge_methods_supported": []string{"S256"}, "id_token_signing_alg_values_supported": []string{"RS256"},
		"token_endpoint_auth_methods_supported":          []string{"client_secret_basic"},
		"authorization_response_iss_parameter_supported": true,
	}
	if _, lies := p.now(); lies.Discovery != nil {
		lies.Discovery(document)
	}
	answer(w, http.StatusOK, document)
}

func (p *Provider) authorization(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != ClientID || q.Get("redirect_uri") != RedirectURL || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" {
		http.Error(w, "not our client", http.StatusBadRequest)
		return
	}
	person, lies := p.now()
	code := rand.Text()
	p.mu.Lock()
	p.grants[code] = grant{person, q.Get("nonce"), q.Get("code_challenge"), time.Now(), q.Get("prompt") == "login"}
	p.mu.Unlock()
	back := url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {p.URL}}
	if lies.Callback != nil {
		lies.Callback(back)
	}
	http.Redirect(w, r, RedirectURL+"?"+back.Encode(), http.StatusFound)
}

// redeem gives what a code stands for, once.
func (p *Provider) redeem(code, verifier string) (grant, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	g, ok := p.grants[code]
	if !p.lies.ReusesCodes {
		delete(p.grants, code)
	}
	sum := sha256.Sum256([]byte(verifier))
	return g, ok && (p.lies.IgnoresPKCE || g.challenge == base64.RawURLEncoding.EncodeToString(sum[:]))
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	secret, err := url.QueryUnescape(secret) // RFC 6749 §2.3.1
	if err != nil || id != ClientID || secret != ClientSecret {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
		return
	}
	g, ok := p.redeem(r.PostFormValue("code"), r.PostFormValue("code_verifier"))
	if !ok || r.PostFormValue("redirect_uri") != RedirectURL {
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	_, lies := p.now()
	access := rand.Text()
	p.mu.Lock()
	p.tokens[access] = g.person
	p.mu.Unlock()
	body := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 3600, "id_token": p.idToken(g, access, lies)}
	if lies.Token != nil {
		lies.Token(body)
	}
	answer(w, http.StatusOK, body)
}

func (p *Provider) idToken(g grant, access string, lies Lies) string {
	now, hash := time.Now(), sha256.Sum256([]byte(access))
	claims := map[string]any{
		"iss": p.URL, "sub": g.person.Subject, "aud": ClientID, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
		"auth_time": g.at.Add(-time.Hour).Unix(), "nonce": g.nonce, "at_hash": base64.RawURLEncoding.EncodeToString(hash[:16]),
	}
	if g.again {
		claims["auth_time"] = g.at.Unix()
	}
	if g.person.ACR != "" {
		claims["acr"] = g.person.ACR
	}
	if lies.Claims != nil {
		lies.Claims(claims)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	if lies.Sign != nil {
		return lies.Sign(payload)
	}
	return Sign("RS256", p.Key, KeyID, payload)
}

// bearer is whom an access token was given for.
func (p *Provider) bearer(w http.ResponseWriter, r *http.Request) (Person, Lies, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	person, ok := p.tokens[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	if !ok {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_token"})
	}
	return person, p.lies, ok
}

func (p *Provider) userInfo(w http.ResponseWriter, r *http.Request) {
	person, lies, ok := p.bearer(w, r)
	if !ok {
		return
	}
	claims := map[string]any{
		"sub": person.Subject, "name": person.Name, "email": person.EPPN, "email_verified": false,
		"https://n.feide.no/claims/eduPersonPrincipalName": person.EPPN,
		"https://n.feide.no/claims/userid_sec":             []string{"feide:" + person.EPPN, "nin:01010012345"},
	}
	if lies.UserInfo != nil {
		lies.UserInfo(claims)
	}
	answer(w, http.StatusOK, claims)
}

func (p *Provider) groups(w http.ResponseWriter, r *http.Request) {
	if person, _, ok := p.bearer(w, r); ok {
		answer(w, http.StatusOK, person.Groups)
	}
}

// endSession sends back whoever says which login is meant.
func (p *Provider) endSession(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("id_token_hint") == "" || q.Get("post_logout_redirect_uri") != LoggedOutURL {
		http.Error(w, "not our client", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, LoggedOutURL+"?"+url.Values{"state": {q.Get("state")}}.Encode(), http.StatusFound)
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // to a client that may have gone
}

// With gives a copy of a group with other members.
func With(group map[string]any, changes map[string]any) map[string]any {
	changed := maps.Clone(group)
	for name, value := range changes {
		if value == nil {
			delete(changed, name)
		} else {
			changed[name] = value
		}
	}
	return changed
}
