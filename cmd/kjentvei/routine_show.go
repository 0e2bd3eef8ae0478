package main

import "kjentvei/workflow/routine/plan"

// planForms are the forms that a plan can be had in; json is the canonical form
// that the routine's hash is of.
var planForms = []string{"text", "markdown", "html", "json"}

// routineShow prints a routine as a plan for people, or for programs.
func routineShow(c *call) error {
	if len(c.args) != 1 {
		return wrongUsage(texts.OneRoutine)
	}
	r, err := c.sound(c.args[0])
	if err != nil {
		return err
	}
	document := plan.Of(r, c.lang)
	switch c.format {
	case "markdown":
		c.stdout.WriteString(harmless(plan.Markdown(document)))
	case "html":
		c.stdout.WriteString(harmless(plan.HTML(document, plan.Style)))
	case "json":
		c.stdout.Write(r.Canonical())
		c.stdout.WriteByte('\n')
	default:
		c.stdout.WriteString(harmless(plan.Text(document)))
	}
	return nil
}
