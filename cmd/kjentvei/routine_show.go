package main

import "kjentvei/workflow/routine/plan"

// planForms are the forms that a plan, and what changed in one, can be had in.
var planForms = []string{"text", "markdown", "html", "json"}

// planWriters write a document in each form that is for people.
var planWriters = map[string]func(*plan.Document) string{
	"text":     plan.Text,
	"markdown": plan.Markdown,
	"html":     func(d *plan.Document) string { return plan.HTML(d, plan.Style) },
}

// routineShow prints a routine as a plan for people, or for programs as the
// canonical form that its hash is of.
func routineShow(c *call) error {
	if len(c.args) != 1 {
		return wrongUsage(texts.OneRoutine)
	}
	r, err := c.sound(c.args[0])
	if err != nil {
		return err
	}
	if c.format == "json" {
		c.stdout.Write(r.Canonical())
		c.stdout.WriteByte('\n')
		return nil
	}
	c.stdout.WriteString(harmless(planWriters[c.format](plan.Of(r, c.lang))))
	return nil
}
