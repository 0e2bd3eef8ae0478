package api

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

func (s *server) listEvents(c echo.Context) error {
	v, err := s.Engine.Case(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	answer := list[eventJSON]{Items: []eventJSON{}}
	for _, e := range v.History() {
		answer.Items = append(answer.Items, eventOf(v, &e, language(c.Request())))
	}
	return c.JSON(http.StatusOK, answer)
}

// eventOf is one event of a history, which holds only what the reader may see.
func eventOf(v *workflow.View, e *workflow.Event, lang routine.Lang) eventJSON {
	out := eventJSON{
		ID: string(e.ID), Step: e.Step, Title: v.StepTitle(e.Step).In(lang), OccurredAt: e.OccurredAt.UTC(), RecordedAt: e.RecordedAt.UTC(),
		Outcome: string(e.Outcome), State: e.State, Revision: e.Revision, Fields: map[string]any{},
	}
	if len(e.Payload.Roles) > 0 {
		out.Actor.Role = e.Payload.Roles[0]
	}
	if e.Actor != "" {
		out.Actor.ID, out.Actor.Name = string(e.Actor), v.StaffName(e.Actor)
	}
	for name, value := range e.Payload.Fields {
		out.Fields[name] = plain(v, value)
	}
	for _, u := range e.Payload.Unmet {
		out.BlockedBy = append(out.BlockedBy, blockedJSON{Code: u.Code, Requirement: u.Requirement, Message: v.Explain(e.Step, u).In(lang)})
	}
	return out
}

// plain is a value as a request would have it, people with their names.
func plain(v *workflow.View, value workflow.Value) any {
	switch value.Kind {
	case workflow.KindNumber:
		return value.Number
	case workflow.KindBool:
		return value.Bool
	case workflow.KindDate:
		return value.Date.String()
	case workflow.KindTime:
		return value.Time.UTC().Format(time.RFC3339)
	case workflow.KindList:
		return value.List
	case workflow.KindPeople:
		people := []personJSON{}
		for _, p := range value.People {
			people = append(people, personJSON{ID: p.ID, Name: v.PersonName(p), Role: p.Role})
		}
		return people
	}
	return value.Text
}
