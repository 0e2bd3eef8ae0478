package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var (
	signLinks  = regexp.MustCompile(`href="(/cases/[0-9a-f-]+)/sign"`)
	queueInput = regexp.MustCompile(`name="place" value="([0-9.]+)"`)
	skipLink   = regexp.MustCompile(`href="(/cases/[^"]+)">Vent med denne`)
	placeOf    = regexp.MustCompile(`(\d+) av (\d+)`)
)

// consulted opens a talk without a name, and settles it: a case that waits to be signed.
func (b *browser) consulted(by *browser, question string) (path string) {
	b.t.Helper()
	a := b.post("/cases/new/anonymous_consultation", "do", "open", "f.asked_by", "staff", "f.question", question)
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("%d %s", a.status, a.body)
	}
	path = a.header.Get("Location")
	by.takes(path, "give_advice", "f.advice", "Snakk med eleven", "f.next", "again")
	return path
}

// A leader signs twenty cases, one after the other, and stays where they were.
func TestSignTwenty(t *testing.T) {
	h := open(t, demo)
	ola, kari, dina, per := h.browser(t), h.browser(t), h.browser(t), h.browser(t)
	for b, user := range map[*browser]string{ola: "ola", kari: "kari", dina: "dina", per: "per"} {
		b.login(user)
	}
	cases := 20
	for i := range cases {
		ola.consulted(kari, fmt.Sprint("Spørsmål ", i))
	}
	own := dina.consulted(kari, "Lederens egen")
	if a := dina.get("/"); !strings.Contains(a.body, "Godkjenn (20)") {
		t.Error("the start page does not lead to what waits")
	}
	a := dina.get("/sign")
	links := signLinks.FindAllStringSubmatch(a.body, -1)
	if len(links) != cases || strings.Contains(a.body, own) {
		t.Fatalf("%d wait: %s", len(links), a.body)
	}
	// From the third on: what is signed makes room for the next at the same place.
	to := links[2][1] + "/sign"
	decide := func(step string, place int, more ...string) (next string) {
		t.Helper()
		a := dina.get(to)
		if m := placeOf.FindStringSubmatch(a.body); m == nil || m[1] != fmt.Sprint(place) || m[2] != fmt.Sprint(cases) {
			t.Fatalf("place %v, not %d", m, place)
		}
		if !strings.Contains(a.body, "Snakk med eleven") {
			t.Error("what is signed is not shown in full")
		}
		path, _, _ := strings.Cut(to, "/sign")
		a = dina.post(path+"/steps/"+step, append([]string{"revision", a.first(t, revisionInput), "place", a.first(t, queueInput)}, more...)...)
		next = a.header.Get("Location")
		if a.status != http.StatusSeeOther || strings.HasPrefix(next, path) {
			t.Fatalf("%d %s", a.status, next)
		}
		return next
	}
	for i := range cases - 5 {
		to = decide("sign_off", 3+i)
	}
	per.takes(strings.TrimSuffix(links[18][1], "/sign"), "sign_off") // meanwhile
	cases--
	to = decide("return_for_changes", 18, "f.what", "Skriv hva dere ble enige om") // it waits, but not for the leader
	to = decide("sign_off", 19)
	if !strings.HasPrefix(to, links[0][1]+"/sign?") {
		t.Errorf("after the last comes %s, not the first of those left", to)
	}
	to = html.UnescapeString(dina.get(to).first(t, skipLink)) // for later
	if to = decide("sign_off", 19); !strings.HasPrefix(to, links[0][1]+"/sign?") {
		t.Errorf("what was left for later is followed by %s", to)
	}
	at, _, _ := strings.Cut(to, "/sign")
	if a := dina.post(at+"/steps/return_for_changes", "revision", dina.get(at+"/sign").first(t, revisionInput), "place", "0"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="`+at+`/sign"`) {
		t.Errorf("without a reason nothing leads back to the queue: %d %s", a.status, a.body)
	}
	a = dina.post(at+"/steps/return_for_changes", "revision", dina.get(at+"/sign").first(t, revisionInput), "place", "0", "f.what", "Skriv hva dere ble enige om")
	if a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// What is signed is what was read: when something comes in meanwhile it is told, and
// the signature waits. Nobody signs their own case, and the page says so.
func TestSignWhatWasRead(t *testing.T) {
	h := open(t, demo)
	ola, kari, dina := h.browser(t), h.browser(t), h.browser(t)
	for b, user := range map[*browser]string{ola: "ola", kari: "kari", dina: "dina"} {
		b.login(user)
	}
	path := ola.consulted(kari, "Hva gjør jeg?")
	revision := dina.get(path+"/sign").first(t, revisionInput)
	kari.takes(path, "add_note", "f.text", "Noe nytt")
	a := dina.post(path+"/steps/sign_off", "revision", revision, "place", "0")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "Noe nytt") || !strings.Contains(a.body, `name="place" value="0"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	a = dina.post(path+"/steps/sign_off", "revision", a.first(t, revisionInput), "place", "0")
	if a.header.Get("Location") != "/sign?done=1" {
		t.Errorf("%d %s", a.status, a.header.Get("Location"))
	}
	dina.shows(dina.get("/sign?done=1"), http.StatusOK, "Til godkjenning")
	returned := ola.consulted(kari, "Hva nå?")
	dina.takes(returned, "return_for_changes", "f.what", "Hvem følger opp?")
	for _, to := range []string{"/sign", returned + "/sign"} {
		if a := dina.get(to); strings.Count(a.body, "Sendt tilbake. Ingenting nytt") != 1 {
			t.Errorf("%s does not tell that the case was sent back: %s", to, a.body)
		}
	}
	kari.takes(returned, "add_note", "f.text", "Kari følger opp")
	if a := dina.get("/sign"); !strings.Contains(a.body, returned+"/sign") || strings.Contains(a.body, "Sendt tilbake. Ingenting nytt") {
		t.Errorf("what was put right does not wait as any other: %s", a.body)
	}
	own := dina.consulted(kari, "Lederens egen")
	a = dina.get(own + "/sign")
	if strings.Contains(a.body, "/steps/sign_off\"") || !strings.Contains(a.body, `class="reasons"`) {
		t.Errorf("the leader's own case can be signed: %s", a.body)
	}
	if a := kari.get("/sign"); signLinks.MatchString(a.body) {
		t.Error("a kjentmann has cases to sign")
	}
}

// A case ends wherever it stands when the student has left the school; and something
// that comes into one that is closed puts it back among those to sign.
func TestSignWhoLeftAndWhatCameLater(t *testing.T) {
	h := open(t, demo)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, kari, dina := h.browser(t), h.browser(t), h.browser(t)
	for b, user := range map[*browser]string{ola: "ola", kari: "kari", dina: "dina"} {
		b.login(user)
	}
	waits := func(path string, want bool) {
		t.Helper()
		if a := dina.get("/sign"); strings.Contains(a.body, path+"/sign") != want {
			t.Errorf("%s waits: %t: %s", path, !want, a.body)
		}
	}
	left := ola.opens("third_party_concern", "lin", "f.reported_by", "student")
	waits(left, false)
	if a := dina.get(left + "/steps/waive"); !strings.Contains(a.body, "kravet vises som unntak, med grunnen du velger, når noen ser etter om rutinen er fulgt") {
		t.Errorf("where the reason will show is not told: %s", a.body)
	}
	dina.takes(left, "student_left_school", "f.how", "left")
	waits(left, true)
	dina.takes(left, "sign_off")
	waits(left, false)
	later := ola.consulted(kari, "Hva gjør jeg?")
	dina.takes(later, "sign_off")
	dina.takes(later, "close")
	waits(later, false)
	kari.takes(later, "add_note", "f.text", "Noe nytt")
	waits(later, true)
}
