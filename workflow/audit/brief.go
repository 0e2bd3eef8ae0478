package audit

import (
	"time"

	"kjentvei/workflow/calendar"
)

// Brief is what one case comes to in figures: small enough that those of every
// case can be held in memory. It never changes.
type Brief struct {
	rules    *Rules
	School   string
	Opened   calendar.Date
	Scenario string // that the case came to; Cleared where it turned out to be no intoxication
	ClosedAs string

	verdicts []briefly // of what was called for; a requirement that is not there is not applicable
	waivers  []briefWaiver
	refusals []string // requirement, property or code, one for each attempt
	stays    []stay
	breaches int
	answered int // of the breaches

	// Until is when the case may come to something else although nothing
	// happens in it; zero: never.
	Until time.Time
}

// Cleared is the scenario under which a case is counted that was opened or moved
// to a suspicion of intoxication, and turned out to be none (P5).
const Cleared = "cleared"

// briefly is one verdict. Lateness is in tenths.
type briefly struct {
	demand    uint16
	judgement Judgement
	hours     bool // the unit of late; otherwise school days
	overdue   bool
	late      uint32
}

type briefWaiver struct {
	demand uint16
	reason string
}

// stay is how long a case was in a state, in school days.
type stay struct {
	state string
	days  int
	now   bool // it is still there
}

// Brief judges one case for figures.
func (c *Rules) Brief(t *Trace, cal *calendar.Calendar, now time.Time) *Brief {
	j := c.used.Get().(*judging)
	defer c.used.Put(j)
	j.begin(c, t, cal, now)
	j.run()
	b := &Brief{rules: c, School: t.School, Scenario: j.scenario, ClosedAs: j.ended}
	if at := j.opening(); at >= 0 {
		b.Opened = cal.DateOf(j.lines[at].at)
	}
	if finding := j.facts[j.std.intoxication]; finding == j.std.notIntoxicated || finding == j.std.isIll {
		b.Scenario = Cleared
	}
	for _, breach := range j.breaches {
		if breach.retracted {
			continue
		}
		if b.breaches++; breach.acknowledged >= 0 {
			b.answered++
		}
	}
	j.brieflyJudged(b)
	j.stay(b)
	for i := range t.Events {
		if e := &t.Events[i]; e.Refused && len(e.Reasons) > 0 {
			b.refusals = append(b.refusals, reasonKey(e.Reasons[0]))
		}
	}
	b.Until = j.until()
	return b
}

func reasonKey(r Reason) string {
	if r.Requirement != "" {
		return r.Requirement
	}
	return r.Code
}

// brieflyJudged keeps the worst finding of each requirement.
func (j *judging) brieflyJudged(b *Brief) {
	b.verdicts = make([]briefly, 0, len(j.list))
	at := make([]uint16, len(j.demands)) // one more than where in b.verdicts
	for k := range j.list {
		f := &j.list[k]
		v := briefly{uint16(f.demand), f.judgement, f.lateness.Unit == Hours, f.overdue, uint32(f.lateness.Amount*10 + 0.5)}
		if f.judgement == Waived {
			reason := f.code
			if f.code == BecauseWaiver {
				reason = chosen(j.lines[f.by].fields, "reason")
			}
			b.waivers = append(b.waivers, briefWaiver{v.demand, reason})
		}
		n := at[f.demand]
		if n == 0 {
			b.verdicts = append(b.verdicts, v)
			at[f.demand] = uint16(len(b.verdicts))
			continue
		}
		if old := &b.verdicts[n-1]; v.judgement > old.judgement || v.judgement == old.judgement && (v.late > old.late || v.overdue && !old.overdue) {
			*old = v
		}
	}
}

// stay measures how long the case was in each state, in the order of recording,
// by when things occurred.
func (j *judging) stay(b *Brief) {
	state, since := "", calendar.Date(0)
	for i := range j.t.Events {
		e := &j.t.Events[i]
		if e.Refused || e.State == state {
			continue
		}
		on := j.cal.DateOf(j.lines[i].at)
		if state != "" && !over(state) {
			b.stays = append(b.stays, stay{state, j.cal.Between(since, on), false})
		}
		state, since = e.State, on
	}
	if state != "" && !over(state) {
		b.stays = append(b.stays, stay{state, j.cal.Between(since, j.cal.DateOf(j.now)), true})
	}
}

func over(state string) bool { return state == "closed" || state == "voided" || state == "merged" }

// until is when the clock may change what the case comes to: at the next
// midnight, or when the next duty of the day is overdue, while anything waits.
func (j *judging) until() time.Time {
	pending, next := j.ended == "", j.cal.DateOf(j.now).Add(1).Start(j.cal.Location())
	for k := range j.list {
		f := &j.list[k]
		if f.judgement != Pending {
			continue
		}
		pending = true
		if !f.dueAt.IsZero() && !f.overdue && f.dueAt.Before(next) {
			next = f.dueAt.Add(1)
		}
	}
	if !pending {
		return time.Time{}
	}
	return next
}
