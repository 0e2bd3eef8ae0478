package roster

import (
	"slices"
	"strings"
)

// Roster is what the source has said so far, file upon file. The zero Roster has
// heard nothing.
type Roster struct {
	orgs        []at[org] // each sorted by id
	users       []at[user]
	classes     []at[class]
	enrollments []at[enrollment]
	births      []at[birth]
}

// Same reports whether two rosters say the same.
func (r *Roster) Same(other *Roster) bool {
	return same(r.orgs, other.orgs) && same(r.users, other.users) && same(r.classes, other.classes) &&
		same(r.enrollments, other.enrollments) && same(r.births, other.births)
}

func same[T datum](a, b []at[T]) bool {
	return slices.EqualFunc(a, b, func(a, b at[T]) bool { return a.datum == b.datum })
}

// Over is what the source has said with this file too, or every mistake that
// shows only then: somebody or something is referred to that nobody has told of.
// base is left as it is.
func (f *File) Over(base *Roster) (*Roster, Problems) {
	m := &merging{file: f, base: base, next: &Roster{}, covered: map[string]bool{}, schools: map[string]bool{}}
	m.merge()
	m.check()
	if len(m.list) > 0 {
		return nil, m.problems()
	}
	return m.next, nil
}

// merging is a file on its way over a roster.
type merging struct {
	notes
	file    *File
	base    *Roster
	next    *Roster
	covered map[string]bool // schools about which a bulk file says everything
	schools map[string]bool // all of them
	orgs    map[string]int  // places in next
	users   map[string]int
	classes map[string]int
}

func (m *merging) merge() {
	f, base, next := m.file, m.base, m.next
	next.orgs = overlay(base.orgs, &f.orgs, func(org) (org, bool) { return org{}, false }, true)
	m.orgs = places(next.orgs)
	for _, o := range next.orgs {
		if o.datum.kind == "school" {
			m.schools[o.datum.id] = true
			m.covered[o.datum.id] = f.orgs.mode != bulk || o.row > 0
		}
	}
	next.users = overlay(base.users, &f.users, m.elsewhere, false)
	m.users = places(next.users)
	next.classes = overlay(base.classes, &f.classes, func(c class) (class, bool) { return c, !m.covered[c.school] }, false)
	m.classes = places(next.classes)
	next.enrollments = overlay(base.enrollments, &f.enrollments, func(e enrollment) (enrollment, bool) { return e, !m.covered[e.school] }, false)
	next.enrollments = slices.DeleteFunc(next.enrollments, func(e at[enrollment]) bool {
		return e.row == 0 && !(has(m.users, e.datum.user) && has(m.classes, e.datum.class))
	})
	next.births = overlay(base.births, &f.births, func(b birth) (birth, bool) {
		place, ok := m.users[b.id]
		return b, ok && next.users[place].row == 0
	}, false)
	next.births = slices.DeleteFunc(next.births, func(b at[birth]) bool { return b.row == 0 && !has(m.users, b.datum.id) })
}

func has(of map[string]int, id string) bool { _, ok := of[id]; return ok }

func places[T datum](rows []at[T]) map[string]int {
	m := make(map[string]int, len(rows))
	for i := range rows {
		m[rows[i].datum.key()] = i
	}
	return m
}

// elsewhere is a user of an earlier file who is not in a bulk file: whoever
// belongs to a school that it is not about stays there.
func (m *merging) elsewhere(u user) (user, bool) {
	var left []string
	school := false
	for _, id := range ids(u.orgs) {
		if m.covered[id] {
			continue
		}
		left = append(left, id)
		school = school || m.schools[id]
	}
	u.orgs = strings.Join(left, ",")
	return u, school
}

// overlay puts a sheet over what was there. Where the sheet is all there is, keep
// says what stays of a row that is not in it; with all, every row does.
func overlay[T datum](base []at[T], s *sheet[T], keep func(T) (T, bool), all bool) []at[T] {
	merged := make([]at[T], 0, max(len(base), len(s.rows)))
	rows, gone := s.rows, s.gone
	for _, b := range base {
		id := b.datum.key()
		for len(rows) > 0 && rows[0].datum.key() < id {
			merged, rows = append(merged, rows[0]), rows[1:]
		}
		if len(rows) > 0 && rows[0].datum.key() == id {
			merged, rows = append(merged, rows[0]), rows[1:]
			continue
		}
		for len(gone) > 0 && gone[0].datum.key() < id {
			gone = gone[1:]
		}
		deleted := len(gone) > 0 && gone[0].datum.key() == id
		kept, stays := b.datum, true
		if s.mode == bulk && !all {
			kept, stays = keep(b.datum)
		}
		if stays && !deleted {
			merged = append(merged, at[T]{kept, 0})
		}
	}
	return append(merged, rows...)
}

// check notes what the file's rows refer to and nobody has told of.
func (m *merging) check() {
	for i := range m.next.users {
		if u := &m.next.users[i]; u.row > 0 {
			m.checkUser(&u.datum, u.row)
		}
	}
	for _, c := range m.next.classes {
		if c.row > 0 && !m.schools[c.datum.school] {
			m.add(fileClasses, c.row, column(fileClasses, "schoolSourcedId"), "school_unknown", c.datum.school)
		}
	}
	for i := range m.next.enrollments {
		if e := &m.next.enrollments[i]; e.row > 0 {
			m.checkEnrollment(&e.datum, e.row)
		}
	}
	for _, b := range m.next.births {
		if b.row > 0 && !has(m.users, b.datum.id) {
			m.add(fileBirths, b.row, column(fileBirths, "sourcedId"), "user_unknown", b.datum.id)
		}
	}
}

// column is where a column stands in the standard's order.
func column(file, name string) int { return slices.Index(headers[file], name) + 1 }

func (m *merging) checkUser(u *user, row int) {
	school := false
	for _, id := range ids(u.orgs) {
		if !has(m.orgs, id) {
			m.add(fileUsers, row, column(fileUsers, "orgSourcedIds"), "org_unknown", id)
			return
		}
		school = school || m.schools[id]
	}
	if u.role == "student" && !school {
		m.add(fileUsers, row, column(fileUsers, "orgSourcedIds"), "no_school")
	}
	for _, id := range ids(u.agents) {
		if !has(m.users, id) {
			m.add(fileUsers, row, column(fileUsers, "agentSourcedIds"), "agent_unknown", id)
		}
	}
	if m.another(u) {
		m.add(fileUsers, row, column(fileUsers, "sourcedId"), "other_person", u.id)
	}
}

// another reports whether an id was somebody else's in an earlier file, about
// other schools: two systems that both count from 1 would mix people up.
func (m *merging) another(u *user) bool {
	at, found := find(m.base.users, u.id)
	if !found {
		return false
	}
	before := &m.base.users[at].datum
	for _, id := range ids(before.orgs) {
		if m.covered[id] {
			return false
		}
	}
	if before.role != u.role {
		return true
	}
	words := strings.Fields(strings.ToLower(before.name()))
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(u.name())), func(word string) bool { return slices.Contains(words, word) })
}

func find[T datum](rows []at[T], id string) (int, bool) {
	return slices.BinarySearchFunc(rows, id, func(r at[T], id string) int { return strings.Compare(r.datum.key(), id) })
}

func (m *merging) checkEnrollment(e *enrollment, row int) {
	if !has(m.classes, e.class) {
		m.add(fileEnrollments, row, column(fileEnrollments, "classSourcedId"), "class_unknown", e.class)
	}
	if !m.schools[e.school] {
		m.add(fileEnrollments, row, column(fileEnrollments, "schoolSourcedId"), "school_unknown", e.school)
	}
	place, ok := m.users[e.user]
	if !ok {
		m.add(fileEnrollments, row, column(fileEnrollments, "userSourcedId"), "user_unknown", e.user)
		return
	}
	if u := &m.next.users[place].datum; u.role != "" && e.role != "" && (u.role == "student") != (e.role == "student") {
		m.add(fileEnrollments, row, column(fileEnrollments, "role"), "enrolled_as", e.role, u.role)
	}
}
