package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store/storetest"
	"kjentvei/web"
	"kjentvei/web/auth"
	"kjentvei/workflow"
)

// password is what everybody in these tests has.
const password = "rolig elv om natten"

// house is a server with TLS on a store of its own, with two schools' staff.
type house struct {
	*httptest.Server
	engine *workflow.Engine
	store  workflow.Store
	log    *logged
}

// logged is what the server has written to its log.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var people = []struct {
	user, name, role string
	school           workflow.SchoolID
}{
	{"kari", "Kari Kjentmann", "kjentmann", "rogn"},
	{"ola", "Ola Lærer", "contact_teacher", "rogn"},
	{"dina", "Dina Leder", "department_head", "rogn"},
	{"per", "Per Rektor", "principal", "rogn"},
	{"utta", "Utta Utenfor", "principal", "selje"},
}

var encoded = sync.OnceValue(func() string { return auth.Encode(password) })

// open starts a server; change may alter what it is made of.
func open(t *testing.T, change ...func(*web.Config)) *house {
	t.Helper()
	ctx := context.Background()
	db := storetest.New(t)
	engine, err := workflow.NewEngine(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if _, err := engine.AddUser(ctx, p.user, p.name, p.role, p.school, encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	log := &logged{}
	config := web.Config{Engine: engine, Log: zerolog.New(log), DefaultRoutine: "kjentmann"}
	for _, c := range change {
		c(&config)
	}
	ctx, stop := context.WithCancel(ctx)
	server := httptest.NewTLSServer(web.New(ctx, config))
	t.Cleanup(func() { server.Close(); stop() })
	return &house{server, engine, db, log}
}

func demo(c *web.Config) { c.Demo = true }

// from takes the address of a request from a header, as a proxy would say it.
func from(c *web.Config) {
	c.Address = func(r *http.Request) string {
		if a := r.Header.Get("Test-From"); a != "" {
			return a
		}
		return "127.0.0.1"
	}
}

// browser is somebody with cookies of their own.
type browser struct {
	t      *testing.T
	house  *house
	client *http.Client
	header http.Header // on every request
}

func (h *house) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := h.Client()
	return &browser{t: t, house: h, header: http.Header{}, client: &http.Client{
		Transport: client.Transport, Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// answer is what came back.
type answer struct {
	status int
	body   string
	header http.Header
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	for name, values := range b.header {
		r.Header[name] = values
	}
	response, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{response.StatusCode, string(body), response.Header}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.house.URL+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

// post sends a form, as a browser does from a page of ours.
func (b *browser) post(path string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequest(http.MethodPost, b.house.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.house.URL)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

// cookie is the session's token.
func (b *browser) cookie() string {
	u, _ := url.Parse(b.house.URL)
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == auth.CookieName {
			return c.Value
		}
	}
	return ""
}

// login shows a password; it must be enough to get on.
func (b *browser) login(user string) answer {
	b.t.Helper()
	a := b.post("/login", "user", user, "password", password)
	if a.status != http.StatusSeeOther {
		b.t.Fatalf("login: %d %s", a.status, a.body)
	}
	return a
}

var heading = regexp.MustCompile(`<h1[^>]*>([^<]*)</h1>`)

// h1 is the heading of a page.
func (a answer) h1() string {
	if m := heading.FindStringSubmatch(a.body); m != nil {
		return m[1]
	}
	return ""
}

// shows fails the test unless a page has this status and heading.
func (b *browser) shows(a answer, status int, h1 string) {
	b.t.Helper()
	if a.status != status || a.h1() != h1 {
		b.t.Errorf("%d %q, not %d %q", a.status, a.h1(), status, h1)
	}
}
