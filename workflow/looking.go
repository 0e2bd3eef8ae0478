package workflow

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// lookAgain is how long a look at a case counts for the same person's next one.
const lookAgain = 10 * time.Minute

// looker is somebody before a case. Engine.lookers remembers who has looked at what
// of late, so that it is stored once; it holds nothing that is not in the log.
type looker struct {
	staff ActorID
	of    uint64 // the case's number
}

type looked struct {
	at   time.Time
	what string
}

// maxLookers bounds how many looks are remembered. Beyond it some are stored
// again sooner than they need be.
const maxLookers = 100_000

// covers reports whether an earlier look says what another would: whoever has
// opened a case has also seen its name in a list.
func (l looked) covers(what string, now time.Time) bool {
	since := now.Sub(l.at)
	return since >= 0 && since < lookAgain && (l.what == what || l.what == LookedAtCase)
}

// looked records that an actor looks at cases, before they are shown. What is
// recorded already, within ten minutes, is not recorded again. Where it cannot be
// recorded, nothing may be shown.
func (e *Engine) looked(ctx context.Context, actor Actor, what string, cases []uint64) error {
	now := e.now()
	e.mu.Lock()
	fresh := slices.DeleteFunc(slices.Clone(cases), func(n uint64) bool {
		known, ok := e.lookers[looker{actor.ID, n}]
		return ok && known.covers(what, now)
	})
	e.mu.Unlock()
	if len(fresh) == 0 {
		return nil
	}
	err := e.store.Update(ctx, func(tx Tx) error {
		return tx.PutLook(&Look{At: now, Staff: actor.ID, What: what, Cases: fresh})
	})
	if err != nil {
		return fmt.Errorf("recording who looks: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.lookers) > maxLookers {
		clear(e.lookers)
	}
	for _, n := range fresh {
		e.lookers[looker{actor.ID, n}] = looked{now, what}
	}
	return nil
}

// Seen is one time that somebody looked at a case or did something in it.
type Seen struct {
	At       time.Time
	Staff    ActorID // "" for an operator
	Name     string  // of a member of staff, "" when nobody has the id any more
	Operator string  // the operating system's user name
	What     string  // as in Look; "step" for who took or tried one
	Reason   string
}

// wholeDatabase are the commands that take what is in every case out of here.
var wholeDatabase = []string{"audit log", "backup"}

// AccessLog tells who has looked at a case or acted in it, the latest first.
// Denied for whoever is neither responsible for it nor of its leadership.
func (e *Engine) AccessLog(ctx context.Context, actor Actor, id CaseID) ([]Seen, error) {
	v, err := e.Case(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if !v.Sees(AccessLog) {
		return nil, denied("access_not_for_you")
	}
	var list []Seen
	err = e.store.View(ctx, func(tx Tx) error {
		list = v.stepped()
		looks, err := tx.LooksAt(v.Number)
		if err != nil {
			return err
		}
		for _, l := range looks {
			list = append(list, Seen{At: l.At, Staff: l.Staff, Name: v.StaffName(l.Staff), Operator: l.System, What: l.What, Reason: l.Reason})
		}
		operations, err := tx.Operations()
		for _, o := range operations {
			if slices.Contains(wholeDatabase, o.What) && o.System != "" && !o.At.Before(v.events[0].RecordedAt) && (o.Target == "" || o.Target == string(v.School)) {
				list = append(list, Seen{At: o.At, Operator: o.System, What: o.What})
			}
		}
		return err
	})
	slices.Reverse(list) // of the same instant, the later first
	slices.SortStableFunc(list, func(a, b Seen) int { return b.At.Compare(a.At) })
	return list, err
}

// stepped tells who acted in the case, each once in ten minutes.
func (v *View) stepped() []Seen {
	var list []Seen
	last := map[ActorID]time.Time{}
	for i := range v.events {
		e := &v.events[i]
		if at, ok := last[e.Actor]; ok && e.RecordedAt.Sub(at) < lookAgain {
			continue
		}
		last[e.Actor] = e.RecordedAt
		list = append(list, Seen{At: e.RecordedAt, Staff: e.Actor, Name: v.StaffName(e.Actor), What: "step"})
	}
	return list
}
