package workflow_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// versionOf reads a plan of testdata/routines with parts of its text replaced.
func versionOf(t *testing.T, id string, changes ...string) *routine.Routine {
	t.Helper()
	data, err := os.ReadFile("../testdata/routines/" + id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, problems := routine.Read([]byte(strings.NewReplacer(changes...).Replace(string(data))))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return r
}

// An open case goes on under the version that it began with, also after the
// program was started anew; a new case follows the new version.
func TestOpenCasesKeepTheirVersion(t *testing.T) {
	const id = "invented-five-steps"
	db := storetest.New(t)
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	start := func() *workflow.Engine {
		e, err := workflow.NewEngine(t.Context(), db, func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	engine := start()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	teacher := workflow.Actor{ID: "contact_teacher", Name: "T", Roles: []workflow.SchoolRole{{School: "rogn", Role: "contact_teacher"}}}
	must(engine.PutStaff(t.Context(), &workflow.Staff{ID: teacher.ID, Name: teacher.Name, Roles: teacher.Roles}))
	by := workflow.Operation{At: now, System: "kari"}
	must(engine.PublishBy(t.Context(), versionOf(t, id), by))
	first := openFor(t, engine, id, teacher)

	// The second version lets nobody call it nothing right away.
	must(engine.PublishBy(t.Context(), versionOf(t, id, "version: 1", "version: 2", "from: [noticed, shared, talked]", "from: [shared, talked]"), by))
	engine = start()
	second := openFor(t, engine, id, teacher)
	for _, want := range []struct {
		id      workflow.CaseID
		version int
		taken   bool
	}{{first, 1, true}, {second, 2, false}} {
		result, err := engine.Take(t.Context(), workflow.StepRequest{Case: want.id, Actor: teacher, Steps: []workflow.StepInput{
			{Step: "find_unfounded", Input: workflow.Input{"reason": "Det var ingenting"}},
		}})
		must(err)
		if got := result.Routine().Version; got != want.version || (result.Refusal == nil) != want.taken {
			t.Errorf("version %d, refusal %+v, want %+v", got, result.Refusal, want)
		}
	}
	mismatches, err := engine.Verify(t.Context())
	if len(mismatches) > 0 || err != nil {
		t.Error(mismatches, err)
	}
}

func openFor(t *testing.T, e *workflow.Engine, routineID string, by workflow.Actor) workflow.CaseID {
	t.Helper()
	result, err := e.Open(t.Context(), workflow.OpenRequest{
		Actor: by, School: "rogn", Routine: routineID, Scenario: "third_party_concern", Student: &workflow.StudentInput{Name: "Elev En"},
		Input: workflow.Input{"noticed": "Borte hver fredag", "contact_safety": "safe"},
	})
	if err != nil || result.Refusal != nil {
		t.Fatal(err, result)
	}
	return result.ID
}

// What is published does not change, and nothing older than the newest is new.
func TestPublishRefuses(t *testing.T) {
	const id = "invented-five-steps"
	db := storetest.New(t)
	engine, err := workflow.NewEngine(t.Context(), db, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		changes []string
		want    error
	}{
		{"the second version", []string{"version: 1", "version: 2"}, nil},
		{"again", []string{"version: 1", "version: 2"}, nil},
		{"the same number with other content", []string{"version: 1", "version: 2", "default: 10, max: 30", "default: 11, max: 30"}, workflow.ErrConflict},
		{"an older one", nil, workflow.ErrConflict},
		{"the fourth", []string{"version: 1", "version: 4"}, nil},
	} {
		err := engine.PublishBy(t.Context(), versionOf(t, id, test.changes...), workflow.Operation{System: "kari"})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	versions, err := engine.Versions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range versions {
		if v.ID == id {
			got = append(got, fmt.Sprint(v.Version, v.Current))
		}
	}
	if diff := cmp.Diff([]string{"2 false", "4 true"}, got); diff != "" {
		t.Error(diff)
	}
	if r, err := engine.Version(t.Context(), id, 2); err != nil || r.Version != 2 {
		t.Error(r, err)
	}
	if _, err := engine.Version(t.Context(), id, 3); !errors.Is(err, workflow.ErrNotFound) {
		t.Error(err)
	}
}

// A school's own version of a shipped routine outlives a program that ships
// another of the same number.
func TestSchoolsVersionStays(t *testing.T) {
	db := storetest.New(t)
	def, _ := routine.Parse(routine.ShippedSource("kjentmann"))
	own, problems := routine.Build(def, map[string][]string{"talk_days": {"7"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	err := db.Update(t.Context(), func(tx workflow.Tx) error {
		return tx.PutRoutine(workflow.RoutineRef{ID: own.ID, Version: own.Version, Hash: own.Hash}, own.Canonical())
	})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := workflow.NewEngine(t.Context(), db, nil)
	if err != nil {
		t.Fatal(err)
	}
	if rules, err := engine.Routine("kjentmann"); err != nil || rules.Routine.Hash != own.Hash {
		t.Errorf("new cases do not follow the school's version: %v", err)
	}
}
