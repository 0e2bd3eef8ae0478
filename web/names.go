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
	return isolated(s.Name) + ", " + s.Class
}

// isolated keeps a name that is written from right to left, as in Arabic, from
// turning round the numbers that stand beside it (Unicode Standard Annex 9: FSI, PDI).
func isolated(name string) string {
	leftwards := strings.ContainsFunc(name, func(r rune) bool {
		p, _ := bidi.LookupRune(r)
		return p.Class() == bidi.R || p.Class() == bidi.AL
	})
	if !leftwards {
		return name
	}
	return "\u2068" + name + "\u2069"
}
