package workflow

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
)

// RoutineRef names the routine version that a case follows from its first
// event to its last.
type RoutineRef struct {
	ID      string
	Version int
	Hash    string // of the canonical form, hex
}

// Record is the small summary of a case that lists, worklists and the next
// step need. It is derived from the case's events and can always be rebuilt
// from them; store.Check proves that it has been.
type Record struct {
	Number      uint64 // dense, from 1; the key of the record
	ID          CaseID
	Reference   string // for people; no personal data
	School      SchoolID
	Routine     RoutineRef
	Scenario    string
	State       string
	Closed      bool
	ClosedAs    string // closed, voided or merged
	Revision    uint64
	Student     StudentID     // "" where the scenario is anonymous
	Responsible ActorID       // "" while there is none
	OpenedAt    time.Time     // when the concern arose, to the second
	DueOn       calendar.Date // the earliest open deadline, 0 for none; a closed case has none unless it was voided
	Involved    []ActorID     // opener, responsible and participants, once each
	Recused     []ActorID     // shut out, whatever their role
	Events      []uint64      // sequence numbers of the case's events, ascending
}

// Staff is a member of staff and what they are at each school.
type Staff struct {
	ID       ActorID
	User     string // login name, unique; "" for somebody without an account
	Password string // encoded (argon2id); "" for no password
	Name     string
	Phone    string // where colleagues reach them; "" when nobody has said
	Roles    []SchoolRole
	Disabled bool

	Roster  string         // who this is in the roster; "" for somebody whom no roster has named
	Left    bool           // disabled because the roster no longer names them
	Contact []ContactClass // whose contact teacher they are, as the roster says
}

// ClassID is a basis group or contact teacher's group, the same from year to year
// as far as the roster has it so.
type ClassID string

// ContactClass is a class that somebody is the contact teacher of.
type ContactClass struct {
	School SchoolID
	Class  ClassID
	Title  string
	Until  calendar.Date // the last day; 0: not said
}

// SchoolRole is a role at one school.
type SchoolRole struct {
	School SchoolID
	Role   string
	Until  calendar.Date // the last day, of a substitute or a leaver; 0: not said
}

// withRole is roles with one more, for as long as nobody says otherwise;
// withoutRole, without it.
func withRole(roles []SchoolRole, school SchoolID, role string) []SchoolRole {
	return append(withoutRole(roles, school, role), SchoolRole{School: school, Role: role})
}

func withoutRole(roles []SchoolRole, school SchoolID, role string) []SchoolRole {
	return slices.DeleteFunc(roles, func(r SchoolRole) bool { return r.School == school && r.Role == role })
}

// current leaves out the roles that have ended before a day.
func current(roles []SchoolRole, today calendar.Date) []SchoolRole {
	return slices.DeleteFunc(slices.Clone(roles), func(r SchoolRole) bool { return r.Until != 0 && r.Until < today })
}

// Student is what the program knows of a student beside any case.
type Student struct {
	ID        StudentID
	School    SchoolID
	Pseudonym string // random; what an auditor sees instead of the name
	Name      string
	BirthDate calendar.Date // 0: not known
	BirthSet  bool          // the birth date was set in a case, not taken from a roster
	Class     string
	Typed     bool      // entered by hand at an opening, not from a roster
	Same      StudentID // who a person has said this student, typed in by hand, really is
	Guardians []Guardian
	Unsafe    []UnsafeMark // contact that may endanger the student, oldest first

	Classes []ClassID     // that Class tells the titles of, from a roster
	LeftOn  calendar.Date // the day from which the roster no longer had the student; 0: is here
	Former  []Guardian    // whom the roster no longer has, and cases or a decision may name
}

// Guardian is somebody who stands as a student's guardian.
type Guardian struct {
	ID     string // unique within the student
	Name   string
	Phone  string
	Barred bool    // must not be contacted, by a decision outside the school
	Staff  ActorID // when the guardian works at the school
}

// UnsafeMark says that contact with a guardian may endanger the student. It
// belongs to the student and binds every case, from when it is raised until
// leadership lifts it.
type UnsafeMark struct {
	Guardian    string // id; "" for all
	Case        CaseID
	RaisedAt    time.Time
	ConfirmedAt time.Time // zero: not yet
	LiftedAt    time.Time // zero: in force
}
