package workflow_test

import (
	"testing"

	"kjentvei/workflow"
)

// What has been done, and is only to be written down, waits behind what has not.
func TestNotedWaitsBehind(t *testing.T) {
	h := started(t, "student siv born=2010-03-01 guardians=mor\nopen intoxicated_at_school by contact_teacher student=siv in_class=yes\n")
	first := func() workflow.Due {
		list, err := h.engine.Waiting(t.Context(), h.actor("contact_teacher"))
		h.must(err)
		return list[0].First
	}
	before := first()
	if before.DueAt.IsZero() || !before.Noted.IsZero() {
		t.Fatalf("%s comes first, done %s", before.Requirement.ID, before.Noted)
	}
	pressed := h.now
	h.play("press", "take note_time by contact_teacher step=take_out\nnow 2026-09-01T09:00")
	if after := first(); after.Requirement.ID == before.Requirement.ID {
		t.Errorf("%s still comes first", after.Requirement.ID)
	}
	for _, due := range h.look().Dues() {
		if done := due.Requirement.ID == before.Requirement.ID; done != due.Noted.Equal(pressed) || done != due.Overdue {
			t.Errorf("%s: done %s, overdue %v", due.Requirement.ID, due.Noted, due.Overdue)
		}
	}
}
