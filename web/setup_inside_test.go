package web

import (
	"os"
	"strings"
	"testing"

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
