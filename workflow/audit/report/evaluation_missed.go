package report

import (
	"slices"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// How many are listed, of the requirements that were not followed and of those
// that always were, and of the reasons for exceptions and refusals.
const (
	missedShown = 7
	wellShown   = 3
	whyShown    = 5
)

// missedSections say where the routine was not followed, and why.
func (w *evaluation) missedSections(s *Section) {
	w.missedRows(s)
	exceptions := s.section("exceptions", w.say(draftWords.Exceptions))
	w.why(exceptions, figureWords.WaiversAbout, figureWords.NoWaivers, w.f.Waivers, w.before.Waivers, audit.WaiverReason)
	exceptions.add(Paragraph(w.breached()))
	w.why(s.section("stopped", w.say(draftWords.Stopped)), draftWords.StoppedAbout, figureWords.NoRefusals, w.f.Refusals, w.before.Refusals, w.stoppedTitle)
}

// fell is what a requirement fell short by: how often it was broken, and how
// often it is overdue, was late or was waived, as far as that is shown.
func fell(r *audit.RequirementFigures) [2]int {
	v := &r.Verdicts
	return [2]int{shown(v.Of(audit.Violated)), shown(r.Overdue) + shown(v.Of(audit.Late)) + shown(v.Of(audit.Waived))}
}

// veiled reports that it is not shown whether a requirement fell short.
func veiled(r *audit.RequirementFigures) bool {
	v := &r.Verdicts
	return v.Of(audit.Violated).Hidden || v.Of(audit.Late).Hidden || v.Of(audit.Waived).Hidden || r.Overdue.Hidden
}

// fallen lists the requirements of which it is shown that they fell short, the
// worst first.
func (w *evaluation) fallen() []*audit.RequirementFigures {
	var list []*audit.RequirementFigures
	for i := range w.f.Requirements {
		if r := &w.f.Requirements[i]; fell(r) != [2]int{} {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *audit.RequirementFigures) int {
		x, y := fell(a), fell(b)
		return slices.Compare(y[:], x[:])
	})
	return list
}

// veiledRows is of how many requirements it is not shown whether they fell short.
func (w *evaluation) veiledRows() (n int) {
	for i := range w.f.Requirements {
		if r := &w.f.Requirements[i]; veiled(r) && fell(r) == [2]int{} {
			n++
		}
	}
	return n
}

func (w *evaluation) missedRows(s *Section) {
	list, covered := w.fallen(), w.veiledRows()
	var after []string
	switch {
	case len(list) > 0:
		s.add(Paragraph(w.say(draftWords.MissedAbout)))
		s.add(w.missedTable(list[:min(missedShown, len(list))]))
	case covered > 0:
		after = append(after, w.say(figureWords.CalmAbout))
	default:
		after = append(after, w.say(draftWords.NothingMissed))
	}
	if more := len(list) - missedShown; more > 0 {
		after = append(after, w.several(more, draftWords.OneMoreMissed, draftWords.MoreMissed))
	}
	if covered > 0 {
		after = append(after, w.several(covered, draftWords.OneVeiled, draftWords.SomeVeiled))
	}
	s.add(Paragraph(strings.Join(append(after, w.say(draftWords.WholeReport)), " ")))
}

// breached says how many breaches were reported, and how many leadership has
// answered.
func (w *evaluation) breached() string {
	b := w.f.Breaches
	if isNone(b.Of) {
		return w.say(figureWords.NoBreaches)
	}
	return w.say(figureWords.Breaches) + ". " + w.say(figureWords.BreachesOf, count(b.Of), count(b.Count)) + " " + w.say(figureWords.BreachesAbout)
}

func (w *evaluation) missedTable(list []*audit.RequirementFigures) Table {
	t := Table{Caption: w.say(draftWords.Missed), Columns: columns(w.say(phrases.Requirement), "#"+w.say(draftWords.InTimeOf))}
	for _, j := range []audit.Judgement{audit.Late, audit.Violated, audit.Waived} {
		t.Columns = append(t.Columns, Column{w.say(j.Title()), true})
	}
	t.Columns = append(t.Columns, columns("#"+w.say(phrases.OverDeadline), "#"+w.say(figureWords.Delay))...)
	for _, r := range list {
		v := &r.Verdicts
		cells := []Cell{
			{Text: w.say(r.Requirement.Title), Fine: append([]string{r.Requirement.ID + " · " + w.modality(r.Requirement.Modality)}, w.reasons(r)...)},
			w.thenAndNow(r), {Text: count(v.Of(audit.Late))}, {Text: count(v.Of(audit.Violated))}, {Text: count(v.Of(audit.Waived))},
			{Text: count(r.Overdue)}, w.delays(r),
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// thenAndNow is how often a requirement was followed in time, and below that how
// often the year before.
func (w *evaluation) thenAndNow(r *audit.RequirementFigures) Cell {
	cell := Cell{Text: w.narrow(&r.Verdicts)}
	if then := byID(w.before, r.Requirement.ID); then != nil {
		if words := w.narrow(&then.Verdicts); words != "" {
			cell.Fine = []string{unbroken(w.say(draftWords.Before, words))}
		}
	}
	return cell
}

// reasons say why leadership made exceptions to a requirement.
func (w *evaluation) reasons(r *audit.RequirementFigures) []string {
	if r.Verdicts.Of(audit.Waived).Hidden || len(r.Waivers) == 0 {
		return nil
	}
	var list []string
	for _, tally := range r.Waivers {
		list = append(list, w.say(audit.WaiverReason(tally.Code))+" ("+count(tally.Count)+")")
	}
	return []string{w.say(audit.Waived.Title()) + ": " + strings.Join(list, "; ")}
}

// stoppedTitle says what an attempt ran into: a requirement of the routine, what
// holds in every routine, or else what the program gives as its reason.
func (w *evaluation) stoppedTitle(code string) routine.Text {
	if r := byID(w.f, code); r != nil {
		return r.Requirement.Title
	}
	if title, ok := audit.Safety(code); ok {
		return title
	}
	return refusalTitle(code)
}

// why lists what has a code beside the year before, the most frequent first.
func (w *evaluation) why(s *Section, about, none routine.Text, now, then []audit.Tally, title func(string) routine.Text) {
	t := Table{Caption: s.Title, Columns: w.yearColumns(w.say(phrases.Why))}
	for _, tally := range now[:min(whyShown, len(now))] {
		r := row(w.say(title(tally.Code)), count(tally.Count))
		if w.compares {
			r.Cells = append(r.Cells, Cell{Text: count(tallyOf(then, tally.Code))})
		}
		t.Rows = append(t.Rows, r)
	}
	if len(t.Rows) > 0 {
		s.add(Paragraph(w.say(about)))
	}
	s.table(t, w.say(none))
	if more := len(now) - len(t.Rows); more > 0 {
		s.add(Paragraph(w.several(more, draftWords.OneMoreReason, draftWords.MoreReasons)))
	}
}

func tallyOf(list []audit.Tally, code string) audit.Count {
	if at := slices.IndexFunc(list, func(t audit.Tally) bool { return t.Code == code }); at >= 0 {
		return list[at].Count
	}
	return audit.Count{}
}

// kept lists the requirements that were followed in time whenever they were
// called for, the most frequent first. What every case owes is left out: that
// nothing forbidden was done is no news.
func (w *evaluation) kept() []*audit.RequirementFigures {
	var list []*audit.RequirementFigures
	for i := range w.f.Requirements {
		r := &w.f.Requirements[i]
		if sum, whole := settled(&r.Verdicts); whole && sum > 0 && fell(r) == [2]int{} && !veiled(r) && r.Routine != "" && r.Requirement.Modality != "may" {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *audit.RequirementFigures) int {
		return b.Verdicts.Of(audit.Satisfied).N - a.Verdicts.Of(audit.Satisfied).N
	})
	return list
}

// well is what went well.
func (w *evaluation) well(s *Section) {
	list := w.kept()
	lines := w.goodNews()
	if len(list) == 0 && len(lines) == 0 {
		s.add(Paragraph(w.say(draftWords.WellUnsaid)))
		return
	}
	for _, line := range lines {
		s.add(Paragraph(line))
	}
	if len(list) == 0 {
		return
	}
	var titles []string
	for _, r := range list[:min(wellShown, len(list))] {
		titles = append(titles, w.quote(r.Requirement.Title)+" ("+count(r.Verdicts.Of(audit.Satisfied))+")")
	}
	words := w.labelled(w.say(draftWords.AlwaysKept), strings.Join(titles, ", "))
	if more := len(list) - len(titles); more > 0 {
		words += " " + w.several(more, draftWords.OneMoreKept, draftWords.MoreKept)
	}
	s.add(Paragraph(words))
}

// goodNews are what else can be praised: breaches that leadership has answered,
// attempts that were stopped, and requirements that are followed more often.
func (w *evaluation) goodNews() []string {
	var lines []string
	if b := w.f.Breaches; !b.Of.Hidden && !b.Count.Hidden && b.Of.N > 0 && b.Of.N == b.Count.N {
		lines = append(lines, w.several(b.Of.N, draftWords.BreachAnswered, draftWords.BreachesAnswered))
	}
	if stopped := allOf(w.f.Refusals); !stopped.Hidden && stopped.N > 0 {
		lines = append(lines, w.several(stopped.N, draftWords.OneStopped, draftWords.SomeStopped))
	}
	for _, c := range w.changes(1) {
		lines = append(lines, w.say(draftWords.Improved, w.quote(c.r.Requirement.Title), c.then, c.now))
	}
	return lines
}

// changed is a requirement that is followed more often, or less, than the year
// before.
type changed struct {
	r         *audit.RequirementFigures
	now, then string // x of y
	by        int    // per cent
}

// A change counts from so many per cent, where there are so many cases on either
// side.
const (
	changeBy = 20
	changeOf = 5
)

// changes lists the most that have changed for the better (1) or worse (-1), at
// most two.
func (w *evaluation) changes(way int) []changed {
	var list []changed
	for i := range w.f.Requirements {
		r := &w.f.Requirements[i]
		then := byID(w.before, r.Requirement.ID)
		if then == nil {
			continue
		}
		n, whole := settled(&r.Verdicts)
		m, wholeThen := settled(&then.Verdicts)
		if !whole || !wholeThen || n < changeOf || m < changeOf {
			continue
		}
		by := share(r.Verdicts.Of(audit.Satisfied).N, n) - share(then.Verdicts.Of(audit.Satisfied).N, m)
		if by*way >= changeBy {
			list = append(list, changed{r, w.inTime(&r.Verdicts), w.inTime(&then.Verdicts), by * way})
		}
	}
	slices.SortStableFunc(list, func(a, b changed) int { return b.by - a.by })
	return list[:min(2, len(list))]
}
