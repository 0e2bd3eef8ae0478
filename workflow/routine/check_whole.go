package routine

import "slices"

// reach reports states that no case can come to, and scenarios that no case
// can be closed from. The proof goes further; this sees the drawing alone.
func (c *checker) reach() {
	next := map[string][]string{}
	for _, s := range c.def.Steps {
		for _, from := range s.From {
			for _, target := range s.To {
				next[from] = append(next[from], target.State)
			}
		}
	}
	reachable := map[string]bool{}
	for _, s := range c.def.Scenarios {
		from := map[string]bool{}
		visit(s.Start, next, from)
		final := false
		for _, state := range c.def.States {
			final = final || (state.Final && from[state.ID])
		}
		if !final {
			c.report(s.Pos, "no_way_out", s.ID)
		}
		for id := range from {
			reachable[id] = true
		}
	}
	for _, s := range c.def.States {
		if !reachable[s.ID] {
			c.report(s.Pos, "unreachable", s.ID)
		}
	}
}

func visit(state string, next map[string][]string, seen map[string]bool) {
	if seen[state] {
		return
	}
	seen[state] = true
	for _, other := range next[state] {
		visit(other, next, seen)
	}
}

// settable reports facts that are read but that nothing ever sets.
func (c *checker) settable() {
	for _, s := range c.def.Scenarios {
		c.note(s.Fields)
	}
	for _, s := range slices.Concat(c.def.Steps, shared().Steps) {
		c.note(s.Fields)
		for id := range s.Sets {
			c.set[id] = true
		}
		for _, e := range s.Effects {
			for id := range e.Sets {
				c.set[id] = true
			}
		}
	}
	asks := func(cond *Cond) {
		cond.Each(func(leaf *Cond) {
			fact, ok := c.schema.Fact(leaf.Fact)
			if ok && !fact.Derived && !c.set[leaf.Fact] && leaf.Fact != "guardian_attended" {
				c.report(leaf.Pos, "never_set", leaf.Fact)
			}
		})
	}
	for _, s := range c.def.Steps {
		for _, g := range s.Guards {
			asks(g.When)
		}
		for _, t := range s.To {
			asks(t.When)
		}
	}
	for _, r := range c.def.Requirements {
		asks(r.Target)
		asks(r.Applies)
	}
}

func (c *checker) note(fields []Field) {
	for _, f := range fields {
		for _, choice := range f.Choices {
			for id := range choice.Sets {
				c.set[id] = true
			}
		}
		for _, count := range f.Counts {
			for id := range count.Sets {
				c.set[id] = true
			}
		}
	}
}

// texts reports {names} in sentences that no parameter has.
func (c *checker) texts() {
	known := make([]string, 0, len(c.def.Parameters))
	for _, p := range c.def.Parameters {
		known = append(known, p.ID)
	}
	eachText(c.def, func(text *Text) {
		for _, name := range text.placeholders() {
			if slices.Contains(known, name) {
				c.used[name] = true
			} else {
				c.unknown(text.Pos, "unknown_parameter", name, known)
				return
			}
		}
	})
}

func (c *checker) unused() {
	for _, p := range c.def.Parameters {
		if !c.used[p.ID] {
			c.report(p.Pos, "unused_parameter", p.ID)
		}
	}
}
