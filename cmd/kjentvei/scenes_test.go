package main

import (
	"bufio"
		"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kjentvei/cmd/kjentvei/demo"
	chromium "kjentvei/web/browser"
)

// The pages of the demo as it is shipped, in Chromium: what the scenes of
// web/browser need to know of a server that is theirs alone.
func stage(t *testing.T, more ...string) map[string]any {
	t.Helper()
	bin, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	program, dir := filepath.Join(bin, "kjentvei"), filepath.Join(t.TempDir(), "data")
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, oslo) // a Tuesday
	server := exec.Command(program, append([]string{
		"serve", "--demo", "--data", dir, "--addr", "127.0.0.1:0", "--lang", "en", "--now", now.Format(time.RFC3339),
	}, more...)...)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait() // says that it was killed
	})
	lines := bufio.NewScanner(out)
	// What is looked at, and how, goes round from day to day; under torture it is all.
	options := map[string]any{"now": now.Format(time.RFC3339), "turn": time.Now().YearDay(), "torture": os.Getenv("KJENTVEI_TORTURE") != ""}
	t.Logf("turn %d", options["turn"])
	passwords := map[string]string{}
	for len(passwords) < len(demo.Accounts()) && lines.Scan() {
		if _, url, ok := strings.Cut(lines.Text(), "answers on "); ok {
			options["app"] = url
		}
		if words := strings.Fields(lines.Text()); len(words) > 3 {
			for _, a := range demo.Accounts() {
				if a.User == words[0] {
					passwords[a.User] = words[1]
				}
			}
		}
	}
	if len(passwords) < len(demo.Accounts()) {
		t.Fatalf("the server told the passwords of %d accounts: %v", len(passwords), lines.Err())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	options["passwords"] = passwords
	options["token"] = succeeds(t, "token", "create", "--user", "principal", "--data", dir)
	return options
}

// Cases from opening to closing, as people lead them.
func TestBrowserJourneys(t *testing.T) {
	chromium.Play(t, "journeys.mjs", stage(t))
}
