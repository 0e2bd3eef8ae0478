package main

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// failures asks with a wrong token again and again, and counts who is told to wait.
func failures(t *testing.T, url string, times int, header func(n int) string) (slowed int) {
	t.Helper()
	for n := range times {
		request, err := http.NewRequest(http.MethodGet, url+"/api/v1/me", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer kv_WRONG")
		request.Header.Set("X-Forwarded-For", header(n))
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		switch response.StatusCode {
		case http.StatusTooManyRequests:
			slowed++
		case http.StatusUnauthorized:
		default:
			t.Fatalf("answered %s", response.Status)
		}
	}
	return slowed
}

// Whoever guesses is slowed down by the address that they have, and not by one
// that they write; where a proxy says who it is, by that.
func TestFailuresCountByAddress(t *testing.T) {
	const tries = 30 // 20 are let through at once
	for what, tt := range map[string]struct {
		proxies string
		header  func(int) string
		slowed  bool
	}{
		"nobody is believed":                   {"", func(n int) string { return fmt.Sprintf("192.0.2.%d", n) }, true},
		"a proxy tells of one":                 {"127.0.0.1", func(int) string { return "192.0.2.1" }, true},
		"a proxy tells of many":                {"127.0.0.1", func(n int) string { return fmt.Sprintf("192.0.2.%d", n) }, false},
		"one writes others before the proxy":   {"127.0.0.1", func(n int) string { return fmt.Sprintf("198.51.100.%d, 192.0.2.1", n) }, true},
		"one has all addresses of its network": {"127.0.0.1", func(n int) string { return fmt.Sprintf("2001:db8::%x", n) }, true},
	} {
		t.Run(what, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			_, url, end := startedAs(t, ctx, t.TempDir(), map[string]string{"behind-proxy": tt.proxies})
			if slowed := failures(t, url, tries, tt.header); slowed > 0 != tt.slowed {
				t.Errorf("%d of %d were told to wait", slowed, tries)
			}
			cancel()
			if err := <-end; err != nil {
				t.Error(err)
			}
		})
	}
}
