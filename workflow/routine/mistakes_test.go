package routine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/routine"
)

// What people get wrong when they write their own, and what they are told: in
// words that say what to do about it.
func TestTypicalMistakes(t *testing.T) {
	whole, _ := routine.New("our-school")
	for _, test := range []struct{ name, old, new, want string }{
		{"a tab", "    to: talked", "\tto: talked", "the line is indented with a tab (use spaces)"},
		{"a quote left open", `"Hva sa eleven?", nn`, `"Hva sa eleven?, nn`,
			"the file cannot be read: ',' or '}' must be specified (look at the indentation, quotes and brackets of this line and the one before)"},
		{"an indentation lost", "    target: {talk: [held, refused]}", "  target: {talk: [held, refused]}",
			"the file cannot be read: value is not allowed in this context (look at the indentation, quotes and brackets of this line and the one before)"},
		{"a comma without quotes", "{nb: Hold møtet, nn: Hald", "{nb: Hold, møtet, nn: Hald",
			"the text is cut at the comma before ‘møtet’ (put quotes around the whole text)"},
		{"one language", "title: {nb: Hold møtet, nn: Hald møtet, en: Hold the meeting, da: Hold mødet}\n    from", "title: Hold møtet\n    from",
			"the text belongs here in all four languages ({nb: …, nn: …, en: …, da: …})"},
		{"a role by its name", "who: [responsible, leader]", "who: [Saksansvarlig, rektor]",
			"there is no role called ‘Saksansvarlig’ (did you mean ‘responsible’?)\nthere is no role called ‘rektor’ (did you mean ‘principal’?)"},
		{"a state by its title", "to: settled", "to: Avklart", "there is no state called ‘Avklart’ (did you mean ‘settled’?)"},
		{"a condition as a sentence", `when: {leadership_told: "yes"}`, `when: "leadership_told is yes"`,
			"a condition belongs here (for example {age: minor}, {all: […]}, {any: […]} or {not: …})"},
		{"a setting without its sign", "days: $talk_days", "days: talk_days", "‘talk_days’ is not a whole number (if it is a setting, write $talk_days)"},
		{"a fact without its value", "activation: {use: admitted}", "activation: use", "keys with values belong here (for example {talk: held})"},
		{"a block left out", "uses: [at-school, safety,", "uses: [safety,",
			"there is no scenario called ‘intoxicated_at_school’ (can be: self_referral, third_party_concern; the shared block ‘at-school’ has it; in the shared block ‘at-once’)\n" +
				"there is no setting called ‘at_once_minutes’ (can be: talk_days, guardian_days, meeting_days, assess_days; the shared block ‘at-school’ has it; in the shared block ‘at-once’)"},
		{"a value that another fact has", "sets: {talk: refused}", "sets: {talk: declined}", "‘declined’ is not one of the values (can be: no, held, refused)"},
		{"weeks", "{days: $meeting_days, basis: local}", "{weeks: 1, basis: local}",
			"a deadline must have exactly one of days, minutes and hours\n‘weeks’ is not a key here (can be: days, minutes, hours, from, opens, moved_by, basis)"},
		{"a date as people write it", `review_by: "2027-08-01"`, "review_by: 01.08.2027", "‘01.08.2027’ is not a date (write it like 2027-08-01)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(string(whole), test.old) {
				t.Fatalf("the file has no %q", test.old)
			}
			_, _, problems := routine.Read([]byte(strings.Replace(string(whole), test.old, test.new, 1)))
			var told []string
			for _, p := range problems {
				_, words, _ := strings.Cut(p.In(routine.English), ": ") // where it is, twenty-mistakes.yaml asks
				told = append(told, words)
			}
			if diff := cmp.Diff(strings.Split(test.want, "\n"), told); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The audit counts facts in a byte: one too many is told, not miscounted.
func TestTooManyFacts(t *testing.T) {
	whole, _ := routine.New("our-school")
	const begin = "\nfacts:\n"
	r, _, _ := routine.Read(whole)
	own := routine.MaxFacts - len(r.Schema().Facts()) // beside those that it has
	for _, n := range []int{own, own + 1} {
		var facts strings.Builder
		facts.WriteString(begin)
		for i := range n {
			fmt.Fprintf(&facts, "  - {id: fact_%d, values: [a, b], title: {nb: x, nn: x, en: x, da: x}}\n", i)
		}
		_, _, problems := routine.Read([]byte(strings.Replace(string(whole), begin, facts.String(), 1)))
		told := slices.ContainsFunc(problems, func(p routine.Problem) bool { return strings.Contains(p.In(routine.English), "at most") })
		if told != (n > own) {
			t.Errorf("%d facts: %v", n, problems)
		}
	}
}
