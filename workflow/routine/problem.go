package routine

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is one mistake in a routine file.
type Problem struct {
	Pos
	Key     string // which mistake, for programs and tests
	Message Text
	Hint    Text // what was probably meant, or what to do; may be empty
}

// Problems are all the mistakes of a file, in the order of its lines.
type Problems []Problem

// Error tells every problem, a line each, in English.
func (p Problems) Error() string {
	var b strings.Builder
	for i, problem := range p {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(problem.In(English))
	}
	return b.String()
}

// In tells the problem as line:column: message (hint).
func (p Problem) In(lang Lang) string {
	s := fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message.In(lang))
	if hint := p.Hint.In(lang); hint != "" {
		s += " (" + hint + ")"
	}
	return s
}

func (p Problems) sorted() Problems {
	slices.SortStableFunc(p, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return p
}

// newProblem takes its words from the catalogue, with {1}, {2}, … filled in.
func newProblem(pos Pos, key string, args ...Text) Problem {
	values := map[string]Text{}
	for i, arg := range args {
		values[fmt.Sprint(i+1)] = arg
	}
	return Problem{
		Pos: pos, Key: key,
		Message: problemTexts[key].Fill(values),
		Hint:    problemTexts[key+"_hint"].Fill(values),
	}
}

// fillProblem is a text of the catalogue of problems with {1} filled in.
func fillProblem(key, word string) Text {
	return problemTexts[key].Fill(map[string]Text{"1": Same(word)})
}

// remarking adds one more hint.
func (p Problem) remarking(hint Text) Problem {
	if p.Hint.IsZero() {
		p.Hint = hint
		return p
	}
	for _, lang := range Langs {
		p.Hint = p.Hint.With(lang, p.Hint.In(lang)+"; "+hint.In(lang))
	}
	return p
}

// hinting adds "did you mean …", when one of the known words is near.
func (p Problem) hinting(word string, known []string) Problem {
	if near := Nearest(word, known); near != "" {
		p.Hint = fillProblem("did_you_mean", near)
	} else if len(known) > 0 && len(known) <= 12 {
		p.Hint = fillProblem("one_of", strings.Join(known, ", "))
	}
	return p
}

// Nearest finds the known word that is a typing mistake away from word, or "".
func Nearest(word string, known []string) string {
	best, bestDistance := "", 1+len(word)/3
	for _, candidate := range known {
		if distance := editDistance(word, candidate); distance <= bestDistance && candidate != word {
			if distance < bestDistance || best == "" {
				best, bestDistance = candidate, distance
			}
		}
	}
	return best
}

// editDistance counts the letters to insert, remove or change (Levenshtein).
func editDistance(a, b string) int {
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
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
