package paper

import (
	"cmp"
	"slices"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

const (
	maxVariants = 12
	maxAnswers  = 4 // that are tried of one field
)

// variants are the ways to fill in a step, the plainest first: the first answer
// to everything, and nobody there who need not be.
func variants(v *vocabulary, step *routine.Step) []move {
	list := []move{{step: step}}
	for i := range step.Fields {
		f := &step.Fields[i]
		values := ways(v, f, f.Required || needed(step, f.Name))
		if len(values) == 0 {
			return nil
		}
		var more []move
		for n, value := range values {
			for _, m := range list {
				m.odd += 2 * float64(n)
				if value != nil {
					m.fields = append(slices.Clip(m.fields), audit.Field{Name: f.Name, Value: *value})
				}
				more = append(more, m)
			}
		}
		slices.SortStableFunc(more, func(a, b move) int { return int(10*a.odd) - int(10*b.odd) })
		list = more[:min(len(more), maxVariants)]
	}
	return list
}

// needed reports whether some answer to the step makes the field required.
func needed(step *routine.Step, name string) bool {
	return slices.ContainsFunc(step.Fields, func(f routine.Field) bool {
		return slices.ContainsFunc(f.Choices, func(c routine.Choice) bool { return slices.Contains(c.Needs, name) })
	})
}

// ways are the values to try in a field, nil for leaving it empty; there is none
// where a value is required that the search cannot know.
func ways(v *vocabulary, f *routine.Field, required bool) []*audit.Value {
	says := slices.ContainsFunc(f.Choices, func(c routine.Choice) bool { return len(c.Sets) > 0 }) || len(f.Counts) > 0
	var list []*audit.Value
	switch {
	case f.Type == "boolean":
		return []*audit.Value{nil, {Kind: audit.Answered, Bool: true}}
	case f.Type == "people" && (required || says):
		list = company(v, f)
	case required || says:
		list = filling(f)
	}
	if !required {
		list = append(list, nil)
	}
	return list
}

// filling are the values to try in a field that does not name people.
func filling(f *routine.Field) []*audit.Value {
	switch f.Type {
	case "text":
		return []*audit.Value{{Kind: audit.Written}}
	case "choice":
		var list []*audit.Value
		for _, choice := range f.Choices[:min(len(f.Choices), maxAnswers)] {
			list = append(list, &audit.Value{Kind: audit.Chosen, Text: choice.Value})
		}
		return list
	case "choices":
		all := &audit.Value{Kind: audit.Ticked}
		for _, choice := range f.Choices {
			all.List = append(all.List, choice.Value)
		}
		return []*audit.Value{all}
	case "number":
		n := 1
		if f.Min != nil {
			n = max(n, f.Min.Value)
		}
		return []*audit.Value{{Kind: audit.Counted, Number: float64(n)}}
	case "date":
		return []*audit.Value{{Kind: audit.Dated, Date: firstExample.Add(28)}}
	case "datetime":
		return []*audit.Value{{Kind: audit.Timed, Time: at(firstExample, 10, 0, 0)}}
	}
	return nil
}

// company is who is named in a field of people: without guardians, and with one.
func company(v *vocabulary, f *routine.Field) []*audit.Value {
	roles := staff(v, f)
	if slices.Contains(f.From, "student") {
		roles = append(roles, "student")
	}
	if f.Name == "person" {
		roles = []string{assigned}
	}
	var list []*audit.Value
	if len(roles) > 0 {
		list = append(list, people(roles))
	}
	if slices.Contains(f.From, "guardians") {
		list = append(list, people(append(slices.Clip(roles), "guardian")))
	}
	return list
}

// staff is who of the school is there, so that everything counts that can.
func staff(v *vocabulary, f *routine.Field) []string {
	from := slices.Clone(f.From)
	leaders := slices.Contains(from, "leaders") || slices.Contains(from, "leadership")
	if !leaders && !slices.Contains(from, "staff") {
		return nil
	}
	roles := []string{"department_head"}
	if !leaders && len(f.Counts) == 0 {
		roles = []string{"contact_teacher", "department_head"}
	}
	if f.Max != nil && f.Max.Value < len(roles) || len(f.Counts) > 0 {
		roles = nil
	}
	for _, count := range f.Counts {
		roles = append(roles, countedIn(v, count, roles)...)
	}
	if len(roles) == 0 && f.Max != nil {
		roles = []string{"department_head"}
	}
	return roles
}

// countedIn are those who have to be there too for a count to be reached.
func countedIn(v *vocabulary, count routine.Count, there []string) []string {
	role := ""
	for _, of := range count.Of {
		switch {
		case of == "guardian" || of == "student" || of == "other":
			return nil
		case of == "staff" || of == "anyone":
			return []string{"contact_teacher", "social_counsellor", "department_head"}[:min(3, max(count.AtLeast, 1))]
		case of == "leader" || of == "leadership":
			role = cmp.Or(role, "department_head")
		case v.roles.find(of) == of:
			role = cmp.Or(role, of)
		}
	}
	if role == "" || slices.Contains(there, role) {
		return nil
	}
	return []string{role}
}

// people are some people of an example, where one role is one person.
func people(roles []string) *audit.Value {
	v := &audit.Value{Kind: audit.Named}
	for _, role := range roles {
		p := audit.Person{Ref: len(v.People) + 1, Kind: role}
		if !isBystander(role) {
			p.Kind, p.Roles, p.Leadership = "staff", []string{role}, leads([]string{role})
		}
		v.People = append(v.People, p)
	}
	return v
}
