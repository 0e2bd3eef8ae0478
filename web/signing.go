package web

import (
	"slices"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// signPage is the queue of what waits for the leadership to sign it off.
type signPage struct {
	Items []signLine
	Done  bool // has just signed the last
}

type signLine struct {
	Case                         workflow.CaseID
	Reference, Who, State, Since string
	Returned                     bool // and nothing has come since
}

// signingPage is one case of the queue: what stands out in it first, then all that is
// signed.
type signingPage struct {
	Head      caseHead
	Place, Of int // in the queue, from 1; 0: not in it
	Next      workflow.CaseID
	Remarks   []verdictLine
	Unseen    bool // the reader sees no verdicts
	Met       int  // how many requirements were met with nothing to remark
	Events    []eventLine
	Sign      *stepForm // nil where the reader cannot
	Return    *stepForm
	Reasons   []string // why they cannot sign
	Signed    bool     // the one before has just been signed
	Returned  bool     // has been sent back, and nothing has come since
}

func (s *server) showSign(v *visit) (any, error) {
	queue, err := s.Engine.ToSign(v.Request().Context(), v.Actor)
	if err != nil {
		return nil, err
	}
	p := &signPage{Done: v.QueryParam("done") != ""}
	for _, w := range queue {
		line := signLine{Case: w.ID, Reference: w.Reference, State: w.StateTitle.In(v.Lang), Since: timeIn(v.Lang, w.Since), Returned: w.Returned}
		if w.Student != nil {
			line.Who = nameAndClass(w.Student)
		}
		p.Items = append(p.Items, line)
	}
	return p, nil
}

func (s *server) showSigning(v *visit) (any, error) {
	ctx := v.Request().Context()
	view, err := s.Engine.Case(ctx, v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	queue, err := s.Engine.ToSign(ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	p := &signingPage{Head: headOf(view, v.Lang), Of: len(queue), Signed: v.QueryParam("signed") != ""}
	at := slices.IndexFunc(queue, func(w workflow.Signing) bool { return w.ID == view.ID })
	p.Place, p.Returned = at+1, at >= 0 && queue[at].Returned
	if at >= 0 && at+1 < len(queue) {
		p.Next = queue[at+1].ID
	}
	p.remark(view, v.Lang)
	p.Events = timelineOf(view, view.History(), v.Lang)
	slices.Reverse(p.Events)
	for step := range view.EachStep {
		switch step.Step.ID {
		case "sign_off":
			p.Reasons = reasonsOf(view, step, v.Lang)
			p.Sign = signingForm(view, step, at, v.Lang)
		case "return_for_changes":
			p.Return = signingForm(view, step, at, v.Lang)
		}
	}
	return p, nil
}

// signingForm is a step of whoever signs, which leads on to the next in the queue.
func signingForm(view *workflow.View, step *workflow.StepView, at int, lang routine.Lang) *stepForm {
	if !step.Allowed || view.Access().May&workflow.TakeSteps == 0 {
		return nil
	}
	f := formOfStep(view, step, nil, lang)
	f.Place = strconv.Itoa(max(at, 0))
	return f
}

// remark lists what whoever signs should look at first: what was broken, then what is
// owed, was late or was waived.
func (p *signingPage) remark(view *workflow.View, lang routine.Lang) {
	judged, err := view.Audit()
	if err != nil {
		p.Unseen = true
		return
	}
	called, _ := verdictsIn(view, judged, lang)
	for _, line := range called {
		if line.Met {
			p.Met++
		} else {
			p.Remarks = append(p.Remarks, line)
		}
	}
}

// nextToSign is where somebody goes on who has just signed, or returned, the case at a
// place in the queue: what has moved up into that place, or the queue when it is empty.
func (s *server) nextToSign(v *visit, place string) (any, error) {
	queue, err := s.Engine.ToSign(v.Request().Context(), v.Actor)
	if err != nil {
		return nil, err
	}
	if len(queue) == 0 {
		return see("/sign?done=1"), nil
	}
	at, err := strconv.Atoi(place)
	if err != nil || at < 0 || at >= len(queue) {
		at = 0
	}
	return see("/cases/" + string(queue[at].ID) + "/sign?signed=1"), nil
}
