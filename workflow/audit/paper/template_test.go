package paper_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// later is after everything in a template, or in the tables of these tests.
var later = time.Date(2026, time.February, 2, 9, 0, 0, 0, calendar.Oslo)

// judge gives the verdicts of each case in a table, by the case's label.
func judge(t *testing.T, r *routine.Routine, data []byte) map[string]*audit.Case {
	t.Helper()
	book, problems := paper.Read(data, r, paper.Options{School: "nordmarka", Now: later})
	if len(problems) > 0 {
		t.Fatalf("the table has mistakes:\n%v\n%s", problems, data)
	}
	rules, cal := audit.Compile(r), calendar.New(nil, nil)
	cases := map[string]*audit.Case{}
	for _, trace := range book.Traces {
		cases[trace.Reference] = rules.Case(trace, cal, later)
	}
	return cases
}

// TestTemplateIsJudgedClean reads each template again: a school sees in it how a
// case is written down that followed the routine, so the audit must say so too.
// Nothing is excepted: sign-off and closing are written down as anything else.
func TestTemplateIsJudgedClean(t *testing.T) {
	for _, r := range routine.Shipped() {
		langs := routine.Langs
		if r.ID != "kjentmann" {
			langs = langs[:1] // the examples are the same in each
		}
		for _, lang := range langs {
			data := paper.Template(r, lang)
			cases := judge(t, r, data)
			if len(cases) != len(r.Scenarios) {
				t.Errorf("%s, %s: %d cases for %d scenarios", r.ID, lang, len(cases), len(r.Scenarios))
			}
			for label, c := range cases {
				if c.ClosedAs != "closed" {
					t.Errorf("%s, %s, %s: closed as %q", r.ID, lang, label, c.ClosedAs)
				}
				for _, v := range c.Verdicts {
					switch v.Judgement {
					case audit.Satisfied, audit.NotApplicable:
					default:
						t.Errorf("%s, %s, %s (%s): %s is %s %+v", r.ID, lang, label, c.Scenario, v.Requirement.ID, v.Judgement, v.Finding)
					}
				}
			}
		}
	}
}

// TestTemplateShowsTheRoutine holds that examples are no empty shells.
func TestTemplateShowsTheRoutine(t *testing.T) {
	for id, want := range map[string][]string{
		"kjentmann":         {"KJ-1.1", "KJ-2.4", "KJ-2.7", "KJ-3.2", "KJ-3.7", "KJ-3.10", "KJ-3.13", "DV-3"},
		"social-counsellor": {"HP-2", "HP-5", "HP-8", "HP-10", "HP-P4b", "SK-P5.4", "SK-P7.1"},
		"county-six-steps":  {"PR-1", "PR-3", "PR-6", "PR-8", "PR-9", "PR-10", "PR-12"},
	} {
		r, _ := routine.Find(id)
		var met []string
		for _, c := range judge(t, r, paper.Template(r, routine.Nynorsk)) {
			for _, v := range c.Verdicts {
				if v.Judgement == audit.Satisfied {
					met = append(met, v.Requirement.ID)
				}
			}
		}
		for _, requirement := range want {
			if !slices.Contains(met, requirement) {
				t.Errorf("%s: no example meets %s", id, requirement)
			}
		}
	}
}

func TestTemplateIsRemarkedAsSuch(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	for _, lang := range routine.Langs {
		book, problems := paper.Read(paper.Template(r, lang), r, paper.Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, p := range book.Remarks {
			if p.Key != "example" {
				t.Errorf("%s: %s", lang, p.In(lang))
			}
		}
		if len(book.Remarks) != len(r.Scenarios) {
			t.Errorf("%s: %d remarks", lang, len(book.Remarks))
		}
	}
}

// TestTemplateOfANewRoutine is of a routine that a school has just begun.
func TestTemplateOfANewRoutine(t *testing.T) {
	source, problems := routine.New("our-own")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, _, problems := routine.Read(source)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for label, c := range judge(t, r, paper.Template(r, routine.Danish)) {
		for _, v := range c.Verdicts {
			if v.Judgement != audit.Satisfied && v.Judgement != audit.NotApplicable {
				t.Errorf("%s: %s is %s", label, v.Requirement.ID, v.Judgement)
			}
		}
	}
}

func TestTemplateIsTheSameEachTime(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	first := string(paper.Template(r, routine.Bokmal))
	for range 2 {
		if string(paper.Template(r, routine.Bokmal)) != first {
			t.Fatal("two templates differ")
		}
	}
	if !strings.HasPrefix(first, "\ufeffsak;når;trinn;hvem;alternativ;alder;") {
		t.Errorf("it begins %.80q", first)
	}
}
