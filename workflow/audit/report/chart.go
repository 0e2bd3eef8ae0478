package report

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
)

// Chart is a picture of some numbers. It stretches to the width of the page
// while its texts keep their size: lengths across are percentages, lengths down
// are pixels. What it looks like is said by classes alone.
type Chart interface {
	// svg is the picture as one element.
	svg() string
}

// bars has one bar a row, in parts that add up to its width.
type bars struct {
	title, desc string
	rows        []bar
}

type bar struct {
	label, total string
	parts        []part
	cut          bool // there is more, too little to be shown
}

type part struct {
	of audit.Judgement
	n  int
}

// pillars has one column a group, on a common scale.
type pillars struct {
	title, desc string
	top         int // the scale ends here
	groups      []pillar
}

type pillar struct {
	label, under string // under is a second line, "" for none
	total        string
	parts        []part
	hidden       bool
}

// spans shows from nothing to the worst, with the median marked.
type spans struct {
	title, desc string
	top         float64
	rows        []span
}

type span struct {
	label, total  string
	median, worst float64
	hidden        bool
}

// How many letters of a label fit beside a total.
const (
	pageLetters  = 80
	phoneLetters = 38
)

const (
	rowHeight  = 44
	barTop     = 20
	barHeight  = 15
	cutWidth   = 8.0 // percent, for what is too little to be shown
	roomWidth  = 6.0 // percent that a number within a bar needs
	pillarTop  = 22
	pillarArea = 130
)

func (c bars) svg() string {
	d := begin(c.title, c.desc, rowHeight*len(c.rows))
	for i, b := range c.rows {
		y := i * rowHeight
		d.label(y+13, b.label)
		d.text("total", "100%", y+13, b.total)
		d.rect("ground", 0, 100, y+barTop, barHeight)
		sum, width, x := 0, 100.0, 0.0
		for _, p := range b.parts {
			sum += p.n
		}
		if b.cut {
			width -= cutWidth
		}
		for _, p := range b.parts {
			share := width * float64(p.n) / float64(sum)
			d.rect("bar "+p.of.String(), x, share, y+barTop, barHeight)
			if share >= roomWidth {
				d.text("in", percent(x+share/2), y+barTop+12, strconv.Itoa(p.n))
			}
			x += share
		}
		if b.cut {
			d.rect("veiled", x, cutWidth, y+barTop, barHeight)
			d.text("in", percent(x+cutWidth/2), y+barTop+12, hidden)
		}
	}
	return d.end()
}

func (c pillars) svg() string {
	d := begin(c.title, c.desc, pillarTop+pillarArea+36)
	base := pillarTop + pillarArea
	for _, at := range []int{c.top, c.top / 2} {
		if at == 0 {
			continue
		}
		y := base - pillarArea*at/c.top
		d.line("grid", "0", y, "100%", y)
		d.text("scale", "0", y-3, strconv.Itoa(at))
	}
	slot := 94.0 / float64(len(c.groups))
	for i, g := range c.groups {
		x, y := 6+(float64(i)+.15)*slot, float64(base)
		middle := percent(x + .35*slot)
		if g.hidden {
			d.text("middle", middle, base-4, hidden)
		}
		for _, p := range g.parts {
			high := float64(pillarArea*p.n) / float64(c.top)
			y -= high
			d.rectAt("bar "+p.of.String(), x, .7*slot, y, high)
		}
		d.text("middle", middle, int(y)-5, g.total)
		d.text("middle", middle, base+15, g.label)
		d.text("middle", middle, base+30, g.under)
	}
	d.line("axis", "0", base, "100%", base)
	return d.end()
}

func (c spans) svg() string {
	d := begin(c.title, c.desc, rowHeight*len(c.rows))
	for i, s := range c.rows {
		y := i * rowHeight
		d.label(y+13, s.label)
		d.text("total", "100%", y+13, s.total)
		d.rect("ground", 0, 100, y+barTop, barHeight)
		if s.hidden || c.top == 0 {
			continue
		}
		d.rect("reach", 0, 100*s.worst/c.top, y+barTop+5, 5)
		d.rect("median", 0, 100*s.median/c.top, y+barTop, barHeight)
	}
	return d.end()
}

// drawing is an SVG that is being written.
type drawing struct{ strings.Builder }

func begin(title, desc string, height int) *drawing {
	d := &drawing{}
	fmt.Fprintf(d, `<svg class="chart" role="img" width="100%%" height="%d">`, height)
	d.WriteString("\n<title>" + html.EscapeString(title) + "</title>\n<desc>" + html.EscapeString(desc) + "</desc>\n")
	return d
}

func (d *drawing) end() string { return d.String() + "</svg>" }

func (d *drawing) text(class, x string, y int, words string) {
	if words != "" {
		fmt.Fprintf(d, "<text class=%q x=%q y=\"%d\">%s</text>\n", class, x, y, html.EscapeString(words))
	}
}

// label writes as much as fits on a page, and where that is much, what fits on
// a phone too; a stylesheet shows the one or the other.
func (d *drawing) label(y int, words string) {
	long, narrow := short(words, pageLetters), short(words, phoneLetters)
	if long == narrow {
		d.text("label", "0", y, long)
		return
	}
	d.text("label wide", "0", y, long)
	d.text("label narrow", "0", y, narrow)
}

func (d *drawing) rect(class string, x, width float64, y, height int) {
	d.rectAt(class, x, width, float64(y), float64(height))
}

// rectAt draws nothing where there is nothing.
func (d *drawing) rectAt(class string, x, width, y, height float64) {
	if width > 0 && height > 0 {
		fmt.Fprintf(d, "<rect class=%q x=%q y=%q width=%q height=%q/>\n", class, percent(x), number(y), percent(width), number(height))
	}
}

func (d *drawing) line(class, x1 string, y1 int, x2 string, y2 int) {
	fmt.Fprintf(d, "<line class=%q x1=%q y1=\"%d\" x2=%q y2=\"%d\"/>\n", class, x1, y1, x2, y2)
}

func percent(n float64) string { return number(n) + "%" }

func number(n float64) string {
	s := strconv.FormatFloat(n, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// patterns is what bars are filled with, so that they are told apart without
// colour. A stylesheet names each, with a plain colour for where it is missing.
const patterns = `<svg class="patterns" aria-hidden="true" focusable="false" width="0" height="0">
<defs>
<pattern id="fill-late" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="base late" width="7" height="7"/><rect class="ink late" width="3" height="7"/></pattern>
<pattern id="fill-violated" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="base violated" width="6" height="6"/><rect class="ink violated" width="2" height="6"/><rect class="ink violated" width="6" height="2"/></pattern>
<pattern id="fill-pending" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="base pending" width="6" height="6"/><circle class="ink pending" cx="3" cy="3" r="1.3"/></pattern>
<pattern id="fill-waived" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="base waived" width="5" height="5"/><rect class="ink waived" width="5" height="2"/></pattern>
</defs>
</svg>
`
