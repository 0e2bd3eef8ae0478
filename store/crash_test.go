package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

func TestMain(m *testing.M) {
	if path := os.Getenv("KJENTVEI_WRITER"); path != "" {
		writeUntilKilled(path)
	}
	if path := os.Getenv("KJENTVEI_OPEN"); path != "" {
		openAndMeasure(path)
	}
	os.Exit(m.Run())
}

// writeUntilKilled opens cases and takes steps in them from eight goroutines,
// and says on standard output which are durable.
func writeUntilKilled(path string) {
	db, err := store.Open(path, store.Options{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	var mu sync.Mutex
	for i := range 8 {
		go func() {
			for n := i; ; n += 8 {
				r := newCase(n)
				for range 5 {
					revision := r.Revision
					err := db.Update(context.Background(), func(tx workflow.Tx) error {
						if revision == 0 {
							*r = workflow.Record{ID: r.ID, School: r.School}
							return step(tx, r)
						}
						stored, err := tx.Record(r.ID)
						if err == nil {
							*r = *stored
							err = step(tx, r)
						}
						return err
					})
					mu.Lock()
					if err != nil {
						fmt.Println("error", err)
					} else {
						fmt.Println("acked", r.ID, r.Revision)
					}
					mu.Unlock()
				}
			}
		}()
	}
	select {}
}

func TestKilledWriterLosesNothingAcked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	acked := map[workflow.CaseID]uint64{}
	for run := range 6 {
		killWriter(t, path, time.Duration(30+run*40)*time.Millisecond, acked)
		db, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		storetest.Check(t, db)
		for id, revision := range acked {
			r, err := find(db, id)
			if err != nil || r.Revision < revision {
				t.Errorf("case %s: acked at revision %d: %v %v", id, revision, r, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(acked) < 20 {
		t.Errorf("only %d cases were written", len(acked))
	}
}

// killWriter lets a writer run for a while after its first answer.
func killWriter(t *testing.T, path string, after time.Duration, acked map[workflow.CaseID]uint64) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "KJENTVEI_WRITER="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	var timer *time.Timer
	for {
		line, err := lines.ReadString('\n')
		if err != nil { // what was cut off was not answered
			if !errors.Is(err, io.EOF) {
				t.Error(err)
			}
			break
		}
		if timer == nil {
			timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		var id workflow.CaseID
		var revision uint64
		if _, err := fmt.Sscanf(line, "acked %s %d", &id, &revision); err != nil {
			t.Fatalf("writer said %q", strings.TrimSpace(line))
		}
		acked[id] = revision
	}
	_ = cmd.Wait()
}

// run runs this program with one more variable and gives what it says.
func run(t testing.TB, variable string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), variable)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	return string(out)
}

func TestOneProcessAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	storetest.Open(t, path)
	if _, err := store.Open(path, store.Options{LockTimeout: 20 * time.Millisecond}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("Open: %v", err)
	}
}
