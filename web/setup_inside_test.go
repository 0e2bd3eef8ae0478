package web

import (
	"os"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// Values with which a routine could be bypassed are refused with the story of how.
func TestRefusedValuesAreToldInWords(t *testing.T) {
	data, err := os.ReadFile("../testdata/routines/broken/P6-home-alone.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, problems := routine.Read(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, lang := range routine.Langs {
		broken := brokenIn(proof.Of(r), lang)
		if len(broken) == 0 || broken[0].Title == "" || len(broken[0].Story) < 2 || strings.Contains(strings.Join(broken[0].Story, ""), "{") {
			t.Errorf("%s: %+v", lang, broken)
		}
	}
}

// Every public holiday has a name in every language.
func TestHolidaysHaveNames(t *testing.T) {
	days := calendar.Holidays(calendar.On(2020, 1, 1), calendar.On(2040, 12, 31))
	if len(days) < 150 {
		t.Fatalf("only %d", len(days))
	}
	seen := map[string]bool{}
	for _, day := range days {
		seen[day.Name] = true
		if _, ok := holidayNames[day.Name]; !ok {
			t.Errorf("%s, %q, has no name of ours", day.Date, day.Name)
		}
	}
	if len(seen) != len(holidayNames) {
		t.Errorf("%d of %d names are used", len(seen), len(holidayNames))
	}
}

// Whoever brings in a roster is not told which of two students who leave, or come back,
// has a case: of a file that leaves out one, the count would be the answer.
func TestRosterTellsOfNoCase(t *testing.T) {
	told := func(n workflow.RosterCount) []planLine {
		return planIn(&workflow.RosterPlan{Schools: []workflow.RosterSchool{{Name: "Rogn", Students: n}}}, routine.Bokmal)
	}
	for _, pair := range [][2]workflow.RosterCount{{{Left: 1, Same: 3}, {Forgotten: 1, Same: 3}}, {{Returned: 1, Same: 3}, {Added: 1, Same: 3}}} {
		if with, without := told(pair[0]), told(pair[1]); !slices.Equal(with, without) || !strings.Contains(with[0].Said, "1 ") {
			t.Errorf("%v, and for a student without a case %v", with, without)
		}
	}
}
