package report

import (
	"slices"
	"strconv"

	"kjentvei/workflow/audit"
)

// How many states are listed in which cases waited, and how many months it takes
// to see a trend.
const (
	waitsShown  = 3
	monthsDrawn = 3
)

// year is what happened: in numbers beside those of the year before, by how it
// began, month by month, and where cases waited.
func (w *evaluation) year(s *Section) {
	if w.empty() {
		s.add(Paragraph(w.say(draftWords.NoCases)))
		s.add(Paragraph(w.say(draftWords.NoCasesAbout)))
		return
	}
	w.numbers(s)
	w.began(s.section("scenarios", w.say(figureWords.ByScenario)))
	if len(w.f.Months) >= monthsDrawn {
		w.months(s.section("months", w.say(figureWords.ByMonth)))
	}
	w.waited(s.section("waiting", w.say(figureWords.Waiting)))
}

// yearColumns heads what stands for the year, and for the one before it if there
// is one.
func (w *evaluation) yearColumns(head string) []Column {
	list := columns(head, "#"+schoolYear(audit.SchoolYear(w.f.From)))
	if w.compares {
		list = append(list, Column{schoolYear(audit.SchoolYear(w.before.From)), true})
	}
	return list
}

// numbers are the year in figures, above those of the year before.
func (w *evaluation) numbers(s *Section) {
	t := Table{Caption: w.say(draftWords.InNumbers), Columns: columns(w.say(figureWords.Year), "#"+w.say(phrases.Cases), "#"+w.say(draftWords.OpenNow), "#"+w.say(draftWords.InTimeOf),
		"#"+w.say(audit.Late.Title()), "#"+w.say(audit.Violated.Title()), "#"+w.say(audit.Waived.Title()), "#"+w.say(draftWords.OverdueNow),
		"#"+w.say(draftWords.BreachesMade), "#"+w.say(draftWords.Attempts))}
	t.Rows = append(t.Rows, w.yearRow(w.f))
	if w.compares {
		t.Rows = append(t.Rows, w.yearRow(w.before))
	}
	about := w.say(draftWords.NumbersAbout)
	if !isNone(w.f.Voided) || !isNone(w.f.Merged) {
		about += " " + w.say(draftWords.Apart, count(w.f.Voided), count(w.f.Merged))
	}
	s.add(Paragraph(about))
	s.add(t)
	if w.compares && w.running() {
		s.add(Paragraph(w.say(draftWords.WholeYearBefore)))
	}
}

func (w *evaluation) yearRow(f *audit.Figures) Row {
	all, overdue := inAll(f)
	return row(schoolYear(audit.SchoolYear(f.From)), count(f.Cases), count(f.Open), w.narrow(&all),
		count(all.Of(audit.Late)), count(all.Of(audit.Violated)), count(all.Of(audit.Waived)), count(overdue),
		count(f.Breaches.Of), count(allOf(f.Refusals)))
}

// allOf is how many there are together, hidden where one of them is.
func allOf(list []audit.Tally) (sum audit.Count) {
	for _, tally := range list {
		sum.Hidden = sum.Hidden || tally.Count.Hidden
		sum.N += shown(tally.Count)
	}
	return sum
}

// began is how the concerns began.
func (w *evaluation) began(s *Section) {
	t := Table{Caption: s.Title, Columns: append(w.yearColumns(w.say(draftWords.Began)), Column{w.say(draftWords.InTimeOf), true})}
	for _, g := range w.scenariosByCases() {
		r := row(w.scenarioTitle(g), count(g.Cases))
		if w.compares {
			r.Cells = append(r.Cells, Cell{Text: count(groupCases(w.before.Scenarios, g.ID))})
		}
		r.Cells = append(r.Cells, Cell{Text: w.narrow(&g.Verdicts)})
		t.Rows = append(t.Rows, r)
	}
	s.add(t)
}

// scenariosByCases has the most frequent first.
func (w *evaluation) scenariosByCases() []*audit.Group {
	var list []*audit.Group
	for i := range w.f.Scenarios {
		list = append(list, &w.f.Scenarios[i])
	}
	slices.SortStableFunc(list, func(a, b *audit.Group) int { return shown(b.Cases) - shown(a.Cases) })
	return list
}

func (w *evaluation) scenarioTitle(g *audit.Group) string {
	if g.ID == audit.Cleared {
		return w.say(figureWords.Cleared)
	}
	return w.titled(g.Title, g.ID)
}

// groupCases is how many cases a group has; none where there is no such group.
func groupCases(list []audit.Group, id string) audit.Count {
	if at := slices.IndexFunc(list, func(g audit.Group) bool { return g.ID == id }); at >= 0 {
		return list[at].Cases
	}
	return audit.Count{}
}

// months shows when concerns arose, and how the routine was followed then, with
// the numbers below the columns that they belong to.
func (w *evaluation) months(s *Section) {
	cases, rate := row(w.say(phrases.Cases)), row(w.say(draftWords.PercentInTime))
	t := Table{Caption: s.Title, Columns: columns(w.say(figureWords.Month))}
	for i := range w.f.Months {
		g := &w.f.Months[i]
		t.Columns = append(t.Columns, Column{w.monthShort(g.ID), true})
		cases.Cells = append(cases.Cells, Cell{Text: count(g.Cases)})
		rate.Cells = append(rate.Cells, Cell{Text: w.percent(&g.Verdicts)})
	}
	t.Rows = []Row{cases, rate}
	s.add(Figure{Caption: w.say(figureWords.MonthPillars), Charts: []Chart{w.pillars(w.f.Months)}, Key: called, Table: t})
}

// percent is how often something was followed in time, in per cent; "" where it
// is not settled.
func (w *evaluation) percent(v *audit.Tallied) string {
	sum, whole := settled(v)
	switch {
	case !whole:
		return hidden
	case sum == 0:
		return ""
	}
	return strconv.Itoa(share(v.Of(audit.Satisfied).N, sum))
}

// monthShort is as much of the name of a month as stands below its column.
func (w *evaluation) monthShort(id string) string {
	name := []rune(w.monthWithin(id))
	return string(name[:min(3, len(name))])
}

// waits are the states in which cases stayed longest; those that one case only
// came to are left out, as they say more of it than of the routine.
func (w *evaluation) waits() []audit.Wait {
	var list []audit.Wait
	for _, wait := range w.f.Waiting {
		if (wait.Stays.Hidden || wait.Stays.N > 1) && len(list) < waitsShown {
			list = append(list, wait)
		}
	}
	return list
}

// waited shows where cases stayed longest.
func (w *evaluation) waited(s *Section) {
	list := w.waits()
	if len(list) == 0 {
		s.add(Paragraph(w.say(draftWords.NoWaits)))
		return
	}
	s.add(Paragraph(w.say(figureWords.WaitingAbout)))
	t := w.waitTable(list)
	if len(w.newest()) == 1 { // then there is no need to say which
		for i := range t.Rows {
			t.Rows[i].Cells[0].Fine = nil
		}
	}
	if w.compares {
		t.Columns = append(t.Columns, Column{w.say(draftWords.MedianBefore), true})
		for i := range t.Rows {
			t.Rows[i].Cells = append(t.Rows[i].Cells, Cell{Text: w.waitBefore(&list[i])})
		}
	}
	s.add(t)
}

// waitBefore is the median of the year before in the same state.
func (w *evaluation) waitBefore(wait *audit.Wait) string {
	for _, then := range w.before.Waiting {
		if then.Routine == wait.Routine && then.State == wait.State {
			if then.Stays.Hidden {
				return hidden
			}
			return w.number(then.Median)
		}
	}
	return ""
}

// labelled is a label and what belongs to it, as a sentence.
func (w *evaluation) labelled(label, text string) string { return label + ": " + text + "." }
