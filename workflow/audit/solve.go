package audit

import "math/bits"

// prime is the field in which sums are solved: a hidden cell that only one
// number fits has that property in the rationals, too, unless 2^61-1 divides a
// determinant of small numbers.
const prime = 1<<61 - 1

// solved lists the hidden cells that the sums determine together: those whose
// row, when the equations are reduced, has nothing else in it.
func (n *network) solved() []int {
	column := map[int]int{}
	var cells []int
	for _, cell := range n.hiddens {
		column[cell] = len(cells)
		cells = append(cells, cell)
	}
	var rows []map[int]uint64
	for _, s := range n.sums {
		row := map[int]uint64{}
		for _, t := range s {
			if c, hidden := column[t.cell]; hidden {
				row[c] = plus(row[c], residue(t.factor))
				if row[c] == 0 {
					delete(row, c)
				}
			}
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	var found []int
	for _, row := range reduce(rows) {
		if len(row) == 1 {
			for c := range row {
				found = append(found, cells[c])
			}
		}
	}
	return found
}

// reduce brings equations to reduced echelon form. They are sparse, and stay so:
// each cell is in a handful of sums.
func reduce(rows []map[int]uint64) []map[int]uint64 {
	var done []map[int]uint64
	pivots := map[int]int{}           // column → index in done
	holders := map[int]map[int]bool{} // column → rows of done that have it
	hold := func(at int, c int) {
		if holders[c] == nil {
			holders[c] = map[int]bool{}
		}
		holders[c][at] = true
	}
	for _, row := range rows {
		for {
			c, found := pivotIn(row, pivots)
			if !found {
				break
			}
			subtract(row, done[pivots[c]], row[c])
		}
		if len(row) == 0 {
			continue
		}
		pivot := lightest(row, holders)
		scale(row, inverse(row[pivot]))
		at := len(done)
		for other := range holders[pivot] {
			before := done[other]
			subtract(before, row, before[pivot])
			delete(holders[pivot], other)
			for c := range row {
				if _, still := before[c]; still {
					hold(other, c)
				} else if holders[c] != nil {
					delete(holders[c], other)
				}
			}
		}
		done = append(done, row)
		pivots[pivot] = at
		for c := range row {
			hold(at, c)
		}
	}
	return done
}

func pivotIn(row map[int]uint64, pivots map[int]int) (column int, found bool) {
	for c := range row {
		if _, is := pivots[c]; is {
			return c, true
		}
	}
	return 0, false
}

// lightest is the column of a row that fewest others have.
func lightest(row map[int]uint64, holders map[int]map[int]bool) int {
	best, least := -1, 0
	for c := range row {
		if n := len(holders[c]); best < 0 || n < least || n == least && c < best {
			best, least = c, n
		}
	}
	return best
}

// subtract takes times of one row from another.
func subtract(from, row map[int]uint64, times uint64) {
	for c, v := range row {
		if d := plus(from[c], prime-multiply(times, v)); d == 0 {
			delete(from, c)
		} else {
			from[c] = d
		}
	}
}

func scale(row map[int]uint64, by uint64) {
	for c, v := range row {
		row[c] = multiply(v, by)
	}
}

func residue(n int) uint64 {
	if n < 0 {
		return prime - uint64(-n)
	}
	return uint64(n)
}

func plus(a, b uint64) uint64 {
	sum := a + b
	if sum >= prime {
		sum -= prime
	}
	return sum
}

func multiply(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	_, rest := bits.Div64(high, low, prime)
	return rest
}

// inverse is by Fermat's little theorem.
func inverse(a uint64) uint64 {
	result := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			result = multiply(result, a)
		}
		a = multiply(a, a)
	}
	return result
}
