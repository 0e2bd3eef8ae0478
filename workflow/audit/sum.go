package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Scope is which cases figures are about: those that arose in a period at some
// schools. A zero value does not restrict.
type Scope struct {
	Schools  []string
	From, To calendar.Date // both days included
	At       time.Time
}

// Includes reports whether a case is among them.
func (s *Scope) Includes(b *Brief) bool {
	return (s.Schools == nil || slices.Contains(s.Schools, b.School)) && (s.From == 0 || b.Opened >= s.From) && (s.To == 0 || b.Opened <= s.To)
}

// Sum makes figures of cases.
type Sum struct {
	scope                               Scope
	cases, open, closed, voided, merged int
	breaches, answered                  int
	rows                                map[string]*rowSum // by requirement
	versions                            map[*Rules]*versionSum
	groups                              [groupings]map[string]*groupSum
	schools                             map[string]bool
	waits                               map[waitKey]*waitSum
	refusals, waivers                   map[string]int
}

type grouping int

const (
	byScenario grouping = iota
	byMonth
	byYear
	bySchool
	groupings
)

type rowSum struct {
	requirement *routine.Requirement
	routine     string // id of the first that has it; "" for what every case owes
	version     int
	at          int
	verdicts    [judgements]int
	overdue     int
	days, hours []uint32 // of late ones, in tenths
	waivers     map[string]int
}

type groupSum struct {
	title    routine.Text
	cases    int
	verdicts [judgements]int
}

type versionSum struct {
	cases int
	rows  []*rowSum // by demand
	all   []*rowSum // those of the whole, by demand
}

type waitKey struct{ routine, state string }

type waitSum struct {
	title routine.Text
	days  []uint32
	now   int
}

// NewSum begins with no cases.
func NewSum(scope Scope) *Sum {
	s := &Sum{
		scope: scope, rows: map[string]*rowSum{}, versions: map[*Rules]*versionSum{}, schools: map[string]bool{},
		waits: map[waitKey]*waitSum{}, refusals: map[string]int{}, waivers: map[string]int{},
	}
	for g := range s.groups {
		s.groups[g] = map[string]*groupSum{}
	}
	return s
}

// Add counts a case, unless it is outside the scope.
func (s *Sum) Add(b *Brief) {
	if !s.scope.Includes(b) {
		return
	}
	s.schools[b.School] = true
	switch b.ClosedAs {
	case "voided":
		s.voided++
		return
	case "merged":
		s.merged++
		return
	case "closed":
		s.closed++
	default:
		s.open++
	}
	s.cases++
	s.breaches, s.answered = s.breaches+b.breaches, s.answered+b.answered
	v := s.version(b.rules)
	v.cases++
	counted := s.judged(b, v)
	for _, g := range s.groupsOf(b) {
		g.cases++
		for j, n := range counted {
			g.verdicts[j] += n
		}
	}
	for _, w := range b.waivers {
		s.waivers[w.reason]++
		v.rows[w.demand].waive(w.reason)
		v.all[w.demand].waive(w.reason)
	}
	for _, key := range b.refusals {
		s.refusals[key]++
	}
	s.wait(b)
}

// judged counts the verdicts of a case, also of what was not called for.
func (s *Sum) judged(b *Brief, v *versionSum) (counted [judgements]int) {
	for i := range b.verdicts {
		f := &b.verdicts[i]
		counted[f.judgement]++
		v.rows[f.demand].add(f)
		v.all[f.demand].add(f)
	}
	counted[NotApplicable] += len(b.rules.demands) - len(b.verdicts)
	return counted
}

func (r *rowSum) add(f *briefly) {
	r.verdicts[f.judgement]++
	if f.overdue {
		r.overdue++
	}
	switch {
	case f.judgement != Late:
	case f.hours:
		r.hours = append(r.hours, f.late)
	default:
		r.days = append(r.days, f.late)
	}
}

func (r *rowSum) waive(reason string) {
	if r.waivers == nil {
		r.waivers = map[string]int{}
	}
	r.waivers[reason]++
}

// version finds what is summed of one version; the first time, it makes it.
func (s *Sum) version(c *Rules) *versionSum {
	if v, ok := s.versions[c]; ok {
		return v
	}
	v := &versionSum{}
	for k := range c.demands {
		d := &c.demands[k]
		owner := c.Routine.ID
		if d.common {
			owner = ""
		}
		row := s.rows[d.ID]
		if row == nil {
			row = &rowSum{routine: owner, version: -1}
			s.rows[d.ID] = row
		}
		if first := cmp.Compare(owner, row.routine); first < 0 || first == 0 && c.Routine.Version > row.version {
			row.requirement, row.routine, row.version, row.at = d.Requirement, owner, c.Routine.Version, k
		}
		v.all = append(v.all, row)
		v.rows = append(v.rows, &rowSum{requirement: d.Requirement, routine: owner, at: k})
	}
	s.versions[c] = v
	return v
}

func (s *Sum) groupsOf(b *Brief) [groupings]*groupSum {
	title := routine.Text{}
	if found, ok := b.rules.Routine.Scenario(b.Scenario); ok {
		title = found.Title
	}
	return [groupings]*groupSum{
		byScenario: s.group(byScenario, b.Scenario, title),
		byMonth:    s.group(byMonth, month(b.Opened), routine.Text{}),
		byYear:     s.group(byYear, SchoolYear(b.Opened), routine.Text{}),
		bySchool:   s.group(bySchool, b.School, routine.Text{}),
	}
}

func (s *Sum) group(by grouping, id string, title routine.Text) *groupSum {
	g := s.groups[by][id]
	if g == nil {
		g = &groupSum{title: title}
		s.groups[by][id] = g
	}
	return g
}

// month is the month of a day, 2026-11; "" for no day.
func month(d calendar.Date) string {
	name := d.String()
	return name[:max(0, strings.LastIndexByte(name, '-'))]
}

// SchoolYear is the school year that a day belongs to, from 1 August: 2026-2027.
func SchoolYear(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	from, _ := YearOf(d)
	return fmt.Sprintf("%d-%d", from.Year(), from.Year()+1)
}

// YearOf is the first and the last day of the school year that a day belongs to.
func YearOf(d calendar.Date) (from, to calendar.Date) {
	from = calendar.On(d.Year(), time.August, 1)
	if d < from {
		from = calendar.On(d.Year()-1, time.August, 1)
	}
	return from, calendar.On(from.Year()+1, time.July, 31)
}

func (s *Sum) wait(b *Brief) {
	for _, stay := range b.stays {
		key := waitKey{b.rules.Routine.ID, stay.state}
		w := s.waits[key]
		if w == nil {
			w = &waitSum{title: routine.Same(stay.state)}
			if state, ok := b.rules.Routine.State(stay.state); ok {
				w.title = state.Title
			}
			s.waits[key] = w
		}
		w.days = append(w.days, uint32(stay.days)*10)
		if stay.now {
			w.now++
		}
	}
}

// Figures tells what has been counted.
func (s *Sum) Figures() *Figures {
	f := &Figures{
		From: s.scope.From, To: s.scope.To, At: s.scope.At,
		Cases: Count{N: s.cases}, Open: Count{N: s.open}, Closed: Count{N: s.closed}, Voided: Count{N: s.voided}, Merged: Count{N: s.merged},
		Breaches: Tally{Count: Count{N: s.answered}, Of: Count{N: s.breaches}},
		Refusals: tallies(s.refusals), Waivers: tallies(s.waivers),
		Scenarios: s.grouped(byScenario), Months: s.grouped(byMonth), Years: s.grouped(byYear),
	}
	cases := map[*rowSum]int{}
	for _, v := range s.versions {
		for _, row := range v.all {
			cases[row] += v.cases
		}
	}
	f.Requirements = figuresOf(s.ordered(), func(row *rowSum) int { return cases[row] })
	f.Schools = s.scope.Schools
	if f.Schools == nil {
		for school := range s.schools {
			f.Schools = append(f.Schools, school)
		}
		slices.Sort(f.Schools)
	}
	if len(s.groups[bySchool]) > 1 {
		f.BySchool = s.grouped(bySchool)
	}
	f.Versions, f.Waiting = s.byVersion(), s.waiting()
	return f
}

// ordered lists the rows as people look for them: routine by routine, then what
// every case owes.
func (s *Sum) ordered() []*rowSum {
	list := make([]*rowSum, 0, len(s.rows))
	for _, row := range s.rows {
		list = append(list, row)
	}
	slices.SortFunc(list, func(a, b *rowSum) int {
		return cmp.Or(cmp.Compare(owner(a), owner(b)), a.at-b.at, cmp.Compare(a.requirement.ID, b.requirement.ID))
	})
	return list
}

// owner sorts what every case owes last.
func owner(r *rowSum) string { return cmp.Or(r.routine, "\xff") }

// figuresOf tells some rows; cases is how many cases one is a demand in, of which
// those where it was never called for have been counted nowhere.
func figuresOf(rows []*rowSum, cases func(*rowSum) int) []RequirementFigures {
	list := make([]RequirementFigures, len(rows))
	for i, r := range rows {
		f, uncalled := &list[i], cases(r)
		f.Requirement, f.Routine, f.Overdue, f.Waivers = r.requirement, r.routine, Count{N: r.overdue}, tallies(r.waivers)
		for j, n := range r.verdicts {
			f.Verdicts[j].N = n
			uncalled -= n
		}
		f.Verdicts[NotApplicable].N += uncalled
		for _, late := range []struct {
			unit string
			by   []uint32
		}{{SchoolDays, r.days}, {Hours, r.hours}} {
			if len(late.by) > 0 {
				median, worst := middle(late.by)
				f.Delays = append(f.Delays, Delay{Count{N: len(late.by)}, late.unit, median, worst})
			}
		}
	}
	return list
}

// middle is the median and the greatest of some tenths, of which there is at
// least one.
func middle(tenths []uint32) (median, worst float64) {
	slices.Sort(tenths)
	n := len(tenths)
	return float64(tenths[(n-1)/2]+tenths[n/2]) / 20, float64(tenths[n-1]) / 10
}

func tallies(of map[string]int) []Tally {
	list := make([]Tally, 0, len(of))
	for code, n := range of {
		list = append(list, Tally{Code: code, Count: Count{N: n}})
	}
	slices.SortFunc(list, func(a, b Tally) int { return cmp.Or(b.Count.N-a.Count.N, cmp.Compare(a.Code, b.Code)) })
	return list
}

func (s *Sum) grouped(by grouping) []Group {
	list := make([]Group, 0, len(s.groups[by]))
	for id, g := range s.groups[by] {
		group := Group{ID: id, Title: g.title, Cases: Count{N: g.cases}}
		for j, n := range g.verdicts {
			group.Verdicts[j].N = n
		}
		list = append(list, group)
	}
	slices.SortFunc(list, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

func (s *Sum) byVersion() []VersionFigures {
	var list []VersionFigures
	for c, v := range s.versions {
		list = append(list, VersionFigures{
			Routine: c.Routine.ID, Version: c.Routine.Version, Title: c.Routine.Title, Plan: c.Routine,
			Cases: Count{N: v.cases}, Requirements: figuresOf(v.rows, func(*rowSum) int { return v.cases }),
		})
	}
	slices.SortFunc(list, func(a, b VersionFigures) int { return cmp.Or(cmp.Compare(a.Routine, b.Routine), a.Version-b.Version) })
	return list
}

func (s *Sum) waiting() []Wait {
	var list []Wait
	for key, w := range s.waits {
		median, worst := middle(w.days)
		list = append(list, Wait{key.routine, key.state, w.title, Count{N: len(w.days)}, Count{N: w.now}, median, worst})
	}
	slices.SortFunc(list, func(a, b Wait) int {
		return cmp.Or(cmp.Compare(b.Median, a.Median), cmp.Compare(b.Worst, a.Worst), cmp.Compare(a.Routine, b.Routine), cmp.Compare(a.State, b.State))
	})
	return list
}
