package oidc

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// flowLife is how long somebody may take to log in at the provider.
const flowLife = 10 * time.Minute

// Flow is a login that has begun. It is secret, belongs to one browser, and is
// good once, for ten minutes.
type Flow struct {
	Provider string // the ID of its Config
	State    string
	Nonce    string
	Verifier string // PKCE, RFC 7636
	Started  time.Time
	Again    bool
}

// Ask is what is special about a login.
type Ask struct {
	// Locales are the languages to speak, the best first (ui_locales).
	Locales []string
	// Again makes the provider ask the person again, also one whom it knows.
	Again bool
}

// Begin starts a login: it gives the address to send the browser to, and what is
// needed to finish. Its error is an [*Error]: the provider does not answer.
func (p *Provider) Begin(ctx context.Context, ask Ask) (address string, flow Flow, err error) {
	d, err := p.discover(ctx)
	if err != nil {
		return "", Flow{}, err
	}
	flow = Flow{
		Provider: p.config.ID, State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(),
		Started: p.config.Now(), Again: ask.Again,
	}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(flow.Verifier), oidc.Nonce(flow.Nonce)}
	add := func(name, value string) { options = append(options, oauth2.SetAuthURLParam(name, value)) }
	if len(p.config.ACR) > 0 {
		add(p.wantFactor())
	}
	if len(ask.Locales) > 0 {
		add("ui_locales", strings.Join(ask.Locales, " "))
	}
	if ask.Again {
		add("prompt", "login")
		add("max_age", "0")
	}
	return d.oauth.AuthCodeURL(flow.State, options...), flow, nil
}

// wantFactor is how the provider is asked for a second factor: acr_values, or
// for another claim a request for claims (OpenID Connect Core §5.5).
func (p *Provider) wantFactor() (name, value string) {
	if p.config.FactorClaim == "acr" {
		return "acr_values", strings.Join(p.config.ACR, " ")
	}
	claim := map[string]any{"essential": !p.config.OneFactor, "values": p.config.ACR}
	if len(p.config.ACR) == 1 { // the only form that Entra ID documents
		claim = map[string]any{"essential": !p.config.OneFactor, "value": p.config.ACR[0]}
	}
	want, err := json.Marshal(map[string]any{"id_token": map[string]any{p.config.FactorClaim: claim}})
	if err != nil {
		panic(err) // of texts alone
	}
	return "claims", string(want)
}

// used remembers what is good once, for as long as it could be used again.
type used struct {
	mu   sync.Mutex
	seen map[[32]byte]time.Time
}

// maxUsed bounds the memory. A Flow is also gone from its session by then.
const maxUsed = 100_000

// first reports whether it was never seen before.
func (u *used) first(what string, now time.Time) bool {
	key := sha256.Sum256([]byte(what))
	u.mu.Lock()
	defer u.mu.Unlock()
	if _, ok := u.seen[key]; ok {
		return false
	}
	if len(u.seen) >= maxUsed {
		for k, at := range u.seen {
			if now.Sub(at) > flowLife {
				delete(u.seen, k)
			}
		}
	}
	if u.seen == nil || len(u.seen) >= maxUsed {
		u.seen = map[[32]byte]time.Time{}
	}
	u.seen[key] = now
	return true
}
