package audit

import "strconv"

// network is the cells and how they add up.
type network struct {
	small   int
	cells   []*Count
	at      map[*Count]int
	sums    []sum
	of      [][]int // sums that a cell is in, by cell
	covered []int   // how many cells of a sum are hidden, by sum
	told    []*Figures
	hiddens []int // cells that are hidden, in the order in which they were
}

// sum says that its terms come to nothing together.
type sum []term

type term struct {
	cell   int
	factor int
}

func (n *network) cell(c *Count) int {
	at, ok := n.at[c]
	if !ok {
		at = len(n.cells)
		n.at[c] = at
		n.cells = append(n.cells, c)
		n.of = append(n.of, nil)
	}
	return at
}

// add says that whole is the sum of its parts; without a whole, that the parts
// come to something that a reader knows.
func (n *network) add(whole *Count, parts ...*Count) {
	var s sum
	if whole != nil {
		s = append(s, term{n.cell(whole), -1})
	}
	for _, part := range parts {
		s = append(s, term{n.cell(part), 1})
	}
	n.keep(s)
}

func (n *network) keep(s sum) {
	for _, t := range s {
		n.of[t.cell] = append(n.of[t.cell], len(n.sums))
	}
	n.sums = append(n.sums, s)
	n.covered = append(n.covered, 0)
}

// figures adds the cells of some figures, and what they add up to among
// themselves.
func (n *network) figures(f *Figures) {
	if f == nil {
		return
	}
	f.Small = n.small
	n.told = append(n.told, f)
	n.add(&f.Cases, &f.Open, &f.Closed)
	n.cell(&f.Voided)
	n.cell(&f.Merged)
	for _, groups := range [][]Group{f.Scenarios, f.Months, f.Years, f.BySchool} {
		n.groups(f, groups)
	}
	for i := range f.Years {
		n.months(&f.Years[i], f.Months)
	}
	var versions []*Count
	for i := range f.Versions {
		versions = append(versions, &f.Versions[i].Cases)
		n.rows(f.Versions[i].Requirements)
		for k := range f.Versions[i].Requirements {
			n.add(&f.Versions[i].Cases, pointers(&f.Versions[i].Requirements[k].Verdicts)...)
		}
	}
	n.add(&f.Cases, versions...)
	n.rows(f.Requirements)
	n.acrossVersions(f)
	n.tallies(f)
}

func pointers(t *Tallied) []*Count {
	list := make([]*Count, len(t))
	for j := range t {
		list[j] = &t[j]
	}
	return list
}

// groups: the cases, and the verdicts of all requirements, by something.
func (n *network) groups(f *Figures, groups []Group) {
	if len(groups) == 0 {
		return
	}
	var cases []*Count
	for i := range groups {
		cases = append(cases, &groups[i].Cases)
		n.add(nil, pointers(&groups[i].Verdicts)...)
	}
	n.add(&f.Cases, cases...)
	for j := range judgements {
		var s sum
		for i := range groups {
			s = append(s, term{n.cell(&groups[i].Verdicts[j]), 1})
		}
		for i := range f.Requirements {
			s = append(s, term{n.cell(&f.Requirements[i].Verdicts[j]), -1})
		}
		n.keep(s)
	}
}

// months: those of one school year.
func (n *network) months(year *Group, months []Group) {
	var cases []*Count
	var verdicts [judgements][]*Count
	for i := range months {
		m := &months[i]
		from, to := year.ID[:4]+"-08", year.ID[len(year.ID)-4:]+"-07"
		if m.ID < from || m.ID > to {
			continue
		}
		cases = append(cases, &m.Cases)
		for j := range verdicts {
			verdicts[j] = append(verdicts[j], &m.Verdicts[j])
		}
	}
	n.add(&year.Cases, cases...)
	for j := range verdicts {
		n.add(&year.Verdicts[j], verdicts[j]...)
	}
}

// rows: what hangs on the verdicts of each requirement.
func (n *network) rows(rows []RequirementFigures) {
	for i := range rows {
		r := &rows[i]
		var late []*Count
		for k := range r.Delays {
			late = append(late, &r.Delays[k].Late)
		}
		if len(late) > 0 {
			n.add(&r.Verdicts[Late], late...)
		}
		n.cell(&r.Overdue)
		for k := range r.Waivers {
			n.cell(&r.Waivers[k].Count)
		}
	}
}

// acrossVersions: what a requirement comes to in all versions that have it.
func (n *network) acrossVersions(f *Figures) {
	for i := range f.Requirements {
		r := &f.Requirements[i]
		var parts [judgements][]*Count
		var cases []*Count
		for k := range f.Versions {
			v := &f.Versions[k]
			for m := range v.Requirements {
				if v.Requirements[m].Requirement.ID != r.Requirement.ID {
					continue
				}
				cases = append(cases, &v.Cases)
				for j := range parts {
					parts[j] = append(parts[j], &v.Requirements[m].Verdicts[j])
				}
			}
		}
		for j := range parts {
			n.add(&r.Verdicts[j], parts[j]...)
		}
		s := make(sum, 0, len(cases)+int(judgements))
		for _, c := range cases {
			s = append(s, term{n.cell(c), -1})
		}
		for j := range r.Verdicts {
			s = append(s, term{n.cell(&r.Verdicts[j]), 1})
		}
		n.keep(s)
	}
}

// tallies: what is counted beside the verdicts.
func (n *network) tallies(f *Figures) {
	for i := range f.Refusals {
		n.cell(&f.Refusals[i].Count)
	}
	n.cell(&f.Breaches.Count)
	n.cell(&f.Breaches.Of)
	for i := range f.Waivers {
		var rows []*Count
		for k := range f.Requirements {
			for m := range f.Requirements[k].Waivers {
				if w := &f.Requirements[k].Waivers[m]; w.Code == f.Waivers[i].Code {
					rows = append(rows, &w.Count)
				}
			}
		}
		n.add(&f.Waivers[i].Count, rows...)
	}
	var now []*Count
	for i := range f.Waiting {
		n.cell(&f.Waiting[i].Stays)
		now = append(now, &f.Waiting[i].Now)
	}
	if len(now) > 0 {
		n.add(&f.Open, now...)
	}
}

// link says that some figures are what others make up together, count by count.
func (n *network) link(whole *Figures, parts []*Figures) {
	if whole == nil || len(parts) == 0 {
		return
	}
	by := map[cellKey][]*Count{}
	for _, part := range parts {
		part.cells(func(k cellKey, c *Count) { by[k] = append(by[k], c) })
	}
	whole.cells(func(k cellKey, c *Count) {
		if parts := by[k]; len(parts) > 0 {
			n.add(c, parts...)
		}
	})
}

// cellKey says what a count is of: a member of Figures, a group, state or
// version, a requirement, and a verdict, unit or code.
type cellKey struct{ what, of, requirement, said string }

// cells visits every count of the figures.
func (f *Figures) cells(visit func(cellKey, *Count)) {
	for what, c := range map[string]*Count{
		"cases": &f.Cases, "open": &f.Open, "closed": &f.Closed, "voided": &f.Voided, "merged": &f.Merged,
		"breaches": &f.Breaches.Of, "acknowledged": &f.Breaches.Count,
	} {
		visit(cellKey{what: what}, c)
	}
	for kind, groups := range map[string][]Group{"scenario": f.Scenarios, "month": f.Months, "year": f.Years, "school": f.BySchool} {
		for i := range groups {
			g := &groups[i]
			visit(cellKey{what: kind, of: g.ID}, &g.Cases)
			g.Verdicts.cells(cellKey{what: kind, of: g.ID}, visit)
		}
	}
	cellsOfRows(cellKey{what: "row"}, f.Requirements, visit)
	for i := range f.Versions {
		v := &f.Versions[i]
		key := cellKey{what: "version", of: v.Routine + "@" + strconv.Itoa(v.Version)}
		visit(key, &v.Cases)
		cellsOfRows(key, v.Requirements, visit)
	}
	for i := range f.Waiting {
		w := &f.Waiting[i]
		visit(cellKey{what: "stays", of: w.Routine + " " + w.State}, &w.Stays)
		visit(cellKey{what: "now", of: w.Routine + " " + w.State}, &w.Now)
	}
	for what, list := range map[string][]Tally{"refused": f.Refusals, "waived": f.Waivers} {
		for i := range list {
			visit(cellKey{what: what, said: list[i].Code}, &list[i].Count)
		}
	}
}

func (t *Tallied) cells(key cellKey, visit func(cellKey, *Count)) {
	for j := range t {
		key.said = Judgement(j).String()
		visit(key, &t[j])
	}
}

func cellsOfRows(key cellKey, rows []RequirementFigures, visit func(cellKey, *Count)) {
	for i := range rows {
		r := &rows[i]
		key.requirement, key.said = r.Requirement.ID, ""
		r.Verdicts.cells(key, visit)
		said := func(what string) cellKey { k := key; k.said = what; return k }
		visit(said("overdue"), &r.Overdue)
		for k := range r.Delays {
			visit(said("late by "+r.Delays[k].Unit), &r.Delays[k].Late)
		}
		for k := range r.Waivers {
			visit(said("waived for "+r.Waivers[k].Code), &r.Waivers[k].Count)
		}
	}
}
