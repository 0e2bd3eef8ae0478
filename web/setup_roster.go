package web

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

// rosterPage brings in a roster: the file first, then what it would change, then that
// it did.
type rosterPage struct {
	Head     setupHead
	Imported string // when the last one was
	Mistake  string // with the upload itself
	Problems []string
	More     int // problems that are not shown

	Sum     string // of the file that waits; "" for none
	Choices []workflow.RosterSchoolName
	Of      string // which of the file's schools this one is
	Plan    []planLine
	Many    string // that so many leave; "" for not
	Missing []string
	Nothing bool // the file says what is known
	Done    bool
}

// planLine is one sentence of what changes, under a heading where it has one.
type planLine struct{ Heading, Said string }

// shownProblems bounds how many mistakes are shown; they come in the file's order.
const shownProblems = 50

func (s *server) showRoster(v *visit) (any, error) {
	p, _, err := s.rosterPage(v)
	if err != nil {
		return nil, err
	}
	p.Done = v.QueryParam("done") != ""
	return p, nil
}

func (s *server) rosterPage(v *visit) (*rosterPage, setupHead, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, head, err
	}
	setup, err := s.Engine.Setup(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, head, err
	}
	p := &rosterPage{Head: head}
	if !setup.Imported.IsZero() {
		p.Imported = dayIn(v.Lang, calendar.Of(setup.Imported, calendar.Oslo))
	}
	return p, head, nil
}

// uploadRoster takes a file, and tells what it would change.
func (s *server) uploadRoster(v *visit) (any, error) {
	p, _, err := s.rosterPage(v)
	if err != nil {
		return nil, err
	}
	file, err := s.uploads.take(v.Response(), v.Request(), v.Session.ID)
	switch {
	case errors.Is(err, errBusy):
		p.Mistake, v.Status = words.Roster.Busy.In(v.Lang), http.StatusServiceUnavailable
		return p, nil
	case err != nil:
		return nil, err
	case len(file.data) == 0:
		p.Mistake, v.Status = words.Roster.NoFile.In(v.Lang), http.StatusUnprocessableEntity
		return p, nil
	}
	return s.tryRoster(v, p, file, importing{})
}

// confirmRoster goes on with a file that was uploaded: with which school it is about,
// and then for good.
func (s *server) confirmRoster(v *visit) (any, error) {
	p, _, err := s.rosterPage(v)
	if err != nil {
		return nil, err
	}
	file, ok := s.uploads.find(v.Session.ID, v.field("sum"))
	if !ok {
		p.Mistake, v.Status = words.Roster.Gone.In(v.Lang), http.StatusConflict
		return p, nil
	}
	_ = http.NewResponseController(v.Response()).SetWriteDeadline(time.Now().Add(importTime))
	return s.tryRoster(v, p, file, importing{of: v.field("of"), leaving: v.field("leaving") != "", forGood: v.field("do") == "import"})
}

// importing is what somebody has said of a file.
type importing struct {
	of               string // which of its schools is ours
	leaving, forGood bool
}

func (s *server) tryRoster(v *visit, p *rosterPage, file upload, in importing) (any, error) {
	ctx := v.Request().Context()
	read, problems := roster.Read(bytes.NewReader(file.data), int64(len(file.data)), roster.Options{On: s.Engine.Today(), MaxRows: maxRosterRows})
	if len(problems) > 0 {
		return s.badRoster(v, p, problems), nil
	}
	schools, err := s.Engine.RosterSchools(ctx, v.Actor, p.Head.School, read)
	if err != nil {
		return s.rosterFailed(v, p, err)
	}
	p.Sum, p.Of = file.sum, in.of
	codes, ask := codesOf(schools, p.Head.School, in.of)
	if ask {
		for _, school := range schools {
			if school.Code == "" {
				p.Choices = append(p.Choices, school)
			}
		}
		return p, nil
	}
	plan, err := s.Engine.ImportAtSchool(ctx, v.Actor, p.Head.School, workflow.RosterImport{
		File: read, Sum: file.sum, Codes: codes, DryRun: !in.forGood, Leaving: in.leaving,
	}, s.Now())
	many, isMany := errors.AsType[*workflow.ManyLeaveError](err)
	switch {
	case isMany:
		p.Many = fillIn(words.Roster.Many.In(v.Lang), []string{strconv.Itoa(many.Leaving), strconv.Itoa(many.Of)})
	case err != nil:
		return s.rosterFailed(v, p, err)
	case in.forGood:
		s.uploads.forget(v.Session.ID)
		return p.Head.at(rosterPath, true) + "&done=1", nil
	}
	p.Plan, p.Nothing = planIn(plan, v.Lang), !plan.Changes
	for _, m := range plan.Missing {
		class := m.Class
		if class == "" {
			class = words.Roster.NoClass.In(v.Lang)
		}
		p.Missing = append(p.Missing, class+": "+strconv.Itoa(m.Count))
	}
	return p, nil
}

// codesOf says which of a file's schools are ours: those that were said before, the
// only one, or the one chosen; the others of it take no part. ask is true when
// somebody has to choose.
func codesOf(schools []workflow.RosterSchoolName, ours workflow.SchoolID, of string) (codes []workflow.RosterSchoolCode, ask bool) {
	unknown, known := 0, false
	for _, s := range schools {
		if s.Code == "" {
			unknown++
		}
		known = known || s.Code == ours
	}
	if len(schools) == 1 && unknown == 1 {
		return []workflow.RosterSchoolCode{{Code: ours, Of: schools[0].ID}}, false
	}
	chosen := false
	for _, s := range schools {
		switch {
		case s.Code != "":
		case s.ID == of && !known:
			codes, chosen = append(codes, workflow.RosterSchoolCode{Code: ours, Of: s.ID}), true
		default:
			codes = append(codes, workflow.RosterSchoolCode{Code: workflow.LeftOut, Of: s.ID})
		}
	}
	return codes, unknown > 0 && !known && !chosen
}

// rosterFailed shows why a roster was not taken, in words, where it can.
func (s *server) rosterFailed(v *visit, p *rosterPage, err error) (any, error) {
	if problems, ok := errors.AsType[roster.Problems](err); ok {
		return s.badRoster(v, p, problems), nil
	}
	if why := deniedIn(err, v.Lang); why != "" {
		p.Mistake, v.Status = why, http.StatusForbidden
		return p, nil
	}
	return nil, err
}

func (s *server) badRoster(v *visit, p *rosterPage, problems roster.Problems) *rosterPage {
	s.uploads.forget(v.Session.ID)
	v.Status, p.Sum = http.StatusUnprocessableEntity, ""
	for i, problem := range problems {
		if i == shownProblems {
			p.More = len(problems) - i
			break
		}
		p.Problems = append(p.Problems, problemIn(problem, v.Lang))
	}
	return p
}

// problemIn tells where in which file something is wrong, what, and what to do.
func problemIn(p roster.Problem, lang routine.Lang) string {
	where := p.File
	if p.Row > 0 {
		where += fillIn(words.Roster.Row.In(lang), []string{strconv.Itoa(p.Row)})
	}
	if p.Column > 0 {
		where += fillIn(words.Roster.Column.In(lang), []string{strconv.Itoa(p.Column)})
	}
	said := p.Message.In(lang)
	if hint := p.Hint.In(lang); hint != "" {
		said += " (" + hint + ")"
	}
	if where == "" {
		return said
	}
	return where + ": " + said
}

// planIn tells in sentences what a roster changes. Nobody is named.
func planIn(plan *workflow.RosterPlan, lang routine.Lang) []planLine {
	var list []planLine
	say := func(heading string, text routine.Text, args ...any) {
		list = append(list, planLine{heading, fillIn(text.In(lang), said(args, lang))})
	}
	sayIf := func(text routine.Text, n int) {
		if n > 0 {
			say("", text, n)
		}
	}
	for _, school := range plan.Schools {
		say(school.Name, words.Roster.Students, countIn(untold(school.Students), lang))
		say("", words.Roster.Classes, school.Classes)
		sayIf(words.Roster.At18, school.GuardiansAt18)
		sayIf(words.Roster.GuardiansGone, school.GuardiansGone)
	}
	say(words.Roster.StaffTitle.In(lang), words.Roster.Staff, countIn(plan.Staff, lang))
	say("", words.Roster.Contact, plan.Contact)
	sayIf(words.Roster.NoUser, plan.NoUser)
	sayIf(words.Roster.Unlinked, plan.Unlinked)
	sayIf(words.Roster.Dropped, plan.Dropped.Passwords+plan.Dropped.National+plan.Dropped.Race)
	return list
}

// untold is what becomes of students, without who is kept for the sake of a case, or was:
// by a file that leaves out one student, whoever sets the school up would learn whether
// they have one.
func untold(n workflow.RosterCount) workflow.RosterCount {
	return workflow.RosterCount{Added: n.Added + n.Returned, Changed: n.Changed, Same: n.Same, Forgotten: n.Forgotten + n.Left}
}

// countIn says how many are new, changed and so on, leaving out what is none.
func countIn(n workflow.RosterCount, lang routine.Lang) string {
	said := ""
	for _, part := range []struct {
		n    int
		text routine.Text
	}{{n.Added, words.Roster.Added}, {n.Changed, words.Roster.Changed}, {n.Returned, words.Roster.Returned}, {n.Left, words.Roster.Left}, {n.Forgotten, words.Roster.Forgotten}, {n.Same, words.Roster.Same}} {
		if part.n == 0 {
			continue
		}
		if said != "" {
			said += ", "
		}
		said += fillIn(part.text.In(lang), []string{strconv.Itoa(part.n)})
	}
	if said == "" {
		return words.Roster.None.In(lang)
	}
	return said
}
