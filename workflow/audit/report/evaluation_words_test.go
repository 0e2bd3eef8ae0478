package report

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// Every text of the evaluation is there in every language, and mentions the same
// things to fill in.
func TestEvaluationWordsInEveryLanguage(t *testing.T) {
	texts := map[string]routine.Text{}
	for _, list := range []any{draftWords, topicWords, planWords} {
		v := reflect.ValueOf(list)
		for i := range v.NumField() {
			texts[v.Type().Name()+v.Type().Field(i).Name] = v.Field(i).Interface().(routine.Text)
		}
	}
	for _, rule := range slices.Concat(waiverQuestions, refusalQuestions) {
		texts[strings.Join(rule.codes, " ")] = rule.question
	}
	for _, text := range slices.Concat(checks, meetingLines) {
		texts[text.EN] = text
	}
	for name, text := range texts {
		for _, lang := range routine.Langs {
			words := text.In(lang)
			if strings.TrimSpace(words) == "" {
				t.Errorf("%s is missing in %s", name, lang)
			}
			for _, mark := range []string{"{1}", "{2}", "{3}"} {
				if strings.Contains(words, mark) != strings.Contains(text.NB, mark) {
					t.Errorf("%s: only some languages mention %s", name, mark)
				}
			}
		}
	}
}

// Every reason for an exception has a question.
func TestQuestionsKnowEveryCode(t *testing.T) {
	for _, step := range routine.CommonSteps() {
		if step.ID != "waive" {
			continue
		}
		for _, choice := range step.Fields[1].Choices {
			if !slices.ContainsFunc(waiverQuestions, func(a asking) bool { return slices.Contains(a.codes, choice.Value) }) {
				t.Errorf("the reason %s asks nothing", choice.Value)
			}
		}
	}
}
