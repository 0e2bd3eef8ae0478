package routine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Routine is a routine that can be run: blocks merged in, parameters filled
// in, every name resolved. It does not change and may be shared.
type Routine struct {
	Definition
	Hash string // SHA-256 of the canonical form, in hex: the identity of this version

	canonical    []byte
	schema       *Schema
	steps        map[string]*Step
	states       map[string]*State
	scenarios    map[string]*Scenario
	requirements map[string]*Requirement
	demands      []*Requirement
	roles        map[string]Text
	serves       map[string][]string
	contact      map[string]bool // requirements, by id; see classify
	survives     map[string]bool
}

// Parse reads a routine file. It returns every problem of its form at once:
// what is written that should not be, and what is missing.
func Parse(data []byte) (*Definition, Problems) {
	shared() // which has the words for mistakes
	def := &Definition{}
	problems := decodeYAML(data, def)
	return def, problems.sorted()
}

// Build makes a routine of a definition, with the school's own values for its
// parameters. It returns every problem of structure and reference at once.
func Build(def *Definition, settings map[string][]string) (*Routine, Problems) {
	shared() // which has the words for mistakes
	merged := *def
	merged.Parts = Parts{}
	merged.add(def.Parts)
	var problems Problems
	for n, name := range def.Uses {
		block, blockProblems := readBlock(name)
		if blockProblems != nil {
			problems = append(problems, newProblem(def.Pos, "unknown_block", Same(name)).hinting(name, Blocks()))
			continue
		}
		place(reflect.ValueOf(&block.Parts).Elem(), inBlock(n))
		merged.add(block.Parts)
	}
	values, settingProblems := settle(merged.Parameters, settings)
	problems = append(problems, settingProblems...)
	problems = append(problems, check(&merged)...)
	if len(problems) > 0 {
		return nil, problems.outside(def).sorted()
	}
	return assemble(&merged, values)
}

// inBlock stands for a place in the nth block that a definition uses: its lines
// are not lines of the routine's file.
func inBlock(n int) Pos { return Pos{Line: -1 - n, Column: 1} }

// outside tells what is wrong with a block where the routine uses it.
func (p Problems) outside(def *Definition) Problems {
	for i := range p {
		if n := -1 - p[i].Line; n >= 0 && n < len(def.Uses) {
			p[i].Pos = def.Pos
			p[i] = p[i].remarking(fillProblem("in_block", def.Uses[n]))
		}
	}
	return p
}

// place gives everything in v one position.
func place(v reflect.Value, pos Pos) {
	if at, ok := v.Addr().Interface().(*Pos); ok {
		*at = pos
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				place(v.Field(i), pos)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			place(v.Index(i), pos)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			place(v.Elem(), pos)
		}
	}
}

// assemble copies the merged definition through its canonical form, so that
// what runs is what was hashed.
func assemble(merged *Definition, values map[string][]string) (*Routine, Problems) {
	data, err := json.Marshal(merged)
	if err != nil {
		return nil, Problems{newProblem(merged.Pos, "unreadable", Same(err.Error()))}
	}
	resolved := &Definition{}
	if err := json.Unmarshal(data, resolved); err != nil {
		return nil, Problems{newProblem(merged.Pos, "unreadable", Same(err.Error()))}
	}
	(&resolver{values, parameterTexts(merged, values)}).definition(resolved)
	canonical, err := json.Marshal(resolved)
	if err != nil {
		return nil, Problems{newProblem(merged.Pos, "unreadable", Same(err.Error()))}
	}
	r, err := Load(canonical)
	if err != nil {
		return nil, Problems{newProblem(merged.Pos, "unreadable", Same(err.Error()))}
	}
	return r, nil
}

// Load makes a routine of the canonical form that Canonical gave, as a
// published version is stored.
func Load(canonical []byte) (*Routine, error) {
	r := &Routine{canonical: canonical}
	if err := json.Unmarshal(canonical, &r.Definition); err != nil {
		return nil, fmt.Errorf("routine: canonical form: %w", err)
	}
	sum := sha256.Sum256(canonical)
	r.Hash = hex.EncodeToString(sum[:])
	r.index()
	for _, c := range r.conds() {
		if unknown := r.schema.bind(c); len(unknown) > 0 {
			return nil, fmt.Errorf("routine %s: unknown fact or value %s %v", r.ID, unknown[0].Fact, unknown[0].In)
		}
	}
	return r, nil
}

func (r *Routine) index() {
	r.schema = newSchema(slices.Concat(shared().Facts, r.Facts))
	r.steps = map[string]*Step{}
	r.states = map[string]*State{}
	r.scenarios = map[string]*Scenario{}
	r.requirements = map[string]*Requirement{}
	r.roles = map[string]Text{}
	for i := range shared().Steps {
		r.steps[shared().Steps[i].ID] = &shared().Steps[i]
	}
	for i := range r.Steps {
		r.steps[r.Steps[i].ID] = &r.Steps[i]
	}
	for i := range shared().States {
		r.states[shared().States[i].ID] = &shared().States[i]
	}
	for i := range r.States {
		r.states[r.States[i].ID] = &r.States[i]
	}
	for i := range r.Scenarios {
		r.scenarios[r.Scenarios[i].ID] = &r.Scenarios[i]
	}
	for i := range r.Requirements {
		r.demands = append(r.demands, &r.Requirements[i])
	}
	for i := range shared().Requirements {
		r.demands = append(r.demands, &shared().Requirements[i])
	}
	for _, demand := range r.demands {
		r.requirements[demand.ID] = demand
	}
	for _, role := range slices.Concat(shared().Roles, r.Roles) {
		r.roles[role.ID] = role.Name
	}
	r.classify()
	r.serves = map[string][]string{}
	for id, step := range r.steps {
		r.serves[id] = r.servesOf(step)
	}
}

// conds lists every condition of the routine's own parts.
func (r *Routine) conds() []*Cond {
	var conds []*Cond
	for i := range r.Steps {
		for j := range r.Steps[i].Guards {
			conds = append(conds, r.Steps[i].Guards[j].When)
		}
		for j := range r.Steps[i].To {
			conds = append(conds, r.Steps[i].To[j].When)
		}
	}
	for i := range r.Requirements {
		conds = append(conds, r.Requirements[i].Target, r.Requirements[i].Applies, r.Requirements[i].Ends)
	}
	return conds
}

// EachText calls visit for every text of the routine.
func (r *Routine) EachText(visit func(*Text)) { eachText(&r.Definition, visit) }

// Canonical returns the bytes that the hash is of: JSON, keys in one order.
func (r *Routine) Canonical() []byte { return r.canonical }

// Schema returns the facts of the routine: the vocabulary, then its own.
func (r *Routine) Schema() *Schema { return r.schema }

// Step finds a step of the routine or a common one.
func (r *Routine) Step(id string) (*Step, bool) { s, ok := r.steps[id]; return s, ok }

// Common reports whether a step is one that every case knows.
func (r *Routine) Common(id string) bool { return isCommonStep(id) }

// State finds a state of the routine, or closed, voided or merged.
func (r *Routine) State(id string) (*State, bool) { s, ok := r.states[id]; return s, ok }

// Scenario finds a scenario.
func (r *Routine) Scenario(id string) (*Scenario, bool) { s, ok := r.scenarios[id]; return s, ok }

// Requirement finds a requirement of the routine or a common one.
func (r *Routine) Requirement(id string) (*Requirement, bool) {
	q, ok := r.requirements[id]
	return q, ok
}

// Own reports whether a requirement is the routine's, not one that every case has.
func (r *Routine) Own(id string) bool {
	for i := range r.Requirements {
		if r.Requirements[i].ID == id {
			return true
		}
	}
	return false
}

// Demands lists the routine's requirements in its order, then the common ones.
func (r *Routine) Demands() []*Requirement { return r.demands }

// Serves lists the requirements that a step can help to meet: those whose
// target, or whose deadline, reads a fact that the step can set.
func (r *Routine) Serves(step string) []string { return r.serves[step] }

func (r *Routine) servesOf(s *Step) []string {
	settable := map[string]bool{}
	s.EachSet(func(fact, _ string) { settable[fact] = true })
	var list []string
	for _, demand := range r.demands {
		if demand.Target.Reads(func(fact string) bool { return settable[fact] }) || demand.Deadline.reads(settable) {
			list = append(list, demand.ID)
		}
	}
	return list
}

// reads reports whether the deadline counts from, or is moved by, such a fact.
func (d *Deadline) reads(facts map[string]bool) bool {
	if d == nil {
		return false
	}
	for fact := range d.From {
		if facts[fact] {
			return true
		}
	}
	for fact := range d.MovedBy {
		if facts[fact] {
			return true
		}
	}
	return false
}

// EachSet visits every fact that the step can set, constants and what its
// fields may say.
func (s *Step) EachSet(visit func(fact, value string)) {
	all := func(sets map[string]string) {
		for fact, value := range sets {
			visit(fact, value)
		}
	}
	all(s.Sets)
	s.eachFieldSet(visit)
}

// eachFieldSet visits every fact that filling in the step's fields can set.
func (s *Step) eachFieldSet(visit func(fact, value string)) {
	all := func(sets map[string]string) {
		for fact, value := range sets {
			visit(fact, value)
		}
	}
	for _, f := range s.Fields {
		for _, choice := range f.Choices {
			all(choice.Sets)
		}
		for _, count := range f.Counts {
			all(count.Sets)
		}
		if f.tells(s) {
			all(told)
		}
	}
	for _, e := range s.Effects {
		all(e.Sets)
	}
}

// FieldSets reports whether filling in the step's fields can set the fact.
func (s *Step) FieldSets(fact string) bool {
	found := false
	s.eachFieldSet(func(id, _ string) { found = found || id == fact })
	return found
}

// RoleName returns what the routine calls a role, relation or group.
func (r *Routine) RoleName(id string) Text {
	if name, ok := r.roles[id]; ok {
		return name
	}
	return Same(id)
}

// isCommonStep is asked for every step of every answer: it copies none.
func isCommonStep(id string) bool {
	for i := range shared().Steps {
		if shared().Steps[i].ID == id {
			return true
		}
	}
	return false
}

// settle gives every parameter its value: the school's, or the default.
func settle(params []Parameter, settings map[string][]string) (map[string][]string, Problems) {
	values := map[string][]string{}
	var problems Problems
	var names []string
	for _, p := range params {
		names = append(names, p.ID)
		values[p.ID] = p.Default
		problems = append(problems, p.judge(p.Default)...)
		if own, ok := settings[p.ID]; ok {
			values[p.ID] = own
			problems = append(problems, p.judge(own)...)
		}
	}
	for name := range settings {
		if _, ok := values[name]; !ok {
			problems = append(problems, newProblem(Pos{1, 1}, "unknown_parameter", Same(name)).hinting(name, names))
		}
	}
	return values, problems
}

// judge reports what is wrong with a value for the parameter.
func (p *Parameter) judge(values []string) Problems {
	var problems Problems
	if p.Type != "roles" && len(values) != 1 {
		return Problems{newProblem(p.Pos, "one_value", Same(p.ID))}
	}
	for _, value := range values {
		switch p.Type {
		case "days", "minutes", "number":
			n, err := strconv.Atoi(value)
			if err != nil || n < p.Min || (p.Max > 0 && n > p.Max) {
				problems = append(problems, newProblem(p.Pos, "out_of_range", Same(p.ID), Same(value), Same(strconv.Itoa(p.Min)), Same(strconv.Itoa(p.Max))))
			}
		case "choice", "roles":
			if !slices.Contains(p.Options, value) {
				problems = append(problems, newProblem(p.Pos, "not_an_option", Same(p.ID), Same(value)).hinting(value, p.Options))
			}
		case "flag":
			if value != "yes" && value != "no" {
				problems = append(problems, newProblem(p.Pos, "not_an_option", Same(p.ID), Same(value)).hinting(value, []string{"yes", "no"}))
			}
		}
	}
	return problems
}

// parameterTexts is how parameters read in sentences: {id}.
func parameterTexts(def *Definition, values map[string][]string) map[string]Text {
	names := map[string]Text{}
	for _, role := range slices.Concat(shared().Roles, def.Roles) {
		names[role.ID] = role.Name
	}
	texts := map[string]Text{}
	for _, p := range def.Parameters {
		if p.Type != "roles" {
			texts[p.ID] = Same(strings.Join(values[p.ID], ", "))
			continue
		}
		var text Text
		for _, lang := range Langs {
			var parts []string
			for _, id := range values[p.ID] {
				parts = append(parts, names[id].In(lang))
			}
			text = text.With(lang, strings.Join(parts, ", "))
		}
		texts[p.ID] = text
	}
	return texts
}

// Date is the form of dates in routine files.
const dateForm = time.DateOnly
