package roster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is a text of one line as it is kept: one space between words, and without the
// marks that a spreadsheet or the clipboard brings along (soft hyphen, zero width space,
// byte order mark). Not shown is one with anything else that nobody sees, such as what
// turns round the text beside it. The joiners are shown: after letters of many scripts
// they belong to the name.
func Name(text string) (name string, shown bool) {
	if !utf8.ValidString(text) {
		return text, false
	}
	name = strings.Join(strings.Fields(withoutMarks(text)), " ")
	before := ' '
	for _, r := range name {
		joins := (r == '\u200c' || r == '\u200d') && before >= utf8.RuneSelf // not after a digit: it would hide a number
		if !joins && (!unicode.IsPrint(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)) {
			return name, false
		}
		before = r
	}
	return name, true
}

func withoutMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u00ad' || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, text)
}
