package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
)

// auditing is how the cases of one routine version are audited.
type auditing struct {
	rules  *audit.Rules
	tracer *tracer
}

// auditing is made when it is first asked for.
func (r *Rules) auditing() *auditing { return r.audited() }

func (r *Rules) prepareAudit() {
	r.audited = sync.OnceValue(func() *auditing {
		return &auditing{audit.Compile(r.Routine), newTracer(r.Routine)}
	})
}

// Audit judges the case as it stands now, from its record alone. Denied where
// the viewer may not know whether the routine was followed.
func (v *View) Audit() (*audit.Case, error) {
	if !v.Sees(Verdicts) {
		return nil, denied("verdicts_not_for_you")
	}
	return v.judged(), nil
}

func (v *View) judged() *audit.Case {
	a := v.rules.auditing()
	return a.rules.Case(a.tracer.trace(&v.Record, v.world.Student, v.events), v.world.Calendar, v.world.Now)
}

// Period is which days an audit is about, both included, by when the concern
// arose; 0 for no limit.
type Period struct{ From, To calendar.Date }

// MayKnowFigures says whether an actor may ask for the figures of a school, or
// of all of theirs where school is "": ErrNotFound for a school that is not
// theirs, Denied where no role of theirs may know, ErrScope where their token is
// not made for it.
func (a Actor) MayKnowFigures(school SchoolID) error {
	known := a.knownFigures(school)
	if err := a.Scope.allow(counting); err != nil {
		return err
	}
	switch {
	case school != "" && len(a.At(school)) == 0:
		return ErrNotFound
	case len(known) == 0:
		return &Denied{Unmet{Code: "role", Message: "figures_not_for_you"}}
	}
	return nil
}

// knownFigures lists the schools whose figures an actor may know, in order: all
// of them, or the one that is named.
func (a Actor) knownFigures(school SchoolID) (list []string) {
	for _, r := range a.Roles {
		if a.MayAt(r.School, ReadFigures|ReadTotals) && (school == "" || school == r.School) {
			list = addOnce(list, string(r.School))
		}
	}
	slices.Sort(list)
	return list
}

// observes reports whether an actor may know the school's figures only without
// small numbers.
func (a Actor) observes(school string) bool {
	return !a.MayAt(SchoolID(school), ReadFigures)
}

// Figures sums what the cases come to of one school, or of all of the actor's
// where school is "". Errors are those of MayKnowFigures. Whoever is only an
// observer at one of the schools is told of whole school years, one or all, without
// small numbers, and of the schools alone that they observe: from a sum with others
// that they know exactly, what is hidden could be worked out. Exact figures leave out
// the cases that the actor is shut out of: beside the lists, or of one day, they would
// tell a parent who works at the school that there is one, and what it has come to.
func (e *Engine) Figures(ctx context.Context, actor Actor, school SchoolID, p Period) (*audit.Figures, error) {
	if err := actor.MayKnowFigures(school); err != nil {
		return nil, err
	}
	schools := actor.knownFigures(school)
	if slices.ContainsFunc(schools, actor.observes) {
		exact := func(school string) bool { return !actor.observes(school) }
		return e.published(ctx, slices.DeleteFunc(actor.knownFigures(""), exact), school, p)
	}
	return e.figures(ctx, schools, p, actor.ID)
}

func (e *Engine) figures(ctx context.Context, schools []string, p Period, without ActorID) (*audit.Figures, error) {
	list, err := e.sums(ctx, []audit.Scope{{Schools: schools, From: p.From, To: p.To}}, without)
	if err != nil {
		return nil, err
	}
	return e.named(ctx, list[0])
}

// published tells figures without small numbers, and without what would give
// them away: not by subtracting one school from all of them either, or one year
// from all years. So the figures of all that may be asked for are made, and what
// is hidden in one is chosen with all others in view.
func (e *Engine) published(ctx context.Context, schools []string, school SchoolID, p Period) (*audit.Figures, error) {
	years, err := e.schoolYears(ctx, schools)
	if err != nil {
		return nil, err
	}
	rows := [][]string{schools}
	if len(schools) > 1 {
		for _, one := range schools {
			rows = append(rows, []string{one})
		}
	}
	var scopes []audit.Scope
	for _, row := range rows {
		scopes = append(scopes, audit.Scope{Schools: row})
		for _, year := range years {
			scopes = append(scopes, audit.Scope{Schools: row, From: year.From, To: year.To})
		}
	}
	list, err := e.sums(ctx, scopes, "")
	if err != nil {
		return nil, err
	}
	grid := slices.Collect(slices.Chunk(list, 1+len(years)))
	audit.PublishGrid(audit.Small, grid)
	row := 0
	if school != "" && len(schools) > 1 {
		row = 1 + slices.Index(schools, string(school))
	}
	return e.named(ctx, grid[row][p.among(years)])
}

// among is which of some school years a period lies in, counted from 1; 0 for
// all of them, where it is in none or in several.
func (p Period) among(years []Period) int {
	for i, year := range years {
		if p.From >= year.From && p.From <= year.To && p.To >= year.From && p.To <= year.To {
			return i + 1
		}
	}
	return 0
}

// schoolYears lists the school years in which cases arose at some schools.
func (e *Engine) schoolYears(ctx context.Context, schools []string) ([]Period, error) {
	first := Query{Schools: []SchoolID{}, Sort: "opened_at", Limit: 1}
	for _, school := range schools {
		first.Schools = append(first.Schools, SchoolID(school))
	}
	page, _, err := e.store.Cases(ctx, first)
	if err != nil || len(page) == 0 {
		return nil, err
	}
	var years []Period
	for day, today := calendar.Of(page[0].OpenedAt, calendar.Oslo), e.Today(); day <= today; {
		from, to := audit.YearOf(day)
		years = append(years, Period{from, to})
		day = to.Add(1)
	}
	return years, nil
}

// FiguresBy sums what cases come to for an operator, of all schools where school
// is "", and records that it was asked.
func (e *Engine) FiguresBy(ctx context.Context, school SchoolID, p Period, by Operation) (*audit.Figures, error) {
	if err := e.record(ctx, by.on("audit", string(school))); err != nil {
		return nil, err
	}
	var schools []string
	if school != "" {
		schools = []string{string(school)}
	}
	return e.figures(ctx, schools, p, "")
}

func (e *Engine) record(ctx context.Context, o Operation) error {
	return e.store.Update(ctx, func(tx Tx) error { return tx.PutOperation(o) })
}

// AuditBy judges the case with a reference for an operator, and records that it
// was asked. There is no name in it. The calendar is that of its school.
func (e *Engine) AuditBy(ctx context.Context, reference string, by Operation) (c *audit.Case, cal *calendar.Calendar, err error) {
	id, err := e.referred(ctx, reference)
	if err != nil {
		return nil, nil, err
	}
	err = e.store.Update(ctx, func(tx Tx) error {
		rules, w, found, err := e.load(tx, id, e.now())
		if err != nil {
			return err
		}
		school, err := schoolIn(tx, found.School)
		if err != nil {
			return err
		}
		c, cal = (&View{Case: found, rules: rules, world: w}).judged(), w.Calendar
		c.SchoolName = school.Name
		return errors.Join(tx.PutOperation(by.on("audit", string(id))), tx.PutLook(by.look("audit", found.Number)))
	})
	return c, cal, err
}

// referred finds a case by its reference.
func (e *Engine) referred(ctx context.Context, reference string) (CaseID, error) {
	found, _, err := e.store.Cases(ctx, Query{Reference: reference, Sort: "reference", Limit: 1})
	switch {
	case err != nil:
		return "", err
	case len(found) == 0 || !strings.EqualFold(found[0].Reference, reference):
		return "", fmt.Errorf("case %q: %w", reference, ErrNotFound)
	}
	return found[0].ID, nil
}

// EachAudited judges the cases of one school, or of all where school is "", that
// arose in a period, one after the other in the order of their numbers, for an
// operator, and records that it was asked. An error of fn ends it and is returned.
func (e *Engine) EachAudited(ctx context.Context, school SchoolID, p Period, by Operation, fn func(*audit.Case, *calendar.Calendar) error) error {
	if err := e.record(ctx, by.on("audit log", string(school))); err != nil {
		return err
	}
	now := e.now()
	return e.store.View(ctx, func(tx Tx) error {
		_, cases, err := tx.Extent()
		if err != nil {
			return err
		}
		for number := uint64(1); number <= cases && err == nil; number++ {
			if err = ctx.Err(); err == nil {
				err = e.eachAudited(tx, number, school, p, now, fn)
			}
		}
		return err
	})
}

func (e *Engine) eachAudited(tx Tx, number uint64, school SchoolID, p Period, now time.Time, fn func(*audit.Case, *calendar.Calendar) error) error {
	r, err := tx.RecordAt(number)
	if err != nil {
		return err
	}
	opened := calendar.Of(r.OpenedAt, calendar.Oslo)
	if school != "" && r.School != school || p.From != 0 && opened < p.From || p.To != 0 && opened > p.To {
		return nil
	}
	rules, cal, student, err := e.around(tx, r)
	if err != nil {
		return fmt.Errorf("case %s: %w", r.Reference, err)
	}
	events, err := tx.Events(r)
	if err != nil {
		return fmt.Errorf("case %s: %w", r.Reference, err)
	}
	a := rules.auditing()
	return fn(a.rules.Case(a.tracer.trace(r, student, events), cal, now), cal)
}
