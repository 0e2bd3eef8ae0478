package workflow

import (
	"slices"

	"kjentvei/workflow/routine"
)

// What follows is the law on telling others, which no routine can weaken (P1,
// P2, P3). It does not ask what a step is called: whatever has contacted a
// guardian, or shares with another agency, is judged.

// contactLaw returns why guardians may not be contacted by what is recorded,
// or nothing. The story is the one just before the moment that it occurred at.
func (c *Case) contactLaw(w *World, s *story, step *routine.Step, f Fields, at moment) []Unmet {
	sets := map[string]string{}
	effects(step.Sets, step.Fields, step.Effects, f, sets)
	guardians := guardiansIn(step, f)
	if step.ID == "record_emergency" || step.ID == "record_breach" || len(guardians) == 0 && !c.setsContact(sets) {
		return nil
	}
	if step.ID == "record_contact" && !c.setsContact(sets) {
		return nil // they rang and were told nothing, or somebody else told them
	}
	return c.mayContact(w, s, guardians, f["about"].Text, at)
}

// guardiansIn lists the guardians that a step names as contacted or present.
func guardiansIn(step *routine.Step, f Fields) []Person {
	if slices.Contains([]string{"raise_contact_unsafe", "record_consent"}, step.ID) {
		return nil
	}
	return slices.DeleteFunc(f.people(), func(p Person) bool { return p.Kind != "guardian" })
}

// setsContact reports whether any fact says that a guardian was contacted.
func (c *Case) setsContact(sets map[string]string) bool {
	for id, value := range sets {
		if fact, ok := c.routine.Schema().Fact(id); ok && fact.Contact && value != fact.Values[0] {
			return true
		}
	}
	return false
}

// mayContact returns every reason why these guardians, or any when none are
// named, may not be contacted at the moment.
func (c *Case) mayContact(w *World, s *story, guardians []Person, about string, at moment) []Unmet {
	var unmet []Unmet
	schema := c.routine.Schema()
	if c.unclear {
		unmet = append(unmet, Unmet{Code: "contact_suspended", Requirement: "P1", Message: "student_unclear"})
	}
	if schema.Is(s.facts, "age", "unknown") {
		unmet = append(unmet, Unmet{Code: "guard", Requirement: "P3", Message: "birth_date_missing"})
	}
	if len(guardians) == 0 {
		guardians = []Person{{Kind: "guardian"}}
	}
	for _, guardian := range guardians {
		for _, reason := range c.mayContactOne(w, s, guardian, about, at) {
			if !slices.ContainsFunc(unmet, func(u Unmet) bool { return u.Message == reason.Message }) {
				unmet = append(unmet, reason)
			}
		}
	}
	return unmet
}

func (c *Case) mayContactOne(w *World, s *story, guardian Person, about string, at moment) []Unmet {
	var unmet []Unmet
	if g, ok := w.guardian(guardian.ID); ok && g.Barred {
		unmet = append(unmet, Unmet{Code: "contact_suspended", Requirement: "P1", Message: "guardian_barred"})
	}
	if w.suspended(guardian.ID, at) {
		unmet = append(unmet, Unmet{Code: "contact_suspended", Requirement: "P1", Message: "contact_suspended"})
	}
	if c.routine.Schema().Is(s.facts, "age", "adult") && !s.covers("guardians", guardian.key(), subject(about), at.day) {
		unmet = append(unmet, Unmet{Code: "consent_missing", Requirement: "P2", Message: "consent_missing"})
	}
	return unmet
}

// suspended reports whether contact with a guardian, by id, is suspended. One
// typed in by hand, or not named, may be any of them: one mark is enough.
func (w *World) suspended(guardian string, at moment) bool {
	if w.unsafe(guardian, at.instant) != "open" {
		return true
	}
	if _, known := w.guardian(guardian); known || w.Student == nil {
		return false
	}
	return slices.ContainsFunc(w.Student.Unsafe, func(mark UnsafeMark) bool {
		return w.unsafe(mark.Guardian, at.instant) != "open"
	})
}

func subject(about string) string {
	if about == "" {
		return "concern"
	}
	return about
}

// openly are those who may be told without consent: child welfare (P10) and,
// where there is danger or crime, police and emergency services.
var openly = []string{"child_welfare", "police", "emergency"}

// shareLaw returns why a step may not share with the agencies that it names
// (P2): what is confidential is shared with consent. That binds whatever the
// age: for a student under 18 the student or a guardian gives it.
func (c *Case) shareLaw(s *story, step *routine.Step, f Fields, at moment) []Unmet {
	if !step.Shares {
		return nil
	}
	for _, field := range step.Fields {
		if field.Name != routine.AgencyField {
			continue
		}
		value := f[field.Name]
		named := value.List
		if value.Text != "" {
			named = append(named, value.Text)
		}
		for _, agency := range named {
			if !slices.Contains(openly, agency) && !s.covers(recipient(agency), "", "concern", at.day) {
				return []Unmet{{Code: "consent_missing", Requirement: "P2", Message: "sharing_consent_missing"}}
			}
		}
	}
	return nil
}

// recipient is under which name consent is given for an agency.
func recipient(agency string) string {
	if slices.Contains([]string{"nav", "ppt", "health"}, agency) {
		return agency
	}
	return "other"
}
