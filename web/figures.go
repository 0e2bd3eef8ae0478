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
	"kjentvei/workflow/routine"
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
	p.choices(v, a, s)
	var lead func(audit.Cell) string
	if p.Exact {
		lead = behind{wanted: a}.of
	}
	document := report.OfLinkedFigures(figures, v.Lang, lead)
	p.Title, p.Keep = document.Title, a.href("/figures.csv")
	p.Report = reported(document)
	return p, nil
}

// choices are the schools and periods that can be asked for instead.
func (p *figuresPage) choices(v *visit, now wanted, s *server) {
	schools := schoolsWhere(v.Actor, workflow.ReadFigures|workflow.ReadTotals)
	href := func(a wanted) string { return a.href("/figures") }
	p.Schools, p.Years = s.schoolLinks(v, schools, now, href), yearLinks(s.Engine.Today(), now, v.Lang, href)
	p.Exact = !slices.ContainsFunc(schools, func(school workflow.SchoolID) bool {
		return (now.school == "" || now.school == school) && !v.Actor.MayAt(school, workflow.ReadFigures)
	})
}

// schoolLinks are for one of several schools, by name, after all of them together; none
// for who has one.
func (s *server) schoolLinks(v *visit, schools []workflow.SchoolID, now wanted, href func(wanted) string) (list []figuresLink) {
	if len(schools) < 2 {
		return nil
	}
	link := func(school workflow.SchoolID, name string) figuresLink {
		return figuresLink{href(wanted{school, now.period}), name, school == now.school}
	}
	for _, school := range schools {
		list = append(list, link(school, s.schoolName(v, school)))
	}
	slices.SortFunc(list, func(a, b figuresLink) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Href, b.Href)) })
	return slices.Insert(list, 0, link("", words.Figures.AllSchools.In(v.Lang)))
}

// yearLinks are for all years, this one and some before it.
func yearLinks(today calendar.Date, now wanted, lang routine.Lang, href func(wanted) string) (list []figuresLink) {
	add := func(period workflow.Period, name string) {
		list = append(list, figuresLink{href(wanted{now.school, period}), name, period == now.period})
	}
	add(workflow.Period{}, words.Figures.AllYears.In(lang))
	day := today
	for range 1 + yearsBack {
		from, to := audit.YearOf(day)
		add(workflow.Period{From: from, To: to}, yearName(day))
		day = from - 1
	}
	return list
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
