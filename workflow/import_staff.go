package workflow

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
)

// engaged is a member of staff as the roster has them; want is nil for one whom
// it no longer has.
type engaged struct {
	id      ActorID
	want    *roster.Staff
	contact []ContactClass
	user    string // free for them to have; "" for none
}

// planStaff compares the staff of the roster with those known. Somebody who has
// an account already is the one in the roster when that account has the same
// Feide name; never by name alone.
func (p *importing) planStaff(tx Tx, staff []roster.Staff, codes map[string]SchoolID) error {
	all, err := tx.AllStaff()
	if err != nil {
		return err
	}
	byID, byRoster, byUser := map[ActorID]*Staff{}, map[string]*Staff{}, map[string]*Staff{}
	for _, s := range all {
		byID[s.ID] = s
		if s.Roster != "" {
			byRoster[s.Roster] = s
		}
		if s.User != "" {
			byUser[s.User] = s
		}
	}
	given := map[string]bool{} // user names that somebody of the roster has
	for i := range staff {
		want := &staff[i]
		owner := byUser[want.User]
		known := cmp.Or(byRoster[want.ID], byID[ActorID(want.ID)], owner.is(want))
		one := engaged{id: ActorID(want.ID), want: want, contact: contactOf(want, codes), user: want.User}
		if known != nil {
			one.id = known.ID
		}
		if given[want.User] || owner != nil && owner != known {
			one.user = ""
			p.plan.NoUser++
		}
		given[want.User] = want.User != ""
		p.actors[want.ID] = one.id
		if len(one.contact) > 0 {
			p.plan.Contact++
		}
		p.countStaff(one, known)
		delete(byRoster, want.ID)
	}
	p.planDeparting(byRoster)
	return nil
}

// is gives the owner of an account when that is who the roster means: nil where
// the user name is no Feide name, or is that of somebody else in the roster.
func (s *Staff) is(want *roster.Staff) *Staff {
	if s == nil || s.Roster != "" || !strings.Contains(want.User, "@") {
		return nil
	}
	return s
}

func (p *importing) countStaff(one engaged, known *Staff) {
	counts := &p.plan.Staff
	switch {
	case known == nil:
		counts.Added++
	case known.like(one.onto(known)):
		counts.Same++
		return
	case known.Left:
		counts.Returned++
	default:
		counts.Changed++
	}
	p.staff = append(p.staff, one)
}

// planDeparting plans for those whom the roster no longer has.
func (p *importing) planDeparting(byRoster map[string]*Staff) {
	var gone []*Staff
	for _, s := range byRoster {
		gone = append(gone, s)
	}
	slices.SortFunc(gone, func(a, b *Staff) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, s := range gone {
		one := engaged{id: s.ID}
		if s.like(one.onto(s)) {
			continue
		}
		p.plan.Staff.Left++
		p.staff = append(p.staff, one)
	}
}

func contactOf(want *roster.Staff, codes map[string]SchoolID) []ContactClass {
	var list []ContactClass
	for _, c := range want.Contact {
		list = append(list, ContactClass{codes[c.School], ClassID(c.Class.ID), c.Class.Title, c.Until})
	}
	return list
}

// like reports whether staff are known as they are in the roster.
func (s *Staff) like(other *Staff) bool {
	return s.User == other.User && s.Name == other.Name && s.Disabled == other.Disabled && s.Left == other.Left &&
		s.Roster == other.Roster && slices.Equal(s.Roles, other.Roles) && slices.Equal(s.Contact, other.Contact)
}

// onto is somebody as the roster has them. It makes contact teachers, and unmakes
// those that it made; every other role, and being shut out, is decided within
// Kjentvei. Who has left is shut out until they are back.
func (one *engaged) onto(known *Staff) *Staff {
	s := &Staff{ID: one.id}
	if known != nil {
		*s = *known
	}
	s.Roles = slices.Clone(s.Roles)
	before := s.Contact
	s.Contact = one.contact
	for _, c := range before {
		if !contactAt(s.Contact, c.School) {
			s.Roles = withoutRole(s.Roles, c.School, contactTeacher)
		}
	}
	for _, c := range s.Contact {
		if !slices.Contains(s.Roles, SchoolRole{School: c.School, Role: contactTeacher}) {
			s.Roles = withRole(s.Roles, c.School, contactTeacher)
		}
	}
	if one.want == nil {
		s.Left = s.Left || !s.Disabled
		s.Disabled = true
		return s
	}
	if s.Left {
		s.Left, s.Disabled = false, false
	}
	s.Name, s.Roster = cmp.Or(one.want.Name, s.Name), one.want.ID
	if one.user != "" && (s.User == "" || s.Password == "") {
		s.User = one.user
	}
	return s
}

const contactTeacher = "contact_teacher"

func contactAt(list []ContactClass, school SchoolID) bool {
	return slices.ContainsFunc(list, func(c ContactClass) bool { return c.School == school })
}

func (p *importing) putStaff(tx Tx, one *engaged) error {
	known, err := tx.Staff(one.id)
	if errors.Is(err, ErrNotFound) {
		known, err = nil, nil
	}
	if err != nil {
		return err
	}
	return tx.PutStaff(one.onto(known))
}

// ContactTeacherOf reports whether somebody is the contact teacher of a student on
// a day: of one of the classes that the roster has the student in, at the
// student's school. It says nothing of what they may see.
func (s *Staff) ContactTeacherOf(student *Student, on calendar.Date) bool {
	return !s.Disabled && slices.ContainsFunc(s.Contact, func(c ContactClass) bool {
		return c.School == student.School && (c.Until == 0 || on <= c.Until) && slices.Contains(student.Classes, c.Class)
	})
}
