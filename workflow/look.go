package workflow

import "time"

// Look is one time that somebody saw content of cases, or was let past what they
// ordinarily see. The log of looks only grows. A look is stored before what it
// tells of is shown, so that nothing is seen that is not in it.
type Look struct {
	Number  uint64 // position in the log, from 1 without gaps; the store gives it
	At      time.Time
	Staff   ActorID // who; "" for an operator
	System  string  // an operator, by the operating system's user name; "" for staff
	What    string  // one of the kinds below, or the operator's command
	Cases   []uint64
	Reason  string    // of breaking the glass, and of what is found about it
	Until   time.Time // how long a broken glass lets through
	Of      uint64    // the look that this one reviews
	Finding string    // of a review: justified or unjustified
}

// What staff see or do, as the log of looks calls it.
const (
	LookedAtList   = "list"         // names and where their cases stand, on one page
	LookedAtFigure = "figure"       // what one requirement came to in cases, without names, on one page
	LookedAtCase   = "case"         // a case, its history or its verdicts
	BrokeGlass     = "break_glass"  // opened a case that they ordinarily do not read
	ReviewedGlass  = "review_glass" // looked at whether that was right
)
