package draw

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The measures of a picture, in units of the SVG: pixels, unless it is scaled.
const (
	columnWidth = 340.0
	narrowest   = 150.0 // of boxes; with very many lanes the column grows instead
	margin      = 6.0
	padding     = 10.0 // between a box and its text
	edge        = 6.0  // more, where a case is drawn
	indent      = 12.0 // of a goal, below the name of its step
	signRoom    = 18.0 // for the sign before a status
	gap         = 26.0 // between boxes, and between columns
)

// sheet is a picture with every place settled.
type sheet struct {
	width, height float64
	head          []line
	boxes         []*box
	lanes         []*lane // in the order of painting
}

// box is a state with its place. What begins in the state stands above the box,
// from top on.
type box struct {
	*State
	x, y, w, h float64
	top        float64
	starts     []line
	lines      []line
}

// line is one line of text; y is its baseline.
type line struct {
	text, class string
	x, y, size  float64
}

// layout settles the place of everything, in so many columns.
func (p *Picture) layout(columns int) *sheet {
	columns = max(1, min(columns, len(p.Groups)))
	var columnsOf []*column
	wide := 0.0
	for _, group := range p.Groups {
		c := newColumn(p, group)
		columnsOf = append(columnsOf, c)
		wide = max(wide, c.width())
	}
	s := &sheet{width: 2*margin + float64(columns)*(wide+gap) - gap}
	head := pen{x: margin, room: s.width - 2*margin, y: margin}
	head.write(p.Title, "kv-title", titleSize+2, 0)
	head.write(p.say(words.Key), "kv-note", fontSize, 0)
	s.head = head.lines

	ends := slices.Repeat([]float64{head.y + gap/2}, columns)
	for _, c := range columnsOf {
		shortest := slices.Index(ends, slices.Min(ends))
		ends[shortest] = c.place(margin+float64(shortest)*(wide+gap), ends[shortest]) + gap
		s.boxes = append(s.boxes, c.boxes...)
		s.lanes = append(s.lanes, c.lanes...)
	}
	s.height = slices.Max(ends) - gap + margin
	return s
}

// column is a group on its way to the sheet: boxes below each other, and lanes
// on both sides.
type column struct {
	p           *Picture
	boxes       []*box
	lanes       []*lane
	wires       map[*Goal]*wire
	left, right int // how many lanes stand beside each other
}

func newColumn(p *Picture, group Group) *column {
	c := &column{p: p, wires: map[*Goal]*wire{}}
	for _, s := range group.States {
		c.boxes = append(c.boxes, &box{State: s})
	}
	c.connect()
	c.left, c.right = c.number(true), c.number(false)
	return c
}

// boxWidth is the same for all boxes of the column.
func (c *column) boxWidth() float64 {
	return max(narrowest, columnWidth-2*margin-roomFor(c.left)-roomFor(c.right))
}

func (c *column) width() float64 { return roomFor(c.left) + c.boxWidth() + roomFor(c.right) }

// place puts the boxes below each other, and returns where the last one ends.
func (c *column) place(x, y float64) float64 {
	for i, b := range c.boxes {
		switch {
		case i == 0:
		case b.folded() && c.boxes[i-1].folded() && len(b.Starts) == 0:
			y += gap / 3
		default:
			y += gap
		}
		b.x, b.w, b.top = x+roomFor(c.left), c.boxWidth(), y
		c.fill(b)
		y = b.y + b.h
	}
	return y
}

// fill writes all that a box says, and makes the box as high as that.
func (c *column) fill(b *box) {
	t := &pen{x: b.x + padding, room: b.w - 2*padding, y: b.top}
	if c.p.marked() {
		t.x, t.room = t.x+edge, t.room-edge
	}
	if len(b.Starts) > 0 {
		t.y += 4
		for _, start := range b.Starts {
			t.write(start, "kv-start", fontSize, 0)
		}
		t.y += gap - 6
		b.starts, t.lines = t.lines, nil
	}
	b.y = t.y
	t.y += 6
	if status := c.p.status(b.State); status != "" {
		t.write(status, "kv-status", fontSize, signRoom)
		for _, why := range b.Mark.Because {
			t.write(why, "kv-note", fontSize, signRoom)
		}
		t.y += 2
	}
	t.write(b.Title, "kv-title", titleSize, 0)
	for _, record := range b.fresh {
		t.write("• "+record, "kv-record", fontSize, 0)
	}
	if again := c.p.again(b.State); again != "" {
		t.write("• "+again, "kv-note", fontSize, 0)
	}
	for _, way := range b.shown() {
		c.way(t, way)
	}
	if b.Final && !b.folded() {
		t.y += 2
		t.write(c.p.say(words.Final), "kv-note", fontSize, 0)
	}
	b.lines, b.h = t.lines, t.y+6-b.y
}

// way writes the name of a step and below it where it leads. From there its
// wires leave.
func (c *column) way(t *pen, way Way) {
	t.y += 4
	title := way.Title
	if n := len(way.Guards); n > 0 {
		title += " (" + strconv.Itoa(n) + ")"
	}
	t.write(title, "kv-way", fontSize, 0)
	for i := range way.Goals {
		goal := &way.Goals[i]
		arrow := "↓ "
		switch {
		case goal.Stays:
			arrow = "– "
		case goal.Back:
			arrow = "↑ "
		}
		t.write(arrow+c.p.goal(goal), "kv-goal", fontSize, indent)
		if w := c.wires[goal]; w != nil {
			w.leave(t.lines[len(t.lines)-1])
		}
	}
}

// pen writes lines below each other.
type pen struct {
	x, y, room float64
	lines      []line
}

// write adds a text, wrapped. A sign that it begins with, such as a bullet,
// hangs before the other lines.
func (t *pen) write(text, class string, size, in float64) {
	step := lineStep + size - fontSize
	hang := 0.0
	if sign, _, ok := strings.Cut(text, " "); ok && isSign(sign) {
		hang = width(sign+" ", size)
	}
	for i, part := range wrap(text, size, t.room-in, hang) {
		x := t.x + in
		if i > 0 {
			x += hang
		}
		t.y += step
		t.lines = append(t.lines, line{part, class, x, t.y - step/4, size})
	}
}

func isSign(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return size == len(word) && !unicode.IsLetter(first) && !unicode.IsDigit(first)
}
