package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is set in Arial or what stands in for it. A picture is drawn without
// knowing the reader's fonts, so widths are estimated, a little on the wide side.
const (
	fontSize  = 12.0
	titleSize = 14.0
	lineStep  = 16.0 // from one line of text to the next
)

// em is the estimated width of a character, in parts of the font size.
func em(r rune) float64 {
	switch {
	case strings.ContainsRune("ijlI.,:;'’|!«»‘", r):
		return 0.32
	case strings.ContainsRune(" frt()-/[]“”\"·•", r):
		return 0.36
	case strings.ContainsRune("ckszvxyJ", r):
		return 0.53
	case strings.ContainsRune("mwMW—…@%ÆæŒ", r):
		return 0.95
	case unicode.IsUpper(r):
		return 0.74
	case strings.ContainsRune("↓↑", r):
		return 0.7
	case r < 0x250 || r == '–': // the Latin letters, digits and signs that are left
		return 0.58
	}
	return 1.0
}

// width estimates how wide a line of text is.
func width(s string, size float64) float64 {
	total := 0.0
	for _, r := range s {
		total += em(r)
	}
	return total * size
}

// wrap breaks a text into lines no wider than room, those after the first
// narrower by hang; a word that is wider is broken within. It returns at least
// one line.
func wrap(s string, size, room, hang float64) []string {
	var lines []string
	line := ""
	end := func() {
		if len(lines) == 0 {
			room -= hang
		}
		lines = append(lines, line)
		line = ""
	}
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
		case width(line+" "+word, size) <= room:
			line += " " + word
			continue
		default:
			end()
		}
		for width(word, size) > room {
			cut := fit(word, size, room)
			if cut == len(word) {
				break // not even one character fits
			}
			line = word[:cut]
			end()
			word = word[cut:]
		}
		line = word
	}
	end()
	return lines
}

// fit returns how many bytes of a word there is room for; at least one character.
func fit(word string, size, room float64) int {
	cut, used := 0, 0.0
	for at, r := range word {
		used += em(r) * size
		if at > 0 && used > room {
			break
		}
		cut = at + utf8.RuneLen(r)
	}
	return cut
}
