package paper

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

var placeholder = regexp.MustCompile(`\{[0-9]+\}`)

func TestNoTextIsMissing(t *testing.T) {
	complete := func(what string, text routine.Text) {
		want := placeholder.FindAllString(text.EN, -1)
		slices.Sort(want)
		for _, lang := range routine.Langs {
			got := placeholder.FindAllString(text.In(lang), -1)
			slices.Sort(got)
			if strings.TrimSpace(text.In(lang)) == "" || !slices.Equal(got, want) {
				t.Errorf("%s in %s is %q", what, lang, text.In(lang))
			}
		}
	}
	for key, text := range texts {
		complete(key, text)
	}
	for _, h := range headings {
		complete(h.id, h.name)
	}
	for id, names := range bystanders {
		for _, name := range names {
			complete(id, name)
		}
	}
	complete("open", opening)
	complete("example", exampleName)
}

// TestEveryTextIsUsed finds keys without a text, and texts that nothing says.
func TestEveryTextIsUsed(t *testing.T) {
	var source strings.Builder
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name != "texts.go" {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source.Write(data)
		}
	}
	for key := range texts {
		if !strings.Contains(source.String(), `"`+strings.TrimSuffix(key, "_hint")+`"`) {
			t.Errorf("nothing says %s", key)
		}
	}
	said := regexp.MustCompile(`(?:problems|remarks|n|s)\.(?:add|addNear)\((?:[^"\n]*, )?"([a-z_0-9]+)"`)
	for _, m := range said.FindAllStringSubmatch(source.String(), -1) {
		if _, ok := texts[m[1]]; !ok {
			t.Errorf("%s has no words", m[1])
		}
	}
}

// TestHeadingsAreNoFields holds that a field of a shipped routine can have a
// column of its own.
func TestHeadingsAreNoFields(t *testing.T) {
	for _, r := range routine.Shipped() {
		v := newVocabulary(r)
		for i := range r.Steps {
			for _, f := range r.Steps[i].Fields {
				if isHeading(v.columns.find(f.Name)) {
					t.Errorf("%s: the field %s of %s is a heading", r.ID, f.Name, r.Steps[i].ID)
				}
			}
		}
	}
}
