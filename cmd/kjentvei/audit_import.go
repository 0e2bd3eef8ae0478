package main

import (
	"io"
	"os"
	"strconv"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/audit/xes"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// paperSchool is what a school whose cases were followed on paper is called
// where it has no other name.
const paperSchool = "-"

var importOptions = []option{
	{name: "routine", value: "ID|PATH", preset: "kjentmann", about: auditTexts.ImportFlag},
	{name: "template", about: auditTexts.TemplateFlag},
	{name: "publish", about: auditTexts.PublishFlag},
}

// auditImport judges cases that were followed on paper. It touches no database.
func auditImport(c *call) error {
	r, err := c.sound(c.options["routine"])
	if err != nil {
		return err
	}
	if c.options["template"] == "true" {
		c.stdout.Write(paper.Template(r, c.lang))
		return c.noArgument()
	}
	name, err := c.oneArgument(wrongUsage(auditTexts.OneTable))
	if err != nil {
		return err
	}
	traces, err := c.traces(name, r)
	if err != nil {
		return err
	}
	return c.judge(traces, r)
}

// traces reads a table, or tells every mistake in it.
func (c *call) traces(name string, r *routine.Routine) ([]*audit.Trace, error) {
	data, err := readTable(name)
	if err != nil {
		return nil, c.notReadable(name, err)
	}
	book, problems := paper.Read(data, r, paper.Options{School: paperSchool, Now: time.Now()})
	for _, p := range problems {
		c.complain("%s:%s", name, p.In(c.lang))
	}
	switch len(problems) {
	case 0:
	case 1:
		return nil, malformed(fill(auditTexts.OneFileMistake, name))
	default:
		return nil, malformed(fill(auditTexts.FileMistakes, strconv.Itoa(len(problems)), name))
	}
	for _, remark := range book.Remarks {
		c.complain("%s:%s", name, remark.In(c.lang))
	}
	return book.Traces, nil
}

// readTable reads a file, or of one that is too large enough for paper to say so.
func readTable(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, paper.MaxBytes+1))
}

// judge prints what the cases come to: one as a case, several as figures.
func (c *call) judge(traces []*audit.Trace, r *routine.Routine) error {
	rules, cal, now := audit.Compile(r), calendar.New(calendar.Oslo, nil), nowToTheSecond()
	violated := false
	sum := audit.NewSum(audit.Scope{At: now})
	log := xes.NewWriter(&c.stdout, cal, c.lang)
	for _, t := range traces {
		sum.Add(rules.Brief(t, cal, now))
		if c.format == "xes" {
			if err := log.Case(rules.Case(t, cal, now)); err != nil {
				return err
			}
		}
	}
	if c.format == "xes" {
		return log.Close()
	}
	format := c.format
	if format == "pdf" {
		format = "html"
	}
	var data []byte
	var err error
	if len(traces) == 1 {
		one := rules.Case(traces[0], cal, now)
		violated = isViolated(one.Verdicts)
		data, err = writeCase(one, cal, format, c.lang)
	} else {
		f := sum.Figures()
		violated = areViolated(f)
		if c.options["publish"] == "true" {
			audit.Publish(audit.Small, f)
		}
		data, err = writeFigures(f, format, c.lang)
	}
	if err != nil {
		return err
	}
	if err := c.printReport(data); err != nil {
		return err
	}
	if violated {
		return &failure{status: statusFound}
	}
	return nil
}

// nowToTheSecond is the time as it is recorded.
func nowToTheSecond() time.Time { return time.Now().UTC().Truncate(time.Second) }
