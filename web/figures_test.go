package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kjentvei/workflow"
)

// inside is a browser that somebody has logged in with.
func (h *house) inside(t *testing.T, user string) *browser {
	t.Helper()
	b := h.browser(t)
	b.login(user)
	return b
}

var (
	tile   = regexp.MustCompile(`<dt>Saker</dt><dd>(.*?)</dd>`)
	period = regexp.MustCompile(`href="(/figures\?from=[^"]+)"`)
)

// Whoever may know them sees the figures of their own school and of the days that
// they choose, exactly or without small numbers; nobody else does.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo)
	h.hire(t, "revi", "auditor", "rogn")
	h.hire(t, "obse", "observer", "rogn")
	h.hire(t, "admi", "administrator", "rogn")
	ola, kari := h.inside(t, "ola"), h.inside(t, "kari")
	for range 3 {
		ola.consulted(kari, "Hva gjør jeg?")
	}
	utta := h.inside(t, "utta")
	for user, want := range map[string]string{"kari": "3", "dina": "3", "revi": "3", "obse": "–", "utta": "0"} {
		b := h.inside(t, user)
		a := b.get("/figures")
		b.shows(a, http.StatusOK, "Blir rutinen fulgt?")
		if m := tile.FindStringSubmatch(a.body); m == nil || !strings.Contains(m[1], want) || want == "–" && strings.Contains(m[1], "3") {
			t.Errorf("%s reads %v, not %s", user, m, want)
		}
		if links := period.FindAllString(a.body, -1); len(links) != 4 {
			t.Errorf("%d school years", len(links))
		}
		if exact := strings.Contains(a.body, `type="date"`); exact == (user == "obse") {
			t.Errorf("%s may choose any days: %t", user, exact)
		}
		if !strings.Contains(b.get("/").body, `href="/figures"`) {
			t.Errorf("nothing leads %s there", user)
		}
	}
	for _, user := range []string{"ola", "admi"} {
		b := h.inside(t, user)
		for _, path := range []string{"/figures", "/figures.csv", "/figures?school=rogn"} {
			if a := b.get(path); a.status != http.StatusForbidden {
				t.Errorf("%s: %s answers %d", user, path, a.status)
			}
		}
		if strings.Contains(b.get("/").body, `href="/figures"`) {
			t.Errorf("%s is led to what is not theirs", user)
		}
	}
	if a := utta.get("/figures?school=rogn"); a.status != http.StatusNotFound {
		t.Errorf("another's school answers %d", a.status)
	}
}

// A period is a school year or any days, and one that is none is told.
func TestFiguresOfDays(t *testing.T) {
	h := open(t, demo)
	ola, kari := h.inside(t, "ola"), h.inside(t, "kari")
	ola.consulted(kari, "Hva gjør jeg?")
	year := html.UnescapeString(period.FindStringSubmatch(kari.get("/figures").body)[1])
	for path, want := range map[string]string{year: "1", "/figures?from=2001-01-01&to=2001-12-31": "0", "/figures?from=&to=": "1"} {
		a := kari.get(path)
		if m := tile.FindStringSubmatch(a.body); a.status != http.StatusOK || m == nil || m[1] != want {
			t.Errorf("%s: %d %v, not %s", path, a.status, m, want)
		}
	}
	for query, id := range map[string]string{"from=2026-02-31": "from", "from=2026-02-02&to=2026-02-01": "to", "to=x": "to"} {
		if a := kari.get("/figures?" + query); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `<a href="#`+id+`">`) {
			t.Errorf("%s: %d", query, a.status)
		}
		if a := kari.get("/figures.csv?" + query); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%s as CSV: %d", query, a.status)
		}
	}
	a := kari.get(strings.Replace(year, "/figures", "/figures.csv", 1))
	if !regexp.MustCompile(`^attachment; filename=kjentvei-rogn-\d{4}-08-01-\d{4}-07-31\.csv$`).MatchString(a.header.Get("Content-Disposition")) ||
		a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.body, "requirement,modality,") || strings.Count(a.body, "\n") < 10 {
		t.Errorf("%v %s", a.header, a.body)
	}
}

// Somebody at several schools chooses among them.
func TestFiguresOfSchools(t *testing.T) {
	h := open(t, demo)
	ola, kari := h.inside(t, "ola"), h.inside(t, "kari")
	ola.consulted(kari, "Hva gjør jeg?")
	account, err := h.engine.AccountOf(t.Context(), h.actor(t, "utta").ID)
	if err != nil {
		t.Fatal(err)
	}
	staff := *account.Staff
	staff.Roles = []workflow.SchoolRole{{School: "rogn", Role: "auditor"}, {School: "selje", Role: "principal"}}
	if err := h.engine.PutStaff(t.Context(), &staff); err != nil {
		t.Fatal(err)
	}
	utta := h.inside(t, "utta")
	for query, want := range map[string]string{"": "1", "?school=rogn": "1", "?school=selje": "0"} {
		a := utta.get("/figures" + query)
		if m := tile.FindStringSubmatch(a.body); m == nil || m[1] != want || strings.Count(a.body, `aria-current="true"`) < 2 {
			t.Errorf("%q: %v, not %s", query, m, want)
		}
		if !strings.Contains(a.body, `href="/figures?school=selje"`) {
			t.Errorf("%q: no other school to choose", query)
		}
	}
}
