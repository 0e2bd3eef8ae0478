package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// A history is a case as it really goes, written as a script in
// testdata/script: an archive whose comment says what happens in words, and
// whose files are named for the routine that they are played on (all.txt: on
// every one). Each line is a verb:
//
//	now 2026-09-01T10:40              the school's clock, only forward
//	student NAME [born=D] [guardians=a,b] [barred=a] [staff=a:principal]
//	open SCENARIO by WHO [student=NAME | name="…" [born=D]] [field=value …]
//	                                  (a choice left out is the last one)
//	take STEP by WHO [at=T] [field=value …]
//	many by WHO : STEP at=T field=value : STEP …
//	refuse STEP by WHO CODE REQUIREMENT [field=value …]
//	invalid STEP by WHO FIELD [field=value …]
//	unseen by WHO                     the case does not exist for this person
//	case N                            go on with the N-th case opened
//	state S | closed AS | open-again | revision N | responsible WHO|nobody
//	fact F=V | standing REQUIREMENT WHAT | due REQUIREMENT D [overdue|waiting]
//	allowed STEP by WHO | blocked STEP by WHO CODE REQUIREMENT
//	work REQUIREMENT by WHO [not]     the case is on this person's worklist for it
//	finish by WHO, WHO                sign off by the first, close by the second
//
// In values, people are staff by role code, guardians and "student" by name,
// or "Name:role" for somebody typed in; @STEP is the latest event of a step,
// #N the N-th case opened.
func TestHistories(t *testing.T) {
	for file, archive := range histories(t) {
		for _, section := range archive.Files {
			for _, id := range routinesOf(section.Name) {
				t.Run(strings.TrimSuffix(file, ".txtar")+"/"+id, func(t *testing.T) {
					t.Parallel()
					playHistory(t, file, section, id)
				})
			}
		}
	}
}

// played is what came of each history that this process has played, by file,
// section and routine: whether it went as told. Each property names many, and
// need not play them again.
var played sync.Map

// playHistory plays a section of a history on a routine.
func playHistory(t *testing.T, file string, section txtar.File, id string) {
	t.Helper()
	well := false
	defer func() { played.Store([3]string{file, section.Name, id}, well) }()
	newHistory(t, id).play(file+"/"+section.Name, string(section.Data))
	well = !t.Failed()
}

// school is the invented school of the tests: one account a role, named for it.
var school = []string{
	"contact_teacher", "contact_teacher_2", "kjentmann", "social_counsellor", "department_head", "department_head_2",
	"principal", "student_services", "auditor", "observer", "administrator",
}

type history struct {
	t       *testing.T
	engine  *workflow.Engine
	store   workflow.Store
	now     time.Time
	routine string
	cases   []workflow.CaseID
	current workflow.CaseID
	where   string
}

func newHistory(t *testing.T, routineID string) *history {
	h := &history{t: t, routine: routineID, now: time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)}
	db := storetest.New(t)
	engine, err := workflow.NewEngine(t.Context(), db, func() time.Time { return h.now })
	if err != nil {
		t.Fatal(err)
	}
	engine.NumberBy(rand.NewChaCha8([32]byte{}).Uint64)
	h.engine, h.store = engine, db
	if _, err := engine.Routine(routineID); err != nil {
		h.must(engine.Publish(t.Context(), invented(t, routineID)))
	}
	t.Cleanup(func() { verify(t, db, h.now) })
	for _, id := range school {
		role := strings.TrimSuffix(id, "_2")
		h.must(engine.PutStaff(t.Context(), &workflow.Staff{
			ID: workflow.ActorID(id), Name: "Test " + id, Roles: []workflow.SchoolRole{{School: "rogn", Role: role}},
		}))
	}
	h.must(engine.PutStaff(t.Context(), &workflow.Staff{ID: "outsider", Name: "Test outsider", Roles: []workflow.SchoolRole{{School: "selje", Role: "principal"}}}))
	return h
}

// invented is a plan of testdata/routines: other actors, other steps, the same law.
func invented(t *testing.T, id string) *routine.Routine {
	t.Helper()
	data, err := os.ReadFile("../testdata/routines/" + id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, problems := routine.Read(data)
	if len(problems) > 0 {
		t.Fatalf("%s:\n%v", id, problems)
	}
	return r
}

// verify folds every case anew, by an engine that remembers nothing.
func verify(t *testing.T, store workflow.Store, now time.Time) {
	t.Helper()
	engine, err := workflow.NewEngine(context.Background(), store, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	mismatches, err := engine.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mismatches {
		t.Errorf("case %s: %s", m.Case, m.Message)
	}
}

func (h *history) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("%s: %v", h.where, err)
	}
}

func (h *history) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Fatalf("%s: %s", h.where, fmt.Sprintf(format, args...))
}

func (h *history) actor(id string) workflow.Actor {
	if id != "outsider" && !slices.Contains(school, id) {
		h.fail("nobody is called %q", id)
	}
	at := workflow.SchoolID("rogn")
	role := strings.TrimSuffix(id, "_2")
	if id == "outsider" {
		at, role = "selje", "principal"
	}
	return workflow.Actor{ID: workflow.ActorID(id), Name: "Test " + id, Roles: []workflow.SchoolRole{{School: at, Role: role}}}
}

func (h *history) play(file, script string) {
	h.t.Helper()
	for i, line := range strings.Split(script, "\n") {
		h.where = fmt.Sprintf("%s:%d: %s", file, i+1, strings.TrimSpace(line))
		words := split(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		verb, ok := verbs[words[0]]
		if !ok {
			h.fail("no such verb")
		}
		verb(h, parseWords(words[1:]))
	}
	h.audited()
}

// split cuts a line into words; "quoted words" stay together, also after a =.
func split(line string) []string {
	var words []string
	var word strings.Builder
	quoted, any := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case (r == ' ' || r == '\t') && !quoted:
			if any {
				words = append(words, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
			any = true
		}
	}
	if any {
		words = append(words, word.String())
	}
	return words
}

// words are the words of a line: plain ones, and those with a name.
type words struct {
	plain []string
	named map[string]string
	order []string
}

func parseWords(list []string) words {
	w := words{named: map[string]string{}}
	for _, word := range list {
		name, value, ok := strings.Cut(word, "=")
		if ok && name != "" {
			w.named[name] = value
			w.order = append(w.order, name)
		} else {
			w.plain = append(w.plain, word)
		}
	}
	return w
}

// by is the person after the word by.
func (w words) by() string {
	if i := slices.Index(w.plain, "by"); i >= 0 && i+1 < len(w.plain) {
		return w.plain[i+1]
	}
	return ""
}

// after lists the plain words that follow the person.
func (w words) after() []string {
	i := slices.Index(w.plain, "by")
	return w.plain[min(i+2, len(w.plain)):]
}

func (h *history) view(as string) *workflow.View {
	h.t.Helper()
	v, err := h.engine.Case(h.t.Context(), h.actor(as), h.current)
	h.must(err)
	return v
}

// anyone sees the current case.
func (h *history) look() *workflow.View {
	h.t.Helper()
	for _, id := range []string{"kjentmann", "department_head", "principal", "social_counsellor", "department_head_2", "contact_teacher"} {
		if v, err := h.engine.Case(h.t.Context(), h.actor(id), h.current); err == nil {
			return v
		}
	}
	h.fail("nobody sees the case")
	return nil
}

func (h *history) time(words string) time.Time {
	h.t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", words, calendar.Oslo)
	h.must(err)
	return at
}

// input reads field=value pairs with the types that the step's fields have.
func (h *history) input(step string, w words) workflow.Input {
	h.t.Helper()
	fields := map[string]routine.Field{}
	add := func(list []routine.Field) {
		for _, f := range list {
			fields[f.Name] = f
		}
	}
	rules, err := h.engine.Routine(h.routine)
	h.must(err)
	if s, ok := rules.Routine.Step(step); ok {
		add(s.Fields)
	}
	if s, ok := rules.Routine.Scenario(step); ok {
		add(workflow.OpeningFields(s))
	}
	of := w.named["of"]
	if name, ok := strings.CutPrefix(w.named["event"], "@"); ok {
		of = name
	}
	if s, ok := rules.Routine.Step(of); ok {
		add(s.Fields)
	}
	input := workflow.Input{}
	for name, words := range w.named {
		if name == "at" && step != "" {
			continue
		}
		f, known := fields[name]
		if !known {
			input[name] = words
			continue
		}
		input[name] = h.value(f, words)
	}
	return input
}

func (h *history) value(f routine.Field, words string) any {
	h.t.Helper()
	switch f.Type {
	case "number":
		n, err := strconv.ParseFloat(words, 64)
		h.must(err)
		return n
	case "boolean":
		return words == "true"
	case "datetime":
		return h.time(words).Format(time.RFC3339)
	case "choices":
		list := []any{}
		for _, word := range strings.Split(words, ",") {
			list = append(list, word)
		}
		return list
	case "people":
		list := []any{}
		for _, word := range strings.Split(words, ",") {
			list = append(list, h.person(word))
		}
		return list
	}
	if step, ok := strings.CutPrefix(words, "@"); ok {
		return string(h.latest(step).ID)
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(words, "#")); err == nil && strings.HasPrefix(words, "#") && n <= len(h.cases) {
		return string(h.cases[n-1])
	}
	return words
}

func (h *history) person(word string) map[string]any {
	if name, role, ok := strings.Cut(word, ":"); ok {
		return map[string]any{"name": name, "role": role}
	}
	if word == "student" {
		return map[string]any{"id": string(h.look().Student().ID)}
	}
	return map[string]any{"id": word}
}

func (h *history) latest(step string) workflow.Event {
	h.t.Helper()
	for _, e := range slices.Backward(h.look().Case.History()) {
		if e.Step == step && e.Outcome == workflow.Done {
			return e
		}
	}
	h.fail("no event of %s", step)
	return workflow.Event{}
}

func (h *history) request(w words, steps ...workflow.StepInput) (*workflow.Result, error) {
	return h.engine.Take(context.Background(), workflow.StepRequest{Case: h.current, Actor: h.actor(w.by()), Steps: steps})
}

func (h *history) step(w words) workflow.StepInput {
	h.t.Helper()
	s := workflow.StepInput{Step: w.plain[0], Input: h.input(w.plain[0], w)}
	if at, ok := w.named["at"]; ok {
		s.OccurredAt = h.time(at)
	}
	return s
}

var verbs map[string]func(*history, words)

func init() {
	verbs = map[string]func(*history, words){
		"now":         (*history).doNow,
		"student":     (*history).doStudent,
		"open":        (*history).doOpen,
		"take":        (*history).doTake,
		"many":        (*history).doMany,
		"refuse":      (*history).doRefuse,
		"invalid":     (*history).doInvalid,
		"unseen":      (*history).doUnseen,
		"case":        (*history).doCase,
		"state":       (*history).doState,
		"verdict":     (*history).doVerdict,
		"closed":      (*history).doClosed,
		"open-again":  (*history).doOpenAgain,
		"revision":    (*history).doRevision,
		"responsible": (*history).doResponsible,
		"fact":        (*history).doFact,
		"standing":    (*history).doStanding,
		"due":         (*history).doDue,
		"allowed":     (*history).doAllowed,
		"blocked":     (*history).doBlocked,
		"work":        (*history).doWork,
		"finish":      (*history).doFinish,
	}
}

func (h *history) doNow(w words) {
	next := h.time(w.plain[0])
	if next.Before(h.now) {
		h.fail("the clock goes forward only")
	}
	h.now = next
}

func (h *history) doStudent(w words) {
	s := &workflow.Student{ID: workflow.StudentID(w.plain[0]), School: "rogn", Name: "Elev " + w.plain[0], Class: "2STA"}
	if born, ok := w.named["born"]; ok {
		date, err := calendar.Parse(born)
		h.must(err)
		s.BirthDate = date
	}
	for _, name := range listed(w.named["guardians"]) {
		g := workflow.Guardian{ID: name, Name: "Foresatt " + name, Barred: slices.Contains(listed(w.named["barred"]), name)}
		for _, pair := range listed(w.named["staff"]) {
			if who, staff, _ := strings.Cut(pair, ":"); who == name {
				g.Staff = workflow.ActorID(staff)
			}
		}
		s.Guardians = append(s.Guardians, g)
	}
	h.must(h.engine.PutStudent(h.t.Context(), s))
}

func listed(words string) []string {
	if words == "" {
		return nil
	}
	return strings.Split(words, ",")
}

func (h *history) doOpen(w words) {
	scenario := w.plain[0]
	req := workflow.OpenRequest{Actor: h.actor(w.by()), School: "rogn", Routine: h.routine, Scenario: scenario}
	named := maps.Clone(w.named)
	if id, ok := named["student"]; ok {
		req.Student = &workflow.StudentInput{ID: workflow.StudentID(id)}
	} else if name, ok := named["name"]; ok {
		req.Student = &workflow.StudentInput{Name: name, BirthDate: named["born"]}
	}
	if at, ok := named["at"]; ok {
		req.OccurredAt = h.time(at)
	}
	if _, asked := named["contact_safety"]; !asked && req.Student != nil {
		named["contact_safety"] = "safe"
	}
	h.fillIn(scenario, named)
	for _, name := range []string{"student", "name", "born", "at"} {
		delete(named, name)
	}
	req.Input = h.input(scenario, words{named: named})
	result, err := h.engine.Open(h.t.Context(), req)
	if want := w.after(); len(want) > 0 && want[0] == "refused" {
		if err != nil || result.Refusal == nil {
			h.fail("was not refused: %v", err)
		}
		return
	}
	h.must(err)
	if result.Refusal != nil {
		h.fail("refused: %+v", result.Refusal.Unmet)
	}
	h.current = result.ID
	h.cases = append(h.cases, result.ID)
}

// fillIn answers what an opening must ask and the line leaves out with the last choice.
func (h *history) fillIn(scenario string, named map[string]string) {
	rules, err := h.engine.Routine(h.routine)
	h.must(err)
	s, ok := rules.Routine.Scenario(scenario)
	if !ok {
		h.fail("no such scenario")
	}
	for _, f := range s.Fields {
		if _, given := named[f.Name]; !given && f.Required && len(f.Choices) > 0 {
			named[f.Name] = f.Choices[len(f.Choices)-1].Value
		}
	}
}

func (h *history) doTake(w words) {
	result, err := h.request(w, h.step(w))
	h.must(err)
	if result.Refusal != nil {
		h.fail("refused: %s", h.reasons(result, w.plain[0]))
	}
}

func (h *history) reasons(r *workflow.Result, step string) string {
	var list []string
	for _, u := range r.Refusal.Unmet {
		list = append(list, fmt.Sprintf("%s %s %q", u.Code, u.Requirement, r.Explain(step, u).EN))
	}
	return strings.Join(list, "; ")
}

func (h *history) doMany(w words) {
	var steps []workflow.StepInput
	rest := split(strings.SplitN(h.where, ": many", 2)[1])
	for _, part := range strings.Split(strings.Join(rest, "\x00"), "\x00:\x00")[1:] {
		steps = append(steps, h.step(parseWords(strings.Split(part, "\x00"))))
	}
	result, err := h.request(w, steps...)
	h.must(err)
	if result.Refusal != nil {
		h.fail("refused: %s", h.reasons(result, steps[result.Index].Step))
	}
}

// bareProperty is the code of what holds in every routine, which tells people nothing.
var bareProperty = regexp.MustCompile(`\bP\d`)

func (h *history) doRefuse(w words) {
	before := h.look()
	result, err := h.request(w, h.step(w))
	h.must(err)
	if result.Refusal == nil {
		h.fail("was not refused")
	}
	want := w.after()
	h.holds(result.Refusal.Unmet, want, func() string { return h.reasons(result, w.plain[0]) })
	if result.Revision != before.Revision || len(result.Case.History()) != len(before.Case.History())+1 {
		h.fail("a refusal is an event and no revision")
	}
	for _, u := range result.Refusal.Unmet {
		for _, lang := range routine.Langs {
			if said := result.Explain(w.plain[0], u).In(lang); said == "" || bareProperty.MatchString(said) {
				h.fail("no words for %+v in %s: %q", u, lang, said)
			}
		}
	}
}

// holds checks that a refusal has the code, and the requirement where one is named.
func (h *history) holds(unmet []workflow.Unmet, want []string, told func() string) {
	h.t.Helper()
	if len(want) == 0 {
		h.fail("say why it is refused: CODE [REQUIREMENT]")
	}
	for _, u := range unmet {
		if u.Code == want[0] && (len(want) < 2 || u.Requirement == want[1]) {
			return
		}
	}
	h.fail("refused for another reason: %s", told())
}

func (h *history) doInvalid(w words) {
	_, err := h.request(w, h.step(w))
	var fields workflow.FieldErrors
	if !errors.As(err, &fields) {
		h.fail("want a mistake in %s, have %v", w.after()[0], err)
	}
	if !slices.ContainsFunc(fields, func(f workflow.FieldError) bool { return f.Field == w.after()[0] }) {
		h.fail("other mistakes: %v", fields)
	}
}

func (h *history) doUnseen(w words) {
	if _, err := h.engine.Case(h.t.Context(), h.actor(w.by()), h.current); !errors.Is(err, workflow.ErrNotFound) {
		h.fail("sees the case: %v", err)
	}
	if _, err := h.request(w, workflow.StepInput{Step: "add_note", Input: workflow.Input{"text": "x"}}); !errors.Is(err, workflow.ErrNotFound) {
		h.fail("may write in the case: %v", err)
	}
}

func (h *history) doCase(w words) {
	n, err := strconv.Atoi(w.plain[0])
	h.must(err)
	h.current = h.cases[n-1]
}

func (h *history) equal(have, want string) {
	h.t.Helper()
	if have != want {
		h.fail("have %q", have)
	}
}

func (h *history) doState(w words)  { h.equal(h.look().State, w.plain[0]) }
func (h *history) doClosed(w words) { h.equal(h.look().ClosedAs, w.plain[0]) }
func (h *history) doOpenAgain(words) {
	if h.look().Closed {
		h.fail("is closed")
	}
}
func (h *history) doRevision(w words) { h.equal(fmt.Sprint(h.look().Revision), w.plain[0]) }
func (h *history) doResponsible(w words) {
	want := w.plain[0]
	if want == "nobody" {
		want = ""
	}
	h.equal(string(h.look().Responsible), want)
}

func (h *history) doFact(w words) {
	facts := h.look().Facts()
	for _, name := range w.order {
		if facts[name] != w.named[name] {
			h.fail("%s is %q", name, facts[name])
		}
	}
}

func (h *history) doStanding(w words) { h.equal(h.look().Standing(w.plain[0]), w.plain[1]) }

func (h *history) doDue(w words) {
	for _, due := range h.look().Dues() {
		if due.Requirement.ID != w.plain[0] {
			continue
		}
		h.equal(due.DueOn.String(), w.plain[1])
		state := ""
		if due.Overdue {
			state = "overdue"
		}
		if due.Suspended {
			state = "waiting"
		}
		h.equal(state, strings.Join(w.plain[2:], " "))
		return
	}
	h.fail("is not owed")
}

func (h *history) stepView(w words) workflow.StepView {
	h.t.Helper()
	for _, s := range h.view(w.by()).Steps() {
		if s.Step.ID == w.plain[0] {
			return s
		}
	}
	h.fail("is not among the steps")
	return workflow.StepView{}
}

func (h *history) doAllowed(w words) {
	if s := h.stepView(w); !s.Allowed {
		h.fail("blocked: %+v", s.Blocked)
	}
}

func (h *history) doBlocked(w words) {
	s := h.stepView(w)
	h.holds(s.Blocked, w.after(), func() string { return fmt.Sprintf("%+v", s.Blocked) })
}

func (h *history) doWork(w words) {
	list, err := h.engine.Worklist(h.t.Context(), h.actor(w.by()))
	h.must(err)
	listed := slices.ContainsFunc(list, func(work workflow.Work) bool { return work.Case == h.current && work.Requirement.ID == w.plain[0] })
	if listed == slices.Contains(w.after(), "not") {
		h.fail("listed: %v", listed)
	}
}

func (h *history) doFinish(w words) {
	signer, closer := strings.TrimSuffix(w.plain[1], ","), w.plain[2]
	for _, step := range []struct{ id, by string }{{"sign_off", signer}, {"close", closer}} {
		result, err := h.engine.Take(h.t.Context(), workflow.StepRequest{
			Case: h.current, Actor: h.actor(step.by), Steps: []workflow.StepInput{{Step: step.id, Input: workflow.Input{}}},
		})
		h.must(err)
		if result.Refusal != nil {
			h.fail("%s refused: %s", step.id, h.reasons(result, step.id))
		}
	}
	h.equal(h.look().ClosedAs, "closed")
}
