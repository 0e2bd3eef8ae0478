package draw

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// Options say where an SVG is to be shown.
type Options struct {
	Columns int  // how many groups stand side by side: one for a phone, which is the default, two for A4
	Bare    bool // without a style of its own, for a page that styles by class
}

// SVG renders the picture. It is readable without a style too: all takes the
// colour of the text around it.
func (p *Picture) SVG(o Options) string {
	s := p.layout(o.Columns)
	b := &svg{p: p}
	b.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "kv", "lang", string(p.lang), "role", "graphics-document document",
		"aria-labelledby", "kv-title", "viewBox", "0 0 "+num(s.width)+" "+num(s.height), "width", num(s.width), "height", num(s.height),
		"font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif", "font-size", num(fontSize), "fill", "currentColor")
	b.element("title", p.Title, "id", "kv-title")
	b.element("desc", strings.Join(p.List(), "\n"))
	if !o.Bare {
		b.element("style", style)
	}
	b.patterns()
	b.empty("rect", "class", "kv-paper", "width", "100%", "height", "100%", "fill", "Canvas")
	b.lines(s.head)
	for _, box := range s.boxes {
		b.box(box)
	}
	b.wires(s.wires)
	b.close("svg")
	return b.String()
}

// svg writes elements, and escapes all that stands in them.
type svg struct {
	strings.Builder
	p *Picture
}

func (b *svg) tag(name, end string, attributes []string) {
	b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			fmt.Fprintf(b, ` %s="%s"`, attributes[i], escape(attributes[i+1]))
		}
	}
	b.WriteString(end)
}

func (b *svg) open(name string, attributes ...string)  { b.tag(name, ">\n", attributes) }
func (b *svg) empty(name string, attributes ...string) { b.tag(name, "/>\n", attributes) }
func (b *svg) close(name string)                       { b.WriteString("</" + name + ">\n") }
func (b *svg) element(name, text string, attributes ...string) {
	b.tag(name, ">", attributes)
	b.WriteString(escape(text))
	b.close(name)
}

// escape makes a text harmless in XML; what XML cannot hold is replaced.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return strings.ReplaceAll(b.String(), "&#xA;", "\n")
}

// num writes a length in tenths of a unit.
func num(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

func (b *svg) lines(lines []line) {
	for _, l := range lines {
		weight, size := "", ""
		if l.class == "kv-title" || l.class == "kv-status" {
			weight = "bold"
		}
		if l.size != fontSize {
			size = num(l.size)
		}
		b.element("text", l.text, "class", l.class, "x", num(l.x), "y", num(l.y), "font-size", size, "font-weight", weight)
	}
}

// box draws a state: what begins in it, its frame, and what it says.
func (b *svg) box(s *box) {
	b.open("g", "class", strings.TrimSpace("kv-state "+class(s.Mark.Status)), "role", "graphics-symbol", "aria-label", b.p.tell(s.State))
	if len(s.start) > 0 {
		h := s.y - s.top - gap + 8
		middle := s.x + s.w/2
		b.empty("rect", "class", "kv-begin", "x", num(s.x), "y", num(s.top), "width", num(s.w), "height", num(h), "rx", num(min(h/2, 14)),
			"fill", "none", "stroke", "currentColor")
		b.empty("path", "class", "kv-wire", "d", fmt.Sprintf("M%s %sV%sm-4 -5l4 5l4 -5", num(middle), num(s.top+h), num(s.y)), "fill", "none", "stroke", "currentColor")
		b.lines(s.start)
	}
	b.frame(s)
	b.lines(s.lines)
	b.close("g")
}

// frame draws the box itself. Its outline, its edge and its sign tell where a
// case stands to those who do not see colours.
func (b *svg) frame(s *box) {
	wide, dash := "1.2", ""
	switch s.Mark.Status {
	case Here:
		wide = "3"
	case Possible:
		wide, dash = "2", "7 3"
	case Barred:
		wide, dash = "2", "2 3"
	case NotApplicable:
		wide, dash = "1", "1 4"
	}
	b.empty("rect", "class", "kv-box", "x", num(s.x), "y", num(s.y), "width", num(s.w), "height", num(s.h), "rx", "3", "fill", "none",
		"stroke", "currentColor", "stroke-width", wide, "stroke-dasharray", dash)
	if s.Final {
		b.empty("rect", "class", "kv-final", "x", num(s.x+3), "y", num(s.y+3), "width", num(s.w-6), "height", num(s.h-6), "rx", "2", "fill", "none", "stroke", "currentColor", "stroke-width", "0.8")
	}
	sign, ok := signs[s.Mark.Status]
	if !ok {
		return
	}
	b.empty("rect", "class", "kv-edge", "x", num(s.x+4), "y", num(s.y+4), "width", "5", "height", num(s.h-8), "fill", sign.fill)
	b.empty("path", "class", "kv-sign", "transform", "translate("+num(s.x+padding+edge)+" "+num(s.y+7.5)+")", "d", sign.path, "fill", "none",
		"stroke", "currentColor", "stroke-width", "2", "stroke-linecap", "round", "stroke-linejoin", "round")
}

func class(s Status) string {
	if s == "" {
		return ""
	}
	return "kv-" + strings.ReplaceAll(string(s), "_", "-")
}

// signs are drawn, not written: not every font has them. Each fits in 12 by 12.
var signs = map[Status]struct{ path, fill string }{
	Visited:       {"M1 7L5 11L11 2", "url(#kv-hatch)"},
	Here:          {"M2 1H7L12 6L7 11H2ZM5 6H7", "currentColor"},
	Possible:      {"M1 6H11M7 2L11 6L7 10", "none"},
	Barred:        {"M4 1H8L11 4V8L8 11H4L1 8V4ZM3.500 6H8.500", "url(#kv-cross)"},
	NotApplicable: {"M1 6H11", "url(#kv-dots)"},
}

// patterns are defined only where a case is drawn.
func (b *svg) patterns() {
	if !b.p.marked() {
		return
	}
	b.open("defs")
	for _, pattern := range [][2]string{{"hatch", "M0 5L5 0"}, {"cross", "M0 5L5 0M0 0L5 5"}, {"dots", "M2 2h1"}} {
		b.open("pattern", "id", "kv-"+pattern[0], "width", "5", "height", "5", "patternUnits", "userSpaceOnUse")
		b.empty("path", "d", pattern[1], "stroke", "currentColor", "stroke-width", "1.2")
		b.close("pattern")
	}
	b.close("defs")
}

// wires draws the ways. Each lane first clears a track for itself, so that
// where lines cross one is seen to pass over the other.
func (b *svg) wires(wires []*wire) {
	for i, w := range wires {
		if w.start {
			for _, shared := range wires[i:] {
				if shared.to == w.to && shared.goal.Back == w.goal.Back {
					b.empty("path", "class", "kv-track", "d", shared.path(), "fill", "none", "stroke", "Canvas", "stroke-width", "5")
				}
			}
		}
		b.open("g", "class", "kv-line", "role", "graphics-symbol", "aria-label", b.p.tellWire(w), "fill", "none", "stroke", "currentColor")
		b.empty("path", "class", "kv-leader", "d", w.leader(), "stroke-width", "0.8", "stroke-dasharray", "1 3")
		b.empty("path", "class", "kv-wire", "d", w.path()+w.head(), "stroke-width", "1.2")
		b.close("g")
	}
}

// tellWire says what one line of the picture means.
func (p *Picture) tellWire(w *wire) string {
	said := p.say(words.Way, w.way.Title, w.from.Title, w.goal.Title)
	if len(w.way.Guards) > 0 {
		said += ". " + p.say(words.Demands, strings.Join(w.way.Guards, " "))
	}
	return said
}

// out is the side of a box at which the wire leaves and arrives, and the
// direction away from it.
func (w *wire) out(b *box) (x, away float64) {
	if w.goal.Back {
		return b.x, -1
	}
	return b.x + b.w, 1
}

// arrival is where wires reach a box: beside its title.
func (w *wire) arrival() float64 { return w.to.y + 15 }

// laneX is where the lane of the wire runs.
func (w *wire) laneX() float64 {
	x, away := w.out(w.from)
	return x + away*(laneRoom+float64(w.lane)*laneStep)
}

// path runs from a box by way of its lane to another.
func (w *wire) path() string {
	const bend = 5.0
	x, away := w.out(w.from)
	lane := w.laneX()
	down := bend
	if w.goal.Back {
		down = -bend
	}
	end := w.arrival()
	return fmt.Sprintf("M%s %sH%sQ%s %s %s %sV%sQ%s %s %s %sH%s",
		num(x), num(w.y), num(lane-away*bend), num(lane), num(w.y), num(lane), num(w.y+down),
		num(end-down), num(lane), num(end), num(lane-away*bend), num(end), num(x+away))
}

// head is the point of the arrow, from where path ends.
func (w *wire) head() string {
	_, away := w.out(w.to)
	return fmt.Sprintf("m%s -4l%s 4l%s 4", num(away*5), num(-away*5), num(away*5))
}

// leader leads the eye from the text to where the wire leaves.
func (w *wire) leader() string {
	x, _ := w.out(w.from)
	return fmt.Sprintf("M%s %sH%s", num(w.ends), num(w.y), num(x))
}

// style is for a picture that is a file of its own.
const style = `
.kv{--ink:#17242d;--soft:#42535e;--paper:#fff;--box:#f5f7f8;--wire:#1d5c85;--here:#dff0fa;--open:#eaf6ea;--shut:#fbeaea}
.kv{color:var(--ink);max-width:100%;height:auto}
.kv-paper{fill:var(--paper)}.kv-box{fill:var(--box)}.kv-track{stroke:var(--paper)}
.kv-note,.kv-goal{fill:var(--soft)}.kv-wire,.kv-leader{stroke:var(--wire)}
.kv-here .kv-box{fill:var(--here)}.kv-possible .kv-box{fill:var(--open)}.kv-barred .kv-box{fill:var(--shut)}
@media (prefers-color-scheme:dark){
.kv{--ink:#eef3f6;--soft:#c0ccd4;--paper:#12191e;--box:#1c262d;--wire:#86c5ef;--here:#10405c;--open:#173a1d;--shut:#4a1c1c}}
@media print{.kv{--ink:#000;--soft:#000;--paper:#fff;--box:#fff;--wire:#000;--here:#fff;--open:#fff;--shut:#fff}}
@media (forced-colors:active){.kv{--ink:CanvasText;--soft:CanvasText;--paper:Canvas;--box:Canvas;--wire:CanvasText;--here:Canvas;--open:Canvas;--shut:Canvas}}
`
