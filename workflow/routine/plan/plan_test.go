package plan_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// forms are the ways in which a document is written, by the ending of a file.
var forms = map[string]func(*plan.Document) string{
	"txt":  plan.Text,
	"md":   plan.Markdown,
	"html": func(d *plan.Document) string { return plan.HTML(d, plan.Style) },
}

// Plans as people get them: one routine in every language, the others in two.
func TestGolden(t *testing.T) {
	for _, r := range routine.Shipped() {
		for _, lang := range routine.Langs {
			if r.ID != "kjentmann" && lang != routine.Bokmal && lang != routine.English {
				continue
			}
			document := plan.Of(r, lang)
			for form, write := range forms {
				name := fmt.Sprintf("plan-%s.%s.%s", r.ID, lang, form)
				t.Run(name, func(t *testing.T) { golden(t, name, write(document)) })
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("../../../testdata/golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; see it with make golden and git diff:\n%s", path, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
	}
}

// all is what is shipped, what people start from, and the invented plans.
func all(t *testing.T) []*routine.Routine {
	t.Helper()
	source, _ := routine.New("new")
	sources := [][]byte{source}
	files, err := filepath.Glob("../../../testdata/routines/invented-*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, data)
	}
	list := routine.Shipped()
	for _, source := range sources {
		r, id, problems := routine.Read(source)
		if len(problems) > 0 {
			t.Fatalf("%s:\n%v", id, problems)
		}
		list = append(list, r)
	}
	return list
}

// Every language has the whole plan: as many sections, items and cells.
func TestWholeInEveryLanguage(t *testing.T) {
	for _, r := range all(t) {
		want := shape(&plan.Of(r, routine.Bokmal).Section)
		for _, lang := range routine.Langs {
			document := plan.Of(r, lang)
			if diff := cmp.Diff(want, shape(&document.Section)); diff != "" {
				t.Errorf("%s in %s: %s", r.ID, lang, diff)
			}
			if text := plan.Text(document); strings.Contains(text, ": \n") || strings.ContainsAny(text, "{}") {
				t.Errorf("%s in %s has something left unsaid", r.ID, lang)
			}
		}
	}
}

// shape is how many blocks of which size a section has, whatever they say.
func shape(s *plan.Section) []string {
	list := []string{s.ID}
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case plan.Paragraph:
			list = append(list, "paragraph")
		case plan.Pairs:
			list = append(list, fmt.Sprint("pairs ", len(b)))
		case plan.List:
			list = append(list, fmt.Sprint("list ", len(b.Items)))
		case plan.Table:
			list = append(list, fmt.Sprint("table ", len(b.Rows)))
		}
	}
	for _, inner := range s.Sections {
		list = append(list, shape(inner)...)
	}
	return list
}

// The overview names each of the routine's own demands, under every scenario in
// which it can arise and no other.
func TestOverview(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	var got []string
	for _, s := range plan.Of(r, routine.English).Sections[0].Sections {
		ids := s.Title + ":"
		for _, row := range s.Blocks[0].(plan.Table).Rows {
			ids += " " + row[3].Refs[0].Text
		}
		got = append(got, ids)
	}
	want := []string{
		"The student asks for help: KJ-1.1 KJ-1.2 KJ-1.3 KJ-1.4",
		"Someone is worried about a student: KJ-2.1 KJ-2.2 KJ-2.4 KJ-2.5 KJ-2.6 KJ-2.7 KJ-P1",
		"The student is intoxicated at school: KJ-3.1 KJ-3.2 KJ-3.3 KJ-3.4 KJ-3.5 KJ-3.6 KJ-3.7 KJ-3.8 KJ-3.9 KJ-3.10 KJ-3.11 KJ-3.12 KJ-3.13 KJ-P5 KJ-P5b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a routine does not demand is not promised to the student.
func TestExpectationsFollowTheRoutine(t *testing.T) {
	const heard = "The student is heard before anyone decides on a reaction."
	def, _ := routine.Parse(routine.ShippedSource("kjentmann"))
	for setting, want := range map[string]bool{"yes": true, "no": false} {
		r, problems := routine.Build(def, map[string][]string{"heard_first": {setting}})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := strings.Contains(plan.Text(plan.Of(r, routine.English)), heard); got != want {
			t.Errorf("heard_first %s: said %v, want %v", setting, got, want)
		}
	}
}

var (
	ids      = regexp.MustCompile(` id="([^"]+)"`)
	anchors  = regexp.MustCompile(` href="#([^"]+)"`)
	elements = regexp.MustCompile(`</?([a-z0-9]+)`)
)

// A page is well formed: every element is closed in its place, each id is there
// once, every link within the page leads somewhere, and headings skip no level.
func TestPageIsWhole(t *testing.T) {
	for _, r := range all(t) {
		page := plan.HTML(plan.Of(r, routine.Danish), "")
		if !strings.Contains(page, `<html lang="da">`) || strings.Contains(page, "<style") || strings.Contains(page, "style=") || strings.Contains(page, "<script") {
			t.Errorf("%s: language, style or script", r.ID)
		}
		known := map[string]int{}
		for _, m := range ids.FindAllStringSubmatch(page, -1) {
			known[m[1]]++
		}
		for id, n := range known {
			if n > 1 {
				t.Errorf("%s: id %s is there %d times", r.ID, id, n)
			}
		}
		for _, m := range anchors.FindAllStringSubmatch(page, -1) {
			if known[m[1]] == 0 {
				t.Errorf("%s: nothing is called #%s", r.ID, m[1])
			}
		}
		balanced(t, r.ID, page)
	}
}

func balanced(t *testing.T, id, page string) {
	t.Helper()
	var open []string
	level := 0
	for _, m := range elements.FindAllStringSubmatch(page, -1) {
		name := m[1]
		switch {
		case name == "meta" || name == "br":
		case strings.HasPrefix(m[0], "</"):
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("%s: </%s> closes %v", id, name, open)
			}
			open = open[:len(open)-1]
		default:
			open = append(open, name)
			if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
				if next := int(name[1] - '0'); next > level+1 {
					t.Errorf("%s: %s after h%d", id, name, level)
				} else {
					level = next
				}
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %v is never closed", id, open)
	}
}

// Whoever wrote the routine cannot put markup or scripts into the page.
func TestHostileTexts(t *testing.T) {
	def, _ := routine.Parse(routine.ShippedSource("social-counsellor"))
	def.Title = routine.Same(`<script>alert(1)</script> & "x" | *y* [z](javascript:alert)`)
	def.Steps[0].Title = routine.Same("1. # not a list\n# nor a heading")
	def.Resources = []routine.Link{
		{Title: routine.Same("a"), URL: "javascript:alert(1)"},
		{Title: routine.Same("b"), URL: `https://example.no/"onclick="x`},
		{Title: routine.Same("c"), URL: "https://example.no/x?a=1&b=2", Phone: `1 16"><b>`},
	}
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	document := plan.Of(r, routine.English)
	page := plan.HTML(document, "")
	for _, bad := range []string{"<script", "<b>", `href="javascript:`, `"onclick="`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	if want := `<a href="https://example.no/x?a=1&amp;b=2">`; !strings.Contains(page, want) {
		t.Errorf("the page lacks %s", want)
	}
	balanced(t, "hostile", page)
	text := plan.Markdown(document)
	if want := `# \<script\>alert(1)\</script\> \& "x" \| \*y\* \[z\](javascript:alert)` + "\n"; !strings.HasPrefix(text, want) {
		t.Errorf("Markdown begins %.120q", text)
	}
	if strings.Contains(text, "\n# nor") || strings.Contains(text, "<javascript") {
		t.Error("Markdown lets marks through")
	}
}
