package audit_test

import (
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// A trace or a verdict that is misspelt is an error, each for its own reason.
func TestNotationRefuses(t *testing.T) {
	good := []string{"Mon 08:00 open intoxicated_at_school in_class=no -> at_school"}
	bad := map[string]string{
		"Mon 09:00 take_uot outcome=taken_out":                            "no such step",
		"Mon 09:00 take_out outcme=taken_out":                             "no such field",
		"Mon 09:00 take_out outcome=taken":                                "no such choice",
		"Mon 09:00 take_out":                                              "outcome is required",
		"Mon 09:00 take_out outcome=taken_out by contct_teacher":          "nobody is called",
		"Mon 09:00 take_out outcome=taken_out outcome=taken_out":          "filled in twice",
		"Mon 09:00 take_out outcome=taken_out recorded Mon 08:30":         "recorded before it occurred",
		"Mon 07:00 take_out outcome=taken_out":                            "out of order",
		"Mon 25:00 take_out outcome=taken_out":                            "parsing time",
		"Mo 09:00 take_out outcome=taken_out":                             "not a day",
		"Mon 09:00 take_out outcome=taken_out quickly":                    "not understood",
		"Mon 09:00 take_out outcome=taken_out -> awy":                     "cannot come to state",
		"Mon 09:00 take_out outcome=taken_out broke P6":                   "not a requirement that a breach can break",
		"Mon 09:00 handover_to_adult adult=contact_teacher":               "cannot be named there",
		"Mon 09:00 handover_to_adult adult=grandfather":                   "nobody is called",
		"Mon 09:00 record_breach of=KJ-9.9":                               "no such choice",
		"Mon 09:00 record_breach of=send_home broke P13":                  "not a requirement",
		"Mon 09:00 record_breach of=KJ-3.1 back_on=Thu":                   "no such field",
		"Mon 09:00 correct event=@take_out":                               "no such choice",
		"Mon 09:00 correct event=@open outcome=taken_out":                 "no such field",
		"Mon 09:00 refused send_home P66":                                 "not understood",
		"Mon 09:00 refused send_home":                                     "refused for no reason",
		"Mon 09:00 record_child_welfare outcome=notified leadership=true": "neither yes nor no",
		"Mon 09:00 waive requirement=KJ-3.1 reason=one_adult without whi": "not a text that is required",
		"Mon 09:00 waive requirement=KJ-3.1 reason=none":                  "no such choice",
		"mark Mon 09:00 of uncle":                                         "not of a mark",
		"student turned 18 Wed":                                           "no such student",
		"student older":                                                   "no such student",
		"now Mon 07:00":                                                   "judged before the last event",
		"now":                                                             "says nothing",
	}
	r, _ := routine.Find("kjentmann")
	if _, err := writeTrace(r, good); err != nil {
		t.Fatal(err)
	}
	for line, want := range bad {
		if _, err := writeTrace(r, append(good[:1:1], line)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want %q", line, err, want)
		}
	}
	for _, lines := range [][]string{{}, {"Mon 08:00 open self_referal"}, {"Mon 08:00 add_note"}, {"Mon 08:00 open third_party_concern"}} {
		if _, err := writeTrace(r, lines); err == nil {
			t.Errorf("%q: no error", lines)
		}
	}
	for clauses, want := range map[string]string{
		"because done, on open":           "because of what",
		"because met":                     "on which events",
		"on open":                         "because of what",
		"because met, on open, overdu":    "not understood",
		"because met, on open, due Today": "not a day",
		"because met, on open, by 1 days": "not understood",
		"because met, on open, role boss": "not understood",
		"because met, , on open":          "empty clause",
		"":                                "empty clause",
	} {
		if _, err := readWanted("KJ-3.1", "satisfied", clauses); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want %q", clauses, err, want)
		}
	}
	for _, judgement := range []string{"satisifed", "late"} { // late does not say by how much
		if _, err := readWanted("KJ-3.1", judgement, "because met, on open"); err == nil {
			t.Errorf("%s: no error", judgement)
		}
	}
}

// A verdict that differs in anything from the one wanted is told apart.
func TestNotationTellsApart(t *testing.T) {
	r, _ := routine.Find("kjentmann")
	h := mustWrite(t, r, []string{"Mon 08:00 open self_referral", "Wed 09:00 pass_on to=kjentmann recorded Thu 09:00"})
	v := verdictOf(h.judge(), "KJ-1.1")
	for clauses, same := range map[string]bool{
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1":               true,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, times 1":      true,
		"late: because met, on open pass_on, due Tue, by 2 school_days, recorded 1":               false,
		"late: because met, on open pass_on, due Tue, by 1 hours, recorded 1":                     false,
		"late: because met, on open pass_on, due Wed, by 1 school_days, recorded 1":               false,
		"late: because met, on open pass_on, due Tue 12:00, by 1 school_days, recorded 1":         false,
		"late: because met, on open pass_on, by 1 school_days, recorded 1":                        false,
		"late: because met, on open pass_on, due Tue, by 1 school_days":                           false,
		"late: because met, on pass_on, due Tue, by 1 school_days, recorded 1":                    false,
		"late: because met, on pass_on open, due Tue, by 1 school_days, recorded 1":               false,
		"late: because freed, on open pass_on, due Tue, by 1 school_days, recorded 1":             false,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, overdue":      false,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, times 2":      false,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, detail x":     false,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, suspended":    false,
		"violated: because met, on open pass_on, due Tue, recorded 1":                             false,
		"late: because met, on open pass_on, due Tue, by 1 school_days, recorded 1, role auditor": false,
	} {
		judgement, rest, _ := strings.Cut(clauses, ": ")
		w, err := readWanted("KJ-1.1", judgement, rest)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := w.check(h, v); (len(wrong) == 0) != same {
			t.Errorf("%s: %v", clauses, wrong)
		}
	}
}
