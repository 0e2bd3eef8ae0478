package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Fill writes the school into an empty database and plays its cases. The clock
// must be the one that e tells the time by: it is set back five weeks, follows
// the cases, and at the end shows again what it showed at the start, and ticks
// on. The references of its cases are the same each time. When Fill fails, what it
// wrote so far stays, and the database is no demo.
func Fill(ctx context.Context, e *workflow.Engine, clock *Clock) error {
	start := clock.Now()
	e.NumberBy(rand.NewChaCha8([32]byte{}).Uint64)
	defer func() { clock.Move(start) }()
	stories, err := parse(casesText)
	if err != nil {
		return err
	}
	f := newFilling(e, clock, start)
	if err := f.people(ctx); err != nil {
		return err
	}
	return f.play(ctx, stories)
}

type filling struct {
	engine *workflow.Engine
	clock  *Clock

	calendar *calendar.Calendar
	anchor   time.Time     // the last minute of school hours up to the start
	today    calendar.Date // the anchor's day
	started  calendar.Date // the day of the start: what ages are told from

	actors   map[string]workflow.Actor
	students []*workflow.Student
	taken    map[workflow.StudentID]bool
	cases    map[string]*playing // by slug
}

// playing is a case while it is played.
type playing struct {
	story   *story
	student *workflow.Student
	id      workflow.CaseID
	state   string // where it stands; closed, voided or merged
	wrong   bool
}

func newFilling(e *workflow.Engine, clock *Clock, start time.Time) *filling {
	f := &filling{
		engine: e, clock: clock, calendar: calendar.New(calendar.Oslo, nil),
		actors: map[string]workflow.Actor{}, taken: map[workflow.StudentID]bool{}, cases: map[string]*playing{},
	}
	f.anchor = f.schoolHours(start)
	f.today, f.started = f.calendar.DateOf(f.anchor), f.calendar.DateOf(start)
	return f
}

// The school is open from seven to five.
const (
	opens  = 7 * time.Hour
	closes = 17 * time.Hour
)

// schoolHours is the last minute up to t at which the school was open.
func (f *filling) schoolHours(t time.Time) time.Time {
	t = t.In(calendar.Oslo).Truncate(time.Minute)
	day := f.calendar.DateOf(t)
	if f.calendar.SchoolDay(day) {
		if at(day, opens).After(t) {
			day--
		} else if at(day, closes).After(t) {
			return t
		} else {
			return at(day, closes)
		}
	}
	for !f.calendar.SchoolDay(day) {
		day--
	}
	return at(day, closes)
}

// at is a time of day, by the clock on the wall.
func at(day calendar.Date, clock time.Duration) time.Time {
	y, m, d := day.Start(calendar.Oslo).Date()
	return time.Date(y, m, d, int(clock.Hours()), int(clock.Minutes())%60, 0, 0, calendar.Oslo)
}

// day is so many school days from today.
func (f *filling) day(n int) calendar.Date {
	day := f.today
	for ; n > 0; n-- {
		day = f.calendar.Next(day)
	}
	for ; n < 0; n++ {
		for day--; !f.calendar.SchoolDay(day); day-- {
		}
	}
	return day
}

// instant is when something happened. What would lie after the start, because
// the demo starts early in the morning, happened just before it.
func (f *filling) instant(w when) time.Time {
	t := at(f.day(w.day), w.clock)
	if w.before != 0 {
		t = f.anchor.Add(-w.before)
	}
	if t.After(f.anchor) {
		return f.anchor
	}
	return t
}

// writers put students at the same time, so that they share the disk's commits.
const writers = 24

func (f *filling) people(ctx context.Context) error {
	f.clock.freeze(at(f.day(-25), opens))
	for _, s := range staff() {
		if err := f.engine.PutStaff(ctx, s); err != nil {
			return fmt.Errorf("demo staff %s: %w", s.ID, err)
		}
		f.actors[string(s.ID)] = workflow.Actor{ID: s.ID, Name: s.Name, Roles: s.Roles}
	}
	for school, name := range names {
		if err := f.engine.PutSchoolName(ctx, school, name); err != nil {
			return fmt.Errorf("demo school %s: %w", school, err)
		}
	}
	f.students = roster(Rogn, students, f.started)
	all := slices.Concat(f.students, roster(Selje, otherStudents, f.started))
	errs := make([]error, writers)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := w; i < len(all) && errs[w] == nil; i += writers {
				errs[w] = f.engine.PutStudent(ctx, all[i])
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("demo students: %w", err)
	}
	return nil
}

// play takes the lines of all stories in the order of time.
func (f *filling) play(ctx context.Context, stories []*story) error {
	type entry struct {
		at   time.Time
		c    *playing
		line *line
	}
	var all []entry
	for _, s := range stories {
		c := &playing{story: s}
		if _, twice := f.cases[s.slug]; twice {
			return fmt.Errorf("cases.txt: two cases are called %s", s.slug)
		}
		f.cases[s.slug] = c
		if err := f.cast(c); err != nil {
			return err
		}
		for i := range s.lines {
			all = append(all, entry{f.instant(s.lines[i].at), c, &s.lines[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.at.Compare(b.at) })
	var wrong []error // one a case: after it nothing of the case is as told
	for _, entry := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		if entry.c.wrong {
			continue
		}
		f.clock.freeze(entry.at)
		if err := f.do(ctx, entry.c, entry.line); err != nil {
			entry.c.wrong = true
			wrong = append(wrong, fmt.Errorf("cases.txt:%d: %s: %s: %w", entry.line.number, entry.c.story.slug, entry.line.steps[0].name, err))
		}
	}
	for _, s := range stories {
		if c := f.cases[s.slug]; !c.wrong && c.state != s.ends {
			wrong = append(wrong, fmt.Errorf("cases.txt: %s ends in %s, not in %s", s.slug, c.state, s.ends))
		}
	}
	return errors.Join(wrong...)
}

// cast finds the student of a story: one who is special, one that another story
// has, or the next of an age.
func (f *filling) cast(c *playing) error {
	kind := c.story.student
	if kind == "" || kind == "typed" {
		return nil
	}
	if other, ok := strings.CutPrefix(kind, "same:"); ok {
		if f.cases[other] == nil {
			return fmt.Errorf("cases.txt: %s: no case before it is called %s", c.story.slug, other)
		}
		c.student = f.cases[other].student
		return nil
	}
	first := f.day(-25)
	for i := range f.students {
		i = (i*37 + 11) % len(f.students) // from all over the roster
		s := f.students[i]
		fits := special[i] == kind
		switch kind {
		case "minor": // to the end of the story, and some weeks after
			fits = special[i] == "" && calendar.AdultOn(s.BirthDate) > f.started+60
		case "adult":
			fits = special[i] == "" && calendar.AdultOn(s.BirthDate) < first
		}
		if fits && !f.taken[s.ID] {
			f.taken[s.ID] = true
			c.student = s
			return nil
		}
	}
	return fmt.Errorf("cases.txt: %s: no student is %q", c.story.slug, kind)
}

func (f *filling) do(ctx context.Context, c *playing, l *line) error {
	actor, ok := f.actors[l.who]
	if !ok {
		return fmt.Errorf("nobody is called %q", l.who)
	}
	rules, err := f.engine.Routine(c.story.routine)
	if err != nil {
		return err
	}
	var result *workflow.Result
	if l.steps[0].name == "open" {
		result, err = f.open(ctx, rules, c, actor, l.steps[0])
	} else {
		result, err = f.take(ctx, rules, c, actor, l)
	}
	switch {
	case err != nil:
		return err
	case l.refused && result.Refusal == nil:
		return errors.New("was to be refused")
	case !l.refused && result.Refusal != nil:
		return refusal(result, l)
	case result.View != nil:
		c.id, c.state = result.ID, result.State
		if result.Closed {
			c.state = result.ClosedAs
		}
	}
	return nil
}

func refusal(r *workflow.Result, l *line) error {
	var why []string
	for _, u := range r.Refusal.Unmet {
		text := u.Message
		if r.View != nil {
			text = r.Explain(l.steps[r.Index].name, u).NB
		}
		why = append(why, u.Code+" "+u.Requirement+" "+text)
	}
	return fmt.Errorf("refused: %s", strings.Join(why, "; "))
}

func (f *filling) open(ctx context.Context, rules *workflow.Rules, c *playing, actor workflow.Actor, s step) (*workflow.Result, error) {
	scenario, ok := rules.Routine.Scenario(c.story.scenario)
	if !ok {
		return nil, fmt.Errorf("%s has no scenario %q", c.story.routine, c.story.scenario)
	}
	req := workflow.OpenRequest{Actor: actor, School: Rogn, Routine: c.story.routine, Scenario: scenario.ID}
	if s.at != nil {
		req.OccurredAt = f.instant(*s.at)
	}
	switch {
	case c.story.student == "typed":
		req.Student = &workflow.StudentInput{Name: s.fields["name"], BirthDate: s.fields["born"], Class: s.fields["class"]}
	case c.student != nil:
		req.Student = &workflow.StudentInput{ID: c.student.ID}
	}
	if _, asked := s.fields["contact_safety"]; !asked && req.Student != nil {
		s.fields["contact_safety"] = "safe"
	}
	for _, name := range []string{"name", "born", "class"} {
		delete(s.fields, name)
	}
	var err error
	if req.Input, err = f.input(ctx, c, workflow.OpeningFields(scenario), s); err != nil {
		return nil, err
	}
	return f.engine.Open(ctx, req)
}

func (f *filling) take(ctx context.Context, rules *workflow.Rules, c *playing, actor workflow.Actor, l *line) (*workflow.Result, error) {
	req := workflow.StepRequest{Case: c.id, Actor: actor}
	for _, s := range l.steps {
		declared, ok := rules.Routine.Step(s.name)
		if !ok {
			return nil, fmt.Errorf("%s has no step %q", c.story.routine, s.name)
		}
		fields := declared.Fields
		if of, ok := rules.Routine.Step(s.fields["of"]); ok && s.name == "record_breach" {
			fields = slices.Concat(fields, of.Fields)
		}
		input, err := f.input(ctx, c, fields, s)
		if err != nil {
			return nil, err
		}
		taken := workflow.StepInput{Step: s.name, Input: input}
		if s.at != nil {
			taken.OccurredAt = f.instant(*s.at)
		}
		req.Steps = append(req.Steps, taken)
	}
	return f.engine.Take(ctx, req)
}

// input gives the values of a step the types that its fields have.
func (f *filling) input(ctx context.Context, c *playing, fields []routine.Field, s step) (workflow.Input, error) {
	input := workflow.Input{}
	for name, words := range s.fields {
		i := slices.IndexFunc(fields, func(field routine.Field) bool { return field.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("%s has no field %q", s.name, name)
		}
		value, err := f.value(ctx, c, fields[i], words)
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", name, s.name, err)
		}
		input[name] = value
	}
	return input, nil
}

func (f *filling) value(ctx context.Context, c *playing, field routine.Field, words string) (any, error) {
	switch field.Type {
	case "number":
		return strconv.ParseFloat(words, 64)
	case "boolean":
		return words == "true", nil
	case "date":
		n, err := strconv.Atoi(words)
		if err != nil {
			return words, nil
		}
		return f.day(n).String(), nil
	case "choices", "people":
		list := []any{}
		for _, word := range strings.Split(words, ",") {
			if field.Type == "people" {
				list = append(list, c.person(word))
			} else {
				list = append(list, word)
			}
		}
		return list, nil
	case "choice":
		if name, ok := strings.CutPrefix(words, "@"); ok {
			return f.latest(ctx, c, name)
		}
	}
	return words, nil
}

// person is a member of staff or a guardian by id, the student, or somebody
// typed in: "Name:role".
func (c *playing) person(word string) map[string]any {
	if name, role, ok := strings.Cut(word, ":"); ok {
		return map[string]any{"name": name, "role": role}
	}
	if word == "student" && c.student != nil {
		word = string(c.student.ID)
	}
	return map[string]any{"id": word}
}

// latest is the id of the latest event of a step.
func (f *filling) latest(ctx context.Context, c *playing, name string) (string, error) {
	v, err := f.engine.Case(ctx, f.actors["principal"], c.id)
	if err != nil {
		return "", err
	}
	for _, event := range slices.Backward(v.Case.History()) {
		if event.Step == name && event.Outcome == workflow.Done {
			return string(event.ID), nil
		}
	}
	return "", fmt.Errorf("no event of %s", name)
}
