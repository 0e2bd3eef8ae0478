package report_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/routine"
)

var update = flag.Bool("update", false, "write the golden files anew")

// documents are all the reports there are, by name.
func documents(t *testing.T, lang routine.Lang) map[string]*report.Document {
	empty := inventedCase(t)
	empty.Verdicts, empty.Timeline, empty.Waivers, empty.Breaches = nil, nil, nil, nil
	return map[string]*report.Document{
		"case":           report.OfCase(inventedCase(t), lang),
		"case-empty":     report.OfCase(empty, lang),
		"figures":        report.OfFigures(inventedFigures(t), lang),
		"figures-hidden": report.OfFigures(hiddenFigures(t), lang),
		"figures-empty":  report.OfFigures(&audit.Figures{Schools: []string{"Solvik"}, Small: 5}, lang),
	}
}

// Reports as people get them, in two languages.
func TestGolden(t *testing.T) {
	for _, lang := range []routine.Lang{routine.Bokmal, routine.English} {
		for name, d := range documents(t, lang) {
			if strings.HasSuffix(name, "-empty") {
				continue
			}
			golden(t, fmt.Sprintf("audit-%s.%s.html", name, lang), report.HTML(d, report.Style))
			golden(t, fmt.Sprintf("audit-%s.%s.txt", name, lang), report.Text(d))
		}
		golden(t, fmt.Sprintf("audit-case.%s.csv", lang), report.CaseCSV(inventedCase(t), lang))
	}
	golden(t, "audit-figures.csv", report.FiguresCSV(inventedFigures(t)))
	golden(t, "audit-figures-hidden.csv", report.FiguresCSV(hiddenFigures(t)))
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

// Every language has the whole report.
func TestWholeInEveryLanguage(t *testing.T) {
	want := map[string][]string{}
	for name, d := range documents(t, routine.Bokmal) {
		want[name] = shape(&d.Section)
	}
	for _, lang := range routine.Langs {
		for name, d := range documents(t, lang) {
			if diff := cmp.Diff(want[name], shape(&d.Section)); diff != "" {
				t.Errorf("%s in %s: %s", name, lang, diff)
			}
			if text := report.Text(d); strings.Contains(text, ": \n") || strings.ContainsAny(text, "{}[]") != (name == "case" && strings.Contains(text, "[")) {
				t.Errorf("%s in %s has something left unsaid", name, lang)
			}
		}
	}
}

// shape is how many blocks of which size a section has, whatever they say.
func shape(s *report.Section) []string {
	list := []string{s.ID}
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case report.Pairs:
			list = append(list, fmt.Sprint("pairs ", len(b)))
		case report.Table:
			list = append(list, fmt.Sprint("table ", len(b.Columns), len(b.Rows)))
		case report.Figure:
			list = append(list, fmt.Sprint("figure ", len(b.Charts), len(b.Table.Columns), len(b.Table.Rows)))
		default:
			list = append(list, fmt.Sprintf("%T", b))
		}
	}
	for _, inner := range s.Sections {
		list = append(list, shape(inner)...)
	}
	return list
}

// Plain text fits a terminal.
func TestTextFitsATerminal(t *testing.T) {
	for _, lang := range routine.Langs {
		for name, d := range documents(t, lang) {
			for line := range strings.SplitSeq(report.Text(d), "\n") {
				if utf8.RuneCountInString(line) > 100 {
					t.Errorf("%s in %s: %d characters: %s", name, lang, utf8.RuneCountInString(line), line)
				}
			}
		}
	}
}

var (
	ids      = regexp.MustCompile(` id="([^"]+)"`)
	anchors  = regexp.MustCompile(` href="#([^"]+)"`)
	pictures = regexp.MustCompile(`(?s)<svg class="chart".*?</svg>`)
)

// A page is well formed, one h1, headings that skip no level, each id once, every
// link leads somewhere; nothing in it is a script or carries a style of its own.
func TestPageIsWhole(t *testing.T) {
	for _, lang := range routine.Langs {
		for name, d := range documents(t, lang) {
			page := report.HTML(d, "")
			if !strings.Contains(page, `<html lang="`+string(lang)+`">`) {
				t.Errorf("%s: language", name)
			}
			for _, bad := range []string{"<style", "style=", "<script", " fill=", " stroke=", "onclick", "http"} {
				if strings.Contains(page, bad) {
					t.Errorf("%s has %s", name, bad)
				}
			}
			if styled := report.HTML(d, report.Style); strings.Count(styled, "<style>") != 1 || strings.Contains(styled, "style=") {
				t.Errorf("%s: not one style element", name)
			}
			known := map[string]int{}
			for _, m := range ids.FindAllStringSubmatch(page, -1) {
				known[m[1]]++
				if known[m[1]] > 1 {
					t.Errorf("%s: id %s is there twice", name, m[1])
				}
			}
			for _, m := range anchors.FindAllStringSubmatch(page, -1) {
				if known[m[1]] == 0 {
					t.Errorf("%s: nothing is called #%s", name, m[1])
				}
			}
			wellFormed(t, name, page)
		}
	}
}

// wellFormed reads a page as XML, which is stricter than it needs to be.
func wellFormed(t *testing.T, name, page string) {
	t.Helper()
	page = strings.TrimPrefix(page, "<!DOCTYPE html>\n")
	page = strings.NewReplacer(`<meta charset="utf-8">`, "", `<meta name="viewport" content="width=device-width, initial-scale=1">`, "").Replace(page)
	d := xml.NewDecoder(strings.NewReader(page))
	level, tops, tables, captions := 0, 0, 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		tag := start.Name.Local
		switch {
		case tag == "table":
			tables++
		case tag == "caption":
			captions++
		case len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6':
			next := int(tag[1] - '0')
			if next > level+1 {
				t.Errorf("%s: %s after h%d", name, tag, level)
			}
			if next == 1 {
				tops++
			}
			level = next
		}
	}
	if tops != 1 || tables != captions {
		t.Errorf("%s: %d h1, %d tables with %d captions", name, tops, tables, captions)
	}
}

// Every chart says what it is, and stands in a figure with a table of the numbers.
func TestChartsAreForEveryone(t *testing.T) {
	page := report.HTML(report.OfFigures(inventedFigures(t), routine.Bokmal), "")
	charts := pictures.FindAllString(page, -1)
	if len(charts) < 6 {
		t.Fatalf("only %d charts", len(charts))
	}
	for _, chart := range charts {
		if !strings.Contains(chart, ` role="img"`) || !strings.Contains(chart, "<title>") || !strings.Contains(chart, "<desc>") {
			t.Errorf("a chart without a role, a title or a description: %.200s", chart)
		}
	}
	for figure := range strings.SplitSeq(page, "<figure>") {
		figure, _, _ = strings.Cut(figure, "</figure>")
		if strings.Contains(figure, `<svg class="chart"`) && (!strings.Contains(figure, "<table>") || !strings.Contains(figure, "<figcaption>")) {
			t.Errorf("a chart without its table or caption: %.200s", figure)
		}
	}
	if page != report.HTML(report.OfFigures(inventedFigures(t), routine.Bokmal), "") {
		t.Error("the same figures give another page")
	}
}

// People read what a school is called; its code where it has no name.
func TestSchoolsByName(t *testing.T) {
	f := inventedFigures(t)
	f.Schools = []string{"rogn", "selje"}
	f.BySchool = []audit.Group{{ID: "rogn", Cases: audit.Count{N: 7}}, {ID: "selje", Cases: audit.Count{N: 8}}}
	f.SchoolNames = map[string]string{"rogn": "Solvik øveskole"}
	if text := report.Text(report.OfFigures(f, routine.Bokmal)); strings.Contains(text, "rogn") || strings.Count(text, "Solvik øveskole") < 2 || strings.Count(text, "selje") < 2 {
		t.Error(text)
	}
	c := inventedCase(t)
	c.School, c.SchoolName = "rogn", "Solvik øveskole"
	if text := report.Text(report.OfCase(c, routine.Bokmal)); strings.Contains(text, "rogn") || !strings.Contains(text, "Solvik øveskole") {
		t.Error(text)
	}
}

// A page of figures shows first what needs attention, and folds what is looked up; a
// document to keep folds nothing. Both say the same.
func TestFiguresFold(t *testing.T) {
	d := report.OfFigures(inventedFigures(t), routine.Bokmal)
	page, kept := report.Content(d), report.HTML(d, "")
	if strings.Contains(kept, "<details") || strings.Contains(page, "<details open") {
		t.Error("a document to keep is folded, or a page opens what it folds")
	}
	open := regexp.MustCompile(`(?s)<details>.*?</details>`).ReplaceAllString(page, "")
	for title, want := range map[string]bool{
		"Dette bør dere se på": true, "Krav for krav": true, "Kjentmannsrutinen": false, "Det hver sak skal ha, uansett rutine": false,
		"Måned for måned": false, "Hvor sakene venter lengst": false,
	} {
		if heading := ">" + title + "</h"; strings.Contains(open, heading) != want || !strings.Contains(page, heading) || !strings.Contains(kept, heading) {
			t.Errorf("%q stands open: %v", title, !want)
		}
	}
	for _, m := range anchors.FindAllStringSubmatch(page, -1) {
		if strings.Count(page, ` id="`+m[1]+`"`) != 1 {
			t.Errorf("nothing, or too much, is called #%s", m[1])
		}
	}
	words := func(page string) []string {
		_, page, _ = strings.Cut(page, "<nav")
		return strings.Fields(regexp.MustCompile(`(?s)<title>.*?</title>|<[^>]*>`).ReplaceAllString(page, " "))
	}
	if diff := cmp.Diff(words(kept), words(page)); diff != "" {
		t.Error(diff)
	}
	wellFormed(t, "figures", "<main><h1></h1>"+page+"</main>")
}
