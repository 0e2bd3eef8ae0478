package main

import (
	"maps"
	"slices"
	"time"

	"kjentvei/api/apitest"
)

// saying is what an answer in a step means, in words that the books judge by:
// the sources' three plans name their steps alike where they do the same.
type saying struct {
	step, field string
	answer      string // "" for the step itself, "*" for any, which is then the value
	fact, value string
}

var sayings = []saying{
	{"open", "in_class", "*", "in class", ""},
	{"open", "in_lesson", "*", "in class", ""},
	{"take_out", "outcome", "taken_out", "taken out", "yes"},
	{"take_out", "outcome", "not_in_class", "in class", "no"},
	{"take_out_of_lesson", "outcome", "taken_out", "taken out", "yes"},
	{"take_out_of_lesson", "outcome", "not_in_lesson", "in class", "no"},
	{"assess_condition", "", "", "condition", "assessed"},
	{"assess_condition", "finding", "*", "finding", ""},
	{"reassess", "finding", "*", "finding", ""},
	{"judge_safety", "judgement", "*", "safe to leave", ""},
	{"consider_police", "outcome", "*", "police", ""},
	{"record_emergency", "what", "called_police", "police", "contacted"},
	{"record_emergency", "what", "handed_to_health", "departure", "ambulance"},
	{"record_child_welfare", "outcome", "*", "child welfare", ""},
	{"hold_send_home_talk", "", "", "talk before going home", "held"},
	{"send_home", "", "", "departure", "sent home"},
	{"student_fetched", "", "", "departure", "fetched"},
	{"student_walked_off", "talked", "no", "finding", "gone"},
	{"student_walked_off", "", "", "departure", "walked off"},
	{"student_back", "", "", "presence", "back"},
	{"hold_follow_up", "", "", "follow-up talk", "held"},
	{"hold_follow_up", "topics", "situation", "situation", "yes"},
	{"hold_follow_up", "topics", "rules", "rules", "yes"},
	{"hold_follow_up", "topics", "help", "help", "yes"},
	{"hold_talk", "outcome", "admitted", "use", "admitted"},
	{"hold_talk", "outcome", "denied", "use", "denied"},
	{"hold_meeting", "", "", "meeting", "held"},
	{"student_left_school", "how", "*", "student", ""},
}

// tellings are the fields that name who was told: leadership among them knows.
var tellings = map[string]string{
	"alert_staff": "alerted", "inform_leadership": "told", "tell_leadership": "told", "contact_leadership": "told",
	"inform_staff": "told", "hold_talk": "present", "assess_condition": "present",
}

// What begins anew with another episode, and with another departure.
var (
	ofEpisode = []string{
		"in class", "taken out", "condition", "safe to leave", "police", "child welfare", "talk before going home",
		"leadership told", "leadership took part",
	}
	ofDeparture = []string{"presence", "follow-up talk", "situation", "rules", "help"}
)

// picture is what holds when entries are read in the order in which they occurred.
type picture struct {
	told  []*entry
	facts map[string]string
	away  bool // the student has left at least once on suspicion of intoxication
}

// picture reads what occurred by a moment (zero: all), one entry aside.
func (b *books) picture(until time.Time, but *entry) *picture {
	p := &picture{facts: map[string]string{}}
	for i, e := range b.entries {
		if e != but && !e.retracted && (i == 0 || until.IsZero() || !e.at.After(until)) {
			p.told = append(p.told, e)
		}
	}
	if len(p.told) > 1 {
		slices.SortStableFunc(p.told[1:], func(x, y *entry) int { return x.at.Compare(y.at) })
	}
	if b.scenario == "intoxicated_at_school" {
		p.facts["finding"] = "suspected"
	}
	for _, e := range p.told {
		p.read(e)
	}
	return p
}

// suspicions are what a departure on suspicion of intoxication follows on.
var suspicions = []string{"suspected", "found", "unknown", "gone"}

func (p *picture) read(e *entry) {
	said := map[string]string{}
	for _, s := range sayings {
		if s.step != e.step {
			continue
		}
		switch answer := e.fields[s.field]; {
		case s.answer == "*" && apitest.Text(answer) != "":
			said[s.fact] = apitest.Text(answer)
		case s.answer == "" || s.answer == answer || slices.Contains(apitest.List(answer), any(s.answer)):
			said[s.fact] = s.value
		}
	}
	for _, told := range apitest.Objects(e.fields[tellings[e.step]]) {
		if leads(apitest.Text(told["id"])) {
			said["leadership told"] = "yes"
		}
	}
	switch {
	case e.step == "change_scenario" && e.fields["to"] == "intoxicated_at_school":
		p.forget(ofEpisode)
		said["finding"] = "suspected"
	case e.step == "record_child_welfare" && e.fields["leadership"] == true:
		said["leadership told"] = "yes"
	case e.step == "assess_condition" && e.leaderThere:
		said["leadership took part"] = "yes"
	}
	if said["departure"] != "" {
		p.forget(ofDeparture)
	}
	maps.Copy(p.facts, said)
	if said["departure"] != "" && slices.Contains(suspicions, p.facts["finding"]) {
		p.away = true
	}
}

func (p *picture) forget(facts []string) {
	for _, fact := range facts {
		delete(p.facts, fact)
	}
}

// last is the latest entry of a step; nil when there is none.
func (p *picture) last(step string) *entry {
	for _, e := range slices.Backward(p.told) {
		if e.step == step {
			return e
		}
	}
	return nil
}
