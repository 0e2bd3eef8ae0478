package routine

import "slices"

func (c *checker) scenario(s *Scenario) {
	c.state(s.Pos, s.Start)
	c.roles(s.Pos, s.Who)
	c.sets(s.Pos, s.Sets)
	c.fields(s.Fields)
}

func (c *checker) step(s *Step) {
	if len(s.From) == 0 {
		c.report(s.Pos, "missing_key", "from")
	}
	for _, id := range s.From {
		c.state(s.Pos, id)
	}
	for i, target := range s.To {
		c.state(target.Pos, target.State)
		c.cond(target.When)
		if target.When == nil && i < len(s.To)-1 {
			c.report(target.Pos, "never_reached", s.To[i+1].State)
		}
	}
	if n := len(s.To); n > 1 && s.To[n-1].When != nil {
		c.report(s.To[n-1].Pos, "no_otherwise", s.ID)
	}
	if len(s.To) == 1 && slices.Equal(s.From, []string{s.To[0].State}) {
		c.report(s.To[0].Pos, "to_itself", s.ID)
	}
	if s.Shares && !slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Name == AgencyField }) {
		c.report(s.Pos, "shares_with", s.ID)
	}
	if s.In != "" {
		c.report(s.Pos, "unknown_key", "in")
	}
	c.roles(s.Pos, s.Who)
	c.sets(s.Pos, s.Sets)
	c.fields(s.Fields)
	for _, g := range s.Guards {
		c.cond(g.When)
		c.cites(g.Pos, g.Requirement)
	}
	for _, e := range s.Effects {
		c.sets(e.Pos, e.Sets)
		for name, values := range e.When {
			c.fieldValue(e.Pos, s.Fields, name, values)
		}
	}
}

// AgencyField is the field by which a step that shares says with whom.
const AgencyField = "agency"

// properties are the ids that a guard may cite beside requirements.
var properties = []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12"}

func (c *checker) cites(pos Pos, id string) {
	if id == "" || slices.Contains(properties, id) {
		return
	}
	var known []string
	for _, r := range slices.Concat(c.def.Requirements, shared().Requirements) {
		known = append(known, r.ID)
	}
	if !slices.Contains(known, id) {
		c.unknown(pos, "unknown_requirement", id, known)
	}
}

// reservedFields belong to correct and record_breach, which carry another step's fields.
var reservedFields = []string{"event", "of", "why", "retract", "occurred_at"}

var fieldTypes = []string{"text", "number", "boolean", "date", "datetime", "choice", "choices", "people"}

var fieldSources = map[string][]string{
	"people": {"staff", "leaders", "leadership", "guardians", "student"},
	"choice": {"steps", "scenarios"},
}

func (c *checker) fields(fields []Field) {
	seen := map[string]bool{}
	for i := range fields {
		f := &fields[i]
		switch {
		case seen[f.Name]:
			c.report(f.Pos, "twice", f.Name)
		case slices.Contains(reservedFields, f.Name):
			c.report(f.Pos, "reserved", f.Name)
		case f.Name != "" && !idForm.MatchString(f.Name):
			c.report(f.Pos, "bad_id", f.Name)
		}
		seen[f.Name] = true
		c.field(f, fields)
	}
}

// meanings are what the engine can take a date for.
var meanings = []string{"expected_back", "next_talk"}

func (c *checker) field(f *Field, all []Field) {
	if f.Type != "" && !slices.Contains(fieldTypes, f.Type) {
		c.unknown(f.Pos, "unknown_type", f.Type, fieldTypes)
	}
	isChoice := f.Type == "choice" || f.Type == "choices"
	if isChoice != (len(f.Choices) > 0) {
		c.report(f.Pos, "choices_mismatch", f.Name)
	}
	if (f.Type == "people") != (len(f.From) > 0) || (f.Type != "people" && len(f.Counts) > 0) {
		c.report(f.Pos, "people_mismatch", f.Name)
	}
	for _, source := range f.From {
		if !slices.Contains(fieldSources["people"], source) {
			c.unknown(f.Pos, "unknown_source", source, fieldSources["people"])
		}
	}
	if f.As != "" && (!slices.Contains(meanings, f.As) || f.Type != "date") {
		c.unknown(f.Pos, "unknown_meaning", f.As, meanings)
	}
	c.number(f.Pos, f.Min)
	c.number(f.Pos, f.Max)
	values := map[string]bool{}
	for _, choice := range f.Choices {
		if values[choice.Value] {
			c.report(choice.Pos, "twice", choice.Value)
		}
		values[choice.Value] = true
		c.sets(choice.Pos, choice.Sets)
		for _, name := range choice.Needs {
			c.fieldValue(choice.Pos, all, name, nil)
		}
	}
	for _, count := range f.Counts {
		c.sets(count.Pos, count.Sets)
		c.roles(count.Pos, count.Of)
	}
}

// fieldValue reports a field that is not there, or a value that it cannot have.
func (c *checker) fieldValue(pos Pos, fields []Field, name string, values []string) {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
		if f.Name != name {
			continue
		}
		var known []string
		for _, choice := range f.Choices {
			known = append(known, choice.Value)
		}
		if f.Type == "boolean" {
			known = []string{"true", "false"}
		}
		for _, value := range values {
			if !slices.Contains(known, value) {
				c.unknown(pos, "unknown_value", value, known)
			}
		}
		return
	}
	c.unknown(pos, "unknown_field", name, names)
}
