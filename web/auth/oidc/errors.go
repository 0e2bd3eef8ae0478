package oidc

import "fmt"

// Reason says for the log why a login was refused. It is one of a fixed set and
// holds nothing of the person.
type Reason string

// Why a login is refused.
const (
	ReasonExpired    Reason = "flow expired"
	ReasonUsed       Reason = "flow or code used before"
	ReasonState      Reason = "state differs"
	ReasonIssuer     Reason = "answer of another issuer"
	ReasonCancelled  Reason = "provider or person said no"
	ReasonCode       Reason = "code missing or refused"
	ReasonClient     Reason = "provider does not accept the client id or secret"
	ReasonNoAnswer   Reason = "no answer, or none that can be used"
	ReasonDiscovery  Reason = "discovery document cannot be used"
	ReasonIDToken    Reason = "ID token missing, or its signature, issuer, audience or expiry is wrong"
	ReasonAudience   Reason = "ID token is also for others"
	ReasonTime       Reason = "ID token is not of this login's time"
	ReasonNonce      Reason = "nonce differs"
	ReasonHash       Reason = "access token is not the ID token's"
	ReasonFactor     Reason = "second factor not shown"
	ReasonOldLogin   Reason = "person was not asked again"
	ReasonSubject    Reason = "no subject, or answers about different ones"
	ReasonUserInfo   Reason = "no user information"
	ReasonGroups     Reason = "no groups"
	ReasonNotOurFlow Reason = "flow of another provider"
)

// Error is a login that was refused. People are told only that it was; Reason is
// for the log.
type Error struct {
	Provider string // the ID of its Config
	Reason   Reason
}

func (e *Error) Error() string {
	return fmt.Sprintf("login with %s refused: %s", e.Provider, e.Reason)
}

// NotStaffError is a sound login of somebody whom the provider does not call one
// of the staff: most often a student, who deserves a kind answer.
type NotStaffError struct {
	Provider string // the ID of its Config
	IDToken  string // for logging out of the provider again
}

func (e *NotStaffError) Error() string {
	return fmt.Sprintf("login with %s refused: not a member of staff", e.Provider)
}
