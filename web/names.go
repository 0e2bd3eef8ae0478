package web

import (
	"strings"

	"golang.org/x/text/unicode/bidi"

	"kjentvei/workflow"
)

func nameAndClass(s *workflow.Student) string {
	if s.Class == "" {
		return isolated(s.Name)
	}
	return isolated(s.Name) + ", " + isolated(s.Class)
}

// isolated keeps a text that is written from right to left, as in Arabic, or that has
// marks of direction in it, from turning round what stands beside it (Unicode Standard
// Annex 9: FSI, PDI). Names are kept without such marks now; older records may have them.
func isolated(text string) string {
	if !strings.ContainsFunc(text, turns) {
		return text
	}
	const first, pop = "\u2068", "\u2069"
	var b strings.Builder
	b.WriteString(first)
	open := 0
	for _, r := range text {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			open++
		case bidi.PDI:
			if open == 0 {
				continue // it would end ours
			}
			open--
		}
		b.WriteRune(r)
	}
	b.WriteString(strings.Repeat(pop, open+1))
	return b.String()
}

// turns reports whether a character may change the order of those beside it.
func turns(r rune) bool {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}
