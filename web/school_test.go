package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"kjentvei/web"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// names says what people call the two schools.
func (h *house) names(t *testing.T) {
	t.Helper()
	for school, name := range map[workflow.SchoolID]string{"rogn": "Øveskolen Haugen", "selje": "Øveskolen Vannet"} {
		if err := h.engine.PutSchoolName(t.Context(), school, name); err != nil {
			t.Fatal(err)
		}
	}
}

var tag = regexp.MustCompile(`(?s)<[^>]*>`)

// Wherever people read of a school it has its name; its code is for addresses and forms.
func TestSchoolsHaveNames(t *testing.T) {
	h := open(t, demo, func(c *web.Config) {
		c.Practice = &web.Practice{Now: time.Now, People: []web.PracticePerson{{User: "ola", Name: "Ola Lærer", Role: "contact_teacher", School: "rogn"}}}
	})
	h.names(t)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	for _, school := range []workflow.SchoolID{"rogn", "selje"} {
		h.hire(t, "begge", "principal", school)
		h.hire(t, "begge", "administrator", school)
	}
	b := h.browser(t)
	b.login("begge")
	ola := h.browser(t)
	ola.login("ola")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "staff")
	for to, want := range map[string]string{
		"/":                              "rektor på Øveskolen Haugen",
		"/figures":                       "Øveskolen Vannet",
		"/figures?school=rogn":           "Øveskolen Haugen",
		"/cases/new/third_party_concern": `<option value="selje">Øveskolen Vannet</option>`,
		"/reading":                       "Øveskolen Haugen",
		"/setup":                         "Øveskolen Vannet",
		"/setup/days?school=selje":       "Øveskolen Vannet",
		"/help":                          "Øveskolen Vannet",
		path + "/print":                  "Øveskolen Haugen",
		path + "/verdicts":               "Øveskolen Haugen", // in the bar to practise with
	} {
		a := b.get(to)
		if a.status != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d without %q", to, a.status, want)
		}
		text := strings.ReplaceAll(tag.ReplaceAllString(a.body, " "), "Skolens kode: rogn", "")
		if code := regexp.MustCompile(`.*\b(rogn|selje)\b.*`).FindString(text); code != "" {
			t.Errorf("%s says the code: %q", to, code)
		}
	}
}

// Where people and browsers say no language of ours, those who have logged in read that
// of their first role's school.
func TestLanguageOfTheSchool(t *testing.T) {
	h := open(t, demo, func(c *web.Config) { c.Lang = routine.English })
	admi := h.administrating(t)
	speaks := func(b *browser, path, want string) {
		t.Helper()
		if got := b.get(path).header.Get("Content-Language"); got != want {
			t.Errorf("%s is answered in %s, not %s", path, got, want)
		}
	}
	ola := h.browser(t)
	ola.header.Set("Accept-Language", "fr")
	speaks(ola, "/login", "en")
	ola.login("ola")
	speaks(ola, "/", "en")
	if a := admi.post("/setup/school", "name", "Øveskolen", "lang", "xx"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="lang-error"`) {
		t.Errorf("a language that is none of ours: %d", a.status)
	}
	if a := admi.post("/setup/school", "name", "Øveskolen", "lang", "nn"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	if a := admi.get("/setup"); !strings.Contains(a.body, `name="lang" value="nn" checked`) {
		t.Error("the school's language is not shown")
	}
	speaks(ola, "/", "nn")
	speaks(ola, "/nowhere", "nn")
	speaks(h.browser(t), "/login", "en")
	utta := h.browser(t)
	utta.login("utta")
	speaks(utta, "/", "en")
	h.hire(t, "utta", "contact_teacher", "rogn") // a second role
	speaks(utta, "/", "en")
	ola.header.Set("Accept-Language", "da")
	speaks(ola, "/", "da")
	ola.header.Set("Accept-Language", "fr")
	ola.post("/language", "lang", "nb", "back", "/")
	speaks(ola, "/", "nb")
}
