package workflow

import (
	"context"
	"fmt"

	"kjentvei/workflow/calendar"
)

// What a school to practise in moves its clock to. Nobody is named.

// SchoolDayAfter is a school's first school day after a day.
func (e *Engine) SchoolDayAfter(ctx context.Context, school SchoolID, day calendar.Date) (next calendar.Date, err error) {
	err = e.store.View(ctx, func(tx Tx) error {
		cal, err := e.calendar(tx, school)
		if err == nil {
			next = cal.Next(day)
		}
		return err
	})
	return next, err
}

// NextAdulthood is the next day after today on which a student with an open case at a
// school turns 18. ErrNotFound when there is none.
func (e *Engine) NextAdulthood(ctx context.Context, school SchoolID) (next calendar.Date, err error) {
	open, today := false, e.Today()
	q := Query{Schools: []SchoolID{school}, Closed: &open, Sort: "opened_at", Limit: 100}
	for more := true; more; more = q.Cursor != "" {
		page, cursor, err := e.store.Cases(ctx, q)
		if err != nil {
			return 0, err
		}
		q.Cursor = cursor
		err = e.store.View(ctx, func(tx Tx) error {
			for i := range page {
				if page[i].Student == "" {
					continue
				}
				s, err := resolve(tx, page[i].Student)
				if err != nil {
					return err
				}
				if s.BirthDate == 0 {
					continue
				}
				if day := calendar.AdultOn(s.BirthDate); day > today && (next == 0 || day < next) {
					next = day
				}
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	if next == 0 {
		return 0, fmt.Errorf("nobody with an open case turns 18: %w", ErrNotFound)
	}
	return next, nil
}
