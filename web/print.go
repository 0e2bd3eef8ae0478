package web

import (
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// printPage is a case on paper: all that the reader may see of it, or the copy that
// the student is given.
type printPage struct {
	Head      caseHead
	File      string // where it is to be had as PDF; "" for nowhere
	Copy      bool   // the student's own
	MayCopy   bool   // sees enough of the case to make one
	Running   string
	Facts     []valueLine
	Mark      string // what a sign-off is bound to; "" for who sees only a part of it
	Guardians []guardianLine
	People    []partLine
	Dues      []dueLine
	Timeline  []eventLine // the earliest first
	Judged    bool
	Called    []verdictLine
	Unseen    []string
}

// wholeOf is what somebody must see of a case to be shown the mark of its content,
// which could tell them whether they have guessed the rest, and to make the copy for
// the student.
const wholeOf = workflow.Identity | workflow.Guardians | workflow.Talks | workflow.Decisions | workflow.Reporter

func (s *server) showPrint(v *visit) (any, error) { return s.printOf(v) }

func (s *server) printOf(v *visit) (*printPage, error) {
	view, err := s.Engine.Case(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	p := &printPage{Head: headOf(view, v.Lang), Copy: v.QueryParam("copy") == "student", MayCopy: view.Sees(wholeOf) && view.Student() != nil}
	if p.Copy && !p.MayCopy {
		return nil, workflow.ErrForbidden // it would lack what the student has a right to
	}
	if s.press != nil {
		p.File = "/cases/" + string(view.ID) + "/print.pdf"
		if p.Copy {
			p.File += "?copy=student"
		}
	}
	p.Running = fillIn(words.Print.Running.In(v.Lang), []string{view.Reference, timeIn(v.Lang, s.Engine.Now())})
	if view.Sees(wholeOf) {
		p.Mark = view.ContentHash()
	}
	p.facts(view, v, s)
	if p.Copy {
		p.Timeline = timelineOf(view, view.StudentCopy(), v.Lang)
		slices.Reverse(p.Timeline)
		return p, nil
	}
	p.Timeline = timelineOf(view, view.History(), v.Lang)
	slices.Reverse(p.Timeline)
	return p, p.rest(view, v.Lang, s)
}

// facts is the head of the paper.
func (p *printPage) facts(view *workflow.View, v *visit, s *server) {
	add := func(label routine.Text, value string) {
		if value != "" {
			p.Facts = append(p.Facts, valueLine{label.In(v.Lang), value})
		}
	}
	add(words.Print.Student, p.Head.Who)
	if student := view.Student(); student != nil {
		add(words.Print.Born, dayIn(v.Lang, student.BirthDate))
	}
	add(words.Print.Reference, view.Reference)
	add(words.Print.School, s.schoolName(v, view.School))
	add(words.Print.Scenario, p.Head.Scenario)
	add(words.Print.State, p.Head.State)
	add(words.Print.Arose, timeIn(v.Lang, view.OpenedAt))
	add(words.Print.Lead, p.Head.Lead)
	add(words.Print.Routine, routineOf(view, v.Lang))
	add(words.Print.By, v.Actor.Name)
}

// rest is what the student's copy does not have: what people are to do and have done
// well or badly, and what may warn of somebody who reads it.
func (p *printPage) rest(view *workflow.View, lang routine.Lang, s *server) error {
	p.People = peopleIn(view, lang)
	if panel := guardiansIn(view, s.Engine.Today(), lang); panel != nil {
		p.Guardians = panel.List
	}
	for _, due := range view.Dues() {
		p.Dues = append(p.Dues, dueLineOf(view, due, lang))
	}
	for _, section := range unseen {
		if !view.Sees(section.is) {
			p.Unseen = append(p.Unseen, section.name().In(lang))
		}
	}
	if !view.Sees(workflow.Verdicts) {
		return nil
	}
	judged, err := view.Audit()
	if err == nil {
		p.Judged = true
		p.Called, _ = verdictsIn(view, judged, lang)
	}
	return err
}

// MarkGroups is the mark in groups of eight, for people who compare it with another.
func (p *printPage) MarkGroups() string {
	var groups []string
	for group := range slices.Chunk([]byte(p.Mark), 8) {
		groups = append(groups, string(group))
	}
	return strings.Join(groups, " ")
}
