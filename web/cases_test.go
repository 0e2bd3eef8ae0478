package web_test

import (
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// enrol adds a student of rogn with a guardian.
func (h *house) enrol(t *testing.T, id, name, class string) {
	t.Helper()
	s := &workflow.Student{
		ID: workflow.StudentID(id), School: "rogn", Name: name, Class: class, BirthDate: calendar.On(2010, time.March, 4),
		Guardians: []workflow.Guardian{{ID: id + "-g", Name: "Foresatt Ask", Phone: "99 00 00 01"}},
	}
	if err := h.engine.PutStudent(t.Context(), s); err != nil {
		t.Fatal(err)
	}
}

var (
	keyInput      = regexp.MustCompile(`name="key" value="([^"]+)"`)
	revisionInput = regexp.MustCompile(`name="revision" value="(\d+)"`)
	clockOfPage   = regexp.MustCompile(`data-now="[^"]+"`)
	glassForm     = regexp.MustCompile(`action="/glass/(\d+)"`)
	studentInput  = regexp.MustCompile(`name="student" value="([^"]+)"( checked)?`)
)

func (a answer) first(t *testing.T, pattern *regexp.Regexp) string {
	t.Helper()
	m := pattern.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("%q has no %s: %d %s", a.h1(), pattern, a.status, a.body)
	}
	return m[1]
}

// opens leads a browser through the form, and returns the path of the case.
func (b *browser) opens(scenario, question string, pairs ...string) string {
	b.t.Helper()
	form := "/cases/new/" + scenario
	key := b.get(form).first(b.t, keyInput)
	found := b.post(form, "key", key, "q", question, "do", "find")
	a := b.post(form, append([]string{
		"key", found.first(b.t, keyInput), "q", question, "student", found.first(b.t, studentInput), "f.contact_safety", "safe", "do", "open",
	}, pairs...)...)
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("%d %s", a.status, a.body)
	}
	return a.header.Get("Location")
}

// Whoever looks for a colleague finds them by the name: the alphabet ends with æ, ø and å.
// They stand last themselves where they say whom they have told, and may say that they
// were told; where it is asked who was there, they were.
func TestColleaguesByName(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	for user, name := range map[string]string{"a": "Åse Testås", "b": "Øystein Prøve", "c": "Ærlig Øving"} {
		if _, err := h.engine.AddUser(t.Context(), user, name, "contact_teacher", "rogn", encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	b := h.browser(t)
	b.login("ola")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	inOrder := func(a answer, names ...string) {
		t.Helper()
		_, rest, _ := strings.Cut(a.body, "<fieldset")
		for _, name := range names {
			_, after, found := strings.Cut(rest, name+"</label>")
			if !found {
				t.Fatalf("%s is not in its place: %s", name, a.body)
			}
			rest = after
		}
	}
	told := []string{"Dina Leder", "Kari Kjentmann", "Per Rektor", "Ærlig Øving", "Øystein Prøve", "Åse Testås", "Ola Lærer (deg selv)"}
	inOrder(b.get(path+"/steps/alert_staff"), told...)
	inOrder(b.post(path+"/late", "revision", "1", "rows", "0", "r0.step", "alert_staff", "do", "show"), told...)
	inOrder(b.get(path+"/steps/record_breach?of=alert_staff"), told...)
	inOrder(b.get(path+"/steps/assess_condition"), "Ola Lærer (deg selv)", "Dina Leder", "Åse Testås")
}

// A worry becomes a case: found by a word, opened once however often it is pressed,
// and led on by its forms.
func TestOpenAndLead(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	h.enrol(t, "s2", "Ask Dal", "2STA")
	b := h.browser(t)
	b.login("ola")
	b.shows(b.get("/cases/new"), http.StatusOK, "Hva har skjedd?")
	form := "/cases/new/intoxicated_at_school"
	a := b.post(form, "q", "2sta", "do", "find", "f.seen", "Sjangler <b>mye</b>")
	if n := len(studentInput.FindAllString(a.body, -1)); n != 2 || strings.Contains(a.body, " checked") || !strings.Contains(a.body, "Sjangler &lt;b&gt;mye&lt;/b&gt;") {
		t.Errorf("%d found: %s", n, a.body)
	}
	a = b.post(form, "q", "lin", "do", "find")
	if m := studentInput.FindStringSubmatch(a.body); m == nil || m[1] != "s1" || m[2] == "" {
		t.Errorf("the only one found is not chosen: %v", m)
	}
	key := a.first(t, keyInput)
	send := []string{"key", key, "q", "lin", "student", "s1", "f.in_class", "yes", "f.contact_safety", "safe", "f.seen", "Sjangler", "do", "open"}
	first, second := b.post(form, send...), b.post(form, send...)
	path := first.header.Get("Location")
	if first.status != http.StatusSeeOther || second.header.Get("Location") != path {
		t.Fatalf("%d %q %q", first.status, path, second.header.Get("Location"))
	}
	a = b.get(path)
	b.shows(a, http.StatusOK, "Lin Berg, 2STA")
	for _, want := range []string{"Gjør dette nå", "tel:113", "Sjangler", "Ta eleven med ut av timen", "99 00 00 01", "Ola Lærer"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the case does not say %q", want)
		}
	}
	if home := b.get("/"); !strings.Contains(home.body, path) || !strings.Contains(home.body, "Lin Berg, 2STA") {
		t.Error("the case does not wait on the start page")
	}
	step := path + "/steps/take_out"
	revision := a.first(t, revisionInput)
	a = b.post(step, "revision", revision, "key", "k1")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#take_out-outcome-0"`) || !strings.Contains(a.body, `id="take_out-outcome-0"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	done := []string{"revision", revision, "key", "k2", "f.outcome", "taken_out"}
	first, second = b.post(step, done...), b.post(step, done...)
	if first.status != http.StatusSeeOther || second.status != http.StatusSeeOther {
		t.Fatalf("%d %d %s", first.status, second.status, second.body)
	}
	if a = b.get(first.header.Get("Location")); !strings.Contains(a.body, "Det er lagret.") || a.first(t, revisionInput) != "2" {
		t.Errorf("%s", a.body)
	}
}

// Whoever comes second sees what is new, and has what was typed; a refusal says why.
func TestStaleAndRefused(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, dina := h.browser(t), h.browser(t)
	ola.login("ola")
	dina.login("dina")
	path := ola.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	if a := ola.post(path+"/steps/take_out", "revision", "1", "f.outcome", "taken_out"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	a := dina.post(path+"/steps/add_note", "revision", "1", "f.text", "Ringer rektor")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Noen registrerte noe mens du skrev") || !strings.Contains(a.body, "Ringer rektor") ||
		!strings.Contains(a.body, "Ola Lærer") || a.first(t, revisionInput) != "2" {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := dina.post(path+"/steps/add_note", "revision", "2", "f.text", "Ringer rektor"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	a = dina.post(path+"/steps/send_home", "revision", "3")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Dette kan ikke gjøres nå") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := dina.post(path+"/steps/nothing", "revision", "3"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
	if a := dina.post(path+"/steps/add_note", "revision", "x"); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("%d", a.status)
	}
}

// What is wrong stands beside its field, and what was typed is kept.
func TestOpeningMistakes(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("ola")
	form := "/cases/new/third_party_concern"
	a := b.post(form, "do", "open", "f.concern", "Sover i timen", "name", "", "occurred_at", "2999-01-01T10:00")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Sover i timen") || !strings.Contains(a.body, `href="#opening-reported_by-0"`) ||
		!strings.Contains(a.body, `href="#opening-occurred"`) || !strings.Contains(a.body, `href="#q"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	a = b.post(form, "do", "open", "name", "Ny Elev", "birth_date", "2010-13-40", "f.reported_by", "staff", "f.contact_safety", "safe")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="student-birth-error"`) || !strings.Contains(a.body, `<details class="ds-details" open>`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	a = b.post(form, "do", "open", "name", "Ny Elev", "f.reported_by", "staff", "f.contact_safety", "safe")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	b.shows(b.get(a.header.Get("Location")), http.StatusOK, "Ny Elev")
	if a := b.get("/cases/new/nothing"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
}

// alike fails the test unless two answers are the same in all that a browser gets, but
// for what is drawn by lot for each, and the time.
func (b *browser) alike(what string, one, other answer) {
	b.t.Helper()
	for _, a := range []*answer{&one, &other} {
		a.header.Del("X-Request-Id")
		a.header.Del("Date")
		a.body = clockOfPage.ReplaceAllString(a.body, "")
	}
	if one.status != other.status || one.body != other.body || !reflect.DeepEqual(one.header, other.header) {
		b.t.Errorf("%s: %d %v, and %d %v, same body: %t", what, one.status, one.header, other.status, other.header, one.body == other.body)
	}
}

// A case that is not theirs and one that is not there read the same, byte for byte, to
// somebody of another school, and to one of the same who has no part in it, or who has
// one and no second factor. Promise 15 of the security promises.
func TestUnrelatedAndAbsent(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	if _, err := h.engine.AddUser(t.Context(), "nina", "Nina Lærer", "contact_teacher", "rogn", encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
		t.Fatal(err)
	}
	ola := h.browser(t)
	ola.login("ola")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "staff")
	const absent = "/cases/0199b2a0-0000-7000-8000-000000000000"
	strict := serve(t, h.engine)
	for who, b := range map[string]*browser{"utta": h.browser(t), "nina": h.browser(t), "dina": strict.browser(t)} {
		b.login(who)
		b.post("/login/limited") // for whom there is a second factor to show
		for _, rest := range []string{"", "?saved=1", "/access", "/steps/add_note", "/steps/nothing", "/nothing"} {
			b.alike(who+" GET "+rest, b.get(path+rest), b.get(absent+rest))
		}
		for _, rest := range []string{"/steps/add_note", "/steps/close", "/steps/sign_off", "/steps/nothing", "/glass"} {
			form := []string{"revision", "1", "reason", "Dette er grunn nok til det", "key", "k"}
			b.alike(who+" POST "+rest, b.post(path+rest, form...), b.post(absent+rest, form...))
		}
		if a := b.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s is told of it: %d", who, a.status)
		}
	}
}

// Without a second factor there is a new case and what is fresh of one's own.
func TestLimitedSeesTheirOwnAlone(t *testing.T) {
	h := open(t)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	h.enrol(t, "s2", "Ask Dal", "2STA")
	other, err := h.engine.Routine("kjentmann")
	if err != nil {
		t.Fatal(err)
	}
	kari := h.actor(t, "kari")
	result, err := h.engine.Open(t.Context(), workflow.OpenRequest{
		Actor: kari, School: "rogn", Routine: other.Routine.ID, Scenario: "self_referral", Student: &workflow.StudentInput{ID: "s2"},
		Input: workflow.Input{"contact_safety": "safe", "words": "KANARI"},
	})
	if err != nil || result.Refusal != nil {
		t.Fatal(err, result)
	}
	b := h.browser(t)
	b.login("kari")
	if a := b.post("/login/limited"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "no", "f.contact_safety_reason", "")
	a := b.get("/")
	if !strings.Contains(a.body, path) || !strings.Contains(a.body, "uten kode") {
		t.Errorf("%d %s", a.status, a.body)
	}
	b.shows(b.get(path), http.StatusOK, "Lin Berg, 2STA")
	if a := b.get(path); strings.Contains(a.body, path+"/access") {
		t.Error("offers what it will not show")
	}
	for _, closed := range []string{"/cases", path + "/access", "/glass"} {
		if a := b.get(closed); a.status != http.StatusSeeOther || a.header.Get("Location") != "/login/second" {
			t.Errorf("%s: %d %v", closed, a.status, a.header.Get("Location"))
		}
	}
	d := h.browser(t)
	d.login("dina")
	d.post("/login/limited")
	for _, hidden := range []string{path, "/cases/" + string(result.ID)} {
		if a := d.get(hidden); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", hidden, a.status)
		}
	}
	if a := d.get("/"); strings.Contains(a.body, "/cases/0") || strings.Contains(a.body, "Lin Berg") {
		t.Error(a.body)
	}
}

// actor is somebody as the engine knows them with everything shown.
func (h *house) actor(t *testing.T, user string) workflow.Actor {
	t.Helper()
	account, err := h.engine.Account(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	return account.Actor(h.engine.Today())
}

// What another site makes a browser send does nothing.
func TestForeignStepIsRefused(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("ola")
	path := b.opens("third_party_concern", "lin", "f.reported_by", "staff")
	for _, to := range []string{path + "/steps/add_note", path + "/glass", "/cases/new/self_referral", "/cases", "/glass/1"} {
		r, err := http.NewRequest(http.MethodPost, h.URL+to, strings.NewReader("revision=1&f.text=x"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "https://evil.example")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if a := b.do(r); a.status != http.StatusForbidden || a.h1() != "Dette kom fra et annet nettsted" {
			t.Errorf("%s: %d %q", to, a.status, a.h1())
		}
	}
	if a := b.get(path); a.first(t, revisionInput) != "1" {
		t.Error("something was recorded")
	}
}

// Every page of cases in every language, with nothing left to fill in.
func TestCasePagesInFourLanguages(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	if a := b.post(path+"/steps/take_out", "revision", "1", "f.outcome", "taken_out"); a.status != http.StatusSeeOther {
		t.Fatalf("%d", a.status)
	}
	said := map[string]string{}
	for _, lang := range []string{"nb", "nn", "en", "da"} {
		b.post("/language", "lang", lang, "back", "/")
		for name, a := range map[string]answer{
			"home": b.get("/"), "new": b.get("/cases/new"), "opening": b.get("/cases/new/intoxicated_at_school"), "unsure": b.get("/cases/new/anonymous_consultation"),
			"found": b.post("/cases/new/self_referral", "q", "lin", "do", "find"), "nobody": b.post("/cases/new/self_referral", "q", "xyz", "do", "find"),
			"mistakes": b.post("/cases/new/self_referral", "do", "open"), "case": b.get(path), "saved": b.get(path + "?saved=1"),
			"step": b.get(path + "/steps/add_note"), "stale": b.post(path+"/steps/add_note", "revision", "1", "f.text", "x"), "refused": b.post(path+"/steps/send_home", "revision", "2"),
			"looks": b.get(path + "/access"), "cases": b.get("/cases"), "over": b.post("/cases", "closed", "1"), "glass": b.get("/glass"),
		} {
			if m := langAttribute.FindStringSubmatch(a.body); m == nil || m[1] != lang || a.h1() == "" {
				t.Errorf("%s in %s: %d %v %q", name, lang, a.status, m, a.h1())
			}
			for _, gap := range []string{"{1}", "{2}", "{who}", "<no value>", "ZgotmplZ", "%!", "00010101"} {
				if strings.Contains(a.body, gap) {
					t.Errorf("%s in %s has %q", name, lang, gap)
				}
			}
			key := name + a.body[strings.Index(a.body, "<main"):strings.Index(a.body, "</main>")]
			if other, ok := said[key]; ok {
				t.Errorf("%s reads the same in %s and %s", name, other, lang)
			}
			said[key] = lang
		}
	}
}

var eventChoice = regexp.MustCompile(`name="f.event" value="([0-9a-f-]+)"`)

// A field that was written wrongly is put right: the form is filled in with what
// stands there, and only what is changed is recorded. A breach asks for the fields of
// the step that it is about.
func TestCorrectAndBreach(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("ola")
	path := b.opens("intoxicated_at_school", "lin", "f.seen", "Sjangler\r\nog ler")
	if a := b.post(path+"/steps/take_out", "revision", "1", "f.outcome", "taken_out"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	correct := path + "/steps/correct"
	a := b.get(correct)
	event := a.first(t, eventChoice)
	if strings.Contains(a.body, `name="f.why"`) || !strings.Contains(a.body, `value="about"`) {
		t.Error("asks for more before it is known what is to be corrected")
	}
	a = b.post(correct, "revision", "2", "f.event", event, "do", "about")
	if a.status != http.StatusOK || !strings.Contains(a.body, `name="f.outcome" value="taken_out" checked`) || !strings.Contains(a.body, `name="about" value="`+event+`"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if stale := b.post(correct, "revision", "1", "f.event", event, "do", "about"); stale.status != http.StatusConflict || !strings.Contains(stale.body, "Noen registrerte noe mens du skrev") {
		t.Errorf("what is new is not told with what is asked next: %d", stale.status)
	}
	again := b.post(correct, "revision", "2", "f.event", event, "about", "another", "f.outcome", "not_in_class", "f.why", "Feil knapp")
	if again.status != http.StatusOK {
		t.Errorf("fields of another event were taken: %d", again.status)
	}
	a = b.post(correct, "revision", "2", "f.event", event, "about", event, "f.outcome", "taken_out", "f.why", "Feil knapp")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Feil knapp") {
		t.Errorf("nothing was changed: %d", a.status)
	}
	a = b.post(correct, "revision", "2", "f.event", event, "about", event, "f.outcome", "not_in_class", "f.why", "Feil knapp")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	breach := path + "/steps/record_breach"
	a = b.post(breach, "revision", "3", "f.of", "send_home", "do", "about")
	if a.status != http.StatusOK || !strings.Contains(a.body, `name="about" value="send_home"`) || !strings.Contains(a.body, `id="record_breach-about-`) {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// A reason why a step is refused leads to the step that is missing, the one that is most
// for it, where the reader may take one; else nowhere.
func TestReasonsLeadToWhatIsMissing(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	dina := h.browser(t)
	dina.login("dina")
	path := dina.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	link := func(step, title string) string {
		return ` <a href="` + path + `/steps/` + step + `">Gjør dette først: ` + title + `</a>`
	}
	assess := "når dere har funnet at eleven er påvirket." + link("assess_condition", "Vurder tilstanden sammen")
	home := []string{
		assess,
		"om det er trygt at eleven går." + link("judge_safety", "Vurder om det er trygt at eleven går"),
		"en annen trygg ordning." + link("handover_to_adult", "En voksen henter eleven"),
	}
	open := []string{
		"Dette er ikke gjort ennå: Ring foresatte nå." + link("record_contact", "Skriv inn kontakt med foresatte"),
		"Dette er ikke gjort ennå: Vurder å melde til barnevernet." + link("record_child_welfare", "Vurder melding til barnevernet"),
		"En annen i ledelsen må gjøre dette.</dd>",
		"Ledelsen må godkjenne saken slik den står nå.</dd>",
	}
	says := func(a answer, status int, want ...string) {
		t.Helper()
		for _, reason := range want {
			if a.status != status || !strings.Contains(a.body, reason) {
				t.Errorf("%d does not say %s: %s", a.status, reason, a.body)
			}
		}
	}
	says(dina.get(path), http.StatusOK, append(home, open...)...)
	says(dina.get(path+"/steps/send_home"), http.StatusOK, home...)
	says(dina.post(path+"/steps/send_home", "revision", "1"), http.StatusConflict, assess)
	says(dina.get(path+"/sign"), http.StatusOK, open[0])
}

// A name that is written from right to left leaves the class and the numbers beside it
// where they are, and is found by its letters.
func TestNameFromRightToLeft(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "ليلى تجربة", "2STA")
	b := h.browser(t)
	b.login("ola")
	path := b.opens("third_party_concern", "تجربة", "f.reported_by", "staff")
	const isolated = "\u2068ليلى تجربة\u2069, 2STA"
	for _, page := range []string{"/", "/cases", path} {
		if a := b.get(page); !strings.Contains(a.body, isolated) {
			t.Errorf("%s does not hold the name together", page)
		}
	}
	if a := b.get("/cases/new/third_party_concern"); strings.Contains(a.body, "\u2068") {
		t.Error("a page without a name has marks of one")
	}
}

var (
	alone     = regexp.MustCompile(`<dd>[^<]*</dd>|<option [^>]*>[^<]*</option>|<label><input [^>]*>[^<]*</label>`)
	textOf    = regexp.MustCompile(`>[^<]+`)
	turned    = strings.NewReplacer("\u202d", "", "\u202e", "")
	innermost = regexp.MustCompile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
)

// What turns text round stands alone in its block, or ends before what stands beside it:
// in what people write, and in names of older records.
func TestNothingTurnsThePageRound(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Li\u2069n\u202e Berg\u2067", "2STA\u202d")
	s := &workflow.Student{ID: "s2", School: "rogn", Name: "Ask Dal", BirthDate: calendar.On(2010, time.March, 4), Guardians: []workflow.Guardian{{ID: "g2", Name: "Far\u202eroM", Phone: "99 00 00 02"}}}
	if err := h.engine.PutStudent(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.login("ola")
	path := b.opens("third_party_concern", "berg", "f.reported_by", "staff")
	b.takes(path, "add_note", "f.text", "Sett \u202ette\u202d og \u2066slik\nfra \u200fnå")
	called := b.opens("intoxicated_at_school", "ask", "f.in_class", "no")
	b.takes(called, "record_contact", "f.guardians", "g2", "f.made_by", "school", "f.outcome", "informed")
	dina := h.browser(t)
	dina.login("dina")
	seen := 0
	for _, a := range []answer{b.get("/"), b.get("/cases"), b.get(path), b.get(path + "/print"), b.get(called), b.get(called + "/print"), dina.get(path + "/sign")} {
		if a.status != http.StatusOK {
			t.Fatal(a.status)
		}
		body := alone.ReplaceAllStringFunc(a.body, func(dd string) string { seen += len(dd) - len(turned.Replace(dd)); return "" })
		for _, text := range textOf.FindAllString(body, -1) {
			seen += len(text) - len(turned.Replace(text))
			for innermost.MatchString(text) {
				text = innermost.ReplaceAllString(text, "")
			}
			if strings.ContainsAny(text, "\u202d\u202e\u2066\u2067\u2068\u2069") {
				t.Errorf("turns round what stands beside it: %q", text)
			}
		}
	}
	if seen < 60 {
		t.Errorf("too little of it is on the pages: %d", seen)
	}
}

// Whoever rings a guardian has the number where the call is recorded, and not while
// contact has stopped.
func TestNumberWhereTheCallIsRecorded(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	h.enrol(t, "s2", "Ask Dal", "2STA")
	b := h.browser(t)
	b.login("ola")
	for student, want := range map[string]bool{"lin": true, "ask": false} {
		path := b.opens("intoxicated_at_school", student, "f.in_class", "no")
		if !want {
			b.takes(path, "raise_contact_unsafe", "f.reason", "Ble redd")
		}
		if a := b.get(path + "/steps/record_contact"); strings.Contains(a.body, `href="tel:99000001"`) != want {
			t.Errorf("%s: the number can be called: %t: %s", student, !want, a.body)
		}
	}
}

// What can be put right is told by when it happened: the same step may have been taken
// twice in a day.
func TestCorrectTellsTheTime(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("ola")
	path := b.opens("third_party_concern", "lin", "f.reported_by", "student", "occurred_at", yesterday+"T00:05:00")
	for _, at := range []string{"T00:10:00", "T00:20:00"} {
		b.takes(path, "add_note", "f.text", "Sett", "occurred_at", yesterday+at)
	}
	a := b.get(path + "/steps/correct")
	for _, clock := range []string{"kl. 00.10", "kl. 00.20"} {
		if strings.Count(a.body, clock) != 1 {
			t.Errorf("%s is not told once: %s", clock, a.body)
		}
	}
}

var yesterday = calendar.Of(time.Now().AddDate(0, 0, -1), calendar.Oslo).String()

// A student who is here now comes before all that has waited too long.
func TestMinutesBeforeDays(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	h.enrol(t, "s2", "Ask Dal", "2STA")
	b := h.browser(t)
	b.login("ola")
	old := b.opens("third_party_concern", "ask", "f.reported_by", "student")
	b = h.later(t, 10*24*time.Hour).browser(t)
	b.login("ola")
	now := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	a := b.get("/")
	first, then := strings.Index(a.body, `card" href="`+now), strings.Index(a.body, `card" href="`+old)
	if first < 0 || then < 0 || first > then || !strings.Contains(a.body[then:], "data-late") {
		t.Errorf("the case of minutes stands at %d, the one of days at %d: %s", first, then, a.body)
	}
}
