package audit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Stories are cases as they really go (domain.md), and what the conflicts C2,
// C2b, C4, C6 and C8 of the register come to. They are written as tampered logs
// are, without anything to tamper with: nothing is violated but the rows named.
var stories = []string{storiesOfConflicts, storiesOfRecording, storiesOfCases}

func TestStories(t *testing.T) {
	for _, text := range stories {
		list, err := readTampered(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			t.Run(c.name, func(t *testing.T) {
				if len(c.wanted) == 0 || !slices.Equal(c.log, c.twin) {
					t.Fatal("not a story that shows something")
				}
				h := mustWrite(t, c.routine, c.log)
				verdicts := h.judge()
				for _, w := range c.wanted {
					v := verdictOf(verdicts, w.row)
					if v == nil {
						t.Fatalf("no row %s", w.row)
					}
					for _, wrong := range w.check(h, v) {
						t.Error(wrong)
					}
				}
				if got := rowsViolated(verdicts); !slices.Equal(got, c.rows) {
					t.Errorf("violated: got %v, want %v", got, c.rows)
				}
				if t.Failed() {
					t.Log(strings.Join(c.log, "\n"))
				}
			})
		}
	}
}

// judgeCase tells the whole case of a trace that follows the kjentmann routine.
func judgeCase(t *testing.T, lines ...string) (*handmade, *audit.Case) {
	t.Helper()
	r, _ := routine.Find("kjentmann")
	h := mustWrite(t, r, lines)
	return h, compiled(r).Case(&h.trace, calendar.New(calendar.Oslo, nil), h.now)
}

// A waiver shows who, why, and whether the routine allowed it.
func TestWaiversTold(t *testing.T) {
	h, c := judgeCase(t,
		"Mon 08:00 open self_referral",
		"Mon 09:00 waive requirement=KJ-1.1 reason=individual_need by principal",
		"Mon 10:00 waive requirement=KJ-1.2 reason=one_adult by contact_teacher_2",
		"Mon 11:00 waive requirement=DV-3 reason=not_possible by principal",
		"Mon 12:00 waive requirement=KJ-1.3 reason=not_possible without why by department_head",
		"Mon 13:00 waive requirement=KJ-1.4 reason=nobody_reached by principal",
		"Mon 14:00 waive requirement=KJ-1.4 reason=contact_may_harm by principal",
	)
	want := []audit.WaiverGiven{
		{Requirement: "KJ-1.1", Reason: "individual_need", By: "principal", Allowed: true},
		{Requirement: "KJ-1.2", Reason: "one_adult", By: "contact_teacher", Why: audit.NotLeader},
		{Requirement: "DV-3", Reason: "not_possible", By: "principal", Why: audit.NotWaivable},
		{Requirement: "KJ-1.3", Reason: "not_possible", By: "department_head", Why: audit.NoReason},
		{Requirement: "KJ-1.4", Reason: "nobody_reached", By: "principal", Why: audit.NoAttempts},
		{Requirement: "KJ-1.4", Reason: "contact_may_harm", By: "principal", Why: audit.NotConfirmed},
	}
	for i := range want {
		want[i].Event, want[i].At = h.trace.Events[i+1].ID, h.trace.Events[i+1].OccurredAt
	}
	if diff := cmp.Diff(want, c.Waivers); diff != "" {
		t.Errorf("waivers (-want +got):\n%s", diff)
	}
}

// A breach shows what it broke, and what became of it.
func TestBreachesTold(t *testing.T) {
	h, c := judgeCase(t,
		"Mon 08:00 open intoxicated_at_school in_class=no",
		"Mon 09:00 record_breach of=send_home broke P6+KJ-3.6 by kjentmann",
		"Mon 10:00 acknowledge_breach breach=@record_breach by contact_teacher_2",
		"Mon 11:00 acknowledge_breach breach=@record_breach by principal",
		"Mon 12:00 record_breach of=KJ-3.1 by kjentmann",
		"Mon 13:00 correct event=@record_breach retract=yes by principal",
		"Mon 14:00 record_breach of=KJ-3.9 by kjentmann",
	)
	id := func(i int) string { return h.trace.Events[i].ID }
	want := []audit.BreachTold{
		{Event: id(1), Of: "send_home", Requirements: []string{"P6", "KJ-3.6"}, Acknowledgment: id(3), AcknowledgedBy: "principal"},
		{Event: id(4), Of: "KJ-3.1", Retracted: true},
		{Event: id(6), Of: "KJ-3.9"},
	}
	for i, event := range []int{1, 4, 6} {
		want[i].By, want[i].At = "kjentmann", h.trace.Events[event].OccurredAt
		want[i].Title = c.Breaches[min(i, len(c.Breaches)-1)].Title
	}
	if diff := cmp.Diff(want, c.Breaches); diff != "" {
		t.Errorf("breaches (-want +got):\n%s", diff)
	}
	for i := range c.Breaches {
		if c.Breaches[i].Title.IsZero() {
			t.Errorf("breach of %s has no title", c.Breaches[i].Of)
		}
	}
}

// Refused attempts are told with their reasons, corrections and lateness beside
// what they are about, and the timeline has the order in which things occurred.
func TestTimelineTold(t *testing.T) {
	h, c := judgeCase(t,
		"student adult",
		"Mon 08:00 open self_referral",
		"Mon 09:00 refused record_contact P2 DV-1",
		"Mon 12:00 pass_on to=kjentmann recorded Wed 08:00",
		"Mon 10:00 add_note recorded Wed 08:01",
		"Wed 09:00 correct event=@pass_on occurred_at=Mon/09:30",
	)
	type told struct {
		Step           string
		Refused, Fixed bool
		Late           int
		Reasons        []string
	}
	want := []told{
		{Step: "open"},
		{Step: "record_contact", Refused: true, Reasons: []string{"P2", "DV-1"}},
		{Step: "pass_on", Fixed: true, Late: 2},
		{Step: "add_note", Late: 2},
		{Step: "correct"},
	}
	var got []told
	for _, e := range c.Timeline {
		line := told{Step: e.Step, Refused: e.Refused, Fixed: e.Corrected, Late: e.RecordedIn}
		for _, r := range e.Reasons {
			line.Reasons = append(line.Reasons, r.Requirement)
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	if got := rowsViolated(c.Verdicts); got != nil {
		t.Errorf("violated by a refused attempt: %v\n%v", got, h.trace.Events)
	}
}

// To consider something is to say why, whichever way it goes: an assessment to
// which nobody wrote a reason is none.
func TestConsideredWithReason(t *testing.T) {
	h, c := judgeCase(t, "Mon 08:00 open intoxicated_at_school in_class=no", "Mon 09:00 record_child_welfare outcome=not_notified")
	if v := verdictOf(c.Verdicts, "KJ-3.8"); v.Judgement != audit.Satisfied {
		t.Errorf("with a reason: %v", v.Judgement)
	}
	e := &h.trace.Events[1]
	e.Fields = slices.DeleteFunc(e.Fields, func(f audit.Field) bool { return f.Kind == audit.Written })
	if v := verdictOf(h.judge(), "KJ-3.8"); v.Judgement != audit.Pending {
		t.Errorf("without one: %v", v.Judgement)
	}
}
