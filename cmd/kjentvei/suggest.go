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
	best, least := "", 2+len(word)/4
	for _, candidate := range known {
		if d := distance(word, candidate); d < least {
			best, least = candidate, d
		}
	}
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

// distance counts the letters to insert, remove or change (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
