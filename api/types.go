package api

import (
	"time"
)

type list[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"next_cursor,omitempty"`
}

type caseJSON struct {
	ID          string       `json:"id"`
	Reference   string       `json:"reference"`
	School      string       `json:"school"`
	Routine     routineRef   `json:"routine"`
	Scenario    string       `json:"scenario"`
	State       string       `json:"state"`
	StateTitle  string       `json:"state_title,omitempty"`
	Guidance    string       `json:"guidance,omitempty"`
	Closed      bool         `json:"closed"`
	ClosedAs    string       `json:"closed_as,omitempty"`
	Signed      *bool        `json:"signed_off,omitempty"`
	Revision    uint64       `json:"revision"`
	Student     *studentJSON `json:"student,omitempty"`
	Pseudonym   string       `json:"pseudonym,omitempty"`
	Responsible *personJSON  `json:"responsible"`
	OpenedAt    time.Time    `json:"opened_at"`
	Sees        []string     `json:"sees,omitempty"` // sections that the reader sees
	May         []string     `json:"may,omitempty"`  // what the reader may do beside taking single steps
	Due         []dueJSON    `json:"due"`
	Steps       []stepJSON   `json:"steps,omitempty"`
}

type routineRef struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

type studentJSON struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	BirthDate string `json:"birth_date,omitempty"`
	Class     string `json:"class,omitempty"`
}

type personJSON struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
	Role string `json:"role,omitempty"`
}

type dueJSON struct {
	Requirement string     `json:"requirement"`
	Title       string     `json:"title,omitempty"`
	DueOn       string     `json:"due_on,omitempty"`
	DueAt       *time.Time `json:"due_at,omitempty"`
	Overdue     bool       `json:"overdue"`
	Waiting     bool       `json:"waiting,omitempty"`
}

// stepJSON is a step: what the routine says of it, and between that what holds
// of it in the case. It is written piece by piece (whole.go).
type stepJSON struct {
	stepFront
	Allowed bool `json:"allowed"`
	stepBack
	BlockedBy []blockedJSON `json:"blocked_by"`
	Fields    []fieldJSON   `json:"fields"`
}

type stepFront struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Guidance string   `json:"guidance,omitempty"`
	Say      []string `json:"say,omitempty"`
	Avoid    []string `json:"avoid,omitempty"`
	To       string   `json:"to"`
}

type stepBack struct {
	Roles        []string `json:"roles"`
	Requirements []string `json:"requirements"`
}

type blockedJSON struct {
	Code        string `json:"code"`
	Requirement string `json:"requirement,omitempty"`
	Message     string `json:"message"`
	Index       *int   `json:"index,omitempty"`
}

type fieldJSON struct {
	Name     string       `json:"name"`
	Type     string       `json:"type"`
	Label    string       `json:"label"`
	Help     string       `json:"help,omitempty"`
	Required bool         `json:"required"`
	Min      *int         `json:"min,omitempty"`
	Max      *int         `json:"max,omitempty"`
	Typed    bool         `json:"typed,omitempty"` // people: also takes a name and a role
	Choices  []choiceJSON `json:"choices,omitempty"`
}

type choiceJSON struct {
	Value string   `json:"value"`
	Label string   `json:"label"`
	Needs []string `json:"needs,omitempty"` // fields that this choice makes required
}

type errorJSON struct {
	Field   string `json:"field"`
	Message string `json:"message"`
	Index   *int   `json:"index,omitempty"`
}

type eventJSON struct {
	ID         string         `json:"id"`
	Step       string         `json:"step"`
	Title      string         `json:"title,omitempty"`
	Actor      personJSON     `json:"actor"`
	OccurredAt time.Time      `json:"occurred_at"`
	RecordedAt time.Time      `json:"recorded_at"`
	Outcome    string         `json:"outcome"`
	State      string         `json:"state,omitempty"`
	Revision   uint64         `json:"revision"`
	Fields     map[string]any `json:"fields"`
	BlockedBy  []blockedJSON  `json:"blocked_by,omitempty"`
}

type workJSON struct {
	Case        string `json:"case"`
	Reference   string `json:"reference"`
	Requirement string `json:"requirement"`
	Title       string `json:"title"`
	DueOn       string `json:"due_on,omitempty"`
	Overdue     bool   `json:"overdue"`
}

type meJSON struct {
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	Roles []roleJSON `json:"roles"`
	Scope string     `json:"scope"`
}

type roleJSON struct {
	Role   string `json:"role"`
	School string `json:"school"`
}

type routineJSON struct {
	ID        string         `json:"id"`
	Version   int            `json:"version"`
	Hash      string         `json:"hash"`
	Title     string         `json:"title"`
	About     string         `json:"about,omitempty"`
	Source    string         `json:"source"`
	Scenarios []scenarioJSON `json:"scenarios,omitempty"`
}

type scenarioJSON struct {
	ID      string      `json:"id"`
	Title   string      `json:"title"`
	About   string      `json:"about,omitempty"`
	Student bool        `json:"student"` // whether opening names a student
	Fields  []fieldJSON `json:"fields"`
}

// Requests. Fields of the routine stay as JSON has them: the engine knows their types.

type openRequest struct {
	Scenario   string          `json:"scenario"`
	Student    *studentRequest `json:"student"`
	Fields     map[string]any  `json:"fields"`
	Routine    string          `json:"routine"`
	School     string          `json:"school"`
	OccurredAt instant         `json:"occurred_at"`
}

type studentRequest struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	BirthDate string `json:"birth_date"`
	Class     string `json:"class"`
}

type stepRequest struct {
	OccurredAt instant        `json:"occurred_at"`
	Fields     map[string]any `json:"fields"`
}

type batchRequest struct {
	Steps []batchStep `json:"steps"`
}

type batchStep struct {
	Step       string         `json:"step"`
	OccurredAt instant        `json:"occurred_at"`
	Fields     map[string]any `json:"fields"`
}

type clockRequest struct {
	Now instant `json:"now"`
}

// instant is a time in a request. One that cannot be read is a time at which
// nothing occurs, so that it is found in its turn, after who may and what is stale.
type instant struct{ time.Time }

var never = time.Time{}.Add(time.Second)

// UnmarshalJSON never fails.
func (i *instant) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if i.Time.UnmarshalJSON(data) != nil {
		i.Time = never
	}
	return nil
}

type clockJSON struct {
	Now time.Time `json:"now"`
}
