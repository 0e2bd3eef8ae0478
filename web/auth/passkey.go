package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"kjentvei/workflow"
)

// Challenge is a question to a passkey, waiting in the session for its answer. An
// answer is looked at once.
type Challenge struct {
	Options []byte // for the browser, JSON
	Data    []byte // for us
}

// ceremonyTime is how long a browser may take to answer, by its own clock.
const ceremonyTime = 5 * time.Minute

// PasskeysAt reports whether a browser at this origin can have passkeys: they belong
// to a name, and need a connection that nobody listens in on.
func PasskeysAt(origin string) bool {
	host := hostOf(origin)
	return host != "" && net.ParseIP(host) == nil && (host == "localhost" || origin[:min(len(origin), 8)] == "https://")
}

func relyingParty(origin string) (*webauthn.WebAuthn, error) {
	if !PasskeysAt(origin) {
		return nil, fmt.Errorf("passkeys: %w", workflow.ErrConflict)
	}
	timeout := webauthn.TimeoutConfig{Enforce: false, Timeout: ceremonyTime, TimeoutUVD: ceremonyTime}
	return webauthn.New(&webauthn.Config{
		RPID: hostOf(origin), RPDisplayName: "Kjentvei", RPOrigins: []string{origin},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			UserVerification: protocol.VerificationRequired, ResidentKey: protocol.ResidentKeyRequirementPreferred,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: timeout, Registration: timeout},
	})
}

// holder is an account as go-webauthn sees it.
type holder struct {
	account *workflow.Account
	keys    []webauthn.Credential
}

func newHolder(a *workflow.Account) (holder, error) {
	h := holder{account: a}
	for _, p := range a.Credentials.Passkeys {
		var key webauthn.Credential
		if err := json.Unmarshal(p.Data, &key); err != nil {
			return h, fmt.Errorf("%w: passkey of %q: %w", workflow.ErrDamaged, a.Staff.ID, err)
		}
		h.keys = append(h.keys, key)
	}
	return h, nil
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.account.Staff.ID) }
func (h holder) WebAuthnName() string                       { return h.account.Staff.User }
func (h holder) WebAuthnDisplayName() string                { return h.account.Staff.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func newChallenge(options any, data *webauthn.SessionData, err error) (Challenge, error) {
	if err != nil {
		return Challenge{}, fmt.Errorf("challenge: %w", err)
	}
	var c Challenge
	var err2 error
	c.Options, err = json.Marshal(options)
	c.Data, err2 = json.Marshal(data)
	return c, errors.Join(err, err2)
}

// AskPasskey asks for one of the passkeys of an account.
func AskPasskey(a *workflow.Account, origin string) (Challenge, error) {
	party, err := relyingParty(origin)
	if err != nil {
		return Challenge{}, err
	}
	h, err := newHolder(a)
	if err != nil {
		return Challenge{}, err
	}
	options, data, err := party.BeginLogin(h)
	return newChallenge(options, data, err)
}

// OfferPasskey asks for a new passkey, none of those that there are.
func OfferPasskey(a *workflow.Account, origin string) (Challenge, error) {
	party, err := relyingParty(origin)
	if err != nil {
		return Challenge{}, err
	}
	h, err := newHolder(a)
	if err != nil {
		return Challenge{}, err
	}
	options, data, err := party.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	return newChallenge(options, data, err)
}

// ReadPasskey reads the answer to OfferPasskey. ErrRefused when it is none.
func ReadPasskey(a *workflow.Account, origin string, c Challenge, answer string, now time.Time) (*workflow.Passkey, error) {
	party, h, data, err := ceremony(a, origin, c)
	if err != nil {
		return nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return nil, fmt.Errorf("%w: passkey: %w", ErrRefused, err)
	}
	key, err := party.CreateCredential(h, data, parsed)
	if err != nil {
		return nil, fmt.Errorf("%w: passkey: %w", ErrRefused, err)
	}
	key.Attestation = webauthn.CredentialAttestation{} // we ask for none, and keep none
	stored, err := json.Marshal(key)
	return &workflow.Passkey{ID: key.ID, Data: stored, Since: now.UTC().Truncate(time.Second)}, err
}

// checkPasskey checks the answer to AskPasskey. It gives the passkey as it was
// kept, and as it is to be kept from now on. ErrRefused when the answer is none, or
// the passkey has counted fewer uses than we have: there are two of it.
func checkPasskey(a *workflow.Account, origin string, c Challenge, answer string) (before workflow.Passkey, after []byte, err error) {
	party, h, data, err := ceremony(a, origin, c)
	if err != nil {
		return before, nil, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return before, nil, fmt.Errorf("%w: passkey: %w", ErrRefused, err)
	}
	key, err := party.ValidateLogin(h, data, parsed)
	if err != nil {
		return before, nil, fmt.Errorf("%w: passkey: %w", ErrRefused, err)
	}
	if key.Authenticator.CloneWarning {
		return before, nil, fmt.Errorf("%w: passkey: counts backwards", ErrRefused)
	}
	for _, p := range a.Credentials.Passkeys {
		if string(p.ID) == string(key.ID) {
			before = p
		}
	}
	after, err = json.Marshal(key)
	return before, after, err
}

func ceremony(a *workflow.Account, origin string, c Challenge) (*webauthn.WebAuthn, holder, webauthn.SessionData, error) {
	var data webauthn.SessionData
	if len(c.Data) == 0 {
		return nil, holder{}, data, fmt.Errorf("%w: nobody was asked for a passkey", ErrRefused)
	}
	if err := json.Unmarshal(c.Data, &data); err != nil {
		return nil, holder{}, data, fmt.Errorf("challenge: %w", err)
	}
	party, err := relyingParty(origin)
	if err != nil {
		return nil, holder{}, data, err
	}
	h, err := newHolder(a)
	return party, h, data, err
}
