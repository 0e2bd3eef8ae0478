package workflow

import (
	"slices"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// tracer turns cases that follow one routine into what the audit may know of
// them: nobody's identity, and nothing that anybody wrote. It may be shared.
type tracer struct {
	routine  *routine.Routine
	openings map[string]fieldKinds // by scenario
	steps    map[string]fieldKinds
}

// fieldKinds is which fields of a step are told as they are, and which only as
// filled in: free text, and what would say who somebody is.
type fieldKinds map[string]bool

func newTracer(r *routine.Routine) *tracer {
	t := &tracer{r, map[string]fieldKinds{}, map[string]fieldKinds{}}
	for i := range r.Scenarios {
		t.openings[r.Scenarios[i].ID] = kindsOf(OpeningFields(&r.Scenarios[i]))
	}
	for i := range r.Steps {
		t.steps[r.Steps[i].ID] = kindsOf(r.Steps[i].Fields)
	}
	for _, s := range routine.CommonSteps() {
		t.steps[s.ID] = kindsOf(s.Fields)
	}
	delete(t.steps["set_birth_date"], "birth_date")
	return t
}

func kindsOf(fields []routine.Field) fieldKinds {
	kinds := fieldKinds{}
	for i := range fields {
		names := slices.ContainsFunc(fields[i].From, func(from string) bool { return from == "students" || from == "cases" })
		kinds[fields[i].Name] = fields[i].Type != "text" && !names
	}
	return kinds
}

// tracing is one case on its way to a trace. It can be used for one case after
// the other, each of which is over when the next begins.
type tracing struct {
	*tracer
	trace  audit.Trace
	people []nameless
	roles  [][]string
	fields []audit.Field
	heard  []heard
}

// nameless is a person; the number that stands for them is one more than the
// index.
type nameless struct{ kind, key string }

// heard is what a later event may refer to of an earlier one.
type heard struct {
	id       EventID
	step     string
	of       string // of a breach
	scenario string // of the opening
}

func (t *tracing) ref(kind, key string) int {
	if key == "" {
		return 0
	}
	at := slices.Index(t.people, nameless{kind, key})
	if at < 0 {
		at = len(t.people)
		t.people = append(t.people, nameless{kind, key})
	}
	return at + 1
}

// trace tells one case. student is nil where there is none.
func (t *tracer) trace(r *Record, student *Student, events []Event) *audit.Trace {
	n := &tracing{tracer: t}
	n.begin(r, student)
	for i := range events {
		n.event(&events[i])
	}
	return &n.trace
}

// begin forgets the case before, and tells of another what is known beside its
// events.
func (t *tracing) begin(r *Record, student *Student) {
	t.people, t.fields, t.heard = t.people[:0], t.fields[:0], t.heard[:0]
	out := &t.trace
	*out = audit.Trace{
		Reference: r.Reference, School: string(r.School), Guardians: out.Guardians[:0], Marks: out.Marks[:0], Events: out.Events[:0],
	}
	if student == nil {
		return
	}
	out.Pseudonym = student.Pseudonym
	if student.BirthDate != 0 {
		out.Adult = calendar.AdultOn(student.BirthDate)
	}
	for _, g := range student.counted() {
		if !g.Barred {
			out.Guardians = append(out.Guardians, t.ref("guardian", g.ID))
		}
	}
	for _, m := range student.Unsafe {
		out.Marks = append(out.Marks, audit.Mark{
			Guardian: t.ref("guardian", m.Guardian), Raised: m.RaisedAt, Confirmed: m.ConfirmedAt, Lifted: m.LiftedAt,
		})
	}
}

// event adds the next event, of which it keeps nothing that could be written over.
func (t *tracing) event(e *Event) {
	p := &e.Payload
	out := audit.Event{
		ID: string(e.ID), Step: e.Step, Refused: e.Outcome != Done, Actor: t.ref("staff", string(e.Actor)), Roles: t.rolesLike(p.Roles),
		OccurredAt: e.OccurredAt, RecordedAt: e.RecordedAt, State: e.State,
	}
	said := heard{id: e.ID, step: e.Step, of: p.Fields["of"].Text}
	if o := p.Opening; o != nil {
		out.Scenario, out.Unclear, said.scenario = o.Scenario, o.Unclear, o.Scenario
		for _, id := range o.Recused {
			out.Recused = append(out.Recused, t.ref("staff", string(id)))
		}
	}
	for _, id := range p.Recused {
		out.Recused = append(out.Recused, t.ref("staff", string(id)))
	}
	for _, u := range p.Unmet {
		out.Reasons = append(out.Reasons, audit.Reason{Code: u.Code, Requirement: u.Requirement})
	}
	t.heard = append(t.heard, said)
	if !out.Refused { // what was filled in at a refused attempt has not happened
		from := len(t.fields)
		for name, value := range p.Fields {
			t.fields = append(t.fields, audit.Field{Name: name, Value: t.value(&value, t.tells(&said, name, p.Fields["event"].Text))})
		}
		out.Fields = t.fields[from:len(t.fields):len(t.fields)]
		slices.SortFunc(out.Fields, func(a, b audit.Field) int { return strings.Compare(a.Name, b.Name) })
	}
	t.trace.Events = append(t.trace.Events, out)
}

// rolesLike is a list of roles like another, made once.
func (t *tracing) rolesLike(roles []string) []string {
	for _, known := range t.roles {
		if slices.Equal(known, roles) {
			return known
		}
	}
	known := slices.Clone(roles)
	t.roles = append(t.roles, known)
	return known
}

// tells reports whether a field is told as it is: one of the event's own, or of
// the step that a breach, or a correction of another event, carries besides.
func (t *tracing) tells(e *heard, name, corrected string) bool {
	switch e.step {
	case "open":
		return t.openings[e.scenario][name]
	case mergedIn:
		return name == "responsible"
	}
	if tells, own := t.steps[e.step][name]; own {
		return tells
	}
	switch e.step {
	case "record_breach":
		return t.steps[e.of][name]
	case "correct":
		of := slices.IndexFunc(t.heard, func(old heard) bool { return string(old.id) == corrected && old.step != "correct" })
		return of >= 0 && t.tells(&t.heard[of], name, "")
	}
	return false
}

func (t *tracing) value(v *Value, tell bool) audit.Value {
	if !tell {
		return audit.Value{Kind: audit.Written}
	}
	switch v.Kind {
	case KindNumber:
		return audit.Value{Kind: audit.Counted, Number: v.Number}
	case KindBool:
		return audit.Value{Kind: audit.Answered, Bool: v.Bool}
	case KindDate:
		return audit.Value{Kind: audit.Dated, Date: v.Date}
	case KindTime:
		return audit.Value{Kind: audit.Timed, Time: v.Time}
	case KindList:
		return audit.Value{Kind: audit.Ticked, List: v.List}
	case KindPeople:
		out := audit.Value{Kind: audit.Named, People: make([]audit.Person, len(v.People))}
		for i := range v.People {
			p := &v.People[i]
			out.People[i] = audit.Person{Ref: t.ref(p.Kind, p.key()), Kind: p.Kind, Roles: p.Roles, Leadership: p.Leadership}
		}
		return out
	}
	return audit.Value{Kind: audit.Chosen, Text: v.Text}
}
