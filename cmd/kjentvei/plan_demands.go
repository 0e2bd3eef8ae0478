package main

import (
	"fmt"
	"strings"

	"kjentvei/workflow/routine"
)

// requirements writes what the routine demands, each with its source, its
// deadline, and who has set that.
func (p *plan) requirements() {
	p.section(words.Requirements)
	p.text(0, p.say(words.BasisAbout))
	for _, demand := range p.r.Demands() {
		p.requirement(demand)
	}
}

func (p *plan) requirement(q *routine.Requirement) {
	p.gap()
	p.item(0, "", fmt.Sprintf("%s  %s: %s", q.ID, p.say(words.Modalities[q.Modality]), p.say(q.Title)))
	p.text(4, p.say(q.About))
	p.pair(4, words.Who, p.roles(q.Actor))
	var scenarios []string
	for _, id := range q.Scenarios {
		if s, ok := p.r.Scenario(id); ok {
			scenarios = append(scenarios, p.quote(p.say(s.Title)))
		}
	}
	p.pair(4, words.Where, strings.Join(scenarios, ", "))
	p.pair(4, words.Activation, p.happens(q.Activation))
	p.pair(4, words.Applies, p.cond(q.Applies))
	p.pair(4, words.Target, p.cond(q.Target))
	p.pair(4, words.Ends, p.cond(q.Ends))
	if q.Deadline != nil {
		p.pair(4, words.Deadline, p.deadline(q.Deadline))
	}
	if q.Unwaivable {
		p.text(4, p.say(words.Unwaivable))
	}
	p.pair(4, words.Source, p.cite(q.Source))
}

// cite says where a requirement stands in its source, or why it was derived.
func (p *plan) cite(c routine.Cite) string {
	if c.File == "" {
		return "[" + p.say(words.Bases["derived"]) + "] " + p.say(c.Why)
	}
	where := fmt.Sprintf("%s, %s %s", c.File, p.say(words.Lines), c.Lines)
	if why := p.say(c.Why); why != "" {
		where += ". " + why
	}
	return where
}

// deadline says until when, counted from what, and marks who has set it.
func (p *plan) deadline(d *routine.Deadline) string {
	var when routine.Text
	switch {
	case d.Minutes != nil:
		when = fill(words.AtOnce, fmt.Sprint(d.Minutes.Value))
	case d.Hours > 0:
		when = fill(words.Hours, fmt.Sprint(d.Hours))
	case d.Days == nil:
	case d.Days.Value == 0:
		when = words.SameDay
	case d.Days.Value == 1:
		when = words.OneDay
	default:
		when = fill(words.Days, fmt.Sprint(d.Days.Value))
	}
	parts := []string{p.say(when)}
	if len(d.From) > 0 {
		parts = append(parts, p.say(words.CountedFrom)+" "+p.happens(d.From))
	}
	if d.Opens != "" {
		parts = append(parts, p.say(words.OpensNext))
	}
	if len(d.MovedBy) > 0 {
		parts = append(parts, p.say(words.MovedBy)+" "+p.happens(d.MovedBy))
	}
	return strings.Join(parts, "; ") + " [" + p.say(words.Bases[d.Basis]) + "]"
}

func (p *plan) parameters() {
	if len(p.r.Parameters) == 0 {
		return
	}
	p.section(words.Parameters)
	p.text(0, p.say(words.ParametersAbout))
	for i := range p.r.Parameters {
		q := &p.r.Parameters[i]
		p.item(2, "– ", p.say(q.Title))
		value := p.values(q, q.Default)
		switch {
		case len(q.Options) > 0:
			value += fmt.Sprintf(" (%s: %s)", p.say(words.OneOf), p.values(q, q.Options))
		case q.Max > 0:
			value += fmt.Sprintf(" (%d–%d)", q.Min, q.Max)
		}
		p.pair(4, words.Setting, value)
	}
}

// values names what a parameter is, or may be, set to.
func (p *plan) values(q *routine.Parameter, values []string) string {
	switch q.Type {
	case "roles":
		return p.roles(values)
	case "flag":
		return p.say(words.Flags[strings.Join(values, "")])
	case "minutes":
		return p.say(fill(words.Minutes, strings.Join(values, "")))
	}
	return strings.Join(values, ", ")
}

func (p *plan) guidance() {
	if len(p.r.Signs) > 0 {
		p.section(words.Signs)
		p.text(0, p.say(p.r.Reminder))
		p.list(0, routine.Text{}, p.r.Signs)
	}
	if len(p.r.Say)+len(p.r.Avoid) > 0 {
		p.section(words.Talk)
		p.list(0, words.Say, p.r.Say)
		p.list(0, words.Avoid, p.r.Avoid)
	}
}

func (p *plan) resources() {
	if len(p.r.Resources) == 0 {
		return
	}
	p.section(words.Resources)
	for _, link := range p.r.Resources {
		p.item(0, "– ", p.link(link))
	}
}

func (p *plan) link(l routine.Link) string {
	parts := []string{p.say(l.Title)}
	for _, part := range []string{l.Phone, l.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

func (p *plan) laws() {
	if len(p.r.Laws) == 0 {
		return
	}
	p.section(words.Laws)
	for _, law := range p.r.Laws {
		head := fmt.Sprintf("%s (%s %s)", law.Today, p.say(words.AsOf), law.AsOf)
		if law.Cited != "" {
			head += fmt.Sprintf(". %s: %s", p.say(words.Cited), law.Cited)
		}
		p.item(0, "– ", head)
		p.text(2, p.say(law.Text))
		p.text(2, law.URL)
	}
}

func (p *plan) notes() {
	if len(p.r.Notes) == 0 {
		return
	}
	p.section(words.Notes)
	for _, note := range p.r.Notes {
		p.item(0, note.ID+"  ", p.say(note.Text))
	}
}
