package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// maxBatch bounds how many late entries come at once.
const maxBatch = 50

func (s *server) takeStep(c echo.Context) error {
	var body stepRequest
	if err := decode(c.Request(), &body); err != nil {
		return s.inOrder(c, err)
	}
	step := c.Param("step")
	return s.take(c, false, workflow.Hash(c.Param("id"), step, body), []workflow.StepInput{
		{Step: step, OccurredAt: body.OccurredAt.Time, Input: body.Fields},
	})
}

func (s *server) takeSteps(c echo.Context) error {
	var body batchRequest
	if err := decode(c.Request(), &body); err != nil {
		return s.inOrder(c, err)
	}
	if len(body.Steps) == 0 || len(body.Steps) > maxBatch {
		return s.inOrder(c, mistake("steps", "field_list"))
	}
	var steps []workflow.StepInput
	for _, step := range body.Steps {
		steps = append(steps, workflow.StepInput{Step: step.Step, OccurredAt: step.OccurredAt.Time, Input: step.Fields})
	}
	err := s.take(c, true, workflow.Hash(c.Param("id"), body), steps)
	if errors.Is(err, workflow.ErrNotFound) {
		err = s.inOrder(c, s.unknownStep(c, steps))
	}
	if err != nil {
		return inBatch{err}
	}
	return nil
}

// unknownStep is the mistake of naming a step that the case's routine does not
// have, or that the case is not there.
func (s *server) unknownStep(c echo.Context, steps []workflow.StepInput) error {
	v, err := s.Engine.Case(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	for i, step := range steps {
		if _, ok := v.Case.Routine().Step(step.Step); !ok {
			return workflow.FieldErrors{{Field: "step", Message: routine.Message("field_choice", nil), Index: i}}
		}
	}
	return workflow.ErrNotFound
}

// inOrder returns a mistake in the body of a step, unless something comes before
// it: a case that is not there, or a revision that is missing or stale. What is
// malformed comes before all of these.
func (s *server) inOrder(c echo.Context, mistake error) error {
	var fields workflow.FieldErrors
	if !errors.As(mistake, &fields) {
		return mistake
	}
	v, err := s.Engine.Case(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	switch revision, given := ifMatch(c.Request()); {
	case !given:
		return errNoRevision
	case revision != v.Revision:
		return workflow.ErrStale
	}
	return mistake
}

func (s *server) take(c echo.Context, batch bool, request [32]byte, steps []workflow.StepInput) error {
	key, err := keyOf(c.Request())
	if err != nil {
		return s.inOrder(c, err)
	}
	revision, given := ifMatch(c.Request())
	result, err := s.Engine.Take(c.Request().Context(), workflow.StepRequest{
		Case: workflow.CaseID(c.Param("id")), Actor: actorOf(c), Steps: steps, IfMatch: &revision,
		Key: key, Request: request,
	})
	switch {
	case errors.Is(err, workflow.ErrStale) && !given:
		return errNoRevision
	case err != nil:
		return err
	case result.Refusal != nil:
		c.Response().Header().Set("ETag", `"`+strconv.FormatUint(result.Revision, 10)+`"`)
		return &refused{result: result, step: steps[result.Index].Step, batch: batch}
	}
	return s.answer(c, http.StatusOK, result.View)
}

// noRevision is never a case's: a step that comes without If-Match finds out
// everything else that is wrong first, as the contract orders.
const noRevision = ^uint64(0)

// ifMatch reads the revision that the caller has seen. One that is not ours is
// as stale as any other.
func ifMatch(r *http.Request) (revision uint64, given bool) {
	header := strings.TrimSpace(r.Header.Get("If-Match"))
	if header == "" {
		return noRevision, false
	}
	revision, err := strconv.ParseUint(strings.Trim(header, `"`), 10, 64)
	if err != nil {
		return noRevision, true
	}
	return revision, true
}
