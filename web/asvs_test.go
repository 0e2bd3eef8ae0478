package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"kjentvei/web/auth"
	"kjentvei/web/auth/oidc/oidctest"
	"kjentvei/workflow"
)

// Whoever is logged in can log out from every page that they see.
func TestLogOutOnEveryPage(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	b.invited("dina")
	entering := h.browser(t)
	entering.login("dina")
	limited := h.browser(t)
	limited.login("ola")
	limited.post("/login/limited")
	for _, a := range []answer{
		b.get("/"), b.get("/account"), b.get("/vouch"), b.get("/enrol"), b.get("/nowhere"), b.post("/account/recovery"), b.post("/account/code/remove"),
		entering.get("/login/second"), limited.get("/"), limited.get("/login/second"),
	} {
		if !strings.Contains(a.body, `<form method="post" action="/logout">`) {
			t.Errorf("%d %q has no way out", a.status, a.h1())
		}
	}
}

// Every cookie is for this host, over TLS, and not for scripts; none has anything in
// it but what was drawn by lot, or the choice of a language.
func TestCookies(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	set := append(b.login("kari").header.Values("Set-Cookie"), b.post("/language", "lang", "da", "back", "/").header.Values("Set-Cookie")...)
	if len(set) < 3 {
		t.Fatalf("only %d cookies: %q", len(set), set)
	}
	for _, line := range set {
		cookie, err := http.ParseSetCookie(line)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(cookie.Name, "__Host-") || !cookie.Secure || !cookie.HttpOnly || cookie.Path != "/" || cookie.Domain != "" ||
			cookie.SameSite != http.SameSiteLaxMode && cookie.SameSite != http.SameSiteStrictMode {
			t.Errorf("%s", line)
		}
		if strings.Contains(strings.ToLower(cookie.Value), "kari") {
			t.Errorf("says who it is: %s", line)
		}
	}
}

// Every answer says what it is, and in which letters.
func TestContentTypes(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	for _, a := range []answer{b.get("/"), b.get("/account"), b.get("/nowhere"), b.post("/login", "user", "x"), b.post("/nowhere")} {
		if got := a.header.Get("Content-Type"); !strings.EqualFold(got, "text/html; charset=utf-8") || !strings.Contains(a.body, `<meta charset="utf-8">`) {
			t.Errorf("%q is %s", a.h1(), got)
		}
	}
	for _, name := range []string{"css", "js", "svg"} {
		_, rest, found := strings.Cut(b.get("/").body, `"/static/`)
		for found && !strings.HasPrefix(rest[strings.IndexByte(rest, '"')-len(name):], name) {
			_, rest, found = strings.Cut(rest, `"/static/`)
		}
		if !found {
			t.Fatalf("no %s on the page", name)
		}
		kind := b.get("/static/" + rest[:strings.IndexByte(rest, '"')]).header.Get("Content-Type")
		want := map[string]string{"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}[name]
		if !strings.EqualFold(kind, want) {
			t.Errorf("%s is %s", name, kind)
		}
	}
}

// Recovery codes are hashed without a salt or costs, so each must have more bits than
// anybody can try: 112 at least. A letter or figure of ours is five.
func TestRecoveryCodesAreLong(t *testing.T) {
	_, codes := open(t).browser(t).invited("kari")
	seen := map[string]bool{}
	for _, code := range codes {
		if bits := 5 * len(strings.ReplaceAll(code, "-", "")); bits < 112 {
			t.Errorf("a recovery code of %d bits", bits)
		}
		for _, group := range strings.Split(code, "-") {
			if seen[group] {
				t.Errorf("%s comes twice", group)
			}
			seen[group] = true
		}
	}
}

// When a second factor is added or taken away, the sessions elsewhere end.
func TestFactorsEndOtherSessions(t *testing.T) {
	h := open(t, named)
	b := h.browser(t)
	app, _ := b.invited("kari")
	elsewhere := func() *browser {
		t.Helper()
		c := h.browser(t)
		c.login("kari")
		if a := c.post("/login/code", "code", app.code(t)); a.header.Get("Location") != "/" {
			t.Fatalf("%d %s", a.status, a.body)
		}
		c.shows(c.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
		return c
	}
	other := elsewhere()
	d := newDevice(t, "https://kjentvei.example")
	if a := b.post("/enrol/passkey", "answer", d.create(b.get("/enrol").options(t))); a.status >= http.StatusBadRequest {
		t.Fatalf("%d %s", a.status, a.body)
	}
	other.shows(other.get("/"), http.StatusUnauthorized, "Du er logget ut")
	other = elsewhere()
	b.post("/account/code/remove")
	other.shows(other.get("/"), http.StatusUnauthorized, "Du er logget ut")
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
}

// What the provider gives the server is for the server: the browser gets none of it.
// The ID token goes back to the provider at logout, and nowhere before.
func TestTokensOfTheProviderStayHere(t *testing.T) {
	op := oidctest.New(t)
	h := withFeide(t, op)
	b := h.browser(t)
	arrived := b.through(op)
	for _, a := range []answer{arrived, b.get("/"), b.get("/account")} {
		all := a.body + strings.Join(a.header.Values("Set-Cookie"), " ") + a.header.Get("Location")
		if strings.Contains(all, "eyJ") || strings.Contains(all, "access_token") || strings.Contains(all, "id_token") || strings.Contains(all, oidctest.ClientSecret) {
			t.Errorf("%q has a token: %s", a.h1(), all)
		}
	}
}

// A password does not run out with the years.
func TestOldPasswordIsGood(t *testing.T) {
	h := open(t, demo)
	if _, err := h.engine.AddUser(t.Context(), "gamle", "Gamle Erik", "kjentmann", "rogn", encoded(), workflow.Operation{At: time.Now().AddDate(-10, 0, 0), System: "test"}); err != nil {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.login("gamle")
	b.shows(b.get("/"), http.StatusOK, "Hei, Gamle Erik")
}

// line is what the log says of a request, or of what happened in it.
type line struct {
	Request, Method, Route, Actor, Message, Why string
	Status                                      int
}

// Every attempt to log in is in the log: by which route, so with what, how it went,
// and, when it went well, for whom. So is what was tried from another site. Nobody
// writes a line of their own.
func TestLoginsAreLogged(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	app, recovery := b.invited("kari")
	kari, err := h.engine.Account(t.Context(), "kari")
	if err != nil {
		t.Fatal(err)
	}
	lines := func() (list []line) {
		for text := range strings.Lines(h.log.String()) {
			var l line
			if err := json.Unmarshal([]byte(text), &l); err != nil {
				t.Errorf("%q is no line of ours: %v", text, err)
			}
			list = append(list, l)
		}
		return list
	}
	seen := len(lines())
	since := func() []line {
		all := lines()
		defer func() { seen = len(all) }()
		return all[seen:]
	}
	has := func(what, method, route string, status int, actor workflow.ActorID, refused bool) {
		t.Helper()
		told, noted := false, false
		for _, l := range since() {
			told = told || l.Method == method && l.Route == route && l.Status == status && l.Actor == string(actor) && l.Request != ""
			noted = noted || l.Message == "login refused"
		}
		if !told || noted != refused {
			t.Errorf("%s is not in the log: %s", what, h.log.String())
		}
	}
	c := h.browser(t)
	c.header.Set("User-Agent", `x"}`+"\t"+`{"message":"login"}`)
	c.post("/login", "user", "kari\n{\"message\":\"forged\"}", "password", "x")
	has("an unknown user", "POST", "/login", http.StatusUnauthorized, "", true)
	c.post("/login", "user", "kari", "password", "feil passord her")
	has("a wrong password", "POST", "/login", http.StatusUnauthorized, "", true)
	c.login("kari")
	has("a right password", "POST", "/login", http.StatusSeeOther, kari.Staff.ID, false)
	c.post("/login/code", "code", "000000")
	has("a wrong code", "POST", "/login/code", http.StatusUnauthorized, kari.Staff.ID, true)
	c.post("/login/code", "code", app.code(t))
	has("a right code", "POST", "/login/code", http.StatusSeeOther, kari.Staff.ID, false)
	c.post("/hide")
	since()
	c.post("/login/recovery", "code", recovery[1])
	has("a recovery code", "POST", "/login/recovery", http.StatusSeeOther, kari.Staff.ID, false)
	c.header.Set("Sec-Fetch-Site", "cross-site")
	c.post("/vouch")
	has("another site's request", "POST", "/vouch", http.StatusForbidden, kari.Staff.ID, false)
	c.header.Del("Sec-Fetch-Site")
	c.get("/" + strings.Repeat("x", 10) + "%0a%7b%22message%22:%22forged%22%7d")
	has("a page that there is not", "GET", "none", http.StatusNotFound, kari.Staff.ID, false)
	c.post("/logout")
	has("logging out", "POST", "/logout", http.StatusSeeOther, "", false)
	if strings.Contains(h.log.String(), "forged") || strings.Contains(h.log.String(), auth.CookieName) {
		t.Errorf("something of the request is in the log: %s", h.log.String())
	}
}
