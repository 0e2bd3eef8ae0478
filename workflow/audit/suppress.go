package audit

import (
	"cmp"
	"math"
	"slices"
)

// What may be published of figures: no count of less than some number of cases,
// and none from which such a one can be worked out.
//
// Everything published is a cell, and what a reader knows of how cells add up is
// a sum: the verdicts of a requirement make up the cases, the months the year,
// the schools the county. First every small cell is hidden. Then others, until
// no sum gives away a hidden cell, or how much the hidden ones of it come to
// where that is small, and until the sums taken together determine none: they are
// linear equations in the hidden cells, and elimination shows which of those
// have only one solution. Cells that are hidden for others' sake are the smallest
// that serve.
//
// What it cannot prevent: somebody who asks again after a case has come to
// something new can subtract what was there before. So figures of a running
// year are for those who may know that something happened.

// Small is below which a count of cases is not told to those who may know figures
// only, and not published.
const Small = 5

// Publish hides in some figures, which may be told together, what is smaller
// than small, and whatever would give it away. whole is what the parts make up;
// there may be none.
func Publish(small int, whole *Figures, parts ...*Figures) {
	n := &network{small: small, at: map[*Count]int{}}
	n.figures(whole)
	for _, part := range parts {
		n.figures(part)
	}
	n.link(whole, parts)
	n.hide()
}

// PublishGrid does the same for figures of several schools and years, which can
// be asked for one by one: grid has a row for each school and first one for all
// of them, and in each row first all years, then each. Of one school among
// several only its cases and their verdicts, requirement by requirement, are
// told: months or states of one school would be small numbers anyway.
func PublishGrid(small int, grid [][]*Figures) {
	n := &network{small: small, at: map[*Count]int{}}
	for _, row := range grid[1:] {
		for _, f := range row {
			f.outline()
		}
	}
	for _, row := range grid {
		for _, f := range row {
			n.figures(f)
		}
		n.link(row[0], row[1:])
	}
	for year := range grid[0] {
		var parts []*Figures
		for _, row := range grid[1:] {
			parts = append(parts, row[year])
		}
		n.link(grid[0][year], parts)
	}
	n.hide()
}

// outline leaves only cases and the verdicts of each requirement.
func (f *Figures) outline() {
	f.Scenarios, f.Months, f.Years, f.BySchool = nil, nil, nil, nil
	f.Versions, f.Waiting, f.Refusals, f.Waivers = nil, nil, nil, nil
	for i := range f.Requirements {
		f.Requirements[i].Delays, f.Requirements[i].Waivers = nil, nil
	}
}

// hide hides what must not be told.
func (n *network) hide() {
	for i, c := range n.cells {
		if c.N > 0 && c.N < n.small {
			n.cover(i)
		}
	}
	for n.coverSums() || n.coverSolved() {
	}
	for _, f := range n.told {
		f.blank(n.small)
	}
}

func (n *network) cover(i int) {
	n.cells[i].Hidden = true
	n.hiddens = append(n.hiddens, i)
	for _, at := range n.of[i] {
		n.covered[at]++
	}
}

// coverSums hides more wherever one sum alone gives away too much. It reports
// whether it has hidden anything.
func (n *network) coverSums() (more bool) {
	for again := true; again; {
		again = false
		for _, s := range n.sums {
			if n.tells(s) && n.coverIn(s) {
				again, more = true, true
			}
		}
	}
	return more
}

// tells reports whether a sum gives away a hidden cell, or that the hidden ones
// are few together.
func (n *network) tells(s sum) bool {
	hidden, amount, mixed := 0, 0, false
	factor := 0
	for _, t := range s {
		if !n.cells[t.cell].Hidden {
			continue
		}
		mixed = mixed || factor != 0 && factor != t.factor
		factor = t.factor
		hidden++
		amount += n.cells[t.cell].N
	}
	return hidden == 1 || hidden > 1 && !mixed && amount < n.small
}

// coverIn hides one more cell of a sum: the one that calls for fewest others to
// be hidden, and of those the smallest, nothing coming last.
func (n *network) coverIn(s sum) bool {
	best, least := -1, [2]int{}
	for _, t := range s {
		if c := n.cells[t.cell]; !c.Hidden {
			if cost := [2]int{n.alone(t.cell), rank(c)}; best < 0 || slices.Compare(cost[:], least[:]) < 0 {
				best, least = t.cell, cost
			}
		}
	}
	if best < 0 {
		return false
	}
	n.cover(best)
	return true
}

// alone is in how many sums a cell would be the only one that is hidden.
func (n *network) alone(cell int) (sums int) {
	for _, at := range n.of[cell] {
		if n.covered[at] == 0 {
			sums++
		}
	}
	return sums
}

// rank sorts what is nothing behind all else.
func rank(c *Count) int {
	if c.N == 0 {
		return math.MaxInt
	}
	return c.N
}

// coverSolved hides more where all sums together determine a hidden cell. It
// reports whether it has hidden anything.
func (n *network) coverSolved() (more bool) {
	for _, cell := range n.solved() {
		for _, at := range n.of[cell] {
			if n.coverIn(n.sums[at]) {
				more = true
				break
			}
		}
	}
	return more
}

// blank takes away what a hidden count would be told by, and then the numbers
// themselves.
func (f *Figures) blank(small int) {
	blankRows(f.Requirements, small)
	for i := range f.Versions {
		blankRows(f.Versions[i].Requirements, small)
	}
	for i := range f.Waiting {
		if w := &f.Waiting[i]; w.Stays.Hidden {
			w.Median, w.Worst = 0, 0
		}
	}
	b := &f.Breaches
	if rest := b.Of.N - b.Count.N; b.Of.Hidden || rest > 0 && rest < small {
		b.Count.Hidden = true
	}
	f.cells(func(_ cellKey, c *Count) {
		if c.Hidden {
			c.N = 0
		}
	})
	f.reorder()
}

// reorder puts what is hidden last, and by name: where it stood among the others
// told how much it was.
func (f *Figures) reorder() {
	slices.SortStableFunc(f.Waiting, func(a, b Wait) int {
		return hiddenLast(a.Stays, b.Stays, a.Routine+" "+a.State, b.Routine+" "+b.State)
	})
	lists := [][]Tally{f.Refusals, f.Waivers}
	for i := range f.Requirements {
		lists = append(lists, f.Requirements[i].Waivers)
	}
	for i := range f.Versions {
		for k := range f.Versions[i].Requirements {
			lists = append(lists, f.Versions[i].Requirements[k].Waivers)
		}
	}
	for _, list := range lists {
		slices.SortStableFunc(list, func(a, b Tally) int { return hiddenLast(a.Count, b.Count, a.Code, b.Code) })
	}
}

// hiddenLast keeps the order of counts that are told.
func hiddenLast(a, b Count, nameA, nameB string) int {
	switch {
	case a.Hidden && b.Hidden:
		return cmp.Compare(nameA, nameB)
	case a.Hidden:
		return 1
	case b.Hidden:
		return -1
	}
	return 0
}

func blankRows(rows []RequirementFigures, small int) {
	for i := range rows {
		r := &rows[i]
		pending := &r.Verdicts[Pending]
		if rest := pending.N - r.Overdue.N; pending.Hidden || rest > 0 && rest < small {
			r.Overdue.Hidden = true
		}
		if r.Verdicts[Late].Hidden {
			r.Delays = nil // that there is one would tell, too
		}
		if r.Verdicts[Waived].Hidden {
			r.Waivers = nil
		}
		for k := range r.Delays {
			if d := &r.Delays[k]; d.Late.Hidden {
				d.Median, d.Worst = 0, 0
			}
		}
	}
}
