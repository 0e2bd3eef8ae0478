package audit

import (
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Case is the audit of one case: everything that a sceptic needs to judge it
// anew, without anybody's name.
type Case struct {
	Reference string
	Pseudonym string
	School    string // code
	Routine   *routine.Routine
	Scenario  string // that it came to
	State     string
	ClosedAs  string    // "", closed, voided or merged
	OpenedAt  time.Time // when the concern arose
	Adult     calendar.Date
	At        time.Time // when it was judged

	SchoolName string // what people call the school; "" for its code

	Verdicts []Verdict // in the order of the routine, then what every case owes
	Timeline []Entry   // in the order in which things occurred, corrected
	Waivers  []WaiverGiven
	Breaches []BreachTold
}

// Entry is one line of a case's timeline.
type Entry struct {
	Event        string // id
	Step         string
	Title        routine.Text
	Refused      bool
	Reasons      []Reason // of a refused one
	Role         string   // of who did it, as an id of a role; "" for none
	Actor        int      // tells the people of the case apart
	OccurredAt   time.Time
	RecordedAt   time.Time
	RecordedIn   int  // school days from OccurredAt to RecordedAt
	Corrected    bool // a later event has put something in the place of what it said
	Retracted    bool
	State        string
	Present      []string // kinds and roles of the people named in it
	Serves       []string // requirements for which it is evidence
	OutOfOrder   bool     // recorded after something that occurred later
	FirstOfState bool     // the case came to its state by it
}

// WaiverGiven is one exception that leadership made.
type WaiverGiven struct {
	Event       string
	Requirement string
	Reason      string // code
	By          string // role
	At          time.Time
	Allowed     bool   // by the routine, to this person
	Why         string // code: why it was not allowed; "" when it was
}

// BreachTold is something forbidden that happened, or was left undone, and was recorded.
type BreachTold struct {
	Event          string
	Of             string       // step or requirement
	Title          routine.Text // of it
	Requirements   []string     // that it broke
	By             string       // role
	At             time.Time
	Acknowledgment string // id of the event in which leadership says what is done about it; "" for none yet
	AcknowledgedBy string // role
	Retracted      bool   // recorded by mistake, corrected by leadership
}
