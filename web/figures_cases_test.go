package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kjentvei/workflow"
)

var (
	behind     = regexp.MustCompile(`<a class="behind" href="([^"]+)">(\d+)`)
	behindCase = regexp.MustCompile(`<a class="ds-card card" href="(/cases/[0-9a-f-]+/verdicts)">`)
)

// leads lists where the figures lead, with how many cases each number counts.
func (b *browser) leads() map[string]string {
	b.t.Helper()
	found := map[string]string{}
	for _, m := range behind.FindAllStringSubmatch(b.get("/figures").body, -1) {
		found[html.UnescapeString(m[1])] = m[2]
	}
	return found
}

// From each number of the figures whoever may see verdicts comes to the cases it counts,
// and from there to their verdicts; no name is told on the way. The observer is led
// nowhere and finds nothing by the address either, and nobody finds another school's.
func TestCasesBehindFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo)
	h.hire(t, "revi", "auditor", "rogn")
	h.hire(t, "obse", "observer", "rogn")
	h.hire(t, "admi", "administrator", "rogn")
	path, kari := h.concerned(t)
	all := h.inside(t, "revi").leads()
	if len(all) < 2 {
		t.Fatalf("the figures lead to %v", all)
	}
	for _, user := range []string{"revi", "dina", "kari"} {
		b := h.inside(t, user)
		for address, n := range b.leads() {
			a := b.get(address)
			b.shows(a, http.StatusOK, "Sakene bak tallet")
			cases := behindCase.FindAllStringSubmatch(a.body, -1)
			if n != "1" || len(cases) != 1 || cases[0][1] != path+"/verdicts" || b.get(cases[0][1]).status != http.StatusOK {
				t.Errorf("%s: %s counts %s and leads to %v", user, address, n, cases)
			}
			if strings.Contains(a.body, "Lin Berg") || strings.Contains(a.body, "KANARI") || strings.Contains(a.body, "Kari Kjentmann") {
				t.Errorf("%s: %s tells too much", user, address)
			}
		}
	}
	for user, status := range map[string]int{"obse": http.StatusForbidden, "admi": http.StatusForbidden, "ola": http.StatusForbidden, "utta": http.StatusNotFound, "": http.StatusSeeOther} {
		b := h.browser(t)
		if user != "" {
			b.login(user)
		}
		for address := range all {
			if a := b.get(address); a.status != status || strings.Contains(a.body, path) {
				t.Errorf("%q: %s answers %d", user, address, a.status)
			}
			if a := b.get(address + "&school=rogn"); a.status != status {
				t.Errorf("%q: %s of the school answers %d", user, address, a.status)
			}
		}
	}
	if found := h.inside(t, "obse").leads(); len(found) > 0 {
		t.Errorf("the observer is led to %v", found)
	}
	looks := kari.get(path + "/access").body
	if !strings.Contains(looks, "Så uten navn hvordan det gikk med et krav") {
		t.Error("nobody is told that somebody has looked")
	}
}

// What is chosen stands in the address and stays when another choice is made, on the
// next page, and on the way back.
func TestCasesBehindFiguresKeepWhatIsChosen(t *testing.T) {
	h := open(t, demo)
	h.hire(t, "revi", "auditor", "rogn")
	h.concerned(t)
	revi := h.inside(t, "revi")
	year := html.UnescapeString(period.FindStringSubmatch(revi.get("/figures").body)[1])
	var address string
	for _, m := range behind.FindAllStringSubmatch(revi.get(year).body, -1) {
		address = html.UnescapeString(m[1])
	}
	days := year[strings.Index(year, "?")+1:]
	if !strings.HasSuffix(address, "&"+days) {
		t.Fatalf("%s leads to %s", year, address)
	}
	a := revi.get(address)
	text := html.UnescapeString(a.body)
	if !strings.Contains(text, `href="`+year+"#requirement-") {
		t.Error("no way back to the same figures")
	}
	requirement := regexp.MustCompile(`requirement=[^&]+`).FindString(address)
	picks := regexp.MustCompile(`class="pick" href="([^"]+)"`).FindAllStringSubmatch(text, -1)
	for _, m := range picks {
		if !strings.Contains(m[1], requirement+"&verdict=") {
			t.Errorf("%s forgets the requirement", m[1])
		}
	}
	if len(picks) < 6 || !strings.Contains(text, "&verdict=pending&"+days+`"`) {
		t.Errorf("few choices: %v", picks)
	}
	for _, query := range []string{"", "?requirement=DV-13", "?requirement=DV-13&verdict=not_applicable", "?requirement=DV-13&verdict=x", "?requirement=DV-13&verdict=pending&before=x", "?requirement=DV-13&verdict=pending&from=x"} {
		if a := revi.get("/figures/cases" + query); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", query, a.status)
		}
	}
	if a := revi.get("/figures/cases?requirement=NO-1&verdict=pending"); a.status != http.StatusNotFound {
		t.Errorf("a requirement that is none: %d", a.status)
	}
}

// An auditor of one school who observes another sees the cases of the first alone, also
// where all schools are asked for.
func TestCasesBehindFiguresOfSchools(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo)
	path, _ := h.concerned(t)
	account, err := h.engine.AccountOf(t.Context(), h.actor(t, "utta").ID)
	if err != nil {
		t.Fatal(err)
	}
	as := func(roles ...workflow.SchoolRole) *browser {
		staff := *account.Staff
		staff.Roles = roles
		if err := h.engine.PutStaff(t.Context(), &staff); err != nil {
			t.Fatal(err)
		}
		return h.inside(t, "utta")
	}
	const address = "/figures/cases?requirement=DV-13&verdict=pending"
	both := as(workflow.SchoolRole{School: "rogn", Role: "auditor"}, workflow.SchoolRole{School: "selje", Role: "auditor"})
	for query, want := range map[string]int{"": 1, "&school=rogn": 1, "&school=selje": 0} {
		a := both.get(address + query)
		if cases := behindCase.FindAllStringSubmatch(a.body, -1); a.status != http.StatusOK || len(cases) != want || want == 1 && cases[0][1] != path+"/verdicts" {
			t.Errorf("%q: %d, %v", query, a.status, cases)
		}
		if !strings.Contains(a.body, html.EscapeString(address+"&school=selje")) {
			t.Errorf("%q: no other school to choose", query)
		}
	}
	observes := as(workflow.SchoolRole{School: "rogn", Role: "observer"}, workflow.SchoolRole{School: "selje", Role: "auditor"})
	for query, status := range map[string]int{"": http.StatusNotFound, "&school=rogn": http.StatusForbidden} {
		if a := observes.get(address + query); a.status != status || strings.Contains(a.body, path) {
			t.Errorf("%q: an observer of the school of the case: %d", query, a.status)
		}
	}
	if found := observes.leads(); len(found) > 0 {
		t.Errorf("figures without small numbers lead to %v", found)
	}
}
