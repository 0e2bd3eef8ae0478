package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	Place, Of int    // of those to sign since the reader began, from 1; 0: not among them
	Skip      string // the path of the next; "" after the last
	Remarks   []verdictLine
	Unseen    bool // the reader sees no verdicts
	Met       int  // how many requirements were met with nothing to remark
	Events    []eventLine
	Sign      *stepForm // nil where the reader cannot
	Return    *stepForm
	Reasons   []reason // why they cannot sign
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
	p := &signingPage{Head: headOf(view, v.Lang), Signed: v.QueryParam("signed") != ""}
	this := func(w workflow.Signing) bool { return w.ID == view.ID }
	p.Returned = slices.ContainsFunc(queue, func(w workflow.Signing) bool { return this(w) && w.Returned })
	queue = undecided(queue)
	at := slices.IndexFunc(queue, this)
	place := queuePlace{max(at, 0), decidedSoFar(v.QueryParam("decided"))}
	if at >= 0 {
		p.Place, p.Of = place.decided+at+1, place.decided+len(queue)
	}
	if at >= 0 && at+1 < len(queue) {
		p.Skip = signPath(queue[at+1].ID, place.decided)
	}
	p.remark(view, v.Lang)
	p.Events = timelineOf(view, view.History(), v.Lang)
	slices.Reverse(p.Events)
	for step := range view.EachStep {
		switch step.Step.ID {
		case "sign_off":
			p.Reasons = reasonsAlone(view, step.Step.ID, step.Blocked, v.Lang)
			p.Sign = signingForm(view, step, place, v.Lang)
		case "return_for_changes":
			p.Return = signingForm(view, step, place, v.Lang)
		}
	}
	return p, nil
}

// signingForm is a step of whoever signs, which leads on to the next in the queue.
func signingForm(view *workflow.View, step *workflow.StepView, place queuePlace, lang routine.Lang) *stepForm {
	if !step.Allowed || view.Access().May&workflow.TakeSteps == 0 {
		return nil
	}
	f := formOfStep(view, step, nil, lang)
	f.Place = place.String()
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

// queuePlace is where somebody is in the queue: how many come before, which they have
// left for later, and how many they have decided on since they began, which are gone
// from it. Those count, so that the third of twenty is so when two are signed.
type queuePlace struct{ before, decided int }

func (p queuePlace) String() string { return fmt.Sprintf("%d.%d", p.before, p.decided) }

// placeOf reads what a form has of a place. What is none is the beginning.
func placeOf(text string) queuePlace {
	before, decided, _ := strings.Cut(text, ".")
	at, err := strconv.Atoi(before)
	if err != nil || at < 0 {
		at = 0
	}
	return queuePlace{at, decidedSoFar(decided)}
}

func decidedSoFar(text string) int {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0
	}
	return int(n)
}

func signPath(id workflow.CaseID, decided int) string {
	path := "/cases/" + string(id) + "/sign"
	if decided > 0 {
		path += "?decided=" + strconv.Itoa(decided)
	}
	return path
}

// ToQueue is where a form that was sent from the queue leads back to.
func (f *stepForm) ToQueue() string { return signPath(f.Case, placeOf(f.Place).decided) }

// undecided are the cases of a queue that nobody has sent back as they stand.
func undecided(queue []workflow.Signing) []workflow.Signing {
	return slices.DeleteFunc(queue, func(w workflow.Signing) bool { return w.Returned })
}

// nextToSign is where somebody goes on who has just signed, or returned, the case at a
// place in the queue: what has moved up into that place, what they left for later, or
// the queue when there is nothing more to decide on.
func (s *server) nextToSign(v *visit, place queuePlace) (any, error) {
	queue, err := s.Engine.ToSign(v.Request().Context(), v.Actor)
	if err != nil {
		return nil, err
	}
	queue = undecided(queue)
	if len(queue) == 0 {
		return see("/sign?done=1"), nil
	}
	at := place.before
	if at >= len(queue) {
		at = 0
	}
	return see(signPath(queue[at].ID, place.decided+1) + "&signed=1"), nil
}
