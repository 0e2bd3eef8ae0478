package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
)

// A token that somebody else has chosen, or seen before the login, is worth nothing.
func TestSessionFixation(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.header.Set("Cookie", "__Host-kjentvei=chosen-by-somebody-else")
	a := b.login("kari")
	set := strings.Join(slices.DeleteFunc(a.header.Values("Set-Cookie"), func(c string) bool { return !strings.HasPrefix(c, auth.CookieName) }), "; ")
	if strings.Contains(set, "chosen-by") || !strings.HasPrefix(set, "__Host-kjentvei=") {
		t.Errorf("Set-Cookie: %s", set)
	}
	for _, attribute := range []string{"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
		if !strings.Contains(set, attribute) {
			t.Errorf("the cookie has no %s: %s", attribute, set)
		}
	}
	if strings.Contains(set, "Domain") || strings.Contains(set, "Expires") || strings.Contains(set, "Max-Age") {
		t.Errorf("the cookie goes too far, or lives too long: %s", set)
	}
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")

	c := h.browser(t)
	c.login("kari")
	first := c.cookie()
	c.login("kari")
	if c.cookie() == first {
		t.Error("logging in again keeps the token")
	}
	c.header.Set("Cookie", "__Host-kjentvei="+first)
	c.shows(c.get("/"), http.StatusUnauthorized, "Du er logget ut")
}

// The token is in its cookie alone, not in a page, an address or the log; nor are
// passwords and what was typed for a user name.
func TestSecretsAreNowhere(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.post("/login", "user", "typed-by-mistake", "password", "my-own-secret-word")
	b.login("kari")
	token := b.cookie()
	if len(token) < 40 {
		t.Fatalf("a token of %d characters", len(token))
	}
	for _, path := range []string{"/", "/account", "/enrol", "/nowhere", "/login"} {
		a := b.get(path)
		if strings.Contains(a.body, token) || strings.Contains(a.header.Get("Location"), token) {
			t.Errorf("the token is in %s", path)
		}
	}
	log := h.log.String()
	for _, secret := range []string{token, "typed-by-mistake", "my-own-secret-word", password, "Kari", "kari"} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log:\n%s", secret, log)
		}
	}
}

// An unknown user, a wrong password, a disabled account and one without a password
// are answered alike.
func TestRefusalsLookAlike(t *testing.T) {
	h := open(t, demo)
	ctx := t.Context()
	if _, err := h.engine.AddUser(ctx, "nopassword", "", "kjentmann", "rogn", "", workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	if err := h.engine.DisableUser(ctx, "ola", workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	var first string
	for _, user := range []string{"kari", "nobody", "ola", "nopassword", ""} {
		word := password
		if user == "kari" {
			word = "feil passord"
		}
		a := h.browser(t).post("/login", "user", user, "password", word)
		body := strings.Replace(a.body, fmt.Sprintf("value=%q autocomplete", user), `value="" autocomplete`, 1)
		body = strings.ReplaceAll(body, " autofocus", "")
		if first == "" {
			first = body
		}
		if a.status != http.StatusUnauthorized || body != first {
			t.Errorf("%q: %d\n%s", user, a.status, body)
		}
	}
}

// A thousand wrong passwords from one address slow that address down, and nobody else.
func TestSlowedDownIsNotLockedOut(t *testing.T) {
	h := open(t, demo, from)
	at := func(address string) *browser {
		b := h.browser(t)
		b.header.Set("Test-From", address)
		return b
	}
	inside := h.browser(t)
	inside.login("kari")
	var wg sync.WaitGroup
	statuses := make([]int, 1000)
	begun := time.Now()
	for worker := range 10 {
		b := at("192.0.2.1")
		wg.Go(func() {
			for i := worker; i < len(statuses); i += 10 {
				a := b.post("/login", "user", "kari", "password", fmt.Sprint("guess ", i))
				statuses[i] = a.status
				if a.status == http.StatusTooManyRequests && a.header.Get("Retry-After") == "" {
					t.Error("429 without Retry-After")
				}
			}
		})
	}
	wg.Wait()
	looked := 0
	for _, status := range statuses {
		switch status {
		case http.StatusUnauthorized:
			looked++
		case http.StatusTooManyRequests:
		default:
			t.Errorf("status %d", status)
		}
	}
	t.Logf("%d of 1000 were looked at, in %s", looked, time.Since(begun))
	if looked > 12 {
		t.Errorf("%d of 1000 guesses were looked at", looked)
	}
	begun = time.Now()
	h.browser(t).login("kari")
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("the right one waited for %s", took)
	}
	inside.shows(inside.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
}

// Whoever is behind the same address as a crowd of guessers is let in from a browser
// that they have used before.
func TestKnownBrowserIsCountedApart(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	b.post("/logout")
	crowd := h.browser(t)
	for i := range 10 {
		crowd.post("/login", "user", "kari", "password", fmt.Sprint("guess ", i))
	}
	if a := crowd.post("/login", "user", "kari", "password", password); a.status != http.StatusTooManyRequests {
		t.Errorf("the crowd: %d", a.status)
	}
	b.login("kari")
}

func TestCrossSiteIsRefused(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	for name, header := range map[string]map[string]string{
		"another site":            {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
		"another origin":          {"Origin": "https://evil.example"},
		"a sandbox":               {"Origin": "null"},
		"a neighbour on the site": {"Sec-Fetch-Site": "same-site", "Origin": "https://other.127.0.0.1"},
	} {
		for _, path := range []string{"/logout", "/login", "/hide", "/account/password", "/language"} {
			r, err := http.NewRequest(http.MethodPost, h.URL+path, strings.NewReader("lang=da"))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for k, v := range header {
				r.Header.Set(k, v)
			}
			if a := b.do(r); a.status != http.StatusForbidden || a.h1() != "Dette kom fra et annet nettsted" {
				t.Errorf("%s, %s: %d %q", name, path, a.status, a.h1())
			}
		}
	}
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
}

// What is not a form of ours is told so, and does nothing.
func TestOddBodies(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	send := func(kind, body string) answer {
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, h.URL+"/login", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		return b.do(r)
	}
	b.shows(send("application/json", `{"user":"kari"}`), http.StatusUnsupportedMediaType, "Skjemaet kunne ikke leses")
	b.shows(send("multipart/form-data; boundary=x", "--x--"), http.StatusUnsupportedMediaType, "Skjemaet kunne ikke leses")
	b.shows(send("application/x-www-form-urlencoded", "user=%zz"), http.StatusUnsupportedMediaType, "Skjemaet kunne ikke leses")
	b.shows(send("application/x-www-form-urlencoded", "user="+strings.Repeat("x", 300<<10)), http.StatusRequestEntityTooLarge, "Det var for mye på en gang")
	b.shows(b.post("/nowhere"), http.StatusNotFound, "Siden finnes ikke")
}

// A password encoded at lower costs is encoded anew when it is shown, and stays the same.
func TestPasswordIsReencoded(t *testing.T) {
	h := open(t, demo)
	weak := "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + weakHash
	if _, err := h.engine.AddUser(t.Context(), "kari", "", "kjentmann", "rogn", weak, workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		h.browser(t).login("kari")
		account, err := h.engine.Account(t.Context(), "kari")
		if err != nil || account.Staff.Password == weak || auth.Outdated(account.Staff.Password) {
			t.Errorf("%q %v", account.Staff.Password, err)
		}
	}
}

// The demo's passwords were shown on a screen: they are for that machine.
func TestDemoIsForThisMachine(t *testing.T) {
	h := open(t, demo, from)
	b := h.browser(t)
	b.header.Set("Test-From", "192.0.2.9")
	b.shows(b.post("/login", "user", "kari", "password", password), http.StatusUnauthorized, "Logg inn")
	b.header.Set("Test-From", "::1")
	b.login("kari")
}

func TestNextIsOurs(t *testing.T) {
	h := open(t, demo)
	for next, want := range map[string]string{
		"/account": "/account", "/cases/1?a=b": "/cases/1?a=b", "": "/", "https://evil.example/": "/", "//evil.example": "/", "/\\evil.example": "/",
		"javascript:alert(1)": "/", "/\tevil": "/", "account": "/",
	} {
		a := h.browser(t).post("/login", "user", "kari", "password", password, "next", next)
		if got := a.header.Get("Location"); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

// weakHash is of password, with a salt of zeros and next to no costs.
const weakHash = "XPiaeLoJlnvCZdt/CwYjpNYxn7BMYX3UWYkJvBzq08g"
