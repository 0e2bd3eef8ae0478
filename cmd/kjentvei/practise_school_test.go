package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kjentvei/api/apitest"
	"kjentvei/cmd/kjentvei/demo"
)

type object = apitest.Object

// school is a real server of the demo in a process of its own.
type school struct {
	t       *testing.T
	dir     string
	url     string
	client  *http.Client
	server  *exec.Cmd
	tokens  map[string]string // by user name
	pupils  map[string]object // who is on the roster, as far as a search has shown
	taken   map[string]bool   // pupils of whom there is a case
	met     tally             // how often the books had something to judge
	done    tally             // how often each step was taken
	longest int               // attempts that it took to close a case
	now     time.Time         // by the demo's clock, at
	at      time.Time
}

// tally counts by name.
type tally map[string]int

func openSchool(t *testing.T) *school {
	t.Helper()
	s := &school{
		t: t, dir: filepath.Join(t.TempDir(), "data"), tokens: map[string]string{}, pupils: map[string]object{}, taken: map[string]bool{}, met: tally{}, done: tally{},
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}, Timeout: 30 * time.Second},
		now:    time.Date(2026, 9, 1, 8, 0, 0, 0, oslo), at: time.Now(),
	}
	s.server = exec.Command("kjentvei", "serve", "--demo", "--data", s.dir, "--addr", "127.0.0.1:0", "--lang", "en", "--now", s.now.Format(time.RFC3339))
	out, err := s.server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s.server.Stderr = &log
	if err := s.server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.server.Process.Kill()
		_ = s.server.Wait() // says that it was killed, or that it has ended already
		s.client.CloseIdleConnections()
		if t.Failed() {
			t.Logf("the server said at last:\n%s", log.String()[max(0, log.Len()-4000):])
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	var ok bool
	if _, s.url, ok = strings.Cut(strings.TrimSpace(line), "answers on "); !ok {
		t.Fatalf("the server said %q", line)
	}
	for _, a := range demo.Accounts() {
		s.tokens[a.User] = succeeds(t, "token", "create", "--user", a.User, "--data", s.dir)
	}
	s.moveClock(time.Minute)
	for _, q := range []string{"a", "e", "o", "ø", "1", "2", "3STA", "3MD", "3PB", "rud", "dal", "mo", "vik", "as"} {
		for _, pupil := range s.want(200, "principal", "/students?q="+url.QueryEscape(q)).List("items") {
			s.pupils[pupil["id"].(string)] = pupil
		}
	}
	return s
}

var oslo = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return zone
}()

// stop ends the server as an operator does; it says that all is well.
func (s *school) stop() {
	s.t.Helper()
	s.client.CloseIdleConnections()
	if err := s.server.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	if err := s.server.Wait(); err != nil {
		s.t.Errorf("the server ended with %v", err)
	}
}

// moveClock takes the demo's clock forward.
func (s *school) moveClock(by time.Duration) {
	s.t.Helper()
	to := s.Now().Add(by)
	a := s.Post("principal", "/demo/clock", object{"now": to.Format(time.RFC3339Nano)})
	if a.Status != http.StatusOK {
		s.t.Fatalf("clock: %d %s", a.Status, a.Raw)
	}
	s.now, s.at = instantOf(a.Body["now"]).In(oslo), time.Now()
}

// Now is the demo's time.
func (s *school) Now() time.Time { return s.now.Add(time.Since(s.at)) }

// Get asks for a path below /api/v1.
func (s *school) Get(user, path string) *apitest.Answer {
	s.t.Helper()
	return s.must(s.call(s.tokens[user], http.MethodGet, path, nil))
}

// Post sends a body; headers are names and values.
func (s *school) Post(user, path string, body object, headers ...string) *apitest.Answer {
	s.t.Helper()
	return s.must(s.call(s.tokens[user], http.MethodPost, path, body, headers...))
}

func (s *school) must(a *apitest.Answer, err error) *apitest.Answer {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *school) want(status int, user, path string) *apitest.Answer {
	s.t.Helper()
	a := s.Get(user, path)
	if a.Status != status {
		s.t.Fatalf("GET %s as %s: %d %s", path, user, a.Status, a.Raw)
	}
	return a
}

// call makes a request with a token; headers are names and values.
func (s *school) call(token, method, path string, body object, headers ...string) (*apitest.Answer, error) {
	var sent []byte
	if body != nil {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequest(method, s.url+"/api/v1"+path, bytes.NewReader(sent))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Accept-Language", "en")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	came, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer came.Body.Close()
	raw, err := io.ReadAll(came.Body)
	if err != nil {
		return nil, err
	}
	return apitest.NewAnswer(came.StatusCode, raw)
}
