package web_test

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/web"
	"kjentvei/workflow"
)

// secretCase opens a case with a canary in every section, and gives its path.
func (h *house) secretCase(t *testing.T) string {
	t.Helper()
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, dina := h.browser(t), h.browser(t)
	ola.login("ola")
	dina.login("dina")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "student", "f.contact_safety", "unsure", "f.contact_safety_reason", "KANARI-UTRYGG")
	dina.takes(path, "assign", "f.person", string(h.actor(t, "kari").ID))
	dina.takes(path, "add_note", "f.text", "KANARI-NOTAT")
	return path
}

// Whatever is asked of every route, in every place of a request, the log has who asked
// (an opaque id), which route and how it went; and no name, nothing that was written,
// no reference of a case and no token. Nor has the address that a browser is sent to.
// Promise 19 of the security promises, on the pages.
func TestPagesLogNothingPersonal(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo, unhurried)
	path := h.secretCase(t)
	id := strings.TrimPrefix(path, "/cases/")
	in := map[string]*browser{"": h.browser(t), "dina": h.browser(t), "utta": h.browser(t)}
	secrets := append(slices.Collect(maps.Values(canaries)), id, "hemmelig", "Hemmelig", "forged", "Kari Kjentmann", "Dina Leder", password)
	for user, b := range in {
		b.header.Set("User-Agent", "hemmelig-forged")
		for _, name := range []string{"X-Request-Id", "Referer", "Accept-Language", "X-Forwarded-For"} {
			b.header.Set(name, "hemmelig-forged")
		}
		if user != "" {
			b.login(user)
			secrets = append(secrets, b.cookie())
		}
	}
	for _, route := range web.Routes() {
		method, pattern, _ := strings.Cut(route, " ")
		if pattern == "/logout" || pattern == "/hide" || strings.HasPrefix(pattern, "/account/sessions") {
			continue // they end what the others need
		}
		for _, of := range []string{id, "hemmelig", "x%0A%7B%22message%22:%22forged%22%7D"} {
			asked := strings.NewReplacer(":id", of, ":step", "add_note", ":number", "hemmelig", ":scenario", "hemmelig", ":provider", "hemmelig").Replace(pattern) +
				"?q=" + url.QueryEscape("Hemmelig Elev\nforged") + "&school=hemmelig"
			for user, b := range in {
				a := b.ask(method, asked, "q", "Hemmelig Elev", "f.text", "KANARI-NOTAT", "revision", "hemmelig", "name", "Hemmelig Elev", "code", "hemmelig", "user", "hemmelig", "password", "hemmelig")
				if to, _ := url.QueryUnescape(a.header.Get("Location")); strings.Contains(to, "Elev") && method == http.MethodPost {
					t.Errorf("%s %s as %q leads to %s", method, pattern, user, to)
				}
			}
		}
	}
	for _, secret := range secrets {
		if at := strings.Index(h.log.String(), secret); at >= 0 {
			t.Errorf("%q is in the log: %.300s", secret, h.log.String()[max(0, at-100):])
		}
	}
	if lines := strings.Count(h.log.String(), `"message":"page"`); lines < 3*3*20 {
		t.Errorf("only %d lines were written", lines)
	}
}

func (b *browser) ask(method, path string, pairs ...string) answer {
	b.t.Helper()
	if method == http.MethodPost {
		return b.post(path, pairs...)
	}
	return b.get(path)
}

// Nothing of a case is on a page when it cannot be recorded that somebody looks.
// Promise 13 of the security promises, on the pages.
func TestNoPageTellsUnrecorded(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	db := storetest.New(t, func(o *store.Options) { o.MaxSize = 1 << 20 })
	engine, err := workflow.NewEngine(t.Context(), db, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if _, err := engine.AddUser(t.Context(), p.user, p.name, p.role, p.school, encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	h := serve(t, engine, demo, func(c *web.Config) { c.Log = zerolog.Nop() })
	path := h.secretCase(t)
	per := h.browser(t) // has not looked yet
	per.login("per")
	for n := 0; ; n++ {
		stranger := workflow.Actor{ID: workflow.ActorID(fmt.Sprint("stranger-", n)), Roles: []workflow.SchoolRole{{School: "rogn", Role: "auditor"}}}
		_, err := engine.Case(t.Context(), stranger, workflow.CaseID(strings.TrimPrefix(path, "/cases/")))
		if errors.Is(err, workflow.ErrFull) {
			break
		}
		if err != nil || n > 100_000 {
			t.Fatal(n, err)
		}
	}
	for _, a := range []answer{
		per.get(path), per.get(path + "/access"), per.get(path + "/steps/add_note"), per.get("/cases"), per.post("/cases", "q", "lin"),
		per.post(path+"/steps/add_note", "revision", "1", "f.text", "x"),
	} {
		if a.status != http.StatusInsufficientStorage || a.h1() != "Det er ikke plass til mer" {
			t.Errorf("%d %q", a.status, a.h1())
		}
		for section, canary := range canaries {
			if strings.Contains(a.body, canary) {
				t.Errorf("%q tells %s", a.h1(), section)
			}
		}
	}
	per.shows(per.get("/account"), http.StatusOK, "Innloggingen din")
}
