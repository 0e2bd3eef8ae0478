package workflow

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Engine is the only writer of cases: it loads, lets Apply decide, and keeps
// the new event and record in one transaction. It is safe for concurrent use.
type Engine struct {
	store Store
	now   func() time.Time
	// chance gives 64 random bits at a time. It is used by the one writer.
	chance func() uint64

	mu        sync.Mutex
	rules     map[string]*Rules     // by hash
	current   map[string]RoutineRef // routine id → the version that new cases follow
	ends      map[string][]string   // by hash: the states that a case can be closed from
	calendars map[SchoolID]*calendar.Calendar
	schools   map[SchoolID]aboutSchool
	renamed   int // how often what is known of schools has changed
	staff     map[SchoolID]*directory
	cache     map[CaseID]*cached
	students  map[SchoolID]*roll
	noted     int // how often a student was noted
	changed   int // how often one that was there already has changed
	faces     map[StudentID]*Student
	staffed   int // how often the staff has changed
	shown     map[shownKey]shown
	outdated  outdated // for the ledger

	lookers map[looker]looked

	ledger ledger

	importing sync.Mutex // held while a roster is compared and applied
}

// cacheSize bounds the folded cases kept in memory; a case has some 10 KB.
const cacheSize = 1000

// cached is a folded case and what it was folded with.
type cached struct {
	c       *Case
	student Student
}

// NewEngine opens an engine on a store. It publishes the shipped routines,
// which new cases follow until a school publishes a newer version. now tells the time;
// nil means time.Now.
func NewEngine(ctx context.Context, store Store, now func() time.Time) (*Engine, error) {
	if now == nil {
		now = time.Now
	}
	e := &Engine{
		store:  store,
		now:    func() time.Time { return now().UTC().Truncate(time.Millisecond) }, // as fine as is kept
		chance: systemChance,
		rules:  map[string]*Rules{}, current: map[string]RoutineRef{}, ends: map[string][]string{},
		calendars: map[SchoolID]*calendar.Calendar{}, schools: map[SchoolID]aboutSchool{}, staff: map[SchoolID]*directory{}, cache: map[CaseID]*cached{},
		students: map[SchoolID]*roll{}, faces: map[StudentID]*Student{}, shown: map[shownKey]shown{},
		lookers: map[looker]looked{},
	}
	return e, e.publishShipped(ctx)
}

// NumberBy draws the references of new cases from chance, 64 bits at a time, so that a
// demo, or a test, is the same each time. It is called before the engine is used;
// otherwise they are drawn from the system's randomness.
func (e *Engine) NumberBy(chance func() uint64) { e.chance = chance }

// Publish makes a routine version known; new cases follow the newest. A version
// that was published before with other content is ErrConflict: it cannot change.
// One that is not proved is proof.ErrNotProved.
func (e *Engine) Publish(ctx context.Context, r *routine.Routine) error {
	rules, err := Compile(r)
	if err != nil {
		return err
	}
	return e.publish(ctx, r, rules, nil)
}

// version returns the rules that a case follows, from the first event to the last.
func (e *Engine) version(tx Tx, ref RoutineRef) (*Rules, error) {
	e.mu.Lock()
	rules, ok := e.rules[ref.Hash]
	e.mu.Unlock()
	if ok {
		return rules, nil
	}
	r, err := read(tx, ref)
	if err != nil {
		return nil, err
	}
	if rules, err = Compile(r); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.rules[ref.Hash] = rules
	return rules, nil
}

// directory is the staff of one school, as last read, with the roles of one day.
type directory struct {
	day  calendar.Date
	byID map[ActorID]*Staff
	all  []*Staff
}

func (d *directory) Find(id ActorID) (*Staff, bool) { s, ok := d.byID[id]; return s, ok }
func (d *directory) All() []*Staff                  { return d.all }

func (e *Engine) directory(tx Tx, school SchoolID) (*directory, error) {
	e.mu.Lock()
	d, ok := e.staff[school]
	e.mu.Unlock()
	today := e.Today()
	if ok && d.day == today {
		return d, nil
	}
	all, err := tx.StaffAt(school)
	if err != nil {
		return nil, err
	}
	everyone, err := tx.AllStaff() // who has left still has a name
	if err != nil {
		return nil, err
	}
	d = &directory{day: today, byID: map[ActorID]*Staff{}}
	for _, s := range everyone {
		d.byID[s.ID] = s.on(today)
	}
	for _, s := range all {
		if now := d.byID[s.ID]; now != nil && len(now.At(school)) > 0 {
			d.all = append(d.all, now)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.staff[school] = d
	return d, nil
}

// PutStaff adds or changes a member of staff.
func (e *Engine) PutStaff(ctx context.Context, s *Staff) error {
	err := e.store.Update(ctx, func(tx Tx) error { return tx.PutStaff(s) })
	e.forgetStaff()
	return err
}

func (e *Engine) forgetStaff() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.staffed++
	clear(e.staff)
}

// newPseudonym is eight letters and digits that say nothing.
func newPseudonym() string { return rand.Text()[:8] }

// PutStudent adds or changes a student, as a roster knows them. What cases have
// recorded stays as it was, and so does what they have said of the student: that
// contact is unsafe, who a student typed in by hand really is, and a birth date
// that the roster lacks.
func (e *Engine) PutStudent(ctx context.Context, s *Student) error {
	defer e.forget(s)
	return e.store.Update(ctx, func(tx Tx) error {
		merged := *s
		known, err := tx.Student(s.ID)
		switch {
		case errors.Is(err, ErrNotFound):
			merged.Pseudonym = newPseudonym()
			return e.putStudent(tx, &merged)
		case err != nil:
			return err
		}
		merged.Pseudonym, merged.Unsafe, merged.Same = known.Pseudonym, known.Unsafe, known.Same
		if merged.BirthDate == 0 {
			merged.BirthDate, merged.BirthSet = known.BirthDate, known.BirthSet
		}
		return e.putStudent(tx, &merged)
	})
}

// PutFreeDays sets the days on which a school has no teaching, beside weekends
// and public holidays.
func (e *Engine) PutFreeDays(ctx context.Context, school SchoolID, days []calendar.Span) error {
	err := e.store.Update(ctx, func(tx Tx) error { return tx.PutFreeDays(school, days) })
	e.forgetCalendar(school)
	return err
}

func (e *Engine) forgetCalendar(school SchoolID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.changed++ // deadlines may have
	e.outdated.merge(outdated{schools: map[SchoolID]bool{school: true}})
	delete(e.calendars, school)
	for id, known := range e.cache {
		if known.c.School == school { // its deadlines were counted by the days that were
			delete(e.cache, id)
		}
	}
}

func (e *Engine) calendar(tx Tx, school SchoolID) (*calendar.Calendar, error) {
	e.mu.Lock()
	cal, ok := e.calendars[school]
	e.mu.Unlock()
	if ok {
		return cal, nil
	}
	days, err := tx.FreeDays(school)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	cal = calendar.New(calendar.Oslo, days)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.calendars[school] = cal
	return cal, nil
}

// world gathers what deciding about a case needs to know beside it.
func (e *Engine) world(tx Tx, school SchoolID, student StudentID, now time.Time) (*World, error) {
	w := &World{Now: now}
	var err error
	if w.Calendar, err = e.calendar(tx, school); err != nil {
		return nil, err
	}
	if w.Directory, err = e.directory(tx, school); err != nil {
		return nil, err
	}
	if student != "" {
		if w.Student, err = resolve(tx, student); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// resolve reads a student; one typed in by hand whom somebody has recognised
// is read with what is known of the one they really are.
func resolve(tx Tx, id StudentID) (*Student, error) {
	s, err := tx.Student(id)
	if err != nil || s.Same == "" {
		return s, err
	}
	real, err := tx.Student(s.Same)
	if err != nil {
		return nil, err
	}
	return s.as(real), nil
}

// load reads a case and what deciding about it needs.
func (e *Engine) load(tx Tx, id CaseID, now time.Time) (*Rules, *World, *Case, error) {
	record, err := tx.Record(id)
	if err != nil {
		return nil, nil, nil, err
	}
	return e.loadRecord(tx, record, now)
}

// loadFor is load for an actor, and what they see of the case; ErrNotFound also when
// that is nothing. To somebody whom the record alone shuts out nothing more is read:
// it takes as long as for a case that is not there.
func (e *Engine) loadFor(tx Tx, actor Actor, id CaseID, now time.Time) (rules *Rules, w *World, c *Case, access Access, err error) {
	record, err := tx.Record(id)
	if err != nil {
		return nil, nil, nil, access, err
	}
	if !record.mayShow(actor, now) {
		return nil, nil, nil, access, ErrNotFound
	}
	if rules, w, c, err = e.loadRecord(tx, record, now); err != nil {
		return nil, nil, nil, access, err
	}
	access, err = e.admit(tx, w, c, actor)
	return rules, w, c, access, err
}

func (e *Engine) loadRecord(tx Tx, record *Record, now time.Time) (*Rules, *World, *Case, error) {
	rules, err := e.version(tx, record.Routine)
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := e.world(tx, record.School, record.Student, now)
	if err != nil {
		return nil, nil, nil, err
	}
	if c := e.remembered(record, w); c != nil {
		return rules, w, c, e.surround(tx, w, c)
	}
	events, err := tx.Events(record)
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := Fold(rules, w, *record, events)
	if err != nil {
		return nil, nil, nil, err
	}
	return rules, w, c, e.surround(tx, w, c)
}

// surround adds to the world what only some steps ask for.
func (e *Engine) surround(tx Tx, w *World, c *Case) (err error) {
	if c.Student == "" {
		return nil
	}
	if w.Siblings, err = recordsOf(tx, w.Student); err != nil {
		return err
	}
	if c.unclear {
		w.Known, err = e.candidates(tx, w.Student)
	}
	return err
}

// recordsOf lists the cases of a student, under either name.
func recordsOf(tx Tx, s *Student) ([]*Record, error) {
	records, err := tx.RecordsOf(s.ID)
	if err != nil || s.Same == "" {
		return records, err
	}
	more, err := tx.RecordsOf(s.Same)
	return append(records, more...), err
}

// remembered returns the folded case when nothing has changed since.
func (e *Engine) remembered(r *Record, w *World) *Case {
	e.mu.Lock()
	defer e.mu.Unlock()
	known, ok := e.cache[r.ID]
	if !ok || len(known.c.Record.Events) != len(r.Events) || !known.fits(w.Student) {
		return nil
	}
	return known.c
}

// fits reports whether a case was folded with what is known of the student now.
func (k *cached) fits(s *Student) bool {
	if s == nil {
		return true
	}
	if k.student.BirthDate != s.BirthDate || !slices.Equal(k.student.Unsafe, s.Unsafe) {
		return false
	}
	return slices.Equal(k.student.Guardians, s.Guardians)
}

func (e *Engine) remember(c *Case, s *Student) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.cache) >= cacheSize {
		for id := range e.cache {
			delete(e.cache, id) // any of them: cases are worked on in bursts
			break
		}
	}
	k := &cached{c: c}
	if s != nil {
		k.student = *s
	}
	e.cache[c.ID] = k
}

// newID returns a fresh UUIDv7. It fails only when the system has no randomness
// left, and then nothing else is safe either.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Case shows a case to an actor, as it stands now, once it is recorded that they
// look. ErrNotFound also means that the actor may not know of it.
func (e *Engine) Case(ctx context.Context, actor Actor, id CaseID) (*View, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	v, err := e.view(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if err := e.looked(ctx, actor, LookedAtCase, []uint64{v.Number}); err != nil {
		return nil, err
	}
	return v, nil
}

// Revision is the revision of a case, for who may know that it is there. It tells
// nothing else of it, and is no look. ErrNotFound as of Case.
func (e *Engine) Revision(ctx context.Context, actor Actor, id CaseID) (uint64, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return 0, err
	}
	v, err := e.view(ctx, actor, id)
	if err != nil {
		return 0, err
	}
	return v.Revision, nil
}

// view is a case as an actor sees it, for what does not show it to them.
func (e *Engine) view(ctx context.Context, actor Actor, id CaseID) (*View, error) {
	var v *View
	err := e.store.View(ctx, func(tx Tx) error {
		rules, w, c, access, err := e.loadFor(tx, actor, id, e.now())
		if err != nil {
			return err
		}
		e.remember(c, w.Student)
		v = &View{Case: c, rules: rules, world: w, actor: actor, access: access}
		return nil
	})
	return v, err
}

// admit settles what an actor sees of a case, and leaves in the world what they
// may know of; ErrNotFound when that is nothing.
func (e *Engine) admit(tx Tx, w *World, c *Case, actor Actor) (Access, error) {
	if c.Closed && leads(actor.At(c.School)) {
		var err error
		if w.Glass, err = brokenUntil(tx, c.Number, actor.ID); err != nil {
			return Access{}, err
		}
	}
	access := c.access(w, actor)
	if access.Sees&Alive == 0 {
		return Access{}, ErrNotFound
	}
	w.narrow(actor)
	return access, nil
}
