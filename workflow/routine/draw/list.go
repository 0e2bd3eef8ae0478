package draw

import (
	"slices"
	"strings"
)

// List says in words what the picture shows: one item for each state, in the
// order of drawing. It is the picture for those who do not see it.
func (p *Picture) List() []string {
	var list []string
	p.each(func(s *State) { list = append(list, p.tell(s)) })
	return list
}

// tell says all that the picture shows of a state.
func (p *Picture) tell(s *State) string {
	sentences := []string{s.Title}
	if status := p.status(s); status != "" {
		sentences = append(sentences, pair(status, s.Mark.Because))
	}
	if len(s.Starts) > 0 {
		sentences = append(sentences, pair(p.say(words.Starts), s.Starts))
	}
	records := slices.Clone(s.fresh)
	if again := p.again(s); again != "" {
		records = append(records, again)
	}
	if len(records) > 0 {
		sentences = append(sentences, pair(p.say(words.Records), records))
	}
	var ways []string
	for _, way := range s.shown() {
		ways = append(ways, p.tellWay(&way))
	}
	if len(ways) > 0 {
		sentences = append(sentences, pair(p.say(words.Ways), ways))
	}
	if s.Final && !s.folded() {
		sentences = append(sentences, p.say(words.Final))
	}
	for i, sentence := range sentences {
		if !strings.HasSuffix(sentence, ".") && !strings.HasSuffix(sentence, "?") {
			sentences[i] += "."
		}
	}
	return strings.Join(sentences, " ")
}

// tellWay says where a step leads, and how many conditions it has.
func (p *Picture) tellWay(w *Way) string {
	way := w.Title + " → " + p.goals(w)
	if n := p.conditions(w); n != "" {
		way += " (" + n + ")"
	}
	return way
}

// pair is a heading and what belongs under it.
func pair(head string, items []string) string {
	if len(items) == 0 {
		return head
	}
	return head + ": " + strings.Join(items, "; ")
}
