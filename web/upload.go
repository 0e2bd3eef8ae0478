package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// A roster is uploaded by itself, larger and slower than any form.
const (
	rosterPath     = "/setup/roster"
	maxRosterBytes = 50 << 20
	maxRosterRows  = 500_000         // 1 KB of memory each; a county of 22,000 students has some 113,000
	uploadTime     = 2 * time.Minute // for the file to arrive
	importTime     = 2 * time.Minute // for it to be read, compared and stored, after that
)

// upload is a file that waits for somebody to confirm what it would do.
type upload struct {
	data []byte
	sum  string // SHA-256, in hex
}

// uploads keeps files in memory, never on disk, until they are confirmed: one for
// each session, few in all, and not for long. It is safe for concurrent use.
type uploads struct {
	mu   sync.Mutex
	held map[string]*heldUpload
	busy chan struct{} // as many as may arrive at once
}

type heldUpload struct {
	upload
	ends *time.Timer
}

// How many files are kept, how many may arrive at once, and how long they are kept.
const (
	maxHeld     = 4
	maxArriving = 2
	heldTime    = 15 * time.Minute
)

func newUploads() *uploads {
	return &uploads{held: map[string]*heldUpload{}, busy: make(chan struct{}, maxArriving)}
}

var errBusy = errors.New("too many files at once")

// take reads the file of a multipart form, and keeps it for a session in place of any
// before. errBusy when there is no room for it now, errForm when it is none.
func (u *uploads) take(w http.ResponseWriter, r *http.Request, session string) (upload, error) {
	select {
	case u.busy <- struct{}{}:
		defer func() { <-u.busy }()
	default:
		return upload{}, errBusy
	}
	if !u.hasRoom(session) {
		return upload{}, errBusy
	}
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Now().Add(uploadTime)) // a test's recorder cannot, and need not
	_ = rc.SetWriteDeadline(time.Now().Add(uploadTime + importTime))
	data, err := readFile(r)
	if err != nil {
		return upload{}, err
	}
	sum := sha256.Sum256(data)
	file := upload{data, hex.EncodeToString(sum[:])}
	u.keep(session, file)
	return file, nil
}

// readFile reads the part named "file"; it has no bytes when none was chosen.
func readFile(r *http.Request) ([]byte, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errForm
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil, nil
		}
		var data []byte
		if err == nil && part.FormName() == "file" {
			data, err = io.ReadAll(part)
		}
		_, large := errors.AsType[*http.MaxBytesError](err)
		switch {
		case large:
			return nil, errLarge
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, errSlow
		case err != nil:
			return nil, errForm
		case part.FormName() == "file":
			return data, nil
		}
	}
}

func (u *uploads) hasRoom(session string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.held[session] != nil || len(u.held) < maxHeld
}

func (u *uploads) keep(session string, file upload) {
	u.forget(session)
	if len(file.data) == 0 {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	held := &heldUpload{upload: file}
	held.ends = time.AfterFunc(heldTime, func() { u.drop(session, held) })
	u.held[session] = held
}

// find gives the file that a session has uploaded, if it is still this one.
func (u *uploads) find(session, sum string) (upload, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	held := u.held[session]
	if held == nil || held.sum != sum {
		return upload{}, false
	}
	return held.upload, true
}

func (u *uploads) forget(session string) {
	u.mu.Lock()
	held := u.held[session]
	u.mu.Unlock()
	if held != nil {
		held.ends.Stop()
		u.drop(session, held)
	}
}

func (u *uploads) drop(session string, held *heldUpload) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.held[session] == held {
		delete(u.held, session)
	}
}
