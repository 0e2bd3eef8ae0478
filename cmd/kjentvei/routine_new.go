package main

import "kjentvei/workflow/routine"

var newOptions = []option{{"id", "ID", "my-routine", texts.IDFlag}}

// routineNew prints a routine to start from. What to do with it is said beside
// it, so that the output is the file and nothing else.
func routineNew(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	source, problems := routine.New(c.options["id"])
	if len(problems) > 0 {
		return malformed(join(problems[0].Message, problems[0].Hint, "; "))
	}
	c.stdout.Write(source)
	c.complain("%s", texts.NextNew.In(c.lang))
	return nil
}
