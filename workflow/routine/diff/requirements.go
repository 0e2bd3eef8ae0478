package diff

import (
	"maps"
	"reflect"
	"slices"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

func (c *comparer) requirements() {
	list := func(r *routine.Routine) []named {
		return namedOf(r.Requirements, func(x *routine.Requirement) string { return x.ID }, func(x *routine.Requirement) routine.Text { return x.Title })
	}
	c.pairs(Requirement, list(c.old), list(c.new), func(i item, b, a int) {
		i.requirement(&c.old.Requirements[b], &c.new.Requirements[a])
	})
}

func (i item) requirement(before, after *routine.Requirement) {
	modality := func(q *routine.Requirement) saying {
		return func(v plan.Voice) string { return v.Modality(q.Modality) }
	}
	i.changed("modality", before.Modality == after.Modality, modality(before), modality(after))
	i.set("actor", before.Actor, after.Actor, plan.Voice.Roles)
	deadline := func(q *routine.Requirement) saying {
		return func(v plan.Voice) string { return v.Deadline(q.Deadline) }
	}
	i.changed("deadline", sameDeadline(before.Deadline, after.Deadline), deadline(before), deadline(after))
	scenarios := func(q *routine.Requirement) saying {
		return func(v plan.Voice) string {
			if len(q.Scenarios) == 0 {
				return v.Say(phrases.All)
			}
			return v.Scenarios(q.Scenarios)
		}
	}
	i.changed("scenarios", sameMembers(i.nowAll(Scenario, before.Scenarios), after.Scenarios), scenarios(before), scenarios(after))
	activation := func(q *routine.Requirement) saying {
		return func(v plan.Voice) string { return v.Happens(q.Activation) }
	}
	i.changed("activation", sameHappens(before.Activation, after.Activation), activation(before), activation(after))
	i.cond("applies", before.Applies, after.Applies)
	i.cond("target", before.Target, after.Target)
	i.cond("ends", before.Ends, after.Ends)
	i.changed("template", before.Template == after.Template, literal(before.Template), literal(after.Template))
	i.flag("unwaivable", before.Unwaivable, after.Unwaivable)
	cite := func(q *routine.Requirement) saying {
		return func(v plan.Voice) string { return v.Cite(q.Source) }
	}
	sameCite := before.Source.File == after.Source.File && before.Source.Lines == after.Source.Lines && sameText(before.Source.Why, after.Source.Why)
	i.changed("cite", sameCite, cite(before), cite(after))
	i.reworded(wording{phrases.About, one(before.About), one(after.About)})
}

func (i item) cond(aspect string, before, after *routine.Cond) {
	say := func(c *routine.Cond) saying { return func(v plan.Voice) string { return v.Cond(c) } }
	i.changed(aspect, i.sameCond(before, after), say(before), say(after))
}

func sameDeadline(a, b *routine.Deadline) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(a.Days, b.Days) && reflect.DeepEqual(a.Minutes, b.Minutes) && a.Hours == b.Hours &&
		sameHappens(a.From, b.From) && a.Opens == b.Opens && sameHappens(a.MovedBy, b.MovedBy) && a.Basis == b.Basis
}

func sameHappens(a, b map[string][]string) bool {
	return sameMembers(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b))) &&
		!slices.ContainsFunc(slices.Collect(maps.Keys(a)), func(fact string) bool { return !sameMembers(a[fact], b[fact]) })
}
