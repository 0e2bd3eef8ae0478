package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// Whatever comes as a body, the answer fits the document and is never 500.
func FuzzBodies(f *testing.F) {
	in := newInstallation(f)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("kjentmann", object{"id": "s1"}).id()
	paths := []string{
		"/cases", "/cases/" + id + "/steps", "/cases/" + id + "/steps/add_note", "/cases/" + id + "/steps/record_contact", "/cases/" + id + "/steps/correct",
		"/cases/" + id + "/steps/record_breach", "/cases/" + id + "/steps/change_scenario", "/cases/" + id + "/steps/record_consent", "/cases/" + id + "/steps/set_birth_date",
		"/cases/" + id + "/steps/assign", "/cases/" + id + "/steps/waive", "/cases/" + id + "/steps/confirm_contact_unsafe",
	}
	for _, seed := range []string{
		`{}`, `null`, `{"fields": {"text": "x"}}`, `{"fields": {"guardians": [{"id": "s1-g1"}, {"name": "Tante", "role": "guardian"}], "made_by": "school", "outcome": "informed"}}`,
		`{"occurred_at": "0000-01-01T00:00:00Z"}`, `{"occurred_at": "9999-12-31T23:59:59-23:59"}`, `{"steps": [{"step": "add_note", "fields": {"text": "x"}}]}`,
		`{"scenario": "self_referral", "student": {"name": "Odd"}, "fields": {"contact_safety": "safe"}}`,
		`{"fields": {"of": "raise_concern", "why": "x"}}`, `{"fields": {"event": "x", "why": "y"}}`, `{"fields": {"to": "third_party_concern", "why": "y"}}`,
		`{"fields": {"person": [{"id": "x"}], "reason": "x"}}`, `{"fields": {"person": [1, null, {}]}}`, `{"fields": {"birth_date": "2026-02-30"}}`,
		`{"fields": {"recipient": "guardians", "answer": "given", "about": ["concern"], "until": "2027-01-01"}}`, "\xff", `{"fields": {"text": "\ud800\u0000"}}`,
		`{"fields": {"requirement": "KJ-1.1", "reason": "not_possible", "explanation": "x"}}`,
	} {
		for i := range paths {
			f.Add(uint8(i), seed)
		}
	}
	users := []string{"kjentmann", "department_head", "contact_teacher", "auditor"}
	now := 1
	f.Fuzz(func(t *testing.T, where uint8, body string) {
		in.t = t
		user := users[int(where)/len(paths)%len(users)]
		path := paths[int(where)%len(paths)]
		a, err := in.try(in.request(user, http.MethodPost, "/api/v1"+path, strings.NewReader(body), revision(now)))
		if err != nil {
			t.Fatal(err)
		}
		if a.status >= http.StatusInternalServerError {
			t.Fatalf("%s %s %q answered %d: %s", user, path, body, a.status, a.raw)
		}
		if a.status == http.StatusOK {
			now = a.revision()
		}
	})
}
