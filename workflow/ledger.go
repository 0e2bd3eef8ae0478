package workflow

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
)

// ledger holds what every case comes to in figures. A case is judged when it is
// first asked about, and again when the log has more of it, when what is known
// of its student or its school's days has changed, or when the clock may have
// changed it; all others stay as they were judged.
type ledger struct {
	mu      sync.Mutex
	seen    uint64 // last event of the log that it knows of
	entries []entered
}

// entered is one case, at the index one below its number.
type entered struct {
	brief   *audit.Brief
	student StudentID
	same    StudentID // who the student, typed in by hand, really is
	shut    []ActorID // who is shut out of the case
}

// outdated is what has changed, since the ledger last looked, beside the log.
type outdated struct {
	students map[StudentID]bool
	schools  map[SchoolID]bool
}

func (o *outdated) merge(more outdated) {
	if o.students == nil {
		o.students, o.schools = map[StudentID]bool{}, map[SchoolID]bool{}
	}
	maps.Copy(o.students, more.students)
	maps.Copy(o.schools, more.schools)
}

// sums counts the cases that each of some scopes is about, as everything stands
// now, without those that one of the staff is shut out of; "" for nobody.
func (e *Engine) sums(ctx context.Context, scopes []audit.Scope, without ActorID) ([]*audit.Figures, error) {
	l := &e.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	now := e.now()
	if err := e.refresh(ctx, now); err != nil {
		return nil, err
	}
	sums := make([]*audit.Sum, len(scopes))
	for i := range scopes {
		scopes[i].At = now
		sums[i] = audit.NewSum(scopes[i])
	}
	for i := range l.entries {
		if slices.Contains(l.entries[i].shut, without) {
			continue
		}
		for _, sum := range sums {
			sum.Add(l.entries[i].brief)
		}
	}
	figures := make([]*audit.Figures, len(sums))
	for i, sum := range sums {
		figures[i] = sum.Figures()
	}
	return figures, nil
}

// refresh judges what has to be judged. It is called with the ledger locked.
func (e *Engine) refresh(ctx context.Context, now time.Time) (err error) {
	l := &e.ledger
	e.mu.Lock()
	changed := e.outdated
	e.outdated = outdated{}
	e.mu.Unlock()
	defer func() {
		if err != nil { // look again next time
			e.mu.Lock()
			e.outdated.merge(changed)
			e.mu.Unlock()
		}
	}()
	var events, cases uint64
	var numbers []uint64
	err = e.store.View(ctx, func(tx Tx) (err error) {
		if events, cases, err = tx.Extent(); err != nil || l.entries == nil {
			return err
		}
		numbers, err = tx.CasesAfter(l.seen)
		return err
	})
	if err != nil {
		return err
	}
	for i := range l.entries {
		if n := &l.entries[i]; n.stale(changed, now) {
			numbers = append(numbers, uint64(i)+1)
		}
	}
	for n := uint64(len(l.entries)); n < cases; n++ {
		numbers = append(numbers, n+1)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	entries := append(slices.Clone(l.entries), make([]entered, cases-uint64(len(l.entries)))...)
	if err := e.enterAll(ctx, entries, numbers, now); err != nil {
		return err
	}
	l.entries, l.seen = entries, events
	return nil
}

func (n *entered) stale(changed outdated, now time.Time) bool {
	until := n.brief.Until
	return !until.IsZero() && !now.Before(until) || changed.students[n.student] || n.same != "" && changed.students[n.same] ||
		changed.schools[SchoolID(n.brief.School)]
}

// atATime is how many cases a worker takes from the list, and reads in one View.
const atATime = 256

// enterAll judges cases by number, on every processor.
func (e *Engine) enterAll(ctx context.Context, entries []entered, numbers []uint64, now time.Time) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(numbers)/atATime+1) {
		workers.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(atATime)) - atATime
				if from >= len(numbers) {
					return
				}
				if err := e.enter(ctx, entries, numbers[from:min(from+atATime, len(numbers))], now); err != nil {
					stop(err)
				}
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

func (e *Engine) enter(ctx context.Context, entries []entered, numbers []uint64, now time.Time) error {
	return e.store.View(ctx, func(tx Tx) error {
		t := &tracing{}
		for _, number := range numbers {
			if err := ctx.Err(); err != nil {
				return err
			}
			entry, err := e.briefly(tx, t, number, now)
			if err != nil {
				return fmt.Errorf("case %d: %w", number, err)
			}
			entries[number-1] = entry
		}
		return nil
	})
}

// briefly judges one case.
func (e *Engine) briefly(tx Tx, t *tracing, number uint64, now time.Time) (entered, error) {
	r, err := tx.RecordAt(number)
	if err != nil {
		return entered{}, err
	}
	rules, cal, student, err := e.around(tx, r)
	if err != nil {
		return entered{}, err
	}
	t.tracer = rules.auditing().tracer
	t.begin(r, student)
	if err := tx.EachEvent(r, func(event *Event) error { t.event(event); return nil }); err != nil {
		return entered{}, err
	}
	entry := entered{brief: rules.auditing().rules.Brief(&t.trace, cal, now), student: r.Student, shut: r.Recused}
	if student != nil {
		entry.same = student.Same
	}
	return entry, nil
}

// around reads what judging a case needs beside its events. The student is nil
// where there is none.
func (e *Engine) around(tx Tx, r *Record) (rules *Rules, cal *calendar.Calendar, student *Student, err error) {
	if rules, err = e.version(tx, r.Routine); err != nil {
		return nil, nil, nil, err
	}
	if cal, err = e.calendar(tx, r.School); err != nil {
		return nil, nil, nil, err
	}
	if r.Student != "" {
		student, err = resolve(tx, r.Student)
	}
	return rules, cal, student, err
}
