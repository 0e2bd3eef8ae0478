package main

import (
	"fmt"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// printPlan says what an import changed, or would change.
func (c *call) printPlan(answer rosterReply) error {
	plan := answer.Plan
	dry := c.options["dry-run"] == "true"
	if c.format == "json" {
		if err := c.printJSON(plan); err != nil {
			return err
		}
	} else {
		c.planInWords(plan, dry || answer.Many != nil)
	}
	if m := answer.Many; m != nil {
		return failed(fill(importTexts.Many, string(m.School), strconv.Itoa(m.Leaving), strconv.Itoa(m.Of)))
	}
	return nil
}

func (c *call) planInWords(plan *workflow.RosterPlan, dry bool) {
	switch {
	case !plan.Changes:
		c.say(importTexts.Nothing)
	case dry:
		c.say(importTexts.Would)
	default:
		c.say(importTexts.Did)
	}
	for _, s := range plan.Schools {
		c.schoolInWords(&s)
	}
	c.say(importTexts.Staff, c.counts(plan.Staff))
	c.say(importTexts.Contact, strconv.Itoa(plan.Contact))
	c.sayIf(plan.NoUser, importTexts.NoUser)
	c.sayIf(plan.Unlinked, importTexts.Unlinked)
	if len(plan.Untouched) > 0 {
		c.say(importTexts.Untouched, strings.Join(plan.Untouched, ", "))
	}
	c.sayIf(plan.Dropped.Passwords, importTexts.Passwords)
	c.sayIf(plan.Dropped.National, importTexts.National)
	c.sayIf(plan.Dropped.Race, importTexts.Race)
	c.missingInWords(plan.Missing)
}

func (c *call) schoolInWords(s *workflow.RosterSchool) {
	head := fmt.Sprintf("%s (%s)", s.Name, s.School)
	if s.New {
		head += ", " + importTexts.New.In(c.lang)
	}
	c.print("%s:", head)
	c.say(importTexts.Students, c.counts(s.Students))
	c.say(importTexts.Classes, strconv.Itoa(s.Classes))
	c.sayIf(s.GuardiansAt18, importTexts.At18)
	c.sayIf(s.GuardiansGone, importTexts.Gone)
}

// counts says how many are new, changed and so on, leaving out what is none.
func (c *call) counts(n workflow.RosterCount) string {
	var parts []string
	for _, part := range []struct {
		n    int
		text routine.Text
	}{
		{n.Added, importTexts.Added}, {n.Changed, importTexts.Changed}, {n.Returned, importTexts.Returned},
		{n.Left, importTexts.Left}, {n.Forgotten, importTexts.Forgotten}, {n.Same, importTexts.Same},
	} {
		if part.n > 0 {
			parts = append(parts, fill(part.text, strconv.Itoa(part.n)).In(c.lang))
		}
	}
	if len(parts) == 0 {
		return importTexts.None.In(c.lang)
	}
	return strings.Join(parts, ", ")
}

// missingInWords is loud: without a birth date guardians cannot be contacted.
func (c *call) missingInWords(missing []workflow.NoBirthDate) {
	total := 0
	for _, m := range missing {
		total += m.Count
	}
	if total == 0 {
		return
	}
	c.print("")
	c.say(importTexts.Missing, strconv.Itoa(total))
	for _, m := range missing {
		class := m.Class
		if class == "" {
			class = importTexts.NoClass.In(c.lang)
		}
		c.print("  %s %s: %d", m.School, class, m.Count)
		for _, name := range m.Names {
			c.print("    %s", name)
		}
	}
}

func (c *call) say(text routine.Text, words ...string) {
	c.print("%s", fill(text, words...).In(c.lang))
}

// sayIf says something of a number, unless it is none.
func (c *call) sayIf(n int, text routine.Text) {
	if n > 0 {
		c.say(text, strconv.Itoa(n))
	}
}
