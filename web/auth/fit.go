package auth

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/trustelem/zxcvbn/frequency"
	"golang.org/x/text/unicode/norm"
)

// Passwords are at least so long, in characters, and at most so long, in bytes.
const (
	MinPassword = 8
	MaxPassword = 1024
)

// Unfit says why a password will not do.
type Unfit int

// The reasons, in the order in which they are found.
const (
	Malformed Unfit = iota + 1 // not text, or more than one line
	TooShort                   // fewer than MinPassword characters
	TooLong                    // more than MaxPassword bytes
	Common                     // among those that are tried first
	Personal                   // made of the person's own name, the school's or the program's
)

func (u Unfit) Error() string {
	return [...]string{"", "malformed password", "password too short", "password too long", "common password", "password made of a name"}[u]
}

// Fit returns nil for a password that will do, and an Unfit otherwise. Its length
// counts, not what it is made of. about are words that others know of the person:
// the user name, the name, the schools.
func Fit(password string, about ...string) error {
	switch {
	case !utf8.ValidString(password), strings.ContainsAny(password, "\r\n\x00"):
		return Malformed
	case len(password) > MaxPassword:
		return TooLong
	case utf8.RuneCountInString(password) < MinPassword:
		return TooShort
	}
	plain := fold(password)
	core := strings.TrimFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) })
	around := utf8.RuneCountInString(plain) - utf8.RuneCountInString(core)
	switch {
	case common()[plain], monotonous(plain):
		return Common
	case core != "" && around < MinPassword && (common()[core] || stems[core]):
		return Common
	case personal(plain, append(about, "kjentvei")):
		return Personal
	}
	return nil
}

// fold makes a password comparable to lists: lower case, one form of each letter,
// no spaces.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), "")
}

// common is the 30,000 passwords that people use most, as the zxcvbn library keeps
// them; also with figures and signs before or after one (see Fit).
var common = sync.OnceValue(func() map[string]bool {
	list := frequency.FrequencyLists["passwords"]
	words := make(map[string]bool, len(list))
	for _, word := range list {
		words[word] = true
	}
	return words
})

// stems are what people here put a year or a figure behind, which the list, made
// elsewhere, does not know.
var stems = wordSet(`passord passordet løsenord kodeord adgangskode hemmelig hemmeligt hemmeleg velkommen
	sommer sommar høst haust vinter vår våren påske jul julen januar februar mars april mai juni juli august
	september oktober november desember mandag tirsdag onsdag torsdag fredag lørdag søndag
	skole skolen skule skulen videregående lærer lærar elev elever klasse rektor norge noreg norway oslo bergen
	trondheim stavanger tromsø danmark københavn fotball håndball brann rosenborg vålerenga ski langrenn`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// monotonous reports whether a password is one short piece again and again, or
// figures that follow each other.
func monotonous(s string) bool {
	runes := []rune(s)
	for piece := 1; piece <= 4 && piece*2 <= len(runes); piece++ {
		same := true
		for i := piece; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-piece]
		}
		if same {
			return true
		}
	}
	rising, falling := true, true
	for i := 1; i < len(runes); i++ {
		rising = rising && (runes[i] == runes[i-1]+1 || runes[i-1] == '9' && runes[i] == '0')
		falling = falling && (runes[i] == runes[i-1]-1 || runes[i-1] == '0' && runes[i] == '9')
	}
	return rising || falling
}

// personal reports whether what is left of a password without the words known of a
// person is too short to be one. Words of three letters or fewer are left alone.
func personal(plain string, about []string) bool {
	left := plain
	for _, known := range about {
		pieces := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(known)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, piece := range append(pieces, fold(known)) {
			if utf8.RuneCountInString(piece) > 3 {
				left = strings.ReplaceAll(left, piece, "")
			}
		}
	}
	return left != plain && utf8.RuneCountInString(left) < MinPassword
}
