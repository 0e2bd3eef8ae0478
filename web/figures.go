package web

import (
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
	p.choices(v, a, s.Engine.Today())
	document := report.OfFigures(figures, v.Lang)
	p.Title, p.Keep = document.Title, a.href("/figures.csv")
	p.Report = reported(document)
	return p, nil
}

// choices are the schools and periods that can be asked for instead.
func (p *figuresPage) choices(v *visit, now wanted, today calendar.Date) {
	schools := schoolsWhere(v.Actor, workflow.ReadFigures|workflow.ReadTotals)
	slices.Sort(schools)
	if len(schools) > 1 {
		for _, school := range append([]workflow.SchoolID{""}, schools...) {
			name := string(school)
			if school == "" {
				name = words.Figures.AllSchools.In(v.Lang)
			}
			p.Schools = append(p.Schools, figuresLink{wanted{school, now.period}.href("/figures"), name, school == now.school})
		}
	}
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
