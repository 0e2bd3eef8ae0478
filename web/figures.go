package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/calendar"
)

// figuresPage tells what many cases come to.
type figuresPage struct {
	Title    string
	Schools  []figuresLink // where there are several to choose from
	Years    []figuresLink
	Exact    bool // any days may be asked for
	School   workflow.SchoolID
	From, To string
	Mistakes []mistake
	Keep     string // where to download the numbers
	MayList  bool
	Report   markup
}

// figuresLink is one of several to choose from.
type figuresLink struct {
	Href, Name string
	Here       bool
}

// yearsBack is how many school years before this one can be chosen by a link.
const yearsBack = 3

func (s *server) showFigures(v *visit) (any, error) {
	a, wrong := figuresAsked(v)
	p := &figuresPage{School: a.school, From: v.QueryParam("from"), To: v.QueryParam("to"), MayList: mayList(v.Actor)}
	for _, name := range wrong {
		p.Mistakes = append(p.Mistakes, mistake{"#" + name, words.Figures.NoDay.In(v.Lang)})
	}
	if wrong != nil {
		v.Status = http.StatusUnprocessableEntity
		a.period = workflow.Period{}
	}
	figures, err := s.Engine.Figures(v.Request().Context(), v.Actor, a.school, a.period)
	if err != nil {
		return nil, err
	}
	schools := schoolsWhere(v.Actor, workflow.ReadFigures|workflow.ReadTotals)
	p.schools(v, a, schools, s)
	p.choices(v, a, schools, s.Engine.Today())
	document := report.OfFigures(figures, v.Lang)
	p.Title, p.Keep = document.Title, a.href("/figures.csv")
	p.Report = reported(document)
	return p, nil
}

// schools are those that can be asked for instead, by name, after all together.
func (p *figuresPage) schools(v *visit, now wanted, schools []workflow.SchoolID, s *server) {
	if len(schools) < 2 {
		return
	}
	link := func(school workflow.SchoolID, name string) figuresLink {
		return figuresLink{wanted{school, now.period}.href("/figures"), name, school == now.school}
	}
	for _, school := range schools {
		p.Schools = append(p.Schools, link(school, s.schoolName(v, school)))
	}
	slices.SortFunc(p.Schools, func(a, b figuresLink) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Href, b.Href)) })
	p.Schools = slices.Insert(p.Schools, 0, link("", words.Figures.AllSchools.In(v.Lang)))
}

// choices are the periods that can be asked for instead.
func (p *figuresPage) choices(v *visit, now wanted, schools []workflow.SchoolID, today calendar.Date) {
	add := func(period workflow.Period, name string) {
		p.Years = append(p.Years, figuresLink{wanted{now.school, period}.href("/figures"), name, period == now.period})
	}
	add(workflow.Period{}, words.Figures.AllYears.In(v.Lang))
	day := today
	for range 1 + yearsBack {
		from, to := audit.YearOf(day)
		add(workflow.Period{From: from, To: to}, yearName(day))
		day = from - 1
	}
	p.Exact = !slices.ContainsFunc(schools, func(school workflow.SchoolID) bool {
		return (now.school == "" || now.school == school) && !v.Actor.MayAt(school, workflow.ReadFigures)
	})
}

// keepFigures answers with the numbers for a spreadsheet. Nobody's name is in them.
func (s *server) keepFigures(v *visit) (any, error) {
	a, wrong := figuresAsked(v)
	if wrong != nil {
		return nil, workflow.ErrInvalid
	}
	figures, err := s.Engine.Figures(v.Request().Context(), v.Actor, a.school, a.period)
	if err != nil {
		return nil, err
	}
	parts := []string{"kjentvei", strings.Join(figures.Schools, "-")}
	for _, day := range []calendar.Date{figures.From, figures.To} { // an observer is told of other days than were asked for
		if day != 0 {
			parts = append(parts, day.String())
		}
	}
	return plain{strings.Join(parts, "-") + ".csv", "text/csv; charset=utf-8", report.FiguresCSV(figures)}, nil
}
