package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// latePage records several things that were done before, in any order: all or none.
type latePage struct {
	Head     caseHead
	Choices  []formChoice // what may have been done
	Rows     []lateRow
	Revision uint64
	Key      string
	Mistakes []mistake
	Reasons  []string // why it was refused
	Stale    bool
	News     []eventLine
	More     bool // there is room for one more
}

// lateRow is one thing that was done.
type lateRow struct {
	N        int    // in the form; names of its controls begin with it
	Step     string // "" until it is chosen
	Title    string
	Choices  []formChoice
	Fields   []formField
	Occurred formField
	Refused  bool
}

// maxRows is how many things one form takes: a busy day.
const maxRows = 12

func rowPrefix(n int) string { return "r" + strconv.Itoa(n) + "." }

// row is what was filled in of one row, by the names that a step's own form has.
func row(sent url.Values, n int) url.Values {
	own := url.Values{}
	for name, values := range sent {
		if rest, ok := strings.CutPrefix(name, rowPrefix(n)); ok {
			own[rest] = values
		}
	}
	return own
}

func (s *server) showLate(v *visit) (any, error) {
	view, err := s.lateCase(v)
	if err != nil {
		return nil, err
	}
	return latePageOf(view, url.Values{"rows": {"0"}}, v.Lang), nil
}

// lateCase is the case, for who may record anything in it.
func (s *server) lateCase(v *visit) (*workflow.View, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err == nil && view.Access().May&workflow.TakeSteps == 0 {
		err = workflow.ErrNotFound
	}
	return view, err
}

// latePageOf lays the rows out: "rows" in what was sent lists their numbers.
func latePageOf(view *workflow.View, sent url.Values, lang routine.Lang) *latePage {
	p := &latePage{Head: headOf(view, lang), Revision: view.Revision, Key: newKey()}
	steps := recordable(view)
	for i := range steps {
		p.Choices = append(p.Choices, formChoice{Value: steps[i].Step.ID, Label: steps[i].Step.Title.In(lang)})
	}
	for _, n := range rowNumbers(sent) {
		own := row(sent, n)
		r := lateRow{N: n, Choices: slices.Clone(p.Choices), Occurred: occurredField("r"+strconv.Itoa(n), words.Form.Occurred.In(lang), own.Get("occurred_at"), lang)}
		for i := range r.Choices {
			r.Choices[i].Chosen = r.Choices[i].Value == own.Get("step")
		}
		r.Occurred.Name = rowPrefix(n) + r.Occurred.Name
		if at := slices.IndexFunc(steps, func(s workflow.StepView) bool { return s.Step.ID == own.Get("step") }); at >= 0 {
			r.Step, r.Title = steps[at].Step.ID, steps[at].Step.Title.In(lang)
			r.Fields = formOf(steps[at].Fields, "r"+strconv.Itoa(n), own, lang)
			nearFirst(view, steps[at].Fields, r.Fields, lang)
			for i := range r.Fields {
				r.Fields[i].Name = rowPrefix(n) + r.Fields[i].Name
			}
		}
		p.Rows = append(p.Rows, r)
	}
	p.More = len(p.Rows) < maxRows
	return p
}

// recordable lists what can have been done: the routine's own steps, and what anybody
// may do at any time; not what settles the case or corrects what was written.
func recordable(view *workflow.View) []workflow.StepView {
	return slices.DeleteFunc(view.Recordable(), func(step workflow.StepView) bool {
		group := groupOf(step.Step.ID)
		return step.Common && group != aboutHelp && group != aboutGuardians || step.Step.ID == noteTime
	})
}

func rowNumbers(sent url.Values) []int {
	var list []int
	for _, text := range sent["rows"] {
		if n, err := strconv.Atoi(text); err == nil && n >= 0 && n < 100 && !slices.Contains(list, n) && len(list) < maxRows {
			list = append(list, n)
		}
	}
	return list
}

// takeLate changes the form, or records all of it.
func (s *server) takeLate(v *visit) (any, error) {
	view, err := s.lateCase(v)
	if err != nil {
		return nil, err
	}
	sent := v.Request().PostForm
	seen, err := strconv.ParseUint(sent.Get("revision"), 10, 64)
	if err != nil {
		return nil, errForm
	}
	if !changeRows(sent) {
		return s.saveLate(v, view, seen)
	}
	p := latePageOf(view, sent, v.Lang)
	if seen != view.Revision {
		v.Status = http.StatusConflict
		p.tellNews(view, seen, v.Lang)
	}
	return p, nil
}

// changeRows does to the rows what was asked for, and reports whether the form is to be
// shown again: also while the fields of something that was chosen have not been shown.
func changeRows(sent url.Values) bool {
	numbers, do := rowNumbers(sent), sent.Get("do")
	if gone, ok := strings.CutPrefix(do, "remove."); ok {
		sent["rows"] = slices.DeleteFunc(sent["rows"], func(text string) bool { return text == gone })
		return true
	}
	if do == "add" {
		next := 0
		for _, n := range numbers {
			next = max(next, n+1)
		}
		sent.Add("rows", strconv.Itoa(next))
		return true
	}
	unchosen := func(n int) bool { return row(sent, n).Get("step") != row(sent, n).Get("shown") }
	return do != "save" || len(numbers) == 0 || slices.ContainsFunc(numbers, unchosen)
}

func (s *server) saveLate(v *visit, view *workflow.View, seen uint64) (any, error) {
	sent := v.Request().PostForm
	numbers := rowNumbers(sent)
	req := workflow.StepRequest{Case: view.ID, Actor: v.Actor, IfMatch: &seen, Key: sent.Get("key"), Batch: true}
	steps := recordable(view)
	var wrong workflow.FieldErrors
	for i, n := range numbers {
		own := row(sent, n)
		at, err := timeOf(own.Get("occurred_at"))
		if mistakes, ok := errors.AsType[workflow.FieldErrors](err); ok {
			mistakes[0].Index = i
			wrong = append(wrong, mistakes...)
		}
		input := workflow.StepInput{OccurredAt: at} // of no step, which is a mistake, where none that this form offers was chosen: signing off asks for more than it does
		if at := slices.IndexFunc(steps, func(s workflow.StepView) bool { return s.Step.ID == own.Get("step") }); at >= 0 {
			input.Step, input.Input = steps[at].Step.ID, inputOf(steps[at].Fields, own)
		}
		req.Steps = append(req.Steps, input)
	}
	if wrong != nil {
		req.Mistake = wrong
	}
	if req.Key != "" {
		req.Request = workflow.Hash("web late", view.ID, sent)
	}
	result, err := s.Engine.Take(v.Request().Context(), req)
	switch {
	case err != nil:
		return s.lateAgain(v, seen, err)
	case result.Refusal != nil:
		v.Status = http.StatusConflict
		p := latePageOf(result.View, sent, v.Lang)
		p.refuse(result, v.Lang)
		return p, nil
	}
	return see("/cases/" + string(view.ID) + "?saved=1"), nil
}

// refuse says which row was refused, and why.
func (p *latePage) refuse(result *workflow.Result, lang routine.Lang) {
	step := ""
	if result.Index < len(p.Rows) {
		p.Rows[result.Index].Refused, step = true, p.Rows[result.Index].Step
	}
	for _, u := range result.Refusal.Unmet {
		p.Reasons = append(p.Reasons, result.Explain(step, u).In(lang))
	}
}

// lateAgain shows the form as the case stands now, with what was wrong in it.
func (s *server) lateAgain(v *visit, seen uint64, cause error) (any, error) {
	view, err := s.lateCase(v)
	if err != nil {
		return nil, err
	}
	p := latePageOf(view, v.Request().PostForm, v.Lang)
	if errors.Is(cause, workflow.ErrStale) {
		v.Status = http.StatusConflict
		p.tellNews(view, seen, v.Lang)
		return p, nil
	}
	wrong, ok := errors.AsType[workflow.FieldErrors](cause)
	if !ok {
		return nil, cause
	}
	v.Status = http.StatusUnprocessableEntity
	for _, w := range wrong {
		var r lateRow // for what is said of none
		fields := []*formField{}
		if w.Index < len(p.Rows) {
			r = p.Rows[w.Index]
			fields = append(each(r.Fields), &p.Rows[w.Index].Occurred)
		}
		for _, m := range place(workflow.FieldErrors{w}, v.Lang, fields...) {
			if r.Title != "" {
				m.Message = r.Title + ": " + m.Message
			}
			p.Mistakes = append(p.Mistakes, m)
		}
	}
	return p, nil
}

// tellNews tells what others have recorded since the form was made.
func (p *latePage) tellNews(view *workflow.View, seen uint64, lang routine.Lang) {
	p.Stale, p.News = true, newsSince(view, seen, lang)
}

// newsSince tells what was recorded after a revision.
func newsSince(view *workflow.View, seen uint64, lang routine.Lang) []eventLine {
	var news []workflow.Event
	for _, e := range view.History() {
		if e.Revision > seen && e.Outcome == workflow.Done {
			news = append(news, e)
		}
	}
	return timelineOf(view, news, lang)
}

// followUpPage is made to be used in the talk on the first day back.
type followUpPage struct {
	Head    caseHead
	Title   string
	Form    *stepForm // nil where it cannot be held now
	Left    []string  // what an earlier talk has left out
	Reasons []reason
}

// isFollowUp reports whether a step records that the follow-up conversation was held
// (P7), whatever a routine calls it.
func isFollowUp(step *routine.Step) bool { return step.Sets["follow_up_talk"] == "held" }

func (s *server) showFollowUp(v *visit) (any, error) {
	view, err := s.lateCase(v)
	if err != nil {
		return nil, err
	}
	for step := range view.EachStep {
		if !isFollowUp(step.Step) {
			continue
		}
		p := &followUpPage{Head: headOf(view, v.Lang), Title: step.Step.Title.In(v.Lang), Reasons: reasonsAlone(view, step.Step.ID, step.Blocked, v.Lang)}
		if step.Allowed {
			p.Form, p.Left = formOfStep(view, step, s.present(v, view, step), v.Lang), leftOf(view, step, v.Lang)
		}
		return p, nil
	}
	rules := view.Case.Routine()
	for i := range rules.Steps {
		if step := &rules.Steps[i]; isFollowUp(step) {
			return &followUpPage{Head: headOf(view, v.Lang), Title: step.Title.In(v.Lang), Reasons: []reason{{Said: routine.Message("wrong_state", nil).In(v.Lang)}}}, nil
		}
	}
	return nil, workflow.ErrNotFound
}

// leftOf lists what is owed still of a talk that has been held: its topics can be
// taken one at a time. That guardians are told by being there is another matter.
func leftOf(view *workflow.View, step *workflow.StepView, lang routine.Lang) (left []string) {
	held := func(e workflow.Event) bool { return e.Step == step.Step.ID && e.Outcome == workflow.Done }
	if !slices.ContainsFunc(view.History(), held) {
		return nil
	}
	for _, due := range view.Dues() {
		if asked := due.Requirement; slices.Contains(step.Serves, asked.ID) && !view.Case.Routine().NeedsContact(asked) {
			left = append(left, asked.Title.In(lang))
		}
	}
	return left
}

// present is what the form begins with: the two who sit there now.
func (s *server) present(v *visit, view *workflow.View, step *workflow.StepView) url.Values {
	there := url.Values{}
	student := view.Student()
	for i := range step.Fields {
		f := &step.Fields[i]
		if f.Type != "people" || !f.Required {
			continue
		}
		for _, o := range f.Options {
			if o.Value == string(v.Actor.ID) || student != nil && o.Value == string(student.ID) {
				there.Add(control(f.Name), o.Value)
			}
		}
	}
	return there
}
