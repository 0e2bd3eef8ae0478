package proof

import "kjentvei/workflow/routine"

// story tells a path as what people did and what happened.
func (m *model) story(path []link) []Moment {
	var story []Moment
	for i, l := range path {
		say := func(text routine.Text) {
			story = append(story, Moment{Step: l.move.step, State: stateOf(m.r, &l.state), Facts: m.values(&l.state), Text: text})
		}
		if i == 0 {
			if age := m.age(&l.state); !age.IsZero() {
				say(age)
			}
		}
		if i > 0 {
			for _, d := range m.waives(&path[i-1].state, l.move) {
				say(routine.Message("proof_waived", map[string]routine.Text{"requirement": d.Title, "id": routine.Same(d.ID)}))
			}
		}
		switch l.move.kind {
		case opens:
			say(routine.Message("proof_opens", map[string]routine.Text{"scenario": l.move.text}))
		case change:
			say(routine.Message("proof_changes", map[string]routine.Text{"scenario": l.move.text}))
		case inBreach:
			say(routine.Message("proof_in_breach", map[string]routine.Text{"step": l.move.text}))
		case closes:
			say(routine.Message("proof_rest", nil))
			say(routine.Message("proof_closes", nil))
		default:
			say(l.move.text)
		}
	}
	return story
}

func (m *model) age(s *state) routine.Text {
	at, looked := m.at["age"]
	if !looked || m.named&(1<<s[scenario]) == 0 {
		return routine.Text{}
	}
	return routine.Message([]string{"proof_age_unknown", "proof_age_minor", "proof_age_adult"}[s[at]], nil)
}

func (m *model) values(s *state) map[string]string {
	values := map[string]string{}
	for i, id := range m.facts {
		if f, ok := m.r.Schema().Fact(id); ok {
			values[id] = f.Values[s[firstVar+i]]
		}
	}
	return values
}

func stateOf(r *routine.Routine, s *state) string {
	if int(s[control]) >= len(r.States) {
		return "closed"
	}
	return r.States[s[control]].ID
}

// waives lists the requirements that leadership has to waive for a move to be
// taken: those of guards that do not surely hold.
func (m *model) waives(s *state, v *move) []*routine.Requirement {
	filled := *s
	for _, a := range v.said {
		filled[a.at] = a.value
	}
	var list []*routine.Requirement
	for i := range v.guards {
		if g := &v.guards[i]; g.waived != nil && g.when.in(&filled, nil) != yes {
			list = addOnce(list, g.waived)
		}
	}
	return list
}
