// Package browser lends tests a real browser: it runs the scripts beside it with
// Node, and plays scenes in Chromium. What is missing on the machine fails the test
// and says what to do. Nothing is skipped but with -short.
package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Play plays the scenes of a script, each as a subtest. options are for the script;
// "chromium" is added to them.
func Play(t *testing.T, script string, options map[string]any) {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser looks at what another program does")
	}
	web := folder(t)
	options["chromium"] = Chromium(t)
	cmd := node(t, web, script, options)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, complaints.String())
	}
	played := 0
	for line := range strings.Lines(string(out)) {
		var result struct {
			Scene, Error string
			Seconds      float64
		}
		if err := json.Unmarshal([]byte(line), &result); err != nil {
			t.Fatalf("%s said %q: %v", script, line, err)
		}
		played++
		t.Run(result.Scene, func(t *testing.T) {
			t.Logf("%.1f s", result.Seconds)
			if result.Error != "" {
				t.Error(result.Error)
			}
		})
	}
	if played == 0 {
		t.Errorf("%s played nothing\n%s", script, complaints.String())
	}
}

// Start runs a script until the end of the test, and decodes the line that it
// prints when it is ready.
func Start(t *testing.T, script string, options map[string]any, ready any) {
	t.Helper()
	cmd := node(t, folder(t), script, options)
	var complaints safeBuffer
	cmd.Stderr = &complaints
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // which ends it
		_ = cmd.Wait()
		if t.Failed() && complaints.String() != "" {
			t.Logf("%s: %s", script, complaints.String())
		}
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, complaints.String())
	}
	if err := json.Unmarshal(line, ready); err != nil {
		t.Fatalf("%s said %q: %v", script, line, err)
	}
}

func node(t *testing.T, web, script string, options map[string]any) *exec.Cmd {
	t.Helper()
	argument, err := json.Marshal(options)
	if err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test needs Node 20 or newer (node and npm): install it, or run the other tests with -skip Browser")
	}
	install(t, web)
	heed(t, filepath.Join(web, "browser"))
	cmd := exec.CommandContext(t.Context(), program, filepath.Join(web, "browser", script), string(argument))
	cmd.Dir = web
	return cmd
}

// heed reads what only the script reads, so that the go command knows when what it
// remembers of the test no longer holds.
func heed(t *testing.T, scripts string) {
	t.Helper()
	os.Getenv("SCENES")
	files, err := filepath.Glob(filepath.Join(scripts, "*.mjs"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts: %v", len(files), err)
	}
	for _, file := range files {
		if _, err := os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
}

// folder is web/, wherever in the module the test is.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "web")
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// install brings what web/package-lock.json names, unless it is there. Tests of
// several packages wait for one another.
func install(t *testing.T, web string) {
	t.Helper()
	defer alone(t, web)()
	wanted, err := os.Stat(filepath.Join(web, "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	if done, err := os.Stat(filepath.Join(web, "node_modules", ".package-lock.json")); err == nil && !done.ModTime().Before(wanted.ModTime()) {
		return
	}
	cmd := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	cmd.Dir = web
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm ci in web/: %v; this test needs npm and its registry\n%s", err, out)
	}
}

// alone holds a lock of this machine until the function it gives is called.
func alone(t *testing.T, what string) (release func()) {
	t.Helper()
	name := strings.NewReplacer(string(filepath.Separator), "-").Replace(what)
	f, err := os.OpenFile(filepath.Join(os.TempDir(), "kjentvei-test"+name+".lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	return func() { _ = f.Close() } // which releases it
}

// Chromium finds the browser. On Debian, and as root, it is installed.
func Chromium(t *testing.T) string {
	t.Helper()
	if program, err := findChromium(); err == nil {
		return program
	}
	defer alone(t, "chromium")()
	if program, err := findChromium(); err == nil {
		return program
	}
	if _, err := exec.LookPath("apt-get"); err == nil && os.Geteuid() == 0 {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", "apt-get update && install='apt-get install -y --no-install-recommends'; $install chromium-headless-shell || $install chromium")
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("installing chromium: %v\n%s", err, out)
		}
	}
	program, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func findChromium() (string, error) {
	// The shell has no windows to draw, and takes a third of the time.
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if program, err := exec.LookPath(name); err == nil {
			return program, nil
		}
	}
	for _, program := range []string{"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"} {
		if _, err := os.Stat(program); err == nil {
			return program, nil
		}
	}
	return "", errors.New("this test needs Chromium or Chrome: install it (on Debian: apt-get install chromium-headless-shell), or run the other tests with -skip Browser")
}

// safeBuffer is written to while it is read.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
