package roster

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kjentvei/workflow/routine"
)

// Problem is one mistake in a roster, or a school that nobody has told the
// program about.
type Problem struct {
	File    string // "" for the zip itself
	Row     int    // as a spreadsheet counts: 1 is the heading; 0 for the file as a whole
	Column  int    // from 1; 0 for the row as a whole
	Key     string // which mistake, for programs and tests
	Message routine.Text
	Hint    routine.Text // what to do; may be empty
}

// Problems are all the mistakes that were found, in the order of files and rows.
type Problems []Problem

// Error tells every problem, a line each, in English.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].In(routine.English)
	}
	return strings.Join(lines, "\n")
}

// In tells the problem as file:row:column: message (hint).
func (p Problem) In(lang routine.Lang) string {
	where := p.File
	for _, n := range []int{p.Row, p.Column} {
		if n > 0 {
			where += ":" + strconv.Itoa(n)
		}
	}
	if where != "" {
		where += ": "
	}
	s := where + p.Message.In(lang)
	if hint := p.Hint.In(lang); hint != "" {
		s += " (" + hint + ")"
	}
	return s
}

const (
	maxProblems = 500 // that are told of one roster
	maxQuoted   = 120 // runes of a cell that a message repeats
)

// notes collects mistakes, up to so many.
type notes struct {
	list []Problem
	more bool
	kept int // of them, those after which every row is still there, with its id

	rows, most int // that were read, and that may be, of all files; 0: any number
}

// another counts a row, and is false when it is one too many. That is told once.
func (n *notes) another() bool {
	n.rows++
	if n.most > 0 && n.rows == n.most+1 {
		n.add("", 0, 0, "too_many_rows", strconv.Itoa(n.most))
	}
	return n.most == 0 || n.rows <= n.most
}

func (n *notes) add(file string, row, column int, key string, words ...string) {
	if len(n.list) >= maxProblems {
		n.more = true
		return
	}
	n.list = append(n.list, NewProblem(file, row, column, key, words...))
}

// NewProblem takes its words from the catalogue, with {1}, {2}, … filled in.
func NewProblem(file string, row, column int, key string, words ...string) Problem {
	values := map[string]routine.Text{}
	for i, word := range words {
		values[fmt.Sprint(i+1)] = routine.Same(quoted(word))
	}
	return Problem{
		File: file, Row: row, Column: column, Key: key,
		Message: texts[key].Fill(values), Hint: texts[key+"_hint"].Fill(values),
	}
}

// problems are what was collected, in order; nil where nothing was.
func (n *notes) problems() Problems {
	slices.SortStableFunc(n.list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(rank(a.File), rank(b.File)), cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	if n.more {
		n.list = append(n.list, NewProblem("", 0, 0, "more", strconv.Itoa(maxProblems)))
	}
	return n.list
}

// quoted is a cell as a message repeats it: on one line, not for ever, and
// without anything that may be the number of a person.
func quoted(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))), " ")
	if hasNational(s) {
		return "…"
	}
	if runes := []rune(s); len(runes) > maxQuoted {
		return string(runes[:maxQuoted]) + "…"
	}
	return s
}
