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
func (a wanted) href(page string) string { return asking(page, a.parts()...) }

func (a wanted) parts() []string {
	return []string{"school", string(a.school), "from", a.period.From.String(), "to", a.period.To.String()}
}

// asking is the address of a page with the pairs of a name and a value that have one.
func asking(page string, pairs ...string) string {
	var parts []string
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			parts = append(parts, pair[0]+"="+url.QueryEscape(pair[1]))
		}
	}
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
