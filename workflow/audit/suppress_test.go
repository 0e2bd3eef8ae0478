package audit

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// often is n, and more under make torture.
func often(n int) uint64 {
	if more, err := strconv.Atoi(os.Getenv("KJENTVEI_TORTURE")); err == nil && more > 0 {
		n *= more
	}
	return uint64(n)
}

// someBriefs are cases of some schools and years, as figures see them: most
// requirements are met, and few of each other verdict are given.
func someBriefs(dice *rand.Rand, schools, cases int) []*Brief {
	plans := []*Rules{}
	for _, id := range []string{"kjentmann", "county-six-steps"} {
		r, _ := routine.Find(id)
		plans = append(plans, Compile(r))
	}
	first := calendar.On(2024, time.September, 1)
	var list []*Brief
	for range cases {
		rules := plans[dice.IntN(5)/4]
		b := &Brief{rules: rules, School: fmt.Sprintf("skole-%02d", dice.IntN(schools)), Opened: first.Add(dice.IntN(700))}
		b.Scenario = []string{"self_referral", "third_party_concern", "intoxicated_at_school", Cleared}[min(3, dice.IntN(7)/2)]
		b.ClosedAs = []string{"closed", "closed", "closed", "", "voided"}[min(4, dice.IntN(9)/2)]
		for k := range rules.demands {
			if dice.IntN(3) > 0 {
				continue
			}
			j := []Judgement{Satisfied, Satisfied, Satisfied, Satisfied, Late, Pending, Waived, Violated}[dice.IntN(8)]
			v := briefly{demand: uint16(k), judgement: j}
			switch j {
			case Late:
				v.late = uint32(10 + dice.IntN(90))
			case Pending:
				v.overdue = dice.IntN(3) == 0
			case Waived:
				b.waivers = append(b.waivers, briefWaiver{uint16(k), []string{"nobody_reached", "individual_need"}[dice.IntN(2)]})
			}
			b.verdicts = append(b.verdicts, v)
		}
		if b.stays = []stay{{"received", dice.IntN(9), b.ClosedAs == ""}}; dice.IntN(3) == 0 {
			b.refusals, b.breaches = []string{"P1"}, 1
		}
		list = append(list, b)
	}
	return list
}

func figuresOfBriefs(list []*Brief, scope Scope) *Figures {
	s := NewSum(scope)
	for _, b := range list {
		s.Add(b)
	}
	return s.Figures()
}

// cellsOf is every count of some figures, by what it is.
func cellsOf(f *Figures) map[string]*Count {
	cells := map[string]*Count{}
	f.cells(func(k cellKey, c *Count) {
		name := strings.Join(strings.Fields(k.what+" "+k.of+" "+k.requirement), " ")
		if k.said != "" {
			name += "/" + k.said
		}
		cells[name] = c
	})
	return cells
}

// attacker is somebody who has what was published and knows how it adds up, and
// solves the equations one column after the other, in whole numbers modulo a
// prime of their own.
type attacker struct {
	hidden map[string]int // name of a hidden cell → column
	names  []string
	rows   []map[int]int64 // coefficients of the hidden cells
}

const attackersPrime = 2_147_483_647

// knows adds that some cells, each with a sign, come to something known.
func (a *attacker) knows(published map[string]*Count, terms map[string]int64) {
	row := map[int]int64{}
	for name, sign := range terms {
		c, told := published[name]
		if !told || !c.Hidden {
			continue
		}
		if _, ok := a.hidden[name]; !ok {
			a.hidden[name] = len(a.names)
			a.names = append(a.names, name)
		}
		row[a.hidden[name]] += sign
	}
	a.rows = append(a.rows, row)
}

// learns lists the hidden cells that have only one solution: those of which a
// combination of the equations has nothing else.
func (a *attacker) learns() (known []string) {
	width := len(a.names)
	m := make([][]int64, len(a.rows))
	for i, row := range a.rows {
		m[i] = make([]int64, width)
		for column, factor := range row {
			m[i][column] = (factor + attackersPrime) % attackersPrime
		}
	}
	done := 0
	for column := 0; column < width && done < len(m); column++ {
		pivot := done
		for pivot < len(m) && m[pivot][column] == 0 {
			pivot++
		}
		if pivot == len(m) {
			continue
		}
		m[done], m[pivot] = m[pivot], m[done]
		inverse := power(m[done][column], attackersPrime-2)
		for c := range width {
			m[done][c] = m[done][c] * inverse % attackersPrime
		}
		for other := range m {
			times := m[other][column]
			if other == done || times == 0 {
				continue
			}
			for c := column; c < width; c++ {
				m[other][c] = (m[other][c] + (attackersPrime-times)*m[done][c]) % attackersPrime
			}
		}
		done++
	}
	for _, row := range m[:done] {
		var there []string
		for c, factor := range row {
			if factor != 0 {
				there = append(there, a.names[c])
			}
		}
		if len(there) == 1 {
			known = append(known, there[0])
		}
	}
	return known
}

func power(base, exponent int64) int64 {
	result := int64(1)
	for ; exponent > 0; exponent /= 2 {
		if exponent%2 == 1 {
			result = result * base % attackersPrime
		}
		base = base * base % attackersPrime
	}
	return result
}

// TestNothingSmallIsPublished looks at published figures of many invented towns.
func TestNothingSmallIsPublished(t *testing.T) {
	shown, large := 0, 0
	for seed := range often(20) {
		dice := rand.New(rand.NewPCG(seed, 5))
		list := someBriefs(dice, 1+dice.IntN(3), 5+dice.IntN(200))
		truth := cellsOf(figuresOfBriefs(list, Scope{}))
		f := figuresOfBriefs(list, Scope{})
		Publish(Small, f)
		published := cellsOf(f)
		for name, c := range published {
			switch n := truth[name].N; {
			case !c.Hidden && c.N != n:
				t.Fatalf("seed %d: %s is published as %d, and is %d", seed, name, c.N, n)
			case !c.Hidden && n > 0 && n < Small:
				t.Fatalf("seed %d: %s is published, and is %d", seed, name, n)
			case c.Hidden && c.N != 0:
				t.Fatalf("seed %d: %s is hidden, and still says %d", seed, name, c.N)
			case n >= 2*Small:
				if large++; !c.Hidden {
					shown++
				}
			}
		}
	}
	if shown*10 < large*6 {
		t.Errorf("of %d numbers from %d on, only %d are told", large, 2*Small, shown)
	}
	t.Logf("of %d numbers from %d on, %d are told", large, 2*Small, shown)
}

// TestOrderTellsNothing: lists are sorted by size, and what is hidden of them is not.
func TestOrderTellsNothing(t *testing.T) {
	n := func(code string, count int) Tally { return Tally{Code: code, Count: Count{N: count}} }
	f := &Figures{
		Refusals: []Tally{n("P1", 9), n("P8", 4), n("role", 3), n("P2", 1)},
		Waiting: []Wait{
			{State: "z", Stays: Count{N: 2}, Median: 30, Worst: 30}, {State: "m", Stays: Count{N: 8}, Median: 9, Worst: 12}, {State: "a", Stays: Count{N: 3}, Median: 1, Worst: 1},
		},
	}
	Publish(Small, f)
	var order []string
	for _, r := range f.Refusals {
		order = append(order, r.Code)
	}
	for _, w := range f.Waiting {
		order = append(order, w.State)
	}
	if have := strings.Join(order, " "); have != "P1 P2 P8 role m a z" {
		t.Errorf("in the order %s", have)
	}
}

// TestNothingCanBeWorkedOut lets somebody who knows how everything adds up try.
func TestNothingCanBeWorkedOut(t *testing.T) {
	for seed := range often(5) {
		dice := rand.New(rand.NewPCG(seed, 6))
		f := figuresOfBriefs(someBriefs(dice, 1+dice.IntN(2), 10+dice.IntN(80)), Scope{})
		Publish(Small, f)
		a := attack(f)
		if known := a.learns(); len(known) > 0 {
			t.Errorf("seed %d: %v can be worked out", seed, known)
		}
	}
}

// attack writes down what adds up, anew.
func attack(f *Figures) *attacker {
	a, cells := &attacker{hidden: map[string]int{}}, cellsOf(f)
	all := func(name string) map[string]int64 {
		terms := map[string]int64{}
		for j := range judgements {
			terms[name+"/"+j.String()] = 1
		}
		return terms
	}
	a.knows(cells, map[string]int64{"cases": -1, "open": 1, "closed": 1})
	versions := map[string]int64{"cases": -1}
	for i := range f.Versions {
		v := fmt.Sprintf("version %s@%d", f.Versions[i].Routine, f.Versions[i].Version)
		versions[v] = 1
		for k := range f.Versions[i].Requirements {
			terms := all(v + " " + f.Versions[i].Requirements[k].Requirement.ID)
			terms[v] = -1
			a.knows(cells, terms)
		}
	}
	a.knows(cells, versions)
	for i := range f.Requirements {
		id := f.Requirements[i].Requirement.ID
		whole := all("row " + id)
		for j := range judgements {
			terms := map[string]int64{"row " + id + "/" + j.String(): -1}
			for k := range f.Versions {
				name := fmt.Sprintf("version %s@%d", f.Versions[k].Routine, f.Versions[k].Version)
				if _, has := cells[name+" "+id+"/late"]; has {
					terms[name+" "+id+"/"+j.String()] = 1
					whole[name] = -1
				}
			}
			a.knows(cells, terms)
		}
		a.knows(cells, whole)
	}
	for kind, groups := range map[string][]Group{"scenario": f.Scenarios, "month": f.Months, "year": f.Years, "school": f.BySchool} {
		if len(groups) == 0 {
			continue
		}
		cases := map[string]int64{"cases": -1}
		for i := range groups {
			cases[kind+" "+groups[i].ID] = 1
			a.knows(cells, all(kind+" "+groups[i].ID))
		}
		a.knows(cells, cases)
		for j := range judgements {
			terms := map[string]int64{}
			for i := range groups {
				terms[kind+" "+groups[i].ID+"/"+j.String()] = 1
			}
			for i := range f.Requirements {
				terms["row "+f.Requirements[i].Requirement.ID+"/"+j.String()] = -1
			}
			a.knows(cells, terms)
		}
	}
	return a
}

// The attack is worth something: without the complementary hiding it succeeds.
func TestTheAttackerCanSubtract(t *testing.T) {
	f := figuresOfBriefs(someBriefs(rand.New(rand.NewPCG(1, 7)), 1, 80), Scope{})
	for _, c := range cellsOf(f) {
		c.Hidden = c.N > 0 && c.N < Small
	}
	if len(attack(f).learns()) == 0 {
		t.Error("nothing is learnt where only small numbers are hidden")
	}
}

// TestGrid: one school, or one year, cannot be had by subtracting others.
func TestGrid(t *testing.T) {
	list := someBriefs(rand.New(rand.NewPCG(3, 8)), 4, 150)
	years := []Scope{{}, {From: calendar.On(2024, 8, 1), To: calendar.On(2025, 7, 31)}, {From: calendar.On(2025, 8, 1), To: calendar.On(2026, 7, 31)}, {From: calendar.On(2026, 8, 1), To: calendar.On(2027, 7, 31)}}
	var grid [][]*Figures
	for _, schools := range [][]string{nil, {"skole-00"}, {"skole-01"}, {"skole-02"}, {"skole-03"}} {
		var row []*Figures
		for _, year := range years {
			year.Schools = schools
			row = append(row, figuresOfBriefs(list, year))
		}
		grid = append(grid, row)
	}
	PublishGrid(Small, grid)
	looked := 0
	for year := range years {
		whole := cellsOf(grid[0][year])
		parts := map[string]int{} // how many schools tell of it, and how many hide it
		hidden := map[string]int{}
		for _, row := range grid[1:] {
			for name, c := range cellsOf(row[year]) {
				if parts[name]++; c.Hidden {
					hidden[name]++
				}
			}
		}
		for name, n := range parts {
			c := whole[name]
			if n < 2 || c == nil || strings.HasSuffix(name, "/overdue") {
				continue
			}
			looked++
			if hidden[name] == 1 && !c.Hidden || hidden[name] == 0 && c.Hidden {
				t.Fatalf("%s in year %d: one can be had from the others", name, year)
			}
		}
	}
	if looked < 500 {
		t.Errorf("only %d numbers were looked at", looked)
	}
}

func BenchmarkPublishCounty(b *testing.B) {
	list := someBriefs(rand.New(rand.NewPCG(4, 9)), 20, 3000)
	for b.Loop() {
		var grid [][]*Figures
		for school := -1; school < 20; school++ {
			scope := Scope{}
			if school >= 0 {
				scope.Schools = []string{fmt.Sprintf("skole-%02d", school)}
			}
			grid = append(grid, []*Figures{figuresOfBriefs(list, scope)})
		}
		PublishGrid(Small, grid)
	}
}
