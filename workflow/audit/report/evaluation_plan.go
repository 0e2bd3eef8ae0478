package report

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// room is a place to write in: a space that keeps the height of its line.
const room = "\u2003"

// box is what is ticked off.
const box = "☐ "

// planning asks the eight questions that a plan is made by (seed 001), each with
// the numbers of the year that bear on it and room for the answer.
func (w *evaluation) planning(s *Section) {
	s.add(Paragraph(w.say(draftWords.PlanningAbout)))
	t := Table{Caption: s.Title, Columns: columns(w.say(draftWords.Question), w.say(draftWords.Bearing))}
	for i, q := range []struct {
		question routine.Text
		facts    []string
	}{
		{planWords.Who, w.owners()},
		{planWords.How, w.when()},
		{planWords.Involve, w.starts()},
		{planWords.Purpose, w.achieved()},
		{planWords.Change, w.sinceBefore()},
		{planWords.Works, w.works()},
		{planWords.Adds, w.lacks()},
		{planWords.Evaluate, w.next()},
	} {
		facts := q.facts
		if len(facts) == 0 {
			facts = []string{w.say(draftWords.NoFigures)}
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: strconv.Itoa(i+1) + ". " + w.say(q.question)},
			{Text: strings.Join(facts, " "), Fine: []string{w.say(draftWords.Answer), room, room}},
		}})
	}
	s.add(t)
}

// owners are who has the routines now, each once.
func (w *evaluation) owners() []string {
	var list []string
	for _, p := range w.newest() {
		if owner := w.say(p.Owner); !slices.Contains(list, owner) {
			list = append(list, owner)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []string{w.labelled(w.say(planWords.OwnedNow), strings.Join(list, "; "))}
}

// when is which months had most cases: the work should be done before they come.
func (w *evaluation) when() []string {
	most := 0
	for i := range w.f.Months {
		most = max(most, shown(w.f.Months[i].Cases))
	}
	var months []string
	for i := range w.f.Months {
		if m := &w.f.Months[i]; most > 0 && shown(m.Cases) == most {
			months = append(months, w.monthWithin(m.ID))
		}
	}
	if len(months) == 0 {
		return nil
	}
	return []string{w.labelled(w.say(planWords.Busiest), capital(strings.Join(months, ", "))+" ("+strconv.Itoa(most)+")")}
}

// starts are how concerns began: who came forward shows who must know the routine.
func (w *evaluation) starts() []string {
	var list []string
	for _, g := range w.scenariosByCases() {
		list = append(list, w.labelled(w.scenarioTitle(g), count(g.Cases)))
	}
	return list
}

// achieved is what the routine was used for, and how it was followed.
func (w *evaluation) achieved() []string {
	if w.empty() {
		return nil
	}
	all, _ := inAll(w.f)
	list := []string{w.labelled(w.say(phrases.Cases), count(w.f.Cases))}
	if rate := w.inTime(&all); rate != "" && rate != hidden {
		list = append(list, w.labelled(w.say(draftWords.InTime), rate))
	}
	return list
}

// sinceBefore is the year beside the one before it.
func (w *evaluation) sinceBefore() []string {
	if !w.compares {
		return []string{w.say(planWords.NothingBefore)}
	}
	all, _ := inAll(w.f)
	then, _ := inAll(w.before)
	return []string{
		w.labelled(w.say(phrases.Cases), w.say(topicWords.YearAndBefore, count(w.f.Cases), count(w.before.Cases))),
		w.labelled(w.say(draftWords.InTime), w.say(topicWords.YearAndBefore, w.rate(&all), w.rate(&then))),
	}
}

// works are what was always followed, the most frequent first.
func (w *evaluation) works() []string {
	var list []string
	for _, r := range w.kept() {
		if len(list) < 2 {
			list = append(list, w.quote(r.Requirement.Title)+" ("+count(r.Verdicts.Of(audit.Satisfied))+")")
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []string{w.labelled(w.say(planWords.AlwaysDone), strings.Join(list, ", "))}
}

// lacks are what was most often missed, and the most frequent reasons.
func (w *evaluation) lacks() []string {
	var missed []string
	for _, r := range w.worst() {
		if len(missed) < 2 {
			missed = append(missed, w.quote(r.Requirement.Title))
		}
	}
	var list []string
	if len(missed) > 0 {
		list = append(list, w.labelled(w.say(planWords.MostMissed), strings.Join(missed, ", ")))
	}
	for _, reason := range []struct {
		label routine.Text
		list  []audit.Tally
		title func(string) routine.Text
	}{{planWords.MostWaived, w.f.Waivers, audit.WaiverReason}, {planWords.MostStopped, w.f.Refusals, w.stoppedTitle}} {
		if tally, ok := greatest(reason.list); ok {
			list = append(list, w.labelled(w.say(reason.label), w.say(reason.title(tally.Code))+" ("+count(tally.Count)+")"))
		}
	}
	return list
}

// greatest is what is most frequent of what is shown.
func greatest(list []audit.Tally) (most audit.Tally, ok bool) {
	for _, tally := range list {
		if shown(tally.Count) > shown(most.Count) {
			most, ok = tally, true
		}
	}
	return most, ok
}

// next is when the year to come is to be looked back on.
func (w *evaluation) next() []string {
	year := schoolYear(audit.SchoolYear(w.f.To.Add(1)))
	return []string{w.say(planWords.ThisOne, w.date(w.Drafted)), w.labelled(w.say(planWords.NextOne), year)}
}

// visible is how the plan is kept in sight and up to date (seed 000), to be
// ticked off.
func (w *evaluation) visible(s *Section) {
	s.add(Paragraph(w.say(draftWords.VisibleAbout)))
	t := Table{Caption: s.Title, Columns: columns(w.say(draftWords.Check), w.say(draftWords.WhoWhen)), Dense: true}
	for _, check := range checks {
		t.Rows = append(t.Rows, row(box+w.say(check), room))
	}
	s.add(t)
}

// review is by when whom is to look through the routine, and what the meeting
// writes down about itself.
func (w *evaluation) review(s *Section) {
	for _, p := range w.newest() {
		fine := w.labelled(w.say(draftWords.ReviewWho), w.say(p.Owner))
		day, passed := w.reviewed(p)
		if passed {
			fine = w.say(draftWords.ReviewPassed) + " " + fine
		}
		s.pair(w.say(p.Title)+", "+w.say(phrases.Version, strconv.Itoa(p.Version)), day, fine)
	}
	form := Table{Caption: w.say(draftWords.Meeting), Columns: columns(w.say(draftWords.Meeting), w.say(draftWords.WriteHere))}
	for _, line := range meetingLines {
		form.Rows = append(form.Rows, row(w.say(line), room))
	}
	s.add(form)
}
