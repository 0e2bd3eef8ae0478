package plan

import (
	"reflect"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

func TestPhrasesInEveryLanguage(t *testing.T) {
	complete := func(name string, text routine.Text) {
		for _, lang := range routine.Langs {
			if strings.TrimSpace(text.In(lang)) == "" {
				t.Errorf("%s is missing in %s", name, lang)
			}
			if strings.Contains(text.In(lang), "{1}") != strings.Contains(text.NB, "{1}") {
				t.Errorf("%s: only some languages mention {1}", name)
			}
		}
	}
	v := reflect.ValueOf(phrases)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		switch value := v.Field(i).Interface().(type) {
		case routine.Text:
			complete(name, value)
		case map[string]routine.Text:
			for key, text := range value {
				if name+key != "Kindstext" { // a text needs no explanation
					complete(name+" "+key, text)
				}
			}
		}
	}
	for _, e := range expectations {
		complete("expectation "+e.fact, e.text)
		if _, ok := find(e.fact); !ok && e.fact != "" && e.fact != "heard" { // which a block declares
			t.Errorf("there is no fact %s", e.fact)
		}
	}
}

func find(id string) (routine.Fact, bool) {
	for _, f := range routine.Vocabulary() {
		if f.ID == id {
			return f, true
		}
	}
	return routine.Fact{}, false
}
