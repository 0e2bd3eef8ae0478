package proof

import (
	"fmt"
	"slices"

	"kjentvei/workflow/routine"
)

// move is one thing that somebody does, or that happens, as a model sees it.
type move struct {
	kind    kind
	step    string // its id; for requirements theirs
	text    routine.Text
	from    uint64 // control states that it is taken from; 0: any open one
	student bool   // means nothing in a scenario without a student

	guards  []guard
	said    []assign // what its fields say, in force for the guards
	assign  []assign // all that it sets
	targets []target // where it may lead, in order; none: nowhere
	elsewhere
	to       int      // the scenario, of open and change
	keep     int      // the variable that the scenario sets only when nothing has: raised_by, or -1
	starts   uint64   // demands that it makes owed
	anchors  uint64   // demands whose deadline counts from here
	puts     uint64   // demands whose deadline is put off
	anew     uint64   // demands of which it is forgotten that they were waived beforehand
	demand   int      // of waive, undone and acknowledge
	contact  bool     // with guardians: the law judges it
	judged   bool     // says what the clause is judged at
	calls    bool     // says what the clause is called for by
	deed     bool     // says, in breach, what the clause excuses
	settles  bool     // says what may meet or end a demand, by a fact that is not looked at
	needs    []string // who else has to do their part
	ordinary bool     // may be part of a way that the school has in its own hand
}

// elsewhere is where a step is also at hand while something that it serves is owed.
type elsewhere struct {
	owed    bool
	serves  []int // the demands looked at
	unknown []string
}

type guard struct {
	when   *cond
	demand int                  // that lifts it when waived; -1: none that is looked at
	cites  string               // the requirement that would lift it, not looked at; "": none can
	waived *routine.Requirement // that leadership can waive at any time, so that the guard bars nobody; nil: none
	raw    *routine.Guard
}

type target struct {
	when *cond
	to   uint8
}

type kind uint8

const (
	opens kind = iota
	step
	common
	inBreach
	change
	waive
	undone
	acknowledge
	ages
	turns // a fact that the engine alone sets becomes another
	leaves
	dayPasses
	closes
)

func (m *model) build(within int) {
	for i := range m.r.Scenarios {
		if within == 0 || within == i+1 {
			m.scenario(i)
		}
	}
	for i := range m.r.Steps {
		m.step(&m.r.Steps[i])
	}
	for _, s := range routine.CommonSteps() {
		m.common(s)
	}
	m.world()
	for i := range m.demands {
		m.handle(i)
	}
	m.add(move{kind: closes, step: "close"})
}

func (m *model) add(v move) {
	if v.kind != opens && v.kind != change {
		v.to = -1
	}
	if m.idles(&v) {
		return
	}
	m.moves = append(m.moves, v)
}

// idles reports whether a move changes nothing that the model looks at.
func (m *model) idles(v *move) bool {
	if v.kind == step && v.step == m.keep && m.keep != "" {
		return false
	}
	switch v.kind {
	case step, inBreach, common, turns:
		says := len(v.assign) > 0 || v.starts|v.anchors|v.puts|v.anew != 0 || v.judged || v.calls || v.deed || v.settles
		return !says && (m.free || len(v.targets) == 0)
	}
	return false
}

// effect fills in what facts set do in the model.
func (m *model) effect(v *move, sets map[string]string) {
	v.assign = m.assignments(sets)
	for i := range m.demands {
		d := &m.demands[i]
		if says(sets, d.Activation) {
			v.starts |= 1 << i
		}
		if m.anew(d.Requirement, "episode") && sets["episode"] == "begun" {
			v.anew |= 1 << i
		}
		if d.Deadline != nil && says(sets, d.Deadline.From) {
			v.anchors |= 1 << i
		}
		if d.Deadline != nil && says(sets, d.Deadline.MovedBy) {
			v.puts |= 1 << i
		}
	}
	for fact, value := range sets {
		v.settles = v.settles || m.settled(fact)
		if f, ok := m.r.Schema().Fact(fact); ok && f.Contact && value != f.Values[0] {
			v.contact = true
		}
	}
	if m.clause != nil {
		v.judged = m.clause.at != nil && says(sets, m.clause.at)
		v.calls = says(sets, m.clause.since)
	}
}

// scenario adds that a case is opened in a scenario, and that one is moved to
// it. Whoever moves it is not asked what whoever opens it is.
func (m *model) scenario(i int) {
	s := &m.r.Scenarios[i]
	for _, k := range []kind{opens, change} {
		fields, id := s.Fields, "open"
		if k == change {
			fields, id = nil, "change_scenario"
		}
		for _, o := range m.options(s.Sets, fields, nil, false) {
			sets := o.sets
			if m.looks("report") {
				sets["report"] = "received"
			}
			v := move{kind: k, step: id, text: join(s.Title, o.words), to: i, keep: -1, targets: m.only(s.Start)}
			m.effect(&v, sets)
			if at, ok := m.at["raised_by"]; ok && k == change {
				v.keep = at
			}
			m.add(v)
		}
	}
}

// options are the ways to fill in a step that differ in what the model looks
// at. Too many make the model too large, which newModel returns.
func (m *model) options(constant map[string]string, fields []routine.Field, effects []routine.Effect, gathers bool) []option {
	list, err := options(constant, fields, effects, gathers, m.looks)
	if err != nil {
		m.err = err
	}
	return list
}

func (m *model) only(state string) []target {
	return []target{{&cond{op: ' '}, uint8(m.names[state])}}
}

func (m *model) step(s *routine.Step) {
	v := move{kind: step, step: s.ID, keep: -1, ordinary: true}
	for _, from := range s.From {
		v.from |= 1 << m.names[from]
	}
	for _, t := range s.To {
		v.targets = append(v.targets, target{m.bind(t.When), uint8(m.names[t.State])})
	}
	if !m.free {
		for i := range s.Guards {
			v.guards = append(v.guards, m.guard(&s.Guards[i]))
		}
	}
	if s.Owed {
		v.elsewhere = m.owedElsewhere(s)
	}
	for _, o := range m.options(s.Sets, s.Fields, s.Effects, s.Gathers()) {
		w := v
		w.text, w.needs = join(s.Title, o.words), o.needs(m.r.Schema())
		if asksGuardians(s) {
			w.needs = addOnce(w.needs, "guardian")
		}
		w.said = m.assignments(o.said)
		m.effect(&w, o.sets)
		w.student = w.contact && !m.free
		m.add(w)
		w.student = false // a guardian may be named in breach where there is no student to be named
		m.inBreach(w, o)
	}
}

// asksGuardians reports whether a step cannot be recorded without naming a guardian.
func asksGuardians(s *routine.Step) bool {
	return slices.ContainsFunc(s.Fields, func(f routine.Field) bool {
		return f.Type == "people" && f.Required && slices.Equal(f.From, []string{"guardians"})
	})
}

// inBreach adds that a step was taken although it was forbidden (P12): from any
// state, past its guards and the law. It leads on only from where it leads on.
func (m *model) inBreach(v move, o option) {
	if m.free || !m.breach {
		return
	}
	v.kind, v.guards, v.ordinary = inBreach, nil, false
	if m.clause != nil {
		for fact := range o.sets {
			v.deed = v.deed || slices.Contains(m.clause.deeds, fact)
		}
	}
	m.add(v)
}

func (m *model) guard(g *routine.Guard) guard {
	out := guard{when: m.bind(g.When), demand: -1, raw: g}
	d, ok := m.r.Requirement(g.Requirement)
	if !ok || g.Strict || !m.lifts || !routine.Owes(d) {
		return out // what is never owed is never waived
	}
	if liftable(m.r, g) && (m.clause == nil || !m.clause.protectedBy(d)) {
		out.waived = d
		return out
	}
	out.cites = g.Requirement
	for i := range m.demands {
		if m.demands[i].ID == g.Requirement {
			out.demand, out.cites = i, ""
		}
	}
	return out
}

func (m *model) owedElsewhere(s *routine.Step) elsewhere {
	e := elsewhere{owed: true}
	for _, id := range m.r.Serves(s.ID) {
		d, _ := m.r.Requirement(id)
		if len(d.Scenarios) > 0 || !m.r.Own(id) {
			continue
		}
		at := slices.IndexFunc(m.demands, func(own demand) bool { return own.ID == id })
		if at >= 0 {
			e.serves = append(e.serves, at)
		} else {
			e.unknown = append(e.unknown, id)
		}
	}
	return e
}

// meanings are the facts that the engine derives from common steps.
var meanings = map[string]map[string]string{
	"assign":           {"responsible": "assigned"},
	"accept_hand_over": {"responsible": "assigned"},
	"record_emergency": {"emergency": "recorded"},
	"review_emergency": {"emergency": "reviewed"},
}

// conditions are what the engine asks of the facts before some common steps.
var conditions = map[string]*routine.Cond{
	"reassess":         not(is("intoxication", "none")),
	"review_emergency": is("emergency", "recorded"),
}

// modelled are the derived facts that moves of their own set; the others may
// become anything at any time.
var modelled = []string{"age", "consent", "contact", "student", "responsible", "emergency", "report"}

func (m *model) common(s routine.Step) {
	constant := s.Sets
	if more := meanings[s.ID]; more != nil {
		constant = more
	}
	for _, o := range m.options(constant, s.Fields, s.Effects, s.Gathers()) {
		v := move{kind: common, step: s.ID, text: join(s.Title, o.words), keep: -1, needs: o.needs(m.r.Schema())}
		m.effect(&v, o.sets)
		v.ordinary = s.ID != "record_emergency" && s.ID != "reassess"
		if s.ID == "record_emergency" {
			v.contact = false // danger to life comes first (P2)
		}
		v.student = v.contact
		if asked := conditions[s.ID]; asked != nil {
			v.guards = []guard{{when: m.bind(asked), demand: -1}}
		}
		m.add(v)
		if s.ID == "record_contact" {
			v.contact = false
			m.inBreach(v, o)
		}
	}
}

// world adds what nobody at the school decides.
func (m *model) world() {
	message := func(key string) routine.Text { return routine.Message(key, nil) }
	turn := func(fact, from, to string, k kind, text routine.Text) {
		at, looked := m.at[fact]
		v := move{kind: k, step: fact, text: text, student: true, keep: -1}
		m.effect(&v, map[string]string{fact: to})
		if !looked && v.starts == 0 && !v.judged {
			return
		}
		if looked && from != "" {
			value, _ := valueOf(m.r.Schema(), fact, from)
			v.guards = []guard{{when: &cond{op: '=', at: at, mask: 1 << value, fact: fact}, demand: -1}}
		}
		v.contact = false
		m.add(v)
	}
	turn("age", "minor", "adult", ages, message("proof_turns_18"))
	turn("age", "unknown", "minor", turns, message("proof_is_minor"))
	turn("age", "unknown", "adult", turns, message("proof_is_adult"))
	turn("consent", "", "given", turns, message("proof_consents"))
	turn("consent", "", "refused", turns, message("proof_refuses"))
	turn("consent", "given", "withdrawn", turns, message("proof_withdraws"))
	turn("contact", "open", "suspended", turns, message("proof_unsafe_raised"))
	turn("contact", "suspended", "unsafe", turns, message("proof_unsafe_confirmed"))
	turn("contact", "suspended", "open", turns, message("proof_unsafe_lifted"))
	turn("contact", "unsafe", "open", turns, message("proof_unsafe_lifted"))
	turn("student", "enrolled", "left", leaves, message("proof_leaves"))
	for _, f := range m.r.Schema().Facts() {
		if !f.Derived || slices.Contains(modelled, f.ID) {
			continue
		}
		for _, value := range f.Values {
			turn(f.ID, "", value, turns, routine.Message("proof_becomes", map[string]routine.Text{"fact": f.Title, "value": f.Labels[value]}))
		}
	}
	if m.clock {
		m.add(move{kind: dayPasses, step: "day", text: message("proof_day_passes"), keep: -1})
	}
}

// handle adds what leadership does to a requirement, and what is left undone.
func (m *model) handle(i int) {
	if m.lifts {
		d := &m.demands[i]
		name := map[string]routine.Text{"requirement": d.Title, "id": routine.Same(d.ID)}
		if !d.Unwaivable {
			m.add(move{kind: waive, step: "waive", text: routine.Message("proof_waived", name), demand: i, keep: -1})
		}
		if m.free && !d.Unwaivable {
			return // left undone is like waived, where no guard asks
		}
		m.add(move{kind: undone, step: "record_breach", text: routine.Message("proof_undone", name), demand: i, keep: -1})
		m.add(move{kind: acknowledge, step: "acknowledge_breach", text: routine.Message("proof_acknowledged", name), demand: i, keep: -1})
	}
}

func (m *model) String() string {
	id := "structure"
	if m.clause != nil {
		id = m.clause.id
	}
	return fmt.Sprintf("%s over %v and %d requirements", id, m.facts, len(m.demands))
}
