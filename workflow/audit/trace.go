package audit

import (
	"slices"
	"time"

	"kjentvei/workflow/calendar"
)

// Trace is one case as its record tells it, and all that a judgement rests on.
// Nobody's identity is in it: people are numbers that mean nothing outside the
// case, with the roles that they had; of what somebody wrote, only that they
// wrote something. It must not be changed while it is judged.
type Trace struct {
	Reference string // of the case, for people
	Pseudonym string // of the student; "" where the case has none
	School    string
	Paper     bool // it was followed on paper: who might take a step is not known

	// Adult is the first day on which the student counts as 18 (P3); 0 when the
	// birth date is not known, or there is no student.
	Adult calendar.Date

	Guardians []int  // the student's, those who are barred left out
	Marks     []Mark // contact with guardians that may be unsafe, oldest first
	Events    []Event
}

// Mark says that contact with a guardian may be unsafe for the student. It
// binds every case of the student, from when it is raised until it is lifted.
type Mark struct {
	Guardian  int // 0 for all
	Raised    time.Time
	Confirmed time.Time // by leadership; zero: not
	Lifted    time.Time // zero: in force
}

// Event is one step that was taken or refused, in the order of recording.
type Event struct {
	ID         string
	Step       string // "open" for the opening, "merged_in" where another case was merged into this one
	Scenario   string // of the opening
	Unclear    bool   // of the opening: the student may be one already known
	Refused    bool
	Actor      int      // a person of the case, from 1
	Roles      []string // of the actor then
	OccurredAt time.Time
	RecordedAt time.Time
	State      string // of the case after it
	Fields     []Field
	Reasons    []Reason // why it was refused; of a breach, what it broke
	Recused    []int    // people whom the event itself shuts out
}

// Reason is why a step may not be taken.
type Reason struct {
	Code        string // as in workflow.Unmet
	Requirement string // id of a requirement, or of a property (P1–P12); "" for none
}

// Field is one thing that was filled in.
type Field struct {
	Name string
	Value
}

// Value is what a field holds, by its Kind. A free text is Written: that
// there is one is all that a trace knows of it.
type Value struct {
	Kind   Kind
	Text   string        // Chosen
	Bool   bool          // Answered
	Number float64       // Counted
	Date   calendar.Date // Dated
	Time   time.Time     // Timed
	List   []string      // Ticked
	People []Person      // Named
}

// Kind is which member of a Value is meant.
type Kind uint8

// The kinds of value.
const (
	Written  Kind = iota // free text, or something that would identify somebody
	Chosen               // one of some choices
	Answered             // yes or no
	Counted
	Dated
	Timed
	Ticked // any of some choices
	Named  // people
)

// Person is somebody named in a field.
type Person struct {
	Ref        int      // tells people of one case apart, from 1
	Kind       string   // staff, student, guardian or other
	Roles      []string // of staff
	Leadership bool     // could act as leadership in the case then
}

// is reports whether a person counts as one of a kind, a role or a group.
func (p *Person) is(kind string) bool {
	switch kind {
	case "guardian", "student", "other":
		return p.Kind == kind
	case "leadership":
		return p.Leadership
	}
	if p.Kind != "staff" {
		return false
	}
	switch kind {
	case "staff", "anyone":
		return slices.ContainsFunc(p.Roles, actsInCases)
	case "leader":
		return slices.ContainsFunc(p.Roles, isLeader)
	}
	return slices.Contains(p.Roles, kind)
}

func isLeader(role string) bool { return role == "department_head" || role == "principal" }

// actsInCases reports whether a role does more than look on or set up.
func actsInCases(role string) bool {
	return role != "auditor" && role != "observer" && role != "administrator"
}

// field finds what was filled in, nil for nothing.
func (e *Event) field(name string) *Value {
	for i := range e.Fields {
		if e.Fields[i].Name == name {
			return &e.Fields[i].Value
		}
	}
	return nil
}

// chosen is what was chosen in a field, "" for nothing.
func (e *Event) chosen(name string) string {
	if v := e.field(name); v != nil && v.Kind == Chosen {
		return v.Text
	}
	return ""
}

// person is the first who is named in a field, 0 for nobody.
func (e *Event) person(name string) int {
	if v := e.field(name); v != nil && len(v.People) > 0 {
		return v.People[0].Ref
	}
	return 0
}

// has reports whether a choice, choices or answer is, or includes, the value.
func (v *Value) has(value string) bool {
	switch v.Kind {
	case Chosen:
		return v.Text == value
	case Ticked:
		return slices.Contains(v.List, value)
	case Answered:
		return v.Bool && value == "true" || !v.Bool && value == "false"
	}
	return false
}

// count counts the different people who are one of the kinds, roles or groups.
func (v *Value) count(of []string) int {
	var seen []int
	for i := range v.People {
		p := &v.People[i]
		if !slices.Contains(seen, p.Ref) && slices.ContainsFunc(of, p.is) {
			seen = append(seen, p.Ref)
		}
	}
	return len(seen)
}
