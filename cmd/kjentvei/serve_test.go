package main

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// unsure is a store whose commits may or may not have been kept.
type unsure struct{ workflow.Store }

func (unsure) Update(context.Context, func(workflow.Tx) error) error { return store.ErrAmbiguous }

// started runs a server in this process, and gives its address and its end.
func started(t *testing.T, ctx context.Context, dir string) (s *service, url string, end chan error) {
	t.Helper()
	return startedAs(t, ctx, dir, nil)
}

func startedAs(t *testing.T, ctx context.Context, dir string, options map[string]string) (s *service, url string, end chan error) {
	t.Helper()
	var out, errs bytes.Buffer
	ready := make(chan string, 1)
	c := &call{lang: "en", out: notify{&out, ready}, stderr: &errs, options: map[string]string{"addr": "127.0.0.1:0", "data": dir}}
	maps.Copy(c.options, options)
	how, err := c.listening()
	if err != nil {
		t.Fatal(err)
	}
	s = &service{
		log: zerolog.Nop(), dir: dir, how: how, broken: make(chan error, 8),
		db: storetest.Open(t, filepath.Join(dir, databaseFile)),
	}
	end = make(chan error, 1)
	go func() { end <- s.run(ctx, c, "", 0, time.Now()) }()
	select {
	case said := <-ready:
		_, url, _ = strings.Cut(strings.SplitN(said, "\n", 2)[0], "answers on ")
	case err := <-end:
		t.Fatal(err)
	}
	return s, url, end
}

// notify tells what is written first.
type notify struct {
	*bytes.Buffer
	first chan string
}

func (n notify) Write(p []byte) (int, error) {
	select {
	case n.first <- string(p):
	default:
	}
	return n.Buffer.Write(p)
}

func statusOf(t *testing.T, url string) int {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

// When nobody knows whether a step was kept, the server ends by itself: exit 1.
func TestServerEndsWhenACommitIsAmbiguous(t *testing.T) {
	s, url, end := started(t, context.Background(), t.TempDir())
	if got := statusOf(t, url+"/readyz"); got != http.StatusOK {
		t.Errorf("readyz: %d", got)
	}
	if err := (watched{unsure{s.db}, s.fail}).Update(context.Background(), nil); !errors.Is(err, store.ErrAmbiguous) {
		t.Errorf("Update: %v", err)
	}
	select {
	case err := <-end:
		if status := (&call{lang: "en", stderr: &bytes.Buffer{}}).conclude(err); status != statusFailed {
			t.Errorf("exit status %d: %v", status, err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server goes on")
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("the server still answers")
	}
}

func TestServerStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s, url, end := started(t, ctx, t.TempDir())
	if got := statusOf(t, url+"/healthz"); got != http.StatusOK {
		t.Errorf("healthz: %d", got)
	}
	cancel()
	if err := <-end; err != nil {
		t.Error(err)
	}
	if err := s.ready(context.Background()); err == nil {
		t.Error("still ready")
	}
}

// The socket of a folder with a very long name can be reached too.
func TestSocketInADeepFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("deep/", 30))
	db, err := openData(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, _, end := started(t, ctx, dir)
	if got := succeeds(t, "user", "list", "--data", dir, "--lang", "en"); !strings.HasPrefix(got, "user ") {
		t.Error(got)
	}
	cancel()
	if err := <-end; err != nil {
		t.Error(err)
	}
}
