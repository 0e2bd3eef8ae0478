package workflow_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kjentvei/workflow/routine"
)

// Each safety property of domain.md has a test of its name. Every history whose
// description names the property must go as told on every routine, and no
// routine may be without one. TestHistories has played them all before, in a run of
// every test. The random walks look for what no history thought of.

func TestP1Guardians(t *testing.T)           { playProperty(t, "P1") }
func TestP2Consent(t *testing.T)             { playProperty(t, "P2") }
func TestP3Birthday(t *testing.T)            { playProperty(t, "P3") }
func TestP4AdmittedConcern(t *testing.T)     { playProperty(t, "P4") }
func TestP5IntoxicatedAtSchool(t *testing.T) { playProperty(t, "P5") }
func TestP6NotAlone(t *testing.T)            { playProperty(t, "P6") }
func TestP7FirstDayBack(t *testing.T)        { playProperty(t, "P7") }
func TestP8SignOff(t *testing.T)             { playProperty(t, "P8") }
func TestP9NoDeadEnd(t *testing.T)           { playProperty(t, "P9") }
func TestP10ChildWelfare(t *testing.T)       { playProperty(t, "P10") }
func TestP11NothingIsLost(t *testing.T)      { playProperty(t, "P11") }
func TestP12RealityIsRecorded(t *testing.T)  { playProperty(t, "P12") }

func playProperty(t *testing.T, property string) {
	t.Parallel()
	named := map[string]bool{}
	for file, archive := range histories(t) {
		if !names(string(archive.Comment), property) {
			continue
		}
		for _, section := range archive.Files {
			for _, id := range routinesOf(section.Name) {
				named[id] = true
				t.Run(strings.TrimSuffix(file, ".txtar")+"/"+id, func(t *testing.T) {
					if well, ok := played.Load([3]string{file, section.Name, id}); !ok {
						playHistory(t, file, section, id)
					} else if well == false {
						t.Error("does not go as told: see TestHistories")
					}
				})
			}
		}
	}
	for _, id := range shippedIDs() {
		if !named[id] {
			t.Errorf("no history of %s names %s", id, property)
		}
	}
}

// names reports whether a description ends by naming a property: "P1, P5."
func names(description, property string) bool {
	return slices.Contains(strings.FieldsFunc(description, func(r rune) bool {
		return r == ' ' || r == ',' || r == '.' || r == '\n' || r == ':'
	}), property)
}

// routinesOf lists the routines that a section of a history is played on.
func routinesOf(section string) []string {
	id := strings.TrimSuffix(section, ".txt")
	if id == "all" {
		return shippedIDs()
	}
	return []string{id}
}

func histories(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("../testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no histories", err)
	}
	all := map[string]*txtar.Archive{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = archive
	}
	return all
}

// Every demand of every routine is spoken of in a history of that routine.
func TestEveryRequirementHasAHistory(t *testing.T) {
	scripts := map[string]string{}
	for _, archive := range histories(t) {
		for _, section := range archive.Files {
			for _, id := range routinesOf(section.Name) {
				scripts[id] += string(section.Data)
			}
		}
	}
	for _, r := range routine.Shipped() {
		for _, demand := range r.Requirements {
			if !slices.Contains(strings.Fields(scripts[r.ID]), demand.ID) {
				t.Errorf("no history of %s speaks of %s: %s", r.ID, demand.ID, demand.Title.EN)
			}
		}
	}
}

func shippedIDs() []string {
	var ids []string
	for _, r := range routine.Shipped() {
		ids = append(ids, r.ID)
	}
	return ids
}
