package main

// routineShow prints a routine as a plan, or as the canonical form that its
// hash is of.
func routineShow(c *call) error {
	if len(c.args) != 1 {
		return wrongUsage(texts.OneRoutine)
	}
	l, err := c.load(c.args[0])
	if err != nil {
		return err
	}
	if l.routine == nil {
		for _, p := range l.problems {
			c.complain("%s:%s", l.name, p.In(c.lang))
		}
		return malformed(fill(texts.MalformedFile, l.name))
	}
	if c.format == "json" {
		c.stdout.Write(l.routine.Canonical())
		c.stdout.WriteByte('\n')
		return nil
	}
	c.stdout.WriteString(harmless(renderPlan(l.routine, c.lang)))
	return nil
}
