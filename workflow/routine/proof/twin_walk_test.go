package proof_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// schools is an engine that many walks use one after the other, each in an
// invented school of its own.
type schools struct {
	engine *workflow.Engine
	plan   *routine.Routine
	now    time.Time
	n      int
}

func newSchools(t *testing.T, plan *routine.Routine) *schools {
	t.Helper()
	dir := t.TempDir()
	if ram, err := os.MkdirTemp("/dev/shm", "kjentvei-twin-"); err == nil {
		t.Cleanup(func() { os.RemoveAll(ram) })
		dir = ram // no disk to wait for
	}
	s := &schools{plan: plan}
	engine, err := workflow.NewEngine(t.Context(), storetest.Open(t, filepath.Join(dir, "twins.db")), func() time.Time { return s.now })
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Publish(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	s.engine = engine
	return s
}

// walk is some weeks at one school.
type walk struct {
	*schools
	*rand.Rand
	tally
	scenario string
	wild     bool // things are recorded late, several at once and corrected, and the roster is read in anew
	roster   bool // it was, since the cases were last looked at
	school   workflow.SchoolID
	actors   []workflow.Actor
	students []*workflow.Student
	cases    []*watch
	twins    []*proof.Twin
	favour   []string // steps to take more often
	taken    map[string]int
	wrong    string
	log      []string
}

var staff = []string{"contact_teacher", "kjentmann", "social_counsellor", "department_head", "department_head", "principal", "student_services"}

// bents are the steps that a walk takes more often, one list to a walk.
var bents = [][]string{
	{},
	{"record_contact", "record_consent", "withdraw_consent", "record_child_welfare"},
	{"raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe", "record_contact", "record_child_welfare"},
	{"change_scenario", "record_breach", "acknowledge_breach", "waive"},
	{"change_scenario", "waive"},
	{"record_breach", "acknowledge_breach", "record_contact"},
	{"waive", "reassess", "record_emergency", "review_emergency"},
	{"set_birth_date", "confirm_student", "record_contact", "student_left_school"},
	{"close", "sign_off", "reopen", "record_contact", "void", "confirm_void"},
}

// walk prepares the walk of a seed: one in three is wild.
func (s *schools) walk(scenario string, seed uint64) *walk {
	s.n++
	w := &walk{schools: s, Rand: rand.New(rand.NewPCG(seed, 11)), scenario: scenario, wild: seed%3 == 2, taken: map[string]int{}}
	s.now = time.Date(2026, 8, 17, 7, 0, 0, 0, calendar.Oslo).AddDate(0, 0, w.IntN(200))
	w.school = workflow.SchoolID(fmt.Sprintf("s%d", s.n))
	w.favour = bents[w.IntN(len(bents))]
	for i, role := range staff {
		a := workflow.Actor{
			ID: workflow.ActorID(fmt.Sprintf("%s-%d", w.school, i)), Name: fmt.Sprintf("Test %s %d", role, i),
			Roles: []workflow.SchoolRole{{School: w.school, Role: role}},
		}
		w.must(s.engine.PutStaff(context.Background(), &workflow.Staff{ID: a.ID, Name: a.Name, Roles: a.Roles}))
		w.actors = append(w.actors, a)
	}
	for i := range 2 {
		w.enrol(i)
	}
	return w
}

// enrol makes a student of some age: of 16, of 18, about to be 18, or unknown.
func (w *walk) enrol(i int) {
	s := &workflow.Student{
		ID: workflow.StudentID(fmt.Sprintf("%s-elev%d", w.school, i)), School: w.school, Name: fmt.Sprintf("Elev%d Rogn%s", i, w.school),
		Guardians: []workflow.Guardian{{ID: fmt.Sprintf("%s-g%d", w.school, i), Name: "Foresatt Rogn"}},
	}
	if w.IntN(3) == 0 {
		s.Guardians = append(s.Guardians, workflow.Guardian{ID: fmt.Sprintf("%s-h%d", w.school, i), Name: "Foresatt Selje", Barred: w.IntN(3) == 0})
	}
	switch w.IntN(8) {
	case 0, 1:
		s.BirthDate = w.date(w.now.AddDate(-16, -w.IntN(11), 0))
	case 2:
		s.BirthDate = w.date(w.now.AddDate(-18, -w.IntN(11)-1, 0))
	case 3, 4, 5, 6:
		s.BirthDate = w.date(w.now.AddDate(-18, 0, w.IntN(12)))
	}
	w.must(w.engine.PutStudent(context.Background(), s))
	w.students = append(w.students, s)
}

func (w *walk) date(at time.Time) calendar.Date {
	date, err := calendar.Parse(at.Format(time.DateOnly))
	w.must(err)
	return date
}

func (w *walk) must(err error) {
	if err != nil && w.wrong == "" {
		w.wrong = err.Error()
	}
}

// percent is true so many times of a hundred.
func (w *walk) percent(n int) bool { return w.IntN(100) < n }

func pick[T any](w *walk, list []T) T { return list[w.IntN(len(list))] }

func (w *walk) note(format string, args ...any) {
	w.log = append(w.log, w.now.In(calendar.Oslo).Format("2006-01-02 15:04 ")+fmt.Sprintf(format, args...))
}

// run opens a case, lets things happen, and tries to close every case; and goes
// on for a while after that.
func (w *walk) run() {
	w.open(w.scenario)
	for range 12 + w.IntN(20) {
		w.happen()
	}
	for _, c := range w.cases {
		w.finish(c)
	}
	for range w.IntN(6) {
		w.happen()
	}
}

func (w *walk) happen() {
	if w.wrong != "" || len(w.cases) == 0 {
		return
	}
	switch r := w.IntN(10); {
	case r < 3:
	case r < 6:
		w.now = w.now.Add(time.Duration(w.IntN(300)) * time.Minute)
	default:
		w.now = w.now.AddDate(0, 0, 1+w.IntN(4))
	}
	if w.percent(50) {
		w.lookAll() // else whatever the clock has done comes together with the step
	}
	switch r := w.IntN(24); {
	case r == 0 && len(w.cases) < 3:
		w.open(pick(w, w.plan.Scenarios).ID)
	case r == 1 && w.wild:
		w.enrolAnew()
	case r < 5 && w.wild:
		w.several(pick(w, w.cases))
	default:
		w.something(w.cases[max(0, w.IntN(len(w.cases)+2)-2)])
	}
	w.lookAll()
}

func (w *walk) lookAll() {
	for _, c := range w.cases {
		w.look(c)
	}
	w.roster = false
}

// open opens a case on some student.
func (w *walk) open(scenario string) {
	s, _ := w.plan.Scenario(scenario)
	req := workflow.OpenRequest{Actor: pick(w, w.actors), School: w.school, Routine: w.plan.ID, Scenario: scenario}
	if !s.NoName {
		req.Student = &workflow.StudentInput{ID: pick(w, w.students).ID}
		if w.percent(15) {
			req.Student = &workflow.StudentInput{Name: pick(w, []string{strings.ToLower(w.students[0].Name), "Ny Selje"})}
		}
	}
	var fields []workflow.FieldView
	for _, f := range workflow.OpeningFields(s) {
		fields = append(fields, workflow.FieldView{Field: &f})
	}
	req.Input = w.fill(fields, nil)
	if _, asked := req.Input["contact_safety"]; asked && w.percent(80) {
		req.Input["contact_safety"] = "safe"
	}
	if w.percent(20) {
		req.OccurredAt = w.now.Add(-time.Duration(w.IntN(3*24*60)) * time.Minute)
	}
	result, err := w.engine.Open(context.Background(), req)
	w.note("open %s by %s student %+v %v: %v", scenario, req.Actor.Name, req.Student, req.Input, err)
	if err != nil {
		w.must(err)
		return
	}
	if result.Refusal != nil {
		return
	}
	c := &watch{id: result.ID}
	for _, twin := range w.twins {
		c.twins = append(c.twins, twin.Again())
	}
	w.Cases++
	w.cases = append(w.cases, c)
	w.look(c)
}

// enrolAnew reads the roster in anew: a guardian more, or a birth date.
func (w *walk) enrolAnew() {
	s := pick(w, w.students)
	if s.BirthDate == 0 {
		s.BirthDate = w.date(w.now.AddDate(-17, -w.IntN(20), 0))
	} else {
		s.Guardians = append(slices.Clone(s.Guardians), workflow.Guardian{ID: fmt.Sprintf("%s-%d", s.ID, len(w.log)), Name: "Ny foresatt"})
	}
	w.must(w.engine.PutStudent(context.Background(), s))
	w.roster = true
	w.note("the roster says of %s: born %s, %d guardians", s.ID, s.BirthDate, len(s.Guardians))
}

// view is the case as somebody sees it who may.
func (w *walk) view(id workflow.CaseID) *workflow.View {
	for _, i := range w.Perm(len(w.actors)) {
		if v := w.as(w.actors[i], id); v != nil {
			return v
		}
	}
	return nil // everybody is shut out
}

func (w *walk) as(a workflow.Actor, id workflow.CaseID) *workflow.View {
	v, err := w.engine.Case(context.Background(), a, id)
	if err != nil && !errors.Is(err, workflow.ErrNotFound) {
		w.must(err)
	}
	return v
}

// rare are the steps after which little else happens.
var rare = []string{"void", "merge", "recuse", "student_left_school", "close", "add_note", "appoint_deputy"}

// choose picks somebody, and something that they may do.
func (w *walk) choose(id workflow.CaseID) (workflow.Actor, *workflow.View, *workflow.StepView) {
	a := pick(w, w.actors)
	v := w.as(a, id)
	if v == nil {
		return a, nil, nil
	}
	var own, common, favoured []*workflow.StepView
	steps := v.Steps()
	for i := range steps {
		switch s := &steps[i]; {
		case !s.Allowed, slices.Contains(rare, s.Step.ID) && w.percent(85), s.Step.ID == "correct" && !w.wild:
		case slices.Contains(w.favour, s.Step.ID):
			favoured = append(favoured, s)
		case s.Common:
			common = append(common, s)
		default:
			own = append(own, s)
		}
	}
	for _, list := range w.shuffled(favoured, own, own, common) {
		if len(list) == 0 {
			continue
		}
		s := slices.MinFunc(list, func(x, y *workflow.StepView) int { return w.taken[x.Step.ID] - w.taken[y.Step.ID] })
		if w.percent(60) {
			s = pick(w, list)
		}
		w.taken[s.Step.ID]++
		return a, v, s
	}
	return a, v, nil
}

func (w *walk) shuffled(lists ...[]*workflow.StepView) [][]*workflow.StepView {
	w.Shuffle(len(lists), func(i, j int) { lists[i], lists[j] = lists[j], lists[i] })
	return lists
}

// something has somebody take a step; in a wild walk now and then a late one.
func (w *walk) something(c *watch) {
	a, v, s := w.choose(c.id)
	if s == nil {
		return
	}
	in := workflow.StepInput{Step: s.Step.ID, Input: w.filled(v, s, nil)}
	if w.wild && w.percent(35) {
		in.OccurredAt = w.earlier(v)
	}
	w.take(c, a, in)
}

// several are taken down at once, and in the wrong order.
func (w *walk) several(c *watch) {
	a, v, s := w.choose(c.id)
	if s == nil {
		return
	}
	var list []workflow.StepInput
	steps := slices.DeleteFunc(v.Steps(), func(s workflow.StepView) bool { return !s.Allowed || slices.Contains(rare, s.Step.ID) })
	for range 2 {
		list = append(list, workflow.StepInput{Step: s.Step.ID, OccurredAt: w.earlier(v), Input: w.filled(v, s, nil)})
		s = &steps[w.IntN(len(steps))]
	}
	w.take(c, a, list...)
}

func (w *walk) earlier(v *workflow.View) time.Time {
	return w.now.Add(-time.Duration(w.Int64N(int64(w.now.Sub(v.OpenedAt)) + 1)))
}

func (w *walk) take(c *watch, a workflow.Actor, steps ...workflow.StepInput) bool {
	result, err := w.engine.Take(context.Background(), workflow.StepRequest{Case: c.id, Actor: a, Steps: steps})
	var fields workflow.FieldErrors
	if err != nil && !errors.As(err, &fields) && !errors.Is(err, workflow.ErrNotFound) {
		w.must(err)
	}
	for _, s := range steps {
		told := fmt.Sprint(err)
		switch {
		case err == nil && result.Refusal != nil:
			told = fmt.Sprintf("refused %+v", result.Refusal.Unmet)
		case err == nil:
			told = result.State
		}
		w.note("case %d: %s: %s %s %v: %s", slices.Index(w.cases, c)+1, a.Name, s.Step, s.OccurredAt.Format("01-02 15:04:05"), s.Input, told)
	}
	return err == nil && result.Refusal == nil
}

// finish tries to close a case by what stands in the way: somebody of the
// leadership takes what serves it, waives it, or says that it was left undone.
func (w *walk) finish(c *watch) {
	for range 60 {
		a := pick(w, w.actors[3:6])
		v := w.as(a, c.id)
		if v == nil {
			continue
		}
		if v.Closed || w.wrong != "" {
			return
		}
		w.clear(c, a, v)
		w.look(c)
	}
}

func (w *walk) clear(c *watch, a workflow.Actor, v *workflow.View) {
	steps := map[string]*workflow.StepView{}
	for _, s := range v.Steps() {
		steps[s.Step.ID] = &s
	}
	do := func(step string, given workflow.Input) bool {
		s := steps[step]
		return s != nil && s.Allowed && w.take(c, a, workflow.StepInput{Step: step, Input: w.filled(v, s, given)})
	}
	if do("close", nil) || do("sign_off", nil) {
		return
	}
	for _, u := range steps["sign_off"].Blocked {
		switch {
		case u.Message == "breach_open":
			do("acknowledge_breach", nil)
			return
		case u.Code == "requirement_open":
			w.settle(u.Requirement, do)
			return
		}
	}
	w.something(c)
}

func (w *walk) settle(demand string, do func(string, workflow.Input) bool) {
	switch w.IntN(5) {
	case 0:
		do("waive", workflow.Input{"requirement": demand, "reason": "not_possible"})
	case 1:
		do("record_breach", workflow.Input{"of": demand})
	default:
		for _, s := range w.plan.Steps {
			if slices.Contains(w.plan.Serves(s.ID), demand) && do(s.ID, nil) {
				return
			}
		}
		do(pick(w, []string{"record_contact", "record_child_welfare", "waive"}), nil)
	}
}

// filled fills in a step, and what a breach or a correction carries besides.
func (w *walk) filled(v *workflow.View, s *workflow.StepView, given workflow.Input) workflow.Input {
	in := w.fill(s.Fields, given)
	var carried *routine.Step
	switch s.Step.ID {
	case "record_breach":
		carried, _ = w.plan.Step(fmt.Sprint(in["of"]))
	case "correct":
		for _, e := range v.Case.History() {
			if string(e.ID) == in["event"] {
				carried, _ = w.plan.Step(e.Step)
			}
		}
	}
	if carried != nil {
		var fields []workflow.FieldView
		for i := range carried.Fields {
			fields = append(fields, workflow.FieldView{Field: &carried.Fields[i]})
		}
		in = w.fill(fields, in)
	}
	return in
}

// fill answers what is required, some of what is not, and what an answer needs.
func (w *walk) fill(fields []workflow.FieldView, given workflow.Input) workflow.Input {
	in := workflow.Input{}
	for name, value := range given {
		in[name] = value
	}
	needed := map[string]bool{}
	for range 2 {
		for _, field := range fields {
			if _, done := in[field.Name]; done || !field.Required && !needed[field.Name] && w.percent(70) {
				continue
			}
			if value := w.value(&field); value != nil {
				in[field.Name] = value
			}
			for _, name := range field.Needs(fmt.Sprint(in[field.Name])) {
				needed[name] = true
			}
		}
	}
	return in
}

func (w *walk) value(field *workflow.FieldView) any {
	var options []any
	for _, o := range field.Options {
		options = append(options, o.Value)
	}
	made := len(options) > 0 // by the case
	for _, c := range field.Choices {
		if !made {
			options = append(options, c.Value)
		}
	}
	switch field.Type {
	case "text":
		return "Slik var det"
	case "boolean":
		return w.percent(50)
	case "number":
		low := 1
		if field.Min != nil {
			low = field.Min.Value
		}
		return float64(low)
	case "date":
		if field.Name == "birth_date" {
			return w.now.AddDate(-18, 0, w.IntN(40)-20).Format(time.DateOnly)
		}
		return w.now.AddDate(0, 0, w.IntN(12)).Format(time.DateOnly)
	case "datetime":
		return w.now.UTC().Format(time.RFC3339)
	}
	if len(options) == 0 {
		if field.Typed() {
			return []any{map[string]any{"name": "Kari Typed", "role": "guardian"}}
		}
		return nil
	}
	if field.Type == "choice" {
		if w.percent(35) {
			return options[0] // what usually happens stands first
		}
		return pick(w, options)
	}
	var list []any
	for _, i := range w.Perm(len(options))[:1+w.IntN(min(3, len(options)))] {
		switch {
		case field.Type == "choices":
			list = append(list, options[i])
		case len(list) == 0 || field.Name != "person" && field.Name != "second_leader":
			list = append(list, map[string]any{"id": options[i]})
		}
	}
	return list
}
