package workflow_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// attempt has somebody try some step of a case.
func (w *walk) attempt(id workflow.CaseID) {
	actor := w.someone(id)
	v, err := w.lane.engine.Case(context.Background(), actor, id)
	w.seen(id, actor, err)
	if err != nil {
		return
	}
	if whole := v.Sight() == workflow.Named; whole != w.checker.books[id].sees(w.checker, actor.ID) {
		w.checker.complain("recusal", "%s sees the case whole: %v", actor.ID, whole)
	}
	step := w.someStep(v)
	s, careful := w.entry(v, step)
	w.take(id, actor, careful, s)
}

// someone is more often one who can do something.
func (w *walk) someone(id workflow.CaseID) workflow.Actor {
	b := w.checker.books[id]
	switch r := w.roll(100); {
	case r < 30:
		for _, a := range w.actors {
			if b.led[a.ID] && !b.recused[a.ID] {
				return a
			}
		}
	case r < 60:
		for i := range w.actors {
			if a := w.actors[(i+len(w.log))%len(w.actors)]; b.leadership(w.checker, a.ID) {
				return a
			}
		}
	case r < 63:
		return w.outsider
	}
	return pick(w, w.actors)
}

// someStep prefers what can be done, and steps of the routine; now and then it
// is a step that cannot.
func (w *walk) someStep(v *workflow.View) *workflow.StepView {
	steps := v.Steps()
	var routineSteps, common, favoured []*workflow.StepView
	for i := range steps {
		s := &steps[i]
		switch {
		case !s.Allowed:
		case slices.Contains(w.favour, s.Step.ID):
			favoured = append(favoured, s)
		case s.Common:
			common = append(common, s)
		default:
			routineSteps = append(routineSteps, s)
		}
	}
	var chosen *workflow.StepView
	switch r := w.roll(100); {
	case r < 60 && len(favoured) > 0:
		return w.rarest(favoured)
	case r < 50 && len(routineSteps) > 0:
		chosen = pick(w, routineSteps)
	case r < 86 && len(common) > 0:
		chosen = pick(w, common)
	case r < 90:
		other := &pick(w, [][]routine.Step{w.plan.Steps})[w.roll(len(w.plan.Steps))]
		return &workflow.StepView{Step: other, Fields: viewFields(other.Fields)}
	}
	if chosen == nil {
		chosen = &steps[w.roll(len(steps))]
	}
	if slices.Contains([]string{"void", "merge", "student_left_school", "recuse"}, chosen.Step.ID) && chance(w, 70) {
		return w.someStep(v)
	}
	return chosen
}

// rarest picks one of those that have been tried least often.
func (w *walk) rarest(steps []*workflow.StepView) *workflow.StepView {
	least := slices.MinFunc(steps, func(x, y *workflow.StepView) int { return w.taken[x.Step.ID] - w.taken[y.Step.ID] })
	var rare []*workflow.StepView
	for _, s := range steps {
		if w.taken[s.Step.ID] == w.taken[least.Step.ID] {
			rare = append(rare, s)
		}
	}
	s := pick(w, rare)
	w.taken[s.Step.ID]++
	return s
}

// entry fills in a step: careful when everything asked for is there.
func (w *walk) entry(v *workflow.View, s *workflow.StepView) (in workflow.StepInput, careful bool) {
	f := &form{walk: w, view: v, input: workflow.Input{}, careful: chance(w, 93), pupil: w.checker.books[v.ID].pupil}
	f.fill(s.Fields)
	f.carried(s.Step.ID)
	in = workflow.StepInput{Step: s.Step.ID, Input: f.input}
	if chance(w, 20) {
		in.OccurredAt = w.earlier(v)
		if !f.careful && chance(w, 30) {
			in.OccurredAt = w.lane.now.Add(time.Duration(w.roll(5000)-2500) * time.Minute)
		}
	}
	return in, f.careful
}

// earlier is some time since the case was opened, mostly not long ago.
func (w *walk) earlier(v *workflow.View) time.Time {
	since := w.lane.now.Sub(v.OpenedAt)
	if chance(w, 50) && since > 24*time.Hour {
		since = 24 * time.Hour
	}
	at := w.lane.now.Add(-time.Duration(w.roll(int(since/time.Second)+1)) * time.Second)
	if at.Before(v.OpenedAt) {
		return v.OpenedAt
	}
	return at
}

// lateEntries records several things at once, in the wrong order.
func (w *walk) lateEntries(id workflow.CaseID) {
	actor := w.someone(id)
	v, err := w.lane.engine.Case(context.Background(), actor, id)
	w.seen(id, actor, err)
	if err != nil {
		return
	}
	var steps []workflow.StepInput
	for range 2 + w.roll(3) {
		s, _ := w.entry(v, w.someStep(v))
		s.OccurredAt = w.earlier(v)
		steps = append(steps, s)
	}
	w.take(id, actor, false, steps...)
}

// take asks for steps and has the checker look at what comes of it.
func (w *walk) take(id workflow.CaseID, actor workflow.Actor, careful bool, steps ...workflow.StepInput) bool {
	b := w.checker.books[id]
	req := workflow.StepRequest{Case: id, Actor: actor, Steps: steps}
	if chance(w, 20) {
		revision := b.revision
		req.IfMatch = &revision
	}
	result, err := w.lane.engine.Take(context.Background(), req)
	for _, s := range steps {
		w.note("%s: %s %s %v → %s", actor.ID, s.Step, s.OccurredAt.In(oslo).Format("01-02 15:04:05"), s.Input, told(result, err))
	}
	if err != nil {
		w.failed(b, actor, careful, steps, err)
		return false
	}
	before := b.revision
	w.checker.note(id, w.heard(result.Case.History()))
	if result.Refusal != nil {
		if b.revision != before {
			w.checker.complain("P11", "a refusal moved the revision from %d to %d", before, b.revision)
		}
		if len(steps) == 1 && (steps[0].Step != "reassess" || steps[0].OccurredAt.IsZero()) {
			w.checker.refused(b, actor.ID, steps[0].Step, result.Refusal.Unmet)
		}
	} else if b.revision != before+uint64(len(steps)) {
		w.checker.complain("P11", "%d steps moved the revision from %d to %d", len(steps), before, b.revision)
	}
	w.handedOn(id)
	w.checker.stands(b, result.View, w.lane.now)
	return result.Refusal == nil
}

// handedOn takes down what a merged case has handed on to the other.
func (w *walk) handedOn(from workflow.CaseID) {
	for into := w.checker.books[from].into; into != nil; into = into.into {
		for _, a := range w.actors {
			if v, err := w.lane.engine.Case(context.Background(), a, into.id); err == nil {
				w.checker.note(into.id, w.heard(v.Case.History()))
				break
			}
		}
	}
}

// failed judges an error: what is filled in as asked is never called wrong.
func (w *walk) failed(b *book, actor workflow.Actor, careful bool, steps []workflow.StepInput, err error) {
	var fields workflow.FieldErrors
	switch {
	case errors.As(err, &fields):
		if careful {
			w.checker.complain("form", "%s filled in as it asks was called wrong: %v", steps[0].Step, err)
		}
	case errors.Is(err, workflow.ErrNotFound):
		leaves := func(s workflow.StepInput) bool { return s.Step == "recuse" || s.Step == "confirm_student" }
		if b.knows(w.checker, actor.ID) && (len(steps) == 1 || !slices.ContainsFunc(steps, leaves)) {
			w.checker.complain("P9", "%s cannot find the case, or %s in it", actor.ID, steps[0].Step)
		}
	default:
		w.checker.complain("error", "%s: %s", steps[0].Step, problem(err))
	}
}

// form fills in what a step asks for.
type form struct {
	*walk
	view    *workflow.View // nil at an opening
	input   workflow.Input
	pupil   *pupil
	careful bool // false: something is missing or wrong
}

func viewFields(fields []routine.Field) []workflow.FieldView {
	var list []workflow.FieldView
	for i := range fields {
		list = append(list, workflow.FieldView{Field: &fields[i]})
	}
	return list
}

// fill answers every field that is required, some that are not, and those that
// an answer makes required.
func (f *form) fill(fields []workflow.FieldView) {
	needed := map[string]bool{}
	for pass := range 2 {
		for _, field := range fields {
			wanted := field.Required || needed[field.Name] || pass == 0 && chance(f, 25)
			if _, done := f.input[field.Name]; done || !wanted {
				continue
			}
			value, ok := f.value(field)
			if !f.careful && chance(f, 25) {
				value, ok = pick(f, []any{nil, "", 7.5, "æ\x01", []any{"x"}, map[string]any{"id": "x"}, true, strings.Repeat("lang ", 5000)}), true
			}
			if !ok {
				if field.Required {
					f.careful = false // nothing to choose from: the step is not for now
				}
				continue
			}
			f.input[field.Name] = value
			for _, choice := range field.Choices {
				if value == choice.Value {
					for _, name := range choice.Needs {
						needed[name] = true
					}
				}
			}
		}
	}
	if !f.careful && chance(f, 20) {
		f.input["unasked"] = "x"
	}
}

func (f *form) value(field workflow.FieldView) (any, bool) {
	switch field.Type {
	case "text":
		return pick(f, []any{"Slik var det", "Æøå 🙂", "Avtalt"}), true
	case "number":
		low, high := 1, 3
		if field.Min != nil {
			low, high = field.Min.Value, field.Min.Value+2
		}
		if field.Max != nil {
			high = max(low, field.Max.Value)
		}
		return float64(low + f.roll(high-low+1)), true
	case "boolean":
		return chance(f, 50), true
	case "date":
		return f.date(field), true
	case "datetime":
		return f.earlier(f.view).UTC().Format(time.RFC3339), true
	case "choice":
		options := f.options(field)
		if len(options) == 0 {
			return nil, false
		}
		if usual := pick(f, f.answers[field.Name]); slices.Contains(options, usual) && chance(f, 75) {
			return usual, true
		}
		if chance(f, 45) {
			return options[0], true // what usually happens stands first
		}
		return pick(f, options), true
	case "choices":
		var list []any
		for _, option := range someOf(f, f.options(field)) {
			list = append(list, option)
		}
		return list, len(list) > 0
	}
	return f.people(field)
}

func (f *form) date(field workflow.FieldView) string {
	if field.Name == "birth_date" {
		return f.lane.now.AddDate(-16-f.roll(3), 0, f.roll(9)-4).Format(time.DateOnly)
	}
	return f.lane.now.AddDate(0, 0, f.roll(30)).Format(time.DateOnly)
}

func (f *form) options(field workflow.FieldView) []string {
	var list []string
	for _, o := range field.Options {
		list = append(list, o.Value)
	}
	if len(list) == 0 {
		for _, choice := range field.Choices {
			list = append(list, choice.Value)
		}
	}
	return list
}

// people names some of those offered, and now and then somebody from outside.
func (f *form) people(field workflow.FieldView) (any, bool) {
	options := f.options(field)
	if len(options) == 0 {
		options = f.known(field.From)
	}
	var list []any
	for _, id := range someOf(f, options) {
		list = append(list, map[string]any{"id": id})
	}
	if slices.Contains([]string{"person", "second_leader"}, field.Name) && len(list) > 1 {
		list = list[:1]
	}
	typed := slices.Contains(field.From, "guardians") || slices.Contains(field.From, "student")
	if typed && (chance(f, 25) || len(list) == 0) {
		list = append(list, pick(f, []any{
			map[string]any{"name": "Kari Typed", "role": "guardian"}, map[string]any{"name": "Per Typed", "role": "guardian"},
			map[string]any{"name": "Tante Sol", "role": "tante"},
		}))
	}
	return list, len(list) > 0
}

// known lists whom a field takes where no view offers them.
func (f *form) known(from []string) []string {
	var list []string
	for _, source := range from {
		switch source {
		case "guardians":
			if f.pupil != nil {
				for _, g := range f.pupil.who().guardians {
					list = append(list, g.ID)
				}
			}
		case "student":
			if f.pupil != nil {
				list = append(list, f.pupil.id)
			}
		default:
			list = append(list, f.colleagues(source)...)
		}
	}
	return list
}

// colleagues lists the staff whom a source offers.
func (f *form) colleagues(source string) []string {
	var list []string
	for _, a := range f.actors {
		if f.onlooker(a) {
			continue
		}
		leader := leads(f.checker.staff[a.ID])
		if f.view != nil {
			b := f.checker.books[f.view.ID]
			if b.recused[a.ID] || source == "leadership" && !b.leadership(f.checker, a.ID) {
				continue
			}
		}
		if source == "staff" || leader {
			list = append(list, string(a.ID))
		}
	}
	return list
}

// carried fills in the fields of what a breach or a correction is about.
func (f *form) carried(step string) {
	switch step {
	case "record_breach":
		of, _ := f.input["of"].(string)
		if s, ok := f.plan.Step(of); ok {
			f.fill(viewFields(s.Fields))
		}
	case "correct":
		id, _ := f.input["event"].(string)
		f.careful = false // whether anything changes is a matter of luck
		for _, e := range f.view.Case.History() {
			if string(e.ID) == id {
				f.correct(&e)
			}
		}
	}
}

func (f *form) correct(e *workflow.Event) {
	step := e.Step
	if step == "record_breach" {
		step = e.Payload.Fields["of"].Text
	}
	fields := []routine.Field{}
	if s, ok := f.plan.Step(step); ok {
		fields = s.Fields
	} else if e.Step == "open" {
		s, _ := f.plan.Scenario(e.Payload.Opening.Scenario)
		fields = s.Fields
	}
	for _, view := range viewFields(fields) {
		if _, taken := f.input[view.Name]; !taken && chance(f, 50) {
			if value, ok := f.value(view); ok {
				f.input[view.Name] = value
			}
		}
	}
}
