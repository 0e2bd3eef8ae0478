package workflow

import (
	"time"
)

// CaseID is the public id of a case: a UUIDv7, in its usual form.
type CaseID string

// EventID is the public id of an event: a UUIDv7, in its usual form.
type EventID string

// ActorID is the opaque, stable id of a member of staff.
type ActorID string

// StudentID is the opaque, stable id of a student.
type StudentID string

// SchoolID is the short name of a school within the installation.
type SchoolID string

// Outcome says whether a step was taken or refused. Both are events.
type Outcome string

// The outcomes of an event.
const (
	Done    Outcome = "done"
	Refused Outcome = "refused"
)

// Event is the immutable record of one step taken or refused. Its public part
// holds no personal data, only times, types and opaque references; what people
// wrote is the payload, which is stored apart from it so that it can be sealed
// and lawfully erased while the public part stays.
type Event struct {
	Seq        uint64  // position in the one log of the installation, from 1 without gaps; the store gives it
	ID         EventID // random, for people and programs outside
	Case       uint64  // the case's number
	Revision   uint64  // of the case after this event; a refused attempt leaves it as it was
	Step       string  // id of the step; "open" for the opening, "merged_in" where another case was merged into this one
	Outcome    Outcome
	State      string // of the case after this event
	Actor      ActorID
	OccurredAt time.Time // to the second, UTC
	RecordedAt time.Time // to the millisecond, UTC

	Payload Payload
}

// Payload is what an event says beyond its public part.
type Payload struct {
	Roles   []string  `json:"roles,omitempty"`   // of the actor, at the case's school, when it was recorded
	Fields  Fields    `json:"fields,omitempty"`  // as checked; people with what was known of them then
	Unmet   []Unmet   `json:"unmet,omitempty"`   // why it was refused; for a breach, what it broke
	Opening *Opening  `json:"opening,omitempty"` // of the first event
	Recused []ActorID `json:"recused,omitempty"` // shut out because the student turned out to be their own, or of a case that was merged into this one
	Signed  string    `json:"signed,omitempty"`  // of a sign-off: hash of the content that was signed
}

// Opening is what the first event of a case fixes for good.
type Opening struct {
	School   SchoolID  `json:"school"`
	Scenario string    `json:"scenario"`
	Student  StudentID `json:"student,omitempty"` // none where the scenario is anonymous
	Unclear  bool      `json:"unclear,omitempty"` // typed in by hand, and perhaps a student already known
	Recused  []ActorID `json:"recused,omitempty"` // staff who are the student's guardians
}

// Unmet is one reason why a step may not be taken now.
type Unmet struct {
	Code        string            `json:"code"` // guard, role, state, relation, contact_suspended, consent_missing, sign_off_missing or requirement_open
	Requirement string            `json:"requirement,omitempty"`
	Message     string            `json:"message,omitempty"` // key of the catalogue; empty for a routine's own guard
	Guard       int               `json:"guard,omitempty"`   // which guard of the step, from 1
	Args        map[string]string `json:"args,omitempty"`    // fill in the message
}
