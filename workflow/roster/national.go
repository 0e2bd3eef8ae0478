package roster

import "strings"

// hasNational reports whether a text has what looks like a national identity
// number in it. Which day and month it begins with is what tells it from other
// numbers; the check digits are not asked for, since numbers made from 2032 on
// may lack one of them, and a mistyped number is personal all the same.
func hasNational(s string) bool { return withoutNational(s) != s }

// withoutNational is a text without such numbers: eleven digits, or six and then
// five, as Norway has them, and six and then four as Denmark writes them.
func withoutNational(s string) string {
	for at := 0; at < len(s); {
		if n := nationalAt(s, at); n > 0 {
			s, at = strings.TrimSpace(s[:at]+s[at+n:]), 0 // what is left may make another
			continue
		}
		at++
	}
	return s
}

// nationalAt gives the length of a number that begins at a place, 0 for none.
func nationalAt(s string, at int) int {
	if !digit(s[at]) || at > 0 && (word(s[at-1]) || s[at-1] == '+') {
		return 0
	}
	first := digitsFrom(s, at)
	end := at + first
	length := 0
	switch rest := digitsFrom(s, end+1); {
	case first == 11:
		length = 11
	case first == 6 && end < len(s) && strings.IndexByte(" .-/", s[end]) >= 0 && (rest == 5 || rest == 4 && s[end] == '-'):
		length = 7 + rest
	default:
		return 0
	}
	if at+length < len(s) && word(s[at+length]) || !birthdayLike(s[at:at+4]) {
		return 0
	}
	return length
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func word(b byte) bool {
	return digit(b) || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80
}

func digitsFrom(s string, at int) int {
	n := 0
	for at+n < len(s) && digit(s[at+n]) {
		n++
	}
	return n
}

// birthdayLike reports whether ddmm is how an identity number begins: a day, or
// one raised by 40 (D-numbers), and a month, or one raised by 40, 65 or 80
// (numbers of health services, and made-up ones).
func birthdayLike(ddmm string) bool {
	day := int(ddmm[0]-'0')*10 + int(ddmm[1]-'0')
	month := int(ddmm[2]-'0')*10 + int(ddmm[3]-'0')
	if day > 40 {
		day -= 40
	}
	for _, raised := range []int{80, 65, 40} {
		if month > raised {
			month -= raised
			break
		}
	}
	return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
