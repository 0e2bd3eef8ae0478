package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

var (
	evaluateForms   = []string{"text", "html", "pdf"}
	evaluateOptions = []option{
		{name: "year", value: "YEAR", about: auditTexts.YearFlag},
		{name: "school", value: "S", about: auditTexts.SchoolFlag},
		{name: "publish", about: auditTexts.PublishFlag},
	}
)

// firstYear is the earliest school year that can be meant.
const firstYear = 2000

// auditEvaluate drafts the yearly evaluation. It finds nothing wrong: a draft is
// not a check.
func auditEvaluate(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	year, err := c.schoolYear()
	if err != nil {
		return err
	}
	o := order{
		Op: opEvaluate, School: workflow.SchoolID(c.options["school"]), Publish: c.options["publish"] == "true",
		From: year.From, To: year.To, Format: c.format, Lang: c.lang,
	}
	err = c.auditReport(o)
	if errors.Is(err, workflow.ErrInvalid) {
		return wrongUsage(fill(auditTexts.YearAhead, c.options["year"]))
	}
	return err
}

// schoolYear is what --year says. Whether it has begun is for whoever has the
// database to say: a demo has a clock of its own.
func (c *call) schoolYear() (workflow.Period, error) {
	said := c.options["year"]
	year, err := strconv.Atoi(said)
	if err != nil || len(said) != len("2026") {
		return workflow.Period{}, wrongUsage(auditTexts.NoYear)
	}
	if year < firstYear {
		return workflow.Period{}, wrongUsage(fill(texts.BadValue, said, "--year", "≥ "+strconv.Itoa(firstYear)))
	}
	from, to := audit.YearOf(calendar.On(year, time.August, 1))
	return workflow.Period{From: from, To: to}, nil
}

// evaluate makes the draft that an order asks for. A year that has not begun is
// ErrInvalid.
func (d *desk) evaluate(ctx context.Context, o order, by workflow.Operation) (reply, error) {
	if o.From > d.engine.Today() {
		return reply{}, fmt.Errorf("school year from %s: %w", o.From, workflow.ErrInvalid)
	}
	e := &report.Evaluation{}
	var err error
	if e.Year, err = d.engine.FiguresBy(ctx, o.School, workflow.Period{From: o.From, To: o.To}, by); err != nil {
		return reply{}, err
	}
	from, to := audit.YearOf(o.From.Add(-1))
	if e.Before, err = d.engine.FiguresBy(ctx, o.School, workflow.Period{From: from, To: to}, by); err != nil {
		return reply{}, err
	}
	if e.Year.Cases.N == 0 {
		if e.Plans, err = d.currentPlans(ctx); err != nil {
			return reply{}, err
		}
	}
	if o.Publish {
		audit.Publish(audit.Small, nil, e.Year, e.Before)
	}
	e.Drafted = d.engine.Today()
	data, err := writeDocument(report.OfEvaluation(e, o.Lang), o.Format)
	return reply{Report: data}, err
}

// currentPlans are the routines as a case opened today would follow them.
func (d *desk) currentPlans(ctx context.Context) ([]*routine.Routine, error) {
	versions, err := d.engine.Versions(ctx)
	if err != nil {
		return nil, err
	}
	var list []*routine.Routine
	for _, v := range versions {
		if !v.Current {
			continue
		}
		r, err := d.engine.Version(ctx, v.ID, v.Version)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}
