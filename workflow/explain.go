package workflow

import (
	"slices"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// View is a case as one actor sees it now.
// It is for one goroutine at a time.
type View struct {
	*Case
	rules  *Rules
	world  *World
	actor  Actor
	access Access
	stood  *present // nil until somebody asks
}

// viewed is a case as it stands for somebody who has just acted in it.
func viewed(rules *Rules, w *World, c *Case, actor Actor) *View {
	return &View{Case: c, rules: rules, world: w, actor: actor, access: c.access(w, actor)}
}

// now is how the case stands now.
func (v *View) now() *present {
	if v.stood == nil {
		v.stood = v.present(v.world)
	}
	return v.stood
}

// StepView is one step as it stands for one actor: whether it may be taken,
// every reason why not, and what there is to fill in.
type StepView struct {
	Step    *routine.Step
	Common  bool
	Allowed bool
	Blocked []Unmet
	Fields  []FieldView
	Serves  []string // requirements that the step can help to meet
}

// FieldView is a field with the choices that it has now: the routine's own, in
// Choices, and behind them those that the case makes.
type FieldView struct {
	*routine.Field
	Made []*Made
}

// Made are the choices that the case makes from one source. The fields of all
// steps share them, and they must not be changed.
type Made struct {
	Source string
	List   []option
}

// Same reports whether the choices are the same and read alike.
func (m *Made) Same(other *Made) bool {
	if m.Source != other.Source || len(m.List) != len(other.List) {
		return false
	}
	return len(m.List) == 0 || &m.List[0] == &other.List[0] || slices.Equal(m.List, other.List)
}

// Options ranges over all choices of the field.
func (f *FieldView) Options(yield func(int, option) bool) {
	i := 0
	for _, choice := range f.Choices {
		if !yield(i, option{choice.Value, choice.Label}) {
			return
		}
		i++
	}
	for _, made := range f.Made {
		for _, o := range made.List {
			if !yield(i, o) {
				return
			}
			i++
		}
	}
}

// Typed reports whether a field of people also takes names typed in, of people
// whom the school does not know.
func (f *FieldView) Typed() bool { return f.Type == "people" && typed(f.Field) }

// Needs lists the fields that a choice makes required.
func (f *FieldView) Needs(value string) []string {
	for i := range f.Choices {
		if f.Choices[i].Value == value {
			return f.Choices[i].Needs
		}
	}
	return nil
}

// Steps lists every routine step that leads out of the present state or
// records something in it, or in any state while what it serves is owed, and the steps that every case knows, the refused
// ones too. A program that knows nothing of the routine can lead a case by it.
func (v *View) Steps() []StepView {
	list := make([]StepView, 0, len(v.routine.Steps)+len(routine.CommonSteps()))
	for step := range v.EachStep {
		list = append(list, step.kept())
	}
	return list
}

// Recordable lists what somebody may record of what was done before: every step of the
// routine that is for them, whatever state it leads out of, since several can be
// recorded at once; and those that every case knows.
func (v *View) Recordable() []StepView {
	var list []StepView
	notTheirs := func(u Unmet) bool { return u.Code == "role" || u.Code == "relation" }
	v.each(func(*routine.Step) bool { return true }, func(step *StepView) bool {
		if !slices.ContainsFunc(step.Blocked, notTheirs) {
			list = append(list, step.kept())
		}
		return true
	})
	return list
}

// kept is the step as it stays when the next one comes.
func (s *StepView) kept() StepView {
	kept := *s
	kept.Blocked, kept.Fields = slices.Clone(s.Blocked), slices.Clone(s.Fields)
	for i := range kept.Fields {
		kept.Fields[i].Made = slices.Clone(s.Fields[i].Made)
	}
	return kept
}

// EachStep ranges over the same. A step is there until the next comes: what is
// told of all of them would be the greater part of the memory that a request takes.
func (v *View) EachStep(yield func(*StepView) bool) { v.each(v.atHand, yield) }

func (v *View) each(atHand func(*routine.Step) bool, yield func(*StepView) bool) {
	a := &attempt{Rules: v.rules, w: v.world, c: v.Case, cmd: Command{Actor: v.actor}, now: v.now(), access: v.access, roles: v.actor.At(v.School)}
	made := &makings{v: v}
	for i := range v.routine.Steps {
		if step := &v.routine.Steps[i]; !v.Closed && atHand(step) && !yield(v.step(a, step, made)) {
			return
		}
	}
	common := routine.CommonSteps()
	for i := range common {
		if !yield(v.step(a, &common[i], made)) {
			return
		}
	}
}

// step tries a step; a is what all steps' attempts have in common.
func (v *View) step(a *attempt, step *routine.Step, made *makings) *StepView {
	a.step, a.cmd.Step = step, step.ID
	s := &made.step
	*s = StepView{
		Step: step, Common: v.routine.Common(step.ID), Serves: v.serves(step),
		Blocked: a.outline(a.forbidden(s.Blocked[:0])), Fields: s.Fields[:0],
	}
	s.Allowed = len(s.Blocked) == 0
	made.lists = made.lists[:0]
	asked := v.asked(step, v.world, v.actor.ID)
	for i := range asked {
		s.Fields = append(s.Fields, made.field(&asked[i]))
	}
	return s
}

// makings are the choices that a view has made so far, so that each source is
// gone through once and not for every field.
type makings struct {
	v     *View
	done  []*Made
	step  StepView // the one that is told
	lists []*Made  // of its fields, one field's after the other's
}

func (m *makings) field(field *routine.Field) FieldView {
	f, first := FieldView{Field: field}, len(m.lists)
	for _, source := range field.From {
		if !m.v.Sees(needed(field, source)) {
			continue
		}
		if made := m.from(source, field.Type == "people"); len(made.List) > 0 {
			m.lists = append(m.lists, made)
		}
	}
	f.Made = slices.Clip(m.lists[first:])
	return f
}

// needed is what somebody must see to be offered the choices of a source.
func needed(field *routine.Field, source string) Section {
	switch {
	case source == "guardians":
		return Guardians
	case field.Type == "people", source == "students", source == "cases":
		return Identity
	}
	return 0
}

// from makes the choices of a source. Which sources are people's is settled by
// their names, so a name is enough to know them by.
func (m *makings) from(source string, people bool) *Made {
	for _, made := range m.done {
		if made.Source == source {
			return made
		}
	}
	made := &Made{Source: source}
	switch {
	case people:
		made.List = m.v.peopleOptions(source)
	case source == "demands" && m.v.world.Student != nil:
		made.List = m.v.rules.demands
	case source == "waivable":
		made.List = m.v.rules.waivable
	case source == "steps":
		made.List = m.v.notableSteps(m.v.atHand)
	case source == "events":
		made.List = slices.DeleteFunc(m.v.correctableEvents(), func(o option) bool {
			e, ok := m.v.event(EventID(o.Value))
			return ok && !m.v.knows(e)
		})
	default:
		made.List = m.v.options(m.v.world, source)
	}
	m.done = append(m.done, made)
	return made
}

// peopleOptions lists who can be named by id.
func (v *View) peopleOptions(source string) []option {
	var list []option
	switch source {
	case "guardians":
		if v.world.Student != nil {
			for _, g := range v.world.Student.Guardians {
				list = append(list, option{g.ID, routine.Same(g.Name)})
			}
		}
	case "student":
		if s := v.world.Student; s != nil {
			list = append(list, option{string(s.ID), routine.Same(s.Name)})
		}
	default:
		for _, s := range v.world.Directory.All() {
			if _, ok := v.known(v.world, source, string(s.ID)); ok {
				list = append(list, option{string(s.ID), routine.Same(s.Name)})
			}
		}
	}
	return list
}

// Dues lists what is owed now.
func (v *View) Dues() []Due { return v.now().dues }

// Facts returns what holds now, by fact.
func (v *View) Facts() map[string]string {
	s := v.now().story
	facts := map[string]string{}
	for _, fact := range v.routine.Schema().Facts() {
		facts[fact.ID] = v.routine.Schema().Value(s.facts, fact.ID)
	}
	return facts
}

// Signed reports whether a sign-off is in force on the record as it stands.
func (v *View) Signed() bool { return v.signed() }

// Explain says a reason in people's words. They follow from the routine version,
// the step and the reason alone, not from the case: package api remembers them.
func (c *Case) Explain(step string, u Unmet) routine.Text {
	s, ok := c.routine.Step(step)
	switch {
	case u.Guard > 0 && ok && u.Guard <= len(s.Guards):
		return s.Guards[u.Guard-1].Because
	case u.Message == "not_for_you" && ok:
		return routine.Message("not_for_you", map[string]routine.Text{"who": c.who(s.Who)})
	case u.Message == "" || u.Message == "breach_open":
		if demand, ok := c.routine.Requirement(u.Requirement); ok {
			key := "requirement_open"
			if u.Message != "" {
				key = u.Message
			}
			return routine.Message(key, map[string]routine.Text{"what": demand.Title})
		}
		what, ok := audit.Safety(u.Requirement)
		if !ok {
			what = routine.Same(u.Requirement)
		}
		return routine.Message("breach_open", map[string]routine.Text{"what": what})
	}
	return routine.Message(u.Message, nil)
}

// who names those who may take a step: "saksansvarlig, kjentmann".
func (c *Case) who(groups []string) routine.Text {
	var text routine.Text
	for _, lang := range routine.Langs {
		var names []string
		for _, group := range groups {
			names = append(names, c.routine.RoleName(group).In(lang))
		}
		text = text.With(lang, strings.Join(names, ", "))
	}
	return text
}

// Standing is where a requirement stands in the case now: idle (never owed),
// owed, met, waived, breached, or why it is owed no longer: freed, moved,
// birthday, left, consent or danger.
func (v *View) Standing(requirement string) string {
	s := &v.now().story
	for i, demand := range v.routine.Demands() {
		if demand.ID != requirement {
			continue
		}
		switch d := s.duties[i]; {
		case d.status == owed && v.exempt(v.world, s, demand):
			return "danger"
		case d.status == ended:
			return d.reason.String()
		default:
			return d.status.String()
		}
	}
	return ""
}
