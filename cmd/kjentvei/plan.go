package main

import (
	"fmt"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// plan writes a routine as a plan to read from top to bottom: how it begins,
// what can be done where, what is demanded, and what it rests on.
type plan struct {
	page
	r     *routine.Routine
	shown map[string]string // steps written in full: the name of the state where
}

func renderPlan(r *routine.Routine, lang routine.Lang) string {
	p := &plan{page: page{lang: lang}, r: r, shown: map[string]string{}}
	p.head()
	p.scenarios()
	p.states()
	p.commonSteps()
	p.guidance()
	p.resources()
	p.requirements()
	p.parameters()
	p.laws()
	p.notes()
	return p.String()
}

func (p *plan) head() {
	p.title(p.r.Title)
	p.text(0, p.say(p.r.About))
	p.gap()
	p.pair(0, words.Source, p.say(p.r.Source.Title)+" ("+p.r.Source.File+")")
	p.pair(0, words.Owner, p.say(p.r.Owner))
	p.pair(0, words.ReviewBy, p.r.ReviewBy)
	p.pair(0, words.Version, fmt.Sprintf("%s %d", p.r.ID, p.r.Version))
}

func (p *plan) scenarios() {
	p.section(words.Scenarios)
	for i := range p.r.Scenarios {
		s := &p.r.Scenarios[i]
		p.mark(s.Title)
		p.text(2, p.say(s.About))
		if s.NoName {
			p.text(2, p.say(words.NoName))
		}
		if len(s.Who) > 0 {
			p.pair(2, words.OpenedBy, p.roles(s.Who))
		}
		p.pair(2, words.BeginsIn, p.quote(p.state(s.Start)))
		p.fields(s.Fields)
	}
	p.gap()
	p.text(0, p.say(words.AtEveryOpening))
	p.fields(routine.OpeningFields())
}

func (p *plan) states() {
	p.section(words.States)
	for i := range p.r.States {
		s := &p.r.States[i]
		p.mark(s.Title)
		p.text(2, p.say(s.Guidance))
		if s.Final {
			p.text(2, p.say(words.Final))
		}
		p.steps(s)
	}
}

// steps writes what can be done in a state. A step that can be taken in several
// is written in full in the first, and the others refer to that place.
func (p *plan) steps(s *routine.State) {
	var elsewhere []*routine.Step
	for i := range p.r.Steps {
		step := &p.r.Steps[i]
		switch {
		case !slices.Contains(step.From, s.ID):
		case p.shown[step.ID] != "":
			elsewhere = append(elsewhere, step)
		default:
			p.shown[step.ID] = p.say(s.Title)
			p.gap()
			p.step(step)
		}
	}
	for i, step := range elsewhere {
		if i == 0 {
			p.gap()
		}
		p.item(2, "▸ ", fmt.Sprintf("%s (%s %s)", p.say(step.Title), p.say(words.SeeAt), p.quote(p.shown[step.ID])))
	}
}

func (p *plan) step(s *routine.Step) {
	p.item(2, "▸ ", p.say(s.Title))
	p.pair(4, words.Who, p.roles(s.Who))
	p.text(4, p.say(s.Guidance))
	if s.Shares {
		p.text(4, p.say(words.Shares))
	}
	p.list(4, words.Say, s.Say)
	p.list(4, words.Avoid, s.Avoid)
	for _, link := range s.Links {
		p.item(4, "– ", p.link(link))
	}
	for _, g := range s.Guards {
		p.guard(g)
	}
	p.fields(s.Fields)
	p.targets(s.To)
	if serves := p.r.Serves(s.ID); len(serves) > 0 {
		p.pair(4, words.Serves, strings.Join(serves, ", "))
	}
}

func (p *plan) guard(g routine.Guard) {
	condition := p.cond(g.When)
	if condition == "" {
		return // a setting has made it hold always
	}
	because := p.say(g.Because)
	if g.Requirement != "" {
		because += " (" + g.Requirement + ")"
	}
	if g.Strict {
		because += " " + p.say(words.Strict)
	}
	p.pair(4, words.Guard, because)
	p.item(6, "", p.say(words.HoldsWhen)+": "+condition)
}

func (p *plan) targets(list []routine.Target) {
	for i, target := range list {
		to := p.quote(p.state(target.State))
		switch condition := p.cond(target.When); {
		case condition != "":
			to += " – " + p.say(words.When) + ": " + condition
		case i > 0:
			to += " – " + p.say(words.Otherwise)
		}
		p.pair(4, words.LeadsTo, to)
	}
}

func (p *plan) fields(list []routine.Field) {
	if len(list) == 0 {
		return
	}
	p.item(4, "", p.say(words.FillIn)+":")
	for _, f := range list {
		line := p.say(f.Label)
		if f.Required {
			line += " *"
		}
		if kind := p.kind(&f); kind != "" {
			line += " [" + kind + "]"
		}
		var choices []string
		for _, choice := range f.Choices {
			choices = append(choices, p.say(choice.Label))
		}
		if len(choices) > 0 {
			line += " " + strings.Join(choices, " · ")
		}
		p.item(6, "– ", line)
		p.text(8, p.say(f.Help))
	}
}

// kind says what sort of answer a field takes, and its bounds.
func (p *plan) kind(f *routine.Field) string {
	kind := p.say(words.Kinds[f.Type])
	switch {
	case f.Min != nil && f.Max != nil:
		kind += fmt.Sprintf(" %d–%d", f.Min.Value, f.Max.Value)
	case f.Min != nil:
		kind += fmt.Sprintf(" ≥ %d", f.Min.Value)
	case f.Max != nil:
		kind += fmt.Sprintf(" ≤ %d", f.Max.Value)
	}
	return kind
}

func (p *plan) commonSteps() {
	p.section(words.Always)
	p.text(0, p.say(words.AlwaysAbout))
	for _, step := range routine.CommonSteps() {
		p.item(2, "▸ ", p.say(step.Title)+" ("+p.roles(step.Who)+")")
	}
}
