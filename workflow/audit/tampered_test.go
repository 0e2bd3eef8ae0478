package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// Each of these logs was written past the machine. What it does is told twice:
// lines after - are in the tampered log only, lines after + in its honest twin
// only. The rows named are violated in the tampered log, and no others; those
// after "twin" are violated in the twin as well, or for none nothing is. A line
// after => is a verdict of the tampered log.
//
//	kjentmann: closed without sign-off
//	  student none
//	  Mon 08:00 open anonymous_consultation asked_by=staff
//	+ Mon 09:00 sign_off by principal
//	  Mon 10:00 close
//	violated DV-3
//	=> DV-3 violated: because forbidden, on close
var tamperedLogs = []string{tamperedApproval, tamperedContact, tamperedSteps, tamperedExceptions}

type tampered struct {
	name       string
	routine    *routine.Routine
	log, twin  []string
	rows, both []string
	wanted     []wanted
}

func readTampered(text string) (list []tampered, err error) {
	for line := range strings.Lines(text) {
		words := strings.TrimSpace(line)
		if words == "" || strings.HasPrefix(words, "//") {
			continue
		}
		if id, name, is := strings.Cut(words, ": "); is && line[0] != ' ' && line[0] != '=' {
			r, ok := routine.Find(id)
			if !ok {
				return nil, fmt.Errorf("%q: no such routine", line)
			}
			list = append(list, tampered{name: name, routine: r})
			continue
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("%q: of no log", line)
		}
		t := &list[len(list)-1]
		if rest, is := strings.CutPrefix(words, "=> "); is {
			subject, clauses, _ := strings.Cut(rest, ": ")
			row, judgement, _ := strings.Cut(subject, " ")
			w, err := readWanted(row, judgement, clauses)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.name, err)
			}
			t.wanted = append(t.wanted, w)
			continue
		}
		switch line[:2] {
		case "  ":
			t.log, t.twin = append(t.log, words), append(t.twin, words)
		case "- ":
			t.log = append(t.log, words[2:])
		case "+ ":
			t.twin = append(t.twin, words[2:])
		default:
			switch rows := strings.Fields(words); rows[0] {
			case "violated":
				t.rows = rows[1:]
			case "twin":
				t.both = rows[1:]
			default:
				return nil, fmt.Errorf("%q: not understood", line)
			}
		}
	}
	return list, nil
}

func TestTampered(t *testing.T) {
	for _, text := range tamperedLogs {
		list, err := readTampered(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			t.Run(c.name, func(t *testing.T) {
				if len(c.rows) == 0 || slices.Equal(c.log, c.twin) {
					t.Fatal("nothing is tampered with")
				}
				h := mustWrite(t, c.routine, c.log)
				verdicts := h.judge()
				if got := rowsViolated(verdicts); !slices.Equal(got, c.rows) {
					t.Errorf("violated: got %v, want %v\n%s", got, c.rows, strings.Join(c.log, "\n"))
				}
				for _, w := range c.wanted {
					for _, wrong := range w.check(h, verdictOf(verdicts, w.row)) {
						t.Error(wrong)
					}
				}
				if got := rowsViolated(mustWrite(t, c.routine, c.twin).judge()); !slices.Equal(got, c.both) {
					t.Errorf("violated in the honest twin: got %v, want %v\n%s", got, c.both, strings.Join(c.twin, "\n"))
				}
			})
		}
	}
}

func mustWrite(t *testing.T, r *routine.Routine, lines []string) *handmade {
	t.Helper()
	h, err := writeTrace(r, lines)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A step that no routine has was never taken with the machine's consent.
func TestTamperedUnknownStep(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	h := mustWrite(t, r, []string{"Mon 08:00 open self_referral -> received", "Mon 09:00 add_note"})
	if got := rowsViolated(h.judge()); got != nil {
		t.Fatalf("violated before it was tampered with: %v", got)
	}
	h.trace.Events[1].Step = "approve_everything"
	if got := rowsViolated(h.judge()); !slices.Equal(got, []string{"DV-13"}) {
		t.Errorf("violated: got %v, want DV-13", got)
	}
}

// P8: who approves, and exactly what.
const tamperedApproval = `
kjentmann: closed without sign-off
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff -> consulting
  Mon 08:30 give_advice next=nothing by kjentmann -> consulted
+ Mon 09:00 sign_off by principal
  Mon 10:00 close -> closed
violated DV-3
=> DV-3 violated: because forbidden, on close

kjentmann: signed by a teacher
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 09:00 sign_off by contact_teacher_2
+ Mon 09:00 sign_off by principal
  Mon 10:00 close
violated DV-3

kjentmann: signed by the leader who opened the case
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff by department_head
- Mon 09:00 sign_off by department_head
+ Mon 09:00 sign_off by department_head_2
  Mon 10:00 close by department_head
violated DV-3

kjentmann: signed by a leader who had been responsible for a day
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 08:10 assign person=department_head by principal
  Tue 08:10 assign person=kjentmann by principal
- Tue 09:00 sign_off by department_head
+ Tue 09:00 sign_off by principal
  Tue 10:00 close by kjentmann
violated DV-3

kjentmann: signed by a leader who was made responsible only afterwards
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 09:00 sign_off by department_head
- Mon 09:10 assign person=department_head by principal
  Mon 10:00 close by principal
violated DV-3

kjentmann: signed by a leader who is recused
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 08:30 recuse person=principal reason=family by principal
+ Mon 08:30 recuse person=department_head reason=family by principal
  Mon 09:00 sign_off by principal
  Mon 10:00 close
violated DV-3

kjentmann: signed by a leader shut out at the opening
  student none
- Mon 08:00 open anonymous_consultation asked_by=staff shuts_out principal
+ Mon 08:00 open anonymous_consultation asked_by=staff shuts_out department_head
  Mon 09:00 sign_off by principal
  Mon 10:00 close
violated DV-3

kjentmann: signed by a deputy who appointed themselves
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 08:30 appoint_deputy person=social_counsellor by social_counsellor
+ Mon 08:30 appoint_deputy person=social_counsellor by principal
  Mon 09:00 sign_off by social_counsellor
  Mon 10:00 close
violated DV-3 DV-13

kjentmann: signed by a deputy whom the responsible teacher appointed
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 08:30 appoint_deputy person=social_counsellor by contact_teacher
+ Mon 08:30 appoint_deputy person=social_counsellor by principal
  Mon 09:00 sign_off by social_counsellor
  Mon 10:00 close
violated DV-3 DV-13

kjentmann: signed by a leader whose time as the responsible was corrected away
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 08:10 assign person=department_head by principal
- Mon 08:20 correct event=@assign retract=yes by principal
  Mon 09:00 sign_off by department_head
  Mon 10:00 close
violated DV-3 DV-13

kjentmann: content after the sign-off
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 09:00 sign_off by principal
- Mon 09:30 add_note
+ Mon 09:30 refused close P8
  Mon 10:00 close
violated DV-3

kjentmann: child welfare notified after the sign-off
  student adult
  Mon 08:00 open intoxicated_at_school in_class=no
  Mon 08:10 assess_condition present=department_head+student finding=not_intoxicated
  Mon 08:20 alert_staff alerted=department_head
  Mon 09:00 sign_off by principal
- Mon 09:30 record_child_welfare outcome=not_notified
  Mon 10:00 close
violated DV-3

kjentmann: content that occurred before the sign-off and was typed in after it
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
- Mon 09:00 sign_off by principal
  Mon 08:30 add_note recorded Mon 09:30
+ Mon 09:40 sign_off by principal
  Mon 10:00 close
violated DV-3

kjentmann: reopened and closed again on the old sign-off
  student none
  Mon 08:00 open anonymous_consultation asked_by=staff
  Mon 09:00 sign_off by principal
  Mon 10:00 close
  Tue 10:00 reopen
  Tue 11:00 add_note
+ Tue 11:30 sign_off by principal
  Tue 12:00 close
violated DV-3

kjentmann: closed with the guardian duty open
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
  Mon 09:10 hand_over person=kjentmann
  Mon 09:10 accept_hand_over by kjentmann
  Mon 09:20 hold_talk outcome=admitted by kjentmann
+ Mon 09:30 record_contact guardians=mother made_by=school outcome=informed
  Mon 10:00 sign_off by principal
  Mon 11:00 close by kjentmann
violated KJ-1.4 DV-4
=> DV-4 violated: because forbidden, detail KJ-1.4, on close

kjentmann: done only after it was closed
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
  Mon 09:10 hand_over person=kjentmann
  Mon 09:10 accept_hand_over by kjentmann
+ Mon 09:20 hold_talk outcome=admitted by kjentmann
  Mon 10:00 sign_off by principal
  Mon 11:00 close by kjentmann
- Mon 12:00 hold_talk outcome=admitted by kjentmann
violated DV-4

kjentmann: typed in after it was closed, though said to have occurred before
  student adult
  Mon 08:00 open self_referral
  Mon 09:00 pass_on to=kjentmann
  Mon 09:10 hand_over person=kjentmann
  Mon 09:10 accept_hand_over by kjentmann
+ Mon 09:20 hold_talk outcome=admitted by kjentmann
  Mon 10:00 sign_off by principal
  Mon 11:00 close by kjentmann
- Mon 09:20 hold_talk outcome=admitted by kjentmann recorded Mon 12:00
violated DV-4
`
