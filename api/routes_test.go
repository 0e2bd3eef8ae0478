package api_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// who may call a route.
const (
	everybody = "everybody"     // without a token
	account   = "every account" // with any token
	readers   = "accounts, by tokens to read, and of what they may see"
	writers   = "accounts, by tokens to write, and in what they may see"
	counters  = "accounts that may know figures, by tokens for them"
	glaziers  = "the leadership, by tokens to write, where a case rests" // access_test.go lets them
)

// what a call leaves in the record.
const (
	nothing = "nothing"
	steps   = "the step, or its refusal, as an event"
	looks   = "that somebody looks, once in ten minutes" // access_test.go tells
	clocked = "the clock's new time, in the demo alone"
)

// routeTable is every route of the API. One that is not here, or not in the
// OpenAPI document, fails the tests: decide who may call it, and what is recorded.
var routeTable = map[string]struct{ who, recorded string }{
	"GET /healthz":                         {everybody, nothing},
	"GET /readyz":                          {everybody, nothing},
	"GET /api/v1/openapi.json":             {everybody, nothing},
	"GET /api/v1/me":                       {account, nothing},
	"GET /api/v1/routines":                 {account, nothing},
	"GET /api/v1/routines/{id}":            {account, nothing},
	"GET /api/v1/worklist":                 {readers, nothing},
	"GET /api/v1/students":                 {readers, nothing},
	"GET /api/v1/cases":                    {readers, looks},
	"GET /api/v1/cases/{id}":               {readers, looks},
	"GET /api/v1/cases/{id}/events":        {readers, looks},
	"GET /api/v1/cases/{id}/audit":         {readers, looks},
	"GET /api/v1/cases/{id}/access":        {readers, looks},
	"GET /api/v1/audit":                    {counters, nothing},
	"POST /api/v1/cases":                   {writers, steps},
	"POST /api/v1/cases/{id}/steps":        {writers, steps},
	"POST /api/v1/cases/{id}/steps/{step}": {writers, steps},
	"POST /api/v1/cases/{id}/glass":        {glaziers, looks},
	"GET /api/v1/glass":                    {readers, nothing},
	"POST /api/v1/glass/{number}/review":   {glaziers, looks},
	"GET /api/v1/reading":                  {readers, nothing},
	"POST /api/v1/demo/clock":              {writers, clocked},
}

// opens is which scopes of tokens each who lets through.
var opens = map[string][]workflow.Scope{
	account:  {workflow.Everything, workflow.OnlyRead, workflow.OnlySteps, workflow.OnlyFigures},
	readers:  {workflow.Everything, workflow.OnlyRead, workflow.OnlySteps},
	writers:  {workflow.Everything, workflow.OnlySteps},
	counters: {workflow.Everything, workflow.OnlyRead, workflow.OnlyFigures},
}

func TestRoutesAreListed(t *testing.T) {
	listed := slices.Sorted(maps.Keys(routeTable))
	var served []string
	for _, r := range api.New(api.Config{Log: zerolog.Nop()}).(*echo.Echo).Routes() {
		if r.Method == echo.RouteNotFound {
			continue // asks who it is before it says that there is nothing
		}
		path := strings.NewReplacer(":id", "{id}", ":step", "{step}", ":number", "{number}").Replace(r.Path)
		served = append(served, r.Method+" "+path)
	}
	slices.Sort(served)
	if !slices.Equal(served, listed) {
		t.Errorf("served: %q\nlisted: %q", served, listed)
	}
	data, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			described = append(described, method+" "+path)
		}
	}
	slices.Sort(described)
	if !slices.Equal(described, listed) {
		t.Errorf("described: %q\nlisted: %q", described, listed)
	}
}

// calls makes a good call of every route, as the leadership of the school.
func (in *installation) calls(id string) map[string]func(change ...func(*http.Request)) *answer {
	calls := map[string]func(change ...func(*http.Request)) *answer{}
	for route := range routeTable {
		method, path, _ := strings.Cut(route, " ")
		body := map[string]string{
			"/api/v1/cases":                   `{"scenario": "self_referral", "student": {"name": "Iben Lund", "birth_date": "2010-01-01"}, "fields": {"contact_safety": "safe"}}`,
			"/api/v1/cases/{id}/steps":        `{"steps": [{"step": "add_note", "fields": {"text": "x"}}]}`,
			"/api/v1/cases/{id}/steps/{step}": `{"fields": {"text": "x"}}`,
			"/api/v1/cases/{id}/glass":        `{"reason": "The student has asked what was agreed."}`,
			"/api/v1/glass/{number}/review":   `{"finding": "justified", "note": "It was the student who asked."}`,
			"/api/v1/demo/clock":              `{"now": "2026-09-02T08:00:00+02:00"}`,
		}[path]
		of := id
		if path == "/api/v1/routines/{id}" {
			of = "kjentmann"
		}
		path = strings.NewReplacer("{id}", of, "{step}", "add_note", "{number}", "1").Replace(path)
		calls[route] = func(change ...func(*http.Request)) *answer {
			if method == http.MethodGet {
				return in.do(in.request("principal", method, path, nil, change...))
			}
			if strings.Contains(path, "/steps") {
				now := in.want(in.get("principal", "/cases/"+id), http.StatusOK)
				change = append(change, revision(now.revision()))
			}
			return in.do(in.request("principal", method, path, strings.NewReader(body), change...))
		}
	}
	return calls
}

// Who may call a route, what is recorded, and the headers of every answer, are
// what the table and the headers below say.
func TestRoutesKeepTheirPromises(t *testing.T) {
	start := time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	clock := &clock{at: start}
	in := newInstallation(t, demo(clock))
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("kjentmann", object{"id": "s1"}).id()
	tokens := map[workflow.Scope]string{}
	for _, scope := range opens[account] {
		var err error
		if tokens[scope], _, err = in.engine.CreateToken(t.Context(), "principal", scope, time.Time{}, time.Now(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	calls := in.calls(id)
	for _, route := range slices.Sorted(maps.Keys(routeTable)) {
		entry := routeTable[route]
		stranger := calls[route](with("Authorization", ""))
		guarded(t, route, stranger)
		if refused := stranger.status == http.StatusUnauthorized; refused == (entry.who == everybody) {
			t.Errorf("%s without a token: %d", route, stranger.status)
		}
		for scope, token := range tokens {
			clock.move(start)
			events := in.db.Events()
			a := calls[route](with("Authorization", "Bearer "+token))
			guarded(t, route, a)
			if entry.who == everybody {
				continue
			}
			let := slices.Contains(opens[entry.who], scope)
			if entry.who == glaziers && a.status == http.StatusNotFound { // there is nothing to review
				continue
			}
			if refused := a.status == http.StatusForbidden; refused == let {
				t.Errorf("%s by a token for %q: %d %s", route, scope, a.status, a.raw)
			}
			if got := in.db.Events() > events; got != (let && entry.recorded == steps) {
				t.Errorf("%s by a token for %q: an event is recorded: %v", route, scope, got)
			}
			if got := clock.now().After(start); got != (let && entry.recorded == clocked) {
				t.Errorf("%s by a token for %q: the clock has moved: %v", route, scope, got)
			}
		}
	}
	guarded(t, "what there is not", in.get("principal", "/nothing"))
	guarded(t, "what there is not", in.do(in.request("", http.MethodGet, "/", nil)))
}

// guarded demands the headers that every answer has.
func guarded(t *testing.T, what string, a *answer) {
	t.Helper()
	kind := "application/json"
	if a.status >= 400 {
		kind = "application/problem+json"
	}
	for name, want := range map[string]string{
		"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %d with %s %q, want %q", what, a.status, name, got, want)
		}
	}
	for _, name := range []string{"Server", "X-Powered-By", "Set-Cookie", "Access-Control-Allow-Origin"} {
		if got := a.header.Get(name); got != "" {
			t.Errorf("%s: %s %q", what, name, got)
		}
	}
}

// A method that a path does not take is told so, and which it does take.
func TestOtherMethods(t *testing.T) {
	in := newInstallation(t)
	takes := map[string][]string{}
	for route := range routeTable {
		method, path, _ := strings.Cut(route, " ")
		takes[path] = append(takes[path], method)
	}
	for path, methods := range takes {
		url := strings.NewReplacer("{id}", "x", "{step}", "add_note", "{number}", "1").Replace(path)
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "INVENTED"} {
			if slices.Contains(methods, method) {
				continue
			}
			a := in.do(in.request("principal", method, url, nil))
			guarded(t, method+" "+path, a)
			allowed := strings.Split(a.header.Get("Allow"), ", ")
			slices.Sort(allowed)
			want := slices.Sorted(slices.Values(append([]string{"OPTIONS"}, methods...)))
			if a.status != http.StatusMethodNotAllowed || !slices.Equal(allowed, want) {
				t.Errorf("%s %s: %d, Allow %q, want %q", method, path, a.status, allowed, want)
			}
		}
	}
}

// Health says its status, and nothing else: not why, not where, not who runs here.
func TestHealthTellsNothing(t *testing.T) {
	in := newInstallation(t)
	if a := in.do(in.request("", http.MethodGet, "/healthz", nil)); string(a.raw) != "{\"status\":\"ok\"}\n" {
		t.Errorf("healthz: %s", a.raw)
	}
	if a := in.do(in.request("", http.MethodGet, "/readyz", nil)); string(a.raw) != "{\"status\":\"ready\"}\n" {
		t.Errorf("readyz: %s", a.raw)
	}
	in.unready = func(context.Context) error { return errors.New("disk /var/lib/kjentvei is gone") }
	a := in.want(in.do(in.request("", http.MethodGet, "/readyz", nil)), http.StatusServiceUnavailable)
	if strings.Contains(string(a.raw), "disk") || strings.Contains(string(a.raw), "kjentvei/") {
		t.Errorf("readyz tells why: %s", a.raw)
	}
}
