package draw

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The measures of a picture, in units of the SVG: pixels, unless it is scaled.
const (
	columnWidth = 340.0
	margin      = 6.0
	padding     = 10.0 // between a box and its text
	edge        = 6.0  // more, where a case is drawn
	indent      = 12.0 // of a goal, below the name of its step
	gap         = 26.0 // between boxes, and between columns
	laneStep    = 8.0
	laneRoom    = 10.0 // between a box and its first lane
	narrowest   = 150.0
)

// sheet is a picture with every place settled.
type sheet struct {
	width, height float64
	head          []line
	boxes         []*box
	wires         []*wire // in the order of painting: those that share a lane together
}

// box is a state with its place.
type box struct {
	*State
	x, y, w, h float64
	start      []line  // above the box
	top        float64 // of what stands above; y when nothing does
	lines      []line
}

// line is one line of text; y is its baseline.
type line struct {
	text, class string
	x, y, size  float64
}

// wire is a way to one of its goals.
type wire struct {
	way      *Way
	goal     *Goal
	from, to *box
	ends     float64 // where the text before the wire ends, or begins
	y        float64 // where it leaves
	lane     int
	start    bool // it is the first of those that share a lane
}

// layout settles the place of everything, in so many columns.
func (p *Picture) layout(columns int) *sheet {
	s := &sheet{}
	y := margin
	columns = max(1, min(columns, len(p.Groups)))
	widths := make([]float64, columns)
	drawings := make([]*drawing, len(p.Groups))
	for i := range p.Groups {
		drawings[i] = newDrawing(p, &p.Groups[i])
		for c := range widths {
			widths[c] = max(widths[c], drawings[i].width())
		}
	}
	s.width = 2*margin + float64(columns)*(widths[0]+gap) - gap
	s.head = paragraph(nil, p.Title, "kv-title", titleSize+2, margin, s.width-2*margin, &y)
	s.head = paragraph(s.head, p.say(words.Key), "kv-note", fontSize, margin, s.width-2*margin, &y)
	ends := make([]float64, columns)
	for c := range ends {
		ends[c] = y + gap/2
	}
	for _, d := range drawings {
		c := slices.Index(ends, slices.Min(ends))
		ends[c] = d.place(margin+float64(c)*(widths[0]+gap), ends[c]) + gap
		s.boxes = append(s.boxes, d.boxes...)
		s.wires = append(s.wires, d.wires...)
	}
	s.height = slices.Max(ends) - gap + margin
	return s
}

// drawing is one group on its way to the sheet.
type drawing struct {
	p           *Picture
	boxes       []*box
	wires       []*wire
	left, right int // how many lanes there are
}

func newDrawing(p *Picture, group *Group) *drawing {
	d := &drawing{p: p}
	at := map[*State]*box{}
	for _, s := range group.States {
		at[s] = &box{State: s}
		d.boxes = append(d.boxes, at[s])
	}
	p.eachGoal(func(s *State, way *Way, goal *Goal) {
		if at[s] != nil && !goal.Stays {
			d.wires = append(d.wires, &wire{way: way, goal: goal, from: at[s], to: at[goal.State]})
		}
	})
	d.left = d.lanes(true)
	d.right = d.lanes(false)
	slices.SortStableFunc(d.wires, func(a, b *wire) int {
		return cmp.Or(cmp.Compare(strconv.FormatBool(a.goal.Back), strconv.FormatBool(b.goal.Back)), cmp.Compare(b.lane, a.lane), cmp.Compare(slices.Index(d.boxes, a.to), slices.Index(d.boxes, b.to)))
	})
	for i, w := range d.wires {
		w.start = i == 0 || d.wires[i-1].to != w.to || d.wires[i-1].goal.Back != w.goal.Back
	}
	return d
}

// lanes gives the wires of one side their lanes, and returns how many there
// are. All that lead to one box share a lane; the shortest stand nearest.
func (d *drawing) lanes(back bool) int {
	type span struct {
		to          *box
		first, last int // boxes between which the lane runs
	}
	var spans []span
	for at, to := range d.boxes {
		s := span{to, at, at}
		for _, w := range d.wires {
			if w.to == to && w.goal.Back == back {
				from := slices.Index(d.boxes, w.from)
				s.first, s.last = min(s.first, from), max(s.last, from)
			}
		}
		if s.first < s.last {
			spans = append(spans, s)
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.last-a.first, b.last-b.first) })
	var lanes [][]span
	for _, s := range spans {
		free := slices.IndexFunc(lanes, func(taken []span) bool {
			return !slices.ContainsFunc(taken, func(o span) bool { return s.first <= o.last && o.first <= s.last })
		})
		if free < 0 {
			free = len(lanes)
			lanes = append(lanes, nil)
		}
		lanes[free] = append(lanes[free], s)
		for _, w := range d.wires {
			if w.to == s.to && w.goal.Back == back {
				w.lane = free
			}
		}
	}
	return len(lanes)
}

// side is how much room so many lanes take.
func side(lanes int) float64 {
	if lanes == 0 {
		return 0
	}
	return laneRoom + float64(lanes)*laneStep
}

// boxWidth is the same for all boxes of the drawing.
func (d *drawing) boxWidth() float64 {
	return max(narrowest, columnWidth-2*margin-side(d.left)-side(d.right))
}

func (d *drawing) width() float64 { return side(d.left) + d.boxWidth() + side(d.right) }

// place puts the boxes below each other, and returns where the last one ends.
func (d *drawing) place(x, y float64) float64 {
	for i, b := range d.boxes {
		switch {
		case i == 0:
		case b.folded() && d.boxes[i-1].folded() && len(b.Starts) == 0:
			y += gap / 3
		default:
			y += gap
		}
		b.x, b.w = x+side(d.left), d.boxWidth()
		y = d.fill(b, y)
	}
	return y
}

// fill writes the text of a box from y on, and returns where the box ends.
func (d *drawing) fill(b *box, y float64) float64 {
	p, x, room := d.p, b.x+padding, b.w-2*padding
	if p.marked() {
		x, room = x+edge, room-edge
	}
	b.top = y
	if len(b.Starts) > 0 {
		y += 4
		for _, start := range b.Starts {
			b.start = paragraph(b.start, start, "kv-start", fontSize, x, room, &y)
		}
		y += gap - 6
	}
	b.y = y
	y += 6
	write := func(text, class string, size, in float64) {
		b.lines = paragraph(b.lines, text, class, size, x+in, room-in, &y)
	}
	if status := p.status(b.State); status != "" {
		write(status, "kv-status", fontSize, 18)
		for _, why := range b.Mark.Because {
			write(why, "kv-note", fontSize, 18)
		}
		y += 2
	}
	write(b.Title, "kv-title", titleSize, 0)
	for _, record := range b.fresh {
		write("• "+record, "kv-record", fontSize, 0)
	}
	if again := p.again(b.State); again != "" {
		write("• "+again, "kv-note", fontSize, 0)
	}
	for _, way := range b.shown() {
		y += 4
		title := way.Title
		if n := len(way.Guards); n > 0 {
			title += " (" + strconv.Itoa(n) + ")"
		}
		write(title, "kv-way", fontSize, 0)
		for j := range way.Goals {
			d.goal(b, &way.Goals[j], write)
		}
	}
	if b.Final && !b.folded() {
		y += 2
		write(p.say(words.Final), "kv-note", fontSize, 0)
	}
	b.h = y + 6 - b.y
	return b.y + b.h
}

// goal writes where a way leads, and lets its wire leave beside the text.
func (d *drawing) goal(b *box, goal *Goal, write func(text, class string, size, in float64)) {
	arrow := "↓ "
	switch {
	case goal.Stays:
		arrow = "– "
	case goal.Back:
		arrow = "↑ "
	}
	write(arrow+d.p.goal(goal), "kv-goal", fontSize, indent)
	last := b.lines[len(b.lines)-1]
	for _, w := range d.wires {
		if w.goal == goal {
			w.y = last.y - fontSize/3
			w.ends = last.x + width(last.text, last.size) + 4
			if goal.Back {
				w.ends = last.x - 3
			}
		}
	}
}

// paragraph adds a text to lines, wrapped, and moves y below it. A sign that it
// begins with, such as a bullet, hangs before the other lines.
func paragraph(lines []line, text, class string, size, x, room float64, y *float64) []line {
	step := lineStep + size - fontSize
	hang := 0.0
	if sign, _, ok := strings.Cut(text, " "); ok && utf8.RuneCountInString(sign) == 1 && !unicode.IsLetter([]rune(sign)[0]) {
		hang = width(sign+" ", size)
	}
	for i, part := range wrap(text, size, room, hang) {
		in := hang
		if i == 0 {
			in = 0
		}
		*y += step
		lines = append(lines, line{part, class, x + in, *y - step/4, size})
	}
	return lines
}
