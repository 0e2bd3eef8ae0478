package routine

import (
	"strings"
)

// Lang is a language that every text exists in: nb, nn, en or da.
type Lang string

// The languages of the program, bokmål first: it is the default.
const (
	Bokmal  Lang = "nb"
	Nynorsk Lang = "nn"
	English Lang = "en"
	Danish  Lang = "da"
)

// Langs lists the languages in the order in which catalogues show them.
var Langs = []Lang{Bokmal, Nynorsk, English, Danish}

// Text is one sentence or label in all four languages.
type Text struct {
	Pos `json:"-"`
	NB  string `json:"nb,omitempty"`
	NN  string `json:"nn,omitempty"`
	EN  string `json:"en,omitempty"`
	DA  string `json:"da,omitempty"`
}

// In returns the text in lang, or in bokmål when lang is none of ours.
func (t Text) In(lang Lang) string {
	switch lang {
	case Nynorsk:
		return t.NN
	case English:
		return t.EN
	case Danish:
		return t.DA
	}
	return t.NB
}

// fill replaces the {names} of one sentence, from left to right. A name that
// has no value stays as it is, and so does a { in what is filled in.
func fill(sentence string, values map[string]Text, lang Lang) string {
	var b strings.Builder
	b.Grow(2 * len(sentence))
	for {
		before, rest, ok := strings.Cut(sentence, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		value, known := values[name]
		if !closed || !known {
			b.WriteByte('{')
			sentence = rest
			continue
		}
		b.WriteString(value.In(lang))
		sentence = after
	}
}

// With returns the text with its words in one language replaced.
func (t Text) With(lang Lang, words string) Text {
	switch lang {
	case Nynorsk:
		t.NN = words
	case English:
		t.EN = words
	case Danish:
		t.DA = words
	default:
		t.NB = words
	}
	return t
}

// IsZero reports whether the text is absent in every language.
func (t Text) IsZero() bool { return t.NB == "" && t.NN == "" && t.EN == "" && t.DA == "" }

// Fill replaces each {name} by its value, in every language.
func (t Text) Fill(values map[string]Text) Text {
	if len(values) == 0 || t.IsZero() {
		return t
	}
	for _, field := range []struct {
		lang Lang
		s    *string
	}{{Bokmal, &t.NB}, {Nynorsk, &t.NN}, {English, &t.EN}, {Danish, &t.DA}} {
		if !strings.Contains(*field.s, "{") {
			continue
		}
		*field.s = fill(*field.s, values, field.lang)
	}
	return t
}

// Same is a text that reads alike in every language, such as a name or a number.
func Same(s string) Text { return Text{NB: s, NN: s, EN: s, DA: s} }

// placeholders lists the {names} that a text mentions in any language.
func (t Text) placeholders() []string {
	var names []string
	for _, lang := range Langs {
		rest := t.In(lang)
		for {
			_, after, ok := strings.Cut(rest, "{")
			if !ok {
				break
			}
			name, after, ok := strings.Cut(after, "}")
			if !ok {
				break
			}
			names = append(names, name)
			rest = after
		}
	}
	return names
}
