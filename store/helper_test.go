package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/uuid"
)

var (
	ctx   = context.Background()
	epoch = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// newCase is a record that has not been stored, the n-th of its kind.
func newCase(n int) *workflow.Record {
	school := workflow.SchoolID(fmt.Sprintf("school-%02d", n%40))
	return &workflow.Record{
		ID:          workflow.CaseID(newID()),
		Reference:   fmt.Sprintf("%s-2026-%06d", strings.ToUpper(string(school[7:])), n),
		School:      school,
		Routine:     workflow.RoutineRef{ID: "skolemiljo", Version: 1 + n%3, Hash: strings.Repeat(fmt.Sprintf("%02x", n%3), 32)},
		Scenario:    []string{"bullying", "threats", "neglect", "violence", "other"}[n%5],
		State:       "open",
		Student:     workflow.StudentID(fmt.Sprintf("student-%06d", n%40000)),
		Responsible: workflow.ActorID(fmt.Sprintf("staff-%04d", n%1000)),
		OpenedAt:    epoch.Add(time.Duration(n) * time.Minute),
		DueOn:       calendar.On(2026, 11, 22+n%90),
		Involved: []workflow.ActorID{
			workflow.ActorID(fmt.Sprintf("staff-%04d", n%1000)),
			workflow.ActorID(fmt.Sprintf("staff-%04d", (n+7)%1000)),
		},
	}
}

// newEvent is an event that takes r one revision up, with a payload of about
// the given number of bytes.
func newEvent(r *workflow.Record, bytes int) workflow.Event {
	return workflow.Event{
		ID:         workflow.EventID(newID()),
		Revision:   r.Revision + 1,
		Step:       "record_conversation",
		Outcome:    workflow.Done,
		Actor:      r.Responsible,
		OccurredAt: r.OpenedAt.Add(time.Duration(r.Revision) * time.Hour),
		RecordedAt: r.OpenedAt.Add(time.Duration(r.Revision)*time.Hour + 1234*time.Millisecond),
		Payload: workflow.Payload{
			Roles:  []string{"teacher"},
			Fields: workflow.Fields{"account": {Text: strings.Repeat("Vi snakket sammen. ", 1+bytes/19)}},
		},
	}
}

// step appends one event to r in tx.
func step(tx workflow.Tx, r *workflow.Record) error {
	e := newEvent(r, 200)
	r.Revision++
	return tx.Append(r, []workflow.Event{e})
}

func update(t testing.TB, db *store.DB, fn func(workflow.Tx) error) {
	t.Helper()
	if err := db.Update(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, db *store.DB, fn func(workflow.Tx) error) {
	t.Helper()
	if err := db.View(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

// open stores a new case with some events.
func open(t testing.TB, db *store.DB, n, events int) *workflow.Record {
	t.Helper()
	r := newCase(n)
	update(t, db, func(tx workflow.Tx) error {
		*r = *newCase(n)
		for range events {
			if err := step(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	return r
}
