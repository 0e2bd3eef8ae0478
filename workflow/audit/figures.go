package audit

import (
	"cmp"
	"encoding/json"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Count is a number of cases, or of verdicts. One that is hidden (suppress.go)
// has no number: it is absent, not covered.
type Count struct {
	N      int
	Hidden bool
}

// MarshalJSON writes null for a count that is hidden.
func (c Count) MarshalJSON() ([]byte, error) {
	if c.Hidden {
		return []byte("null"), nil
	}
	return json.Marshal(c.N)
}

// Figures is what many cases come to. A voided or merged case is counted in
// Voided or Merged and nowhere else.
type Figures struct {
	Schools []string      // codes, in order
	From    calendar.Date // 0: from the first case
	To      calendar.Date // 0: to the last; both days included
	At      time.Time     // when it was judged
	Small   int           // counts below this are hidden; 0 for none

	SchoolNames map[string]string // what people call them, by code; a code that is not there is the name

	Cases, Open, Closed Count
	Voided, Merged      Count

	Requirements []RequirementFigures // in the order of the routines, each id once
	Scenarios    []Group              // by the scenario that a case came to; "cleared" for those that were no intoxication after all
	Months       []Group              // by the month in which the concern arose: 2026-11
	Years        []Group              // by school year, from 1 August: 2026-2027
	BySchool     []Group              // where there are several
	Versions     []VersionFigures
	Waiting      []Wait  // by state, the longest first
	Refusals     []Tally // attempts that were refused, by the requirement or property that they would have broken, or by code
	Waivers      []Tally // by reason
	Breaches     Tally   // recorded, and how many of them leadership has acknowledged
}

// SchoolName is what people call one of the schools.
func (f *Figures) SchoolName(code string) string { return cmp.Or(f.SchoolNames[code], code) }

// Tallied is how often each verdict was given, by Judgement.
type Tallied [judgements]Count

// Of is how often one verdict was given.
func (t *Tallied) Of(j Judgement) Count { return t[j] }

// RequirementFigures is what one requirement comes to in all cases.
type RequirementFigures struct {
	Requirement *routine.Requirement // as the newest version has it
	Routine     string               // id; "" for what every case owes
	Verdicts    Tallied
	Overdue     Count // of those that are pending
	Delays      []Delay
	Waivers     []Tally // by reason
}

// Delay is by how much late ones were late, in one unit.
type Delay struct {
	Late   Count
	Unit   string  // school_days or hours
	Median float64 // 0 where Late is hidden
	Worst  float64
}

// Group is some of the cases, and what all requirements come to in them.
type Group struct {
	ID       string
	Title    routine.Text
	Cases    Count
	Verdicts Tallied
}

// VersionFigures is what the cases that follow one version of a routine come to.
type VersionFigures struct {
	Routine      string
	Version      int
	Title        routine.Text
	Plan         *routine.Routine
	Cases        Count
	Requirements []RequirementFigures
}

// Wait is how long cases stay in a state of their routine.
type Wait struct {
	Routine string
	State   string
	Title   routine.Text
	Stays   Count   // how often a case came to it
	Now     Count   // how many cases are in it now
	Median  float64 // school days; 0 where Stays is hidden
	Worst   float64
}

// Tally counts what has a code.
type Tally struct {
	Code  string
	Title routine.Text
	Count Count
	Of    Count // of how many, where that says something; otherwise 0
}
