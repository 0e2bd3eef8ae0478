package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
)

// maxBatch bounds how many late entries come at once.
const maxBatch = 50

func (s *server) takeStep(c echo.Context) error {
	var body stepRequest
	mistake, err := mistaken(decode(c.Request(), &body))
	if err != nil {
		return err
	}
	step := c.Param("step")
	asked := func() [32]byte { return workflow.Hash(c.Param("id"), step, body) }
	return s.take(c, asked, workflow.StepRequest{
		Steps: []workflow.StepInput{{Step: step, OccurredAt: body.OccurredAt.Time, Input: body.Fields}}, Mistake: mistake,
	})
}

func (s *server) takeSteps(c echo.Context) error {
	var body batchRequest
	wrong, err := mistaken(decode(c.Request(), &body))
	if err != nil {
		return err
	}
	if n := len(body.Steps); wrong == nil && (n == 0 || n > maxBatch) {
		wrong = mistake("steps", "field_list")
	}
	req := workflow.StepRequest{Batch: true, Mistake: wrong}
	for _, step := range body.Steps[:min(maxBatch, len(body.Steps))] {
		req.Steps = append(req.Steps, workflow.StepInput{Step: step.Step, OccurredAt: step.OccurredAt.Time, Input: step.Fields})
	}
	return s.take(c, func() [32]byte { return workflow.Hash(c.Param("id"), body) }, req)
}

// mistaken tells what is wrong with what a request says, which is told in its
// turn, from what keeps it from being read, which comes before everything.
func mistaken(err error) (mistake, unreadable error) {
	var fields workflow.FieldErrors
	if errors.As(err, &fields) {
		return err, nil
	}
	return nil, err
}

// take takes the steps; asked is the hash of the request, for one that has a key.
func (s *server) take(c echo.Context, asked func() [32]byte, req workflow.StepRequest) error {
	key, err := keyOf(c.Request())
	if req.Mistake == nil {
		req.Key, req.Mistake = key, err
	}
	if req.Key != "" {
		req.Request = asked()
	}
	revision, given := ifMatch(c.Request())
	req.Case, req.Actor, req.IfMatch = workflow.CaseID(c.Param("id")), actorOf(c), &revision
	lang := language(c.Request())
	var early letter
	req.Meanwhile = func(v *workflow.View) {
		early.discard()
		early = s.caseLetter(v, lang)
	}
	result, err := s.Engine.Take(c.Request().Context(), req)
	if err != nil || result.Refusal != nil || result.Repeated {
		early.discard() // of another try
	}
	switch {
	case errors.Is(err, workflow.ErrStale) && !given:
		return errNoRevision
	case err != nil && req.Batch && req.Mistake == nil:
		return inBatch{err}
	case err != nil:
		return err
	case result.Refusal != nil:
		tag(c, result.Revision)
		return &refused{result: result, step: req.Steps[result.Index].Step, batch: req.Batch}
	case result.Repeated:
		return s.answer(c, http.StatusOK, result.View)
	}
	tag(c, result.Revision)
	return early.send(c, http.StatusOK)
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
