package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	"kjentvei/web"
)

var optionsShown = regexp.MustCompile(`data-options="([^"]*)"`)

// options is what a page asks a passkey.
func (a answer) options(t *testing.T) string {
	t.Helper()
	m := optionsShown.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("no question to a passkey: %d %s", a.status, a.body)
	}
	return html.UnescapeString(m[1])
}

// device is an authenticator with one passkey.
type device struct {
	t     *testing.T
	party virtualwebauthn.RelyingParty
	auth  virtualwebauthn.Authenticator
	key   virtualwebauthn.Credential
}

func newDevice(t *testing.T, origin string) *device {
	return &device{
		t: t, party: virtualwebauthn.RelyingParty{ID: "kjentvei.example", Name: "Kjentvei", Origin: origin},
		auth: virtualwebauthn.NewAuthenticator(), key: virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2),
	}
}

func (d *device) create(options string) string {
	d.t.Helper()
	parsed, err := virtualwebauthn.ParseAttestationOptions(options)
	if err != nil {
		d.t.Fatal(err)
	}
	return virtualwebauthn.CreateAttestationResponse(d.party, d.auth, d.key, *parsed)
}

func (d *device) get(options string) string {
	d.t.Helper()
	parsed, err := virtualwebauthn.ParseAssertionOptions(options)
	if err != nil {
		d.t.Fatal(err)
	}
	d.key.Counter++
	return virtualwebauthn.CreateAssertionResponse(d.party, d.auth, d.key, *parsed)
}

func named(c *web.Config) {
	c.Origin = func(*http.Request) string { return "https://kjentvei.example" }
}

func TestPasskeys(t *testing.T) {
	h := open(t, demo, named)
	b := h.browser(t)
	b.login("kari")
	d := newDevice(t, "https://kjentvei.example")
	b.shows(b.post("/enrol/passkey", "answer", "{}"), http.StatusUnprocessableEntity, "Sett opp kode eller tilgangsnøkkel")
	question := b.get("/enrol").options(t)
	if !strings.Contains(question, `"userVerification":"required"`) {
		t.Error("anybody who holds the device could use it")
	}
	b.shows(b.post("/enrol/passkey", "answer", d.create(question)), http.StatusOK, "Reservekodene dine")
	b.shows(b.post("/enrol/passkey", "answer", d.create(question)), http.StatusUnprocessableEntity, "Sett opp kode eller tilgangsnøkkel")

	enter := func(change func(d *device, question string) string) (*browser, answer) {
		t.Helper()
		c := h.browser(t)
		c.login("kari")
		return c, c.post("/login/passkey", "answer", change(d, c.get("/login/second").options(t)))
	}
	c, a := enter(func(d *device, q string) string { return d.get(q) })
	if a.header.Get("Location") != "/" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	c.shows(c.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
	if body := c.get("/account").body; !strings.Contains(body, "sist brukt") {
		t.Error(body)
	}

	// The answers of others, of before, to others and without the person.
	old := ""
	for name, change := range map[string]func(d *device, q string) string{
		"another site's": func(d *device, q string) string {
			other := *d
			other.party.Origin = "https://kjentvei.evil.example"
			return other.get(q)
		},
		"another name's": func(d *device, q string) string {
			other := *d
			other.party.ID = "evil.example"
			return other.get(q)
		},
		"another device's": func(d *device, q string) string { return newDevice(t, d.party.Origin).get(q) },
		"nobody there": func(d *device, q string) string {
			other := *d
			other.auth.Options.UserNotVerified = true
			return other.get(q)
		},
		"a copy's that counts from before": func(d *device, q string) string {
			other := *d
			other.key.Counter = 0
			return other.get(q)
		},
		"nothing": func(*device, string) string { return "" },
	} {
		c, a := enter(change)
		if a.status != http.StatusUnauthorized || c.get("/").status != http.StatusSeeOther {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	d.key.Counter += 10
	c = h.browser(t)
	c.login("kari")
	old = d.get(c.get("/login/second").options(t))
	c.get("/login/second") // asks something new
	c.shows(c.post("/login/passkey", "answer", old), http.StatusUnauthorized, "Vis at det er deg")

	// With an app beside it, the passkey can be taken away, and is worth nothing then.
	b.post("/enrol/code", "code", scan(t, b.get("/enrol")).code(t))
	m := regexp.MustCompile(`name="id" value="([^"]+)">Fjern`).FindStringSubmatch(b.get("/account").body)
	if m == nil {
		t.Fatal("no passkey to remove")
	}
	if a := b.post("/account/passkey/remove", "id", m[1]); a.header.Get("Location") != "/account" {
		t.Errorf("%d %s", a.status, a.body)
	}
	c = h.browser(t)
	c.login("kari")
	if strings.Contains(c.get("/login/second").body, "data-options") {
		t.Error("asks for a passkey that is gone")
	}
}

// Browsers have no passkeys for a bare address; nobody is offered one there.
func TestNoPasskeyForAnAddress(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	if a := b.get("/enrol"); strings.Contains(a.body, "data-options") || !strings.Contains(a.body, "kan ikke lage en tilgangsnøkkel her") {
		t.Error(a.body)
	}
}
