package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"kjentvei/store"
	"kjentvei/workflow"
)

// verified is what verify found.
type verified struct {
	OK       bool      `json:"ok"`
	Events   uint64    `json:"events"`
	Problems []finding `json:"problems"`
}

// finding is one thing that is not as it must be.
type finding struct {
	Kind    string `json:"kind"` // as store.Problem has it, or case
	Where   string `json:"where"`
	Message string `json:"message"`
}

// verify checks a copy, so that a backup stays as it is, to the byte, and a
// server goes on meanwhile.
func verify(c *call) error {
	if len(c.args) > 1 {
		return wrongUsage(fill(texts.TooMany, c.args[1]))
	}
	ctx, cancel := interruptible()
	defer cancel()
	folder, err := os.MkdirTemp("", "kjentvei-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	tmp, err := os.OpenFile(filepath.Join(folder, databaseFile), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(c.takeCopy(ctx, tmp), tmp.Close()); err != nil {
		return err
	}
	report, err := c.prove(ctx, tmp.Name())
	if err != nil {
		return err
	}
	if c.format == "json" {
		if err := c.printJSON(report); err != nil {
			return err
		}
	} else {
		c.findings(report)
	}
	if !report.OK {
		return &failure{status: statusFound}
	}
	return nil
}

// takeCopy copies what is to be verified: the file named, or the database of the
// folder named, or of --data.
func (c *call) takeCopy(ctx context.Context, to *os.File) error {
	dir := c.options["data"]
	if len(c.args) == 1 {
		dir = c.args[0]
		info, err := os.Stat(dir)
		if err != nil {
			return c.notReadable(dir, err)
		}
		if !info.IsDir() && filepath.Base(dir) != databaseFile {
			return c.copyFile(dir, to)
		}
		if !info.IsDir() {
			dir = filepath.Dir(dir)
		}
		c.options["data"] = dir
	}
	body, err := send(ctx, dir, order{Op: opCopy, By: systemUser()})
	switch {
	case errors.Is(err, errNoServer):
		return c.copyFile(filepath.Join(dir, databaseFile), to)
	case err != nil:
		return c.explain(err)
	}
	_, err = to.ReadFrom(body)
	return c.explain(errors.Join(err, body.Close()))
}

func (c *call) copyFile(name string, to *os.File) error {
	from, err := os.Open(name)
	if err != nil {
		return c.notReadable(name, err)
	}
	defer from.Close()
	if err := copyWhole(from, to); err != nil {
		return c.copyFailed(name, to.Name(), err)
	}
	return nil
}

// findings tells people what a check found.
func (c *call) findings(report *verified) {
	for _, p := range report.Problems {
		c.print("%s %s: %s", p.Kind, p.Where, p.Message)
	}
	if report.OK {
		c.print("%s", fill(opsTexts.Whole, strconv.FormatUint(report.Events, 10)).In(c.lang))
	} else {
		c.print("%s", fill(opsTexts.NotWhole, strconv.Itoa(len(report.Problems))).In(c.lang))
	}
}

// prove checks a database file that is the caller's alone: the store, and then
// every case by folding it anew.
func (c *call) prove(ctx context.Context, path string) (*verified, error) {
	report := &verified{Problems: []finding{}}
	db, err := store.Open(path, store.Options{})
	switch {
	case errors.Is(err, workflow.ErrDamaged):
		report.Problems = append(report.Problems, finding{"file", databaseFile, err.Error()})
		return report, nil
	case err != nil:
		return nil, c.explain(err)
	}
	for _, p := range db.Check(ctx) {
		report.Problems = append(report.Problems, finding{p.Kind, p.Where, p.Message})
	}
	report.Events = db.Events()
	mismatches, err := refold(ctx, db)
	switch {
	case ctx.Err() != nil:
		return nil, errors.Join(failed(opsTexts.Interrupted), db.Close())
	case err != nil && len(report.Problems) == 0: // otherwise a consequence
		report.Problems = append(report.Problems, finding{"case", "", err.Error()})
	}
	for _, m := range mismatches {
		report.Problems = append(report.Problems, finding{"case", string(m.Case), m.Message})
	}
	report.OK = len(report.Problems) == 0
	return report, db.Close()
}

// refold has the engine compare every case with its events.
func refold(ctx context.Context, db *store.DB) (found []workflow.Mismatch, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("%w: %v", workflow.ErrDamaged, value)
		}
	}()
	offset, _, err := demoOffset(ctx, db)
	if err != nil {
		return nil, err
	}
	engine, err := workflow.NewEngine(ctx, unchanged{db}, realTimePlus(offset))
	if err != nil {
		return nil, err
	}
	return engine.Verify(ctx)
}

// unchanged is a store that is only looked at.
type unchanged struct{ *store.DB }

func (unchanged) Update(context.Context, func(workflow.Tx) error) error { return nil }
