package oracle_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/oracle"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// withinTraces is how many made-up cases a mistake may go unnoticed.
const withinTraces = 300

// reading is a case as one of the two reads it.
type reading struct {
	r   *routine.Routine
	t   audit.Trace
	cal *calendar.Calendar
	now int // hours from the real one
}

// mistakes are small errors in reading a case. If the oracle made one, the
// comparison would have to notice.
var mistakes = map[string]func(*reading){
	"deadlines are a day later":              eachDemand(func(d *routine.Requirement) { later(d) }),
	"deadlines are left out":                 eachDemand(func(d *routine.Requirement) { d.Deadline = nil }),
	"what a deadline counts from is ignored": eachDeadline(func(d *routine.Deadline) { d.From = nil }),
	"what moves a deadline is ignored":       eachDeadline(func(d *routine.Deadline) { d.MovedBy = nil }),
	"when a deadline opens is ignored":       eachDeadline(func(d *routine.Deadline) { d.Opens = "" }),
	"applies is ignored":                     eachDemand(func(d *routine.Requirement) { d.Applies = nil }),
	"ends is ignored":                        eachDemand(func(d *routine.Requirement) { d.Ends = nil }),
	"scenarios are ignored":                  eachDemand(func(d *routine.Requirement) { d.Scenarios = nil }),
	"everything can be waived":               eachDemand(func(d *routine.Requirement) { d.Unwaivable = false }),
	"what cannot be waived is all":           eachDemand(func(d *routine.Requirement) { d.Unwaivable = true }),
	"the birthday is a day later":            func(x *reading) { x.t.Adult++ },
	"the birthday is ignored":                func(x *reading) { x.t.Adult = min(x.t.Adult, 1) },
	"corrections are ignored":                without("correct"),
	"breaches are ignored":                   without("record_breach"),
	"waivers are ignored":                    without("waive"),
	"sign-offs are ignored":                  without("sign_off"),
	"consent is ignored":                     without("record_consent"),
	"withdrawals are ignored":                without("withdraw_consent"),
	"times given are ignored":                without("note_time"),
	"who leads is ignored":                   without("assign"),
	"recusals are ignored":                   without("recuse"),
	"moves are ignored":                      without("change_scenario"),
	"marks are ignored":                      func(x *reading) { x.t.Marks = nil },
	"marks are never confirmed":              eachMark(func(m *audit.Mark) { m.Confirmed = audit.Mark{}.Raised }),
	"refused attempts count":                 eachEvent(func(e *audit.Event) { e.Refused = false }),
	"everybody is in leadership":             eachEvent(func(e *audit.Event) { e.Roles = append(slices.Clone(e.Roles), "principal") }),
	"nobody is in leadership":                eachEvent(func(e *audit.Event) { e.Roles = []string{"contact_teacher"} }),
	"the order of recording is taken":        eachEvent(func(e *audit.Event) { e.OccurredAt = e.RecordedAt }),
	"what a breach broke is ignored":         eachEvent(func(e *audit.Event) { e.Reasons = nil }),
	"every day is a school day but weekends": func(x *reading) { x.cal = calendar.New(nil, nil) },
	"days are counted in UTC":                func(x *reading) { x.cal = calendar.New(time.UTC, nil) },
	"now is an hour ago":                     func(x *reading) { x.now-- },
}

func TestMistakesAreNoticed(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	cases := agreed()
	for name, mistake := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !slices.ContainsFunc(cases, func(c judged) bool { return c.notices(mistake) }) {
				t.Errorf("%d cases, and nobody has noticed", len(cases))
			}
		})
	}
}

// judged is a case of which the two agree.
type judged struct {
	*teller
	theirs []audit.Verdict
}

// agreed makes up cases of two routines, and leaves out where the two differ.
func agreed() []judged {
	var cases []judged
	for i, r := range routine.Shipped()[:2] {
		rules := audit.Compile(r)
		cast := rapid.Custom(func(rt *rapid.T) *teller { return tale(newDice(rt), r) })
		for seed := range withinTraces / 2 {
			c := cast.Example(2*seed + i)
			theirs := rules.Verdicts(c.t, c.cal, c.now)
			if len(oracle.Differences(oracle.Judge(c.r, c.t, c.cal, c.now), theirs)) == 0 {
				cases = append(cases, judged{c, theirs})
			}
		}
	}
	return append(cases, danger())
}

// danger is a case in which contact would endanger the student, as few are that
// are made up at random.
func danger() judged {
	r, _ := routine.Find("kjentmann")
	open := did("open", "09-01 09:00", "received", 1)
	open.Scenario = "self_referral"
	assessed := did("record_child_welfare", "09-01 10:00", "received", 4, chose("outcome", "not_notified"), audit.Field{Name: "reason"})
	c := &teller{r: r, cal: calendar.New(calendar.Oslo, nil), now: moment("10-01 12:00"), t: &audit.Trace{
		Adult: calendar.On(2030, 1, 1), Events: []audit.Event{open, assessed},
		Marks: []audit.Mark{{Raised: moment("09-01 11:00"), Confirmed: moment("09-01 12:00")}},
	}}
	return judged{c, audit.Compile(r).Verdicts(c.t, c.cal, c.now)}
}

// notices reports whether a mistake shows in the case.
func (c judged) notices(mistake func(*reading)) bool {
	x := reading{r: c.r, t: *c.t, cal: c.cal}
	x.t.Events, x.t.Marks = slices.Clone(c.t.Events), slices.Clone(c.t.Marks)
	mistake(&x)
	mine := oracle.Judge(x.r, &x.t, x.cal, c.now.Add(time.Duration(x.now)*time.Hour))
	return len(oracle.Differences(mine, c.theirs)) > 0
}

func eachEvent(change func(*audit.Event)) func(*reading) {
	return func(x *reading) {
		for i := range x.t.Events {
			change(&x.t.Events[i])
		}
	}
}

func eachMark(change func(*audit.Mark)) func(*reading) {
	return func(x *reading) {
		for i := range x.t.Marks {
			change(&x.t.Marks[i])
		}
	}
}

func without(step string) func(*reading) {
	return func(x *reading) {
		x.t.Events = slices.DeleteFunc(x.t.Events, func(e audit.Event) bool { return e.Step == step })
	}
}

// eachDemand changes the routine's own requirements.
func eachDemand(change func(*routine.Requirement)) func(*reading) {
	return func(x *reading) {
		var def routine.Definition
		if err := json.Unmarshal(x.r.Canonical(), &def); err != nil {
			panic(err)
		}
		for i := range def.Requirements {
			change(&def.Requirements[i])
		}
		changed, err := json.Marshal(&def)
		if err != nil {
			panic(err)
		}
		if x.r, err = routine.Load(changed); err != nil {
			panic(err)
		}
	}
}

func eachDeadline(change func(*routine.Deadline)) func(*reading) {
	return eachDemand(func(d *routine.Requirement) {
		if d.Deadline != nil {
			change(d.Deadline)
		}
	})
}

func later(d *routine.Requirement) {
	if d.Deadline != nil && d.Deadline.Days != nil {
		d.Deadline.Days = &routine.Int{Value: d.Deadline.Days.Value + 1}
	}
}
