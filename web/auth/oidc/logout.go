package oidc

import (
	"context"
	"net/url"
)

// LogoutURL is where to send a browser so that the provider forgets the login
// too (RP-Initiated Logout 1.0); "" where the provider offers none or the
// configuration wants none. state comes back with the browser.
func (p *Provider) LogoutURL(ctx context.Context, idToken, state string) string {
	d, err := p.discover(ctx)
	if err != nil || d.document.LogoutURL == "" || p.config.LoggedOutURL == "" {
		return ""
	}
	u, err := url.Parse(d.document.LogoutURL)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("id_token_hint", idToken)
	q.Set("client_id", p.config.ClientID)
	q.Set("post_logout_redirect_uri", p.config.LoggedOutURL)
	if state != "" {
		q.Set("state", state)
	}
	u.RawQuery = q.Encode()
	return u.String()
}
