package web

import (
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// stepForm records one step.
type stepForm struct {
	Case       workflow.CaseID
	ID, Title  string
	Guidance   string
	Links      []placeLine // whom to call, and where to read
	Colleagues []placeLine // whom the step asks for, and who can be rung
	Say, Avoid []string
	Fields     []formField
	Asks       bool        // must first be told what it is about
	Settled    string      // what that is
	About      []formField // what it then asks for besides
	Answers    *formField  // the only thing that must be answered, when each answer can record the step; else among Fields
	Occurred   formField
	Revision   uint64           // that the reader has seen
	Place      string           // in the queue to sign (queuePlace), which to go on with afterwards; "" outside it
	For        workflow.ActorID // whom the form is made for
	Key        string
	Talk       bool // is filled in while the talk is held
}

// Path is where the form is sent to.
func (f *stepForm) Path() string { return "/cases/" + string(f.Case) + "/steps/" + f.ID }

// Writes reports whether something is typed in the form, and not only chosen.
func (f *stepForm) Writes() bool {
	return slices.ContainsFunc(slices.Concat(f.Fields, f.About), func(field formField) bool {
		return field.Typed || !slices.Contains([]string{"radio", "select", "checks"}, field.Control)
	})
}

// stepPage is a step by itself: one that every case knows, or one that could not be
// recorded at once, with why.
type stepPage struct {
	Head     caseHead
	Title    string
	Form     *stepForm // nil where it cannot be taken now
	Mistakes []mistake
	Reasons  []reason
	News     []eventLine // what others have recorded meanwhile
	Stale    bool
}

func formOfStep(view *workflow.View, step *workflow.StepView, sent url.Values, lang routine.Lang) *stepForm {
	f := &stepForm{
		Case: view.ID, ID: step.Step.ID, Title: step.Step.Title.In(lang), Guidance: step.Step.Guidance.In(lang), Revision: view.Revision, For: view.Reader(), Key: newKey(),
		Fields:   formOf(step.Fields, step.Step.ID, sent, lang),
		Occurred: occurredField(step.Step.ID, words.Form.Occurred.In(lang), sent.Get("occurred_at"), lang),
	}
	if noted, ok := view.Noted(f.ID); ok && f.Occurred.Value == "" {
		f.Occurred.Value = noted.At.In(calendar.Oslo).Format(localTime + ":05")
	}
	nearFirst(view, step.Fields, f.Fields, lang)
	f.Colleagues = colleagues(view, step.Fields, f.Fields)
	namedByTime(view, f, lang)
	f.Place, f.Talk = sent.Get("place"), isFollowUp(step.Step)
	f.about(view, step, sent, lang)
	f.hurry()
	for _, link := range step.Step.Links {
		f.Links = append(f.Links, lineOfPlace(link.Title.In(lang), "", link.Phone, link.URL))
	}
	if step.Step.ID == "record_contact" {
		f.Links = append(f.Links, callable(view)...)
	}
	for _, text := range step.Step.Say {
		f.Say = append(f.Say, text.In(lang))
	}
	for _, text := range step.Step.Avoid {
		f.Avoid = append(f.Avoid, text.In(lang))
	}
	return f
}

// colleagues are those among whom a step asks whom one has told, as far as they can be
// rung, in the order in which it asks.
func colleagues(view *workflow.View, asked []workflow.FieldView, fields []formField) (list []placeLine) {
	for i := range asked {
		if asked[i].Type != "people" || asked[i].Typed() {
			continue
		}
		for _, c := range fields[i].Choices {
			if phone := view.StaffPhone(workflow.ActorID(c.Value)); phone != "" && c.Value != string(view.Reader()) {
				list = append(list, lineOfPlace(c.Label, "", phone, ""))
			}
		}
	}
	return list
}

// Few reports whether so few colleagues can be rung that nobody has to unfold them.
func (f *stepForm) Few() bool { return len(f.Colleagues) <= fewChoices }

// callable is the numbers of the guardians whom somebody may ring now.
func callable(view *workflow.View) (list []placeLine) {
	student := view.Student()
	if student == nil || !view.Sees(workflow.Guardians) {
		return nil
	}
	for _, g := range student.Guardians {
		if mayRing(view, &g) {
			list = append(list, lineOfPlace(g.Name, "", g.Phone, ""))
		}
	}
	return list
}

// namedByTime tells what can be corrected by when it happened, as people write it: a
// step may have been taken twice in a day.
func namedByTime(view *workflow.View, f *stepForm, lang routine.Lang) {
	if f.ID != "correct" {
		return
	}
	lines := timelineOf(view, view.History(), lang)
	for i := range f.Fields {
		if f.Fields[i].Field != aboutFields[f.ID] {
			continue
		}
		for j := range f.Fields[i].Choices {
			choice := &f.Fields[i].Choices[j]
			if at := slices.IndexFunc(lines, func(l eventLine) bool { return string(l.ID) == choice.Value }); at >= 0 {
				choice.Label = lines[at].Title + ", " + lines[at].At
			}
		}
	}
}

// fewAnswers is how many buttons a form can end with.
const fewAnswers = 4

// hurry lets the answers record the step when there is one question that must be
// answered, and few answers to it: nobody should have to press twice.
func (f *stepForm) hurry() {
	at := -1
	for i := range f.Fields {
		if !f.Fields[i].Required {
			continue
		}
		if at >= 0 {
			return
		}
		at = i
	}
	if at < 0 || f.Talk || aboutFields[f.ID] != "" || f.Fields[at].Control != "radio" || len(f.Fields[at].Choices) > fewAnswers {
		return
	}
	answers := f.Fields[at]
	f.Answers, f.Fields = &answers, slices.Delete(f.Fields, at, at+1)
}

// aboutFields name the field that says what a correction or a breach is about, which
// decides what else it asks for.
var aboutFields = map[string]string{"correct": "event", "record_breach": "of"}

// about adds what the step asks for because of what it is about: filled in with
// what stands there now, until something else has been typed.
func (f *stepForm) about(view *workflow.View, step *workflow.StepView, sent url.Values, lang routine.Lang) {
	field, ok := aboutFields[f.ID]
	if !ok {
		return
	}
	f.Settled = sent.Get(control(field))
	f.Asks = f.Settled == ""
	asks, now := view.About(f.ID, inputOf(step.Fields, sent))
	filled := valuesNow(asks, now)
	if !f.Asks && !unsettled(f.ID, sent) {
		filled = sent
	}
	f.About = formOf(asks, f.ID+"-about", filled, lang)
	nearFirst(view, asks, f.About, lang)
}

// unsettled reports whether the form has yet to show what is asked because of what
// the step is about, or showed it for something else.
func unsettled(step string, sent url.Values) bool {
	field, ok := aboutFields[step]
	return ok && sent.Get("about") != sent.Get(control(field))
}

// inputAbout is what was filled in of that, where it differs from what stands there.
func inputAbout(view *workflow.View, step *workflow.StepView, sent url.Values, into workflow.Input) {
	asks, now := view.About(step.Step.ID, into)
	before := inputOf(asks, valuesNow(asks, now))
	for name, value := range inputOf(asks, sent) {
		if _, own := into[name]; !own && !reflect.DeepEqual(value, before[name]) {
			into[name] = value
		}
	}
}

// stepIn is the case, and a step as it stands in it; nil where it is not at hand.
func (s *server) stepIn(v *visit) (*workflow.View, *workflow.StepView, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, nil, err
	}
	if view.Access().May&workflow.TakeSteps == 0 {
		return view, nil, nil
	}
	for _, step := range view.Steps() {
		if step.Step.ID == v.Param("step") {
			return view, &step, nil
		}
	}
	return view, nil, nil
}

func (s *server) showStep(v *visit) (any, error) {
	view, step, err := s.stepIn(v)
	if err != nil {
		return nil, err
	}
	if step == nil {
		return nil, workflow.ErrNotFound
	}
	var sent url.Values
	if field, ok := aboutFields[step.Step.ID]; ok && v.QueryParam(field) != "" {
		sent = url.Values{control(field): {v.QueryParam(field)}}
	}
	return stepPageOf(view, step, sent, v.Lang), nil
}

func stepPageOf(view *workflow.View, step *workflow.StepView, sent url.Values, lang routine.Lang) *stepPage {
	p := &stepPage{Head: headOf(view, lang), Title: step.Step.Title.In(lang), Reasons: reasonsAlone(view, step.Step.ID, step.Blocked, lang)}
	if step.Allowed || sent != nil {
		p.Form = formOfStep(view, step, sent, lang)
	}
	return p
}

// takeStep records a step, and goes back to the case; or shows the form again with
// what was typed, and what stands in the way.
func (s *server) takeStep(v *visit) (any, error) {
	view, step, err := s.stepIn(v)
	if err != nil {
		return nil, err
	}
	sent := v.Request().PostForm
	at, wrong := timeOf(sent.Get("occurred_at"))
	seen, err := strconv.ParseUint(sent.Get("revision"), 10, 64)
	if err != nil {
		return nil, errForm
	}
	switch shown := step != nil && (v.onlyShows() || step.Allowed && unsettled(step.Step.ID, sent)); {
	case shown && seen != view.Revision:
		return s.stepAgain(v, seen, workflow.ErrStale)
	case shown:
		return stepPageOf(view, step, sent, v.Lang), nil
	}
	id := v.Param("step")
	input := workflow.StepInput{Step: id, OccurredAt: at}
	if step != nil {
		input.Input = inputOf(step.Fields, sent)
		inputAbout(view, step, sent, input.Input)
	}
	req := workflow.StepRequest{Case: view.ID, Actor: v.Actor, Steps: []workflow.StepInput{input}, IfMatch: &seen, Mistake: wrong, Key: sent.Get("key")}
	if id == noteTime {
		req.IfMatch = nil // whatever others have recorded meanwhile, it was done
	}
	if req.Key != "" {
		req.Request = workflow.Hash("web step", view.ID, id, sent)
	}
	result, err := s.Engine.Take(v.Request().Context(), req)
	switch {
	case err != nil && step == nil:
		return nil, err
	case err != nil:
		return s.stepAgain(v, seen, err)
	case result.Refusal != nil:
		return s.refused(v, result, step)
	case !result.Sees(workflow.Alive):
		return see("/?shut=1"), nil // who recuses themselves is out of it
	case sent.Get("place") != "":
		return s.nextToSign(v, placeOf(sent.Get("place")))
	}
	return see("/cases/" + string(view.ID) + "?saved=1"), nil
}

// refused shows why a step was refused, beside what was typed.
func (s *server) refused(v *visit, result *workflow.Result, step *workflow.StepView) (any, error) {
	v.Status = http.StatusConflict
	if result.Refusal.Forbidden {
		v.Status = http.StatusForbidden
	}
	p := &stepPage{Head: headOf(result.View, v.Lang), Title: result.StepTitle(v.Param("step")).In(v.Lang)}
	if step != nil && !result.Refusal.Forbidden {
		p.Form = formOfStep(result.View, step, v.Request().PostForm, v.Lang)
	}
	p.Reasons = reasonsAlone(result.View, v.Param("step"), result.Refusal.Unmet, v.Lang)
	return p, nil
}

// stepAgain shows the form as the case stands now: with mistakes beside their
// fields, or with what somebody else has recorded meanwhile.
func (s *server) stepAgain(v *visit, seen uint64, cause error) (any, error) {
	view, step, err := s.stepIn(v)
	if err != nil {
		return nil, err
	}
	if step == nil {
		return nil, cause
	}
	p := stepPageOf(view, step, v.Request().PostForm, v.Lang)
	if errors.Is(cause, workflow.ErrStale) {
		v.Status, p.Stale = http.StatusConflict, true
		p.News = newsSince(view, seen, v.Lang)
		return p, nil
	}
	fields := append(each(p.Form.Fields, p.Form.About), &p.Form.Occurred)
	if p.Form.Answers != nil {
		fields = append(fields, p.Form.Answers)
	}
	p.Mistakes = place(cause, v.Lang, fields...)
	if p.Mistakes == nil {
		return nil, cause
	}
	v.Status = http.StatusUnprocessableEntity
	return p, nil
}
