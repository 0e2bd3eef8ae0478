package diff

import (
	"fmt"
	"maps"
	"slices"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// namedOf lists what a list of parts is called.
func namedOf[T any](list []T, id func(*T) string, name func(*T) routine.Text) []named {
	var out []named
	for n := range list {
		out = append(out, named{id(&list[n]), name(&list[n])})
	}
	return out
}

func (c *comparer) head() {
	old, new := &c.old.Definition, &c.new.Definition
	i := item{c, Head, new.ID, new.Title}
	i.renamed(old.Title, new.Title)
	say := func(text routine.Text) saying { return func(v plan.Voice) string { return v.Say(text) } }
	i.changed("owner", sameText(old.Owner, new.Owner), say(old.Owner), say(new.Owner))
	i.changed("review_by", old.ReviewBy == new.ReviewBy, literal(old.ReviewBy), literal(new.ReviewBy))
	source := func(s routine.Source) saying {
		return func(v plan.Voice) string { return fmt.Sprintf("%s (%s)", v.Say(s.Title), s.File) }
	}
	i.changed("source", old.Source.File == new.Source.File && sameText(old.Source.Title, new.Source.Title), source(old.Source), source(new.Source))
	i.reworded(wording{phrases.About, one(old.About), one(new.About)})
}

func (c *comparer) roles() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Roles, func(x *routine.Role) string { return x.ID }, func(x *routine.Role) routine.Text { return x.Name })
	}
	c.pairs(Role, list(c.old), list(c.new), func(item, int, int) {})
}

func (c *comparer) parameters() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Parameters, func(x *routine.Parameter) string { return x.ID }, func(x *routine.Parameter) routine.Text { return x.Title })
	}
	c.pairs(Parameter, list(c.old), list(c.new), func(i item, b, a int) {
		before, after := &c.old.Parameters[b], &c.new.Parameters[a]
		i.changed("value", sameMembers(before.Default, after.Default),
			func(v plan.Voice) string { return v.Setting(before, before.Default) },
			func(v plan.Voice) string { return v.Setting(after, after.Default) })
		bounds := before.Type == after.Type && before.Min == after.Min && before.Max == after.Max && sameMembers(before.Options, after.Options)
		i.changed("allowed", bounds,
			func(v plan.Voice) string { return v.Allowed(before) },
			func(v plan.Voice) string { return v.Allowed(after) })
	})
}

func sameMembers(a, b []string) bool { return len(without(a, b))+len(without(b, a)) == 0 }

func (c *comparer) scenarios() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Scenarios, func(x *routine.Scenario) string { return x.ID }, func(x *routine.Scenario) routine.Text { return x.Title })
	}
	c.pairs(Scenario, list(c.old), list(c.new), func(i item, b, a int) {
		before, after := &c.old.Scenarios[b], &c.new.Scenarios[a]
		state := func(id string) saying { return func(v plan.Voice) string { return v.State(id) } }
		i.changed("start", c.now(State, before.Start) == after.Start, state(before.Start), state(after.Start))
		i.set("who_opens", before.Who, after.Who, plan.Voice.Roles)
		i.flag("anonymous", before.NoName, after.NoName)
		i.fields(before.Fields, after.Fields)
		i.effects(&routine.Step{Sets: before.Sets, Fields: before.Fields}, &routine.Step{Sets: after.Sets, Fields: after.Fields})
		i.reworded(append(fieldTexts(before.Fields, after.Fields), wording{phrases.About, one(before.About), one(after.About)})...)
	})
}

func (c *comparer) states() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.States, func(x *routine.State) string { return x.ID }, func(x *routine.State) routine.Text { return x.Title })
	}
	c.pairs(State, list(c.old), list(c.new), func(i item, b, a int) {
		before, after := &c.old.States[b], &c.new.States[a]
		i.flag("final", before.Final, after.Final)
		i.reworded(wording{phrases.Guidance, one(before.Guidance), one(after.Guidance)})
	})
}

func (c *comparer) facts() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Facts, func(x *routine.Fact) string { return x.ID }, func(x *routine.Fact) routine.Text { return x.Title })
	}
	c.pairs(Fact, list(c.old), list(c.new), func(i item, b, a int) {
		before, after := &c.old.Facts[b], &c.new.Facts[a]
		i.set("values", before.Values, after.Values, func(v plan.Voice, values []string) string { return v.Values(i.id, values) })
		if sameMembers(before.Values, after.Values) {
			first := func(f *routine.Fact) saying {
				return func(v plan.Voice) string { return v.Values(f.ID, f.Values[:1]) }
			}
			i.changed("first_value", before.Values[0] == after.Values[0], first(before), first(after))
		}
		i.set("resets", before.Resets, after.Resets, func(v plan.Voice, ids []string) string { return v.Facts(ids) })
		i.flag("contact", before.Contact, after.Contact)
		i.flag("survives", before.Survive, after.Survive)
		i.reworded(wording{phrases.Labels, labels(before, after), labels(after, before)})
	})
}

// labels lists what the values are called that another version has too.
func labels(f, other *routine.Fact) []routine.Text {
	var list []routine.Text
	for _, value := range slices.Sorted(maps.Keys(f.Labels)) {
		if slices.Contains(other.Values, value) {
			list = append(list, f.Labels[value])
		}
	}
	return list
}

// advice counts what is new and what is gone among the texts that are not part
// of any step.
func (c *comparer) advice() {
	links := func(list []routine.Link) (texts []routine.Text) {
		for _, l := range list {
			texts = append(texts, joined([]routine.Text{l.Title, routine.Same(l.Phone), routine.Same(l.URL)}))
		}
		return texts
	}
	laws := func(list []routine.Law) (texts []routine.Text) {
		for _, l := range list {
			texts = append(texts, joined([]routine.Text{routine.Same(l.Today), routine.Same(l.AsOf), routine.Same(l.Cited), l.Text, routine.Same(l.URL)}))
		}
		return texts
	}
	notes := func(list []routine.Note) (texts []routine.Text) {
		for _, n := range list {
			texts = append(texts, joined([]routine.Text{routine.Same(n.ID), n.Text}))
		}
		return texts
	}
	for _, kind := range []struct {
		id            string
		before, after []routine.Text
	}{
		{"signs", append(one(c.old.Reminder), c.old.Signs...), append(one(c.new.Reminder), c.new.Signs...)},
		{"say", c.old.Say, c.new.Say},
		{"avoid", c.old.Avoid, c.new.Avoid},
		{"resources", links(c.old.Resources), links(c.new.Resources)},
		{"laws", laws(c.old.Laws), laws(c.new.Laws)},
		{"notes", notes(c.old.Notes), notes(c.new.Notes)},
	} {
		gone, fresh := missing(kind.before, kind.after), missing(kind.after, kind.before)
		if gone+fresh > 0 {
			i := item{c, Advice, kind.id, phrases.Advice[kind.id]}
			i.add(Reworded, "", routine.Text{}, words(c.new, func(v plan.Voice) string {
				return v.Say(phrases.Count, fmt.Sprint(fresh), fmt.Sprint(gone))
			}))
		}
	}
}

// missing counts what of a list is not in the other.
func missing(list, other []routine.Text) int {
	n := 0
	for _, text := range list {
		if !slices.ContainsFunc(other, func(o routine.Text) bool { return sameText(text, o) }) {
			n++
		}
	}
	return n
}
