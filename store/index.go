package store

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/uuid"
	"github.com/tidwall/btree"
)

// index is all that lists need, in memory: an entry for each case, the entries
// in the order of every sort, and which cases name whom. It holds no more than
// the records do and is built from them at Open: 100,000 cases take about
// 30 MB. The writer changes it after each commit, before it answers.
type index struct {
	mu         sync.RWMutex
	moved      *sync.Cond // on mu.RLocker: generation has gone up, or broken is set
	generation int        // bbolt transaction up to which the index is complete
	broken     bool       // it will not go up any more

	names      symbols
	routines   []workflow.RoutineRef
	routineIDs []uint32                       // symbol of the id of each of routines
	routine    map[workflow.RoutineRef]uint32 // place in routines

	chunks [][]entry // entry of case n: chunks[n/chunkSize][n%chunkSize]; a place that is empty has number 0
	count  int
	ids    map[uuid.UUID]uint32 // case numbers

	answers map[answerID]uint64 // answer numbers

	// Each case lies in one cell, by what is few and changes: so a list of one
	// or several schools, states, or of open cases is a merge of whole cells.
	cells map[cellKey]*cell
	all   []*cell // cells, by their place

	// Which cases name an actor, student, scenario or routine (symbols of
	// their ids), ascending. A case is never taken off a list again: who reads
	// one asks the entry as well. So a list is right for older snapshots too.
	byActor    postings
	byStudent  postings
	byScenario postings
	byRoutine  postings
}

// entry is a record in memory, without its events. What it refers to by number
// is a symbol, or a place in index.routines.
type entry struct {
	cell        *cell
	reference   string
	folded      string // reference for sorting and searching, letter case aside
	people      []uint32
	id          uuid.UUID
	opened      int64 // seconds since 1970
	revision    uint64
	number      uint32 // of the case; 0: no case
	due         int32  // days; noDue for none
	scenario    uint32
	student     uint32
	responsible uint32
	closedAs    uint32
	routine     uint32
	involved    uint32 // how many of people are involved; the others are recused
}

// noDue sorts cases without a deadline after all others.
const noDue = math.MaxInt32

const chunkSize = 512

type cellKey struct {
	school, state uint32
	closed        bool
}

type cell struct {
	cellKey
	place int // in index.all
	trees [orderCount]*btree.BTreeG[*entry]
}

// order is what a list can be sorted by.
type order uint8

const (
	byOpened order = iota
	byDue
	byReference
	orderCount
)

// compare sorts entries by an order, and equal ones by number.
func (o order) compare(a, b *entry) int {
	c := 0
	switch o {
	case byOpened:
		c = cmp.Compare(a.opened, b.opened)
	case byDue:
		c = cmp.Compare(a.due, b.due)
	case byReference:
		c = strings.Compare(a.folded, b.folded)
	}
	if c == 0 {
		return cmp.Compare(a.number, b.number)
	}
	return c
}

func (o order) less(a, b *entry) bool { return o.compare(a, b) < 0 }

func fold(reference string) string { return strings.ToUpper(reference) }

func newIndex() *index {
	ix := &index{
		names:      newSymbols(),
		routine:    map[workflow.RoutineRef]uint32{},
		ids:        map[uuid.UUID]uint32{},
		answers:    map[answerID]uint64{},
		cells:      map[cellKey]*cell{},
		byActor:    postings{},
		byStudent:  postings{},
		byScenario: postings{},
		byRoutine:  postings{},
	}
	ix.moved = sync.NewCond(ix.mu.RLocker())
	return ix
}

// at gives the entry of a case, nil when there is none. mu is held.
func (ix *index) at(number uint64) *entry {
	if number/chunkSize >= uint64(len(ix.chunks)) {
		return nil
	}
	if e := &ix.chunks[number/chunkSize][number%chunkSize]; e.number != 0 {
		return e
	}
	return nil
}

// place gives the entry of a case, an empty one when it is new.
func (ix *index) place(number uint64) *entry {
	for number/chunkSize >= uint64(len(ix.chunks)) {
		ix.chunks = append(ix.chunks, make([]entry, chunkSize))
	}
	return &ix.chunks[number/chunkSize][number%chunkSize]
}

func (ix *index) cellOf(rec *workflow.Record) *cell {
	key := cellKey{ix.names.add(string(rec.School)), ix.names.add(rec.State), rec.Closed}
	if c := ix.cells[key]; c != nil {
		return c
	}
	c := &cell{cellKey: key, place: len(ix.all)}
	for o := range orderCount {
		c.trees[o] = btree.NewBTreeGOptions(o.less, btree.Options{NoLocks: true})
	}
	ix.cells[key] = c
	ix.all = append(ix.all, c)
	return c
}

// entryOf turns a record into an entry and enters its names, but puts the entry
// nowhere yet.
func (ix *index) entryOf(rec *workflow.Record, id uuid.UUID) entry {
	e := entry{
		cell:        ix.cellOf(rec),
		reference:   rec.Reference,
		folded:      fold(rec.Reference),
		id:          id,
		opened:      rec.OpenedAt.Unix(),
		revision:    rec.Revision,
		number:      uint32(rec.Number),
		due:         dueKey(rec.DueOn),
		scenario:    ix.names.add(rec.Scenario),
		student:     ix.names.add(string(rec.Student)),
		responsible: ix.names.add(string(rec.Responsible)),
		closedAs:    ix.names.add(rec.ClosedAs),
		routine:     ix.routineOf(rec.Routine),
		involved:    uint32(len(rec.Involved)),
		people:      make([]uint32, 0, len(rec.Involved)+len(rec.Recused)),
	}
	for _, actor := range rec.Involved {
		e.people = append(e.people, ix.names.add(string(actor)))
	}
	for _, actor := range rec.Recused {
		e.people = append(e.people, ix.names.add(string(actor)))
	}
	return e
}

func dueKey(d calendar.Date) int32 {
	if d == 0 {
		return noDue
	}
	return int32(d)
}

func (ix *index) routineOf(ref workflow.RoutineRef) uint32 {
	n, ok := ix.routine[ref]
	if !ok {
		n = uint32(len(ix.routines))
		ix.routines = append(ix.routines, ref)
		ix.routineIDs = append(ix.routineIDs, ix.names.add(ref.ID))
		ix.routine[ref] = n
	}
	return n
}

// post enters e in the lists by name.
func (ix *index) post(e *entry) {
	for _, actor := range e.people[:e.involved] {
		ix.byActor.add(actor, e.number)
	}
	if e.responsible != 0 {
		ix.byActor.add(e.responsible, e.number)
	}
	if e.student != 0 {
		ix.byStudent.add(e.student, e.number)
	}
	ix.byScenario.add(e.scenario, e.number)
	ix.byRoutine.add(ix.routineIDs[e.routine], e.number)
}

// put makes the index say of a case what rec says. mu is held for writing.
func (ix *index) put(rec *workflow.Record) {
	id, _ := parseUUID(string(rec.ID)) // appendRecord has seen it
	next := ix.entryOf(rec, id)
	e := ix.place(rec.Number)
	was := *e
	moved := func(o order) bool {
		return was.number == 0 || was.cell != next.cell || o.compare(&was, &next) != 0
	}
	for o := range orderCount {
		if was.number != 0 && moved(o) {
			was.cell.trees[o].Delete(e)
		}
	}
	*e = next
	for o := range orderCount {
		if moved(o) {
			next.cell.trees[o].Set(e)
		}
	}
	if was.number == 0 {
		ix.ids[id] = e.number
		ix.count++
	}
	ix.post(e)
}

// number finds a case by its public id, 0 for none.
func (ix *index) number(id workflow.CaseID) uint64 {
	raw, ok := parseUUID(string(id))
	if !ok {
		return 0
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return uint64(ix.ids[raw])
}

// casesOf gives the numbers of the cases that are, or were, about a student.
func (ix *index) casesOf(student workflow.StudentID) []uint64 {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var numbers []uint64
	for _, n := range ix.byStudent[ix.names.find(string(student))] {
		numbers = append(numbers, uint64(n))
	}
	return numbers
}

// commit enters what a transaction has written, and lets wait go on.
func (ix *index) commit(generation int, s *stage) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	for _, number := range sortedKeys(s.records) {
		ix.put(s.records[number])
	}
	for id, number := range s.answers {
		ix.answers[id] = number
	}
	for _, p := range s.purged {
		if ix.answers[p.id] == p.number {
			delete(ix.answers, p.id)
		}
	}
	ix.generation = generation
	ix.moved.Broadcast()
}

// fail says that the generation will not go up any more.
func (ix *index) fail() {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.broken = true
	ix.moved.Broadcast()
}

// wait returns when the index is at least as new as the given generation; false
// when it never will be.
func (ix *index) wait(generation int) bool {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	for ix.generation < generation && !ix.broken {
		ix.moved.Wait()
	}
	return ix.generation >= generation
}

func sortedKeys[V any](m map[uint64]V) []uint64 {
	keys := make([]uint64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
