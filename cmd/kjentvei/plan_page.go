package main

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"kjentvei/workflow/routine"
)

// pageWidth is where lines of a plan are broken, in characters.
const pageWidth = 88

// page is plain text in one language, wrapped and indented.
type page struct {
	strings.Builder
	lang routine.Lang
}

func (p *page) say(text routine.Text) string { return text.In(p.lang) }

func (p *page) quote(s string) string { return p.say(fill(words.Quote, s)) }

// gap leaves one empty line.
func (p *page) gap() {
	if !strings.HasSuffix(p.String(), "\n\n") {
		p.WriteByte('\n')
	}
}

func (p *page) underlined(title, line string) {
	p.WriteString(title + "\n" + strings.Repeat(line, utf8.RuneCountInString(title)) + "\n\n")
}

func (p *page) title(text routine.Text)   { p.underlined(p.say(text), "=") }
func (p *page) section(text routine.Text) { p.gap(); p.underlined(p.say(text), "-") }
func (p *page) mark(text routine.Text)    { p.gap(); p.item(0, "● ", p.say(text)) }

// text writes a paragraph; an empty one leaves no trace.
func (p *page) text(indent int, words string) {
	if words != "" {
		p.item(indent, "", words)
	}
}

// pair writes a label and what belongs to it; without that, nothing.
func (p *page) pair(indent int, label routine.Text, words string) {
	if words != "" {
		p.item(indent, p.say(label)+": ", words)
	}
}

// list writes one item a line, under a label if there is one.
func (p *page) list(indent int, label routine.Text, items []routine.Text) {
	if len(items) == 0 {
		return
	}
	if !label.IsZero() {
		p.item(indent, "", p.say(label)+":")
		indent += 2
	}
	for _, item := range items {
		p.item(indent, "– ", p.say(item))
	}
}

// item writes a bullet and a paragraph; what does not fit in the first line
// continues below, two characters further in.
func (p *page) item(indent int, bullet, text string) {
	hang := strings.Repeat(" ", indent+2)
	if bullet == "" {
		hang = strings.Repeat(" ", indent)
	}
	line := strings.Repeat(" ", indent) + bullet
	used := utf8.RuneCountInString(line)
	fresh := true
	for _, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		if !fresh && used+1+length > pageWidth {
			p.WriteString(strings.TrimRight(line, " ") + "\n")
			line, used, fresh = hang, utf8.RuneCountInString(hang), true
		}
		if !fresh {
			line, used = line+" ", used+1
		}
		line, used, fresh = line+word, used+length, false
	}
	p.WriteString(strings.TrimRight(line, " ") + "\n")
}

// roles names those who act, as the routine calls them.
func (p *plan) roles(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.say(p.r.RoleName(id)))
	}
	return strings.Join(names, ", ")
}

func (p *plan) state(id string) string {
	if s, ok := p.r.State(id); ok {
		return p.say(s.Title)
	}
	return id
}

// fact reads as "title: «value» / «value»".
func (p *plan) fact(id string, values []string) string {
	fact, ok := p.r.Schema().Fact(id)
	if !ok {
		return id + ": " + strings.Join(values, " / ")
	}
	var names []string
	for _, value := range values {
		if label := p.say(fact.Labels[value]); label != "" {
			value = label
		}
		names = append(names, p.quote(value))
	}
	return p.say(fact.Title) + ": " + strings.Join(names, " / ")
}

// happens reads what sets off a requirement or moves a deadline: any of these.
func (p *plan) happens(sets map[string][]string) string {
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(sets)) {
		parts = append(parts, p.fact(id, sets[id]))
	}
	return strings.Join(parts, p.say(words.Or))
}

// cond reads a condition; "" when it always holds.
func (p *plan) cond(c *routine.Cond) string {
	switch {
	case c == nil:
		return ""
	case c.Never:
		return p.say(words.Never)
	case c.Fact != "":
		return p.fact(c.Fact, c.In)
	case c.Not != nil:
		return p.say(words.Not) + " (" + p.cond(c.Not) + ")"
	case len(c.Any) > 0:
		return p.several(c.Any, words.Or)
	}
	return p.several(c.All, words.And)
}

func (p *plan) several(conds []*routine.Cond, between routine.Text) string {
	var parts []string
	for _, c := range conds {
		part := p.cond(c)
		if len(c.All)+len(c.Any) > 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, p.say(between))
}
