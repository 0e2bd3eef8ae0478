package workflow

import (
	"errors"
	"fmt"
	"strings"

	"kjentvei/workflow/routine"
)

// The kinds of error that callers tell apart, with errors.Is.
var (
	// ErrNotFound is returned for what does not exist, and for what the actor
	// may not know of: the two cannot be told apart.
	ErrNotFound = errors.New("not found")
	// ErrForbidden is returned for what the actor may know of, but no role of
	// theirs may ask for.
	ErrForbidden = errors.New("forbidden")
	// ErrInvalid is returned for input that no case could accept.
	ErrInvalid = errors.New("invalid")
	// ErrConflict is returned for what contradicts what is already there.
	ErrConflict = errors.New("conflict")
	// ErrStale is returned when the case has moved on from the revision that
	// the caller has seen.
	ErrStale = errors.New("stale revision")
	// ErrFull is returned when the disk is full; nothing was stored.
	ErrFull = errors.New("disk full")
	// ErrDamaged is returned for stored bytes that cannot be what was written.
	ErrDamaged = errors.New("damaged")
)

// FieldError says what is wrong with one field.
type FieldError struct {
	Field   string
	Message routine.Text
	Index   int // of the step in a batch
}

// FieldErrors is every mistake in what was filled in. It is ErrInvalid.
type FieldErrors []FieldError

func (e FieldErrors) Error() string {
	parts := make([]string, len(e))
	for i, field := range e {
		parts[i] = fmt.Sprintf("%s: %s", field.Field, field.Message.In(routine.English))
	}
	return strings.Join(parts, "; ")
}

// Unwrap makes the errors ErrInvalid.
func (e FieldErrors) Unwrap() error { return ErrInvalid }
