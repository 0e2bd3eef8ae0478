package draw

import (
	"cmp"
	"fmt"
	"slices"
)

// The measures beside the boxes.
const (
	laneRoom = 10.0 // between a box and its first lane
	laneStep = 8.0
	bend     = 5.0 // radius of a corner
)

// lane is the track beside the boxes that all ways to one of them share:
// forward on the right, back on the left.
type lane struct {
	to     *box
	back   bool
	number int // from 0, counted from the boxes outwards
	wires  []*wire
}

// wire is a way to one of its goals.
type wire struct {
	*lane
	way     *Way
	from    *box
	y       float64 // where it leaves
	textEnd float64 // where the text ends, or begins, that it leaves from
}

// connect makes the wires, and the lanes that they run in.
func (c *column) connect() {
	boxes := map[*State]*box{}
	for _, b := range c.boxes {
		boxes[b.State] = b
	}
	c.p.eachGoal(func(s *State, way *Way, goal *Goal) {
		if boxes[s] == nil || goal.Stays {
			return
		}
		at := slices.IndexFunc(c.lanes, func(l *lane) bool { return l.to.State == goal.State && l.back == goal.Back })
		if at < 0 {
			at = len(c.lanes)
			c.lanes = append(c.lanes, &lane{to: boxes[goal.State], back: goal.Back})
		}
		w := &wire{lane: c.lanes[at], way: way, from: boxes[s]}
		w.wires = append(w.wires, w)
		c.wires[goal] = w
	})
}

// number gives the lanes of one side their numbers, and returns how many stand
// beside each other. The shortest stand nearest; two share a number where they
// pass no box in common. It leaves the outermost first, to be painted first.
func (c *column) number(back bool) int {
	var side []*lane
	for _, l := range c.lanes {
		if l.back == back {
			side = append(side, l)
		}
	}
	slices.SortStableFunc(side, func(a, b *lane) int { return cmp.Compare(c.length(a), c.length(b)) })
	count := 0
	for i, l := range side {
		for slices.ContainsFunc(side[:i], func(o *lane) bool { return o.number == l.number && c.meet(o, l) }) {
			l.number++
		}
		count = max(count, l.number+1)
	}
	slices.SortStableFunc(c.lanes, func(a, b *lane) int { return cmp.Compare(b.number, a.number) })
	return count
}

// span is the first and the last box that a lane passes.
func (c *column) span(l *lane) (first, last int) {
	first = slices.Index(c.boxes, l.to)
	last = first
	for _, w := range l.wires {
		from := slices.Index(c.boxes, w.from)
		first, last = min(first, from), max(last, from)
	}
	return first, last
}

func (c *column) length(l *lane) int {
	first, last := c.span(l)
	return last - first
}

func (c *column) meet(a, b *lane) bool {
	firstA, lastA := c.span(a)
	firstB, lastB := c.span(b)
	return firstA <= lastB && firstB <= lastA
}

// roomFor is how much room so many lanes take.
func roomFor(lanes int) float64 {
	if lanes == 0 {
		return 0
	}
	return laneRoom + float64(lanes)*laneStep
}

// side is where boxes and the lane meet, and the direction from there outwards.
func (l *lane) side() (x, away float64) {
	if l.back {
		return l.to.x, -1
	}
	return l.to.x + l.to.w, 1
}

// x is where the lane runs.
func (l *lane) x() float64 {
	x, away := l.side()
	return x + away*(laneRoom+float64(l.number)*laneStep)
}

// arrival is where the lane reaches its box: beside the first line.
func (l *lane) arrival() float64 { return l.to.y + 15 }

// leave lets the wire begin beside a line of text.
func (w *wire) leave(text line) {
	w.y = text.y - fontSize/3
	w.textEnd = text.x + width(text.text, text.size) + 4
	if w.back {
		w.textEnd = text.x - 3
	}
}

// path runs from a box by way of the lane to the other, and keeps a distance
// from both.
func (w *wire) path(distance float64) string {
	x, away := w.side()
	x += away * distance
	lane, corner, end := w.x(), w.x()-away*bend, w.arrival()
	onward := bend
	if w.back {
		onward = -bend
	}
	return fmt.Sprintf("M%s %sH%sQ%s %s %s %sV%sQ%s %s %s %sH%s",
		num(x), num(w.y), num(corner), num(lane), num(w.y), num(lane), num(w.y+onward),
		num(end-onward), num(lane), num(end), num(corner), num(end), num(x+away))
}

// head is the point of the arrow, from where a path without distance ends.
func (w *wire) head() string {
	_, away := w.side()
	return fmt.Sprintf("m%s -4l%s 4l%s 4", num(away*5), num(-away*5), num(away*5))
}

// leader leads the eye from the text to where the wire leaves.
func (w *wire) leader() string {
	x, _ := w.side()
	return fmt.Sprintf("M%s %sH%s", num(w.textEnd), num(w.y), num(x))
}
