package workflow

import (
	"context"
	"fmt"
)

// Mismatch is something that a case's events do not bear out.
type Mismatch struct {
	Case    CaseID
	Message string
}

// Verify folds every case anew from its events and compares: the record, the
// states that the events led through, and that each sign-off was given on what
// the case then said; and no two may have one reference. It returns nothing when all agree.
func (e *Engine) Verify(ctx context.Context) ([]Mismatch, error) {
	var found []Mismatch
	var last string
	q := Query{Limit: 100, Sort: "reference"} // so that cases that share one come one after the other
	for {
		page, next, err := e.store.Cases(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range page {
			mismatches, err := e.verify(ctx, page[i].ID)
			if err != nil {
				return nil, err
			}
			found = append(found, mismatches...)
			if last != "" && page[i].Reference == last {
				found = append(found, Mismatch{page[i].ID, "another case has its reference " + last})
			}
			last = page[i].Reference
		}
		if next == "" {
			return found, nil
		}
		q.Cursor = next
	}
}

func (e *Engine) verify(ctx context.Context, id CaseID) (found []Mismatch, err error) {
	say := func(format string, args ...any) {
		found = append(found, Mismatch{id, fmt.Sprintf(format, args...)})
	}
	err = e.store.View(ctx, func(tx Tx) error {
		found = nil
		record, err := tx.Record(id)
		if err != nil {
			return err
		}
		rules, err := e.version(tx, record.Routine)
		if err != nil {
			return err
		}
		w, err := e.world(tx, record.School, record.Student, e.now())
		if err != nil {
			return err
		}
		events, err := tx.Events(record)
		if err != nil {
			return err
		}
		c, err := Fold(rules, w, *record, events)
		if err != nil {
			say("%v", err)
			return nil
		}
		for _, difference := range differences(&c.Record, record) {
			say("record says %s", difference)
		}
		for _, problem := range wander(rules, events) {
			say("%s", problem)
		}
		for _, problem := range unsigned(rules, record, events) {
			say("%s", problem)
		}
		return nil
	})
	return found, err
}

// differences compares a folded record with the stored one. The deadline is
// left out: it follows the clock as well.
func differences(folded, stored *Record) []string {
	var list []string
	compare := func(name string, a, b any) {
		if fmt.Sprint(a) != fmt.Sprint(b) {
			list = append(list, fmt.Sprintf("%s %v, the events %v", name, b, a))
		}
	}
	compare("scenario", folded.Scenario, stored.Scenario)
	compare("state", folded.State, stored.State)
	compare("closed", folded.Closed, stored.Closed)
	compare("closed as", folded.ClosedAs, stored.ClosedAs)
	compare("revision", folded.Revision, stored.Revision)
	compare("responsible", folded.Responsible, stored.Responsible)
	compare("opened at", folded.OpenedAt.UTC(), stored.OpenedAt.UTC())
	compare("involved", folded.Involved, stored.Involved)
	compare("recused", folded.Recused, stored.Recused)
	return list
}

// wander follows the states that accepted events led to and reports a move that
// the routine does not have.
func wander(rules *Rules, events []Event) []string {
	var list []string
	state := ""
	for _, e := range events {
		if e.Outcome != Done || e.State == state {
			continue
		}
		step := e.Step
		if step == "record_breach" {
			step = e.Payload.Fields["of"].Text
		}
		if state == stateClosed && step != "void" || step == "confirm_void" {
			step = "reopen"
		}
		if e.Step != "open" && !rules.machine.reaches(step, state, e.State) {
			list = append(list, fmt.Sprintf("event %d moves from %s to %s by %s", e.Seq, state, e.State, step))
		}
		state = e.State
	}
	return list
}

// unsigned reports sign-offs that were not given on what the case then said.
func unsigned(rules *Rules, record *Record, events []Event) []string {
	var list []string
	for i, e := range events {
		if e.Step != "sign_off" || e.Outcome != Done {
			continue
		}
		c := begin(rules.Routine, *record)
		c.events = events[:i]
		if c.ContentHash() != e.Payload.Signed {
			list = append(list, fmt.Sprintf("event %d signed other content than what was there", e.Seq))
		}
	}
	return list
}
