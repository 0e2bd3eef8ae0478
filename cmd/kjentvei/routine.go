package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"kjentvei/workflow/routine"
)

// maxRoutineBytes bounds a routine file; the shipped ones stay under 100 kB.
const maxRoutineBytes = 1 << 20

// loaded is a routine named on the command line, or what is wrong with it.
type loaded struct {
	name     string           // as it was typed
	routine  *routine.Routine // nil when there are problems
	id       string           // "" when the file does not say
	problems routine.Problems
}

// load finds a shipped routine by its id, or reads a routine file; "-" is
// standard input. The error is for what cannot be read at all.
func (c *call) load(name string) (loaded, error) {
	if r, ok := routine.Find(name); ok {
		return loaded{name: name, routine: r, id: r.ID}, nil
	}
	data, err := c.read(name)
	if err != nil {
		return loaded{}, err
	}
	l := loaded{name: name}
	l.routine, l.id, l.problems = routine.Read(data)
	return l, nil
}

// sound loads a routine that has no mistakes.
func (c *call) sound(name string) (*routine.Routine, error) {
	l, err := c.load(name)
	if err != nil {
		return nil, err
	}
	return c.demandSound(l)
}

// demandSound tells the mistakes of a routine that has some, and fails.
func (c *call) demandSound(l loaded) (*routine.Routine, error) {
	if l.routine == nil {
		for _, p := range l.problems {
			c.complain("%s:%s", l.name, p.In(c.lang))
		}
		return nil, malformed(fill(texts.MalformedFile, l.name))
	}
	return l.routine, nil
}

func (c *call) read(name string) ([]byte, error) {
	in := c.stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, maxRoutineBytes+1))
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case len(data) > maxRoutineBytes:
		return nil, malformed(fill(texts.TooBig, name))
	}
	return data, nil
}

func unreadable(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		var ids []string
		for _, r := range routine.Shipped() {
			ids = append(ids, r.ID)
		}
		return malformed(suggest(fill(texts.NotFound, name), name, ids))
	case errors.Is(err, fs.ErrPermission):
		return malformed(fill(texts.NotAllowed, name))
	}
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return malformed(fill(texts.Unreadable, name, err.Error()))
}
