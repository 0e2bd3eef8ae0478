package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// checked is the verdict on one routine. One with mistakes in it is not proved,
// and has no properties.
type checked struct {
	Routine    string     `json:"routine"` // its id, or the file where that says none
	Version    int        `json:"version,omitempty"`
	Hash       string     `json:"hash,omitempty"` // of exactly what was proved
	Proved     bool       `json:"proved"`
	States     int        `json:"states"`
	Seconds    float64    `json:"seconds"`
	Properties []property `json:"properties"`
	Warnings   []warning  `json:"warnings"`
	Problems   []problem  `json:"problems"`

	loaded
	proof *proof.Proof
}

// property is what the proof found of one thing that must hold of every routine.
type property struct {
	ID             string   `json:"id"`
	Title          string   `json:"title"`
	Holds          bool     `json:"holds"`
	States         int      `json:"states"`
	KeptBy         string   `json:"kept_by,omitempty"` // the engine's test, where no routine can break it
	Counterexample []moment `json:"counterexample"`
}

// moment is one step of the shortest way to break a property.
type moment struct {
	Step  string            `json:"step"`
	State string            `json:"state"`
	Facts map[string]string `json:"facts"`
	Text  string            `json:"text"`
}

// warning is what a lawyer should see before the routine is used.
type warning struct {
	Step    string `json:"step"`
	Message string `json:"message"`
	Law     string `json:"law"`
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
		switch {
		case len(item.Problems) > 0:
			errs = append(errs, malformed(routine.Text{}))
		case !item.Proved:
			errs = append(errs, &failure{status: statusFound})
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

// worst returns one failure that tells all of them, with the status of what is
// gravest: what cannot be read or is malformed before what is not proved.
func worst(errs []error) error {
	var all *failure
	for _, err := range errs {
		f, ok := errors.AsType[*failure](err)
		switch {
		case !ok:
			return err
		case all == nil || f.status == statusUsage && all.status != statusUsage, f.status == all.status && all.message.IsZero():
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
	item := checked{Routine: l.id, Properties: []property{}, Warnings: []warning{}, Problems: []problem{}, loaded: l}
	if item.Routine == "" {
		item.Routine = name
	}
	for _, p := range l.problems {
		item.Problems = append(item.Problems, problem{p.Line, p.Column, p.Message.In(c.lang), p.Hint.In(c.lang)})
	}
	if l.routine != nil {
		item.proved(l.routine, c.lang)
	}
	item.Seconds = time.Since(began).Round(time.Millisecond).Seconds()
	return item, nil
}

// proved fills in what the proof found.
func (item *checked) proved(r *routine.Routine, lang routine.Lang) {
	item.proof = proof.Of(r)
	item.Version, item.Hash, item.Proved, item.States = r.Version, r.Hash, item.proof.Proved, item.proof.States
	for i := range item.proof.Properties {
		p := &item.proof.Properties[i]
		told := property{p.ID, p.Title.In(lang), p.Holds, p.States, p.Keeper, []moment{}}
		for _, m := range p.Counterexample() {
			if m.Facts == nil {
				m.Facts = map[string]string{}
			}
			told.Counterexample = append(told.Counterexample, moment{m.Step, m.State, m.Facts, m.Text.In(lang)})
		}
		item.Properties = append(item.Properties, told)
	}
	for _, w := range item.proof.Warnings {
		item.Warnings = append(item.Warnings, warning{w.Of, w.Text.In(lang), w.Law})
	}
}

// verdict tells people what the check found.
func (c *call) verdict(item checked) {
	for _, p := range item.problems {
		c.print("%s:%s", item.name, p.In(c.lang))
	}
	switch n := len(item.problems); n {
	case 0:
		c.judgement(item)
	case 1:
		c.print("%s", fill(texts.OneMistake, item.name).In(c.lang))
	default:
		c.print("%s", fill(texts.Mistakes, item.name, strconv.Itoa(n)).In(c.lang))
	}
}

// judgement tells whether a routine is proved, property by property, and each
// way to break it as a story.
func (c *call) judgement(item checked) {
	said, first := texts.Proved, strconv.FormatFloat(item.Seconds, 'f', 1, 64)
	if !item.Proved {
		said = texts.Refused
	}
	c.print("%s", fill(said, item.Routine, strconv.Itoa(item.Version), strconv.Itoa(item.States), first).In(c.lang))
	c.print("  %s", item.Hash)
	for i := range item.proof.Properties {
		p := &item.proof.Properties[i]
		line := fill(texts.Holds, p.ID, p.Title.In(c.lang))
		if !p.Holds {
			line = fill(texts.Breaks, p.ID, p.Title.In(c.lang))
		}
		if p.Keeper != "" && p.Holds {
			line = join(line, fill(texts.KeptBy, p.Keeper), " ")
		}
		c.print("  %s", line.In(c.lang))
		for _, m := range p.Counterexample() {
			c.print("      %s.", strings.TrimRight(m.Text.In(c.lang), "."))
		}
	}
	for _, w := range item.proof.Warnings {
		c.print("  %s", fill(texts.Lawyer, w.Text.In(c.lang)).In(c.lang))
	}
}
