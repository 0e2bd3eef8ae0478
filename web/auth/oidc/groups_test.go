package oidc_test

import (
	encodingjson "encoding/json"
	"errors"
	"testing"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"

	"github.com/google/go-cmp/cmp"
)

// raw is JSON as it is.
func raw(text string) encodingjson.RawMessage { return encodingjson.RawMessage(text) }

func member(affiliations map[string]any) map[string]any {
	return oidctest.With(oidctest.Owner("employee"), map[string]any{"membership": affiliations})
}

func teaching(affiliation any) map[string]any {
	return map[string]any{
		"id": "fc:gogroup:fjord.example:u:NO987654321:NOR01-05:2026-08-01:2027-06-30", "type": "fc:gogroup", "go_type": "u",
		"parent": "fc:org:fjord.example:unit:NO987654321", "membership": map[string]any{"basic": "member", "affiliation": affiliation},
	}
}

// Who works for a school owner, in every shape in which Feide is known to say it,
// and some more.
func TestGroups(t *testing.T) {
	type m = map[string]any
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	c := config(op)
	c.Staff.Owners = []string{"fc:org:fjord.example"}
	ours := newProvider(t, c)
	elsewhere := func(g map[string]any) map[string]any { return oidctest.With(g, m{"id": "fc:org:dal.example"}) }
	for _, tt := range []struct {
		what   string
		groups any
		staff  bool
		ours   bool // only the owner Fjord counts
	}{
		{"a list", []any{member(m{"affiliation": []string{"employee"}})}, true, true},
		{"a text", []any{member(m{"affiliation": "employee"})}, true, true},
		{"a teacher's text", []any{member(m{"affiliation": "faculty"})}, true, true},
		{"primary alone", []any{member(m{"primaryAffiliation": "employee"})}, true, true},
		{"primary as a list", []any{member(m{"primaryAffiliation": []string{"faculty"}})}, true, true},
		{"name as an object", []any{oidctest.With(oidctest.Owner("employee"), m{"displayName": m{"nb": "Fjord"}})}, true, true},
		{"name missing", []any{oidctest.With(oidctest.Owner("employee"), m{"displayName": nil})}, true, true},
		{"beside broken groups", []any{7, nil, "x", []any{}, m{}, m{"type": "fc:org"}, m{"id": 7, "type": "fc:org"}, oidctest.Owner("employee")}, true, true},
		{"with odd values in the list", []any{member(m{"affiliation": []any{nil, 7, m{}, "employee"}})}, true, true},
		{"parent is null", []any{oidctest.With(member(m{"affiliation": "employee"}), m{"parent": raw("null")})}, true, true},
		{"works here and goes to evening school", []any{member(m{"affiliation": []string{"employee", "student"}, "primaryAffiliation": "employee"})}, true, true},

		{"a pupil", []any{oidctest.Owner("student"), oidctest.School()}, false, false},
		{"a pupil who teaches", []any{member(m{"affiliation": []string{"student", "employee"}, "primaryAffiliation": "student"})}, false, false},
		{"a pupil who teaches, no primary", []any{member(m{"affiliation": []string{"student", "faculty"}})}, false, false},
		{"employee only in a teaching group", []any{member(m{"affiliation": "member"}), oidctest.School(), teaching("employee")}, false, false},
		{"a pupil, employee in a teaching group", []any{oidctest.Owner("student"), teaching([]string{"employee", "faculty"})}, false, false},
		{"employee only of a school", []any{oidctest.With(oidctest.School(), m{"membership": m{"affiliation": "employee"}})}, false, false},
		{"only basic", []any{member(m{"basic": "member"})}, false, false},
		{"basic says employee", []any{member(m{"basic": "employee"})}, false, false},
		{"affiliate", []any{member(m{"affiliation": []string{"affiliate", "member"}})}, false, false},
		{"nothing", []any{}, false, false},
		{"no membership", []any{oidctest.With(oidctest.Owner("employee"), m{"membership": nil})}, false, false},
		{"membership is a list", []any{oidctest.With(oidctest.Owner("employee"), m{"membership": []any{m{"affiliation": "employee"}}})}, false, false},
		{"affiliation is an object", []any{member(m{"affiliation": m{"employee": true}})}, false, false},
		{"affiliation is true", []any{member(m{"affiliation": true})}, false, false},
		{"affiliation in capitals", []any{member(m{"affiliation": "EMPLOYEE"})}, false, false},
		{"no type", []any{oidctest.With(oidctest.Owner("employee"), m{"type": nil})}, false, false},
		{"another type", []any{oidctest.With(oidctest.Owner("employee"), m{"type": "voot:ad-hoc"})}, false, false},
		{"parent is odd", []any{oidctest.With(oidctest.Owner("employee"), m{"parent": 7})}, false, false},

		{"another county's", []any{elsewhere(oidctest.Owner("employee"))}, true, false},
		{"a pupil here, employed elsewhere", []any{oidctest.Owner("student"), elsewhere(oidctest.Owner("employee"))}, false, false},
		{"employed here, a pupil elsewhere", []any{oidctest.Owner("employee"), elsewhere(oidctest.Owner("student"))}, false, true},
	} {
		t.Run(tt.what, func(t *testing.T) {
			person := oidctest.Teacher()
			person.Groups = tt.groups
			op.LogIn(person)
			for _, ask := range []struct {
				p     *oidc.Provider
				staff bool
			}{{p, tt.staff}, {ours, tt.ours}} {
				id, err := login(t, ask.p, op)
				if ask.staff && (err != nil || !id.Staff) {
					t.Errorf("%+v %v", id, err)
				}
				if _, ok := errors.AsType[*oidc.NotStaffError](err); !ask.staff && (!ok || id != nil) {
					t.Errorf("let in: %+v %v", id, err)
				}
			}
			honest(t, p, op)
		})
	}
}

// The list itself is none: nobody is let in, and nobody is called a student.
func TestGroupsAreNoList(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	for _, groups := range []any{map[string]any{"groups": []any{oidctest.Owner("employee")}}, "employee", 7, true} {
		person := oidctest.Teacher()
		person.Groups = groups
		op.LogIn(person)
		id, err := login(t, p, op)
		refused(t, id, err, oidc.ReasonGroups)
	}
}

// Only schools of the owner they work for are theirs.
func TestSchools(t *testing.T) {
	op := oidctest.New(t)
	person := oidctest.Teacher()
	person.Groups = []any{
		oidctest.Owner("employee"), oidctest.School(), teaching("employee"),
		oidctest.With(oidctest.School(), map[string]any{"id": "fc:org:fjord.example:unit:NO111111111"}),
		oidctest.With(oidctest.School(), map[string]any{"id": "fc:org:dal.example:unit:NO222222222", "parent": "fc:org:dal.example"}),
	}
	op.LogIn(person)
	id, err := login(t, newProvider(t, config(op)), op)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"fc:org:fjord.example:unit:NO987654321", "fc:org:fjord.example:unit:NO111111111"}, id.Schools); diff != "" {
		t.Error(diff)
	}
}

// The national number, which Feide may list among the user names, and the name
// and e-mail, which anybody may have, are no user names.
func TestUserNames(t *testing.T) {
	op := oidctest.New(t)
	p := newProvider(t, config(op))
	const eppn, list = "https://n.feide.no/claims/eduPersonPrincipalName", "https://n.feide.no/claims/userid_sec"
	for _, tt := range []struct {
		eppn, list any
		want       []string
	}{
		{"A@b.no", nil, []string{"a@b.no"}},
		{nil, []string{"feide:C@b.no", "nin:01010012345", "mobile:+4790000000"}, []string{"c@b.no"}},
		{"a@b.no", "feide:a@b.no", []string{"a@b.no"}},
		{[]string{"a@b.no", ""}, 7, []string{"a@b.no"}},
		{nil, nil, nil},
		{map[string]any{"a": "b"}, []any{nil, "feide:"}, nil},
	} {
		op.Lie(oidctest.Lies{UserInfo: func(c map[string]any) { c[eppn], c[list] = tt.eppn, tt.list }})
		id, err := login(t, p, op)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, id.UserNames); diff != "" {
			t.Errorf("%v %v: %s", tt.eppn, tt.list, diff)
		}
	}
}
