package proof

import (
	"encoding/json"
	"testing"

	"kjentvei/workflow/routine"
)

// TestLawWarnings warns of steps that test or search a student, in the words of
// any language, and of nothing in the shipped routines.
func TestLawWarnings(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	for _, r := range append(routine.Shipped(), invented(t)...) {
		if w := warnings(r); len(w) > 0 {
			t.Errorf("%s: %s", r.ID, w[0].Text.In(routine.English))
		}
	}
	whole, _ := routine.Find("kjentmann")
	for words, law := range map[string]string{
		"Ta en urinprøve av eleven":      "Grunnloven § 102, EMK art. 8",
		"Be eleven blåse i alkotesteren": "Grunnloven § 102, EMK art. 8",
		"Give the student a drug test":   "Grunnloven § 102, EMK art. 8",
		"Ransak sekken":                  "Grunnloven § 102, EMK art. 8, straffeprosessloven kap. 15",
		"Search their locker":            "Grunnloven § 102, EMK art. 8, straffeprosessloven kap. 15",
		"Gennemsøg tasken":               "Grunnloven § 102, EMK art. 8, straffeprosessloven kap. 15",
	} {
		def := &routine.Definition{}
		if err := json.Unmarshal(whole.Canonical(), def); err != nil {
			t.Fatal(err)
		}
		def.Parameters = nil
		def.Steps[0].Title = routine.Same(words)
		r, problems := routine.Build(def, nil)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		p := Of(r)
		w := p.Warnings
		if len(w) != 1 || w[0].Law != law || w[0].Of != r.Steps[0].ID {
			t.Errorf("%q: %+v", words, w)
		}
		if !p.Proved {
			t.Errorf("%q: a warning bars the proof", words)
		}
	}
}
