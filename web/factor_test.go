package web_test

import (
	"encoding/base32"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"kjentvei/workflow"
)

var (
	secretShown = regexp.MustCompile(`<code>[^:]*: ([A-Z2-7 ]+)</code>`)
	codesShown  = regexp.MustCompile(`<li><code>([a-z2-7-]+)</code></li>`)
)

// app is somebody's app that makes codes. It never makes the same one twice, as
// people must wait for the next.
type app struct {
	secret string
	steps  int
}

func (a *app) code(t *testing.T) string {
	t.Helper()
	code, err := totp.GenerateCode(a.secret, time.Now().Add(time.Duration(a.steps)*30*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	a.steps++
	return code
}

// scan takes the secret from the page that sets up an app, as a scanner would.
func scan(t *testing.T, a answer) *app {
	t.Helper()
	m := secretShown.FindStringSubmatch(a.body)
	if m == nil {
		t.Fatalf("no secret: %d %s", a.status, a.body)
	}
	secret := strings.ReplaceAll(m[1], " ", "")
	if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret); err != nil {
		t.Fatal(err)
	}
	return &app{secret: secret, steps: -1}
}

// invited sets somebody up with an app, and gives the recovery codes too.
func (b *browser) invited(user string) (*app, []string) {
	b.t.Helper()
	code, _, err := b.house.engine.Invite(b.t.Context(), user, time.Now(), workflow.Operation{System: "test"})
	if err != nil {
		b.t.Fatal(err)
	}
	if a := b.post("/invite", "user", user, "code", code, "password", password); a.header.Get("Location") != "/enrol" {
		b.t.Fatalf("%d %s", a.status, a.body)
	}
	device := scan(b.t, b.get("/enrol"))
	a := b.post("/enrol/code", "code", device.code(b.t))
	var codes []string
	for _, m := range codesShown.FindAllStringSubmatch(a.body, -1) {
		codes = append(codes, m[1])
	}
	if a.status != http.StatusOK || len(codes) != 10 {
		b.t.Fatalf("%d %s", a.status, a.body)
	}
	return device, codes
}

func TestInvitationToCode(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	device, recovery := b.invited("kari")
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")
	if strings.Contains(b.get("/").body, "uten kode") {
		t.Error("limited after setting up a code")
	}

	// Another browser: the password alone shows nothing.
	c := h.browser(t)
	if a := c.login("kari"); a.header.Get("Location") != "/login/second" {
		t.Fatal(a.header)
	}
	for _, path := range []string{"/", "/account", "/enrol", "/vouch"} {
		if a := c.get(path); a.header.Get("Location") != "/login/second" || strings.Contains(a.body, "Kari") {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
	}
	c.shows(c.get("/login/second"), http.StatusOK, "Vis at det er deg")
	c.shows(c.post("/login/code", "code", "000000"), http.StatusUnauthorized, "Vis at det er deg")
	before, used := c.cookie(), device.code(t)
	if a := c.post("/login/code", "code", used); a.header.Get("Location") != "/" || c.cookie() == before {
		t.Errorf("%d %v", a.status, a.header)
	}
	c.shows(c.get("/"), http.StatusOK, "Hei, Kari Kjentmann")

	// A code is good once, whoever shows it; so is a recovery code.
	d := h.browser(t)
	d.login("kari")
	d.shows(d.post("/login/code", "code", used), http.StatusUnauthorized, "Vis at det er deg")
	if a := d.post("/login/recovery", "code", strings.ToUpper(recovery[0])); a.header.Get("Location") != "/" {
		t.Errorf("%d %s", a.status, a.body)
	}
	e := h.browser(t)
	e.login("kari")
	e.shows(e.post("/login/recovery", "code", recovery[0]), http.StatusUnauthorized, "Vis at det er deg")
	if a := e.get("/account"); a.header.Get("Location") != "/login/second" {
		t.Errorf("%d", a.status)
	}
	if !strings.Contains(d.get("/account").body, "Ubrukte koder: 9") {
		t.Error("the used recovery code is still counted")
	}
	log := h.log.String()
	for _, secret := range []string{device.secret, recovery[0], used} {
		if strings.Contains(log, secret) {
			t.Error("a secret is in the log")
		}
	}
}

// A stolen password is not enough to set up a factor, nor to change anything.
func TestStolenPassword(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	if a := b.login("kari"); a.header.Get("Location") != "/login/second" {
		t.Fatal(a.header)
	}
	a := b.get("/login/second")
	if !strings.Contains(a.body, "om en invitasjon") {
		t.Error("is not told whom to ask")
	}
	everything := func() {
		t.Helper()
		for _, path := range []string{"/enrol/code", "/enrol/passkey", "/account/password", "/account/recovery", "/account/code/remove", "/account/passkey/remove", "/account/sessions/end", "/account/sessions/end-others", "/vouch"} {
			if a := b.post(path, "code", "123456", "current", password, "new", "et helt annet passord"); a.header.Get("Location") != "/login/second" {
				t.Errorf("%s: %d %v", path, a.status, a.header)
			}
		}
	}
	everything()
	if a := b.post("/login/limited"); a.header.Get("Location") != "/" {
		t.Errorf("%d", a.status)
	}
	if a := b.get("/"); !strings.Contains(a.body, "uten kode") {
		t.Error("not told that they see less")
	}
	everything()
	account, err := h.engine.Account(t.Context(), "kari")
	if err != nil || account.Credentials.HasFactor() || account.Staff.Password != encoded() {
		t.Errorf("%+v %v", account, err)
	}
}

func TestInvitationRefuses(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	code, _, err := h.engine.Invite(t.Context(), "kari", time.Now(), workflow.Operation{System: "test"})
	if err != nil {
		t.Fatal(err)
	}
	b.shows(b.post("/invite", "user", "kari", "code", "aaaa-bbbb-cccc-dddd-eeee-ffff", "password", password), http.StatusUnauthorized, "Kom i gang")
	b.shows(b.post("/invite", "user", "ola", "code", code, "password", password), http.StatusUnauthorized, "Kom i gang")
	for word, says := range map[string]string{"kort": "minst åtte tegn", "Sommer2026": "blir prøvd først", "kjentmann kari": "laget av navnet"} {
		a := b.post("/invite", "user", "kari", "code", code, "password", word)
		if b.shows(a, http.StatusUnprocessableEntity, "Kom i gang"); !strings.Contains(a.body, says) {
			t.Errorf("%s: %s", word, a.body)
		}
	}
	if b.cookie() != "" {
		t.Error("a session without an invitation")
	}
	// Setting the password ends the sessions that there were.
	other := h.browser(t)
	other.login("kari")
	if a := b.post("/invite", "user", "kari", "code", code, "password", "et helt annet passord"); a.status != http.StatusSeeOther {
		t.Fatal(a.body)
	}
	other.shows(other.get("/"), http.StatusUnauthorized, "Du er logget ut")
	if a := b.get("/"); a.header.Get("Location") != "/enrol" {
		t.Errorf("an invitation opens more than it should: %d", a.status)
	}
	b.shows(b.post("/enrol/code", "code", "123123"), http.StatusUnprocessableEntity, "Sett opp kode eller tilgangsnøkkel")
	// Another invitation takes the place of this one, also while it is being used.
	if _, _, err := h.engine.Invite(t.Context(), "kari", time.Now(), workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	b.shows(b.post("/enrol/code", "code", scan(t, b.get("/enrol")).code(t)), http.StatusForbidden, "Dette er ikke din oppgave")
}

func TestVouchingLetsInForTheDay(t *testing.T) {
	h := open(t)
	head := h.browser(t)
	head.invited("dina")
	a := head.get("/vouch")
	if head.shows(a, http.StatusOK, "Gå god for en kollega"); strings.Contains(a.body, "Utta") || strings.Contains(a.body, "Dina Leder<") {
		t.Error("offers those whom she cannot vouch for")
	}
	ola, err := h.engine.Account(t.Context(), "ola")
	if err != nil {
		t.Fatal(err)
	}
	utta, err := h.engine.Account(t.Context(), "utta")
	if err != nil {
		t.Fatal(err)
	}
	head.shows(head.post("/vouch", "staff", string(utta.Staff.ID)), http.StatusNotFound, "Siden finnes ikke")
	if a := head.post("/vouch", "staff", string(ola.Staff.ID)); !strings.Contains(a.body, "Ola Lærer kan logge inn") {
		t.Errorf("%d %s", a.status, a.body)
	}
	b := h.browser(t)
	if a := b.login("ola"); a.header.Get("Location") != "/" {
		t.Fatal(a.header)
	}
	if a := b.get("/"); strings.Contains(a.body, "uten kode") {
		t.Error("limited, though somebody vouches")
	}
	b.shows(b.get("/vouch"), http.StatusForbidden, "Dette er ikke din oppgave")
	b.shows(b.get("/enrol"), http.StatusOK, "Sett opp kode eller tilgangsnøkkel") // while vouched for, a factor can be set up
}

// At midnight a session that somebody vouched for becomes a limited one, under
// another token.
func TestVouchingEnds(t *testing.T) {
	h := open(t)
	account, err := h.engine.Account(t.Context(), "ola")
	if err != nil {
		t.Fatal(err)
	}
	var b *browser
	var until time.Time
	for wait := time.Second; ; wait *= 2 { // logging in takes its time on a busy machine
		until = time.Now().Add(wait)
		account.Credentials.Vouched = workflow.Vouch{By: "head", Until: until}
		if err := h.store.Update(t.Context(), func(tx workflow.Tx) error { return tx.PutCredentials(account.Credentials) }); err != nil {
			t.Fatal(err)
		}
		b = h.browser(t)
		a := b.login("ola")
		if a.header.Get("Location") == "/" {
			break
		}
		if wait > 16*time.Second {
			t.Fatal(a.header)
		}
	}
	before := b.cookie()
	time.Sleep(time.Until(until))
	if a := b.get("/"); !strings.Contains(a.body, "uten kode") || b.cookie() == before {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.get("/account"); a.header.Get("Location") != "/login/second" {
		t.Errorf("%d", a.status)
	}
}

func TestHideNow(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	device, _ := b.invited("kari")
	before := b.cookie()
	if a := b.post("/hide", "back", "/account"); a.header.Get("Location") != "/login/second" || b.cookie() == before {
		t.Fatalf("%d %v", a.status, a.header)
	}
	a := b.get("/login/second")
	if b.shows(a, http.StatusOK, "Skjermen er skjult"); strings.Contains(a.body, "Kari") {
		t.Error("the hidden screen says whose it is")
	}
	for _, path := range []string{"/", "/account", "/enrol"} {
		if a := b.get(path); a.header.Get("Location") != "/login/second" {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := b.post("/login/password", "password", password); a.header.Get("Location") != "/login/second" {
		t.Error("the password is enough to show the screen again")
	}
	if a := b.post("/login/limited"); a.header.Get("Location") != "/login/second" {
		t.Error("going on without shows the screen again")
	}
	if a := b.post("/login/code", "code", device.code(t)); a.header.Get("Location") != "/account" {
		t.Errorf("%d %v", a.status, a.header)
	}
	b.shows(b.get("/account"), http.StatusOK, "Innloggingen din")

	d := open(t, demo).browser(t)
	d.login("ola")
	d.post("/hide", "back", "/")
	d.shows(d.post("/login/password", "password", "feil passord"), http.StatusUnauthorized, "Skjermen er skjult")
	if a := d.post("/login/password", "password", password); a.header.Get("Location") != "/" {
		t.Errorf("%d %v", a.status, a.header)
	}
	d.shows(d.get("/"), http.StatusOK, "Hei, Ola Lærer")
}

func TestOwnLogin(t *testing.T) {
	h := open(t, demo)
	b, other := h.browser(t), h.browser(t)
	b.header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	other.header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1")
	b.login("kari")
	other.login("kari")
	a := b.get("/account")
	if !strings.Contains(a.body, "Firefox på Linux (denne)") || !strings.Contains(a.body, "Safari på iPhone,") {
		t.Errorf("%s", a.body)
	}
	b.post("/account/sessions/end-others")
	other.shows(other.get("/"), http.StatusUnauthorized, "Du er logget ut")
	b.shows(b.get("/"), http.StatusOK, "Hei, Kari Kjentmann")

	other.login("kari")
	b.shows(b.post("/account/password", "current", "feil", "new", "et helt annet passord"), http.StatusUnprocessableEntity, "Innloggingen din")
	b.shows(b.post("/account/password", "current", password, "new", "passord1"), http.StatusUnprocessableEntity, "Innloggingen din")
	before := b.cookie()
	a = b.post("/account/password", "current", password, "new", "et helt annet passord")
	if b.shows(a, http.StatusOK, "Innloggingen din"); !strings.Contains(a.body, "Passordet er byttet") || b.cookie() == before {
		t.Error("the password is not changed, or the token is the same")
	}
	other.shows(other.get("/"), http.StatusUnauthorized, "Du er logget ut")
	if a := h.browser(t).post("/login", "user", "kari", "password", password); a.status != http.StatusUnauthorized {
		t.Errorf("the old password: %d", a.status)
	}
	// Set by command, a new password ends the session too.
	if _, err := h.engine.AddUser(t.Context(), "kari", "", "kjentmann", "rogn", encoded(), workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get("/"), http.StatusUnauthorized, "Du er logget ut")
}

// A factor can be taken away only when another is left, and that ends other sessions.
func TestRemovingTheOnlyFactor(t *testing.T) {
	h := open(t)
	b := h.browser(t)
	b.invited("kari")
	a := b.post("/account/code/remove")
	if b.shows(a, http.StatusConflict, "Innloggingen din"); !strings.Contains(a.body, "eneste du har") {
		t.Error(a.body)
	}
	b.shows(b.post("/account/passkey/remove", "id", "AAAA"), http.StatusNotFound, "Siden finnes ikke")
	codes := codesShown.FindAllString(b.post("/account/recovery").body, -1)
	if len(codes) != 10 {
		t.Errorf("%d new recovery codes", len(codes))
	}
}

// In the demo no second factor is asked for, until one is set up.
func TestDemoAsksOnceThereIsOne(t *testing.T) {
	h := open(t, demo)
	b := h.browser(t)
	b.login("kari")
	a := b.post("/enrol/code", "code", scan(t, b.get("/enrol")).code(t))
	b.shows(a, http.StatusOK, "Reservekodene dine")
	if a := h.browser(t).login("kari"); a.header.Get("Location") != "/login/second" {
		t.Errorf("%v", a.header)
	}
}

// Wrong codes are slowed down; a recovery code is not kept from whom they were
// guessed at, once the address is another.
func TestGuessingCodes(t *testing.T) {
	h := open(t, from)
	setup := h.browser(t)
	setup.header.Set("Test-From", "192.0.2.7")
	_, recovery := setup.invited("kari")
	thief := h.browser(t)
	thief.header.Set("Test-From", "198.51.100.1")
	thief.login("kari")
	looked := 0
	for range 30 {
		if thief.post("/login/code", "code", "000000").status == http.StatusUnauthorized {
			looked++
		}
	}
	if looked > 7 {
		t.Errorf("%d of 30 guesses were looked at", looked)
	}
	b := h.browser(t)
	b.header.Set("Test-From", "192.0.2.8")
	b.login("kari")
	if a := b.post("/login/recovery", "code", recovery[4]); a.header.Get("Location") != "/" {
		t.Errorf("%d", a.status)
	}
}
