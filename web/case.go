package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// caseHead says which case it is, on each of its pages.
type caseHead struct {
	ID             workflow.CaseID
	Reference      string
	Who            string // the student, or a pseudonym; "" for none
	Scenario       string
	State, Advice  string
	Lead           string
	Closed, Signed bool
}

// casePage is a case as one reader sees it.
type casePage struct {
	Head      caseHead
	Revision  uint64
	Saved     bool
	Acute     bool // the steps are a list to follow in order
	Emergency *emergency
	Dues      []dueLine
	Steps     []stepLine
	Common    []stepGroup // may be taken in every case, out of the way
	Refused   []stepLine
	Guardians *guardiansPanel // nil where there is none, or it is not the reader's
	People    []partLine
	PeopleDo  []stepLine
	Handed    *handedLine // nil where it is on no way to or from the reader
	Talk      string      // that a talk was agreed; "" when its day has not come
	Joined    []workflow.Joined
	Timeline  []eventLine
	Unseen    []string // sections that are not the reader's
	AccessLog bool
	MayRecord bool
	Verdicts  bool
	MayPrint  bool
	Glass     *glassForm // nil unless the reader can break it
}

type dueLine struct {
	Title, When    string
	Who            string // whose it is to do
	At             string // RFC 3339, of one that is due at a time of day; "" for the others
	Noted          string // when it was done, while the rest is to be written; "" for nothing of the kind
	Overdue, Waits bool
}

// stepLine is a step in the list: one that may be taken has a form, the others reasons.
type stepLine struct {
	ID, Title string
	Href      string
	Done      bool
	Noted     string      // when it was done, while the rest is to be written; "" for nothing of the kind
	Press     *pressForm  // says that it is done now; nil outside a list to follow in order
	Calls     []placeLine // whom to ring for it, in such a list
	Open      bool        // the next one to take, whose form is unfolded
	Talk      string      // the page that is made for it; "" for none
	Form      *stepForm
	Reasons   []reason
}

// reason is why a step is refused, and the step that would help, where there is one.
type reason struct{ Said, First, Href string }

// glassForm asks why a case that rests must be read.
type glassForm struct{ Reason, Error string }

func (s *server) showCase(v *visit) (any, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	p := s.casePage(v, view)
	p.Saved = v.QueryParam("saved") != ""
	if since, err := strconv.ParseUint(v.QueryParam("since"), 10, 64); err == nil {
		p.mark(view.History(), since)
	}
	return p, nil
}

func headOf(view *workflow.View, lang routine.Lang) caseHead {
	state, _ := view.Case.Routine().State(view.State)
	h := caseHead{
		ID: view.ID, Reference: view.Reference, Who: view.Pseudonym(), State: state.Title.In(lang), Advice: state.Guidance.In(lang),
		Closed: view.Closed, Signed: view.Signed(),
	}
	if scenario, ok := view.Case.Routine().Scenario(view.Scenario); ok {
		h.Scenario = scenario.Title.In(lang)
	}
	if student := view.Student(); student != nil {
		h.Who = nameAndClass(student)
	}
	_, h.Lead = view.Lead()
	return h
}

func (s *server) casePage(v *visit, view *workflow.View) *casePage {
	p := &casePage{Head: headOf(view, v.Lang), Revision: view.Revision, AccessLog: view.Sees(workflow.AccessLog)}
	p.Verdicts, p.MayPrint = !v.Actor.Limited && view.Sees(workflow.Verdicts), !v.Actor.Limited
	for _, due := range view.Dues() {
		line := dueLineOf(view, due, v.Lang)
		line.At = instant(due.DueAt)
		p.Dues = append(p.Dues, line)
	}
	if scenario, ok := view.Case.Routine().Scenario(acute); ok && view.Scenario == acute && view.State == scenario.Start {
		p.Acute = view.Access().May&workflow.TakeSteps != 0
	}
	if handed, ok := view.Handed(); ok && !view.Closed {
		line := handedOf(handed, v.Lang)
		line.Case, p.Handed = view.ID, &line
	}
	if due, ok := view.Talk(); ok {
		p.Talk = talkIn(v.Lang, due)
	}
	p.Joined = view.Joined()
	history := view.History()
	p.Timeline = timelineOf(view, history, v.Lang)
	p.Guardians = guardiansIn(view, s.Engine.Today(), v.Lang)
	p.People = peopleIn(view, v.Lang)
	if p.MayRecord = view.Access().May&workflow.TakeSteps != 0; p.MayRecord {
		p.steps(view, history, v.Lang)
	}
	for _, section := range unseen {
		if !view.Sees(section.is) {
			p.Unseen = append(p.Unseen, section.name().In(v.Lang))
		}
	}
	if view.Access().May&workflow.BreakGlass != 0 && !view.Sees(workflow.Talks) {
		p.Glass = &glassForm{}
	}
	return p
}

func dueLineOf(view *workflow.View, due workflow.Due, lang routine.Lang) dueLine {
	line := dueLine{
		Title: due.Requirement.Title.In(lang), When: dueIn(lang, due), Who: whose(view, due, lang), Overdue: due.Overdue, Waits: due.Suspended,
	}
	if view.Sees(workflow.Decisions) {
		line.Noted = notedIn(lang, due, view.Today())
	}
	return line
}

// whose says who a requirement asks something of.
func whose(view *workflow.View, due workflow.Due, lang routine.Lang) string {
	var names []string
	for _, group := range due.Requirement.Actor {
		names = append(names, view.Case.Routine().RoleName(group).In(lang))
	}
	return strings.Join(names, ", ")
}

// unseen names the sections that a reader may lack; not the log of looks, nor the
// verdicts, which nobody misses here.
var unseen = []struct {
	is   workflow.Section
	name func() routine.Text
}{
	{workflow.Identity, func() routine.Text { return words.Case.Identity }},
	{workflow.Guardians, func() routine.Text { return words.Case.Guardians }},
	{workflow.Reporter, func() routine.Text { return words.Case.Reporter }},
	{workflow.Talks, func() routine.Text { return words.Case.Talks }},
	{workflow.Unsafe, func() routine.Text { return words.Case.Unsafe }},
	{workflow.Decisions, func() routine.Text { return words.Case.Decisions }},
}

// steps sorts what there is to do: what the routine leads to now, or something owed
// asks for, as forms; what else may be done in every case, as links; and the rest
// with its reasons. What helps with something that is owed comes first, but for a
// list that is followed in order.
func (p *casePage) steps(view *workflow.View, history []workflow.Event, lang routine.Lang) {
	done := map[string]bool{}
	for i := range history {
		if history[i].Outcome == workflow.Done {
			done[history[i].Step] = true
		}
	}
	urgency := map[string]int{}
	for i, due := range view.Dues() {
		urgency[due.Requirement.ID] = len(view.Dues()) - i
	}
	rank := map[string]int{}
	var atHand []*routine.Step
	var blocked [][]workflow.Unmet
	for step := range view.EachStep {
		line := stepLine{ID: step.Step.ID, Href: "/cases/" + string(view.ID) + "/steps/" + step.Step.ID, Title: step.Step.Title.In(lang), Done: done[step.Step.ID]}
		for _, served := range step.Serves {
			rank[line.ID] = max(rank[line.ID], urgency[served])
		}
		p.noted(view, step, &line, lang)
		if step.Allowed {
			atHand = append(atHand, step.Step)
		}
		switch {
		case line.ID == noteTime: // pressed beside the step that is done
		case step.Allowed && step.Common && rank[line.ID] == 0:
			p.aside(line, step, lang)
		case step.Allowed:
			if line.Form = formOfStep(view, step, nil, lang); isFollowUp(step.Step) {
				line.Talk = "/cases/" + string(view.ID) + "/follow-up"
			}
			if p.Acute {
				line.pressed(view, step, lang)
			}
			p.Steps = append(p.Steps, line)
		case !matters(step):
		default:
			p.Refused, blocked = append(p.Refused, line), append(blocked, slices.Clone(step.Blocked))
		}
	}
	for i := range p.Refused {
		p.Refused[i].Reasons = reasonsOf(view, p.Refused[i].ID, blocked[i], atHand, lang)
	}
	if !p.Acute {
		slices.SortStableFunc(p.Steps, func(a, b stepLine) int { return rank[b.ID] - rank[a.ID] })
	}
	p.unfold(rank)
}

// noted says of a step that it was done, where only the rest is to be written.
func (p *casePage) noted(view *workflow.View, step *workflow.StepView, line *stepLine, lang routine.Lang) {
	if p.Acute && line.ID == "record_emergency" {
		p.Emergency = emergencyIn(view, step, lang)
	}
	if noted, ok := view.Noted(line.ID); ok {
		line.Noted = clockIn(lang, noted.At, view.Today())
	}
}

// pressed lets a step be said done with one press, and its numbers be rung, while its
// form is folded.
func (l *stepLine) pressed(view *workflow.View, step *workflow.StepView, lang routine.Lang) {
	if !l.Done {
		l.Press = pressOf(view, step, words.Case.DoneNow, lang)
	}
	for _, link := range l.Form.Links {
		if link.Tel != "" {
			l.Calls = append(l.Calls, link)
		}
	}
}

// unfold unfolds the form of the next step: of a list that is followed in order, the
// first that is owed; and when all is done, the first of which the rest is to be written.
func (p *casePage) unfold(rank map[string]int) {
	next := -1
	for _, such := range []func(stepLine) bool{
		func(s stepLine) bool { return !s.Done && s.Noted == "" && rank[s.ID] > 0 },
		func(s stepLine) bool { return !s.Done && s.Noted == "" },
		func(s stepLine) bool { return s.Noted != "" },
	} {
		if next < 0 {
			next = slices.IndexFunc(p.Steps, such)
		}
	}
	if next >= 0 {
		p.Steps[next].Open = true
	}
}

// Presses reports whether some step can be said done with one press.
func (p *casePage) Presses() bool {
	return slices.ContainsFunc(p.Steps, func(s stepLine) bool { return s.Press != nil })
}

// GoesOn reports whether something has just been recorded and the list goes on: it is
// what the reader is led back to, and not the top of the page.
func (p *casePage) GoesOn() bool { return p.Saved && p.Acute && len(p.Steps) > 0 }

// matters leaves out common steps that are no use now: a case that is open cannot be
// opened again, and nobody needs to read why.
func matters(step *workflow.StepView) bool {
	return !step.Common || step.Step.ID == "sign_off" || step.Step.ID == "close"
}

// reasonsOf says why a step is refused, and leads to what should be done first where
// that is a step that the reader may take.
func reasonsOf(view *workflow.View, step string, blocked []workflow.Unmet, atHand []*routine.Step, lang routine.Lang) []reason {
	var list []reason
	for _, u := range blocked {
		r := reason{Said: view.Explain(step, u).In(lang)}
		if slices.ContainsFunc(list, func(other reason) bool { return other.Said == r.Said }) {
			continue
		}
		if first := view.Unlocks(step, u, atHand); first != nil {
			r.First, r.Href = first.Title.In(lang), "/cases/"+string(view.ID)+"/steps/"+first.ID
		}
		list = append(list, r)
	}
	return list
}

// reasonsAlone are the reasons of one step, on a page that goes through no others.
func reasonsAlone(view *workflow.View, step string, blocked []workflow.Unmet, lang routine.Lang) []reason {
	var atHand []*routine.Step
	if len(blocked) > 0 && view.Access().May&workflow.TakeSteps != 0 {
		for step := range view.EachStep {
			if step.Allowed {
				atHand = append(atHand, step.Step)
			}
		}
	}
	return reasonsOf(view, step, blocked, atHand, lang)
}

// aside puts a step that every case knows where people look for it, and lets what
// has been recorded be corrected where it stands.
func (p *casePage) aside(line stepLine, step *workflow.StepView, lang routine.Lang) {
	group := groupOf(line.ID)
	switch {
	case group == aboutGuardians && p.Guardians != nil:
		p.Guardians.Do = append(p.Guardians.Do, line)
	case group == aboutPeople && p.People != nil:
		p.PeopleDo = append(p.PeopleDo, line)
	default:
		at := slices.IndexFunc(p.Common, func(g stepGroup) bool { return g.is == group })
		if at < 0 {
			at = len(p.Common)
			p.Common = append(p.Common, stepGroup{is: group, Title: groupTitles[group]().In(lang)})
		}
		p.Common[at].Steps = append(p.Common[at].Steps, line)
	}
	if line.ID != "correct" {
		return
	}
	for _, field := range step.Fields {
		for _, option := range field.Options {
			for i := range p.Timeline {
				if field.Name == "event" && p.Timeline[i].ID == option.Value {
					p.Timeline[i].Correct = line.Href + "?event=" + option.Value
				}
			}
		}
	}
}

// breakGlass opens a case that rests for an hour, with a reason.
func (s *server) breakGlass(v *visit) (any, error) {
	id := workflow.CaseID(v.Param("id"))
	ctx := v.Request().Context()
	form := glassForm{Reason: v.field("reason")}
	if !v.onlyShows() {
		_, err := s.Engine.BreakGlass(ctx, v.Actor, id, form.Reason)
		if err == nil {
			return see("/cases/" + string(id)), nil
		}
		said := place(err, v.Lang)
		if said == nil {
			return nil, err
		}
		form.Error, v.Status = said[0].Message, http.StatusUnprocessableEntity
	}
	view, err := s.Engine.Case(ctx, v.Actor, id)
	if err != nil {
		return nil, err
	}
	p := s.casePage(v, view)
	if p.Glass != nil {
		p.Glass = &form
	}
	return p, nil
}
