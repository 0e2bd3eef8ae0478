package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// valuesPage is what a school decides itself in the routine.
type valuesPage struct {
	Head     setupHead
	Title    string
	Version  int
	Fields   []formField
	Hints    map[string]string // by the field's name: what the program came with
	Mistakes []mistake
	Schools  string // that share the routine; "" for one alone
	Fixed    string // why the values cannot be changed here; "" when they can
	History  []string
	Broken   []brokenLine // how the routine could be bypassed with these values
}

// brokenLine is a rule that would be broken, and the story of how.
type brokenLine struct {
	Title string
	Story []string
}

func (s *server) showValues(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	return s.valuesPage(v, head, nil)
}

// valuesPage has what was sent in place of the values, where something was.
func (s *server) valuesPage(v *visit, head setupHead, sent map[string][]string) (*valuesPage, error) {
	l, err := s.Engine.LocalValues(v.Request().Context(), v.Actor, head.School, s.DefaultRoutine)
	if err != nil {
		return nil, err
	}
	p := &valuesPage{Head: head, Title: l.Routine.Title.In(v.Lang), Version: l.Routine.Version}
	switch {
	case l.Fixed():
		p.Fixed = routine.Message("setup_own_routine", nil).In(v.Lang)
	case l.Shared:
		p.Fixed = routine.Message("setup_shared_routine", nil).In(v.Lang)
	}
	if len(l.Schools) > 1 {
		var names []string
		for _, school := range l.Schools {
			names = append(names, s.schoolName(v, school))
		}
		p.Schools = strings.Join(names, ", ")
	}
	for i := range l.Routine.Parameters {
		param := &l.Routine.Parameters[i]
		values := param.Default
		if sent != nil {
			values = sent[param.ID]
		}
		p.Fields = append(p.Fields, valueField(l.Routine, param, values, l.Shipped[param.ID], v.Lang))
	}
	for _, change := range l.History {
		p.History = append(p.History, fillIn(words.Values.Changed.In(v.Lang), []string{timeIn(v.Lang, change.At), change.By, strconv.Itoa(change.Version)}))
	}
	return p, nil
}

// valueField asks for a parameter's values; shipped is what it would be otherwise.
func valueField(r *routine.Routine, param *routine.Parameter, values, shipped []string, lang routine.Lang) formField {
	f := formField{Field: param.ID, ID: "value-" + param.ID, Name: control(param.ID), Label: param.Title.In(lang), Required: true}
	switch {
	case param.Counts():
		f.Control, f.Value, f.Min, f.Max = "number", strings.Join(values, ""), &param.Min, &param.Max
	case param.Type == "roles":
		f.Control = "checks"
	default:
		f.Control = "radio"
	}
	options := param.Options
	if param.Type == "flag" {
		options = []string{"yes", "no"}
	}
	label := func(option string) string { return optionName(r, param, option).In(lang) }
	for _, option := range options {
		f.Choices = append(f.Choices, formChoice{option, label(option), slices.Contains(values, option)})
	}
	if shipped != nil && !slices.Equal(shipped, param.Default) {
		var names []string
		for _, option := range shipped {
			names = append(names, label(option))
		}
		f.Help = fillIn(words.Values.Shipped.In(lang), []string{strings.Join(names, ", ")})
	}
	return f
}

// optionName is what people call one value of a parameter.
func optionName(r *routine.Routine, param *routine.Parameter, option string) routine.Text {
	switch {
	case param.Counts():
		return routine.Same(option)
	case param.Type == "flag" && option == "yes":
		return words.Case.Yes
	case param.Type == "flag":
		return words.Case.No
	}
	return r.RoleName(option)
}

// setValues publishes the routine with other values.
func (s *server) setValues(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	ctx := v.Request().Context()
	seen, err := strconv.Atoi(v.field("version"))
	if err != nil {
		return nil, errForm
	}
	sent := map[string][]string{}
	for name, values := range v.Request().PostForm {
		if id, ok := strings.CutPrefix(name, control("")); ok {
			sent[id] = trimmed(values)
		}
	}
	if !v.onlyShows() {
		_, err = s.Engine.SetLocalValues(ctx, v.Actor, head.School, s.DefaultRoutine, seen, sent, s.Now())
		if err == nil {
			return head.at("/setup/routine", true), nil
		}
	}
	p, failed := s.valuesPage(v, head, sent)
	switch {
	case failed != nil:
		return nil, failed
	case v.onlyShows() && seen != p.Version:
		return nil, fmt.Errorf("values set since: %w", workflow.ErrConflict)
	case v.onlyShows():
		return p, nil
	}
	if why := deniedIn(err, v.Lang); why != "" {
		p.Mistakes, v.Status = []mistake{{"#main", why}}, http.StatusForbidden
		return p, nil
	}
	if unproved, ok := errors.AsType[*workflow.UnprovedError](err); ok {
		p.Broken, v.Status = brokenIn(unproved.Proof, v.Lang), http.StatusUnprocessableEntity
		return p, nil
	}
	if p.Mistakes = place(err, v.Lang, each(p.Fields)...); p.Mistakes == nil {
		return nil, err
	}
	v.Status = http.StatusUnprocessableEntity
	return p, nil
}

func trimmed(values []string) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = strings.TrimSpace(value)
	}
	return out
}

// brokenIn tells how a routine could be bypassed.
func brokenIn(p *proof.Proof, lang routine.Lang) []brokenLine {
	var list []brokenLine
	for _, broken := range p.Broken() {
		line := brokenLine{Title: broken.Title.In(lang)}
		for _, moment := range broken.Counterexample() {
			line.Story = append(line.Story, moment.Text.In(lang))
		}
		list = append(list, line)
	}
	return list
}
