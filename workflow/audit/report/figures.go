package report

import (
	"cmp"
	"slices"
	"strconv"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// OfFigures writes what many cases come to.
func OfFigures(f *audit.Figures, lang routine.Lang) *Document {
	return OfLinkedFigures(f, lang, nil)
}

// OfLinkedFigures is the same with a way from the figures of each requirement to the
// cases that they count: href is where they are listed.
func OfLinkedFigures(f *audit.Figures, lang routine.Lang, href func(audit.Cell) string) *Document {
	w := &figures{in(lang), f, href}
	d := &Document{Lang: lang, Section: Section{Title: w.say(figureWords.Title)}}
	w.scope(&d.Section)
	w.attention(d.section("attention", w.say(figureWords.Attention)))
	w.requirements(d.section("requirements", w.say(figureWords.Requirements)))
	w.trend(d.folded("trend", w.say(figureWords.Trend)))
	w.scenarios(d.folded("scenarios", w.say(figureWords.ByScenario)))
	if len(f.BySchool) > 1 {
		w.schools(d.folded("schools", w.say(figureWords.BySchool)))
	}
	w.waiting(d.folded("waiting", w.say(figureWords.Waiting)))
	w.versions(d.folded("versions", w.say(figureWords.Versions)))
	w.tallied(d.folded("refusals", w.say(figureWords.Refusals)), figureWords.RefusalsAbout, figureWords.NoRefusals, refusalTitle, f.Refusals)
	w.tallied(d.folded("waivers", w.say(figureWords.Waivers)), figureWords.WaiversAbout, figureWords.NoWaivers, audit.WaiverReason, f.Waivers)
	w.breaches(d.folded("breaches", w.say(figureWords.Breaches)))
	return d
}

// figures are being written.
type figures struct {
	words
	f    *audit.Figures
	href func(audit.Cell) string // nil: nowhere
}

// called are the verdicts of what came up, in the order in which they are told.
var called = []audit.Judgement{audit.Satisfied, audit.Late, audit.Violated, audit.Waived, audit.Pending}

// scope says what the figures are about, and what they come to in a few numbers.
func (w *figures) scope(s *Section) {
	f := w.f
	label := phrases.School
	if len(f.Schools) > 1 {
		label = phrases.Schools
	}
	s.pair(w.say(label), w.schoolNames(), "")
	s.pair(w.say(figureWords.Period), w.period(f.From, f.To), "")
	s.pair(w.say(figureWords.CountedBy), w.say(figureWords.CountedByAbout), "")
	s.pair(w.say(phrases.Judged), w.moment(f.At), "")
	s.pair(w.say(figureWords.Apart), w.say(figureWords.ApartAbout, count(f.Voided), count(f.Merged)), "")
	s.add(Tiles{
		{Label: w.say(phrases.Cases), Value: count(f.Cases)},
		{Label: w.say(figureWords.Open), Value: count(f.Open)},
		{Label: w.say(figureWords.Closed), Value: count(f.Closed)},
	})
	if words := w.headline(); words != "" {
		s.add(Paragraph(words))
	}
	if f.Small > 0 {
		s.add(Note(w.say(figureWords.Small, strconv.Itoa(f.Small))))
	} else {
		s.add(Note(w.say(figureWords.SmallNone)))
	}
}

func (w *figures) schoolNames() string {
	var names []string
	for _, code := range w.f.Schools {
		names = append(names, w.f.SchoolName(code))
	}
	return joined(names)
}

// headline is how often requirements were followed in time. It is not said
// where a part of the sum is hidden.
func (w *figures) headline() string {
	all, met := 0, 0
	for i := range w.f.Requirements {
		v := &w.f.Requirements[i].Verdicts
		sum, whole := asked(v)
		if !whole {
			return ""
		}
		all += sum
		met += shown(v.Of(audit.Satisfied))
	}
	if all == 0 {
		return w.say(figureWords.NothingAsked)
	}
	return w.say(figureWords.Headline, strconv.Itoa(all), strconv.Itoa(met), w.number(float64(met*100/all)))
}

// asked is how often something came up; whole is false where a part is hidden.
func asked(v *audit.Tallied) (sum int, whole bool) {
	whole = true
	for _, j := range called {
		c := v.Of(j)
		whole = whole && !c.Hidden
		sum += shown(c)
	}
	return sum, whole
}

// requirements stand routine by routine, and then those of every case, where there are
// several to tell apart.
func (w *figures) requirements(s *Section) {
	list := w.f.Requirements
	s.add(Paragraph(w.say(figureWords.RequirementsAbout)))
	if len(list) == 0 {
		s.add(Paragraph(w.say(figureWords.NothingAsked)))
		return
	}
	var order []string
	of := map[string][]audit.RequirementFigures{}
	for _, r := range list {
		if of[r.Routine] == nil {
			order = append(order, r.Routine)
		}
		of[r.Routine] = append(of[r.Routine], r)
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(last(a), last(b)) })
	for _, id := range order {
		name := w.routineTitle(id)
		w.requirementFigure(s.folded("requirements-"+cmp.Or(id, "every-case"), name), name, of[id])
	}
}

// last puts what every case owes after the routines.
func last(routine string) int {
	if routine == "" {
		return 1
	}
	return 0
}

// routineTitle is what the newest version of a routine is called.
func (w *figures) routineTitle(id string) string {
	if id == "" {
		return w.say(figureWords.EveryCase)
	}
	title := id
	for _, v := range w.f.Versions {
		if v.Routine == id {
			title = w.titled(v.Title, id)
		}
	}
	return title
}

func (w *figures) requirementFigure(s *Section, name string, list []audit.RequirementFigures) {
	table := w.requirementTable(list)
	table.Caption += ": " + name
	s.add(Figure{Caption: w.say(figureWords.RequirementBars), Charts: w.requirementBars(list), Key: called, Table: table})
}

// chunk is how many bars one picture has at most, so that it fits on a page.
const chunk = 5

func (w *figures) requirementBars(list []audit.RequirementFigures) []Chart {
	var rows []bar
	for i := range list {
		r := &list[i]
		if b, ok := w.bar(&r.Verdicts); ok {
			b.label = r.Requirement.ID + " " + w.say(r.Requirement.Title)
			rows = append(rows, b)
		}
	}
	var charts []Chart
	for first := 0; first < len(rows); first += chunk {
		part := rows[first:min(first+chunk, len(rows))]
		title := w.say(figureWords.RequirementBars)
		if len(rows) > chunk {
			title = w.say(figureWords.Parts, title, strconv.Itoa(first/chunk+1), strconv.Itoa((len(rows)+chunk-1)/chunk))
		}
		charts = append(charts, bars{title, w.say(figureWords.ChartAbout), part})
	}
	return charts
}

// bar is a bar of verdicts. There is none for what never came up.
func (w *figures) bar(v *audit.Tallied) (b bar, ok bool) {
	sum, whole := asked(v)
	b.cut = !whole
	for _, j := range called {
		if c := v.Of(j); !c.Hidden && c.N > 0 {
			b.parts = append(b.parts, part{j, c.N})
		}
	}
	b.total = strconv.Itoa(sum)
	if b.cut {
		b.total = ""
	}
	return b, sum > 0 || b.cut
}

func (w *figures) requirementTable(list []audit.RequirementFigures) Table {
	t := Table{Caption: w.say(figureWords.Requirements), Columns: columns(w.say(phrases.Requirement))}
	for _, j := range called {
		t.Columns = append(t.Columns, Column{w.say(j.Title()), true})
	}
	t.Columns = append(t.Columns, columns("#"+w.say(phrases.OverDeadline), "#"+w.say(audit.NotApplicable.Title()), "#"+w.say(figureWords.Delay))...)
	for i := range list {
		r := &list[i]
		q := r.Requirement
		cells := []Cell{{Text: w.say(q.Title), Fine: []string{q.ID + " · " + w.modality(q.Modality)}}}
		for _, j := range called {
			cells = append(cells, w.linked(r.Verdicts.Of(j), audit.Cell{Requirement: q.ID, Verdict: j}))
		}
		cells = append(cells, w.linked(r.Overdue, audit.Cell{Requirement: q.ID, Verdict: audit.Pending, Overdue: true}), Cell{Text: count(r.Verdicts.Of(audit.NotApplicable))}, w.delays(r))
		sum, whole := asked(&r.Verdicts)
		t.Rows = append(t.Rows, Row{ID: "requirement-" + q.ID, Quiet: sum == 0 && whole, Cells: cells})
	}
	return t
}

func verdictCells(v *audit.Tallied) []Cell {
	var cells []Cell
	for _, j := range called {
		cells = append(cells, Cell{Text: count(v.Of(j))})
	}
	return cells
}

// linked is a count that leads to the cases it counts, where there are any to be told.
func (w *figures) linked(c audit.Count, cell audit.Cell) Cell {
	out := Cell{Text: count(c)}
	if w.href != nil && shown(c) > 0 {
		out.Href = w.href(cell)
	}
	return out
}

// delays are the median and the worst, a line for each unit. Where it is hidden
// how many were late, so is whether any was.
func (w *figures) delays(r *audit.RequirementFigures) Cell {
	if r.Verdicts.Of(audit.Late).Hidden {
		return Cell{Text: hidden}
	}
	var lines []string
	for _, d := range r.Delays {
		if d.Late.Hidden {
			lines = append(lines, hidden)
		} else if d.Late.N > 0 {
			lines = append(lines, w.say(figureWords.DelayOf, w.number(d.Median), audit.Amount(d.Worst, d.Unit, w.lang)))
		}
	}
	if len(lines) == 0 {
		return Cell{}
	}
	return Cell{Text: lines[0], Fine: lines[1:]}
}

func (w words) modality(m string) string { return plan.In(nil, w.lang).Modality(m) }

// joined puts names one after the other.
func joined(names []string) string {
	out := ""
	for i, name := range names {
		if i > 0 {
			out += ", "
		}
		out += name
	}
	return out
}
