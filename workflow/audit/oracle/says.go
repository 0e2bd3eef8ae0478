package oracle

import (
	"slices"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// says fills in what an event sets, and where it brings the case. What voiding
// has put aside is handed from one event to the next.
func (w *world) says(p *Position, e *audit.Event, undo map[string]string) map[string]string {
	w.keeps(p, e)
	if p.Carried != nil {
		w.carries(p, p.Carried.Sets)
	}
	p.say(meaning[p.Step])
	undo = p.voids(undo)
	switch {
	case p.Step == "student_left_school" && p.Fields["how"].Text == "died":
		p.Sets["student"] = "dead"
	case p.Step == "record_contact" && p.Fields["outcome"].Text == "corrected":
		p.Sets["correction"] = "done"
	}
	p.clears()
	p.spreads()
	return undo
}

// carries says what the step that an event carries sets, beside what it sets anyway.
func (w *world) carries(p *Position, constant map[string]string) {
	w.filledIn(p, constant, p.Carried.Fields)
	for _, effect := range p.Carried.Effects {
		if p.matches(effect.When) {
			p.say(effect.Sets)
		}
	}
	if gathers(p.Carried.ID) && slices.ContainsFunc(p.people(), func(one audit.Person) bool { return one.Kind == "guardian" }) {
		p.say(map[string]string{"guardian_attended": "yes", "guardian_informed": "yes"})
	}
}

func (p *Position) say(sets map[string]string) {
	for fact, value := range sets {
		p.Sets[fact] = value
	}
}

// meaning is what some common steps say beside what is filled in.
var meaning = map[string]map[string]string{
	"assign":              {"responsible": "assigned"},
	"accept_hand_over":    {"responsible": "assigned"},
	"student_left_school": {"student": "left"},
	"record_emergency":    {"emergency": "recorded"},
	"review_emergency":    {"emergency": "reviewed"},
	"sign_off":            {"sign_off": "given"},
	"close":               {"closing": "closed"},
	"reopen":              {"closing": "no"},
	"assess_disclosure":   {"disclosure": "assessed"},
	"record_correction":   {"correction": "done"},
}

// keeps is what an event says of the scenario, consent, exceptions and return.
func (w *world) keeps(p *Position, e *audit.Event) {
	switch p.Step {
	case "open":
		w.enters(p, e.Scenario)
	case "change_scenario":
		p.Came = p.Scenario
		w.enters(p, p.Fields["to"].Text)
		if p.Before["raised_by"] != "nobody" {
			delete(p.Sets, "raised_by")
		}
	case "record_consent", "withdraw_consent":
		if c := p.asConsent(); p.answers() && c.to == "guardians" && c.answer != "asked" {
			p.Sets["consent"] = c.answer
		}
	case "waive":
		p.Sets["waiver"] = "reasoned"
	case "record_breach":
		if p.Carried != nil {
			p.Sets["breach"] = "recorded"
		}
	}
	if p.Carried == nil {
		return
	}
	for _, field := range p.Carried.Fields {
		if day := p.Fields[field.Name].Date; field.As == "expected_back" && day != 0 {
			p.Back = day
		}
	}
}

func (w *world) enters(p *Position, id string) {
	p.Scenario = id
	if scenario, ok := w.Routine.Scenario(id); ok {
		w.filledIn(p, scenario.Sets, scenario.Fields)
		p.Sets["report"] = "received"
	}
}

// filledIn says what a step and its fields set.
func (w *world) filledIn(p *Position, constant map[string]string, fields []routine.Field) {
	p.say(constant)
	for _, field := range fields {
		value, given := p.Fields[field.Name]
		if !given {
			continue
		}
		for _, choice := range field.Choices {
			if has(value, choice.Value) {
				p.say(choice.Sets)
			}
		}
		for _, count := range field.Counts {
			if people(value, count.Of) >= max(count.AtLeast, 1) {
				p.say(count.Sets)
			}
		}
	}
}

func has(v audit.Value, word string) bool {
	switch v.Kind {
	case audit.Chosen:
		return v.Text == word
	case audit.Ticked:
		return among(word, v.List)
	case audit.Answered:
		return v.Bool == (word == "true")
	}
	return false
}

func (p *Position) matches(when map[string][]string) bool {
	for name, words := range when {
		if !slices.ContainsFunc(words, func(word string) bool { return has(p.Fields[name], word) }) {
			return false
		}
	}
	return true
}

// people counts those named who are one of the kinds.
func people(v audit.Value, of []string) int {
	seen := map[int]bool{}
	for _, one := range v.People {
		if slices.ContainsFunc(of, func(kind string) bool { return counts(one, kind) }) {
			seen[one.Ref] = true
		}
	}
	return len(seen)
}

func counts(one audit.Person, kind string) bool {
	staff := one.Kind == "staff"
	switch kind {
	case "guardian", "student", "other":
		return one.Kind == kind
	case "leadership":
		return one.Leadership
	case "leader":
		return staff && leads(one.Roles)
	case "staff", "anyone":
		return staff && acts(one.Roles)
	}
	return staff && among(kind, one.Roles)
}

// acts is whether somebody does more than look on or set up.
func acts(roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return !among(role, []string{"auditor", "observer", "administrator"}) })
}

func leads(roles []string) bool { return among("department_head", roles) || among("principal", roles) }

// people lists all who are named in an event.
func (p *Position) people() []audit.Person {
	var all []audit.Person
	for _, value := range p.Fields {
		all = append(all, value.People...)
	}
	return all
}

// gathers is whether guardians who are named in a step took part in it.
func gathers(step string) bool {
	return !among(step, []string{"record_contact", "record_consent", "record_emergency", "record_correction", "raise_contact_unsafe", "correct"})
}

// voids says what voiding a case, and judging that, makes owed or owed no longer.
func (p *Position) voids(undo map[string]string) map[string]string {
	switch {
	case p.Step == "void":
		p.Sets["voiding"] = "unconfirmed"
		undo = map[string]string{}
		if told := p.Before["told"]; told != "nobody" {
			undo["correction"], p.Sets["correction"] = p.Before["correction"], "owed"
			if told == "outside" {
				undo["disclosure"], p.Sets["disclosure"] = p.Before["disclosure"], "owed"
			}
		}
	case p.Step == "confirm_void" && p.Fields["outcome"].Text == "agreed":
		p.Sets["voiding"] = "confirmed"
	case p.Step == "confirm_void":
		p.Sets["voiding"], p.Sets["closing"] = "rejected", "no"
		for fact, was := range undo {
			if p.Before[fact] == "owed" {
				p.Sets[fact] = was
			} else if fact == "correction" {
				p.Sets[fact] = "owed"
			}
		}
	}
	return undo
}

// clears asks for a correction where it was no intoxication after all and
// somebody believes that it was.
func (p *Position) clears() {
	finding, found := p.Sets["intoxication"]
	if !found || among(finding, []string{"found", "suspected", "gone"}) {
		return
	}
	again := p.Step == "reassess"
	if finding == "unknown" && !again {
		return // nothing is taken back
	}
	if told := p.Before["told"]; told == "outside" || told == "school" && again {
		p.Sets["correction"] = "owed"
	}
}

// spreads says who has been told what the case says.
func (p *Position) spreads() {
	if leads(p.Roles) {
		p.Sets["leadership_acted"] = "yes"
	} else if p.Sets["child_welfare"] == "notified" {
		p.Sets["leadership_acted"] = "no"
	}
	outside := p.Sets["guardian_informed"] == "yes" || p.Sets["guardian_rang"] == "told" || p.Step == "record_emergency" ||
		p.Carried != nil && p.Carried.Shares
	switch {
	case outside:
		p.Sets["told"] = "outside"
	case p.Before["told"] == "outside" || p.Step == "recuse" || p.Step == "merged_in":
	case slices.ContainsFunc(p.people(), func(one audit.Person) bool { return one.Kind == "staff" && one.Ref != p.Actor }):
		p.Sets["told"] = "school"
	}
}
