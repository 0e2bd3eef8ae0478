// Package diff compares two versions of a routine, and says in words what a
// case would notice.
//
// It compares by meaning: conditions that hold for the same facts are the same
// however they are written, the order of steps or roles says nothing, and the
// shared blocks and the values of settings are part of what is compared, as
// they are of the routine's canonical form. Texts are compared too, but only
// which of them differ is told.
//
//	Compare  two routines → Changes, in the order in which people are told them
//	Document Changes → a document for package plan to write
package diff

import (
	"slices"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// Kind is what happened to a part, or to an aspect of it.
type Kind string

// The kinds. Reworded is for texts: nothing but words has changed.
const (
	Added    Kind = "added"
	Removed  Kind = "removed"
	Renamed  Kind = "renamed"
	Changed  Kind = "changed"
	Reworded Kind = "reworded"
)

// Part is which sort of thing has changed.
type Part string

// The parts, in the order in which people are told of them.
const (
	Head        Part = "routine"
	Role        Part = "role"
	Parameter   Part = "parameter"
	Scenario    Part = "scenario"
	State       Part = "state"
	Step        Part = "step"
	Requirement Part = "requirement"
	Fact        Part = "fact"
	Advice      Part = "advice"
)

// Parts lists the parts in their order.
var Parts = []Part{Head, Role, Parameter, Scenario, State, Step, Requirement, Fact, Advice}

// Change is one thing that differs. Before and After are what it was and is, in
// words; either may be empty.
type Change struct {
	Kind          Kind
	Part          Part
	ID            string // of the part; as it was, where it is gone
	Name          routine.Text
	Aspect        string // what of the part; "" for the part as a whole
	Before, After routine.Text
}

// comparer gathers what differs.
type comparer struct {
	old, new *routine.Routine
	ids      map[Part]map[string]string // what is called otherwise now: old id → new id
	changes  []Change
}

// Compare lists what differs between two routines. Which is older is for the
// caller to know.
func Compare(old, new *routine.Routine) []Change {
	c := &comparer{old: old, new: new, ids: map[Part]map[string]string{}}
	c.findRenamed()
	c.head()
	c.roles()
	c.parameters()
	c.scenarios()
	c.states()
	c.steps()
	c.requirements()
	c.facts()
	c.advice()
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return slices.Index(Parts, a.Part) - slices.Index(Parts, b.Part)
	})
	return c.changes
}

// now is what an id of the old version is called in the new one.
func (c *comparer) now(part Part, id string) string {
	if other, ok := c.ids[part][id]; ok {
		return other
	}
	return id
}

// words says something of a routine in every language.
func words(r *routine.Routine, say func(plan.Voice) string) routine.Text {
	var text routine.Text
	for _, lang := range routine.Langs {
		text = text.With(lang, say(plan.In(r, lang)))
	}
	return text
}

// saying is what an aspect of a part reads like.
type saying = func(plan.Voice) string

// item is a part that is in both versions, about which changes are told.
type item struct {
	*comparer
	part Part
	id   string
	name routine.Text
}

func (i item) add(kind Kind, aspect string, before, after routine.Text) {
	i.changes = append(i.changes, Change{Kind: kind, Part: i.part, ID: i.id, Name: i.name, Aspect: aspect, Before: before, After: after})
}

// changed tells an aspect that is otherwise now.
func (i item) changed(aspect string, same bool, before, after saying) {
	if !same {
		i.add(Changed, aspect, words(i.old, before), words(i.new, after))
	}
}

// flag tells of something that holds or does not.
func (i item) flag(aspect string, before, after bool) {
	say := func(b bool) saying {
		return func(v plan.Voice) string { return v.Say(phrases.Flags[b]) }
	}
	i.changed(aspect, before == after, say(before), say(after))
}

// set tells which members of a set are new and which are gone. The ids of both
// are those of the new version.
func (i item) set(aspect string, before, after []string, say func(v plan.Voice, ids []string) string) {
	gone, fresh := without(before, after), without(after, before)
	if len(gone) > 0 {
		i.add(Removed, aspect, words(i.old, func(v plan.Voice) string { return say(v, gone) }), routine.Text{})
	}
	if len(fresh) > 0 {
		i.add(Added, aspect, routine.Text{}, words(i.new, func(v plan.Voice) string { return say(v, fresh) }))
	}
}

// without lists what of a list is not in the other.
func without(list, other []string) []string {
	var rest []string
	for _, id := range list {
		if !slices.Contains(other, id) {
			rest = append(rest, id)
		}
	}
	return rest
}

// renamed tells a new name for people.
func (i item) renamed(before, after routine.Text) {
	if !sameText(before, after) {
		i.changes = append(i.changes, Change{Kind: Renamed, Part: i.part, ID: i.id, Name: after, Before: before, After: after})
	}
}

// reworded tells which texts read otherwise, by what they are for.
func (i item) reworded(texts ...wording) {
	var names []routine.Text
	for _, w := range texts {
		if !slices.EqualFunc(w.before, w.after, sameText) && !slices.ContainsFunc(names, func(t routine.Text) bool { return t == w.name }) {
			names = append(names, w.name)
		}
	}
	if len(names) > 0 {
		i.add(Reworded, "texts", routine.Text{}, joined(names))
	}
}

// wording is some texts of a part, and what they are for.
type wording struct {
	name          routine.Text
	before, after []routine.Text
}

func one(text routine.Text) []routine.Text { return []routine.Text{text} }

func joined(texts []routine.Text) routine.Text {
	var all routine.Text
	for n, text := range texts {
		for _, lang := range routine.Langs {
			between := ", "
			if n == 0 {
				between = ""
			}
			all = all.With(lang, all.In(lang)+between+text.In(lang))
		}
	}
	return all
}

// sameText compares what a text says, wherever it stood in its file.
func sameText(a, b routine.Text) bool {
	return a.NB == b.NB && a.NN == b.NN && a.EN == b.EN && a.DA == b.DA
}

// named is what every part has.
type named struct {
	id   string
	name routine.Text
}

// pairs compares the parts of one kind: what is new, what is gone, and by both
// what is in both versions.
func (c *comparer) pairs(part Part, old, new []named, both func(i item, before, after int)) {
	find := func(list []named, id string) int {
		return slices.IndexFunc(list, func(n named) bool { return n.id == id })
	}
	at := map[string]int{}
	for n, o := range old {
		at[c.now(part, o.id)] = n
	}
	for n, fresh := range new {
		before, was := at[fresh.id]
		i := item{c, part, fresh.id, fresh.name}
		if !was {
			i.add(Added, "", routine.Text{}, fresh.name)
			continue
		}
		if old[before].id != fresh.id {
			i.changed("id", false, literal(old[before].id), literal(fresh.id))
		}
		i.renamed(old[before].name, fresh.name)
		both(i, before, n)
	}
	for _, gone := range old {
		if find(new, c.now(part, gone.id)) < 0 {
			item{c, part, gone.id, gone.name}.add(Removed, "", gone.name, routine.Text{})
		}
	}
}

func literal(s string) saying { return func(plan.Voice) string { return s } }
