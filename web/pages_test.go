package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var langAttribute = regexp.MustCompile(`<html lang="(..)"`)

// Every page renders in every language, in the one that was asked for or chosen.
func TestPagesInFourLanguages(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("dina")
	d := h.browser(t)
	d.invited("kari")
	second := h.browser(t)
	second.login("kari")
	for _, lang := range []string{"nb", "nn", "en", "da"} {
		for _, who := range []*browser{b, second, h.browser(t)} {
			if a := who.post("/language", "lang", lang, "back", "/login"); a.header.Get("Location") != "/login" {
				t.Errorf("%d %v", a.status, a.header)
			}
		}
		fresh := h.browser(t)
		fresh.header.Set("Accept-Language", lang+", fr;q=0.5")
		for _, a := range []answer{
			b.get("/"), b.get("/account"), b.get("/vouch"), b.get("/enrol"), b.get("/nowhere"), b.post("/account/recovery"),
			second.get("/login/second"), second.post("/login/code", "code", "1"),
			fresh.get("/login"), fresh.get("/invite"), fresh.post("/login", "user", "x", "password", "y"), fresh.post("/invite", "user", "x"),
		} {
			m := langAttribute.FindStringSubmatch(a.body)
			if m == nil || m[1] != lang || a.header.Get("Content-Language") != lang || a.h1() == "" {
				t.Errorf("%s: %d %v %q", lang, a.status, m, a.h1())
			}
			if strings.Contains(a.body, "{1}") || strings.Contains(a.body, "<no value>") || strings.Contains(a.body, "ZgotmplZ") {
				t.Errorf("%s: %q has a gap", lang, a.h1())
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	h := open(t)
	for header, want := range map[string]string{
		"": "nb", "nn-NO,nn;q=0.9,nb;q=0.8": "nn", "no": "nb", "en-GB": "en", "fr, da;q=0.3": "da", "fr": "nb", "\"": "nb", "zz;q=x": "nb",
	} {
		b := h.browser(t)
		b.header.Set("Accept-Language", header)
		if got := b.get("/login").header.Get("Content-Language"); got != want {
			t.Errorf("%q is answered in %s", header, got)
		}
	}
	b := h.browser(t)
	b.post("/language", "lang", "xx", "back", "/login")
	if got := b.get("/login").header.Get("Content-Language"); got != "nb" {
		t.Errorf("a language that is none of ours: %s", got)
	}
}

// Files are kept for ever, under names that change with them; nothing else is kept.
func TestAssets(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	page := b.get("/login").body
	for _, m := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		a := b.get(m[1])
		if a.status != http.StatusOK || !strings.Contains(a.header.Get("Cache-Control"), "immutable") || len(a.header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s: %d %v", m[1], a.status, a.header)
		}
		if m := regexp.MustCompile(`\.[0-9a-f]{12}\.(css|js|svg)$`).FindString(m[1]); m == "" {
			t.Errorf("%s has no hash", m)
		}
	}
	if a := b.get("/static/base.css"); a.status != http.StatusNotFound || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", a.status, a.header)
	}
	if a := b.get("/static/..%2fweb.go"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
}

// What somebody has called themselves is text, not markup.
func TestNamesAreText(t *testing.T) {
	h := open(t, demo)
	a := h.browser(t).post("/login", "user", `"><script>alert(1)</script>`, "password", "x", "next", `/"><b>`)
	if strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "<b>") {
		t.Error(a.body)
	}
}

// A method that a route does not take is told so, by a page.
func TestMethods(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	for path, method := range map[string]string{"/login": http.MethodDelete, "/logout": http.MethodGet, "/hide": http.MethodGet} {
		r, err := http.NewRequest(method, h.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a := b.do(r); a.status != http.StatusMethodNotAllowed || a.h1() == "" {
			t.Errorf("%s %s: %d", method, path, a.status)
		}
	}
}
