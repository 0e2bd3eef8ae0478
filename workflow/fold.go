package workflow

import (
	"fmt"
	"time"

	"kjentvei/workflow/routine"
)

// Fold makes a case of its record's lasting part and its events, in the order
// of recording. It is ErrDamaged when the events cannot be a case's.
func Fold(rules *Rules, w *World, identity Record, events []Event) (*Case, error) {
	c := begin(rules.Routine, identity)
	for i := range events {
		e := &events[i]
		if (i == 0) != (e.Step == "open") || (e.Step == "open" && e.Payload.Opening == nil) {
			return nil, fmt.Errorf("case %s: event %d is a %q: %w", identity.ID, e.Seq, e.Step, ErrDamaged)
		}
		if e.Outcome != Done {
			c.events = append(c.events, *e)
			continue
		}
		if _, known := rules.Routine.Step(e.Step); !known && e.Step != "open" && e.Step != mergedIn {
			return nil, fmt.Errorf("case %s: event %d is a step %q that its routine lacks: %w", identity.ID, e.Seq, e.Step, ErrDamaged)
		}
		if e.Revision != c.Revision+1 {
			return nil, fmt.Errorf("case %s: event %d has revision %d after %d: %w", identity.ID, e.Seq, e.Revision, c.Revision, ErrDamaged)
		}
		c.events = append(c.events, *e)
		c.record(w, e)
		again := *e
		c.arrive(&again, e.State)
	}
	c.story = c.tell(w, time.Time{}, "")
	c.summarise(w)
	return c, nil
}

// begin is a case before its first event: what never changes of its record.
func begin(r *routine.Routine, identity Record) *Case {
	return &Case{
		Record: Record{
			Number: identity.Number, ID: identity.ID, Reference: identity.Reference, School: identity.School,
			Routine: identity.Routine, Student: identity.Student, Events: identity.Events,
		},
		routine:   r,
		corrected: map[EventID]correction{},
		story:     story{facts: r.Schema().Start(), duties: make([]duty, len(r.Demands())), waived: map[string]bool{}},
	}
}
