package report

import (
	"math"
	"slices"
	"strconv"
	"time"

	"kjentvei/workflow/audit"
)

// attention lists the few requirements that most need to be looked at, by the
// numbers that are shown.
func (w *figures) attention(s *Section) {
	t := Table{Caption: w.say(figureWords.Attention), Columns: columns(w.say(phrases.Requirement), w.say(phrases.Happened))}
	complete := true
	for _, r := range w.f.Requirements {
		_, whole := asked(&r.Verdicts)
		complete = complete && whole && !r.Overdue.Hidden
	}
	for _, r := range w.worst() {
		title := Cell{Text: w.say(r.Requirement.Title), Refs: []Ref{{r.Requirement.ID, "requirement-" + r.Requirement.ID}}}
		t.Rows = append(t.Rows, Row{Cells: []Cell{title, {Text: capital(w.missed(r))}}})
	}
	calm := w.say(figureWords.Calm)
	if !complete {
		calm = w.say(figureWords.CalmAbout)
	}
	if len(t.Rows) > 0 {
		s.add(Paragraph(w.say(figureWords.AttentionAbout)))
	}
	s.table(t, calm)
	if !complete {
		s.add(Paragraph(w.say(figureWords.NotAllShown)))
	}
}

// How many requirements are pointed out.
const pointedOut = 5

func (w *figures) worst() []*audit.RequirementFigures {
	var list []*audit.RequirementFigures
	for i := range w.f.Requirements {
		if r := &w.f.Requirements[i]; weight(r) != [3]int{} {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *audit.RequirementFigures) int {
		x, y := weight(a), weight(b)
		return slices.Compare(y[:], x[:])
	})
	return list[:min(pointedOut, len(list))]
}

// weight is how often a requirement was broken, is overdue, and was late, as
// far as that is shown.
func weight(r *audit.RequirementFigures) [3]int {
	return [3]int{shown(r.Verdicts.Of(audit.Violated)), shown(r.Overdue), shown(r.Verdicts.Of(audit.Late))}
}

func (w *figures) missed(r *audit.RequirementFigures) string {
	var list []string
	n := weight(r)
	if n[0] > 0 {
		list = append(list, w.say(figureWords.ViolatedIn, strconv.Itoa(n[0])))
	}
	if n[1] > 0 {
		list = append(list, w.say(figureWords.OverdueIn, strconv.Itoa(n[1])))
	}
	if n[2] > 0 {
		list = append(list, w.say(figureWords.LateIn, strconv.Itoa(n[2])))
	}
	return joined(list)
}

// trend is how it went month by month and year by year.
func (w *figures) trend(s *Section) {
	f := w.f
	months := s.section("months", w.say(figureWords.ByMonth))
	if len(f.Months) == 0 {
		months.add(Paragraph(w.say(figureWords.NothingAsked)))
	} else {
		months.add(Figure{
			Caption: w.say(figureWords.MonthPillars),
			Charts:  []Chart{w.pillars(f.Months)},
			Key:     called,
			Table:   w.groupTable(figureWords.ByMonth.In(w.lang), w.say(figureWords.Month), f.Months, func(g *audit.Group) string { return w.month(g.ID) }),
		})
	}
	years := s.section("years", w.say(figureWords.ByYear))
	w.groups(years, w.say(figureWords.Year), f.Years, func(g *audit.Group) string { return schoolYear(g.ID) })
}

func (w *figures) scenarios(s *Section) {
	w.groups(s, w.say(phrases.Scenario), w.f.Scenarios, func(g *audit.Group) string {
		if title := w.say(g.Title); title != "" {
			return title
		}
		if g.ID == "cleared" {
			return w.say(figureWords.Cleared)
		}
		return g.ID
	})
}

func (w *figures) schools(s *Section) {
	w.groups(s, w.say(phrases.School), w.f.BySchool, func(g *audit.Group) string { return w.f.SchoolName(g.ID) })
}

// groups shows some groups of cases side by side.
func (w *figures) groups(s *Section, head string, list []audit.Group, name func(*audit.Group) string) {
	var rows []bar
	for i := range list {
		if b, ok := w.bar(&list[i].Verdicts); ok {
			b.label = name(&list[i])
			rows = append(rows, b)
		}
	}
	table := w.groupTable(s.Title, head, list, name)
	if len(rows) == 0 {
		s.table(table, w.say(figureWords.NothingAsked))
		return
	}
	title := w.say(figureWords.GroupBars)
	s.add(Figure{
		Caption: title,
		Charts:  []Chart{bars{title + ". " + s.Title, w.say(figureWords.ChartAbout), rows}},
		Key:     called,
		Table:   table,
	})
}

func (w *figures) groupTable(caption, head string, list []audit.Group, name func(*audit.Group) string) Table {
	t := Table{Caption: caption, Columns: columns(head, "#"+w.say(phrases.Cases))}
	for _, j := range called {
		t.Columns = append(t.Columns, Column{w.say(j.Title()), true})
	}
	for i := range list {
		g := &list[i]
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{{Text: name(g)}, {Text: count(g.Cases)}}, verdictCells(&g.Verdicts)...)})
	}
	return t
}

// pillars has a column for each month from the first to the last, also for
// those in which nothing began.
func (w *figures) pillars(months []audit.Group) Chart {
	c := pillars{title: w.say(figureWords.MonthPillars), desc: w.say(figureWords.ChartAbout)}
	highest := 0
	for _, id := range everyMonth(months) {
		p := pillar{}
		at := slices.IndexFunc(months, func(g audit.Group) bool { return g.ID == id })
		if at >= 0 {
			b, _ := w.bar(&months[at].Verdicts)
			p.parts, p.hidden, p.total = b.parts, b.cut, b.total
			sum, _ := asked(&months[at].Verdicts)
			if p.hidden {
				p.parts, sum = nil, 0
			}
			highest = max(highest, sum)
		}
		c.groups = append(c.groups, p)
	}
	w.nameMonths(c.groups, everyMonth(months))
	c.top = roundUp(highest)
	return c
}

// nameMonths writes as many names as there is room for, and each year once.
func (w *figures) nameMonths(groups []pillar, ids []string) {
	every := (len(ids) + 11) / 12
	year := 0
	for i, id := range ids {
		at, err := time.Parse("2006-01", id)
		if err != nil || i%every != 0 {
			continue
		}
		groups[i].label = string([]rune(audit.MonthName(at.Month(), w.lang))[:3])
		if at.Year() != year {
			year = at.Year()
			groups[i].under = strconv.Itoa(year)
		}
	}
	if every > 1 {
		for i := range groups {
			groups[i].total = ""
		}
	}
}

// everyMonth lists the months from the first group to the last.
func everyMonth(months []audit.Group) []string {
	first, err1 := time.Parse("2006-01", months[0].ID)
	last, err2 := time.Parse("2006-01", months[len(months)-1].ID)
	var ids []string
	if err1 != nil || err2 != nil {
		for _, g := range months {
			ids = append(ids, g.ID)
		}
		return ids
	}
	for at := first; !at.After(last); at = at.AddDate(0, 1, 0) {
		ids = append(ids, at.Format("2006-01"))
	}
	return ids
}

// roundUp is where a scale that has to reach n ends: 2, 4, 10, 20, 40, 100 …
func roundUp(n int) int {
	for scale := 1; ; scale *= 10 {
		for _, step := range []int{2, 4, 6, 10} {
			if step*scale >= n || scale > math.MaxInt/100 {
				return step * scale
			}
		}
	}
}
