package web

import (
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// pressForm says with one press that a step was done, and when. The rest is
// written afterwards, in the step's own form.
type pressForm struct {
	Case        workflow.CaseID
	Step, Title string // that was done
	Said        string // on the button
	Revision    uint64
	For         workflow.ActorID
	Key         string
}

// noteTime is the step that gives another one its time.
const noteTime = "note_time"

func pressOf(view *workflow.View, step *workflow.StepView, said routine.Text, lang routine.Lang) *pressForm {
	if !view.MayNote(step) {
		return nil
	}
	return &pressForm{view.ID, step.Step.ID, step.Step.Title.In(lang), said.In(lang), view.Revision, view.Reader(), newKey()}
}

// emergency is what stands over a list that is followed in order: that 113 was rung
// can be said there, by who may.
type emergency struct {
	Press *pressForm // nil where it cannot be said, or has been
	At    string     // when it was said, while the rest is to be written
	Href  string     // where to write it
}

func emergencyIn(view *workflow.View, step *workflow.StepView, lang routine.Lang) *emergency {
	e := &emergency{Press: pressOf(view, step, words.Case.Rang113, lang), Href: "/cases/" + string(view.ID) + "/steps/" + step.Step.ID}
	if noted, ok := view.Noted(step.Step.ID); ok {
		e.At = clockIn(lang, noted.At, view.Today())
	}
	return e
}
