package web

import (
	"strconv"
	"strings"

	"kjentvei/workflow"
)

// casesPage lists cases. What is searched for is in no address.
type casesPage struct {
	Question string
	Closed   bool // those that are over
	Nameless bool // for who is told no names
	Items    []caseLine
	Next     string // the cursor of the following page
}

// Count is how many are shown, with a sign that there are more.
func (p *casesPage) Count() string {
	if p.Next != "" {
		return strconv.Itoa(len(p.Items)) + "+"
	}
	return strconv.Itoa(len(p.Items))
}

type caseLine struct {
	Href                       string
	Reference, Who, State, Led string
	Next, When                 string
	Overdue, Closed            bool
	Talk                       string // that a talk was agreed; "" when its day has not come
}

// casesShown is how many are on one page.
const casesShown = 25

func (s *server) listCases(v *visit) (any, error) {
	p := &casesPage{Question: strings.TrimSpace(v.field("q")), Closed: v.field("closed") == "1", Nameless: !mayOpen(v.Actor)}
	q := workflow.Query{Limit: casesShown, Cursor: v.field("cursor"), Sort: "due_on", Closed: &p.Closed}
	if p.Closed {
		q.Sort = "-opened_at"
	}
	page, err := s.Engine.List(v.Request().Context(), v.Actor, q, p.Question)
	if err != nil {
		return nil, err
	}
	p.Next = page.Next
	for _, item := range page.Items {
		line := caseLine{Href: "/cases/" + string(item.ID), Reference: item.Reference, Who: item.Pseudonym, State: item.StateTitle.In(v.Lang), Led: isolated(item.ResponsibleName), Closed: item.Closed}
		if item.Student != nil {
			line.Who = nameAndClass(item.Student)
		}
		if onlyAudits(v.Actor, item.School) {
			line.Href += "/verdicts" // there is nothing for them to do in it
		}
		if len(item.Dues) > 0 {
			due := item.Dues[0]
			for _, d := range item.Dues {
				if d.DueOn != 0 && (due.DueOn == 0 || d.DueOn < due.DueOn) {
					due = d
				}
			}
			line.Next, line.When, line.Overdue = due.Requirement.Title.In(v.Lang), dueIn(v.Lang, due), due.Overdue
		}
		if due, ok := item.Talk(s.Engine.Today()); ok {
			line.Talk = talkIn(v.Lang, due)
		}
		p.Items = append(p.Items, line)
	}
	return p, nil
}
