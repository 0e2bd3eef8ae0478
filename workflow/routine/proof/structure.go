package proof

import (
	"maps"
	"slices"
	"sync"

	"kjentvei/workflow/routine"
)

// What can be seen without exploring: who can say what, and what the law lets
// no guard ask for.

// remark is something wrong with one step, requirement or fact.
type remark struct {
	property string
	of       string // the id of the step, requirement, state or fact
	text     routine.Text
}

func remarks(r *routine.Routine) []remark {
	return slices.Concat(attested(r), hindering(r), begun(r), followUpDay(r), sayable(r), takeable(r), settable(r))
}

func remarkOn(property, key, of string, values map[string]routine.Text) remark {
	return remark{property, of, routine.Message("proof_"+key, values)}
}

// attested finds the steps that let somebody say what only others can: that
// leadership took part, that a named adult came. What the property of that
// fact asks for would be worth nothing.
func attested(r *routine.Routine) []remark {
	var list []remark
	for i := range r.Steps {
		s := &r.Steps[i]
		for _, said := range sayings(s) {
			fact, _ := r.Schema().Fact(said.fact)
			who := fact.AttestedBy[said.value]
			if len(who) == 0 || vouched(s, said, who) {
				continue
			}
			list = append(list, remarkOn(attestedFor[said.fact], "attested", s.ID, map[string]routine.Text{
				"step": s.Title, "fact": fact.Title, "who": names(r, who),
			}))
		}
	}
	return list
}

// attestedFor is the property that asks for a fact to be attested.
var attestedFor = map[string]string{
	"leadership_told": "P4", "department_head_present": "P4", "student_present": "P4",
	"leadership_took_part": "P5", "child_welfare": "P5", "police": "P5", "safe_to_leave": "P5", "handover": "P6",
	"intoxication": "P5", "use": "P4", "guardian_informed": "P1",
}

// beginnings are what a scenario can say of the vocabulary. Whatever else is so
// has to be done, by a step, after the case was opened.
var beginnings = map[string][]string{
	"raised_by": {"student", "other", "school"}, "guardian_duty": {"active"}, "intoxication": {"suspected"}, "episode": {"begun"},
	"in_class": {"yes", "no", "unknown"},
}

// saying is a value that a step gives a fact, and by what.
type saying struct {
	fact, value string
	by          []string // the kinds of people counted; nil: by being taken
	chosen      bool     // by an answer
}

func sayings(s *routine.Step) []saying {
	var list []saying
	add := func(sets map[string]string, by []string, chosen bool) {
		for _, fact := range slices.Sorted(maps.Keys(sets)) {
			list = append(list, saying{fact, sets[fact], by, chosen})
		}
	}
	add(s.Sets, nil, false)
	for _, f := range s.Fields {
		for _, c := range f.Choices {
			add(c.Sets, nil, len(f.Choices) > 1 && f.Required)
		}
		for _, c := range f.Counts {
			add(c.Sets, c.Of, false)
		}
	}
	for _, e := range s.Effects {
		add(e.Sets, nil, true)
	}
	return list
}

// vouched reports whether a saying is attested: people of the kind were
// counted, or only such people take the step. "somebody" is anyone, named;
// "chosen" is an answer, never said by the step itself; "reasoned" is one with
// a reason in words; "guardians" is a guardian, named.
func vouched(s *routine.Step, said saying, who []string) bool {
	asks := func(kind string) bool {
		return slices.ContainsFunc(s.Fields, func(f routine.Field) bool { return f.Type == kind && f.Required })
	}
	names := func(kind string, other string) bool {
		return slices.ContainsFunc(s.Fields, func(f routine.Field) bool {
			return f.Type == "people" && f.Required && slices.Contains(f.From, kind) && !slices.Contains(f.From, other)
		})
	}
	switch {
	case slices.Contains(who, "somebody"):
		return names("guardians", "student") || names("staff", "student")
	case slices.Contains(who, "guardians"):
		return names("guardians", "")
	case slices.Contains(who, "chosen"):
		return said.chosen
	case slices.Contains(who, "reasoned"):
		return said.chosen && asks("text")
	}
	by := said.by
	if by == nil {
		by = s.Who
	}
	return len(by) > 0 && !slices.ContainsFunc(by, func(kind string) bool { return !slices.Contains(who, kind) })
}

func names(r *routine.Routine, roles []string) routine.Text {
	var text routine.Text
	for _, lang := range routine.Langs {
		words := ""
		for i, role := range roles {
			if i > 0 {
				words += ", "
			}
			if slices.Contains([]string{"somebody", "chosen", "reasoned", "guardians"}, role) {
				words += routine.Message("proof_by_"+role, nil).In(lang)
				continue
			}
			words += r.RoleName(role).In(lang)
		}
		text = text.With(lang, words)
	}
	return text
}

// hindering finds the guards that a refusal (P2) or a missing birth date (P3)
// would shut for good: nobody who gets help may need what the law forbids.
func hindering(r *routine.Routine) []remark {
	var list []remark
	for i := range r.Steps {
		s := &r.Steps[i]
		if contacts(r, s) {
			continue
		}
		for j := range s.Guards {
			g := &s.Guards[j]
			values := map[string]routine.Text{"step": s.Title, "because": g.Because}
			if shuts(r, s, g, true, map[string]string{"age": "adult", "consent": "refused"}) && !shuts(r, s, g, false, map[string]string{"age": "adult"}) {
				list = append(list, remarkOn("P2", "needs_consent", s.ID, values))
			}
			if shuts(r, s, g, true, map[string]string{"age": "unknown"}) && !shuts(r, s, g, true, map[string]string{"age": "minor"}) &&
				!shuts(r, s, g, true, map[string]string{"age": "adult"}) {
				list = append(list, remarkOn("P3", "needs_birth_date", s.ID, values))
			}
		}
	}
	return list
}

// contacts reports whether a step is contact with guardians itself.
func contacts(r *routine.Routine, s *routine.Step) bool {
	return slices.ContainsFunc(sayings(s), func(said saying) bool {
		f, ok := r.Schema().Fact(said.fact)
		return ok && f.Contact && said.value != f.Values[0]
	})
}

// shuts reports whether a guard cannot hold for a student of whom this is so,
// and, where it is said, with whose guardians there has been no contact.
func shuts(r *routine.Routine, s *routine.Step, g *routine.Guard, untold bool, known map[string]string) bool {
	var st state
	at := map[string]int{}
	for _, fact := range factsIn(g.When) {
		f, _ := r.Schema().Fact(fact)
		value, fixed := known[fact]
		if untold && f.Contact && !s.FieldSets(fact) {
			value, fixed = f.Values[0], true
		}
		if v, ok := valueOf(r.Schema(), fact, value); ok && fixed {
			at[fact] = firstVar + len(at)
			st[at[fact]] = v
		}
	}
	bound := bind(g.When, r.Schema(), func(fact string) int {
		if place, ok := at[fact]; ok {
			return place
		}
		return -1
	})
	return bound.in(&st, nil) == no
}

// followUpDay finds what is wrong with when the follow-up conversation is due:
// on the first day the student is back (P7).
func followUpDay(r *routine.Routine) []remark {
	departs := slices.ContainsFunc(r.Steps, func(s routine.Step) bool {
		return slices.ContainsFunc(sayings(&s), func(said saying) bool { return said.fact == "departure" && said.value != "no" })
	})
	talk := func(fact string) bool { return fact == "follow_up_talk" }
	asks := func(d routine.Requirement) bool { return routine.Owes(&d) && d.Target.Needs(talk) }
	late := func(d routine.Requirement) bool {
		return asks(d) && (d.Deadline == nil || d.Deadline.Days == nil || d.Deadline.Days.Value != 0 || !slices.Contains(d.Deadline.From["presence"], "back"))
	}
	if !departs || slices.ContainsFunc(r.Requirements, asks) && !slices.ContainsFunc(r.Requirements, late) {
		return nil
	}
	return []remark{remarkOn("P7", "no_first_day", "follow_up_talk", nil)}
}

// begun finds the scenarios that do not say what the properties go by: who
// raised the concern (P1, P4), and that an episode of intoxication begins (P5).
func begun(r *routine.Routine) []remark {
	var list []remark
	for i := range r.Scenarios {
		s := &r.Scenarios[i]
		said := map[string][]string{}
		for _, x := range sayings(&routine.Step{Sets: s.Sets, Fields: s.Fields}) {
			said[x.fact] = append(said[x.fact], x.value)
		}
		values := map[string]routine.Text{"scenario": s.Title}
		for _, x := range sayings(&routine.Step{Sets: s.Sets, Fields: s.Fields}) {
			f, shared := vocabulary()[x.fact]
			if shared && x.value != f.Values[0] && !slices.Contains(beginnings[x.fact], x.value) {
				list = append(list, remarkOn("P5", "begins_done", s.ID, map[string]routine.Text{"scenario": s.Title, "fact": f.Title, "value": f.Labels[x.value]}))
			}
		}
		want, coded := map[string]string{
			"self_referral": "student", "third_party_concern": "other", "intoxicated_at_school": "school",
		}[s.ID]
		if by := s.Sets["raised_by"]; by == "" || by == "nobody" || len(said["raised_by"]) > 1 || coded && !slices.Equal(said["raised_by"], []string{want}) {
			list = append(list, remarkOn("P1", "who_raised", s.ID, values))
		}
		if len(said["intoxication"]) > 0 && !slices.Contains(said["episode"], "begun") {
			list = append(list, remarkOn("P5", "no_episode", s.ID, values))
		}
	}
	return append(list, unsettled(r)...)
}

// unsettled finds the steps and facts that change what stays as it began: who
// raised the concern (P4), and what cannot be undone by forgetting it.
func unsettled(r *routine.Routine) []remark {
	var list []remark
	for i := range r.Steps {
		s := &r.Steps[i]
		for _, x := range sayings(s) {
			f, shared := vocabulary()[x.fact]
			if x.fact == "raised_by" || x.fact == "episode" || shared && x.value == f.Values[0] && !slices.Contains(passing, x.fact) {
				list = append(list, remarkOn("P4", "changes_start", s.ID, map[string]routine.Text{"step": s.Title, "fact": f.Title}))
			}
		}
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		leaves := slices.ContainsFunc(sayings(s), func(x saying) bool { return x.fact == "departure" })
		for _, x := range sayings(s) {
			if leaves && slices.Contains([]string{"presence", "follow_up_talk", "topic_situation", "topic_rules", "topic_help"}, x.fact) {
				list = append(list, remarkOn("P7", "leaves_and_is_back", s.ID, map[string]routine.Text{"step": s.Title}))
				break
			}
		}
	}
	for _, own := range r.Facts {
		for _, id := range own.Resets {
			if f, shared := vocabulary()[id]; shared && !slices.Contains(passing, id) {
				list = append(list, remarkOn("P4", "changes_start", own.ID, map[string]routine.Text{"step": own.Title, "fact": f.Title}))
			}
		}
	}
	return list
}

// passing are the facts of the vocabulary that a step may put back to how they
// began: what is so for a while. All others stay said.
var passing = []string{"concern", "follow_up", "talk", "guardian_invited", "guardian_attended", "guardian_reply", "agencies", "agreement"}

// vocabulary is the shared facts by id.
var vocabulary = sync.OnceValue(func() map[string]routine.Fact {
	list := map[string]routine.Fact{}
	for _, f := range routine.Vocabulary() {
		list[f.ID] = f
	}
	return list
})

// sayable finds what happens at every school and no step of the routine can
// say (P12): that a student walked off, and either outcome of an assessment.
func sayable(r *routine.Routine) []remark {
	given := givenBy(r)
	var list []remark
	missing := func(property, of, fact, value string) {
		f, _ := r.Schema().Fact(fact)
		list = append(list, remarkOn(property, "unsayable", of, map[string]routine.Text{"fact": f.Title, "value": f.Labels[value]}))
	}
	suspects := slices.ContainsFunc(r.Scenarios, func(s routine.Scenario) bool { return s.Sets["intoxication"] == "suspected" })
	if suspects && !given["departure"]["walked_off"] {
		missing("P12", "departure", "departure", "walked_off")
	}
	for i := range r.Scenarios {
		s := &r.Scenarios[i]
		if s.Sets["raised_by"] == "other" && !s.NoName && !given["use"]["admitted"] {
			missing("P4", s.ID, "use", "admitted")
		}
		if s.Sets["intoxication"] == "suspected" && !given["condition"]["assessed"] {
			missing("P5", s.ID, "condition", "assessed")
		}
	}
	for i := range r.Requirements {
		d := &r.Requirements[i]
		if d.Modality != "consider" || d.Target == nil {
			continue
		}
		d.Target.Each(func(leaf *routine.Cond) {
			for _, value := range leaf.In {
				if !given[leaf.Fact][value] {
					missing("requirements", d.ID, leaf.Fact, value)
				}
			}
		})
	}
	return list
}

// takeable finds the steps that nobody can take: none of the roles named acts
// in cases, or a field asks for what cannot be filled in (P9).
func takeable(r *routine.Routine) []remark {
	acting := slices.Concat(routine.ActingRoles(), []string{"anyone", "responsible", "participant", "opener", "leader", "leadership"})
	for _, own := range r.Roles {
		acting = append(acting, own.ID)
	}
	var list []remark
	for i := range r.Steps {
		s := &r.Steps[i]
		nobody := !slices.ContainsFunc(s.Who, func(role string) bool { return slices.Contains(acting, role) })
		closed := slices.ContainsFunc(s.Fields, func(f routine.Field) bool {
			return f.Max != nil && (f.Min != nil && f.Min.Value > f.Max.Value || f.Type == "people" && f.Required && f.Max.Value < 1)
		})
		if nobody || closed {
			list = append(list, remarkOn("reachable", "no_step", s.ID, map[string]routine.Text{"what": s.Title}))
		}
		if s.Shares && !slices.ContainsFunc(s.Fields, func(f routine.Field) bool { return f.Name == routine.AgencyField && f.Required && len(f.Choices) > 0 }) {
			list = append(list, remarkOn("P2", "shares_unsaid", s.ID, map[string]routine.Text{"step": s.Title}))
		}
	}
	return list
}

// settable finds the values that a guard asks for and that nothing ever gives.
func settable(r *routine.Routine) []remark {
	given := givenBy(r)
	var list []remark
	asks := func(of string, c *routine.Cond) {
		c.Each(func(leaf *routine.Cond) {
			for _, value := range leaf.In {
				if !given[leaf.Fact][value] {
					f, _ := r.Schema().Fact(leaf.Fact)
					list = append(list, remarkOn("facts", "never_given", of, map[string]routine.Text{"fact": f.Title, "value": f.Labels[value]}))
				}
			}
		})
	}
	for _, s := range r.Steps {
		for _, g := range s.Guards {
			if !possible(g.When, given) {
				asks(s.ID, g.When)
			}
		}
		for _, t := range s.To {
			if !possible(t.When, given) {
				asks(s.ID, t.When)
			}
		}
	}
	return list
}

// givenBy is which values a fact can get, by the routine's steps, the common
// ones and what the engine knows.
func givenBy(r *routine.Routine) map[string]map[string]bool {
	given := map[string]map[string]bool{}
	give := func(fact, value string) {
		if given[fact] == nil {
			given[fact] = map[string]bool{}
		}
		given[fact][value] = true
	}
	for _, f := range r.Schema().Facts() {
		give(f.ID, f.Values[0])
		for _, value := range f.Values {
			if f.Derived {
				give(f.ID, value)
			}
		}
	}
	for _, s := range r.Scenarios {
		for _, said := range sayings(&routine.Step{Sets: s.Sets, Fields: s.Fields}) {
			give(said.fact, said.value)
		}
	}
	for _, s := range slices.Concat(r.Steps, routine.CommonSteps()) {
		for _, said := range sayings(&s) {
			give(said.fact, said.value)
		}
		if s.Gathers() && slices.ContainsFunc(s.Fields, func(f routine.Field) bool { return slices.Contains(f.From, "guardians") }) {
			give("guardian_attended", "yes")
			give("guardian_informed", "yes")
		}
	}
	return given
}

// possible reports whether a condition can hold with the values that are given somewhere.
func possible(c *routine.Cond, given map[string]map[string]bool) bool {
	switch {
	case c == nil, c.Not != nil:
		return true
	case c.Never:
		return false
	case c.Fact != "":
		return slices.ContainsFunc(c.In, func(value string) bool { return given[c.Fact][value] })
	case len(c.Any) > 0:
		return slices.ContainsFunc(c.Any, func(part *routine.Cond) bool { return possible(part, given) })
	}
	return !slices.ContainsFunc(c.All, func(part *routine.Cond) bool { return !possible(part, given) })
}
