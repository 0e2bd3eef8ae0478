package apitest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Staff are the demo's users who may act in cases; leadership first.
var Staff = []string{
	"department_head", "department_head_2", "principal", "kjentmann", "social_counsellor", "contact_teacher", "contact_teacher_2", "student_services",
}

// Driver drives one case.
type Driver struct {
	testing.TB
	Server Server
	Form
	Case   string         // its id
	Opener string         // who opened it, and is asked first of those without a wide view
	Done   map[string]int // how often each step was taken; may be shared by drivers
	Late   bool           // now and then something is recorded only later
	Story  []string       // what was tried, for whoever reads a failure

	// Saw is told of each look at the case, and Tried of each attempt to take one
	// step or two. Both may be nil.
	Saw   func(user string, a *Answer)
	Tried func(*Attempt)

	views map[string]*Answer // the case as each user sees it; nil: not at all
	tries map[string]int     // what was tried to get on, and how often
}

// Attempt is one request to take steps.
type Attempt struct {
	User     string
	Steps    []Object // as the case offered them
	Revision int      // of the case before it
	Late     bool     // it says when it occurred
	Answer   *Answer
}

// NewDriver makes a driver for a case that is still to be opened.
func NewDriver(t testing.TB, s Server, roll *rand.Rand) *Driver {
	return &Driver{TB: t, Server: s, Form: Form{Roll: roll, Now: s.Now}, Done: map[string]int{}, tries: map[string]int{}}
}

// Open opens a case of a scenario as GET /routines/{id} describes it; a student
// and other members come in body. It gives the answer of 201.
func (d *Driver) Open(opener string, scenario, body Object) *Answer {
	d.Helper()
	request := maps.Clone(body)
	fields, _ := request["fields"].(Object)
	request["scenario"], request["fields"] = scenario["id"], d.Fill("open", Objects(scenario["fields"]), fields)
	a := d.Server.Post(opener, "/cases", request)
	d.Say("%s opens %v → %d", opener, request, a.Status)
	if a.Status != http.StatusCreated {
		d.Fatalf("open: %s %s", d.Story[len(d.Story)-1], a.Raw)
	}
	d.Opener, d.Case = opener, Text(a.Body["id"])
	if a.Revision() != 1 {
		d.Wrong("opened at revision %d", a.Revision())
	}
	return a
}

// Say adds to the story.
func (d *Driver) Say(format string, args ...any) {
	d.Story = append(d.Story, fmt.Sprintf(format, args...))
}

// Wrong fails the test, and tells how it came to that; the story only once.
func (d *Driver) Wrong(format string, args ...any) {
	d.Helper()
	d.Errorf("case %s: %s\n\t%s", d.Case, fmt.Sprintf(format, args...), strings.Join(d.Story[max(0, len(d.Story)-60):], "\n\t"))
	d.Story = d.Story[max(0, len(d.Story)-1):]
}

// See is the case as somebody sees it; nil for who does not.
func (d *Driver) See(user string) *Answer {
	d.Helper()
	if a, ok := d.views[user]; ok {
		return a
	}
	a := d.Server.Get(user, "/cases/"+d.Case)
	switch a.Status {
	case http.StatusNotFound:
		a = nil
	case http.StatusOK:
		if d.Saw != nil {
			d.Saw(user, a)
		}
	default:
		d.Fatalf("the case is %d to %s: %s", a.Status, user, a.Raw)
	}
	if d.views == nil {
		d.views = map[string]*Answer{}
	}
	d.views[user] = a
	return a
}

// Forget makes everybody look again: time has passed, or others have acted.
func (d *Driver) Forget() { d.views = nil }

// Hands lists some who see the case; all of them when it does not get on.
func (d *Driver) Hands() []string {
	d.Helper()
	var list []string
	for _, user := range Staff {
		if d.tries["onward"]%40 < 20 && len(list) > 2 && user != d.Opener {
			continue
		}
		if d.See(user) != nil {
			list = append(list, user)
		}
	}
	if len(list) == 0 {
		d.Fatalf("nobody sees the case:\n%s", strings.Join(d.Story, "\n"))
	}
	return list
}

// Closed reports whether the case is.
func (d *Driver) Closed() bool { return d.See(d.Hands()[0]).Body["closed"] == true }

// lately is a time at which something recorded only now may have occurred.
func (d *Driver) lately() string {
	return d.Now().Add(-time.Duration(d.Roll.IntN(36*60)) * time.Minute).Format(time.RFC3339)
}

// Take has somebody take a step, and demands what is so of every step whatever
// it is. A breach carries the fields of the step that it is of.
func (d *Driver) Take(user string, step, given Object) *Answer {
	d.Helper()
	id := Text(step["id"])
	body := Object{"fields": d.Fill(id, Objects(step["fields"]), given)}
	if of := d.Step(user, Text(body["fields"].(Object)["of"])); id == "record_breach" && of != nil {
		body["fields"] = d.Fill(Text(of["id"]), Objects(of["fields"]), body["fields"].(Object))
	}
	try := &Attempt{User: user, Steps: []Object{step}, Revision: d.See(user).Revision()}
	if d.Late && d.Roll.IntN(8) == 0 {
		body["occurred_at"], try.Late = d.lately(), true
	}
	d.post(try, "/steps/"+id, body)
	d.Say("%s: %s %v → %d %v %v", user, id, body, try.Answer.Status, try.Answer.Body["blocked_by"], try.Answer.Body["errors"])
	d.one(try)
	if d.Tried != nil {
		d.Tried(try)
	}
	return try.Answer
}

// Both has somebody record two things at once, late: all or none.
func (d *Driver) Both(user string, one, two Object) *Answer {
	d.Helper()
	try := &Attempt{User: user, Steps: []Object{one, two}, Revision: d.See(user).Revision(), Late: true}
	var entries []Object
	for _, step := range try.Steps {
		entries = append(entries, Object{"step": step["id"], "occurred_at": d.lately(), "fields": d.Fill(Text(step["id"]), Objects(step["fields"]), nil)})
	}
	d.post(try, "/steps", Object{"steps": entries})
	d.Say("%s: %v → %d %v %v", user, entries, try.Answer.Status, try.Answer.Body["blocked_by"], try.Answer.Body["errors"])
	if a := try.Answer; a.Status == http.StatusOK && a.Revision() != try.Revision+2 {
		d.Wrong("revision %d after %d and two steps", a.Revision(), try.Revision)
	}
	if d.Tried != nil {
		d.Tried(try)
	}
	return try.Answer
}

func (d *Driver) post(try *Attempt, path string, body Object) {
	d.Helper()
	try.Answer = d.Server.Post(try.User, "/cases/"+d.Case+path, body, "If-Match", fmt.Sprintf("%q", fmt.Sprint(try.Revision)))
	d.Forget()
	switch try.Answer.Status {
	case http.StatusOK, http.StatusConflict, http.StatusForbidden, http.StatusUnprocessableEntity:
	default:
		d.Fatalf("%s\n%v\n%s", strings.Join(d.Story, "\n"), body, try.Answer.Raw)
	}
}

// one demands what is so of every answer to an attempt to take one step.
func (d *Driver) one(try *Attempt) {
	d.Helper()
	a, step := try.Answer, try.Steps[0]
	id, allowed := Text(step["id"]), step["allowed"] == true
	switch a.Status {
	case http.StatusOK:
		d.Done[id]++
		if !allowed && !try.Late { // what occurred earlier is judged by what was so then
			d.Wrong("%s is not allowed, and can be taken", id)
		}
		if a.Revision() != try.Revision+1 {
			d.Wrong("revision %d after %d", a.Revision(), try.Revision)
		}
	case http.StatusUnprocessableEntity:
		// Only what the form could not know may be wrong: fields of the step that
		// a breach or correction is about, or a time before the case.
		if !try.Late && allowed && id != "record_breach" && id != "correct" {
			d.Wrong("filled in as it asks, and %s", a.Raw)
		}
	default:
		if len(a.List("blocked_by")) == 0 {
			d.Wrong("refused for no reason: %s", a.Raw)
		}
		if a.Status == http.StatusForbidden && allowed {
			d.Wrong("%s is allowed, and forbidden: %s", id, a.Raw)
		}
	}
}

// Step is one that somebody is shown; nil when they are not.
func (d *Driver) Step(user, id string) Object {
	if a := d.See(user); a != nil {
		for _, step := range a.List("steps") {
			if step["id"] == id {
				return step
			}
		}
	}
	return nil
}

// Named chooses the step of that name.
func Named(id string) func(Object) bool {
	return func(step Object) bool { return step["id"] == id }
}

// By has the first who may take such a step take it; nil when nobody may.
func (d *Driver) By(such func(Object) bool, given Object) *Answer {
	d.Helper()
	for _, user := range d.Hands() {
		var found []Object
		for _, step := range d.See(user).List("steps") {
			if step["allowed"] == true && such(step) && !d.World.never(Text(step["id"])) {
				found = append(found, step)
			}
		}
		if len(found) > 0 {
			return d.Take(user, found[d.Roll.IntN(len(found))], given)
		}
	}
	return nil
}
