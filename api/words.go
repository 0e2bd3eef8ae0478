package api

import (
	"encoding/json"
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// words are what the steps of a routine version say in one language whatever
// the case, as JSON.
type words struct {
	routine string // hash
	steps   map[string]*stepWords
}

type stepWords struct {
	front  []byte // the members of a stepFront
	serves int    // how many requirements back names: a case may add to them
	back   []byte // the members of a stepBack
	fields []fieldWords
}

// fieldWords are the members of a fieldJSON, and its choices, as the routine has
// them; and whether the routine requires the field, which a case may not.
type fieldWords struct {
	front, choices []byte
	required       bool
}

type wordsKey struct {
	routine string // hash
	lang    routine.Lang
}

// wordsOf returns the words of a routine version. There are few, and none is forgotten.
func (s *scribe) wordsOf(r *routine.Routine, lang routine.Lang) (*words, error) {
	key := wordsKey{r.Hash, lang}
	if known, ok := s.words.Load(key); ok {
		return known.(*words), nil
	}
	all := &words{routine: r.Hash, steps: map[string]*stepWords{}}
	for _, steps := range [][]routine.Step{r.Steps, routine.CommonSteps()} {
		for i := range steps {
			step := &steps[i]
			said, err := newStepWords(step, r.Common(step.ID), r.Serves(step.ID), lang)
			if err != nil {
				return nil, err
			}
			all.steps[step.ID] = said
		}
	}
	s.words.Store(key, all)
	return all, nil
}

func newStepWords(step *routine.Step, common bool, serves []string, lang routine.Lang) (*stepWords, error) {
	front, err := json.Marshal(frontOf(step, common, lang))
	if err != nil {
		return nil, err
	}
	back, err := backOf(step, serves)
	if err != nil {
		return nil, err
	}
	said := &stepWords{front: inside(front), serves: len(serves), back: back}
	for i := range step.Fields {
		field := workflow.FieldView{Field: &step.Fields[i]}
		own := fieldWords{required: field.Required}
		if own.front, err = fieldFront(&field, lang); err != nil {
			return nil, err
		}
		if own.choices, err = json.Marshal(append([]choiceJSON{}, fieldOf(&field, lang).Choices...)); err != nil {
			return nil, err
		}
		own.choices = inside(own.choices)
		said.fields = append(said.fields, own)
	}
	return said, nil
}

// backOf is the members of a stepBack.
func backOf(step *routine.Step, serves []string) ([]byte, error) {
	back, err := json.Marshal(stepBack{Roles: step.Who, Requirements: append([]string{}, serves...)})
	return inside(back), err
}

// fieldFront is the members of a fieldJSON but for its choices.
func fieldFront(f *workflow.FieldView, lang routine.Lang) ([]byte, error) {
	out := fieldOf(f, lang)
	out.Choices = nil
	front, err := json.Marshal(out)
	return inside(front), err
}

// inside is a JSON object or list without its brackets.
func inside(data []byte) []byte {
	if len(data) < 2 {
		return nil
	}
	return data[1 : len(data)-1]
}

// frontOf is what a step says of itself.
func frontOf(step *routine.Step, common bool, lang routine.Lang) stepFront {
	out := stepFront{
		ID: step.ID, Kind: "routine", Title: step.Title.In(lang), Guidance: step.Guidance.In(lang),
		Say: texts(step.Say, lang), Avoid: texts(step.Avoid, lang),
	}
	if common {
		out.Kind = "common"
	}
	var to []string
	for _, target := range step.To {
		if !slices.Contains(to, target.State) {
			to = append(to, target.State)
		}
	}
	out.To = strings.Join(to, "|")
	return out
}

func texts(list []routine.Text, lang routine.Lang) []string {
	var out []string
	for _, text := range list {
		out = append(out, text.In(lang))
	}
	return out
}
