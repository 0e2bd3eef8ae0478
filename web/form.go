package web

import (
	"crypto/rand"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// formField is a field as a form asks for it.
type formField struct {
	Field       string // what the engine calls it
	ID, Name    string // of the control; a group's first is ID-0
	Control     string // line, text, number, date, datetime, tel, url, radio, select or checks
	Label, Help string
	Required    bool
	Min, Max    *int
	Value       string
	Choices     []formChoice
	Typed       bool // people: also takes one by name
	TypedName   string
	TypedRole   string
	Error       string
}

type formChoice struct {
	Value, Label string
	Chosen       bool
}

// mistake is one line of the summary over a form, and where it leads.
type mistake struct{ Href, Message string }

// Names of the controls: a field of the routine cannot be mistaken for one of ours.
func control(field string) string { return "f." + field }

// fewChoices is how many are shown at once, as radio buttons.
const fewChoices = 6

// newKey makes two presses of one form the same request.
func newKey() string { return rand.Text() }

// formOf lays fields out as controls whose ids begin with prefix, with what was sent
// in them before.
func formOf(fields []workflow.FieldView, prefix string, sent url.Values, lang routine.Lang) []formField {
	list := make([]formField, 0, len(fields))
	for i := range fields {
		list = append(list, controlOf(&fields[i], prefix, sent, lang))
	}
	return list
}

func controlOf(f *workflow.FieldView, prefix string, sent url.Values, lang routine.Lang) formField {
	name := control(f.Name)
	out := formField{
		Field: f.Name, ID: prefix + "-" + f.Name, Name: name, Control: f.Type, Label: f.Label.In(lang), Help: f.Help.In(lang), Required: f.Required,
		Value: sent.Get(name), Typed: f.Typed(), TypedName: sent.Get(name + ".name"), TypedRole: sent.Get(name + ".role"),
	}
	add := func(value, label string) {
		chosen := false
		for _, s := range sent[name] {
			chosen = chosen || s == value
		}
		out.Choices = append(out.Choices, formChoice{value, label, chosen})
	}
	for _, o := range f.Options {
		add(o.Value, o.Label.In(lang))
	}
	switch f.Type {
	case "boolean":
		out.Control = "radio"
		add("true", words.Case.Yes.In(lang))
		add("false", words.Case.No.In(lang))
	case "choice":
		out.Control = "radio"
		if len(out.Choices) > fewChoices {
			out.Control = "select"
		}
	case "people":
		out.Control = "checks"
		if f.Max != nil && f.Max.Value == 1 && !out.Typed {
			out.Control = "select"
		}
	case "choices":
		out.Control = "checks"
	case "number":
		if f.Min != nil {
			out.Min = &f.Min.Value
		}
		if f.Max != nil {
			out.Max = &f.Max.Value
		}
	}
	return out
}

// alphabet is the one by which colleagues are listed, whatever language a page is in. (Of
// "nb" and "no" the library knows none.)
var alphabet = language.MustParse("nn")

// nearFirst puts those who are in the case before the rest of the school, who are in
// alphabetical order, and who is chosen already before all others. The reader stands
// last among colleagues who may have been told: nobody should come to name themselves
// for want of looking, but may. Where the student may be named it is who was there.
func nearFirst(view *workflow.View, asked []workflow.FieldView, fields []formField, lang routine.Lang) {
	near := map[string]bool{}
	for _, part := range view.People() {
		near[string(part.Who)] = true
	}
	if student := view.Student(); student != nil {
		near[string(student.ID)] = true
		for _, g := range student.Guardians {
			near[g.ID] = true
		}
	}
	self, there := string(view.Reader()), false
	rank := func(c formChoice) int {
		switch {
		case c.Chosen:
			return 0
		case c.Value == self && !there:
			return 3
		case near[c.Value]:
			return 1
		}
		return 2
	}
	names := collate.New(alphabet)
	for i := range fields {
		if asked[i].Type != "people" {
			continue
		}
		choices := fields[i].Choices
		there = slices.Contains(asked[i].From, "student")
		slices.SortStableFunc(choices, func(a, b formChoice) int {
			if near := rank(a) - rank(b); near != 0 || rank(a) < 2 {
				return near
			}
			return names.CompareString(a.Label, b.Label)
		})
		if at := slices.IndexFunc(choices, func(c formChoice) bool { return c.Value == self }); at >= 0 {
			choices[at].Label = fillIn(words.Form.Yourself.In(lang), []string{choices[at].Label})
		}
	}
}

// inputOf reads what was filled in, as the engine takes it. What cannot be read as
// its type goes on as it is, so that the engine says what is wrong with it.
func inputOf(fields []workflow.FieldView, sent url.Values) workflow.Input {
	input := workflow.Input{}
	for i := range fields {
		f := &fields[i]
		name := control(f.Name)
		text := strings.TrimSpace(sent.Get(name))
		switch f.Type {
		case "choices":
			if len(sent[name]) > 0 {
				input[f.Name] = listOf(sent[name])
			}
			continue
		case "people":
			if people := peopleOf(f, sent); len(people) > 0 {
				input[f.Name] = people
			}
			continue
		}
		if text == "" {
			continue
		}
		input[f.Name] = valueOf(f.Type, strings.ReplaceAll(text, "\r\n", "\n"))
	}
	return input
}

// valuesNow are fields as a form would send them.
func valuesNow(fields []workflow.FieldView, now workflow.Fields) url.Values {
	sent := url.Values{}
	for i := range fields {
		value, ok := now[fields[i].Name]
		if !ok {
			continue
		}
		name := control(fields[i].Name)
		switch value.Kind {
		case workflow.KindNumber:
			sent.Set(name, strconv.FormatFloat(value.Number, 'f', -1, 64))
		case workflow.KindBool:
			sent.Set(name, strconv.FormatBool(value.Bool))
		case workflow.KindDate:
			sent.Set(name, value.Date.String())
		case workflow.KindTime:
			sent.Set(name, value.Time.In(calendar.Oslo).Format(localTime))
		case workflow.KindList:
			sent[name] = value.List
		case workflow.KindPeople:
			for _, person := range value.People {
				if person.ID != "" {
					sent.Add(name, person.ID)
				} else {
					sent.Set(name+".name", person.Name)
					sent.Set(name+".role", person.Role)
				}
			}
		default:
			sent.Set(name, value.Text)
		}
	}
	return sent
}

func valueOf(kind, text string) any {
	switch kind {
	case "number":
		if n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64); err == nil {
			return n
		}
	case "boolean":
		if flag, err := strconv.ParseBool(text); err == nil {
			return flag
		}
	case "datetime":
		if at, err := localTimeOf(text); err == nil {
			return at.Format(time.RFC3339)
		}
	}
	return text
}

func listOf(values []string) []any {
	var list []any
	for _, v := range values {
		list = append(list, v)
	}
	return list
}

// peopleOf is who was ticked, and who was typed in.
func peopleOf(f *workflow.FieldView, sent url.Values) []any {
	var list []any
	name := control(f.Name)
	for _, id := range sent[name] {
		if id != "" {
			list = append(list, map[string]any{"id": id})
		}
	}
	if typed := strings.TrimSpace(sent.Get(name + ".name")); typed != "" && f.Typed() {
		list = append(list, map[string]any{"name": typed, "role": sent.Get(name + ".role")})
	}
	return list
}

// timeOf reads when something occurred, as people fill it in or as scripts do (RFC 3339):
// zero for now. What is no time is a mistake.
func timeOf(text string) (time.Time, error) {
	if text = strings.TrimSpace(text); text == "" {
		return time.Time{}, nil
	}
	at, err := localTimeOf(text)
	if err != nil {
		return time.Time{}, workflow.FieldErrors{{Field: "occurred_at", Message: routine.Message("field_datetime", nil)}}
	}
	return at, nil
}

// localTimeOf reads what a datetime-local input holds, which has seconds only where they
// were given to it, or RFC 3339.
func localTimeOf(text string) (at time.Time, err error) {
	for _, layout := range []string{localTime, localTime + ":05", time.RFC3339} {
		if at, err = time.ParseInLocation(layout, text, calendar.Oslo); err == nil {
			break
		}
	}
	return at, err
}

// Seconds reports whether the value of a datetime-local input has seconds, which it
// takes for a mistake unless it is told to expect them.
func (f formField) Seconds() bool { return f.Control == "datetime" && len(f.Value) > len(localTime) }

// lineField is a field of ours of one line, which must be filled in and which the
// engine calls as the form does.
func lineField(name string, label routine.Text, value string, lang routine.Lang) formField {
	return formField{Field: name, ID: name, Name: name, Control: "line", Label: label.In(lang), Value: value, Required: true}
}

// each are the fields of lists, to put mistakes beside.
func each(lists ...[]formField) []*formField {
	var all []*formField
	for _, list := range lists {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	return all
}

// place puts mistakes beside their fields, the first that the engine calls so, and
// lists all of them; nil when err is something else.
func place(err error, lang routine.Lang, fields ...*formField) []mistake {
	var wrong workflow.FieldErrors
	if !errors.As(err, &wrong) {
		return nil
	}
	var list []mistake
	for _, w := range wrong {
		said, href := w.Message.In(lang), "#main"
		if i := slices.IndexFunc(fields, func(f *formField) bool { return f.Field == w.Field }); i >= 0 {
			at := fields[i]
			at.Error, href = said, "#"+at.first()
			switch {
			case strings.Contains(said, at.Label):
			case strings.HasSuffix(at.Label, "?"):
				said = at.Label + " " + said
			default:
				said = at.Label + ": " + said
			}
		}
		list = append(list, mistake{href, said})
	}
	return list
}

// Type is that of the input; "" for a line of text.
func (f formField) Type() string {
	switch f.Control {
	case "line", "number":
		return ""
	case "datetime":
		return "datetime-local"
	}
	return f.Control
}

// first is the id of the control that takes the focus.
func (f *formField) first() string {
	if (f.Control == "radio" || f.Control == "checks") && len(f.Choices) > 0 {
		return f.ID + "-0"
	}
	return f.ID
}

// Described lists the ids of what is said beside the control; "" for nothing.
func (f formField) Described() string {
	var ids []string
	if f.Help != "" {
		ids = append(ids, f.ID+"-help")
	}
	if f.Error != "" {
		ids = append(ids, f.ID+"-error")
	}
	return strings.Join(ids, " ")
}
