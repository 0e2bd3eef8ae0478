package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// A trace made by hand is written one line an event, in the order of recording:
//
//	Mon 10:40 open intoxicated_at_school in_class=yes by contact_teacher -> at_school
//	Mon 10:55 take_out outcome=taken_out
//	Tue 08:00 hold_follow_up topics=situation+rules+help present=student+mother recorded Wed 09:00
//	Tue 09:00 refused send_home P6 by department_head
//	student turns 18 Wed          (or: minor, the default; adult; unknown; none; born 2008-02-29)
//	guardians mother father       (the default)
//	mark Mon 11:00 of father confirmed Tue 09:00 lifted Wed 10:00
//	now Fri 12:00                 (the last recording, when left out)
//
// Days are of the week of Monday 7 September 2026, Mon+1 of the week after, or
// dates. Staff are called by their role, a second one by role_2; a leader who
// could not act as leadership then has a star after it, anyone else who could an
// exclamation mark. Somebody typed in is name:guardian or name:other. @STEP is
// the latest event of a step. After the fields may follow:
//
//	by WHO                 the contact teacher, when left out
//	recorded DAY TIME      when it occurred, when left out
//	broke P6+KJ-3.6        of a breach
//	shuts_out WHO+WHO      whom the event itself recuses
//	unclear                the student may be one already known
//	without FIELD          a required text that is left empty
//	-> STATE               of the case; stays so. A trace whose opening has none has no states.
//
// A word that the routine does not know, a required field left out, or times
// that cannot be are errors: a trace that is misspelt proves nothing.
type handmade struct {
	routine *routine.Routine
	trace   audit.Trace
	now     time.Time

	people map[string]int
	known  []string // the student's guardians
	state  string
	line   string
}

const baseMonday = "2026-09-07"

var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// writeTrace reads the lines of a trace.
func writeTrace(r *routine.Routine, lines []string) (*handmade, error) {
	h := &handmade{routine: r, people: map[string]int{}}
	h.trace = audit.Trace{Reference: "2026-0001", School: "north"}
	if err := h.setGuardians([]string{"mother", "father"}); err != nil {
		return nil, err
	}
	if err := h.setStudent([]string{"minor"}); err != nil {
		return nil, err
	}
	for _, line := range lines {
		h.line = line
		if err := h.read(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
	}
	events := h.trace.Events
	if len(events) == 0 || events[0].Step != "open" {
		return nil, fmt.Errorf("the trace does not begin with an opening")
	}
	last := events[len(events)-1].RecordedAt
	if h.now.IsZero() {
		h.now = last
	}
	if h.now.Before(last) {
		return nil, fmt.Errorf("judged before the last event")
	}
	return h, nil
}

func (h *handmade) read(words []string) error {
	if len(words) < 2 {
		return fmt.Errorf("says nothing")
	}
	switch words[0] {
	case "student":
		return h.setStudent(words[1:])
	case "guardians":
		return h.setGuardians(words[1:])
	case "mark":
		return h.setMark(words[1:])
	case "now":
		at, rest, err := readMoment(words[1:])
		if err == nil && len(rest) > 0 {
			err = fmt.Errorf("too many words")
		}
		h.now = at
		return err
	}
	return h.event(words)
}

func (h *handmade) setStudent(words []string) (err error) {
	far := calendar.On(2028, time.January, 1)
	switch strings.Join(words[:len(words)-1], " ") {
	case "":
		days := map[string]calendar.Date{"minor": far, "adult": calendar.On(2026, time.January, 1), "unknown": 0, "none": 0}
		adult, ok := days[words[0]]
		if !ok {
			return fmt.Errorf("no such student: %s", words[0])
		}
		h.trace.Adult = adult
		if words[0] == "none" {
			h.trace.Guardians = nil
		}
	case "turns 18":
		h.trace.Adult, err = readDate(words[len(words)-1])
	case "born":
		var birth calendar.Date
		birth, err = readDate(words[len(words)-1])
		h.trace.Adult = calendar.AdultOn(birth)
	default:
		return fmt.Errorf("no such student")
	}
	return err
}

func (h *handmade) setGuardians(names []string) error {
	h.known, h.trace.Guardians = names, nil
	for _, name := range names {
		h.trace.Guardians = append(h.trace.Guardians, h.ref(name))
	}
	return nil
}

func (h *handmade) setMark(words []string) (err error) {
	var m audit.Mark
	if m.Raised, words, err = readMoment(words); err != nil {
		return err
	}
	for len(words) > 0 && err == nil {
		word, rest := words[0], words[1:]
		switch {
		case word == "of" && len(rest) > 0 && slices.Contains(h.known, rest[0]):
			m.Guardian, words = h.ref(rest[0]), rest[1:]
		case word == "confirmed":
			m.Confirmed, words, err = readMoment(rest)
		case word == "lifted":
			m.Lifted, words, err = readMoment(rest)
		default:
			return fmt.Errorf("%s: not of a mark", word)
		}
	}
	h.trace.Marks = append(h.trace.Marks, m)
	return err
}

// ref tells people of the case apart.
func (h *handmade) ref(name string) int {
	if h.people[name] == 0 {
		h.people[name] = len(h.people) + 1
	}
	return h.people[name]
}

// readDate reads Mon, Mon+1 or 2026-09-07.
func readDate(word string) (calendar.Date, error) {
	name, weeks := word, 0
	if len(word) == 5 && word[3] == '+' {
		name, weeks = word[:3], int(word[4]-'0')
	}
	if at := slices.Index(weekdays, name); at >= 0 && weeks >= 0 && weeks <= 9 {
		monday, err := calendar.Parse(baseMonday)
		return monday + calendar.Date(7*weeks+at), err
	}
	return calendar.Parse(word)
}

// readMoment reads a day and a time of it.
func readMoment(words []string) (time.Time, []string, error) {
	if len(words) < 2 {
		return time.Time{}, nil, fmt.Errorf("a day and a time are missing")
	}
	day, err := readDate(words[0])
	if err != nil {
		return time.Time{}, nil, err
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", day.String()+" "+words[1], calendar.Oslo)
	return at, words[2:], err
}

// event reads one event and adds it to the trace.
func (h *handmade) event(words []string) error {
	at, words, err := readMoment(words)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return fmt.Errorf("no step")
	}
	e := audit.Event{ID: fmt.Sprintf("e%d", len(h.trace.Events)+1), OccurredAt: at, RecordedAt: at, State: h.state}
	if words[0] == "refused" && len(words) > 1 {
		e.Refused, words = true, words[1:]
	}
	e.Step, words = words[0], words[1:]
	fields, err := h.fieldsOf(&e, &words)
	if err != nil {
		return err
	}
	given := giving{h: h, e: &e, fields: fields, by: "contact_teacher"}
	for len(words) > 0 {
		if words, err = given.take(words); err != nil {
			return err
		}
	}
	if err := given.finish(); err != nil {
		return err
	}
	h.state = e.State
	h.trace.Events = append(h.trace.Events, e)
	return nil
}

// fieldsOf finds what may be filled in, and for an opening its scenario.
func (h *handmade) fieldsOf(e *audit.Event, words *[]string) (list []routine.Field, err error) {
	switch e.Step {
	case "open":
		at := -1
		if len(*words) > 0 {
			at = slices.IndexFunc(h.routine.Scenarios, func(s routine.Scenario) bool { return s.ID == (*words)[0] })
		}
		if at < 0 {
			return nil, fmt.Errorf("no such scenario")
		}
		s := &h.routine.Scenarios[at]
		e.Scenario, *words = s.ID, (*words)[1:]
		list = slices.Clone(s.Fields)
		for _, f := range routine.OpeningFields() {
			f.Required = false
			list = append(list, f)
		}
		return list, nil
	case "merged_in":
		return []routine.Field{{Name: "responsible", Type: "people", From: []string{"staff"}}}, nil
	}
	s := h.step(e.Step)
	if s == nil {
		return nil, fmt.Errorf("no such step: %s", e.Step)
	}
	list = slices.Clone(s.Fields)
	for _, word := range *words {
		name, value, _ := strings.Cut(word, "=")
		var carried []routine.Field
		switch {
		case e.Step == "record_breach" && name == "of":
			if other := h.step(value); other != nil {
				carried = other.Fields
			}
		case e.Step == "correct" && name == "event":
			if of := h.latest(value); of != nil {
				carried, err = h.fieldsOf(&audit.Event{Step: of.Step}, &[]string{of.Scenario})
				carried = append(slices.Clone(carried), h.carriedBy(of)...)
			}
		}
		for _, f := range carried {
			f.Required = false
			if !slices.ContainsFunc(list, func(own routine.Field) bool { return own.Name == f.Name }) {
				list = append(list, f)
			}
		}
	}
	return list, err
}

// carriedBy is what a breach carries of the step that it names.
func (h *handmade) carriedBy(e *audit.Event) []routine.Field {
	for _, f := range e.Fields {
		if s := h.step(f.Text); e.Step == "record_breach" && f.Name == "of" && s != nil {
			return s.Fields
		}
	}
	return nil
}

// step finds a step of the routine, or one that every case knows.
func (h *handmade) step(id string) *routine.Step {
	for _, list := range [][]routine.Step{h.routine.Steps, routine.CommonSteps()} {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
	}
	return nil
}

// latest finds the event that @STEP means.
func (h *handmade) latest(word string) *audit.Event {
	for i := len(h.trace.Events) - 1; i >= 0; i-- {
		if e := &h.trace.Events[i]; "@"+e.Step == word && !e.Refused {
			return e
		}
	}
	return nil
}

// demands reports whether there is such a requirement.
func (h *handmade) demands(id string) bool {
	return slices.ContainsFunc(h.routine.Demands(), func(q *routine.Requirement) bool { return q.ID == id })
}

// demandOrProperty also knows P1 to P12.
func (h *handmade) demandOrProperty(id string) bool {
	var n int
	_, err := fmt.Sscanf(id, "P%d", &n)
	return h.demands(id) || err == nil && n >= 1 && n <= 12
}
