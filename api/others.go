package api

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

func (s *server) showMe(c echo.Context) error {
	actor := actorOf(c)
	me := meJSON{ID: string(actor.ID), Name: actor.Name, Roles: []roleJSON{}, Scope: actor.Scope.String()}
	for _, r := range actor.Roles {
		me.Roles = append(me.Roles, roleJSON{Role: r.Role, School: string(r.School)})
	}
	return c.JSON(http.StatusOK, me)
}

func (s *server) listWork(c echo.Context) error {
	work, err := s.Engine.Worklist(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	answer := list[workJSON]{Items: []workJSON{}}
	for _, w := range work {
		answer.Items = append(answer.Items, workJSON{
			Case: string(w.Case), Reference: w.Reference, Requirement: w.Requirement.ID,
			Title: w.Requirement.Title.In(language(c.Request())), DueOn: w.DueOn.String(), Overdue: w.Overdue,
		})
	}
	return c.JSON(http.StatusOK, answer)
}

// maxStudents is how many a search shows: who does not find theirs says more.
const maxStudents = 20

func (s *server) listStudents(c echo.Context) error {
	school, err := schoolOf(actorOf(c), workflow.SchoolID(c.QueryParam("school")))
	if err != nil {
		return err
	}
	students, err := s.Engine.Students(c.Request().Context(), actorOf(c), school, c.QueryParam("q"), maxStudents)
	if err != nil {
		return err
	}
	answer := list[studentJSON]{Items: []studentJSON{}}
	for _, student := range students {
		answer.Items = append(answer.Items, *studentOf(student))
	}
	return c.JSON(http.StatusOK, answer)
}

func (s *server) listRoutines(c echo.Context) error {
	answer := list[routineJSON]{Items: []routineJSON{}}
	for _, r := range s.Engine.Routines() {
		answer.Items = append(answer.Items, routineOf(r, language(c.Request())))
	}
	return c.JSON(http.StatusOK, answer)
}

func routineOf(r *routine.Routine, lang routine.Lang) routineJSON {
	return routineJSON{ID: r.ID, Version: r.Version, Hash: r.Hash, Title: r.Title.In(lang), About: r.About.In(lang), Source: r.Source.File}
}

// showRoutine names each scenario with the fields that opening asks for, at the
// school named or the only one of whoever asks.
func (s *server) showRoutine(c echo.Context) error {
	rules, err := s.Engine.Routine(c.Param("id"))
	if err != nil {
		return err
	}
	actor, lang := actorOf(c), language(c.Request())
	school := workflow.SchoolID(c.QueryParam("school"))
	if school == "" {
		school, _ = schoolOf(actor, "") // without one, nobody is offered by name
	}
	answer := routineOf(rules.Routine, lang)
	for i := range rules.Routine.Scenarios {
		scenario := &rules.Routine.Scenarios[i]
		out := scenarioJSON{ID: scenario.ID, Title: scenario.Title.In(lang), About: scenario.About.In(lang), Student: !scenario.NoName, Fields: []fieldJSON{}}
		fields, err := s.Engine.OpeningViews(c.Request().Context(), actor, school, rules, scenario)
		if err != nil {
			return err
		}
		for _, field := range fields {
			out.Fields = append(out.Fields, fieldOf(&field, lang))
		}
		answer.Scenarios = append(answer.Scenarios, out)
	}
	return c.JSON(http.StatusOK, answer)
}

// moveClock takes the demo's clock forward. Outside the demo there is no such thing.
func (s *server) moveClock(c echo.Context) error {
	if s.MoveClock == nil {
		return workflow.ErrNotFound
	}
	if err := actorOf(c).MayWrite(); err != nil {
		return err
	}
	var body clockRequest
	if err := decode(c.Request(), &body); err != nil {
		return err
	}
	err := s.MoveClock(c.Request().Context(), body.Now.Time)
	if errors.Is(err, workflow.ErrInvalid) {
		return mistake("now", "field_datetime")
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, clockJSON{s.Now()})
}
