package main

import (
	"errors"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// routinePublish makes a routine file a version that new cases follow.
func routinePublish(c *call) error {
	name, err := c.oneArgument(wrongUsage(texts.OneFile))
	if err != nil {
		return err
	}
	source, err := c.read(name)
	if err != nil {
		return err
	}
	r, id, problems := routine.Read(source)
	if r, err = c.demandSound(loaded{name, r, id, problems}); err != nil {
		return err
	}
	version := r.ID + "@" + strconv.Itoa(r.Version)
	_, err = c.ask(order{Op: opPublish, Source: source})
	switch {
	case errors.Is(err, workflow.ErrConflict):
		return failed(fill(texts.VersionTaken, version))
	case errors.Is(err, workflow.ErrInvalid):
		return &failure{status: statusFound, message: fill(texts.Unproved, version, name)}
	case err != nil:
		return err
	}
	c.print("%s", fill(texts.Published, version).In(c.lang))
	return nil
}
