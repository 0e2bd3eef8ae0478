package web

import (
	"net/http"
	"strconv"

	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// daysPage is one school year's days without teaching.
type daysPage struct {
	Head          setupHead
	Year          string
	Before, After int // the years beside it
	Days          []spanLine
	Holidays      []spanLine
	Mistakes      []mistake
	Label         formField
	From, To      formField
	Confirmed     bool
	ChosenYear    int
}

// Link is the same page for another school year.
func (p *daysPage) Link(year int) string {
	return string(p.Head.at("/setup/days", false)) + p.Head.and("year", strconv.Itoa(year))
}

// Action is where to add days, seen from the year that is shown.
func (p *daysPage) Action() string { return p.Link(p.ChosenYear) }

// spanLine is some days, with what a form sends to take them away.
type spanLine struct{ Label, Said, From, To string }

func (s *server) showDays(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	return s.daysPage(v, head)
}

func (s *server) daysPage(v *visit, head setupHead) (*daysPage, error) {
	setup, err := s.Engine.Setup(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	days, err := s.Engine.FreeDays(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	year := setup.From.Year()
	if asked, err := strconv.Atoi(v.QueryParam("year")); err == nil && asked > year-3 && asked < year+5 {
		year = asked
	}
	from, to := audit.YearOf(calendar.On(year, 9, 1))
	p := &daysPage{
		Head: head, Year: yearName(from), Before: year - 1, After: year + 1, ChosenYear: year,
		Label: lineField("label", words.Days.Label, v.field("label"), v.Lang),
		From:  formField{Field: "from", ID: "from", Name: "from", Control: "date", Label: words.Days.From.In(v.Lang), Value: v.field("from"), Required: true},
		To:    formField{Field: "to", ID: "to", Name: "to", Control: "date", Label: words.Days.To.In(v.Lang), Help: words.Days.ToHint.In(v.Lang), Value: v.field("to")},
	}
	p.Label.Help = words.Days.LabelHint.In(v.Lang)
	_, p.Confirmed = setup.Confirmed[workflow.TopicDays]
	for _, d := range days {
		if d.To >= from && d.From <= to {
			p.Days = append(p.Days, lineOfSpan(d, v.Lang))
		}
	}
	for _, h := range calendar.Holidays(from, to) {
		p.Holidays = append(p.Holidays, spanLine{Label: holidayName(h.Name).In(v.Lang), Said: dayIn(v.Lang, h.Date)})
	}
	return p, nil
}

func lineOfSpan(d calendar.Span, lang routine.Lang) spanLine {
	line := spanLine{Label: d.Label, Said: dayIn(lang, d.From), From: d.From.String(), To: d.To.String()}
	if d.To != d.From {
		line.Said = fillIn(words.Days.Span.In(lang), []string{line.Said, dayIn(lang, d.To)})
	}
	return line
}

// holidayName is what a public holiday is called in each language.
func holidayName(name string) routine.Text {
	if text, ok := holidayNames[name]; ok {
		return text
	}
	return routine.Same(name)
}

// spanOf reads some days; what is no day is left for the engine to tell. Without a
// last day it is one day.
func spanOf(v *visit) calendar.Span {
	from, _ := calendar.Parse(v.field("from"))
	to, err := calendar.Parse(v.field("to"))
	if err != nil && v.field("to") == "" {
		to = from
	}
	return calendar.Span{From: from, To: to, Label: v.field("label")}
}

func (s *server) addDays(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	if v.onlyShows() {
		return s.daysPage(v, head)
	}
	span := spanOf(v)
	err = s.Engine.AddFreeDays(v.Request().Context(), v.Actor, head.School, span, s.Now())
	if err == nil {
		return s.daysIn(head, span), nil
	}
	p, failed := s.daysPage(v, head)
	if failed != nil {
		return nil, failed
	}
	if p.Mistakes = place(err, v.Lang, &p.Label, &p.From, &p.To); p.Mistakes == nil {
		return nil, err
	}
	v.Status = http.StatusUnprocessableEntity
	return p, nil
}

// daysIn is the page of the year in which some days lie.
func (s *server) daysIn(head setupHead, span calendar.Span) see {
	from, _ := audit.YearOf(span.From)
	to := head.at("/setup/days", true)
	return to + see("&year="+strconv.Itoa(from.Year()))
}

func (s *server) removeDays(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	span := spanOf(v)
	return s.daysIn(head, span), s.Engine.RemoveFreeDays(v.Request().Context(), v.Actor, head.School, span, s.Now())
}
