package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/workflow"
)

// TestNothingIsStale compares what a server that has answered before answers
// with what one answers that has just been started on the same store: after
// steps, as the clock moves, for different people, in different languages.
func TestNothingIsStale(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Kim Lund", "2010-01-01")
	in.enrol("s2", "Noa Lund", "2008-09-03") // 18 on the third day
	first := in.open("contact_teacher", object{"id": "s1"}).id()
	second := in.open("kjentmann", object{"id": "s1"}).id()
	third := in.want(in.post("contact_teacher_2", "/cases", opening("intoxicated_at_school", object{"id": "s2"}, in.asked("contact_teacher_2", "intoxicated_at_school")...)), http.StatusCreated).id()
	in.isFresh(first, second, third)

	for _, change := range []struct {
		what string
		do   func()
	}{
		{"a step", func() { in.took("contact_teacher", first, "add_note", object{"text": "<b>Ringte</b> & snakket"}) }},
		{"contact may be unsafe, in another case of the student", func() {
			in.took("kjentmann", second, "raise_contact_unsafe", object{"reason": "Redd hjemme"})
		}},
		{"a duty at once is overdue", func() { in.clock.move(in.clock.now().Add(90 * time.Minute)) }},
		{"the clock of the demo was set back for a moment", func() { in.clock.move(in.clock.now().Add(-85 * time.Minute)) }},
		{"the next day", func() { in.clock.move(in.clock.now().Add(24 * time.Hour)) }},
		{"the birthday", func() { in.clock.move(in.clock.now().Add(24 * time.Hour)) }},
		{"some weeks", func() { in.clock.move(in.clock.now().Add(30 * 24 * time.Hour)) }},
		{"a student's name", func() { in.enrol("s1", "Kim Lund Berg", "2010-01-01") }},
		{"a colleague's name", func() { in.rename("contact_teacher", "Kollega med nytt navn") }},
		{"somebody shut out", func() {
			in.took("department_head", first, "recuse", object{"person": []any{object{"id": in.ids["kjentmann"]}}, "reason": "family"})
		}},
		{"somebody gone", func() {
			if err := in.engine.DisableUser(t.Context(), "department_head_2", workflow.Operation{At: time.Now()}); err != nil {
				t.Fatal(err)
			}
			delete(in.tokens, "department_head_2")
		}},
	} {
		change.do()
		t.Log(change.what)
		in.isFresh(first, second, third)
	}
}

// took takes a step that must be let through.
func (in *installation) took(user, id, step string, fields object) {
	in.t.Helper()
	in.want(in.take(user, id, step, fields), http.StatusOK)
}

// rename gives an account another name.
func (in *installation) rename(user, name string) {
	in.t.Helper()
	if _, err := in.engine.AddUser(in.t.Context(), user, name, user, "rogn", "", workflow.Operation{At: time.Now()}); err != nil {
		in.t.Fatal(err)
	}
}

// isFresh compares the answers to everybody.
func (in *installation) isFresh(cases ...string) {
	in.t.Helper()
	engine, err := workflow.NewEngine(in.t.Context(), in.db, in.clock.now)
	if err != nil {
		in.t.Fatal(err)
	}
	fresh := httptest.NewServer(api.New(api.Config{
		Engine: engine, Log: zerolog.New(io.Discard), Now: in.clock.now, DefaultRoutine: "kjentmann", Ready: in.unready,
	}))
	defer fresh.Close()
	old := in.server
	defer func() { in.server = old }()
	paths := []string{"/cases", "/cases?sort=due_on&limit=2", "/cases?overdue=true", "/cases?q=lund", "/cases?q=berg", "/worklist", "/students?q=kim"}
	for _, id := range cases {
		paths = append(paths, "/cases/"+id)
	}
	for user := range in.tokens {
		for _, lang := range []string{"nb", "en"} {
			for _, path := range paths {
				in.server = old
				got := in.get(user, path, with("Accept-Language", lang))
				in.server = fresh
				want := in.get(user, path, with("Accept-Language", lang))
				if got.status != want.status || string(got.raw) != string(want.raw) {
					in.t.Fatalf("%s %s %s:\n%d %s\nfresh:\n%d %s", user, lang, path, got.status, got.raw, want.status, want.raw)
				}
			}
		}
	}
}
