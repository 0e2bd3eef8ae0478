package api

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// showAudit tells whether the routine was followed in one case.
func (s *server) showAudit(c echo.Context) error {
	v, err := s.Engine.Case(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	judged, err := v.Audit()
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, report.CaseForPrograms(judged, language(c.Request())))
}

// showFigures tells what all cases come to.
func (s *server) showFigures(c echo.Context) error {
	values := c.QueryParams()
	var mistakes workflow.FieldErrors
	fail := func(name string) {
		mistakes = append(mistakes, workflow.FieldError{Field: name, Message: routine.Message("parameter_wrong", nil)})
	}
	for name, given := range values {
		if len(given) > 1 || !slices.Contains([]string{"school", "from", "to"}, name) {
			fail(name)
		}
	}
	period := workflow.Period{From: day(values, "from", fail), To: day(values, "to", fail)}
	if period.From != 0 && period.To != 0 && period.To < period.From {
		fail("to")
	}
	actor, school := actorOf(c), workflow.SchoolID(values.Get("school"))
	switch err := actor.MayKnowFigures(school); {
	case err != nil:
		return err
	case len(mistakes) > 0:
		return mistakes
	}
	figures, err := s.Engine.Figures(c.Request().Context(), actor, school, period)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, report.ForPrograms(figures, language(c.Request())))
}

// day reads a date; 0 when it is not given.
func day(values url.Values, name string, fail func(string)) calendar.Date {
	if !values.Has(name) {
		return 0
	}
	d, err := calendar.Parse(values.Get(name))
	if err != nil {
		fail(name)
	}
	return d
}
