package report

import (
	"reflect"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// Every text is there in every language, and mentions the same things to fill in.
func TestPhrasesInEveryLanguage(t *testing.T) {
	for _, list := range []any{phrases, figureWords} {
		v := reflect.ValueOf(list)
		for i := range v.NumField() {
			name, text := v.Type().Field(i).Name, v.Field(i).Interface().(routine.Text)
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
}

// Every reason for a refusal that the engine gives has words.
func TestRefusalsHaveWords(t *testing.T) {
	for _, code := range []string{"guard", "role", "state", "relation", "contact_suspended", "consent_missing", "sign_off_missing", "requirement_open"} {
		if refusalTitle(code) == routine.Same(code) {
			t.Errorf("%s has no words", code)
		}
	}
}

func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"Ta det opp med kontaktlærer":             "Ta det opp med …",
		"Ta det opp":                              "Ta det opp",
		"Oppfølgingssamtaleforberedelsesskjemaet": "Oppfølgingssamtalef …",
	} {
		if got := short(text, 20); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestScalesEndAtRoundNumbers(t *testing.T) {
	for n, want := range map[int]int{0: 2, 1: 2, 3: 4, 7: 10, 11: 20, 41: 60, 99: 100, 101: 200} {
		if got := roundUp(n); got != want {
			t.Errorf("%d: got %d, want %d", n, got, want)
		}
	}
}
