package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
)

// acknowledged is what a server has said is stored: the revision of each case.
type acknowledged struct {
	mu    sync.Mutex
	cases map[workflow.CaseID]uint64
	steps int
}

func (a *acknowledged) note(id workflow.CaseID, revision uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cases[id] = revision
	a.steps++
}

func (a *acknowledged) soFar() map[workflow.CaseID]uint64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.cases)
}

// startServer runs the demo of a folder in a process of its own.
func startServer(t *testing.T, dir string) (server *exec.Cmd, url string) {
	t.Helper()
	server = exec.Command("kjentvei", "serve", "--demo", "--data", dir, "--addr", "127.0.0.1:0", "--lang", "en")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	_, url, ok := strings.Cut(strings.TrimSpace(line), "answers on ")
	if !ok {
		t.Fatalf("the server said %q", line)
	}
	return server, url
}

// worker opens cases by HTTP and adds notes to them until the server is gone.
func worker(url, token string, number int, acked *acknowledged) error {
	client := &http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{}).DialContext}, Timeout: 10 * time.Second}
	post := func(path, ifMatch, body string) (id workflow.CaseID, revision uint64, err error) {
		request, err := http.NewRequest(http.MethodPost, url+"/api/v1/cases"+path, strings.NewReader(body))
		if err != nil {
			return "", 0, err
		}
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("Content-Type", "application/json")
		if ifMatch != "" {
			request.Header.Set("If-Match", ifMatch)
		}
		response, err := client.Do(request)
		if err != nil {
			return "", 0, io.EOF
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			return "", 0, io.EOF
		}
		if response.StatusCode/100 != 2 {
			return "", 0, fmt.Errorf("%s: %s", response.Status, answer)
		}
		var c struct {
			ID       workflow.CaseID
			Revision uint64
		}
		err = json.Unmarshal(answer, &c)
		return c.ID, c.Revision, err
	}
	for n := 0; ; n++ {
		id, revision, err := post("", "", fmt.Sprintf(`{"scenario":"third_party_concern","student":{"id":"rogn-%03d"},"fields":{"reported_by":"staff","contact_safety":"safe"}}`, 1+(8*n+number)%600))
		for range 6 {
			if err != nil {
				break
			}
			acked.note(id, revision)
			_, revision, err = post("/"+string(id)+"/steps/add_note", fmt.Sprintf("%q", fmt.Sprint(revision)), `{"fields":{"text":"Vi snakket sammen."}}`)
		}
		if err != nil {
			return err
		}
	}
}

// contains demands that a database holds what was acknowledged.
func contains(t *testing.T, dir string, acked map[workflow.CaseID]uint64) {
	t.Helper()
	db, err := store.Open(filepath.Join(dir, databaseFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for id, revision := range acked {
		err := db.View(context.Background(), func(tx workflow.Tx) error {
			r, err := tx.Record(id)
			if err == nil && r.Revision < revision {
				err = fmt.Errorf("at revision %d", r.Revision)
			}
			return err
		})
		if err != nil {
			t.Errorf("case %s, acknowledged at revision %d: %v", id, revision, err)
		}
	}
}

func succeeds(t *testing.T, args ...string) string {
	t.Helper()
	status, stdout, stderr := invoke(t, "", args...)
	if status != 0 {
		t.Fatalf("%v: status %d, %s%s", args, status, stdout, stderr)
	}
	return strings.TrimSpace(stdout)
}

// A server is killed twice while eight people take steps: whatever it has said
// is stored is there, and the record is whole. A backup taken meanwhile holds
// what was stored when it began.
func TestKilledServerLosesNothingAcknowledged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	acked := &acknowledged{cases: map[workflow.CaseID]uint64{}}
	for round := range 2 {
		server, url := startServer(t, dir)
		token := succeeds(t, "token", "create", "--user", "contact_teacher", "--data", dir)
		var workers sync.WaitGroup
		errs := make(chan error, 8)
		for number := range 8 {
			workers.Go(func() { errs <- worker(url, token, number, acked) })
		}
		time.Sleep(400 * time.Millisecond)
		before := acked.soFar()
		copied := filepath.Join(t.TempDir(), "copy.db")
		succeeds(t, "backup", copied, "--data", dir)
		time.Sleep(time.Duration(100+200*round) * time.Millisecond)
		if err := server.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = server.Wait() // says that it was killed
		workers.Wait()
		close(errs)
		for err := range errs {
			if err != io.EOF {
				t.Error(err)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, adminSocket)); err != nil {
			t.Errorf("a killed server leaves its socket behind: %v", err)
		}
		contains(t, dir, acked.soFar())
		succeeds(t, "verify", "--data", dir)
		restored := filepath.Join(t.TempDir(), "restored")
		succeeds(t, "restore", copied, "--data", restored)
		contains(t, restored, before)
		succeeds(t, "verify", restored)
	}
	if acked.steps < 40 {
		t.Errorf("only %d steps were taken", acked.steps)
	}
	t.Logf("%d steps in %d cases", acked.steps, len(acked.cases))
}

// What is done by command is recorded, by and by, with who did it.
func TestOperationsAreRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	status, _, stderr := invoke(t, "hemmelig nok\n", "user", "add", "kari", "--role", "kjentmann", "--school", "rogn", "--data", dir)
	if status != 0 {
		t.Fatal(stderr)
	}
	succeeds(t, "token", "create", "--user", "kari", "--data", dir)
	var tokens struct{ Items []tokenRow }
	if err := json.Unmarshal([]byte(succeeds(t, "token", "list", "--format", "json", "--data", dir)), &tokens); err != nil || len(tokens.Items) != 1 {
		t.Fatal(tokens, err)
	}
	succeeds(t, "token", "revoke", tokens.Items[0].ID, "--data", dir)
	succeeds(t, "user", "disable", "kari", "--data", dir)
	copied := filepath.Join(t.TempDir(), "copy.db")
	succeeds(t, "backup", copied, "--data", dir)
	restored := filepath.Join(t.TempDir(), "restored")
	succeeds(t, "restore", copied, "--data", restored)
	db, err := openData(restored, false)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	operations, err := db.Operations(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, o := range operations {
		did = append(did, o.What)
		if o.System != systemUser() || o.System == "" || time.Since(o.At) > time.Minute {
			t.Errorf("%+v", o)
		}
	}
	if got := strings.Join(did, ", "); got != "user add, token create, token revoke, user disable, backup, restore" {
		t.Error(got)
	}
	file, err := os.ReadFile(filepath.Join(restored, databaseFile))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file, []byte("hemmelig nok")) || !bytes.Contains(file, []byte("$argon2id$v=19$m=19456,t=2,p=1$")) {
		t.Error("the password is not kept as argon2id")
	}
	if info, err := os.Stat(filepath.Join(dir, databaseFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}
