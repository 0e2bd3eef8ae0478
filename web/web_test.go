package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
)

func TestLogInAndOut(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	if a := b.get("/"); a.status != http.StatusSeeOther || a.header.Get("Location") != "/login" {
		t.Errorf("%d %v", a.status, a.header)
	}
	b.shows(b.get("/login"), http.StatusOK, "Logg inn")
	if b.cookie() != "" {
		t.Error("a cookie before anybody has logged in")
	}
	b.shows(b.post("/login", "user", "kari", "password", "feil passord her"), http.StatusUnauthorized, "Logg inn")
	b.login("kari")
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
	before := b.cookie()
	a := b.post("/logout")
	if a.header.Get("Clear-Site-Data") == "" || a.status != http.StatusSeeOther || b.cookie() != "" {
		t.Errorf("%d %v", a.status, a.header)
	}
	b.header.Set("Cookie", "__Host-kjentvei="+before)
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
}

func TestDisabledIsOutAtOnce(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	if err := h.engine.DisableUser(t.Context(), "kari", workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
	b.shows(b.post("/login", "user", "kari", "password", password), http.StatusUnauthorized, "Logg inn")
}

func TestHeadersOnEveryAnswer(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	for _, path := range []string{"/", "/login", "/nowhere", "/static/none.css"} {
		a := b.get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
			"Cache-Control":           "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s: %s: %q", path, name, got)
			}
		}
		if strings.Contains(a.body, "<script>") || strings.Contains(a.body, "style=") {
			t.Errorf("%s has scripts or styles within", path)
		}
	}
}

// A role that has ended counts no more, in a session that began before too; and a
// colleague whose role has ended is nobody to vouch for.
func TestEndedRoleIsNoRole(t *testing.T) {
	h := open(t, demo)
	b, head := h.browser(t), h.browser(t)
	b.login("ola")
	head.login("dina")
	path := b.post("/cases/new/self_referral", "name", "Lin Berg", "birth_date", "2010-03-01", "f.contact_safety", "safe").header.Get("Location")
	if a := b.get(path); a.status != http.StatusOK || !strings.Contains(a.body, "Lin Berg") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := head.get("/vouch"); !strings.Contains(a.body, "Ola Lærer") {
		t.Fatal("cannot be vouched for")
	}
	by := workflow.Operation{At: time.Now(), System: "test"}
	if err := h.engine.EndRole(t.Context(), "ola", "contact_teacher", "rogn", h.engine.Today()-1, by); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get(path), http.StatusNotFound, "Siden finnes ikke")
	if a := b.get("/cases/new"); a.status != http.StatusForbidden {
		t.Errorf("can still open a case: %d", a.status)
	}
	if a := b.get("/"); strings.Contains(a.body, "kontaktlærer") || strings.Contains(a.body, path) {
		t.Errorf("the start page still has the role: %s", a.body)
	}
	if a := head.get("/vouch"); strings.Contains(a.body, "Ola Lærer") {
		t.Error("can still be vouched for")
	}
}
