package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// eventLine is an event in words.
type eventLine struct {
	ID         string
	Correct    string // where the reader can put it right; "" where they cannot
	Title, Who string
	At         string // when it occurred
	Late       string // when it was recorded, where that was much later
	Refused    bool
	New        bool // recorded since the reader looked last
	Reasons    []string
	Fields     []valueLine
}

type valueLine struct{ Label, Value string }

// lateAfter is how much later than it occurred something is recorded before it is said.
const lateAfter = 15 * time.Minute

// timelineOf tells events, the latest first.
func timelineOf(view *workflow.View, events []workflow.Event, lang routine.Lang) []eventLine {
	list := make([]eventLine, 0, len(events))
	for i := range slices.Backward(events) {
		e := &events[i]
		line := eventLine{ID: string(e.ID), Title: view.StepTitle(e.Step).In(lang), At: timeIn(lang, e.OccurredAt), Refused: e.Outcome == workflow.Refused}
		if e.Actor != "" {
			line.Who = isolated(view.StaffName(e.Actor))
		}
		if e.RecordedAt.Sub(e.OccurredAt) > lateAfter {
			line.Late = timeIn(lang, e.RecordedAt)
		}
		if line.Refused {
			for _, u := range e.Payload.Unmet {
				line.Reasons = append(line.Reasons, view.Explain(e.Step, u).In(lang))
			}
		}
		line.Fields = valuesOf(view, e, lang)
		list = append(list, line)
	}
	return list
}

// valuesOf tells the fields of an event that the reader sees, in the order in which
// they were asked for; those of a step that a correction or breach is about follow.
func valuesOf(view *workflow.View, e *workflow.Event, lang routine.Lang) []valueLine {
	var list []valueLine
	told := map[string]bool{}
	for _, f := range askedIn(view, e) {
		value, ok := e.Payload.Fields[f.Name]
		if !ok || told[f.Name] {
			continue
		}
		told[f.Name] = true
		if said := valueIn(view, &f, value, lang); said != "" {
			list = append(list, valueLine{f.Label.In(lang), said})
		}
	}
	return list
}

func askedIn(view *workflow.View, e *workflow.Event) []routine.Field {
	r := view.Case.Routine()
	if e.Step == "open" {
		if scenario, ok := r.Scenario(view.OpenedAs()); ok {
			return workflow.OpeningFields(scenario)
		}
		return nil
	}
	var fields []routine.Field
	if step, ok := r.Step(e.Step); ok {
		fields = slices.Clone(step.Fields)
	}
	about := e.Payload.Fields["of"].Text
	if e.Step == "correct" {
		for _, other := range view.History() {
			if string(other.ID) == e.Payload.Fields["event"].Text {
				about = other.Step
			}
		}
	}
	if step, ok := r.Step(about); ok {
		fields = append(fields, step.Fields...)
	}
	return fields
}

// valueIn says a value as people would; "" for one that has no words.
func valueIn(view *workflow.View, f *routine.Field, value workflow.Value, lang routine.Lang) string {
	switch value.Kind {
	case workflow.KindNumber:
		return strconv.FormatFloat(value.Number, 'f', -1, 64)
	case workflow.KindBool:
		if value.Bool {
			return words.Case.Yes.In(lang)
		}
		return words.Case.No.In(lang)
	case workflow.KindDate:
		return dayIn(lang, value.Date)
	case workflow.KindTime:
		return timeIn(lang, value.Time)
	case workflow.KindList:
		var items []string
		for _, item := range value.List {
			items = append(items, choiceIn(view, f, item, lang))
		}
		return strings.Join(items, ", ")
	case workflow.KindPeople:
		var names []string
		for _, person := range value.People {
			names = append(names, isolated(view.PersonName(person)))
		}
		return strings.Join(names, ", ")
	}
	if f.Type == "choice" {
		return choiceIn(view, f, value.Text, lang)
	}
	return value.Text
}

// choiceIn is what people call a choice. One that the case made is a step, a demand,
// a scenario or an event.
func choiceIn(view *workflow.View, f *routine.Field, value string, lang routine.Lang) string {
	for _, choice := range f.Choices {
		if choice.Value == value {
			return choice.Label.In(lang)
		}
	}
	r := view.Case.Routine()
	if demand, ok := r.Requirement(value); ok {
		return demand.Title.In(lang)
	}
	if step, ok := r.Step(value); ok {
		return step.Title.In(lang)
	}
	if scenario, ok := r.Scenario(value); ok {
		return scenario.Title.In(lang)
	}
	for _, e := range view.History() {
		if string(e.ID) == value {
			return view.StepTitle(e.Step).In(lang)
		}
	}
	return ""
}
