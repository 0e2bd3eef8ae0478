package workflow_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the books keep their own dates

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// What follows is the plain bookkeeping behind the checker: who is who, what
// was recorded, and what holds when everything recorded is read in the order in
// which it occurred. It reads the routine only as data (which facts a choice
// sets) and calls nothing that the engine decides by.

// pupil is a student as the school knows them.
type pupil struct {
	id        string
	name      string
	birth     string // 2008-02-29; "" when it is not known
	guardians []workflow.Guardian
	marks     []*mark // contact that may be unsafe
	same      *pupil  // who somebody said that this is
}

// mark says that contact with a guardian ("": with all) may be unsafe.
type mark struct {
	guardian                  string
	raised, confirmed, lifted time.Time
	isConfirmed, isLifted     bool
}

// who is the student as recognised.
func (p *pupil) who() *pupil {
	for p.same != nil {
		p = p.same
	}
	return p
}

func (p *pupil) born() string { return cmp.Or(p.who().birth, p.birth) }

var oslo = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return zone
}()

func dayOf(at time.Time) string { return at.In(oslo).Format(time.DateOnly) }

// adultFrom is the day on which somebody becomes 18; who was born on 29
// February, the day before 1 March.
func adultFrom(birth string) string {
	at, err := time.Parse(time.DateOnly, birth)
	if err != nil {
		return ""
	}
	if at.Month() == time.February && at.Day() == 29 {
		at = at.AddDate(0, 0, -1)
	}
	return at.AddDate(18, 0, 0).Format(time.DateOnly)
}

// age is minor, adult or unknown at a moment.
func (p *pupil) age(at time.Time) string {
	switch born := p.born(); {
	case born == "":
		return "unknown"
	case dayOf(at) >= adultFrom(born):
		return "adult"
	}
	return "minor"
}

// suspended reports whether contact with a guardian is suspended; one who is
// not known by id may be any of them.
func (p *pupil) suspended(guardian string, at time.Time) bool {
	known := slices.ContainsFunc(p.who().guardians, func(g workflow.Guardian) bool { return g.ID == guardian })
	for _, m := range p.who().marks {
		if (m.guardian == "" || m.guardian == guardian || !known) && m.inForce(at) {
			return true
		}
	}
	return false
}

// waits reports whether contact is suspended with all, or with each guardian
// who is not barred.
func (p *pupil) waits(at time.Time) bool {
	waits := false
	for _, g := range p.who().guardians {
		if !g.Barred && !p.suspended(g.ID, at) {
			return false
		}
		waits = waits || !g.Barred
	}
	return waits || slices.ContainsFunc(p.who().marks, func(m *mark) bool { return m.guardian == "" && m.inForce(at) })
}

func (m *mark) inForce(at time.Time) bool {
	return !m.raised.After(at) && (!m.isLifted || at.Before(m.lifted))
}

// dangerous reports whether leadership has confirmed that contact is unsafe with everybody.
func (p *pupil) dangerous(at time.Time) bool {
	confirmed := func(guardian string) bool {
		return slices.ContainsFunc(p.who().marks, func(m *mark) bool {
			return (m.guardian == "" || m.guardian == guardian) && m.inForce(at) && m.isConfirmed && !m.confirmed.After(at)
		})
	}
	any := confirmed("")
	for _, g := range p.who().guardians {
		if !g.Barred && !confirmed(g.ID) {
			return false
		}
		any = any || confirmed(g.ID)
	}
	return any
}

// entry is one accepted event as it is now known to have been.
type entry struct {
	id         workflow.EventID
	step       string // what was done: for a breach, the step or requirement that it is of
	breach     bool
	actor      workflow.ActorID
	at         time.Time
	fields     workflow.Fields
	sets       map[string]string // what it says, by fact
	leadership bool              // the actor was leadership then
	retracted  bool
	answered   bool // a breach that leadership has acknowledged
	opening    *workflow.Opening
}

// book is what the checker has written down of one case.
type book struct {
	id         workflow.CaseID
	plan       *routine.Routine
	vocabulary *vocabulary
	pupil      *pupil
	entries    []*entry // in the order of recording
	seen       []workflow.Event
	revision   uint64
	state      string
	closed     bool
	unclear    bool
	involved   map[workflow.ActorID]bool
	recused    map[workflow.ActorID]bool
	doubted    []workflow.ActorID // recused only until somebody has said who the student is
	led        map[workflow.ActorID]bool
	deputies   map[workflow.ActorID]bool
	into       *book // of the case that this one was merged into
}

// handOn takes down that whoever is shut out of a merged case, or ever led it,
// is so in the one that it was merged into.
func (b *book) handOn() {
	for into := b.into; into != nil; into = into.into {
		maps.Copy(into.recused, b.recused)
		maps.Copy(into.led, b.led)
	}
}

// picture is what holds when the entries are read in the order in which they occurred.
type picture struct {
	told  []*entry
	facts map[string]string
}

// picture reads what occurred by a moment (zero: everything), one entry aside.
func (b *book) picture(until time.Time, but *entry) *picture {
	p := &picture{facts: maps.Clone(b.vocabulary.first)}
	for i, e := range b.entries {
		if e != but && !e.retracted && (i == 0 || until.IsZero() || !e.at.After(until)) {
			p.told = append(p.told, e)
		}
	}
	if len(p.told) > 1 {
		slices.SortStableFunc(p.told[1:], func(x, y *entry) int { return x.at.Compare(y.at) })
	}
	for _, e := range p.told {
		b.vocabulary.assign(p.facts, e.sets)
	}
	return p
}

// vocabulary is what the books need to know of a routine's facts.
type vocabulary struct {
	first  map[string]string   // the value that every case begins with
	resets map[string][]string // what begins anew when a fact is said
	plain  []string            // facts that only steps say
}

func newVocabulary(plan *routine.Routine) *vocabulary {
	v := &vocabulary{first: map[string]string{}, resets: map[string][]string{}}
	for _, fact := range plan.Schema().Facts() {
		v.first[fact.ID], v.resets[fact.ID] = fact.Values[0], fact.Resets
		if !fact.Derived {
			v.plain = append(v.plain, fact.ID)
		}
	}
	return v
}

// assign writes what an entry says over what held: what those facts begin anew first.
func (v *vocabulary) assign(facts, sets map[string]string) {
	for fact, value := range sets {
		for _, other := range v.resets[fact] {
			if value != v.first[fact] {
				facts[other] = v.first[other]
			}
		}
	}
	maps.Copy(facts, sets)
}

// last is the index of the latest entry such, -1 for none.
func (p *picture) last(such func(*entry) bool) int {
	for i, e := range slices.Backward(p.told) {
		if such(e) {
			return i
		}
	}
	return -1
}

// all lists the indexes of the entries such.
func (p *picture) all(such func(*entry) bool) []int {
	var list []int
	for i, e := range p.told {
		if such(e) {
			list = append(list, i)
		}
	}
	return list
}

func (p *picture) first(such func(*entry) bool) int { return slices.IndexFunc(p.told, such) }

func says(fact string, values ...string) func(*entry) bool {
	return func(e *entry) bool { return slices.Contains(values, e.sets[fact]) }
}

// stepData finds what a step asks and says.
func (b *book) stepData(id string) *routine.Step {
	for _, steps := range [][]routine.Step{b.plan.Steps, commonSteps} {
		for i := range steps {
			if steps[i].ID == id {
				return &steps[i]
			}
		}
	}
	return nil
}

var commonSteps = routine.CommonSteps()

func (b *book) scenarioData(id string) *routine.Scenario {
	for i := range b.plan.Scenarios {
		if b.plan.Scenarios[i].ID == id {
			return &b.plan.Scenarios[i]
		}
	}
	return &routine.Scenario{}
}

// aboutGuardians are the steps that name guardians who need not have taken part.
var aboutGuardians = []string{"record_contact", "record_consent", "raise_contact_unsafe", "record_emergency", "record_correction", "correct"}

// meaning is what an entry says, by fact.
func (k *checker) meaning(b *book, e *entry) map[string]string {
	sets := map[string]string{}
	switch e.step {
	case "open":
		s := b.scenarioData(e.opening.Scenario)
		k.filled(b, &routine.Step{Sets: s.Sets, Fields: s.Fields}, e, sets)
	case "change_scenario":
		maps.Copy(sets, b.scenarioData(e.fields["to"].Text).Sets)
		delete(sets, "raised_by") // who raised it first stays so
	case "student_left_school":
		sets["student"] = "left"
		if e.fields["how"].Text == "died" {
			sets["student"] = "dead"
		}
	}
	if step := b.stepData(e.step); step != nil {
		k.filled(b, step, e, sets)
	}
	// Somebody who was there knows of it.
	if len(k.guardiansOf(b, e)) > 0 && !slices.Contains(aboutGuardians, e.step) {
		sets["guardian_attended"], sets["guardian_informed"] = "yes", "yes"
	}
	return sets
}

func (k *checker) filled(b *book, step *routine.Step, e *entry, sets map[string]string) {
	maps.Copy(sets, step.Sets)
	for i := range step.Fields {
		f := &step.Fields[i]
		value, ok := e.fields[f.Name]
		if !ok {
			continue
		}
		for j := range f.Choices {
			if choice := &f.Choices[j]; len(choice.Sets) > 0 && chosen(value, choice.Value) {
				maps.Copy(sets, choice.Sets)
			}
		}
		for _, count := range f.Counts {
			if k.count(b, value.People, count.Of) >= max(count.AtLeast, 1) {
				maps.Copy(sets, count.Sets)
			}
		}
	}
	for _, effect := range step.Effects {
		all := true
		for name, values := range effect.When {
			all = all && slices.ContainsFunc(values, func(v string) bool { return chosen(e.fields[name], v) })
		}
		if all {
			maps.Copy(sets, effect.Sets)
		}
	}
}

func chosen(v workflow.Value, word string) bool {
	return v.Text == word || slices.Contains(v.List, word) || v.Kind == workflow.KindBool && v.Bool == (word == "true")
}

// count counts the different people named who are of one of these kinds.
func (k *checker) count(b *book, people []workflow.Person, kinds []string) int {
	seen := map[string]bool{}
	for _, p := range people {
		for _, kind := range kinds {
			if k.isA(b, p, kind) {
				seen[p.ID+"|"+p.Name] = true
			}
		}
	}
	return len(seen)
}

func (k *checker) isA(b *book, p workflow.Person, kind string) bool {
	id := workflow.ActorID(p.ID)
	roles, staff := k.staff[id]
	staff = staff && p.ID != ""
	switch kind {
	case "guardian":
		return !staff && isGuardian(b, p)
	case "student":
		return b.pupil != nil && p.ID == b.pupil.id
	case "other":
		return p.ID == "" && p.Role != "guardian"
	case "staff", "anyone":
		return staff
	case "leader":
		return staff && leads(roles)
	case "leadership":
		return staff && b.leadership(k, id)
	}
	return staff && slices.Contains(roles, kind)
}

func isGuardian(b *book, p workflow.Person) bool {
	if p.ID == "" {
		return p.Role == "guardian"
	}
	return b.pupil != nil && slices.ContainsFunc(b.pupil.who().guardians, func(g workflow.Guardian) bool { return g.ID == p.ID })
}

// guardiansOf lists the guardians whom an entry names.
func (k *checker) guardiansOf(b *book, e *entry) []workflow.Person {
	var list []workflow.Person
	for _, name := range slices.Sorted(maps.Keys(e.fields)) {
		for _, p := range e.fields[name].People {
			if k.isA(b, p, "guardian") {
				list = append(list, p)
			}
		}
	}
	return list
}

func leads(roles []string) bool {
	return slices.Contains(roles, "department_head") || slices.Contains(roles, "principal")
}

// leadership is Leadership as domain.md says it: somebody in leadership, or a
// deputy, who is not recused and was never responsible for the case.
func (b *book) leadership(k *checker, id workflow.ActorID) bool {
	return (leads(k.staff[id]) || b.deputies[id]) && !b.recused[id] && !b.led[id]
}

// sees reports whether somebody may see the case whole.
func (b *book) sees(k *checker, id workflow.ActorID) bool {
	roles := k.staff[id]
	takesPart := slices.ContainsFunc(roles, func(r string) bool { return r != "auditor" && r != "observer" && r != "administrator" })
	wide := slices.ContainsFunc(roles, func(r string) bool {
		return r == "kjentmann" || r == "social_counsellor" || r == "department_head" || r == "principal"
	})
	return takesPart && !b.recused[id] && (b.involved[id] || wide)
}

// knows reports whether somebody may know that the case exists: who sees it, and
// the school's auditor, without names.
func (b *book) knows(k *checker, id workflow.ActorID) bool {
	return b.sees(k, id) || slices.Contains(k.staff[id], "auditor") && !b.recused[id]
}

// key names a guardian in a consent: by id, or by name when typed in.
func key(p workflow.Person) string {
	if p.ID != "" {
		return p.ID
	}
	return "name:" + strings.ToLower(strings.Join(strings.Fields(p.Name), " "))
}

// consents reports whether consent in force at a moment covers telling somebody
// (recipient; for guardians one of them, "" when nobody is named) about a subject.
func (p *picture) consents(recipient, guardian, about string, at time.Time) bool {
	allowed := false
	for _, e := range p.told {
		if e.breach || e.fields["recipient"].Text != recipient || e.at.After(at) {
			continue
		}
		var named []string
		for _, g := range e.fields["guardians"].People {
			named = append(named, key(g))
		}
		if len(named) > 0 && !slices.Contains(named, guardian) {
			continue
		}
		switch {
		case e.step == "withdraw_consent", e.step == "record_consent" && e.fields["answer"].Text == "refused":
			allowed = false
		case e.step == "record_consent" && e.fields["answer"].Text == "given":
			subjects, until := e.fields["about"].List, e.fields["until"].Date
			if (len(subjects) == 0 || slices.Contains(subjects, about)) && (until == 0 || dayOf(at) <= until.String()) {
				allowed = true
			}
		}
	}
	return allowed
}

// demandsOf lists the requirements whose target speaks of a fact.
func (b *book) demandsOf(fact string) []string {
	var list []string
	for _, demand := range b.plan.Demands() {
		if mentions(demand.Target, fact) {
			list = append(list, demand.ID)
		}
	}
	return list
}

func mentions(c *routine.Cond, fact string) bool {
	if c == nil {
		return false
	}
	return c.Fact == fact || mentions(c.Not, fact) ||
		slices.ContainsFunc(c.All, func(part *routine.Cond) bool { return mentions(part, fact) }) ||
		slices.ContainsFunc(c.Any, func(part *routine.Cond) bool { return mentions(part, fact) })
}

// excused reports whether leadership waived one of the requirements, or has
// acknowledged that it was broken, after the entry with that index.
func (p *picture) excused(demands []string, after int) bool {
	waived := func(e *entry) bool {
		return e.step == "waive" && !e.breach && e.leadership && slices.Contains(demands, e.fields["requirement"].Text)
	}
	return p.last(waived) > after || p.acknowledged(demands, after)
}

// acknowledged is the same for breaches alone.
func (p *picture) acknowledged(demands []string, after int) bool {
	return p.last(func(e *entry) bool { return e.breach && e.answered && slices.Contains(demands, e.step) }) > after
}
