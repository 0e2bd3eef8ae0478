package accesstest

import (
	"strings"

	"kjentvei/workflow"
)

// What opening a case just now makes of somebody, beside that it is fresh.
var opened = []string{"fresh", "responsible", "involved", "acted"}

// Each gives everybody each role of the table in turn, and calls fn for every row, as
// things stand while it is called. In the end every row of the table was one of them,
// but for a case that is fresh and rests: nothing is both.
func (s *School) Each(fn func(Row)) {
	s.t.Helper()
	for _, role := range s.table.roles {
		for _, p := range s.People {
			s.give(p, role)
		}
		for _, c := range s.Cases {
			for _, p := range s.People {
				if (c.opener == nil) == (p.Relation == "fresh") || c.opener != nil && c.opener != p {
					continue
				}
				fn(s.row(role, p, c))
				fn(s.limited(role, p, c))
			}
		}
	}
	for at := range s.table.rows {
		if !s.cells[at] && (at.relation != "fresh" || at.state != Resting) {
			s.t.Errorf("nobody here is %s, %s, %s", at.role, at.relation, at.state)
		}
	}
}

func (s *School) row(role string, p *Person, c *Case) Row {
	s.t.Helper()
	is := p.is
	if c.opener == p {
		is = opened
	}
	s.cells[cell{role, p.Relation, c.State}] = true
	return Row{Role: role, Person: p, Case: c, Access: s.table.of(s.t, role, c.State, is)}.wrote()
}

// limited is the same without a second factor: the table has a row for who opened the
// case just now, and says that the others see nothing.
func (s *School) limited(role string, p *Person, c *Case) Row {
	s.t.Helper()
	r := Row{Role: role, Person: p, Case: c, Limited: true}
	if others := s.table.others[role]; others != "0 see anything" {
		s.t.Errorf("%s, no second factor, other relations: %s", role, others)
	}
	if c.opener == p {
		r.Access = s.table.limited[role]
	}
	return r.wrote()
}

// wrote adds what somebody has written who knows whom the case is about.
func (r Row) wrote() Row {
	if r.Case.opener == r.Person && r.Sees&workflow.Identity != 0 {
		r.Wrote = workflow.Reporter
	}
	return r
}

// AtSchool is what somebody of a role may do at the school, whatever the case, by the
// names of the table.
func (s *School) AtSchool(role string, limited bool) []string {
	may := s.table.school[role][0]
	if limited {
		may = s.table.school[role][1]
	}
	if may == "" || may == "nothing" {
		return nil
	}
	return strings.Split(may, ", ")
}

// Roles are those of the table, and None.
func (s *School) Roles() []string { return s.table.roles }
