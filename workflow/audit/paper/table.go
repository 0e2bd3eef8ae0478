package paper

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxBytes and MaxRows are how much one file may hold.
const (
	MaxBytes = 10 << 20
	MaxRows  = 100_000

	maxColumns = 200
)

// line is one row of a table. Rows are counted as a spreadsheet does: a cell of
// several lines is in one row.
type line struct {
	row   int
	cells []string
}

// table splits a file into its rows that have something in them.
func table(data []byte, n *notes) []line {
	if len(data) > MaxBytes {
		n.add(1, 1, "too_big")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		n.add(1, 1, "not_utf8")
		return nil
	}
	s := &splitter{rest: string(data), notes: n, row: 1}
	s.separator()
	var lines []line
	for s.rest != "" && len(lines) <= MaxRows+1 {
		l, ok := s.next()
		if !ok {
			break
		}
		if strings.Join(l.cells, "") != "" {
			lines = append(lines, l)
		}
	}
	switch {
	case len(lines) > MaxRows+1:
		n.add(lines[MaxRows+1].row, 1, "many_rows", strconv.Itoa(MaxRows))
		return nil
	case len(lines) == 0 && len(n.list) == 0:
		n.add(1, 1, "empty")
	}
	return lines
}

type splitter struct {
	*notes
	rest  string
	apart byte
	row   int
}

// separator finds what stands between the cells: what Excel says in a line of
// its own, or what the headings have most of.
func (s *splitter) separator() {
	first, rest, _ := strings.Cut(s.rest, "\n")
	if said, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(first, "\r")), "sep="); ok && len(said) == 1 {
		s.apart, s.rest, s.row = said[0], rest, 2
		if said[0] != '"' {
			return
		}
	}
	s.apart = ';'
	most := strings.Count(first, ";")
	for _, other := range []string{",", "\t"} {
		if n := strings.Count(first, other); n > most {
			s.apart, most = other[0], n
		}
	}
}

// next reads one row. It is not ok when the rest is one cell that never ends.
func (s *splitter) next() (line, bool) {
	l := line{row: s.row}
	s.row++
	tooMany := false
	for {
		cell, closed := s.cell()
		if !closed {
			s.add(l.row, len(l.cells)+1, "quote")
			s.rest = ""
			return l, false
		}
		cell = strings.TrimSpace(cell)
		switch {
		case len(l.cells) < maxColumns:
			l.cells = append(l.cells, cell)
		case cell != "" && !tooMany:
			s.add(l.row, maxColumns+1, "many_columns", strconv.Itoa(maxColumns))
			tooMany = true
		}
		if s.rest == "" {
			return l, true
		}
		end := s.rest[0]
		s.rest = s.rest[1:]
		if end == s.apart {
			continue
		}
		if end == '\r' {
			s.rest = strings.TrimPrefix(s.rest, "\n")
		}
		return l, true
	}
}

// cell reads one cell and leaves what ends it. A quotation mark within a cell
// that does not begin with one is a character like any other, as in Excel.
func (s *splitter) cell() (cell string, closed bool) {
	if !strings.HasPrefix(s.rest, `"`) {
		return s.until(), true
	}
	var b strings.Builder
	s.rest = s.rest[1:]
	for {
		before, after, found := strings.Cut(s.rest, `"`)
		if !found {
			return "", false
		}
		b.WriteString(before)
		s.rest = after
		if !strings.HasPrefix(after, `"`) {
			b.WriteString(s.until()) // what follows the closing mark belongs to the cell
			return b.String(), true
		}
		b.WriteByte('"')
		s.rest = after[1:]
	}
}

func (s *splitter) until() string {
	at := 0
	for at < len(s.rest) && s.rest[at] != s.apart && s.rest[at] != '\n' && s.rest[at] != '\r' {
		at++
	}
	cell := s.rest[:at]
	s.rest = s.rest[at:]
	return cell
}
