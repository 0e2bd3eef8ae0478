package workflow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// A routine is one for all the schools of an installation, and so are the values of
// its parameters. To change one publishes a new version: new cases follow it, and
// those that are open stay with theirs.

// LocalValues are the values that schools have given a routine's parameters.
type LocalValues struct {
	Routine *routine.Routine    // the version that new cases follow; a parameter's Default is its value
	Shipped map[string][]string // the values that the program came with; nil for a routine of a file of its own
	Schools []SchoolID          // that share it
	Shared  bool                // a school whose administrator the actor is not has a say, too
	History []LocalChange       // the latest first
}

// Fixed reports whether the values can be changed by a command alone, with the file
// that they stand in.
func (l *LocalValues) Fixed() bool { return l.Shipped == nil }

// LocalChange is one time that values were changed here.
type LocalChange struct {
	Version int
	By      string
	At      time.Time
}

// localWhat is the operation that changes values.
const localWhat = "routine values"

func versionName(id string, version int) string { return id + "@" + strconv.Itoa(version) }

// LocalValues tells an administrator the values of a routine. ErrForbidden for
// others, ErrNotFound for no such routine.
func (e *Engine) LocalValues(ctx context.Context, actor Actor, school SchoolID, id string) (*LocalValues, error) {
	if err := actor.may(school, Administer); err != nil {
		return nil, err
	}
	rules, err := e.Routine(id)
	if err != nil {
		return nil, err
	}
	l := &LocalValues{Routine: rules.Routine}
	ours := false
	err = e.store.View(ctx, func(tx Tx) error {
		l.Schools, l.Shared, l.History = nil, false, nil
		all, err := tx.AllStaff()
		if err != nil {
			return err
		}
		l.share(all, actor, e.Today())
		operations, err := tx.Operations()
		for _, o := range slices.Backward(operations) {
			if o.What != localWhat {
				continue
			}
			ours = ours || o.Target == versionName(id, rules.Routine.Version)
			for version := rules.Routine.Version; version > 0; version-- {
				if o.Target == versionName(id, version) {
					l.History = append(l.History, LocalChange{version, nameIn(all, o.Staff), o.At})
				}
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	l.Shipped = shippedValues(rules.Routine, ours)
	return l, nil
}

// share finds the schools that there are, and whether another's administrator has a say.
func (l *LocalValues) share(all []*Staff, actor Actor, today calendar.Date) {
	for _, s := range all {
		for _, r := range current(s.Roles, today) {
			if !slices.Contains(l.Schools, r.School) {
				l.Schools = append(l.Schools, r.School)
			}
			l.Shared = l.Shared || r.Role == "administrator" && !s.Disabled && !actor.MayAt(r.School, Administer)
		}
	}
	slices.Sort(l.Schools)
}

// shippedValues are those in the program's file of a routine, when that is what the
// version was made of: ours says that it was made here, by whatever version of the
// program.
func shippedValues(r *routine.Routine, ours bool) map[string][]string {
	def, problems := routine.Parse(routine.ShippedSource(r.ID))
	if len(problems) > 0 {
		return nil
	}
	plain, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		return nil
	}
	def.Version = r.Version
	same, problems := routine.Build(def, valuesOf(r))
	if !ours && (len(problems) > 0 || same.Hash != r.Hash) {
		return nil
	}
	return valuesOf(plain)
}

func valuesOf(r *routine.Routine) map[string][]string {
	values := map[string][]string{}
	for i := range r.Parameters {
		values[r.Parameters[i].ID] = r.Parameters[i].Default
	}
	return values
}

// UnprovedError is returned for values with which the routine could be bypassed.
// Nothing was changed.
type UnprovedError struct{ Proof *proof.Proof }

func (u *UnprovedError) Error() string {
	return fmt.Sprintf("with these values %v", proof.ErrNotProved)
}

// Unwrap makes it proof.ErrNotProved, and ErrInvalid.
func (u *UnprovedError) Unwrap() []error { return []error{ErrInvalid, proof.ErrNotProved} }

// SetLocalValues publishes a routine with other values, in place of the version that
// the actor has seen, and confirms for the school that they are its own. Values that
// are as they were publish nothing. It returns the version that new cases then
// follow.
//
// ErrStale when the routine has changed meanwhile, FieldErrors (by the parameter's
// id) for values that cannot be, *UnprovedError where the routine could be bypassed
// with them, Denied where they cannot be changed here.
func (e *Engine) SetLocalValues(ctx context.Context, actor Actor, school SchoolID, id string, seen int, values map[string][]string, now time.Time) (version int, err error) {
	l, err := e.LocalValues(ctx, actor, school, id)
	switch {
	case err != nil:
		return 0, err
	case l.Routine.Version != seen:
		return 0, fmt.Errorf("routine %s version %d: %w", id, seen, ErrStale)
	}
	before := valuesOf(l.Routine)
	if err := wrongValues(l.Routine.Parameters, values); err != nil {
		return 0, err
	}
	if maps.EqualFunc(before, values, slices.Equal) {
		return seen, e.Confirm(ctx, actor, school, TopicRoutine, now)
	}
	switch {
	case l.Fixed():
		return 0, denied("setup_own_routine")
	case l.Shared:
		return 0, denied("setup_shared_routine")
	}
	r, err := withValues(id, seen+1, values)
	if err != nil {
		return 0, err
	}
	rules, err := Compile(r)
	if errors.Is(err, proof.ErrNotProved) {
		return 0, &UnprovedError{proof.Of(r)}
	}
	if err != nil {
		return 0, err
	}
	by := doneAt(school, actor, localWhat, now)
	return seen + 1, e.publish(ctx, r, rules, func(tx Tx, ref RoutineRef) error {
		refs, err := tx.Routines()
		if err != nil {
			return err
		}
		if newest(refs, id).Version != seen {
			return ErrStale
		}
		kept, err := schoolIn(tx, school)
		if err != nil {
			return err
		}
		kept.confirm(TopicRoutine, actor, now)
		return errors.Join(kept.put(tx, school), tx.PutOperation(by.on(localWhat, versionName(id, ref.Version))))
	})
}

// withValues builds a shipped routine as a version with values of its own.
func withValues(id string, version int, values map[string][]string) (*routine.Routine, error) {
	def, problems := routine.Parse(routine.ShippedSource(id))
	if len(problems) > 0 {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, problems)
	}
	def.Version = version
	r, problems := routine.Build(def, values)
	if len(problems) > 0 {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, problems)
	}
	return r, nil
}

// wrongValues finds values that a parameter does not take; every one must be given.
func wrongValues(params []routine.Parameter, values map[string][]string) error {
	var wrong FieldErrors
	for i := range params {
		p := &params[i]
		given := values[p.ID]
		if len(given) > 0 && p.Accepts(given) {
			continue
		}
		message := routine.Message("setup_choice", nil)
		if p.Counts() {
			message = routine.Message("setup_number", map[string]routine.Text{
				"min": routine.Same(strconv.Itoa(p.Min)), "max": routine.Same(strconv.Itoa(p.Max)),
			})
		}
		wrong = append(wrong, FieldError{Field: p.ID, Message: message})
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}
