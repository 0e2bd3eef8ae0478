package oracle_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// The facts of a made-up routine, beside those that every routine shares.
var madeUp = []routine.Fact{
	{ID: "a", Values: []string{"no", "yes", "again"}},
	{ID: "b", Values: []string{"no", "yes", "again"}},
	{ID: "c", Values: []string{"no", "yes"}, Survive: true},
	{ID: "round", Values: []string{"no", "begun"}, Resets: []string{"a", "b"}},
}

// invent makes up a routine whose requirements have every template, deadline and
// condition that the language knows. It need not be one that a school could use.
func invent(d *dice) *routine.Routine {
	def := routine.Definition{ID: "made-up", Version: 1}
	def.Facts = madeUp
	def.States = []routine.State{{ID: "here"}, {ID: "there", Final: true}}
	def.Scenarios = []routine.Scenario{
		{ID: "one", Start: "here", Sets: map[string]string{"guardian_duty": "active"}},
		{ID: "two", Start: "there", Sets: map[string]string{"a": "yes"}},
	}
	for _, s := range []routine.Step{
		{ID: "set_a", Fields: []routine.Field{choice("a")}}, {ID: "set_b", Fields: []routine.Field{choice("b")}},
		{ID: "set_c", Fields: []routine.Field{choice("c")}}, {ID: "new_round", Sets: map[string]string{"round": "begun"}},
		{ID: "both", Sets: map[string]string{"a": "yes", "b": "yes"}}, {ID: "ring_home", Sets: map[string]string{"guardian_informed": "yes"}},
		{ID: "expect", Fields: []routine.Field{{Name: "back", Type: "date", Required: true, As: "expected_back"}}},
	} {
		s.From, s.Who = []string{"here", "there"}, []string{"anyone"}
		def.Steps = append(def.Steps, s)
	}
	for i := range 5 {
		def.Requirements = append(def.Requirements, demand(d, fmt.Sprintf("X-%d", i+1)))
	}
	canonical, err := json.Marshal(&def)
	if err != nil {
		panic(err)
	}
	r, err := routine.Load(canonical)
	if err != nil {
		panic(err)
	}
	return r
}

// choice is a field by which a fact gets its value.
func choice(fact string) routine.Field {
	f := routine.Field{Name: "value", Type: "choice", Required: true}
	for _, made := range madeUp {
		for _, value := range made.Values {
			if made.ID == fact {
				f.Choices = append(f.Choices, routine.Choice{Value: value, Sets: map[string]string{fact: value}})
			}
		}
	}
	return f
}

var templates = []string{
	"response", "existence", "absence", "precedence", "succession", "responded_existence", "co_existence", "not_co_existence",
	"content", "participation", "maintenance", "permission", "response", "maintenance", "succession",
}

func demand(d *dice, id string) routine.Requirement {
	r := routine.Requirement{ID: id, Modality: pick(d, []string{"must", "must", "consider", "should"}), Template: pick(d, templates)}
	r.Activation = setting(d)
	if d.chance(25) {
		maps.Copy(r.Activation, setting(d))
	}
	if r.Template != "absence" && r.Template != "permission" {
		r.Target = cond(d, 2)
	}
	for tame && r.Template == "not_co_existence" && strings.Contains(told(r.Target), "guardian_informed") {
		r.Target = cond(d, 0)
	}
	if d.chance(30) {
		r.Applies = cond(d, 1)
	}
	if d.chance(30) {
		r.Ends = cond(d, 1)
	}
	if d.chance(25) {
		r.Scenarios = []string{pick(d, []string{"one", "two"})}
	}
	r.Unwaivable = d.chance(15)
	if !slices.Contains([]string{"absence", "precedence", "not_co_existence", "permission"}, r.Template) {
		r.Deadline = deadline(d)
	}
	if r.Template == "maintenance" && r.Deadline == nil {
		r.Deadline = &routine.Deadline{Days: &routine.Int{Value: 2}}
	}
	return r
}

func setting(d *dice) map[string][]string {
	return pick(d, []map[string][]string{
		{"a": {"yes"}}, {"a": {"yes", "again"}}, {"b": {"yes"}}, {"c": {"yes"}}, {"report": {"received"}}, {"guardian_duty": {"active"}}, {"round": {"begun"}},
	})
}

func cond(d *dice, depth int) *routine.Cond {
	if depth > 0 && d.chance(35) {
		parts := []*routine.Cond{cond(d, depth-1), cond(d, depth-1)}
		if parts[0].Not != nil || strings.Contains(told(parts[0]), "guardian") || strings.Contains(told(parts[1]), "guardian") {
			return parts[0]
		}
		return pick(d, []*routine.Cond{{All: parts}, {Any: parts}, {Not: parts[0]}})
	}
	return pick(d, []*routine.Cond{
		{Fact: "b", In: []string{"yes"}}, {Fact: "b", In: []string{"yes", "again"}}, {Fact: "a", In: []string{"again"}}, {Fact: "c", In: []string{"yes"}},
		{Fact: "guardian_informed", In: []string{"yes"}}, {Fact: "age", In: []string{"minor", "unknown"}}, {Fact: "consent", In: []string{"given"}},
	})
}

func deadline(d *dice) *routine.Deadline {
	days := func(n int) *routine.Int { return &routine.Int{Value: n} }
	line := pick(d, []*routine.Deadline{
		nil, {Days: days(0)}, {Days: days(1)}, {Days: days(3)}, {Minutes: days(15)}, {Hours: 30},
		{Days: days(1), From: setting(d)}, {Days: days(0), From: setting(d), Opens: "next_school_day", MovedBy: setting(d)},
		{Days: days(2), MovedBy: setting(d)}, {Days: days(0), Opens: "next_school_day"},
	})
	return line
}

// told is a part of a routine as JSON has it.
func told(part any) string {
	text, _ := json.Marshal(part)
	return string(text)
}
