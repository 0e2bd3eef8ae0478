package oracle_test

import (
	"os"
	"strconv"

	"pgregory.net/rapid"
)

// tortureEnv is how many times more traces than usual are judged.
const tortureEnv = "KJENTVEI_TORTURE"

// torture is that number, 1 when nothing is asked for.
func torture() int {
	if more, err := strconv.Atoi(os.Getenv(tortureEnv)); err == nil && more > 0 {
		return more
	}
	return 1
}

// dice decide what happens next. rapid prefers small numbers; adding a number
// that every trace begins by drawing makes them all as likely, and 0 leaves them
// alone, so that rapid can find a shorter trace that goes wrong the same way.
type dice struct {
	t          *rapid.T
	offset     uint64
	generators map[int]*rapid.Generator[int]
}

func newDice(t *rapid.T) *dice {
	return &dice{t: t, offset: rapid.Uint64().Draw(t, "offset"), generators: map[int]*rapid.Generator[int]{}}
}

// roll returns one of n numbers from 0.
func (d *dice) roll(n int) int {
	if n <= 1 {
		return 0
	}
	g := d.generators[n]
	if g == nil {
		g = rapid.IntRange(0, n-1)
		d.generators[n] = g
	}
	d.offset = d.offset*6364136223846793005 + d.offset%2 // stays 0 when it is
	return (g.Draw(d.t, "roll") + int(d.offset>>33)) % n
}

// chance is true percent times of a hundred, and false when rapid simplifies.
func (d *dice) chance(percent int) bool { return d.roll(100) >= 100-percent }

// pick returns one of a list, the zero value of an empty one.
func pick[T any](d *dice, list []T) (one T) {
	if len(list) == 0 {
		return one
	}
	return list[d.roll(len(list))]
}

// some returns at least one of a list, in its order.
func some[T any](d *dice, list []T) []T {
	var few []T
	for _, item := range list {
		if d.chance(40) {
			few = append(few, item)
		}
	}
	if len(few) == 0 && len(list) > 0 {
		few = append(few, pick(d, list))
	}
	return few
}
