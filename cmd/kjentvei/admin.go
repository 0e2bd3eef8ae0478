package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
)

// A server answers orders on a socket in the data folder, which only its own
// user can open. One order is one POST: JSON there, and JSON or a copy of the
// database back.
const adminSocket = "admin.sock"

// socketPath gives a path to the socket that is short enough for the system,
// and what to call when it is no longer needed.
func socketPath(dir string) (string, func(), error) {
	path := filepath.Join(dir, adminSocket)
	if len(path) < 100 {
		return path, func() {}, nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", d.Fd(), adminSocket), func() { d.Close() }, nil
}

// listenAdmin opens the socket. The caller has the database, so whoever left a
// socket behind is gone.
func listenAdmin(dir string) (net.Listener, func(), error) {
	path, done, err := socketPath(dir)
	if err != nil {
		return nil, nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		done()
		return nil, nil, err
	}
	mask := syscall.Umask(0o177)
	l, err := net.Listen("unix", path)
	syscall.Umask(mask)
	if err != nil {
		done()
		return nil, nil, err
	}
	return l, done, nil
}

// maxOrder bounds an order, in bytes: a routine file, and what JSON makes of it.
const maxOrder = 2 * maxRoutineBytes

// ServeHTTP does one order.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == importPath {
		d.serveImport(w, r)
		return
	}
	var o order
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxOrder)).Decode(&o); err != nil {
		answerOrder(w, reply{}, fmt.Errorf("order: %w: %w", workflow.ErrInvalid, err))
		return
	}
	switch o.Op {
	case opBackup, opCopy:
	case opAuditLog:
		w.Header().Set("Content-Type", "application/xml")
		if err := d.auditLog(r.Context(), o, w); err != nil {
			panic(http.ErrAbortHandler)
		}
		return
	default:
		answer, err := d.do(r.Context(), o)
		answerOrder(w, answer, err)
		return
	}
	if err := d.recordCopy(r.Context(), o); err != nil {
		answerOrder(w, reply{}, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if err := d.db.Backup(r.Context(), w); err != nil {
		panic(http.ErrAbortHandler) // the other end sees that the copy is cut off
	}
}

// trouble is an error on its way from the server to the command.
type trouble struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// troubles are the kinds of error that a command tells apart.
var troubles = []struct {
	kind string
	err  error
}{
	{"not_found", workflow.ErrNotFound}, {"invalid", workflow.ErrInvalid}, {"conflict", workflow.ErrConflict},
	{"full", workflow.ErrFull}, {"damaged", workflow.ErrDamaged}, {"closed", store.ErrClosed},
}

func (t *trouble) Error() string { return t.Message }

func (t *trouble) Unwrap() error {
	for _, known := range troubles {
		if t.Kind == known.kind {
			return known.err
		}
	}
	return nil
}

func answerOrder(w http.ResponseWriter, answer reply, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err == nil {
		_ = json.NewEncoder(w).Encode(answer) // fails when the command has gone
		return
	}
	w.WriteHeader(http.StatusConflict)
	_ = json.NewEncoder(w).Encode(troubleOf(err))
}

func troubleOf(err error) *trouble {
	t := &trouble{Message: err.Error()}
	for _, known := range troubles {
		if errors.Is(err, known.err) {
			t.Kind = known.kind
			break
		}
	}
	return t
}

// errNoServer is returned when no server has the data folder.
var errNoServer = errors.New("no server")

// send gives an order to the server of a data folder. The answer's body is the
// caller's to close.
func send(ctx context.Context, dir string, o order) (io.ReadCloser, error) {
	path, done, err := socketPath(dir)
	if err != nil {
		return nil, errNoServer
	}
	defer done()
	conn, err := (&net.Dialer{Timeout: 2 * time.Second}).DialContext(ctx, "unix", path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ENOTDIR) {
			return nil, errNoServer
		}
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext:       func(context.Context, string, string) (net.Conn, error) { return conn, nil },
	}}
	request, err := o.request(ctx)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		defer response.Body.Close()
		t := &trouble{}
		if err := json.NewDecoder(response.Body).Decode(t); err != nil {
			return nil, fmt.Errorf("the server answered %s: %w", response.Status, err)
		}
		return nil, t
	}
	return response.Body, nil
}
