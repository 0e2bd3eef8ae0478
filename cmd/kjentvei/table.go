package main

import (
	"encoding/csv"
	"strings"
	"text/tabwriter"
)

// table prints rows, the first of which is the head: in columns for people, or
// as CSV (RFC 4180) for programs.
func (c *call) table(rows [][]string) error {
	for _, row := range rows {
		for i := range row {
			row[i] = oneLine(row[i])
		}
	}
	if c.format == "csv" {
		return c.csv(rows)
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		if _, err := w.Write([]byte(strings.Join(row, "\t") + "\n")); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	c.print("%s", strings.TrimRight(b.String(), "\n"))
	return nil
}

func (c *call) csv(rows [][]string) error {
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				row[i] = "'" + cell // or a spreadsheet would reckon with it
			}
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	c.print("%s", strings.TrimRight(b.String(), "\n"))
	return w.Error()
}

// oneLine keeps what is in a cell from breaking its row.
func oneLine(cell string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, cell)
}
