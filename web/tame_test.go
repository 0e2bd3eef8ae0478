package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Scripts show text as text, run nothing that is text, keep nothing in the browser but what
// sealed.js seals, talk to no other window or server, and let people paste. Where one asks
// the server (by connect-src, ours alone), or reads a page that it answered with, is listed.
func TestScriptsAreTame(t *testing.T) {
	files, err := filepath.Glob("static/*.js")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	wild := regexp.MustCompile(`(?i)innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|import\(|setTimeout\(["']|srcdoc|DOMParser|` +
		`localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\b|serviceWorker|` +
		`postMessage|["']message["']|window\.opener|window\.open|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|https?://|` +
		`paste|contextmenu|__proto__|\.prototype\b`)
	may := map[string][]string{
		"static/sealed.js": {"sessionStorage"},
		"static/clock.js":  {"fetch("},
		"static/live.js":   {"fetch(", "DOMParser"},
		"static/queue.js":  {"fetch(", "DOMParser"},
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range wild.FindAllString(string(data), -1) {
			if !slices.Contains(may[file], found) {
				t.Errorf("%s has %q", file, found)
			}
		}
	}
}

// What is typed for a password is hidden, and a password manager knows which it is.
func TestPasswordFields(t *testing.T) {
	files, err := filepath.Glob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	password := regexp.MustCompile(`<input[^>]*(?:type="password"|name="(?:password|current|new|\{\{\.\}\})"|id="(?:password|current|new)")[^>]*>`)
	found := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range password.FindAllString(string(data), -1) {
			found++
			if !strings.Contains(field, `type="password"`) || strings.Contains(field, "maxlength") || strings.Contains(field, "value=") ||
				!strings.Contains(field, `autocomplete="current-password"`) && !strings.Contains(field, `autocomplete="new-password"`) {
				t.Errorf("%s: %s", file, field)
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d fields for passwords were looked at", found)
	}
}

// What anybody can ask for before they have logged in: the ways in, which the
// documentation names, and what leads out. Whatever else is added here is a new way
// in: say in cmd/kjentvei/SECURITY.md how strong it is.
func TestWaysInAreListed(t *testing.T) {
	want := []string{
		"GET /invite", "GET /login", "GET /login/callback/:provider", "GET /login/with/:provider",
		"POST /invite", "POST /language", "POST /login", "POST /logout",
	}
	var have []string
	for _, r := range routes {
		if r.who == anybody {
			have = append(have, r.method+" "+r.path)
		}
	}
	slices.Sort(have)
	if !slices.Equal(have, want) {
		t.Errorf("anybody can ask for %q, want %q", have, want)
	}
}

// What asks for a second factor again is a route, and one that is not for everybody.
func TestWeightyRoutesAreThere(t *testing.T) {
	there := map[string]access{}
	for _, r := range routes {
		there[r.method+" "+r.path] = r.who
	}
	for path := range weighty {
		if who, ok := there[path]; !ok || who < staff {
			t.Errorf("%s: %t, for %d", path, ok, who)
		}
	}
}
