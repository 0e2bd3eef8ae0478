package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kjentvei/web"
	"kjentvei/web/auth/oidc/oidctest"
	"kjentvei/workflow"
)

// watch is a clock that tests move: by it second factors grow old.
type watch struct{ passed atomic.Int64 }

func (w *watch) pass(d time.Duration) { w.passed.Add(int64(d)) }

func (w *watch) set(c *web.Config) {
	c.Now = func() time.Time { return time.Now().Add(time.Duration(w.passed.Load())) }
}

const asked = "Vis at det er deg"

// asks fails the test unless a page asks for a second factor before it goes on.
func (b *browser) asks(what string, a answer) {
	b.t.Helper()
	if again := strings.HasPrefix(a.header.Get("Location"), "/login/again?"); !again && (a.status != http.StatusUnauthorized || a.h1() != asked) {
		b.t.Errorf("%s asks for nothing: %d %s %q", what, a.status, a.header.Get("Location"), a.h1())
	}
}

// goesOn fails the test if a page asks for a second factor.
func (b *browser) goesOn(what string, a answer) {
	b.t.Helper()
	if strings.HasPrefix(a.header.Get("Location"), "/login/again") || a.status == http.StatusUnauthorized || a.h1() == asked {
		b.t.Errorf("%s asks: %d %s %q", what, a.status, a.header.Get("Location"), a.h1())
	}
}

// What nobody else may do in one's name asks for the second factor again when it was
// shown more than ten minutes ago, signing off half an hour; nothing else asks.
func TestAskedAgain(t *testing.T) {
	var w watch
	h := open(t, w.set, named)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	b.invited("dina")
	path := b.opens("third_party_concern", "lin", "f.reported_by", "staff")
	sign := func() answer { return b.post(path+"/steps/sign_off", "revision", "1") }
	weighty := map[string]func() answer{
		"adding a factor":      func() answer { return b.get("/enrol") },
		"a code":               func() answer { return b.post("/enrol/code", "code", "1") },
		"a passkey":            func() answer { return b.post("/enrol/passkey", "answer", "{}") },
		"the password":         func() answer { return b.post("/account/password", "current", "x", "new", "y") },
		"removing a factor":    func() answer { return b.post("/account/code/remove") },
		"removing a passkey":   func() answer { return b.post("/account/passkey/remove", "id", "x") },
		"ending a session":     func() answer { return b.post("/account/sessions/end", "id", "x") },
		"ending the others":    func() answer { return b.post("/account/sessions/end-others") },
		"vouching":             func() answer { return b.post("/vouch", "staff", "x") },
		"breaking the glass":   func() answer { return b.post(path+"/glass", "reason", "kort") },
		"glass of no case":     func() answer { return b.post("/cases/x/glass", "reason", "kort") },
		"renewing codes, last": func() answer { return b.post("/account/recovery") },
	}
	w.pass(9 * time.Minute)
	for what, do := range weighty {
		b.goesOn(what, do())
	}
	w.pass(2 * time.Minute)
	for what, do := range weighty {
		b.asks(what, do())
	}
	b.goesOn("signing off", sign())
	w.pass(18 * time.Minute)
	b.goesOn("signing off", sign())
	w.pass(2 * time.Minute)
	b.asks("signing off", sign())
	b.asks("signing off what is not there", b.post("/cases/x/steps/sign_off", "revision", "1"))
	for what, a := range map[string]answer{
		"reading": b.get(path), "the account": b.get("/account"), "who can be vouched for": b.get("/vouch"), "looking": b.get(path + "/access"),
		"a note": b.post(path+"/steps/add_note", "revision", "1", "f.text", "Ringte hjem"), "the form for signing": b.get(path + "/steps/sign_off"),
	} {
		b.goesOn(what, a)
	}
}

var keptInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// kept is what the page that asks has of the form that it holds up, as pairs.
func (a answer) kept() (pairs []string) {
	first, _, _ := strings.Cut(a.body[strings.Index(a.body, "<main"):], "</form>")
	for _, m := range keptInput.FindAllStringSubmatch(first, -1) {
		pairs = append(pairs, html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return pairs
}

// What was typed is kept on the page that asks, until the right factor is shown; then
// it goes on by itself, and is not asked again at once.
func TestAskedAgainKeepsWhatWasTyped(t *testing.T) {
	var w watch
	h := open(t, w.set, named)
	b := h.browser(t)
	app, recovery := b.invited("dina")
	ola, per := string(h.actor(t, "ola").ID), string(h.actor(t, "per").ID)
	w.pass(11 * time.Minute)
	a := b.post("/vouch", "staff", ola, "why", `"><b>Glemte</b>`)
	if !strings.Contains(a.body, `action="/vouch"`) || !strings.Contains(a.body, `value="&#34;&gt;&lt;b&gt;Glemte`) {
		t.Errorf("what was typed is not kept: %s", a.body)
	}
	before := b.cookie()
	wrong := b.post("/vouch", append(a.kept(), "again.code", "000000")...)
	b.shows(wrong, http.StatusUnauthorized, asked)
	if !strings.Contains(wrong.body, "Det stemte ikke") || strings.Contains(wrong.body, "000000") {
		t.Errorf("%s", wrong.body)
	}
	b.asks("a password where there is a factor", b.post("/vouch", append(wrong.kept(), "again.password", password)...))
	if len(h.vouched(t, "ola")) > 0 {
		t.Fatal("it went on without")
	}
	done := b.post("/vouch", append(wrong.kept(), "again.code", app.code(t))...)
	if done.status != http.StatusOK || !strings.Contains(done.body, "Ola Lærer") || len(h.vouched(t, "ola")) == 0 || b.cookie() == before {
		t.Errorf("%d %s", done.status, done.body)
	}
	b.goesOn("the next one", b.post("/vouch", "staff", per))

	w.pass(11 * time.Minute)
	d := newDevice(t, "https://kjentvei.example")
	a = b.get("/enrol")
	b.asks("adding a factor", a)
	a = b.get(a.header.Get("Location"))
	b.shows(a, http.StatusOK, asked)
	if a = b.post("/login/again", append(a.kept(), "again.recovery", recovery[0])...); a.header.Get("Location") != "/enrol" {
		t.Errorf("%d %v", a.status, a.header)
	}
	b.post("/enrol/passkey", "answer", d.create(b.get("/enrol").options(t)))
	d.auth.AddCredential(d.key)
	d.auth.Options.UserHandle = []byte(h.actor(t, "dina").ID)
	w.pass(11 * time.Minute)
	a = b.post("/account/sessions/end-others")
	b.asks("ending the others", a)
	if a = b.post("/account/sessions/end-others", append(a.kept(), "again.answer", d.get(a.options(t)))...); a.header.Get("Location") != "/account" {
		t.Errorf("%d %s", a.status, a.body)
	}
	w.pass(11 * time.Minute)
	a = b.post("/account/password", "current", "gammelt passord", "new", "et nytt passord")
	if to := a.header.Get("Location"); to != "/login/again?lost=1&next=%2Faccount" || strings.Contains(b.get(to).body, "nytt passord") {
		t.Errorf("passwords are kept: %s", to)
	}
	b.asks("who is somebody else", b.post("/vouch", "staff", ola))
	if a := b.post("/vouch", "staff", ola, "again.who", per, "again.recovery", recovery[1]); a.status != http.StatusConflict {
		t.Errorf("goes on with what another has typed: %d", a.status)
	}
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example"} {
		if a := b.post("/login/again", "next", next, "again.recovery", recovery[2]); a.header.Get("Location") == next {
			t.Errorf("leads to %s", next)
		}
	}
}

// vouched is who vouches for somebody now.
func (h *house) vouched(t *testing.T, user string) workflow.ActorID {
	t.Helper()
	account, err := h.engine.Account(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	return account.Credentials.Vouched.By
}

// A second press of a step that was held up finds it done: it is the same request
// with the factor beside it and without.
func TestHeldUpTwice(t *testing.T) {
	var w watch
	h := open(t, w.set)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	b := h.browser(t)
	_, recovery := b.invited("dina")
	path := b.opens("third_party_concern", "lin", "f.reported_by", "staff")
	w.pass(31 * time.Minute)
	a := b.post(path+"/steps/sign_off", "revision", "1", "key", "k1", "f.comment", "Greit")
	first := b.post(path+"/steps/sign_off", append(a.kept(), "again.recovery", recovery[0])...)
	second := b.post(path+"/steps/sign_off", append(a.kept(), "again.recovery", recovery[0])...)
	if first.status != second.status || first.h1() != second.h1() || first.status == http.StatusUnprocessableEntity || first.status == http.StatusUnauthorized {
		t.Errorf("%d %q, then %d %q", first.status, first.h1(), second.status, second.h1())
	}
}

// Whoever is vouched for shows the password again, which is what they have; without a
// factor or a word for them nobody signs off; in the demo nobody is asked.
func TestAskedAgainWithoutAFactor(t *testing.T) {
	var w watch
	h := open(t, w.set)
	h.enrol(t, "s1", "Lin Berg", "2STA")
	dina := h.browser(t)
	dina.invited("dina")
	dina.post("/vouch", "staff", string(h.actor(t, "per").ID))
	b := h.browser(t)
	b.login("per")
	b.goesOn("vouching at once", b.post("/vouch", "staff", string(h.actor(t, "ola").ID)))
	w.pass(11 * time.Minute)
	a := b.post("/vouch", "staff", string(h.actor(t, "kari").ID))
	b.asks("vouching", a)
	b.asks("a wrong password", b.post("/vouch", append(a.kept(), "again.password", "feil passord her")...))
	b.shows(b.post("/vouch", append(a.kept(), "again.password", password)...), http.StatusOK, "Gå god for en kollega")

	limited := h.browser(t)
	limited.login("dina")
	limited.post("/login/limited")
	path := limited.opens("third_party_concern", "lin", "f.reported_by", "staff")
	limited.asks("signing off without a factor", limited.post(path+"/steps/sign_off", "revision", "1"))
	limited.asks("a password", limited.post(path+"/steps/sign_off", "revision", "1", "again.password", password))

	practice := open(t, demo, w.set)
	c := practice.browser(t)
	c.login("dina")
	w.pass(24 * time.Hour)
	c.goesOn("vouching in the demo", c.post("/vouch", "staff", string(practice.actor(t, "ola").ID)))
}

// Who logged in with a provider goes there again, beside the page that waits; what the
// provider remembers is not enough.
func TestProviderIsAskedAgain(t *testing.T) {
	var w watch
	op := oidctest.New(t)
	h := open(t, feide(t, op), w.set)
	for _, role := range []string{"kjentmann", "department_head"} {
		if _, err := h.engine.AddUser(t.Context(), "tone@fjord.example", "Tone Lærer", role, "rogn", "", workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	b := h.browser(t)
	op.Lie(oidctest.Lies{Claims: func(c map[string]any) { delete(c, "auth_time") }})
	b.through(op)
	ola := string(h.actor(t, "ola").ID)
	b.asks("a login of nobody knows when", b.post("/vouch", "staff", ola))
	op.Lie(oidctest.Lies{Claims: func(c map[string]any) { c["auth_time"] = time.Now().Add(-time.Hour).Unix() }})
	b.through(op)
	a := b.post("/vouch", "staff", ola)
	b.asks("a login of an hour ago", a)
	const beside = "/login/with/feide?again=1&amp;next=%2Flogin%2Fproved"
	if !strings.Contains(a.body, `href="`+beside+`" target="_blank" rel="noopener"`) {
		t.Fatalf("%s", a.body)
	}
	op.Lie(oidctest.Lies{})
	back := b.arrive(b.leave(op, html.UnescapeString(beside)))
	if to := back.header.Get("Location"); to != "/login/proved" {
		t.Fatalf("%d %s", back.status, to)
	}
	b.shows(b.get("/login/proved"), http.StatusOK, "Takk, det er deg")
	b.goesOn("vouching", b.post("/vouch", a.kept()...))
	if len(h.vouched(t, "ola")) == 0 {
		t.Error("nobody is vouched for")
	}
}

// Who asks for pages faster than people can is told to wait, in their language, and
// let on after it. Nobody else is: not the same person from elsewhere, and nobody is
// kept from logging out.
func TestTooManyPages(t *testing.T) {
	h := open(t, from, func(c *web.Config) { c.Requests = 1 })
	b, phone, colleague := h.browser(t), h.browser(t), h.browser(t)
	phone.header.Set("Test-From", "192.0.2.7")
	_, recovery := b.invited("kari")
	colleague.invited("dina")
	phone.login("kari")
	phone.post("/login/recovery", "code", recovery[0])
	a := b.get("/account")
	for tries := 0; a.status == http.StatusOK && tries < 200; tries++ {
		a = b.get("/account")
	}
	for lang, want := range map[string]string{"nb": "Vent litt", "nn": "Vent litt", "en": "Wait a moment", "da": "Vent lidt"} {
		b.header.Set("Accept-Language", lang)
		for a = b.get("/account"); a.status == http.StatusOK; a = b.get("/account") {
		}
		b.shows(a, http.StatusTooManyRequests, want)
		if a.header.Get("Retry-After") != "1" || !strings.Contains(a.body, `action="/logout"`) {
			t.Errorf("%v %s", a.header, a.body)
		}
	}
	phone.shows(phone.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
	colleague.shows(colleague.get("/"), http.StatusOK, "Hei, Dina Leder")
	time.Sleep(1100 * time.Millisecond)
	b.header.Set("Accept-Language", "nb")
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
	for a = b.get("/"); a.status == http.StatusOK; a = b.get("/") {
	}
	b.shows(a, http.StatusTooManyRequests, "Vent litt")
	if a := b.post("/logout"); a.status != http.StatusSeeOther {
		t.Errorf("cannot log out: %d", a.status)
	}
}
