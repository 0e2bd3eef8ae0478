package web

import (
	"slices"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// way is a link in the header of every page.
type way struct {
	Href string
	Name routine.Text
	Here bool
}

// ways are the pages that lead to others, each for who may see it.
var ways = []struct {
	href  string
	name  func() routine.Text
	pages []string // the templates that belong to it
	whom  func(workflow.Actor) bool
}{
	{"/", func() routine.Text { return words.Frame.Home }, []string{"home"}, anyone},
	{"/cases", func() routine.Text { return words.Frame.Cases }, []string{"cases", "case", "step", "looks", "late", "followup", "verdicts", "print", "whereabouts"}, mayList},
	{"/figures", func() routine.Text { return words.Figures.Title }, []string{"figures", "behind"}, mayCount},
	{"/sign", func() routine.Text { return words.Signing.Title }, []string{"sign", "signing"}, signs},

	{"/routines", func() routine.Text { return words.Routines.Title }, []string{"routines", "routine", "difference"}, anyone},
	{"/help", func() routine.Text { return words.Help.Way }, []string{"help", "helpedit"}, anyone},
	{"/setup", func() routine.Text { return words.Setup.Way }, []string{"setup", "people", "person", "roster", "days", "values"}, maySetUp},
}

func anyone(workflow.Actor) bool { return true }

// mayList leaves out who has no part in cases, and who sees only their own newest.
func mayList(a workflow.Actor) bool {
	return !a.Limited && slices.ContainsFunc(a.Roles, func(r workflow.SchoolRole) bool { return r.Role != "observer" && r.Role != "administrator" })
}

// mayCount leaves out who may not know what all cases come to.
func mayCount(a workflow.Actor) bool { return !a.Limited && a.MayKnowFigures("") == nil }

// signs leaves out who leads no school.
func signs(a workflow.Actor) bool { return !a.Limited && leads(a) }

func leads(a workflow.Actor) bool { return len(schoolsWhere(a, workflow.ReadLookedAt)) > 0 }

func mayOpen(a workflow.Actor) bool { return len(schoolsWhere(a, workflow.OpenCases)) > 0 }

// maySetUp is for the administrators of schools.
func maySetUp(a workflow.Actor) bool { return len(schoolsWhere(a, workflow.Administer)) > 0 }

// waysOf lists the ways for who is shown a page.
func waysOf(f frame) []way {
	var list []way
	for _, w := range ways {
		if w.whom(*f.Actor) {
			list = append(list, way{w.href, w.name(), slices.Contains(w.pages, f.Active)})
		}
	}
	return list
}

// schoolsWhere lists the schools at which somebody may do something.
func schoolsWhere(a workflow.Actor, action workflow.Action) []workflow.SchoolID {
	var list []workflow.SchoolID
	for _, r := range a.Roles {
		if a.MayAt(r.School, action) && !slices.Contains(list, r.School) {
			list = append(list, r.School)
		}
	}
	return list
}
