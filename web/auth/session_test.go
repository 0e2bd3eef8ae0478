package auth_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"kjentvei/web/auth"
)

// visits plays the requests of one browser to sessions.
type visits struct {
	t        *testing.T
	sessions *auth.Sessions
	token    string
}

// visit makes one request; fn may change the session. It gives the session as the
// request found it.
func (v *visits) visit(fn func(ctx context.Context)) auth.Session {
	v.t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	if v.token != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName, Value: v.token})
	}
	ctx, err := v.sessions.Load(r)
	if err != nil {
		v.t.Fatal(err)
	}
	found := v.sessions.Of(ctx)
	if fn != nil {
		fn(ctx)
	}
	w := httptest.NewRecorder()
	if err := v.sessions.Save(ctx, w, r); err != nil {
		v.t.Fatal(err)
	}
	for _, c := range w.Result().Cookies() {
		v.token = c.Value
	}
	return found
}

func (v *visits) begin() {
	v.visit(func(ctx context.Context) {
		if err := v.sessions.Begin(ctx, auth.Session{Staff: "kari", Level: auth.Full, Begun: time.Now()}); err != nil {
			v.t.Fatal(err)
		}
	})
}

func TestSessionsRunOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		v := &visits{t: t, sessions: auth.NewSessions(ctx)}
		v.begin()
		time.Sleep(auth.IdleTime - time.Second)
		if v.visit(nil).Level != auth.Full {
			t.Error("ended while in use")
		}
		time.Sleep(auth.IdleTime + time.Second)
		if v.visit(nil).Level != auth.Nobody {
			t.Error("goes on after half an hour of nothing")
		}

		v.begin()
		begun := time.Now()
		for time.Since(begun) < auth.AbsoluteTime-auth.IdleTime {
			time.Sleep(auth.IdleTime / 2)
			session := v.visit(nil)
			if session.Level != auth.Full {
				t.Fatalf("ended after %s", time.Since(begun))
			}
			// Another level, and so another token, does not make it live longer.
			v.visit(func(ctx context.Context) {
				if err := v.sessions.Change(ctx, session); err != nil {
					t.Fatal(err)
				}
			})
		}
		time.Sleep(time.Until(begun.Add(auth.AbsoluteTime)) / 2)
		if v.visit(nil).Level != auth.Full {
			t.Error("ended before eight hours")
		}
		time.Sleep(time.Until(begun.Add(auth.AbsoluteTime)))
		if v.visit(nil).Level != auth.Nobody {
			t.Error("goes on after eight hours")
		}
	})
}

// A session ended by somebody else while a request is under way stays ended, and so
// does the old token of one that has changed meanwhile.
func TestSessionEndedMeanwhile(t *testing.T) {
	v := &visits{t: t, sessions: auth.NewSessions(t.Context())}
	v.begin()
	v.visit(func(ctx context.Context) {
		if err := v.sessions.EndWhere("kari", func(string) bool { return true }); err != nil {
			t.Fatal(err)
		}
	})
	if v.visit(nil).Level != auth.Nobody {
		t.Error("a request under way has brought it back")
	}

	v.begin()
	old := *v
	old.visit(func(context.Context) {
		v.visit(func(ctx context.Context) {
			hidden := v.sessions.Of(ctx)
			hidden.Hidden = true
			if err := v.sessions.Change(ctx, hidden); err != nil {
				t.Fatal(err)
			}
		})
	})
	if old.visit(nil).Level != auth.Nobody || !v.visit(nil).Hidden {
		t.Error("a request under way has undone a change")
	}
	list, err := v.sessions.List("kari")
	if err != nil || len(list) != 1 {
		t.Errorf("%d sessions, %v", len(list), err)
	}
}

// A token is 256 bits that were drawn by lot, and never comes twice.
func TestSessionTokens(t *testing.T) {
	sessions := auth.NewSessions(t.Context())
	seen := map[string]bool{}
	ones := make([]int, 256)
	const many = 2000
	for range many {
		v := &visits{t: t, sessions: sessions}
		v.begin()
		token, err := base64.RawURLEncoding.DecodeString(v.token)
		if err != nil || len(token) != 32 || seen[v.token] {
			t.Fatalf("%q: %v", v.token, err)
		}
		seen[v.token] = true
		for i := range ones {
			ones[i] += int(token[i/8] >> (i % 8) & 1)
		}
	}
	for i, n := range ones { // half of them, give or take eight standard deviations
		if n < many/2-180 || n > many/2+180 {
			t.Errorf("bit %d is one in %d of %d", i, n, many)
		}
	}
}
