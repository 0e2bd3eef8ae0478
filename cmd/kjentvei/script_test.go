package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kjentvei": main})
}

// shipped is the kjentvei that testscript.Main provides: the real main.
func shipped() (string, error) { return exec.LookPath("kjentvei") }

// TestCommands runs the scripts of testdata/command through the real main.
// $ROUTINES is the folder with routine files made for tests, $PAPER the one with
// tables of cases, $TLS one with a certificate for five days (cert.pem, key.pem) and
// the key of another (other.pem), and $ALONE a PATH on which nothing is but kjentvei.
func TestCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	routines, err := filepath.Abs("../../testdata/routines")
	if err != nil {
		t.Fatal(err)
	}
	paper, err := filepath.Abs("../../testdata/paper")
	if err != nil {
		t.Fatal(err)
	}
	secrets := t.TempDir()
	cert, key := newCertificate(t, 1, 5*24*time.Hour)
	_, other := newCertificate(t, 2, 5*24*time.Hour)
	for name, data := range map[string][]byte{"cert.pem": cert, "key.pem": key, "other.pem": other} {
		if err := os.WriteFile(filepath.Join(secrets, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/command",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROUTINES", routines)
			env.Setenv("PAPER", paper)
			env.Setenv("TLS", secrets)
			program, err := shipped()
			env.Setenv("ALONE", filepath.Dir(program))
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "port": port, "ready": ready, "http": httpCall, "damage": damage,
		},
	})
}

// status N CMD… runs a command and demands the exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	want := args[0]
	if got := exitStatus(err); got != want {
		ts.Fatalf("exit status %s, want %s", got, want)
	}
}

// port NAME… sets each variable to an address that nobody listens on.
func port(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		ts.Check(err)
		ts.Setenv(name, l.Addr().String())
		ts.Check(l.Close())
	}
}

// ready ADDR waits until a server there is ready: on HOST:PORT, https://HOST:PORT
// with whatever certificate, or unix:PATH.
func ready(ts *testscript.TestScript, _ bool, args []string) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}
	url := "http://" + args[0]
	if path, ok := strings.CutPrefix(args[0], "unix:"); ok {
		url = "http://socket"
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", ts.MkAbs(path))
		}
	} else if strings.Contains(args[0], "://") {
		url = args[0]
	}
	client := &http.Client{Transport: transport}
	for range 300 {
		response, err := client.Get(url + "/readyz")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("no server is ready on %s", args[0])
}

// http STATUS METHOD URL TOKENFILE [BODY] demands a status, and leaves the
// answer in the file answer.
func httpCall(ts *testscript.TestScript, _ bool, args []string) {
	body := ""
	if len(args) > 4 {
		body = args[4]
	}
	request, err := http.NewRequest(args[1], args[2], strings.NewReader(body))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(ts.ReadFile(args[3])))
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("answer"), answer, 0o600))
	if got := strconv.Itoa(response.StatusCode); got != args[0] {
		ts.Fatalf("%s %s: %s, want %s\n%s", args[1], args[2], got, args[0], answer)
	}
}

// damage FILE TEXT writes over every place at which a file says a text: one of
// them may be a page that is free by now.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(data, []byte(args[1])) {
		ts.Fatalf("%s does not say %q", args[0], args[1])
	}
	data = bytes.ReplaceAll(data, []byte(args[1]), bytes.Repeat([]byte("?"), len(args[1])))
	ts.Check(os.WriteFile(path, data, 0o600))
}

func exitStatus(err error) string {
	if err == nil {
		return "0"
	}
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		return string(rune('0' + exit.ExitCode()))
	}
	return err.Error()
}
