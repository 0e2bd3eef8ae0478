package report

import (
	"strconv"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// longestWaits are drawn; the table has all.
const longestWaits = 10

func (w *figures) waiting(s *Section) {
	list := w.f.Waiting
	s.add(Paragraph(w.say(figureWords.WaitingAbout)))
	if len(list) == 0 {
		s.add(Paragraph(w.say(figureWords.NoWaits)))
		return
	}
	title := w.say(figureWords.WaitingChart)
	c := spans{title: title, desc: w.say(figureWords.ChartAbout)}
	for _, wait := range list[:min(longestWaits, len(list))] {
		row := span{label: w.titled(wait.Title, wait.State), median: wait.Median, worst: wait.Worst, hidden: wait.Stays.Hidden, total: hidden}
		if !row.hidden {
			row.total = w.say(figureWords.WaitOf, w.number(wait.Median), w.number(wait.Worst))
			c.top = max(c.top, wait.Worst)
		}
		c.rows = append(c.rows, row)
	}
	s.add(Figure{Caption: title, Charts: []Chart{c}, Table: w.waitTable(list)})
}

func (w *figures) waitTable(list []audit.Wait) Table {
	t := Table{Caption: w.say(figureWords.Waiting), Columns: columns(w.say(figureWords.WaitState), "#"+w.say(figureWords.Stays), "#"+w.say(figureWords.Now),
		"#"+w.say(figureWords.Median), "#"+w.say(figureWords.Worst))}
	for _, wait := range list {
		median, worst := hidden, hidden
		if !wait.Stays.Hidden {
			median, worst = w.number(wait.Median), w.number(wait.Worst)
		}
		r := row(w.titled(wait.Title, wait.State), count(wait.Stays), count(wait.Now), median, worst)
		r.Cells[0].Fine = []string{wait.Routine}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// versions shows what the versions of each routine come to side by side.
func (w *figures) versions(s *Section) {
	t := Table{Caption: w.say(figureWords.VersionCases), Columns: columns(w.say(figureWords.Routine), "#"+w.say(phrases.Cases))}
	var order []string
	byRoutine := map[string][]*audit.VersionFigures{}
	for i := range w.f.Versions {
		v := &w.f.Versions[i]
		r := row(w.titled(v.Title, v.Routine), count(v.Cases))
		r.Cells[0].Fine = []string{v.Routine + ", " + w.say(phrases.Version, strconv.Itoa(v.Version))}
		t.Rows = append(t.Rows, r)
		if byRoutine[v.Routine] == nil {
			order = append(order, v.Routine)
		}
		byRoutine[v.Routine] = append(byRoutine[v.Routine], v)
	}
	s.add(Paragraph(w.say(figureWords.VersionsAbout)))
	s.table(t, w.say(figureWords.NoVersions))
	for _, id := range order {
		if list := byRoutine[id]; len(list) > 1 {
			newest := list[len(list)-1]
			w.compare(s.section("versions-"+id, w.titled(newest.Title, id)), list)
		}
	}
}

func (w *figures) compare(s *Section, list []*audit.VersionFigures) {
	t := Table{Caption: s.Title, Columns: columns(w.say(phrases.Requirement))}
	for _, v := range list {
		t.Columns = append(t.Columns, Column{w.say(figureWords.VersionColumn, strconv.Itoa(v.Version)), true})
	}
	for _, q := range demands(list) {
		cells := []Cell{{Text: w.say(q.Title), Fine: []string{q.ID}}}
		some := false
		for _, v := range list {
			cell, cameUp := w.inVersion(v, q.ID)
			cells = append(cells, cell)
			some = some || cameUp
		}
		if some {
			t.Rows = append(t.Rows, Row{Cells: cells})
		}
	}
	s.table(t, w.say(figureWords.NothingCalled))
}

// demands lists the requirements of some versions, each once, as the newest has it.
func demands(list []*audit.VersionFigures) []*routine.Requirement {
	var all []*routine.Requirement
	seen := map[string]bool{}
	for i := len(list) - 1; i >= 0; i-- {
		for _, r := range list[i].Requirements {
			if !seen[r.Requirement.ID] {
				seen[r.Requirement.ID] = true
				all = append(all, r.Requirement)
			}
		}
	}
	return all
}

// inVersion is how often a requirement was followed in the cases of a version.
func (w *figures) inVersion(v *audit.VersionFigures, id string) (cell Cell, cameUp bool) {
	for i := range v.Requirements {
		r := &v.Requirements[i]
		if r.Requirement.ID != id {
			continue
		}
		sum, whole := asked(&r.Verdicts)
		met := count(r.Verdicts.Of(audit.Satisfied))
		if whole && sum > 0 {
			met = w.say(figureWords.OfThem, met, strconv.Itoa(sum))
		}
		cell.Text = met
		if broken := r.Verdicts.Of(audit.Violated); broken.Hidden || shown(broken) > 0 {
			cell.Fine = append(cell.Fine, w.say(figureWords.ViolatedIn, count(broken)))
		}
		if late := r.Verdicts.Of(audit.Late); late.Hidden || late.N > 0 {
			cell.Fine = append(cell.Fine, w.say(figureWords.LateIn, count(late)))
		}
		return cell, sum > 0 || !whole
	}
	return Cell{}, false
}

// tallied lists what has a code.
func (w *figures) tallied(s *Section, about, none routine.Text, title func(code string) routine.Text, list []audit.Tally) {
	t := Table{Caption: s.Title, Columns: columns(w.say(phrases.Why), "#"+w.say(phrases.Number))}
	for _, tally := range list {
		words := w.say(tally.Title)
		if words == "" {
			words = w.titled(title(tally.Code), tally.Code)
		}
		r := row(words, count(tally.Count))
		if words != tally.Code && len(tally.Code) > 0 && tally.Code[0] >= 'A' && tally.Code[0] <= 'Z' {
			r.Cells[0].Fine = []string{tally.Code}
		}
		t.Rows = append(t.Rows, r)
	}
	if len(t.Rows) > 0 {
		s.add(Paragraph(w.say(about)))
	}
	s.table(t, w.say(none))
}

func (w *figures) breaches(s *Section) {
	b := w.f.Breaches
	if !b.Of.Hidden && b.Of.N == 0 {
		s.add(Paragraph(w.say(figureWords.NoBreaches)))
		return
	}
	s.add(Paragraph(w.say(figureWords.BreachesOf, count(b.Of), count(b.Count))))
	s.add(Paragraph(w.say(figureWords.BreachesAbout)))
}

// refusalTitle says why something was refused, by the code of the reason.
func refusalTitle(code string) routine.Text {
	if words, ok := audit.Safety(code); ok {
		return words
	}
	switch code {
	case "guard":
		return phrases.Guard
	case "state":
		return phrases.State
	case "role":
		return phrases.Role
	case "relation":
		return phrases.Relation
	case "contact_suspended":
		return phrases.ContactSuspended
	case "consent_missing":
		return phrases.ConsentMissing
	case "sign_off_missing":
		return phrases.SignOffMissing
	case "requirement_open":
		return phrases.RequirementOpen
	}
	return routine.Same(code)
}
