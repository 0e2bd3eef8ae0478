package audit

import "slices"

// entitled reports whether whoever took a step was one who may: by role, or by
// what they are to the case. Of cases that were followed on paper, and of people
// whose roles nobody has noted, that is not known.
func (j *judging) entitled(h *hands, i int, e *Event) bool {
	s, known := j.steps[e.Step]
	switch {
	case e.Step == "open" || e.Step == "merged_in" || e.Step == "record_child_welfare": // P10
		return true
	case !known || j.t.Paper || len(e.Roles) == 0:
		return true
	case slices.Contains(h.recused, e.Actor):
		return false
	case !slices.ContainsFunc(e.Roles, actsInCases):
		return false
	}
	switch e.Step {
	case "accept_hand_over":
		return h.offered == e.Actor
	case "confirm_void":
		return h.voider != e.Actor && j.lines[i].leads
	case "appoint_deputy":
		return h.appoints(e)
	}
	return slices.ContainsFunc(s.Who, func(who string) bool { return h.are(who, e, j.lines[i].leads) })
}

// appoints reports whether whoever acted may appoint a deputy: the principal; or,
// where there is none, somebody who does not thereby choose their own judge. Who
// is the principal of a school a case does not tell.
func (h *hands) appoints(e *Event) bool {
	principal := slices.Contains(e.Roles, "principal")
	return e.person("person") != e.Actor && (principal || h.responsible != e.Actor && h.voider != e.Actor)
}

// are reports whether whoever acted is one of those whom a step names.
func (h *hands) are(who string, e *Event, leads bool) bool {
	switch who {
	case "anyone", "staff":
		return true
	case "responsible":
		return h.responsible == e.Actor
	case "participant":
		return slices.Contains(h.involved, e.Actor)
	case "opener":
		return h.opener == e.Actor
	case "leader":
		return slices.ContainsFunc(e.Roles, isLeader) || slices.Contains(h.deputies, e.Actor)
	case "leadership":
		return leads
	}
	return slices.Contains(e.Roles, who)
}
