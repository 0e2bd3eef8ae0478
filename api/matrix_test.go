package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/accesstest"
)

// told is everything that somebody is told when they ask about a case.
type told struct {
	statuses map[string]int
	all      []byte
	sees     []string // as the case says
	reporter bool     // who raised the concern
	chosen   bool     // what was decided by choosing
}

func (in *installation) told(user, id string) told {
	in.t.Helper()
	out := told{statuses: map[string]int{}}
	for _, path := range []string{"", "/events", "/audit", "/access"} {
		a := in.get(user, "/cases/"+id+path)
		out.statuses[path] = a.status
		out.all = append(out.all, a.raw...)
		if path == "" {
			sees, _ := a.body["sees"].([]any)
			for _, section := range sees {
				out.sees = append(out.sees, fmt.Sprint(section))
			}
		}
		for _, e := range a.items() {
			fields, _ := e["fields"].(map[string]any)
			out.reporter = out.reporter || path == "/events" && fields["reported_by"] == "student"
			out.chosen = out.chosen || path == "/events" && fields["reason"] == "accused"
		}
	}
	for _, path := range []string{"/cases?q=kanari", "/cases", "/worklist", "/glass"} {
		out.all = append(out.all, in.get(user, path).raw...)
	}
	return out
}

// The whole of the reviewed table over HTTP: everybody finds of a case the sections
// that it gives them, and no other wherever they look, and may do what it lets them.
func TestMatrixOverHTTP(t *testing.T) {
	golden, err := os.ReadFile(accesstest.Golden)
	if err != nil {
		t.Fatal(err)
	}
	in := newInstallation(t)
	school := accesstest.Arrange(t, in.engine, string(golden), "", func(d time.Duration) { in.clock.move(in.clock.now().Add(d)) })
	for _, p := range school.People {
		if in.tokens[p.User], _, err = in.engine.CreateToken(t.Context(), p.User, workflow.Everything, time.Time{}, time.Now(), workflow.Operation{System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	found := workflow.Section(0)
	school.Each(func(r accesstest.Row) {
		if r.Limited {
			return // a token is as good as a second factor
		}
		found |= in.sections(r)
		in.actions(r)
	})
	for _, role := range school.Roles() {
		if may := school.AtSchool(role, false); role != accesstest.None {
			in.atSchool(role, may)
		}
	}
	if all := workflow.Alive | workflow.Identity | workflow.Guardians | workflow.Reporter | workflow.Talks | workflow.Unsafe | workflow.Decisions | workflow.Verdicts | workflow.AccessLog; found != all {
		t.Errorf("found %s in all", found)
	}
}

// sections holds what somebody is told against the table.
func (in *installation) sections(r accesstest.Row) workflow.Section {
	in.t.Helper()
	told := in.told(r.Person.User, string(r.Case.ID))
	var found workflow.Section
	for section, word := range r.Case.Words() {
		if bytes.Contains(told.all, []byte(word)) {
			found |= section
		}
	}
	for section, there := range map[workflow.Section]bool{
		workflow.Alive: told.statuses[""] == http.StatusOK, workflow.Verdicts: told.statuses["/audit"] == http.StatusOK,
		workflow.AccessLog: told.statuses["/access"] == http.StatusOK, workflow.Reporter: told.reporter, workflow.Decisions: told.chosen,
	} {
		if there {
			found |= section
		}
	}
	if want := r.Sees | r.Wrote; found != want {
		in.t.Errorf("%s: finds %s, not %s", r, found, want)
	}
	if said := strings.Join(told.sees, " "); said != r.Sees.String() {
		in.t.Errorf("%s: is told to see %q, not %q", r, said, r.Sees)
	}
	for path, status := range told.statuses {
		if r.Sees == 0 && status != http.StatusNotFound || status != http.StatusOK && status != http.StatusForbidden && r.Sees != 0 {
			in.t.Errorf("%s: %q answers %d", r, path, status)
		}
	}
	return found
}

// actions holds what somebody may do against the table, without doing it: what lets
// them through then finds something wrong with it.
func (in *installation) actions(r accesstest.Row) {
	in.t.Helper()
	user, path := r.Person.User, "/cases/"+string(r.Case.ID)
	try := func(what string, a *answer, may bool, through ...int) {
		in.t.Helper()
		if !may {
			through = []int{http.StatusForbidden, http.StatusNotFound}
		}
		if !slices.Contains(through, a.status) || r.Sees == 0 && a.status != http.StatusNotFound {
			in.t.Errorf("%s: %s answers %d", r, what, a.status)
		}
	}
	may := func(action workflow.Action) bool { return r.May&action != 0 }
	try("a step", in.post(user, path+"/steps/add_note", object{"fields": object{"text": "x"}}, revision(99)), may(workflow.TakeSteps), http.StatusPreconditionFailed)
	try("several steps", in.post(user, path+"/steps", object{"steps": []object{{"step": "add_note", "fields": object{"text": "x"}}}}, revision(99)), may(workflow.TakeSteps), http.StatusPreconditionFailed)
	broke := r.Person.Relation == "through_glass"
	// Who sees it all has no glass to break; who has broken it presses in vain.
	try("breaking the glass", in.post(user, path+"/glass", object{"reason": "kort"}), may(workflow.BreakGlass) && (broke || r.Sees&workflow.Talks == 0), http.StatusUnprocessableEntity, http.StatusCreated)
	if r.Case.Glass != 0 {
		try("reviewing it", in.post(user, fmt.Sprintf("/glass/%d/review", r.Case.Glass), object{"finding": "perhaps", "note": "x"}), may(workflow.ReviewGlass), http.StatusUnprocessableEntity)
	}
}

// atSchool holds what one of a role may do, whatever the case, against the table.
func (in *installation) atSchool(role string, may []string) {
	in.t.Helper()
	user := role + "_alone"
	in.hire(user, role, "rogn")
	for action, allowed := range map[string]bool{
		"open_cases":     in.post(user, "/cases", object{}).status != http.StatusForbidden,
		"read_looked_at": in.get(user, "/reading").status == http.StatusOK,
		"read_figures":   in.get(user, "/audit").status == http.StatusOK && !slices.Contains(may, "read_totals"),
		"read_totals":    in.get(user, "/audit").status == http.StatusOK && slices.Contains(may, "read_totals"),
	} {
		if allowed != slices.Contains(may, action) {
			in.t.Errorf("%s: %s is let through: %t", role, action, allowed)
		}
	}
}
