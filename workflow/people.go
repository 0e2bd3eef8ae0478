package workflow

import "slices"

// Part is what somebody is in a case.
type Part struct {
	Who  ActorID
	Name string
	Is   PartKind
}

// PartKind is how somebody takes part in a case.
type PartKind uint8

// The parts that people have in a case.
const (
	IsResponsible PartKind = iota // coordinates it
	IsOffered                     // is asked to take it over, and has not answered
	IsDeputy                      // acts as leadership in it
	IsBroughtIn                   // takes part
	IsFormer                      // opened it or was responsible, and has handed it on
)

// People lists who takes part in the case, each once, by the first of the parts
// that they have. Who sees the student and not what was decided is told who is
// responsible, and nobody else; who sees neither, of nobody.
func (v *View) People() []Part {
	if !v.Sees(Identity) {
		return nil
	}
	var list []Part
	add := func(is PartKind, ids ...ActorID) {
		for _, id := range ids {
			known := slices.ContainsFunc(list, func(p Part) bool { return p.Who == id })
			if id != "" && !known && !slices.Contains(v.Recused, id) {
				list = append(list, Part{id, v.StaffName(id), is})
			}
		}
	}
	add(IsResponsible, v.Responsible)
	if !v.Sees(Decisions) {
		return list
	}
	add(IsOffered, v.offered)
	add(IsDeputy, v.deputies...)
	add(IsBroughtIn, v.participants...)
	add(IsFormer, v.opener)
	add(IsFormer, v.everResponsible...)
	return list
}

// About lists what a correction or a breach asks for besides its own fields once
// input says what it is about, and for a correction what stands there now: only
// what the viewer may read. Of other steps it is empty.
func (v *View) About(step string, input Input) (asks []FieldView, now Fields) {
	own, ok := v.routine.Step(step)
	if !ok {
		return nil, nil
	}
	about := v.carried(own, input)
	if about == nil {
		return nil, nil
	}
	id, _ := input["event"].(string)
	e, correcting := v.event(EventID(id))
	correcting = correcting && step == "correct"
	if correcting && !v.knows(e) {
		return nil, nil
	}
	stands := Fields{}
	if correcting {
		stands = v.corrected[e.ID].over(e, nil).fields
	}
	made, now := &makings{v: v}, Fields{}
	for i := range about.Fields {
		field := &about.Fields[i]
		if correcting && !v.Reads(e, field.Name) {
			continue
		}
		asks = append(asks, made.field(field))
		if value, ok := stands[field.Name]; ok {
			now[field.Name] = value
		}
	}
	return asks, now
}

// MayContact lists every reason why a guardian may not be contacted about the
// concern now, by id; "" asks of any. It is empty where the school may.
func (v *View) MayContact(guardian string) []Unmet {
	if v.world.Student == nil || !v.Sees(Guardians) {
		return nil
	}
	now := moment{v.world.Now, v.world.Calendar.DateOf(v.world.Now)}
	return v.mayContact(v.world, &v.now().story, []Person{{ID: guardian, Kind: "guardian"}}, "", now)
}
