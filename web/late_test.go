package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

// What happened on Friday is typed in on Monday: several things, in the wrong order,
// some of which could only be done after others. All of it is kept, or none.
func TestRecordedLate(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "yes", "occurred_at", "2026-01-09T10:00")
	late := path + "/late"
	a := b.get(late)
	for _, want := range []string{`value="take_out"`, `value="hold_follow_up"`, `value="add_note"`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("cannot record %s", want)
		}
	}
	for _, unwanted := range []string{`value="void"`, `value="sign_off"`, `value="correct"`} {
		if strings.Contains(a.body, unwanted) {
			t.Errorf("can record %s", unwanted)
		}
	}
	revision := a.first(t, revisionInput)
	a = b.post(late, "revision", revision, "rows", "0", "r0.step", "student_walked_off", "do", "show")
	if !strings.Contains(a.body, `name="r0.shown" value="student_walked_off"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	a = b.post(late, "revision", revision, "rows", "0", "r0.step", "take_out", "r0.shown", "take_out", "r0.f.outcome", "taken_out", "do", "add")
	if !strings.Contains(a.body, `name="rows" value="1"`) || !strings.Contains(a.body, `value="taken_out" checked`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	two := []string{"revision", revision, "do", "save", "rows", "0", "rows", "1",
		"r0.step", "add_note", "r0.shown", "add_note", "r0.f.text", "Ringte far etterpå", "r0.occurred_at", "2026-01-09T11:00",
		"r1.step", "take_out", "r1.shown", "take_out", "r1.occurred_at", "2026-01-09T10:05"}
	a = b.post(late, append(two, "key", "k1")...)
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#r1-outcome-0"`) || !strings.Contains(a.body, "Ringte far etterpå") || !strings.Contains(a.body, "Ta eleven med ut av timen: ") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	two = append(two, "key", "k2", "r1.f.outcome", "taken_out")
	for range 2 { // a double press
		if a = b.post(late, two...); a.status != http.StatusSeeOther {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	a = b.get(path)
	note, taken := strings.Index(a.body, "Ringte far etterpå"), strings.LastIndex(a.body, "Ta eleven med ut av timen")
	if a.first(t, revisionInput) != "3" || note < 0 || taken < 0 {
		t.Errorf("revision %s, note at %d, step at %d", a.first(t, revisionInput), note, taken)
	}
	a = b.post(late, "revision", "2", "do", "add", "rows", "4", "r4.step", "add_note", "r4.shown", "add_note", "r4.f.text", "Halvferdig")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Noen registrerte noe mens du skrev") || !strings.Contains(a.body, ">Halvferdig</textarea>") {
		t.Errorf("what is new is not told with a row that is added: %d %s", a.status, a.body)
	}
	a = b.post(late, "revision", "2", "do", "save", "rows", "4", "r4.step", "add_note", "r4.shown", "add_note", "r4.f.text", "For sent")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Noen registrerte noe mens du skrev") || !strings.Contains(a.body, ">For sent</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}
	a = b.post(late, "revision", "3", "do", "save", "rows", "0", "r0.step", "hold_follow_up", "r0.shown", "hold_follow_up", "r0.f.topics", "rules", "r0.f.present", "s1")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Ingenting er lagret ennå") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// The form records what it offers and nothing else, whatever it is sent: a sign-off would
// ask for no second factor again.
func TestNothingElseIsRecordedLate(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, dina := h.browser(t), h.browser(t)
	ola.login("ola")
	dina.login("dina")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "staff")
	for _, step := range []string{"sign_off", "void", "recuse", "nothing", "open", ""} {
		a := dina.post(path+"/late", "revision", "1", "do", "save", "rows", "0", "r0.step", step, "r0.shown", step)
		if a.status != http.StatusUnprocessableEntity || dina.get(path).first(t, revisionInput) != "1" {
			t.Errorf("%q: %d, revision %s", step, a.status, dina.get(path).first(t, revisionInput))
		}
	}
}

// The page for the talk on the first day back has the topics to press and who sits
// there, and records the routine's own step.
func TestFollowUpPage(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.login("dina")
	path := b.opens("intoxicated_at_school", "lin", "f.in_class", "no")
	if a := b.get(path + "/follow-up"); a.status != http.StatusOK || !strings.Contains(a.body, "Saken er ikke kommet dit") || strings.Contains(a.body, "step-form") {
		t.Errorf("before the student has left: %d", a.status)
	}
	b.takes(path, "add_note", "f.text", "Gikk fra skolegården")
	if a := b.get(path + "?saved=1"); strings.Count(a.body, "Det er lagret.") != 1 || !strings.Contains(a.body, "Gjør dette nå</h2>\n<p class=\"ds-alert\" data-color=\"info\" role=\"status\" tabindex=\"-1\" autofocus>Det er lagret.") {
		t.Errorf("who goes on with the list is not led back to it: %s", a.body)
	}
	b.takes(path, "student_walked_off", "f.talked", "yes")
	if a := b.get(path + "?saved=1"); strings.Count(a.body, "Det er lagret.") != 1 || strings.Contains(a.body, "autofocus") {
		t.Errorf("it is not told at the top: %s", a.body)
	}
	b.takes(path, "student_back")
	if a := b.get(path); !strings.Contains(a.body, path+"/follow-up") {
		t.Error("the case does not lead to the page")
	}
	a := b.get(path + "/follow-up")
	agreed := h.engine.Today() + 3
	dina := string(h.actor(t, "dina").ID)
	if a.status != http.StatusOK || !strings.Contains(a.body, `value="`+dina+`" checked`) || !strings.Contains(a.body, `value="s1" checked`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	b.takes(path, "hold_follow_up", "f.topics", "rules", "f.present", "s1", "f.present", dina)
	if a = b.get(path + "/follow-up"); !strings.Contains(a.body, "Dette gjenstår av samtalen") || !strings.Contains(a.body, "<li>Oppmuntre eleven til å si ja til hjelp</li>") {
		t.Errorf("what is left is not told: %d %s", a.status, a.body)
	}
	b.takes(path, "hold_follow_up", "f.topics", "situation", "f.topics", "help", "f.present", "s1", "f.present", dina, "f.next_talk", agreed.String())
	if a = b.get(path + "/follow-up"); strings.Contains(a.body, "Dette gjenstår av samtalen") {
		t.Errorf("something is left: %s", a.body)
	}
	for day, want := range map[calendar.Date]string{agreed: "Avtalt samtale i dag<", agreed + 2: "Avtalt samtale er ikke skrevet inn: "} {
		b := h.later(t, day.Start(calendar.Oslo).Add(10*time.Hour).Sub(h.engine.Now())).browser(t)
		b.login("dina")
		for _, page := range []string{"/", "/cases", path} {
			if a := b.get(page); strings.Count(a.body, want) != 1 {
				t.Errorf("%s, %s does not say %q: %s", day, page, want, a.body)
			}
		}
	}
}

// Whoever hands a concern on is told who has taken it, and until then that they have
// it still; whoever is asked is told so.
func TestHandedOn(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, kari := h.browser(t), h.browser(t)
	ola.login("ola")
	kari.login("kari")
	path := ola.opens("third_party_concern", "lin", "f.reported_by", "student")
	if a := ola.get(path + "/steps/hand_over"); !strings.Contains(a.body, "Svarer ingen innen neste skoledag er over, får du og ledelsen se det") {
		t.Errorf("what happens if nobody answers is not told before: %s", a.body)
	}
	ola.takes(path, "hand_over", "f.person", string(h.actor(t, "kari").ID))
	says := func(b *browser, want string) {
		t.Helper()
		for _, page := range []string{"/", path} {
			if a := b.get(page); !strings.Contains(a.body, want) {
				t.Errorf("%s does not say %q: %s", page, want, a.body)
			}
		}
	}
	says(ola, "Kari Kjentmann er bedt om å ta over.")
	says(kari, "Ola Lærer har bedt deg ta over saken.")
	says(kari, path+"/steps/accept_hand_over")
	later := h.later(t, 10*24*time.Hour)
	for user, want := range map[string]string{
		"ola":  "Kari Kjentmann er bedt om å ta over, men har ikke svart. Du har fortsatt ansvaret.",
		"dina": "Den som er bedt om å ta over saken, har ikke svart.",
	} {
		b := later.browser(t)
		b.login(user)
		if a := b.get("/"); !strings.Contains(a.body, want) {
			t.Errorf("ten days later %s is not told: %s", user, a.body)
		}
	}
	kari.takes(path, "accept_hand_over")
	says(ola, "Kari Kjentmann har tatt over; du er ferdig.")
	if a := kari.get("/"); strings.Contains(a.body, "accept_hand_over") {
		t.Error("asked again")
	}
}
