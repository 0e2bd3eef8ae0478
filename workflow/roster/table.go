package roster

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

const (
	maxRows      = 4_000_000 // of one file
	maxCellBytes = 8192
	maxIDBytes   = 255
	maxNameRunes = 200
)

// table reads one file, row by row. What is wrong with a cell is noted when the
// cell is asked for.
type table struct {
	*notes
	file    string
	mode    mode
	on      calendar.Date // no birth lies after it
	csv     *csv.Reader
	cols    map[string]int
	status  int
	width   int // cells that a row must have
	cells   []string
	row     int
	dropped *Dropped
	words   map[string]string // what comes often, kept once
}

// newTable reads the headings. It is not ok when the rows cannot be read by them.
func newTable(n *notes, file string, m mode, from io.Reader, o Options, dropped *Dropped) (t *table, ok bool) {
	buffered := bufio.NewReaderSize(from, 1<<16)
	if mark, _ := buffered.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = buffered.Discard(3) // has been peeked at
	}
	t = &table{notes: n, file: file, mode: m, on: o.On, csv: csv.NewReader(buffered), cols: map[string]int{}, dropped: dropped, words: map[string]string{}}
	t.csv.FieldsPerRecord, t.csv.ReuseRecord = -1, true
	head, err := t.csv.Read()
	t.row = 1
	if errors.Is(err, io.EOF) {
		t.note(0, "empty")
		return t, false
	}
	if err != nil {
		t.cannotRead(err)
		return t, false
	}
	return t, t.header(slices.Clone(head))
}

func (t *table) note(column int, key string, words ...string) {
	t.add(t.file, t.row, column, key, words...)
}

// header finds the columns, by their exact names.
func (t *table) header(head []string) bool {
	known, ok := headers[t.file], true
	if len(head) == 1 && strings.Contains(head[0], ";") {
		t.note(1, "separator")
		return false
	}
	t.width = len(head)
	for i, name := range head {
		name = strings.TrimSpace(name)
		_, twice := t.cols[name]
		switch {
		case strings.HasPrefix(name, "metadata."):
			continue
		case twice:
			t.note(i+1, "column_twice", name)
		case !slices.Contains(known, name):
			t.unknownColumn(i+1, name, known)
		default:
			t.cols[name] = i
			continue
		}
		ok = false
	}
	for _, name := range known {
		if _, there := t.cols[name]; !there {
			t.note(0, "no_column", name)
			ok = false
		}
	}
	t.status = t.col("status")
	return ok
}

func (t *table) unknownColumn(column int, name string, known []string) {
	t.note(column, "unknown_column", name)
	if near := routine.Nearest(name, known); near != "" && len(name) < maxQuoted && !t.more {
		t.list[len(t.list)-1].Hint = NewProblem("", 0, 0, "did_you_mean", near).Message
	}
}

// col is where a column stands in this file's rows.
func (t *table) col(name string) int {
	at, ok := t.cols[name]
	if !ok {
		return -1
	}
	return at
}

// next goes to the next row that can be read.
func (t *table) next() bool {
	for {
		cells, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return false
		}
		t.row++
		if t.row > maxRows+1 {
			t.note(0, "many_rows", strconv.Itoa(maxRows))
			return false
		}
		if !t.another() {
			return false
		}
		if err != nil {
			if !t.cannotRead(err) {
				return false
			}
			continue
		}
		if t.cells = cells; t.sound() {
			return true
		}
	}
}

// cannotRead notes why a row cannot be read, and whether to go on after it.
func (t *table) cannotRead(err error) (on bool) {
	wrong := &csv.ParseError{}
	switch {
	case errors.As(err, &wrong):
		t.note(0, "quote", strconv.Itoa(wrong.Line))
		return true
	case errors.Is(err, errTooMuch):
		t.note(0, "file_too_big", strconv.Itoa(maxFileBytes>>20))
	case errors.Is(err, errRatio):
		t.note(0, "ratio")
	default:
		t.note(0, "unreadable")
	}
	return false
}

// sound reports whether the row has as many cells as there are headings, and
// only text in them.
func (t *table) sound() bool {
	if len(t.cells) != t.width {
		if len(t.cells) > 1 || t.cells[0] != "" {
			t.note(0, "cells", strconv.Itoa(len(t.cells)), strconv.Itoa(t.width))
		}
		return false
	}
	ok := true
	for i, cell := range t.cells {
		switch {
		case !utf8.ValidString(cell):
			t.note(i+1, "not_utf8")
			ok = false
		case len(cell) > maxCellBytes:
			t.note(i+1, "long_cell", strconv.Itoa(maxCellBytes))
			ok = false
		}
	}
	return ok
}

func (t *table) cell(col int) string { return strings.TrimSpace(t.cells[col]) }

// keep files a row, or what is to be deleted.
func keep[T datum](t *table, s *sheet[T], datum T) {
	status := ""
	if t.status >= 0 {
		status = t.cell(t.status)
	}
	switch {
	case status == "" && t.mode == delta:
		t.note(t.status+1, "status_missing")
	case status != "" && status != "active" && status != "tobedeleted":
		t.note(t.status+1, "not_one_of", status, "active, tobedeleted")
	case status == "tobedeleted":
		s.gone = append(s.gone, at[T]{datum, t.row})
	default:
		s.rows = append(s.rows, at[T]{datum, t.row})
	}
}

// gone reports whether the row is to be deleted: then only its id is asked for.
func (t *table) gone() bool { return t.status >= 0 && t.cell(t.status) == "tobedeleted" }

// mild notes a mistake after which the row is still there.
func (t *table) mild(col int, key string, words ...string) {
	t.note(col+1, key, words...)
	t.kept++
}

func (t *table) required(col int) {
	if withoutMarks(t.cell(col)) == "" {
		t.mild(col, "required", t.heading(col))
	}
}

func (t *table) heading(col int) string {
	for name, at := range t.cols {
		if at == col {
			return name
		}
	}
	return ""
}

// text is a cell without what may be a national number, and without marks that would
// hide one.
func (t *table) text(col int) string {
	cell := strings.TrimSpace(withoutMarks(t.cell(col)))
	clean := withoutNational(cell)
	if clean != cell {
		t.dropped.National++
	}
	return strings.Clone(clean)
}

// name is a text that people are shown.
func (t *table) name(col int) string {
	text, shown := Name(t.text(col))
	if utf8.RuneCountInString(text) > maxNameRunes {
		t.mild(col, "long_name", strconv.Itoa(maxNameRunes))
	}
	if !shown {
		t.mild(col, "not_shown")
	}
	return text
}

// feide is the Feide name in a cell of user ids.
func (t *table) feide(col int) string {
	id := feide(t.text(col))
	if _, shown := Name(id); !shown {
		t.mild(col, "not_shown")
	}
	return id
}

// id is what the source calls somebody or something. It must be there. It lives
// as long as the row.
func (t *table) id(col int) string {
	id := t.cell(col)
	switch {
	case id == "":
		t.note(col+1, "required", t.heading(col))
	case hasNational(id):
		t.note(col+1, "national_id")
	case len(id) > maxIDBytes || strings.ContainsFunc(id, func(r rune) bool { return r == ',' || !unicode.IsPrint(r) }):
		t.note(col+1, "bad_id", strconv.Itoa(maxIDBytes))
	default:
		return id
	}
	return ""
}

// own is the row's own id, which no other row has.
func (t *table) own(col int) string { return strings.Clone(t.id(col)) }

// ref is the id of something that many rows refer to.
func (t *table) ref(col int) string { return t.once(t.id(col)) }

// ids is a list of ids, which may be empty.
func (t *table) ids(col int) string {
	cell := t.cell(col)
	if cell == "" {
		return ""
	}
	if hasNational(cell) {
		t.note(col+1, "national_id")
		return ""
	}
	var list []string
	for _, id := range strings.Split(cell, ",") {
		if id = strings.TrimSpace(id); id != "" && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return t.once(strings.Join(list, ","))
}

// once keeps a text once, however often it comes.
func (t *table) once(text string) string {
	if known, ok := t.words[text]; ok {
		return known
	}
	text = strings.Clone(text)
	if len(t.words) < 1<<16 {
		t.words[text] = text
	}
	return text
}

// one is a cell that has one of a few words.
func (t *table) one(col int, of []string) string {
	cell := t.cell(col)
	if at := slices.Index(of, cell); at >= 0 {
		return of[at]
	}
	t.mild(col, "not_one_of", cell, strings.Join(of, ", "))
	return ""
}

func (t *table) date(col int) calendar.Date {
	cell := t.cell(col)
	if cell == "" {
		return 0
	}
	date, err := calendar.Parse(cell)
	if err != nil {
		t.mild(col, "bad_date", cell)
		return 0
	}
	return date
}

// birthDate is a date on which somebody alive can have been born. What stands
// there instead is not repeated: it may be part of a number.
func (t *table) birthDate(col int) calendar.Date {
	cell := t.cell(col)
	if cell == "" {
		return 0
	}
	date, err := calendar.Parse(cell)
	if err != nil || date.Year() < 1900 || t.on != 0 && date > t.on {
		t.mild(col, "bad_birth")
		return 0
	}
	return date
}
