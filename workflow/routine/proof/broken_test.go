package proof

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// brokenRoutines reads the small routines of testdata/routines/broken, each of which
// has one thing wrong that its name says.
func brokenRoutines(t testing.TB) map[string]*routine.Routine {
	t.Helper()
	files, err := filepath.Glob("../../../testdata/routines/broken/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no broken routines: %v", err)
	}
	list := map[string]*routine.Routine{}
	for _, file := range files {
		list[strings.TrimSuffix(file, ".yaml")] = read(t, file)
	}
	return list
}

// TestBroken refuses each broken routine for the property that its file is
// named for, and tells the story that stands beside it.
func TestBroken(t *testing.T) {
	seen := map[string]bool{}
	for file, r := range brokenRoutines(t) {
		property, _, _ := strings.Cut(filepath.Base(file), "-")
		seen[property] = true
		t.Run(filepath.Base(file), func(t *testing.T) {
			var b strings.Builder
			found := false
			for _, p := range Of(r).Broken() {
				found = found || p.ID == property
				for _, lang := range []routine.Lang{routine.Bokmal, routine.English} {
					b.WriteString(p.ID + ": " + p.Title.In(lang) + "\n" + tell(p.Counterexample(), lang))
				}
			}
			if !found {
				t.Errorf("%s holds, it says\n%s", property, b.String())
			}
			golden(t, file+".txt", b.String())
		})
	}
	for _, id := range propertyIDs {
		if keeper := keepers[id]; !seen[id] && keeper == "" {
			t.Errorf("no broken routine for %s", id)
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nwant\n%s", file, got, want)
	}
}
