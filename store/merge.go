package store

import (
	"github.com/tidwall/btree"
)

// merge goes through the trees of several cells as if they were one: a heap of
// iterators, the one that is next on top.
type merge struct {
	sorting
	heads []head
}

type head struct {
	entry *entry
	iter  btree.IterG[*entry]
}

// merge begins at from, or at the very beginning when it is nil: ascending with
// the first entry that is not before it, descending with the last not behind it.
func (ix *index) merge(f *filter, s sorting, from *entry) *merge {
	m := &merge{sorting: s}
	for place, chosen := range f.cells {
		tree := ix.all[place].trees[s.order]
		if !chosen || tree.Len() == 0 {
			continue
		}
		h := head{iter: tree.Iter()}
		if h.start(s, from) {
			h.entry = h.iter.Item()
			m.heads = append(m.heads, h)
		}
	}
	for i := len(m.heads)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
	return m
}

// start puts the iterator on the first entry, false when there is none.
func (h *head) start(s sorting, from *entry) bool {
	switch {
	case from == nil && s.descending:
		return h.iter.Last()
	case from == nil:
		return h.iter.First()
	case !s.descending:
		return h.iter.Seek(from)
	case !h.iter.Seek(from):
		return h.iter.Last()
	case s.before(h.iter.Item(), from):
		return h.iter.Prev()
	}
	return true
}

// next gives the entry on top and moves on, nil at the end.
func (m *merge) next() *entry {
	if len(m.heads) == 0 {
		return nil
	}
	h := &m.heads[0]
	e := h.entry
	more := false
	if m.descending {
		more = h.iter.Prev()
	} else {
		more = h.iter.Next()
	}
	if more {
		h.entry = h.iter.Item()
	} else {
		last := len(m.heads) - 1
		m.heads[0] = m.heads[last]
		m.heads = m.heads[:last]
	}
	m.sink(0)
	return e
}

// sink restores the heap below i.
func (m *merge) sink(i int) {
	for {
		first := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(m.heads); child++ {
			if m.before(m.heads[child].entry, m.heads[first].entry) {
				first = child
			}
		}
		if first == i {
			return
		}
		m.heads[i], m.heads[first] = m.heads[first], m.heads[i]
		i = first
	}
}
