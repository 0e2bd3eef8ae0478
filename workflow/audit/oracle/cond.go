package oracle

import "kjentvei/workflow/routine"

// condition is a routine's condition as a formula over facts.
func condition(c *routine.Cond) Formula {
	switch {
	case c == nil:
		return And{}
	case c.Never:
		return Or{}
	case c.Fact != "":
		return is(c.Fact, c.In...)
	case c.Not != nil:
		return Not{condition(c.Not)}
	case len(c.Any) > 0:
		var any Or
		for _, part := range c.Any {
			any = append(any, condition(part))
		}
		return any
	}
	var all And
	for _, part := range c.All {
		all = append(all, condition(part))
	}
	return all
}

// true in these facts alone.
func trueIn(c *routine.Cond, facts map[string]string) bool {
	return Holds(condition(c), []Position{{Facts: facts}}, 0)
}

// read lists the facts that a condition names.
func read(c *routine.Cond) []string {
	if c == nil {
		return nil
	}
	var ids []string
	if c.Fact != "" {
		ids = append(ids, c.Fact)
	}
	for _, part := range append(append([]*routine.Cond{c.Not}, c.All...), c.Any...) {
		for _, id := range read(part) {
			if !among(id, ids) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// worlds visits every combination of values of the facts, over those given,
// until visit says that it has seen enough; it reports whether it has.
func worlds(facts map[string]routine.Fact, ids []string, given map[string]string, visit func(map[string]string) bool) bool {
	if len(ids) == 0 {
		return visit(given)
	}
	for _, value := range facts[ids[0]].Values {
		given[ids[0]] = value
		if worlds(facts, ids[1:], given, visit) {
			return true
		}
	}
	return false
}

// needsContact is the same of the requirements of the routine.
func (w *world) needsContact(d *routine.Requirement) bool { return w.contacts[d.ID] }

// needsContact reports whether a requirement cannot be met while nobody has been
// in contact with guardians, but could be otherwise: there is no combination of
// the other facts in which its target is true. What is forbidden is not owed.
func needsContact(facts map[string]routine.Fact, d *routine.Requirement) bool {
	if d.Target == nil || d.Template == "not_co_existence" {
		return false
	}
	var others []string
	given := map[string]string{}
	for _, id := range read(d.Target) {
		if facts[id].Contact {
			given[id] = facts[id].Values[0]
		} else {
			others = append(others, id)
		}
	}
	met := func(w map[string]string) bool { return trueIn(d.Target, w) }
	return !worlds(facts, others, given, met) && worlds(facts, read(d.Target), map[string]string{}, met)
}

// survives is the same of the requirements of the routine.
func (w *world) survives(d *routine.Requirement) bool { return w.lasting[d.ID] }

// survives reports whether a requirement can be met by what is still possible
// when the student has left: some combination of such facts makes its target
// true, whatever all others are. That something is not so cannot be given to
// anybody.
func survives(facts map[string]routine.Fact, d *routine.Requirement) bool {
	if d.Target == nil {
		return false
	}
	target := affirmed(d.Target)
	var lasting, others []string
	for _, id := range read(target) {
		if facts[id].Survive {
			lasting = append(lasting, id)
		} else {
			others = append(others, id)
		}
	}
	return worlds(facts, lasting, map[string]string{}, func(w map[string]string) bool {
		return !worlds(facts, others, w, func(w map[string]string) bool { return !trueIn(target, w) })
	})
}

// affirmed is a condition whose negations never hold.
func affirmed(c *routine.Cond) *routine.Cond {
	if c.Not != nil {
		return &routine.Cond{Never: true}
	}
	copied := &routine.Cond{Fact: c.Fact, In: c.In, Never: c.Never}
	for _, part := range c.All {
		copied.All = append(copied.All, affirmed(part))
	}
	for _, part := range c.Any {
		copied.Any = append(copied.Any, affirmed(part))
	}
	return copied
}
