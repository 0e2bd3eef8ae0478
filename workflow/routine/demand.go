package routine

import "slices"

// What a requirement is by its form alone. The engine, the proof and the
// printed plan ask here, so that they mean the same.

// Owes reports whether a requirement can block closing: permissions and
// recommendations never do, and what must not happen, or must happen first, is
// refused when it is tried.
func Owes(d *Requirement) bool {
	if d.Modality != "must" && d.Modality != "consider" {
		return false
	}
	return !slices.Contains([]string{"precedence", "absence", "not_co_existence", "permission"}, d.Template)
}

// NeedsContact reports whether a requirement cannot be met but by contact with
// guardians: then the law on such contact decides whether it is owed.
func (r *Routine) NeedsContact(d *Requirement) bool { return r.contact[d.ID] }

// Survives reports whether a requirement stays owed when the student has left
// the school: the rest of the world can still be given what it asks for.
func (r *Routine) Survives(d *Requirement) bool { return r.survives[d.ID] }

// Gathers reports whether a guardian named in the step's fields took part in
// it, and so was informed. Some common steps name guardians for another reason;
// a correction says it of the event that it corrects.
func (s *Step) Gathers() bool {
	switch s.ID {
	case "record_contact", "record_consent", "record_emergency", "record_correction", "raise_contact_unsafe", "correct":
		return false
	}
	return true
}

func (r *Routine) classify() {
	r.contact, r.survives = map[string]bool{}, map[string]bool{}
	such := func(is func(*Fact) bool) func(string) bool {
		return func(id string) bool {
			f, ok := r.schema.Fact(id)
			return ok && is(f)
		}
	}
	contact := such(func(f *Fact) bool { return f.Contact })
	survive := such(func(f *Fact) bool { return f.Survive })
	for _, d := range r.demands {
		r.contact[d.ID] = d.Target.Needs(contact)
		r.survives[d.ID] = d.Target.Within(survive)
	}
}

// Needs reports whether the condition cannot hold without some such fact.
func (c *Cond) Needs(such func(fact string) bool) bool {
	switch {
	case c == nil || c.Not != nil:
		return false
	case c.Fact != "":
		return such(c.Fact)
	case len(c.Any) > 0:
		return !slices.ContainsFunc(c.Any, func(part *Cond) bool { return !part.Needs(such) })
	}
	return slices.ContainsFunc(c.All, func(part *Cond) bool { return part.Needs(such) })
}

// Within reports whether the condition can be made to hold with such facts alone.
func (c *Cond) Within(such func(fact string) bool) bool {
	switch {
	case c == nil || c.Not != nil:
		return false
	case c.Fact != "":
		return such(c.Fact)
	case len(c.Any) > 0:
		return slices.ContainsFunc(c.Any, func(part *Cond) bool { return part.Within(such) })
	}
	return !slices.ContainsFunc(c.All, func(part *Cond) bool { return !part.Within(such) })
}
