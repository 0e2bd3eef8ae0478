package draw

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Mermaid renders the picture for Mermaid. States are named by number, so that
// no id of a school's file can be taken for syntax.
func (p *Picture) Mermaid() string {
	var b strings.Builder
	fmt.Fprintf(&b, "flowchart TD\n  accTitle: %s\n  accDescr: %s\n", mermaid(p.Title), mermaid(p.say(words.Key)))
	names := p.names()
	p.each(func(s *State) {
		left, right := `["`, `"]`
		if s.Final {
			left, right = `[["`, `"]]`
		}
		var lines []string
		for _, l := range p.label(s) {
			lines = append(lines, mermaid(l))
		}
		fmt.Fprintf(&b, "  %s%s%s%s\n", names[s], left, strings.Join(lines, "<br/>"), right)
		for i, start := range s.Starts {
			fmt.Fprintf(&b, "  %s_%d([\"%s\"]) --> %s\n", names[s], i+1, mermaid(start), names[s])
		}
		if s.Mark.Status != "" {
			fmt.Fprintf(&b, "  style %s %s\n", names[s], mermaidStyle[s.Mark.Status])
		}
	})
	p.eachGoal(func(s *State, w *Way, g *Goal) {
		fmt.Fprintf(&b, "  %s -->|\"%s\"| %s\n", names[s], mermaid(p.edge(w, g)), names[g.State])
	})
	return b.String()
}

var mermaidStyle = map[Status]string{
	Visited:       "stroke-width:2px",
	Here:          "stroke-width:5px",
	Possible:      "stroke-width:2px,stroke-dasharray:7 3",
	Barred:        "stroke-width:2px,stroke-dasharray:2 3",
	NotApplicable: "stroke-width:1px,stroke-dasharray:1 4",
}

// mermaid writes every character that could be syntax as its number.
func mermaid(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,-–•→↓↑?!", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// DOT renders the picture for Graphviz.
func (p *Picture) DOT() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph routine {\n  label=%s labelloc=t fontname=\"Arial\"\n", dot(p.Title))
	b.WriteString("  node [shape=box fontname=\"Arial\" fontsize=12]\n  edge [fontname=\"Arial\" fontsize=10]\n")
	names := p.names()
	p.each(func(s *State) {
		more := ""
		if s.Final {
			more = " peripheries=2"
		}
		if style := dotStyle[s.Mark.Status]; style != "" {
			more += " " + style
		}
		fmt.Fprintf(&b, "  %s [label=%s%s]\n", names[s], dot(p.label(s)...), more)
		for i, start := range s.Starts {
			fmt.Fprintf(&b, "  %s_%d [label=%s style=rounded]\n  %s_%d -> %s\n", names[s], i+1, dot(start), names[s], i+1, names[s])
		}
	})
	p.eachGoal(func(s *State, w *Way, g *Goal) {
		fmt.Fprintf(&b, "  %s -> %s [label=%s tooltip=%s]\n", names[s], names[g.State], dot(p.edge(w, g)), dot(w.Guards...))
	})
	b.WriteString("}\n")
	return b.String()
}

var dotStyle = map[Status]string{
	Visited:       "style=filled fillcolor=\"#eeeeee\"",
	Here:          "penwidth=4",
	Possible:      "style=dashed penwidth=2",
	Barred:        "style=dotted penwidth=2",
	NotApplicable: "style=dotted fontcolor=\"#555555\"",
}

// dot quotes lines of text, wrapped and set to the left.
func dot(texts ...string) string {
	const room = 220
	var b strings.Builder
	for _, text := range texts {
		for _, part := range wrap(text, fontSize, room, 0) {
			b.WriteString(strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(part) + `\l`)
		}
	}
	return `"` + b.String() + `"`
}

// names numbers the states in the order of drawing.
func (p *Picture) names() map[*State]string {
	names := map[*State]string{}
	p.each(func(s *State) { names[s] = "s" + strconv.Itoa(len(names)+1) })
	return names
}

// label is what stands in the box of a state, line by line.
func (p *Picture) label(s *State) []string {
	lines := []string{s.Title}
	if status := p.status(s); status != "" {
		lines = append(lines, pair(status, s.Mark.Because))
	}
	for _, record := range s.fresh {
		lines = append(lines, "• "+record)
	}
	if again := p.again(s); again != "" {
		lines = append(lines, "• "+again)
	}
	if s.Final && !s.folded() {
		lines = append(lines, p.say(words.Final))
	}
	return lines
}

// edge is what stands on the line of a way to one of its goals.
func (p *Picture) edge(w *Way, g *Goal) string {
	text := w.Title
	if n := p.conditions(w); n != "" {
		text += " (" + n + ")"
	}
	if g.Otherwise {
		text = p.say(words.Otherwise, text)
	}
	return text
}

// eachGoal visits every line of the picture, and the goals that a way stays at.
func (p *Picture) eachGoal(visit func(*State, *Way, *Goal)) {
	p.each(func(s *State) {
		for i, way := range s.shown() {
			for j := range way.Goals {
				visit(s, &s.Ways[i], &s.Ways[i].Goals[j])
			}
		}
	})
}
