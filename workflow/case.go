package workflow

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Case is a case as its events tell it. It is a value: Apply makes a new one
// and leaves the old as it was. Everything in it can be folded anew from the
// events, the student and the clock; nothing in it is truth of its own.
type Case struct {
	Record

	routine *routine.Routine
	events  []Event // every event, refused ones too, in the order in which they were recorded

	opener          ActorID
	everResponsible []ActorID
	deputies        []ActorID
	participants    []ActorID // brought in, by name
	offered         ActorID   // hand-over that waits for acceptance
	closedFrom      string    // state to go back to when the case is opened again
	mergedInto      CaseID
	unclear         bool   // the student may be one already known, and nobody has said which
	signature       *Event // the sign-off in force, nil when there is none
	breaches        []breach
	corrected       map[EventID]correction

	story story // what the events say, all of them
}

// breach is something forbidden that happened, or something left undone.
type breach struct {
	event        EventID
	of           string   // step or requirement
	requirements []string // what it broke
	retracted    bool
	acknowledged bool
}

// correction is what later events have put in the place of an event's content.
type correction struct {
	fields     Fields
	occurredAt time.Time // zero: as it was
	retracted  bool
}

// Routine returns the routine version that the case follows.
func (c *Case) Routine() *routine.Routine { return c.routine }

// History returns every event in the order of recording. It must not be changed.
func (c *Case) History() []Event { return c.events }

// event finds an accepted event of the case.
func (c *Case) event(id EventID) (*Event, bool) {
	for i := range c.events {
		if c.events[i].ID == id && c.events[i].Outcome == Done {
			return &c.events[i], true
		}
	}
	return nil, false
}

// clone copies what Apply changes. Events are shared: they never change.
func (c *Case) clone() *Case {
	n := *c
	n.Involved = slices.Clone(c.Involved)
	n.Recused = slices.Clone(c.Recused)
	n.Record.Events = slices.Clone(c.Record.Events)
	n.events = append(make([]Event, 0, len(c.events)+1), c.events...) // room for the one to come
	n.everResponsible = slices.Clone(c.everResponsible)
	n.deputies = slices.Clone(c.deputies)
	n.participants = slices.Clone(c.participants)
	n.breaches = slices.Clone(c.breaches)
	n.corrected = make(map[EventID]correction, len(c.corrected))
	for id, correction := range c.corrected {
		n.corrected[id] = correction
	}
	n.story = c.story.clone()
	return &n
}

func addOnce[T comparable](list []T, item T) []T {
	var none T
	if item == none || slices.Contains(list, item) {
		return list
	}
	return append(list, item)
}

// World is what deciding about a case needs to know beside the case. Nothing
// in it is changed.
type World struct {
	Student   *Student           // the case's; nil where the scenario has none
	Directory Directory          // staff of the case's school
	Known     []*Student         // who a student typed in by hand may be
	Siblings  []*Record          // the student's other cases
	Calendar  *calendar.Calendar // school days of the case's school
	Now       time.Time
	Glass     time.Time // until when whoever asks has broken the case's glass; zero: has not
}

// Directory knows the staff of one school.
type Directory interface {
	Find(id ActorID) (*Staff, bool)
	All() []*Staff // enabled, with a role at the school, by id
}

// narrow leaves out the student's other cases that the actor may not know of.
func (w *World) narrow(actor Actor) {
	w.Siblings = slices.DeleteFunc(w.Siblings, func(r *Record) bool { return r.sight(actor, w.Now) != Named })
}

// guardian finds one of the student's guardians.
func (w *World) guardian(id string) (*Guardian, bool) {
	if w.Student == nil {
		return nil, false
	}
	return guardianIn(w.Student.Guardians, id)
}

func guardianIn(list []Guardian, id string) (*Guardian, bool) {
	for i := range list {
		if list[i].ID == id {
			return &list[i], true
		}
	}
	return nil, false
}

// birth returns the student's birth date, 0 when it is not known.
func (w *World) birth() calendar.Date {
	if w.Student == nil {
		return 0
	}
	return w.Student.BirthDate
}
