package workflow

import (
	"context"
	"time"

	"kjentvei/workflow/calendar"
)

// Store keeps cases and their events. It is declared here, where it is used;
// package store implements it on bbolt.
type Store interface {
	// View runs fn on one consistent snapshot. Nothing of tx may be used
	// after fn returns; what it returned may.
	View(ctx context.Context, fn func(tx Tx) error) error

	// Update runs fn alone among writers and makes what it wrote durable
	// before it returns nil. When fn returns an error, nothing of it is kept
	// and Update returns that error. fn may be run more than once, each time
	// from the start; it must do no I/O and keep no result of a run that
	// failed. ErrFull is returned when the disk is full.
	Update(ctx context.Context, fn func(tx Tx) error) error

	// Cases returns one page of records, without their Events, and the
	// cursor of the next page, "" on the last. An unknown cursor or sort is ErrInvalid.
	Cases(ctx context.Context, q Query) (page []Record, next string, err error)
}

// Tx is one transaction. Its methods return ErrNotFound for what is not there.
type Tx interface {
	Record(id CaseID) (*Record, error)
	RecordsOf(student StudentID) ([]*Record, error) // oldest first
	Events(r *Record) ([]Event, error)              // in the order in which they were recorded
	RecordAt(number uint64) (*Record, error)        // by the case's number

	// EachEvent calls fn for each event, in the order in which they were
	// recorded. The event, its roles and its fields are written over when fn
	// returns; an error of fn ends it and is returned.
	EachEvent(r *Record, fn func(e *Event) error) error

	// Extent gives the last number of an event and of a case; CasesAfter, the
	// numbers of the cases that have events after one, each once. In an Update
	// they are of what was there before it.
	Extent() (events, cases uint64, err error)
	CasesAfter(event uint64) (cases []uint64, err error)

	// Append stores events and the record as it then is. It gives the events
	// their Seq, adds those to r.Events, and for a new case (r.Number 0)
	// gives the record and the events its number.
	Append(r *Record, events []Event) error

	Student(id StudentID) (*Student, error)
	StudentsAt(school SchoolID) ([]*Student, error) // every student of the school
	PutStudent(s *Student) error
	RemoveStudent(id StudentID) error // somebody about whom there is no case

	Staff(id ActorID) (*Staff, error)
	StaffByUser(user string) (*Staff, error)
	AllStaff() ([]*Staff, error)
	StaffAt(school SchoolID) ([]*Staff, error) // enabled ones with a role there, by id
	// PutStaff adds or changes a member of staff. A user name that is somebody
	// else's is ErrConflict.
	PutStaff(s *Staff) error

	Token(hash [32]byte) (*Token, error)
	Tokens() ([]*Token, error)
	PutToken(t *Token) error
	PutOperation(o Operation) error
	Operations() ([]Operation, error) // in their order

	// PutLook adds to the log of who looked at what, and gives the look its number.
	PutLook(l *Look) error
	Look(number uint64) (*Look, error)
	LooksAt(number uint64) ([]Look, error) // at a case, in their order
	LastLook() (uint64, error)             // 0 when there is none
	LooksToReview() ([]Look, error)        // broken glasses and their reviews, in their order

	// Credentials are those of a member of staff; PutCredentials keeps them.
	Credentials(id ActorID) (*Credentials, error)
	PutCredentials(c *Credentials) error

	// Identity finds whom a login provider calls subject.
	Identity(issuer, subject string) (ActorID, error)
	// PutIdentity says whom. A subject that is somebody else's is ErrConflict,
	// and so is another subject of the same issuer for the same person.
	PutIdentity(issuer, subject string, staff ActorID) error
	RemoveIdentities(staff ActorID) error // of every provider

	// Setting keeps a few small values of the installation, such as the demo's clock.
	Setting(name string) ([]byte, error)
	PutSetting(name string, value []byte) error

	Routine(hash string) (canonical []byte, err error)
	// PutRoutine publishes a version. The same id and version with another
	// hash is ErrConflict: what is published does not change.
	PutRoutine(ref RoutineRef, canonical []byte) error
	Routines() ([]RoutineRef, error) // every published version, by id, then version

	FreeDays(school SchoolID) ([]calendar.Span, error)
	PutFreeDays(school SchoolID, days []calendar.Span) error

	// Answer finds what was answered to an idempotency key of an actor.
	Answer(actor ActorID, key string) (*Answer, error)
	PutAnswer(actor ActorID, key string, a Answer) error
}

// Answer is what a request with an idempotency key led to, so that the same
// request can be answered the same way again.
type Answer struct {
	Request  [32]byte // SHA-256 of what was asked
	Case     CaseID
	Revision uint64
	At       time.Time // answers are kept for a day
}

// Query says which cases to list. A zero field does not restrict; an empty list
// that is not nil matches nothing. Sorted by due_on, cases without a deadline come
// last when ascending.
type Query struct {
	Schools     []SchoolID
	Involving   ActorID    // opener, responsible or participant
	Reader      ActorID    // leaves out cases from which this actor is recused
	SeesAll     []SchoolID // with Reader: at other schools than these, only cases that involve the reader
	State       string
	Scenario    string
	Routine     string
	Responsible ActorID
	Student     []StudentID
	Closed      *bool
	OverdueOn   calendar.Date // cases whose earliest deadline lies before this day
	OnTimeOn    calendar.Date // cases that have no deadline before this day
	Reference   string        // begins so, letter case aside
	Sort        string        // opened_at, due_on or reference, "-" before it for descending; default -opened_at
	Limit       int           // 1–100; default 50
	Cursor      string
}
