package workflow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// Rules is one routine version, compiled. It may be shared.
type Rules struct {
	Routine *routine.Routine
	machine *machine
	audited func() *auditing

	// Choices that are the same in every case, but in those without a student.
	demands, waivable []option
}

// Compile makes rules of a routine that is proved; of any other it makes none,
// and the error is proof.ErrNotProved and ErrInvalid.
func Compile(r *routine.Routine) (*Rules, error) {
	if err := proof.Require(r); err != nil {
		return nil, errors.Join(ErrInvalid, err)
	}
	return compile(r)
}

// compile fails for what the state machine could not tell apart; a routine that
// was built has none of that.
func compile(r *routine.Routine) (*Rules, error) {
	m, err := newMachine(r)
	if err != nil {
		return nil, err
	}
	rules := &Rules{Routine: r, machine: m, demands: demandOptions(r, true), waivable: waivableOptions(r)}
	rules.prepareAudit()
	return rules, nil
}

// Command is a step that somebody wants to take.
type Command struct {
	ID         EventID // of the event that it will be
	Step       string
	Actor      Actor
	OccurredAt time.Time // zero: now
	Input      Input
}

// Decision is what came of a command: the case as it then is, with one more
// event, which says either that the step was taken or why it was refused.
type Decision struct {
	Case    *Case
	Event   Event
	Student *Student // as changed by the step; nil when it was not
	Refusal *Refusal // nil when the step was taken
}

// Refusal is every reason why a step was not taken.
type Refusal struct {
	Forbidden bool // the actor's role or relation is among the reasons
	Unmet     []Unmet
}

// moment is when something occurred, as an instant and as a day at the school.
type moment struct {
	instant time.Time
	day     calendar.Date
}

// clockSlack is how far ahead of our clock a time may be and still mean now.
const clockSlack = 2 * time.Minute

// attempt is one command on its way through Apply.
type attempt struct {
	*Rules
	w      *World
	c      *Case
	cmd    Command
	step   *routine.Step
	target *routine.Step // whose fields the command carries besides: of a correction or a breach
	fields Fields
	at     moment
	now    *present // when the caller has it already
	access Access   // of the actor
	roles  []string // of the actor, at the case's school
}

// present is how a case stands now, worked out once for all that ask.
type present struct {
	story story
	dues  []Due
}

func (c *Case) present(w *World) *present {
	p := &present{story: c.at(w, w.Now)}
	p.dues = c.due(w, &p.story)
	return p
}

// dues is what is owed now.
func (a *attempt) dues() []Due {
	if a.now != nil {
		return a.now.dues
	}
	return a.c.Due(a.w)
}

// Apply decides about one command and changes nothing. Its errors are
// ErrNotFound for a case or step that the actor may not know of, and
// FieldErrors for what was filled in wrongly. Everything else that speaks
// against the step is a Refusal, which is a decision: it is an event, and commits.
func (r *Rules) Apply(w *World, c *Case, cmd Command) (*Decision, error) {
	a := &attempt{Rules: r, w: w, c: c, cmd: cmd, roles: cmd.Actor.At(c.School)}
	if a.access = c.access(w, cmd.Actor); a.access.Sees&Alive == 0 {
		return nil, ErrNotFound
	}
	step, ok := r.Routine.Step(cmd.Step)
	if !ok {
		return nil, ErrNotFound
	}
	a.step = step
	if forbidden := a.forbidden(nil); len(forbidden) > 0 {
		return a.refuse(&Refusal{Forbidden: true, Unmet: a.outline(forbidden)}), nil
	}
	if err := a.fill(); err != nil {
		return nil, err
	}
	if unmet := a.unmet(); len(unmet) > 0 {
		return a.refuse(&Refusal{Unmet: unmet}), nil
	}
	return a.accept()
}

// suppose is the case as if a step had been taken that was refused, to judge what
// was to follow it.
func (r *Rules) suppose(w *World, c *Case, cmd Command) *Case {
	a := &attempt{Rules: r, w: w, c: c, cmd: cmd, roles: cmd.Actor.At(c.School)}
	a.step, _ = r.Routine.Step(cmd.Step)
	if a.fill() != nil {
		return c
	}
	d, err := a.accept()
	if err != nil {
		return c // it does not even lead anywhere from here
	}
	return d.Case
}

// forbidden adds why this actor may not take the step, whatever is filled in.
func (a *attempt) forbidden(unmet []Unmet) []Unmet {
	if a.access.May&TakeSteps == 0 {
		return append(unmet, notInRole)
	}
	if a.step.ID == "accept_hand_over" && a.c.offered != a.cmd.Actor.ID {
		return append(unmet, Unmet{Code: "relation", Message: "not_offered"})
	}
	if a.step.ID == "confirm_void" && a.c.voider() == a.cmd.Actor.ID {
		return append(unmet, Unmet{Code: "relation", Requirement: "P8", Message: "second_leader"})
	}
	who := a.step.Who
	if a.step.ID == "appoint_deputy" {
		if a.c.principalLeft(a.w) {
			who = []string{"principal"}
		} else if a.c.Responsible == a.cmd.Actor.ID || a.c.voider() == a.cmd.Actor.ID || a.c.hasShutOutLeader(a.cmd.Actor.ID) {
			// Whoever has cleared the leadership away does not choose who comes instead.
			return append(unmet, Unmet{Code: "relation", Requirement: "P8", Message: "not_yours_to_appoint"})
		}
	}
	if u := a.c.mayAs(a.cmd.Actor.ID, a.roles, who); u != nil {
		return append(unmet, *u)
	}
	if a.step.ID == "reopen" && a.access.Sees&Talks == 0 {
		return append(unmet, Unmet{Code: "relation", Message: "case_rests"})
	}
	return unmet
}

// principalLeft reports whether the school has a principal who may know of the
// case. Where it has none, somebody else has to appoint the deputy (P9).
func (c *Case) principalLeft(w *World) bool {
	return slices.ContainsFunc(w.Directory.All(), func(s *Staff) bool {
		return slices.Contains(s.At(c.School), "principal") && !slices.Contains(c.Recused, s.ID)
	})
}

// fill reads the time and the fields.
func (a *attempt) fill() error {
	r := &reader{c: a.c, w: a.w}
	a.occurred(r)
	fields := a.c.asked(a.step, a.w, a.cmd.Actor.ID)
	if a.target = a.c.carried(a.step, a.cmd.Input); a.target != nil {
		fields = slices.Concat(fields, a.target.Fields)
	}
	a.fields = r.read(fields, a.cmd.Input, false)
	if a.step.ID == "correct" {
		r.errors = nil
		a.fields = r.read(fields, a.cmd.Input, true)
		r.required(a.step.Fields, a.fields)
		a.occurred(r)
		a.correction(r)
	}
	if len(r.errors) > 0 {
		slices.SortFunc(r.errors, func(x, y FieldError) int { return compare(x.Field, y.Field) })
		return r.errors
	}
	return nil
}

func compare(x, y string) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// occurred settles when the step occurred: nothing occurs in the future, and
// nothing in a case occurs before the concern arose.
func (a *attempt) occurred(r *reader) {
	at, now := a.cmd.OccurredAt.UTC().Truncate(time.Second), a.w.Now.UTC().Truncate(time.Second)
	switch {
	case a.cmd.OccurredAt.IsZero():
		at = now
	case at.Year() < 1900:
		r.fail("occurred_at", "field_datetime", nil)
	case at.After(now.Add(clockSlack)):
		r.fail("occurred_at", "occurred_future", nil)
	case at.After(now):
		at = now
	case at.Before(a.c.OpenedAt):
		r.fail("occurred_at", "occurred_before", nil)
	}
	a.at = moment{at, a.w.Calendar.DateOf(at)}
}

// outline adds what speaks against the step before anything is filled in.
func (a *attempt) outline(unmet []Unmet) []Unmet {
	unmet = a.state(unmet)
	s := a.before()
	for i := range a.step.Guards {
		g := &a.step.Guards[i]
		if !g.When.Holds(s.facts) && !a.lifted(s, g) && !ownFields(a.step, g) {
			unmet = append(unmet, Unmet{Code: "guard", Requirement: g.Requirement, Guard: i + 1})
		}
	}
	return a.common(unmet, s)
}

// unmet is everything that speaks against the step as filled in.
func (a *attempt) unmet() []Unmet {
	unmet := a.state(nil)
	s := a.before()
	unmet = append(unmet, a.guards(a.step, a.fields, s)...)
	unmet = a.common(unmet, s)
	return append(unmet, a.particular(s)...)
}

// before is the story just before the step: what had occurred by then. What
// only rearranges the case, or approves it, is judged as everything stands now.
func (a *attempt) before() *story {
	if a.now != nil {
		return &a.now.story
	}
	if a.at.instant.IsZero() || administrative(a.step.ID) || !a.at.instant.Before(a.c.story.last) {
		now := a.w.Now
		if !a.at.instant.IsZero() && !administrative(a.step.ID) {
			now = a.at.instant
		}
		s := a.c.at(a.w, now)
		return &s
	}
	except := EventID("")
	if a.step.ID == "correct" {
		except = EventID(a.fields["event"].Text)
	}
	s := a.c.tell(a.w, a.at.instant, except)
	a.Routine.Schema().Assign(s.facts, map[string]string{"identity": a.c.identity()})
	return &s
}

// administrative steps happen when they are recorded.
func administrative(step string) bool {
	return slices.Contains([]string{
		"sign_off", "return_for_changes", "close", "reopen", "void", "confirm_void", "merge", "waive", "acknowledge_breach",
		"assign", "hand_over", "accept_hand_over", "add_participant", "appoint_deputy", "change_scenario",
	}, step)
}

// guards judges a step's own guards and the law on contact and sharing, with
// what its fields say already in force.
func (a *attempt) guards(step *routine.Step, f Fields, s *story) []Unmet {
	facts := slices.Clone(s.facts)
	sets := map[string]string{}
	effects(nil, step.Fields, step.Effects, f, sets)
	if attends(step, f) {
		sets["guardian_attended"], sets["guardian_informed"] = "yes", "yes"
	}
	a.Routine.Schema().Assign(facts, sets)
	var unmet []Unmet
	for i := range step.Guards {
		if g := &step.Guards[i]; !g.When.Holds(facts) && !a.lifted(s, g) {
			unmet = append(unmet, Unmet{Code: "guard", Requirement: g.Requirement, Guard: i + 1})
		}
	}
	unmet = append(unmet, a.c.contactLaw(a.w, s, step, f, a.at)...)
	return append(unmet, a.c.shareLaw(s, step, f, a.at)...)
}

// lifted reports whether leadership has waived the guard's requirement, or has
// acknowledged that it was left undone. A step that was taken in breach has set
// its own facts and lifts nothing.
func (a *attempt) lifted(s *story, g *routine.Guard) bool {
	if g.Strict || g.Requirement == "" {
		return false
	}
	return s.waived[g.Requirement] || a.c.answered(g.Requirement) && a.c.stands(g.Requirement, breached)
}

// ownFields reports whether what is filled in can make the guard hold.
func ownFields(step *routine.Step, g *routine.Guard) bool { return g.When.Reads(step.FieldSets) }

// state adds that the step neither leads out of, nor records something in, the
// state that the case is in.
func (a *attempt) state(unmet []Unmet) []Unmet {
	message := ""
	switch common := a.Routine.Common(a.step.ID); {
	case !common && a.c.Closed:
		message = "is_closed"
	case !common && !a.c.atHand(a.step):
		message = "wrong_state"
	case !common:
	case a.step.ID == "void" && a.c.Closed && a.c.ClosedAs != stateClosed:
		message = "is_closed"
	case a.step.In == "closed" && !a.c.Closed:
		message = "is_open"
	case a.step.In == "" && a.c.Closed:
		message = "is_closed"
	}
	if message == "" {
		return unmet
	}
	return append(unmet, Unmet{Code: "state", Message: message})
}

// atHand reports whether a routine step belongs in the state that the case is
// in: the step comes from it; or the case has been where it comes from, and
// something that it serves is still owed that every scenario demands, as after
// a move to another one.
func (c *Case) atHand(step *routine.Step) bool {
	if slices.Contains(step.From, c.State) {
		return true
	}
	return step.Owed && c.hasBeenIn(step.From) && slices.ContainsFunc(c.routine.Serves(step.ID), func(id string) bool {
		demand, _ := c.routine.Requirement(id)
		return c.routine.Own(id) && len(demand.Scenarios) == 0 && c.stands(id, owed)
	})
}

// hasBeenIn reports whether the case has come to one of the states before.
func (c *Case) hasBeenIn(states []string) bool {
	return slices.ContainsFunc(c.events, func(e Event) bool { return e.Outcome == Done && slices.Contains(states, e.State) })
}

// stands reports whether a requirement stands so in the case.
func (c *Case) stands(id string, as standing) bool {
	for i, demand := range c.routine.Demands() {
		if demand.ID == id {
			return c.story.duties[i].status == as
		}
	}
	return false
}

// refuse makes the event of an attempt that was not let through.
func (a *attempt) refuse(refusal *Refusal) *Decision {
	at := a.at.instant
	if at.IsZero() {
		at = a.w.Now.UTC().Truncate(time.Second)
	}
	e := a.event(at)
	e.Outcome, e.Revision = Refused, a.c.Revision
	e.Payload.Unmet = refusal.Unmet
	n := a.c.clone()
	n.events = append(n.events, e)
	return &Decision{Case: n, Event: e, Refusal: refusal}
}

func (a *attempt) event(at time.Time) Event {
	return Event{
		ID: a.cmd.ID, Case: a.c.Number, Step: a.step.ID, Actor: a.cmd.Actor.ID,
		OccurredAt: at, RecordedAt: a.w.Now.UTC().Truncate(time.Millisecond),
		Payload: Payload{Roles: a.cmd.Actor.At(a.c.School)},
	}
}

// accept makes the event of a step that was let through, and the case after it.
func (a *attempt) accept() (*Decision, error) {
	e := a.event(a.at.instant)
	e.Outcome, e.Revision = Done, a.c.Revision+1
	e.Payload.Fields = a.fields
	if a.step.ID == "record_breach" {
		e.Payload.Unmet = a.broken()
	}
	if a.step.ID == "sign_off" {
		e.Payload.Signed = a.c.ContentHash()
	}
	student := a.studentAfter(&e)
	w := *a.w
	if student != nil {
		w.Student = student
		if a.step.ID == "confirm_student" {
			e.Payload.Recused = ownStaff(student)
		}
	}
	n := a.c.clone()
	n.take(&w, &e)
	next, err := n.next(a.Rules, &w, &e)
	if err != nil {
		return nil, fmt.Errorf("case %s: %w", a.c.ID, err)
	}
	n.arrive(&e, next)
	n.events[len(n.events)-1] = e
	n.summarise(&w)
	return &Decision{Case: n, Event: e, Student: student}, nil
}

// broken is what a breach broke: what would have refused the step, or the
// requirement itself.
func (a *attempt) broken() []Unmet {
	of := a.fields["of"].Text
	if _, ok := a.Routine.Requirement(of); ok {
		return []Unmet{{Code: "requirement_open", Requirement: of}}
	}
	return a.guards(a.target, a.fields, a.before())
}

// take adds an accepted event: first what it does to the case, then what it
// adds to the story. What reaches back in time is told anew.
func (c *Case) take(w *World, e *Event) {
	c.events = append(c.events, *e)
	c.record(w, e)
	if e.OccurredAt.Before(c.story.last) || rewrites(e.Step) {
		c.story = c.tell(w, time.Time{}, "")
		return
	}
	t := teller{w, c.routine}
	t.event(&c.story, e)
}

// rewrites reports whether a step changes what earlier events mean.
func rewrites(step string) bool {
	return slices.Contains([]string{"correct", "set_birth_date", "confirm_student", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe"}, step)
}
