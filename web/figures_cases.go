package web

import (
	"slices"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
)

// behind is which cases behind the figures somebody asks for. None of it is about
// anybody, so it can stand in the address, and going back leads to the same list.
type behind struct {
	wanted
	cell   audit.Cell
	before workflow.CaseID // behind which the page begins; "": with the newest
}

// overdue is, in an address, what is pending and past its deadline.
const overdue = "overdue"

// of is where the cases of one cell are listed.
func (b behind) of(cell audit.Cell) string {
	b.cell, b.before = cell, ""
	return b.href()
}

func (b behind) href() string {
	verdict := b.cell.Verdict.String()
	if b.cell.Overdue {
		verdict = overdue
	}
	return asking("/figures/cases", append([]string{"requirement", b.cell.Requirement, "verdict", verdict, "scenario", b.cell.Scenario, "before", string(b.before)}, b.parts()...)...)
}

// behindAsked reads what is asked for; ErrInvalid where it is no number of the figures.
func behindAsked(v *visit) (b behind, err error) {
	var wrong []string
	if b.wanted, wrong = figuresAsked(v); wrong != nil {
		return b, workflow.ErrInvalid
	}
	b.before = workflow.CaseID(v.QueryParam("before"))
	b.cell = audit.Cell{Requirement: v.QueryParam("requirement"), Scenario: v.QueryParam("scenario")}
	verdict := v.QueryParam("verdict")
	if verdict == overdue {
		b.cell.Verdict, b.cell.Overdue = audit.Pending, true
		return b, nil
	}
	at := slices.IndexFunc(worst, func(j audit.Judgement) bool { return j.String() == verdict })
	if at < 0 {
		return b, workflow.ErrInvalid
	}
	b.cell.Verdict = worst[at]
	return b, nil
}

// behindPage lists the cases that a number of the figures counts, without names.
type behindPage struct {
	Requirement, ID string
	Figures         string // back to where they are counted
	Schools, Years  []figuresLink
	Verdicts        []figuresLink
	Scenarios       []figuresLink // where there are several
	Partly          bool          // the reader may no longer see the verdicts of a case
	First           string        // the first page, from a later one
	Items           []behindLine
	Next            string
}

type behindLine struct {
	Href                          string
	Reference, Who, School        string
	Scenario, State, Arose        string
	Verdict, Color, Sentence, Due string
}

func (s *server) showBehind(v *visit) (any, error) {
	b, err := behindAsked(v)
	if err != nil {
		return nil, err
	}
	found, err := s.Engine.CasesBehind(v.Request().Context(), v.Actor, b.school, b.period, b.cell, b.before)
	if err != nil {
		return nil, err
	}
	schools := schoolsWhere(v.Actor, workflow.ReadFigures)
	p := &behindPage{
		Requirement: found.Requirement.Title.In(v.Lang), ID: found.Requirement.ID,
		Figures: b.wanted.href("/figures") + "#requirement-" + found.Requirement.ID,
		Partly:  slices.ContainsFunc(schools, func(school workflow.SchoolID) bool { return !onlyAudits(v.Actor, school) }),
	}
	at := func(a wanted) string { return behind{a, b.cell, ""}.href() }
	p.Schools, p.Years = s.schoolLinks(v, schools, b.wanted, at), yearLinks(s.Engine.Today(), b.wanted, v.Lang, at)
	p.choices(v, b, found)
	for i := range found.Cases {
		p.Items = append(p.Items, s.behindLineOf(v, &found.Cases[i], len(schools) > 1))
	}
	if b.before != "" {
		p.First = b.of(b.cell)
	}
	if found.Next != "" {
		p.Next = behind{b.wanted, b.cell, found.Next}.href()
	}
	return p, nil
}

// choices are the other numbers of the same requirement, and how many of these cases
// came to each scenario.
func (p *behindPage) choices(v *visit, b behind, found *workflow.Behind) {
	add := func(list *[]figuresLink, cell audit.Cell, name string, n int) {
		if n > 0 || cell == b.cell {
			*list = append(*list, figuresLink{b.of(cell), name + ": " + strconv.Itoa(n), cell == b.cell})
		}
	}
	cell, all := b.cell, 0
	for _, j := range worst {
		cell.Verdict, cell.Overdue = j, false
		add(&p.Verdicts, cell, j.Title().In(v.Lang), found.Verdicts.Of(j).N)
		if j == audit.Pending {
			cell.Overdue = true
			add(&p.Verdicts, cell, words.Verdicts.Overdue.In(v.Lang), found.Overdue)
		}
	}
	cell = b.cell
	for _, g := range found.Scenarios {
		all += g.Cases.N
	}
	if len(found.Scenarios) < 2 && cell.Scenario == "" {
		return
	}
	cell.Scenario = ""
	add(&p.Scenarios, cell, words.Behind.AllScenarios.In(v.Lang), all)
	for _, g := range found.Scenarios {
		cell.Scenario = g.ID
		name := g.Title.In(v.Lang)
		if g.ID == audit.Cleared {
			name = words.Behind.Cleared.In(v.Lang)
		}
		add(&p.Scenarios, cell, name, g.Cases.N)
	}
}

func (s *server) behindLineOf(v *visit, c *workflow.BehindCase, several bool) behindLine {
	f := &c.Verdict
	line := behindLine{
		Href: "/cases/" + string(c.ID) + "/verdicts", Reference: c.Reference, Who: c.Pseudonym,
		Scenario: c.Scenario.In(v.Lang), State: c.State.In(v.Lang), Arose: timeIn(v.Lang, c.OpenedAt),
		Verdict: f.Judgement.Title().In(v.Lang), Color: colors[f.Judgement],
		Sentence: audit.Sentence(c.Routine, f, &f.Finding, v.Lang), Due: dueIn(v.Lang, workflow.Due{DueOn: f.DueOn, DueAt: f.DueAt}),
	}
	if several {
		line.School = s.schoolName(v, c.School)
	}
	if f.Overdue {
		line.Verdict, line.Color = words.Verdicts.Overdue.In(v.Lang), "danger"
	}
	return line
}
