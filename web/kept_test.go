package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"kjentvei/web"
	"kjentvei/web/auth"
)

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// form is the hidden fields of the page's form with that action, and what is filled in.
func (a answer) form(t *testing.T, action string, pairs ...string) []string {
	t.Helper()
	_, rest, ok := strings.Cut(a.body, `action="`+action+`"`)
	if !ok {
		t.Fatalf("%q has no form for %s: %d %s", a.h1(), action, a.status, a.body)
	}
	form, _, _ := strings.Cut(rest, "</form>")
	for _, m := range hiddenInput.FindAllStringSubmatch(form, -1) {
		pairs = append(pairs, m[1], html.UnescapeString(m[2]))
	}
	return pairs
}

// expire makes the browser's session one that the server does not know any more.
func (b *browser) expire() {
	u, _ := url.Parse(b.house.URL)
	b.client.Jar.SetCookies(u, []*http.Cookie{{Name: auth.CookieName, Value: "utlopt", Path: "/", Secure: true}})
}

const typed = "Sto lenge ved skapet"

// What was typed when the session had ended comes back after the login, to who typed
// it, and is not recorded until it is sent again. It is in no address and no log.
func TestTypedTextOutlivesTheSession(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	step := path + "/steps/add_note"
	sent := b.get(step).form(t, step, "f.text", typed)

	b.expire()
	a := b.post(step, sent...)
	b.shows(a, http.StatusUnauthorized, "Du er logget ut")
	if b.cookie() != "" || strings.Contains(a.header.Get("Location"), "lenge") {
		t.Errorf("cookie %q, location %q", b.cookie(), a.header.Get("Location"))
	}
	login := a.form(t, "/login")
	a = b.post("/login", append(login, "user", "dina", "password", "feil")...)
	b.shows(a, http.StatusUnauthorized, "Du er logget ut")
	a = b.post("/login", append(a.form(t, "/login"), "user", "dina", "password", password)...)
	b.shows(a, http.StatusOK, "Det du skrev, er her ennå")
	a = b.post(step, append(a.form(t, step), "do", "again")...)
	if a.status != http.StatusOK || !strings.Contains(a.body, typed+"</textarea>") || a.first(t, revisionInput) != "1" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := b.get(path); strings.Contains(a.body, typed) || a.first(t, revisionInput) != "1" {
		t.Error("it was recorded before it was sent")
	}
	if a := b.post(step, a.form(t, step, "f.text", typed)...); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.get(path); !strings.Contains(a.body, typed) {
		t.Error("it is not recorded")
	}

	// Meanwhile somebody else has recorded something, and the form says so.
	a = b.post(step, append(sent, "do", "again")...)
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Noen registrerte noe mens du skrev") || !strings.Contains(a.body, typed+"</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}

	// To somebody else it is not shown, nor taken from them.
	b.expire()
	a = b.post(step, sent...)
	a = b.post("/login", append(a.form(t, "/login"), "user", "per", "password", password)...)
	b.shows(a, http.StatusConflict, "Dette var det en annen som skrev")
	if strings.Contains(a.body, typed) {
		t.Error("shown to another")
	}
	a = b.post(step, sent...)
	b.shows(a, http.StatusConflict, "Dette var det en annen som skrev")
	if strings.Contains(h.log.String(), "lenge") {
		t.Error("it is in the log")
	}
}

// The same through a second factor, when the session has ended and when the screen was
// hidden in another tab.
func TestTypedTextOutlivesTheSecondFactor(t *testing.T) {
	h := open(t)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	device, _ := b.invited("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	step := path + "/steps/add_note"
	sent := b.get(step).form(t, step, "f.text", typed)

	b.post("/hide", "back", path)
	a := b.post(step, sent...)
	b.shows(a, http.StatusUnauthorized, "Skjermen er skjult")
	a = b.post("/login/code", append(a.form(t, "/login/code"), "code", "000000")...)
	b.shows(a, http.StatusUnauthorized, "Skjermen er skjult")
	a = b.post("/login/code", append(a.form(t, "/login/code"), "code", device.code(t))...)
	b.shows(a, http.StatusOK, "Det du skrev, er her ennå")
	if a := b.post(step, append(a.form(t, step), "do", "again")...); a.status != http.StatusOK || !strings.Contains(a.body, typed+"</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}

	b.expire()
	a = b.post(step, sent...)
	a = b.post("/login", append(a.form(t, "/login"), "user", "dina", "password", password)...)
	b.shows(a, http.StatusOK, "Vis at det er deg")
	a = b.post("/login/code", append(a.form(t, "/login/code"), "code", device.code(t))...)
	b.shows(a, http.StatusOK, "Det du skrev, er her ennå")
	if a := b.post(step, append(a.form(t, step), "do", "again")...); !strings.Contains(a.body, typed+"</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.get(path); strings.Contains(a.body, typed) {
		t.Error("it was recorded before it was sent")
	}
}

// Who has no scripts hides the screen with a button of the form: nothing typed is lost,
// nor to be read without the login, and nothing is recorded. So it is when the session
// has ended already.
func TestHidingKeepsWhatWasTyped(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	hides := regexp.MustCompile(`<noscript><button [^>]*formaction="/hide" formnovalidate name="([^"]+)" value="([^"]+)"`)
	for to, pairs := range map[string][]string{
		path + "/steps/add_note":   {"f.text", typed},
		path + "/late":             {"rows", "1", "r1.step", "add_note", "r1.shown", "add_note", "r1.f.text", typed},
		"/cases/new/self_referral": {"f.contact_safety_reason", typed},
	} {
		for _, ended := range []bool{false, true} {
			page := b.get(to)
			button := hides.FindStringSubmatch(page.body)
			if button == nil || button[2] != to {
				t.Fatalf("%s: no button that hides: %v", to, button)
			}
			sent := append(page.form(t, to, pairs...), button[1], button[2])
			if ended {
				b.expire()
			}
			a := b.post("/hide", sent...)
			if strings.Contains(a.body, "Lin Berg") || strings.Contains(a.body, typed+"</textarea>") {
				t.Errorf("%s: still to be read", to)
			}
			if ended {
				b.shows(a, http.StatusUnauthorized, "Du er logget ut")
				a = b.post("/login", append(a.form(t, "/login"), "user", "dina", "password", password)...)
			} else {
				b.shows(a, http.StatusOK, "Skjermen er skjult")
				if in := b.get(path); in.status != http.StatusSeeOther {
					t.Errorf("%s: %d behind the hidden screen", to, in.status)
				}
				a = b.post("/login/password", append(a.form(t, "/login/password"), "password", password)...)
			}
			b.shows(a, http.StatusOK, "Det du skrev, er her ennå")
			if a := b.post(to, append(a.form(t, to), "do", "again")...); a.status != http.StatusOK || !strings.Contains(a.body, typed+"</textarea>") {
				t.Errorf("%s: %d %s", to, a.status, a.body)
			}
		}
	}
	if a := b.get(path); strings.Contains(a.body, typed) || a.first(t, revisionInput) != "1" {
		t.Error("something was recorded")
	}
}

// A form that is asked for again is shown, whatever is in it, and nothing is recorded.
func TestKeptFormsAreOnlyShown(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	asked := map[string]string{
		"POST /cases/new/:scenario":   "/cases/new/self_referral",
		"POST /cases/:id/steps/:step": path + "/steps/add_note",
		"POST /cases/:id/glass":       path + "/glass",
		"POST /cases/:id/late":        path + "/late",
		"POST /glass/:number":         "/glass/1",
		"POST /help/edit":             "/help/edit",
		"POST /setup/school":          "/setup/school",
		"POST /setup/people":          "/setup/people",
		"POST /setup/days":            "/setup/days",
		"POST /setup/routine":         "/setup/routine",
	}
	administrator := h.administrating(t)
	before := b.get("/cases").body
	for _, route := range web.Keeping() {
		to, ok := asked[route]
		if !ok {
			t.Errorf("%s is not tried", route)
			continue
		}
		who := b
		if strings.HasPrefix(to, "/setup/") {
			who = administrator
		}
		a := who.post(to, "do", "again", "revision", "1", "version", "1", "key", "k", "f.text", typed, "student", "s1", "f.contact_safety", "safe", "reason", typed, "rows", "1", "r1.step", "add_note", "r1.shown", "add_note", "r1.f.text", typed)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d %s", route, a.status, a.body)
		}
	}
	if after := b.get("/cases").body; len(after) != len(before) {
		t.Error("a case was opened")
	}
	if a := b.get(path); a.first(t, revisionInput) != "1" {
		t.Error("something was recorded")
	}
}

// What was typed to set up a school comes back too, to the same school, and is not
// saved before it is sent again.
func TestTypedSetupOutlivesTheSession(t *testing.T) {
	h := open(t, demo)
	h.hire(t, "admi", "administrator", "selje")
	b := h.administrating(t)
	for _, form := range []struct{ page, action string }{
		{"/setup?school=selje", "/setup/school?school=selje"},
		{"/setup/people?school=selje", "/setup/people?school=selje"},
		{"/setup/days?school=selje&year=2027", "/setup/days?school=selje&amp;year=2027"},
		{"/help/edit?school=selje", "/help/edit?school=selje"},
	} {
		page := b.get(form.page)
		sent := page.form(t, form.action, "name", typed, "label", typed)
		to := html.UnescapeString(form.action)
		b.expire()
		a := b.post(to, sent...)
		b.shows(a, http.StatusUnauthorized, "Du er logget ut")
		a = b.post("/login", append(a.form(t, "/login"), "user", "admi", "password", password)...)
		b.shows(a, http.StatusOK, "Det du skrev, er her ennå")
		a = b.post(to, append(a.form(t, form.action), "do", "again")...)
		if a.status != http.StatusOK || !strings.Contains(a.body, `value="`+typed+`"`) {
			t.Errorf("%s: %d %s", to, a.status, a.body)
		}
		if a := b.get(form.page); strings.Contains(a.body, `value="`+typed+`"`) || strings.Contains(a.body, ">"+typed+"<") {
			t.Errorf("%s: saved before it was sent", to)
		}
		if a := b.post(to, a.form(t, form.action, "name", typed, "label", typed, "user", "ny", "role", "contact_teacher", "from", "2027-10-04", "phone", "22 22 55 55")...); a.status != http.StatusSeeOther {
			t.Errorf("%s: %d %s", to, a.status, a.body)
		}
	}
	if a := b.get("/setup?school=rogn"); strings.Contains(a.body, `value="`+typed+`"`) {
		t.Error("it went to the other school")
	}
}

// The revision of a case is told to who may know of it, is no look at it, and does not
// keep a session alive.
func TestRevision(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, per, utta := h.browser(t), h.browser(t), h.browser(t)
	ola.login("ola")
	per.login("per")
	utta.login("utta")
	path := ola.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	if a := per.get(path + "/revision"); a.status != http.StatusOK || a.body != `{"revision":1}` || a.header.Get("Set-Cookie") != "" {
		t.Errorf("%d %q %v", a.status, a.body, a.header)
	}
	if a := ola.post(path+"/steps/take_out", "revision", "1", "f.outcome", "taken_out"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := per.get(path + "/revision"); a.body != `{"revision":2}` {
		t.Errorf("%q", a.body)
	}
	unknown, foreign := utta.get("/cases/nothing/revision"), utta.get(path+"/revision")
	if foreign.status != http.StatusNotFound || foreign.body != unknown.body {
		t.Errorf("%d %s", foreign.status, foreign.body)
	}
	if a := h.browser(t).get(path + "/revision"); a.status != http.StatusSeeOther {
		t.Errorf("%d", a.status)
	}
	dina := h.browser(t)
	dina.login("dina")
	if a := dina.get(path + "/access"); strings.Contains(a.body, "Per Rektor") {
		t.Error("it counts as a look")
	}
	if a := per.get(path + "?since=1"); strings.Count(a.body, `data-color="info">Nytt<`) != 1 {
		t.Error("what is new is not marked")
	}
	if a := per.get(path + "?since=2"); strings.Contains(a.body, `>Nytt<`) {
		t.Error("what is old is marked")
	}
}

// What a script fills in as the time of a press is a time, and is shown again as one.
func TestPressKeepsItsTime(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("ola")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	step := path + "/steps/take_out"
	at := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	a := b.post(step, "revision", "1", "occurred_at", at)
	shown := regexp.MustCompile(`name="occurred_at" value="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)" step="1"`)
	if again := a.first(t, shown); a.status != http.StatusUnprocessableEntity {
		t.Errorf("%d", a.status)
	} else if a := b.post(step, "revision", "1", "occurred_at", again, "f.outcome", "taken_out"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
}

var sealAttribute = regexp.MustCompile(`data-seal="([^"]+)"`)

// The key that seals what scripts keep is each person's own, the same on all their pages,
// and on none that shows nobody or a hidden screen.
func TestDraftKeys(t *testing.T) {
	h := open(t, demo)
	b, other := h.browser(t), h.browser(t)
	b.login("dina")
	other.login("per")
	key, again, of := b.get("/").first(t, sealAttribute), b.get("/cases").first(t, sealAttribute), other.get("/").first(t, sealAttribute)
	if len(html.UnescapeString(key)) != 44 || key != again || key == of {
		t.Errorf("%q, %q; of another %q", key, again, of)
	}
	b.post("/hide", "back", "/")
	for _, a := range []answer{b.get("/login/second"), h.browser(t).get("/login"), h.browser(t).get("/nothing")} {
		if sealAttribute.MatchString(a.body) {
			t.Errorf("%q has a key", a.h1())
		}
	}
	if strings.Contains(h.log.String(), key) {
		t.Error("it is in the log")
	}
}
