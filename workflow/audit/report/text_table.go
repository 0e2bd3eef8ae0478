package report

import (
	"strings"
	"unicode/utf8"
)

// keepWhole is the width up to which a column of texts is not broken at all.
const keepWhole = 20

// fewColumns have room for numbers with words beside them.
const fewColumns = 5

// gutter is what stands between two columns.
const gutter = "  "

// table writes columns side by side, each text within its own. Rows that are
// more than one line stand apart.
func (p *page) table(t Table) {
	widths := widths(t)
	head := make([][]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = wrap(c.Title, widths[i])
	}
	p.row(t, widths, head)
	rule := make([][]string, len(widths))
	for i, width := range widths {
		rule[i] = []string{strings.Repeat("─", width)}
	}
	p.row(t, widths, rule)
	apart := !numbers(t) && !t.Dense
	for i, r := range t.Rows {
		if apart && i > 0 {
			p.gap()
		}
		cells := make([][]string, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = lines(c, widths[i])
		}
		p.row(t, widths, cells)
	}
}

func numbers(t Table) bool {
	for _, c := range t.Columns {
		if c.Number {
			return true
		}
	}
	return false
}

// row writes cells of several lines beside each other.
func (p *page) row(t Table, widths []int, cells [][]string) {
	height := 0
	for _, cell := range cells {
		height = max(height, len(cell))
	}
	for at := range height {
		line := ""
		for i, cell := range cells {
			text := ""
			if at < len(cell) {
				text = cell[at]
			}
			if i > 0 {
				line += gutter
			}
			line += pad(text, widths[i], t.Columns[i].Number)
		}
		p.line(line)
	}
}

// lines is a cell broken into lines.
func lines(c Cell, width int) []string {
	var list []string
	for _, part := range parts(c) {
		list = append(list, wrap(part, width)...)
	}
	return list
}

// parts are the texts of a cell, each of which begins on a line of its own.
func parts(c Cell) []string {
	var list []string
	if c.Text != "" {
		list = append(list, signed(c.Mark, c.Text))
	}
	list = append(list, c.Fine...)
	if len(c.Refs) > 0 {
		var names []string
		for _, ref := range c.Refs {
			names = append(names, ref.Text)
		}
		words := strings.Join(names, ", ")
		if c.RefsAre != "" {
			words = c.RefsAre + ": " + words
		}
		list = append(list, words)
	}
	return list
}

// widths gives a column of numbers what it needs, and shares the rest among the
// others by how much they have to say.
func widths(t Table) []int {
	list := make([]int, len(t.Columns))
	rest, said, weights := pageWidth-len(gutter)*(len(list)-1), 0, make([]int, len(list))
	for i, c := range t.Columns {
		least, most, total := needs(t, i)
		if c.Number {
			if len(list) <= fewColumns && most <= keepWhole {
				least = max(least, most)
			}
			list[i] = min(least, keepWhole)
			rest -= list[i]
			continue
		}
		if most <= keepWhole {
			least = most
		}
		list[i] = min(least, 24)
		rest -= list[i]
		weights[i] = min(total/max(1, len(t.Rows)), max(0, most-list[i]))
		said += weights[i]
	}
	given := max(0, rest)
	for i, weight := range weights {
		if said > 0 {
			_, most, _ := needs(t, i)
			list[i] += min(given*weight/said, max(0, most-list[i]))
		}
	}
	return list
}

// needs is the longest word, the longest line, and how much a column says in all.
func needs(t Table, i int) (word, line, total int) {
	add := func(text string) {
		for _, w := range strings.Fields(text) {
			word = max(word, utf8.RuneCountInString(w))
		}
		line = max(line, utf8.RuneCountInString(text))
	}
	add(t.Columns[i].Title)
	if t.Columns[i].Number {
		line = 0 // the head may be broken
	}
	for _, r := range t.Rows {
		if c := r.Cells[i]; c.Mark != 0 {
			word = max(word, utf8.RuneCountInString(signed(c.Mark, c.Text)))
		}
		for _, part := range parts(r.Cells[i]) {
			add(part)
			total += utf8.RuneCountInString(part)
		}
	}
	return word, line, total
}
