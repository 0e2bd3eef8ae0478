package routine_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/routine"
)

func parse(t testing.TB, id string) *routine.Definition {
	t.Helper()
	def, problems := routine.Parse(routine.ShippedSource(id))
	if len(problems) > 0 {
		t.Fatalf("%s:\n%v", id, problems)
	}
	return def
}

func build(t testing.TB, def *routine.Definition, settings map[string][]string) *routine.Routine {
	t.Helper()
	r, problems := routine.Build(def, settings)
	if len(problems) > 0 {
		t.Fatalf("%s:\n%v", def.ID, problems)
	}
	return r
}

// The rows of requirements.md, by the routine that serves them.
var rows = map[string]string{
	"kjentmann": "KJ-1.1 KJ-1.2 KJ-1.3 KJ-1.4 KJ-1.5 KJ-2.1 KJ-2.2 KJ-2.3 KJ-2.4 KJ-2.5 KJ-2.6 KJ-2.7 " +
		"KJ-3.1 KJ-3.2 KJ-3.3 KJ-3.4 KJ-3.5 KJ-3.6 KJ-3.7 KJ-3.8 KJ-3.9 KJ-3.10 KJ-3.11 KJ-3.12 KJ-3.13",
	"social-counsellor": "HP-1 HP-2 HP-3 HP-4 HP-5 HP-6 HP-7 HP-8 HP-9 HP-10 HP-11",
	"county-six-steps":  "PR-1 PR-2 PR-3 PR-4 PR-5 PR-6 PR-7 PR-8 PR-9 PR-10 PR-11 PR-12 PR-13 PR-14 PR-15 PR-16 PR-17",
}

func TestShippedRoutinesServeEveryRow(t *testing.T) {
	total := 0
	for id, ids := range rows {
		r, ok := routine.Find(id)
		if !ok {
			t.Fatalf("no routine %s", id)
		}
		for _, row := range strings.Fields(ids + " DV-1 DV-2 DV-3 DV-4 DV-5") {
			demand, ok := r.Requirement(row)
			if !ok {
				t.Errorf("%s lacks %s", id, row)
				continue
			}
			derived := strings.HasPrefix(row, "DV")
			if derived != (demand.Source.File == "") || !derived && demand.Source.Lines == "" {
				t.Errorf("%s %s cites %+v", id, row, demand.Source)
			}
		}
		total += len(strings.Fields(ids))
	}
	if total != 53 {
		t.Errorf("%d rows of the sources, want 53", total)
	}
}

// Only three deadlines are stated by a source; the three talks' topics come
// with the last of them.
func TestOnlyTheSourcesDeadlinesAreTheirs(t *testing.T) {
	stated := map[string]bool{"KJ-3.2": true, "KJ-3.7": true, "KJ-3.10": true, "KJ-3.11": true, "KJ-3.12": true, "KJ-3.13": true}
	for _, r := range routine.Shipped() {
		for _, demand := range r.Demands() {
			if demand.Deadline != nil && demand.Deadline.Basis == "source" && !stated[demand.ID] {
				t.Errorf("%s %s: deadline is said to be the source's", r.ID, demand.ID)
			}
			if stated[demand.ID] && demand.Deadline.Basis != "source" {
				t.Errorf("%s %s: deadline is the source's", r.ID, demand.ID)
			}
		}
	}
}

// The canonical form is the identity: what is loaded from it is the same routine.
func TestCanonicalFormIsTheIdentity(t *testing.T) {
	for _, r := range routine.Shipped() {
		again, err := routine.Load(r.Canonical())
		if err != nil {
			t.Fatal(err)
		}
		if again.Hash != r.Hash || !bytes.Equal(again.Canonical(), r.Canonical()) {
			t.Errorf("%s: loaded as %s, was %s", r.ID, again.Hash, r.Hash)
		}
		anew := build(t, parse(t, r.ID), nil)
		if anew.Hash != r.Hash {
			t.Errorf("%s: built again as %s, was %s", r.ID, anew.Hash, r.Hash)
		}
	}
}

// other is another value that a parameter can have.
func other(p routine.Parameter) []string {
	switch p.Type {
	case "flag":
		if p.Default[0] == "yes" {
			return []string{"no"}
		}
		return []string{"yes"}
	case "choice", "roles":
		for _, option := range p.Options {
			if len(p.Default) != 1 || option != p.Default[0] {
				return []string{option}
			}
		}
	}
	if p.Default[0] == "2" {
		return []string{"3"}
	}
	return []string{"2"}
}

// Each parameter changes what mentions it and nothing else: with the mention
// taken out of the file, it changes nothing but itself.
func TestParametersChangeWhatTheySay(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	for _, r := range routine.Shipped() {
		for _, p := range r.Parameters {
			changed := build(t, parse(t, r.ID), map[string][]string{p.ID: other(p)})
			if changed.Hash == r.Hash {
				t.Errorf("%s: %s changes nothing", r.ID, p.ID)
			}
			for _, path := range differences(t, r, changed) {
				if !strings.HasPrefix(path, "parameters/") && !mentions(t, r.ID, path, p.ID) {
					t.Errorf("%s: %s changes %s, which does not mention it", r.ID, p.ID, path)
				}
			}
		}
	}
}

// differences lists the paths of the values in which two routines differ, by
// the section and id of what they stand in.
func differences(t *testing.T, a, b *routine.Routine) []string {
	t.Helper()
	var x, y map[string]any
	if err := json.Unmarshal(a.Canonical(), &x); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Canonical(), &y); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for section, value := range x {
		list, isList := value.([]any)
		if !isList {
			if !reflect.DeepEqual(value, y[section]) {
				paths = append(paths, section)
			}
			continue
		}
		others := y[section].([]any)
		for i := range list {
			if !reflect.DeepEqual(list[i], others[i]) {
				item, _ := list[i].(map[string]any)
				id, _ := item["id"].(string)
				paths = append(paths, section+"/"+id)
			}
		}
	}
	return paths
}

// mentions reports whether a part of a routine, as written, mentions a parameter.
func mentions(t *testing.T, routineID, path, parameter string) bool {
	t.Helper()
	_, id, _ := strings.Cut(path, "/")
	sources := []string{string(routine.ShippedSource(routineID))}
	for _, name := range routine.Blocks() {
		sources = append(sources, string(routine.BlockSource(name)))
	}
	for _, source := range sources {
		for _, part := range strings.Split(source, "\n  - id: ") {
			if strings.HasPrefix(part, id+"\n") && (strings.Contains(part, "$"+parameter) || strings.Contains(part, "{"+parameter+"}")) {
				return true
			}
		}
	}
	return false
}

func TestSettingsAreChecked(t *testing.T) {
	for _, test := range []struct{ name, id, value, key string }{
		{"not there", "talk_dys", "3", "unknown_parameter"},
		{"not a number", "talk_days", "soon", "out_of_range"},
		{"too many", "talk_days", "99", "out_of_range"},
		{"no such role", "first_contact", "auditor", "not_an_option"},
		{"neither yes nor no", "heard_first", "maybe", "not_an_option"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := routine.Build(parse(t, "kjentmann"), map[string][]string{test.id: {test.value}})
			if len(problems) != 1 || problems[0].Key != test.key {
				t.Errorf("have %v, want one %s", problems, test.key)
			}
		})
	}
}

func TestSchemaResets(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	s := r.Schema()
	f := s.Start()
	s.Assign(f, map[string]string{"departure": "sent_home", "follow_up_talk": "held"})
	if !s.Is(f, "follow_up_talk", "held") {
		t.Error("what a step sets beside a reset is lost")
	}
	s.Assign(f, map[string]string{"departure": "walked_off"})
	if !s.Is(f, "follow_up_talk", "no") {
		t.Error("a new departure leaves the old talk standing")
	}
}

func TestCondUnmet(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	s := r.Schema()
	step, _ := r.Step("send_home")
	f := s.Start()
	var facts []string
	for _, guard := range step.Guards {
		for _, leaf := range guard.When.Unmet(f) {
			facts = append(facts, leaf.Fact)
		}
	}
	want := []string{"intoxication", "age", "handover", "safe_to_leave", "handover", "send_home_talk", "heard"}
	if diff := cmp.Diff(want, facts); diff != "" {
		t.Error(diff)
	}
}

// Every text that people read exists in every language, in the form that its
// placeholders ask for.
func TestTextsHaveEveryLanguage(t *testing.T) {
	for _, r := range routine.Shipped() {
		r.EachText(func(text *routine.Text) {
			if text.IsZero() {
				return
			}
			for _, lang := range routine.Langs {
				if text.In(lang) == "" || strings.ContainsAny(text.In(lang), "{}") {
					t.Errorf("%s: %q in %s is %q", r.ID, text.NB, lang, text.In(lang))
				}
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	// Small files: the fuzzer changes a few bytes at a time and wants speed.
	f.Add([]byte(smallRoutine))
	f.Add([]byte("id: x\nversion: 1\nsteps: [{id: a, from: [b], to: [{state: c, when: {any: [{d: e}]}}], who: [f]}]\n"))
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		def, problems := routine.Parse(data)
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Message.IsZero() {
				t.Errorf("problem without a place or words: %+v", p)
			}
		}
		if len(problems) > 0 {
			return
		}
		r, problems := routine.Build(def, nil)
		if len(problems) > 0 {
			return
		}
		if again, err := routine.Load(r.Canonical()); err != nil || again.Hash != r.Hash {
			t.Errorf("what was built does not load: %v", err)
		}
	})
}

const smallRoutine = `id: small
version: 1
title: {nb: a, nn: a, en: a, da: a}
source: {file: invented, title: {nb: a, nn: a, en: a, da: a}}
owner: {nb: a, nn: a, en: a, da: a}
review_by: "2027-08-01"
facts: [{id: f, values: ["no", "yes"], title: {nb: a, nn: a, en: a, da: a}}]
scenarios: [{id: s, title: {nb: a, nn: a, en: a, da: a}, start: one}]
states: [{id: one, title: {nb: a, nn: a, en: a, da: a}}, {id: two, title: {nb: a, nn: a, en: a, da: a}, final: true}]
steps:
  - id: go_on
    title: {nb: a, nn: a, en: a, da: a}
    from: [one]
    to: two
    who: [anyone]
    sets: {f: "yes"}
    guards: [{when: {not: {f: "yes"}}, because: {nb: a, nn: a, en: a, da: a}}]
`

func TestSmallRoutineIsWhole(t *testing.T) {
	if _, _, problems := routine.Read([]byte(smallRoutine)); len(problems) > 0 {
		t.Error(problems)
	}
}
