package proof

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// option is one way of filling in a step, as far as it sets facts that matter.
type option struct {
	said  map[string]string // facts set by what is filled in
	sets  map[string]string // all facts set, the step's own among them
	words []routine.Text    // the labels of what was chosen, for the story
}

// options lists the ways of filling in a step, or of opening a scenario, that
// differ in the facts that matter. Sets of facts that do not are left out.
func options(constant map[string]string, fields []routine.Field, effects []routine.Effect, gathers bool, matters func(fact string) bool) ([]option, error) {
	filled := []filling{{}}
	for i := range fields {
		filled = distinct(fillIn(filled, &fields[i], effects, gathers, matters))
		if len(filled) > maxOptions {
			return nil, errTooLarge{"ways to fill in one step"}
		}
	}
	var list []option
	seen := map[string]bool{}
	for _, f := range filled {
		o := f.option(constant, effects, matters)
		key := fmt.Sprint(o.said, o.sets)
		if !seen[key] {
			seen[key] = true
			list = append(list, o)
		}
	}
	return list, nil
}

// maxOptions bounds in how many ways one step can be filled in.
const maxOptions = 2048

// distinct leaves out what has been filled in alike.
func distinct(filled []filling) []filling {
	seen := map[string]bool{}
	return slices.DeleteFunc(filled, func(f filling) bool {
		key := fmt.Sprint(f.sets, f.values)
		if seen[key] {
			return true
		}
		seen[key] = true
		return false
	})
}

// filling is a step filled in so far.
type filling struct {
	values map[string][]string // of the choices and flags, for effects
	sets   map[string]string
	words  []routine.Text
}

func (f filling) with(field, value string, sets map[string]string, word routine.Text) filling {
	n := filling{maps.Clone(f.values), maps.Clone(f.sets), slices.Clone(f.words)}
	if n.values == nil {
		n.values, n.sets = map[string][]string{}, map[string]string{}
	}
	if value != "" {
		n.values[field] = append(slices.Clone(n.values[field]), value)
	}
	maps.Copy(n.sets, sets)
	if !word.IsZero() {
		n.words = append(n.words, word)
	}
	return n
}

// fillIn multiplies the fillings by what a field can say that matters.
func fillIn(filled []filling, field *routine.Field, effects []routine.Effect, gathers bool, matters func(string) bool) []filling {
	asked := slices.ContainsFunc(effects, func(e routine.Effect) bool {
		_, ok := e.When[field.Name]
		return ok && touches(e.Sets, matters)
	})
	switch field.Type {
	case "choice":
		return fillChoice(filled, field, asked, matters)
	case "choices":
		return fillChoices(filled, field, asked, matters)
	case "boolean":
		if asked {
			return times(filled, func(f filling) []filling {
				return []filling{f, f.with(field.Name, "true", nil, field.Label), f.with(field.Name, "false", nil, routine.Text{})}
			})
		}
	case "people":
		for _, count := range field.Counts {
			if touches(count.Sets, matters) {
				filled = times(filled, func(f filling) []filling {
					return []filling{f, f.with(field.Name, "", count.Sets, routine.Text{})}
				})
			}
		}
		if gathers && slices.Contains(field.From, "guardians") && (matters("guardian_attended") || matters("guardian_informed")) {
			came := map[string]string{"guardian_attended": "yes", "guardian_informed": "yes"}
			filled = times(filled, func(f filling) []filling { return []filling{f, f.with(field.Name, "", came, routine.Text{})} })
		}
	}
	return filled
}

func fillChoice(filled []filling, field *routine.Field, asked bool, matters func(string) bool) []filling {
	if !asked && !slices.ContainsFunc(field.Choices, func(c routine.Choice) bool { return touches(c.Sets, matters) }) {
		return filled
	}
	return times(filled, func(f filling) []filling {
		var more []filling
		if !field.Required {
			more = append(more, f)
		}
		for _, c := range field.Choices {
			more = append(more, f.with(field.Name, said(c.Value, asked), c.Sets, c.Label))
		}
		return more
	})
}

func fillChoices(filled []filling, field *routine.Field, asked bool, matters func(string) bool) []filling {
	for _, c := range field.Choices {
		if (asked || touches(c.Sets, matters)) && len(filled) <= maxOptions {
			filled = times(filled, func(f filling) []filling {
				return []filling{f, f.with(field.Name, said(c.Value, asked), c.Sets, c.Label)}
			})
			filled = distinct(filled)
		}
	}
	return filled
}

// said is a value that some effect asks for, or nothing.
func said(value string, asked bool) string {
	if asked {
		return value
	}
	return ""
}

func times(filled []filling, each func(filling) []filling) []filling {
	var all []filling
	for _, f := range filled {
		all = append(all, each(f)...)
	}
	return all
}

func (f filling) option(constant map[string]string, effects []routine.Effect, matters func(string) bool) option {
	o := option{said: map[string]string{}, sets: maps.Clone(constant), words: f.words}
	if o.sets == nil {
		o.sets = map[string]string{}
	}
	maps.Copy(o.said, f.sets)
	for _, e := range effects {
		if f.matches(e.When) {
			maps.Copy(o.said, e.Sets)
		}
	}
	maps.Copy(o.sets, o.said)
	unimportant := func(fact, _ string) bool { return !matters(fact) }
	maps.DeleteFunc(o.said, unimportant)
	maps.DeleteFunc(o.sets, unimportant)
	return o
}

func (f filling) matches(when map[string][]string) bool {
	for name, values := range when {
		if !slices.ContainsFunc(f.values[name], func(v string) bool { return slices.Contains(values, v) }) {
			return false
		}
	}
	return true
}

func touches(sets map[string]string, matters func(string) bool) bool {
	for fact := range sets {
		if matters(fact) {
			return true
		}
	}
	return false
}

// needs names who has to cooperate for a step with these facts to be taken:
// a guardian, the student, both, or nobody but the school.
func (o *option) needs(schema *routine.Schema) []string {
	var list []string
	for fact, value := range o.sets {
		if f, ok := schema.Fact(fact); ok {
			if who := f.Needs[value]; who != "" {
				list = addOnce(list, who)
			}
		}
	}
	slices.Sort(list)
	return list
}

// join puts a step's title and what was chosen into one sentence.
func join(title routine.Text, words []routine.Text) routine.Text {
	var text routine.Text
	for _, lang := range routine.Langs {
		said := title.In(lang)
		var chosen []string
		for _, w := range words {
			chosen = append(chosen, w.In(lang))
		}
		if len(chosen) > 0 {
			said += ": " + strings.Join(chosen, ", ")
		}
		text = text.With(lang, said)
	}
	return text
}
