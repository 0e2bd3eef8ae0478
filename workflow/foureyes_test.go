package workflow_test

import (
	"slices"
	"testing"

	"kjentvei/workflow"
)

// Nobody signs off a case that they have been responsible for: not when they have
// handed it on, not when they have become the principal since, and not by the role
// that they have besides. Another leader is held up by what is missing alone. Promise
// 16 of the security promises.
func TestNobodySignsTheirOwn(t *testing.T) {
	h := started(t, `student siv born=2010-03-01
open third_party_concern by contact_teacher student=siv reported_by=student concern=x
take hand_over by contact_teacher person=student_services
take accept_hand_over by student_services
`)
	sign := func(who workflow.ActorID, roles ...string) *workflow.Refusal {
		t.Helper()
		staff := &workflow.Staff{ID: who, User: string(who), Name: "Kollega"}
		for _, role := range roles {
			staff.Roles = append(staff.Roles, workflow.SchoolRole{School: "rogn", Role: role})
		}
		h.must(h.engine.PutStaff(t.Context(), staff))
		account, err := h.engine.AccountOf(t.Context(), who)
		h.must(err)
		result, err := h.engine.Take(t.Context(), workflow.StepRequest{
			Case: h.current, Actor: account.Actor(h.engine.Today()), Steps: []workflow.StepInput{{Step: "sign_off", Input: workflow.Input{}}},
		})
		h.must(err)
		if result.Refusal == nil {
			t.Fatalf("%s has signed off a case that is open", who)
		}
		return result.Refusal
	}
	for _, tt := range []struct {
		who   workflow.ActorID
		roles []string
		own   bool // forbidden
		eyes  bool // because it was theirs: a leader who is told so
	}{
		{"contact_teacher", []string{"contact_teacher"}, true, false},
		{"contact_teacher", []string{"principal"}, true, true},
		{"contact_teacher", []string{"contact_teacher", "department_head"}, true, true},
		{"student_services", []string{"department_head"}, true, true},
		{"contact_teacher_2", []string{"department_head"}, false, false},
	} {
		refusal := sign(tt.who, tt.roles...)
		byEyes := slices.ContainsFunc(refusal.Unmet, func(u workflow.Unmet) bool { return u.Message == "four_eyes" })
		if refusal.Forbidden != tt.own || byEyes != tt.eyes {
			t.Errorf("%s as %v: forbidden %t, %+v", tt.who, tt.roles, refusal.Forbidden, refusal.Unmet)
		}
	}
}
