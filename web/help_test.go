package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

var placeInput = regexp.MustCompile(`name="place" value="([^"]+)"`)

// Everybody who works at a school finds help: what the routine names, and before it
// what their own school has written down.
func TestHelp(t *testing.T) {
	h := open(t, demo)
	dina, ola, utta := h.browser(t), h.browser(t), h.browser(t)
	for b, user := range map[*browser]string{dina: "dina", ola: "ola", utta: "utta"} {
		b.login(user)
	}
	nurse := []string{"name", "Helsesykepleieren", "about", "Rom 203", "phone", "99 00 00 01", "url", "https://skolen.example/helse"}
	for range 2 {
		if a := dina.post("/help/edit", nurse...); a.status != http.StatusSeeOther || a.header.Get("Location") != "/help/edit?saved=1" {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	a := ola.get("/help")
	ola.shows(a, http.StatusOK, "Hvor du finner hjelp")
	body := html.UnescapeString(a.body)
	for _, want := range []string{"Rom 203", `href="tel:99000001"`, `href="https://skolen.example/helse"`, `href="tel:113"`, `href="tel:116111"`, "ikke konkluder"} {
		if !strings.Contains(body, want) {
			t.Errorf("help does not say %q", want)
		}
	}
	if n := strings.Count(body, "Rom 203"); n != 1 {
		t.Errorf("written down %d times", n)
	}
	shipped, _ := routine.Find("kjentmann")
	for _, link := range shipped.Resources {
		if link.URL != "" && !strings.Contains(body, link.URL) || link.Phone != "" && !strings.Contains(body, link.Phone) {
			t.Errorf("help leaves out %v", link)
		}
	}
	for _, sign := range shipped.Signs {
		if !strings.Contains(body, sign.NB) {
			t.Errorf("help leaves out the sign %q", sign.NB)
		}
	}
	if strings.Contains(body, "/help/edit") {
		t.Error("a teacher is led to the form")
	}
	if a := utta.get("/help"); strings.Contains(a.body, "Rom 203") {
		t.Error("another school's list is shown")
	}
	for _, b := range []*browser{ola, h.browser(t)} {
		for _, a := range []answer{b.get("/help/edit"), b.post("/help/edit", nurse...), b.post("/help/remove", "place", "x")} {
			if a.status == http.StatusOK || strings.Contains(a.header.Get("Location"), "saved") {
				t.Errorf("let through: %d %s", a.status, a.header.Get("Location"))
			}
		}
	}
	if a := utta.post("/help/edit?school=rogn", nurse...); a.status != http.StatusForbidden {
		t.Errorf("another school's leader writes: %d", a.status)
	}
}

// A mistake is shown beside its field, with what was typed; a place is changed and
// removed where it stands.
func TestHelpIsEdited(t *testing.T) {
	h := open(t, demo)
	dina := h.browser(t)
	dina.login("dina")
	a := dina.post("/help/edit", "name", "Rådgiveren", "phone", "ring meg", "url", "javascript:alert(1)")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#phone"`) || !strings.Contains(a.body, `href="#url"`) ||
		!strings.Contains(a.body, `value="ring meg"`) || strings.Contains(a.body, `href="javascript:`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	dina.post("/help/edit", "name", "Rådgiveren", "phone", "99 00 00 01")
	id := dina.get("/help/edit").first(t, placeInput)
	a = dina.get("/help/edit?place=" + id)
	if !strings.Contains(a.body, `value="Rådgiveren"`) {
		t.Errorf("not filled in: %s", a.body)
	}
	if a := dina.post("/help/edit", "place", id, "name", "Rådgiveren", "phone", "99 00 00 02"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := dina.get("/help"); !strings.Contains(a.body, "99 00 00 02") || strings.Contains(a.body, "99 00 00 01") {
		t.Errorf("%s", a.body)
	}
	for range 2 {
		if a := dina.post("/help/remove", "place", id); a.status != http.StatusSeeOther {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	if a := dina.get("/help"); strings.Contains(a.body, "Rådgiveren") {
		t.Error("it is still there")
	}
}

// Without a second factor help is found all the same.
func TestHelpWithoutSecondFactor(t *testing.T) {
	h := open(t)
	if _, err := h.engine.AddUser(t.Context(), "tea", "Tea Lærer", "contact_teacher", "rogn", encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.login("tea")
	b.post("/login/limited")
	b.shows(b.get("/help"), http.StatusOK, "Hvor du finner hjelp")
}
