package store

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

const (
	defaultLimit = 50
	maxLimit     = 100
	// fewEnough is how many entries are looked at without a thought.
	fewEnough = 256
)

// Cases gives one page of records, from memory alone. Nil Schools or Student do
// not restrict; empty ones that are not nil match nothing.
//
// What it costs does not depend on the number of cases as long as what is asked
// for is either frequent or rare: the cells that fit are merged in the order
// asked for until the page is full, but when a list of candidates is known to
// be shorter than the search has become, that list is gone through instead.
func (db *DB) Cases(ctx context.Context, q workflow.Query) (page []workflow.Record, next string, err error) {
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	if db.closed.Load() {
		return nil, "", ErrClosed
	}
	s, err := parseSort(q.Sort)
	if err != nil {
		return nil, "", err
	}
	limit := q.Limit
	if limit == 0 {
		limit = defaultLimit
	}
	if limit < 1 || limit > maxLimit {
		return nil, "", fmt.Errorf("%w: limit %d is not between 1 and %d", workflow.ErrInvalid, limit, maxLimit)
	}
	ix := db.index
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	after, err := ix.parseCursor(s, q.Cursor)
	if err != nil {
		return nil, "", err
	}
	found := ix.find(&q, s, after, limit+1)
	if len(found) > limit {
		found = found[:limit]
		next = s.cursor(found[limit-1])
	}
	page = make([]workflow.Record, len(found))
	for i, e := range found {
		page[i] = ix.record(e)
	}
	return page, next, nil
}

// find gives the first n entries behind after that the query's reader may see.
// Where the reader sees only what involves them, that is a search of its own:
// the few cases of one person among all those of other schools.
func (ix *index) find(q *workflow.Query, s sorting, after *entry, n int) []*entry {
	f := ix.filter(q)
	if q.SeesAll == nil {
		return ix.search(f, s, after, n)
	}
	schools := make(map[uint32]bool, len(q.SeesAll))
	for _, school := range q.SeesAll {
		schools[ix.names.find(string(school))] = true
	}
	found := ix.search(f.atSchools(ix, schools, true), s, after, n)
	found = append(found, ix.search(f.atSchools(ix, schools, false).ofMember(ix), s, after, n)...)
	slices.SortFunc(found, s.inOrder)
	return found[:min(n, len(found))]
}

// search gives the first n entries behind after that match, sorted.
func (ix *index) search(f *filter, s sorting, after *entry, n int) []*entry {
	if f.never {
		return nil
	}
	list, known := f.shortest()
	if known && len(list) <= fewEnough {
		return ix.pick(f, s, after, n, list)
	}
	other, lo, hi := f.bounded(s.order)
	budget := math.MaxInt
	switch {
	case known:
		budget = len(list)
	case other != s.order:
		budget = 2 * fewEnough
	}
	found, complete := ix.scan(f, s, after, n, budget)
	if complete {
		return found
	}
	if other != s.order {
		if numbers, complete := ix.between(f, other, lo, hi, 16*fewEnough); complete {
			return ix.pick(f, s, after, n, numbers)
		}
	}
	if known {
		return ix.pick(f, s, after, n, list)
	}
	found, _ = ix.scan(f, s, after, n, math.MaxInt)
	return found
}

// shortest gives the shortest list that holds all matches, if there is one.
func (f *filter) shortest() (list []uint32, known bool) {
	for i, other := range f.lists {
		if i == 0 || len(other) < len(list) {
			list = other
		}
	}
	return list, len(f.lists) > 0
}

// bounded gives an order other than that of the list in which all matches lie
// between two entries; the order of the list itself if there is none.
func (f *filter) bounded(list order) (o order, lo, hi *entry) {
	for o := range orderCount {
		if lo, hi := f.bounds(o); o != list && (lo != nil || hi != nil) {
			return o, lo, hi
		}
	}
	return list, nil, nil
}

// bounds says between which entries, lo included, all matches lie in an order;
// nil where there is no bound.
func (f *filter) bounds(o order) (lo, hi *entry) {
	switch {
	case o == byDue && f.due != 0:
		return nil, &entry{due: f.due}
	case o == byReference && f.prefix != "":
		return &entry{folded: f.prefix}, &entry{folded: f.prefix + "\xff"}
	}
	return nil, nil
}

// between lists the entries from lo up to hi in an order, cell by cell;
// complete unless there are more than longest.
func (ix *index) between(f *filter, o order, lo, hi *entry, longest int) (numbers []uint32, complete bool) {
	complete = true
	collect := func(e *entry) bool {
		if hi != nil && !o.less(e, hi) {
			return false
		}
		complete = len(numbers) < longest
		numbers = append(numbers, e.number)
		return complete
	}
	for place, chosen := range f.cells {
		switch tree := ix.all[place].trees[o]; {
		case !chosen || !complete:
		case lo == nil:
			tree.Scan(collect)
		default:
			tree.Ascend(lo, collect)
		}
	}
	return numbers, complete
}

// scan goes through the chosen cells in the order of the list until it has n
// matches. It gives up, not complete, after budget entries.
func (ix *index) scan(f *filter, s sorting, after *entry, n, budget int) (found []*entry, complete bool) {
	lo, hi := f.bounds(s.order)
	from, stop := lo, hi
	if s.descending {
		from, stop = hi, lo
	}
	if after != nil && (from == nil || s.before(from, after)) {
		from = after
	}
	m := ix.merge(f, s, from)
	for e := m.next(); e != nil; e = m.next() {
		if stop != nil && s.before(stop, e) {
			break
		}
		if budget--; budget < 0 {
			return nil, false
		}
		if after != nil && e.number == after.number && s.compare(e, after) == 0 || !f.match(ix, e) {
			continue
		}
		if found = append(found, e); len(found) == n {
			break
		}
	}
	return found, true
}

// pick gives the first n matches among the cases listed.
func (ix *index) pick(f *filter, s sorting, after *entry, n int, numbers []uint32) []*entry {
	var found []*entry
	for _, number := range numbers {
		e := ix.at(uint64(number))
		if e == nil || after != nil && s.inOrder(e, after) <= 0 ||
			len(found) == n && s.inOrder(e, found[n-1]) >= 0 || !f.match(ix, e) {
			continue
		}
		if len(found) == n {
			found = found[:n-1]
		}
		i, _ := slices.BinarySearchFunc(found, e, s.inOrder)
		found = slices.Insert(found, i, e)
	}
	return found
}

// record turns an entry back into a record, without its events.
func (ix *index) record(e *entry) workflow.Record {
	name := ix.names.names
	var id [36]byte
	formatUUID(&id, e.id[:])
	rec := workflow.Record{
		Number:      uint64(e.number),
		ID:          workflow.CaseID(id[:]),
		Reference:   e.reference,
		School:      workflow.SchoolID(name[e.cell.school]),
		Routine:     ix.routines[e.routine],
		Scenario:    name[e.scenario],
		State:       name[e.cell.state],
		Closed:      e.cell.closed,
		ClosedAs:    name[e.closedAs],
		Revision:    e.revision,
		Student:     workflow.StudentID(name[e.student]),
		Responsible: workflow.ActorID(name[e.responsible]),
		OpenedAt:    time.Unix(e.opened, 0).UTC(),
		Involved:    ix.actors(e.people[:e.involved]),
		Recused:     ix.actors(e.people[e.involved:]),
	}
	if e.due != noDue {
		rec.DueOn = calendar.Date(e.due)
	}
	return rec
}

func (ix *index) actors(symbols []uint32) []workflow.ActorID {
	if len(symbols) == 0 {
		return nil
	}
	ids := make([]workflow.ActorID, len(symbols))
	for i, symbol := range symbols {
		ids[i] = workflow.ActorID(ix.names.names[symbol])
	}
	return ids
}
