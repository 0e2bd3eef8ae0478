package diff

import (
	"encoding/json"
	"maps"
	"slices"

	"kjentvei/workflow/routine"
)

// maxWorlds bounds how many combinations of facts are tried; conditions that
// read more are compared as they are written.
const maxWorlds = 1 << 16

// sameCond reports whether two conditions hold for the same facts, those of the
// old version and the new together.
func (c *comparer) sameCond(a, b *routine.Cond) bool {
	domains := map[string][]string{}
	worlds := 1
	for _, cond := range []*routine.Cond{a, b} {
		cond.Each(func(leaf *routine.Cond) {
			if domains[leaf.Fact] == nil {
				domains[leaf.Fact] = c.values(leaf.Fact)
				worlds = min(worlds*len(domains[leaf.Fact]), maxWorlds+1)
			}
		})
	}
	if worlds > maxWorlds {
		return written(a) == written(b)
	}
	return try(domains, slices.Sorted(maps.Keys(domains)), map[string]string{}, func(world map[string]string) bool {
		return holds(a, world) == holds(b, world)
	})
}

// always reports whether a condition holds whatever the facts are because it
// asks for nothing.
func always(c *routine.Cond) bool {
	return c == nil || !c.Never && c.Fact == "" && c.Not == nil && len(c.All) == 0 && len(c.Any) == 0
}

// values lists the values of a fact in either version.
func (c *comparer) values(id string) []string {
	var list []string
	for _, r := range []*routine.Routine{c.old, c.new} {
		if f, ok := r.Schema().Fact(id); ok {
			list = append(list, without(f.Values, list)...)
		}
	}
	return list
}

// try gives every fact each of its values, until same is false.
func try(domains map[string][]string, facts []string, world map[string]string, same func(map[string]string) bool) bool {
	if len(facts) == 0 {
		return same(world)
	}
	return !slices.ContainsFunc(domains[facts[0]], func(value string) bool {
		world[facts[0]] = value
		return !try(domains, facts[1:], world, same)
	})
}

// holds is Cond.Holds by names: the two versions number their facts otherwise.
func holds(c *routine.Cond, world map[string]string) bool {
	fails := func(part *routine.Cond) bool { return !holds(part, world) }
	switch {
	case c == nil:
		return true
	case c.Never:
		return false
	case c.Fact != "":
		return slices.Contains(c.In, world[c.Fact])
	case c.Not != nil:
		return !holds(c.Not, world)
	case len(c.Any) > 0:
		return slices.ContainsFunc(c.Any, func(part *routine.Cond) bool { return holds(part, world) })
	}
	return !slices.ContainsFunc(c.All, fails)
}

func written(c *routine.Cond) string {
	data, _ := json.Marshal(c) // strings and lists: cannot fail
	return string(data)
}
