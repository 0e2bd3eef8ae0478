package main

import (
	"errors"
	"strconv"
	"time"

	"kjentvei/workflow/routine"
)

// checked is the verdict on one routine. Until the proof is part of the
// program no routine is proved, and States and Properties stay empty.
type checked struct {
	Routine    string    `json:"routine"` // its id, or the file where that says none
	Proved     bool      `json:"proved"`
	States     int       `json:"states"`
	Seconds    float64   `json:"seconds"`
	Properties []any     `json:"properties"`
	Problems   []problem `json:"problems"`

	loaded
}

// problem is one mistake in a routine file, in the language asked for.
type problem struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// routineCheck checks every routine named, also after one that cannot be read.
func routineCheck(c *call) error {
	if len(c.args) == 0 {
		return wrongUsage(texts.SomeRoutine)
	}
	items := []checked{}
	var errs []error
	for _, name := range c.args {
		item, err := c.check(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		items = append(items, item)
		if len(item.Problems) > 0 {
			errs = append(errs, malformed(routine.Text{}))
		}
	}
	if c.format == "json" {
		if err := c.printJSON(map[string]any{"items": items}); err != nil {
			return err
		}
	} else {
		for _, item := range items {
			c.verdict(item)
		}
	}
	return worst(errs)
}

// worst returns one failure that tells all of them; they share their status.
func worst(errs []error) error {
	var all *failure
	for _, err := range errs {
		f, ok := errors.AsType[*failure](err)
		switch {
		case !ok:
			return err
		case all == nil || all.message.IsZero():
			all = f
		case !f.message.IsZero():
			all = &failure{status: all.status, message: join(all.message, f.message, "\n")}
		}
	}
	if all == nil {
		return nil
	}
	return all
}

func (c *call) check(name string) (checked, error) {
	began := time.Now()
	l, err := c.load(name)
	if err != nil {
		return checked{}, err
	}
	item := checked{Routine: l.id, Properties: []any{}, Problems: []problem{}, loaded: l}
	if item.Routine == "" {
		item.Routine = name
	}
	for _, p := range l.problems {
		item.Problems = append(item.Problems, problem{p.Line, p.Column, p.Message.In(c.lang), p.Hint.In(c.lang)})
	}
	item.Seconds = time.Since(began).Round(time.Millisecond).Seconds()
	return item, nil
}

// verdict tells people what the check found.
func (c *call) verdict(item checked) {
	for _, p := range item.problems {
		c.print("%s:%s", item.name, p.In(c.lang))
	}
	switch n := len(item.problems); n {
	case 0:
		c.print("%s", fill(texts.Sound, item.Routine, strconv.Itoa(item.routine.Version)).In(c.lang))
		c.print("%s", texts.NotProved.In(c.lang))
	case 1:
		c.print("%s", fill(texts.OneMistake, item.name).In(c.lang))
	default:
		c.print("%s", fill(texts.Mistakes, item.name, strconv.Itoa(n)).In(c.lang))
	}
}
