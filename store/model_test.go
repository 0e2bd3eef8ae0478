package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// model is what a store should say, kept in the plainest way.
type model struct {
	t       *rapid.T
	db      *store.DB
	path    string
	seq     uint64
	cases   []*workflow.Record // by number-1
	events  map[uint64]workflow.Event
	student map[workflow.StudentID]*workflow.Student
	staff   map[workflow.ActorID]*workflow.Staff
	answers map[string]workflow.Answer
}

func TestRandomOperationsAgainstModel(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	t.Parallel()
	dir, run := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		m := &model{
			t: rt, path: filepath.Join(dir, fmt.Sprintf("%d.db", run)),
			events:  map[uint64]workflow.Event{},
			student: map[workflow.StudentID]*workflow.Student{},
			staff:   map[workflow.ActorID]*workflow.Staff{},
			answers: map[string]workflow.Answer{},
		}
		m.open()
		defer func() { m.db.Close() }()
		rt.Repeat(map[string]func(*rapid.T){
			"update":  m.update,
			"people":  m.people,
			"answer":  m.answer,
			"failing": m.failing,
			"reopen":  func(*rapid.T) { m.close(); m.open() },
			"list":    m.list,
			"":        m.check,
		})
		m.close()
	})
}

func (m *model) open() {
	db, err := store.Open(m.path, store.Options{})
	if err != nil {
		m.t.Fatal(err)
	}
	m.db = db
}

func (m *model) close() {
	for _, problem := range m.db.Check(ctx) {
		m.t.Errorf("check: %v", problem)
	}
	if err := m.db.Close(); err != nil {
		m.t.Fatal(err)
	}
}

func few(prefix string, n int) *rapid.Generator[string] {
	return rapid.Map(rapid.IntRange(0, n-1), func(i int) string { return fmt.Sprintf("%s-%d", prefix, i) })
}

// vary changes what a step may change of a record.
func vary(t *rapid.T, r *workflow.Record) {
	r.State = few("state", 3).Draw(t, "state")
	r.Closed = rapid.Bool().Draw(t, "closed")
	r.DueOn = calendar.Date(rapid.SampledFrom([]int{0, 739000, 739001, 739002}).Draw(t, "due"))
	r.Responsible = workflow.ActorID(few("actor", 4).Draw(t, "responsible"))
	r.Involved = nil
	for _, id := range rapid.SliceOfNDistinct(few("actor", 6), 0, 3, rapid.ID).Draw(t, "involved") {
		r.Involved = append(r.Involved, workflow.ActorID(id))
	}
	r.Student = workflow.StudentID(few("student", 4).Draw(t, "student"))
	if r.Student == "student-0" {
		r.Student = ""
	}
}

// drawStep draws a new case, or one of those in cases, and its next events.
func (m *model) drawStep(t *rapid.T, cases []*workflow.Record) (*workflow.Record, []workflow.Event) {
	r := &workflow.Record{
		ID:        workflow.CaseID(newID()),
		Reference: few("Ref", 3).Draw(t, "reference") + few("x", 3).Draw(t, "rest"),
		School:    workflow.SchoolID(few("school", 3).Draw(t, "school")),
		Scenario:  few("scenario", 2).Draw(t, "scenario"),
		Routine:   workflow.RoutineRef{ID: few("routine", 2).Draw(t, "routine"), Version: 1, Hash: "hash"},
		OpenedAt:  epoch.Add(time.Duration(rapid.IntRange(0, 5).Draw(t, "opened")) * time.Hour),
	}
	for _, id := range rapid.SliceOfNDistinct(few("actor", 6), 0, 1, rapid.ID).Draw(t, "recused") {
		r.Recused = append(r.Recused, workflow.ActorID(id))
	}
	if len(cases) > 0 && rapid.IntRange(0, 2).Draw(t, "new") > 0 {
		stored := *rapid.SampledFrom(cases).Draw(t, "case")
		r = &stored
	}
	vary(t, r)
	var events []workflow.Event
	for i := range rapid.IntRange(1, 3).Draw(t, "events") {
		e := newEvent(r, rapid.IntRange(0, 3000).Draw(t, "bytes"))
		if i > 0 && rapid.Bool().Draw(t, "refused") {
			e.Outcome, e.Revision = workflow.Refused, r.Revision
		}
		r.Revision = e.Revision
		events = append(events, e)
	}
	return r, events
}

// update makes some steps in one transaction, each seeing those before it.
func (m *model) update(t *rapid.T) {
	cases := slices.Clone(m.cases)
	seq := m.seq
	events := maps.Clone(m.events)
	err := m.db.Update(ctx, func(tx workflow.Tx) error {
		for range rapid.IntRange(1, 3).Draw(t, "steps") {
			r, next := m.drawStep(t, cases)
			if err := tx.Append(r, next); err != nil {
				return err
			}
			for _, e := range next {
				seq++
				if e.Seq != seq || e.Case != r.Number {
					t.Fatalf("event %d of case %d, want %d of %d", e.Seq, e.Case, seq, r.Number)
				}
				events[seq] = e
			}
			if int(r.Number) > len(cases) {
				cases = append(cases, r)
			}
			cases[r.Number-1] = r
			m.compare(t, tx, cases, events)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	m.cases, m.seq, m.events = cases, seq, events
}

// failing makes steps in a transaction that is then given up.
func (m *model) failing(t *rapid.T) {
	gone := errors.New("gone")
	err := m.db.Update(ctx, func(tx workflow.Tx) error {
		r, next := m.drawStep(t, m.cases)
		if err := errors.Join(tx.Append(r, next), tx.PutStudent(&workflow.Student{ID: "nobody", School: "school-0"})); err != nil {
			return err
		}
		return gone
	})
	if err != gone {
		t.Fatal(err)
	}
}

func (m *model) people(t *rapid.T) {
	student := &workflow.Student{
		ID:     workflow.StudentID(few("student", 5).Draw(t, "student")),
		School: workflow.SchoolID(few("school", 3).Draw(t, "school")),
		Class:  few("class", 3).Draw(t, "class"),
	}
	staff := &workflow.Staff{ID: workflow.ActorID(few("actor", 5).Draw(t, "actor")), Disabled: rapid.Bool().Draw(t, "disabled")}
	if name := few("user", 4).Draw(t, "user"); name != "user-0" && !m.taken(name, staff.ID) {
		staff.User = name
	}
	for _, school := range rapid.SliceOfN(few("school", 3), 0, 3).Draw(t, "schools") {
		staff.Roles = append(staff.Roles, workflow.SchoolRole{School: workflow.SchoolID(school), Role: "teacher"})
	}
	err := m.db.Update(ctx, func(tx workflow.Tx) error {
		return errors.Join(tx.PutStudent(student), tx.PutStaff(staff))
	})
	if err != nil {
		t.Fatal(err)
	}
	m.student[student.ID], m.staff[staff.ID] = student, staff
}

// taken tells whether a user name is somebody else's.
func (m *model) taken(user string, id workflow.ActorID) bool {
	for _, s := range m.staff {
		if s.User == user && s.ID != id {
			return true
		}
	}
	return false
}

func (m *model) compareStaff(t *rapid.T, tx workflow.Tx) {
	var want []*workflow.Staff
	for _, id := range slices.Sorted(maps.Keys(m.staff)) {
		want = append(want, m.staff[id])
	}
	got, err := tx.AllStaff()
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Fatalf("all staff: %v %s", err, diff)
	}
	for i := range 4 {
		name := fmt.Sprintf("user-%d", i)
		s, err := tx.StaffByUser(name)
		if !m.taken(name, "") {
			if !errors.Is(err, workflow.ErrNotFound) {
				t.Fatalf("%s: %v %v", name, s, err)
			}
		} else if err != nil || s.User != name {
			t.Fatalf("%s: %v %v", name, s, err)
		}
	}
}

func (m *model) answer(t *rapid.T) {
	key := few("key", 5).Draw(t, "key")
	a := workflow.Answer{Case: workflow.CaseID(newID()), Revision: 3, At: epoch}
	if err := m.db.Update(ctx, func(tx workflow.Tx) error { return tx.PutAnswer("actor", key, a) }); err != nil {
		t.Fatal(err)
	}
	m.answers[key] = a
}

// check compares all that a View and lists say.
func (m *model) check(t *rapid.T) {
	err := m.db.View(ctx, func(tx workflow.Tx) error {
		m.compare(t, tx, m.cases, m.events)
		for key, want := range m.answers {
			if got, err := tx.Answer("actor", key); err != nil || *got != want {
				t.Fatalf("answer %s: %v, %v", key, got, err)
			}
		}
		for i := range 3 {
			m.compareSchool(t, tx, workflow.SchoolID(fmt.Sprintf("school-%d", i)))
		}
		m.compareStaff(t, tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (m *model) compare(t *rapid.T, tx workflow.Tx, cases []*workflow.Record, events map[uint64]workflow.Event) {
	of := map[workflow.StudentID][]*workflow.Record{}
	for _, want := range cases {
		got, err := tx.Record(want.ID)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Fatalf("case %d: %v %s", want.Number, err, diff)
		}
		read, err := tx.Events(got)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range read {
			if diff := gocmp.Diff(events[e.Seq], e); diff != "" {
				t.Fatalf("event %d: %s", e.Seq, diff)
			}
		}
		if want.Student != "" {
			of[want.Student] = append(of[want.Student], want)
		}
	}
	for i := range 4 {
		student := workflow.StudentID(fmt.Sprintf("student-%d", i))
		got, err := tx.RecordsOf(student)
		if diff := gocmp.Diff(of[student], got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Fatalf("cases of %s: %v %s", student, err, diff)
		}
	}
}

func (m *model) compareSchool(t *rapid.T, tx workflow.Tx, school workflow.SchoolID) {
	var students []*workflow.Student
	for _, id := range slices.Sorted(maps.Keys(m.student)) {
		if m.student[id].School == school {
			students = append(students, m.student[id])
		}
	}
	var staff []*workflow.Staff
	for _, id := range slices.Sorted(maps.Keys(m.staff)) {
		s := m.staff[id]
		if !s.Disabled && slices.ContainsFunc(s.Roles, func(r workflow.SchoolRole) bool { return r.School == school }) {
			staff = append(staff, s)
		}
	}
	gotStudents, err := tx.StudentsAt(school)
	gotStaff, err2 := tx.StaffAt(school)
	if diff := gocmp.Diff(students, gotStudents) + gocmp.Diff(staff, gotStaff); diff != "" || errors.Join(err, err2) != nil {
		t.Fatalf("at %s: %v %s", school, errors.Join(err, err2), diff)
	}
}

// drawQuery draws a query that restricts more or less of everything.
func drawQuery(t *rapid.T) workflow.Query {
	some := func(name string, g *rapid.Generator[string]) string {
		if rapid.IntRange(0, 3).Draw(t, "by "+name) > 0 {
			return ""
		}
		return g.Draw(t, name)
	}
	q := workflow.Query{
		Involving:   workflow.ActorID(some("involving", few("actor", 7))),
		Reader:      workflow.ActorID(some("reader", few("actor", 7))),
		State:       some("state", few("state", 4)),
		Scenario:    some("scenario", few("scenario", 3)),
		Routine:     some("routine", few("routine", 3)),
		Responsible: workflow.ActorID(some("responsible", few("actor", 5))),
		Reference:   some("reference", rapid.SampledFrom([]string{"r", "REF-1", "ref-2x-0", "q"})),
		Sort:        rapid.SampledFrom([]string{"", "opened_at", "-opened_at", "due_on", "-due_on", "reference", "-reference"}).Draw(t, "sort"),
		Limit:       rapid.IntRange(1, 4).Draw(t, "limit"),
	}
	if rapid.IntRange(0, 3).Draw(t, "by due") == 0 {
		q.OverdueOn = calendar.Date(rapid.IntRange(739000, 739003).Draw(t, "overdue"))
	}
	if rapid.IntRange(0, 5).Draw(t, "by on time") == 0 {
		q.OnTimeOn = calendar.Date(rapid.IntRange(739000, 739003).Draw(t, "on time"))
	}
	if rapid.IntRange(0, 2).Draw(t, "by closed") == 0 {
		q.Closed = new(rapid.Bool().Draw(t, "closed"))
	}
	if rapid.IntRange(0, 2).Draw(t, "by school") == 0 {
		q.Schools = []workflow.SchoolID{}
		for _, s := range rapid.SliceOfN(few("school", 4), 0, 3).Draw(t, "schools") {
			q.Schools = append(q.Schools, workflow.SchoolID(s))
		}
	}
	if rapid.IntRange(0, 1).Draw(t, "by sight") == 0 {
		q.SeesAll = []workflow.SchoolID{}
		for _, s := range rapid.SliceOfN(few("school", 4), 0, 2).Draw(t, "sees all") {
			q.SeesAll = append(q.SeesAll, workflow.SchoolID(s))
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "by student") == 0 {
		q.Student = []workflow.StudentID{}
		for _, s := range rapid.SliceOfN(few("student", 5), 0, 3).Draw(t, "students") {
			q.Student = append(q.Student, workflow.StudentID(s))
		}
	}
	return q
}

// matches is what Query's comments say, one by one.
func matches(q *workflow.Query, r *workflow.Record) bool {
	return (q.Schools == nil || slices.Contains(q.Schools, r.School)) &&
		(q.Involving == "" || r.Responsible == q.Involving || slices.Contains(r.Involved, q.Involving)) &&
		(q.Reader == "" || !slices.Contains(r.Recused, q.Reader)) &&
		(q.SeesAll == nil || slices.Contains(q.SeesAll, r.School) ||
			q.Reader != "" && (r.Responsible == q.Reader || slices.Contains(r.Involved, q.Reader))) &&
		(q.State == "" || r.State == q.State) &&
		(q.Scenario == "" || r.Scenario == q.Scenario) &&
		(q.Routine == "" || r.Routine.ID == q.Routine) &&
		(q.Responsible == "" || r.Responsible == q.Responsible) &&
		(q.Student == nil || slices.Contains(q.Student, r.Student) && r.Student != "") &&
		(q.Closed == nil || r.Closed == *q.Closed) &&
		(q.OverdueOn == 0 || r.DueOn != 0 && r.DueOn < q.OverdueOn) &&
		(r.DueOn == 0 || r.DueOn >= q.OnTimeOn) &&
		strings.HasPrefix(strings.ToUpper(r.Reference), strings.ToUpper(q.Reference))
}

func expect(q *workflow.Query, cases []*workflow.Record) []uint64 {
	due := func(r *workflow.Record) int64 {
		if r.DueOn == 0 {
			return 1 << 40
		}
		return int64(r.DueOn)
	}
	var found []*workflow.Record
	for _, r := range cases {
		if matches(q, r) {
			found = append(found, r)
		}
	}
	name, descending := strings.CutPrefix(q.Sort, "-")
	if name == "" {
		name, descending = "opened_at", true
	}
	slices.SortFunc(found, func(a, b *workflow.Record) int {
		c := 0
		switch name {
		case "opened_at":
			c = a.OpenedAt.Compare(b.OpenedAt)
		case "due_on":
			c = cmp.Compare(due(a), due(b))
		case "reference":
			c = strings.Compare(strings.ToUpper(a.Reference), strings.ToUpper(b.Reference))
		}
		if c = cmp.Or(c, cmp.Compare(a.Number, b.Number)); descending {
			return -c
		}
		return c
	})
	var numbers []uint64
	for _, r := range found {
		numbers = append(numbers, r.Number)
	}
	return numbers
}

// list reads a list page by page.
func (m *model) list(t *rapid.T) {
	q := drawQuery(t)
	want := expect(&q, m.cases)
	var got []uint64
	for {
		page, next, err := m.db.Cases(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page {
			got = append(got, r.Number)
			full := *m.cases[r.Number-1]
			full.Events = nil
			if diff := gocmp.Diff(full, r, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("case %d: %s", r.Number, diff)
			}
		}
		if q.Cursor = next; next == "" {
			break
		}
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("%+v: %s", q, diff)
	}
}

// TestListsOfManyAgainstModel has lists long enough for every way to search.
func TestListsOfManyAgainstModel(t *testing.T) {
	t.Parallel()
	db := storetest.New(t)
	cases := fill(t, db, 3000, 1, 10)
	closed := []*bool{nil, new(true), new(false)}
	for i, q := range []workflow.Query{
		{}, {Schools: []workflow.SchoolID{"school-07", "school-09"}}, {Involving: "staff-0007"},
		{Scenario: "threats"}, {Scenario: "threats", Routine: "skolemiljo", State: "plan"}, {Reference: "07-2026-0002"},
		{Reference: "0"}, {OverdueOn: calendar.On(2026, 11, 25)}, {OverdueOn: calendar.On(2027, 1, 20)},
		{Student: []workflow.StudentID{cases[5].Student, cases[7].Student}},
		{Reader: "staff-0007", SeesAll: []workflow.SchoolID{}}, {Reader: "staff-0007", SeesAll: []workflow.SchoolID{"school-09", "school-11"}},
		{Responsible: "staff-0007", OverdueOn: calendar.On(2027, 1, 20)}, {Scenario: "threats", Schools: []workflow.SchoolID{"school-07"}},
	} {
		for _, sort := range []string{"opened_at", "-opened_at", "due_on", "-due_on", "reference", "-reference"} {
			q.Sort, q.Limit, q.Closed, q.Cursor = sort, 10+i*6, closed[i%3], ""
			want, got := expect(&q, cases), []uint64(nil)
			for {
				page, next, err := db.Cases(ctx, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range page {
					got = append(got, r.Number)
				}
				if q.Cursor = next; next == "" {
					break
				}
			}
			if !slices.Equal(want, got) {
				t.Errorf("%+v: got %d cases, want %d, or others", q, len(got), len(want))
			}
		}
	}
}
