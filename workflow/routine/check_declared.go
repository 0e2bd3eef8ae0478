package routine

import (
	"slices"
	"strconv"
	"time"
)

func (c *checker) head() {
	if c.def.ID != "" && !idForm.MatchString(c.def.ID) {
		c.report(c.def.Pos, "bad_id", c.def.ID)
	}
	if c.def.Version < 1 {
		c.report(c.def.Pos, "bad_version", strconv.Itoa(c.def.Version))
	}
	c.date(c.def.Pos, c.def.ReviewBy)
	for _, law := range c.def.Laws {
		c.date(law.Pos, law.AsOf)
	}
	if len(c.def.Scenarios) == 0 {
		c.report(c.def.Pos, "missing_key", "scenarios")
	}
}

func (c *checker) date(pos Pos, words string) {
	if _, err := time.Parse(dateForm, words); err != nil && words != "" {
		c.report(pos, "bad_date", words)
	}
}

// unique reports ids that are malformed, given twice, or taken by the engine.
func (c *checker) unique() {
	seen := map[string]bool{}
	once := func(kind, id string, pos Pos, taken bool) {
		switch {
		case id == "":
			return // reported as missing already
		case seen[kind+id]:
			c.report(pos, "twice", id)
		case taken:
			c.report(pos, "reserved", id)
		case kind != "requirement" && !idForm.MatchString(id):
			c.report(pos, "bad_id", id)
		}
		seen[kind+id] = true
	}
	for _, r := range c.def.Roles {
		once("role", r.ID, r.Pos, slices.Contains(groups, r.ID))
	}
	for _, p := range c.def.Parameters {
		once("parameter", p.ID, p.Pos, false)
	}
	for _, f := range c.def.Facts {
		_, standard := vocabulary().Fact(f.ID)
		once("fact", f.ID, f.Pos, standard || slices.Contains([]string{"all", "any", "not"}, f.ID))
	}
	for _, s := range c.def.Scenarios {
		once("scenario", s.ID, s.Pos, false)
	}
	for _, s := range c.def.States {
		once("state", s.ID, s.Pos, slices.ContainsFunc(shared().States, func(own State) bool { return own.ID == s.ID }))
	}
	for _, s := range c.def.Steps {
		once("step", s.ID, s.Pos, isCommonStep(s.ID) || s.ID == "open")
	}
	for _, r := range c.def.Requirements {
		taken := slices.ContainsFunc(shared().Requirements, func(own Requirement) bool { return own.ID == r.ID })
		once("requirement", r.ID, r.Pos, taken)
		if r.ID != "" && !requirementForm.MatchString(r.ID) {
			c.report(r.Pos, "bad_requirement_id", r.ID)
		}
	}
}

// MaxFacts is how many facts a routine can have, those of the vocabulary
// included: the audit counts them in a byte.
const MaxFacts = 256

func (c *checker) facts() {
	if own := MaxFacts - len(shared().Facts); len(c.def.Facts) > own {
		c.report(c.def.Facts[own].Pos, "many_facts", strconv.Itoa(own))
	}
	for _, f := range c.def.Facts {
		if len(f.Values) < 2 || len(f.Values) > 64 {
			c.report(f.Pos, "few_values", f.ID)
		}
		for i, value := range f.Values {
			if slices.Contains(f.Values[:i], value) {
				c.report(f.Pos, "twice", value)
			}
		}
		for value := range f.Labels {
			if !slices.Contains(f.Values, value) {
				c.unknown(f.Pos, "unknown_value", value, f.Values)
			}
		}
		for _, id := range f.Resets {
			c.fact(f.Pos, id)
		}
		if f.Derived {
			c.report(f.Pos, "derived", f.ID)
		}
	}
}

func (c *checker) parameter(p *Parameter) {
	types := []string{"days", "minutes", "number", "roles", "choice", "flag"}
	if p.Type != "" && !slices.Contains(types, p.Type) {
		c.unknown(p.Pos, "unknown_type", p.Type, types)
	}
	if p.Type == "roles" {
		c.roles(p.Pos, p.Options)
	}
	if (p.Type == "choice" || p.Type == "roles") && len(p.Options) == 0 {
		c.report(p.Pos, "missing_key", "options")
	}
}
