package oidc

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// What an answer of a provider may take.
const (
	answerTime  = 10 * time.Second
	answerBytes = 1 << 20
)

var (
	errHost     = errors.New("a host that is not the provider's")
	errTooLarge = errors.New("an answer that is too large")
	errAnswer   = errors.New("an answer that cannot be used")
)

// newClient makes a client that calls these hosts only, over TLS unless they are
// on this machine, and follows no redirect.
func newClient(hosts []string) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxResponseHeaderBytes = 64 << 10
	return &http.Client{
		Transport:     bounded{transport, hosts},
		Timeout:       answerTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded bounds whom is called and how much they may say.
type bounded struct {
	next  http.RoundTripper
	hosts []string
}

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if !safeURL(r.URL.String()) || !slices.Contains(b.hosts, r.URL.Host) {
		return nil, errHost
	}
	resp, err := b.next.RoundTrip(r)
	if err == nil {
		resp.Body = &shortBody{resp.Body, answerBytes}
	}
	return resp, err
}

// shortBody ends in an error where io.LimitReader would end as if that were all.
type shortBody struct {
	io.ReadCloser
	left int
}

func (b *shortBody) Read(p []byte) (int, error) {
	if len(p) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// getJSON asks with an access token, and decodes the answer into v.
func getJSON(ctx context.Context, client *http.Client, address, accessToken string, v any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+accessToken)
	r.Header.Set("Accept", "application/json")
	resp, err := client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err != nil || kind != "application/json" || resp.StatusCode != http.StatusOK {
		return errAnswer
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, v)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
