package oidc

import (
	"context"
	"encoding/json"
	"slices"
)

// works notes in id whether, and where, somebody works.
func (p *Provider) works(ctx context.Context, accessToken string, c claims, id *Identity) error {
	rule := p.config.Staff
	if rule.Claim != "" {
		id.Affiliations = c.texts(rule.Claim)
		id.Staff = overlap(id.Affiliations, rule.Values)
		return nil
	}
	var list []json.RawMessage
	if err := getJSON(ctx, p.client, rule.GroupsURL, accessToken, &list); err != nil {
		return p.refuse(ReasonGroups)
	}
	id.Staff, id.Affiliations, id.Schools = employment(list, rule.Owners)
	return nil
}

// texts are the texts of a JSON text or list of texts. What is neither is not there.
func texts(data json.RawMessage) []string {
	var one string
	if json.Unmarshal(data, &one) == nil && one != "" {
		return []string{one}
	}
	var all []json.RawMessage
	if json.Unmarshal(data, &all) != nil {
		return nil
	}
	var list []string
	for _, each := range all {
		var s string // anew each time: null leaves it as it is
		if json.Unmarshal(each, &s) == nil && s != "" {
			list = append(list, s)
		}
	}
	return list
}

// group is one of Feide's groups, as far as it is needed. Its members are read
// one by one, since the public examples do not agree on their types.
type group struct {
	id, kind string
	parent   json.RawMessage
	member   claims
}

func readGroup(data json.RawMessage) (g group, ok bool) {
	var fields claims
	if json.Unmarshal(data, &fields) != nil {
		return g, false
	}
	g = group{id: fields.text("id"), kind: fields.text("type"), parent: fields["parent"]}
	_ = json.Unmarshal(fields["membership"], &g.member) // none: no affiliation
	return g, g.id != ""
}

// employment reads Feide's list of groups. Staff are those whom the group of an
// owner calls employee or faculty. That group is an fc:org without a parent; a
// school is one with. What a teaching group says, and "basic", which is "member"
// for pupils too, count for nothing. Somebody whom any owner calls a student is
// staff only if that owner's primary affiliation says so.
func employment(list []json.RawMessage, owners []string) (staff bool, affiliations, schools []string) {
	pupil := false
	var at []string
	groups := make([]group, 0, len(list))
	for _, data := range list {
		if g, ok := readGroup(data); ok && g.kind == "fc:org" {
			groups = append(groups, g)
		}
	}
	for _, g := range groups {
		if g.hasParent() || len(owners) > 0 && !slices.Contains(owners, g.id) {
			continue
		}
		all, primary := g.member.texts("affiliation"), g.member.texts("primaryAffiliation")
		affiliations = append(affiliations, all...)
		affiliations = append(affiliations, primary...)
		switch {
		case overlap(primary, staffAffiliations):
			at = append(at, g.id)
		case slices.Contains(all, "student") || slices.Contains(primary, "student"):
			pupil = true
		case overlap(all, staffAffiliations):
			at = append(at, g.id)
		}
	}
	slices.Sort(affiliations)
	if pupil || len(at) == 0 {
		return false, slices.Compact(affiliations), nil
	}
	for _, g := range groups {
		if overlap(texts(g.parent), at) {
			schools = append(schools, g.id)
		}
	}
	return true, slices.Compact(affiliations), schools
}

var staffAffiliations = []string{"employee", "faculty"}

// hasParent reports whether anything at all is said to be above the group.
func (g group) hasParent() bool { return len(g.parent) > 0 && string(g.parent) != "null" }
