package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// document is the OpenAPI document as served, and the way from a request to
// what it says of it. Every answer of every test is held against it.
var document = sync.OnceValues(func() (routers.Router, error) {
	data, err := os.ReadFile("openapi.json")
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, err
	}
	return legacy.NewRouter(doc)
})

// The invented schools: one account a role at rogn, and one of another school.
var staff = []string{
	"contact_teacher", "contact_teacher_2", "kjentmann", "social_counsellor", "department_head", "department_head_2",
	"principal", "student_services", "auditor", "observer", "administrator",
}

// installation is a server over real HTTP, on a real store.
type installation struct {
	t       testing.TB
	db      *store.DB
	engine  *workflow.Engine
	server  *httptest.Server
	clock   *clock
	tokens  map[string]string // by user name
	ids     map[string]string // of the staff, by user name
	unready func(context.Context) error

	compared int // how often isFresh has been asked
}

// clock is the school's, and stands still.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func (c *clock) forward(_ context.Context, at time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !at.After(c.at) {
		return workflow.ErrInvalid
	}
	c.at = at
	return nil
}

type option func(*api.Config, *store.Options)

func demo(c *clock) option {
	return func(config *api.Config, _ *store.Options) { config.Now, config.MoveClock = c.now, c.forward }
}

func newInstallation(t testing.TB, options ...option) *installation {
	t.Helper()
	in := &installation{t: t, clock: &clock{at: time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)}, tokens: map[string]string{}, ids: map[string]string{}}
	config := api.Config{Log: zerolog.New(io.Discard), Now: in.clock.now, DefaultRoutine: "kjentmann"}
	config.Ready = func(ctx context.Context) error {
		if in.unready != nil {
			return in.unready(ctx)
		}
		return nil
	}
	if _, measuring := t.(*testing.B); measuring {
		config.Requests = 1_000_000
	}
	var storeOptions store.Options
	for _, o := range options {
		o(&config, &storeOptions)
	}
	in.db = storetest.New(t, func(o *store.Options) { *o = storeOptions })
	engine, err := workflow.NewEngine(t.Context(), in.db, config.Now)
	if err != nil {
		t.Fatal(err)
	}
	in.engine, config.Engine = engine, engine
	for _, user := range staff {
		in.hire(user, strings.TrimSuffix(user, "_2"), "rogn")
	}
	in.hire("outsider", "principal", "selje")
	in.server = httptest.NewServer(api.New(config))
	t.Cleanup(in.server.Close)
	return in
}

// hire makes an account with a token, or gives an account one more role.
func (in *installation) hire(user, role string, school workflow.SchoolID) {
	in.t.Helper()
	by := workflow.Operation{At: time.Now(), System: "test"}
	s, err := in.engine.AddUser(in.t.Context(), user, "Kollega "+user, role, school, "", by)
	if err != nil {
		in.t.Fatal(err)
	}
	in.ids[user] = string(s.ID)
	if in.tokens[user] == "" {
		if in.tokens[user], _, err = in.engine.CreateToken(in.t.Context(), user, workflow.Everything, time.Time{}, time.Now(), by); err != nil {
			in.t.Fatal(err)
		}
	}
}

// enrol adds a student of rogn, born on a date, with two guardians; others may
// be members of staff.
func (in *installation) enrol(id, name, born string, guardians ...workflow.Guardian) {
	in.t.Helper()
	date, err := calendar.Parse(born)
	if err != nil {
		in.t.Fatal(err)
	}
	s := &workflow.Student{ID: workflow.StudentID(id), School: "rogn", Name: name, Class: "2STA", BirthDate: date, Guardians: guardians}
	if len(guardians) == 0 {
		s.Guardians = []workflow.Guardian{{ID: id + "-g1", Name: "Foresatt Ask " + id, Phone: "99 00 00 01"}, {ID: id + "-g2", Name: "Foresatt Lin " + id}}
	}
	if err := in.engine.PutStudent(in.t.Context(), s); err != nil {
		in.t.Fatal(err)
	}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	raw    []byte
	body   map[string]any
}

// with adds a header to a request.
func with(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func revision(n int) func(*http.Request) { return with("If-Match", fmt.Sprintf("%q", fmt.Sprint(n))) }

// get asks for a path below /api/v1 as some user.
func (in *installation) get(user, path string, change ...func(*http.Request)) *answer {
	in.t.Helper()
	return in.do(in.request(user, http.MethodGet, "/api/v1"+path, nil, change...))
}

// post sends JSON, or text as it stands.
func (in *installation) post(user, path string, body any, change ...func(*http.Request)) *answer {
	in.t.Helper()
	var data []byte
	switch body := body.(type) {
	case string:
		data = []byte(body)
	case []byte:
		data = body
	default:
		var err error
		if data, err = json.Marshal(body); err != nil {
			in.t.Fatal(err)
		}
	}
	return in.do(in.request(user, http.MethodPost, "/api/v1"+path, bytes.NewReader(data), change...))
}

func (in *installation) request(user, method, path string, body io.Reader, change ...func(*http.Request)) *http.Request {
	in.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, in.server.URL+path, body)
	if err != nil {
		in.t.Fatal(err)
	}
	if user != "" {
		r.Header.Set("Authorization", "Bearer "+in.tokens[user])
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept-Language", "en")
	for _, f := range change {
		f(r)
	}
	return r
}

func (in *installation) do(r *http.Request) *answer {
	in.t.Helper()
	a, err := in.try(r)
	if err != nil {
		in.t.Fatal(err)
	}
	return a
}

func (in *installation) try(r *http.Request) (*answer, error) {
	var sent []byte
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		if sent, err = io.ReadAll(body); err != nil {
			return nil, err
		}
	}
	resp, err := in.server.Client().Do(r)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return nil, err
	}
	a := &answer{status: resp.StatusCode, header: resp.Header, raw: raw}
	if resp.StatusCode == http.StatusNoContent {
		if len(raw) > 0 {
			return nil, fmt.Errorf("%s %s: a body where there is none to be: %q", r.Method, r.URL.Path, raw)
		}
	} else if err := json.Unmarshal(raw, &a.body); err != nil {
		return nil, fmt.Errorf("%s %s: %d %q: %w", r.Method, r.URL.Path, a.status, raw, err)
	}
	if err := fits(r, sent, a); err != nil {
		return nil, fmt.Errorf("%s %s answered %d %s: %w", r.Method, r.URL.Path, a.status, raw, err)
	}
	return a, nil
}

// fits holds an answer against the document; and a request that was let through,
// too: what the program takes, the document allows.
func fits(r *http.Request, sent []byte, a *answer) error {
	router, err := document()
	if err != nil {
		return err
	}
	if a.status == http.StatusMethodNotAllowed {
		return nil
	}
	asked, err := http.NewRequest(r.Method, r.URL.RequestURI(), bytes.NewReader(sent))
	if err != nil {
		return err
	}
	asked.Header = r.Header.Clone()
	route, params, err := router.FindRoute(asked)
	if err != nil {
		if a.status == http.StatusNotFound || a.status == http.StatusUnauthorized {
			return nil // no such route, and it says so
		}
		return err
	}
	body := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %s\n%s", r.Method, route.Path, a.status, a.header.Get("Content-Type"), a.raw))
	_, seen := fitting.Load(body)
	options := &openapi3filter.Options{
		IncludeResponseStatus: true, ExcludeResponseBody: seen, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
	}
	input := &openapi3filter.RequestValidationInput{Request: asked, PathParams: params, Route: route, Options: options}
	if a.status < 300 {
		if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
			return fmt.Errorf("the request was let through: %w", err)
		}
	}
	output := &openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: a.status, Header: a.header, Options: options}
	if err := openapi3filter.ValidateResponse(r.Context(), output.SetBodyBytes(a.raw)); err != nil {
		return err
	}
	fitting.Store(body, true)
	return nil
}

// fitting are the bodies, by what was asked and how it was answered, that the
// document has been found to allow: the same one need not be looked at again.
var fitting sync.Map

// want fails the test when the answer has another status.
func (in *installation) want(a *answer, status int) *answer {
	in.t.Helper()
	if a.status != status {
		in.t.Fatalf("answered %d, want %d: %s", a.status, status, a.raw)
	}
	return a
}

// id of the case answered.
func (a *answer) id() string { s, _ := a.body["id"].(string); return s }

func (a *answer) revision() int { n, _ := a.body["revision"].(float64); return int(n) }

func (a *answer) list(name string) []map[string]any {
	items, _ := a.body[name].([]any)
	list := make([]map[string]any, len(items))
	for i := range items {
		list[i], _ = items[i].(map[string]any)
	}
	return list
}

func (a *answer) items() []map[string]any { return a.list("items") }

// step of the case answered.
func (a *answer) step(id string) map[string]any {
	for _, step := range a.list("steps") {
		if step["id"] == id {
			return step
		}
	}
	return nil
}

// fields named by the mistakes of a 422.
func (a *answer) mistakes() []string {
	var names []string
	for _, e := range a.list("errors") {
		name, _ := e["field"].(string)
		names = append(names, name)
	}
	return names
}

type object = map[string]any

// opening is a body that opens a case on a student, typed in or known.
func opening(scenario string, student object, more ...any) object {
	fields := object{"contact_safety": "safe"}
	for i := 0; i+1 < len(more); i += 2 {
		fields[more[i].(string)] = more[i+1]
	}
	return object{"scenario": scenario, "student": student, "fields": fields}
}

// open opens a case by self-referral, with what its routine asks for.
func (in *installation) open(user string, student object) *answer {
	in.t.Helper()
	return in.want(in.post(user, "/cases", opening("self_referral", student, in.asked(user, "self_referral")...)), http.StatusCreated)
}

// asked fills in what opening a scenario of the school's routine asks for.
func (in *installation) asked(user, scenario string) []any {
	in.t.Helper()
	routine := in.want(in.get(user, "/routines/kjentmann"), http.StatusOK)
	var given []any
	for _, s := range routine.list("scenarios") {
		if s["id"] != scenario {
			continue
		}
		for _, f := range s["fields"].([]any) {
			f := f.(map[string]any)
			if f["required"] != true || f["name"] == "contact_safety" {
				continue
			}
			given = append(given, f["name"], plainValue(f))
		}
	}
	return given
}

// plainValue is something that a field takes.
func plainValue(field map[string]any) any {
	choices, _ := field["choices"].([]any)
	switch field["type"] {
	case "choice":
		return choices[0].(map[string]any)["value"]
	case "choices":
		return []any{choices[0].(map[string]any)["value"]}
	case "people":
		return []any{object{"id": choices[0].(map[string]any)["value"]}}
	case "boolean":
		return true
	case "number":
		return 1
	case "date":
		return "2026-09-10"
	case "datetime":
		return "2026-09-01T08:00:00+02:00"
	}
	return "Slik var det"
}

// take takes a step on the latest revision that user can see.
func (in *installation) take(user, id, step string, fields object) *answer {
	in.t.Helper()
	now := in.want(in.get(user, "/cases/"+id), http.StatusOK)
	return in.post(user, "/cases/"+id+"/steps/"+step, object{"fields": fields}, revision(now.revision()))
}
