package oidc

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Provider is a login provider. It is safe for concurrent use.
type Provider struct {
	config Config
	client *http.Client
	used   used

	mu     sync.Mutex
	found  *discovered
	failed time.Time // when it last could not be asked
}

// discovered is what a provider's discovery document says, once it is believed.
type discovered struct {
	at       time.Time
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
	document document
}

// document is the part of the discovery document that is used here.
type document struct {
	AuthURL     string   `json:"authorization_endpoint"`
	TokenURL    string   `json:"token_endpoint"`
	KeysURL     string   `json:"jwks_uri"`
	UserInfoURL string   `json:"userinfo_endpoint"`
	LogoutURL   string   `json:"end_session_endpoint"`
	PKCE        []string `json:"code_challenge_methods_supported"`
	Algorithms  []string `json:"id_token_signing_alg_values_supported"`
	ClientAuth  []string `json:"token_endpoint_auth_methods_supported"`
	NamesIssuer bool     `json:"authorization_response_iss_parameter_supported"` // RFC 9207
}

// algorithms are those with which an ID token may be signed: with a private key,
// never with a secret that both sides have, and never not at all.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// How long a discovery document is believed, and how long a provider that does
// not answer is left alone, so that those who wait need not wait in turn.
const (
	discoveryLife  = 24 * time.Hour
	discoveryPause = 5 * time.Second
)

// New makes a provider. Everything that is wrong with the configuration is in the
// error. The provider itself is asked when it is needed, so that a server starts
// also while its login provider is down; [Provider.Check] asks at once.
func New(config Config) (*Provider, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	hosts := append([]string{hostOf(config.Issuer)}, config.Hosts...)
	if config.Staff.GroupsURL != "" {
		hosts = append(hosts, hostOf(config.Staff.GroupsURL))
	}
	return &Provider{config: config, client: newClient(hosts)}, nil
}

// ID is what the provider is called in addresses.
func (p *Provider) ID() string { return p.config.ID }

// Name is what people know the provider as.
func (p *Provider) Name() string { return p.config.Name }

// Check reports whether the provider answers and can be used. Its error is an
// [*Error].
func (p *Provider) Check(ctx context.Context) error {
	_, err := p.discover(ctx)
	return err
}

func (p *Provider) refuse(why Reason) error { return &Error{p.config.ID, why} }

// discover gives what the provider says of itself. When it cannot be asked again,
// what it said before counts on: its keys are fetched anew whenever an unknown
// one is met.
func (p *Provider) discover(ctx context.Context) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.config.Now()
	if p.found != nil && now.Sub(p.found.at) < discoveryLife {
		return p.found, nil
	}
	if since := now.Sub(p.failed); since >= 0 && since < discoveryPause {
		return nil, p.refuse(ReasonDiscovery)
	}
	found, err := p.ask(ctx)
	switch {
	case err == nil:
		found.at = now
		p.found = found
	case p.found != nil:
		p.found.at = now.Add(time.Hour - discoveryLife) // ask again in an hour
	default:
		p.failed = now
		return nil, err
	}
	return p.found, nil
}

func (p *Provider) ask(ctx context.Context) (*discovered, error) {
	ctx = oidc.ClientContext(ctx, p.client)
	op, err := oidc.NewProvider(ctx, p.config.Issuer)
	if err != nil {
		return nil, p.refuse(ReasonDiscovery)
	}
	var d document
	if err := op.Claims(&d); err != nil || !p.sound(d) {
		return nil, p.refuse(ReasonDiscovery)
	}
	signed := slices.DeleteFunc(slices.Clone(algorithms), func(a string) bool { return !slices.Contains(d.Algorithms, a) })
	if len(d.Algorithms) == 0 {
		signed = []string{oidc.RS256}
	}
	if len(signed) == 0 {
		return nil, p.refuse(ReasonDiscovery)
	}
	endpoint := op.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if d.ClientAuth != nil && !slices.Contains(d.ClientAuth, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &discovered{
		oauth: oauth2.Config{
			ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret,
			Endpoint: endpoint, RedirectURL: p.config.RedirectURL, Scopes: p.config.Scopes,
		},
		verifier: op.VerifierContext(ctx, &oidc.Config{ClientID: p.config.ClientID, SupportedSigningAlgs: signed, Now: p.config.Now}),
		document: d,
	}, nil
}

// sound reports whether a discovery document leads to nobody else, and offers
// PKCE with a hash, if it says what it offers (Entra ID does not).
func (p *Provider) sound(d document) bool {
	hosts := append([]string{hostOf(p.config.Issuer)}, p.config.Hosts...)
	for _, address := range []string{d.AuthURL, d.TokenURL, d.KeysURL} {
		if !safeURL(address) || !slices.Contains(hosts, hostOf(address)) {
			return false
		}
	}
	for _, address := range []string{d.UserInfoURL, d.LogoutURL} {
		if address != "" && (!safeURL(address) || !slices.Contains(hosts, hostOf(address))) {
			return false
		}
	}
	return d.PKCE == nil || slices.Contains(d.PKCE, "S256")
}
