package audit

import (
	"slices"
	"sort"
	"time"

	"kjentvei/workflow/calendar"
)

// judging is one trace on its way to verdicts.
type judging struct {
	*Rules
	t      *Trace
	cal    *calendar.Calendar
	now    time.Time
	detail bool // keep what only a reader of the one case needs
	inner  bool // of part of a trace, to see what was owed when the case closed

	record
	story
	duties
}

// record is what the first reading finds, in the order of recording. What is
// kept for each event stands at its index in the trace.
type record struct {
	lines    []line
	told     []int // events that were accepted and stand, in the order of occurrence
	inOrder  bool  // told is the order of recording
	lastFix  int   // index of the last correction, -1 for none
	breaches []breach
	closings []closing
	ended    string    // closed, voided or merged: how the case stands in the end
	endedBy  int       // index of the event that ended it
	endedAt  time.Time // when that was recorded
	clearBy  int       // index of the event by which it was settled who the student is; 0 when it was from the start, -1 while it is not
}

// line is what is known of one event beside what it says itself.
type line struct {
	at        time.Time // when it occurred, as last corrected
	fields    []Field   // as last corrected
	leads     bool      // whoever acted could act as leadership in the case
	may       bool      // whoever acted was one who may take the step
	corrected bool
	retracted bool
}

type breach struct {
	event        int
	acknowledged int // index of the event in which leadership did, -1 for none
	retracted    bool
}

// closing is one time that the case was closed.
type closing struct {
	event  int
	signed int // index of the sign-off in force, -1 for none
}

// hands is who the case is with, while the record is read.
type hands struct {
	opener      int
	responsible int
	offered     int   // to whom it has been handed, and who has not accepted yet
	voider      int   // who voided it, while nobody else has judged that
	ever        []int // who has been responsible
	involved    []int
	deputies    []int
	recused     []int
	atFirst     []int // of those, who were shut out by the opening
	signed      int   // index of the sign-off in force, -1 for none
}

// begin makes ready for a trace, with the memory of the one before.
func (j *judging) begin(c *Rules, t *Trace, cal *calendar.Calendar, now time.Time) {
	n, facts := len(c.demands), len(c.vocabulary)
	*j = judging{
		Rules: c, t: t, cal: cal, now: now, detail: j.detail, inner: j.inner,
		record: record{
			lines: zeroed(j.lines, len(t.Events)), told: j.told[:0], breaches: j.breaches[:0], closings: j.closings[:0],
			lastFix: -1, endedBy: -1,
		},
		story: story{facts: zeroed(j.facts, facts), sets: j.sets[:0], consents: j.consents[:0], unvoided: j.unvoided[:0], notings: j.notings[:0]},
		duties: duties{
			list: j.list[:0], open: zeroed(j.open, n), called: zeroed(j.called, n), waived: zeroed(j.waived, n),
			spared: zeroed(j.spared, n), met: zeroed(j.met, n),
		},
	}
	if j.detail {
		j.why = make([]string, n)
		j.setBy = make([]int, facts)
		for i := range j.setBy {
			j.setBy[i] = -1
		}
	}
}

// zeroed is a slice of n zero values, in the memory of another where that has
// room.
func zeroed[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// readRecord is the first reading.
func (j *judging) readRecord() {
	events := j.t.Events
	h := hands{signed: -1}
	for i := range events {
		e := &events[i]
		j.lines[i] = line{at: e.OccurredAt, fields: e.Fields}
		if e.Refused {
			continue
		}
		j.lines[i].leads = h.leads(e)
		j.lines[i].may = j.entitled(&h, i, e)
		j.settle(&h, i, e)
	}
	j.order()
}

// leads reports whether whoever acted could act as leadership in the case: of
// the school's leadership or appointed its deputy, not recused, and never
// responsible for it (domain.md).
func (h *hands) leads(e *Event) bool {
	return (slices.ContainsFunc(e.Roles, isLeader) || slices.Contains(h.deputies, e.Actor)) &&
		!slices.Contains(h.recused, e.Actor) && !slices.Contains(h.ever, e.Actor)
}

// content reports whether a step adds to what a case says, so that a sign-off
// before it is void and a closed case is open again (P8).
func content(step string) bool {
	return step != "sign_off" && step != "close" && step != "recuse" && step != "appoint_deputy"
}

// settle reads one accepted event.
func (j *judging) settle(h *hands, i int, e *Event) {
	if content(e.Step) {
		h.signed = -1
		if j.ended == "closed" {
			j.reopen()
		}
	}
	switch e.Step {
	case "open":
		h.opener, h.recused, h.atFirst = e.Actor, slices.Clone(e.Recused), e.Recused
		h.lead(e.Actor)
		if e.Unclear {
			j.clearBy = -1
		}
	case "assign":
		h.lead(e.person("person"))
	case "hand_over":
		h.offered = e.person("person")
		h.involved = add(h.involved, h.offered)
	case "accept_hand_over":
		h.lead(e.Actor)
	case "add_participant":
		h.involved = add(h.involved, e.person("person"))
	case "merged_in":
		if v := e.field("responsible"); v != nil {
			for _, p := range v.People {
				h.ever = add(h.ever, p.Ref)
			}
		}
		h.shutOut(j.t.Events, e.Recused...)
	case "recuse":
		h.shutOut(j.t.Events, e.person("person"))
	case "confirm_student":
		h.recused = slices.DeleteFunc(h.recused, func(p int) bool { return slices.Contains(h.atFirst, p) })
		h.shutOut(j.t.Events, e.Recused...)
		if j.clearBy < 0 {
			j.clearBy = i
		}
	case "appoint_deputy":
		if p := e.person("person"); j.lines[i].may && p != e.Actor && !slices.Contains(h.ever, p) {
			h.deputies, h.involved = add(h.deputies, p), add(h.involved, p)
		}
	case "sign_off":
		if j.lines[i].leads {
			h.signed = i
		}
	case "record_breach":
		j.breaches = append(j.breaches, breach{event: i, acknowledged: -1})
	case "acknowledge_breach":
		j.acknowledge(i, e)
	case "correct":
		j.correct(i, e)
	default:
		j.end(h, i, e)
	}
}

// end reads the events that end a case, or take it up again.
func (j *judging) end(h *hands, i int, e *Event) {
	switch e.Step {
	case "close":
		if j.ended != "" {
			return
		}
		j.closings = append(j.closings, closing{i, h.signed})
		j.ended, j.endedBy, j.endedAt = "closed", i, e.RecordedAt
	case "void":
		j.ended, j.endedBy, j.endedAt, h.voider = "voided", i, e.RecordedAt, e.Actor
	case "merge":
		j.ended, j.endedBy, j.endedAt = "merged", i, e.RecordedAt
	case "confirm_void":
		h.voider = 0
		if e.chosen("outcome") != "agreed" {
			j.reopen()
		}
	case "reopen":
		j.reopen()
	}
}

func (j *judging) reopen() { j.ended, j.endedBy, j.endedAt = "", -1, time.Time{} }

func add(list []int, person int) []int {
	if person == 0 || slices.Contains(list, person) {
		return list
	}
	return append(list, person)
}

// lead makes somebody responsible.
func (h *hands) lead(person int) {
	h.responsible, h.offered = person, 0
	h.ever, h.involved = add(h.ever, person), add(h.involved, person)
}

// shutOut recuses people; a sign-off that one of them gave was not theirs to give.
func (h *hands) shutOut(events []Event, people ...int) {
	for _, p := range people {
		h.recused = add(h.recused, p)
		if h.responsible == p {
			h.responsible = 0
		}
		if h.offered == p {
			h.offered = 0
		}
		if h.signed >= 0 && events[h.signed].Actor == p {
			h.signed = -1
		}
	}
}

// find is the index of an accepted event before another, -1 for none.
func (j *judging) find(id string, before int) int {
	for i := before - 1; i >= 0; i-- {
		if j.t.Events[i].ID == id && !j.t.Events[i].Refused {
			return i
		}
	}
	return -1
}

func (j *judging) acknowledge(i int, e *Event) {
	of := j.find(e.chosen("breach"), i)
	for k := range j.breaches {
		if b := &j.breaches[k]; b.event == of && j.lines[i].leads && b.acknowledged < 0 {
			b.acknowledged = i
		}
	}
}

// uncorrectable are the steps whose events cannot be corrected: they did
// something when they were taken, and are undone by taking another.
var uncorrectable = []string{
	"merged_in", "correct", "sign_off", "close", "reopen", "void", "confirm_void", "merge", "return_for_changes", "accept_hand_over",
	"hand_over", "assign", "add_participant", "appoint_deputy", "recuse", "change_scenario", "waive", "acknowledge_breach",
	"set_birth_date", "confirm_student", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe",
}

// canCorrect reports whether an event may correct another: what a breach says,
// and whether there was one, only leadership corrects (P12), and nothing else can
// be taken back but that the student has left.
func (j *judging) canCorrect(i, of int) bool {
	e, old := &j.t.Events[i], &j.t.Events[of]
	retract := e.field("retract")
	switch {
	case slices.Contains(uncorrectable, old.Step):
		return false
	case old.Step == "record_breach":
		return j.lines[i].leads
	case retract != nil && retract.Bool:
		return old.Step == "student_left_school"
	}
	return true
}

// correct puts what a correction says in the place of what it corrects.
func (j *judging) correct(i int, e *Event) {
	of := j.find(e.chosen("event"), i)
	if of < 0 || !j.canCorrect(i, of) {
		j.lines[i].may = false
		return
	}
	j.lastFix = i
	l := &j.lines[of]
	l.corrected = true
	fields := slices.Clone(l.fields)
	for _, f := range e.Fields {
		switch f.Name {
		case "event", "why":
		case "occurred_at":
			l.at = f.Time
		case "retract":
			l.retracted = f.Bool
		default:
			at := slices.IndexFunc(fields, func(old Field) bool { return old.Name == f.Name })
			if at < 0 {
				fields = append(fields, f)
			} else {
				fields[at] = f
			}
		}
	}
	l.fields = fields
	for k := range j.breaches {
		if j.breaches[k].event == of {
			j.breaches[k].retracted = l.retracted
		}
	}
}

// order lists the events that stand in the order in which they occurred; those
// of the same time, in the order of recording. The opening comes first whatever
// it says.
func (j *judging) order() {
	j.inOrder = true
	for i := range j.t.Events {
		if j.t.Events[i].Refused || j.lines[i].retracted {
			continue
		}
		if n := len(j.told); n > 1 && j.lines[i].at.Before(j.lines[j.told[n-1]].at) {
			j.inOrder = false
		}
		j.told = append(j.told, i)
	}
	if !j.inOrder {
		rest := j.told[1:]
		sort.SliceStable(rest, func(a, b int) bool { return j.lines[rest[a]].at.Before(j.lines[rest[b]].at) })
	}
}

// opening is the index of the opening, -1 in a record without one.
func (j *judging) opening() int {
	if len(j.told) == 0 {
		return -1
	}
	return j.told[0]
}
