package web

import (
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// homePage is where somebody begins: what waits for them, and a new case.
type homePage struct {
	Name     string
	Roles    []homeRole
	Limited  bool
	Shut     bool // has just recused themselves in a case
	MayOpen  bool
	Acute    *scenarioChoice // what nobody should have to look for; nil where the routine has none
	Unsure   *scenarioChoice
	MayList  bool
	Counts   bool // has nothing to do in cases, and may know what they come to
	SetUp    []homeSetup
	Waiting  []waitingLine
	Handed   []handedLine
	ToSign   int // cases
	ToReview int // broken glasses
	Told     int // those broken of late in the reader's own cases, which another reviews
}

// homeRole is a role, and the name of the school at which somebody has it.
type homeRole struct{ Role, School string }

// homeSetup is a school that the reader sets up, and how far that has come.
type homeSetup struct {
	Title, Href string
	Done, Of    int
}

// waitingLine is a case and the one next thing in it.
type waitingLine struct {
	Case           workflow.CaseID
	Reference, Who string
	Next           string
	When           string // "" without a deadline
	At             string // as of a dueLine
	Overdue, Waits bool
	Noted          string // as of a dueLine
	Talk           string // that a talk was agreed, where something else is more urgent
	More           int
}

// toldDays is how long whoever is responsible is told on the start page that somebody
// has read their case.
const toldDays = 14

func (s *server) showHome(v *visit) (any, error) {
	p := homePage{Name: v.Actor.Name, Limited: v.Actor.Limited, MayOpen: mayOpen(v.Actor), Shut: v.QueryParam("shut") != ""}
	for _, r := range v.Actor.Roles {
		p.Roles = append(p.Roles, homeRole{r.Role, s.schoolName(v, r.School)})
	}
	p.MayList = mayList(v.Actor)
	p.Counts = !p.MayOpen && mayCount(v.Actor)
	if p.MayOpen {
		choices, err := s.waysToBegin(v)
		if err != nil {
			return nil, err
		}
		p.Acute, p.Unsure = choices.shortcuts()
	}
	ctx := v.Request().Context()
	waiting, err := s.Engine.Waiting(ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	for _, w := range waiting {
		line := waitingLine{
			Case: w.ID, Reference: w.Reference, Next: w.First.Requirement.Title.In(v.Lang), When: dueIn(v.Lang, w.First), At: instant(w.First.DueAt),
			Overdue: w.First.Overdue, Waits: w.First.Suspended, More: w.More, Noted: notedIn(v.Lang, w.First, s.Engine.Today()),
		}
		if w.Student != nil {
			line.Who = nameAndClass(w.Student)
		}
		if due, ok := w.Talk(s.Engine.Today()); ok && w.ResponsibleID == v.Actor.ID {
			line.agreed(due, v.Lang)
		}
		p.Waiting = append(p.Waiting, line)
	}
	if v.Actor.Limited {
		return p, nil
	}
	if p.SetUp, err = s.setUpBy(v); err != nil {
		return nil, err
	}
	if p.Handed, err = s.handedOn(v); err != nil {
		return nil, err
	}
	if signs(v.Actor) {
		queue, err := s.Engine.ToSign(ctx, v.Actor)
		if err != nil {
			return nil, err
		}
		p.ToSign = len(queue)
	}
	broken, err := s.Engine.Broken(ctx, v.Actor)
	for _, g := range broken {
		switch {
		case g.Mine:
			p.ToReview++
		case g.Told && calendar.Of(g.At, calendar.Oslo) >= s.Engine.Today()-toldDays:
			p.Told++
		}
	}
	return p, err
}

// agreed says that a talk was agreed: no rule gives it a deadline.
func (l *waitingLine) agreed(due workflow.Due, lang routine.Lang) {
	said := talkIn(lang, due)
	if l.Next != due.Requirement.Title.In(lang) {
		l.Talk = said
		return
	}
	l.Next, l.When, l.Overdue = said, "", false
}

// talkIn says that a talk was agreed for today, or for which day before it.
func talkIn(lang routine.Lang, due workflow.Due) string {
	said := due.Requirement.Title.In(lang)
	if due.Overdue {
		said += ": " + dayIn(lang, due.DueOn)
	}
	return said
}

// setUpBy is the schools that the reader sets up: what waits for an administrator.
func (s *server) setUpBy(v *visit) (list []homeSetup, err error) {
	schools := schoolsWhere(v.Actor, workflow.Administer)
	for _, school := range schools {
		setup, err := s.Engine.Setup(v.Request().Context(), v.Actor, school)
		if err != nil {
			return nil, err
		}
		line := homeSetup{Title: fillIn(words.Setup.Title.In(v.Lang), []string{s.schoolName(v, school)}), Href: "/setup" + schoolQuery(schools, school)}
		line.Done, line.Of = doneOf(setup, stepsOfSetup(setup, "", v.Lang))
		list = append(list, line)
	}
	return list, nil
}

// handedLine is a case that is being handed on.
type handedLine struct {
	Case           workflow.CaseID
	Reference, Who string
	Said, When     string
	Answer         bool // it is the reader's to answer
	Late           bool // it should have been answered
	Done           bool // it is theirs no longer
}

func (s *server) handedOn(v *visit) (lines []handedLine, err error) {
	list, err := s.Engine.HandedOn(v.Request().Context(), v.Actor)
	for _, h := range list {
		line := handedOf(h, v.Lang)
		line.Case, line.Reference = h.ID, h.Reference
		if h.Student != nil {
			line.Who = nameAndClass(h.Student)
		}
		lines = append(lines, line)
	}
	return lines, err
}

// handedOf says how it stands with a case on its way to somebody else.
func handedOf(h workflow.Handed, lang routine.Lang) handedLine {
	said := map[workflow.HandedKind]routine.Text{
		workflow.AskedOf: words.Home.AskedOf, workflow.Awaiting: words.Home.Awaiting, workflow.AskedFor: words.Home.AskedFor, workflow.TakenOn: words.Home.TakenOn,
	}[h.Is]
	if h.Late && h.Is == workflow.Awaiting {
		said = words.Home.Unanswered
	}
	return handedLine{
		Said: fillIn(said.In(lang), []string{h.Other, h.Has}), When: timeIn(lang, h.At),
		Answer: h.Is == workflow.AskedOf, Late: h.Late, Done: h.Is == workflow.TakenOn,
	}
}

// notedIn says when what is due was done, where only the rest is to be written.
func notedIn(lang routine.Lang, due workflow.Due, today calendar.Date) string {
	if due.Noted.IsZero() {
		return ""
	}
	return clockIn(lang, due.Noted, today)
}

// dueIn says by when something is due.
func dueIn(lang routine.Lang, due workflow.Due) string {
	if !due.DueAt.IsZero() {
		return timeIn(lang, due.DueAt)
	}
	return dayIn(lang, due.DueOn)
}

// instant is for a script to count down to; "" for the zero time.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
