package routine

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// checker finds every mistake of structure and reference in a merged
// definition, before parameters are filled in.
type checker struct {
	def      *Definition
	schema   *Schema
	problems Problems
	used     map[string]bool // parameters mentioned somewhere
	set      map[string]bool // facts that some step or scenario sets
}

func check(def *Definition) Problems {
	c := &checker{def: def, used: map[string]bool{}, set: map[string]bool{}}
	c.schema = newSchema(slices.Concat(shared.Facts, def.Facts))
	c.head()
	c.unique()
	c.facts()
	for i := range def.Parameters {
		c.parameter(&def.Parameters[i])
	}
	for i := range def.Scenarios {
		c.scenario(&def.Scenarios[i])
	}
	for i := range def.Steps {
		c.step(&def.Steps[i])
	}
	for i := range def.Requirements {
		c.requirement(&def.Requirements[i])
	}
	c.texts()
	if len(c.problems) == 0 {
		// What follows speaks of the whole, and would only echo a misspelt name.
		c.reach()
		c.settable()
		c.unused()
	}
	return c.problems
}

func (c *checker) report(pos Pos, key string, args ...string) *Problem {
	texts := make([]Text, len(args))
	for i, arg := range args {
		texts[i] = Same(arg)
	}
	c.problems = append(c.problems, newProblem(pos, key, texts...))
	return &c.problems[len(c.problems)-1]
}

// unknown reports a name that nothing is called, with what was probably meant.
func (c *checker) unknown(pos Pos, key, name string, known []string) {
	p := c.report(pos, key, name)
	*p = p.hinting(name, known)
}

var (
	idForm          = regexp.MustCompile(`^[a-z][a-z0-9]*([_-][a-z0-9]+)*$`)
	requirementForm = regexp.MustCompile(`^[A-Z][A-Z0-9]*-?[A-Za-z0-9.]+$`)
	linesForm       = regexp.MustCompile(`^\d+(-\d+)?(, \d+(-\d+)?)*$`)
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
		_, standard := vocabulary.Fact(f.ID)
		once("fact", f.ID, f.Pos, standard || slices.Contains([]string{"all", "any", "not"}, f.ID))
	}
	for _, s := range c.def.Scenarios {
		once("scenario", s.ID, s.Pos, false)
	}
	for _, s := range c.def.States {
		once("state", s.ID, s.Pos, slices.ContainsFunc(shared.States, func(own State) bool { return own.ID == s.ID }))
	}
	for _, s := range c.def.Steps {
		once("step", s.ID, s.Pos, isCommonStep(s.ID) || s.ID == "open")
	}
	for _, r := range c.def.Requirements {
		taken := slices.ContainsFunc(shared.Requirements, func(own Requirement) bool { return own.ID == r.ID })
		once("requirement", r.ID, r.Pos, taken)
		if r.ID != "" && !requirementForm.MatchString(r.ID) {
			c.report(r.Pos, "bad_requirement_id", r.ID)
		}
	}
}

func (c *checker) facts() {
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
	for _, r := range slices.Concat(c.def.Requirements, shared.Requirements) {
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
	if f.As != "" && (f.As != "expected_back" || f.Type != "date") {
		c.unknown(f.Pos, "unknown_meaning", f.As, []string{"expected_back"})
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

var (
	modalities = []string{"must", "should", "consider", "may"}
	templates  = []string{
		"existence", "absence", "response", "precedence", "succession", "responded_existence",
		"co_existence", "not_co_existence", "content", "participation", "maintenance", "permission",
	}
	bases = []string{"source", "local", "derived"}
)

func (c *checker) requirement(r *Requirement) {
	if r.Modality != "" && !slices.Contains(modalities, r.Modality) {
		c.unknown(r.Pos, "unknown_modality", r.Modality, modalities)
	}
	if r.Template != "" && !slices.Contains(templates, r.Template) {
		c.unknown(r.Pos, "unknown_template", r.Template, templates)
	}
	if r.Target == nil && r.Template != "absence" && r.Template != "permission" {
		c.report(r.Pos, "missing_key", "target")
	}
	if (r.Template == "permission") != (r.Modality == "may") {
		c.report(r.Pos, "permission_mismatch", r.ID)
	}
	switch {
	case r.Source.File == "" && r.Source.Why.IsZero() && r.Source.Line > 0: // without any, it is missing
		c.report(r.Source.Pos, "no_source", r.ID)
	case r.Source.File != "" && !linesForm.MatchString(r.Source.Lines):
		c.report(r.Source.Pos, "bad_lines", r.Source.Lines)
	}
	c.roles(r.Pos, r.Actor)
	for _, id := range r.Scenarios {
		c.scenarioID(r.Pos, id)
	}
	c.activation(r.Pos, r.Activation)
	c.cond(r.Target)
	c.cond(r.Applies)
	c.cond(r.Ends)
	if r.Deadline != nil {
		c.deadline(r.Deadline)
	}
}

func (c *checker) deadline(d *Deadline) {
	if d.Basis != "" && !slices.Contains(bases, d.Basis) {
		c.unknown(d.Pos, "unknown_basis", d.Basis, bases)
	}
	given := 0
	for _, has := range []bool{d.Days != nil, d.Minutes != nil, d.Hours > 0} {
		if has {
			given++
		}
	}
	if given != 1 {
		c.report(d.Pos, "one_deadline")
	}
	if d.Opens != "" && d.Opens != "next_school_day" {
		c.unknown(d.Pos, "unknown_value", d.Opens, []string{"next_school_day"})
	}
	c.number(d.Pos, d.Days)
	c.number(d.Pos, d.Minutes)
	c.activation(d.Pos, d.From)
	c.activation(d.Pos, d.MovedBy)
}

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
	var known []string
	for _, s := range c.def.States {
		known = append(known, s.ID)
	}
	if id != "" && !slices.Contains(known, id) {
		c.unknown(pos, "unknown_state", id, known)
	}
}

func (c *checker) roles(pos Pos, ids []string) {
	known := slices.Concat(standardRoles, groups, bystanders)
	for _, r := range c.def.Roles {
		known = append(known, r.ID)
	}
	for _, id := range ids {
		if param, ok := strings.CutPrefix(id, "$"); ok {
			c.param(pos, param, "roles")
		} else if !slices.Contains(known, id) {
			c.unknown(pos, "unknown_role", id, known)
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
	for _, s := range slices.Concat(c.def.Steps, shared.Steps) {
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
