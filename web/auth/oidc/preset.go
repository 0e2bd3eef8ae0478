package oidc

import (
	"fmt"

	"github.com/google/uuid"
)

// presets fill what the file leaves out.
var presets = map[string]func(*providerJSON) error{"": nil, "feide": feide, "entra": entra}

// feide is Sikt's login for schools. Sources: docs.feide.no, "OpenID Connect
// details", "Multi-factor authentication", "Groups API", read in 2026.
func feide(p *providerJSON) error {
	p.ID, p.Name = or(p.ID, "feide"), or(p.Name, "Feide")
	p.Issuer = or(p.Issuer, "https://auth.dataporten.no")
	fill(&p.Scopes, "openid", "userid-feide", "userinfo-name", "email", "groups-org", "groups-edu")
	fill(&p.UserClaims, "https://n.feide.no/claims/eduPersonPrincipalName", "https://n.feide.no/claims/userid_sec")
	if !p.FactorTrusted {
		fill(&p.ACR, "urn:mace:feide.no:auth:level:fad08:3")
	}
	if p.StaffClaim == "" {
		p.GroupsURL = or(p.GroupsURL, "https://groups-api.dataporten.no/groups/me/groups")
	}
	return nil
}

// entra is Microsoft's directory of one organisation. People are told apart by
// oid, which stays the same when the application is registered anew. Staff have
// an app role whose value is "staff", and two factors are an authentication
// context of Conditional Access, c1 unless said otherwise. Source:
// learn.microsoft.com, "ID token claims reference" and "Conditional Access
// authentication context", read in 2026.
func entra(p *providerJSON) error {
	if p.Issuer == "" {
		tenant, err := uuid.Parse(p.Tenant)
		if err != nil {
			return fmt.Errorf("tenant %q: want the id of the directory; a login open to every organisation cannot be told apart", p.Tenant)
		}
		p.Issuer = "https://login.microsoftonline.com/" + tenant.String() + "/v2.0"
	}
	p.ID, p.Name = or(p.ID, "entra"), or(p.Name, "Microsoft")
	fill(&p.Scopes, "openid", "profile", "email")
	fill(&p.UserClaims, "upn", "preferred_username")
	fill(&p.Hosts, "graph.microsoft.com") // for the user information
	p.SubjectClaim = or(p.SubjectClaim, "oid")
	if !p.FactorTrusted {
		p.FactorClaim = or(p.FactorClaim, "acrs")
		fill(&p.ACR, "c1")
	}
	if p.GroupsURL == "" {
		p.StaffClaim = or(p.StaffClaim, "roles")
		fill(&p.StaffValues, "staff")
	}
	return nil
}

func fill(list *[]string, standard ...string) {
	if len(*list) == 0 {
		*list = standard
	}
}
