package routine

import (
	"slices"
	"strings"
)

func (c *checker) scenarioID(pos Pos, id string) {
	var known []string
	for _, s := range c.def.Scenarios {
		known = append(known, s.ID)
	}
	if !slices.Contains(known, id) {
		c.unknown(pos, "unknown_scenario", id, known)
	}
}

func (c *checker) state(pos Pos, id string) {
	titles := map[string]Text{}
	for _, s := range c.def.States {
		titles[s.ID] = s.Title
	}
	if _, known := titles[id]; !known && id != "" {
		c.unknownTitle(pos, "unknown_state", id, titles)
	}
}

func (c *checker) roles(pos Pos, ids []string) {
	names := map[string]Text{}
	for _, id := range slices.Concat(standardRoles, groups, bystanders) {
		names[id] = Text{}
	}
	for _, r := range slices.Concat(shared().Roles, c.def.Roles) {
		names[r.ID] = r.Name
	}
	for _, id := range ids {
		if param, ok := strings.CutPrefix(id, "$"); ok {
			c.param(pos, param, "roles")
		} else if _, known := names[id]; !known {
			c.unknownTitle(pos, "unknown_role", id, names)
		}
	}
}

func (c *checker) param(pos Pos, name string, types ...string) {
	var known []string
	for _, p := range c.def.Parameters {
		known = append(known, p.ID)
		if p.ID == name {
			c.used[name] = true
			if !slices.Contains(types, p.Type) {
				c.report(pos, "wrong_parameter", name, strings.Join(types, ", "))
			}
			return
		}
	}
	c.unknown(pos, "unknown_parameter", name, known)
}

func (c *checker) number(pos Pos, n *Int) {
	if n != nil && n.Param != "" {
		c.param(pos, n.Param, "days", "minutes", "number")
	}
}

func (c *checker) fact(pos Pos, id string) (*Fact, bool) {
	fact, ok := c.schema.Fact(id)
	if !ok {
		var known []string
		for _, f := range c.schema.facts {
			known = append(known, f.ID)
		}
		c.unknown(pos, "unknown_fact", id, known)
	}
	return fact, ok
}

func (c *checker) values(pos Pos, id string, values []string) {
	fact, ok := c.fact(pos, id)
	if !ok {
		return
	}
	for _, value := range values {
		if !slices.Contains(fact.Values, value) {
			c.unknown(pos, "unknown_value", value, fact.Values)
		}
	}
}

func (c *checker) activation(pos Pos, sets map[string][]string) {
	for id, values := range sets {
		c.values(pos, id, values)
	}
}

func (c *checker) sets(pos Pos, sets map[string]string) {
	for id, value := range sets {
		if fact, ok := c.fact(pos, id); ok && fact.Derived {
			c.report(pos, "derived", id)
		}
		c.values(pos, id, []string{value})
		c.set[id] = true
	}
}

func (c *checker) cond(cond *Cond) {
	cond.Each(func(leaf *Cond) {
		if param, ok := strings.CutPrefix(leaf.Fact, "$"); ok {
			c.param(leaf.Pos, param, "flag", "choice", "roles")
			return
		}
		c.values(leaf.Pos, leaf.Fact, leaf.In)
	})
}
