package proof

import (
	"fmt"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// Slice is one model that a routine was proved by, for others to look through.
type Slice struct {
	ID     string // the clause, or P9.closing
	Holds  bool
	States int // that can be reached
	m      *model
}

// Slices lists the models that a routine's clauses were decided by.
func Slices(r *routine.Routine) []Slice {
	var list []Slice
	for i := range clauses {
		if f := prove(r, &clauses[i]); f.err == nil {
			list = append(list, Slice{f.id, f.holds, f.last, f.m})
		}
	}
	m, err := newModel(r, query{lifts: true})
	if err != nil {
		return list
	}
	x := newExploration(m)
	if err := x.look(nil, maxStates); err == nil {
		list = append(list, Slice{"P9.closing", true, len(x.order), m})
	}
	return list
}

// Murphi writes the slice in the language of rumur, whose liveness properties
// can say that a case can always still be closed. Every move is a rule, every
// clause an invariant. What the slice does not look at becomes a choice.
//
//	rumur --deadlock-detection off --output model.c model.murphi
//	cc -O3 -mcx16 -std=c11 -o model model.c -lpthread && ./model
func (s Slice) Murphi() string {
	head := fmt.Sprintf("-- Routine %s version %d, %s\n-- %s: %d states\n", s.m.r.ID, s.m.r.Version, s.m.r.Hash, s.m, s.States)
	return head + s.text()
}

func (s Slice) text() string {
	w := &murphi{m: s.m}
	w.declare()
	for i := range s.m.moves {
		w.move(&s.m.moves[i], i)
	}
	w.properties(s.ID)
	return w.b.String()
}

type murphi struct {
	m       *model
	b       strings.Builder
	choices int // of the rule being written
	body    []string
}

func (w *murphi) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *murphi) do(format string, args ...any) {
	w.body = append(w.body, fmt.Sprintf("    "+format, args...))
}

// name makes an identifier: what may stand in a name of ours and not of theirs
// becomes an underscore. A prefix keeps it off their keywords.
func name(prefix, id string) string {
	return prefix + "_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
}

// variable is the name of the variable at a place in the state.
func (w *murphi) variable(at int) string {
	if i := at - firstVar; i < len(w.m.facts) {
		return name("f", w.m.facts[i])
	}
	return name("d", w.m.demands[at-firstVar-len(w.m.facts)].ID)
}

// value is the name of a value of a fact: values are shared by no two facts.
func (w *murphi) value(at int, v uint8) string {
	fact := w.m.facts[at-firstVar]
	f, _ := w.m.r.Schema().Fact(fact)
	return name("f", fact) + "_is_" + name("", f.Values[v])[1:]
}

func (w *murphi) state(i uint8) string {
	if i == w.m.closed {
		return "s_closed_"
	}
	return name("s", w.m.r.States[i].ID)
}

func (w *murphi) scenario(i int) string { return name("c", w.m.r.Scenarios[i].ID) }

var standings = []string{
	"idle", "idle_waived", "owed", "overdue", "met", "met_waived", "met_late", "waived", "breached", "answered", "ended", "ended_waived", "moved",
}

func (w *murphi) declare() {
	var states, scenarios []string
	for i := range w.m.r.States {
		states = append(states, w.state(uint8(i)))
	}
	for i := range w.m.r.Scenarios {
		scenarios = append(scenarios, w.scenario(i))
	}
	w.line("type\n  standing: enum { %s };", "is_"+strings.Join(standings, ", is_"))
	w.line("var\n  control: enum { %s, %s };", strings.Join(states, ", "), w.state(w.m.closed))
	w.line("  scenario: enum { %s };", strings.Join(scenarios, ", "))
	w.line("  asked, excused, broken, been: boolean;")
	for i, fact := range w.m.facts {
		f, _ := w.m.r.Schema().Fact(fact)
		var values []string
		for v := range f.Values {
			values = append(values, w.value(firstVar+i, uint8(v)))
		}
		w.line("  %s: enum { %s };", name("f", fact), strings.Join(values, ", "))
	}
	for i := range w.m.demands {
		w.line("  %s: standing;", name("d", w.m.demands[i].ID))
	}
}

// expr writes a condition. sure says how a leaf that the slice does not look
// at reads: true in what may hold, false in what must.
func (w *murphi) expr(c *cond, may bool, said []assign) string {
	truth := map[bool]string{true: "true", false: "false"}
	switch c.op {
	case ' ':
		return "true"
	case '0':
		return "false"
	case '!':
		return "!(" + w.expr(c.parts[0], !may, said) + ")"
	case '=':
		if c.mask == 0 {
			return "false"
		}
		for _, a := range said {
			if a.at == c.at {
				return truth[c.mask&(1<<a.value) != 0]
			}
		}
		if c.at < 0 {
			return truth[may]
		}
		var parts []string
		f, _ := w.m.r.Schema().Fact(c.fact)
		for v := range f.Values {
			if c.mask&(1<<v) != 0 {
				parts = append(parts, fmt.Sprintf("%s = %s", w.variable(c.at), w.value(c.at, uint8(v))))
			}
		}
		return "(" + strings.Join(parts, " | ") + ")"
	}
	var parts []string
	for _, part := range c.parts {
		parts = append(parts, w.expr(part, may, said))
	}
	sep, none := " & ", "true"
	if c.op == '|' {
		sep, none = " | ", "false"
	}
	if len(parts) == 0 {
		return none
	}
	return "(" + strings.Join(parts, sep) + ")"
}

// holds writes a condition whose outcome is a choice where the slice cannot tell.
func (w *murphi) holds(c *cond) string {
	must, may := w.expr(c, false, nil), w.expr(c, true, nil)
	if must == may {
		return must
	}
	w.choices++
	return fmt.Sprintf("(%s | %s & b%d)", must, may, w.choices)
}

func (w *murphi) is(d *demand, list ...uint8) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, fmt.Sprintf("%s = is_%s", w.variable(d.at), standings[s]))
	}
	return "(" + strings.Join(parts, " | ") + ")"
}

func (w *murphi) become(d *demand, s uint8) string {
	return fmt.Sprintf("%s := is_%s;", w.variable(d.at), standings[s])
}

// in writes that the scenario is one of a set.
func (w *murphi) in(set uint64) string {
	var parts []string
	for i := range w.m.r.Scenarios {
		if set&(1<<i) != 0 {
			parts = append(parts, "scenario = "+w.scenario(i))
		}
	}
	if len(parts) == 0 {
		return "false"
	}
	return "(" + strings.Join(parts, " | ") + ")"
}

func (w *murphi) at(set uint64) string {
	var parts []string
	for i := range w.m.r.States {
		if set&(1<<i) != 0 {
			parts = append(parts, "control = "+w.state(uint8(i)))
		}
	}
	if len(parts) == 0 {
		return "false"
	}
	return "(" + strings.Join(parts, " | ") + ")"
}

// emit writes a rule, once for each way that its choices can fall.
func (w *murphi) emit(head, title string) {
	for i := range w.choices {
		w.line("ruleset b%d: boolean do", i+1)
	}
	w.line("%s %q", head, title)
	for _, line := range w.body {
		w.line("%s", line)
	}
	w.line("  end;")
	for range w.choices {
		w.line("end;")
	}
}

func (w *murphi) move(v *move, i int) {
	if v.kind == opens {
		for age := range w.ages() {
			w.choices, w.body = 0, []string{"  begin"}
			w.nothing(age)
			w.happen(v)
			w.emit("startstate", fmt.Sprintf("%s %d %d", v.step, i, age))
		}
		return
	}
	w.choices, w.body = 0, nil
	guard := w.guard(v)
	w.body = append(w.body, "    "+guard, "  ==> begin")
	d := (*demand)(nil)
	if v.kind == waive || v.kind == undone || v.kind == acknowledge {
		d = &w.m.demands[v.demand]
	}
	switch v.kind {
	case closes:
		w.do("control := %s;", w.state(w.m.closed))
		w.judge(v)
	case waive:
		w.do("switch %s", w.variable(d.at))
		w.do("  case is_idle: %s", w.become(d, idleWaived))
		w.do("  case is_met, is_met_late: %s", w.become(d, metWaived))
		w.do("  case is_ended, is_moved: %s", w.become(d, endedWaived))
		w.do("  else %s", w.become(d, waived))
		w.do("end;")
	case undone:
		w.do("%s", w.become(d, breached))
	case acknowledge:
		w.do("%s", w.become(d, answered))
	default:
		w.happen(v)
	}
	w.emit("rule", fmt.Sprintf("%s %d", v.step, i))
}

func (w *murphi) ages() int {
	if _, looked := w.m.at["age"]; looked {
		return 3
	}
	return 1
}

// nothing sets every variable to where a case begins.
func (w *murphi) nothing(age int) {
	w.do("control := %s; scenario := %s; asked := false; excused := false; broken := false; been := false;", w.state(w.m.closed), w.scenario(0))
	for i, fact := range w.m.facts {
		v := uint8(0)
		if fact == "age" {
			v = uint8(age)
		}
		w.do("%s := %s;", w.variable(firstVar+i), w.value(firstVar+i, v))
	}
	for i := range w.m.demands {
		w.do("%s", w.become(&w.m.demands[i], idle))
	}
}

func (w *murphi) guard(v *move) string {
	parts := []string{"control != " + w.state(w.m.closed)}
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if v.student {
		add("%s", w.in(w.m.named))
	}
	switch v.kind {
	case closes:
		add("%s", w.closable())
		return strings.Join(parts, " & ")
	case waive:
		d := &w.m.demands[v.demand]
		if w.m.free {
			add("%s", w.is(d, owed, overdue))
		} else {
			add("!%s", w.is(d, waived, idleWaived, metWaived, endedWaived))
		}
	case undone:
		add("%s", w.is(&w.m.demands[v.demand], owed, overdue))
	case acknowledge:
		add("%s", w.is(&w.m.demands[v.demand], breached))
	case change:
		same := w.m.named
		if w.m.named&(1<<v.to) == 0 {
			same = ^w.m.named
		}
		if !w.m.free {
			add("scenario != %s", w.scenario(v.to))
		}
		add("%s", w.in(same))
	case step:
		if !w.m.free {
			add("(%s%s)", w.at(v.from), w.elsewhere(v))
		}
	}
	if v.contact && v.kind != inBreach && !w.m.free {
		add("!(%s)", w.forbidden())
	}
	for i := range v.guards {
		if g := &v.guards[i]; g.waived == nil {
			lift := "false"
			if g.demand >= 0 {
				lift = w.is(&w.m.demands[g.demand], waived, idleWaived, metWaived, endedWaived, answered)
			} else if g.cites != "" {
				lift = "true"
			}
			add("(%s | %s)", w.expr(g.when, true, v.said), lift)
		}
	}
	return strings.Join(parts, " & ")
}

func (w *murphi) elsewhere(v *move) string {
	if !v.elsewhere.owed {
		return ""
	}
	if len(v.elsewhere.unknown) > 0 {
		return " | been"
	}
	text := ""
	for _, i := range v.elsewhere.serves {
		text += " | been & " + w.is(&w.m.demands[i], owed, overdue)
	}
	return text
}

func (w *murphi) forbidden() string {
	var parts []string
	at := func(fact string, v uint8) string {
		return fmt.Sprintf("%s = %s", name("f", fact), w.value(w.m.at[fact], v))
	}
	if _, ok := w.m.at["contact"]; ok {
		parts = append(parts, "!("+at("contact", 0)+")")
	}
	if _, ok := w.m.at["age"]; ok {
		parts = append(parts, at("age", 0))
		if _, ok := w.m.at["consent"]; ok {
			parts = append(parts, at("age", adult)+" & "+at("consent", 0))
		}
	}
	if len(parts) == 0 {
		return "false"
	}
	return strings.Join(parts, " | ")
}

func (w *murphi) closable() string {
	parts := []string{"true"}
	if !w.m.free {
		final := w.at(w.m.final)
		if w.m.left >= 0 {
			final += fmt.Sprintf(" | %s != %s", w.variable(w.m.left), w.value(w.m.left, 0))
		}
		parts = append(parts, "("+final+")")
	}
	for i := range w.m.demands {
		d := &w.m.demands[i]
		parts = append(parts, "!"+w.is(d, breached))
		if d.Template != "maintenance" {
			parts = append(parts, fmt.Sprintf("(!%s | %s)", w.is(d, owed, overdue), w.exempt(d)))
		}
	}
	return strings.Join(parts, " & ")
}

func (w *murphi) exempt(d *demand) string {
	contact, looked := w.m.at["contact"]
	if !d.contact || !looked {
		return "false"
	}
	text := fmt.Sprintf("%s = %s", w.variable(contact), w.value(contact, unsafe))
	if welfare, looked := w.m.at["child_welfare"]; looked {
		text += fmt.Sprintf(" & %s != %s", w.variable(welfare), w.value(welfare, 0))
	}
	return text
}

// happen writes what run.go's happen does.
func (w *murphi) happen(v *move) {
	var entered []int
	if v.kind == change {
		for i := range w.m.demands {
			d := &w.m.demands[i]
			there := d.scenarios&(1<<v.to) != 0
			switch {
			case !there && !d.contact:
				w.do("if %s then %s end;", w.is(d, owed, overdue), w.become(d, moved))
			case there:
				w.do("if %s then %s end;", w.is(d, moved), w.become(d, owed))
			}
			if there {
				entered = append(entered, i)
			}
		}
	}
	for _, a := range v.assign {
		set := fmt.Sprintf("%s := %s;", w.variable(a.at), w.value(a.at, a.value))
		if v.kind == change && a.at == v.keep {
			set = fmt.Sprintf("if %s = %s then %s end;", w.variable(a.at), w.value(a.at, 0), set)
		}
		w.do("%s", set)
	}
	if v.kind == ages {
		for i := range w.m.demands {
			if d := &w.m.demands[i]; d.contact {
				w.do("if %s then %s end;", w.is(d, owed, overdue), w.become(d, ended))
			}
		}
	}
	for i := range w.m.demands {
		if d := &w.m.demands[i]; v.anew&(1<<i) != 0 {
			w.do("if %s then %s end;", w.is(d, idleWaived), w.become(d, idle))
		}
	}
	for i := range w.m.demands {
		w.owe(v, i, slices.Contains(entered, i))
	}
	if v.to >= 0 {
		w.do("scenario := %s;", w.scenario(v.to))
	}
	w.judge(v)
	w.lead(v)
}

// owe writes what becomes of one requirement. The scenario is still the one
// before; for a move to another it is known which that will be.
func (w *murphi) owe(v *move, i int, entered bool) {
	d := &w.m.demands[i]
	here := w.in(d.scenarios)
	if v.to >= 0 {
		here = map[bool]string{true: "true", false: "false"}[d.scenarios&(1<<v.to) != 0]
	}
	called := "false"
	switch {
	case v.starts&(1<<i) != 0:
		called = "true"
	case v.kind == change && entered:
		called = fmt.Sprintf("(!%s & %s)", w.in(d.scenarios), w.holds(d.calls))
	}
	if called != "false" && here != "false" {
		w.do("if %s & !(%s) & %s & %s then", here, w.freed(d), called, w.holds(d.applies))
		w.do("  switch %s case is_owed, is_overdue: case is_idle_waived: %s else %s end;", w.variable(d.at), w.become(d, waived), w.become(d, owed))
		w.do("end;")
	}
	target := "false"
	if d.Template != "maintenance" {
		target = w.holds(d.target)
	}
	refused := "false"
	if d.contact {
		if age, ok := w.m.at["age"]; ok {
			if consent, ok := w.m.at["consent"]; ok {
				refused = fmt.Sprintf("%s = %s & %s != %s", w.variable(age), w.value(age, adult), w.variable(consent), w.value(consent, given))
			}
		}
	}
	w.do("if %s then", w.is(d, owed, overdue))
	w.do("  if %s then %s", target, w.become(d, met))
	w.do("  elsif %s | %s | (%s) then %s end;", w.holds(d.ends), w.freed(d), refused, w.become(d, ended))
	w.do("end;")
}

func (w *murphi) freed(d *demand) string {
	if w.m.left < 0 || d.survives {
		return "false"
	}
	return fmt.Sprintf("%s != %s", w.variable(w.m.left), w.value(w.m.left, 0))
}

// judge writes what clause.go's judge does.
func (w *murphi) judge(v *move) {
	c := w.m.clause
	if c == nil {
		return
	}
	if v.deed && c.at == nil {
		w.do("excused := true;")
	}
	if v.calls && c.property == "P7" {
		w.do("excused := false; asked := false;")
	}
	if v.calls {
		here := "true"
		if c.worried {
			here = w.in(w.m.worried)
		}
		w.do("if %s & %s then asked := true; end;", w.expr(w.m.since, true, nil), here)
	}
	if c.since != nil {
		w.do("if %s & %s then asked := false; end;", w.expr(w.m.when, false, nil), w.expr(w.m.must, false, nil))
	}
	if c.own && v.kind != step && v.kind != opens {
		return
	}
	if c.nameless {
		if v.judged {
			w.do("if !%s then broken := true; end;", w.in(w.m.named))
		}
		return
	}
	if v.judged && v.kind != inBreach || c.at == nil && v.kind == closes {
		w.do("if %s then broken := true; end;", w.breaks())
	}
}

func (w *murphi) breaks() string {
	c := w.m.clause
	parts := []string{"!excused", w.in(w.m.named), w.expr(w.m.when, true, nil), "!(" + w.expr(w.m.must, false, nil) + ")"}
	if c.since != nil {
		parts = append(parts, "asked")
	}
	if c.worried {
		parts = append(parts, w.in(w.m.worried))
	}
	for i := range w.m.demands {
		d := &w.m.demands[i]
		if !d.protects {
			continue
		}
		parts = append(parts, "!"+w.is(d, waived, answered, idleWaived, metWaived, endedWaived))
		if c.property == "P1" {
			parts = append(parts, fmt.Sprintf("!(%s & %s)", w.is(d, owed, overdue), w.exempt(d)))
		}
	}
	return strings.Join(parts, " & ")
}

func (w *murphi) lead(v *move) {
	if v.kind == opens {
		w.do("control := %s;", w.state(0))
	}
	if w.m.free || len(v.targets) == 0 {
		return
	}
	if v.from != 0 {
		w.do("if %s then", w.at(v.from))
	}
	for i := range v.targets {
		word := "elsif"
		if i == 0 {
			word = "if"
		}
		arrived := fmt.Sprintf("control := %s;", w.state(v.targets[i].to))
		if w.m.follow&(1<<v.targets[i].to) != 0 {
			arrived += " been := true;"
		}
		w.do("%s %s then %s", word, w.holds(v.targets[i].when), arrived)
	}
	w.do("end;")
	if v.from != 0 {
		w.do("end;")
	}
}

func (w *murphi) properties(id string) {
	if w.m.clause != nil {
		w.line("invariant %q !broken;", id)
	}
	if !w.m.free {
		for i := range w.m.r.States {
			w.line("cover %q control = %s;", "comes to "+w.m.r.States[i].ID, w.state(uint8(i)))
		}
	}
	w.line("liveness %q control = %s;", "can always be closed", w.state(w.m.closed))
}
