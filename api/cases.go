package api

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// listParameters are what GET /cases takes. Another is a mistake of the caller's,
// and so is one given twice: who stands before us may have read the other one.
var listParameters = []string{"state", "scenario", "school", "routine", "responsible", "overdue", "closed", "q", "sort", "limit", "cursor"}

func (s *server) listCases(c echo.Context) error {
	query, err := s.caseQuery(c)
	if err != nil {
		return err
	}
	actor, lang := actorOf(c), language(c.Request())
	page, err := s.Engine.List(c.Request().Context(), actor, query, c.QueryParam("q"))
	if errors.Is(err, workflow.ErrInvalid) {
		return mistake("cursor", "parameter_wrong")
	}
	if err != nil {
		return err
	}
	return compose(func(b []byte) ([]byte, error) { return s.scribe.page(b, page, lang) }).send(c, http.StatusOK)
}

func (s *server) caseQuery(c echo.Context) (workflow.Query, error) {
	values := c.QueryParams()
	var mistakes workflow.FieldErrors
	fail := func(name string) {
		mistakes = append(mistakes, workflow.FieldError{Field: name, Message: routine.Message("parameter_wrong", nil)})
	}
	for name, given := range values {
		if len(given) > 1 || !slices.Contains(listParameters, name) {
			fail(name)
		}
	}
	q := workflow.Query{
		State: values.Get("state"), Scenario: values.Get("scenario"), Routine: values.Get("routine"),
		Responsible: workflow.ActorID(values.Get("responsible")), Sort: values.Get("sort"), Cursor: values.Get("cursor"),
	}
	if q.Responsible == "me" {
		q.Responsible = actorOf(c).ID
	}
	if school := values.Get("school"); school != "" {
		q.Schools = []workflow.SchoolID{workflow.SchoolID(school)}
	}
	if values.Has("sort") && !slices.Contains([]string{"opened_at", "due_on", "reference"}, strings.TrimPrefix(q.Sort, "-")) {
		fail("sort")
	}
	if limit := values.Get("limit"); limit != "" {
		n, err := strconv.Atoi(limit)
		if err != nil || n < 1 || n > 100 {
			fail("limit")
		}
		q.Limit = n
	}
	q.Closed = flag(values, "closed", fail)
	if overdue := flag(values, "overdue", fail); overdue != nil && *overdue {
		q.OverdueOn = s.Engine.Today()
	} else if overdue != nil {
		q.OnTimeOn = s.Engine.Today()
	}
	if len(mistakes) > 0 {
		return q, mistakes
	}
	return q, nil
}

// mistake is one thing that is wrong with what was asked.
func mistake(field, message string) error {
	return workflow.FieldErrors{{Field: field, Message: routine.Message(message, nil)}}
}

// flag reads true or false; nil when it is not given.
func flag(values url.Values, name string, fail func(string)) *bool {
	if !values.Has(name) {
		return nil
	}
	value := values.Get(name) == "true"
	if !value && values.Get(name) != "false" {
		fail(name)
		return nil
	}
	return &value
}

func (s *server) showCase(c echo.Context) error {
	v, err := s.Engine.Case(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	return s.answer(c, http.StatusOK, v)
}

// answer sends a case as it is, with its revision as ETag.
func (s *server) answer(c echo.Context, status int, v *workflow.View) error {
	tag(c, v.Revision)
	return s.caseLetter(v, language(c.Request())).send(c, status)
}

func (s *server) caseLetter(v *workflow.View, lang routine.Lang) letter {
	return compose(func(b []byte) ([]byte, error) { return s.scribe.whole(b, v, lang) })
}

func tag(c echo.Context, revision uint64) {
	c.Response().Header().Set("ETag", `"`+strconv.FormatUint(revision, 10)+`"`)
}

func (s *server) openCase(c echo.Context) error {
	var body openRequest
	wrong, err := mistaken(decode(c.Request(), &body))
	if err != nil {
		return err
	}
	actor := actorOf(c)
	school, err := schoolOf(actor, workflow.SchoolID(body.School))
	if err != nil {
		return err
	}
	if body.Routine == "" {
		body.Routine = s.DefaultRoutine
	}
	req := workflow.OpenRequest{
		Actor: actor, School: school, Routine: body.Routine, Scenario: body.Scenario,
		Input: body.Fields, OccurredAt: body.OccurredAt.Time,
		Request: workflow.Hash("open", body), Mistake: wrong,
	}
	if wrong == nil {
		req.Key, req.Mistake = keyOf(c.Request())
	}
	if given := body.Student; given != nil {
		req.Student = &workflow.StudentInput{ID: workflow.StudentID(given.ID), Name: given.Name, BirthDate: given.BirthDate, Class: given.Class}
	}
	result, err := s.Engine.Open(c.Request().Context(), req)
	if err != nil {
		return err
	}
	if result.Refusal != nil {
		return &refused{result: result}
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/cases/"+string(result.ID))
	return s.answer(c, http.StatusCreated, result.View)
}

const keyHeader = "Idempotency-Key"

// maxKeyBytes bounds an Idempotency-Key; a UUID has 36.
const maxKeyBytes = 1024

// keyOf reads the Idempotency-Key: "" for none, a mistake for one that is too
// long or not of printable ASCII characters.
func keyOf(r *http.Request) (string, error) {
	key := r.Header.Get(keyHeader)
	if len(key) > maxKeyBytes || strings.ContainsFunc(key, func(c rune) bool { return c < ' ' || c > '~' }) {
		return "", mistake(keyHeader, "parameter_wrong")
	}
	return key, nil
}

// schoolOf settles which school a case is opened at: the one named, or the
// actor's only one.
func schoolOf(actor workflow.Actor, named workflow.SchoolID) (workflow.SchoolID, error) {
	var schools []workflow.SchoolID
	for _, r := range actor.Roles {
		if !slices.Contains(schools, r.School) {
			schools = append(schools, r.School)
		}
	}
	switch {
	case named != "" && !slices.Contains(schools, named):
		return "", workflow.ErrNotFound
	case named != "":
		return named, nil
	case len(schools) == 1:
		return schools[0], nil
	case len(schools) == 0:
		return "", &refused{result: &workflow.Result{Refusal: &workflow.Refusal{Forbidden: true, Unmet: []workflow.Unmet{{Code: "role"}}}}}
	}
	return "", mistake("school", "school_required")
}
