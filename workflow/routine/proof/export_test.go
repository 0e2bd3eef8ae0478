package proof

import (
	"fmt"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// Sight is what can be seen of a case from outside: what a model is compared with.
type Sight struct {
	State    string // of the routine; of a closed case, the one that it was closed in
	Scenario string
	Facts    map[string]string
	Standing map[string]string // of each requirement, in the words of View.Standing
	Answered map[string]bool   // requirements whose breach leadership has acknowledged
}

// Deed is a step that was taken: its id, and what of it a model tells apart.
type Deed struct {
	Step string
	Of   string // the step or requirement of a breach, the requirement waived, the scenario moved to
}

// Twin walks a model beside a case. It knows every state in which the model
// can be by what was seen of the case so far; when there is none, the engine
// has done what the model cannot.
type Twin struct {
	ID    string // of the clause
	Free  bool   // any step at any time: late entries and corrections too
	Lost  bool   // something happened that the model does not claim to follow
	m     *model
	world []*move
	by    map[string][]*move // id of a step, a breach or a requirement → its moves
	can   map[state]bool     // all that the model can come to
	at    map[state]bool     // where it can be now
}

// Twins lists a twin for each model that a routine is proved by.
func Twins(r *routine.Routine) []*Twin {
	var list []*Twin
	for _, s := range Slices(r) {
		t := newTwin(s.ID, s.m)
		x := newExploration(s.m)
		if err := x.look(nil, maxStates); err != nil {
			panic(err) // it was looked through when it was proved
		}
		for i := range x.order {
			t.can[unflagged(&x.order[i])] = true
		}
		list = append(list, t)
	}
	return list
}

func newTwin(id string, m *model) *Twin {
	t := &Twin{ID: id, Free: m.free, m: m, by: map[string][]*move{}, can: map[state]bool{}}
	for i := range m.moves {
		switch v := &m.moves[i]; v.kind {
		case ages, turns, leaves:
			t.world = append(t.world, v)
		case waive:
			t.by[v.step] = append(t.by[v.step], v)
			if m.free {
				t.world = append(t.world, v) // it does not say when: see allowed
			}
		default:
			t.by[v.step] = append(t.by[v.step], v)
		}
	}
	return t
}

// Again returns the twin as it is before any case, to walk beside another one.
func (t *Twin) Again() *Twin {
	n := *t
	n.at, n.Lost = nil, false
	return &n
}

// Wrong returns a twin whose model has a fault planted in it, nil where that
// changes nothing.
func (t *Twin) Wrong(f Fault) *Twin {
	m := *t.m
	m.moves, m.demands = slices.Clone(m.moves), slices.Clone(m.demands)
	for i := range m.moves {
		m.moves[i].assign = slices.Clone(m.moves[i].assign)
	}
	if !f.plant(&m) {
		return nil
	}
	n := newTwin(t.ID, &m)
	n.can = t.can
	return n
}

// Open begins beside a case that has just been opened.
func (t *Twin) Open(now Sight) string {
	want := t.wanted(now)
	began := map[state]bool{}
	for age := range uint8(3) {
		var nothing state
		nothing[control] = t.m.closed
		if at, looked := t.m.at["age"]; looked {
			nothing[at] = age
		}
		for _, v := range t.by["open"] {
			t.m.run(&nothing, v, nil, func(next *state) { began[unflagged(next)] = true })
		}
	}
	return t.arrive(began, nil, want)
}

// Follow goes where the case has gone, by the deeds done and by what the world
// has done meanwhile, and says what is wrong when it cannot.
func (t *Twin) Follow(deeds []Deed, now Sight) string {
	return t.arrive(t.at, deeds, t.wanted(now))
}

// Resume goes to where the case is, by whatever way: after what was recorded
// late, or has put another thing in the place of an earlier one.
func (t *Twin) Resume(now Sight) string {
	want := t.wanted(now)
	at := map[state]bool{}
	for s := range t.can {
		if want.has(&s) {
			at[s] = true
		}
	}
	if len(at) == 0 {
		return t.astray("from anywhere", t.can, want)
	}
	t.at = at
	return ""
}

// Closes says what is wrong when the case was closed and the model cannot be.
func (t *Twin) Closes(now Sight) string {
	if now.Facts["student"] == "dead" || t.m.left < 0 && now.Facts["student"] != "enrolled" {
		return "" // the clause is not asked for then
	}
	for s := range t.at {
		if t.m.closable(&s) {
			return ""
		}
	}
	return fmt.Sprintf("%s cannot be closed: %s", t.ID, t.tell(first(t.at)))
}

func unflagged(s *state) state {
	n := *s
	n[flags] &= been // what the clause notes is not the case's
	return n
}

// mostTurns is how many things the world may do between two looks at a case.
const mostTurns = 5

// stage is a state on the way, how many of the deeds were done by then, and
// how many things had happened beside them.
type stage struct {
	state
	done, turns int
}

func (t *Twin) arrive(from map[state]bool, deeds []Deed, want wanted) string {
	at := map[state]bool{}
	seen := map[stage]bool{}
	var queue []stage
	add := func(g stage) {
		key := stage{g.state, g.done, 0}
		if seen[key] {
			return
		}
		seen[key] = true
		queue = append(queue, g)
		if want.has(&g.state) && !t.waives(&g.state, deeds[g.done:]) {
			at[g.state] = true
		}
	}
	for s := range from {
		add(stage{s, 0, 0})
	}
	world := t.world
	if slices.ContainsFunc(deeds, func(d Deed) bool { return d.Step == "record_breach" }) {
		world = append(slices.Clip(world), t.by["acknowledge_breach"]...) // what was acknowledged before lifts guards at once
	}
	for i := 0; i < len(queue); i++ {
		g := queue[i]
		if g.turns < mostTurns {
			for _, v := range world {
				if want.wants(&g.state, v) {
					t.m.run(&g.state, v, nil, func(next *state) { add(stage{unflagged(next), g.done, g.turns + 1}) })
				}
			}
		}
		for n := g.done; n < len(deeds); n++ {
			if t.waives(&g.state, deeds[g.done:n]) {
				break
			}
			for _, v := range t.moves(deeds[n]) {
				t.m.run(&g.state, v, nil, func(next *state) { add(stage{unflagged(next), n + 1, g.turns}) })
			}
		}
	}
	if len(at) == 0 {
		reached := map[state]bool{}
		for _, g := range queue {
			reached[g.state] = true
		}
		return t.astray(fmt.Sprint(deeds), reached, want)
	}
	t.at = at
	return ""
}

// waives reports whether some of these deeds waives what a guided model looks
// at, and so may not be passed over: of a waiver given beforehand nothing that
// is seen tells.
func (t *Twin) waives(s *state, deeds []Deed) bool {
	return !t.m.free && slices.ContainsFunc(deeds, func(d Deed) bool {
		return d.Step == "waive" && slices.ContainsFunc(t.moves(d), func(v *move) bool { return t.m.allowed(s, v, nil) })
	})
}

// moves are those of the model that a deed can be.
func (t *Twin) moves(d Deed) []*move {
	var list []*move
	m := t.m
	for _, v := range t.by[d.Step] {
		switch v.kind {
		case step, common, acknowledge:
			list = append(list, v)
		case change:
			if m.r.Scenarios[v.to].ID == d.Of {
				list = append(list, v)
			}
		case waive, undone:
			if m.demands[v.demand].ID == d.Of {
				list = append(list, v)
			}
		}
	}
	if d.Step == "record_breach" {
		for _, v := range t.by[d.Of] {
			if v.kind == inBreach || m.free && (v.kind == step || v.kind == common) {
				list = append(list, v)
			}
		}
	}
	return list
}

// wanted is, for each variable of a state, the set of values that it may have.
type wanted struct {
	values [maxVars]uint64
	vars   int
}

func (w *wanted) has(s *state) bool {
	for i := range w.vars {
		if w.values[i]&(1<<s[i]) == 0 {
			return false
		}
	}
	return true
}

// wants reports whether something that happens brings a state nearer: it makes
// a fact what it is to be, or something else of one that is not that yet.
func (w *wanted) wants(s *state, v *move) bool {
	if v.kind == waive || len(v.assign) == 0 {
		return true
	}
	return slices.ContainsFunc(v.assign, func(a assign) bool {
		return w.values[a.at]&(1<<a.value) != 0 || w.values[a.at]&(1<<s[a.at]) == 0
	})
}

// wanted is what a model has to say of a case that is seen so.
func (t *Twin) wanted(now Sight) wanted {
	m := t.m
	w := wanted{vars: firstVar + len(m.facts) + len(m.demands)}
	w.values[control], w.values[flags] = 1, ^uint64(0)
	if !m.free {
		w.values[control] = 1 << m.names[now.State]
	}
	w.values[scenario] = 1 << slices.IndexFunc(m.r.Scenarios, func(s routine.Scenario) bool { return s.ID == now.Scenario })
	gone := now.Facts["student"] != "enrolled"
	for i, fact := range m.facts {
		value := now.Facts[fact]
		if fact == "student" && gone {
			value = "left" // what is owed of a student who is dead is owed no more than that
		}
		v, _ := valueOf(m.r.Schema(), fact, value)
		w.values[firstVar+i] = 1 << v
	}
	for i := range m.demands {
		d := &m.demands[i]
		w.values[d.at] = t.standings(d, now)
		if gone && (m.left < 0 || now.Facts["student"] == "dead") {
			w.values[d.at] = ^uint64(0) // the clause is not asked for then
		}
	}
	return w
}

// standings are those that a model may give a requirement that stands so.
func (t *Twin) standings(d *demand, now Sight) uint64 {
	set := func(list ...uint8) (set uint64) {
		for _, s := range list {
			set |= 1 << s
		}
		return set
	}
	switch now.Standing[d.ID] {
	case "idle":
		return set(idle, idleWaived)
	case "owed", "danger":
		return set(owed)
	case "met":
		return set(met, metWaived)
	case "waived":
		if t.m.free {
			// One waived beforehand, of which such a model does not know, it may have
			// met or ended at once: that excuses no more.
			return set(waived, met, metWaived, ended, endedWaived)
		}
		return set(waived)
	case "moved":
		return set(moved, endedWaived)
	case "breached":
		switch {
		case t.m.free && !d.Unwaivable:
			return set(waived) // left undone is like waived, where no guard asks
		case now.Answered[d.ID]:
			return set(answered)
		}
		return set(breached)
	}
	return set(ended, endedWaived)
}

func first(set map[state]bool) *state {
	for s := range set {
		return &s
	}
	return &state{}
}

// astray tells what the model would have to be, and from where it cannot.
func (t *Twin) astray(how string, from map[state]bool, want wanted) string {
	near, lacks := first(from), maxVars+1
	for s := range from {
		n := 0
		for i := range want.vars {
			if want.values[i]&(1<<s[i]) == 0 {
				n++
			}
		}
		if n < lacks {
			near, lacks = &s, n
		}
	}
	var apart []string
	for i := range want.vars {
		if want.values[i]&(1<<near[i]) == 0 {
			var values []string
			for v := range uint8(60) {
				if i != flags && want.values[i]&(1<<v) != 0 && want.values[i] != ^uint64(0) {
					values = append(values, t.value(i, v))
				}
			}
			apart = append(apart, fmt.Sprintf("%s, the case %s", t.value(i, near[i]), strings.Join(values, " or ")))
		}
	}
	return fmt.Sprintf("%s (free: %v) cannot follow %s: the model has %s\nin %s", t.ID, t.Free, how, strings.Join(apart, "; "), t.tell(near))
}

func (t *Twin) tell(s *state) string {
	var words []string
	for i := range firstVar + len(t.m.facts) + len(t.m.demands) {
		if i != flags {
			words = append(words, t.value(i, s[i]))
		}
	}
	return strings.Join(words, " ")
}

func (t *Twin) value(at int, v uint8) string {
	m := t.m
	switch i := at - firstVar; {
	case at == control && v == m.closed:
		return "closed"
	case at == control:
		return m.r.States[v].ID
	case at == scenario:
		return m.r.Scenarios[v].ID
	case i < len(m.facts):
		f, _ := m.r.Schema().Fact(m.facts[i])
		return f.ID + "=" + f.Values[min(int(v), len(f.Values)-1)]
	default:
		return m.demands[i-len(m.facts)].ID + "=" + standings[v]
	}
}

// Fault is an error in how a model does what the engine does.
type Fault struct {
	Name  string
	plant func(*model) bool // false when the model has nothing of the kind
}

// eachMove plants something in every move, and eachDemand in every requirement.
func eachMove(change func(m *model, v *move) bool) func(*model) bool {
	return func(m *model) bool {
		planted := false
		for i := range m.moves {
			planted = change(m, &m.moves[i]) || planted
		}
		return planted
	}
}

func eachDemand(change func(d *demand) bool) func(*model) bool {
	return func(m *model) bool {
		planted := false
		for i := range m.demands {
			planted = change(&m.demands[i]) || planted
		}
		return planted
	}
}

// without leaves out the moves of a kind.
func without(k kind) func(*model) bool {
	return func(m *model) bool {
		before := len(m.moves)
		m.moves = slices.DeleteFunc(m.moves, func(v move) bool { return v.kind == k })
		return len(m.moves) < before
	}
}

// Faults are those that the walks have to notice.
var Faults = []Fault{
	{"a move to another scenario leaves what is owed alone", eachDemand(func(d *demand) bool {
		was := d.scenarios
		d.scenarios = ^uint64(0)
		return len(d.Scenarios) > 0 && was != d.scenarios
	})},
	{"what was so already calls for nothing in another scenario", eachDemand(func(d *demand) bool {
		d.calls = &cond{op: '0'}
		return len(d.Scenarios) > 0
	})},
	{"who raised it first is forgotten", eachMove(func(m *model, v *move) bool {
		kept := v.kind == change && v.keep >= 0
		v.keep = -1
		return kept
	})},
	{"nothing begins anew", eachMove(func(_ *model, v *move) bool {
		before := len(v.assign)
		v.assign = slices.DeleteFunc(v.assign, func(a assign) bool { return a.value == 0 })
		return len(v.assign) < before
	})},
	{"a birthday ends nothing", eachMove(func(_ *model, v *move) bool {
		if v.kind == ages {
			v.kind = turns
			return true
		}
		return false
	})},
	{"nobody turns 18", without(ages)},
	{"an adult's refusal ends nothing", eachDemand(func(d *demand) bool {
		was := d.contact
		d.contact = false
		return was
	})},
	{"nothing is waived", without(waive)},
	{"nothing is left undone", without(undone)},
	{"nobody leaves the school", without(leaves)},
	{"nothing survives that the student leaves", eachDemand(func(d *demand) bool {
		was := d.survives
		d.survives = false
		return was
	})},
	{"nothing is recorded in breach", without(inBreach)},
	{"nothing applies only to some", eachDemand(func(d *demand) bool {
		was := d.applies.op != ' '
		d.applies = &cond{op: ' '}
		return was
	})},
	{"nothing ends before it is met", eachDemand(func(d *demand) bool {
		was := d.ends.op != '0'
		d.ends = &cond{op: '0'}
		return was
	})},
	{"nothing is owed twice", eachMove(func(_ *model, v *move) bool {
		was := v.starts != 0 && v.kind != opens
		if was {
			v.starts = 0
		}
		return was
	})},
	{"a breach leads nowhere", eachMove(func(_ *model, v *move) bool {
		was := v.kind == inBreach && len(v.targets) > 0
		if was {
			v.targets = nil
		}
		return was
	})},
	{"a step leads only on its first way", eachMove(func(_ *model, v *move) bool {
		was := len(v.targets) > 1
		if was {
			v.targets = v.targets[:1]
		}
		return was
	})},
	{"nothing is at hand where it is owed", eachMove(func(_ *model, v *move) bool {
		was := v.elsewhere.owed && v.kind == step
		v.elsewhere = elsewhere{}
		return was
	})},
	{"a guard is lifted by nothing", eachMove(func(m *model, v *move) bool {
		was := false
		v.guards = slices.Clone(v.guards)
		for i := range v.guards {
			g := &v.guards[i]
			was = was || g.waived != nil || g.cites != "" || g.demand >= 0
			g.waived, g.cites, g.demand = nil, "", -1
		}
		return was
	})},
	{"contact is forbidden of all who are under 18", eachMove(func(m *model, v *move) bool {
		at, looked := m.at["age"]
		if !looked || !v.contact || v.kind == inBreach {
			return false
		}
		v.guards = append(slices.Clone(v.guards), guard{when: &cond{op: '=', at: at, mask: 1 << adult, fact: "age"}, demand: -1})
		return true
	})},
}

// Invented lends the tests outside the package the invented plans.
var Invented = invented
