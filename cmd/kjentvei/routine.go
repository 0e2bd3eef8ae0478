package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

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
	l.routine, l.id, l.problems = build(data)
	return l, nil
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

// build makes a routine of a file, or tells every mistake in it: those of form,
// and those of structure and reference where enough of the form is there.
func build(data []byte) (r *routine.Routine, id string, problems routine.Problems) {
	def, problems := routine.Parse(data)
	if slices.ContainsFunc(problems, hidesTheRest) {
		return nil, def.ID, problems
	}
	r, more := routine.Build(def, nil)
	if len(problems) == 0 {
		return r, def.ID, more
	}
	form := slices.Clone(problems)
	for _, p := range more {
		if !echoes(p, form) {
			problems = append(problems, p)
		}
	}
	slices.SortStableFunc(problems, func(a, b routine.Problem) int { return a.Line - b.Line })
	return nil, def.ID, problems
}

// lacking are the problems of structure that follow when something was left out
// or could not be read, which the form has reported already.
var lacking = []string{
	"bad_version", "missing_key", "no_source", "choices_mismatch", "people_mismatch", "permission_mismatch", "one_deadline", "few_values",
}

func echoes(p routine.Problem, form routine.Problems) bool {
	samePlace := func(other routine.Problem) bool {
		return other.Pos == p.Pos || p.Line == 0 || p.Key == "bad_version" && other.Key == "want_number"
	}
	return slices.Contains(lacking, p.Key) && slices.ContainsFunc(form, samePlace)
}

// hidesTheRest reports mistakes by which a whole part of the file is lost, so
// that every name of that part would be reported as unknown too.
func hidesTheRest(p routine.Problem) bool {
	switch p.Key {
	case "unreadable", "not_utf8", "one_document", "too_deep":
		return true
	case "unknown_key", "twice":
		return p.Column == 1
	}
	return false
}
