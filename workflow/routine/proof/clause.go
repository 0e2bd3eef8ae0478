package proof

import "kjentvei/workflow/routine"

// clause is one thing that must hold in every case, of one of the properties
// P1–P12: when the case closes, or whenever a step says something.
type clause struct {
	id        string // P5.police: the property, and what of it
	property  string
	at        map[string][]string // judged whenever a step says one of these; nil: when the case closes
	since     map[string][]string // asked for from when a step says one of these until it is done …
	sinceWhen *routine.Cond       // … while this holds; no since: always asked for
	when      *routine.Cond
	must      *routine.Cond
	worried   bool     // only in a scenario of a concern that somebody else raised
	deeds     []string // facts that excuse when they are set in breach, and acknowledged
	own       bool     // judged of the routine's own steps and openings alone, not of common ones
	nameless  bool     // what breaks it is that the scenario has no student
	anywhere  bool     // also in a scenario without a student
	alive     bool     // asked for also when the student has left the school
}

// protectedBy reports whether a requirement is what makes a school do what the
// clause asks for: it cannot be met without. Where leadership has waived it, or
// has acknowledged that it was left undone, the clause asks no more.
func (c *clause) protectedBy(d *routine.Requirement) bool {
	facts := factsIn(c.must)
	reads := func(fact string) bool {
		for _, f := range facts {
			if f == fact {
				return true
			}
		}
		return false
	}
	return routine.Owes(d) && d.Target.Needs(reads) && (c.property != "P1" || d.Activation["guardian_duty"] != nil)
}

// judge notes in a state what a move means to the clause.
func (m *model) judge(s *state, v *move) {
	c := m.clause
	if c == nil {
		return
	}
	if v.deed && c.at == nil {
		s[flags] |= excused
	}
	if v.calls && c.property == "P7" {
		s[flags] &^= since | excused // it is the last departure that counts
	}
	if v.calls {
		if m.since.in(s, nil) != no && (!c.worried || m.worried&(1<<s[scenario]) != 0) {
			s[flags] |= since
		}
	}
	if c.since != nil && m.when.in(s, nil) == yes && m.must.in(s, nil) == yes {
		s[flags] &^= since // done; it is asked for no more, until the next time
	}
	judged := v.judged && (v.kind != inBreach || c.anywhere) && (!c.own || v.kind == step || v.kind == opens) || c.at == nil && v.kind == closes
	if judged && m.breaks(s) {
		s[flags] |= broken
	}
}

// breaks reports whether a state in which the clause is judged breaks it.
func (m *model) breaks(s *state) bool {
	c := m.clause
	switch {
	case s[flags]&excused != 0, c.since != nil && s[flags]&since == 0, c.worried && m.worried&(1<<s[scenario]) == 0:
		return false
	case c.nameless:
		return m.named&(1<<s[scenario]) == 0
	case !c.anywhere && m.named&(1<<s[scenario]) == 0: // no student, nobody to harm
		return false
	case m.when.in(s, nil) == no, m.must.in(s, nil) == yes:
		return false
	}
	for i := range m.demands {
		d := &m.demands[i]
		switch standing := s[d.at]; {
		case d.protects && lifted(standing):
			return false
		case c.property == "P1" && d.protects && (standing == owed || standing == overdue) && m.exempt(s, d):
			return false
		}
	}
	return true
}

// clauses are the properties of domain.md that a routine can break, over facts
// of the vocabulary alone. What only the engine can break is in keepers.
var clauses = []clause{
	// What may happen to a student happens in a case with a name (P1, P5).
	{id: "P1.named", property: "P1", at: harm, own: true, nameless: true, must: &routine.Cond{Never: true}},
	// P1: once the duty is active, a guardian of a student under 18 is informed.
	{
		id: "P1.informed", property: "P1", alive: true,
		when: all(is("guardian_duty", "active"), is("age", "minor", "unknown")),
		must: is("guardian_informed", "yes"),
	},
	{
		id: "P1.asks", property: "P1",
		when: is("raised_by", "student"), must: is("guardian_duty", "active"),
	},
	{
		id: "P1.admits", property: "P1",
		when: all(is("raised_by", "other"), is("use", "admitted")), must: is("guardian_duty", "active"),
	},
	{
		id: "P1.intoxicated", property: "P1",
		when: anyOf(is("raised_by", "school"), is("episode", "begun"), is("intoxication", "suspected")),
		must: is("guardian_duty", "active"),
	},
	{
		id: "P1.found", property: "P1", own: true, at: map[string][]string{"intoxication": {"suspected", "found", "gone"}},
		must: is("guardian_duty", "active"),
	},
	// P4: an admitted concern goes to leadership and through a meeting.
	{
		id: "P4.leadership", property: "P4", at: settling, deeds: []string{"follow_up", "concern"},
		when: admitted, must: is("leadership_told", "yes"),
	},
	{
		id: "P4.meeting", property: "P4", at: settling, deeds: []string{"follow_up", "concern"},
		when: admitted, must: is("meeting", "held"),
	},
	{
		id: "P4.told", property: "P4", worried: true, since: admitting, sinceWhen: is("raised_by", "other"),
		must: is("leadership_told", "yes"),
	},
	{
		id: "P4.held", property: "P4", worried: true, since: admitting, sinceWhen: is("raised_by", "other"), deeds: []string{"meeting"},
		must: is("meeting", "held"),
	},
	{
		id: "P4.head", property: "P4", worried: true, since: admitting, sinceWhen: is("raised_by", "other"), deeds: []string{"meeting"},
		when: is("meeting", "held"), must: is("department_head_present", "yes"),
	},
	{
		id: "P4.student", property: "P4", worried: true, since: admitting, sinceWhen: is("raised_by", "other"), deeds: []string{"meeting"},
		when: is("meeting", "held"), must: is("student_present", "yes"),
	},
	// P5: what a case in which intoxication was found does not close without.
	{
		id: "P5.class", property: "P5",
		when: all(found, is("in_class", "yes", "unknown")), must: is("taken_out", "yes"),
	},
	{id: "P5.leadership", property: "P5", when: found, must: is("leadership_took_part", "yes")},
	{id: "P5.condition", property: "P5", when: is("intoxication", "suspected", "found"), must: is("condition", "assessed")},
	{id: "P5.safe", property: "P5", when: found, must: is("safe_to_leave", "safe", "unsafe")},
	{
		id: "P5.talk", property: "P5",
		when: all(found, is("departure", "sent_home")), must: is("send_home_talk", "held"),
	},
	{id: "P5.welfare", property: "P5", alive: true, when: found, must: is("child_welfare", "notified", "not_notified")},
	{id: "P5.police", property: "P5", alive: true, when: found, must: is("police", "contacted", "not_contacted")},
	{
		id: "P5.gone_leadership", property: "P5",
		when: all(is("intoxication", "gone"), is("age", "minor", "unknown")), must: is("leadership_told", "yes"),
	},
	{
		id: "P5.gone_police", property: "P5",
		when: all(is("intoxication", "gone"), is("age", "minor", "unknown")), must: is("police", "contacted", "not_contacted"),
	},
	{id: "P5.found", property: "P5", at: sendingHome, deeds: []string{"departure"}, must: found},
	{
		id: "P5.safely", property: "P5", at: sendingHome, deeds: []string{"departure"},
		must: anyOf(is("safe_to_leave", "safe"), is("handover", "adult", "arranged")),
	},
	// P6: nobody under 18 goes home alone.
	{
		id: "P6.alone", property: "P6", at: map[string][]string{"departure": {"sent_home", "fetched"}}, deeds: []string{"departure"},
		when: is("age", "minor", "unknown"), must: is("handover", "adult", "arranged"),
	},
	// P7: the talk on the first day back.
	{
		id: "P7.talk", property: "P7", since: departures, sinceWhen: suspicion, deeds: []string{"follow_up_talk"},
		must: is("follow_up_talk", "held"),
	},
	{
		id: "P7.day", property: "P7", at: map[string][]string{"follow_up_talk": {"held"}}, deeds: []string{"follow_up_talk"},
		must: is("presence", "back"),
	},
	{id: "P7.situation", property: "P7", when: talked, must: is("topic_situation", "yes"), deeds: []string{"follow_up_talk"}},
	{id: "P7.rules", property: "P7", when: talked, must: is("topic_rules", "yes"), deeds: []string{"follow_up_talk"}},
	{id: "P7.help", property: "P7", when: talked, must: is("topic_help", "yes"), deeds: []string{"follow_up_talk"}},
}

var (
	harm        = map[string][]string{"intoxication": {"suspected", "found", "gone"}, "departure": {"sent_home", "fetched", "walked_off"}, "guardian_duty": {"active"}}
	settling    = map[string][]string{"follow_up": {"settled"}, "concern": {"settled", "unfounded"}}
	sendingHome = map[string][]string{"departure": {"sent_home"}}
	admitting   = map[string][]string{"use": {"admitted"}}
	admitted    = all(is("raised_by", "other"), is("use", "admitted"))
	found       = is("intoxication", "found")
	departures  = map[string][]string{"departure": {"sent_home", "fetched", "walked_off", "ambulance"}}
	suspicion   = is("intoxication", "suspected", "found", "unknown", "gone")
	talked      = is("follow_up_talk", "held")
)
