package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/store/storetest"
)

// notes is a log that can be read while it is written.
type notes struct {
	mu sync.Mutex
	b  strings.Builder
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

func logging(n *notes) option {
	return func(c *api.Config, _ *store.Options) { c.Log = zerolog.New(n) }
}

// Whatever is asked of every route, in every place of a request, the log has who
// asked (an opaque id), which route and how it went; and no name, nothing that was
// written, no reference of a case and no token. Nor have the figures.
func TestNothingPersonalIsLogged(t *testing.T) {
	log := &notes{}
	in := newInstallation(t, logging(log))
	id := in.secretCase()
	secrets := append(slices.Collect(maps.Values(canaries)), id, "hemmelig", "Hemmelig", "forged", "Kollega", "contact_teacher")
	secrets = append(secrets, slices.Collect(maps.Values(in.tokens))...)
	in.want(in.get("kjentmann", "/cases/"+id+"/access"), http.StatusForbidden)
	for route := range routeTable {
		method, path, _ := strings.Cut(route, " ")
		for _, of := range []string{id, "hemmelig", "x%0A%7B%22message%22:%22forged%22%7D"} {
			path := strings.NewReplacer("{id}", of, "{step}", "hemmelig", "{number}", "hemmelig").Replace(path)
			path += "?q=" + url.QueryEscape("Hemmelig Elev\nforged") + "&school=hemmelig&" + in.tokens["kjentmann"] + "=1"
			for _, user := range []string{"principal", "outsider", ""} {
				r := in.request(user, method, path, strings.NewReader(`{"scenario": "hemmelig", "student": {"name": "Hemmelig Elev"}, "fields": {"text": "hemmeligsamtale"}}`))
				for _, name := range []string{"X-Request-Id", "User-Agent", "Referer", "Accept-Language", "If-Match", "Idempotency-Key", "X-Forwarded-For"} {
					r.Header.Set(name, "hemmelig-forged")
				}
				response, err := in.server.Client().Do(r)
				if err != nil {
					t.Fatal(err)
				}
				response.Body.Close()
			}
		}
	}
	metrics := httptest.NewRecorder()
	api.Metrics().ServeHTTP(metrics, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, secret := range secrets {
		if at := strings.Index(log.String(), secret); at >= 0 {
			t.Errorf("%q is in the log: %.300s", secret, log.String()[max(0, at-100):])
		}
		if strings.Contains(metrics.Body.String(), secret) {
			t.Errorf("%q is in the figures", secret)
		}
	}
	statuses := map[int]bool{}
	for text := range strings.Lines(log.String()) {
		var line struct {
			Request, Method, Route, Actor, Message string
			Status                                 int
		}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%q is no line of ours: %v", text, err)
		}
		if line.Message != "request" || line.Request == "" || line.Route == "" || line.Method == "" {
			t.Errorf("a line that does not say what happened: %s", text)
		}
		if known := line.Status == http.StatusUnauthorized || line.Status == http.StatusTooManyRequests; !known && (line.Actor == "") == strings.HasPrefix(line.Route, "/api/v1/") && line.Route != "/api/v1/openapi.json" {
			t.Errorf("by whom? %s", text)
		}
		statuses[line.Status] = true
	}
	for _, status := range []int{200, 401, 403, 404, 422, 429} {
		if !statuses[status] {
			t.Errorf("no answer %d is in the log", status)
		}
	}
}

// What goes wrong inside is told to the log, with a number by which to find it; who
// asked is told the number.
func TestFaultsAreSaidPlainly(t *testing.T) {
	log := &notes{}
	at := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	in := newInstallation(t, logging(log), func(c *api.Config, _ *store.Options) {
		c.Now = func() time.Time { return at }
		c.MoveClock = func(_ context.Context, to time.Time) error {
			if to.Year() == 2027 {
				panic("innards: runtime")
			}
			return errors.New("innards: /var/lib/kjentvei/kjentvei.db: bad file descriptor")
		}
	})
	for _, year := range []string{"2027", "2028"} {
		a := in.want(in.post("principal", "/demo/clock", object{"now": year + "-01-01T00:00:00Z"}), http.StatusInternalServerError)
		number, _ := a.body["request_id"].(string)
		if text := string(a.raw); strings.Contains(text, "innards") || strings.Contains(text, "goroutine") || strings.Contains(text, ".go") || number == "" {
			t.Errorf("%s", a.raw)
		}
		if said := log.String(); !strings.Contains(said, "innards") || !strings.Contains(said, `"request":"`+number+`"`) || !strings.Contains(said, `"level":"error"`) {
			t.Errorf("the log does not say what happened in %s: %s", number, said)
		}
	}
	in.want(in.get("principal", "/me"), http.StatusOK)
	storetest.Check(t, in.db)
	if err := in.db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/me", "/cases", "/students?q=x"} {
		if a := in.want(in.get("principal", path), http.StatusInternalServerError); strings.Contains(string(a.raw), store.ErrClosed.Error()) || strings.Contains(string(a.raw), "items") {
			t.Errorf("%s: %s", path, a.raw)
		}
	}
}

// A parameter of a list that is given twice is a mistake, not a choice; and what
// belongs into a body is not looked for in the address.
func TestParametersTwice(t *testing.T) {
	in := newInstallation(t)
	for path, field := range map[string]string{
		"/cases?limit=1&limit=100": "limit", "/cases?school=rogn&school=selje": "school", "/cases?responsible=me&responsible=x": "responsible",
		"/cases?q=a&q=b": "q", "/audit?school=rogn&school=selje": "school", "/audit?school=rogn&from=2026-01-01&from=2025-01-01": "from",
	} {
		if a := in.want(in.get("principal", path), http.StatusUnprocessableEntity); !slices.Contains(a.mistakes(), field) {
			t.Errorf("%s: %s", path, a.raw)
		}
	}
	if a := in.want(in.post("principal", "/cases?scenario=self_referral&student=x", object{}), http.StatusUnprocessableEntity); !slices.Contains(a.mistakes(), "scenario") {
		t.Errorf("%s", a.raw)
	}
}
