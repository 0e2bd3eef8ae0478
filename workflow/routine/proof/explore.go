package proof

import (
	"container/heap"
	"errors"
	"slices"
)

// maxStates bounds one exploration. A routine that needs more is refused, and
// says so: nothing is ever half looked at and called proved.
const maxStates = 1_000_000

// exploration is what was found in a model.
type exploration struct {
	m      *model
	order  []state
	parent []int32
	by     []int32 // the move that led there
	index  map[state]int32
	goal   int32 // the first state looked for, or -1
}

var errLimit = errors.New("more states than the limit")

func newExploration(m *model) *exploration {
	return &exploration{m: m, index: map[state]int32{}, goal: -1}
}

// look visits every state that can be reached, nearest first, until one is
// found that is looked for. A nil wanted visits all.
func (x *exploration) look(wanted func(s *state) bool, limit int) error {
	x.start(wanted)
	for at := int32(0); int(at) < len(x.order) && x.goal < 0; at++ {
		x.expand(at, wanted, nil)
		if len(x.order) > limit {
			return errLimit
		}
	}
	return nil
}

// seek visits what seems nearest to the goal first, by an estimate: for finding
// that something can be done, when it does not matter how.
func (x *exploration) seek(wanted func(s *state) bool, far func(s *state) int, limit int) error {
	x.start(wanted)
	queue := &frontier{}
	for i := range x.order {
		heap.Push(queue, ahead{far(&x.order[i]), int32(i)})
	}
	for queue.Len() > 0 && x.goal < 0 {
		x.expand(heap.Pop(queue).(ahead).at, wanted, func(at int32) { heap.Push(queue, ahead{far(&x.order[at]), at}) })
		if len(x.order) > limit {
			return errLimit
		}
	}
	return nil
}

func (x *exploration) start(wanted func(*state) bool) {
	ages := []uint8{minor, 0, adult} // a student of 17 first: that is who most stories are about
	if _, looked := x.m.at["age"]; !looked {
		ages = ages[1:2]
	}
	for _, age := range ages {
		var nothing state
		nothing[control] = x.m.closed
		if at, looked := x.m.at["age"]; looked {
			nothing[at] = age
		}
		for i := range x.m.moves {
			if v := &x.m.moves[i]; v.kind == opens {
				x.m.run(&nothing, v, nil, func(next *state) { x.add(next, -1, int32(i), wanted) })
			}
		}
	}
}

func (x *exploration) expand(at int32, wanted func(*state) bool, added func(int32)) {
	s := x.order[at]
	for i := range x.m.moves {
		v := &x.m.moves[i]
		if v.kind == opens {
			continue
		}
		x.m.run(&s, v, nil, func(next *state) {
			before := len(x.order)
			x.add(next, at, int32(i), wanted)
			if added != nil && len(x.order) > before {
				added(int32(before))
			}
		})
	}
}

func (x *exploration) add(s *state, parent, by int32, wanted func(*state) bool) {
	if _, seen := x.index[*s]; seen {
		return
	}
	at := int32(len(x.order))
	x.index[*s] = at
	x.order = append(x.order, *s)
	x.parent, x.by = append(x.parent, parent), append(x.by, by)
	if x.goal < 0 && wanted != nil && wanted(s) {
		x.goal = at
	}
}

// link is one move of a path, and the state it led to.
type link struct {
	move  *move
	state state
}

// path is how the exploration came to a state, from the opening on.
func (x *exploration) path(to int32) []link {
	var links []link
	for at := to; at >= 0; at = x.parent[at] {
		links = append(links, link{&x.m.moves[x.by[at]], x.order[at]})
	}
	slices.Reverse(links)
	return links
}

// doubts lists the facts and requirements that the model did not look at and
// that the first doubtful move of a path depended on. A path without doubts can
// be walked by people.
func (m *model) doubts(path []link) []string {
	for i, l := range path {
		var list []string
		var from state
		if i == 0 {
			from[control] = m.closed
			if at, ok := m.at["age"]; ok {
				from[at] = l.state[at]
			}
		} else {
			from = path[i-1].state
		}
		m.run(&from, l.move, func(id string) { list = addOnce(list, id) }, func(*state) {})
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

type ahead struct {
	far int
	at  int32
}

// frontier is a heap of states yet to be visited.
type frontier []ahead

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	return f[i].far < f[j].far || f[i].far == f[j].far && f[i].at < f[j].at
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(a any)   { *f = append(*f, a.(ahead)) }
func (f *frontier) Pop() any {
	old := *f
	last := old[len(old)-1]
	*f = old[:len(old)-1]
	return last
}
