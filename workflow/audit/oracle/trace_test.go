package oracle_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// The people of every case. 13 is a guardian typed in by hand.
var (
	staff = []audit.Person{
		{Ref: 1, Kind: "staff", Roles: []string{"contact_teacher"}}, {Ref: 2, Kind: "staff", Roles: []string{"kjentmann"}},
		{Ref: 3, Kind: "staff", Roles: []string{"social_counsellor", "akt_counsellor"}}, {Ref: 4, Kind: "staff", Roles: []string{"department_head"}},
		{Ref: 5, Kind: "staff", Roles: []string{"principal"}}, {Ref: 6, Kind: "staff", Roles: []string{"student_services"}},
		{Ref: 7, Kind: "staff", Roles: []string{"department_head", "contact_teacher"}}, {Ref: 8, Kind: "staff", Roles: []string{"auditor"}},
	}
	leaders   = []audit.Person{staff[3], staff[4], staff[6]}
	guardians = []audit.Person{{Ref: 11, Kind: "guardian"}, {Ref: 12, Kind: "guardian"}, {Ref: 13, Kind: "guardian"}}
	student   = audit.Person{Ref: 10, Kind: "student"}
)

// teller makes up a trace, event by event. It knows no rules: whatever can be
// written down may happen.
type teller struct {
	*dice
	r     *routine.Routine
	cal   *calendar.Calendar
	t     *audit.Trace
	clock time.Time
	state string
	open  string // the state to come back to
	now   time.Time
}

// tale makes up one case.
func tale(d *dice, r *routine.Routine) *teller {
	t := &teller{dice: d, r: r, cal: calendar.New(calendar.Oslo, []calendar.Span{{From: calendar.On(2026, 10, 5), To: calendar.On(2026, 10, 9)}})}
	t.clock = time.Date(2026, 9, 21+d.roll(21), 6+d.roll(9), 30*d.roll(2), 0, 0, time.UTC)
	t.t = &audit.Trace{Reference: "T-1", School: "s", Guardians: []int{11, 12}[:d.roll(3)]}
	if d.chance(85) {
		t.t.Adult = t.cal.DateOf(t.clock).Add(pick(d, []int{500, -500, 0, 1, 2, 3, 5, 9, 14}))
	}
	t.begin()
	for range d.roll(26) {
		t.happen()
	}
	t.now = t.clock.Add(pick(d, []time.Duration{0, time.Minute, time.Hour, 20 * time.Hour, 50 * time.Hour, 200 * time.Hour, 900 * time.Hour}))
	return t
}

func (t *teller) begin() {
	s := pick(t.dice, t.r.Scenarios)
	e := t.event("open")
	e.Scenario, e.Unclear, e.State = s.ID, t.chance(8), s.Start
	e.Fields = t.fill(s.Fields)
	if t.chance(8) {
		e.Recused = []int{pick(t.dice, staff).Ref}
	}
	t.state, t.open = s.Start, s.Start
	if t.chance(25) { // another case knows of danger
		m := audit.Mark{Guardian: pick(t.dice, []int{0, 0, 0, 11, 12}), Raised: t.clock.Add(-time.Hour * time.Duration(t.roll(100)))}
		if t.chance(50) {
			m.Confirmed = t.clock
		}
		t.t.Marks = append(t.t.Marks, m)
	}
	t.t.Events = append(t.t.Events, e)
}

// event is one that happens now, or did some time ago.
func (t *teller) event(step string) audit.Event {
	who := pick(t.dice, staff[:7])
	e := audit.Event{
		ID: fmt.Sprintf("e%d", len(t.t.Events)+1), Step: step, Actor: who.Ref, Roles: who.Roles,
		OccurredAt: t.clock, RecordedAt: t.clock, State: t.state,
	}
	if len(t.t.Events) > 0 && t.chance(20) {
		e.OccurredAt = t.clock.Add(-pick(t.dice, []time.Duration{time.Minute, time.Hour, 5 * time.Hour, 24 * time.Hour, 70 * time.Hour}))
	}
	return e
}

// often are common steps that more hangs on than on others.
var often = []string{
	"record_contact", "record_consent", "sign_off", "close", "waive", "record_breach", "correct", "change_scenario", "raise_contact_unsafe",
	"lift_contact_unsafe", "confirm_contact_unsafe", "record_child_welfare", "record_contact", "correct", "waive", "reopen", "withdraw_consent",
	"note_time", "note_time",
}

func (t *teller) happen() {
	t.clock = t.clock.Add(pick(t.dice, []time.Duration{0, time.Minute, 10 * time.Minute, 16 * time.Minute, 2 * time.Hour, 12 * time.Hour, 24 * time.Hour, 60 * time.Hour, 170 * time.Hour}))
	var step *routine.Step
	switch n := t.roll(10); {
	case n < 4:
		if here := slices.DeleteFunc(slices.Clone(t.r.Steps), func(s routine.Step) bool { return !slices.Contains(s.From, t.state) }); len(here) > 0 {
			step = &here[t.roll(len(here))]
			break
		}
		fallthrough
	case n < 6 && len(t.r.Steps) > 0:
		step = &t.r.Steps[t.roll(len(t.r.Steps))]
	case n < 9:
		step, _ = t.r.Step(pick(t.dice, often))
	default:
		step = &routine.CommonSteps()[t.roll(len(routine.CommonSteps()))]
	}
	e := t.event(step.ID)
	if slices.Contains(step.Who, "leadership") && t.chance(70) {
		who := pick(t.dice, leaders)
		e.Actor, e.Roles = who.Ref, who.Roles
	}
	e.Refused = t.chance(5) || !t.moves(&e, step)
	if !e.Refused {
		e.Fields = t.fill(step.Fields)
		t.special(&e)
		t.arrive(&e, step)
	}
	t.t.Events = append(t.t.Events, e)
	if e.Step == "sign_off" && t.chance(60) {
		closing := t.event("close")
		if t.moves(&closing, step) {
			t.arrive(&closing, nil)
			t.t.Events = append(t.t.Events, closing)
		}
	}
}

// moves is whether the state allows what would change it.
func (t *teller) moves(e *audit.Event, step *routine.Step) bool {
	ended := t.state != t.open
	switch e.Step {
	case "close", "merge":
		return !ended
	case "reopen":
		return t.state == "closed"
	case "void":
		return t.state == "closed" || !ended
	case "confirm_void":
		return t.state == "voided"
	case "change_scenario":
		return !ended && len(t.r.Scenarios) > 0
	case "correct":
		return len(t.correctable()) > 0
	case "acknowledge_breach":
		return len(t.breaches()) > 0
	}
	return true
}

// arrive moves the case as the engine would.
func (t *teller) arrive(e *audit.Event, step *routine.Step) {
	content := !slices.Contains([]string{"sign_off", "close", "recuse", "appoint_deputy"}, e.Step)
	switch {
	case e.Step == "close":
		t.state = "closed"
	case e.Step == "merge":
		t.state = "merged"
	case e.Step == "void":
		t.state = "voided"
	case e.Step == "reopen", e.Step == "confirm_void" && text(e, "outcome") == "not_agreed", t.state == "closed" && content:
		t.state = t.open
	case t.state != t.open:
	case e.Step == "change_scenario":
		to, _ := t.r.Scenario(text(e, "to"))
		t.state, t.open = to.Start, to.Start
	case step != nil && len(step.To) > 0 && (slices.Contains(step.From, t.state) || t.chance(10)) && t.chance(92):
		t.state = pick(t.dice, step.To).State
		t.open = t.state
	}
	e.State = t.state
}

func text(e *audit.Event, name string) string {
	for _, f := range e.Fields {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// fill fills in fields as somebody could.
func (t *teller) fill(fields []routine.Field) []audit.Field {
	var list []audit.Field
	for i := range fields {
		f := &fields[i]
		if !f.Required && t.chance(50) || f.Required && !tame && t.chance(3) {
			continue
		}
		if v, ok := t.value(f); ok {
			list = append(list, audit.Field{Name: f.Name, Value: v})
		}
	}
	return list
}

func (t *teller) value(f *routine.Field) (audit.Value, bool) {
	switch f.Type {
	case "number":
		return audit.Value{Kind: audit.Counted, Number: float64(1 + t.roll(5))}, true
	case "boolean":
		return audit.Value{Kind: audit.Answered, Bool: t.chance(50)}, true
	case "date":
		return audit.Value{Kind: audit.Dated, Date: t.cal.DateOf(t.clock).Add(pick(t.dice, []int{0, 1, 3, 6, -1}))}, f.Name != "birth_date"
	case "datetime":
		return audit.Value{Kind: audit.Timed, Time: t.clock.Add(-time.Hour)}, true
	case "choice", "choices":
		var words []string
		for _, c := range f.Choices {
			words = append(words, c.Value)
		}
		if f.Type == "choices" {
			return audit.Value{Kind: audit.Ticked, List: some(t.dice, words)}, len(words) > 0
		}
		return audit.Value{Kind: audit.Chosen, Text: pick(t.dice, words)}, len(words) > 0
	case "people":
		return t.people(f)
	}
	return audit.Value{Kind: audit.Written}, true
}

func (t *teller) people(f *routine.Field) (audit.Value, bool) {
	var all []audit.Person
	for _, from := range f.From {
		switch from {
		case "staff":
			all = append(all, staff...)
		case "leaders", "leadership":
			all = append(all, leaders...)
		case "student":
			all = append(all, student)
		case "guardians":
			all = append(all, guardians...)
		}
	}
	people := some(t.dice, all)
	if f.Max != nil && f.Max.Value == 1 && len(people) > 0 {
		people = people[:1]
	}
	people = slices.Clone(people)
	for i := range people {
		people[i].Leadership = people[i].Kind == "staff" && slices.ContainsFunc(leaders, func(l audit.Person) bool { return l.Ref == people[i].Ref }) && t.chance(80)
	}
	return audit.Value{Kind: audit.Named, People: people}, len(people) > 0
}

// String tells the trace.
func (t *teller) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "adult %v, guardians %v, marks %+v, now %s\n", t.t.Adult, t.t.Guardians, t.t.Marks, t.now.Format(time.DateTime))
	for _, e := range t.t.Events {
		fmt.Fprintf(&b, "%s %s %s", e.ID, e.OccurredAt.Format(time.DateTime), e.Step)
		if !e.RecordedAt.Equal(e.OccurredAt) {
			fmt.Fprintf(&b, " (recorded %s)", e.RecordedAt.Format(time.DateTime))
		}
		fmt.Fprintf(&b, " by %d → %s", e.Actor, e.State)
		if e.Refused {
			b.WriteString(" REFUSED")
		}
		if e.Scenario != "" {
			fmt.Fprintf(&b, " scenario %s unclear %v", e.Scenario, e.Unclear)
		}
		if len(e.Recused) > 0 {
			fmt.Fprintf(&b, " shuts out %v", e.Recused)
		}
		for _, f := range e.Fields {
			fmt.Fprintf(&b, " %s=%s", f.Name, written(f.Value))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func written(v audit.Value) string {
	switch v.Kind {
	case audit.Chosen:
		return v.Text
	case audit.Answered:
		return fmt.Sprint(v.Bool)
	case audit.Counted:
		return fmt.Sprint(v.Number)
	case audit.Dated:
		return v.Date.String()
	case audit.Timed:
		return v.Time.Format(time.DateTime)
	case audit.Ticked:
		return fmt.Sprint(v.List)
	case audit.Named:
		var who []string
		for _, p := range v.People {
			name := fmt.Sprintf("%s%d", p.Kind, p.Ref)
			if p.Leadership {
				name += "*"
			}
			who = append(who, name)
		}
		return fmt.Sprint(who)
	}
	return "…"
}
