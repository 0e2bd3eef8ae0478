package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rs/zerolog"
)

const (
	// lookAgain is how often the files of a certificate are looked at. All of them
	// are read each time: a link that leads elsewhere now, as certbot and Kubernetes
	// do it, or a file as old as the one before it, is noticed like any other change.
	lookAgain = time.Minute
	// expiresSoon is from when on it is said each day that a certificate expires.
	expiresSoon = 14 * 24 * time.Hour
)

// certificate is a certificate with its key, in two files that may change.
type certificate struct {
	certFile, keyFile string
	current           atomic.Pointer[tls.Certificate]
	every             time.Duration // between looks at the files

	// Only watch uses these.
	looked bool
	seen   [2][]byte // what the files said last, good or not; nil where there was none
	warned time.Time // when it was last said that it expires
}

// loadCertificate reads a certificate. An expired one is taken: nothing would be
// better for it if the server did not start.
func loadCertificate(certFile, keyFile string) (*certificate, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile, every: lookAgain}
	_, err := c.reload()
	return c, err
}

// suites are what TLS 1.2 may use: with forward secrecy and authenticated
// encryption. Go would take CBC with SHA-1 too, for what no browser of ours needs.
// TLS 1.3 has no others.
var suites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// config is for a server that always shows the certificate there is now, by TLS 1.2
// or later.
func (c *certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12, CipherSuites: suites,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.current.Load(), nil },
	}
}

// reload reads the files, and takes what they say if it is new and whole; changed
// says whether it is new, or the first time.
func (c *certificate) reload() (changed bool, err error) {
	cert, err1 := os.ReadFile(c.certFile)
	key, err2 := os.ReadFile(c.keyFile)
	if c.looked && bytes.Equal(cert, c.seen[0]) && bytes.Equal(key, c.seen[1]) {
		return false, nil
	}
	c.looked, c.seen = true, [2][]byte{cert, key}
	if err := errors.Join(err1, err2); err != nil {
		return true, err
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return true, err
	}
	c.current.Store(&pair)
	return true, nil
}

// watch keeps the certificate as new as its files until ctx ends. Files that do
// not fit together, as when one of them has been written and the other not yet,
// change nothing. What comes by now (hangups) is a reason to look at once.
func (c *certificate) watch(ctx context.Context, log zerolog.Logger, now <-chan os.Signal) {
	ticker := time.NewTicker(c.every)
	defer ticker.Stop()
	for {
		c.warn(log, time.Now())
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-now:
		}
		changed, err := c.reload()
		switch {
		case err != nil:
			log.Error().Str("why", plainly(err)).Msg("the new certificate cannot be used; the old one stays")
		case changed:
			c.warned = time.Time{}
			log.Info().Time("expires", c.current.Load().Leaf.NotAfter).Msg("certificate reloaded")
		}
	}
}

// warn says once a day that the certificate expires soon.
func (c *certificate) warn(log zerolog.Logger, now time.Time) {
	expires := c.current.Load().Leaf.NotAfter
	if expires.Sub(now) > expiresSoon || now.Sub(c.warned) < 24*time.Hour {
		return
	}
	c.warned = now
	log.Warn().Time("expires", expires).Int("days", int(expires.Sub(now)/(24*time.Hour))).Msg("the certificate expires soon: put a new one in its files")
}

// hangups are the SIGHUPs that come until ctx ends; none ends the program.
func hangups(ctx context.Context) <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	context.AfterFunc(ctx, func() { signal.Stop(c) })
	return c
}
