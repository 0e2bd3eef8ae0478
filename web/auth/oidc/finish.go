package oidc

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// clockSkew is how far the provider's clock may be from ours, finishTime what the
// provider's answers may take together.
const (
	clockSkew  = 2 * time.Minute
	finishTime = 25 * time.Second
)

// Identity is whom a provider has recognised. Issuer and Subject together say
// who it is; the rest is what the provider calls them today.
type Identity struct {
	Issuer    string
	Subject   string
	UserNames []string // in lower case
	Name      string
	Email     string // may be wrong: nothing is decided by it
	ACR       string // what the provider says of how they logged in
	AuthTime  time.Time

	TwoFactors   bool // false only where the configuration lets one be enough
	Staff        bool // always true: others are a NotStaffError
	Affiliations []string
	Schools      []string // ids of the provider's groups of the schools they work at

	IDToken string // for LogoutURL; secret
}

// Finish ends a login with the query that the browser came back with. The flow
// is used up, whatever comes of it. Somebody who is not of the staff is a
// [*NotStaffError], anything else that is wrong an [*Error].
func (p *Provider) Finish(ctx context.Context, query url.Values, flow Flow) (*Identity, error) {
	code, err := p.accept(query, flow)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, finishTime)
	defer cancel()
	d, err := p.discover(ctx)
	if err != nil {
		return nil, err
	}
	if issuer := query.Get("iss"); issuer != "" && issuer != p.config.Issuer || issuer == "" && d.document.NamesIssuer {
		return nil, p.refuse(ReasonIssuer)
	}
	if query.Has("error") {
		return nil, p.refuse(ReasonCancelled)
	}
	if code == "" {
		return nil, p.refuse(ReasonCode)
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := d.oauth.Exchange(ctx, code, oauth2.VerifierOption(flow.Verifier))
	if err != nil {
		return nil, p.refuse(whyNoToken(err))
	}
	raw, claims, err := p.verify(ctx, d, token, flow)
	if err != nil {
		return nil, err
	}
	return p.identify(ctx, d, token.AccessToken, raw, claims)
}

// accept uses the flow up, and gives the code if the answer is one to it.
func (p *Provider) accept(query url.Values, flow Flow) (code string, err error) {
	now := p.config.Now()
	for _, values := range query {
		if len(values) > 1 {
			return "", p.refuse(ReasonState) // which of them counts must not be a question
		}
	}
	state := query.Get("state")
	switch {
	case flow.Provider != p.config.ID:
		return "", p.refuse(ReasonNotOurFlow)
	case flow.State == "" || flow.Nonce == "" || flow.Verifier == "":
		return "", p.refuse(ReasonState)
	case !p.used.first("flow "+flow.State, now):
		return "", p.refuse(ReasonUsed)
	case subtle.ConstantTimeCompare([]byte(state), []byte(flow.State)) != 1:
		return "", p.refuse(ReasonState)
	case now.Sub(flow.Started) > flowLife, flow.Started.After(now):
		return "", p.refuse(ReasonExpired)
	}
	code = query.Get("code")
	if code != "" && !p.used.first("code "+code, now) {
		return "", p.refuse(ReasonUsed)
	}
	return code, nil
}

func whyNoToken(err error) Reason {
	refusal, ok := errors.AsType[*oauth2.RetrieveError](err)
	switch {
	case !ok:
		return ReasonNoAnswer
	case refusal.ErrorCode == "invalid_client" || refusal.ErrorCode == "unauthorized_client":
		return ReasonClient
	case refusal.ErrorCode == "invalid_grant":
		return ReasonCode
	}
	return ReasonNoAnswer
}

// claims are what the ID token says, by name.
type claims map[string]json.RawMessage

// text is a claim that is one text; "" for anything else.
func (c claims) text(name string) string {
	var s string
	if json.Unmarshal(c[name], &s) != nil {
		return ""
	}
	return s
}

// texts is a claim that is a text or a list of texts.
func (c claims) texts(name string) []string { return texts(c[name]) }

// moment is a claim that is a time, in seconds; zero for anything else.
func (c claims) moment(name string) time.Time {
	var seconds float64
	if json.Unmarshal(c[name], &seconds) != nil || seconds <= 0 || seconds > 1<<40 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0)
}

// verify checks the ID token (OpenID Connect Core §3.1.3.7).
func (p *Provider) verify(ctx context.Context, d *discovered, token *oauth2.Token, flow Flow) (raw string, c claims, err error) {
	raw, ok := token.Extra("id_token").(string)
	if !ok || token.AccessToken == "" {
		return "", nil, p.refuse(ReasonIDToken)
	}
	idToken, err := d.verifier.Verify(ctx, raw)
	if err != nil || idToken.Claims(&c) != nil {
		return "", nil, p.refuse(ReasonIDToken)
	}
	now := p.config.Now()
	azp, hasAZP := c["azp"]
	switch {
	case slices.ContainsFunc(idToken.Audience, func(a string) bool { return a != p.config.ClientID }):
		return "", nil, p.refuse(ReasonAudience)
	case hasAZP && string(azp) != "null" && c.text("azp") != p.config.ClientID:
		return "", nil, p.refuse(ReasonAudience)
	case idToken.IssuedAt.After(now.Add(clockSkew)) || idToken.IssuedAt.Before(flow.Started.Add(-clockSkew)):
		return "", nil, p.refuse(ReasonTime)
	case subtle.ConstantTimeCompare([]byte(idToken.Nonce), []byte(flow.Nonce)) != 1:
		return "", nil, p.refuse(ReasonNonce)
	case idToken.AccessTokenHash != "" && idToken.VerifyAccessToken(token.AccessToken) != nil:
		return "", nil, p.refuse(ReasonHash)
	case !p.config.OneFactor && !p.twoFactors(c):
		return "", nil, p.refuse(ReasonFactor)
	case flow.Again && (c.moment("auth_time").Before(flow.Started.Add(-clockSkew)) || c.moment("auth_time").After(now.Add(clockSkew))):
		return "", nil, p.refuse(ReasonOldLogin)
	}
	return raw, c, nil
}

func (p *Provider) twoFactors(c claims) bool {
	return len(p.config.ACR) == 0 || overlap(c.texts(p.config.FactorClaim), p.config.ACR)
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// identify asks the provider what else it knows of the person.
func (p *Provider) identify(ctx context.Context, d *discovered, accessToken, raw string, c claims) (*Identity, error) {
	id := &Identity{
		Issuer: p.config.Issuer, Subject: c.text(p.config.SubjectClaim), ACR: strings.Join(c.texts(p.config.FactorClaim), " "),
		AuthTime: c.moment("auth_time"), TwoFactors: p.twoFactors(c), IDToken: raw,
	}
	const longest = 255 // OpenID Connect Core §2
	if id.Subject == "" || len(id.Subject) > longest || strings.Contains(id.Subject, "\x00") || c.text("sub") == "" {
		return nil, p.refuse(ReasonSubject)
	}
	info := claims{}
	if d.document.UserInfoURL != "" {
		if err := getJSON(ctx, p.client, d.document.UserInfoURL, accessToken, &info); err != nil {
			return nil, p.refuse(ReasonUserInfo)
		}
		if info.text("sub") != c.text("sub") { // §5.3.2
			return nil, p.refuse(ReasonSubject)
		}
	}
	for _, name := range p.config.UserClaims {
		id.UserNames = append(id.UserNames, userNames(slices.Concat(c.texts(name), info.texts(name)))...)
	}
	slices.Sort(id.UserNames)
	id.UserNames = slices.Compact(id.UserNames)
	id.Name = or(c.text(p.config.NameClaim), info.text(p.config.NameClaim))
	id.Email = or(c.text("email"), info.text("email"))
	if err := p.works(ctx, accessToken, c, id); err != nil {
		return nil, err
	}
	if !id.Staff {
		return nil, &NotStaffError{p.config.ID, raw}
	}
	return id, nil
}

// userNames are the names in lower case, without Feide's "feide:" before them.
// With anything else before a colon it is no user name: Feide's list may hold
// the national number so, which must not even be looked at.
func userNames(values []string) (names []string) {
	for _, v := range values {
		v = strings.TrimPrefix(v, "feide:")
		if v != "" && len(v) <= 255 && !strings.Contains(v, ":") {
			names = append(names, strings.ToLower(v))
		}
	}
	return names
}
