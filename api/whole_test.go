package api

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// TestWrittenAsByEncodingJSON compares what is put together from pieces with
// what encoding/json makes of the whole: for every scenario, before and after
// steps, for different people, in every language.
func TestWrittenAsByEncodingJSON(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	var people []workflow.Actor
	for _, role := range []string{"kjentmann", "contact_teacher", "department_head", "principal", "auditor"} {
		s, err := engine.AddUser(t.Context(), role, "Kollega <"+role+"> & \"co\"", role, "rogn", "", workflow.Operation{})
		if err != nil {
			t.Fatal(err)
		}
		people = append(people, workflow.Actor{ID: s.ID, Name: s.Name, Roles: s.Roles})
	}
	s := &workflow.Student{ID: "s1", School: "rogn", Name: "Kim <&>\u2028 Lund", Class: "2STA", BirthDate: calendar.On(2010, 1, 1), Guardians: []workflow.Guardian{{ID: "g1", Name: "Ask \"Lund\""}}}
	if err := engine.PutStudent(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	scribe := newScribe()
	for _, r := range engine.Routines() {
		for i := range r.Scenarios {
			compareAll(t, engine, scribe, people, r.ID, &r.Scenarios[i])
		}
	}
}

// compareAll leads a case through some steps and compares it after each.
func compareAll(t *testing.T, engine *workflow.Engine, s *scribe, people []workflow.Actor, routineID string, scenario *routine.Scenario) {
	t.Helper()
	input := workflow.Input{}
	for _, field := range workflow.OpeningFields(scenario) {
		if field.Type == "choice" && field.Required {
			input[field.Name] = field.Choices[0].Value
		}
	}
	opening := workflow.OpenRequest{Actor: people[0], School: "rogn", Routine: routineID, Scenario: scenario.ID, Input: input}
	if !scenario.NoName {
		opening.Student = &workflow.StudentInput{ID: "s1"}
	}
	opened, err := engine.Open(t.Context(), opening)
	if err != nil || opened.Refusal != nil {
		t.Fatalf("%s %s: %v", routineID, scenario.ID, err)
	}
	kjentmann, leader, principal := people[0], people[2], people[3]
	steps := []struct {
		by    workflow.Actor
		step  string
		input workflow.Input
	}{
		{kjentmann, "add_note", workflow.Input{"text": "<b>Ringte</b>"}},
		{kjentmann, "note_time", workflow.Input{"step": "record_emergency"}}, // which then helps with DV-14, too
		{kjentmann, "record_emergency", workflow.Input{"what": []any{"called_113"}, "reason": "Pusten"}},
		{kjentmann, "record_breach", workflow.Input{"of": "DV-6", "why": "Glemt"}},
		{leader, "recuse", workflow.Input{"person": []any{map[string]any{"id": string(principal.ID)}}, "reason": "family"}}, // nobody else leads then
		{leader, "void", workflow.Input{"reason": "by_mistake", "why": "Glemt"}},
	}
	for {
		for _, actor := range people {
			compare(t, engine, s, actor, opened.ID)
		}
		if len(steps) == 0 {
			return
		}
		next := []workflow.StepInput{{Step: steps[0].step, Input: steps[0].input}}
		result, err := engine.Take(t.Context(), workflow.StepRequest{Case: opened.ID, Actor: steps[0].by, Steps: next})
		if err != nil || result.Refusal != nil {
			t.Fatalf("%s %s %s: %v %v", routineID, scenario.ID, next[0].Step, err, result)
		}
		steps = steps[1:]
	}
}

func compare(t *testing.T, engine *workflow.Engine, s *scribe, actor workflow.Actor, id workflow.CaseID) {
	t.Helper()
	v, err := engine.Case(t.Context(), actor, id)
	if err != nil {
		return // not theirs to see
	}
	page, err := engine.List(t.Context(), actor, workflow.Query{Limit: 3}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range routine.Langs {
		want := wholeJSON(v, lang)
		for _, step := range v.Steps() {
			want.Steps = append(want.Steps, stepOf(v, &step, lang))
		}
		got, err := s.whole(nil, v, lang)
		same(t, fmt.Sprint("case for ", actor.Name), got, err, want)

		items := list[caseJSON]{Items: []caseJSON{}, NextCursor: page.Next}
		for _, item := range page.Items {
			items.Items = append(items.Items, summaryJSON(item, lang))
		}
		got, err = s.page(nil, page, lang)
		same(t, fmt.Sprint("page for ", actor.Name), got, err, items)
	}
}

func same(t *testing.T, what string, got []byte, err error, want any) {
	t.Helper()
	wanted, wantErr := json.Marshal(want)
	if err != nil || wantErr != nil || string(got) != string(wanted) {
		t.Fatalf("%s: %v %v\n%s\nwant\n%s", what, err, wantErr, got, wanted)
	}
}

// stepOf is a step all at once.
func stepOf(v *workflow.View, s *workflow.StepView, lang routine.Lang) stepJSON {
	out := stepJSON{
		stepFront: frontOf(s.Step, s.Common, lang), Allowed: s.Allowed,
		stepBack:  stepBack{Roles: s.Step.Who, Requirements: append([]string{}, s.Serves...)},
		BlockedBy: []blockedJSON{}, Fields: []fieldJSON{},
	}
	for _, u := range s.Blocked {
		out.BlockedBy = append(out.BlockedBy, blockedJSON{Code: u.Code, Requirement: u.Requirement, Message: v.Explain(s.Step.ID, u).In(lang)})
	}
	for i := range s.Fields {
		out.Fields = append(out.Fields, fieldOf(&s.Fields[i], lang))
	}
	return out
}
