package workflow_test

import (
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
)

// Contact with both guardians was suspended until the birthday. That the source
// then has none any more does not make it a duty that was neglected.
func TestVerdictOutlivesGuardians(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	ada := i.student("Ada Granmo")
	i.play("open", "open self_referral by contact_teacher student="+string(ada.ID)+
		"\ntake raise_contact_unsafe by contact_teacher guardians="+ada.Guardians[0].ID+","+ada.Guardians[1].ID+" reason=x\n")
	i.now = time.Date(2026, 9, 11, 8, 0, 0, 0, calendar.Oslo)
	judged := func() audit.Judgement {
		for _, v := range i.look().Judged().Verdicts {
			if v.Requirement.ID == "KJ-1.4" {
				return v.Judgement
			}
		}
		return audit.Judgement(0)
	}
	before := judged()
	i.bring(replaced("users", `"g1,g2"`, "").Bulk())
	if after := judged(); after != before {
		t.Errorf("%v before, %v after", before, after)
	}
}
