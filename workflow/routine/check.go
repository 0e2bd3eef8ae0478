package routine

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// checker finds every mistake of structure and reference in a merged
// definition, before parameters are filled in.
type checker struct {
	def      *Definition
	schema   *Schema
	problems Problems
	used     map[string]bool // parameters mentioned somewhere
	set      map[string]bool // facts that some step or scenario sets
}

func check(def *Definition) Problems {
	c := &checker{def: def, used: map[string]bool{}, set: map[string]bool{}}
	c.schema = newSchema(slices.Concat(shared().Facts, def.Facts))
	c.head()
	c.unique()
	c.facts()
	for i := range def.Parameters {
		c.parameter(&def.Parameters[i])
	}
	for i := range def.Scenarios {
		c.scenario(&def.Scenarios[i])
	}
	for i := range def.Steps {
		c.step(&def.Steps[i])
	}
	for i := range def.Requirements {
		c.requirement(&def.Requirements[i])
	}
	c.texts()
	if len(c.problems) == 0 {
		// What follows speaks of the whole, and would only echo a misspelt name.
		c.reach()
		c.settable()
		c.unused()
	}
	return c.problems
}

func (c *checker) report(pos Pos, key string, args ...string) *Problem {
	texts := make([]Text, len(args))
	for i, arg := range args {
		texts[i] = Same(arg)
	}
	c.problems = append(c.problems, newProblem(pos, key, texts...))
	return &c.problems[len(c.problems)-1]
}

// unknown reports a name that nothing is called, with what was probably meant,
// and the shared block that has it.
func (c *checker) unknown(pos Pos, key, name string, known []string) {
	p := c.report(pos, key, name)
	*p = p.hinting(name, known)
	for _, block := range Blocks() {
		if !slices.Contains(c.def.Uses, block) && strings.Contains(string(BlockSource(block)), "- id: "+name+"\n") {
			*p = p.remarking(fillProblem("block_has", block))
		}
	}
}

// called finds what a name for people is the id of; without one, the name.
func called(name string, texts map[string]Text) string {
	for id, text := range texts {
		for _, lang := range Langs {
			if strings.EqualFold(text.In(lang), name) {
				return id
			}
		}
	}
	return name
}

// unknownTitle is unknown for what has a title too: the id is meant.
func (c *checker) unknownTitle(pos Pos, key, name string, titles map[string]Text) {
	if id := called(name, titles); id != name {
		p := c.report(pos, key, name)
		p.Hint = fillProblem("did_you_mean", id)
		return
	}
	c.unknown(pos, key, name, slices.Sorted(maps.Keys(titles)))
}

var (
	idForm          = regexp.MustCompile(`^[a-z][a-z0-9]*([_-][a-z0-9]+)*$`)
	requirementForm = regexp.MustCompile(`^[A-Z][A-Z0-9]*-?[A-Za-z0-9.]+$`)
	linesForm       = regexp.MustCompile(`^\d+(-\d+)?(, \d+(-\d+)?)*$`)
)
