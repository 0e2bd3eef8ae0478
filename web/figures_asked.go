package web

import (
	"net/url"
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// wanted is which figures somebody asks for.
type wanted struct {
	school workflow.SchoolID
	period workflow.Period
}

// href is where to ask for them. Days and the short name of a school are nobody's.
func (a wanted) href(page string) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+url.QueryEscape(value))
		}
	}
	add("school", string(a.school))
	add("from", a.period.From.String())
	add("to", a.period.To.String())
	if parts == nil {
		return page
	}
	return page + "?" + strings.Join(parts, "&")
}

// figuresAsked reads what is asked for. wrong names the fields that are no days, or
// end before they begin.
func figuresAsked(v *visit) (a wanted, wrong []string) {
	a.school = workflow.SchoolID(v.QueryParam("school"))
	for name, day := range map[string]*calendar.Date{"from": &a.period.From, "to": &a.period.To} {
		said := v.QueryParam(name)
		if said == "" {
			continue
		}
		d, err := calendar.Parse(said)
		if err != nil {
			wrong = append(wrong, name)
		}
		*day = d
	}
	if a.period.To != 0 && a.period.To < a.period.From {
		wrong = append(wrong, "to")
	}
	slices.Sort(wrong)
	return a, wrong
}
