package roster

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kjentvei/workflow/calendar"
)

// School is a school as the source has it.
type School struct {
	ID         string // the source's
	Name       string
	Identifier string // the organisation's number
	Row        int    // in orgs.csv; 0: of an earlier file
}

// People is who is at the schools on a day. Their ids are Kjentvei's.
type People struct {
	Students []Student // by id
	Staff    []Staff   // by id

	Classes int // basis groups that somebody is in
	// Unlinked counts those whom a student names as an agent, and who are
	// neither guardian, parent nor relative: they do not count as guardians.
	Unlinked int
}

// Student is a student of one school: the first of theirs that takes part.
type Student struct {
	ID        string
	School    string // the source's id
	Name      string
	Birth     calendar.Date // 0: the source does not say
	Classes   []Class       // by title
	Guardians []Guardian    // those whom the student's row names first
}

// Class is a basis group or contact teacher's group.
type Class struct{ ID, Title string }

// Guardian is a guardian of one student or several.
type Guardian struct {
	ID    string
	Name  string
	Phone string
	Staff string // the id of the member of staff with the same Feide name; "" for none
}

// Staff is somebody who works at a school.
type Staff struct {
	ID      string
	Name    string
	User    string   // Feide name, otherwise the source's user name; may be ""
	Schools []string // the source's ids, those that take part
	Contact []Contact
}

// Contact is a class of which somebody is the contact teacher.
type Contact struct {
	School string // the source's id
	Class  Class
	Until  calendar.Date // last day; 0: not said
}

// space makes ids ours.
var space = uuid.MustParse("6f1c8a0e-52a5-4c8c-9d3b-0d2f5f6b7a41")

// newID is the id of what the source calls so.
func newID(kind, source string) string {
	return uuid.NewHash(sha256.New(), space, []byte(kind+":"+source), 8).String()
}

// Schools lists the schools, by the source's id.
func (r *Roster) Schools() []School {
	var list []School
	for _, o := range r.orgs {
		if o.datum.kind == "school" {
			list = append(list, School{o.datum.id, o.datum.name, o.datum.identifier, o.row})
		}
	}
	return list
}

// assembly puts people together from rows.
type assembly struct {
	*Roster
	on       calendar.Date
	takes    func(school string) bool
	births   map[string]calendar.Date
	homes    map[string]*class
	inClass  map[string][]*class      // by student
	contact  map[string][]*enrollment // by staff
	backward map[string][]*user       // guardians that name a student, by student
	users    map[string]*user
	staff    map[string]string // ids of staff by Feide name
	seen     map[string]bool   // classes
	out      *People
}

// People puts together who is at the schools that take part, on a day. Whoever
// belongs to none of those is left out.
func (r *Roster) People(on calendar.Date, takes func(school string) bool) *People {
	a := &assembly{
		Roster: r, on: on, takes: takes, births: make(map[string]calendar.Date, len(r.births)), homes: map[string]*class{},
		inClass: map[string][]*class{}, contact: map[string][]*enrollment{}, backward: map[string][]*user{},
		users: make(map[string]*user, len(r.users)), staff: map[string]string{}, seen: map[string]bool{}, out: &People{},
	}
	a.index()
	for i := range r.users {
		switch u := &r.users[i].datum; {
		case u.role == "student":
			a.student(u)
		case u.works() && u.enabled:
			a.member(u)
		}
	}
	slices.SortFunc(a.out.Students, func(a, b Student) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(a.out.Staff, func(a, b Staff) int { return strings.Compare(a.ID, b.ID) })
	a.out.Classes = len(a.seen)
	return a.out
}

func (a *assembly) index() {
	for _, b := range a.Roster.births {
		a.births[b.datum.id] = b.datum.date
	}
	for i := range a.classes {
		if c := &a.classes[i].datum; c.homeroom {
			a.homes[c.id] = c
		}
	}
	for i := range a.Roster.users {
		u := &a.Roster.users[i].datum
		a.users[u.id] = u
		if u.works() && u.enabled && u.feide != "" {
			a.staff[u.feide] = newID("staff", u.id)
		}
		if u.guards() {
			for _, id := range ids(u.agents) {
				a.backward[id] = append(a.backward[id], u)
			}
		}
	}
	for i := range a.enrollments {
		e := &a.enrollments[i].datum
		c := a.homes[e.class]
		if c == nil || e.begin > a.on || e.end != 0 && e.end < a.on {
			continue
		}
		switch {
		case e.role == "student":
			a.inClass[e.user] = append(a.inClass[e.user], c)
		case e.role == "teacher" && e.primary:
			a.contact[e.user] = append(a.contact[e.user], e)
		}
	}
}

func (a *assembly) student(u *user) {
	orgs := ids(u.orgs)
	at := slices.IndexFunc(orgs, a.takes)
	if at < 0 {
		return
	}
	s := Student{ID: newID("student", u.id), School: orgs[at], Name: u.name(), Birth: a.births[u.id]}
	for _, c := range a.inClass[u.id] {
		if one := (Class{newID("class", c.id), c.title}); c.school == s.School && !slices.Contains(s.Classes, one) {
			s.Classes = append(s.Classes, one)
			a.seen[c.id] = true
		}
	}
	slices.SortFunc(s.Classes, func(a, b Class) int { return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID)) })
	for _, id := range ids(u.agents) {
		if agent := a.users[id]; agent != nil && agent.guards() {
			s.guardedBy(a.guardian(agent))
		} else if agent != nil {
			a.out.Unlinked++
		}
	}
	for _, agent := range a.backward[u.id] {
		s.guardedBy(a.guardian(agent))
	}
	a.out.Students = append(a.out.Students, s)
}

func (s *Student) guardedBy(g Guardian) {
	if !slices.Contains(s.Guardians, g) {
		s.Guardians = append(s.Guardians, g)
	}
}

func (a *assembly) guardian(u *user) Guardian {
	return Guardian{ID: newID("guardian", u.id), Name: u.name(), Phone: u.phone, Staff: a.staff[u.feide]}
}

func (a *assembly) member(u *user) {
	s := Staff{ID: newID("staff", u.id), Name: u.name(), User: cmp.Or(u.feide, u.username)}
	for _, id := range ids(u.orgs) {
		if a.takes(id) {
			s.Schools = append(s.Schools, id)
		}
	}
	for _, e := range a.contact[u.id] {
		c := a.homes[e.class]
		if one := (Contact{c.school, Class{newID("class", c.id), c.title}, e.end}); a.takes(c.school) && !slices.Contains(s.Contact, one) {
			s.Contact = append(s.Contact, one)
			a.seen[c.id] = true
		}
	}
	slices.SortFunc(s.Contact, func(a, b Contact) int {
		return cmp.Or(strings.Compare(a.Class.Title, b.Class.Title), strings.Compare(a.Class.ID, b.Class.ID), cmp.Compare(a.Until, b.Until))
	})
	if len(s.Schools) > 0 || len(s.Contact) > 0 {
		a.out.Staff = append(a.out.Staff, s)
	}
}
