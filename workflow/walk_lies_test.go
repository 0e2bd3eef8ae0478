package workflow_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// lie is what the checker is told instead of what an engine without holes does,
// so that it stands before a case that only an engine with a hole could have
// led there. What every case knows cannot be changed in a routine; so here not
// the engine is wrong, but what the checker hears of it.
type lie struct {
	name     string
	scenario string
	property string
	favour   []string
	tell     func(*workflow.Event)
}

// instead says that another step was taken, one that means nothing.
func instead(of string) func(*workflow.Event) {
	return func(e *workflow.Event) {
		if e.Step == of {
			e.Step = "add_note"
		}
	}
}

// answered changes what was chosen in a step.
func answered(step, field string, change func(workflow.Value) workflow.Value) func(*workflow.Event) {
	return func(e *workflow.Event) {
		if value, ok := e.Payload.Fields[field]; ok && e.Step == step {
			e.Payload.Fields[field] = change(value)
		}
	}
}

func text(words string) func(workflow.Value) workflow.Value {
	return func(workflow.Value) workflow.Value { return workflow.Value{Text: words} }
}

var toContact = []string{"record_consent", "record_contact"}
var toSuspend = []string{"raise_contact_unsafe", "lift_contact_unsafe", "record_contact"}
var toTalk = []string{"assess_condition", "student_walked_off", "student_back", "hold_follow_up", "close", "sign_off"}

var lies = []lie{
	{"contact without consent", askedForHelp, "P2", toContact, answered("record_consent", "answer", text("refused"))},
	{"consent for something else", askedForHelp, "P2", toContact, answered("record_consent", "recipient", text("nav"))},
	{"consent run out", askedForHelp, "P2", toContact, func(e *workflow.Event) {
		if e.Step == "record_consent" && e.Outcome == workflow.Done {
			e.Payload.Fields["until"] = workflow.Value{Kind: workflow.KindDate, Date: 700_000}
		}
	}},
	{"an emergency that nobody looked at", askedForHelp, "P2", []string{"record_emergency"}, instead("review_emergency")},
	{"contact while it is suspended", askedForHelp, "P1", toSuspend, instead("lift_contact_unsafe")},
	{"nobody but the student told them", askedForHelp, "P1", toContact, answered("record_contact", "made_by", text("student"))},
	{"nobody has said who the student is", askedForHelp, "P1", []string{"confirm_student", "record_contact"}, instead("confirm_student")},
	{"a birth date that nobody has set", askedForHelp, "P3", []string{"set_birth_date", "record_contact"}, instead("set_birth_date")},
	{"a named adult who was not there", intoxicated, "P6", toSendHome, instead("handover_to_adult")},
	{"topics left out", intoxicated, "P7", toTalk, answered("hold_follow_up", "topics", func(v workflow.Value) workflow.Value {
		v.List = v.List[:1]
		return v
	})},
	{"not signed off", askedForHelp, "P8", nil, instead("sign_off")},
	{"signed off by one who was responsible", askedForHelp, "P8", nil, func(e *workflow.Event) {
		if e.Step == "sign_off" && strings.HasSuffix(string(e.Actor), "-principal") {
			e.Actor = e.Actor[:len(e.Actor)-len("principal")] + "kjentmann"
		}
	}},
	{"content after the sign-off", askedForHelp, "P8", []string{"sign_off", "add_note", "close"}, func(e *workflow.Event) {
		if e.Step == "sign_off" && e.RecordedAt.Minute()%2 == 0 {
			e.Step = "add_note"
		}
	}},
	{"waived by anybody", worried, "waivers", []string{"waive"}, func(e *workflow.Event) {
		if e.Step == "waive" {
			e.Actor = "somebody"
		}
	}},
	{"told of a case that is none of theirs", askedForHelp, "recusal", []string{"recuse", "add_note"}, func(e *workflow.Event) {
		if e.Step == "add_note" {
			e.Actor = "somebody"
		}
	}},
	{"a revision lost", askedForHelp, "P11", nil, func(e *workflow.Event) {
		if e.Revision > 5 {
			e.Revision++
		}
	}},
	{"a record that changes", askedForHelp, "P11", nil, func(e *workflow.Event) {
		e.OccurredAt = e.OccurredAt.Add(time.Duration(rand.N(3)) * time.Second)
	}},
	{"only a time, of something else", askedForHelp, "P11", []string{"note_time", "record_contact", "sign_off", "close"}, answered("note_time", "step", text("nothing"))},
	{"a breach that sets no facts", worried, "P12", []string{"record_breach"}, instead("record_breach")},
}

// TestCheckerHears tells the checker each lie until it notices.
func TestCheckerHears(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some hundred walks")
	}
	for _, lie := range lies {
		t.Run(lie.name, func(t *testing.T) {
			t.Parallel()
			l := newLane(t)
			plan, _ := routine.Find("kjentmann")
			for seed := range uint64(walksPerHole) {
				w := newWalk(l, &seeded{rand.New(rand.NewPCG(seed, 3))}, plan, lie.scenario)
				w.favour, w.lie, w.checker.only = lie.favour, lie.tell, lie.property
				w.run()
				if len(w.checker.wrong) > 0 {
					t.Logf("noticed in walk %d: %s", seed+1, w.checker.wrong[0])
					return
				}
			}
			t.Fatalf("not noticed in %d walks", walksPerHole)
		})
	}
}
