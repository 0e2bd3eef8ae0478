package workflow_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
)

// hole is a fault planted in a shipped routine: what a school might do to its
// plan without seeing what follows. The checker, which knows nothing of it, has
// to notice in what then happens.
type hole struct {
	name     string
	routine  string
	scenario string
	property string   // that the checker must find broken
	favour   []string // steps to take more often, so that it is found soon
	plant    func(*routine.Definition)
}

const (
	askedForHelp = "self_referral"
	worried      = "third_party_concern"
	intoxicated  = "intoxicated_at_school"
)

var toSendHome = []string{"assess_condition", "judge_safety", "hear_student", "hold_send_home_talk", "handover_to_adult", "arrange_safely", "send_home"}
var alone = []string{"assess_condition", "judge_safety", "hear_student", "hold_send_home_talk", "send_home"}
var toMeet = []string{"raise_concern", "pass_on", "contact_leadership", "contact_counsellor", "decide_talk_holder", "hold_talk", "tell_leadership", "call_meeting", "hold_meeting", "settle_follow_up"}
var toReturn = []string{"assess_condition", "student_walked_off", "student_back", "hold_follow_up"}

var holes = []hole{
	{"sent home alone", "kjentmann", intoxicated, "P6", alone, dropGuard("send_home", "P6")},
	{"fetched by nobody", "kjentmann", intoxicated, "P6", []string{"student_fetched"}, dropGuard("student_fetched", "P6")},
	{"anybody arranges it", "kjentmann", intoxicated, "P6", toSendHome, widen("arrange_safely")},
	{"sent home alone, county", "county-six-steps", intoxicated, "P6", alone, dropGuard("send_home", "P6")},
	{"settled without leadership and meeting", "kjentmann", worried, "P4", toMeet, dropGuard("settle_follow_up", "")},
	{"settled without the meeting", "kjentmann", worried, "P4", toMeet, dropGuard("settle_follow_up", "KJ-2.7")},
	{"settled without the meeting, counsellor", "social-counsellor", worried, "P4", toMeet, dropGuard("settle_follow_up", "HP-P4b")},
	{"settled without the meeting, county", "county-six-steps", worried, "P4", toMeet, dropGuard("settle_follow_up", "PR-P4")},
	{"guardians not informed of a request for help", "kjentmann", askedForHelp, "P1", nil, dropDemand("KJ-1.4")},
	{"guardians not informed of a concern", "kjentmann", worried, "P1", toMeet, dropDemand("KJ-P1")},
	{"guardians not informed that day", "kjentmann", intoxicated, "P1", nil, dropDemand("KJ-3.5")},
	{"guardians informed only of adults", "social-counsellor", askedForHelp, "P1", nil, onlyFor("HP-10", "adult")},
	{"guardians not informed, county", "county-six-steps", askedForHelp, "P1", nil, dropDemand("PR-12")},
	{"no talk on the first day back", "kjentmann", intoxicated, "P7", toReturn, dropDemand("KJ-3.10", "KJ-3.11", "KJ-3.12", "KJ-3.13")},
	{"a talk without the rules", "kjentmann", intoxicated, "P7", toReturn, dropDemand("KJ-3.12")},
	{"a talk without encouragement", "social-counsellor", intoxicated, "P7", toReturn, dropDemand("SK-P7.4")},
	{"no talk for who stays away", "county-six-steps", intoxicated, "P7", []string{"student_walked_off", "still_absent"}, endsWhen("SK-P7.1", "presence", "absent")},
	{"a talk before the day", "kjentmann", intoxicated, "P7", []string{"student_back", "student_walked_off", "hold_follow_up", "take_out"}, anyState("hold_follow_up")},
	{"leadership takes no part", "kjentmann", intoxicated, "P5", []string{"assess_condition"}, dropDemand("KJ-3.4")},
	{"left in class", "kjentmann", intoxicated, "P5", []string{"assess_condition"}, dropDemand("KJ-3.2")},
	{"nobody judges whether it is safe", "kjentmann", intoxicated, "P5", []string{"assess_condition"}, dropDemand("KJ-P5")},
	{"child welfare forgotten", "kjentmann", intoxicated, "P5", []string{"assess_condition"}, dropDemand("KJ-3.8")},
	{"police forgotten", "social-counsellor", intoxicated, "P5", []string{"assess_condition"}, dropDemand("SK-P5.7")},
	{"gone, and nobody told", "kjentmann", intoxicated, "P5", []string{"student_walked_off"}, dropDemand("KJ-P5b")},
	{"shared without consent", "social-counsellor", askedForHelp, "P2", []string{"decide_talk_holder", "contact_counsellor", "hold_talk", "work_with_services"}, unshare("work_with_services")},
	{"shared without consent, county", "county-six-steps", askedForHelp, "P2", []string{"contact_leadership", "hold_talk", "consider_agencies", "involve_agency"}, unshare("involve_agency")},
	{"told without consent", "county-six-steps", askedForHelp, "P2", []string{"record_consent", "record_contact", "withdraw_consent", "contact_leadership", "explain_to_guardians"}, notContact("guardians_told")},
}

// walksPerHole is how many walks a planted hole may stay hidden.
const walksPerHole = 400

// TestPlantedHoles plants each hole, and expects the checker to find it; and to
// find nothing on the same ways through the routine as it is.
func TestPlantedHoles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some hundred walks")
	}
	for i, h := range holes {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			l := newLane(t)
			whole, _ := routine.Find(h.routine)
			for seed := range uint64(12) {
				if wrong := l.search(whole, h, seed); len(wrong) > 0 {
					t.Fatalf("the routine as it is: %s", strings.Join(wrong, "\n"))
				}
			}
			planted := h.planted(t, l, whole, i)
			for seed := range uint64(walksPerHole) {
				if wrong := l.search(planted, h, seed); len(wrong) > 0 {
					t.Logf("found in walk %d: %s", seed+1, wrong[0])
					return
				}
			}
			t.Fatalf("not found in %d walks", walksPerHole)
		})
	}
}

// search takes a walk and returns where the checker found the hole's property broken.
func (l *lane) search(plan *routine.Routine, h hole, seed uint64) []string {
	w := newWalk(l, &seeded{rand.New(rand.NewPCG(seed, 7))}, plan, h.scenario)
	w.favour, w.checker.only = h.favour, h.property
	w.run()
	return w.checker.wrong
}

// planted publishes a copy of the routine with the hole in it.
func (h hole) planted(t *testing.T, l *lane, whole *routine.Routine, i int) *routine.Routine {
	t.Helper()
	def := &routine.Definition{}
	if err := json.Unmarshal(whole.Canonical(), def); err != nil {
		t.Fatal(err)
	}
	h.plant(def)
	def.Version, def.Parameters = 1000+i, nil // they are filled in already
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		t.Fatalf("the routine with the hole: %v", problems)
	}
	if r.Hash == whole.Hash {
		t.Fatal("nothing was planted")
	}
	if err := l.engine.PublishUnproved(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return r
}

func onStep(id string, change func(*routine.Step)) func(*routine.Definition) {
	return func(def *routine.Definition) {
		for i := range def.Steps {
			if def.Steps[i].ID == id {
				change(&def.Steps[i])
			}
		}
	}
}

func onDemand(id string, change func(*routine.Requirement)) func(*routine.Definition) {
	return func(def *routine.Definition) {
		for i := range def.Requirements {
			if def.Requirements[i].ID == id {
				change(&def.Requirements[i])
			}
		}
	}
}

// dropGuard leaves out the guards of a step that cite a requirement; "" for all.
func dropGuard(step, requirement string) func(*routine.Definition) {
	return onStep(step, func(s *routine.Step) {
		s.Guards = slices.DeleteFunc(s.Guards, func(g routine.Guard) bool { return requirement == "" || g.Requirement == requirement })
	})
}

func widen(step string) func(*routine.Definition) {
	return onStep(step, func(s *routine.Step) { s.Who = []string{"anyone"} })
}

func unshare(step string) func(*routine.Definition) {
	return onStep(step, func(s *routine.Step) { s.Shares = false })
}

func anyState(step string) func(*routine.Definition) {
	return onStep(step, func(s *routine.Step) {
		s.Guards = nil
		s.From = append(s.From, "at_school", "away")
	})
}

func dropDemand(ids ...string) func(*routine.Definition) {
	return func(def *routine.Definition) {
		def.Requirements = slices.DeleteFunc(def.Requirements, func(r routine.Requirement) bool { return slices.Contains(ids, r.ID) })
	}
}

func onlyFor(demand, age string) func(*routine.Definition) {
	return onDemand(demand, func(r *routine.Requirement) { r.Applies = &routine.Cond{Fact: "age", In: []string{age}} })
}

func endsWhen(demand, fact, value string) func(*routine.Definition) {
	return onDemand(demand, func(r *routine.Requirement) { r.Ends = &routine.Cond{Fact: fact, In: []string{value}} })
}

func notContact(fact string) func(*routine.Definition) {
	return func(def *routine.Definition) {
		for i := range def.Facts {
			if def.Facts[i].ID == fact {
				def.Facts[i].Contact = false
			}
		}
	}
}
