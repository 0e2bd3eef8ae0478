package workflow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

// RosterImport is a roster that an operator brings.
type RosterImport struct {
	File    *roster.File
	Sum     string             // of the file, for the record
	Codes   []RosterSchoolCode // what the operator says of its schools
	DryRun  bool               // change nothing, and say what would change
	Leaving bool               // it is meant that so many leave
	Names   bool               // name those without a birth date; that is recorded
}

// RosterPlan is what a roster changes, or would change.
type RosterPlan struct {
	Schools   []RosterSchool `json:"schools"`
	Untouched []string       `json:"untouched"` // schools of earlier files that this one is not about
	Staff     RosterCount    `json:"staff"`
	Contact   int            `json:"contact_teachers"` // how many there are now
	NoUser    int            `json:"no_user"`          // staff whose user name is an account's that is not theirs
	Unlinked  int            `json:"unlinked"`         // see roster.People
	Missing   []NoBirthDate  `json:"missing_birth_dates"`
	Dropped   roster.Dropped `json:"dropped"`
	Changes   bool           `json:"changes"` // whether anything does
}

// RosterSchool is what changes at one school.
type RosterSchool struct {
	School   SchoolID    `json:"school"`
	Name     string      `json:"name"`
	New      bool        `json:"new"`
	Students RosterCount `json:"students"`
	Classes  int         `json:"classes"` // how many there are now

	// Students who lose a guardian that the source no longer has: because they
	// are 18, or for another reason.
	GuardiansAt18 int `json:"guardians_at_18"`
	GuardiansGone int `json:"guardians_gone"`
}

// RosterCount counts people by what happens to them. Of those who left, some are
// kept for the sake of their cases, and the others forgotten.
type RosterCount struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Same      int `json:"same"`
	Left      int `json:"left"`
	Forgotten int `json:"forgotten"`
	Returned  int `json:"returned"`
}

// NoBirthDate is how many of a class have no birth date: their guardians cannot
// be contacted until it is set.
type NoBirthDate struct {
	School SchoolID `json:"school"`
	Class  string   `json:"class"`
	Count  int      `json:"count"`
	Names  []string `json:"names,omitempty"` // only where they were asked for
}

// ManyLeaveError is returned, with the plan, when more than half of a school's
// students would leave: the file is more likely to be cut short.
type ManyLeaveError struct {
	School      SchoolID
	Leaving, Of int
}

func (m *ManyLeaveError) Error() string {
	return fmt.Sprintf("%d of %d students of %q would leave", m.Leaving, m.Of, m.School)
}

// Unwrap makes it an ErrConflict.
func (m *ManyLeaveError) Unwrap() error { return ErrConflict }

// fewStudents is how small a school may be for half of it to leave unasked.
const fewStudents = 20

// ImportRoster brings the people of the schools up to date with a roster, in one
// transaction: all of it, or nothing. One that says what is known already writes
// nothing. roster.Problems, which is ErrInvalid, says what does not hold
// together; with ManyLeaveError the plan is returned too, and nothing is changed.
//
// progress is told how many of all the changes have been made, and may be nil. It
// is called within the transaction, and must only take note. Imports wait for
// each other.
func (e *Engine) ImportRoster(ctx context.Context, in RosterImport, by Operation, progress func(done, total int)) (*RosterPlan, error) {
	return e.importRoster(ctx, in, by, progress, func(*RosterPlan) error { return nil })
}

// importRoster is the same where allowed lets what is planned be done.
func (e *Engine) importRoster(ctx context.Context, in RosterImport, by Operation, progress func(done, total int), allowed func(*RosterPlan) error) (*RosterPlan, error) {
	e.importing.Lock()
	defer e.importing.Unlock()
	on := e.Today()
	var p *importing
	err := e.store.View(ctx, func(tx Tx) (err error) {
		p, err = e.planImport(ctx, tx, in, on)
		return err
	})
	if err == nil {
		err = allowed(p.plan)
	}
	if err != nil {
		return nil, err
	}
	if in.Names && len(p.plan.Missing) > 0 {
		if err := e.record(ctx, by.on("import names", in.Sum)); err != nil {
			return nil, err
		}
	}
	if p.many != nil && !in.Leaving {
		return p.plan, p.many
	}
	if in.DryRun || !p.plan.Changes {
		return p.plan, nil
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	err = e.store.Update(ctx, func(tx Tx) error {
		if err := p.apply(ctx, tx, progress); err != nil {
			return err
		}
		return tx.PutOperation(by.on("import", in.Sum))
	})
	p.forget() // also when it is not known whether it was stored
	return p.plan, err
}

// importing is one import, from what is planned to what lists must forget.
type importing struct {
	*Engine
	on     calendar.Date
	plan   *RosterPlan
	many   *ManyLeaveError
	stored []byte // of the roster, to keep; nil when it is the same
	coded  []byte // the schools' codes, to keep; nil when they are the same

	students []wanted
	staff    []engaged
	leaving  []StudentID
	actors   map[string]ActorID // staff by their ids in the roster
	changed  map[StudentID]bool // those who were known before
	schools  map[SchoolID]bool  // whose lists change
}

// wanted is a student as the roster has them.
type wanted struct {
	*roster.Student
	school SchoolID
}

// planImport finds out what a roster changes.
func (e *Engine) planImport(ctx context.Context, tx Tx, in RosterImport, on calendar.Date) (*importing, error) {
	p := &importing{
		Engine: e, on: on, plan: &RosterPlan{Dropped: in.File.Dropped, Schools: []RosterSchool{}, Untouched: []string{}, Missing: []NoBirthDate{}},
		actors: map[string]ActorID{}, changed: map[StudentID]bool{}, schools: map[SchoolID]bool{},
	}
	people, codes, err := p.people(tx, in)
	if err != nil {
		return nil, err
	}
	if err := p.planStaff(tx, people.Staff, codes); err != nil {
		return nil, err
	}
	if err := p.planStudents(ctx, tx, people.Students, codes, in.Names); err != nil {
		return nil, err
	}
	for i := 0; i < len(p.plan.Schools) && len(p.changed) > 0; i++ {
		if _, err := e.names(tx, p.plan.Schools[i].School); err != nil { // so that applying need not read them
			return nil, err
		}
	}
	p.plan.Changes = p.stored != nil || p.coded != nil || len(p.students)+len(p.staff)+len(p.leaving) > 0
	return p, nil
}

// people puts the file over what the source has said before, and tells who is at
// the schools that take part, and which code each school has.
func (p *importing) people(tx Tx, in RosterImport) (*roster.People, map[string]SchoolID, error) {
	base, err := storedRoster(tx)
	if err != nil {
		return nil, nil, err
	}
	next, problems := in.File.Over(base)
	if len(problems) > 0 {
		return nil, nil, fmt.Errorf("%w: %w", ErrInvalid, problems)
	}
	if !next.Same(base) {
		if p.stored, err = next.Bytes(); err != nil {
			return nil, nil, err
		}
	}
	codes, err := p.assign(tx, next, in.Codes)
	if err != nil {
		return nil, nil, err
	}
	people := next.People(p.on, func(school string) bool { return codes[school] != "" })
	p.plan.Unlinked = people.Unlinked
	return people, codes, nil
}

// The settings in which the roster is kept: what the source has said so far, and
// which of its schools is which of ours.
const (
	settingRoster  = "roster"
	settingSchools = "roster schools"
)

func storedRoster(tx Tx) (*roster.Roster, error) {
	data, err := tx.Setting(settingRoster)
	switch {
	case errors.Is(err, ErrNotFound):
		return &roster.Roster{}, nil
	case err != nil:
		return nil, err
	}
	r, err := roster.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return r, nil
}

// apply makes the changes. What cases have changed since they were planned stays:
// everybody is read again.
func (p *importing) apply(ctx context.Context, tx Tx, progress func(done, total int)) error {
	done, total := 0, len(p.staff)+len(p.students)+len(p.leaving)
	step := func() error {
		done++
		progress(done, total)
		return ctx.Err()
	}
	affected, err := p.affected(tx)
	if err != nil {
		return err
	}
	for i := range p.staff {
		if err := errors.Join(p.putStaff(tx, &p.staff[i]), step()); err != nil {
			return err
		}
	}
	for i := range p.students {
		if err := errors.Join(p.putWanted(tx, &p.students[i]), step()); err != nil {
			return err
		}
	}
	for _, id := range p.leaving {
		if err := errors.Join(p.leave(tx, id, affected[id]), step()); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(affected)) {
		if err := p.summariseAll(tx, affected[id]); err != nil {
			return err
		}
	}
	p.outdate()
	return p.keepSettings(tx)
}

func (p *importing) keepSettings(tx Tx) error {
	var errs []error
	if p.stored != nil {
		errs = append(errs, tx.PutSetting(settingRoster, p.stored))
	}
	if p.coded != nil {
		errs = append(errs, tx.PutSetting(settingSchools, p.coded))
	}
	return errors.Join(errs...)
}

// affected lists the cases of students who change or leave, under whatever name,
// by student. It is asked before anything is written.
func (p *importing) affected(tx Tx) (map[StudentID][]*Record, error) {
	cases := map[StudentID][]*Record{}
	for id := range p.changed {
		records, err := p.casesOf(tx, id)
		if err != nil {
			return nil, err
		}
		if len(records) > 0 {
			cases[id] = records
		}
	}
	return cases, nil
}

// casesOf lists the cases about a student, also those opened when they were typed
// in by hand, at whatever school that was.
func (p *importing) casesOf(tx Tx, id StudentID) ([]*Record, error) {
	records, err := tx.RecordsOf(id)
	if err != nil {
		return nil, err
	}
	for i := range p.plan.Schools {
		known, err := p.Engine.names(tx, p.plan.Schools[i].School)
		if err != nil {
			return nil, err
		}
		for _, typed := range known.typedFor(id) {
			more, err := tx.RecordsOf(typed)
			if err != nil {
				return nil, err
			}
			records = append(records, more...)
		}
	}
	return records, nil
}

// summariseAll brings the deadlines that the open ones of some cases show up to
// date with what is now known of their student.
func (e *Engine) summariseAll(tx Tx, records []*Record) error {
	for _, r := range records {
		if r.Closed {
			continue
		}
		_, _, c, err := e.load(tx, r.ID, e.now())
		if err != nil {
			return err
		}
		if c.DueOn == r.DueOn {
			continue
		}
		if err := tx.Append(&c.Record, nil); err != nil {
			return err
		}
	}
	return nil
}

// outdate lets no list be remembered that was read before the import.
func (p *importing) outdate() {
	e := p.Engine
	e.mu.Lock()
	defer e.mu.Unlock()
	e.noted++
	for school := range p.schools {
		delete(e.students, school)
	}
}

// forget drops what lists, searches and figures remember of whom the import
// changed.
func (p *importing) forget() {
	p.outdate()
	e := p.Engine
	e.mu.Lock()
	defer e.mu.Unlock()
	e.changed++
	e.outdated.merge(outdated{students: p.changed})
	clear(e.faces)
	e.staffed++
	clear(e.staff)
}

// Progress tells how far an import is, from another goroutine than its own.
type Progress struct{ done, total atomic.Int64 }

// Note is what ImportRoster calls.
func (p *Progress) Note(done, total int) {
	p.total.Store(int64(total))
	p.done.Store(int64(done))
}

// Of is how many changes of how many have been made; total is 0 before the first.
func (p *Progress) Of() (done, total int) { return int(p.done.Load()), int(p.total.Load()) }
