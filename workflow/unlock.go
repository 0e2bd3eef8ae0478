package workflow

import (
	"slices"

	"kjentvei/workflow/routine"
)

// answers are the common steps that settle what a reason of the engine's own asks for.
var answers = map[string]string{
	"sign_off_missing": "sign_off", "breach_open": "acknowledge_breach", "is_closed": "reopen", "student_unclear": "confirm_student",
	"birth_date_missing": "set_birth_date", "consent_missing": "record_consent", "sharing_consent_missing": "record_consent",
}

// rare are the steps for what is out of the ordinary: nobody is led to them.
var rare = []string{"record_emergency", "reassess"}

// Unlocks finds the step, among some that may be taken, that is most for what a reason
// says is missing; nil when none of them is, and when it is no step that is missing.
func (v *View) Unlocks(refused string, u Unmet, among []*routine.Step) (best *routine.Step) {
	if id, ok := answers[u.Message]; ok {
		for _, step := range among {
			if step.ID == id {
				return step
			}
		}
		return nil
	}
	for _, leaf := range v.missing(refused, u) { // what the routine names first comes first
		way := routine.NoWay
		for _, step := range among {
			by := step.Brings(leaf)
			if by == routine.NoWay || slices.Contains(rare, step.ID) || best != nil && (by > way || by == way && step.Breadth() >= best.Breadth()) {
				continue
			}
			best, way = step, by
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// missing are the smallest parts of what a reason asks for that do not hold.
func (v *View) missing(refused string, u Unmet) []*routine.Cond {
	facts := v.now().story.facts
	if step, ok := v.routine.Step(refused); ok && u.Guard > 0 && u.Guard <= len(step.Guards) {
		return step.Guards[u.Guard-1].When.Unmet(facts)
	}
	if demand, ok := v.routine.Requirement(u.Requirement); ok && u.Code == "requirement_open" {
		return demand.Target.Unmet(facts)
	}
	return nil
}
