package oracle_test

import (
	"time"

	"kjentvei/workflow/audit"
)

// What short cases that are written by hand are made of.

func moment(text string) time.Time {
	at, err := time.Parse("2006-01-02 15:04", "2026-"+text)
	if err != nil {
		panic(err)
	}
	return at
}

func did(step, when, state string, actor int, fields ...audit.Field) audit.Event {
	return audit.Event{
		ID: step + when, Step: step, OccurredAt: moment(when), RecordedAt: moment(when), State: state,
		Actor: actor, Roles: staff[actor-1].Roles, Fields: fields,
	}
}

func chose(name, word string) audit.Field {
	return audit.Field{Name: name, Value: audit.Value{Kind: audit.Chosen, Text: word}}
}
