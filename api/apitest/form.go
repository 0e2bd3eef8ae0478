package apitest

import (
	"maps"
	"math/rand/v2"
	"slices"
	"time"
)

// Form fills in the fields of steps, from their types and choices alone.
type Form struct {
	Roll  *rand.Rand
	Now   func() time.Time
	World *World // nil for one in which everything can be answered
}

// World is what staff cannot choose.
type World struct {
	// Answers holds what is answered in a step's field wherever it is offered,
	// by step and field: "hold_talk.outcome". A list is picked from.
	Answers map[string]any
	// Never lists steps that nobody comes to take, not in breach either.
	Never []string
}

func (w *World) never(step string) bool { return w != nil && slices.Contains(w.Never, step) }

// Fill answers what is required, now and then what is not, and what an answer
// makes required. What is given stays as it is, and what is given as nil is left
// out; step says whose fields they are.
func (f *Form) Fill(step string, fields []Object, given Object) Object {
	filled := maps.Clone(given)
	if filled == nil {
		filled = Object{}
	}
	needed := map[string]bool{}
	for range 3 { // an answer may need another, which may need a third
		for _, field := range fields {
			name := Text(field["name"])
			fixed := f.fixed(step, field)
			if _, done := filled[name]; done || fixed == nil && field["required"] != true && !needed[name] && f.Roll.IntN(4) > 0 {
				continue
			}
			if fixed != nil {
				filled[name] = fixed
			} else if value, ok := f.value(field); ok {
				filled[name] = value
			}
		}
		for _, field := range fields {
			answer := filled[Text(field["name"])]
			for _, choice := range Objects(field["choices"]) {
				if answer == choice["value"] || holds(answer, Text(choice["value"])) {
					for _, name := range List(choice["needs"]) {
						needed[Text(name)] = true
					}
				}
			}
		}
	}
	maps.DeleteFunc(filled, func(_ string, value any) bool { return value == nil })
	return filled
}

// fixed is what the world answers, nil when it leaves that to whoever asks.
func (f *Form) fixed(step string, field Object) any {
	if f.World == nil {
		return nil
	}
	answer, ok := f.World.Answers[step+"."+Text(field["name"])]
	if !ok {
		return nil
	}
	list, several := answer.([]any)
	if several && field["type"] == "choice" {
		answer = list[f.Roll.IntN(len(list))]
	}
	for _, choice := range Objects(field["choices"]) {
		if several && field["type"] == "choices" && slices.Contains(list, choice["value"]) || answer == choice["value"] {
			return answer
		}
	}
	if len(List(field["choices"])) > 0 {
		return nil // not offered here
	}
	return answer
}

// value is something that a field takes; false when it offers nothing to choose.
func (f *Form) value(field Object) (any, bool) {
	choices := slices.DeleteFunc(slices.Clone(Objects(field["choices"])), func(c Object) bool { return f.World.never(Text(c["value"])) })
	chosen := func() any { return choices[f.Roll.IntN(len(choices))]["value"] }
	switch field["type"] {
	case "text":
		return []string{"Slik var det", "Æøå 🙂", "Avtalt"}[f.Roll.IntN(3)], true
	case "boolean":
		return f.Roll.IntN(3) > 0, true
	case "number":
		return f.number(field), true
	case "date":
		if field["name"] == "birth_date" {
			return f.Now().AddDate(-18, 0, f.Roll.IntN(400)-100).Format(time.DateOnly), true
		}
		return f.Now().AddDate(0, 0, f.Roll.IntN(20)).Format(time.DateOnly), true
	case "datetime":
		return f.Now().Format(time.RFC3339), true
	case "choice":
		if len(choices) == 0 {
			return nil, false
		}
		if f.Roll.IntN(2) == 0 {
			return choices[0]["value"], true
		}
		return chosen(), true
	case "choices":
		var list []any
		for _, c := range choices {
			if f.Roll.IntN(4) > 0 {
				list = append(list, c["value"])
			}
		}
		return list, len(list) > 0
	}
	if len(choices) == 0 {
		return []any{Object{"name": "Tante Sol", "role": "guardian"}}, field["typed"] == true
	}
	people := []any{Object{"id": chosen()}}
	if f.Roll.IntN(3) > 0 && field["max"] != 1.0 && field["name"] != "person" && field["name"] != "second_leader" {
		if other := chosen(); other != people[0].(Object)["id"] {
			people = append(people, Object{"id": other})
		}
	}
	return people, true
}

func (f *Form) number(field Object) float64 {
	low, isLow := field["min"].(float64)
	if !isLow {
		low = 1
	}
	high, isHigh := field["max"].(float64)
	if !isHigh {
		high = low + 2
	}
	return low + float64(f.Roll.IntN(int(high-low)+1))
}
