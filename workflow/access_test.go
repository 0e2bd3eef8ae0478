package workflow_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

var rewrite = flag.Bool("update", false, "write the expected outputs anew")

// The whole table of who sees and may do what, role by relation by state, is
// reviewed as testdata/golden/access.md. A change of it shows there.
func TestAccessTable(t *testing.T) {
	path := filepath.Join("..", "testdata", "golden", "access.md")
	have := accessTable()
	if *rewrite {
		if err := os.WriteFile(path, []byte(have), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if have != string(want) {
		t.Errorf("the table differs from %s; make golden, and read the difference", path)
	}
	for bit := uint16(1); bit != 0; bit <<= 1 { // what no cell speaks of is not reviewed, and means nothing
		for _, name := range []string{workflow.Section(bit).String(), workflow.Action(bit).String(), workflow.Relation(bit).String()} {
			if !strings.Contains(have, name) {
				t.Errorf("the table does not speak of %s", name)
			}
		}
	}
}

// accessTable writes every cell. A relation that adds nothing to a role is told
// on the line of those that add nothing.
func accessTable() string {
	var b strings.Builder
	b.WriteString("# Who sees and may do what\n\nMade by TestAccessTable from workflow/access.go. What is not here is denied; who sees nothing is told\n" +
		"what is told of a case that does not exist. A case rests when it has been over for 30 days.\n")
	for _, role := range append(routine.StandardRoles(), "none") {
		roles := []string{role}
		if role == "none" {
			roles = nil
		}
		fmt.Fprintf(&b, "\n## %s\n\n| relation | case | sees | may |\n|---|---|---|---|\n", role)
		for _, state := range []struct {
			name    string
			resting bool
		}{{"open", false}, {"resting", true}} {
			base := workflow.Decide(roles, 0, state.resting, false)
			fmt.Fprintf(&b, "| none | %s | %s | %s |\n", state.name, cell(base.Sees.String()), cell(base.May.String()))
			var same []string
			for _, is := range workflow.Relations() {
				switch have := workflow.Decide(roles, is, state.resting, false); {
				case have == base:
					same = append(same, is.String())
				default:
					fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", is, state.name, cell(have.Sees.String()), cell(have.May.String()))
				}
			}
			fmt.Fprintf(&b, "| %s | %s | as without | |\n", strings.Join(same, ", "), state.name)
		}
		fresh := workflow.Decide(roles, workflow.Fresh|workflow.Involved|workflow.Responsible, false, true)
		fmt.Fprintf(&b, "| opened it just now, no second factor | open | %s | %s |\n", cell(fresh.Sees.String()), cell(fresh.May.String()))
		limited := 0
		for _, is := range workflow.Relations() {
			if is != workflow.Fresh && workflow.Decide(roles, is, false, true) != (workflow.Access{}) {
				limited++
			}
		}
		fmt.Fprintf(&b, "| other relations, no second factor | any | %d see anything | |\n", limited)
	}
	b.WriteString("\n## At the school, whatever the case\n\n| role | may | without a second factor |\n|---|---|---|\n")
	for _, role := range routine.StandardRoles() {
		a := workflow.Actor{ID: "x", Roles: []workflow.SchoolRole{{School: "rogn", Role: role}}}
		limited := a
		limited.Limited = true
		fmt.Fprintf(&b, "| %s | %s | %s |\n", role, cell(mayAt(a)), cell(mayAt(limited)))
	}
	return b.String()
}

func mayAt(a workflow.Actor) string {
	var list []string
	for _, action := range []workflow.Action{workflow.OpenCases, workflow.ReadFigures, workflow.ReadTotals, workflow.ReadLookedAt, workflow.VouchFor, workflow.Administer, workflow.SeePeople, workflow.ListHelp} {
		if a.MayAt("rogn", action) {
			list = append(list, action.String())
		}
		if a.MayAt("selje", action) {
			list = append(list, action.String()+" at another school")
		}
	}
	return strings.Join(list, " ")
}

func cell(text string) string {
	if text == "" {
		return "nothing"
	}
	return strings.ReplaceAll(text, " ", ", ")
}

// secrets is a case with something to find in every section.
const secrets = `student siv born=2010-03-01 guardians=hemmeligmor
open third_party_concern by contact_teacher student=siv reported_by=student concern="hemmeligsamtale" contact_safety=unsafe contact_safety_reason="hemmeligfare"
take raise_contact_unsafe by contact_teacher guardians=hemmeligmor reason="hemmeligfare"
take hand_over by contact_teacher person=student_services
take accept_hand_over by student_services
take add_participant by student_services person=contact_teacher_2
take add_note by student_services text="hemmeligsamtale"
take recuse by student_services person=social_counsellor reason=accused
`

// finds tells what of each section a view gives away: history, student, choices
// of the steps and reasons.
func finds(v *workflow.View) (found workflow.Section) {
	text := ""
	for _, e := range v.History() {
		text += fmt.Sprintf("%+v\n", e)
		if e.Payload.Fields["reported_by"].Text != "" {
			found |= workflow.Reporter
		}
		if e.Step == "recuse" && len(e.Payload.Fields) > 0 {
			found |= workflow.Decisions
		}
	}
	if s := v.Student(); s != nil {
		text += fmt.Sprintf("%+v\n", *s)
		found |= workflow.Identity
	}
	for _, step := range v.Steps() {
		for i := range step.Fields {
			for _, o := range step.Fields[i].Options {
				text += o.Value + o.Label.In(routine.English) + "\n"
			}
		}
	}
	for word, section := range map[string]workflow.Section{
		"hemmeligmor": workflow.Guardians, "hemmeligsamtale": workflow.Talks, "hemmeligfare": workflow.Unsafe,
	} {
		if strings.Contains(text, word) {
			found |= section
		}
	}
	if _, err := v.Audit(); err == nil {
		found |= workflow.Verdicts
	} else if !errors.Is(err, workflow.ErrForbidden) {
		found = 0
	}
	return found
}

// Every kind of reader finds in a case what the table grants, and nothing else.
func TestReadersSeeTheirSections(t *testing.T) {
	const all = workflow.Identity | workflow.Guardians | workflow.Reporter | workflow.Talks | workflow.Unsafe | workflow.Decisions | workflow.Verdicts
	const part = all &^ (workflow.Reporter | workflow.Unsafe)
	own := workflow.Identity | workflow.Reporter | workflow.Talks | workflow.Unsafe | workflow.Guardians // wrote it all themselves
	h := started(t, secrets)
	check := func(when string, want map[string]workflow.Section) {
		t.Helper()
		for _, who := range append(slices.Clone(school), "outsider") {
			v, err := h.engine.Case(t.Context(), h.actor(who), h.current)
			expected, known := want[who]
			if !known {
				if !errors.Is(err, workflow.ErrNotFound) {
					t.Errorf("%s: %s is told of the case (%v)", when, who, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %s: %v", when, who, err)
				continue
			}
			if found := finds(v); found != expected {
				t.Errorf("%s: %s finds %s, want %s", when, who, found, expected)
			}
		}
	}
	check("open", map[string]workflow.Section{
		"student_services": all, "contact_teacher_2": part, "contact_teacher": own,
		"kjentmann": part | workflow.Reporter, "department_head": all, "department_head_2": all, "principal": all, "auditor": workflow.Verdicts,
	})
	h.play("close", "take void by principal reason=by_mistake second_leader=department_head why=\"hemmeligsamtale\"\ntake confirm_void by department_head outcome=agreed\n")
	h.now = h.now.Add(29 * 24 * time.Hour)
	check("closed a month ago, nearly", map[string]workflow.Section{
		"student_services": all, "contact_teacher_2": part, "contact_teacher": own,
		"kjentmann": part | workflow.Reporter, "department_head": all, "department_head_2": all, "principal": all, "auditor": workflow.Verdicts,
	})
	h.now = h.now.Add(2 * 24 * time.Hour)
	resting := map[string]workflow.Section{
		"student_services": all, "contact_teacher_2": part, "contact_teacher": own, "kjentmann": workflow.Identity,
		"department_head": all, "principal": all, "auditor": workflow.Verdicts,
		"department_head_2": workflow.Identity | workflow.Decisions | workflow.Verdicts,
	}
	check("resting", resting)
	// A note of one's own does not open a case, and somebody else's does.
	h.play("note", "take add_note by department_head_2 text=\"mitt\"\n")
	check("resting, with a note of the reader's", map[string]workflow.Section{
		"student_services": all, "contact_teacher_2": part, "contact_teacher": own, "kjentmann": part | workflow.Reporter,
		"department_head": all, "principal": all, "auditor": workflow.Verdicts,
		"department_head_2": workflow.Identity | workflow.Decisions | workflow.Verdicts,
	})
}

// Without a second factor somebody opens a case and follows what to do at once in
// it, for the day, and learns of nothing else.
func TestLimitedSeesOnlyTheirFreshCase(t *testing.T) {
	h := started(t, secrets)
	limited := func(who string) workflow.Actor {
		a := h.actor(who)
		a.Limited = true
		return a
	}
	for _, who := range append(slices.Clone(school), "outsider") {
		_, err := h.engine.Case(t.Context(), limited(who), h.current)
		if who != "contact_teacher" && !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("%s sees the case of another: %v", who, err)
		}
		page, err := h.engine.List(t.Context(), limited(who), workflow.Query{}, "")
		if who != "contact_teacher" && (err != nil || len(page.Items) > 0) {
			t.Errorf("%s is listed %v (%v)", who, page, err)
		}
		if _, err := h.engine.Figures(t.Context(), limited(who), "rogn", workflow.Period{}); err == nil {
			t.Errorf("%s is told figures", who)
		}
		if _, err := h.engine.Reading(t.Context(), limited(who), "rogn"); err == nil {
			t.Errorf("%s is told who reads", who)
		}
	}
	for _, question := range []string{"", "s", "si"} {
		if list, err := h.engine.Students(t.Context(), limited("contact_teacher"), "rogn", question, 20); err != nil || len(list) > 0 {
			t.Errorf("%q finds %v (%v)", question, list, err)
		}
	}
	list, err := h.engine.Students(t.Context(), limited("contact_teacher"), "rogn", "siv", 20)
	if err != nil || len(list) != 1 || list[0].BirthDate != 0 || len(list[0].Guardians) > 0 {
		t.Errorf("a student by name: %+v (%v)", list, err)
	}

	h.now = h.now.Add(time.Hour)
	result, err := h.engine.Open(t.Context(), workflow.OpenRequest{
		Actor: limited("contact_teacher_2"), School: "rogn", Routine: "kjentmann", Scenario: "intoxicated_at_school",
		Student: &workflow.StudentInput{ID: "siv"}, Input: workflow.Input{"in_class": "yes", "contact_safety": "safe"},
	})
	if err != nil || result.Refusal != nil {
		t.Fatalf("cannot open: %v %+v", err, result)
	}
	own := result.ID
	taken, err := h.engine.Take(t.Context(), workflow.StepRequest{Case: own, Actor: limited("contact_teacher_2"), Steps: []workflow.StepInput{{Step: "take_out", Input: workflow.Input{"outcome": "taken_out"}}}})
	if err != nil || taken.Refusal != nil {
		t.Fatalf("cannot follow the checklist: %v %+v", err, taken)
	}
	if work, err := h.engine.Worklist(t.Context(), limited("contact_teacher_2")); err != nil || len(work) == 0 || slices.ContainsFunc(work, func(w workflow.Work) bool { return w.Case != own }) {
		t.Errorf("worklist %v (%v)", work, err)
	}
	// A concern of yesterday's, opened now, can be followed as well.
	late, err := h.engine.Open(t.Context(), workflow.OpenRequest{
		Actor: limited("contact_teacher_2"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral", OccurredAt: h.now.Add(-30 * time.Hour),
		Student: &workflow.StudentInput{ID: "siv"}, Input: workflow.Input{"contact_safety": "safe"},
	})
	if err != nil || late.Refusal != nil {
		t.Fatalf("cannot open: %v %+v", err, late)
	}
	if _, err := h.engine.Case(t.Context(), limited("contact_teacher_2"), late.ID); err != nil {
		t.Errorf("cannot follow what arose yesterday: %v", err)
	}
	h.now = h.now.Add(13 * time.Hour)
	if _, err := h.engine.Case(t.Context(), limited("contact_teacher_2"), late.ID); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("the next morning it is still there: %v", err)
	}
	if _, err := h.engine.Case(t.Context(), limited("contact_teacher_2"), own); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("the next morning it is still there: %v", err)
	}
	if _, err := h.engine.Case(t.Context(), h.actor("contact_teacher_2"), own); err != nil {
		t.Errorf("with the second factor it is not: %v", err)
	}
}

const whyGlass = "Eleven har spurt hva som ble avtalt med helsetjenesten."

// Promise 17 of the security promises.
func TestBreakGlass(t *testing.T) {
	h := started(t, secrets)
	h.play("close", "take void by principal reason=by_mistake second_leader=department_head why=\"x\"\ntake confirm_void by department_head outcome=agreed\n")
	resting := h.current
	h.play("another", "student liv born=2010-03-02\nopen self_referral by kjentmann student=liv words=\"hemmeligsamtale\"\ntake void by principal reason=by_mistake second_leader=department_head why=\"x\"\ntake confirm_void by department_head outcome=agreed\n")
	other := h.current
	h.now = h.now.Add(40 * 24 * time.Hour)
	leader := h.actor("department_head_2")
	reads := func(id workflow.CaseID) bool {
		v, err := h.engine.Case(t.Context(), leader, id)
		h.must(err)
		return v.Sees(workflow.Talks)
	}
	if reads(resting) {
		t.Fatal("a resting case is open as it is")
	}
	for name, test := range map[string]struct {
		who, why string
		want     error
	}{
		"no reason":          {"department_head_2", "  ", workflow.ErrInvalid},
		"a short one":        {"department_head_2", "fordi det haster", workflow.ErrInvalid},
		"a teacher":          {"contact_teacher_2", whyGlass, workflow.ErrForbidden},
		"a counsellor":       {"kjentmann", whyGlass, workflow.ErrForbidden},
		"the auditor":        {"auditor", whyGlass, workflow.ErrForbidden},
		"who need not":       {"principal", whyGlass, workflow.ErrForbidden},
		"who is shut out":    {"social_counsellor", whyGlass, workflow.ErrNotFound},
		"the administrator":  {"administrator", whyGlass, workflow.ErrNotFound},
		"of another school":  {"outsider", whyGlass, workflow.ErrNotFound},
		"one not to be read": {"department_head_2", whyGlass + "\x1b[2J", workflow.ErrInvalid},
		"a reason in spaces": {"department_head_2", strings.Repeat(" ", 40), workflow.ErrInvalid},
	} {
		if _, err := h.engine.BreakGlass(t.Context(), h.actor(test.who), resting, test.why); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	until, err := h.engine.BreakGlass(t.Context(), leader, resting, whyGlass)
	if err != nil || !until.Equal(h.now.Add(time.Hour).UTC()) {
		t.Fatalf("until %v: %v", until, err)
	}
	if !reads(resting) || reads(other) {
		t.Error("it opens another case, or not this one")
	}
	h.now = h.now.Add(time.Second) // an impatient double click
	if again, err := h.engine.BreakGlass(t.Context(), leader, resting, whyGlass); err != nil || !again.Equal(until) {
		t.Errorf("broken again: %v, %v", again, err)
	}
	h.now = h.now.Add(-time.Second)
	// The responsible is told, and another of the leadership reviews it.
	told := func(who string) []workflow.Glass {
		list, err := h.engine.Broken(t.Context(), h.actor(who))
		h.must(err)
		return list
	}
	for who, want := range map[string]int{"student_services": 1, "principal": 1, "department_head": 1, "department_head_2": 1, "contact_teacher_2": 0, "kjentmann": 0, "auditor": 0, "social_counsellor": 0, "outsider": 0} {
		if list := told(who); len(list) != want || want > 0 && (list[0].Reason != whyGlass || list[0].Case != resting || list[0].Staff != leader.ID) {
			t.Errorf("%s is told %+v", who, list)
		}
	}
	number := told("principal")[0].Number
	for who, want := range map[string]bool{"student_services": false, "department_head_2": false, "principal": true} {
		if mine := told(who)[0].Mine; mine != want {
			t.Errorf("it is %s's to review: %v", who, mine)
		}
		if is := told(who)[0].Told; is != (who == "student_services") {
			t.Errorf("%s is to be told: %v", who, is)
		}
	}
	for who, want := range map[string]error{"department_head_2": workflow.ErrForbidden, "student_services": workflow.ErrForbidden, "kjentmann": workflow.ErrNotFound} {
		if err := h.engine.ReviewGlass(t.Context(), h.actor(who), number, "justified", "Det var greit, synes jeg."); !errors.Is(err, want) {
			t.Errorf("%s reviews it: %v", who, err)
		}
	}
	if err := h.engine.ReviewGlass(t.Context(), h.actor("principal"), number, "fine", "Det var greit, synes jeg."); !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("a finding that there is not: %v", err)
	}
	h.must(h.engine.ReviewGlass(t.Context(), h.actor("principal"), number, "unjustified", "Eleven hadde ikke spurt."))
	if err := h.engine.ReviewGlass(t.Context(), h.actor("department_head"), number, "justified", "Det var greit, synes jeg."); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("reviewed twice: %v", err)
	}
	if r := told("student_services")[0].Review; r == nil || r.Finding != "unjustified" || r.Staff != "principal" {
		t.Errorf("review %+v", r)
	}
	h.now = h.now.Add(time.Hour)
	if reads(resting) {
		t.Error("after an hour it is still open")
	}
	log, err := h.engine.AccessLog(t.Context(), h.actor("student_services"), resting)
	h.must(err)
	if !slices.ContainsFunc(log, func(s workflow.Seen) bool { return s.What == workflow.BrokeGlass && s.Reason == whyGlass }) {
		t.Errorf("the access log does not tell of it: %+v", log)
	}
}

// Every look is in the log before anything is shown: once in ten minutes for the
// same person and case, one for a page, and a case after its name in a list.
func TestLooksAreRecorded(t *testing.T) {
	h := started(t, selfReferral)
	h.play("second", "student liv born=2010-03-02\nopen self_referral by contact_teacher student=liv\n")
	looks := func(who string) (list []string) {
		log, err := h.engine.AccessLog(t.Context(), h.actor("principal"), h.current)
		h.must(err)
		for _, s := range slices.Backward(log) {
			if string(s.Staff) == who && s.What != "step" {
				list = append(list, s.What)
			}
		}
		return list
	}
	see := func(who string, want ...string) {
		t.Helper()
		if got := looks(who); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", who, got, want)
		}
	}
	look := func(who string) { _, err := h.engine.Case(t.Context(), h.actor(who), h.current); h.must(err) }
	list := func(who string) {
		_, err := h.engine.List(t.Context(), h.actor(who), workflow.Query{}, "")
		h.must(err)
	}
	see("kjentmann")
	list("kjentmann")
	list("kjentmann")
	see("kjentmann", "list")
	look("kjentmann")
	look("kjentmann")
	list("kjentmann")
	see("kjentmann", "list", "case")
	h.now = h.now.Add(10 * time.Minute)
	look("kjentmann")
	see("kjentmann", "list", "case", "case")
	_, err := h.engine.Worklist(t.Context(), h.actor("department_head"))
	h.must(err)
	see("department_head") // a worklist names nobody
	look("auditor")
	see("auditor", "case")
	if _, err := h.engine.Case(t.Context(), h.actor("contact_teacher_2"), h.current); !errors.Is(err, workflow.ErrNotFound) {
		t.Error(err)
	}
	see("contact_teacher_2") // who saw nothing has not looked
	for _, who := range []string{"kjentmann", "auditor", "student_services"} {
		if _, err := h.engine.AccessLog(t.Context(), h.actor(who), h.current); !errors.Is(err, workflow.ErrForbidden) && !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("%s is told who looked: %v", who, err)
		}
	}
}

// What is worth a question in somebody's reading is listed for the leadership.
func TestUnusualReading(t *testing.T) {
	h := started(t, "")
	h.now = time.Date(2026, 9, 1, 10, 0, 0, 0, calendar.Oslo)
	for i := range 16 {
		h.play("cases", fmt.Sprintf("student s%d born=2010-03-01\nopen self_referral by contact_teacher student=s%d\n", i, i))
	}
	read := func(who string, cases []workflow.CaseID) {
		for _, id := range cases {
			_, err := h.engine.Case(t.Context(), h.actor(who), id)
			h.must(err)
		}
	}
	signs := func() map[string]string {
		list, err := h.engine.Reading(t.Context(), h.actor("principal"), "rogn")
		h.must(err)
		found := map[string]string{}
		for _, r := range list {
			found[string(r.Staff)] = strings.Join(r.Signs, " ")
		}
		return found
	}
	for _, who := range []string{"department_head", "principal", "contact_teacher"} {
		read(who, h.cases[:2])
	}
	if got := signs(); len(got) > 0 {
		t.Errorf("ordinary reading is listed: %v", got)
	}
	read("kjentmann", h.cases)
	h.now = time.Date(2026, 9, 1, 23, 30, 0, 0, calendar.Oslo)
	read("social_counsellor", h.cases[:1])
	h.must(h.engine.PutStaff(t.Context(), &workflow.Staff{ID: "department_head_2", User: "department_head_2", Name: "Kari S3", Roles: h.actor("department_head_2").Roles}))
	h.now = time.Date(2026, 9, 2, 10, 0, 0, 0, calendar.Oslo)
	read("department_head_2", h.cases[:4])
	want := map[string]string{"kjentmann": "many", "social_counsellor": "night", "department_head_2": "own_name"}
	if got := signs(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("listed %v, want %v", got, want)
	}
	if _, err := h.engine.Reading(t.Context(), h.actor("kjentmann"), "rogn"); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("a kjentmann is told: %v", err)
	}
	if _, err := h.engine.Reading(t.Context(), h.actor("outsider"), "rogn"); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("another school is told: %v", err)
	}
	// A kjentmann with a class of their own, who reads of another class.
	teaching := workflow.Actor{ID: "teaching", Roles: []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}}
	h.must(h.engine.PutStaff(t.Context(), &workflow.Staff{ID: teaching.ID, Name: "Kjenta", Roles: teaching.Roles, Contact: []workflow.ContactClass{{School: "rogn", Class: "own"}}}))
	_, err := h.engine.Case(t.Context(), teaching, h.cases[0])
	h.must(err)
	if got := signs()["teaching"]; got != "outside" {
		t.Errorf("outside one's classes: %q", got)
	}
	h.now = h.now.Add(31 * 24 * time.Hour)
	if got := signs(); len(got) > 0 {
		t.Errorf("a month later it is still listed: %v", got)
	}
}

// isToChoose reports whether somebody is asked to choose who is responsible.
func (h *history) isToChoose(t *testing.T, who string) bool {
	work, err := h.engine.Worklist(t.Context(), h.actor(who))
	h.must(err)
	return slices.ContainsFunc(work, func(w workflow.Work) bool { return w.Case == h.current && w.Requirement.ID == "responsible" })
}

// Access ends with the role, on its last day, and what somebody is responsible
// for is handed on by whoever can choose another.
func TestAccessEndsWithTheRole(t *testing.T) {
	h := started(t, `student siv born=2010-03-01
open third_party_concern by contact_teacher student=siv reported_by=student concern=x
take add_participant by contact_teacher person=contact_teacher_2
`)
	asked := func(who string) bool { return h.isToChoose(t, who) }
	for _, who := range []string{"principal", "kjentmann", "contact_teacher_2", "student_services"} {
		if asked(who) {
			t.Errorf("%s is asked to choose somebody in the place of one who is here", who)
		}
	}
	h.must(h.engine.PutStaff(t.Context(), &workflow.Staff{ID: "contact_teacher", User: "contact_teacher", Name: "Kollega", Roles: h.actor("contact_teacher").Roles}))
	by := workflow.Operation{At: h.now, System: "test"}
	last := h.engine.Today()
	h.must(h.engine.EndRole(t.Context(), "contact_teacher", "contact_teacher", "rogn", last, by))
	now := func(who workflow.ActorID) workflow.Actor {
		a, err := h.engine.AccountOf(t.Context(), who)
		h.must(err)
		return a.Actor(h.engine.Today())
	}
	if _, err := h.engine.Case(t.Context(), now("contact_teacher"), h.current); err != nil {
		t.Errorf("on the last day: %v", err)
	}
	h.now = h.now.Add(24 * time.Hour)
	if _, err := h.engine.Case(t.Context(), now("contact_teacher"), h.current); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("the day after: %v", err)
	}
	for who, want := range map[string]bool{"principal": true, "kjentmann": true, "department_head": true, "contact_teacher_2": false} {
		if got := asked(who); got != want {
			t.Errorf("%s is asked to choose another: %v", who, got)
		}
	}
	h.play("assign", "take assign by principal person=contact_teacher_2\n")
	if asked("principal") {
		t.Error("it is asked although somebody has been chosen")
	}
	h.play("shut out", "take recuse by principal person=contact_teacher_2 reason=family\n")
	if !asked("principal") {
		t.Error("it is not asked when the responsible is shut out")
	}
	if err := h.engine.EndRole(t.Context(), "contact_teacher", "principal", "rogn", last, by); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("a role that they do not have: %v", err)
	}
}

// Who does not answer whether they take a case over does not leave it lying: from the
// day after the next school day, those who choose are asked to.
func TestNobodyAnswers(t *testing.T) {
	h := started(t, `student siv born=2010-03-01
open third_party_concern by contact_teacher student=siv reported_by=student concern=x
take hand_over by contact_teacher person=kjentmann
`)
	asked := func(who string) bool { return h.isToChoose(t, who) }
	handed := func(who string) workflow.Handed {
		list, err := h.engine.HandedOn(t.Context(), h.actor(who))
		h.must(err)
		if len(list) != 1 {
			t.Fatalf("%d cases on their way to or from %s", len(list), who)
		}
		return list[0]
	}
	next, err := h.engine.SchoolDayAfter(t.Context(), "rogn", h.engine.Today())
	h.must(err)
	h.now = next.Start(calendar.Oslo).Add(20 * time.Hour)
	if asked("principal") || handed("contact_teacher").Late {
		t.Error("late on the very day by which they should answer")
	}
	h.now = h.now.Add(24 * time.Hour)
	for who, want := range map[string]bool{"principal": true, "department_head": true, "social_counsellor": true, "student_services": false, "kjentmann": false, "contact_teacher": false, "contact_teacher_2": false} {
		if got := asked(who); got != want {
			t.Errorf("%s is asked to choose: %t", who, got)
		}
	}
	if !handed("contact_teacher").Late || !handed("kjentmann").Late {
		t.Error("neither who asked nor who is asked is told")
	}
	died := started(t, `student siv born=2010-03-01
open third_party_concern by contact_teacher student=siv reported_by=student concern=x
take hand_over by contact_teacher person=kjentmann
take student_left_school by department_head how=died
`)
	died.now = h.now
	if died.isToChoose(t, "principal") {
		t.Error("asked although the case rests")
	}
	h.play("accepted", "take accept_hand_over by kjentmann\n")
	if asked("principal") || handed("contact_teacher").Late {
		t.Error("asked although it is answered")
	}
}

// A day agreed for the next talk with the student is remembered by whoever is responsible:
// on the day and after it, until they have talked, however the day was corrected.
func TestTalkAgreed(t *testing.T) {
	const before = `student siv born=2010-03-01
open intoxicated_at_school by contact_teacher student=siv in_class=no
take student_walked_off by contact_teacher talked=yes
now 2026-09-02T08:00
take student_back by contact_teacher
now 2026-09-02T09:00
take hold_follow_up by contact_teacher topics=situation present=student next_talk=2026-09-09
`
	at := func(h *history, day, who string) string {
		on, err := calendar.Parse(day)
		h.must(err)
		h.now = on.Start(calendar.Oslo).Add(9 * time.Hour)
		work, err := h.engine.Worklist(t.Context(), h.actor(who))
		h.must(err)
		for _, w := range work {
			if w.Requirement.ID == "next_talk" {
				return fmt.Sprint(w.Requirement.Title.In(routine.Bokmal), ", ", w.DueOn, ", ", w.Overdue)
			}
		}
		return ""
	}
	for _, c := range []struct{ name, then, day, who, want string }{
		{"the day before", "", "2026-09-08", "contact_teacher", ""},
		{"the day", "", "2026-09-09", "contact_teacher", "Avtalt samtale i dag, 2026-09-09, false"},
		{"the day after", "", "2026-09-10", "contact_teacher", "Avtalt samtale er ikke skrevet inn, 2026-09-09, true"},
		{"another", "", "2026-09-09", "principal", ""},
		{"corrected", "take correct by contact_teacher event=@hold_follow_up why=feil next_talk=2026-09-11", "2026-09-10", "contact_teacher", ""},
		{"corrected, the day", "take correct by contact_teacher event=@hold_follow_up why=feil next_talk=2026-09-11", "2026-09-11", "contact_teacher", "Avtalt samtale i dag, 2026-09-11, false"},
		{"held early", "now 2026-09-04T10:00\ntake hold_follow_up by contact_teacher topics=rules,help present=student", "2026-09-09", "contact_teacher", ""},
		{"held before the one at which it was agreed", "take hold_follow_up by contact_teacher topics=rules,help present=student at=2026-09-02T08:30", "2026-09-09", "contact_teacher", "Avtalt samtale i dag, 2026-09-09, false"},
		{"agreed anew", "now 2026-09-04T10:00\ntake hold_follow_up by contact_teacher topics=rules,help present=student next_talk=2026-09-07", "2026-09-07", "contact_teacher", "Avtalt samtale i dag, 2026-09-07, false"},
		{"for the day itself", "now 2026-09-04T10:00\ntake hold_follow_up by contact_teacher topics=rules,help present=student next_talk=2026-09-04", "2026-09-04", "contact_teacher", ""},
		{"dead", "take student_left_school by department_head how=died", "2026-09-09", "contact_teacher", ""},
		{"moved away", "take student_left_school by department_head how=left", "2026-09-09", "contact_teacher", ""},
		{"voided", "take void by department_head reason=by_mistake second_leader=principal why=feil", "2026-09-09", "contact_teacher", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := started(t, before)
			h.play(c.name, c.then+"\n")
			if got := at(h, c.day, c.who); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Whoever has handed a concern on is done with it: it no longer waits for them.
func TestHandedOnNoLongerWaits(t *testing.T) {
	h := started(t, `student siv born=2010-03-01
open third_party_concern by contact_teacher student=siv reported_by=student concern=x
take hand_over by contact_teacher person=student_services
`)
	waits := func(who string) int {
		work, err := h.engine.Worklist(t.Context(), h.actor(who))
		h.must(err)
		return len(work)
	}
	before := waits("contact_teacher")
	h.play("accepted", "take accept_hand_over by student_services\n")
	if after := waits("contact_teacher"); before == 0 || after >= before {
		t.Errorf("%d things waited, and %d do when it is handed on", before, after)
	}
	if waits("student_services") == 0 {
		t.Error("nothing waits for whoever has taken over")
	}
}

// Reading of a case does not tell a leader of it who is shut out of it: not even that
// a colleague was up at night. The rest of the leadership is told.
func TestReadingOfAHiddenCase(t *testing.T) {
	h := started(t, "student odd born=2010-03-01 guardians=far staff=far:principal\nopen self_referral by contact_teacher student=odd\n")
	h.now = time.Date(2026, 9, 1, 23, 30, 0, 0, calendar.Oslo)
	_, err := h.engine.Case(t.Context(), h.actor("kjentmann"), h.current)
	h.must(err)
	for who, want := range map[string]int{"principal": 0, "department_head": 1} {
		list, err := h.engine.Reading(t.Context(), h.actor(who), "rogn")
		if err != nil || len(list) != want {
			t.Errorf("%s is told of %+v (%v)", who, list, err)
		}
	}
}
