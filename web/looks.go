package web

import (
	"net/http"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// looksPage tells who has looked at a case.
type looksPage struct {
	Head  caseHead
	Looks []lookLine
	Leads bool // sees whose reading is worth a question, too
}

type lookLine struct{ At, Who, What, Reason string }

func (s *server) showLooks(v *visit) (any, error) {
	ctx, id := v.Request().Context(), workflow.CaseID(v.Param("id"))
	seen, err := s.Engine.AccessLog(ctx, v.Actor, id)
	if err != nil {
		return nil, err
	}
	view, err := s.Engine.Case(ctx, v.Actor, id)
	if err != nil {
		return nil, err
	}
	p := looksPage{Head: headOf(view, v.Lang), Leads: v.Actor.MayAt(view.School, workflow.ReadLookedAt)}
	for _, l := range seen {
		line := lookLine{At: timeIn(v.Lang, l.At), Who: l.Name, What: whatIn(l.What, v.Lang), Reason: l.Reason}
		if l.Operator != "" {
			line.Who = fillIn(words.Looks.Operator.In(v.Lang), []string{l.Operator})
		}
		p.Looks = append(p.Looks, line)
	}
	return p, nil
}

// whatIn says what somebody did; a command of the operator's as it was given.
func whatIn(what string, lang routine.Lang) string {
	switch what {
	case workflow.LookedAtList:
		return words.Looks.List.In(lang)
	case workflow.LookedAtFigure:
		return words.Looks.Figure.In(lang)
	case workflow.LookedAtCase:
		return words.Looks.Case.In(lang)
	case workflow.BrokeGlass:
		return words.Looks.Broke.In(lang)
	case workflow.ReviewedGlass:
		return words.Looks.Reviewed.In(lang)
	case "step":
		return words.Looks.Step.In(lang)
	}
	return what
}

// glassPage lists the broken glasses that somebody is told of.
type glassPage struct {
	Items    []glassLine
	Mistakes []mistake
	Leads    bool // sees whose reading is worth a question, too
}

type glassLine struct {
	Number                        uint64
	Case                          workflow.CaseID
	Reference, At, Until, Who     string
	Reason                        string
	Mine                          bool
	Finding, Note, Reviewer       string
	TypedNote, TypedFinding, Fail string
}

func (s *server) showGlass(v *visit) (any, error) { return s.glassPage(v) }

func (s *server) glassPage(v *visit) (*glassPage, error) {
	list, err := s.Engine.Broken(v.Request().Context(), v.Actor)
	if err != nil {
		return nil, err
	}
	p := &glassPage{Leads: leads(v.Actor)}
	for _, g := range list {
		line := glassLine{
			Number: g.Number, Case: g.Case, Reference: g.Reference, At: timeIn(v.Lang, g.At), Until: timeIn(v.Lang, g.Until),
			Who: g.Name, Reason: g.Reason, Mine: g.Mine,
		}
		if g.Review != nil {
			line.Reviewer, line.Note = g.Review.Name, g.Review.Note
			line.Finding = words.Glass.Unjustified.In(v.Lang)
			if g.Review.Finding == "justified" {
				line.Finding = words.Glass.Justified.In(v.Lang)
			}
		}
		p.Items = append(p.Items, line)
	}
	return p, nil
}

func (s *server) reviewGlass(v *visit) (any, error) {
	number, err := strconv.ParseUint(v.Param("number"), 10, 64)
	if err != nil {
		return nil, workflow.ErrNotFound
	}
	var wrong []mistake
	if !v.onlyShows() {
		err := s.Engine.ReviewGlass(v.Request().Context(), v.Actor, number, v.field("finding"), v.field("note"))
		if err == nil {
			return see("/glass"), nil
		}
		if wrong = place(err, v.Lang); wrong == nil {
			return nil, err
		}
		v.Status = http.StatusUnprocessableEntity
	}
	p, err := s.glassPage(v)
	if err != nil {
		return nil, err
	}
	for i := range p.Items {
		if line := &p.Items[i]; line.Number == number {
			line.TypedNote, line.TypedFinding = v.field("note"), v.field("finding")
			for _, w := range wrong {
				line.Fail = w.Message
				p.Mistakes = append(p.Mistakes, mistake{"#note-" + strconv.FormatUint(number, 10), w.Message})
			}
		}
	}
	return p, nil
}
