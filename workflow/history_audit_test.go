package workflow_test

import (
	"fmt"
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/oracle"
)

// doVerdict demands what the audit says of a requirement: the verdict, and then
// by how much it is late, or the code of the reason.
func (h *history) doVerdict(w words) {
	h.t.Helper()
	for _, v := range h.look().Judged().Verdicts {
		if v.Requirement.ID != w.plain[0] {
			continue
		}
		have := []string{v.Judgement.String()}
		switch {
		case len(w.plain) <= 2:
		case v.LateBy.Unit != "":
			have = append(have, fmt.Sprint(v.LateBy.Amount), v.LateBy.Unit)
		default:
			have = append(have, v.Reason.Code)
		}
		h.equal(strings.Join(have, " "), strings.Join(w.plain[1:], " "))
		return
	}
	h.fail("no such requirement")
}

// audited holds the audit of every case of a script against the engine's view of
// it, and against the oracle.
func (h *history) audited() {
	h.t.Helper()
	for _, id := range h.cases {
		v := h.seen(id)
		if v == nil {
			continue
		}
		for _, difference := range disagreements(v, v.Judged()) {
			h.fail("case %s: %s", v.Reference, difference)
		}
		trace, cal, now := v.Traced()
		for _, difference := range oracle.Compare(v.Routine(), trace, cal, now) {
			h.fail("case %s: the oracle disagrees: %s", v.Reference, difference)
		}
	}
}

// seen is a case as somebody sees it who may see it whole; nil where nobody may.
func (h *history) seen(id workflow.CaseID) *workflow.View {
	for _, who := range school {
		if v, err := h.engine.Case(h.t.Context(), h.actor(who), id); err == nil && v.Sight() == workflow.Named {
			return v
		}
	}
	return nil
}

// disagreements lists where the engine thinks otherwise than the audit of what is
// owed. They share no code, so where they differ one of them is wrong.
func disagreements(v *workflow.View, c *audit.Case) (list []string) {
	verdicts := map[string]*audit.Verdict{}
	for i := range c.Verdicts {
		verdicts[c.Verdicts[i].Requirement.ID] = &c.Verdicts[i]
	}
	for _, d := range v.Duties() {
		if d.Requirement == "DV-5" {
			continue // judged by whose the waiver was, and why
		}
		verdict := verdicts[d.Requirement]
		same := slices.ContainsFunc(verdict.Activations, func(f audit.Finding) bool { return f.Since.Equal(d.Since) && agrees(v, d, f, c) })
		if !same {
			list = append(list, fmt.Sprintf("%s is %s (%s) for the engine, since %v, met %v, due %v; the audit has %s", d.Requirement, d.Standing, d.Reason, d.Since, d.Met, d.Due, findings(verdict)))
		}
	}
	return list
}

// agrees reports whether a finding of the audit is what the engine makes of a duty.
func agrees(v *workflow.View, d workflow.Duty, f audit.Finding, c *audit.Case) bool {
	demand, _ := v.Routine().Requirement(d.Requirement)
	switch d.Standing {
	case "owed":
		switch {
		case c.ClosedAs == "voided" || c.ClosedAs == "merged":
			return f.Judgement == audit.Pending || f.Reason.Code == c.ClosedAs || v.Exempts(d.Requirement)
		case v.Exempts(d.Requirement):
			return f.Reason.Code == audit.BecauseDanger
		case c.ClosedAs == "closed":
			return f.Judgement == audit.Satisfied // kept up to the end
		}
		return f.Judgement == audit.Pending && f.DueOn == v.DueOf(d.Requirement)
	case "met":
		return (f.Judgement == audit.Satisfied || f.Judgement == audit.Late) && f.SettledAt.Equal(d.Met) &&
			(f.DueOn == d.Due || v.Routine().NeedsContact(demand)) // prolonged where contact had to wait
	case "waived":
		return f.Judgement == audit.Waived || f.Judgement == audit.Satisfied || f.Reason.Code == audit.BecauseBreach
	case "breached":
		return f.Reason.Code == audit.BecauseBreach
	case "ended":
		code := map[string]string{"moved": audit.BecauseMoved, "birthday": audit.BecauseBirthday, "left": audit.BecauseGone, "freed": audit.BecauseFreed, "consent": audit.BecauseNoConsent}[d.Reason]
		return f.Reason.Code == code || demand.Template == "maintenance"
	}
	return false
}

func findings(v *audit.Verdict) string {
	var b strings.Builder
	for _, f := range v.Activations {
		fmt.Fprintf(&b, "\n   %s (%s %v) since %v settled %v due %v", f.Judgement, f.Reason.Code, f.Reason.Detail, f.Since, f.SettledAt, f.DueOn)
	}
	return b.String()
}
