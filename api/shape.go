package api

import (
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// wholeJSON is a case as one reader sees it, all but its steps: those are whole.go's.
func wholeJSON(v *workflow.View, lang routine.Lang) caseJSON {
	state, _ := v.Case.Routine().State(v.State)
	signed := v.Signed()
	out := caseJSON{
		ID: string(v.ID), Reference: v.Reference, School: string(v.School),
		Routine:  routineRef{v.Record.Routine.ID, v.Record.Routine.Version},
		Scenario: v.Scenario, State: v.State, StateTitle: state.Title.In(lang), Guidance: state.Guidance.In(lang),
		Closed: v.Closed, ClosedAs: v.ClosedAs, Signed: &signed, Revision: v.Revision, OpenedAt: v.OpenedAt.UTC(),
		Due: []dueJSON{},
	}
	if s := v.Student(); s != nil {
		out.Student = studentOf(s)
	}
	out.Pseudonym = v.Pseudonym()
	if id, name := v.Lead(); id != "" {
		out.Responsible = &personJSON{ID: string(id), Name: name}
	}
	access := v.Access()
	out.Sees, out.May = strings.Fields(access.Sees.String()), strings.Fields(access.May.String())
	for _, due := range v.Dues() {
		out.Due = append(out.Due, dueOf(due, lang))
	}
	return out
}

// summaryJSON is a case in a list: all but its steps.
func summaryJSON(r *workflow.Listed, lang routine.Lang) caseJSON {
	out := caseJSON{
		ID: string(r.ID), Reference: r.Reference, School: string(r.School), Routine: routineRef{r.Routine.ID, r.Routine.Version},
		Scenario: r.Scenario, State: r.State, StateTitle: r.StateTitle.In(lang), Closed: r.Closed, ClosedAs: r.ClosedAs, Revision: r.Revision,
		OpenedAt: r.OpenedAt.UTC(), Pseudonym: r.Pseudonym, Due: []dueJSON{},
	}
	if r.Student != nil {
		out.Student = studentOf(r.Student)
	}
	if r.ResponsibleID != "" {
		out.Responsible = &personJSON{ID: string(r.ResponsibleID), Name: r.ResponsibleName}
	}
	for _, due := range r.Dues {
		out.Due = append(out.Due, dueOf(due, lang))
	}
	return out
}

func studentOf(s *workflow.Student) *studentJSON {
	return &studentJSON{ID: string(s.ID), Name: s.Name, BirthDate: s.BirthDate.String(), Class: s.Class}
}

func dueOf(due workflow.Due, lang routine.Lang) dueJSON {
	out := dueJSON{
		Requirement: due.Requirement.ID, Title: due.Requirement.Title.In(lang),
		DueOn: due.DueOn.String(), Overdue: due.Overdue, Waiting: due.Suspended,
	}
	if !due.DueAt.IsZero() {
		at := due.DueAt.UTC()
		out.DueAt = &at
	}
	return out
}

func fieldOf(f *workflow.FieldView, lang routine.Lang) fieldJSON {
	out := fieldJSON{Name: f.Name, Type: f.Type, Label: f.Label.In(lang), Help: f.Help.In(lang), Required: f.Required, Typed: f.Typed()}
	if f.Min != nil {
		out.Min = &f.Min.Value
	}
	if f.Max != nil {
		out.Max = &f.Max.Value
	}
	if f.Type == "choice" || f.Type == "choices" || f.Type == "people" {
		out.Choices = []choiceJSON{}
	}
	for _, option := range f.Options {
		out.Choices = append(out.Choices, choiceJSON{Value: option.Value, Label: option.Label.In(lang), Needs: f.Needs(option.Value)})
	}
	return out
}
