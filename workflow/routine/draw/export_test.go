package draw

import "kjentvei/workflow/routine"

// Words is every text that a picture says by itself.
var Words = words

// Placed is a box, or what stands above it, as tests measure it.
type Placed struct {
	ID         string
	X, Y, W, H float64
	Lines      []Written
}

// Written is a line of text and the right end of its estimated width.
type Written struct {
	Text           string
	Left, Right, Y float64
}

// Sheet is where everything stands in an SVG of so many columns.
func (p *Picture) Sheet(columns int) (width, height float64, boxes []Placed, head []Written) {
	s := p.layout(columns)
	for _, b := range s.boxes {
		boxes = append(boxes, Placed{b.ID, b.x, b.y, b.w, b.h, written(b.lines)})
		if len(b.starts) > 0 {
			boxes = append(boxes, Placed{b.ID + ", start", b.x, b.top, b.w, b.y - b.top - 2, written(b.starts)})
		}
	}
	return s.width, s.height, boxes, written(s.head)
}

// Lane is the upright part of a wire.
type Lane struct {
	Goal           string
	Back           bool
	X, Top, Bottom float64
}

// Lanes is where the wires of an SVG run.
func (p *Picture) Lanes(columns int) []Lane {
	var list []Lane
	for _, l := range p.layout(columns).lanes {
		for _, w := range l.wires {
			list = append(list, Lane{l.to.ID, l.back, l.x(), min(w.y, l.arrival()), max(w.y, l.arrival())})
		}
	}
	return list
}

func written(lines []line) []Written {
	var list []Written
	for _, l := range lines {
		list = append(list, Written{l.text, l.x, l.x + width(l.text, l.size), l.y})
	}
	return list
}

// Targets lists the targets that a step can lead to with the school's settings.
func Targets(step *routine.Step) []routine.Target { return possible(step) }
