package proof

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"kjentvei/workflow/routine"
)

// TestRumur has rumur, a model checker that we did not write, look through the
// slices that the routines are proved by: the same verdict, and as many states.
// It refuses what is refused here of the broken routines. In the usual run it
// confirms each clause for one of the routines that are shipped, and one refusal
// in four, at least one of each broken routine; all of them under torture.
func TestRumur(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	needRumur(t)
	confirmed, left := 0, 0
	leaveOut := func(out bool) bool {
		if out = out && !everyMutant(); out {
			left++
		} else {
			confirmed++
		}
		return out
	}
	defer func() { t.Logf("%d slices to confirm, %d left out", confirmed, left) }()
	for file, r := range brokenRoutines(t) {
		refused := 0
		for _, s := range Slices(r) {
			if s.Holds {
				continue
			}
			if refused++; leaveOut(refused%4 != 1) {
				continue
			}
			t.Run(filepath.Base(file)+"/"+s.ID, func(t *testing.T) {
				t.Parallel()
				if ok, _, out := rumur(t, s); ok {
					t.Errorf("rumur finds nothing wrong\n%s", out)
				}
			})
		}
	}
	for of, r := range routine.Shipped() {
		for i, s := range Slices(r) {
			if leaveOut((i+of)%len(routine.Shipped()) != 0) {
				continue
			}
			t.Run(r.ID+"/"+s.ID, func(t *testing.T) {
				t.Parallel()
				ok, states, out := rumur(t, s)
				if ok != s.Holds || states != s.States {
					t.Errorf("rumur: holds %v, %d states; the proof: %v, %d\n%s", ok, states, s.Holds, s.States, out)
				}
			})
		}
	}
}

// TestRumurMutants has rumur refuse the mutants too that a clause is broken by:
// some in the usual run, all under torture.
func TestRumurMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("another program confirms, one mutant after the other")
	}
	needRumur(t)
	for _, r := range routine.Shipped() {
		for i, m := range mutants(r) {
			if os.Getenv("KJENTVEI_TORTURE") == "" && i%(4*oneIn) != 0 {
				continue
			}
			planted := m.planted(t, r)
			if planted == nil {
				continue
			}
			for i := range clauses {
				f := prove(planted, &clauses[i])
				if f.holds || f.err != nil {
					continue
				}
				s := Slice{f.id, f.holds, f.last, f.m}
				t.Run(m.name+"/"+s.ID, func(t *testing.T) {
					t.Parallel()
					if ok, _, out := rumur(t, s); ok {
						t.Errorf("rumur finds nothing wrong\n%s", out)
					}
				})
				break
			}
		}
	}
}

func needRumur(t *testing.T) {
	if _, err := exec.LookPath("rumur"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("rumur is not installed; .ci/run does that")
		}
		t.Skip("rumur is not installed: apt-get install rumur")
	}
}

var exploredForm = regexp.MustCompile(`(\d+) states`)

// rumur looks through a slice.
func rumur(t *testing.T, s Slice) (ok bool, states int, out string) {
	t.Helper()
	dir := t.TempDir()
	model, source, program := filepath.Join(dir, "m.murphi"), filepath.Join(dir, "m.c"), filepath.Join(dir, "m")
	if err := os.WriteFile(model, []byte(s.Murphi()), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) ([]byte, error) {
		cmd := exec.Command(args[0], args[1:]...)
		return cmd.CombinedOutput()
	}
	if out, err := run("rumur", "--deadlock-detection", "off", "--threads", "1", "--output", source, model); err != nil {
		t.Fatalf("%s\n%s", out, s.Murphi())
	}
	if out, err := run("gcc", "-O0", "-mcx16", "-std=c11", "-o", program, source, "-lpthread"); err != nil {
		t.Fatalf("%s", out)
	}
	printed, err := run(program)
	found := exploredForm.FindAllStringSubmatch(string(printed), -1)
	if len(found) > 0 {
		states, _ = strconv.Atoi(found[len(found)-1][1])
	}
	return err == nil, states, string(printed)
}
