package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
)

// databaseFile is the one file of a data folder that matters.
const databaseFile = "kjentvei.db"

// defaultData is the data folder when none is named.
const defaultData = "./data"

// hasData reports whether there is a database to ask. A folder that was named
// must have one; the default folder need not.
func (c *call) hasData() bool {
	dir := c.options["data"]
	_, err := os.Stat(filepath.Join(dir, databaseFile))
	return dir != defaultData || !errors.Is(err, fs.ErrNotExist)
}

// systemUser is whom the operating system says we are.
func systemUser() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "uid " + strconv.Itoa(os.Getuid())
}

// interruptible ends when the operator or the system wants the program to end.
// Who asks a second time does not wait for it to be done orderly.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// openData opens the database of a folder; create also makes folder and file.
func openData(dir string, create bool) (*store.DB, error) {
	path := filepath.Join(dir, databaseFile)
	if create {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	} else if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return store.Open(path, store.Options{LockTimeout: 300 * time.Millisecond})
}

// patience is how long a command waits for a server that is just starting or
// stopping: it has the database, and does not answer.
const patience = 5 * time.Second

// ask has an order done: by the server of the data folder if there is one, else here.
func (c *call) ask(o order) (answer reply, err error) {
	ctx, cancel := interruptible()
	defer cancel()
	o.By = systemUser()
	err = c.reach(ctx, o, func(body io.Reader) error {
		return json.NewDecoder(body).Decode(&answer)
	}, func(d *desk) (err error) {
		answer, err = d.do(ctx, o)
		return err
	})
	return answer, err
}

// reach gives an order to the server, and lets remote read the answer; without
// a server it opens the database for local.
func (c *call) reach(ctx context.Context, o order, remote func(io.Reader) error, local func(*desk) error) error {
	dir := c.options["data"]
	for started := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		body, err := send(ctx, dir, o)
		if err == nil {
			return errors.Join(remote(body), body.Close())
		}
		if !errors.Is(err, errNoServer) {
			return c.explain(err)
		}
		db, err := openData(dir, o.Op == opUserAdd || o.Roster != nil && o.Roster.create)
		if errors.Is(err, store.ErrLocked) && time.Since(started) < patience && ctx.Err() == nil {
			continue
		}
		if err != nil {
			return c.explain(err)
		}
		d, err := newDesk(ctx, db)
		if err == nil {
			err = local(d)
		}
		return c.explain(errors.Join(err, db.Close()))
	}
}

// newDesk does orders on a database that this command has opened, by the clock
// that its server would have.
func newDesk(ctx context.Context, db *store.DB) (*desk, error) {
	offset, _, err := demoOffset(ctx, db)
	if err != nil {
		return nil, err
	}
	engine, err := workflow.NewEngine(ctx, db, realTimePlus(offset))
	return &desk{db, engine}, err
}

// explain says what went wrong with a data folder, in every language, and keeps
// the errors that a command has words of its own for.
func (c *call) explain(err error) error {
	dir := c.options["data"]
	var said *failure
	switch {
	case err == nil, errors.As(err, &said):
		return err
	case errors.Is(err, store.ErrLocked):
		return failed(fill(opsTexts.Locked, dir))
	case errors.Is(err, store.ErrNewer):
		return failed(fill(opsTexts.Newer, dir))
	case errors.Is(err, workflow.ErrDamaged):
		return failed(fill(opsTexts.Damaged, dir, err.Error()))
	case errors.Is(err, workflow.ErrFull), errors.Is(err, syscall.ENOSPC):
		return failed(opsTexts.Full)
	case errors.Is(err, context.Canceled):
		return failed(opsTexts.Interrupted)
	case errors.Is(err, fs.ErrNotExist):
		return malformed(fill(opsTexts.NoDatabase, dir))
	case errors.Is(err, fs.ErrPermission):
		return malformed(fill(opsTexts.NoAccess, dir))
	}
	return err
}

// oneArgument is the only thing that may be typed beside flags.
func (c *call) oneArgument(missing error) (string, error) {
	switch {
	case len(c.args) == 0:
		return "", missing
	case len(c.args) > 1:
		return "", wrongUsage(fill(texts.TooMany, c.args[1]))
	}
	return c.args[0], nil
}

func (c *call) noArgument() error {
	if len(c.args) > 0 {
		return wrongUsage(fill(texts.TooMany, c.args[0]))
	}
	return nil
}
