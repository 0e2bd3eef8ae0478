package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

var update = flag.Bool("update", false, "write the golden files and scripts anew")

// invoke runs a command in this process.
func invoke(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

// What a command prints is what the package writes; that has its own tests.
func TestShowPrintsThePlan(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	document := plan.Of(r, routine.Nynorsk)
	for form, want := range map[string]string{
		"text": plan.Text(document), "markdown": plan.Markdown(document), "html": plan.HTML(document, plan.Style),
		"json": string(r.Canonical()) + "\n",
	} {
		status, stdout, stderr := invoke(t, "", "routine", "show", "kjentmann", "--lang", "nn", "--format", form)
		if status != 0 || stderr != "" || stdout != want {
			t.Errorf("%s: status %d, stderr %q, %s", form, status, stderr, firstDifference(want, stdout))
		}
	}
}

func TestEveryTextInEveryLanguage(t *testing.T) {
	for name, catalogue := range map[string]any{"texts": texts, "opsTexts": opsTexts, "serveTexts": serveTexts, "drawTexts": drawTexts} {
		v := reflect.ValueOf(catalogue)
		for i := range v.NumField() {
			field := name + "." + v.Type().Field(i).Name
			switch text := v.Field(i).Interface().(type) {
			case routine.Text:
				complete(t, field, text)
			case map[string]routine.Text:
				for key, text := range text {
					complete(t, field+" "+key, text)
				}
			}
		}
	}
}

func complete(t *testing.T, name string, text routine.Text) {
	t.Helper()
	for _, lang := range routine.Langs {
		if strings.TrimSpace(text.In(lang)) == "" {
			t.Errorf("%s is missing in %s", name, lang)
		}
		for _, hole := range []string{"{1}", "{2}", "{3}"} {
			if strings.Contains(text.In(lang), hole) != strings.Contains(text.NB, hole) {
				t.Errorf("%s: only some languages mention %s", name, hole)
			}
		}
	}
}

func TestEveryCommandHasHelp(t *testing.T) {
	for _, cmd := range commands {
		for _, lang := range langs {
			args := append(strings.Fields(cmd.name), "--help", "--lang", lang)
			status, stdout, stderr := invoke(t, "", args...)
			if status != 0 || stderr != "" || !strings.Contains(stdout, "\n  kjentvei "+cmd.example) {
				t.Errorf("%v: status %d, stderr %q, help:\n%s", args, status, stderr, stdout)
			}
		}
	}
}

func TestCheckFindsTwentyMistakes(t *testing.T) {
	const path = "../../testdata/routines/twenty-mistakes.yaml"
	status, stdout, _ := invoke(t, "", "routine", "check", "--format", "json", path)
	var report struct {
		Items []struct {
			Proved   bool
			Problems []problem
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	if status != statusUsage || len(report.Items) != 1 || report.Items[0].Proved {
		t.Fatalf("status %d, report:\n%s", status, stdout)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, _, problems := routine.Read(data)
	kinds := map[string]bool{}
	for _, p := range problems {
		kinds[p.Key] = true
	}
	if got := len(report.Items[0].Problems); got != 20 || len(kinds) != 20 {
		t.Errorf("%d problems of %d kinds, want 20 of 20", got, len(kinds))
	}
}

// A mistake of form does not hide those of reference, nor echo among them.
func TestCheckTellsFormAndReferenceAtOnce(t *testing.T) {
	whole := string(routine.ShippedSource("kjentmann"))
	for _, tt := range []struct {
		name    string
		changes []string // old, new, …
		want    []string
	}{
		{"nothing", nil, nil},
		{"no version", []string{"version: 1\n", ""}, []string{"missing_key"}},
		{"a version in words, and a state that is none", []string{"version: 1\n", "version: one\n", "start: received", "start: recieved"},
			[]string{"want_number", "unknown_state", "unknown_state"}},
		{"a key of the head misspelt", []string{"owner: ", "owmer: "}, []string{"missing_key", "unknown_key"}},
		{"a requirement without source", []string{"    source: {file: 002_bdad3149c1e5b9c1.txt, lines: 127-129}\n", ""}, []string{"missing_key"}},
		{"not YAML", []string{"id: kjentmann", "id: ["}, []string{"unreadable"}},
		{"twice", []string{"version: 1\n", "version: 1\nversion: 2\n"}, []string{"twice"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			_, _, problems := routine.Read([]byte(strings.NewReplacer(tt.changes...).Replace(whole)))
			for _, p := range problems {
				got = append(got, p.Key)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("problems %v, want %v", got, tt.want)
			}
		})
	}
}

// What a routine file says cannot steer the terminal of whoever checks it.
func TestCheckPrintsNoControlCharacters(t *testing.T) {
	_, stdout, _ := invoke(t, "id: \"\\e[2Jx\"\nversion: 1\n\"\\e]0;x\\a\": 1\n", "routine", "check", "-")
	if strings.ContainsAny(stdout, "\x1b\x07") {
		t.Errorf("escape sequences in %q", stdout)
	}
}

func TestFileTooBigToBeARoutine(t *testing.T) {
	status, _, stderr := invoke(t, strings.Repeat("#", maxRoutineBytes+1), "routine", "check", "-", "--lang", "en")
	if status != statusUsage || !strings.Contains(stderr, "too big") {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestResultThatCannotBeWritten(t *testing.T) {
	var stderr bytes.Buffer
	if status := run([]string{"routine", "list"}, strings.NewReader(""), brokenPipe{}, &stderr); status != statusFailed {
		t.Errorf("status %d, want %d", status, statusFailed)
	}
	if !strings.Contains(stderr.String(), "disk full") {
		t.Errorf("stderr %q does not say why", stderr.String())
	}
}

// firstDifference shows the first line where two texts part.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}
