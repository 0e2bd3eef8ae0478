package workflow

import (
	"cmp"
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// duty is where one requirement of the routine stands in one case. A
// requirement that is owed again before it was met stays the one duty, with
// the older deadline.
//
// A case has some sixty, and is copied with each step: so they are small, and
// hold no pointers.
type duty struct {
	since  instant // what made it owed occurred then
	dueAt  instant // a duty "at once" or in hours; 0 otherwise
	metAt  instant
	anchor calendar.Date
	due    calendar.Date // 0: no deadline
	status standing
	reason ending // why it ended
	late   bool   // it was overdue when it ended
}

// instant is a time to the millisecond; 0 is the zero time.
type instant int64

var zeroMilli = time.Time{}.UnixMilli()

func instantOf(t time.Time) instant { return instant(t.UnixMilli() - zeroMilli) }

func (i instant) time() time.Time {
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(i) + zeroMilli).UTC()
}

type standing uint8

const (
	idle     standing = iota // never owed in this case
	owed                     // owed, and blocks closing
	met                      // done, on time or late
	waived                   // leadership has waived it
	breached                 // left undone, and said so; blocks until it is acknowledged
	ended                    // owed no longer, for the reason given
)

// ending is why a duty ended.
type ending uint8

const (
	notEnded  ending = iota
	movedOn          // the case moved to another scenario
	cameOfAge        // the student turned 18
	hasLeft          // the school, or is dead
	freed            // what the routine says ends it came about
	noConsent        // to contact with guardians
)

func (r ending) String() string {
	return [...]string{"", "moved", "birthday", "left", "freed", "consent"}[r]
}

// owe settles what an event changes in what is owed: activations, deadlines
// that move, duties that are met or end.
func (t *teller) owe(s *story, e *Event, sets map[string]string) {
	schema := t.routine.Schema()
	t.askAnew(s, sets)
	calls := t.calling(s, e)
	for i, demand := range t.routine.Demands() {
		d := &s.duties[i]
		if routine.Owes(demand) && t.concerns(s, demand) && (activates(sets, demand.Activation) || calls(demand)) && demand.Applies.Holds(s.facts) && !t.gone(s, demand) {
			t.activate(s, d, demand, e.OccurredAt)
		}
		if d.status != owed {
			continue
		}
		t.anchorDuty(s, d, demand, e, sets)
		switch {
		case demand.Template != "maintenance" && demand.Target.Holds(s.facts):
			d.status, d.metAt = met, instantOf(e.OccurredAt)
		case demand.Ends != nil && demand.Ends.Holds(s.facts):
			t.end(d, freed, e.OccurredAt)
		case t.gone(s, demand):
			t.end(d, hasLeft, e.OccurredAt)
		case t.routine.NeedsContact(demand) && schema.Is(s.facts, "age", "adult") && !schema.Is(s.facts, "consent", "given"):
			t.end(d, noConsent, e.OccurredAt)
		}
		if e.Step == "record_breach" && e.Payload.Fields["of"].Text == demand.ID && d.status == owed {
			d.status = breached
		}
	}
}

// askAnew forgets, when a new episode begins, what was waived beforehand of it:
// a waiver is for what it was given for.
func (t *teller) askAnew(s *story, sets map[string]string) {
	episode, ok := t.routine.Schema().Fact("episode")
	if !ok || sets["episode"] != "begun" {
		return
	}
	for i, demand := range t.routine.Demands() {
		if s.duties[i].status == idle && demand.Target.Reads(func(id string) bool { return slices.Contains(episode.Resets, id) }) {
			delete(s.waived, demand.ID)
		}
	}
}

// calling tells, of a move to another scenario, which requirements of that one
// are called for by what is so already: nothing done so far is lost, and what
// the new scenario demands is added.
func (t *teller) calling(s *story, e *Event) func(*routine.Requirement) bool {
	if e.Step != "change_scenario" {
		return func(*routine.Requirement) bool { return false }
	}
	schema := t.routine.Schema()
	return func(demand *routine.Requirement) bool {
		if len(demand.Scenarios) == 0 || slices.Contains(demand.Scenarios, s.moved) {
			return false // it was heard when it happened
		}
		for fact, values := range demand.Activation {
			if schema.Is(s.facts, fact, values...) {
				return true
			}
		}
		return false
	}
}

// concerns reports whether a requirement belongs to the scenario that the case is in.
func (t *teller) concerns(s *story, demand *routine.Requirement) bool {
	return len(demand.Scenarios) == 0 || slices.Contains(demand.Scenarios, s.scenario)
}

func (t *teller) activate(s *story, d *duty, demand *routine.Requirement, at time.Time) {
	if d.status == owed && demand.Template != "maintenance" {
		return
	}
	if d.status == idle && s.waived[demand.ID] {
		d.status, d.since = waived, instantOf(at) // waived before it was ever owed
		return
	}
	delete(s.waived, demand.ID)
	on := t.Calendar.DateOf(at)
	*d = duty{status: owed, since: instantOf(at), anchor: on}
	deadline := demand.Deadline
	switch {
	case deadline == nil:
	case deadline.Minutes != nil:
		t.before(d, at.Add(time.Duration(deadline.Minutes.Value)*time.Minute))
	case deadline.Hours > 0:
		t.before(d, at.Add(time.Duration(deadline.Hours)*time.Hour))
	case deadline.Opens == "next_school_day":
		d.due = t.Calendar.Next(on)
		if s.expectedBack > on {
			d.due = t.Calendar.OnOrAfter(s.expectedBack)
		}
	case len(deadline.From) == 0:
		d.due = t.Calendar.AddSchoolDays(on, deadline.Days.Value)
	}
}

// activates reports whether an event sets one of the facts to one of its values.
func activates(sets map[string]string, activation map[string][]string) bool {
	for fact, values := range activation {
		if value, ok := sets[fact]; ok && slices.Contains(values, value) {
			return true
		}
	}
	return false
}

func (t *teller) end(d *duty, reason ending, at time.Time) {
	d.late = d.overdue(t.Calendar, at)
	d.status, d.reason, d.metAt = ended, reason, instantOf(at)
}

// birthday ends what was owed to the guardians of a student who has turned 18
// (P3, C4), as of the start of that day.
func (t *teller) birthday(s *story, at time.Time) {
	if t.birth() == 0 {
		return
	}
	adult := calendar.AdultOn(t.birth())
	if t.Calendar.DateOf(at) < adult {
		return
	}
	t.endAll(s, func(d *duty, demand *routine.Requirement) bool {
		if d.anchor >= adult {
			return false
		}
		t.end(d, cameOfAge, adult.Start(t.Calendar.Location()))
		return true
	})
}

// lapse ends what was owed to the guardians of an adult whose consent has run
// out: what the school was to do it must not do any more (P2).
func (t *teller) lapse(s *story, at time.Time) {
	schema := t.routine.Schema()
	if !schema.Is(s.facts, "age", "adult") || !slices.ContainsFunc(s.consents, func(c consent) bool { return c.until != 0 }) {
		return
	}
	t.endAll(s, func(d *duty, demand *routine.Requirement) bool {
		switch {
		case demand.Ends != nil && demand.Ends.Holds(s.facts):
			t.end(d, freed, at)
		case !schema.Is(s.facts, "consent", "given"):
			t.end(d, noConsent, at)
		default:
			return false
		}
		return true
	})
}

// endAll lets end look at each duty to guardians that is owed. The duties may be
// another story's too, and so are copied when one is ended.
func (t *teller) endAll(s *story, end func(*duty, *routine.Requirement) bool) {
	var ended []duty
	for i, demand := range t.routine.Demands() {
		d := s.duties[i]
		if d.status != owed || !t.routine.NeedsContact(demand) || !end(&d, demand) {
			continue
		}
		if ended == nil {
			ended = slices.Clone(s.duties)
		}
		ended[i] = d
	}
	if ended != nil {
		s.duties = ended
	}
}

// gone reports whether a requirement is owed no longer because the student is:
// everything when the student is dead, and when the student has left the school
// all but what the rest of the world is still owed.
func (t *teller) gone(s *story, demand *routine.Requirement) bool {
	switch t.routine.Schema().Value(s.facts, "student") {
	case "dead":
		return true
	case "left":
		return !t.routine.Survives(demand)
	}
	return false
}

// move ends what only the old scenario demanded, and takes up again what a move
// before had ended of the one entered. What is owed to the guardians stays owed (P1).
func (t *teller) move(s *story, to string) {
	for i, demand := range t.routine.Demands() {
		d := &s.duties[i]
		there := len(demand.Scenarios) == 0 || slices.Contains(demand.Scenarios, to)
		switch {
		case !there && d.status == owed && !t.routine.NeedsContact(demand):
			d.status, d.reason = ended, movedOn
		case there && d.status == ended && d.reason == movedOn && !s.waived[demand.ID]:
			d.status, d.reason, d.metAt = owed, notEnded, 0
		}
	}
}

func (t *teller) waive(s *story, id string) {
	s.waived[id] = true
	for i, demand := range t.routine.Demands() {
		if demand.ID == id && (s.duties[i].status == owed || s.duties[i].status == breached) {
			s.duties[i].status = waived
		}
	}
}

// Due is one open duty of a case, as a worklist shows it.
type Due struct {
	Requirement *routine.Requirement
	Since       time.Time
	DueOn       calendar.Date // 0: no deadline
	DueAt       time.Time     // zero but for a duty "at once" or in hours
	Overdue     bool
	Noted       time.Time // when it was done, where only the rest is to be written; zero: nothing says so
	Suspended   bool      // contact with guardians has to wait (unsafe, or unclear whose they are): never overdue
}

// Due lists what is owed now, in the order of the routine. What the danger
// exception covers is not owed; nothing is when the student is dead. In a case
// that was voided or merged the routine demands nothing more; what every case
// owes, as corrections to those who were told, it still does.
func (c *Case) Due(w *World) []Due {
	s := c.at(w, w.Now)
	return c.due(w, &s)
}

// due is the same, of the story as it stands now.
func (c *Case) due(w *World, s *story) []Due {
	over := c.ClosedAs == stateVoided || c.ClosedAs == stateMerged
	var list []Due
	for i, demand := range c.routine.Demands() {
		d := &s.duties[i]
		if d.status != owed || c.exempt(w, s, demand) || over && c.routine.Own(demand.ID) {
			continue
		}
		due := Due{Requirement: demand, Since: d.since.time(), DueOn: d.due, DueAt: d.dueAt.time()}
		if c.routine.NeedsContact(demand) {
			due.Suspended = w.contact(w.Now) != "open" || c.unclear
			c.prolong(w, &due)
		}
		due.Overdue = !due.Suspended && overdue(due.DueOn, due.DueAt, w.Calendar.DateOf(w.Now), w.Now)
		if !due.Suspended && (!due.Overdue || !due.DueAt.IsZero()) { // of what is overdue since another day, there has been time to write
			due.Noted = s.notedFor(c.routine, demand.ID, due.Since)
		}
		list = append(list, due)
	}
	return list
}

// at is the story as it stands at a moment after everything told: the clock
// alone has moved on. It shares all but the facts with the case's own, and
// nothing may be added to it.
func (c *Case) at(w *World, now time.Time) story {
	s := c.story
	s.facts = slices.Clone(s.facts)
	t := teller{w, c.routine}
	t.derive(&s, now)
	t.birthday(&s, now)
	t.lapse(&s, now)
	c.routine.Schema().Assign(s.facts, map[string]string{"identity": c.identity()})
	return s
}

// exempt reports whether the danger exception frees a duty (P1): contact would
// endanger the student, leadership has confirmed it, and child welfare has been assessed.
func (c *Case) exempt(w *World, s *story, demand *routine.Requirement) bool {
	return c.routine.NeedsContact(demand) && w.contact(w.Now) == "unsafe" &&
		!c.routine.Schema().Is(s.facts, "child_welfare", "no")
}

func (c *Case) identity() string {
	if c.unclear {
		return "unclear"
	}
	return "known"
}

// contact is whether guardians may be contacted at a moment: open, suspended
// (somebody said that it may be unsafe) or unsafe (leadership has confirmed
// it). Where only some of several guardians are named, contact stays open.
func (w *World) contact(at time.Time) string {
	if w.Student == nil {
		return "open"
	}
	if state := w.unsafe("", at); state != "open" {
		return state
	}
	state := ""
	for _, g := range w.Student.counted() {
		if g.Barred {
			continue // not to be contacted anyway
		}
		switch one := w.unsafe(g.ID, at); {
		case one == "open":
			return "open"
		case one == "suspended" || state == "":
			state = one
		}
	}
	return cmp.Or(state, "open")
}

// unsafe is the same for one guardian, or for all when guardian is "".
func (w *World) unsafe(guardian string, at time.Time) string {
	state := "open"
	if w.Student == nil {
		return state
	}
	for _, mark := range w.Student.Unsafe {
		if mark.Guardian != "" && mark.Guardian != guardian || mark.RaisedAt.After(at) ||
			!mark.LiftedAt.IsZero() && !mark.LiftedAt.After(at) {
			continue
		}
		if !mark.ConfirmedAt.IsZero() && !mark.ConfirmedAt.After(at) {
			return "unsafe"
		}
		state = "suspended"
	}
	return state
}

func (s standing) String() string {
	return [...]string{"idle", "owed", "met", "waived", "breached", "ended"}[s]
}

// summarise brings the record's own deadline up to date.
func (c *Case) summarise(w *World) {
	c.DueOn = 0
	for _, due := range c.Due(w) {
		if !due.Suspended && due.DueOn != 0 && (c.DueOn == 0 || due.DueOn < c.DueOn) {
			c.DueOn = due.DueOn
		}
	}
	if c.ClosedAs == stateClosed || c.routine.Schema().Is(c.story.facts, "student", "dead") {
		c.DueOn = 0
	}
}
