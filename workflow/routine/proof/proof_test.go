package proof

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

// invented reads the invented plans of testdata/routines.
func invented(t testing.TB) []*routine.Routine {
	t.Helper()
	files, err := filepath.Glob("../../../testdata/routines/invented-*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no invented plans: %v", err)
	}
	var list []*routine.Routine
	for _, file := range files {
		list = append(list, read(t, file))
	}
	return list
}

func read(t testing.TB, file string) *routine.Routine {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, _, problems := routine.Read(data)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", file, problems)
	}
	return r
}

func tell(story []Moment, lang routine.Lang) string {
	var b strings.Builder
	for _, m := range story {
		b.WriteString("  " + m.Text.In(lang) + ".\n")
	}
	return b.String()
}

// TestProved proves the shipped routines and the invented plans.
func TestProved(t *testing.T) {
	for _, r := range append(routine.Shipped(), invented(t)...) {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			p := Of(r)
			for _, q := range p.Broken() {
				t.Errorf("%s does not hold:\n%s", q.ID, tell(q.Counterexample(), routine.English))
			}
			t.Logf("%d states", p.States)
		})
	}
}

// TestShippedCertificates holds shipped.txt, by which the program knows the
// shipped routines as proved, to what the proof finds.
func TestShippedCertificates(t *testing.T) {
	var b strings.Builder
	for _, r := range routine.Shipped() {
		p := Of(r)
		if !p.Proved {
			t.Fatalf("%s is not proved", r.ID)
		}
		b.WriteString(certificate(r, p.States) + "\n")
	}
	if *update {
		if err := os.WriteFile("shipped.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if certificates != b.String() {
		t.Errorf("shipped.txt says\n%s\nthe proof\n%s\nrun make golden", certificates, b.String())
	}
}

// TestKeepers expects each test to be there that is said to keep what no
// routine can break.
func TestKeepers(t *testing.T) {
	source, err := os.ReadFile("../../properties_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for id, name := range keepers {
		if !strings.Contains(string(source), "\nfunc "+name+"(t *testing.T)") {
			t.Errorf("%s is said to be kept by %s, which is not there", id, name)
		}
	}
}

// TestExercised expects of every clause that the shipped routines come to where
// it is judged with what it is about: what never comes up is not kept.
func TestExercised(t *testing.T) {
	for i := range clauses {
		c := clauses[i]
		if c.nameless {
			continue // it asks that something never comes up; a broken routine shows that it is noticed
		}
		t.Run(c.id, func(t *testing.T) {
			for _, r := range routine.Shipped() {
				kept := c
				kept.must = &routine.Cond{Never: true} // nothing is enough: broken whenever judged
				found, _, err := find(r, goal{
					query: query{clause: &kept, facts: factsIn(c.when, c.must, c.sinceWhen)},
					is:    func(_ *model, s *state) bool { return s[flags]&broken != 0 },
					far:   func(m *model, s *state) int { return m.when.lack(s) },
				})
				if !found || err != nil {
					t.Errorf("%s never comes to where the clause is judged: %v", r.ID, err)
				}
			}
		})
	}
}
