package workflow

import (
	"context"
	"errors"
	"slices"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// Behind is one page of the cases that a number of the figures counts.
type Behind struct {
	*audit.Behind
	Cases []BehindCase // the newest first
	Next  CaseID       // the last of this page, behind which the following one begins; "" on the last
}

// BehindCase is a case as that page tells it: what the requirement comes to in it, and
// no names.
type BehindCase struct {
	ID        CaseID
	Reference string
	Pseudonym string // for who sees no names; "" also where there is no student
	School    SchoolID
	OpenedAt  time.Time
	Scenario  routine.Text
	State     routine.Text
	Routine   *routine.Routine
	Verdict   audit.Verdict
}

// How many cases are on one page.
const behindShown = 50

// CasesBehind lists the cases that a cell of the figures counts, of one school or of
// all of the actor's where school is "", once it is recorded that they look: those
// whose verdicts they see. before is Next of the page before, "" for the first. Errors
// are those of MayKnowFigures; whoever is only an observer at a school is told of no
// case there, whatever else they may know. A cell or a page that is none is ErrInvalid, a
// requirement that none of the cases they may count are under is ErrNotFound.
func (e *Engine) CasesBehind(ctx context.Context, actor Actor, school SchoolID, p Period, cell audit.Cell, before CaseID) (*Behind, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	if err := actor.MayKnowFigures(school); err != nil {
		return nil, err
	}
	schools, known := actor.exactFigures(school), actor.exactFigures("")
	switch {
	case len(schools) == 0:
		return nil, &Denied{Unmet{Code: "role", Message: "figures_not_for_you"}}
	case !cell.Asks():
		return nil, ErrInvalid
	}
	found, now, err := e.gather(ctx, audit.Scope{Schools: schools, From: p.From, To: p.To}, known, cell, actor.ID)
	if err != nil {
		return nil, err
	}
	if found.Requirement == nil {
		return nil, ErrNotFound
	}
	b := &Behind{Behind: found}
	numbers, err := e.fill(ctx, actor, b, cell, before, now)
	if err != nil {
		return nil, err
	}
	return b, e.looked(ctx, actor, LookedAtFigure, numbers)
}

// exactFigures lists the schools whose figures an actor may know with small numbers.
func (a Actor) exactFigures(school SchoolID) []string {
	return slices.DeleteFunc(a.knownFigures(school), a.observes)
}

// gather finds the cases that a cell counts by what the ledger knows, as everything
// stands now, without those that one of the staff is shut out of.
func (e *Engine) gather(ctx context.Context, scope audit.Scope, known []string, cell audit.Cell, without ActorID) (*audit.Behind, time.Time, error) {
	l := &e.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	now := e.now()
	if err := e.refresh(ctx, now); err != nil {
		return nil, now, err
	}
	found := audit.NewBehind(scope, known, cell)
	for i := range l.entries {
		if !slices.Contains(l.entries[i].shut, without) {
			found.Add(uint64(i)+1, l.entries[i].brief)
		}
	}
	found.Done()
	return found, now, nil
}

// fill judges the cases of one page, and gives their numbers.
func (e *Engine) fill(ctx context.Context, actor Actor, b *Behind, cell audit.Cell, before CaseID, now time.Time) (numbers []uint64, err error) {
	err = e.store.View(ctx, func(tx Tx) error {
		end := len(b.Numbers)
		if before != "" {
			r, err := tx.Record(before)
			switch {
			case errors.Is(err, ErrNotFound):
				return ErrInvalid
			case err != nil:
				return err
			}
			end, _ = slices.BinarySearch(b.Numbers, r.Number)
		}
		for i := end - 1; i >= 0; i-- {
			if err := ctx.Err(); err != nil {
				return err
			}
			c, ok, err := e.behind(tx, actor, b.Numbers[i], cell, now)
			switch {
			case err != nil:
				return err
			case !ok:
			case len(b.Cases) == behindShown:
				b.Next = b.Cases[behindShown-1].ID
				return nil
			default:
				b.Cases, numbers = append(b.Cases, c), append(numbers, b.Numbers[i])
			}
		}
		return nil
	})
	return numbers, err
}

// behind is one case of the page; ok is false where the actor may not know its
// verdicts, or it has come to something else meanwhile.
func (e *Engine) behind(tx Tx, actor Actor, number uint64, cell audit.Cell, now time.Time) (out BehindCase, ok bool, err error) {
	r, err := tx.RecordAt(number)
	if err != nil || !r.mayShowVerdicts(actor, now) {
		return out, false, err
	}
	rules, w, c, err := e.loadRecord(tx, r, now)
	if err != nil {
		return out, false, err
	}
	access, err := e.admit(tx, w, c, actor)
	if errors.Is(err, ErrNotFound) || err == nil && access.Sees&Verdicts == 0 {
		return out, false, nil
	}
	if err != nil {
		return out, false, err
	}
	v := &View{Case: c, rules: rules, world: w, actor: actor, access: access}
	judged := v.judged()
	at := slices.IndexFunc(judged.Verdicts, func(v audit.Verdict) bool { return v.Requirement.ID == cell.Requirement })
	if at < 0 || judged.Verdicts[at].Judgement != cell.Verdict || cell.Overdue && !judged.Verdicts[at].Overdue {
		return out, false, nil
	}
	out = BehindCase{
		ID: r.ID, Reference: r.Reference, Pseudonym: v.Pseudonym(), School: r.School, OpenedAt: r.OpenedAt,
		Routine: rules.Routine, Verdict: judged.Verdicts[at],
	}
	if scenario, ok := rules.Routine.Scenario(r.Scenario); ok {
		out.Scenario = scenario.Title
	}
	if state, ok := rules.Routine.State(r.State); ok {
		out.State = state.Title
	}
	return out, true, nil
}

// mayShowVerdicts reports whether an actor may see the verdicts of the case, as far as
// its record tells, which has every case that is over rest. Whoever is involved may see
// more than that; a list does not read all events of all others to find out.
func (r *Record) mayShowVerdicts(a Actor, now time.Time) bool {
	s := r.before(a, now)
	sees := s.decide().Sees
	return sees&Verdicts != 0 || sees&Alive != 0 && s.is&Involved != 0
}
