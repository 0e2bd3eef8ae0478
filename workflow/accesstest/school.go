package accesstest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// School is an invented one, with somebody for every relation.
type School struct {
	People []*Person
	Cases  []*Case

	t      testing.TB
	engine *workflow.Engine
	table  *table
	cells  map[cell]bool // of the table, that a row has been made of
	ids    map[string]workflow.ActorID
}

// Person has one relation to each case, and what it brings with it.
type Person struct {
	User, Relation string
	ID             workflow.ActorID

	is      []string // of the table, in the cases that all have a relation to
	contact bool     // teacher of the student's class
}

// Case has something to find in every section. What stands in one case stands in no
// other.
type Case struct {
	ID    workflow.CaseID
	State string
	Glass uint64 // a broken one that waits for a review, broken by none of the people; 0: none

	tag    string
	opener *Person // nil for one who is none of the people
}

// Words are what is found of a section by who sees it, each in its section.
func (c *Case) Words() map[workflow.Section]string {
	return map[workflow.Section]string{
		workflow.Identity: c.word("elev"), workflow.Guardians: c.word("foresatt"), workflow.Talks: c.word("samtale"), workflow.Unsafe: c.word("fare"),
	}
}

func (c *Case) word(of string) string { return "Kanari " + of + " " + c.tag }

const school = workflow.SchoolID("lia") // of nobody but these

// Arrange makes the school. move takes the engine's clock forward; password is what
// everybody has, encoded, "" for none.
func Arrange(t testing.TB, engine *workflow.Engine, golden, password string, move func(time.Duration)) *School {
	t.Helper()
	s := &School{t: t, engine: engine, table: read(t, golden), cells: map[cell]bool{}, ids: map[string]workflow.ActorID{}}
	s.People = []*Person{
		{User: "nora", Relation: None},
		{User: "sif", Relation: "shut_out", is: []string{"shut_out"}},
		{User: "rolf", Relation: "responsible", is: []string{"responsible", "involved"}},
		{User: "pia", Relation: "participant", is: []string{"participant", "involved"}},
		{User: "finn", Relation: "former", is: []string{"former", "involved"}},
		{User: "dag", Relation: "deputy", is: []string{"deputy", "involved"}},
		{User: "aud", Relation: "acted", is: []string{"acted"}},
		{User: "gro", Relation: "through_glass", is: []string{"through_glass"}},
		{User: "ivar", Relation: "involved", is: []string{"involved"}},
		{User: "klara", Relation: "of_the_class", is: []string{"of_the_class"}, contact: true},
		{User: "frida", Relation: "fresh"},
	}
	for _, p := range s.People {
		s.hire(p.User, "contact_teacher", password)
		p.ID = s.ids[p.User]
	}
	s.hire("karin", "kjentmann", "") // who writes what there is to find
	s.give(s.person("acted"), "kjentmann")
	open, resting := s.lead("A"), s.lead("B")
	for _, user := range []string{"berit", "bo", "bjarne"} { // the leadership, who came when a deputy was chosen
		s.hire(user, "department_head", "")
	}
	for _, c := range []*Case{open, resting} {
		s.take("berit", c, "void", workflow.Input{"reason": "by_mistake", "second_leader": s.who("bo"), "why": "Nei"})
	}
	move(40 * 24 * time.Hour)
	s.give(s.person("through_glass"), "department_head")
	for _, c := range []*Case{open, resting} {
		s.breakGlass(c)
	}
	s.take("bo", open, "confirm_void", workflow.Input{"outcome": "not_agreed", "reason": "Den er rett"})
	open.State, resting.State = Open, Resting
	s.begin("frida", "F", workflow.Input{"contact_safety": "safe"}).opener = s.person("fresh")
	for user := range s.ids {
		s.giveID(s.ids[user], None)
	}
	return s
}

func (s *School) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *School) person(relation string) *Person {
	i := slices.IndexFunc(s.People, func(p *Person) bool { return p.Relation == relation })
	return s.People[i]
}

func (s *School) hire(user, role, password string) {
	s.t.Helper()
	staff, err := s.engine.AddUser(context.Background(), user, "Kollega "+strings.ToUpper(user), role, school, password, workflow.Operation{At: time.Date(2026, time.August, 1, 8, 0, 0, 0, time.UTC), System: "test"})
	s.must(err)
	s.ids[user] = staff.ID
}

func (s *School) give(p *Person, role string) { s.t.Helper(); s.giveID(p.ID, role) }

// giveID has somebody have one role from now on, or none.
func (s *School) giveID(id workflow.ActorID, role string) {
	s.t.Helper()
	account, err := s.engine.AccountOf(context.Background(), id)
	s.must(err)
	staff := *account.Staff
	if staff.Roles = nil; role != None {
		staff.Roles = []workflow.SchoolRole{{School: school, Role: role}}
	}
	if staff.Contact = nil; slices.ContainsFunc(s.People, func(p *Person) bool { return p.ID == id && p.contact }) {
		staff.Contact = []workflow.ContactClass{{School: school, Class: "2sta"}}
	}
	s.must(s.engine.PutStaff(context.Background(), &staff))
}

func (s *School) actor(user string) workflow.Actor {
	s.t.Helper()
	account, err := s.engine.AccountOf(context.Background(), s.ids[user])
	s.must(err)
	return account.Actor(s.engine.Today())
}

// who is somebody as a form names them.
func (s *School) who(user string) []any { return []any{map[string]any{"id": string(s.ids[user])}} }

func (s *School) take(user string, c *Case, step string, input workflow.Input) {
	s.t.Helper()
	result, err := s.engine.Take(context.Background(), workflow.StepRequest{Case: c.ID, Actor: s.actor(user), Steps: []workflow.StepInput{{Step: step, Input: input}}})
	s.must(err)
	if result.Refusal != nil {
		s.t.Fatalf("%s cannot %s: %+v", user, step, result.Refusal.Unmet)
	}
}

// begin opens a case about a student of its own, with something in every section.
func (s *School) begin(user, tag string, fields workflow.Input) *Case {
	s.t.Helper()
	c := &Case{tag: tag, State: Open}
	student := &workflow.Student{
		ID: workflow.StudentID("student-" + tag), School: school, Name: c.word("elev"), Class: "2STA", Classes: []workflow.ClassID{"2sta"}, BirthDate: calendar.On(2010, time.March, 4),
		Guardians: []workflow.Guardian{{ID: "guardian-" + tag, Name: c.word("foresatt"), Phone: "99 00 00 01"}},
	}
	s.must(s.engine.PutStudent(context.Background(), student))
	fields["reported_by"] = "student"
	result, err := s.engine.Open(context.Background(), workflow.OpenRequest{
		Actor: s.actor(user), School: school, Routine: "kjentmann", Scenario: "third_party_concern", Student: &workflow.StudentInput{ID: student.ID}, Input: fields,
	})
	s.must(err)
	if result.Refusal != nil {
		s.t.Fatalf("%s cannot open: %+v", user, result.Refusal.Unmet)
	}
	c.ID = result.ID
	s.take("karin", c, "add_note", workflow.Input{"text": c.word("samtale")})
	s.take("karin", c, "raise_contact_unsafe", workflow.Input{"guardians": []any{map[string]any{"id": "guardian-" + tag}}, "reason": c.word("fare")})
	s.take("karin", c, "recuse", workflow.Input{"person": s.who("sif"), "reason": "accused"})
	s.Cases = append(s.Cases, c)
	return c
}

// lead opens a case and brings everybody into their relation to it. None of them does
// anything in it but who is to have acted.
func (s *School) lead(tag string) *Case {
	s.t.Helper()
	c := s.begin("karin", tag, workflow.Input{"contact_safety": "unsafe", "contact_safety_reason": "Kanari fare " + tag, "concern": "Kanari samtale " + tag})
	s.take("karin", c, "add_participant", workflow.Input{"person": s.who("pia")})
	s.take("karin", c, "hand_over", workflow.Input{"person": s.who("ivar")})
	s.take("karin", c, "assign", workflow.Input{"person": s.who("finn")})
	s.take("karin", c, "assign", workflow.Input{"person": s.who("rolf")})
	s.take("karin", c, "appoint_deputy", workflow.Input{"person": s.who("dag"), "reason": "Ingen er igjen"})
	s.take("aud", c, "add_note", workflow.Input{"text": "Tok en telefon"})
	return c
}

// breakGlass breaks the glass of a case that rests, once to be reviewed by others than
// the people, and once for who is to have broken it.
func (s *School) breakGlass(c *Case) {
	s.t.Helper()
	for _, user := range []string{"bjarne", s.person("through_glass").User} {
		_, err := s.engine.BreakGlass(context.Background(), s.actor(user), c.ID, "Fylket har spurt om denne saken i dag.")
		s.must(err)
	}
	broken, err := s.engine.Broken(context.Background(), s.actor("bjarne"))
	s.must(err)
	for _, g := range broken {
		if g.Case == c.ID && g.Staff == s.ids["bjarne"] {
			c.Glass = g.Number
		}
	}
}
