package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
)

// backup copies the database while it is in use, and proves the copy before it
// gets its name.
func backup(c *call) error {
	name, err := c.oneArgument(wrongUsage(opsTexts.WhichFile))
	if err != nil {
		return err
	}
	if _, err := os.Lstat(name); err == nil {
		return failed(fill(opsTexts.Exists, name))
	}
	ctx, cancel := interruptible()
	defer cancel()
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.new")
	if err != nil {
		return c.cannotWrite(name, err)
	}
	defer os.Remove(tmp.Name())
	if err := errors.Join(c.copyTo(ctx, opBackup, tmp), tmp.Close()); err != nil {
		return err
	}
	report, err := c.prove(ctx, tmp.Name())
	switch {
	case err != nil:
		return err
	case !report.OK:
		return failed(fill(opsTexts.BadCopy, c.options["data"], report.Problems[0].Message))
	}
	if err := settle(tmp.Name(), name); err != nil {
		return c.cannotWrite(name, err)
	}
	c.print("%s", fill(opsTexts.Copied, name, strconv.FormatUint(report.Events, 10)).In(c.lang))
	return nil
}

func (c *call) cannotWrite(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrExist):
		return failed(fill(opsTexts.Exists, name))
	case errors.Is(err, syscall.ENOSPC):
		return failed(opsTexts.Full)
	}
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return failed(fill(opsTexts.CannotWrite, name, err.Error()))
}

// copyTo writes a copy of the data folder's database to a file, and on to the disk.
func (c *call) copyTo(ctx context.Context, op string, to *os.File) error {
	o := order{Op: op, By: systemUser()}
	err := c.reach(ctx, o, func(body io.Reader) error {
		_, err := io.Copy(to, body)
		return err
	}, func(d *desk) error {
		if err := d.recordCopy(ctx, o); err != nil {
			return err
		}
		return d.db.Backup(ctx, to)
	})
	if err == nil {
		err = to.Sync()
	}
	if err != nil && ctx.Err() != nil {
		return failed(opsTexts.Interrupted)
	}
	return c.explain(err)
}

// settle gives a file that is complete its name, which nobody may have taken.
func settle(tmp, name string) error {
	err := os.Link(tmp, name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(tmp, name) // where there are no links, as on a memory stick
	}
	if err != nil {
		return err
	}
	d, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// restore puts a backup into an empty folder, once it is proved whole.
func restore(c *call) error {
	name, err := c.oneArgument(wrongUsage(opsTexts.WhichFile))
	if err != nil {
		return err
	}
	dir := c.options["data"]
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failed(fill(opsTexts.NotEmpty, dir))
	}
	from, err := os.Open(name)
	if err != nil {
		return c.notReadable(name, err)
	}
	defer from.Close()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return c.cannotWrite(dir, err)
	}
	ctx, cancel := interruptible()
	defer cancel()
	tmp, err := os.CreateTemp(dir, ".restore.*.new")
	if err != nil {
		return c.cannotWrite(dir, err)
	}
	defer os.Remove(tmp.Name())
	if err := errors.Join(copyWhole(from, tmp), tmp.Sync(), tmp.Close()); err != nil {
		return c.copyFailed(name, dir, err)
	}
	report, err := c.prove(ctx, tmp.Name())
	if err != nil {
		return err
	}
	if !report.OK {
		c.findings(report)
		return &failure{status: statusFound, message: fill(opsTexts.NotRestored, name)}
	}
	if err := recordRestore(ctx, tmp.Name()); err != nil {
		return c.explain(err)
	}
	if err := settle(tmp.Name(), filepath.Join(dir, databaseFile)); err != nil {
		return c.cannotWrite(dir, err)
	}
	c.print("%s", fill(opsTexts.Restored, dir, strconv.FormatUint(report.Events, 10)).In(c.lang))
	return nil
}

func recordRestore(ctx context.Context, path string) error {
	db, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	err = db.Update(ctx, func(tx workflow.Tx) error {
		return tx.PutOperation(workflow.Operation{At: time.Now().UTC().Truncate(time.Second), System: systemUser(), What: "restore"})
	})
	return errors.Join(err, db.Close())
}

// copyWhole copies a database file that nobody is writing: ErrLocked if somebody is.
func copyWhole(from, to *os.File) error {
	switch err := syscall.Flock(int(from.Fd()), syscall.LOCK_SH|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return store.ErrLocked
	case errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK): // then nobody can have locked it either
	case err != nil:
		return err
	}
	_, err := io.Copy(to, from)
	return err
}

func (c *call) copyFailed(name, dir string, err error) error {
	switch {
	case errors.Is(err, store.ErrLocked):
		return failed(fill(opsTexts.Locked, name))
	case errors.Is(err, syscall.EISDIR):
		return malformed(fill(texts.Unreadable, name, syscall.EISDIR.Error()))
	}
	return c.cannotWrite(dir, err)
}

func (c *call) notReadable(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return malformed(fill(opsTexts.NoFile, name))
	case errors.Is(err, fs.ErrPermission):
		return malformed(fill(texts.NotAllowed, name))
	}
	return malformed(fill(texts.Unreadable, name, err.Error()))
}
