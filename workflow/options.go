package workflow

import (
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// can reports whether a choice can be this: one of the routine's values, or one
// of those that the case itself makes.
func (c *Case) can(w *World, field *routine.Field, value string) bool {
	if slices.ContainsFunc(field.Choices, func(choice routine.Choice) bool { return choice.Value == value }) {
		return true
	}
	return slices.ContainsFunc(field.From, func(source string) bool {
		return slices.ContainsFunc(c.options(w, source), func(o option) bool { return o.Value == value })
	})
}

// option is one choice that the case makes.
type option struct {
	Value string
	Label routine.Text
}

// options lists the choices of a source, with what people call them.
func (c *Case) options(w *World, source string) []option {
	switch source {
	case "events":
		return c.correctableEvents()
	case "scenarios":
		return c.otherScenarios()
	case "demands":
		return demandOptions(c.routine, w.Student != nil)
	case "waivable":
		return waivableOptions(c.routine)
	case "steps":
		return c.notableSteps(func(*routine.Step) bool { return true })
	case "breaches":
		var list []option
		for _, b := range c.unacknowledged() {
			list = append(list, option{string(b.event), c.nameOf(b.of)})
		}
		return list
	case "cases":
		var list []option
		for _, r := range w.Siblings {
			if !r.Closed && r.ID != c.ID {
				list = append(list, option{string(r.ID), c.called(r)})
			}
		}
		return list
	case "students":
		list := []option{{"another", routine.Message("another_student", nil)}}
		for _, s := range w.Known {
			list = append(list, option{string(s.ID), routine.Same(strings.TrimSpace(s.Name + " " + s.Class))})
		}
		return list
	}
	return nil
}

// called is a case by its number and, where this one's routine knows it, by what it is about.
func (c *Case) called(r *Record) routine.Text {
	number := routine.Same(r.Reference)
	if s, ok := c.routine.Scenario(r.Scenario); ok {
		return routine.Same("{number}, {scenario}").Fill(map[string]routine.Text{"number": number, "scenario": s.Title})
	}
	return number
}

func (c *Case) otherScenarios() []option {
	var list []option
	now, _ := c.routine.Scenario(c.Scenario)
	for _, s := range c.routine.Scenarios {
		if s.ID != c.Scenario && now != nil && s.NoName == now.NoName {
			list = append(list, option{s.ID, s.Title})
		}
	}
	return list
}

// demandOptions are what a breach can be of: a step of the routine or contact
// with guardians, taken although it was forbidden, or a requirement left undone.
func demandOptions(r *routine.Routine, student bool) []option {
	list := make([]option, 0, len(r.Steps)+1+len(r.Demands()))
	for i := range r.Steps {
		list = append(list, option{r.Steps[i].ID, r.Steps[i].Title})
	}
	if contact, ok := r.Step("record_contact"); ok && student {
		list = append(list, option{contact.ID, contact.Title})
	}
	for _, demand := range r.Demands() {
		if routine.Owes(demand) {
			list = append(list, option{demand.ID, demand.Title})
		}
	}
	return list
}

func waivableOptions(r *routine.Routine) []option {
	list := make([]option, 0, len(r.Demands()))
	for _, demand := range r.Demands() {
		if routine.Owes(demand) && !demand.Unwaivable {
			list = append(list, option{demand.ID, demand.Title})
		}
	}
	return list
}

// nameOf is what people call a step or requirement.
func (c *Case) nameOf(id string) routine.Text {
	if step, ok := c.routine.Step(id); ok {
		return step.Title
	}
	if demand, ok := c.routine.Requirement(id); ok {
		return demand.Title
	}
	return routine.Same(id)
}
