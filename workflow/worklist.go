package workflow

import (
	"context"
	"slices"
	"sync"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Work is one duty on somebody's worklist.
type Work struct {
	Case      CaseID
	Reference string
	Due
}

// maxWork bounds a worklist; beyond it lies next year's work.
const maxWork = 200

// Worklist lists what is owed in the cases that the actor takes part in, and
// what their role is named for in the others that they see, the most urgent
// first: in open cases, and what voiding a case leaves to do; and the talks with
// students whose day has come.
func (e *Engine) Worklist(ctx context.Context, actor Actor) ([]Work, error) {
	if err := actor.Scope.allow(reading); err != nil {
		return nil, err
	}
	open := false
	list, err := e.workOf(ctx, actor, Query{Closed: &open})
	if err != nil {
		return nil, err
	}
	voided, err := e.workOf(ctx, actor, Query{State: stateVoided})
	if err != nil {
		return nil, err
	}
	talks, err := e.agreedTalks(ctx, actor)
	if err != nil {
		return nil, err
	}
	list = append(append(list, voided...), talks...)
	today := e.Today()
	slices.SortStableFunc(list, func(a, b Work) int { return a.urgency(today) - b.urgency(today) })
	return list[:min(maxWork, len(list))], nil
}

// workOf lists what is owed in the cases that match a query, most urgent first,
// until there is enough, or what comes has no deadline.
func (e *Engine) workOf(ctx context.Context, actor Actor, q Query) ([]Work, error) {
	q.Sort, q.Limit = "due_on", 100
	var list []Work
	for len(list) < maxWork {
		page, next, err := e.Cases(ctx, actor, q)
		if err != nil {
			return nil, err
		}
		work, err := e.workIn(ctx, actor, page)
		if err != nil {
			return nil, err
		}
		list = append(list, work...)
		if next == "" || len(page) > 0 && page[len(page)-1].DueOn == 0 {
			break
		}
		q.Cursor = next
	}
	return list, nil
}

// urgency sorts what is due at a time of this day before all else, as somebody stands
// with the student now and has not done it, and what has a deadline before what has none.
func (w Work) urgency(today calendar.Date) int {
	switch {
	case w.DueOn == 0:
		return 1 << 30
	case w.DueOn == today && !w.DueAt.IsZero() && w.Noted.IsZero():
		return 0
	}
	return int(w.DueOn)
}

// workIn lists what is owed in a page of cases. In those that the actor takes part
// in that is all that lists show.
func (e *Engine) workIn(ctx context.Context, actor Actor, page []Record) ([]Work, error) {
	var seen []Record
	now := e.now()
	for i := range page {
		if page[i].sight(actor, now) == Named && (!page[i].Closed || page[i].DueOn != 0) {
			seen = append(seen, page[i])
		}
	}
	items, err := e.show(ctx, actor, seen)
	if err != nil {
		return nil, err
	}
	var list []Work
	for i, item := range items {
		demand, err := e.unled(ctx, actor, &seen[i], item)
		if err != nil {
			return nil, err
		}
		if demand != nil {
			list = append(list, Work{Case: item.ID, Reference: item.Reference, Due: Due{Requirement: demand, DueOn: e.Today()}})
		}
		dues := item.Dues
		switch r := &seen[i]; {
		case r.Responsible == actor.ID:
		case !slices.Contains(r.Involved, actor.ID) && !askedByRole(dues, actor, r.School):
			continue
		default:
			v, err := e.view(ctx, actor, item.ID)
			if err != nil {
				return nil, err
			}
			if !v.takesPart() {
				dues = slices.DeleteFunc(v.Dues(), func(due Due) bool { return v.may(actor, due.Requirement.Actor) != nil })
				for i := range dues {
					if !v.Sees(Decisions) {
						dues[i].Noted = time.Time{}
					}
				}
			}
		}
		for _, due := range dues {
			list = append(list, Work{Case: item.ID, Reference: item.Reference, Due: due})
		}
	}
	return list, nil
}

// askedByRole reports whether anything owed may be for an actor whom nothing but their
// roles ties to the case.
func askedByRole(dues []Due, actor Actor, school SchoolID) bool {
	unrelated, roles := &Case{}, actor.At(school)
	return slices.ContainsFunc(dues, func(due Due) bool { return unrelated.mayAs(actor.ID, roles, due.Requirement.Actor) == nil })
}

// takesPart reports whether the viewer was brought into the case. Whoever has
// handed it on is done with it.
func (v *View) takesPart() bool {
	return v.before(v.world, v.actor).is&(Responsible|Participant|Deputy) != 0
}

// No routine demands that somebody is responsible: without these two, nobody would be
// asked to choose, when whoever was has left or is shut out, or when they have asked
// another to take over, who does not answer.
var (
	handOn = sync.OnceValue(func() *routine.Requirement {
		return &routine.Requirement{ID: "responsible", Title: routine.Message("choose_responsible", nil)}
	})
	answerFor = sync.OnceValue(func() *routine.Requirement {
		return &routine.Requirement{ID: "responsible", Title: routine.Message("unanswered_responsible", nil)}
	})
)

// NextTalk is what a worklist calls a talk that was only agreed: no routine demands it.
const NextTalk = "next_talk"

var (
	talkToday = sync.OnceValue(func() *routine.Requirement {
		return &routine.Requirement{ID: NextTalk, Title: routine.Message("talk_today", nil)}
	})
	talkPassed = sync.OnceValue(func() *routine.Requirement {
		return &routine.Requirement{ID: NextTalk, Title: routine.Message("talk_passed", nil)}
	})
)

// agreedTalks lists the talks, in the cases that the actor is responsible for, whose
// day has come.
func (e *Engine) agreedTalks(ctx context.Context, actor Actor) ([]Work, error) {
	open := false
	page, _, err := e.Cases(ctx, actor, Query{Responsible: actor.ID, Closed: &open, Limit: maxHanded})
	if err != nil {
		return nil, err
	}
	items, err := e.show(ctx, actor, page)
	if err != nil {
		return nil, err
	}
	var list []Work
	for _, item := range items {
		if due, ok := item.Talk(e.Today()); ok {
			list = append(list, Work{Case: item.ID, Reference: item.Reference, Due: due})
		}
	}
	return list, nil
}

// Talk is the talk with the student that was agreed for the day, or for one before it
// and has not been held since; false when there is none.
func (l *Listed) Talk(today calendar.Date) (Due, bool) { return talk(l.TalkOn, today) }

// Talk is the same of a case, for who may take steps in it.
func (v *View) Talk() (Due, bool) {
	if v.access.May&TakeSteps == 0 {
		return Due{}, false
	}
	return talk(v.talkOn(), v.Today())
}

func talk(on, today calendar.Date) (Due, bool) {
	switch {
	case on == 0 || on > today:
		return Due{}, false
	case on == today:
		return Due{Requirement: talkToday(), DueOn: on}, true
	}
	return Due{Requirement: talkPassed(), DueOn: on, Overdue: true}, true
}

// unled is what is owed in an open case whose responsible is gone, or waits for an
// answer, when it is the actor's to choose somebody; nil otherwise.
func (e *Engine) unled(ctx context.Context, actor Actor, r *Record, item *Listed) (demand *routine.Requirement, err error) {
	if r.Closed || !anyOf(actor.At(r.School), assigners()) {
		return nil, nil
	}
	err = e.store.View(ctx, func(tx Tx) error {
		staff, err := e.directory(tx, r.School)
		switch {
		case err != nil:
			return err
		case !slices.ContainsFunc(staff.All(), func(s *Staff) bool { return s.ID == r.Responsible && acts(s.At(r.School)) }):
			demand = handOn()
		case item.answerBy != 0 && e.Today() > item.answerBy && actor.ID != r.Responsible && actor.ID != item.offered:
			demand = answerFor()
		}
		return nil
	})
	return demand, err
}

// assigners are the roles that choose who is responsible.
var assigners = sync.OnceValue(func() []string {
	var roles []string
	for _, step := range routine.CommonSteps() {
		if step.ID != "assign" {
			continue
		}
		for _, who := range step.Who {
			if who == "leader" {
				roles = append(roles, leaders...)
			} else {
				roles = append(roles, who)
			}
		}
	}
	return roles
})
