package report

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// Evaluation is what a school looks back on once a year.
type Evaluation struct {
	Year    *audit.Figures     // of the school year, which From and To say
	Before  *audit.Figures     // of the year before it; nil, or without cases, for nothing to compare with
	Drafted calendar.Date      // the day on which it is made, perhaps within the year
	Plans   []*routine.Routine // the routines as they are now, for a year in which no case followed one
}

// OfEvaluation drafts the evaluation of a school year, for a meeting of those
// who are to answer what it asks. What can be counted is filled in; what only
// people can say has room to be written.
func OfEvaluation(e *Evaluation, lang routine.Lang) *Document {
	w := &evaluation{figures: figures{in(lang), e.Year, nil}, Evaluation: e, before: &audit.Figures{}}
	if b := e.Before; b != nil && !isNone(b.Cases) {
		w.before, w.compares = b, true
	}
	d := &Document{Lang: lang, Section: Section{Title: w.say(draftWords.Title, schoolYear(audit.SchoolYear(e.Year.From)))}}
	w.front(&d.Section)
	w.routine(d.section("routine", w.say(draftWords.Routine)))
	w.year(d.section("year", w.say(draftWords.Happened)))
	if !w.empty() {
		w.missedSections(d.section("missed", w.say(draftWords.Missed)))
		w.well(d.section("well", w.say(draftWords.Well)))
	}
	w.discuss(d.section("discuss", w.say(draftWords.Discuss)))
	w.planning(d.section("planning", w.say(draftWords.Planning)))
	w.visible(d.section("visible", w.say(draftWords.Visible)))
	w.review(d.section("review", w.say(draftWords.Review)))
	return d
}

// evaluation is being written.
type evaluation struct {
	figures
	*Evaluation
	before   *audit.Figures // never nil
	compares bool           // there is a year before
}

// isNone reports a number that is known to be nothing.
func isNone(c audit.Count) bool { return !c.Hidden && c.N == 0 }

// empty reports a year without cases.
func (w *evaluation) empty() bool { return isNone(w.f.Cases) }

// running reports a year that is not over when the draft is made.
func (w *evaluation) running() bool { return w.Drafted != 0 && w.Drafted <= w.f.To }

func (w *evaluation) date(d calendar.Date) string { return audit.Day(d, w.lang) }

func (w *evaluation) quote(text routine.Text) string { return plan.In(nil, w.lang).Quote(w.say(text)) }

// settled is how often what was called for has come to an end, one way or the
// other; whole is false where a part is hidden. What waits is not counted: the
// time for it may not be over.
func settled(v *audit.Tallied) (sum int, whole bool) {
	whole = true
	for _, j := range []audit.Judgement{audit.Satisfied, audit.Late, audit.Violated, audit.Waived} {
		c := v.Of(j)
		whole = whole && !c.Hidden
		sum += shown(c)
	}
	return sum, whole
}

// share is how much of a whole something is, in per cent.
func share(n, of int) int { return (200*n + of) / (2 * of) }

// inTime says how often something was followed in time, out of how often it is
// settled; "" where it never is, and the sign of hiding where that is hidden.
func (w *evaluation) inTime(v *audit.Tallied) string {
	sum, whole := settled(v)
	switch {
	case !whole:
		return hidden
	case sum == 0:
		return ""
	}
	return w.outOf(strconv.Itoa(v.Of(audit.Satisfied).N), strconv.Itoa(sum))
}

// narrow is x of y as it stands in the column of a table.
func (w *evaluation) narrow(v *audit.Tallied) string {
	sum, whole := settled(v)
	if !whole || sum == 0 {
		return w.inTime(v)
	}
	return strconv.Itoa(v.Of(audit.Satisfied).N) + "/" + strconv.Itoa(sum)
}

// outOf is a number out of another, which no line breaks apart.
func (w *evaluation) outOf(n, of string) string {
	return unbroken(w.say(figureWords.OfThem, n, of))
}

// unbroken is a text that stays on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// inAll is what all requirements come to together.
func inAll(f *audit.Figures) (all audit.Tallied, overdue audit.Count) {
	plus := func(to *audit.Count, c audit.Count) {
		to.Hidden = to.Hidden || c.Hidden
		to.N += shown(c)
	}
	for i := range f.Requirements {
		r := &f.Requirements[i]
		for j := range all {
			plus(&all[j], r.Verdicts[j])
		}
		plus(&overdue, r.Overdue)
	}
	return all, overdue
}

// front says what the draft is about, and in short how the year was.
func (w *evaluation) front(s *Section) {
	label, together := phrases.School, ""
	if len(w.f.Schools) > 1 {
		label, together = phrases.Schools, w.say(draftWords.Together)
	}
	s.pair(w.say(label), w.schoolNames(), together)
	s.pair(w.say(figureWords.Year), w.period(w.f.From, w.f.To), w.say(draftWords.Drafted, w.date(w.Drafted)))
	s.add(Paragraph(w.say(draftWords.About)))
	if !w.empty() {
		all, overdue := inAll(w.f)
		s.add(Tiles{
			{Label: w.say(phrases.Cases), Value: count(w.f.Cases)},
			{Label: w.say(figureWords.Open), Value: count(w.f.Open)},
			{Label: w.say(draftWords.InTime), Value: w.rate(&all)},
			{Mark: markOf(audit.Violated), Label: w.say(audit.Violated.Title()), Value: count(all.Of(audit.Violated))},
			{Label: w.say(phrases.OverDeadline), Value: count(overdue)},
		})
	}
	w.inShort(s)
	w.warn(s)
}

// inShort is how the year was, and whether it is over.
func (w *evaluation) inShort(s *Section) {
	var said []string
	if !w.empty() {
		said = append(said, w.verdict())
	}
	if w.running() {
		said = append(said, w.say(draftWords.Running, w.date(w.Drafted)))
	}
	if len(said) > 0 {
		s.add(Paragraph(strings.Join(said, " ")))
	}
}

func (w *evaluation) rate(v *audit.Tallied) string {
	sum, whole := settled(v)
	if !whole || sum == 0 {
		return hidden
	}
	return w.say(draftWords.Percent, strconv.Itoa(share(v.Of(audit.Satisfied).N, sum)))
}

// mostly is from how many per cent a routine was on the whole followed.
const mostly = 90

// verdict says in a sentence how the year was, and whether that is a change. A
// change is told from five per cent of at least twenty on both sides; much is
// past its deadline where that is a tenth of what is settled.
func (w *evaluation) verdict() string {
	all, overdue := inAll(w.f)
	sum, whole := settled(&all)
	switch {
	case !whole || overdue.Hidden:
		return w.say(draftWords.InPart)
	case sum == 0 && overdue.N == 0:
		return w.say(draftWords.TooEarly)
	case sum == all.Of(audit.Satisfied).N && overdue.N == 0:
		return w.say(draftWords.Always)
	}
	words := draftWords.Often
	rate := share(all.Of(audit.Satisfied).N, max(1, sum))
	switch {
	case rate < mostly:
	case 10*overdue.N >= sum:
		words = draftWords.Behind
	default:
		words = draftWords.Mostly
	}
	last, _ := inAll(w.before)
	than, wholeThen := settled(&last)
	said := w.say(words)
	if !wholeThen || than < 20 || sum < 20 {
		return said
	}
	then := share(last.Of(audit.Satisfied).N, than)
	switch change := rate - then; {
	case change >= 5:
		said += " " + w.say(draftWords.Better, strconv.Itoa(then))
	case change <= -5:
		said += " " + w.say(draftWords.Worse, strconv.Itoa(then))
	default:
		said += " " + w.say(draftWords.AsBefore, strconv.Itoa(then))
	}
	return said
}

// fewCases is below how many cases a number may well point at one student.
const fewCases = 20

func (w *evaluation) warn(s *Section) {
	switch {
	case w.f.Small > 0:
		s.add(Note(w.say(figureWords.Small, strconv.Itoa(w.f.Small))))
	case w.empty():
	case w.f.Cases.N < fewCases:
		s.add(Note(w.say(draftWords.FewCases)))
	default:
		s.add(Note(w.say(draftWords.SmallNumbers)))
	}
}

// newest lists the newest version of each routine that cases followed; where
// there was no case, of all that could be.
func (w *evaluation) newest() []*routine.Routine {
	var list []*routine.Routine
	for i := range w.f.Versions {
		p := w.f.Versions[i].Plan
		if p == nil {
			continue
		}
		if n := len(list); n > 0 && list[n-1].ID == p.ID {
			list[n-1] = p // versions are in order
		} else {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		return w.Plans
	}
	return list
}

// routine says what was demanded: which versions, by whom, how many requirements.
func (w *evaluation) routine(s *Section) {
	t := Table{Caption: s.Title, Columns: columns(w.say(phrases.Routine), w.say(draftWords.WrittenFrom), w.say(draftWords.ReviewBy), w.say(draftWords.Demands), "#"+w.say(phrases.Cases))}
	for i := range w.f.Versions {
		v := &w.f.Versions[i]
		t.Rows = append(t.Rows, w.planRow(w.titled(v.Title, v.Routine), v.Routine, v.Version, v.Plan, count(v.Cases)))
	}
	if len(t.Rows) == 0 && len(w.Plans) > 0 {
		s.add(Paragraph(w.say(draftWords.RoutineUnused)))
		for _, p := range w.Plans {
			t.Rows = append(t.Rows, w.planRow(w.say(p.Title), p.ID, p.Version, p, "0"))
		}
	}
	s.table(t, w.say(draftWords.NoRoutine))
}

func (w *evaluation) planRow(title, id string, version int, p *routine.Routine, cases string) Row {
	r := row(title, "", "", "", cases)
	r.Cells[0].Fine = []string{id + ", " + w.say(phrases.Version, strconv.Itoa(version))}
	if p == nil {
		return r
	}
	r.Cells[1] = Cell{Text: w.say(p.Source.Title), Fine: []string{w.say(draftWords.OwnedBy, w.say(p.Owner))}}
	r.Cells[2].Text, _ = w.reviewed(p)
	by := map[string]int{}
	for _, q := range p.Demands() {
		by[q.Modality]++
	}
	var kinds []string
	for _, m := range []string{"must", "should", "consider", "may"} {
		if by[m] > 0 {
			kinds = append(kinds, w.modality(m)+": "+strconv.Itoa(by[m]))
		}
	}
	r.Cells[3] = Cell{Text: strconv.Itoa(len(p.Demands())), Fine: []string{strings.Join(kinds, " · ")}}
	return r
}

// reviewed is by when a routine is to be looked through, and whether that day
// has passed.
func (w *evaluation) reviewed(p *routine.Routine) (day string, passed bool) {
	by, err := calendar.Parse(p.ReviewBy)
	if err != nil {
		return p.ReviewBy, false
	}
	return w.date(by), by < w.Drafted
}

// byID finds what a requirement comes to in some figures; nil where it is in none.
func byID(f *audit.Figures, id string) *audit.RequirementFigures {
	at := slices.IndexFunc(f.Requirements, func(r audit.RequirementFigures) bool { return r.Requirement.ID == id })
	if at < 0 {
		return nil
	}
	return &f.Requirements[at]
}
