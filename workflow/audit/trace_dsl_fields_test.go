package audit_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// giving is one event while the words about it are read.
type giving struct {
	h       *handmade
	e       *audit.Event
	fields  []routine.Field
	by      string
	without []string
}

// take reads one word, or one that has others after it.
func (g *giving) take(words []string) (rest []string, err error) {
	word, rest := words[0], words[1:]
	if name, value, is := strings.Cut(word, "="); is {
		return rest, g.fill(name, value)
	}
	if word == "unclear" && g.e.Step == "open" {
		g.e.Unclear = true
		return rest, nil
	}
	if g.e.Refused && g.h.demandOrProperty(word) {
		g.e.Reasons = append(g.e.Reasons, audit.Reason{Code: "guard", Requirement: word})
		return rest, nil
	}
	if len(rest) == 0 {
		return nil, fmt.Errorf("%s: not understood", word)
	}
	next := rest[0]
	switch word {
	case "by":
		g.by = next
	case "recorded":
		g.e.RecordedAt, rest, err = readMoment(rest)
		return rest, err
	case "broke":
		return rest[1:], g.broke(next)
	case "shuts_out":
		for _, who := range strings.Split(next, "+") {
			if _, err := g.staff(who); err != nil {
				return nil, err
			}
			g.e.Recused = append(g.e.Recused, g.h.ref(who))
		}
	case "without":
		g.without = append(g.without, next)
	case "->":
		return rest[1:], g.goTo(next)
	default:
		return nil, fmt.Errorf("%s: not understood", word)
	}
	return rest[1:], nil
}

func (g *giving) broke(ids string) error {
	for _, id := range strings.Split(ids, "+") {
		if !g.h.demandOrProperty(id) || g.e.Step != "record_breach" {
			return fmt.Errorf("%s: not a requirement that a breach can break", id)
		}
		g.e.Reasons = append(g.e.Reasons, audit.Reason{Code: "guard", Requirement: id})
	}
	return nil
}

func (g *giving) goTo(state string) error {
	known := slices.Contains([]string{"closed", "voided", "merged"}, state) ||
		slices.ContainsFunc(g.h.routine.States, func(s routine.State) bool { return s.ID == state })
	if !known || g.e.Refused || g.h.state == "" && g.e.Step != "open" {
		return fmt.Errorf("cannot come to state %s", state)
	}
	g.e.State = state
	return nil
}

// fill fills in one field.
func (g *giving) fill(name, value string) error {
	at := slices.IndexFunc(g.fields, func(f routine.Field) bool { return f.Name == name })
	if at < 0 {
		return fmt.Errorf("no such field: %s", name)
	}
	if slices.ContainsFunc(g.e.Fields, func(f audit.Field) bool { return f.Name == name }) {
		return fmt.Errorf("%s: filled in twice", name)
	}
	v, err := g.value(&g.fields[at], value)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	g.e.Fields = append(g.e.Fields, audit.Field{Name: name, Value: v})
	return nil
}

func (g *giving) value(f *routine.Field, value string) (v audit.Value, err error) {
	switch f.Type {
	case "text":
		return audit.Value{Kind: audit.Written}, nil
	case "choice":
		return g.choice(f, value)
	case "choices":
		list := strings.Split(value, "+")
		for _, one := range list {
			if !offers(f, one) {
				return v, fmt.Errorf("no such choice: %s", one)
			}
		}
		return audit.Value{Kind: audit.Ticked, List: list}, nil
	case "boolean":
		if value != "yes" && value != "no" {
			return v, fmt.Errorf("neither yes nor no")
		}
		return audit.Value{Kind: audit.Answered, Bool: value == "yes"}, nil
	case "number":
		v.Kind = audit.Counted
		v.Number, err = strconv.ParseFloat(value, 64)
	case "date":
		v.Kind = audit.Dated
		v.Date, err = readDate(value)
	case "datetime":
		v.Kind = audit.Timed
		v.Time, _, err = readMoment(strings.Split(value, "/"))
	case "people":
		return g.people(f, value)
	default:
		return v, fmt.Errorf("cannot fill in a %s", f.Type)
	}
	return v, err
}

func offers(f *routine.Field, value string) bool {
	return slices.ContainsFunc(f.Choices, func(c routine.Choice) bool { return c.Value == value })
}

func (g *giving) choice(f *routine.Field, value string) (audit.Value, error) {
	ok := offers(f, value)
	switch strings.Join(f.From, " ") {
	case "events", "breaches":
		of := g.h.latest(value)
		if ok = of != nil; ok {
			value = of.ID
		}
	case "steps":
		ok = g.h.step(value) != nil
	case "demands":
		ok = g.h.demands(value) || g.h.step(value) != nil
	case "waivable":
		ok = g.h.demands(value)
	case "scenarios":
		ok = slices.ContainsFunc(g.h.routine.Scenarios, func(s routine.Scenario) bool { return s.ID == value })
	case "cases", "students":
		return audit.Value{Kind: audit.Written}, nil // who it is stays out of a trace
	}
	if !ok {
		return audit.Value{}, fmt.Errorf("no such choice: %s", value)
	}
	return audit.Value{Kind: audit.Chosen, Text: value}, nil
}

func (g *giving) people(f *routine.Field, value string) (audit.Value, error) {
	v := audit.Value{Kind: audit.Named}
	for _, who := range strings.Split(value, "+") {
		p, err := g.person(who)
		if err != nil {
			return v, err
		}
		from := map[string][]string{
			"staff": {"staff", "leaders", "leadership"}, "student": {"student"}, "guardian": {"guardians"}, "other": {"guardians", "staff"},
		}
		if !slices.ContainsFunc(f.From, func(source string) bool { return slices.Contains(from[p.Kind], source) }) {
			return v, fmt.Errorf("%s cannot be named there", who)
		}
		v.People = append(v.People, p)
	}
	return v, nil
}

func (g *giving) person(who string) (audit.Person, error) {
	name, kind, typed := strings.Cut(who, ":")
	switch {
	case typed && (kind == "guardian" || kind == "other"):
		return audit.Person{Ref: g.h.ref(name), Kind: kind}, nil
	case slices.Contains(g.h.known, who):
		return audit.Person{Ref: g.h.ref(who), Kind: "guardian"}, nil
	case who == "student":
		return audit.Person{Ref: g.h.ref(who), Kind: "student"}, nil
	}
	return g.staff(who)
}

// staff reads role, role_2, role* or role!.
func (g *giving) staff(who string) (audit.Person, error) {
	name := strings.TrimRight(who, "*!")
	role := strings.TrimSuffix(name, "_2")
	if !slices.Contains(routine.StandardRoles(), role) {
		return audit.Person{}, fmt.Errorf("nobody is called %s", who)
	}
	leads := role == "department_head" || role == "principal"
	switch who[len(name):] {
	case "":
	case "*":
		leads = false
	case "!":
		leads = true
	}
	return audit.Person{Ref: g.h.ref(name), Kind: "staff", Roles: []string{role}, Leadership: leads}, nil
}

// finish sees that the event is whole.
func (g *giving) finish() error {
	e := g.e
	actor, err := g.staff(g.by)
	if err != nil {
		return err
	}
	e.Actor, e.Roles = actor.Ref, actor.Roles
	if events := g.h.trace.Events; e.RecordedAt.Before(e.OccurredAt) || len(events) > 0 && e.RecordedAt.Before(events[len(events)-1].RecordedAt) {
		return fmt.Errorf("recorded before it occurred, or out of order")
	}
	for i := range g.fields {
		if err := g.complete(&g.fields[i]); err != nil {
			return err
		}
	}
	if len(g.without) > 0 {
		return fmt.Errorf("without %s: not a text that is required", g.without[0])
	}
	if e.Refused {
		e.Fields = nil
		if len(e.Reasons) == 0 {
			return fmt.Errorf("refused for no reason")
		}
	}
	slices.SortFunc(e.Fields, func(a, b audit.Field) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

// complete writes something in a required text, and misses any other field that
// is required.
func (g *giving) complete(f *routine.Field) error {
	filled := slices.ContainsFunc(g.e.Fields, func(given audit.Field) bool { return given.Name == f.Name })
	left := slices.Index(g.without, f.Name)
	switch {
	case !f.Required || filled || g.e.Refused:
		return nil
	case f.Type == "text" && left >= 0:
		g.without = slices.Delete(g.without, left, left+1)
		return nil
	case f.Type == "text":
		return g.fill(f.Name, "…")
	}
	return fmt.Errorf("%s is required", f.Name)
}
