package store

import (
	"slices"
	"strings"

	"kjentvei/workflow"
)

// filter is a Query in the index's terms. It is good for as long as the lock is
// held under which it was made.
type filter struct {
	cells       []bool // by place: whether entries there can match
	chosen      int    // how many of the cells
	count       int    // entries in those cells
	involving   uint32
	reader      uint32
	member      uint32 // who must be involved, and not by the wish of the list's reader
	scenario    uint32
	routine     uint32
	responsible uint32
	students    []uint32 // ascending; nil: any
	due         int32    // only cases due before; 0: any
	onTime      int32    // only cases not due before; 0: any
	prefix      string   // of the folded reference

	lists [][]uint32 // ascending case numbers; all that match are on each of them
	never bool       // nothing can match
}

func (ix *index) filter(q *workflow.Query) *filter {
	f := &filter{
		involving:   ix.names.find(string(q.Involving)),
		reader:      ix.names.find(string(q.Reader)),
		scenario:    ix.names.find(q.Scenario),
		routine:     ix.names.find(q.Routine),
		responsible: ix.names.find(string(q.Responsible)),
		prefix:      fold(q.Reference),
	}
	if q.OverdueOn != 0 {
		f.due = int32(min(q.OverdueOn, noDue-1))
	}
	f.onTime = int32(min(q.OnTimeOn, noDue))
	f.restrict(ix.byActor, f.involving)
	f.restrict(ix.byActor, f.responsible)
	f.restrict(ix.byScenario, f.scenario)
	f.restrict(ix.byRoutine, f.routine)
	f.restrictStudents(ix, q.Student)
	f.chooseCells(ix, q)
	f.never = f.never || f.count == 0
	return f
}

// atSchools is the filter for those of its cases that lie at the schools, or for
// those that do not.
func (f *filter) atSchools(ix *index, schools map[uint32]bool, inside bool) *filter {
	part := *f
	part.cells, part.count = make([]bool, len(ix.all)), 0
	for i, c := range ix.all {
		if part.cells[i] = f.cells[i] && schools[c.school] == inside; part.cells[i] {
			part.count += c.trees[0].Len()
		}
	}
	part.never = f.never || part.count == 0
	return &part
}

// ofMember restricts a filter to the cases that involve its reader.
func (f *filter) ofMember(ix *index) *filter {
	f.member, f.lists = f.reader, slices.Clone(f.lists)
	f.restrict(ix.byActor, f.member)
	f.never = f.never || f.member == 0
	return f
}

// restrict notes the list of those who name a symbol, if one is asked for.
func (f *filter) restrict(p postings, symbol uint32) {
	if symbol == 0 {
		return
	}
	f.lists = append(f.lists, p[symbol])
	f.never = f.never || len(p[symbol]) == 0
}

// restrictStudents is like restrict for any of several. An empty list that is
// not nil matches nothing: it is what is left when somebody may see no student.
func (f *filter) restrictStudents(ix *index, students []workflow.StudentID) {
	if students == nil {
		return
	}
	f.students = []uint32{}
	var list []uint32
	for _, id := range students {
		if symbol := ix.names.find(string(id)); symbol != 0 && symbol != unknownName {
			f.students = append(f.students, symbol)
			list = append(list, ix.byStudent[symbol]...)
		}
	}
	slices.Sort(f.students)
	slices.Sort(list)
	list = slices.Compact(list)
	f.lists = append(f.lists, list)
	f.never = f.never || len(list) == 0
}

// about tells whether a student is one of those asked for.
func (f *filter) about(student uint32) bool {
	_, found := slices.BinarySearch(f.students, student)
	return found
}

// chooseCells marks the cells that the query does not leave out. As with
// students, no schools at all match nothing unless they are nil.
func (f *filter) chooseCells(ix *index, q *workflow.Query) {
	var schools map[uint32]bool
	if q.Schools != nil {
		schools = map[uint32]bool{}
		for _, school := range q.Schools {
			schools[ix.names.find(string(school))] = true
		}
	}
	state := ix.names.find(q.State)
	f.cells = make([]bool, len(ix.all))
	for i, c := range ix.all {
		f.cells[i] = (schools == nil || schools[c.school]) &&
			(state == 0 || state == c.state) &&
			(q.Closed == nil || *q.Closed == c.closed)
		if f.cells[i] {
			f.chosen++
			f.count += c.trees[0].Len()
		}
	}
}

// match tells whether an entry belongs in the list.
func (f *filter) match(ix *index, e *entry) bool {
	involved, recused := e.people[:e.involved], e.people[e.involved:]
	switch {
	case !f.cells[e.cell.place],
		f.due != 0 && e.due >= f.due,
		e.due < f.onTime,
		f.scenario != 0 && e.scenario != f.scenario,
		f.responsible != 0 && e.responsible != f.responsible,
		f.routine != 0 && ix.routineIDs[e.routine] != f.routine,
		f.students != nil && !f.about(e.student),
		f.reader != 0 && slices.Contains(recused, f.reader),
		f.involving != 0 && f.involving != e.responsible && !slices.Contains(involved, f.involving),
		f.member != 0 && f.member != e.responsible && !slices.Contains(involved, f.member):
		return false
	}
	return strings.HasPrefix(e.folded, f.prefix)
}
