package store

import (
	"encoding/binary"
	"math"

	"github.com/tidwall/btree"
)

// merge goes through the trees of several cells as if they were one: a heap of
// iterators, the one that is next on top. The heap's nodes are small and know
// most of what they are sorted by, so that comparing two seldom looks at cases,
// which lie far apart in memory.
type merge struct {
	sorting
	heap  []node
	iters []btree.IterG[*entry]
}

type node struct {
	key   uint64
	entry *entry
	iter  int // place in merge.iters
}

// key is as much of what an order sorts by as 8 bytes hold: when two differ,
// they stand as their entries do.
func (o order) key(e *entry) uint64 {
	switch o {
	case byOpened:
		return uint64(e.opened) ^ 1<<63
	case byDue:
		return uint64(int64(e.due) - math.MinInt32)
	}
	var head [8]byte
	copy(head[:], e.folded)
	return binary.BigEndian.Uint64(head[:])
}

// merge begins at from, or at the very beginning when it is nil: ascending with
// the first entry that is not before it, descending with the last not behind it.
func (ix *index) merge(f *filter, s sorting, from *entry) *merge {
	m := &merge{sorting: s, iters: make([]btree.IterG[*entry], 0, f.chosen), heap: make([]node, 0, f.chosen)}
	for place, chosen := range f.cells {
		tree := ix.all[place].trees[s.order]
		if !chosen || tree.Len() == 0 {
			continue
		}
		m.iters = append(m.iters, tree.Iter())
		last := len(m.iters) - 1
		if it := &m.iters[last]; start(it, s, from) {
			m.heap = append(m.heap, node{s.key(it.Item()), it.Item(), last})
		}
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	return m
}

// start puts an iterator on its first entry, false when there is none.
func start(it *btree.IterG[*entry], s sorting, from *entry) bool {
	switch {
	case from == nil && s.descending:
		return it.Last()
	case from == nil:
		return it.First()
	case !s.descending:
		return it.Seek(from)
	case !it.Seek(from):
		return it.Last()
	case s.before(it.Item(), from):
		return it.Prev()
	}
	return true
}

// next gives the entry on top and moves on, nil at the end.
func (m *merge) next() *entry {
	if len(m.heap) == 0 {
		return nil
	}
	top := &m.heap[0]
	e, it := top.entry, &m.iters[top.iter]
	more := false
	if m.descending {
		more = it.Prev()
	} else {
		more = it.Next()
	}
	if more {
		top.entry = it.Item()
		top.key = m.key(top.entry)
	} else {
		last := len(m.heap) - 1
		m.heap[0] = m.heap[last]
		m.heap = m.heap[:last]
	}
	m.sink(0)
	return e
}

func (m *merge) precedes(a, b *node) bool {
	if a.key != b.key {
		return (a.key < b.key) != m.descending
	}
	return m.before(a.entry, b.entry)
}

// sink restores the heap below i.
func (m *merge) sink(i int) {
	for {
		first := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(m.heap); child++ {
			if m.precedes(&m.heap[child], &m.heap[first]) {
				first = child
			}
		}
		if first == i {
			return
		}
		m.heap[i], m.heap[first] = m.heap[first], m.heap[i]
		i = first
	}
}
