package workflow

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A reference is what people call a case by: the year in which it was opened and
// a number, 2026-00117. References are unique and ascend with opening.
//
// The number is not a count. Whoever is shut out of a case is not told that it is
// there (a leader whose own child it is about), and a count would tell: between the
// cases that are theirs to see one number would be missing. So from one reference
// to the next, and from 0 to the first of a year, the number takes a random step that
// has no memory: each number in turn is taken with a chance of one in meanStep. What is
// missing between two cases is then mostly numbers that no case has, and a gap of any
// size can be of them alone. A case in between that is kept from the reader does not
// make a size that cannot be otherwise: it changes the odds of a gap of g numbers by
// (g-1)/(meanStep-1), no more than that. Two numbers in a row prove that there is none.

// meanStep is how far apart references are on average. Five digits last for 12,500 cases
// a year with it, a dozen times what the largest county would open when one student in
// fifty had a case; a year with more takes a sixth digit, which is as unique and as well
// found, and only sorts among the shorter ones.
const meanStep = 8

// reference gives the next one, for a case that was just given its number.
func (e *Engine) reference(tx Tx, number uint64, year int) (string, error) {
	last := uint64(0)
	before, err := tx.RecordAt(number - 1)
	switch {
	case err == nil:
		// A clock that once was wrong by a year, and was put right, does not give a
		// reference again: the year never goes back either.
		if y, n := splitReference(before.Reference); y >= year {
			year, last = y, n
		}
	case !errors.Is(err, ErrNotFound):
		return "", err
	}
	return fmt.Sprintf("%d-%05d", year, last+e.step()), nil
}

// step is one number or more, meanStep on average.
func (e *Engine) step() uint64 {
	n := uint64(1)
	for e.chance()%meanStep != 0 {
		n++
	}
	return n
}

// splitReference takes a reference apart; 0 where it is none of ours.
func splitReference(reference string) (year int, number uint64) {
	y, n, _ := strings.Cut(reference, "-")
	year, wrongYear := strconv.Atoi(y)
	number, wrongNumber := strconv.ParseUint(n, 10, 32)
	if wrongYear != nil || wrongNumber != nil {
		return 0, 0
	}
	return year, number
}

func systemChance() uint64 {
	var bits [8]byte
	rand.Read(bits[:]) // never fails
	return binary.NativeEndian.Uint64(bits[:])
}
