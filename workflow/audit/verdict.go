package audit

import (
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Judgement is one of the six verdicts; the package comment says when each is given.
type Judgement uint8

// The verdicts, from the one that matters least to the one that matters most:
// where a requirement was called for several times, the highest is its verdict.
const (
	NotApplicable Judgement = iota
	Satisfied
	Waived
	Late
	Pending
	Violated
	judgements // how many there are
)

var judgementNames = [judgements]string{"not_applicable", "satisfied", "waived", "late", "pending", "violated"}

// String is the verdict as programs call it.
func (j Judgement) String() string { return judgementNames[j] }

// MarshalText writes the verdict as programs call it.
func (j Judgement) MarshalText() ([]byte, error) { return []byte(j.String()), nil }

// Verdict is what one requirement of the routine comes to in one case: that of
// its worst activation.
type Verdict struct {
	Requirement *routine.Requirement
	Finding
	Activations []Finding // in the order in which they arose; empty where it was never called for
}

// Finding is what one activation of a requirement comes to.
type Finding struct {
	Judgement    Judgement
	Since        time.Time // when what made it owed occurred; zero where nothing did
	DueOn        calendar.Date
	DueAt        time.Time // of a duty "at once" or in hours; otherwise zero
	Overdue      bool      // Pending, and the deadline has passed
	Suspended    bool      // Pending, and contact with guardians has to wait: never overdue
	SettledAt    time.Time // when it was met, waived, broken or ended; zero while Pending
	LateBy       Lateness
	Reason       Reasoning
	Events       []string // ids of the events that it rests on, in the order in which they occurred
	RecordedIn   int      // school days from when what settled it occurred until it was recorded
	Acknowledged bool     // Violated by a breach that leadership has acknowledged
}

// Lateness is by how much a deadline was missed: school days where it is a day,
// hours where it is "at once" or counts hours. A deadline missed is missed by at
// least one school day, counting the one begun, or a tenth of an hour.
type Lateness struct {
	Amount float64
	Unit   string // school_days, hours, or "" for not late
}

// Units of lateness.
const (
	SchoolDays = "school_days"
	Hours      = "hours"
)

// Reasoning is why a finding is what it is, in codes; words.go makes sentences of it.
type Reasoning struct {
	Code string // one of the Because constants
	// Detail is a waiver's reason code, the facts that did not hold, or the ids
	// of what was still owed, by Code.
	Detail []string
	By     string // role of whoever waived or acknowledged; "" for nobody
}

// Why a finding is what it is.
const (
	BecauseMet       = "met"        // done in time, or late
	BecauseAsked     = "asked"      // owed, and not done yet
	BecauseLeft      = "left"       // case closed, and not done
	BecauseForbidden = "forbidden"  // done although it must not be, or too early
	BecauseBreach    = "breach"     // recorded as a breach
	BecauseWaiver    = "waiver"     // leadership has waived it
	BecauseDanger    = "danger"     // contact would endanger the student, confirmed by leadership (P1)
	BecauseKept      = "kept"       // what is forbidden was not done
	BecauseUsed      = "used"       // a permission that was used
	BecauseNever     = "never"      // not called for
	BecauseFacts     = "facts"      // called for, but does not apply: see Detail
	BecauseBirthday  = "birthday"   // the student turned 18
	BecauseGone      = "gone"       // the student left the school, or is dead
	BecauseMoved     = "moved"      // to another scenario
	BecauseFreed     = "freed"      // what the routine says ends it came about
	BecauseNoConsent = "no_consent" // to contact with guardians
	BecauseVoided    = "voided"
	BecauseMerged    = "merged"
)
