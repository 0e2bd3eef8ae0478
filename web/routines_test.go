package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

var (
	inPage = regexp.MustCompile(`href="#([^"]+)"`)
	pageID = regexp.MustCompile(` id="([^"]+)"`)
)

// whole fails the test where a page has an id twice, or links to one that is not there.
func (b *browser) whole(a answer) {
	b.t.Helper()
	known := map[string]int{}
	for _, m := range pageID.FindAllStringSubmatch(a.body, -1) {
		known[m[1]]++
	}
	for id, n := range known {
		if n > 1 {
			b.t.Errorf("id %s is there %d times", id, n)
		}
	}
	for _, m := range inPage.FindAllStringSubmatch(a.body, -1) {
		if known[m[1]] == 0 {
			b.t.Errorf("nothing is called #%s", m[1])
		}
	}
	if strings.Contains(a.body, "<style") || strings.Contains(a.body, " style=") {
		b.t.Error("a style within the page")
	}
}

// Whoever works at the school reads every routine, with and without a second factor and
// a part in cases; nobody reads them before logging in.
func TestRoutinesAreForAllStaff(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t)
	h.hire(t, "obse", "observer", "rogn")
	for _, user := range []string{"ola", "obse"} {
		b := h.browser(t)
		if a := b.get("/routines/kjentmann"); a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), "/login") {
			t.Errorf("before logging in: %d", a.status)
		}
		b.login(user)
		b.post("/login/limited")
		a := b.get("/routines")
		b.shows(a, http.StatusOK, "Rutiner")
		for _, r := range routine.Shipped() {
			if !strings.Contains(a.body, r.Title.NB) || !strings.Contains(a.body, `href="/routines/`+r.ID+`#overview-`) {
				t.Errorf("%s is not in the list", r.ID)
			}
			page := b.get("/routines/" + r.ID)
			b.shows(page, http.StatusOK, r.Title.NB)
			b.whole(page)
			if strings.Contains(page.body, ".txt") || !strings.Contains(page.body, r.Source.Title.NB+", linje ") {
				t.Errorf("%s calls its source by its file", r.ID)
			}
			for _, s := range r.Scenarios {
				if !strings.Contains(page.body, s.Title.NB+"</a>") {
					t.Errorf("%s does not say what to do when: %s", r.ID, s.Title.NB)
				}
			}
		}
		if strings.Index(a.body, "Nye saker følger denne") > strings.Index(a.body, "Fylkeskommunens") {
			t.Error("the routine that is used does not come first")
		}
		for _, path := range []string{"/routines/nothing", "/routines/kjentmann/99", "/routines/kjentmann/one", "/routines/kjentmann/diff?from=99", "/routines/nothing/diff"} {
			if a := b.get(path); a.status != http.StatusNotFound {
				t.Errorf("%s: %d", path, a.status)
			}
		}
	}
}

// The plan, the picture and the proof stand on one page, in each language.
func TestRoutineIsWrittenOut(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("ola")
	for lang, words := range map[string][]string{
		"nb": {"Kort fortalt", "Bevist: rutinen kan ikke omgås", "Mottatt", `lang="nb"`}, "en": {"Proved: the routine cannot be bypassed", "The program itself keeps this"},
		"nn": {"Prova: rutinen kan ikkje omgåast"}, "da": {"Bevist: rutinen kan ikke omgås"},
	} {
		b.header.Set("Accept-Language", lang)
		a := b.get("/routines/kjentmann")
		for _, word := range append(words, `<svg`, `class="kv-box"`, `id="requirement-KJ-1.1"`) {
			if !strings.Contains(a.body, word) {
				t.Errorf("%s: %q is not there", lang, word)
			}
		}
		if strings.Contains(a.body, "<h1>") && strings.Count(a.body, "<h1") != 1 {
			t.Errorf("%s: not one heading", lang)
		}
	}
}

// A new version says what has changed, and the older one stays to be read.
func TestVersionsAndTheirDifference(t *testing.T) {
	h := open(t, demo)
	def, problems := routine.Parse(routine.ShippedSource("kjentmann"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	def.Version = 2
	def.Title = routine.Same("Den nye rutinen <b>")
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := h.browser(t)
	b.login("ola")
	if a := b.get("/routines/kjentmann/diff"); a.status != http.StatusOK || !strings.Contains(a.body, "bare én versjon") || strings.Contains(a.body, `class="compare"`) {
		t.Errorf("with one version: %d %s", a.status, a.body)
	}
	if err := h.engine.Publish(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	a := b.get("/routines/kjentmann")
	b.shows(a, http.StatusOK, "Den nye rutinen &lt;b&gt;")
	if !strings.Contains(a.body, `href="/routines/kjentmann/diff?from=1&amp;to=2"`) || !strings.Contains(a.body, `href="/routines/kjentmann/1"`) {
		t.Error("the versions are not listed")
	}
	old := b.get("/routines/kjentmann/1")
	b.shows(old, http.StatusOK, "Kjentmannsrutinen")
	if !strings.Contains(old.body, "Les versjon 2") || strings.Contains(old.body, "Nye saker følger denne") {
		t.Error("the older version does not say that it is one")
	}
	for path, said := range map[string]string{
		"/routines/kjentmann/diff": "Kjentmannsrutinen", "/routines/kjentmann/diff?from=2&to=1": "Den nye rutinen &lt;b&gt;", "/routines/kjentmann/diff?from=2&to=2": "De to er like.",
	} {
		a := b.get(path)
		if b.whole(a); a.status != http.StatusOK || !strings.Contains(a.body, said) {
			t.Errorf("%s: %d, without %q", path, a.status, said)
		}
	}
}

// Where a case is stands on a picture: the whole way for those who work on it, and the
// place alone for who only knows that it lives.
func TestWhereACaseIs(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	h.hire(t, "revi", "auditor", "rogn")
	ola, dina, revi, utta := h.browser(t), h.browser(t), h.browser(t), h.browser(t)
	for b, user := range map[*browser]string{ola: "ola", dina: "dina", revi: "revi", utta: "utta"} {
		b.login(user)
	}
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "staff")
	if a := ola.get(path); !strings.Contains(a.body, `href="`+path+`/routine"`) {
		t.Error("the case does not lead to its picture")
	}
	a := dina.get(path + "/routine")
	dina.whole(a)
	for _, word := range []string{"Saken er her nå", "Sperret nå", `href="/routines/kjentmann/1"`} {
		if !strings.Contains(a.body, word) {
			t.Errorf("the leadership does not see %q", word)
		}
	}
	if strings.Contains(a.body, "Lin Berg") {
		t.Error("the picture names the student")
	}
	a = revi.get(path + "/routine")
	if a.status != http.StatusOK || !strings.Contains(a.body, "Saken er her nå") || strings.Contains(a.body, "Sperret nå") || !strings.Contains(a.body, "Du ser hvor saken står.") {
		t.Errorf("the auditor: %d", a.status)
	}
	if a := utta.get(path + "/routine"); a.status != http.StatusNotFound {
		t.Errorf("another school: %d", a.status)
	}
	looks, err := h.engine.AccessLog(t.Context(), h.actor(t, "dina"), workflow.CaseID(strings.TrimPrefix(path, "/cases/")))
	if err != nil || len(looks) < 3 {
		t.Errorf("whoever saw the picture is not recorded: %d looks, %v", len(looks), err)
	}
}
