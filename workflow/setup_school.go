package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

// FreeDays lists the days on which a school has no teaching, the earliest first,
// beside weekends and public holidays.
func (e *Engine) FreeDays(ctx context.Context, actor Actor, school SchoolID) (days []calendar.Span, err error) {
	if err := actor.may(school, Administer); err != nil {
		return nil, err
	}
	err = e.store.View(ctx, func(tx Tx) error {
		days, err = tx.FreeDays(school)
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return err
	})
	slices.SortStableFunc(days, func(a, b calendar.Span) int { return int(a.From - b.From) })
	return days, err
}

// maxFreeDays bounds one span, in days: a summer is shorter, and a slip of the year
// is not.
const maxFreeDays = 100

// AddFreeDays adds days without teaching, with what they are called. To add them
// again changes nothing. FieldErrors for days that cannot be right.
func (e *Engine) AddFreeDays(ctx context.Context, actor Actor, school SchoolID, days calendar.Span, now time.Time) error {
	if err := actor.may(school, Administer); err != nil {
		return err
	}
	var wrong FieldErrors
	label, err := nameOf("label", days.Label)
	if err != nil {
		errors.As(err, &wrong)
	}
	days.Label = label
	add := func(field, message string) {
		wrong = append(wrong, FieldError{Field: field, Message: routine.Message(message, nil)})
	}
	today := e.Today()
	switch {
	case days.From == 0 || days.From < today-2*366 || days.From > today+5*366:
		add("from", "setup_day")
	case days.To < days.From, days.To-days.From >= maxFreeDays:
		add("to", "setup_span")
	}
	if len(wrong) > 0 {
		return wrong
	}
	return e.changeFreeDays(ctx, actor, school, now, func(list []calendar.Span) []calendar.Span {
		if slices.Contains(list, days) {
			return list
		}
		return append(list, days)
	})
}

// RemoveFreeDays takes away days that were added. ErrNotFound for none such.
func (e *Engine) RemoveFreeDays(ctx context.Context, actor Actor, school SchoolID, days calendar.Span, now time.Time) error {
	if err := actor.may(school, Administer); err != nil {
		return err
	}
	found := false
	err := e.changeFreeDays(ctx, actor, school, now, func(list []calendar.Span) []calendar.Span {
		at := slices.Index(list, days)
		if found = at >= 0; found {
			list = slices.Delete(list, at, at+1)
		}
		return list
	})
	if err == nil && !found {
		err = fmt.Errorf("free days from %s: %w", days.From, ErrNotFound)
	}
	return err
}

// changeFreeDays changes the free days, and with them the deadlines of the school's
// open cases: both, or neither.
func (e *Engine) changeFreeDays(ctx context.Context, actor Actor, school SchoolID, now time.Time, change func([]calendar.Span) []calendar.Span) error {
	err := e.store.Update(ctx, func(tx Tx) error {
		before, err := tx.FreeDays(school)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		after := change(slices.Clone(before))
		if slices.Equal(before, after) {
			return nil
		}
		by := doneAt(school, actor, "free days", now).on("free days", string(school))
		return errors.Join(tx.PutFreeDays(school, after), tx.PutOperation(by), e.recount(tx, school, calendar.New(calendar.Oslo, after)))
	})
	e.forgetCalendar(school)
	return err
}

// recount brings the deadlines that lists show of a school's open cases, and of voided
// ones in which something is owed, up to date with another calendar than is known.
func (e *Engine) recount(tx Tx, school SchoolID, cal *calendar.Calendar) error {
	_, cases, err := tx.Extent()
	for number := uint64(1); number <= cases && err == nil; number++ {
		var r *Record
		if r, err = tx.RecordAt(number); err == nil && r.School == school && (!r.Closed || r.DueOn != 0) {
			err = e.recountOne(tx, r, cal)
		}
	}
	return err
}

func (e *Engine) recountOne(tx Tx, r *Record, cal *calendar.Calendar) error {
	rules, err := e.version(tx, r.Routine)
	if err != nil {
		return err
	}
	w, err := e.world(tx, r.School, r.Student, e.now())
	if err != nil {
		return err
	}
	w.Calendar = cal
	events, err := tx.Events(r)
	if err != nil {
		return err
	}
	c, err := Fold(rules, w, *r, events)
	if err != nil || c.DueOn == r.DueOn {
		return err
	}
	return tx.Append(&c.Record, nil)
}

// RosterSchoolName is a school of a roster.
type RosterSchoolName struct {
	ID, Name string
	Code     SchoolID // ours, if it was said before; "" if not, LeftOut for one that takes no part
}

// RosterSchools lists the schools that a roster, over those before it, is about.
// roster.Problems, which is ErrInvalid, says what does not hold together.
func (e *Engine) RosterSchools(ctx context.Context, actor Actor, school SchoolID, file *roster.File) (list []RosterSchoolName, err error) {
	if err := actor.may(school, Administer); err != nil {
		return nil, err
	}
	err = e.store.View(ctx, func(tx Tx) error {
		list = nil
		base, err := storedRoster(tx)
		if err != nil {
			return err
		}
		next, problems := file.Over(base)
		if len(problems) > 0 {
			return fmt.Errorf("%w: %w", ErrInvalid, problems)
		}
		kept, err := storedSchools(tx)
		for _, s := range next.Schools() {
			one := RosterSchoolName{ID: s.ID, Name: s.Name}
			for _, k := range kept {
				if k.Source == s.ID {
					one.Code = k.School
				}
			}
			list = append(list, one)
		}
		return err
	})
	return list, err
}

// ImportAtSchool is ImportRoster for the administrator of every school that takes
// part in it; Denied for others, and nothing is changed. Nobody is named.
func (e *Engine) ImportAtSchool(ctx context.Context, actor Actor, school SchoolID, in RosterImport, now time.Time) (*RosterPlan, error) {
	if err := actor.may(school, Administer); err != nil {
		return nil, err
	}
	in.Names = false
	return e.importRoster(ctx, in, doneAt(school, actor, "import", now), nil, func(p *RosterPlan) error {
		for _, s := range p.Schools {
			if !actor.MayAt(s.School, Administer) {
				return denied("setup_roster_schools")
			}
		}
		return nil
	})
}
