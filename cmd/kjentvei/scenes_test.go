package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kjentvei/cmd/kjentvei/demo"
	chromium "kjentvei/web/browser"
)

// anyPort is one of this machine's that is free.
const anyPort = "127.0.0.1:0"

// The pages of the demo as it is shipped, in Chromium: what the scenes of
// web/browser need to know of a server that is theirs alone.
func stage(t *testing.T, address string, more ...string) map[string]any {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser looks at what another program does")
	}
	program, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, oslo) // a Tuesday
	server := exec.Command(program, append([]string{
		"serve", "--demo", "--data", dir, "--addr", address, "--lang", "en", "--now", now.Format(time.RFC3339),
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
	succeeds(t, "user", "add", "tone@fjord.example", "--role", "kjentmann", "--school", "rogn", "--data", dir) // known to provider.mjs
	options["token"] = succeeds(t, "token", "create", "--user", "principal", "--data", dir)
	return options
}

// Cases from opening to closing, as people lead them.
func TestBrowserJourneys(t *testing.T) {
	t.Parallel()
	chromium.Play(t, "journeys.mjs", stage(t, anyPort))
}

// The same where the plan alone does not lead through.
func TestBrowserDetours(t *testing.T) {
	t.Parallel()
	chromium.Play(t, "detours.mjs", stage(t, anyPort))
}

// What it takes of people and of the network is counted.
func TestBrowserCounts(t *testing.T) {
	t.Parallel()
	chromium.Play(t, "counts.mjs", stage(t, anyPort))
}

// Every page: nobody is kept out by how it is made, and each template was looked at.
func TestBrowserPages(t *testing.T) {
	t.Parallel()
	var op struct{ Issuer string }
	address := freeAddress(t)
	chromium.Start(t, "provider.mjs", map[string]any{"app": "http://" + address, "client": "kjentvei", "secret": "hush"}, &op)
	options := stage(t, address, "--login", loginFile(t, "http://"+address, op.Issuer))
	var templates []string
	for _, path := range pageFiles(t) {
		if content, err := os.ReadFile(path); err != nil {
			t.Fatal(err)
		} else if strings.Contains(string(content), `{{define "main"}}`) { // what has none is a part of pages
			templates = append(templates, strings.TrimSuffix(filepath.Base(path), ".html"))
		}
	}
	options["templates"], options["issuer"] = templates, op.Issuer
	chromium.Play(t, "pages.mjs", options)
}

func pageFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../web/templates/*.html")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d templates: %v", len(files), err)
	}
	return files
}

// freeAddress is one on which nobody listens now.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// loginFile names a login provider like Feide, and where to find its secret.
func loginFile(t *testing.T, app, issuer string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte("hush"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := json.Marshal(map[string]any{"url": app, "providers": []any{map[string]any{
		"id": "feide", "name": "Feide", "issuer": issuer, "client_id": "kjentvei", "secret_file": "secret",
		"scopes": []string{"openid", "userid-feide", "userinfo-name", "email", "groups-org", "groups-edu"}, "user_claims": []string{"https://n.feide.no/claims/eduPersonPrincipalName"},
		"acr": []string{"urn:mace:feide.no:auth:level:fad08:3"}, "groups_url": issuer + "/groups/me/groups",
	}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "login.json")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
