package audit

import (
	"fmt"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// Every text is there in every language, and mentions the same things to fill in.
func TestWordsInEveryLanguage(t *testing.T) {
	complete := func(name string, text routine.Text) {
		t.Helper()
		for _, lang := range routine.Langs {
			words := text.In(lang)
			if strings.TrimSpace(words) == "" {
				t.Errorf("%s is missing in %s", name, lang)
			}
			for _, mark := range []string{"{day}", "{since}", "{due}", "{by}", "{who}", "{reason}", "{facts}", "{what}", "{n}"} {
				if strings.Contains(words, mark) != strings.Contains(text.NB, mark) {
					t.Errorf("%s: only some languages mention %s", name, mark)
				}
			}
			if strings.Count(words, "[") != strings.Count(words, "]") {
				t.Errorf("%s in %s: brackets", name, lang)
			}
		}
	}
	for j, text := range judgementTitles {
		complete(Judgement(j).String(), text)
	}
	for i, text := range monthNames {
		complete(fmt.Sprint("month ", i+1), text)
	}
	for key, text := range sentences {
		complete(fmt.Sprint(key), text)
	}
	for form, list := range sentencesFor {
		for key, text := range list {
			complete(fmt.Sprint(form, key), text)
		}
	}
	for code, text := range becauseWords {
		complete(code, text)
	}
	for code, text := range waiverFaults {
		complete(code, text)
	}
	for code, text := range detailWords {
		complete("detail "+code, text)
	}
	for property := 1; property <= 12; property++ {
		text, ok := Safety(fmt.Sprint("P", property))
		if !ok {
			t.Errorf("P%d has no words", property)
		}
		complete(fmt.Sprint("P", property), text)
	}
	complete("any fault", WaiverFault("another"))
	for _, u := range []unit{schoolDayUnit, hourUnit, minuteUnit} {
		complete("one "+u.one.EN, u.one)
		complete("many "+u.many.EN, u.many)
	}
	for _, text := range []routine.Text{clockWord, recordedAfter, leadershipWord, stillOwed, concerned, acknowledged, notAcknowledged} {
		complete(text.EN, text)
	}
}

// The reasons that can be chosen for an exception are known by their codes.
func TestWaiverReasonsAreTheRoutinesOwn(t *testing.T) {
	for _, code := range []string{"nobody_reached", "one_adult", "student_refuses", "contact_may_harm", "not_possible", "individual_need"} {
		if got := WaiverReason(code); got == routine.Same(code) || got.IsZero() {
			t.Errorf("%s has no words", code)
		}
	}
	if got := WaiverReason("unheard_of"); got != routine.Same("unheard_of") {
		t.Errorf("got %v", got)
	}
}
