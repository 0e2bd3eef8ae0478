package workflow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/proof"
)

// A published version never changes, and a case stays with the version that it
// began with: its record holds the hash, and Engine.version finds the rules by
// it. New cases follow the newest version of their routine. To move an open case
// to another version would be an event of its own, from which on version is
// asked with another hash; there is none yet.

// Version is a published version of a routine.
type Version struct {
	RoutineRef
	Title   routine.Text
	Source  string // the file that it was written from
	Current bool   // new cases follow it
	Proved  bool
}

// Versions lists every published version, by id, then version. They need not be
// proved: what was published by an older program is listed too.
func (e *Engine) Versions(ctx context.Context) ([]Version, error) {
	var list []Version
	err := e.store.View(ctx, func(tx Tx) error {
		refs, err := tx.Routines()
		if err != nil {
			return err
		}
		list = nil
		for _, ref := range refs {
			r, err := read(tx, ref)
			if err != nil {
				return err
			}
			list = append(list, Version{ref, r.Title, r.Source.File, newest(refs, ref.ID) == ref, proof.Require(r) == nil})
		}
		return nil
	})
	return list, err
}

// Version finds a published version of a routine.
func (e *Engine) Version(ctx context.Context, id string, version int) (*routine.Routine, error) {
	var r *routine.Routine
	err := e.store.View(ctx, func(tx Tx) error {
		refs, err := tx.Routines()
		if err != nil {
			return err
		}
		at := slices.IndexFunc(refs, func(ref RoutineRef) bool { return ref.ID == id && ref.Version == version })
		if at < 0 {
			return fmt.Errorf("routine %s version %d: %w", id, version, ErrNotFound)
		}
		r, err = read(tx, refs[at])
		return err
	})
	return r, err
}

// read reads a version as it was published.
func read(tx Tx, ref RoutineRef) (*routine.Routine, error) {
	canonical, err := tx.Routine(ref.Hash)
	if err != nil {
		return nil, fmt.Errorf("routine %s version %d: %w", ref.ID, ref.Version, err)
	}
	return routine.Load(canonical)
}

// Routine returns the version of a routine that new cases follow. It is proved
// when it is first asked for.
func (e *Engine) Routine(id string) (*Rules, error) {
	e.mu.Lock()
	ref, ok := e.current[id]
	rules, loaded := e.rules[ref.Hash]
	e.mu.Unlock()
	switch {
	case !ok:
		return nil, fmt.Errorf("routine %q: %w", id, ErrNotFound)
	case loaded:
		return rules, nil
	}
	err := e.store.View(context.Background(), func(tx Tx) (err error) {
		rules, err = e.version(tx, ref)
		return err
	})
	return rules, err
}

// Routines lists the versions that new cases follow, by id. One that is no
// longer proved is left out: no case can be opened by it.
func (e *Engine) Routines() []*routine.Routine {
	e.mu.Lock()
	ids := slices.Sorted(maps.Keys(e.current))
	e.mu.Unlock()
	var list []*routine.Routine
	for _, id := range ids {
		if rules, err := e.Routine(id); err == nil {
			list = append(list, rules.Routine)
		}
	}
	return list
}

// PublishBy publishes a version for an operator, which is recorded. It fails
// where Publish does, and is ErrConflict for a version older than the newest,
// since no case would ever follow it. To publish again what is published does
// nothing.
func (e *Engine) PublishBy(ctx context.Context, r *routine.Routine, by Operation) error {
	rules, err := Compile(r)
	if err != nil {
		return err
	}
	return e.publish(ctx, r, rules, func(tx Tx, ref RoutineRef) error {
		refs, err := tx.Routines()
		switch {
		case err != nil:
			return err
		case slices.Contains(refs, ref):
			return nil
		case newest(refs, ref.ID).Version > ref.Version:
			return fmt.Errorf("version %d is published: %w", newest(refs, ref.ID).Version, ErrConflict)
		}
		return tx.PutOperation(by.on("routine publish", fmt.Sprintf("%s@%d", ref.ID, ref.Version)))
	})
}

// publish keeps a version. alongside, where there is one, may look, write more,
// or refuse.
func (e *Engine) publish(ctx context.Context, r *routine.Routine, rules *Rules, alongside func(Tx, RoutineRef) error) error {
	ref := RoutineRef{ID: r.ID, Version: r.Version, Hash: r.Hash}
	var current RoutineRef
	err := e.store.Update(ctx, func(tx Tx) error {
		if alongside != nil {
			if err := alongside(tx, ref); err != nil {
				return err
			}
		}
		if err := tx.PutRoutine(ref, r.Canonical()); err != nil {
			return err
		}
		refs, err := tx.Routines()
		current = newest(refs, ref.ID)
		return err
	})
	if err != nil {
		return fmt.Errorf("publish routine %s version %d: %w", r.ID, r.Version, err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.rules[ref.Hash] = rules
	e.current[ref.ID] = current
	return nil
}

// newest finds the version that new cases follow; refs are by id, then version.
func newest(refs []RoutineRef, id string) RoutineRef {
	var found RoutineRef
	for _, ref := range refs {
		if ref.ID == id {
			found = ref
		}
	}
	return found
}

// publishShipped publishes the routines of the program, and finds which versions
// new cases follow. Where a school has published a version of that number
// itself, the school's stays.
func (e *Engine) publishShipped(ctx context.Context) error {
	for _, r := range routine.Shipped() {
		if err := e.Publish(ctx, r); err != nil && !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return e.store.View(ctx, func(tx Tx) error {
		refs, err := tx.Routines()
		for _, ref := range refs {
			e.current[ref.ID] = newest(refs, ref.ID) // nobody else has the engine yet
		}
		return err
	})
}
