package proof

// run takes a move in a state and yields every state that it can lead to: more
// than one where the outcome depends on what the model does not look at.
// unknown, when not nil, is told each fact and requirement that it depended on.
func (m *model) run(s *state, v *move, unknown func(id string), yield func(next *state)) {
	if v.kind == opens {
		m.open(s, v, unknown, yield)
		return
	}
	if s[control] == m.closed || !m.allowed(s, v, unknown) {
		return
	}
	next := *s
	switch v.kind {
	case closes:
		next[control] = m.closed
		m.judge(&next, v)
		yield(&next)
	case waive:
		m.waiveDemand(&next, v.demand)
		yield(&next)
	case undone:
		next[m.demands[v.demand].at] = breached
		yield(&next)
	case acknowledge:
		next[m.demands[v.demand].at] = answered
		yield(&next)
	case dayPasses:
		for i := range m.demands {
			if at := m.demands[i].at; next[at] == owed && m.runs(&next, i) {
				next[at] = overdue
			}
		}
		yield(&next)
	default:
		m.happen(&next, v, unknown, yield)
	}
}

// open begins a case: the only move out of nothing.
func (m *model) open(s *state, v *move, unknown func(string), yield func(*state)) {
	next := *s
	m.happen(&next, v, unknown, yield)
}

// happen lets a move set its facts, and settles what follows of what is owed.
func (m *model) happen(s *state, v *move, unknown func(string), yield func(*state)) {
	was := s[scenario]
	if v.kind == change {
		m.leaveScenario(s, v.to)
	}
	if v.to >= 0 {
		s[scenario] = uint8(v.to)
	}
	for _, a := range v.assign {
		if v.kind == change && a.at == v.keep && s[a.at] != 0 {
			continue // who raised it first stays so (P4)
		}
		s[a.at] = a.value
	}
	if v.kind == ages {
		for i := range m.demands {
			if d := &m.demands[i]; d.contact && (s[d.at] == owed || s[d.at] == overdue) {
				s[d.at] = ended
			}
		}
	}
	for i := range m.demands {
		if at := m.demands[i].at; v.anew&(1<<i) != 0 && s[at] == idleWaived {
			s[at] = idle
		}
	}
	m.owe(s, v, was, 0, unknown, func(s *state) { m.lead(s, v, unknown, yield) })
}

// leaveScenario ends what only the scenario left demanded, but for what is owed
// to the guardians (P1), and takes up again what was left behind by a move before.
func (m *model) leaveScenario(s *state, to int) {
	for i := range m.demands {
		d := &m.demands[i]
		there := d.scenarios&(1<<to) != 0
		switch {
		case !there && !d.contact && (s[d.at] == owed || s[d.at] == overdue):
			s[d.at] = moved
		case there && s[d.at] == moved:
			s[d.at] = owed
		}
	}
}

// owe settles the requirements from the i-th on, each way that it can go. was
// is the scenario before: what a new one demands is added, also of what is so already.
func (m *model) owe(s *state, v *move, was uint8, i int, unknown func(string), yield func(*state)) {
	if i == len(m.demands) {
		yield(s)
		return
	}
	d := &m.demands[i]
	after := func(s *state) {
		m.settle(s, v, i, unknown, func(s *state) { m.owe(s, v, was, i+1, unknown, yield) })
	}
	if d.scenarios&(1<<s[scenario]) == 0 || m.freed(s, d) {
		after(s)
		return
	}
	called := no
	switch {
	case v.starts&(1<<i) != 0:
		called = yes
	case v.kind == change && d.scenarios&(1<<was) == 0:
		called = d.calls.in(s, unknown)
	}
	if called != no {
		called = min(called, d.applies.in(s, unknown))
	}
	switch called {
	case yes:
		m.activate(s, d)
		after(s)
	case no:
		after(s)
	case maybe:
		other := *s
		m.activate(&other, d)
		after(&other)
		after(s)
	}
}

// freed reports whether a requirement is owed no longer because the student
// has left the school.
func (m *model) freed(s *state, d *demand) bool {
	return m.left >= 0 && s[m.left] != 0 && !d.survives
}

func (m *model) activate(s *state, d *demand) {
	switch s[d.at] {
	case owed, overdue:
	case idleWaived:
		s[d.at] = waived
	default:
		s[d.at] = owed
	}
}

// settle judges whether a requirement that is owed is met by now, or ends.
func (m *model) settle(s *state, v *move, i int, unknown func(string), yield func(*state)) {
	d := &m.demands[i]
	if s[d.at] != owed && s[d.at] != overdue {
		yield(s)
		return
	}
	if m.clock && s[d.at] == overdue && (v.puts|v.anchors)&(1<<i) != 0 {
		s[d.at] = owed
	}
	now := meets(s[d.at])
	with := func(standing uint8) {
		n := *s
		n[d.at] = standing
		yield(&n)
	}
	target := no
	if d.Template != "maintenance" {
		target = d.target.in(s, unknown)
	}
	if target != no {
		with(now)
	}
	if target == yes {
		return
	}
	end := d.ends.in(s, unknown)
	switch {
	case end == yes, m.freed(s, d), d.contact && m.refuses(s):
		with(ended)
		return
	case end == maybe:
		with(ended)
	}
	yield(s)
}

func meets(standing uint8) uint8 {
	if standing == overdue {
		return metLate
	}
	return met
}

// refuses reports whether the student is an adult without a consent in force:
// then no contact with guardians is owed (P2).
func (m *model) refuses(s *state) bool {
	age, known := m.at["age"]
	if !known || s[age] != adult {
		return false
	}
	consent, known := m.at["consent"]
	return known && s[consent] != given
}

// Values of the vocabulary that the law reads, by their place in it.
const (
	minor uint8 = 1 // age
	adult uint8 = 2
	given uint8 = 1 // consent
)

// lead moves the case on where the step does so, each way that it can go.
func (m *model) lead(s *state, v *move, unknown func(string), yield func(*state)) {
	m.judge(s, v)
	if v.kind == opens {
		s[control] = 0
	}
	if m.free || len(v.targets) == 0 || v.from != 0 && v.from&(1<<s[control]) == 0 {
		yield(s)
		return
	}
	for i := range v.targets {
		t := &v.targets[i]
		holds := t.when.in(s, unknown)
		if holds == no {
			continue
		}
		next := *s
		m.arrive(&next, t.to)
		yield(&next)
		if holds == yes {
			return
		}
	}
	yield(s)
}

// arrive puts the case in a state.
func (m *model) arrive(s *state, to uint8) {
	s[control] = to
	if m.follow&(1<<to) != 0 {
		s[flags] |= been
	}
}

func (m *model) waiveDemand(s *state, i int) {
	at := m.demands[i].at
	switch s[at] {
	case idle:
		s[at] = idleWaived
	case met, metLate:
		s[at] = metWaived
	case ended, moved:
		s[at] = endedWaived
	case owed, overdue, breached, answered:
		s[at] = waived
	}
}

// allowed reports whether a move may be taken in a state, as far as the model sees.
func (m *model) allowed(s *state, v *move, unknown func(string)) bool {
	if v.student && m.named&(1<<s[scenario]) == 0 {
		return false
	}
	switch v.kind {
	case closes:
		return m.closable(s)
	case waive:
		at := s[m.demands[v.demand].at]
		if m.free && at != owed && at != overdue {
			return false // beforehand or afterwards excuses no less
		}
		return at != waived && at != idleWaived && at != metWaived && at != endedWaived
	case undone:
		at := s[m.demands[v.demand].at]
		return at == owed || at == overdue
	case acknowledge:
		return s[m.demands[v.demand].at] == breached
	case change:
		return (m.free || int(s[scenario]) != v.to) && (m.named>>v.to)&1 == (m.named>>s[scenario])&1
	case step:
		if !m.free && v.from&(1<<s[control]) == 0 && !m.elsewhere(s, v, unknown) {
			return false
		}
	}
	if v.contact && v.kind != inBreach && !m.free && m.forbidden(s) {
		return false
	}
	if len(v.guards) == 0 {
		return true
	}
	return m.pass(s, v, unknown)
}

// closable is what the engine asks for before a case is closed, beside the
// sign-off: a final state, or a student who has left, and nothing owed.
func (m *model) closable(s *state) bool {
	gone := m.left >= 0 && s[m.left] != 0
	if !m.free && !gone && m.final&(1<<s[control]) == 0 {
		return false
	}
	for i := range m.demands {
		d := &m.demands[i]
		switch s[d.at] {
		case owed, overdue:
			if !m.exempt(s, d) && d.Template != "maintenance" {
				return false
			}
		case breached:
			return false
		}
	}
	return true
}

// exempt is the danger exception (P1): contact would endanger the student,
// leadership has confirmed it, and child welfare has been assessed.
func (m *model) exempt(s *state, d *demand) bool {
	contact, looked := m.at["contact"]
	if !d.contact || !looked || s[contact] != unsafe {
		return false
	}
	welfare, looked := m.at["child_welfare"]
	return !looked || s[welfare] != 0
}

const unsafe uint8 = 2 // contact

// forbidden reports whether the law surely forbids contact with any guardian:
// P1 (unsafe), P2 (an adult who has never consented) and P3 (no birth date).
func (m *model) forbidden(s *state) bool {
	if contact, ok := m.at["contact"]; ok && s[contact] != 0 {
		return true
	}
	age, ok := m.at["age"]
	if !ok {
		return false
	}
	consent, asked := m.at["consent"]
	return s[age] == 0 || s[age] == adult && asked && s[consent] == 0
}

func (m *model) elsewhere(s *state, v *move, unknown func(string)) bool {
	if !v.elsewhere.owed || s[flags]&been == 0 {
		return false
	}
	for _, i := range v.elsewhere.serves {
		if at := s[m.demands[i].at]; at == owed || at == overdue {
			return true
		}
	}
	for _, id := range v.elsewhere.unknown {
		if unknown != nil {
			unknown(id)
		}
	}
	return len(v.elsewhere.unknown) > 0
}

// pass reports whether the guards let a move through: none surely refuses.
// unknown is told of the first guard alone that cannot be sure, so that a model
// is made finer by as little as possible.
func (m *model) pass(s *state, v *move, unknown func(string)) bool {
	filled := *s
	for _, a := range v.said {
		filled[a.at] = a.value
	}
	doubted := false
	doubt := func(id string) {
		doubted = true
		unknown(id)
	}
	if unknown == nil {
		doubt = nil
	}
	for i := range v.guards {
		g := &v.guards[i]
		if doubted {
			doubt = nil
		}
		if g.waived != nil || g.when.in(&filled, doubt) != no {
			continue
		}
		switch {
		case g.demand >= 0 && lifted(s[m.demands[g.demand].at]):
		case g.cites != "":
			if doubt != nil {
				doubt(g.cites)
			}
		default:
			return false
		}
	}
	return true
}

// lifted reports whether a requirement that stands so lifts the guards that cite it.
func lifted(standing uint8) bool {
	switch standing {
	case waived, idleWaived, metWaived, endedWaived, answered:
		return true
	}
	return false
}

// runs reports whether the clock of a requirement runs: it does from the
// beginning, unless the deadline counts from something that comes later.
func (m *model) runs(s *state, i int) bool {
	deadline := m.demands[i].Deadline
	return deadline != nil && (len(deadline.From) == 0 || deadline.Opens != "")
}
