package workflow

import (
	"slices"

	"kjentvei/workflow/calendar"
)

// Actor is who acts: a member of staff as the edge has recognised them.
type Actor struct {
	ID    ActorID
	Name  string
	Roles []SchoolRole

	// Limited is somebody who has shown no second factor. They can open a case and
	// follow what to do at once in it, and see nothing else.
	Limited bool

	// Scope is what the token is for by which they act; Everything without one.
	Scope Scope
}

// At returns the actor's roles at a school.
func (a Actor) At(school SchoolID) []string { return rolesAt(a.Roles, school) }

// At returns the roles of a member of staff at a school.
func (s *Staff) At(school SchoolID) []string { return rolesAt(s.Roles, school) }

// actor is somebody as an actor, with the roles that they have on a day.
func (s *Staff) actor(day calendar.Date) Actor {
	return Actor{ID: s.ID, Name: s.Name, Roles: current(s.Roles, day)}
}

// on is somebody with the roles that they have on a day.
func (s *Staff) on(day calendar.Date) *Staff {
	if !slices.ContainsFunc(s.Roles, func(r SchoolRole) bool { return r.Until != 0 }) {
		return s
	}
	then := *s
	then.Roles = current(s.Roles, day)
	return &then
}

func rolesAt(all []SchoolRole, school SchoolID) []string {
	var roles []string
	for _, r := range all {
		if r.School == school {
			roles = append(roles, r.Role)
		}
	}
	return roles
}

// onlookers never act in a case: they audit, observe or set up.
var onlookers = []string{"auditor", "observer", "administrator"}

// acts reports whether any of the roles takes part in cases.
func acts(roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return !slices.Contains(onlookers, role) })
}

// leads reports whether any of the roles is one of the school's leadership:
// department head or principal.
func leads(roles []string) bool {
	return slices.Contains(roles, "department_head") || slices.Contains(roles, "principal")
}

// leadership reports whether somebody can act as leadership in the case:
// department head, principal or appointed deputy, not recused, and never
// responsible for it (domain.md, "Leadership").
func (c *Case) leadership(id ActorID, roles []string) bool {
	return (leads(roles) || slices.Contains(c.deputies, id)) &&
		!slices.Contains(c.Recused, id) && !slices.Contains(c.everResponsible, id)
}

// hasShutOutLeader reports whether somebody has recused another who was of the
// leadership.
func (c *Case) hasShutOutLeader(id ActorID) bool {
	return slices.ContainsFunc(c.events, func(e Event) bool {
		return e.Outcome == Done && e.Step == "recuse" && e.Actor == id && slices.ContainsFunc(e.Payload.Fields["person"].People, func(p Person) bool {
			return p.ID != string(id) && leads(p.Roles)
		})
	})
}

// may returns why the actor may not take a step that these may take, or nil.
func (c *Case) may(a Actor, who []string) *Unmet { return c.mayAs(a.ID, a.At(c.School), who) }

// mayAs is the same for somebody with these roles at the case's school.
func (c *Case) mayAs(id ActorID, roles, who []string) *Unmet {
	fourEyes := false
	for _, group := range who {
		switch group {
		case "anyone", "staff":
			if acts(roles) {
				return nil
			}
		case "responsible":
			if c.Responsible == id {
				return nil
			}
		case "participant":
			if slices.Contains(c.Involved, id) {
				return nil
			}
		case "opener":
			if c.opener == id {
				return nil
			}
		case "leader":
			if leads(roles) || slices.Contains(c.deputies, id) {
				return nil
			}
		case "leadership":
			if c.leadership(id, roles) {
				return nil
			}
			fourEyes = fourEyes || leads(roles)
		default:
			if slices.Contains(roles, group) {
				return nil
			}
		}
	}
	if fourEyes {
		return &notFourEyes
	}
	if relational(who) {
		return &notRelated
	}
	return &notInRole
}

// Why an actor may not take a step. They are shared, and not to be changed.
var (
	notFourEyes = Unmet{Code: "relation", Requirement: "P8", Message: "four_eyes"}
	notRelated  = Unmet{Code: "relation", Message: "not_for_you", Args: map[string]string{"who": "roles"}}
	notInRole   = Unmet{Code: "role", Message: "not_for_you", Args: map[string]string{"who": "roles"}}
)

// relational reports whether only a relation to the case, no role, opens a step.
func relational(who []string) bool {
	return !slices.ContainsFunc(who, func(group string) bool {
		return group != "responsible" && group != "participant" && group != "opener"
	})
}

// person describes a member of staff as named in a field, then and there.
func (c *Case) person(s *Staff) Person {
	roles := s.At(c.School)
	return Person{ID: string(s.ID), Kind: "staff", Roles: roles, Leadership: c.leadership(s.ID, roles)}
}

// is reports whether a person counts as one of a kind, a role or a group.
// A name typed by hand counts only as the guardian or the outsider that it
// says: the school's own people are known to the program.
func (p Person) is(kind string) bool {
	switch kind {
	case "staff", "anyone":
		return p.Kind == "staff" && acts(p.Roles)
	case "guardian", "student", "other":
		return p.Kind == kind
	case "leader":
		return p.Kind == "staff" && leads(p.Roles)
	case "leadership":
		return p.Leadership
	}
	return p.Kind == "staff" && slices.Contains(p.Roles, kind)
}
