package plan

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/routine"
)

// Voice says the parts of one routine in one language.
type Voice struct {
	r      *routine.Routine
	lang   routine.Lang
	titled bool // calls the source by its title, not by its file
}

// In gives a routine a voice.
func In(r *routine.Routine, lang routine.Lang) Voice { return Voice{r: r, lang: lang} }

// Say returns a text in the voice's language, with {1}, {2} … filled in.
func (v Voice) Say(text routine.Text, args ...string) string {
	if len(args) == 0 {
		return text.In(v.lang)
	}
	values := map[string]routine.Text{}
	for i, arg := range args {
		values[strconv.Itoa(i+1)] = routine.Same(arg)
	}
	return text.Fill(values).In(v.lang)
}

// Quote puts words in the quotation marks of the language.
func (v Voice) Quote(words string) string { return v.Say(phrases.Quote, words) }

// Roles names those who act, as the routine calls them.
func (v Voice) Roles(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, v.Say(v.r.RoleName(id)))
	}
	return strings.Join(names, ", ")
}

// State names a state, in quotation marks.
func (v Voice) State(id string) string {
	if s, ok := v.r.State(id); ok {
		return v.Quote(v.Say(s.Title))
	}
	return v.Quote(id)
}

// Scenarios names scenarios, in quotation marks.
func (v Voice) Scenarios(ids []string) string {
	var names []string
	for _, id := range ids {
		if s, ok := v.r.Scenario(id); ok {
			names = append(names, v.Quote(v.Say(s.Title)))
		}
	}
	return strings.Join(names, ", ")
}

// Fact reads as “title: «value» / «value»”.
func (v Voice) Fact(id string, values ...string) string { return v.fact(id, "", values) }

func (v Voice) fact(id, before string, values []string) string {
	return v.Facts([]string{id}) + ": " + before + v.Values(id, values)
}

// Facts names facts.
func (v Voice) Facts(ids []string) string {
	var names []string
	for _, id := range ids {
		if fact, ok := v.r.Schema().Fact(id); ok {
			id = v.Say(fact.Title)
		}
		names = append(names, id)
	}
	return strings.Join(names, ", ")
}

// Values names values of a fact, in quotation marks.
func (v Voice) Values(id string, values []string) string {
	var names []string
	for _, value := range values {
		if fact, ok := v.r.Schema().Fact(id); ok && !fact.Labels[value].IsZero() {
			value = v.Say(fact.Labels[value])
		}
		names = append(names, v.Quote(value))
	}
	return strings.Join(names, " / ")
}

// Happens reads what sets off a requirement or moves a deadline: any of these.
func (v Voice) Happens(sets map[string][]string) string {
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(sets)) {
		parts = append(parts, v.Fact(id, sets[id]...))
	}
	return strings.Join(parts, v.Say(phrases.Or))
}

// Cond reads a condition; "" when it always holds.
func (v Voice) Cond(c *routine.Cond) string {
	switch {
	case c == nil:
		return ""
	case c.Never:
		return v.Say(phrases.Never)
	case c.Fact != "":
		return v.Fact(c.Fact, c.In...)
	case c.Not != nil && c.Not.Fact != "":
		return v.fact(c.Not.Fact, v.Say(phrases.Not)+" ", c.Not.In)
	case c.Not != nil:
		return v.Say(phrases.Not) + " (" + v.Cond(c.Not) + ")"
	case len(c.Any) > 0:
		return v.several(c.Any, phrases.Or)
	}
	return v.several(c.All, phrases.And)
}

func (v Voice) several(conds []*routine.Cond, between routine.Text) string {
	var parts []string
	for _, c := range conds {
		part := v.Cond(c)
		if len(c.All)+len(c.Any) > 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, v.Say(between))
}

// Target reads where a step leads, which may depend on what holds then. It says
// “otherwise” of a target without a condition that is not the first.
func (v Voice) Target(t routine.Target, first bool) string {
	to := v.State(t.State)
	switch condition := v.Cond(t.When); {
	case condition != "":
		to += " – " + v.Say(phrases.When) + ": " + condition
	case !first:
		to += " – " + v.Say(phrases.Otherwise)
	}
	return to
}

// Modality says how binding a requirement is.
func (v Voice) Modality(modality string) string { return v.Say(phrases.Modalities[modality]) }

// Deadline says until when, counted from what, and marks who has set it.
func (v Voice) Deadline(d *routine.Deadline) string {
	if d == nil {
		return ""
	}
	parts := []string{v.until(d)}
	if len(d.From) > 0 {
		parts = append(parts, v.Say(phrases.CountedFrom)+" "+v.Happens(d.From))
	}
	if d.Opens != "" {
		parts = append(parts, v.Say(phrases.OpensNext))
	}
	if len(d.MovedBy) > 0 {
		parts = append(parts, v.Say(phrases.MovedBy)+" "+v.Happens(d.MovedBy))
	}
	return strings.Join(parts, "; ") + " " + v.basis(d)
}

func (v Voice) basis(d *routine.Deadline) string {
	return "[" + v.Say(phrases.Bases[d.Basis]) + "]"
}

func (v Voice) until(d *routine.Deadline) string {
	switch {
	case d.Minutes != nil:
		return v.Say(phrases.AtOnce, strconv.Itoa(d.Minutes.Value))
	case d.Hours > 0:
		return v.Say(phrases.Hours, strconv.Itoa(d.Hours))
	case d.Days == nil:
		return ""
	case d.Days.Value == 0:
		return v.Say(phrases.SameDay)
	case d.Days.Value == 1:
		return v.Say(phrases.OneDay)
	}
	return v.Say(phrases.Days, strconv.Itoa(d.Days.Value))
}

// Kind says what sort of answer a field takes, and its bounds.
func (v Voice) Kind(f *routine.Field) string {
	kind := v.Say(phrases.Kinds[f.Type])
	switch {
	case f.Min != nil && f.Max != nil:
		kind += fmt.Sprintf(" %d–%d", f.Min.Value, f.Max.Value)
	case f.Min != nil:
		kind += fmt.Sprintf(" ≥ %d", f.Min.Value)
	case f.Max != nil:
		kind += fmt.Sprintf(" ≤ %d", f.Max.Value)
	}
	return kind
}

// Choices names what there is to choose from.
func (v Voice) Choices(f *routine.Field) string {
	var names []string
	for _, choice := range f.Choices {
		names = append(names, v.Say(choice.Label))
	}
	return strings.Join(names, " · ")
}

// Setting says what a parameter is, or may be, set to.
func (v Voice) Setting(p *routine.Parameter, values []string) string {
	switch p.Type {
	case "roles":
		return v.Roles(values)
	case "flag":
		return v.Say(phrases.Flags[strings.Join(values, "")])
	case "minutes":
		return v.Say(phrases.Minutes, strings.Join(values, ""))
	}
	return strings.Join(values, ", ")
}

// Allowed says what a parameter may be set to; "" when its type says all.
func (v Voice) Allowed(p *routine.Parameter) string {
	switch {
	case len(p.Options) > 0:
		return v.Setting(p, p.Options)
	case p.Max > 0:
		return fmt.Sprintf("%d–%d", p.Min, p.Max)
	}
	return ""
}

// Cite says where a requirement stands in its source, or why it was derived.
func (v Voice) Cite(c routine.Cite) string {
	if c.File == "" {
		return "[" + v.Say(phrases.Bases["derived"]) + "] " + v.Say(c.Why)
	}
	source := c.File
	if v.titled && c.File == v.r.Source.File {
		source = v.Say(v.r.Source.Title)
	}
	where := fmt.Sprintf("%s, %s %s", source, v.Say(phrases.Lines), c.Lines)
	if why := v.Say(c.Why); why != "" {
		where += ". " + why
	}
	return where
}
