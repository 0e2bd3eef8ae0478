package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// walk is one walk: a school, its students, and the cases opened so far.
type walk struct {
	dice
	lane     *lane
	plan     *routine.Routine
	scenario string
	favour   []string // steps to take more often
	answers  map[string][]string
	taken    map[string]int
	length   int

	school   workflow.SchoolID
	actors   []workflow.Actor
	outsider workflow.Actor
	students []*workflow.Student
	cases    []workflow.CaseID
	checker  *checker
	lie      func(*workflow.Event) // what the checker is told instead, nil for the truth
	log      []string
}

// heard is a history as the checker is told it.
func (w *walk) heard(history []workflow.Event) []workflow.Event {
	if w.lie == nil {
		return history
	}
	heard := slices.Clone(history)
	for i := range heard {
		heard[i].Payload.Fields = maps.Clone(heard[i].Payload.Fields)
		w.lie(&heard[i])
	}
	return heard
}

var schools atomic.Int64 // no two walks share one

func newWalk(l *lane, d dice, plan *routine.Routine, scenario string) *walk {
	w := &walk{dice: d, lane: l, plan: plan, scenario: scenario, checker: newChecker(), length: 6 + d.roll(19), taken: map[string]int{}}
	w.school = workflow.SchoolID(fmt.Sprintf("s%d", schools.Add(1)))
	l.now = time.Date(2026, 8, 17, 7, 0, 0, 0, oslo).AddDate(0, 0, d.roll(300)).Add(time.Duration(d.roll(18*60)) * time.Minute)
	if chance(d, 15) { // around a leap day's birthday, and around midnight
		l.now = time.Date(2026, 2, 26, 22, 0, 0, 0, oslo).AddDate(0, 0, d.roll(4)).Add(time.Duration(d.roll(180)) * time.Minute)
	}
	w.incline()
	w.hire()
	w.enrol()
	return w
}

// bent is what a walk is inclined to: steps that say something of these facts
// are taken more often, and these steps, and questions are more often answered
// so. Left to chance alone, few students would ever be sent home with all that
// it takes.
type bent struct {
	facts, steps []string
	answers      map[string][]string
}

var bents = []bent{
	{},
	{
		facts:   []string{"handover", "send_home_talk", "condition", "safe_to_leave", "heard"},
		steps:   []string{"send_home"},
		answers: map[string][]string{"finding": {"found"}},
	},
	{facts: []string{"departure", "presence", "follow_up_talk"}, answers: map[string][]string{"talked": {"no", "yes"}}},
	{steps: []string{"student_walked_off", "inform_leadership", "consider_police"}, answers: map[string][]string{"talked": {"no"}}},
	{facts: []string{"use", "talk", "talk_holder", "leadership_told", "meeting", "follow_up"}},
	{
		steps:   []string{"record_consent", "record_contact", "withdraw_consent"},
		answers: map[string][]string{"recipient": {"guardians"}, "answer": {"given"}, "made_by": {"school"}},
	},
	{steps: []string{"raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe", "record_contact", "record_child_welfare"}},
	{steps: []string{"confirm_student", "set_birth_date", "record_contact", "raise_contact_unsafe"}},
	{steps: []string{"assign", "hand_over", "accept_hand_over", "appoint_deputy", "recuse", "sign_off", "close"}},
	{steps: []string{"record_breach", "acknowledge_breach", "waive", "correct"}},
	{
		steps:   []string{"record_breach", "acknowledge_breach", "change_scenario", "send_home", "student_fetched"},
		answers: map[string][]string{"of": {"send_home", "student_fetched"}, "to": {intoxicated}},
	},
	{
		facts:   []string{"departure", "presence"},
		steps:   []string{"waive", "record_emergency"},
		answers: map[string][]string{"requirement": {"KJ-3.10", "SK-P7.1"}, "reason": {"student_refuses"}},
	},
	{
		steps:   []string{"void", "confirm_void", "record_contact", "record_correction", "assess_disclosure"},
		answers: map[string][]string{"outcome": {"not_agreed", "agreed", "informed"}},
	},
	{steps: []string{"merge", "recuse", "assign", "add_note"}},
	{
		facts:   []string{"agencies"}, // and steps that share
		steps:   []string{"record_consent", "contact_leadership", "contact_counsellor", "decide_talk_holder", "hold_talk"},
		answers: map[string][]string{"recipient": {"nav", "health"}, "answer": {"given"}, "agency": {"nav", "health"}, "outcome": {"needed"}},
	},
}

// incline gives the walk a bent.
func (w *walk) incline() {
	bent := pick(w, bents)
	switch {
	case w.scenario == intoxicated && chance(w, 30):
		bent = bents[1]
	case w.scenario == intoxicated && chance(w, 15):
		bent = bents[3] // gone before anybody could talk
	case w.scenario == askedForHelp && chance(w, 25):
		bent = bents[len(bents)-1]
	}
	w.favour, w.answers = slices.Clone(bent.steps), bent.answers
	for i := range w.plan.Steps {
		s := &w.plan.Steps[i]
		if s.Shares && slices.Contains(bent.facts, "agencies") || slices.ContainsFunc(bent.facts, func(fact string) bool { return canSay(s, fact) }) {
			w.favour = append(w.favour, s.ID)
		}
	}
}

// canSay reports whether taking a step can say something of a fact.
func canSay(s *routine.Step, fact string) bool {
	_, says := s.Sets[fact]
	for _, f := range s.Fields {
		for _, choice := range f.Choices {
			_, more := choice.Sets[fact]
			says = says || more
		}
		for _, count := range f.Counts {
			_, more := count.Sets[fact]
			says = says || more
		}
	}
	return says
}

func (w *walk) must(err error) {
	if err != nil {
		w.checker.complain("error", "%s", problem(err))
	}
}

func (w *walk) note(format string, args ...any) {
	w.log = append(w.log, w.lane.now.In(oslo).Format("2006-01-02 15:04 ")+fmt.Sprintf(format, args...))
}

// hire makes the staff: ids are unlike those of other walks.
func (w *walk) hire() {
	for _, s := range walkStaff {
		w.actors = append(w.actors, w.actor(s.id, w.school, s.role))
	}
	w.outsider = w.actor("outsider", "elsewhere", "principal")
	for _, a := range w.actors {
		w.must(w.lane.engine.PutStaff(context.Background(), &workflow.Staff{ID: a.ID, Name: a.Name, Roles: a.Roles}))
		w.checker.staff[a.ID] = []string{a.Roles[0].Role}
	}
}

func (w *walk) actor(name string, school workflow.SchoolID, role string) workflow.Actor {
	return workflow.Actor{
		ID: workflow.ActorID(string(w.school) + "-" + name), Name: "Test " + name,
		Roles: []workflow.SchoolRole{{School: school, Role: role}},
	}
}

// replace hires somebody new to lead the school, where everybody there is
// recused from a case or was responsible for it.
func (w *walk) replace() {
	a := w.actor(fmt.Sprintf("new-principal-%d", len(w.actors)), w.school, "principal")
	w.must(w.lane.engine.PutStaff(context.Background(), &workflow.Staff{ID: a.ID, Name: a.Name, Roles: a.Roles}))
	w.checker.staff[a.ID] = []string{"principal"}
	w.actors = append(w.actors, a)
	w.note("the school hires %s", a.ID)
}

// enrol makes one to three students of every kind that matters.
func (w *walk) enrol() {
	today := w.lane.now.In(oslo)
	for i := range 1 + w.roll(3) {
		s := &workflow.Student{
			ID: workflow.StudentID(fmt.Sprintf("%s-elev%d", w.school, i)), School: w.school,
			Name: fmt.Sprintf("Elev%d Rogn%s", i, w.school), Class: "2STA",
		}
		birth := ""
		switch w.roll(9) {
		case 0, 1, 2:
			birth = today.AddDate(-16, -w.roll(11), -w.roll(28)).Format(time.DateOnly)
		case 3, 4:
			birth = today.AddDate(-18, -w.roll(11)-1, -w.roll(28)).Format(time.DateOnly)
		case 5, 6: // 18 within days, or just now
			birth = today.AddDate(-18, 0, w.roll(6)-1).Format(time.DateOnly)
		case 7:
			birth = "2008-02-29"
		}
		if birth != "" {
			s.BirthDate, _ = calendar.Parse(birth)
		}
		for g := range w.roll(3) {
			guardian := workflow.Guardian{ID: fmt.Sprintf("%s-g%d", s.ID, g), Name: fmt.Sprintf("Foresatt%d", g), Barred: chance(w, 15)}
			if chance(w, 15) {
				guardian.Staff = pick(w, w.actors[:8]).ID
			}
			s.Guardians = append(s.Guardians, guardian)
		}
		w.must(w.lane.engine.PutStudent(context.Background(), s))
		w.students = append(w.students, s)
		w.checker.pupils[s.ID] = &pupil{id: string(s.ID), name: s.Name, birth: birth, guardians: s.Guardians}
		w.note("student %s born %q guardians %+v", s.ID, birth, s.Guardians)
	}
}

// run opens a case, lets things happen, and brings every case to a close; and
// again, when something is added after that.
func (w *walk) run() {
	w.lane.walks++
	w.open(w.scenario)
	for range w.length {
		w.unless(w.happen)
	}
	w.closeAll()
	if chance(w, 30) {
		for range 1 + w.roll(4) {
			w.unless(w.happen)
		}
		w.closeAll()
	}
	for _, id := range w.cases {
		w.unless(func() { w.refolded(id) })
		w.lane.events += len(w.checker.books[id].seen)
	}
	w.unless(w.summed)
	for what, times := range w.checker.met {
		w.lane.met[what] += times
	}
}

// unless goes on unless something was found wrong.
func (w *walk) unless(on func()) {
	if len(w.checker.wrong) == 0 && len(w.cases) > 0 {
		on()
	}
}

func (w *walk) closeAll() {
	for _, id := range w.cases {
		w.unless(func() { w.finish(id) })
	}
}

func (w *walk) happen() {
	w.tick()
	switch id := w.someCase(); w.roll(20) {
	case 0:
		if len(w.cases) < 3 {
			w.open(pick(w, w.plan.Scenarios).ID)
		}
	case 1:
		w.lateEntries(id)
	case 2:
		w.looksIn(id)
	case 3:
		w.worldMoves()
	default:
		w.attempt(id)
	}
}

// someCase is the latest case, or now and then an older one.
func (w *walk) someCase() workflow.CaseID {
	if chance(w, 30) {
		return pick(w, w.cases)
	}
	return w.cases[len(w.cases)-1]
}

// tick moves the clock: mostly by minutes, now and then by months.
func (w *walk) tick() {
	switch r := w.roll(100); {
	case r < 15: // in the same second
	case r < 60:
		w.lane.now = w.lane.now.Add(time.Duration(1+w.roll(50)) * time.Minute)
	case r < 80:
		w.lane.now = w.lane.now.Add(time.Duration(1+w.roll(9)) * time.Hour)
	case r < 97:
		w.lane.now = w.lane.now.AddDate(0, 0, 1+w.roll(4))
	default:
		w.lane.now = w.lane.now.AddDate(0, 1+w.roll(3), 0)
	}
}

// open opens a case as some member of staff, on a student known or typed in.
func (w *walk) open(scenario string) {
	s, _ := w.plan.Scenario(scenario)
	actor := pick(w, w.actors)
	if w.onlooker(actor) && chance(w, 90) {
		actor = w.actors[0]
	}
	req := workflow.OpenRequest{Actor: actor, School: w.school, Routine: w.plan.ID, Scenario: scenario, Input: workflow.Input{}}
	var pupil *pupil
	if !s.NoName {
		req.Student, pupil = w.whom()
	}
	if chance(w, 15) {
		req.OccurredAt = w.lane.now.Add(-time.Duration(w.roll(3*24*60)) * time.Minute)
	}
	f := form{walk: w, input: req.Input, careful: true, pupil: pupil}
	f.fill(viewFields(workflow.OpeningFields(s)))
	if _, asked := req.Input["contact_safety"]; asked && chance(w, 75) {
		req.Input["contact_safety"] = "safe"
	}
	result, err := w.lane.engine.Open(context.Background(), req)
	w.note("open %s by %s student %+v %v → %s", scenario, actor.ID, req.Student, req.Input, told(result, err))
	if err != nil {
		w.checker.complain("P9", "opening is not possible: %v", err)
		return
	}
	if result.Refusal != nil {
		w.refusedOpening(req, result.Refusal)
		return
	}
	w.cases = append(w.cases, result.ID)
	w.checker.open(result.ID, w.plan, req.Student, w.heard(result.Case.History()))
	w.checker.stands(w.checker.books[result.ID], result.View, w.lane.now)
}

// onlooker reports whether somebody only watches over the school.
func (w *walk) onlooker(a workflow.Actor) bool {
	return slices.Contains([]string{"auditor", "observer", "administrator"}, a.Roles[0].Role)
}

// refusedOpening: only onlookers are refused, and guardians of the student or of
// one of the same name.
func (w *walk) refusedOpening(req workflow.OpenRequest, refusal *workflow.Refusal) {
	guardian := false
	for _, p := range w.checker.pupils {
		if req.Student != nil && (p.id == string(req.Student.ID) || strings.EqualFold(p.name, req.Student.Name)) {
			guardian = guardian || slices.ContainsFunc(p.who().guardians, func(g workflow.Guardian) bool { return g.Staff == req.Actor.ID })
		}
	}
	if !w.onlooker(req.Actor) && !guardian {
		w.checker.complain("P9", "%s may not open a case: %+v", req.Actor.ID, refusal.Unmet)
	}
	if len(w.cases) == 0 {
		w.open(req.Scenario)
	}
}

// whom names a student: known, typed in anew, or typed in like one who is known.
func (w *walk) whom() (*workflow.StudentInput, *pupil) {
	s := w.students[0]
	if chance(w, 25) {
		s = pick(w, w.students)
	}
	switch w.roll(6) {
	case 0:
		in := &workflow.StudentInput{Name: fmt.Sprintf("Ny%d Selje%s", len(w.log), w.school), Class: "1STB"}
		if chance(w, 70) {
			in.BirthDate = w.lane.now.AddDate(-15-w.roll(5), 0, -w.roll(300)).Format(time.DateOnly)
		}
		return in, nil
	case 1:
		in := &workflow.StudentInput{Name: strings.ToLower(s.Name)}
		if chance(w, 30) {
			in.BirthDate = s.BirthDate.String()
		}
		return in, nil
	}
	return &workflow.StudentInput{ID: s.ID}, w.checker.pupils[s.ID]
}

// worldMoves changes something outside the cases: the roster is read in anew,
// with another guardian or a birth date, or somebody stops working at the school.
func (w *walk) worldMoves() {
	if chance(w, 15) && len(w.actors) > 9 {
		gone := w.roll(8)
		a := w.actors[gone]
		w.must(w.lane.engine.PutStaff(context.Background(), &workflow.Staff{ID: a.ID, Name: a.Name, Roles: a.Roles, Disabled: true}))
		w.note("%s stops working at the school", a.ID)
		w.actors = slices.Delete(slices.Clone(w.actors), gone, gone+1)
		w.checker.left(a.ID)
		return
	}
	s := *pick(w, w.students)
	s.Guardians = slices.Clone(s.Guardians)
	switch w.roll(4) {
	case 0:
		s.Guardians = append(s.Guardians, workflow.Guardian{ID: fmt.Sprintf("%s-g%d", s.ID, 10+len(s.Guardians)), Name: "Ny foresatt"})
	case 1:
		for i := range s.Guardians {
			s.Guardians[i].Barred = !s.Guardians[i].Barred
		}
	case 2:
		if s.BirthDate == 0 {
			s.BirthDate, _ = calendar.Parse(w.lane.now.AddDate(-17, -w.roll(20), 0).Format(time.DateOnly))
		}
	}
	w.must(w.lane.engine.PutStudent(context.Background(), &s))
	w.students[slices.IndexFunc(w.students, func(old *workflow.Student) bool { return old.ID == s.ID })] = &s
	w.checker.roster(&s)
	w.note("the roster says of %s: born %s, guardians %+v", s.ID, s.BirthDate, s.Guardians)
}

// looksIn is that somebody who may not see a case does not, and others do.
func (w *walk) looksIn(id workflow.CaseID) {
	for _, a := range append(slices.Clone(w.actors), w.outsider) {
		_, err := w.lane.engine.Case(context.Background(), a, id)
		w.seen(id, a, err)
		if w.checker.books[id].recused[a.ID] {
			list, _, err := w.lane.engine.Cases(context.Background(), a, workflow.Query{Schools: []workflow.SchoolID{w.school}})
			w.must(err)
			if slices.ContainsFunc(list, func(r workflow.Record) bool { return r.ID == id }) {
				w.checker.complain("recusal", "the case is in the list of %s, who is recused", a.ID)
			}
		}
	}
}

func (w *walk) seen(id workflow.CaseID, a workflow.Actor, err error) {
	visible := w.checker.books[id].knows(w.checker, a.ID)
	switch {
	case visible && err != nil:
		w.checker.complain("P9", "%s does not see the case: %v", a.ID, err)
	case !visible && !errors.Is(err, workflow.ErrNotFound):
		w.checker.complain("recusal", "%s sees a case that is none of theirs (%v)", a.ID, err)
	}
}

// refolded is that the case told anew from what is stored is the same.
func (w *walk) refolded(id workflow.CaseID) {
	for _, a := range w.actors {
		v, err := w.lane.engine.Case(context.Background(), a, id)
		if err != nil {
			continue
		}
		again, err := w.lane.reader.Case(context.Background(), a, id)
		if err != nil {
			w.checker.complain("P11", "the stored case cannot be read: %v", err)
			return
		}
		if have, want := portrait(again), portrait(v); have != want {
			w.checker.complain("P11", "read from the store the case is\n%s\nnot\n%s", have, want)
		}
		w.checker.note(id, w.heard(again.Case.History()))
		w.audited(again)
		return
	}
}

// portrait is all that a case says of itself.
func portrait(v *workflow.View) string {
	var b strings.Builder
	r := v.Record
	fmt.Fprintf(&b, "%s %s %v %s %d %s %v %s involved %v recused %v events %v\n", r.Scenario, r.State, r.Closed, r.ClosedAs, r.Revision, r.Responsible, r.OpenedAt.UTC(), r.DueOn, r.Involved, r.Recused, r.Events)
	facts := v.Facts()
	for _, fact := range v.Routine().Schema().Facts() {
		fmt.Fprintf(&b, "%s=%s ", fact.ID, facts[fact.ID])
	}
	for _, demand := range v.Routine().Demands() {
		fmt.Fprintf(&b, "\n%s %s", demand.ID, v.Standing(demand.ID))
	}
	for _, due := range v.Dues() {
		fmt.Fprintf(&b, "\n%s due %s %v overdue %v suspended %v since %v", due.Requirement.ID, due.DueOn, due.DueAt.UTC(), due.Overdue, due.Suspended, due.Since.UTC())
	}
	fmt.Fprintf(&b, "\nsigned %v content %s", v.Signed(), v.ContentHash())
	return b.String()
}

func told(r *workflow.Result, err error) string {
	switch {
	case err != nil:
		return err.Error()
	case r.Refusal != nil:
		var list []string
		for _, u := range r.Refusal.Unmet {
			list = append(list, strings.TrimSpace(u.Code+" "+u.Requirement+" "+u.Message))
		}
		return "refused: " + strings.Join(list, "; ")
	}
	return fmt.Sprintf("%s (revision %d)", r.State, r.Revision)
}
