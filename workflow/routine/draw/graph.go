package draw

import (
	"cmp"
	"slices"

	"kjentvei/workflow/routine"
)

// graph is the states of a routine, by their place in its file, and where
// steps lead from each. Going from a state to itself does not count.
type graph struct {
	index  map[string]int
	next   [][]int // by place in the file, without repetition
	starts []int
}

func newGraph(r *routine.Routine) *graph {
	g := &graph{index: map[string]int{}, next: make([][]int, len(r.States))}
	for i := range r.States {
		g.index[r.States[i].ID] = i
	}
	for i := range r.Steps {
		for _, from := range r.Steps[i].From {
			for _, target := range possible(&r.Steps[i]) {
				at, known := g.index[from]
				to, leads := g.index[target.State]
				if known && leads && at != to && !slices.Contains(g.next[at], to) {
					g.next[at] = append(g.next[at], to)
				}
			}
		}
	}
	for _, next := range g.next {
		slices.Sort(next)
	}
	for _, s := range r.Scenarios {
		if i, ok := g.index[s.Start]; ok && !slices.Contains(g.starts, i) {
			g.starts = append(g.starts, i)
		}
	}
	return g
}

// groups parts the states into those that ways connect, in the order of the
// scenarios that begin in them.
func (g *graph) groups() [][]int {
	near := make([][]int, len(g.next)) // either way
	for from, next := range g.next {
		for _, to := range next {
			near[from] = append(near[from], to)
			near[to] = append(near[to], from)
		}
	}
	seen := make([]bool, len(near))
	var groups [][]int
	for _, first := range g.fromStarts() {
		var members []int
		for queue := []int{first}; len(queue) > 0; queue = queue[1:] {
			if at := queue[0]; !seen[at] {
				seen[at] = true
				members = append(members, at)
				queue = append(queue, near[at]...)
			}
		}
		if len(members) > 0 {
			slices.Sort(members)
			groups = append(groups, members)
		}
	}
	return groups
}

// fromStarts lists every state, those first in which a case begins.
func (g *graph) fromStarts() []int {
	list := slices.Clone(g.starts)
	for i := range g.next {
		if !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	return list
}

// arrange orders the states of a group from top to bottom: as the file does,
// or by rank where that makes a picture calmer by a fifth or more. Who writes
// a routine tells it in its order, and ranks would mix what it keeps apart; but
// a file need not be in order.
func (g *graph) arrange(members []int) []int {
	ranked := g.byRank(members)
	if 5*g.unrest(ranked) <= 4*g.unrest(members) {
		return ranked
	}
	return members
}

// unrest is how far all lines run, past how many boxes; back counts double.
func (g *graph) unrest(order []int) int {
	sum := 0
	for at, from := range order {
		for _, to := range g.next[from] {
			if distance := slices.Index(order, to) - at; distance > 0 {
				sum += distance
			} else {
				sum -= 2 * distance
			}
		}
	}
	return sum
}

// byRank orders by the longest way forward, and within a rank so that lines
// are short. What cannot be told apart stands as in the file.
func (g *graph) byRank(members []int) []int {
	forward := g.forward(members)
	rank := ranks(members, forward)
	order := slices.Clone(members)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
	above, below := map[int][]int{}, forward
	for _, from := range members {
		for _, to := range forward[from] {
			above[to] = append(above[to], from)
		}
	}
	for _, near := range []map[int][]int{above, below} {
		centre := barycentres(order, near)
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(centre[a], centre[b]))
		})
	}
	return order
}

// forward is the ways of a group without those that lead back: to a state that
// is on the way from a start to where they begin.
func (g *graph) forward(members []int) map[int][]int {
	const (
		open = iota + 1
		done
	)
	forward := map[int][]int{}
	visited := map[int]int{}
	var visit func(at int)
	visit = func(at int) {
		visited[at] = open
		for _, to := range g.next[at] {
			if visited[to] == open {
				continue
			}
			forward[at] = append(forward[at], to)
			if visited[to] == 0 {
				visit(to)
			}
		}
		visited[at] = done
	}
	for _, at := range g.fromStarts() {
		if slices.Contains(members, at) && visited[at] == 0 {
			visit(at)
		}
	}
	return forward
}

// ranks is the longest way forward to each state.
func ranks(members []int, forward map[int][]int) map[int]int {
	rank := map[int]int{}
	for range members { // no way is longer than this
		for _, from := range members {
			for _, to := range forward[from] {
				rank[to] = max(rank[to], rank[from]+1)
			}
		}
	}
	return rank
}

// barycentres is where on average the neighbours of each state stand; one
// without neighbours stays where it is.
func barycentres(order []int, near map[int][]int) map[int]float64 {
	centre := map[int]float64{}
	for at, i := range order {
		sum := 0
		for _, j := range near[i] {
			sum += slices.Index(order, j)
		}
		centre[i] = float64(at)
		if n := len(near[i]); n > 0 {
			centre[i] = float64(sum) / float64(n)
		}
	}
	return centre
}
