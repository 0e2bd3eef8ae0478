package workflow

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

// Input is what somebody has filled in, as JSON has it: string, float64, bool,
// []any and map[string]any, by field name.
type Input map[string]any

// How much one field may hold.
const (
	maxTextRunes = 20_000
	maxNameRunes = 200
	maxListItems = 100
)

// reader turns input into fields, and collects every mistake on the way.
type reader struct {
	c      *Case
	w      *World
	errors FieldErrors
}

func (r *reader) fail(field, key string, values map[string]routine.Text) {
	r.errors = append(r.errors, FieldError{Field: field, Message: routine.Message(key, values)})
}

// read checks input against the fields asked for. With partial, fields may be
// missing: a correction says only what changes.
func (r *reader) read(fields []routine.Field, input Input, partial bool) Fields {
	out := Fields{}
	known := map[string]bool{}
	for i := range fields {
		field := &fields[i]
		known[field.Name] = true
		if raw, given := input[field.Name]; given && raw != nil {
			if value, ok := r.value(field, raw); ok {
				out[field.Name] = value
			}
		}
	}
	for name := range input {
		if !known[name] {
			r.fail(name, "field_unknown", nil)
		}
	}
	if !partial {
		r.required(fields, out)
	}
	return out
}

func (r *reader) required(fields []routine.Field, out Fields) {
	needed := map[string]bool{}
	for _, field := range fields {
		needed[field.Name] = needed[field.Name] || field.Required
		for _, choice := range field.Choices {
			if out[field.Name].has(choice.Value) {
				for _, name := range choice.Needs {
					needed[name] = true
				}
			}
		}
	}
	for _, field := range fields {
		_, have := out[field.Name]
		wrong := slices.ContainsFunc(r.errors, func(e FieldError) bool { return e.Field == field.Name })
		if needed[field.Name] && !have && !wrong {
			r.fail(field.Name, "field_required", map[string]routine.Text{"field": field.Label})
		}
	}
}

// value reads one field; ok is false when it is empty or wrong.
func (r *reader) value(field *routine.Field, raw any) (value Value, ok bool) {
	switch field.Type {
	case "text", "choice", "date", "datetime":
		words, isText := raw.(string)
		if !isText {
			r.fail(field.Name, "field_text", nil)
			return Value{}, false
		}
		return r.words(field, words)
	case "number":
		n, isNumber := raw.(float64)
		if !isNumber {
			r.fail(field.Name, "field_number", nil)
			return Value{}, false
		}
		if field.Min != nil && n < float64(field.Min.Value) || field.Max != nil && n > float64(field.Max.Value) {
			r.fail(field.Name, "field_range", nil)
			return Value{}, false
		}
		return Value{Kind: KindNumber, Number: n}, true
	case "boolean":
		flag, isFlag := raw.(bool)
		if !isFlag {
			r.fail(field.Name, "field_flag", nil)
		}
		return Value{Kind: KindBool, Bool: flag}, isFlag
	}
	list, isList := raw.([]any)
	if !isList || len(list) > maxListItems {
		r.fail(field.Name, "field_list", nil)
		return Value{}, false
	}
	if len(list) == 0 {
		return Value{}, false
	}
	if field.Type == "people" {
		return r.people(field, list)
	}
	return r.choices(field, list)
}

func (r *reader) words(field *routine.Field, words string) (Value, bool) {
	words = strings.TrimSpace(words)
	if words == "" {
		return Value{}, false
	}
	if !r.clean(field.Name, words, maxTextRunes) {
		return Value{}, false
	}
	switch field.Type {
	case "date":
		date, err := calendar.Parse(words)
		if err != nil || date.Year() < 1900 || date.Year() > 2200 {
			r.fail(field.Name, "field_date", nil)
			return Value{}, false
		}
		return Value{Kind: KindDate, Date: date}, true
	case "datetime":
		at, err := time.Parse(time.RFC3339, words)
		if err != nil || at.Year() < 1900 || at.Year() > 2200 {
			r.fail(field.Name, "field_datetime", nil)
			return Value{}, false
		}
		return Value{Kind: KindTime, Time: at.UTC().Truncate(time.Second)}, true
	case "choice":
		if !r.c.can(r.w, field, words) {
			r.fail(field.Name, "field_choice", nil)
			return Value{}, false
		}
	}
	return Value{Text: words}, true
}

// clean refuses text that is too long, not UTF-8, or has control characters.
func (r *reader) clean(field, words string, limit int) bool {
	switch {
	case !isText(words):
		r.fail(field, "field_characters", nil)
	case utf8.RuneCountInString(words) > limit:
		r.fail(field, "field_long", nil)
	default:
		return true
	}
	return false
}

// isText reports whether something is UTF-8 without control characters.
func isText(words string) bool {
	control := func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7f }
	return utf8.ValidString(words) && !strings.ContainsFunc(words, control)
}

// line reads a name, or other text of one line, without what comes along unseen; it
// refuses one with anything else that nobody sees.
func (r *reader) line(field, words string) (line string, ok bool) {
	line, shown := roster.Name(words)
	if !shown {
		r.fail(field, "field_characters", nil)
		return line, false
	}
	return line, r.clean(field, line, maxNameRunes)
}

func (r *reader) choices(field *routine.Field, list []any) (Value, bool) {
	var given []string
	for _, item := range list {
		word, _ := item.(string)
		if !slices.ContainsFunc(field.Choices, func(choice routine.Choice) bool { return choice.Value == word }) {
			r.fail(field.Name, "field_choice", nil)
			return Value{}, false
		}
		given = append(given, word)
	}
	value := Value{Kind: KindList}
	for _, choice := range field.Choices {
		if slices.Contains(given, choice.Value) {
			value.List = append(value.List, choice.Value)
		}
	}
	return value, true
}

func (r *reader) people(field *routine.Field, list []any) (Value, bool) {
	value := Value{Kind: KindPeople}
	if field.Max != nil && len(list) > field.Max.Value {
		r.fail(field.Name, "field_too_many", nil)
		return Value{}, false
	}
	for _, item := range list {
		person, ok := r.person(field, item)
		if !ok {
			return Value{}, false
		}
		value.People = append(value.People, person)
	}
	return value, true
}

// person finds somebody known by id, or takes a name and role as typed.
func (r *reader) person(field *routine.Field, item any) (Person, bool) {
	given, _ := item.(map[string]any)
	id, _ := given["id"].(string)
	name, _ := given["name"].(string)
	role, _ := given["role"].(string)
	for key := range given {
		if key != "id" && key != "name" && key != "role" {
			r.fail(field.Name, "field_person", nil)
			return Person{}, false
		}
	}
	if id != "" {
		for _, source := range field.From {
			if person, ok := r.c.known(r.w, source, id); ok {
				return person, true
			}
		}
		r.fail(field.Name, "field_person_unknown", nil)
		return Person{}, false
	}
	name, fits := r.line(field.Name, name)
	role, known := r.line(field.Name, role)
	if name == "" || !fits || !known || !typed(field) {
		r.fail(field.Name, "field_person", nil)
		return Person{}, false
	}
	if self := r.w.Student; role == "student" || self != nil && strings.EqualFold(name, self.Name) {
		r.fail(field.Name, "field_person_unknown", nil) // the student is named by id, where a field asks for them
		return Person{}, false
	}
	kind := "other"
	if role == "guardian" {
		kind = "guardian"
	}
	return Person{Name: name, Role: role, Kind: kind}, true
}

// typed reports whether a field takes people whom the school does not know. A
// field that asks for the school's own people does not.
func typed(field *routine.Field) bool {
	return slices.ContainsFunc(field.From, func(source string) bool { return source == "guardians" || source == "student" })
}

// known finds a person by id among those that a field may name.
func (c *Case) known(w *World, source, id string) (Person, bool) {
	switch source {
	case "staff", "leaders", "leadership":
		s, ok := w.Directory.Find(ActorID(id))
		if !ok || s.Disabled || slices.Contains(c.Recused, s.ID) {
			return Person{}, false
		}
		p := c.person(s)
		if source == "leaders" && !p.is("leader") || source == "leadership" && !p.Leadership || !p.is("staff") {
			return Person{}, false
		}
		return p, true
	case "guardians":
		if g, ok := w.guardian(id); ok {
			return Person{ID: g.ID, Kind: "guardian"}, true
		}
	case "student":
		if w.Student != nil && string(w.Student.ID) == id {
			return Person{ID: id, Kind: "student"}, true
		}
	}
	return Person{}, false
}
