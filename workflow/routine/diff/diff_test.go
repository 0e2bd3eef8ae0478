package diff_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/diff"
	"kjentvei/workflow/routine/plan"
)

var update = flag.Bool("update", false, "write the golden files anew")

// with reads the invented plan of five steps, with parts of its text replaced.
func with(t *testing.T, changes ...string) *routine.Routine {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/routines/invented-five-steps.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the file has no %q", changes[i])
		}
		text = strings.ReplaceAll(text, changes[i], changes[i+1])
	}
	r, _, problems := routine.Read([]byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return r
}

// told is each change as one line in English.
func told(changes []diff.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, string(c.Kind)+" "+string(c.Part)+" "+c.ID+" "+c.Aspect+": "+c.Sentence().EN)
	}
	return lines
}

const again = `  - id: take_up_again
    title: {nb: "Ta det opp igjen", nn: "Ta det opp att", en: "Take it up again", da: "Tag det op igen"}
    from: [done]
    to: planned
    who: [anyone]
    sets: {follow_up: open, concern: open}
`

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name    string
		changes []string
		want    []string
	}{
		{"nothing", nil, nil},
		{"the version alone", []string{"version: 1", "version: 2"}, nil},
		{"a condition written otherwise", []string{
			"any: [{not: {use: admitted, raised_by: other}}, {meeting: held}]",
			"not: {all: [{not: {meeting: held}}, {raised_by: other}, {use: admitted}]}",
		}, nil},
		{"the values that are left", []string{"{shared_with: [akt, study]}\n        requirement", "{not: {shared_with: nobody}}\n        requirement"}, nil},
		{"another order of roles and states", []string{"from: [shared, talked, planned]", "from: [planned, talked, shared]", "who: [responsible, leader]", "who: [leader, responsible]"}, nil},
		{"a step is gone", []string{again, ""}, []string{"removed step take_up_again : Is there no longer."}},
		{"a step has another id", []string{"id: take_up_again", "id: reopen_talk"},
			[]string{"changed step reopen_talk id: The name for programs: now reopen_talk – before take_up_again"}},
		{"a step has another title", []string{`en: "Take it up again"`, `en: "Once more"`}, []string{"renamed step take_up_again : Was called “Take it up again” before."}},
		{"a state has another id", []string{"[talked, planned, meeting_called]", "[talked, small, meeting_called]", "id: planned,", "id: small,", "to: planned", "to: small",
			"[shared, talked, planned]", "[shared, talked, small]", "meeting_called, planned, done]", "meeting_called, small, done]", "[talked, planned]", "[talked, small]"},
			[]string{"changed state small id: The name for programs: now small – before planned"}},
		{"who may", []string{"to: shared\n    who: [anyone]", "to: shared\n    who: [contact_teacher, akt_counsellor]"}, []string{
			"removed step share_concern who: Who: no longer any member of staff with access to the case",
			"added step share_concern who: Who: now also form teacher, behaviour counsellor",
		}},
		{"from where, and where to", []string{"from: [done]\n    to: planned", "from: [done, planned]\n    to: talked"}, []string{
			"added step take_up_again from: Can be done in: now also “4. Small plan”",
			"changed step take_up_again to: Leads to: now “3. Talked” – before “4. Small plan”",
		}},
		{"a guard is stricter", []string{"{not: {use: admitted}, raised_by: other}", "{use: denied, raised_by: other}"}, []string{
			"changed step find_unfounded guard: Condition: now The student has told of use or asked for help. (P4) Without exception. Met when: What the student says about using alcohol or drugs: “says it is not true”, and Who raised it: “someone else” – before The student has told of use or asked for help. (P4) Without exception. Met when: What the student says about using alcohol or drugs: not “says they have used”, and Who raised it: “someone else”",
		}},
		{"a field is required", []string{"{name: words, type: text,", "{name: words, type: text, required: true,"}, []string{
			"changed scenario self_referral field: Asks for: now “What did the student say?” * – before “What did the student say?”",
		}},
		{"what an answer brings about", []string{"sets: {talk: held, use: denied}}", "sets: {talk: held}}"}, []string{
			"removed step hold_talk sets: Brings about: no longer What the student says about using alcohol or drugs: “says it is not true” (How did it go? “It was something else”)",
		}},
		{"a setting", []string{"da: \"Inden for hvor mange skoledage skal planen være lavet?\"}, default: 10", "da: \"Inden for hvor mange skoledage skal planen være lavet?\"}, default: 12"}, []string{
			"changed parameter plan_days value: Value: now 12 – before 10",
			"changed requirement FT-4 deadline: Deadline: now within 12 school days [the school's own] – before within 10 school days [the school's own]",
			"changed requirement FT-P4b deadline: Deadline: now within 12 school days [derived] – before within 10 school days [derived]",
		}},
		{"a requirement binds more, and others", []string{"modality: should\n    actor: [study_counsellor]\n    scenarios: [self_referral, third_party_concern]", "modality: must\n    actor: [leader]\n    scenarios: [self_referral]"}, []string{
			"changed requirement FT-5 modality: How binding: now Must – before Should",
			"removed requirement FT-5 actor: Who: no longer study counsellor",
			"added requirement FT-5 actor: Who: now also the school’s leadership",
			"changed requirement FT-5 scenarios: Belongs to: now “The student comes” – before “The student comes”, “Somebody has noticed something”",
		}},
		{"a deadline where there was none", []string{"    target: {follow_up: settled}\n", "    target: {follow_up: settled}\n    deadline: {days: 20, basis: local}\n"}, []string{
			"changed requirement FT-5 deadline: Deadline: now within 20 school days [the school's own] – before nothing",
		}},
		{"words", []string{`en: "Tell the leadership first."`, `en: "First tell the leadership."`, `en: "All of this is invented."`, `en: "None of this is real."`}, []string{
			"reworded step call_meeting texts: Other words in: the reason for a condition",
			"reworded advice notes : 1 new, 1 gone",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			old, new := with(t), with(t, test.changes...)
			if diff := cmp.Diff(test.want, told(diff.Compare(old, new))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What differs one way differs the other way too, and nothing differs from itself.
func TestCompareBothWays(t *testing.T) {
	routines := append(routine.Shipped(), with(t))
	for _, a := range routines {
		for _, b := range routines {
			there, back := diff.Compare(a, b), diff.Compare(b, a)
			if (a.ID == b.ID) != (len(there) == 0) || len(there) != len(back) {
				t.Errorf("%s to %s: %d changes, back %d", a.ID, b.ID, len(there), len(back))
			}
			for _, c := range there {
				for _, lang := range routine.Langs {
					if s := c.Sentence().In(lang); s == "" || strings.ContainsAny(s, "{}") || c.Name.In(lang) == "" {
						t.Errorf("%s to %s in %s: %+v says %q", a.ID, b.ID, lang, c, s)
					}
				}
			}
		}
	}
}

// A revision as a school might make it, as people read of it.
func TestGolden(t *testing.T) {
	old := with(t)
	new := with(t, "version: 1", "version: 2",
		"[$talk_roles]\n    guards", "[akt_counsellor]\n    guards",
		again, "",
		`en: "Make a small plan", da: "Lav en lille plan"}`+"\n    from", `en: "Write a small plan", da: "Skriv en lille plan"}`+"\n    from",
		"modality: should", "modality: must",
		"default: 5, max: 20", "default: 3, max: 20",
		"deadline: {days: 5, basis: derived}", "deadline: {days: 2, basis: local}",
		"- when: {leadership_told: \"yes\"}", "- when: {leadership_told: \"yes\", talk: held}",
		`en: "How did it turn out?"`, `en: "How did it go in the end?"`,
		"      - {name: result, type: text, required: true", "      - {name: thanks, type: boolean, label: {nb: Takket?, nn: Takka?, en: Thanked?, da: Takket?}}\n      - {name: result, type: text, required: true",
		"values: [\"no\", made, declined]", "values: [\"no\", made, tried, declined]",
		"      declined: {nb: eleven vil ikke,", "      tried: {nb: prøvd, nn: prøvd, en: tried, da: prøvet}\n      declined: {nb: eleven vil ikke,")
	changes := diff.Compare(old, new)
	for _, lang := range routine.Langs {
		got := plan.Text(diff.Document(old, new, changes, lang))
		path := "../../../testdata/golden/diff-five-steps." + string(lang) + ".txt"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}
