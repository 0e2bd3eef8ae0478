package workflow

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// aboutSchool is what every page may ask of a school, so that it is remembered.
type aboutSchool struct {
	name string       // its code while nobody has said
	lang routine.Lang // "" for that of the installation
}

func (e *Engine) school(ctx context.Context, school SchoolID) (aboutSchool, error) {
	e.mu.Lock()
	k, ok := e.schools[school]
	renamed := e.renamed
	e.mu.Unlock()
	if ok {
		return k, nil
	}
	err := e.store.View(ctx, func(tx Tx) error {
		s, err := schoolIn(tx, school)
		k = aboutSchool{cmp.Or(s.Name, string(school)), s.Lang}
		return err
	})
	if err != nil {
		return k, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.renamed == renamed { // otherwise what was read may be older than the change
		e.schools[school] = k
	}
	return k, nil
}

func (e *Engine) forgetSchools() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.renamed++
	clear(e.schools)
}

// SchoolName is what people call a school; its code while nobody has said.
func (e *Engine) SchoolName(ctx context.Context, school SchoolID) (string, error) {
	k, err := e.school(ctx, school)
	return k.name, err
}

// SchoolLang is the language of a school; "" for that of the installation.
func (e *Engine) SchoolLang(ctx context.Context, school SchoolID) (routine.Lang, error) {
	k, err := e.school(ctx, school)
	return k.lang, err
}

// NameSchool says what people call a school, and which language it has, "" for that
// of the installation. ErrForbidden for whoever does not administer it, FieldErrors
// for no name or no such language.
func (e *Engine) NameSchool(ctx context.Context, actor Actor, school SchoolID, name string, lang routine.Lang, now time.Time) error {
	if err := actor.may(school, Administer); err != nil {
		return err
	}
	name, err := nameOf("name", name)
	if err != nil {
		return err
	}
	if lang != "" && !slices.Contains(routine.Langs, lang) {
		return FieldErrors{{Field: "lang", Message: routine.Message("field_choice", nil)}}
	}
	return e.atSchool(ctx, actor, school, "school name", now, func(s *schoolSetting) { s.Name, s.Lang = name, lang })
}

// PutSchoolName sets what people call a school, without a record of who did.
func (e *Engine) PutSchoolName(ctx context.Context, school SchoolID, name string) error {
	defer e.forgetSchools()
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := schoolIn(tx, school)
		if err != nil {
			return err
		}
		s.Name = name
		return s.put(tx, school)
	})
}

// named adds to figures what people call the schools. Programs go by the codes.
func (e *Engine) named(ctx context.Context, f *audit.Figures) (*audit.Figures, error) {
	f.SchoolNames = map[string]string{}
	for _, school := range f.Schools {
		name, err := e.SchoolName(ctx, SchoolID(school))
		if err != nil {
			return nil, fmt.Errorf("school %q: %w", school, err)
		}
		f.SchoolNames[school] = name
	}
	return f, nil
}
