package api_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/workflow"
)

// What is to be found of each section in the answers about a case, by a word that
// stands nowhere else.
var canaries = map[string]string{
	"identity": "Hemmelig Elev", "guardians": "Hemmelig Mor", "talks": "hemmeligsamtale", "unsafe": "hemmeligfare", "reporter": `"reported_by"`,
}

// secretCase opens a case with something to find in every section, responsible
// student_services, opened by contact_teacher, with contact_teacher_2.
func (in *installation) secretCase() string {
	in.t.Helper()
	in.enrol("s1", "Hemmelig Elev", "2010-01-01", workflow.Guardian{ID: "g1", Name: "Hemmelig Mor"})
	id := in.want(in.post("contact_teacher", "/cases", opening("third_party_concern", object{"id": "s1"},
		"reported_by", "student", "concern", "hemmeligsamtale", "contact_safety", "unsafe", "contact_safety_reason", "hemmeligfare")), http.StatusCreated).id()
	for _, step := range []struct {
		by, step string
		fields   object
	}{
		{"contact_teacher", "hand_over", object{"person": []object{{"id": in.ids["student_services"]}}}},
		{"student_services", "accept_hand_over", object{}},
		{"student_services", "add_participant", object{"person": []object{{"id": in.ids["contact_teacher_2"]}}}},
		{"student_services", "add_note", object{"text": "hemmeligsamtale"}},
		{"student_services", "recuse", object{"person": []object{{"id": in.ids["social_counsellor"]}}, "reason": "accused"}},
	} {
		in.want(in.take(step.by, id, step.step, step.fields), http.StatusOK)
	}
	return id
}

// Over HTTP each reader is told of their sections, and of no other, whatever they
// ask of the case. What contact_teacher wrote themselves they read.
func TestSectionsOverHTTP(t *testing.T) {
	in := newInstallation(t)
	id := in.secretCase()
	all := []string{"guardians", "identity", "reporter", "talks", "unsafe"}
	for who, want := range map[string][]string{
		"student_services": all, "department_head": all, "principal": all, "department_head_2": all,
		"contact_teacher_2": {"guardians", "identity", "talks"}, "kjentmann": {"guardians", "identity", "reporter", "talks"},
		"contact_teacher": {"identity", "reporter", "talks", "unsafe"}, "auditor": {},
		"social_counsellor": nil, "observer": nil, "administrator": nil, "outsider": nil,
	} {
		var told bytes.Buffer
		for _, path := range []string{"", "/events", "/audit", "/access"} {
			a := in.get(who, "/cases/"+id+path)
			told.Write(a.raw)
			if want == nil && a.status != http.StatusNotFound {
				t.Errorf("%s: %s answered %d", who, path, a.status)
			}
		}
		told.Write(in.get(who, "/cases?q=hemmelig").raw)
		told.Write(in.get(who, "/cases").raw)
		told.Write(in.get(who, "/worklist").raw)
		var found []string
		for section, word := range canaries {
			if strings.Contains(told.String(), word) {
				found = append(found, section)
			}
		}
		slices.Sort(found)
		if !slices.Equal(found, want) && len(found)+len(want) > 0 {
			t.Errorf("%s finds %q, want %q", who, found, want)
		}
	}
}

// fill has strangers look until not even that can be stored.
func (in *installation) fill(id string) {
	in.t.Helper()
	for n := range 100_000 {
		stranger := workflow.Actor{ID: workflow.ActorID(fmt.Sprintf("stranger-%d", n)), Roles: []workflow.SchoolRole{{School: "rogn", Role: "auditor"}}}
		if _, err := in.engine.Case(in.t.Context(), stranger, workflow.CaseID(id)); errors.Is(err, workflow.ErrFull) {
			return
		} else if err != nil {
			in.t.Fatal(err)
		}
	}
	in.t.Fatal("the disk is never full")
}

// Nothing of a case is told when it cannot be recorded that somebody looks.
func TestNothingIsToldUnrecorded(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	in := newInstallation(t, func(_ *api.Config, o *store.Options) { o.MaxSize = 1 << 20 })
	id := in.secretCase()
	in.fill(id)
	for _, who := range []string{"department_head", "auditor", "kjentmann"} {
		for _, path := range []string{"/cases/" + id, "/cases/" + id + "/events", "/cases/" + id + "/audit", "/cases/" + id + "/access", "/cases"} {
			a := in.want(in.get(who, path), http.StatusInsufficientStorage)
			for _, word := range append(slices.Collect(maps.Values(canaries)), id, "verdict") {
				if bytes.Contains(a.raw, []byte(word)) {
					t.Errorf("%s: %s tells %q", who, path, word)
				}
			}
		}
	}
	in.want(in.get("department_head", "/me"), http.StatusOK)
	in.want(in.get("department_head", "/routines/kjentmann"), http.StatusOK)
}

// A case that rests is read through broken glass, by whom and why is told to
// whoever is responsible, and another of the leadership reviews it.
func TestGlassOverHTTP(t *testing.T) {
	in := newInstallation(t)
	id := in.secretCase()
	for _, step := range []struct {
		by, step string
		fields   object
	}{
		{"principal", "void", object{"reason": "by_mistake", "why": "x", "second_leader": []object{{"id": in.ids["department_head"]}}}},
		{"department_head", "confirm_void", object{"outcome": "agreed"}},
	} {
		in.want(in.take(step.by, id, step.step, step.fields), http.StatusOK)
	}
	in.clock.move(in.clock.now().Add(40 * 24 * time.Hour))
	reads := func() bool {
		return bytes.Contains(in.want(in.get("department_head_2", "/cases/"+id+"/events"), http.StatusOK).raw, []byte("hemmeligsamtale"))
	}
	if reads() {
		t.Error("a resting case is open")
	}
	why := object{"reason": "Eleven har bedt om å få vite hva som står der."}
	in.want(in.post("department_head_2", "/cases/"+id+"/glass", object{"reason": "haster"}), http.StatusUnprocessableEntity)
	in.want(in.post("kjentmann", "/cases/"+id+"/glass", why), http.StatusForbidden)
	in.want(in.post("social_counsellor", "/cases/"+id+"/glass", why), http.StatusNotFound)
	in.want(in.post("department_head_2", "/cases/"+id+"/glass", why), http.StatusCreated)
	if !reads() {
		t.Error("broken glass does not open it")
	}
	told := in.want(in.get("student_services", "/glass"), http.StatusOK).list("items")
	if len(told) != 1 || told[0]["case"] != id || told[0]["yours_to_review"] != false {
		t.Fatalf("the responsible is told %v", told)
	}
	review := "/glass/" + told[0]["id"].(string) + "/review"
	found := object{"finding": "justified", "note": "Eleven hadde bedt om det i brev."}
	in.want(in.post("department_head_2", review, found), http.StatusForbidden)
	in.want(in.post("principal", review, object{"finding": "perhaps", "note": "Eleven hadde bedt om det."}), http.StatusUnprocessableEntity)
	in.want(in.post("principal", review, found), http.StatusNoContent)
	in.want(in.post("department_head", review, found), http.StatusConflict)
	in.clock.move(in.clock.now().Add(time.Hour))
	if reads() {
		t.Error("an hour later it is still open")
	}
	in.want(in.get("principal", "/reading"), http.StatusOK)
	in.want(in.get("kjentmann", "/reading"), http.StatusForbidden)
}
