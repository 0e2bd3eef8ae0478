package oidc

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Config is one login provider.
type Config struct {
	ID     string // in addresses: lower-case letters, digits and hyphens
	Name   string // for people: "Log in with …"
	Issuer string // as in the ID tokens, to the letter

	ClientID     string
	ClientSecret string
	RedirectURL  string // where the provider sends the browser back to, as registered there
	LoggedOutURL string // the same after a logout there; "" for no logout there

	Scopes       []string // "openid" is added
	SubjectClaim string   // of the ID token; default "sub"
	UserClaims   []string // hold the user name that the roster knows; default "preferred_username"
	NameClaim    string   // default "name"

	// ACR are the values of which the provider must name one to say that a
	// second factor was shown. They are found in FactorClaim, default "acr".
	// With FactorTrusted there are none: the provider is known to ask for it always.
	ACR           []string
	FactorClaim   string
	FactorTrusted bool
	// OneFactor lets somebody in who has shown no second factor, as one who can
	// open a case and see nothing else. Otherwise they are refused.
	OneFactor bool

	Staff StaffRule

	Hosts []string // to be called beside the issuer's own

	// Now tells the time, in all that expires; nil means time.Now.
	Now func() time.Time
}

// StaffRule says who is a member of staff. One of GroupsURL and Claim is set.
type StaffRule struct {
	// GroupsURL is Feide's groups API: staff have the affiliation employee or
	// faculty in the group of a school owner.
	GroupsURL string
	Owners    []string // ids of the groups of the owners that count; none: all

	// Claim is of the ID token, and one of Values must be in it.
	Claim  string
	Values []string
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// withDefaults fills what was left out and tells everything that is wrong.
func (c Config) withDefaults() (Config, error) {
	c.SubjectClaim = or(c.SubjectClaim, "sub")
	c.NameClaim = or(c.NameClaim, "name")
	c.FactorClaim = or(c.FactorClaim, "acr")
	if len(c.UserClaims) == 0 {
		c.UserClaims = []string{"preferred_username"}
	}
	if !slices.Contains(c.Scopes, "openid") {
		c.Scopes = append([]string{"openid"}, c.Scopes...)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c, c.check()
}

func or(value, standard string) string {
	if value == "" {
		return standard
	}
	return value
}

func (c Config) check() error {
	var errs []error
	need := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	need(idForm.MatchString(c.ID), "id %q: want lower-case letters, digits and hyphens", c.ID)
	need(c.Name != "", "name is missing")
	need(c.ClientID != "", "client_id is missing")
	need(c.ClientSecret != "", "secret_file is missing or empty")
	need(safeURL(c.Issuer) && !strings.ContainsAny(c.Issuer, "?#"), "issuer %q: want an https address", c.Issuer)
	need(safeURL(c.RedirectURL), "redirect address %q: want an https address", c.RedirectURL)
	need(c.LoggedOutURL == "" || safeURL(c.LoggedOutURL), "address after logout %q: want an https address", c.LoggedOutURL)
	rule := c.Staff
	need((rule.GroupsURL == "") != (rule.Claim == ""), "staff: want groups_url or claim, one of them")
	need(rule.GroupsURL == "" || safeURL(rule.GroupsURL), "groups_url %q: want an https address", rule.GroupsURL)
	need(rule.Claim == "" || len(rule.Values) > 0 && !slices.Contains(rule.Values, ""), "staff: claim %q needs values", rule.Claim)
	need(rule.Claim == "" || len(rule.Owners) == 0, "staff: owners go with groups_url")
	need((len(c.ACR) > 0) != c.FactorTrusted, "acr: what does the provider call two factors? (or factor_trusted, one of them)")
	need(!c.OneFactor || len(c.ACR) > 0, "one_factor: acr must say what two are called")
	need(!slices.Contains(c.ACR, ""), "acr: has an empty value")
	return errors.Join(errs...)
}

// safeURL reports whether an address can be called without being overheard:
// https, or this machine itself.
func safeURL(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname())
}

func isLoopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
