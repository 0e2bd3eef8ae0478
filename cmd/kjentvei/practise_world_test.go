package main

import (
	"maps"
	"time"

	"kjentvei/api/apitest"
)

// Left to themselves, random cases rarely come to what is rare in life. So each
// case has a theme, which is what happens in it, and some have a hardship, which
// is what the staff cannot change until the end. The driver knows neither: a
// theme only has somebody take a step sooner than chance would, and a hardship
// is how others answer.

// theme is what comes up in a case, in this order, as far as its routine has such
// a step and lets somebody take it.
type theme struct {
	name     string
	scenario string
	student  kind
	opening  object
	wishes   []wish
	hardship string // "" for whichever is drawn
}

// wish is a step that somebody is to take.
type wish struct {
	step    string
	answers object
	wait    time.Duration // before it
}

// kind is what sort of student a case is about.
type kind int

const (
	minor kind = iota
	adult
	turning   // 18 within the week
	undated   // typed in, without a birth date
	uncertain // typed in, and perhaps one already known
	barred    // has a guardian who must not be contacted
	colleague // has a guardian among the staff
	orphan    // has no guardian on the roster
)

const (
	helpAsked  = "self_referral"
	worried    = "third_party_concern"
	intoxicate = "intoxicated_at_school"
	day        = 24 * time.Hour
)

// named lists people for a field: members of staff, "student" and "guardian".
func named(who ...string) []any {
	var list []any
	for _, id := range who {
		list = append(list, object{"id": id})
	}
	return list
}

var (
	informed    = wish{"record_contact", object{"guardians": named("guardian"), "made_by": "school", "outcome": "informed"}, 0}
	assessed    = wish{"record_child_welfare", object{"outcome": "not_notified"}, 0}
	notified    = wish{"record_child_welfare", object{"outcome": "notified", "leadership": false}, 0}
	looked      = wish{"assess_condition", object{"present": named("principal", "contact_teacher"), "finding": "found"}, 0}
	seen        = wish{"assess_condition", object{"finding": "found"}, 0} // by whomever: leadership may be missing
	takenOut    = wish{"take_out", object{"outcome": "taken_out"}, 0}
	judged      = wish{"judge_safety", object{"judgement": "safe"}, 0}
	police      = wish{"consider_police", object{"outcome": "not_contacted"}, 0}
	heard       = wish{"hear_student", nil, 0}
	homeTalk    = wish{"hold_send_home_talk", nil, 0}
	fetchedBy   = wish{"handover_to_adult", object{"adult": named("guardian")}, 0}
	sentHome    = wish{"send_home", nil, 0}
	back        = wish{"student_back", nil, day}
	followedUp  = wish{"hold_follow_up", object{"topics": []any{"situation", "rules", "help"}}, 0}
	leadersKnow = wish{"tell_leadership", object{"told": named("principal")}, 0}
	consented   = wish{"record_consent", object{"recipient": "guardians", "answer": "given", "guardians": nil, "about": nil, "until": nil}, 0}
)

// toTalk leads to the talk with the student by the routine's own steps.
func toTalk(outcome string) []wish {
	return []wish{
		{"raise_concern", object{"with": named("contact_teacher")}, 0}, {"pass_on", object{"to": named("kjentmann")}, 0},
		{"contact_counsellor", object{"told": named("social_counsellor")}, 0}, {"decide_talk_holder", nil, 0},
		{"contact_leadership", object{"told": named("principal")}, 0},
		{"hold_talk", object{"outcome": outcome, "present": named("contact_teacher", "kjentmann")}, 0},
	}
}

func then(lists ...[]wish) (all []wish) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// toMeeting begins with what must be refused as long as there was no meeting.
var toMeeting = []wish{
	{"settle_follow_up", nil, 0}, leadersKnow, informed, {"call_meeting", nil, 0},
	{"hold_meeting", object{"present": named("department_head", "student")}, 0}, {"settle_follow_up", nil, 0},
}

// themes are met in turn, those of each scenario by themselves. Most leave
// something out that the law demands, for the server to insist on.
var themes = []theme{
	{name: "turning 18", scenario: helpAsked, student: turning, wishes: []wish{
		informed, {"record_contact", informed.answers, 8 * day}, consented, informed, {"withdraw_consent", object{"recipient": "guardians"}, 0}, informed,
	}},
	{name: "contact unsafe", scenario: helpAsked, opening: object{"contact_safety": "unsafe"}, hardship: "the danger stays", wishes: []wish{
		informed, {"confirm_contact_unsafe", nil, 0}, assessed, {"add_note", nil, 6 * day}, informed,
	}},
	{name: "a barred guardian", scenario: helpAsked, student: barred, hardship: "nobody picks up", wishes: []wish{
		{"record_contact", object{"guardians": named("g2"), "made_by": "school", "outcome": "informed"}, 0},
	}},
	{name: "a consent withdrawn", scenario: helpAsked, student: adult, wishes: []wish{
		informed, consented, informed, {"withdraw_consent", object{"recipient": "guardians"}, 0}, informed,
	}},
	{name: "no guardian on the roster", scenario: helpAsked, student: orphan},
	{name: "dead", scenario: helpAsked, wishes: []wish{{"student_left_school", object{"how": "died"}, 0}}},
	{name: "a colleague's child", scenario: helpAsked, student: colleague, wishes: []wish{
		{"recuse", object{"person": named("department_head_2"), "reason": "close"}, 0}, informed,
	}},
	{name: "who is it", scenario: helpAsked, student: uncertain, wishes: []wish{informed, {"confirm_student", nil, 0}, informed}},

	{name: "admitted", scenario: worried, wishes: then(toTalk("admitted"), toMeeting)},
	{name: "denied", scenario: worried, wishes: toTalk("denied"), hardship: "the student denies"},
	{name: "admitted by an adult", scenario: worried, student: adult, hardship: "consent refused", wishes: then(toTalk("admitted"), []wish{
		leadersKnow, informed, {"call_meeting", nil, 0}, {"hold_meeting", object{"present": named("department_head", "student")}, 0}, {"settle_follow_up", nil, 0},
	})},
	{name: "worse today", scenario: worried, wishes: then(toTalk("admitted"), []wish{
		{"change_scenario", object{"to": intoxicate}, 0}, seen, takenOut, judged, police, assessed, informed, {"student_walked_off", object{"talked": "yes"}, 0},
	})},
	{name: "no birth date", scenario: worried, student: undated, wishes: then(toTalk("admitted"), []wish{informed})},
	{name: "moved away", scenario: worried, wishes: then(toTalk("admitted"), []wish{notified, {"student_left_school", object{"how": "moved"}, 0}})},

	{name: "sent home", scenario: intoxicate, opening: object{"in_class": "yes"}, wishes: []wish{
		takenOut, looked, {"send_home", nil, 0}, judged, police, heard, homeTalk, informed, fetchedBy, sentHome, assessed, back, followedUp,
	}},
	{name: "an adult sent home", scenario: intoxicate, student: adult, opening: object{"in_class": "yes"}, wishes: []wish{
		seen, judged, police, heard, homeTalk, sentHome, notified, {"student_back", nil, 3 * day}, {"hold_follow_up", nil, 0},
	}},
	{name: "gone", scenario: intoxicate, hardship: "gone for good", wishes: []wish{
		{"student_walked_off", object{"talked": "no"}, 0}, {"inform_leadership", object{"told": named("principal")}, 0}, police, informed,
	}},
	{name: "an ambulance", scenario: intoxicate, wishes: []wish{
		{"record_emergency", object{"what": []any{"called_113", "handed_to_health", "contacted_guardians"}, "guardians": named("guardian")}, 0},
		{"assess_condition", object{"finding": "unknown", "present": named("principal")}, 0}, back, {"hold_follow_up", nil, 0},
	}},
	{name: "sent home alone", scenario: intoxicate, wishes: []wish{
		seen, {"record_breach", object{"of": "send_home"}, 0}, informed, {"acknowledge_breach", nil, 0}, back, {"hold_follow_up", nil, 0},
	}},
	{name: "not intoxicated after all", scenario: intoxicate, wishes: []wish{
		seen, informed, fetchedBy, {"student_fetched", nil, 0}, {"reassess", object{"finding": "not_intoxicated"}, 0}, {"record_correction", nil, 0},
	}},
	{name: "fetched, and heard of no more", scenario: intoxicate, opening: object{"in_class": "yes"}, hardship: "never returns", wishes: []wish{
		takenOut, seen, {"student_fetched", nil, 0}, informed, fetchedBy, {"student_fetched", nil, 0}, {"still_absent", nil, 2 * day},
	}},
	{name: "left the school since", scenario: intoxicate, wishes: []wish{
		seen, {"student_walked_off", object{"talked": "yes"}, 0}, police, assessed, {"student_left_school", object{"how": "left"}, day},
	}},
}

// hardships are what staff cannot change: P9 asks for a way to the end all the
// same. Two may come together.
var hardships = map[string]apitest.World{
	"nobody picks up": {Answers: object{"record_contact.outcome": "no_answer", "record_contact.made_by": "school"}, Never: []string{"handover_to_adult"}},
	"consent refused": {Answers: object{"record_consent.answer": "refused", "record_coordinator.answer": "no_consent"}},
	"the student denies": {Answers: object{
		"hold_talk.outcome": []any{"denied", "refused"}, "make_agreement.outcome": "refused", "make_contract.outcome": "refused",
		"sign_contract.answer": "refused", "hear_student.outcome": "declined",
	}},
	"never returns":    {Never: []string{"student_back", "hold_follow_up"}},
	"gone for good":    {Never: []string{"assess_condition", "reassess", "student_back", "hold_follow_up"}},
	"the danger stays": {Never: []string{"lift_contact_unsafe"}},
}

// worldOf puts hardships together.
func worldOf(names ...string) *apitest.World {
	w := &apitest.World{Answers: object{}}
	for _, name := range names {
		maps.Copy(w.Answers, hardships[name].Answers)
		w.Never = append(w.Never, hardships[name].Never...)
	}
	return w
}
