package paper

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/routine"
)

const (
	maxProblems  = 500 // that are told of one file, and as many remarks
	maxQuoted    = 60  // runes of a cell that a message repeats
	maxSuggested = 12  // words that a hint lists
)

// notes collects mistakes or remarks, up to so many.
type notes struct {
	list routine.Problems
	more bool
}

// full reports whether one more would not be kept: then its words need not be found.
func (n *notes) full() bool { return len(n.list) >= maxProblems }

// add keeps one. Its place is the row and the column as a spreadsheet counts them.
func (n *notes) add(row, column int, key string, words ...string) *routine.Problem {
	if n.full() {
		n.more = true
		return nil
	}
	for i := range words {
		words[i] = quoted(words[i])
	}
	n.list = append(n.list, routine.Problem{
		Pos: routine.Pos{Line: row, Column: column}, Key: key,
		Message: text(key, words...), Hint: text(key+"_hint", words...),
	})
	return &n.list[len(n.list)-1]
}

// addNear keeps a mistake with what was probably meant.
func (n *notes) addNear(known []string, row, column int, key, word string, words ...string) {
	p := n.add(row, column, key, append([]string{word}, words...)...)
	if p == nil {
		return
	}
	if hint := meant(word, known); !hint.IsZero() {
		p.Hint = hint
	}
}

// meant is what was probably meant, or what could be.
func meant(word string, known []string) routine.Text {
	if len(word) <= maxQuoted {
		if near := routine.Nearest(plain(word), known); near != "" {
			return text("did_you_mean", near)
		}
	}
	ids := slices.DeleteFunc(slices.Clone(known), func(name string) bool { return strings.ContainsFunc(name, foreign) })
	if len(ids) > 0 && len(ids) <= maxSuggested {
		return text("one_of", strings.Join(ids, ", "))
	}
	return routine.Text{}
}

// foreign are the characters that an id does not have: what has them is a name.
func foreign(r rune) bool {
	return r != '_' && r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// sorted is what was collected, in the order of rows and columns.
func (n *notes) sorted() routine.Problems {
	slices.SortStableFunc(n.list, func(a, b routine.Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if n.more {
		last := n.list[len(n.list)-1]
		n.list = append(n.list, routine.Problem{Pos: last.Pos, Key: "more", Message: text("more", strconv.Itoa(maxProblems))})
	}
	return n.list
}

// quoted is a cell as a message repeats it: on one line, not for ever, and
// without anything that is a number of a person.
func quoted(s string) string {
	if looksNational(s) {
		return "…"
	}
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > maxQuoted {
		return string(runes[:maxQuoted]) + "…"
	}
	return s
}
