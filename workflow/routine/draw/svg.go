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
// colour of the text around it. Its ids begin with kv-, so a page can hold one.
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
	for _, lane := range s.lanes {
		b.lane(lane)
	}
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
	if len(s.starts) > 0 {
		b.begin(s)
	}
	b.frame(s)
	b.lines(s.lines)
	b.close("g")
}

// begin draws what stands above a box, and an arrow from there.
func (b *svg) begin(s *box) {
	high := s.y - s.top - gap + 8
	arrow := fmt.Sprintf("M%s %sV%sm-4 -5l4 5l4 -5", num(s.x+s.w/2), num(s.top+high), num(s.y))
	b.empty("rect", "class", "kv-begin", "x", num(s.x), "y", num(s.top), "width", num(s.w), "height", num(high), "rx", num(min(high/2, 14)),
		"fill", "none", "stroke", "currentColor")
	b.empty("path", "class", "kv-wire", "d", arrow, "fill", "none", "stroke", "currentColor")
	b.lines(s.starts)
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
		b.empty("rect", "class", "kv-final", "x", num(s.x+3), "y", num(s.y+3), "width", num(s.w-6), "height", num(s.h-6), "rx", "2",
			"fill", "none", "stroke", "currentColor", "stroke-width", "0.8")
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
	Barred:        {"M4 1H8L11 4V8L8 11H4L1 8V4ZM3.5 6H8.5", "url(#kv-cross)"},
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

// lane draws the ways that share a lane. It first clears a track for them, so
// that where lines cross one is seen to pass over the other.
func (b *svg) lane(l *lane) {
	for _, w := range l.wires {
		b.empty("path", "class", "kv-track", "d", w.path(3), "fill", "none", "stroke", "Canvas", "stroke-width", "5")
	}
	for _, w := range l.wires {
		b.open("g", "class", "kv-line", "role", "graphics-symbol", "aria-label", b.p.tellWire(w), "fill", "none", "stroke", "currentColor")
		b.empty("path", "class", "kv-leader", "d", w.leader(), "stroke-width", "0.8", "stroke-dasharray", "1 3")
		b.empty("path", "class", "kv-wire", "d", w.path(0)+w.head(), "stroke-width", "1.2")
		b.close("g")
	}
}

// tellWire says what one line of the picture means.
func (p *Picture) tellWire(w *wire) string {
	said := p.say(words.Way, w.way.Title, w.from.Title, w.to.Title)
	if len(w.way.Guards) > 0 {
		said += ". " + p.say(words.Demands, strings.Join(w.way.Guards, " "))
	}
	return said
}

// style is for a picture that is a file of its own.
const style = `
.kv{--ink:#17242d;--soft:#42535e;--paper:#fff;--box:#f5f7f8;--wire:#1d5c85;--here:#dff0fa;--open:#eaf6ea;--shut:#fbeaea}
.kv{color:var(--ink);background:var(--paper);max-width:100%;height:auto}
.kv-paper{fill:var(--paper)}.kv-box{fill:var(--box)}.kv-track{stroke:var(--paper)}
.kv-note,.kv-goal{fill:var(--soft)}.kv-wire,.kv-leader{stroke:var(--wire)}
.kv-here .kv-box{fill:var(--here)}.kv-possible .kv-box{fill:var(--open)}.kv-barred .kv-box{fill:var(--shut)}
@media (prefers-color-scheme:dark){
.kv{--ink:#eef3f6;--soft:#c0ccd4;--paper:#12191e;--box:#1c262d;--wire:#86c5ef;--here:#10405c;--open:#173a1d;--shut:#4a1c1c}}
@media print{.kv{--ink:#000;--soft:#000;--paper:#fff;--box:#fff;--wire:#000;--here:#fff;--open:#fff;--shut:#fff}}
@media (forced-colors:active){.kv{--ink:CanvasText;--soft:CanvasText;--paper:Canvas;--box:Canvas;--wire:CanvasText;--here:Canvas;--open:Canvas;--shut:Canvas}}
`
