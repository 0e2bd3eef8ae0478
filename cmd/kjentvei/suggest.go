package main

import (
	"strconv"

	"kjentvei/workflow/routine"
)

// fill puts words where a text says {1}, {2}, …
func fill(text routine.Text, words ...string) routine.Text {
	values := map[string]routine.Text{}
	for i, word := range words {
		values[strconv.Itoa(i+1)] = routine.Same(word)
	}
	return text.Fill(values)
}

// suggest adds "did you mean …" when one of the known words is near.
func suggest(text routine.Text, word string, known []string) routine.Text {
	best := routine.Nearest(word, known)
	if best == "" {
		return text
	}
	return join(text, fill(texts.DidYouMean, best), " ")
}

// join puts two texts one after the other, in every language.
func join(a, b routine.Text, between string) routine.Text {
	for _, lang := range routine.Langs {
		a = a.With(lang, a.In(lang)+between+b.In(lang))
	}
	return a
}
