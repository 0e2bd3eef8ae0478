package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

func (c *comparer) steps() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Steps, func(x *routine.Step) string { return x.ID }, func(x *routine.Step) routine.Text { return x.Title })
	}
	c.pairs(Step, list(c.old), list(c.new), func(i item, b, a int) {
		i.step(&c.old.Steps[b], &c.new.Steps[a])
	})
}

func (i item) step(before, after *routine.Step) {
	i.set("who", before.Who, after.Who, plan.Voice.Roles)
	i.set("from", i.nowAll(State, before.From), after.From, i.stateNames)
	i.targets(before.To, after.To)
	texts := i.guards(before.Guards, after.Guards)
	i.fields(before.Fields, after.Fields)
	i.effects(before, after)
	i.flag("where_owed", before.Owed, after.Owed)
	i.flag("shares", before.Shares, after.Shares)
	texts = append(texts, fieldTexts(before.Fields, after.Fields)...)
	i.reworded(append(texts,
		wording{phrases.Guidance, one(before.Guidance), one(after.Guidance)},
		wording{phrases.Say, before.Say, after.Say},
		wording{phrases.Avoid, before.Avoid, after.Avoid},
		wording{phrases.Links, linkTexts(before.Links), linkTexts(after.Links)},
	)...)
}

func (c *comparer) nowAll(part Part, ids []string) []string {
	var list []string
	for _, id := range ids {
		list = append(list, c.now(part, id))
	}
	return list
}

// stateNames names states; one that is gone, as it was called.
func (c *comparer) stateNames(v plan.Voice, ids []string) string {
	var names []string
	for _, id := range ids {
		s, ok := c.new.State(id)
		if !ok {
			s, ok = c.old.State(id)
		}
		if ok {
			id = v.Say(s.Title)
		}
		names = append(names, v.Quote(id))
	}
	return strings.Join(names, ", ")
}

func linkTexts(links []routine.Link) []routine.Text {
	var list []routine.Text
	for _, l := range links {
		list = append(list, joined([]routine.Text{l.Title, routine.Same(l.Phone), routine.Same(l.URL)}))
	}
	return list
}

// targets compares where a step leads: several are tried in their order.
func (i item) targets(before, after []routine.Target) {
	same := slices.EqualFunc(before, after, func(b, a routine.Target) bool {
		return i.now(State, b.State) == a.State && i.sameCond(b.When, a.When)
	})
	say := func(list []routine.Target) saying {
		return func(v plan.Voice) string {
			var parts []string
			for n, t := range list {
				parts = append(parts, v.Target(t, n == 0))
			}
			return strings.Join(parts, "; ")
		}
	}
	i.changed("to", same, say(before), say(after))
}

// guards compares the conditions of a step: the same ones first, then those
// that serve the same requirement. It returns the reasons of what is the same.
func (i item) guards(before, after []routine.Guard) []wording {
	var texts []wording
	old, new := binding(before), binding(after)
	match := func(same func(b, a *routine.Guard) bool, found func(b, a *routine.Guard)) {
		old = slices.DeleteFunc(old, func(b *routine.Guard) bool {
			at := slices.IndexFunc(new, func(a *routine.Guard) bool { return same(b, a) })
			if at < 0 {
				return false
			}
			found(b, new[at])
			new = slices.Delete(new, at, at+1)
			return true
		})
	}
	serves := func(b, a *routine.Guard) bool {
		return i.now(Requirement, b.Requirement) == a.Requirement
	}
	match(func(b, a *routine.Guard) bool {
		return serves(b, a) && b.Strict == a.Strict && i.sameCond(b.When, a.When)
	}, func(b, a *routine.Guard) {
		texts = append(texts, wording{phrases.Reasons, one(b.Because), one(a.Because)})
	})
	match(func(b, a *routine.Guard) bool {
		return serves(b, a) && b.Requirement != "" || i.sameCond(b.When, a.When)
	}, func(b, a *routine.Guard) {
		i.changed("guard", false, guard(b), guard(a))
	})
	for _, b := range old {
		i.add(Removed, "guard", words(i.old, guard(b)), routine.Text{})
	}
	for _, a := range new {
		i.add(Added, "guard", routine.Text{}, words(i.new, guard(a)))
	}
	return texts
}

// binding leaves out what a setting has made to hold always.
func binding(guards []routine.Guard) []*routine.Guard {
	var list []*routine.Guard
	for n := range guards {
		if !always(guards[n].When) {
			list = append(list, &guards[n])
		}
	}
	return list
}

func guard(g *routine.Guard) saying {
	return func(v plan.Voice) string {
		reason := v.Say(g.Because)
		if g.Requirement != "" {
			reason += " (" + g.Requirement + ")"
		}
		if g.Strict {
			reason += " " + v.Say(phrases.Strict)
		}
		return reason + " " + v.Say(phrases.MetWhen) + ": " + v.Cond(g.When)
	}
}

// fields compares what there is to fill in, by the names of the fields.
func (i item) fields(before, after []routine.Field) {
	find := func(list []routine.Field, name string) *routine.Field {
		at := slices.IndexFunc(list, func(f routine.Field) bool { return f.Name == name })
		if at < 0 {
			return nil
		}
		return &list[at]
	}
	for n := range after {
		a := &after[n]
		if b := find(before, a.Name); b == nil {
			i.add(Added, "field", routine.Text{}, words(i.new, field(a)))
		} else {
			i.changed("field", sameField(b, a), field(b), field(a))
		}
	}
	for n := range before {
		if find(after, before[n].Name) == nil {
			i.add(Removed, "field", words(i.old, field(&before[n])), routine.Text{})
		}
	}
}

// sameField reports whether a field takes the same answers; what follows from
// them is compared as effects, and its texts as texts.
func sameField(a, b *routine.Field) bool {
	values := func(f *routine.Field) (list []string) {
		for _, c := range f.Choices {
			list = append(list, fmt.Sprint(c.Value, slices.Sorted(slices.Values(c.Needs))))
		}
		return list
	}
	number := func(n *routine.Int) string {
		if n == nil {
			return ""
		}
		return fmt.Sprint(n.Value)
	}
	return a.Type == b.Type && a.Required == b.Required && a.As == b.As && sameMembers(a.From, b.From) &&
		sameMembers(values(a), values(b)) && number(a.Min) == number(b.Min) && number(a.Max) == number(b.Max)
}

func field(f *routine.Field) saying {
	return func(v plan.Voice) string {
		words := v.Quote(v.Say(f.Label))
		if f.Required {
			words += " *"
		}
		if kind := v.Kind(f); kind != "" {
			words += " [" + kind + "]"
		}
		if choices := v.Choices(f); choices != "" {
			words += ": " + choices
		}
		return words
	}
}

// fieldTexts pairs the texts of fields that are in both versions.
func fieldTexts(before, after []routine.Field) []wording {
	var list []wording
	for _, a := range after {
		for _, b := range before {
			if a.Name != b.Name {
				continue
			}
			list = append(list, wording{phrases.Questions, []routine.Text{b.Label, b.Help}, []routine.Text{a.Label, a.Help}})
			for _, choice := range a.Choices {
				for _, was := range b.Choices {
					if choice.Value == was.Value {
						list = append(list, wording{phrases.Questions, one(was.Label), one(choice.Label)})
					}
				}
			}
		}
	}
	return list
}

// effects compares which facts a step sets, and when.
func (i item) effects(before, after *routine.Step) {
	old, new := effectsOf(before), effectsOf(after)
	say := func(known map[string]saying) func(plan.Voice, []string) string {
		return func(v plan.Voice, keys []string) string {
			var parts []string
			for _, key := range keys {
				parts = append(parts, known[key](v))
			}
			return strings.Join(parts, "; ")
		}
	}
	both := maps.Clone(old)
	maps.Copy(both, new)
	i.set("sets", slices.Sorted(maps.Keys(old)), slices.Sorted(maps.Keys(new)), say(both))
}

// effectsOf lists each fact that a step sets, with what makes it so: a key that
// is the same for the same meaning, and words.
func effectsOf(s *routine.Step) map[string]saying {
	list := map[string]saying{}
	note := func(when string, because saying, sets map[string]string) {
		for fact, value := range sets {
			list[fact+"="+value+when] = func(v plan.Voice) string {
				if reason := because(v); reason != "" {
					return v.Fact(fact, value) + " (" + reason + ")"
				}
				return v.Fact(fact, value)
			}
		}
	}
	note("", literal(""), s.Sets)
	for n := range s.Fields {
		f := &s.Fields[n]
		for _, choice := range f.Choices {
			note(" if "+f.Name+"="+choice.Value, func(v plan.Voice) string {
				return v.Say(f.Label) + " " + v.Quote(v.Say(choice.Label))
			}, choice.Sets)
		}
		for _, count := range f.Counts {
			of := slices.Sorted(slices.Values(count.Of))
			least := max(count.AtLeast, 1)
			note(fmt.Sprint(" if ", f.Name, " has ", least, " of ", of), func(v plan.Voice) string {
				return fmt.Sprintf("%s ≥ %d: %s", v.Say(f.Label), least, v.Roles(of))
			}, count.Sets)
		}
	}
	for n := range s.Effects {
		e := &s.Effects[n]
		var keys []string
		for name, values := range e.When {
			keys = append(keys, fmt.Sprint(name, slices.Sorted(slices.Values(values))))
		}
		slices.Sort(keys)
		note(fmt.Sprint(" if all ", keys), func(v plan.Voice) string { return answers(v, s.Fields, e.When) }, e.Sets)
	}
	return list
}

// answers reads the answers that an effect waits for.
func answers(v plan.Voice, fields []routine.Field, when map[string][]string) string {
	var parts []string
	for _, f := range fields {
		values, asked := when[f.Name]
		if !asked {
			continue
		}
		var names []string
		for _, value := range values {
			at := slices.IndexFunc(f.Choices, func(c routine.Choice) bool { return c.Value == value })
			if at >= 0 {
				value = v.Say(f.Choices[at].Label)
			}
			names = append(names, v.Quote(value))
		}
		parts = append(parts, v.Say(f.Label)+" "+strings.Join(names, " / "))
	}
	return strings.Join(parts, ", ")
}
