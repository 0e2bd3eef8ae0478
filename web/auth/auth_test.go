package auth_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/web/auth"
)

func TestFit(t *testing.T) {
	about := []string{"kari.nordmann@fylke.no", "Kari Nordmann", "rogn"}
	for _, tt := range []struct {
		password string
		want     error
	}{
		{"hemmelig nok", nil},
		{"correct horse battery staple", nil},
		{"æøåæøåæø1", nil},
		{"🦊🐻🐼🐨🐯🦁🐮🐷", nil},
		{"kort", auth.TooShort},
		{"🦊🐻🐼🐨🐯🦁🐮", auth.TooShort},
		{strings.Repeat("lang og god ", 90), auth.TooLong},
		{"to\nlinjer her", auth.Malformed},
		{"ikke \xff tekst", auth.Malformed},
		{"password", auth.Common},
		{"PASSWORD", auth.Common},
		{"Passord123!", auth.Common},
		{"sommer2026", auth.Common},
		{"2026 vinter", auth.Common},
		{"12345678", auth.Common},
		{"98765432", auth.Common},
		{"aaaaaaaaaaaa", auth.Common},
		{"abcdabcdabcd", auth.Common},
		{"ｐａｓｓｗｏｒｄ", auth.Common}, // wide letters, from another keyboard
		{"nordmann99", auth.Personal},
		{"Kari.Nordmann", auth.Personal},
		{"rogn rogn 1", auth.Personal},
		{"kjentvei2026", auth.Personal},
		{"nordmann liker store sko", nil},
	} {
		if err := auth.Fit(tt.password, about...); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%.40q: %v, not %v", tt.password, err, tt.want)
		}
	}
}

func TestEncodedPasswords(t *testing.T) {
	encoded := auth.Encode("hemmelig nok")
	for _, tt := range []struct {
		encoded, password string
		want              bool
	}{
		{encoded, "hemmelig nok", true},
		{encoded, "hemmelig nok ", false},
		{encoded, "", false},
		{"", "", false}, // nobody's: no password opens it
		{"", "hemmelig nok", false},
		{"$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", false},
		{strings.Replace(encoded, "argon2id", "argon2i", 1), "hemmelig nok", false},
	} {
		if got := auth.Matches(tt.encoded, tt.password); got != tt.want {
			t.Errorf("%q %q: %t", tt.encoded, tt.password, got)
		}
	}
	weak := auth.EncodeWeakly("hemmelig nok")
	if !auth.Matches(weak, "hemmelig nok") || !auth.Outdated(weak) || auth.Outdated(encoded) {
		t.Error("a password encoded at lower costs is not told apart")
	}
}

// A crowd from one address does not keep somebody from another waiting.
func TestGateIsFair(t *testing.T) {
	g := auth.NewGate(1)
	if err := g.Enter(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	order := make(chan string, 100)
	wait := func(address string) {
		wg.Go(func() {
			if err := g.Enter(t.Context(), address); err != nil {
				t.Error(err)
			}
			order <- address
			g.Leave()
		})
	}
	for range 50 {
		wait("crowd")
	}
	waitFor(t, func() bool { return g.Queued() == 50 })
	wait("somebody")
	waitFor(t, func() bool { return g.Queued() == 51 })
	g.Leave()
	wg.Wait()
	close(order)
	place := 0
	for address := range order {
		if place++; address == "somebody" {
			break
		}
	}
	if place > 3 {
		t.Errorf("somebody came in as number %d", place)
	}
}

// Whoever goes away while waiting leaves no place taken.
func TestGateForgetsWhoGoes(t *testing.T) {
	g := auth.NewGate(1)
	if err := g.Enter(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.Enter(ctx, "b"); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	g.Leave()
	ctx, cancel = context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := g.Enter(ctx, "c"); err != nil {
		t.Error(err)
	}
}

func TestBrake(t *testing.T) {
	b := auth.NewBrake(time.Second, 3)
	now := time.Unix(1_000_000, 0)
	var settles []func(bool)
	for range 3 {
		settle, err := b.Try("who", now)
		if err != nil {
			t.Fatal(err)
		}
		settles = append(settles, settle)
	}
	if _, err := b.Try("who", now); err == nil {
		t.Error("a fourth at the same time is looked at")
	}
	for _, settle := range settles {
		settle(false)
	}
	for range 3 {
		settle, err := b.Try("who", now)
		if err != nil {
			t.Fatal("what was right has counted as a failure")
		}
		settle(true)
	}
	_, err := b.Try("who", now)
	slow, ok := errors.AsType[*auth.SlowError](err)
	if !ok || slow.Wait != time.Second {
		t.Errorf("after three failures: %v", err)
	}
	if _, err := b.Try("another", now); err != nil {
		t.Error(err)
	}
	if _, err := b.Try("who", now.Add(time.Second)); err != nil {
		t.Errorf("a second later: %v", err)
	}
}

// What was taken down does not come back with a request that began before.
func TestEndedStaysEnded(t *testing.T) {
	s := auth.NewShelf()
	expires := time.Now().Add(time.Hour)
	if err := s.Commit("key", []byte("data"), expires); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Delete("key"), s.Commit("key", []byte("data"), expires)); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := s.Find("key"); found {
		t.Error("it is back")
	}
	if err := s.Commit("old", []byte("data"), time.Now().Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := s.Find("old"); found || len(s.All()) != 0 {
		t.Error("what has run out is found")
	}
	s.Sweep(time.Now().Add(time.Hour))
	if s.Len() != 0 {
		t.Errorf("%d are remembered for nothing", s.Len())
	}
}

func TestCodes(t *testing.T) {
	// RFC 6238, appendix B: SHA-1, time 59 s; the last six figures of 94287082.
	secret := []byte("12345678901234567890")
	for _, tt := range []struct {
		code string
		at   int64
		ok   bool
	}{
		{"287082", 59, true}, {"287 082", 59, true}, {"287082", 59 + 30, true}, {"287082", 29, true},
		{"287082", 59 + 61, false}, {"28708", 59, false}, {"", 59, false}, {"287083", 59, false},
	} {
		app, err := auth.ReadApp(secret, tt.code, time.Unix(tt.at, 0))
		if (err == nil) != tt.ok || tt.ok && app.LastStep != 1 {
			t.Errorf("%q at %d: %v", tt.code, tt.at, err)
		}
	}
}

func waitFor(t *testing.T, fn func() bool) {
	t.Helper()
	for range 2000 {
		if fn() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it never came to be so")
}

// A long password counts to its end, exactly as it was typed.
func TestLongPasswords(t *testing.T) {
	for _, size := range []int{64, 128, 1000} {
		password := strings.Repeat("Å gå tur. ", size)[:size]
		password = strings.ToValidUTF8(password, "x")
		encoded := auth.Encode(password)
		if err := auth.Fit(password); err != nil || !auth.Matches(encoded, password) {
			t.Errorf("%d bytes: %v", len(password), err)
		}
		for _, other := range []string{password[:len(password)-1], password + " ", " " + password, strings.ToLower(password)} {
			if auth.Matches(encoded, other) {
				t.Errorf("%d bytes: %.20q… is taken for it", len(password), other)
			}
		}
	}
}
