package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/draw"
	"kjentvei/workflow/routine/proof"
)

var (
	drawForms   = []string{"svg", "mermaid", "dot", "murphi"}
	drawOptions = []option{
		{name: "case", value: "REF", about: drawTexts.CaseFlag},
		{name: "columns", value: "N", preset: "1", about: drawTexts.ColumnsFlag},
		{name: "slice", value: "ID", preset: "P9.closing", about: drawTexts.SliceFlag},
	}
)

// routineDraw draws a routine, or where a case stands on its own.
func routineDraw(c *call) error {
	columns, err := strconv.Atoi(c.options["columns"])
	if err != nil || columns < 1 || columns > 9 {
		return wrongUsage(fill(texts.BadValue, c.options["columns"], "--columns", "1–9"))
	}
	if c.format == "murphi" {
		return c.murphi()
	}
	picture, err := c.picture()
	if err != nil {
		return err
	}
	switch c.format {
	case "mermaid":
		c.stdout.WriteString(picture.Mermaid())
	case "dot":
		c.stdout.WriteString(picture.DOT())
	default:
		c.stdout.WriteString(picture.SVG(draw.Options{Columns: columns}))
	}
	return nil
}

// picture is of the routine named, or of the case.
func (c *call) picture() (*draw.Picture, error) {
	if reference := c.options["case"]; reference != "" {
		if err := c.noArgument(); err != nil {
			return nil, err
		}
		return c.casePicture(reference)
	}
	r, err := c.namedRoutine()
	if err != nil {
		return nil, err
	}
	return draw.New(r, c.lang), nil
}

// namedRoutine is the one named on the command line.
func (c *call) namedRoutine() (*routine.Routine, error) {
	name, err := c.oneArgument(wrongUsage(texts.OneRoutine))
	if err != nil {
		return nil, err
	}
	l, err := c.load(name)
	if err != nil {
		return nil, err
	}
	if l.routine == nil {
		for _, p := range l.problems {
			c.complain("%s:%s", l.name, p.In(c.lang))
		}
		return nil, malformed(fill(texts.MalformedFile, l.name))
	}
	return l.routine, nil
}

// murphi writes one of the models that the routine was proved, or refused, by,
// for rumur to look through.
func (c *call) murphi() error {
	r, err := c.namedRoutine()
	if err != nil {
		return err
	}
	var ids []string
	for _, s := range proof.Slices(r) {
		if s.ID == c.options["slice"] {
			c.stdout.WriteString(s.Murphi())
			return nil
		}
		ids = append(ids, s.ID)
	}
	return wrongUsage(fill(texts.BadValue, c.options["slice"], "--slice", strings.Join(ids, ", ")))
}

// chartReply is where a case stands, on its way from whoever has the database.
type chartReply struct {
	Routine string           `json:"routine"` // its canonical form
	State   string           `json:"state"`
	Visited []string         `json:"visited"`
	Ahead   []workflow.Ahead `json:"ahead"`
}

func chartReplyOf(chart *workflow.Chart) *chartReply {
	return &chartReply{string(chart.Routine.Canonical()), chart.State, chart.Visited, chart.Ahead}
}

// casePicture draws where a case stands. The reference is all that it tells of
// whose case it is.
func (c *call) casePicture(reference string) (*draw.Picture, error) {
	answer, err := c.ask(order{Op: opChart, Case: reference})
	switch {
	case errors.Is(err, workflow.ErrNotFound):
		return nil, failed(fill(drawTexts.NoCase, reference))
	case err != nil:
		return nil, err
	}
	r, err := routine.Load([]byte(answer.Chart.Routine))
	if err != nil {
		return nil, err
	}
	picture := draw.New(r, c.lang)
	picture.Title = reference + ": " + picture.Title
	if state, ok := r.State(answer.Chart.State); ok && !slices.ContainsFunc(r.States, func(s routine.State) bool { return s.ID == state.ID }) {
		picture.Title += " – " + state.Title.In(c.lang) // closed, voided or merged
	}
	picture.Case(marks(answer.Chart, c.lang))
	return picture, nil
}

// marks says of each state where it stands.
func marks(chart *chartReply, lang routine.Lang) map[string]draw.Mark {
	why := map[string][]string{}
	for _, ahead := range chart.Ahead {
		why[ahead.State] = nil
		for _, because := range ahead.Blocked {
			why[ahead.State] = append(why[ahead.State], because.In(lang))
		}
	}
	return draw.Marks(chart.State, chart.Visited, why)
}
