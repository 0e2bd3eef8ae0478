package oracle_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/oracle"
	"kjentvei/workflow/routine"
)

// plans are the shipped routines and the invented ones.
func plans(t testing.TB) []*routine.Routine {
	list := routine.Shipped()
	files, err := filepath.Glob("../../../testdata/routines/invented-*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no invented routines: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, _, problems := routine.Read(data)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", file, problems)
		}
		list = append(list, r)
	}
	return list
}

// A usual run makes the same cases each time, so that a change is judged and not
// its luck; KJENTVEI_TORTURE, or -rapid.seed, makes others.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.seed"); f.Value.String() == "0" && torture() == 1 {
		if err := f.Value.Set("20261127"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// diceOf are the dice of a round. Each begins by drawing one number more than the
// one before: with the same seed it goes other ways all the same.
func diceOf(rt *rapid.T, round int) *dice {
	for range round {
		rapid.Uint64().Draw(rt, "round")
	}
	return newDice(rt)
}

// TestTraces compares the two on made-up cases of real routines.
func TestTraces(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	for _, r := range plans(t) {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			rules := audit.Compile(r)
			for round := range 4 * torture() {
				rapid.Check(t, func(rt *rapid.T) { compare(rt, rules, tale(diceOf(rt, round), r)) })
			}
		})
	}
}

// TestInventedRequirements compares them on cases of routines whose requirements
// are made up with each case.
func TestInventedRequirements(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	t.Parallel()
	for round := range 12 * torture() {
		rapid.Check(t, func(rt *rapid.T) {
			d := diceOf(rt, round)
			r := invent(d)
			compare(rt, audit.Compile(r), tale(d, r))
		})
	}
}

func compare(rt *rapid.T, rules *audit.Rules, c *teller) {
	differences := differ(rules, c)
	if len(differences) == 0 {
		return
	}
	id, _, _ := strings.Cut(differences[0], " ")
	c = smaller(rules, c, id)
	differences = differ(rules, c)
	for _, d := range rules.Routine.Requirements {
		if rules.Routine.ID == "made-up" {
			d.Title, d.About, d.Source = routine.Text{}, routine.Text{}, routine.Cite{}
			differences = append(differences, told(&d))
		}
	}
	rt.Fatalf("%s\n\nThe case:\n%s", strings.Join(differences, "\n"), c)
}

// differ tells where the two differ about a case.
func differ(rules *audit.Rules, c *teller) []string {
	mine, theirs := oracle.Judge(rules.Routine, c.t, c.cal, c.now), rules.Verdicts(c.t, c.cal, c.now)
	return oracle.Differences(mine, theirs)
}

// smaller is a case without events, and what was filled in, that are not needed
// for the two to differ about a requirement.
func smaller(rules *audit.Rules, c *teller, id string) *teller {
	still := func(t *audit.Trace) bool {
		less := *c
		less.t = t
		if !slices.ContainsFunc(differ(rules, &less), func(line string) bool { return strings.HasPrefix(line, id+" ") }) {
			return false
		}
		c = &less
		return true
	}
	for i := len(c.t.Events) - 1; i > 0; i-- {
		if c.t.Events[i].State != c.t.Events[i-1].State {
			continue
		}
		t := *c.t
		t.Events = slices.Delete(slices.Clone(t.Events), i, i+1)
		still(&t)
	}
	for i := range c.t.Events {
		if c.r.Common(c.t.Events[i].Step) {
			continue
		}
		for f := len(c.t.Events[i].Fields) - 1; f >= 0; f-- {
			t := *c.t
			t.Events = slices.Clone(t.Events)
			t.Events[i].Fields = slices.Delete(slices.Clone(t.Events[i].Fields), f, f+1)
			still(&t)
		}
	}
	return c
}
