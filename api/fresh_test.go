package api_test

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
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
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	in := newInstallation(t)
	in.enrol("s1", "Kim Lund", "2010-01-01")
	in.enrol("s2", "Noa Lund", "2008-09-03") // 18 on the third day
	first := in.open("contact_teacher", object{"id": "s1"}).id()
	second := in.open("kjentmann", object{"id": "s1"}).id()
	third := in.want(in.post("contact_teacher_2", "/cases", opening("intoxicated_at_school", object{"id": "s2"}, in.asked("contact_teacher_2", "intoxicated_at_school")...)), http.StatusCreated).id()
	in.staysFresh([]string{first, second, third}, []change{
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
	})
}

// The same of cases that are voided and wait for another of the leadership, or
// until there is another.
func TestNothingVoidedIsStale(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	in := newInstallation(t)
	in.enrol("s1", "Kim Lund", "2010-01-01")
	in.enrol("s2", "Noa Lund", "2010-01-01")
	first := in.open("contact_teacher", object{"id": "s1"}).id()
	second := in.open("contact_teacher", object{"id": "s1"}).id()
	third := in.open("contact_teacher_2", object{"id": "s2"}).id()
	recusal := func(user string) object {
		return object{"person": []any{object{"id": in.ids[user]}}, "reason": "family"}
	}
	void := object{"reason": "by_mistake", "why": "Feil sak"}
	voidWith := object{"reason": "by_mistake", "why": "Feil sak", "second_leader": []any{object{"id": in.ids["principal"]}}}
	asksForAnother := func(id string, want bool) {
		t.Helper()
		for _, field := range in.get("department_head", "/cases/"+id).step("void")["fields"].([]any) {
			if field := field.(object); field["name"] == "second_leader" && field["required"] != want {
				t.Errorf("another leader is required: %v", field["required"])
			}
		}
	}
	in.staysFresh([]string{first, second, third}, []change{
		{"a voiding that waits", func() { in.took("department_head", first, "void", voidWith) }},
		{"its confirming is overdue", func() { in.clock.move(in.clock.now().AddDate(0, 0, 7)) }},
		{"it is rejected", func() {
			in.took("principal", first, "confirm_void", object{"outcome": "not_agreed", "reason": "Den var riktig"})
		}},
		{"it is voided again", func() { in.took("department_head", first, "void", voidWith) }},
		{"and confirmed", func() { in.took("principal", first, "confirm_void", object{"outcome": "agreed"}) }},
		{"all but one of the leadership are shut out", func() {
			asksForAnother(third, true)
			in.took("department_head", third, "recuse", recusal("principal"))
			asksForAnother(third, true)
			in.took("department_head", third, "recuse", recusal("department_head_2"))
			asksForAnother(third, false)
			asksForAnother(second, true)
		}},
		{"another comes", func() {
			in.hire("department_head_3", "department_head", "rogn")
			asksForAnother(third, true)
		}},
		{"and goes", func() {
			if err := in.engine.DisableUser(t.Context(), "department_head_3", workflow.Operation{At: time.Now()}); err != nil {
				t.Fatal(err)
			}
			delete(in.tokens, "department_head_3")
			asksForAnother(third, false)
		}},
		{"the last leader voids", func() { in.took("department_head", third, "void", void) }},
		{"a new one has it to confirm", func() { in.hire("department_head_4", "department_head", "rogn") }},
		{"and does", func() { in.took("department_head_4", third, "confirm_void", object{"outcome": "agreed"}) }},
	})
}

// The same of a student typed in, and recognised later, whose name changes, and
// of cases that are merged.
func TestNothingRecognisedIsStale(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	in := newInstallation(t)
	in.enrol("s1", "Kim Lund Nord", "2010-01-01")
	known := in.open("contact_teacher", object{"id": "s1"}).id()
	typed := in.open("contact_teacher_2", object{"name": "Kim Lund"}).id()
	other := in.open("contact_teacher_2", object{"id": "s1"}).id()
	finds := func(words string, want int) {
		t.Helper()
		if found := in.get("principal", "/cases?q="+words).items(); len(found) != want {
			t.Errorf("%q finds %d cases, want %d", words, len(found), want)
		}
	}
	in.staysFresh([]string{known, typed, other}, []change{
		{"recognised", func() {
			finds("nord", 2)
			in.took("contact_teacher_2", typed, "confirm_student", object{"student": "s1"})
			finds("nord", 3)
		}},
		{"another name", func() {
			in.enrol("s1", "Kim Berg Sør", "2010-01-01")
			finds("nord", 0)
			finds("berg", 3)
		}},
		{"guardians who work here", func() {
			in.enrol("s1", "Kim Berg Sør", "2010-01-01", workflow.Guardian{ID: "g", Name: "Kollega", Staff: workflow.ActorID(in.ids["kjentmann"])})
		}},
		{"shut out of one", func() {
			in.took("department_head", known, "recuse", object{"person": []any{object{"id": in.ids["social_counsellor"]}}, "reason": "family"})
		}},
		{"which is merged, and hands that on", func() {
			in.took("department_head", known, "merge", object{"into": other, "why": "Samme sak"})
			in.want(in.get("social_counsellor", "/cases/"+other), http.StatusNotFound)
		}},
	})
}

// change is something that happens between two looks at the cases.
type change struct {
	what string
	do   func()
}

// staysFresh compares the answers before anything happens, and after each change.
func (in *installation) staysFresh(cases []string, changes []change) {
	in.t.Helper()
	if !torture {
		in.t.Log("each answer is compared in one language of two, which alternates")
	}
	in.isFresh(cases...)
	for _, change := range changes {
		in.t.Log(change.what)
		change.do()
		in.isFresh(cases...)
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

// isFresh compares the answers to everybody, each in one of the languages, and
// the next time in the other; under torture in both.
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
	paths := []string{
		"/cases", "/cases?sort=due_on&limit=2", "/cases?overdue=true", "/cases?overdue=false", "/cases?state=voided", "/cases?q=lund", "/cases?q=berg",
		"/worklist", "/students?q=kim",
	}
	for _, id := range cases {
		paths = append(paths, "/cases/"+id)
	}
	in.compared++
	languages := []string{"nb", "en"}
	for i, user := range slices.Sorted(maps.Keys(in.tokens)) {
		for j, path := range paths {
			for k, lang := range languages {
				if !torture && (i+j+k+in.compared)%2 == 0 {
					continue
				}
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
