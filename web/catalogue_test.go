package web

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// eachText calls fn for every text of the catalogue, with its path.
func eachText(v reflect.Value, path string, fn func(path string, text routine.Text)) {
	if text, ok := v.Interface().(routine.Text); ok {
		fn(path, text)
		return
	}
	for i := range v.NumField() {
		eachText(v.Field(i), path+"."+v.Type().Field(i).Name, fn)
	}
}

var placeholder = regexp.MustCompile(`\{\d\}`)

func TestEveryTextInEveryLanguage(t *testing.T) {
	eachText(reflect.ValueOf(words), "words", func(path string, text routine.Text) {
		count := len(placeholder.FindAllString(text.NB, -1))
		for _, lang := range routine.Langs {
			if said := text.In(lang); said == "" || len(placeholder.FindAllString(said, -1)) != count {
				t.Errorf("%s in %s: %q", path, lang, said)
			}
		}
	})
}

// What is in the catalogue is said somewhere, in a template or in the program.
func TestNoTextIsUnused(t *testing.T) {
	var said strings.Builder
	for _, pattern := range []string{"templates/*.html", "*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			said.Write(data)
		}
	}
	eachText(reflect.ValueOf(words), "words", func(path string, _ routine.Text) {
		if strings.HasPrefix(path, "words.Errors.") && (strings.HasSuffix(path, ".Title") || strings.HasSuffix(path, ".Advice")) {
			path = path[:strings.LastIndex(path, ".")] // said together, by the table of errors
		}
		if !regexp.MustCompile(regexp.QuoteMeta(path) + `\b`).MatchString(said.String()) {
			t.Errorf("%s is said nowhere", path)
		}
	})
}

// Every route has a page that is there, and every page a route or an error.
func TestRoutesAndPages(t *testing.T) {
	_, pages := embedded()
	used := map[string]bool{"error": true, "recovery": true, "student": true, "stranger": true, "kept": true} // by handlers, in place of their route's
	for _, r := range routes {
		used[r.page] = true
		if _, ok := pages[pageKey{r.page, routine.English}]; r.page != "" && !ok {
			t.Errorf("%s %s has no page %q", r.method, r.path, r.page)
		}
		if r.method != "GET" && r.method != "POST" {
			t.Errorf("%s %s: a form cannot send that", r.method, r.path)
		}
	}
	for key := range pages {
		if !used[key.page] {
			t.Errorf("page %q is shown by no route", key.page)
		}
	}
}

// Templates hold no script, style or handler of their own, and no text outside the
// catalogue: the content security policy and the other languages would miss them.
func TestTemplatesHoldNoScripts(t *testing.T) {
	files, err := filepath.Glob("templates/*.html")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	bad := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script>|javascript:|https?://`)
	letters := regexp.MustCompile(`\pL`)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := bad.Find(data); found != nil {
			t.Errorf("%s: %s", file, found)
		}
		bare := regexp.MustCompile(`(?s)\{\{.*?\}\}`).ReplaceAll(data, nil)
		bare = regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAll(bare, nil)
		if letters.Match(bare) {
			t.Errorf("%s says something by itself: %q", file, strings.Join(strings.Fields(string(bare)), " "))
		}
	}
}
