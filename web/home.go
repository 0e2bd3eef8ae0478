package web

import "kjentvei/workflow"

// homePage is where somebody begins.
type homePage struct {
	Name    string
	Roles   []workflow.SchoolRole
	Limited bool
}

func (s *server) showHome(v *visit) (any, error) {
	return homePage{Name: v.Actor.Name, Roles: v.Actor.Roles, Limited: v.Actor.Limited}, nil
}
