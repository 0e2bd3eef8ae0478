package api_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

func TestMalformedBodies(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("kjentmann", object{"id": "s1"}).id()
	for path, unknown := range map[string]string{
		"/cases":                           `{"scenario": "self_referral", "student": {"id": "s1", "shoe_size": 39}}`,
		"/cases/" + id + "/steps":          `{"steps": [{"step": "add_note", "fields": {}, "why": 1}]}`,
		"/cases/" + id + "/steps/add_note": `{"Fields": {"note": "x"}}`,
	} {
		for _, body := range []string{
			``, `{`, `{}{}`, `{} x`, `null`, `[]`, `7`, `"x"`, `{"fields": 1e999}`, "{\"fields\": {\"note\": \"\xff\"}}", `{"other": 1}`, unknown,
			strings.Repeat(`{"fields":`, 20_000) + `{}` + strings.Repeat(`}`, 20_000),
		} {
			if a := in.post("kjentmann", path, body, revision(1)); a.status != http.StatusBadRequest || a.body["type"] != "/problems/malformed" {
				t.Errorf("%s %.40q answered %d", path, body, a.status)
			}
		}
		for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/json-patch+json"} {
			in.want(in.post("kjentmann", path, `{}`, with("Content-Type", kind)), http.StatusUnsupportedMediaType)
		}
		in.want(in.post("kjentmann", path, `{"fields": {"note": "`+strings.Repeat("lang ", 2<<20)+`"}}`), http.StatusRequestEntityTooLarge)
	}
	if got := in.want(in.get("kjentmann", "/cases/"+id), http.StatusOK).revision(); got != 1 {
		t.Errorf("revision is %d", got)
	}
	in.want(in.post("kjentmann", "/cases/"+id+"/steps/add_note", `{"fields": {"text": "x"}}`, revision(1), with("Content-Type", "application/json; charset=utf-8")), http.StatusOK)
}

func TestSlowBody(t *testing.T) {
	t.Parallel()
	in := newInstallation(t, func(config *api.Config, _ *store.Options) { config.BodyTime = 100 * time.Millisecond })
	conn, err := net.Dial("tcp", strings.TrimPrefix(in.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	request := "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + in.tokens["kjentmann"] +
		"\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"scenario\":"
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	asked := in.request("kjentmann", http.MethodPost, "/api/v1/cases", strings.NewReader("{}"))
	resp, err := http.ReadResponse(bufio.NewReader(conn), asked)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := &answer{status: resp.StatusCode, header: resp.Header, raw: raw}
	if err := errors.Join(json.Unmarshal(raw, &a.body), fits(asked, []byte("{}"), a)); err != nil {
		t.Fatal(err)
	}
	in.want(a, http.StatusRequestTimeout)
	in.want(in.get("kjentmann", "/cases"), http.StatusOK)
}

func TestLogins(t *testing.T) {
	in := newInstallation(t)
	by, now := workflow.Operation{System: "test"}, time.Now()
	make := func(user string, expires, at time.Time) (string, *workflow.Token) {
		secret, token, err := in.engine.CreateToken(t.Context(), user, workflow.Everything, expires, at, by)
		if err != nil {
			t.Fatal(err)
		}
		return secret, token
	}
	expired, _ := make("kjentmann", now.Add(-time.Minute), now.Add(-time.Hour))
	revoked, token := make("kjentmann", time.Time{}, now)
	if err := in.engine.RevokeToken(t.Context(), token.ID, now, by); err != nil {
		t.Fatal(err)
	}
	if err := in.engine.DisableUser(t.Context(), "contact_teacher_2", by); err != nil {
		t.Fatal(err)
	}
	var first []byte
	for name, header := range map[string]string{
		"none": "", "no scheme": in.tokens["kjentmann"], "other scheme": "Basic " + in.tokens["kjentmann"], "empty": "Bearer ",
		"unknown": "Bearer kv_ABCDEFGH", "expired": "Bearer " + expired, "revoked": "Bearer " + revoked, "disabled": "Bearer " + in.tokens["contact_teacher_2"],
	} {
		for _, path := range []string{"/me", "/cases/unknown"} {
			a := in.get("", path, with("Authorization", header))
			if a.status != http.StatusUnauthorized || a.header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: %d %v", name, a.status, a.header)
			}
			if first == nil {
				first = a.raw
			}
			if !bytes.Equal(a.raw, first) {
				t.Errorf("%s can be told from another", name)
			}
		}
	}
	for range 30 {
		in.get("", "/me")
	}
	a := in.want(in.get("", "/me"), http.StatusTooManyRequests)
	if a.header.Get("Retry-After") == "" {
		t.Error("nobody says how long to wait")
	}
	in.want(in.get("kjentmann", "/me"), http.StatusOK) // the neighbours of whoever tries do not suffer
}

// An account that asks for more than its share waits; nobody else does.
func TestTooManyRequests(t *testing.T) {
	in := newInstallation(t, func(config *api.Config, _ *store.Options) { config.Requests = 1 })
	for lang, title := range map[string]string{"nb": "For mange forsøk", "nn": "For mange forsøk", "en": "Too many attempts", "da": "For mange forsøg"} {
		ask := func() *answer { return in.get("kjentmann", "/cases/unknown", with("Accept-Language", lang)) }
		a := ask()
		for tries := 0; a.status == http.StatusNotFound && tries < 100; tries++ {
			a = ask()
		}
		in.want(a, http.StatusTooManyRequests)
		if a.header.Get("Retry-After") != "1" || a.body["type"] != "/problems/too_many" || a.body["title"] != title {
			t.Errorf("%v %s", a.header, a.raw)
		}
	}
	in.want(in.get("contact_teacher", "/me"), http.StatusOK)
	time.Sleep(1100 * time.Millisecond)
	in.want(in.get("kjentmann", "/me"), http.StatusOK)
}

// What is not there and what is not yours cannot be told apart.
func TestNotFound(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("contact_teacher", object{"id": "s1"}).id()
	const unknown = "01a202ff-bd11-7b07-804b-e6f9607146a9"
	for _, path := range []string{"/cases/%s", "/cases/%s/events", "/cases/%s/audit", "/cases/%s/steps/add_note", "/cases/%s/steps"} {
		for _, user := range []string{"contact_teacher_2", "student_services", "outsider", "observer", "administrator"} {
			ask := func(id string) *answer {
				path := fmt.Sprintf(path, id)
				switch {
				case strings.HasSuffix(path, "/steps"):
					return in.post(user, path, object{"steps": []any{object{"step": "add_note"}}}, revision(1))
				case strings.Contains(path, "/steps/"):
					return in.post(user, path, object{}, revision(1))
				}
				return in.get(user, path)
			}
			there, not := ask(id), ask(unknown)
			in.want(there, http.StatusNotFound)
			if !bytes.Equal(there.raw, not.raw) || there.status != not.status || len(there.header) != len(not.header) {
				t.Errorf("%s %s: %s and %s", user, path, there.raw, not.raw)
			}
		}
	}
	for _, strange := range []string{"x", "%00", "..", strings.Repeat("x", 5000), "%F0%9F%99%82", "a%2Fb"} {
		in.want(in.get("kjentmann", "/cases/"+strange), http.StatusNotFound)
	}
	in.want(in.get("kjentmann", "/routines/unknown"), http.StatusNotFound)
	in.want(in.get("kjentmann", "/nothing"), http.StatusNotFound)
	in.want(in.post("kjentmann", "/demo/clock", object{"now": "2030-01-01T00:00:00Z"}), http.StatusNotFound)
	in.want(in.post("kjentmann", "/cases/"+id+"/steps/no_such_step", object{}, revision(1)), http.StatusNotFound)
	in.want(in.do(in.request("kjentmann", http.MethodDelete, "/api/v1/cases/"+id, nil)), http.StatusMethodNotAllowed)
	in.want(in.get("kjentmann", "/cases/"+id+"/access"), http.StatusForbidden)
	in.want(in.get("kjentmann", "/audit?school=selje"), http.StatusNotFound)
}

// Of several things that are wrong, the first in the contract's order is found.
func TestOrderOfErrors(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	in.enrol("own", "Ada Vik", "2010-01-01", workflow.Guardian{ID: "g", Name: "Far", Staff: workflow.ActorID(in.ids["kjentmann"])})
	id := in.open("kjentmann", object{"id": "s1"}).id()
	future := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	wrongs := []object{
		{"fields": object{"nonsense": 1}}, {"fields": 7}, {"occurred_at": future}, {"occurred_at": "yesterday"}, {"occurred_at": 5}, {"occurred_at": object{"x": 1}},
		{"occurred_at": "0000-01-01T00:00:00+23:00"}, {"occurred_at": "9999-12-31T23:59:59-23:00"}, {"occurred_at": "2020-01-01T00:00:00Z"},
	}
	for _, wrong := range wrongs {
		batch := object{"steps": []any{object{"step": "sign_off", "fields": wrong["fields"], "occurred_at": wrong["occurred_at"]}}}
		for path, body := range map[string]object{"/steps/sign_off": wrong, "/steps": batch} {
			for _, c := range []struct {
				user, id string
				change   []func(*http.Request)
				want     int
			}{
				{"", "unknown", nil, 401},
				{"department_head", "unknown", nil, 404},
				{"outsider", id, nil, 404},
				{"kjentmann", id, nil, 403},
				{"kjentmann", id, []func(*http.Request){with("Idempotency-Key", "æ")}, 403},
				{"department_head", id, nil, 428},
				{"department_head", id, []func(*http.Request){revision(7)}, 412},
				{"department_head", id, []func(*http.Request){with("If-Match", "*")}, 412},
				{"department_head", id, []func(*http.Request){with("If-Match", `"18446744073709551615"`)}, 412},
				{"department_head", id, []func(*http.Request){revision(1)}, 422},
			} {
				if a := in.post(c.user, "/cases/"+c.id+path, body, c.change...); a.status != c.want {
					t.Errorf("%v %s %s: %d, want %d: %s", wrong, c.user, path, a.status, c.want, a.raw)
				}
			}
		}
	}
	wrong, right := object{"fields": object{"nonsense": 1}}, object{}
	for _, path := range []string{"/steps/sign_off", "/steps"} {
		wrap := func(body object) object {
			if path == "/steps" {
				return object{"steps": []any{object{"step": "sign_off", "fields": body["fields"]}}}
			}
			return body
		}
		forbidden := in.want(in.post("kjentmann", "/cases/"+id+path, wrap(wrong)), http.StatusForbidden)
		if len(forbidden.list("blocked_by")) < 2 {
			t.Errorf("not every reason: %s", forbidden.raw)
		}
		refused := in.want(in.post("department_head", "/cases/"+id+path, wrap(right), revision(1)), http.StatusConflict)
		step := in.get("department_head", "/cases/"+id).step("sign_off")
		if got, want := len(refused.list("blocked_by")), len(step["blocked_by"].([]any)); got != want || want < 2 {
			t.Errorf("%d of %d reasons: %s", got, want, refused.raw)
		}
		if refused.header.Get("ETag") != `"1"` {
			t.Errorf("a refusal is no revision: %v", refused.header)
		}
	}
	// An empty or endless batch, and one with a step that there is not.
	endless := make([]any, 51)
	for i := range endless {
		endless[i] = object{"step": "add_note"}
	}
	for _, body := range []object{{}, {"steps": []any{}}, {"steps": endless}, {"steps": []any{object{"step": "add_note", "fields": object{"text": "x"}}, object{"step": "nothing"}}}} {
		in.want(in.post("outsider", "/cases/"+id+"/steps", body), http.StatusNotFound)
		in.want(in.post("kjentmann", "/cases/"+id+"/steps", body), http.StatusPreconditionRequired)
		in.want(in.post("kjentmann", "/cases/"+id+"/steps", body, revision(9)), http.StatusPreconditionFailed)
		in.want(in.post("kjentmann", "/cases/"+id+"/steps", body, revision(1)), http.StatusUnprocessableEntity)
	}
	// Opening: 401, 404, 403, 422.
	nonsense := object{"school": "selje", "scenario": "none", "fields": object{"nonsense": 1}}
	in.want(in.post("", "/cases", nonsense), http.StatusUnauthorized)
	in.want(in.post("kjentmann", "/cases", nonsense), http.StatusNotFound)
	nonsense["school"] = "rogn"
	for _, user := range []string{"auditor", "observer", "administrator"} {
		if a := in.want(in.post(user, "/cases", nonsense), http.StatusForbidden); len(a.list("blocked_by")) == 0 {
			t.Errorf("nobody says why: %s", a.raw)
		}
	}
	in.want(in.post("auditor", "/cases", object{"occurred_at": 5}), http.StatusForbidden)
	in.want(in.post("kjentmann", "/cases", object{"school": "selje", "occurred_at": 5}), http.StatusNotFound)
	own := in.want(in.post("kjentmann", "/cases", opening("self_referral", object{"id": "own"}, "nonsense", 1)), http.StatusForbidden)
	if own.list("blocked_by")[0]["code"] != "relation" {
		t.Errorf("own child: %s", own.raw)
	}
	if a := in.want(in.post("kjentmann", "/cases", nonsense), http.StatusUnprocessableEntity); len(a.mistakes()) == 0 {
		t.Errorf("no mistakes: %s", a.raw)
	}
	in.hire("kjentmann", "kjentmann", "selje")
	delete(nonsense, "school")
	if a := in.want(in.post("kjentmann", "/cases", nonsense), http.StatusUnprocessableEntity); !slices.Equal(a.mistakes(), []string{"school"}) {
		t.Errorf("several schools: %s", a.raw)
	}
}

// The order holds across the steps of a batch, whichever comes first in it.
func TestOrderInBatch(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("contact_teacher", object{"id": "s1"}).id()
	path := "/cases/" + id + "/steps"
	note := object{"step": "add_note", "fields": object{"text": "x"}}
	wrong := object{"step": "add_note", "fields": object{"words": "x"}}
	unknown := object{"step": "nothing"}
	forbidden := object{"step": "void"}
	refused := object{"step": "close"}
	for _, c := range []struct {
		steps  []any
		seen   int
		want   int
		blamed []any // the indexes
	}{
		{[]any{note, refused}, 1, 409, []any{1.0}},
		{[]any{refused, note}, 1, 409, []any{0.0}},
		{[]any{refused, wrong}, 1, 422, []any{1.0, 1.0}},
		{[]any{wrong, refused, unknown}, 1, 422, []any{0.0, 0.0, 2.0}},
		{[]any{refused, wrong}, 7, 412, nil},
		{[]any{refused, wrong, forbidden}, 7, 403, []any{2.0}},
		{[]any{wrong, forbidden, unknown}, 1, 403, []any{1.0}},
	} {
		a := in.post("contact_teacher", path, object{"steps": c.steps}, revision(c.seen))
		var blamed []any
		for _, reason := range slices.Concat(a.list("errors"), a.list("blocked_by")) {
			if index := reason["index"]; a.status == 422 || !slices.Contains(blamed, index) {
				blamed = append(blamed, index)
			}
		}
		if a.status != c.want || !slices.Equal(blamed, c.blamed) {
			t.Errorf("%v: %d, want %d: %s", c.steps, a.status, c.want, a.raw)
		}
	}
	// What a step needs of an earlier one is there, also when that one is refused.
	lead := object{"steps": []any{object{"step": "assign", "fields": object{"person": []any{object{"id": in.ids["kjentmann"]}}}}, refused}}
	if a := in.want(in.post("kjentmann", path, lead, revision(1)), http.StatusConflict); a.list("blocked_by")[0]["index"] != 1.0 {
		t.Errorf("%s", a.raw)
	}
	in.want(in.take("department_head", id, "void", object{"reason": "practice", "why": "x", "second_leader": []any{object{"id": in.ids["principal"]}}}), http.StatusOK)
	if a := in.want(in.post("kjentmann", path, lead, revision(2)), http.StatusConflict); a.list("blocked_by")[0]["index"] != 0.0 {
		t.Errorf("%s", a.raw)
	}
}

// A key that stood for something else is one more mistake, told in its turn.
func TestOrderOfReusedKey(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	in.enrol("own", "Ada Vik", "2010-01-01", workflow.Guardian{ID: "g", Name: "Far", Staff: workflow.ActorID(in.ids["kjentmann"])})
	id := in.open("kjentmann", object{"id": "s1"}).id()
	key := with("Idempotency-Key", "k")
	path := "/cases/" + id + "/steps/"
	note := object{"fields": object{"text": "x"}}
	in.want(in.post("kjentmann", path+"add_note", note, key, revision(1)), http.StatusOK)
	in.want(in.post("kjentmann", path+"add_note", note, key), http.StatusOK) // the same again
	in.want(in.post("kjentmann", "/cases/unknown/steps/add_note", note, key, revision(2)), http.StatusNotFound)
	in.want(in.post("kjentmann", path+"void", note, key, revision(2)), http.StatusForbidden)
	in.want(in.post("kjentmann", path+"close", note, key), http.StatusPreconditionRequired)
	in.want(in.post("kjentmann", path+"close", note, key, revision(7)), http.StatusPreconditionFailed)
	in.want(in.post("kjentmann", "/cases", opening("self_referral", object{"id": "own"}), key), http.StatusForbidden)
	for _, body := range []object{note, {}} { // with other mistakes or with none, and before what refuses the step
		for _, step := range []string{"close", "add_note"} {
			if a := in.post("kjentmann", path+step, object{"fields": body["fields"], "occurred_at": "2026-09-01T08:00:00+02:00"}, key, revision(2)); a.status != 422 || a.body["type"] != "/problems/key_reused" {
				t.Errorf("%s: %d %s", step, a.status, a.raw)
			}
		}
	}
	if a := in.post("kjentmann", "/cases", opening("self_referral", object{"id": "s1"}), key); a.status != 422 || a.body["type"] != "/problems/key_reused" {
		t.Errorf("%d %s", a.status, a.raw)
	}
}

func TestMistakes(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	known := object{"id": "s1"}
	for _, c := range []struct {
		body  object
		field string
	}{
		{object{}, "scenario"},
		{object{"scenario": 5}, "scenario"},
		{object{"scenario": "none"}, "scenario"},
		{object{"scenario": "self_referral", "routine": "none"}, "routine"},
		{opening("self_referral", nil), "student"},
		{opening("self_referral", object{"id": "s2"}), "student"},
		{opening("self_referral", object{"name": " "}), "student"},
		{opening("self_referral", object{"name": "Iben\u0000"}), "student.name"},
		{opening("self_referral", object{"name": "\u202enebI"}), "student.name"},
		{opening("self_referral", object{"name": "Iben", "class": "2\u2067STA"}), "student.class"},
		{opening("self_referral", object{"name": "\u200b"}), "student"},
		{opening("self_referral", object{"name": strings.Repeat("a", 201)}), "student.name"},
		{opening("self_referral", object{"name": "Iben", "class": strings.Repeat("a", 201)}), "student.class"},
		{opening("self_referral", object{"name": "Iben", "birth_date": "2026-13-45"}), "student.birth_date"},
		{opening("self_referral", object{"name": "Iben", "birth_date": "0000-01-01"}), "student.birth_date"},
		{opening("self_referral", object{"name": "Iben", "birth_date": "9999-12-31"}), "student.birth_date"},
		{opening("self_referral", object{"name": "Iben", "birth_date": 5}), "student.birth_date"},
		{opening("self_referral", known, "contact_safety", "perhaps"), "contact_safety"},
		{opening("self_referral", known, "contact_safety", nil), "contact_safety"},
		{opening("self_referral", known, "nonsense", true), "nonsense"},
		{opening("self_referral", known, "contact_safety_reason", 7), "contact_safety_reason"},
		{opening("self_referral", known, "contact_safety_reason", strings.Repeat("a", 20_001)), "contact_safety_reason"},
		{opening("self_referral", known, "contact_safety_reason", "\u0007"), "contact_safety_reason"},
	} {
		a := in.post("kjentmann", "/cases", c.body)
		if a.status != http.StatusUnprocessableEntity || !slices.Contains(a.mistakes(), c.field) {
			t.Errorf("%.120v: %d %s, want %s", c.body, a.status, a.raw, c.field)
		}
		for _, e := range a.list("errors") {
			if _, has := e["index"]; has {
				t.Errorf("an index where there is one step: %s", a.raw)
			}
		}
	}
	for _, at := range []string{"0000-01-01T00:00:00Z", "0000-01-01T00:00:00+23:59", "1899-12-31T00:00:00Z", "9999-12-31T23:59:59-23:59", "2026-09-01T10:00:00", "2026-02-30T10:00:00Z", "now", ""} {
		body := opening("self_referral", known)
		body["occurred_at"] = at
		if a := in.post("kjentmann", "/cases", body); a.status != http.StatusUnprocessableEntity || !slices.Contains(a.mistakes(), "occurred_at") {
			t.Errorf("%s: %d %s", at, a.status, a.raw)
		}
	}
	for _, query := range []string{"limit=0", "limit=101", "limit=x", "sort=name", "sort=-", "sort=--due_on", "sort=", "closed=perhaps", "overdue=1", "cursor=x", "cursor=AQ", "shoe=39", "limit=0&sort=x"} {
		a := in.get("kjentmann", "/cases?"+query)
		if field, _, _ := strings.Cut(query, "="); a.status != http.StatusUnprocessableEntity || !slices.Contains(a.mistakes(), field) {
			t.Errorf("%s: %d %s", query, a.status, a.raw)
		}
	}
	// Up to two minutes ahead is now.
	body := opening("self_referral", known)
	body["occurred_at"] = in.clock.now().Add(2 * time.Minute).Format(time.RFC3339)
	if a := in.want(in.post("kjentmann", "/cases", body), http.StatusCreated); a.body["opened_at"] != in.clock.now().UTC().Format(time.RFC3339) {
		t.Errorf("opened at %v", a.body["opened_at"])
	}
	body["occurred_at"] = in.clock.now().Add(2*time.Minute + time.Second).Format(time.RFC3339)
	in.want(in.post("kjentmann", "/cases", body), http.StatusUnprocessableEntity)
}

// Every problem speaks the four languages.
func TestLanguages(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("kjentmann", object{"id": "s1"}).id()
	kinds := map[string]func(...func(*http.Request)) *answer{
		"malformed": func(f ...func(*http.Request)) *answer { return in.post("kjentmann", "/cases", `{`, f...) },
		"media_type": func(f ...func(*http.Request)) *answer {
			return in.post("kjentmann", "/cases", `{}`, append(f, with("Content-Type", "text/plain"))...)
		},
		"not_logged_in": func(f ...func(*http.Request)) *answer { return in.get("", "/me", f...) },
		"not_found":     func(f ...func(*http.Request)) *answer { return in.get("kjentmann", "/cases/x", f...) },
		"forbidden": func(f ...func(*http.Request)) *answer {
			return in.post("kjentmann", "/cases/"+id+"/steps/waive", `{}`, f...)
		},
		"refused": func(f ...func(*http.Request)) *answer {
			return in.post("department_head", "/cases/"+id+"/steps/sign_off", `{}`, append(f, revision(1))...)
		},
		"revision_required": func(f ...func(*http.Request)) *answer {
			return in.post("kjentmann", "/cases/"+id+"/steps/add_note", `{}`, f...)
		},
		"stale_revision": func(f ...func(*http.Request)) *answer {
			return in.post("kjentmann", "/cases/"+id+"/steps/add_note", `{}`, append(f, revision(9))...)
		},
		"invalid": func(f ...func(*http.Request)) *answer {
			return in.post("kjentmann", "/cases/"+id+"/steps/add_note", `{}`, append(f, revision(1))...)
		},
	}
	for kind, ask := range kinds {
		said := map[string]string{}
		for _, lang := range []string{"nb", "nn", "da", "en"} {
			a := ask(with("Accept-Language", "fr, "+lang+";q=0.8, en;q=0.1"))
			if a.body["type"] != "/problems/"+kind || a.header.Get("Content-Type") != "application/problem+json" {
				t.Fatalf("%s: %s", kind, a.raw)
			}
			title, _ := a.body["title"].(string)
			detail, _ := a.body["detail"].(string)
			if title == "" || detail == "" || strings.Contains(title+detail, "problem_") {
				t.Errorf("%s in %s: %s", kind, lang, a.raw)
			}
			for _, list := range []string{"errors", "blocked_by"} {
				for _, item := range a.list(list) {
					detail += fmt.Sprint(item["message"])
				}
			}
			said[lang] = title + detail
		}
		if said["en"] == said["nb"] || said["da"] == said["nb"] && kind != "forbidden" {
			t.Errorf("%s is not translated: %v", kind, said)
		}
		if a := ask(with("Accept-Language", "")); !strings.Contains(said["nb"], a.body["title"].(string)) {
			t.Errorf("%s: bokmål where nothing is asked for, not %s", kind, a.raw)
		}
	}
}

func TestNotReady(t *testing.T) {
	in := newInstallation(t)
	in.want(in.do(in.request("", http.MethodGet, "/readyz", nil)), http.StatusOK)
	storetest.Check(t, in.db)
	if err := in.db.Close(); err != nil {
		t.Fatal(err)
	}
	in.unready = func(context.Context) error { return store.ErrClosed }
	in.want(in.do(in.request("", http.MethodGet, "/healthz", nil)), http.StatusOK)
	in.want(in.do(in.request("", http.MethodGet, "/readyz", nil)), http.StatusServiceUnavailable)
	for _, path := range []string{"/me", "/cases"} {
		if a := in.want(in.get("kjentmann", path), http.StatusServiceUnavailable); a.body["request_id"] != a.header.Get("X-Request-Id") {
			t.Errorf("which request? %s", a.raw)
		}
	}
	in.want(in.post("kjentmann", "/cases", opening("self_referral", object{"name": "Iben"})), http.StatusServiceUnavailable)
	in.unready = nil
	in.want(in.get("kjentmann", "/me"), http.StatusInternalServerError)
}

func TestDiskFull(t *testing.T) {
	in := newInstallation(t, func(_ *api.Config, o *store.Options) { o.MaxSize = 1 << 20 })
	id := in.open("kjentmann", object{"name": "Iben Lund"}).id()
	for n := 1; ; n++ {
		a := in.post("kjentmann", "/cases/"+id+"/steps/add_note", object{"fields": object{"text": strings.Repeat("å", 20_000)}}, revision(n))
		if a.status == http.StatusInsufficientStorage {
			if got := in.get("kjentmann", "/cases/"+id).revision(); got != n {
				t.Errorf("revision %d, want %d", got, n)
			}
			return
		}
		in.want(a, http.StatusOK)
		if n > 200 {
			t.Fatal("the disk is never full")
		}
	}
}
