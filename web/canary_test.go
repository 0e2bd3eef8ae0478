package web_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/web"
	"kjentvei/workflow"
)

// The canaries: one for each section of a case.
var canaries = map[string]string{
	"identity":  "Lin Berg",
	"guardians": "Foresatt Ask",
	"reporter":  "En medelev",
	"talks":     "KANARI-NOTAT",
	"unsafe":    "KANARI-UTRYGG",
}

// later is the same house as seen after some time, by a server of its own.
func (h *house) later(t *testing.T, passed time.Duration) *house {
	t.Helper()
	now := func() time.Time { return time.Now().Add(passed) }
	engine, err := workflow.NewEngine(t.Context(), h.store, now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	config := web.Config{Engine: engine, Log: zerolog.New(h.log), DefaultRoutine: "kjentmann", Demo: true}
	server := httptest.NewTLSServer(web.New(ctx, config))
	t.Cleanup(func() { server.Close(); stop() })
	return &house{server, engine, h.store, h.log}
}

// takes posts a step in the newest revision; it must be let through.
func (b *browser) takes(path, step string, pairs ...string) {
	b.t.Helper()
	form := b.get(path + "/steps/" + step)
	if a := b.post(path+"/steps/"+step, append([]string{"revision", form.first(b.t, revisionInput)}, pairs...)...); a.status != http.StatusSeeOther {
		b.t.Fatalf("%s: %d %s", step, a.status, a.body)
	}
}

// finds reports which canaries are on any page that has to do with the case.
func (b *browser) finds(path string) map[string]bool {
	b.t.Helper()
	found := map[string]bool{}
	for _, a := range []answer{
		b.get("/"), b.get("/cases"), b.post("/cases", "q", "Lin"), b.post("/cases", "closed", "1"), b.get(path), b.get(path + "?saved=1"), b.get(path + "/access"), b.get(path + "/routine"),
		b.get(path + "/verdicts"), b.get(path + "/print"), b.get(path + "/print?copy=student"), b.get("/figures"), b.get("/figures.csv"),
		b.get(path + "/steps/add_note"), b.get(path + "/steps/record_contact"), b.get(path + "/steps/correct"), b.get(path + "/steps/waive"), b.get("/glass"), b.get("/sign"), b.get(path + "/sign"),
		b.get(path + "/late"), b.post(path+"/late", "revision", "1", "rows", "0", "r0.step", "record_contact", "do", "show"), b.get(path + "/follow-up"),
		b.post(path+"/steps/add_note", "revision", "1", "f.text", "x"), b.post(path+"/steps/add_note", "revision", "99"),
		b.post(path+"/steps/close", "revision", "99"), b.post(path+"/glass", "reason", "kort"),
	} {
		body := html.UnescapeString(a.body)
		if i := strings.Index(body, "<main"); i >= 0 { // without the reader's own name and language
			body = body[i:]
		}
		for section, canary := range canaries {
			if strings.Contains(body, canary) {
				found[section] = true
			}
		}
	}
	return found
}

// What a section says is on no page of whoever does not see it.
func TestCanaries(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	h := open(t, demo)
	for _, p := range []struct {
		user, role string
		school     workflow.SchoolID
	}{
		{"nina", "contact_teacher", "rogn"}, {"mona", "kjentmann", "rogn"}, {"lise", "department_head", "rogn"}, {"revi", "auditor", "rogn"},
		{"admi", "administrator", "rogn"}, {"obse", "observer", "rogn"}, {"tore", "contact_teacher", "rogn"},
	} {
		if _, err := h.engine.AddUser(t.Context(), p.user, "Ansatt "+p.user, p.role, p.school, encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	h.enrol(t, "s1", "Lin Berg", "2STA")
	in := map[string]*browser{}
	for _, user := range []string{"ola", "kari", "dina", "per", "utta", "nina", "mona", "revi", "admi", "obse", "tore"} {
		in[user] = h.browser(t)
		in[user].login(user)
	}
	path := in["ola"].opens("third_party_concern", "lin", "f.reported_by", "student", "f.contact_safety", "unsure", "f.contact_safety_reason", "KANARI-UTRYGG")
	in["dina"].takes(path, "assign", "f.person", string(h.actor(t, "kari").ID))
	in["kari"].takes(path, "add_participant", "f.person", string(h.actor(t, "nina").ID))
	in["kari"].takes(path, "add_note", "f.text", "KANARI-NOTAT")

	all := "identity guardians reporter talks unsafe"
	check := func(h *house, want map[string]string) {
		t.Helper()
		for user, sections := range want {
			b := in[user]
			if b == nil || b.house != h {
				b = h.browser(t)
				b.login(user)
			}
			found := b.finds(path)
			for section := range canaries {
				if seen := strings.Contains(sections, section); found[section] != seen {
					t.Errorf("%s finds %s: %t, not %t", user, section, found[section], seen)
				}
			}
		}
	}
	check(h, map[string]string{
		"kari": all,
		"ola":  "identity reporter unsafe", // who opened it, of what they wrote themselves
		"nina": "identity guardians talks",
		"mona": "identity guardians reporter talks",
		"dina": all, "per": all,
		"revi": "", "admi": "", "obse": "", "utta": "", "tore": "",
	})

	// Who is in the case is for those in it: who handed it on is told who has it.
	for user, told := range map[string]bool{"kari": true, "mona": true, "ola": false} {
		if a := in[user].get(path); strings.Contains(a.body, ">er med i saken<") != told || !strings.Contains(a.body, ">har ansvaret<") {
			t.Errorf("%s is told who takes part: %t", user, !told)
		}
	}
	in["dina"].takes(path, "void", "f.reason", "practice", "f.second_leader", string(h.actor(t, "per").ID), "f.why", "Prøvd ut")
	in["per"].takes(path, "confirm_void", "f.outcome", "agreed")
	resting := h.later(t, 60*24*time.Hour)
	check(resting, map[string]string{
		"kari": all, "lise": "identity", "mona": "identity", "dina": all, "revi": "", "admi": "", "utta": "", "tore": "",
	})
	lise := resting.browser(t)
	lise.login("lise")
	a := lise.post(path+"/glass", "reason", "kort")
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="reason-error"`) || !strings.Contains(a.body, ">kort</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := lise.post(path+"/glass", "reason", "Politiet spør om dette i dag"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, a.body)
	}
	check(resting, map[string]string{"lise": all, "mona": "identity"})
	kari := resting.browser(t)
	kari.login("kari")
	if a := kari.get("/"); !strings.Contains(a.body, "som du har ansvaret for") || !strings.Contains(a.body, `href="/glass"`) {
		t.Errorf("the responsible is not told: %s", a.body)
	}
	if a := lise.get("/"); strings.Contains(a.body, "som du har ansvaret for") {
		t.Error("told to who did it")
	}
	dina := resting.browser(t)
	dina.login("dina")
	if a := dina.get("/"); !strings.Contains(a.body, `href="/glass"`) {
		t.Error("nothing to review")
	}
	a = dina.get("/glass")
	if !strings.Contains(a.body, "Politiet spør om dette i dag") || !strings.Contains(a.body, "Ansatt lise") {
		t.Errorf("%s", a.body)
	}
	if a := lise.post("/glass/"+a.first(t, glassForm), "finding", "justified", "note", "Jeg mener at det var riktig"); a.status != http.StatusForbidden {
		t.Errorf("reviewed by who broke it: %d", a.status)
	}
	review := "/glass/" + a.first(t, glassForm)
	if a := dina.post(review, "finding", "justified", "note", "kort"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, ">kort</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := dina.post(review, "do", "again", "finding", "justified", "note", "Politiet hadde bedt"); a.status != http.StatusOK || !strings.Contains(a.body, ">Politiet hadde bedt</textarea>") {
		t.Errorf("what was typed is not shown again: %d %s", a.status, a.body)
	}
	if a := dina.post(review, "finding", "justified", "note", "Politiet hadde bedt om det"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := dina.get("/glass"); !strings.Contains(a.body, "Ja, det var grunn til det") || strings.Contains(a.body, `action="`+review) {
		t.Errorf("%s", a.body)
	}
	a = dina.get(path + "/access")
	for _, want := range []string{"Ansatt lise", "Åpnet saken mens den hvilte", "Politiet spør om dette i dag", "Så saken i en liste", "Leste saken"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("who has looked does not say %q", want)
		}
	}
	for _, canary := range canaries {
		if strings.Contains(h.log.String(), canary) {
			t.Errorf("the log says %q", canary)
		}
	}
}
