package api

import (
	"encoding/json"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// A case with its steps is some 35 KB, and most of it are words of the routine,
// written once (words.go). What is put together here is what differs from case
// to case and from reader to reader.

// reasonKey is all that a reason's JSON is made of.
type reasonKey struct {
	routine string // hash
	lang    routine.Lang
	step    string
	code    string
	message string
	needs   string // requirement
	guard   int
}

// choicesKey tells apart lists of choices that are likely to differ.
type choicesKey struct {
	school  workflow.SchoolID
	routine string // hash
	lang    routine.Lang
	source  string
}

// writing is one case on its way to one reader.
type writing struct {
	*scribe
	v     *workflow.View
	lang  routine.Lang
	words *words
	made  map[*workflow.Made][]byte
}

// whole writes a case with its steps: a caseJSON whose last member is the steps.
func (s *scribe) whole(b []byte, v *workflow.View, lang routine.Lang) ([]byte, error) {
	w := writing{scribe: s, v: v, lang: lang, made: map[*workflow.Made][]byte{}}
	var err error
	if w.words, err = s.wordsOf(v.Case.Routine(), lang); err != nil {
		return nil, err
	}
	front, err := json.Marshal(wholeJSON(v, lang))
	if err != nil {
		return nil, err
	}
	b = append(append(b, '{'), inside(front)...)
	b = append(b, `,"steps":[`...)
	i := 0
	for step := range v.EachStep {
		if b, err = w.step(comma(b, i), step); err != nil {
			return nil, err
		}
		i++
	}
	return append(b, `]}`...), nil
}

// step writes a stepJSON.
func (w *writing) step(b []byte, s *workflow.StepView) ([]byte, error) {
	words := w.words.steps[s.Step.ID]
	b = append(append(b, '{'), words.front...)
	b = strconv.AppendBool(append(b, `,"allowed":`...), s.Allowed)
	back := words.back
	if len(s.Serves) != words.serves {
		var err error
		if back, err = backOf(s.Step, s.Serves); err != nil {
			return nil, err
		}
	}
	b = append(append(b, ','), back...)
	b = append(b, `,"blocked_by":[`...)
	for i, u := range s.Blocked {
		reason, err := w.reason(s.Step.ID, u)
		if err != nil {
			return nil, err
		}
		b = append(comma(b, i), reason...)
	}
	b = append(b, `],"fields":[`...)
	for i := range s.Fields {
		var err error
		if b, err = w.field(comma(b, i), &s.Fields[i], words.fields[i]); err != nil {
			return nil, err
		}
	}
	return append(b, `]}`...), nil
}

// reason is a blockedJSON.
func (w *writing) reason(step string, u workflow.Unmet) ([]byte, error) {
	key := reasonKey{w.words.routine, w.lang, step, u.Code, u.Message, u.Requirement, u.Guard}
	return w.reasons.json(key, &struct{}{}, func() ([]byte, error) {
		return json.Marshal(blockedJSON{Code: u.Code, Requirement: u.Requirement, Message: w.v.Explain(step, u).In(w.lang)})
	})
}

// field writes a fieldJSON: its words, then the choices that the case makes.
func (w *writing) field(b []byte, f *workflow.FieldView, words fieldWords) ([]byte, error) {
	front := words.front
	if f.Required != words.required { // of void, where there is nobody else to name
		var err error
		if front, err = fieldFront(f, w.lang); err != nil {
			return nil, err
		}
	}
	b = append(append(b, '{'), front...)
	if len(words.choices)+len(f.Made) == 0 {
		return append(b, '}'), nil
	}
	b = append(append(b, `,"choices":[`...), words.choices...)
	for i, made := range f.Made {
		choices, err := w.choicesMade(made)
		if err != nil {
			return nil, err
		}
		b = append(comma(b, i+len(words.choices)), choices...)
	}
	return append(b, `]}`...), nil
}

// choicesMade is the inside of a list of choiceJSON.
func (w *writing) choicesMade(made *workflow.Made) ([]byte, error) {
	if data, ok := w.made[made]; ok {
		return data, nil
	}
	key := choicesKey{w.v.School, w.words.routine, w.lang, made.Source}
	data, err := w.choices.json(key, made, func() ([]byte, error) {
		list := make([]choiceJSON, len(made.List))
		for i, option := range made.List {
			list[i] = choiceJSON{Value: option.Value, Label: option.Label.In(w.lang)}
		}
		data, err := json.Marshal(list)
		return inside(data), err
	})
	w.made[made] = data
	return data, err
}
