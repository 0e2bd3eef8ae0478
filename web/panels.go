package web

import (
	"slices"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// guardiansPanel says whether guardians must, may or must not be contacted.
type guardiansPanel struct {
	Status  string
	Color   string // of the status: success, info, warning or danger
	Reasons []string
	Age     string
	NoBirth bool // the birth date is missing
	List    []guardianLine
	Do      []stepLine
}

type guardianLine struct {
	Name, Phone string
	Barred      bool
	MayCall     bool     // the number is a link that calls
	Tel         string   // what it calls
	Reasons     []string // why not this one, where others may be
}

// mayRing reports whether there is a number of a guardian, and nothing in the way.
func mayRing(view *workflow.View, g *workflow.Guardian) bool {
	return g.Phone != "" && !g.Barred && len(view.MayContact(g.ID)) == 0
}

func guardiansIn(view *workflow.View, today calendar.Date, lang routine.Lang) *guardiansPanel {
	student := view.Student()
	if student == nil || !view.Sees(workflow.Guardians) {
		return nil
	}
	p := &guardiansPanel{NoBirth: student.BirthDate == 0, Age: ageIn(student.BirthDate, today, lang)}
	for _, g := range student.Guardians {
		line := guardianLine{Name: isolated(g.Name), Phone: g.Phone, Barred: g.Barred, Tel: dialled(g.Phone)}
		line.Reasons = explained(view, view.MayContact(g.ID), lang)
		line.MayCall = mayRing(view, &g)
		p.List = append(p.List, line)
	}
	p.judge(view, lang)
	return p
}

// judge says in a word how things stand, and once what holds for all guardians.
func (p *guardiansPanel) judge(view *workflow.View, lang routine.Lang) {
	unmet := view.MayContact("")
	for i := range p.List {
		if !p.List[i].Barred && len(p.List[i].Reasons) == 0 {
			unmet = nil // one of them may be told
		}
	}
	facts := view.Facts()
	coded := func(code string) bool {
		return slices.ContainsFunc(unmet, func(u workflow.Unmet) bool { return u.Code == code })
	}
	says := func(status routine.Text, color string) { p.Status, p.Color = status.In(lang), color }
	switch {
	case coded("contact_suspended"):
		says(words.Panels.Suspended, "danger")
	case coded("consent_missing"):
		says(words.Panels.NeedsConsent, "warning")
	case len(unmet) > 0:
		says(words.Panels.NotNow, "warning")
	case facts["guardian_informed"] == "yes":
		says(words.Panels.Informed, "success")
	case facts["guardian_duty"] == "active" && facts["age"] == "minor":
		says(words.Panels.MustTell, "warning")
	default:
		says(words.Panels.MayCall, "info")
	}
	p.Reasons = explained(view, unmet, lang)
	for i := range p.List {
		p.List[i].Reasons = slices.DeleteFunc(p.List[i].Reasons, func(r string) bool { return slices.Contains(p.Reasons, r) })
	}
}

func explained(view *workflow.View, unmet []workflow.Unmet, lang routine.Lang) []string {
	var list []string
	for _, u := range unmet {
		if said := view.Explain("record_contact", u).In(lang); !slices.Contains(list, said) {
			list = append(list, said)
		}
	}
	return list
}

// ageIn says on which day the student is of age, and what changes then (P3).
func ageIn(birth, today calendar.Date, lang routine.Lang) string {
	adult := calendar.AdultOn(birth)
	said := words.Panels.WillBeAdult
	switch {
	case birth == 0:
		return words.Panels.NoBirth.In(lang)
	case adult <= today:
		said = words.Panels.IsAdult
	}
	return fillIn(said.In(lang), []string{dayIn(lang, adult)})
}

// partLine is somebody in the case.
type partLine struct{ Name, Is string }

func peopleIn(view *workflow.View, lang routine.Lang) []partLine {
	var list []partLine
	for _, part := range view.People() {
		is := map[workflow.PartKind]routine.Text{
			workflow.IsResponsible: words.Panels.Responsible, workflow.IsOffered: words.Panels.Offered, workflow.IsDeputy: words.Panels.Deputy,
			workflow.IsBroughtIn: words.Panels.BroughtIn, workflow.IsFormer: words.Panels.Former,
		}[part.Is]
		list = append(list, partLine{isolated(part.Name), is.In(lang)})
	}
	return list
}

// stepGroup is steps that people look for together.
type stepGroup struct {
	is    group
	Title string
	Steps []stepLine
}

type group int

const (
	aboutHelp group = iota
	aboutGuardians
	aboutPeople
	aboutMistakes
	aboutCase
)

// groupTitles are the headings of the groups.
var groupTitles = map[group]func() routine.Text{
	aboutHelp:      func() routine.Text { return words.Panels.Help },
	aboutGuardians: func() routine.Text { return words.Panels.Guardians },
	aboutPeople:    func() routine.Text { return words.Panels.People },
	aboutMistakes:  func() routine.Text { return words.Panels.Mistakes },
	aboutCase:      func() routine.Text { return words.Panels.Case },
}

// groups is where the steps that every case knows belong; what is not here is help.
var groups = map[group][]string{
	aboutGuardians: {
		"record_contact", "record_consent", "withdraw_consent", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe", "set_birth_date",
	},
	aboutPeople:   {"hand_over", "accept_hand_over", "assign", "add_participant", "recuse", "appoint_deputy"},
	aboutMistakes: {"correct", "reassess", "record_correction", "record_breach", "acknowledge_breach", "waive", "confirm_student"},
	aboutCase: {
		"change_scenario", "student_left_school", "merge", "void", "confirm_void", "assess_disclosure", "sign_off", "return_for_changes", "close", "reopen",
	},
}

func groupOf(step string) group {
	for g, steps := range groups {
		if slices.Contains(steps, step) {
			return g
		}
	}
	return aboutHelp
}
