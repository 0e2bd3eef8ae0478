package workflow_test

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/roster/rostertest"
	"kjentvei/workflow/routine"
)

var scopes = []workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps, workflow.OnlyFigures, "forged"}

// asked is every method of the engine that somebody asks for something by, and the
// scopes that it answers. A method that is not here fails the test.
var asked = map[string]struct {
	answers []workflow.Scope
	call    func(context.Context, *history, workflow.Actor) error
}{
	"Case": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Case(ctx, a, h.current)
		return err
	}},
	"Cases": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, _, err := h.engine.Cases(ctx, a, workflow.Query{Sort: "opened_at", Limit: 5})
		return err
	}},
	"List": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.List(ctx, a, workflow.Query{Sort: "opened_at", Limit: 5}, "siv")
		return err
	}},
	"Worklist": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Worklist(ctx, a)
		return err
	}},
	"Students": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Students(ctx, a, a.Roles[0].School, "siv", 5)
		return err
	}},
	"Figures": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlyFigures}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Figures(ctx, a, "", workflow.Period{})
		return err
	}},
	"CasesBehind": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.CasesBehind(ctx, a, "", workflow.Period{}, audit.Cell{Requirement: "DV-13", Verdict: audit.Pending}, "")
		return err
	}},
	"HandedOn": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.HandedOn(ctx, a)
		return err
	}},
	"ToSign": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.ToSign(ctx, a)
		return err
	}},
	"Waiting": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Waiting(ctx, a)
		return err
	}},
	"Colleagues": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Colleagues(ctx, a)
		return err
	}},
	"Vouch": {[]workflow.Scope{workflow.Everything, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Vouch(ctx, a, a.ID, h.now)
		if errors.Is(err, workflow.ErrNotFound) {
			return nil // nobody vouches for themselves
		}
		return err
	}},
	"Revision": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Revision(ctx, a, h.current)
		return err
	}},
	"AccessLog": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.AccessLog(ctx, a, h.current)
		return err
	}},
	"Broken": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Broken(ctx, a)
		return err
	}},
	"Reading": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Reading(ctx, a, a.Roles[0].School)
		return err
	}},
	"BreakGlass": {[]workflow.Scope{workflow.Everything, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.BreakGlass(ctx, a, h.current, "Eleven har spurt hva som ble avtalt.")
		if !errors.Is(err, workflow.ErrScope) && errors.Is(err, workflow.ErrForbidden) {
			return nil // the case can be read without
		}
		return err
	}},
	"ReviewGlass": {[]workflow.Scope{workflow.Everything, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		err := h.engine.ReviewGlass(ctx, a, 1, "justified", "Det var eleven som spurte.")
		if errors.Is(err, workflow.ErrNotFound) {
			return nil // there is nothing to review
		}
		return err
	}},
	"OpeningViews": {scopes, func(ctx context.Context, h *history, a workflow.Actor) error {
		rules, err := h.engine.Routine("kjentmann")
		if err != nil {
			return err
		}
		views, err := h.engine.OpeningViews(ctx, a, a.Roles[0].School, rules, &rules.Routine.Scenarios[0])
		if len(views) == 0 {
			return errors.New("nothing is asked for")
		}
		return err
	}},
	"Open": {[]workflow.Scope{workflow.Everything, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		result, err := h.engine.Open(ctx, workflow.OpenRequest{
			Actor: a, School: a.Roles[0].School, Routine: "kjentmann", Scenario: "self_referral",
			Student: &workflow.StudentInput{Name: "Iben Lund", BirthDate: "2010-01-01"}, Input: workflow.Input{"contact_safety": "safe"},
		})
		if err == nil && result.Refusal != nil {
			return errors.New("refused")
		}
		return err
	}},
	"Take": {[]workflow.Scope{workflow.Everything, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		result, err := h.engine.Take(ctx, workflow.StepRequest{Case: h.current, Actor: a, Steps: []workflow.StepInput{{Step: "add_note", Input: workflow.Input{"text": "x"}}}})
		if err == nil && result.Refusal != nil {
			return errors.New("refused")
		}
		return err
	}},
	"Setup": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.Setup(ctx, administrator(a), "rogn")
		return err
	}},
	"NameSchool": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.NameSchool(ctx, administrator(a), "rogn", "Rogn", "", h.now)
	}},
	"Confirm": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.Confirm(ctx, administrator(a), "rogn", workflow.TopicDays, h.now)
	}},
	"People": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, _, err := h.engine.People(ctx, a, "rogn")
		return err
	}},
	"GiveRole": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.GiveRole(ctx, administrator(a), "rogn", workflow.NewRole{User: "ny", Name: "Ny Testdal", Role: "kjentmann"}, h.now)
		return err
	}},
	"EndRoleOf": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.EndRoleOf(ctx, administrator(a), "rogn", "observer", "observer", h.engine.Today()+9, h.now)
	}},
	"SetPhone": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.SetPhone(ctx, administrator(a), "rogn", "observer", "99 00 00 02", h.now)
	}},
	"ShutOut": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.ShutOut(ctx, administrator(a), "rogn", "observer", h.now)
	}},
	"InviteMember": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, _, err := h.engine.InviteMember(ctx, administrator(a), "rogn", "auditor", h.now)
		if errors.Is(err, workflow.ErrConflict) {
			return nil // the staff of these tests have no user names
		}
		return err
	}},
	"ForgetMember": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.ForgetMember(ctx, administrator(a), "rogn", "auditor", h.now)
	}},
	"HelpPlaces": {[]workflow.Scope{workflow.Everything, workflow.OnlyRead, workflow.OnlySteps}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.HelpPlaces(ctx, a, "rogn")
		return err
	}},
	"PutHelpPlace": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.PutHelpPlace(ctx, administrator(a), "rogn", workflow.HelpPlace{Name: "Helsesykepleieren", Phone: "99 00 00 01"}, h.now)
	}},
	"RemoveHelpPlace": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.RemoveHelpPlace(ctx, administrator(a), "rogn", "gone", h.now)
	}},
	"FreeDays": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.FreeDays(ctx, administrator(a), "rogn")
		return err
	}},
	"AddFreeDays": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		return h.engine.AddFreeDays(ctx, administrator(a), "rogn", autumn, h.now)
	}},
	"RemoveFreeDays": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		err := h.engine.RemoveFreeDays(ctx, administrator(a), "rogn", autumn, h.now)
		if errors.Is(err, workflow.ErrNotFound) {
			return nil // none were added
		}
		return err
	}},
	"RosterSchools": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.RosterSchools(ctx, administrator(a), "rogn", readRoster(h.t, rostertest.Town(1, 2).Bulk()))
		return err
	}},
	"ImportAtSchool": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		in := workflow.RosterImport{File: readRoster(h.t, rostertest.Town(1, 2).Bulk()), Codes: rogn, DryRun: true}
		_, err := h.engine.ImportAtSchool(ctx, administrator(a), "rogn", in, h.now)
		return err
	}},
	"LocalValues": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		_, err := h.engine.LocalValues(ctx, administrator(a), "rogn", "kjentmann")
		return err
	}},
	"SetLocalValues": {[]workflow.Scope{workflow.Everything}, func(ctx context.Context, h *history, a workflow.Actor) error {
		rules, err := h.engine.Routine("kjentmann")
		if err != nil {
			return err
		}
		_, err = h.engine.SetLocalValues(ctx, administrator(a), "rogn", "kjentmann", rules.Routine.Version, values(rules.Routine), h.now)
		return err
	}},
}

func TestScopes(t *testing.T) {
	h := started(t, selfReferral)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		for _, scope := range scopes {
			actor := h.actor("principal")
			actor.Scope = scope
			err := asked[name].call(t.Context(), h, actor)
			if answers := slices.Contains(asked[name].answers, scope); answers && err != nil || !answers && !errors.Is(err, workflow.ErrScope) {
				t.Errorf("%s by a token for %q: %v", name, scope, err)
			}
		}
	}
	if !errors.Is(workflow.ErrScope, workflow.ErrForbidden) {
		t.Error("what a token is not made for is not forbidden")
	}
}

// What is not there and what is there are answered alike by a token that is not
// for it.
func TestScopeComesFirst(t *testing.T) {
	h := started(t, selfReferral)
	actor := h.actor("principal")
	actor.Scope = workflow.OnlyFigures
	_, there := h.engine.Case(t.Context(), actor, h.current)
	_, absent := h.engine.Case(t.Context(), actor, "nothing")
	if there == nil || there != absent {
		t.Errorf("%v, %v", there, absent)
	}
}

// Every exported method of the engine that is asked by an actor, or by a request
// that has one, is in the table.
func TestEveryQuestionHasItsScope(t *testing.T) {
	engine := reflect.TypeFor[*workflow.Engine]()
	found := map[string]bool{}
	for method := range engine.Methods() {
		for at := range method.Type.NumIn() {
			if in := method.Type.In(at); carriesActor(in) {
				found[method.Name] = true
			}
		}
	}
	for name := range found {
		if asked[name].call == nil {
			t.Errorf("%s takes an actor, and nothing says by which scopes it may be asked", name)
		}
	}
	for name := range asked {
		if !found[name] {
			t.Errorf("%s takes no actor", name)
		}
	}
}

// carriesActor reports whether a type is an actor, or a request with one.
func carriesActor(t reflect.Type) bool {
	actor := reflect.TypeFor[workflow.Actor]()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == actor || t.Kind() != reflect.Struct {
		return t == actor
	}
	for field := range t.Fields() {
		if field.Type == actor {
			return true
		}
	}
	return false
}

// A token for figures names nobody, also where fields offer people to choose.
func TestScopeWithoutPeople(t *testing.T) {
	h := started(t, selfReferral)
	rules, err := h.engine.Routine("kjentmann")
	if err != nil {
		t.Fatal(err)
	}
	offered := map[workflow.Scope]int{}
	for _, scope := range scopes {
		actor := h.actor("principal")
		actor.Scope = scope
		scenario := rules.Routine.Scenarios[0]
		scenario.Fields = append(slices.Clone(scenario.Fields), routine.Field{Name: "who", Type: "people", From: []string{"staff"}})
		views, err := h.engine.OpeningViews(t.Context(), actor, actor.Roles[0].School, rules, &scenario)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range views {
			for _, made := range v.Made {
				offered[scope] += len(made.List)
			}
		}
	}
	if offered[workflow.Everything] == 0 || offered[workflow.OnlyFigures] != 0 || offered["forged"] != 0 || offered[workflow.OnlyRead] != offered[workflow.Everything] {
		t.Errorf("people who are offered: %v", offered)
	}
}

func TestParseScope(t *testing.T) {
	for text, want := range map[string]workflow.Scope{"all": workflow.Everything, "read": workflow.OnlyRead, "steps": workflow.OnlySteps, "figures": workflow.OnlyFigures} {
		got, err := workflow.ParseScope(text)
		if got != want || err != nil || got.String() != text {
			t.Errorf("%q is %q (%v), %v", text, got, got, err)
		}
	}
	for _, text := range []string{"", "All", "write", "read,steps"} {
		if got, err := workflow.ParseScope(text); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
}

// A token acts by its scope, and says on which day it was used last, if that can
// be stored.
func TestTokenScopeAndLastUse(t *testing.T) {
	h := started(t, selfReferral)
	by := workflow.Operation{At: time.Now(), System: "test"}
	if _, err := h.engine.AddUser(t.Context(), "kari", "Kari", "principal", "rogn", "", by); err != nil {
		t.Fatal(err)
	}
	morning := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	secret, _, err := h.engine.CreateToken(t.Context(), "kari", workflow.OnlyRead, time.Time{}, morning, by)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.engine.CreateToken(t.Context(), "kari", "forged", time.Time{}, morning, by); !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("a token for what there is not: %v", err)
	}
	used := func() string {
		tokens, err := h.engine.Tokens(t.Context())
		if err != nil || len(tokens) != 1 {
			t.Fatal(tokens, err)
		}
		return tokens[0].UsedOn.String()
	}
	if got := used(); got != "" {
		t.Errorf("used on %s before it was", got)
	}
	for _, tt := range []struct {
		at   time.Time
		want string
	}{
		{morning, "2026-11-27"}, {morning.Add(time.Hour), "2026-11-27"},
		{morning.Add(15*time.Hour + 30*time.Minute), "2026-11-28"}, // half past midnight in Oslo
		{morning, "2026-11-28"}, // a clock that goes back
	} {
		actor, err := h.engine.Authenticate(t.Context(), secret, tt.at)
		if err != nil || actor.Scope != workflow.OnlyRead {
			t.Errorf("%v, %v", actor, err)
		}
		if got := used(); got != tt.want {
			t.Errorf("used at %s: %s, want %s", tt.at, got, tt.want)
		}
	}
}
