package workflow

import (
	"context"
	"time"

	"kjentvei/workflow/calendar"
)

// shown is a case as lists show it to those who see as much of it, and for how
// long that holds: as long as the stamp is the same, and the clock between from
// and until.
type shown struct {
	listed *Listed
	stamp  stamp
	from   time.Time
	until  time.Time // when the next duty is overdue by the minute; zero: none is
}

type shownKey struct {
	id    CaseID
	whole bool
}

// stamp is what a listed case depends on beside the case itself and the minute:
// how often what is known of any student and of the staff has changed, and the day.
type stamp struct {
	revision uint64
	owing    bool
	changed  int
	staffed  int
	day      calendar.Date
}

// holds reports whether a case may be shown so again.
func (s shown) holds(now stamp, at time.Time) bool {
	return s.stamp == now && !at.Before(s.from) && (s.until.IsZero() || !at.After(s.until))
}

// How many students and cases are remembered as lists show them.
const maxRemembered = 20_000

// show makes what lists show of records. What is remembered is taken as it is;
// how often things have changed is counted before the store is read, so that
// nothing older is remembered as newer.
func (e *Engine) show(ctx context.Context, actor Actor, records []Record) ([]*Listed, error) {
	e.mu.Lock()
	changed, staffed := e.changed, e.staffed
	e.mu.Unlock()
	now := e.now()
	day := calendar.Of(now, calendar.Oslo)
	list := make([]*Listed, 0, len(records))
	err := e.store.View(ctx, func(tx Tx) error {
		list = list[:0]
		for i := range records {
			r := &records[i]
			key := shownKey{r.ID, r.sight(actor, now) == Named}
			stamp := stamp{r.Revision, !r.Closed || r.DueOn != 0, changed, staffed, day}
			e.mu.Lock()
			known, ok := e.shown[key]
			e.mu.Unlock()
			if !ok || !known.holds(stamp, now) {
				listed, err := e.listed(tx, r, key.whole, stamp, now)
				if err != nil {
					return err
				}
				known = shown{listed, stamp, now, listed.soonest(now)}
				e.mu.Lock()
				makeRoom(e.shown)
				e.shown[key] = known
				e.mu.Unlock()
			}
			list = append(list, known.listed)
		}
		return nil
	})
	return list, err
}

// makeRoom forgets any one when there are as many as may be remembered.
func makeRoom[K comparable, V any](m map[K]V) {
	if len(m) < maxRemembered {
		return
	}
	for key := range m {
		delete(m, key)
		break
	}
}

// soonest is when the next duty will be overdue by the minute; zero if none will.
func (l *Listed) soonest(now time.Time) (at time.Time) {
	for _, due := range l.Dues {
		if !due.Suspended && !due.DueAt.Before(now) && (at.IsZero() || due.DueAt.Before(at)) {
			at = due.DueAt
		}
	}
	return at
}

func (e *Engine) listed(tx Tx, r *Record, whole bool, s stamp, now time.Time) (*Listed, error) {
	out := &Listed{
		ID: r.ID, Reference: r.Reference, School: r.School, Routine: r.Routine, Scenario: r.Scenario, State: r.State,
		Closed: r.Closed, ClosedAs: r.ClosedAs, Revision: r.Revision, OpenedAt: r.OpenedAt,
	}
	rules, err := e.version(tx, r.Routine)
	if err != nil {
		return nil, err
	}
	if state, ok := rules.Routine.State(r.State); ok {
		out.StateTitle = state.Title
	}
	if err := e.namedIn(tx, r, whole, s.changed, out); err != nil {
		return nil, err
	}
	if s.owing {
		_, w, c, err := e.load(tx, r.ID, now)
		if err != nil {
			return nil, err
		}
		out.Dues = c.Due(w)
		out.offered, out.answerBy, out.taken = c.offered, c.answerBy(w.Calendar), c.lastOf("accept_hand_over", "assign").RecordedAt
		if whole {
			out.TalkOn = c.talkOn()
		}
	}
	return out, nil
}

// namedIn fills in who a case is about and who is responsible, or a pseudonym.
func (e *Engine) namedIn(tx Tx, r *Record, whole bool, changed int, out *Listed) error {
	if r.Student != "" {
		s, err := e.face(tx, r.Student, changed)
		if err != nil {
			return err
		}
		if whole {
			out.Student = s
		} else {
			out.Pseudonym = s.Pseudonym
		}
	}
	if !whole || r.Responsible == "" {
		return nil
	}
	out.ResponsibleID = r.Responsible
	staff, err := e.directory(tx, r.School)
	if err != nil {
		return err
	}
	if s, ok := staff.Find(r.Responsible); ok {
		out.ResponsibleName = s.Name
	}
	return nil
}

// face is a student as last read, for lists, and as whom they were recognised.
// All are forgotten when one changes; before is how often any had changed before
// tx began.
func (e *Engine) face(tx Tx, id StudentID, before int) (*Student, error) {
	e.mu.Lock()
	s, ok := e.faces[id]
	e.mu.Unlock()
	if ok {
		return s, nil
	}
	s, err := resolve(tx, id)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.changed == before {
		makeRoom(e.faces)
		e.faces[id] = s
	}
	return s, nil
}
