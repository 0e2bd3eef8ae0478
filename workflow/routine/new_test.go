package routine_test

import (
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// What people start from has no mistakes, and is the routine that they named.
func TestNewRoutineIsSound(t *testing.T) {
	source, problems := routine.New("var-skole_2")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, id, problems := routine.Read(source)
	if len(problems) > 0 || id != "var-skole_2" {
		t.Fatalf("%s: %v", id, problems)
	}
	for _, s := range []string{"self_referral", "third_party_concern", "intoxicated_at_school"} {
		if _, ok := r.Scenario(s); !ok {
			t.Errorf("no scenario %s", s)
		}
	}
	for _, section := range []string{"parameters:", "facts:", "scenarios:", "states:", "steps:", "requirements:", "resources:", "notes:", "uses:"} {
		if _, before, _ := strings.Cut(string(source), "\n"+section); before == "" {
			t.Errorf("no %s", section)
		}
	}
}

func TestNewRefusesWhatIsNoID(t *testing.T) {
	for _, id := range []string{"", "Vår skole", "x\nversion: 2", "a b"} {
		if source, problems := routine.New(id); len(problems) != 1 || problems[0].Key != "bad_id" || source != nil {
			t.Errorf("%q: %v", id, problems)
		}
	}
}
