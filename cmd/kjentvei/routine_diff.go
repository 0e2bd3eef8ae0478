package main

import (
	"errors"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/diff"
)

// compared is what routine diff tells programs.
type compared struct {
	From    compareSide  `json:"from"`
	To      compareSide  `json:"to"`
	Changes []comparison `json:"changes"`
}

type compareSide struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Hash    string `json:"hash"`
}

// comparison is one change; what is for people is in the language asked for.
type comparison struct {
	Kind   diff.Kind `json:"kind"`
	Part   diff.Part `json:"part"`
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Aspect string    `json:"aspect"`
	Before string    `json:"before"`
	After  string    `json:"after"`
	Text   string    `json:"text"`
}

// routineDiff says what differs between two routines. That they differ is no
// failure.
func routineDiff(c *call) error {
	if len(c.args) != 2 {
		return wrongUsage(texts.TwoRoutines)
	}
	old, err := c.version(c.args[0])
	if err != nil {
		return err
	}
	new, err := c.version(c.args[1])
	if err != nil {
		return err
	}
	changes := diff.Compare(old, new)
	if c.format != "json" {
		c.stdout.WriteString(harmless(planWriters[c.format](diff.Document(old, new, changes, c.lang))))
		return nil
	}
	result := compared{sideOf(old), sideOf(new), []comparison{}}
	for _, d := range changes {
		result.Changes = append(result.Changes, comparison{
			d.Kind, d.Part, d.ID, d.Name.In(c.lang), d.Aspect, d.Before.In(c.lang), d.After.In(c.lang), d.Sentence().In(c.lang),
		})
	}
	return c.printJSON(result)
}

func sideOf(r *routine.Routine) compareSide { return compareSide{r.ID, r.Version, r.Hash} }

// version finds a published version by ID@V, in the database if there is one;
// everything else is named as load has it.
func (c *call) version(name string) (*routine.Routine, error) {
	at := strings.LastIndexByte(name, '@')
	version, err := strconv.Atoi(name[at+1:])
	if at < 0 || err != nil {
		return c.sound(name)
	}
	id := name[:at]
	if c.hasData() {
		answer, err := c.ask(order{Op: opRoutineGet, Routine: id, Version: version})
		if err == nil {
			return routine.Load(answer.Canonical)
		}
		if !errors.Is(err, workflow.ErrNotFound) {
			return nil, err
		}
	}
	if r, ok := routine.Find(id); ok && r.Version == version {
		return r, nil
	}
	return nil, malformed(fill(texts.NoVersion, id, strconv.Itoa(version)))
}
