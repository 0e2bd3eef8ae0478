package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/audit/xes"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

var (
	auditForms   = []string{"text", "json", "csv", "html", "pdf", "xes"}
	auditOptions = []option{
		{name: "school", value: "S", about: auditTexts.SchoolFlag},
		{name: "from", value: "D", about: auditTexts.FromFlag},
		{name: "to", value: "D", about: auditTexts.ToFlag},
		{name: "case", value: "REF", about: auditTexts.CaseFlag},
		{name: "publish", about: auditTexts.PublishFlag},
	}
)

// auditCases tells whether the routine was followed: in all cases, or in one.
func auditCases(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	period, err := c.period()
	if err != nil {
		return err
	}
	o := order{
		Op: opAudit, School: workflow.SchoolID(c.options["school"]), Case: c.options["case"], Publish: c.options["publish"] == "true",
		From: period.From, To: period.To, Format: c.format, Lang: c.lang,
	}
	if c.format == "xes" && o.Case == "" {
		return c.auditLog(o)
	}
	return c.auditReport(o)
}

// period is what --from and --to say.
func (c *call) period() (p workflow.Period, err error) {
	for name, day := range map[string]*calendar.Date{"from": &p.From, "to": &p.To} {
		said := c.options[name]
		if said == "" {
			continue
		}
		if *day, err = calendar.Parse(said); err != nil {
			return p, wrongUsage(fill(texts.BadValue, said, "--"+name, "2026-08-01"))
		}
	}
	if p.From != 0 && p.To != 0 && p.To < p.From {
		return p, wrongUsage(fill(texts.BadValue, c.options["to"], "--to", "≥ "+p.From.String()))
	}
	return p, nil
}

// auditReport has a report made by whoever has the database, and prints it.
func (c *call) auditReport(o order) error {
	if o.Format == "pdf" {
		o.Format = "html"
	}
	answer, err := c.ask(o)
	switch {
	case errors.Is(err, workflow.ErrNotFound) && o.Case != "":
		return failed(fill(drawTexts.NoCase, o.Case))
	case err != nil:
		return err
	}
	if err := c.printReport(answer.Report); err != nil {
		return err
	}
	if answer.Violated {
		return &failure{status: statusFound}
	}
	return nil
}

// printReport prints a report that has the form asked for, or makes a PDF of a
// page.
func (c *call) printReport(data []byte) error {
	if c.format == "pdf" {
		var err error
		if data, err = pdf(data); err != nil {
			return err
		}
	}
	if c.format == "text" {
		data = []byte(harmless(string(data)))
	}
	c.stdout.Write(data)
	return nil
}

// auditLog prints the event log, however many cases there are.
func (c *call) auditLog(o order) error {
	ctx, cancel := interruptible()
	defer cancel()
	o.Op, o.By = opAuditLog, systemUser()
	return c.reach(ctx, o, func(body io.Reader) error {
		_, err := io.Copy(c.out, body)
		return err
	}, func(d *desk) error { return d.auditLog(ctx, o, c.out) })
}

// audit makes the report that an order asks for.
func (d *desk) audit(ctx context.Context, o order, by workflow.Operation) (reply, error) {
	if o.Case != "" {
		found, cal, err := d.engine.AuditBy(ctx, o.Case, by)
		if err != nil {
			return reply{}, err
		}
		data, err := writeCase(found, cal, o.Format, o.Lang)
		return reply{Report: data, Violated: isViolated(found.Verdicts)}, err
	}
	f, err := d.engine.FiguresBy(ctx, o.School, workflow.Period{From: o.From, To: o.To}, by)
	if err != nil {
		return reply{}, err
	}
	violated := areViolated(f)
	if o.Publish {
		audit.Publish(audit.Small, f)
	}
	data, err := writeFigures(f, o.Format, o.Lang)
	return reply{Report: data, Violated: violated}, err
}

// isViolated reports whether any requirement is.
func isViolated(verdicts []audit.Verdict) bool {
	for i := range verdicts {
		if verdicts[i].Judgement == audit.Violated {
			return true
		}
	}
	return false
}

func areViolated(f *audit.Figures) bool {
	for i := range f.Requirements {
		if f.Requirements[i].Verdicts.Of(audit.Violated).N > 0 {
			return true
		}
	}
	return false
}

func writeFigures(f *audit.Figures, format string, lang routine.Lang) ([]byte, error) {
	switch format {
	case "json":
		return indented(report.ForPrograms(f, lang))
	case "csv":
		return []byte(report.FiguresCSV(f)), nil
	}
	return writeDocument(report.OfFigures(f, lang), format)
}

func writeCase(c *audit.Case, cal *calendar.Calendar, format string, lang routine.Lang) ([]byte, error) {
	switch format {
	case "xes":
		var b bytes.Buffer
		w := xes.NewWriter(&b, cal, lang)
		err := errors.Join(w.Case(c), w.Close())
		return b.Bytes(), err
	case "json":
		return indented(report.CaseForPrograms(c, lang))
	case "csv":
		return []byte(report.CaseCSV(c, lang)), nil
	}
	return writeDocument(report.OfCase(c, lang), format)
}

func writeDocument(d *report.Document, format string) ([]byte, error) {
	switch format {
	case "text":
		return []byte(report.Text(d)), nil
	case "html":
		return []byte(report.HTML(d, report.Style)), nil
	}
	return nil, fmt.Errorf("format %q: %w", format, workflow.ErrInvalid)
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(v)
	return b.Bytes(), err
}

// auditLog writes the event log that an order asks for, a case at a time.
func (d *desk) auditLog(ctx context.Context, o order, to io.Writer) error {
	by := workflow.Operation{At: nowToTheSecond(), System: o.By}
	w := xes.NewWriter(to, calendar.New(calendar.Oslo, nil), o.Lang)
	write := func(c *audit.Case, cal *calendar.Calendar) error {
		w.SetCalendar(cal)
		return w.Case(c)
	}
	period := workflow.Period{From: o.From, To: o.To}
	if err := d.engine.EachAudited(ctx, o.School, period, by, write); err != nil {
		return err
	}
	return w.Close()
}
