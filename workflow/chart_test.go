package workflow_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"kjentvei/workflow"
)

// Where a case stands, as an operator may see it: by state, and by nobody's name.
func TestChart(t *testing.T) {
	h := newHistory(t, "kjentmann")
	h.play("chart", `
student siv born=2010-03-01 guardians=mor,far
open third_party_concern by contact_teacher student=siv reported_by=staff
take raise_concern by contact_teacher with=contact_teacher_2
take pass_on by contact_teacher to=kjentmann
take hold_talk by kjentmann outcome=admitted present=kjentmann,student
`)
	reference := h.view("principal").Reference
	chart, err := h.engine.Chart(t.Context(), reference, workflow.Operation{System: "root"})
	if err != nil {
		t.Fatal(err)
	}
	if chart.State != "admitted" || strings.Join(chart.Visited, " ") != "received passed" {
		t.Errorf("in %s, was in %v", chart.State, chart.Visited)
	}
	blocked := map[string]int{}
	for _, ahead := range chart.Ahead {
		blocked[ahead.State] = len(ahead.Blocked)
	}
	for state, open := range map[string]bool{"following_up": true, "watching": true, "meeting_called": false, "settled": false} {
		if reasons, ok := blocked[state]; !ok || (reasons == 0) != open {
			t.Errorf("%s: %d reasons against it, ahead: %v", state, reasons, ok)
		}
	}
	told, err := json.Marshal(chart.Ahead)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"siv", "mor", "contact_teacher"} {
		if strings.Contains(string(told), `"`+name) {
			t.Errorf("the chart names %s: %s", name, told)
		}
	}
	for _, reference := range []string{reference[:len(reference)-1], "2027" + reference[4:], ""} {
		if _, err := h.engine.Chart(t.Context(), reference, workflow.Operation{}); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("chart of %q: %v", reference, err)
		}
	}
}

// What another scenario alone leads to is not ahead.
func TestChartLeavesOutWhatCannotBe(t *testing.T) {
	h := newHistory(t, "county-six-steps")
	h.play("chart", `
student siv born=2010-03-01 guardians=mor,far
open third_party_concern by contact_teacher student=siv reported_by=staff
`)
	chart, err := h.engine.Chart(t.Context(), h.view("principal").Reference, workflow.Operation{System: "root"})
	if err != nil {
		t.Fatal(err)
	}
	for _, ahead := range chart.Ahead {
		if ahead.State == "after" {
			t.Error("an episode at school is followed up that never was")
		}
	}
}
