package web_test

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kjentvei/web"
	"kjentvei/web/auth"
	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"
	"kjentvei/workflow"
)

// feide is a login provider in the configuration of a server.
func feide(t *testing.T, op *oidctest.Provider, change ...func(*oidc.Config)) func(*web.Config) {
	t.Helper()
	c := oidc.Config{
		ID: "feide", Name: "Feide", Issuer: op.URL, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret,
		RedirectURL: oidctest.RedirectURL, LoggedOutURL: oidctest.LoggedOutURL,
		UserClaims: []string{"https://n.feide.no/claims/eduPersonPrincipalName"}, ACR: []string{oidctest.TwoFactors},
		Staff: oidc.StaffRule{GroupsURL: op.URL + "/groups/me/groups"},
	}
	for _, change := range change {
		change(&c)
	}
	p, err := oidc.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return func(config *web.Config) { config.Providers = append(config.Providers, p) }
}

// withFeide starts a server at which oidctest.Teacher has a role.
func withFeide(t *testing.T, op *oidctest.Provider, change ...func(*oidc.Config)) *house {
	t.Helper()
	h := open(t, feide(t, op, change...))
	if _, err := h.engine.AddUser(t.Context(), "tone@fjord.example", "Tone Lærer", "kjentmann", "rogn", "", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	return h
}

// leave follows the link to the provider, and gives what the provider sends back.
func (b *browser) leave(op *oidctest.Provider, path string) url.Values {
	b.t.Helper()
	a := b.get(path)
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), op.URL) {
		b.t.Fatalf("%s: %d %s", path, a.status, a.header.Get("Location"))
	}
	return op.Browse(b.t, a.header.Get("Location"))
}

func (b *browser) arrive(query url.Values) answer {
	b.t.Helper()
	return b.get("/login/callback/feide?" + query.Encode())
}

// through goes through a whole login with the provider.
func (b *browser) through(op *oidctest.Provider) answer {
	b.t.Helper()
	return b.arrive(b.leave(op, "/login/with/feide"))
}

// nobody fails the test if anybody is logged in.
func (b *browser) nobody() {
	b.t.Helper()
	if a := b.get("/"); a.status != http.StatusSeeOther || a.header.Get("Location") != "/login" {
		b.t.Errorf("somebody is logged in: %d %s", a.status, a.h1())
	}
}

func TestProviderLogin(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	b := h.browser(t)
	if a := b.get("/login?next=%2Fx%3Fy%3D1"); !strings.Contains(a.body, `href="/login/with/feide?next=%2Fx%3Fy%3D1"`) || !strings.Contains(a.body, "Logg inn med Feide") {
		t.Errorf("no link: %s", a.body)
	}
	query := b.leave(op, "/login/with/feide?next=%2Fx%3Fy%3D1")
	before := b.cookie()
	a := b.arrive(query)
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/x?y=1" {
		t.Errorf("%d %s", a.status, a.header.Get("Location"))
	}
	if after := b.cookie(); before == "" || after == "" || after == before {
		t.Errorf("the token was %q and is %q", before, after)
	}
	home := b.get("/")
	b.shows(home, http.StatusOK, "Hei, Tone Lærer")
	if strings.Contains(home.body, "uten kode") {
		t.Error("is limited")
	}
	again := b.arrive(query)
	b.shows(again, http.StatusUnauthorized, "Innloggingen gikk ikke")
	b.shows(b.get("/"), http.StatusOK, "Hei, Tone Lærer")
	for _, secret := range []string{query.Get("code"), query.Get("state"), oidctest.Teacher().Subject, "tone@", "Tone", oidctest.ClientSecret} {
		if strings.Contains(h.log.String(), secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

// Wherever somebody asks to go on to, it is here.
func TestProviderNextIsOurs(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)"} {
		b := h.browser(t)
		a := b.arrive(b.leave(op, "/login/with/feide?"+url.Values{"next": {next}}.Encode()))
		if got := a.header.Get("Location"); got != "/" {
			t.Errorf("%s: goes on to %s", next, got)
		}
	}
}

// Promise 18: whatever a provider lies about, there is no session. What the client
// finds out is tested beside it, case by case; here, that nothing else lets in.
func TestNoSessionOfALie(t *testing.T) {
	op, evil := oidctest.New(t), oidctest.Another(t)
	h := withFeide(t, op)
	claim := func(name string, value any) oidctest.Lies {
		return oidctest.Lies{Claims: func(c map[string]any) { c[name] = value }}
	}
	back := func(change func(url.Values)) oidctest.Lies { return oidctest.Lies{Callback: change} }
	for what, lies := range map[string]oidctest.Lies{
		"audience":        claim("aud", "other"),
		"issuer":          claim("iss", evil.URL),
		"nonce":           claim("nonce", "n"),
		"no factor":       claim("acr", nil),
		"lower factor":    claim("acr", "urn:mace:feide.no:auth:level:fad08:2"),
		"expired":         claim("exp", time.Now().Add(-time.Minute).Unix()),
		"of tomorrow":     claim("iat", time.Now().Add(24*time.Hour).Unix()),
		"somebody else":   claim("sub", "7a5c7a5e-0009"),
		"alg none":        {Sign: oidctest.Unsigned},
		"HMAC":            {Sign: func(c []byte) string { return oidctest.Sign("HS256", op.PublicPEM(), oidctest.KeyID, c) }},
		"another's key":   {Sign: func(c []byte) string { return oidctest.Sign("RS256", evil.Key, oidctest.KeyID, c) }},
		"state":           back(func(q url.Values) { q.Set("state", "s") }),
		"mixed up":        back(func(q url.Values) { q.Set("iss", evil.URL) }),
		"invented code":   back(func(q url.Values) { q.Set("code", rand.Text()) }),
		"a no":            back(func(q url.Values) { q.Del("code"); q.Set("error", "access_denied") }),
		"groups broken":   {Handlers: map[string]http.HandlerFunc{"/groups/me/groups": http.NotFound}},
		"no user info":    {Handlers: map[string]http.HandlerFunc{"/userinfo": http.NotFound}},
		"tokens withheld": {Handlers: map[string]http.HandlerFunc{"/token": http.NotFound}},
	} {
		t.Run(what, func(t *testing.T) {
			b := h.browser(t)
			op.Lie(lies)
			b.shows(b.through(op), http.StatusUnauthorized, "Innloggingen gikk ikke")
			if b.cookie() != "" {
				t.Error("has a cookie")
			}
			b.nobody()
			op.Lie(oidctest.Lies{})
			b.through(op)
			b.shows(b.get("/"), http.StatusOK, "Hei, Tone Lærer")
		})
	}
}

// A second provider that uses the same sub does not become the person, not even
// with her user name taken on: she is matched there once too, and a third is not.
func TestSecondProviderSameSubject(t *testing.T) {
	one, two := oidctest.New(t), oidctest.Another(t)
	h := open(t, feide(t, one), feide(t, two, func(c *oidc.Config) { c.ID = "other" }))
	for _, user := range []string{"tone@fjord.example", "odd@fjord.example"} {
		if _, err := h.engine.AddUser(t.Context(), user, user, "kjentmann", "rogn", "", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	b := h.browser(t)
	b.through(one)
	b.shows(b.get("/"), http.StatusOK, "Hei, tone@fjord.example")
	odd := oidctest.Teacher()
	odd.EPPN = "odd@fjord.example" // with Tone's sub
	two.LogIn(odd)
	c := h.browser(t)
	if a := c.get("/login/callback/other?" + c.leave(two, "/login/with/other").Encode()); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.h1())
	}
	c.shows(c.get("/"), http.StatusOK, "Hei, odd@fjord.example")
	thief := oidctest.Teacher()
	thief.Subject = "7a5c7a5e-0666" // with Tone's user name
	one.LogIn(thief)
	d := h.browser(t)
	d.shows(d.through(one), http.StatusForbidden, "Du har ingen rolle her ennå")
	d.nobody()
}

// What one browser has begun, another cannot end; nor can the same one at the
// address of another provider.
func TestAnswerOfAnotherBrowser(t *testing.T) {
	op := oidctest.New(t)
	h := open(t, feide(t, op), feide(t, op, func(c *oidc.Config) { c.ID = "other" }))
	b, other := h.browser(t), h.browser(t)
	query := b.leave(op, "/login/with/feide")
	other.shows(other.arrive(query), http.StatusUnauthorized, "Innloggingen gikk ikke")
	other.nobody()
	other.leave(op, "/login/with/feide")
	other.shows(other.arrive(query), http.StatusUnauthorized, "Innloggingen gikk ikke")
	b.shows(b.get("/login/callback/other?"+query.Encode()), http.StatusUnauthorized, "Innloggingen gikk ikke")
	b.shows(b.arrive(query), http.StatusUnauthorized, "Innloggingen gikk ikke") // used up
	b.nobody()
}

func TestStudentIsToldKindly(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	op.LogIn(oidctest.Student())
	for lang, title := range map[string]string{"nb": "Her logger bare ansatte inn", "nn": "Her loggar berre tilsette inn", "en": "Only staff log in here", "da": "Her logger kun ansatte ind"} {
		b := h.browser(t)
		b.header.Set("Accept-Language", lang)
		a := b.through(op)
		b.shows(a, http.StatusForbidden, title)
		for _, want := range []string{"116 111", "rusinfo.no", "113"} {
			if !strings.Contains(a.body, want) {
				t.Errorf("%s: no %s", lang, want)
			}
		}
		b.header.Set("Accept-Language", "nb")
		b.nobody()
	}
	for _, who := range []string{"Even", "even@", oidctest.Student().Subject} {
		if strings.Contains(h.log.String(), who) {
			t.Errorf("the log has %s", who)
		}
	}
	if !strings.Contains(h.log.String(), "not a member of staff") {
		t.Error("the log does not say why")
	}
}

func TestStaffWithoutARole(t *testing.T) {
	op := oidctest.New(t)
	h := open(t, feide(t, op))
	b := h.browser(t)
	a := b.through(op)
	b.shows(a, http.StatusForbidden, "Du har ingen rolle her ennå")
	if !strings.Contains(a.body, `href="/login/with/feide?again=1"`) {
		t.Error("no way to log in as somebody else")
	}
	b.nobody()
	if address := b.get("/login/with/feide?again=1").header.Get("Location"); !strings.Contains(address, "prompt=login") {
		t.Errorf("does not ask again: %s", address)
	}
}

// Where the configuration lets one factor in, the second is asked for here, and
// without it there is no more than opening a case.
func TestOneFactorIsLimited(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op, func(c *oidc.Config) { c.OneFactor = true })
	person := oidctest.Teacher()
	person.ACR = ""
	op.LogIn(person)
	b := h.browser(t)
	if a := b.through(op); a.header.Get("Location") != "/login/second" {
		t.Errorf("goes on to %s", a.header.Get("Location"))
	}
	if a := b.get("/"); a.status != http.StatusSeeOther {
		t.Errorf("shows something: %d %s", a.status, a.body)
	}
	b.post("/login/limited")
	if a := b.get("/"); a.status != http.StatusOK || !strings.Contains(a.body, "uten kode") {
		t.Errorf("%d %s", a.status, a.body)
	}
	op.LogIn(oidctest.Teacher())
	b.through(op)
	if a := b.get("/"); a.status != http.StatusOK || strings.Contains(a.body, "uten kode") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestDisabledProviderLogin(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	b := h.browser(t)
	b.through(op)
	b.shows(b.get("/"), http.StatusOK, "Hei, Tone Lærer")
	if err := h.engine.DisableUser(t.Context(), "tone@fjord.example", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
	b.shows(b.through(op), http.StatusForbidden, "Du har ingen rolle her ennå")
	b.nobody()
}

func TestProviderLogout(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	b := h.browser(t)
	b.through(op)
	before := b.cookie()
	a := b.post("/logout")
	b.shows(a, http.StatusOK, "Du er logget ut av Kjentvei")
	to, ok := strings.CutPrefix(a.header.Get("Refresh"), "0;url="+op.URL)
	u, err := url.Parse(to)
	if !ok || err != nil || u.Path != "/endsession" || u.Query().Get("id_token_hint") == "" || u.Query().Get("post_logout_redirect_uri") != oidctest.LoggedOutURL {
		t.Errorf("leads on to %s", a.header.Get("Refresh"))
	}
	if b.cookie() != "" || a.header.Get("Clear-Site-Data") == "" {
		t.Error("the browser keeps something")
	}
	b.header.Set("Cookie", auth.CookieName+"="+before)
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
	if strings.Contains(h.log.String(), u.Query().Get("id_token_hint")) {
		t.Error("the log has the ID token")
	}
}

// A provider that is down leaves the page for passwords as it is.
func TestProviderDown(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	op.Close()
	b := h.browser(t)
	b.shows(b.get("/login/with/feide"), http.StatusServiceUnavailable, "Innloggingen gikk ikke")
	b.shows(b.get("/login"), http.StatusOK, "Logg inn")
	b.login("kari")
	if a := b.post("/logout"); a.status != http.StatusSeeOther || a.header.Get("Location") != "/login" {
		t.Errorf("a password's logout leads to a provider: %d", a.status)
	}
}

func TestUnknownProvider(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	for _, path := range []string{"/login/with/feide", "/login/callback/feide?code=x&state=y"} {
		b.shows(b.get(path), http.StatusNotFound, "Siden finnes ikke")
	}
	if a := b.get("/login"); strings.Contains(a.body, "/login/with/") {
		t.Error("offers a provider that is not there")
	}
}

// Who begins one login after the other fills no memory, and hinders nobody else.
func TestManyDepartures(t *testing.T) {
	op := oidctest.New(t)
	h := open(t, feide(t, op), from)
	b := h.browser(t)
	b.header.Set("Test-From", "192.0.2.1")
	slowed := false
	for range 200 {
		slowed = slowed || b.get("/login/with/feide").status == http.StatusTooManyRequests
	}
	if !slowed {
		t.Error("was not slowed down")
	}
	other := h.browser(t)
	other.header.Set("Test-From", "192.0.2.2")
	other.leave(op, "/login/with/feide")
}

// A hidden screen is shown again by logging in with the provider again: the
// password, which was not asked for, is not enough.
func TestHiddenAtTheProvider(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	if _, err := h.engine.AddUser(t.Context(), "tone@fjord.example", "", "kjentmann", "rogn", encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.through(op)
	b.post("/hide", "back", "/account")
	page := b.get("/login/second")
	const link = "/login/with/feide?again=1&amp;next=%2Faccount"
	if strings.Contains(page.body, "/login/password") || !strings.Contains(page.body, link) || strings.Contains(page.body, "Tone") {
		t.Errorf("asks for something else: %s", page.body)
	}
	b.post("/login/password", "password", password)
	if a := b.get("/account"); a.status != http.StatusSeeOther || a.header.Get("Location") != "/login/second" {
		t.Errorf("a password shows the screen: %d", a.status)
	}
	op.Lie(oidctest.Lies{Claims: func(c map[string]any) { c["auth_time"] = time.Now().Add(-time.Hour).Unix() }})
	b.arrive(b.leave(op, strings.ReplaceAll(link, "&amp;", "&"))) // the provider has not asked again
	if a := b.get("/account"); a.status != http.StatusSeeOther {
		t.Errorf("the provider's memory shows the screen: %d", a.status)
	}
	op.Lie(oidctest.Lies{})
	if a := b.arrive(b.leave(op, strings.ReplaceAll(link, "&amp;", "&"))); a.header.Get("Location") != "/account" {
		t.Errorf("goes on to %s", a.header.Get("Location"))
	}
	if a := b.get("/account"); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.h1())
	}
}

// Somebody whose account at the provider is new must log in anew; an operator says so.
func TestForgottenAtTheProvider(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	b := h.browser(t)
	b.through(op)
	if err := h.engine.ForgetIdentities(t.Context(), "tone@fjord.example", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
	anew := oidctest.Teacher()
	anew.Subject = "7a5c7a5e-0777"
	op.LogIn(anew)
	b.through(op)
	b.shows(b.get("/"), http.StatusOK, "Hei, Tone Lærer")
}
