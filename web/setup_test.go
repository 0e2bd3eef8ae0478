package web_test

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/web"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster/rostertest"
)

// hire gives somebody a role at a school.
func (h *house) hire(t *testing.T, user, role string, school workflow.SchoolID) workflow.ActorID {
	t.Helper()
	s, err := h.engine.AddUser(t.Context(), user, "Ansatt "+user, role, school, encoded(), workflow.Operation{At: time.Now(), System: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s.ID
}

// administrating is a browser of rogn's administrator.
func (h *house) administrating(t *testing.T) *browser {
	t.Helper()
	h.hire(t, "admi", "administrator", "rogn")
	b := h.browser(t)
	b.login("admi")
	return b
}

// uploads sends a roster as a browser does.
func (b *browser) uploads(path string, file []byte) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "elever.zip")
	if err == nil {
		_, err = part.Write(file)
	}
	if err != nil || w.Close() != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, b.house.URL+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.house.URL)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

func setupRoutes() (gets, posts []string) {
	for _, r := range web.Routes() {
		method, path, _ := strings.Cut(r, " ")
		if path = strings.ReplaceAll(path, ":id", "x"); !strings.HasPrefix(path, "/setup") {
			continue
		}
		if method == http.MethodGet {
			gets = append(gets, path)
		} else {
			posts = append(posts, path)
		}
	}
	return gets, posts
}

// Nobody but an administrator sets up; the leadership sees who has which role, and an
// administrator sees no case.
func TestOnlyAdministratorsSetUp(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola := h.browser(t)
	ola.login("ola")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "staff")
	admi := h.administrating(t)
	for _, to := range []string{path, path + "/access", path + "/steps/add_note"} {
		if a := admi.get(to); a.status != http.StatusNotFound {
			t.Errorf("the administrator gets %d for %s", a.status, to)
		}
	}
	for _, to := range []string{path + "/steps/add_note", path + "/steps/close", path + "/glass"} {
		if a := admi.post(to, "revision", "1", "f.text", "x", "reason", "Dette er grunn nok til det"); a.status != http.StatusNotFound {
			t.Errorf("the administrator gets %d for posting to %s", a.status, to)
		}
	}
	if a := admi.get("/cases/new/third_party_concern"); a.status != http.StatusForbidden {
		t.Errorf("the administrator opens cases: %d", a.status)
	}
	gets, posts := setupRoutes()
	if len(gets) < 6 || len(posts) < 11 {
		t.Fatal(gets, posts)
	}
	for _, user := range []string{"kari", "ola", "dina", "per", "utta"} {
		b := h.browser(t)
		b.login(user)
		for _, to := range gets {
			want := http.StatusForbidden
			if to == "/setup/people" && slices.Contains([]string{"dina", "per", "utta"}, user) {
				want = http.StatusOK
			}
			if a := b.get(to); a.status != want {
				t.Errorf("%s gets %d for %s", user, a.status, to)
			}
		}
		for _, to := range posts {
			if a := b.post(to, "name", "x", "topic", "days"); a.status != http.StatusForbidden {
				t.Errorf("%s gets %d for posting to %s", user, a.status, to)
			}
		}
	}
	for _, to := range gets {
		if a := admi.get(to); a.status != http.StatusOK && to != "/setup/people/x" || strings.Contains(a.body, "Lin Berg") {
			t.Errorf("%s: %d", to, a.status)
		}
		if a := admi.get(to + "?school=selje"); a.status != http.StatusForbidden {
			t.Errorf("another school's %s: %d", to, a.status)
		}
	}
}

var inviteCode = regexp.MustCompile(`<code>([a-z2-7-]+)</code>`)

// A school begins with an administrator and nothing else, and is ready at the end of
// the list.
func TestFirstRun(t *testing.T) {
	h := open(t, demo)
	h.hire(t, "forste", "administrator", "ask")
	b := h.browser(t)
	b.login("forste")
	if a := b.get("/setup"); a.status != http.StatusOK || strings.Count(a.body, ">Ikke gjort<") != 6 || !strings.Contains(b.get("/").body, `href="/setup"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := b.get("/"); !strings.Contains(a.body, "0 av 6 er gjort.") || !strings.Contains(a.body, `big" href="/setup"`) {
		t.Errorf("the start page of an administrator does not lead on: %s", a.body)
	}
	if a := b.post("/setup/school", "name", " "); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="name-error"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	done := func(a answer, to string) {
		t.Helper()
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), to) {
			t.Fatalf("%d %q %s", a.status, a.header.Get("Location"), a.body)
		}
	}
	done(b.post("/setup/school", "name", "Ask videregående"), "/setup?saved=1")
	a := b.post("/setup/people", "user", "rekta", "name", "", "role", "")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `value="rekta"`) || !strings.Contains(a.body, "Velg en rolle.") {
		t.Errorf("%d %s", a.status, a.body)
	}
	for user, role := range map[string]string{"rekta": "principal", "kjenta": "kjentmann"} {
		a := b.post("/setup/people", "user", user, "name", "Test "+user, "role", role)
		done(a, "/setup/people/")
		if user != "rekta" {
			continue
		}
		person, _, _ := strings.Cut(a.header.Get("Location"), "?")
		a = b.post(person + "/invite")
		code := a.first(t, inviteCode)
		if again := b.get(person); strings.Contains(again.body, code) {
			t.Error("the code is shown twice")
		}
		rekta := h.browser(t)
		if a := rekta.post("/invite", "user", "rekta", "code", code, "password", password); a.status != http.StatusSeeOther || a.header.Get("Location") != "/enrol" {
			t.Errorf("%d %v", a.status, a.header)
		}
	}
	if a := b.post("/setup/days", "label", "Planleggingsdag", "from", "2999-10-05"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a slip of the year: %d", a.status)
	}
	done(b.post("/setup/days", "label", "Planleggingsdag", "from", time.Now().AddDate(0, 0, 7).Format(time.DateOnly)), "/setup/days?saved=1&year=")
	done(b.post("/setup/confirm", "topic", "days"), "/setup")
	sum := b.uploads("/setup/roster", rostertest.Town(1, 3).Bulk()).first(t, sumInput)
	done(b.post("/setup/roster/confirm", "sum", sum, "do", "import"), "/setup/roster")
	done(b.post("/setup/routine", b.get("/setup/routine").values(t)...), "/setup/routine")
	done(b.post("/setup/confirm", "topic", "resources"), "/setup")
	if a := b.get("/setup"); strings.Contains(a.body, ">Ikke gjort<") || !strings.Contains(a.body, "Skolen er klar til bruk.") || a.h1() != "Sett opp Ask videregående" {
		t.Errorf("%s", a.body)
	}
	if a := b.get("/"); !strings.Contains(a.body, "Skolen er klar til bruk.") {
		t.Errorf("the start page does not say that the school is ready: %s", a.body)
	}
}

var (
	chosenInput = regexp.MustCompile(`<input class="ds-input" type="(?:radio|checkbox)" id="[^"]+" name="([^"]+)" value="([^"]+)" checked`)
	numberInput = regexp.MustCompile(`name="(f\.[^"]+)" value="(\d+)" inputmode`)
)

// values is what the form of the routine's values would send as it stands.
func (a answer) values(t *testing.T) []string {
	t.Helper()
	send := []string{"version", a.first(t, versionInput)}
	for _, pattern := range []*regexp.Regexp{chosenInput, numberInput} {
		for _, m := range pattern.FindAllStringSubmatch(a.body, -1) {
			send = append(send, m[1], m[2])
		}
	}
	return send
}

// What is typed wrong stands beside its field; days are added and taken away.
func TestFreeDayPages(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	year := time.Now().Year()
	from := time.Date(year+1, time.March, 5, 0, 0, 0, 0, time.UTC)
	day := func(d int) string { return from.AddDate(0, 0, d).Format(time.DateOnly) }
	a := b.post("/setup/days", "label", "", "from", day(4), "to", day(0))
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="label-error"`) || !strings.Contains(a.body, `id="to-error"`) || !strings.Contains(a.body, `value="`+day(4)+`"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	send := []string{"label", "Vinter <b>ferie</b>", "from", day(0), "to", day(4)}
	first, again := b.post("/setup/days", send...), b.post("/setup/days", send...)
	if first.status != http.StatusSeeOther || again.status != http.StatusSeeOther {
		t.Fatalf("%d %d %s", first.status, again.status, first.body)
	}
	a = b.get(first.header.Get("Location"))
	if strings.Count(a.body, "Vinter &lt;b&gt;ferie&lt;/b&gt;") < 2 || strings.Count(a.body, `action="/setup/days/remove"`) != 1 || !strings.Contains(a.body, "Grunnlovsdag") && !strings.Contains(a.body, "Skjærtorsdag") {
		t.Errorf("%s", a.body)
	}
	if a := b.post("/setup/days/remove", send...); a.status != http.StatusSeeOther {
		t.Errorf("%d", a.status)
	}
	if a := b.get(first.header.Get("Location")); strings.Contains(a.body, "ferie") && strings.Contains(a.body, "/setup/days/remove") {
		t.Errorf("%s", a.body)
	}
	if a := b.post("/setup/days/remove", send...); a.status != http.StatusNotFound {
		t.Errorf("taken away twice: %d", a.status)
	}
}

var sumInput = regexp.MustCompile(`name="sum" value="([0-9a-f]{64})"`)

// A roster is told in words, and brought in when somebody says so; a broken one is
// told with file, row and column, and nothing is changed.
func TestRosterPages(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	if a := b.uploads("/setup/roster", nil); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Velg en fil først.") {
		t.Errorf("%d %s", a.status, a.body)
	}
	broken := rostertest.Town(1, 2)
	broken["demographics"] = strings.Replace(broken["demographics"], "2008-01-01", "2008-13-01", 1)
	a := b.uploads("/setup/roster", broken.Bulk())
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "demographics.csv, rad 2, kolonne 4") || strings.Contains(a.body, `name="sum"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	var large strings.Builder // which would take gigabytes to compare
	for i := range 500_000 {
		fmt.Fprintf(&large, "e%d,,,kl-000-0000,sk-000,el-000-000000,student,false,,\n", i)
	}
	a = b.uploads("/setup/roster", rostertest.Town(1, 30).With(rostertest.Files{"enrollments": large.String()}).Bulk())
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "flere enn 500000 rader til sammen (be leverandøren ta med bare din skole") || strings.Contains(a.body, `name="sum"`) {
		t.Errorf("%d %.3000s", a.status, a.body)
	}
	a = b.uploads("/setup/roster", rostertest.Town(1, 30).Bulk())
	if a.status != http.StatusOK || !strings.Contains(a.body, "Elever: 30 nye") || !strings.Contains(a.body, "Ingenting er gjort ennå.") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	sum := a.first(t, sumInput)
	if students, err := h.engine.Students(t.Context(), h.actor(t, "kari"), "rogn", "vgs", 5); err != nil || len(students) != 0 {
		t.Error("it was done before somebody said so", students, err)
	}
	if a := h.other(t).post("/setup/roster/confirm", "sum", sum, "do", "import"); a.status != http.StatusConflict || !strings.Contains(a.body, "ikke her lenger") {
		t.Errorf("another's file: %d %s", a.status, a.body)
	}
	if a := b.post("/setup/roster/confirm", "sum", strings.Repeat("0", 64), "do", "import"); a.status != http.StatusConflict {
		t.Errorf("a file that is not there: %d", a.status)
	}
	a = b.post("/setup/roster/confirm", "sum", sum, "do", "import")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := b.get(a.header.Get("Location")); !strings.Contains(a.body, "Elevlisten er hentet inn.") || !strings.Contains(a.body, "Sist hentet") {
		t.Errorf("%s", a.body)
	}
	if a := b.get("/setup"); !strings.Contains(a.body, "Antall elever: 30.") {
		t.Errorf("%s", a.body)
	}
	a = b.uploads("/setup/roster", rostertest.Town(1, 5).Bulk())
	if !strings.Contains(a.body, "25 av 30 elever") || !strings.Contains(a.body, `name="leaving"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	sum = a.first(t, sumInput)
	if a := b.post("/setup/roster/confirm", "sum", sum, "do", "import"); a.status != http.StatusOK || !strings.Contains(a.body, "25 av 30 elever") {
		t.Errorf("so many leave unasked: %d", a.status)
	}
	if a := b.post("/setup/roster/confirm", "sum", sum, "do", "import", "leaving", "yes"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// other is somebody else's browser with the same role.
func (h *house) other(t *testing.T) *browser {
	t.Helper()
	h.hire(t, "admi2", "administrator", "rogn")
	b := h.browser(t)
	b.login("admi2")
	return b
}

// Of a file with several schools one is chosen.
func TestRosterOfSeveralSchools(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	a := b.uploads("/setup/roster", rostertest.Town(2, 3).Bulk())
	if !strings.Contains(a.body, "Oppdiktet videregående skole 1") || strings.Contains(a.body, "Dette blir endret") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	sum := a.first(t, sumInput)
	a = b.post("/setup/roster/confirm", "sum", sum, "of", "sk-001", "do", "check")
	if a.status != http.StatusOK || !strings.Contains(a.body, "Elever: 3 nye") || strings.Contains(a.body, "skole 0") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := b.post("/setup/roster/confirm", "sum", sum, "of", "sk-001", "do", "import"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// A file that is larger than any roster is not read to its end, and no other route
// takes a file.
func TestUploadsAreBounded(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	if a := b.uploads("/setup/roster", make([]byte, 51<<20)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", a.status)
	}
	if a := b.uploads("/setup/days", []byte("x")); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("%d", a.status)
	}
	if a := h.browser(t).uploads("/setup/roster", rostertest.Town(1, 2).Bulk()); a.status != http.StatusSeeOther {
		t.Errorf("nobody: %d", a.status)
	}
}

var versionInput = regexp.MustCompile(`name="version" value="(\d+)"`)

// The school's own values make a new version, which says who made it.
func TestValuePages(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	form := b.get("/setup/routine")
	version, send := form.first(t, versionInput), form.values(t)
	at := slices.Index(send, "f.talk_days")
	if at < 0 {
		t.Fatal(send)
	}
	send[at+1] = "99"
	if a := b.post("/setup/routine", send...); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="value-talk_days-error"`) || !strings.Contains(a.body, `value="99"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	send[at+1] = "2"
	if a := b.post("/setup/routine", send...); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	a := b.get("/setup/routine?saved=1")
	if a.first(t, versionInput) == version || !strings.Contains(a.body, "Ansatt admi laget versjon 2") || !strings.Contains(a.body, "Rutinen kom med: 3") {
		t.Errorf("%s", a.body)
	}
	if a := b.post("/setup/routine", send...); a.status != http.StatusConflict {
		t.Errorf("what has changed meanwhile: %d", a.status)
	}
	for _, topic := range []string{"days", "resources"} {
		if a := b.post("/setup/confirm", "topic", topic); a.status != http.StatusSeeOther {
			t.Errorf("%s: %d", topic, a.status)
		}
	}
	if a := b.post("/setup/confirm", "topic", "nothing"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
	if a := b.get("/setup"); strings.Count(a.body, "Ansatt admi har sett over dette") != 3 {
		t.Errorf("%s", a.body)
	}
}

// People are let in and out, and the leadership reads who did it.
func TestPeoplePages(t *testing.T) {
	h := open(t, demo)
	b := h.administrating(t)
	ola, both := h.actor(t, "ola").ID, h.actor(t, "utta").ID
	person := "/setup/people/" + string(ola)
	for _, step := range []struct {
		to   string
		send []string
		want int
	}{
		{person + "/role", []string{"role", "kjentmann"}, http.StatusSeeOther},
		{person + "/role", []string{"role", "konge"}, http.StatusUnprocessableEntity},
		{person + "/end", []string{"role", "contact_teacher", "from", "i morgen"}, http.StatusUnprocessableEntity},
		{person + "/end", []string{"role", "contact_teacher", "from", time.Now().Format(time.DateOnly)}, http.StatusSeeOther},
		{person + "/forget", nil, http.StatusSeeOther},
		{person + "/invite", nil, http.StatusOK},
		{person + "/shut", nil, http.StatusSeeOther},
		{person + "/invite", nil, http.StatusConflict},
		{"/setup/people/" + string(h.actor(t, "admi").ID) + "/role", []string{"role", "principal"}, http.StatusForbidden},
		{"/setup/people/" + string(both) + "/shut", nil, http.StatusNotFound},
	} {
		if a := b.post(step.to, step.send...); a.status != step.want {
			t.Errorf("%s %v: %d %s", step.to, step.send, a.status, a.body)
		}
	}
	if a := b.post("/setup/people", "user", "admi", "role", "principal"); a.status != http.StatusForbidden || !strings.Contains(a.body, "Dette kan du ikke gjøre for deg selv") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := h.browser(t).post("/login", "user", "ola", "password", password); a.status != http.StatusUnauthorized {
		t.Errorf("shut out: %d", a.status)
	}
	per := h.browser(t)
	per.login("per")
	a := per.get("/setup/people")
	for _, want := range []string{"Ansatt admi ga Ola Lærer rollen kjentmann.", "Ansatt admi laget en invitasjon til Ola Lærer.", "Ansatt admi stengte Ola Lærer ute.", "Du er i ledelsen"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the leadership does not read %q", want)
		}
	}
	if strings.Contains(a.body, `action="/setup`) || !strings.Contains(per.get("/account").body, `href="/setup/people"`) {
		t.Error("the leadership is offered what it may not do, or not shown the way")
	}
	if strings.Contains(h.log.String(), "Ola") {
		t.Error("a name is in the log")
	}
}

// The number of a colleague stands where somebody is to be told, and nowhere for who
// takes no steps in the case.
func TestColleaguesCanBeRung(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	admin := h.administrating(t)
	person := "/setup/people/" + string(h.actor(t, "dina").ID)
	if a := admin.post(person+"/phone", "phone", "ring Dina"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Skriv nummeret med sifre") {
		t.Errorf("%d %s", a.status, a.body)
	}
	for _, id := range []workflow.ActorID{h.actor(t, "dina").ID, h.actor(t, "ola").ID} {
		if a := admin.post("/setup/people/"+string(id)+"/phone", "phone", "99 00 00 07"); a.status != http.StatusSeeOther {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	if a := admin.get(person); !strings.Contains(a.body, `value="99 00 00 07"`) {
		t.Errorf("the number is not kept: %s", a.body)
	}
	b := h.browser(t)
	b.login("ola")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes")
	const call = `<a href="tel:99000007">99 00 00 07</a>`
	for step, want := range map[string]int{"alert_staff": 1, "inform_leadership": 1, "hand_over": 1, "assess_condition": 0, "add_note": 0} {
		a := b.get(path + "/steps/" + step)
		if a.status != http.StatusOK || strings.Count(a.body, call) != want {
			t.Errorf("%s: %d numbers: %s", step, strings.Count(a.body, call), a.body)
		}
	}
}

// To let somebody in asks for the second factor again.
func TestPeopleAskForTheFactorAgain(t *testing.T) {
	want := []string{"POST /setup/people", "POST /setup/people/:id/end", "POST /setup/people/:id/forget", "POST /setup/people/:id/invite", "POST /setup/people/:id/role", "POST /setup/people/:id/shut"}
	var have []string
	for _, r := range web.Weighty() {
		if strings.Contains(r, "/setup/") {
			have = append(have, r)
		}
	}
	slices.Sort(have)
	if !slices.Equal(have, want) {
		t.Errorf("%q", have)
	}
}

// practice is a clock that pages can move, and people to become.
type practice struct{ now time.Time }

func (p *practice) config(c *web.Config) {
	c.Demo = true
	c.Practice = &web.Practice{
		Now: func() time.Time { return p.now },
		Move: func(_ context.Context, to time.Time) error {
			if !to.After(p.now) {
				return workflow.FieldErrors{{Field: "now"}}
			}
			p.now = to
			return nil
		},
		People: []web.PracticePerson{{User: "ola", Name: "Ola Lærer", Role: "contact_teacher", School: "rogn"}, {User: "per", Name: "Per Rektor", Role: "principal", School: "rogn"}},
	}
}

// In the demo one becomes somebody else, and moves the clock; only there, and only
// from this machine.
func TestPractise(t *testing.T) {
	p := &practice{now: time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)} // a Friday
	h := open(t, p.config, from)
	b := h.browser(t)
	if a := b.get("/login"); !strings.Contains(a.body, "fredag 27. november 2026 kl. 11.00") || strings.Contains(a.body, "/practise/") {
		t.Errorf("%s", a.body)
	}
	if a := b.post("/practise/become", "user", "per"); a.header.Get("Location") != "/login" {
		t.Errorf("nobody becomes somebody: %d", a.status)
	}
	b.login("ola")
	token := b.cookie()
	if a := b.post("/practise/become", "user", "per"); a.status != http.StatusSeeOther || b.cookie() == token {
		t.Errorf("%d", a.status)
	}
	if a := b.get("/"); !strings.Contains(a.body, "Per Rektor") || !strings.Contains(a.body, `value="per" selected`) {
		t.Errorf("%s", a.body)
	}
	if a := b.post("/practise/become", "user", "kari"); a.status != http.StatusNotFound {
		t.Errorf("somebody who is not on the list: %d", a.status)
	}
	move := func(want string, status int, pairs ...string) {
		t.Helper()
		a := b.post("/practise/clock", append(pairs, "back", "/account")...)
		if got := p.now.Format("2006-01-02 15:04"); a.status != status || got != want || status == http.StatusSeeOther && a.header.Get("Location") != "/account" {
			t.Errorf("%v: %d, the clock says %s", pairs, a.status, got)
		}
	}
	move("2026-11-27 11:00", http.StatusSeeOther, "to", "hour")
	move("2026-11-30 08:00", http.StatusSeeOther, "to", "school_day")
	move("2026-12-24 08:00", http.StatusSeeOther, "day", "2026-12-24")
	move("2026-12-24 08:00", http.StatusUnprocessableEntity, "day", "2026-12-01")
	move("2026-12-24 08:00", http.StatusUnprocessableEntity, "day", "i går")
	move("2026-12-24 08:00", http.StatusUnprocessableEntity, "to", "birthday")
	h.enrol(t, "s1", "Lin Berg", "2STA")
	path := b.opens("third_party_concern", "lin", "f.reported_by", "staff")
	if bar := "Til elevens 18-årsdag"; strings.Contains(b.get("/").body, bar) || !strings.Contains(b.get(path).body, bar) || strings.Contains(b.get("/cases/new").body, bar) {
		t.Error("the birthday of a case's student is offered elsewhere than in the case")
	}
	if a := b.post("/practise/clock", "to", "student", "back", path+"?saved=1"); a.status != http.StatusSeeOther || p.now.Format("2006-01-02 15:04") != "2028-03-04 08:00" {
		t.Errorf("%d, the clock says %s", a.status, p.now)
	}
	b.shows(b.post("/practise/clock", "to", "student", "back", path), http.StatusUnprocessableEntity, "Klokken ble ikke flyttet")
	p.now = time.Date(2026, 12, 24, 8, 0, 0, 0, calendar.Oslo)
	move("2028-03-04 08:00", http.StatusSeeOther, "to", "birthday")
	b.header.Set("Test-From", "192.0.2.7")
	for _, to := range []string{"/practise/become", "/practise/clock"} {
		if a := b.post(to, "user", "ola", "to", "hour"); a.status != http.StatusNotFound {
			t.Errorf("%s from elsewhere: %d", to, a.status)
		}
	}
}

func TestNothingToPractiseWithOutsideTheDemo(t *testing.T) {
	for _, h := range []*house{open(t, demo), open(t)} {
		b := h.browser(t)
		b.login("ola")
		b.post("/login/limited")
		for _, to := range []string{"/practise/become", "/practise/clock"} {
			if a := b.post(to, "user", "per", "to", "hour"); a.status != http.StatusNotFound {
				t.Errorf("%s: %d", to, a.status)
			}
		}
		if a := b.get("/"); strings.Contains(a.body, "/practise/") {
			t.Error("offers what is not there")
		}
	}
}
