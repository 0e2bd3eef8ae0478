package oidc_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"kjentvei/web/auth/oidc"
	"kjentvei/web/auth/oidc/oidctest"
)

// A provider that never comes to an end is left in time, whether it is silent or
// sends a byte now and then. The four wait side by side: each costs ten seconds.
func TestSlowAnswers(t *testing.T) {
	var wg sync.WaitGroup
	for path, why := range map[string]oidc.Reason{
		"/.well-known/openid-configuration": oidc.ReasonDiscovery,
		"/token":                            oidc.ReasonNoAnswer,
		"/userinfo":                         oidc.ReasonUserInfo,
		"/groups/me/groups":                 oidc.ReasonGroups,
	} {
		op := oidctest.New(t)
		op.Lie(handler(path, drip))
		p := newProvider(t, config(op))
		wg.Go(func() {
			began := time.Now()
			id, err := login(t, p, op)
			refused(t, id, err, why)
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("%s: waited %v", path, took)
			}
		})
	}
	wg.Wait()
}

// Whoever asked and went away is not waited for.
func TestBrowserWentAway(t *testing.T) {
	op := oidctest.New(t)
	op.Lie(handler("/groups/me/groups", drip))
	p := newProvider(t, config(op))
	address, flow := begin(t, p)
	short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	id, err := p.Finish(short, op.Browse(t, address), flow)
	refused(t, id, err, oidc.ReasonGroups)
}

// drip sends spaces, which JSON allows, for as long as somebody listens.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	ticks := time.NewTicker(50 * time.Millisecond)
	defer ticks.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-ticks.C:
			if _, err := w.Write([]byte(" ")); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
		}
	}
}
