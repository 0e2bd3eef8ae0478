package workflow

import (
	"slices"
	"time"
)

// Who may see and do what with a case is one table, below. The engine asks it
// before it shows or does anything, so no page and no handler can forget to.
// What no row grants is denied. Whoever is granted nothing is told what is told
// of a case that does not exist.
//
// Which steps somebody may take is a second question, answered for each step by
// the routine (Step.Who, actor.go); this table says whether they may try.

// Section is a part of what a case says. What somebody sees is a set of them.
type Section uint16

// The sections of a case.
const (
	Alive     Section = 1 << iota // that it is there: its reference, where it stands, what is due
	Identity                      // who the student is, and who is responsible
	Guardians                     // who they are, and when they were spoken with
	Reporter                      // who raised the concern
	Talks                         // what people wrote
	Unsafe                        // why contact with guardians may be unsafe
	Decisions                     // what was done and chosen, by whom
	Verdicts                      // whether the routine was followed
	AccessLog                     // who has looked
)

// sections are named in the order of their bits.
var sections = []string{"alive", "identity", "guardians", "reporter", "talks", "unsafe", "decisions", "verdicts", "access_log"}

// String lists the sections by name.
func (s Section) String() string { return listBits(uint16(s), sections) }

// Action is what somebody may do with a case, or at a school, as a set.
type Action uint16

// The actions that the table grants.
const (
	TakeSteps   Action = 1 << iota // try the case's steps
	BreakGlass                     // read a case that rests, for an hour, with a reason
	ReviewGlass                    // judge whether somebody else was right to

	OpenCases    // and find the school's students
	ReadFigures  // what all cases come to, exactly
	ReadTotals   // the same, without small numbers
	ReadLookedAt // who reads unusually
	VouchFor     // let a colleague in without a second factor, for the day
	Administer   // set the school up: people, roster, free days, the routine's own values
	SeePeople    // who has which role, and who gave it
	ListHelp     // write down where the school finds help
)

var actions = []string{
	"take_steps", "break_glass", "review_glass", "open_cases", "read_figures", "read_totals", "read_looked_at", "vouch_for",
	"administer", "see_people", "list_help",
}

// String lists the actions by name.
func (a Action) String() string { return listBits(uint16(a), actions) }

// listBits names the bits that are set.
func listBits(bits uint16, all []string) string {
	text := ""
	for i, name := range all {
		if bits&(1<<i) != 0 {
			if text != "" {
				text += " "
			}
			text += name
		}
	}
	return text
}

// Relation is what ties somebody to a case, as a set.
type Relation uint16

// The relations to a case.
const (
	Shut         Relation = 1 << iota // recused: the student's parent, the one accused
	Responsible                       // coordinates it now
	Participant                       // brought in, or offered it
	Former                            // opened it or was responsible, and has handed it on
	Deputy                            // appointed to act as leadership in it
	Acted                             // took a step in it while it was open
	ThroughGlass                      // has broken the glass within the hour
	Involved                          // any of those that a list knows of
	OfTheClass                        // contact teacher of the student's class
	Fresh                             // opened it within acuteTime; for a list, when the concern arose within it
)

var relations = []string{
	"shut_out", "responsible", "participant", "former", "deputy", "acted", "through_glass", "involved", "of_the_class", "fresh",
}

// String lists the relations by name.
func (r Relation) String() string { return listBits(uint16(r), relations) }

// acuteTime is how long somebody without a second factor still sees a case that
// they have opened: a school day and the evening after it.
const acuteTime = 12 * time.Hour

// asker is somebody before one case: about whom the table is asked.
type asker struct {
	roles   []string // at the case's school
	is      Relation
	resting bool // the case has been over for restAfter, and nobody else has added to it since
	limited bool // no second factor
}

// grant is one row of the table. A row fits whoever has one of its roles, where
// it names any, and one of its relations, where it names any. Only people with a
// part in cases have relations that count: they end with the role.
type grant struct {
	roles    []string
	relation Relation
	states   states
	sees     Section
	may      Action
}

// states is in which states a row counts.
type states uint8

const (
	anyState states = iota
	whileOpen
	whileResting
)

const (
	content    = Alive | Identity | Guardians | Talks | Decisions | Verdicts
	everything = content | Reporter | Unsafe | AccessLog
)

var (
	leaders    = []string{"department_head", "principal"}
	counsellor = []string{"kjentmann", "social_counsellor"}
)

// grants is the table: who, by role or relation, in which cases, sees what and may
// do what. Rows add up.
var grants = []grant{
	{nil, Responsible, anyState, everything, TakeSteps | ReviewGlass},
	{nil, Deputy, anyState, everything, TakeSteps},
	{nil, Participant, anyState, content, TakeSteps},
	// Whoever handed a concern on keeps seeing that somebody has it, and what they
	// wrote themselves. They may still do what anybody in the case may (P10, P12).
	{nil, Former, anyState, Alive | Identity, TakeSteps},
	// The contact teacher of the class is told by nobody but the case's own people:
	// the student may have asked for help in confidence.
	{nil, OfTheClass, anyState, 0, 0},

	{counsellor, 0, whileOpen, content | Reporter, TakeSteps},
	{counsellor, 0, whileResting, Alive | Identity, TakeSteps},
	{counsellor, Acted, whileResting, content | Reporter, 0},
	{leaders, 0, whileOpen, everything, TakeSteps | ReviewGlass},
	{leaders, 0, whileResting, Alive | Identity | Decisions | Verdicts | AccessLog, TakeSteps | BreakGlass | ReviewGlass},
	{leaders, Acted, whileResting, everything, 0},
	{leaders, ThroughGlass, whileResting, everything, 0},

	{[]string{"auditor"}, 0, anyState, Alive | Verdicts, 0},
	{[]string{"observer"}, 0, anyState, 0, 0},
	{[]string{"administrator"}, 0, anyState, 0, 0},
}

// listed is the same for lists, which know who is involved and not how.
var listed = grant{nil, Involved, anyState, Alive | Identity, 0}

// firstHours is what somebody sees without a second factor, of a case that they
// have opened themselves just now: enough to follow what to do at once.
const firstHours = Alive | Identity | Guardians | Decisions

// atSchool is what roles may do at their school, whatever the case.
var atSchool = []grant{
	{[]string{"contact_teacher", "kjentmann", "social_counsellor", "department_head", "principal", "student_services"}, 0, anyState, 0, OpenCases},
	{[]string{"kjentmann", "social_counsellor", "department_head", "principal", "auditor"}, 0, anyState, 0, ReadFigures},
	{[]string{"observer"}, 0, anyState, 0, ReadTotals},
	{leaders, 0, anyState, 0, ReadLookedAt | VouchFor | SeePeople | ListHelp},
	{[]string{"administrator"}, 0, anyState, 0, Administer | SeePeople | ListHelp},
}

// Access is what somebody sees of a case and may do with it.
type Access struct {
	Sees Section
	May  Action
}

// decide asks the table.
func (s asker) decide() Access {
	var all Access
	if s.is&Shut != 0 {
		return all
	}
	for i := range grants {
		all.add(&grants[i], s)
	}
	all.add(&listed, s)
	if s.limited {
		if s.is&Fresh == 0 || all.Sees&Identity == 0 {
			return Access{}
		}
		all.Sees &= firstHours
		all.May &= TakeSteps
	}
	return all
}

func (a *Access) add(g *grant, s asker) {
	switch {
	case g.relation != 0 && (g.relation&s.is == 0 || !acts(s.roles)),
		g.roles != nil && !anyOf(s.roles, g.roles),
		g.states == whileOpen && s.resting, g.states == whileResting && !s.resting:
		return
	}
	a.Sees |= g.sees
	a.May |= g.may
}

// mayAt is what an actor may do at a school.
func (a Actor) mayAt(school SchoolID) Action {
	var all Access
	s := asker{roles: a.At(school), limited: a.Limited}
	for i := range atSchool {
		all.add(&atSchool[i], s)
	}
	if a.Limited {
		return all.May & OpenCases
	}
	return all.May
}

// MayAt reports whether an actor may do this at a school.
func (a Actor) MayAt(school SchoolID, action Action) bool { return a.mayAt(school)&action != 0 }

func anyOf(roles, such []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(such, role) })
}

// before is somebody before a case as its record alone tells. now is the
// school's time.
func (r *Record) before(a Actor, now time.Time) asker {
	s := asker{roles: a.At(r.School), limited: a.Limited, resting: r.Closed}
	if slices.Contains(r.Recused, a.ID) {
		s.is |= Shut
	}
	if slices.Contains(r.Involved, a.ID) {
		s.is |= Involved
	}
	if len(r.Involved) > 0 && r.Involved[0] == a.ID && now.Sub(r.OpenedAt) < acuteTime { // who opened it comes first
		s.is |= Fresh
	}
	return s
}

// mayShow reports whether an actor may see anything of the case, as far as its
// record alone tells: false is for certain. Who has no second factor sees at most
// what they opened, and only the events tell when that was.
func (r *Record) mayShow(a Actor, now time.Time) bool {
	s := r.before(a, now)
	if s.limited {
		if len(r.Involved) == 0 || r.Involved[0] != a.ID {
			return false
		}
		s.limited = false
	}
	return s.decide().sight() != Unseen
}

// access is what an actor sees of the case and may do with it.
func (c *Case) access(w *World, a Actor) Access { return c.before(w, a).decide() }

// before is somebody before the case as its events, and what is around it, tell.
func (c *Case) before(w *World, a Actor) asker {
	s := c.Record.before(a, w.Now)
	s.resting = c.restsFor(a.ID, w.Now)
	if len(c.events) > 0 && c.opener == a.ID && w.Now.Sub(c.events[0].RecordedAt) < acuteTime { // of a concern that arose before, too
		s.is |= Fresh
	}
	add := func(r Relation, holds bool) {
		if holds {
			s.is |= r
		}
	}
	responsible, brought := c.Responsible == a.ID, slices.Contains(c.participants, a.ID)
	add(Responsible, responsible)
	add(Participant, brought || c.offered == a.ID)
	add(Deputy, slices.Contains(c.deputies, a.ID))
	add(Former, s.is&Involved != 0 && !responsible && !brought && slices.Contains(c.everResponsible, a.ID)) // not of a case that was merged into this one
	add(Acted, c.actedOpen(a.ID))
	add(ThroughGlass, w.Now.Before(w.Glass))
	add(OfTheClass, w.teaches(a.ID))
	return s
}

// teaches reports whether somebody is a contact teacher of the student's class.
func (w *World) teaches(id ActorID) bool {
	if w.Student == nil {
		return false
	}
	s, ok := w.Directory.Find(id)
	return ok && slices.ContainsFunc(s.Contact, func(c ContactClass) bool {
		return c.School == w.Student.School && slices.Contains(w.Student.Classes, c.Class)
	})
}

// restAfter is how long a case that is over can be read as before, so that what
// was decided can be seen to. Then it rests: what people wrote in it is for those
// who took part, and through broken glass.
const restAfter = 30 * 24 * time.Hour

// restsFor reports whether the case rests, and nobody but this actor has added
// anything to it: adding a note does not open a case for the one who adds it.
func (c *Case) restsFor(id ActorID, now time.Time) bool {
	if !c.Closed {
		return false
	}
	for i := len(c.events) - 1; i >= 0; i-- {
		switch e := &c.events[i]; {
		case e.Outcome != Done:
		case ends(e.Step) || e.Step == "sign_off":
			return now.Sub(e.RecordedAt) >= restAfter
		case e.Actor != id && isContent(e.Step):
			return false
		}
	}
	return true
}

// actedOpen reports whether somebody took a step in the case before it was over.
func (c *Case) actedOpen(id ActorID) bool {
	return slices.ContainsFunc(c.events[:min(c.over()+1, len(c.events))], func(e Event) bool { return e.Outcome == Done && e.Actor == id })
}

// over is where among the events the case was closed, voided or merged last; the
// number of events for one that is open.
func (c *Case) over() int {
	if !c.Closed {
		return len(c.events)
	}
	for i := len(c.events) - 1; i >= 0; i-- {
		if c.events[i].Outcome == Done && ends(c.events[i].Step) {
			return i
		}
	}
	return 0
}

// ends reports whether a step ends a case, or confirms that it has ended.
func ends(step string) bool {
	return step == "close" || step == "void" || step == "confirm_void" || step == "merge"
}

// Sight is how much of a case an actor may know.
type Sight uint8

// From nothing to everything. A pseudonymous sight has verdicts, deadlines and
// steps, and neither names nor what people wrote.
const (
	Unseen Sight = iota
	Pseudonymous
	Named
)

func (a Access) sight() Sight {
	switch {
	case a.Sees&Identity != 0:
		return Named
	case a.Sees&Alive != 0:
		return Pseudonymous
	}
	return Unseen
}

// sight is how much of the case an actor may know, as far as its record tells.
func (r *Record) sight(a Actor, now time.Time) Sight { return r.before(a, now).decide().sight() }
