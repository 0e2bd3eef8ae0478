package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"kjentvei/api"
	"kjentvei/cmd/kjentvei/demo"
	"kjentvei/store"
	"kjentvei/web"
	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// What a database says of itself when it is a demo. One that is still being
// filled was never served, and is made anew.
const (
	demoSetting  = "demo"
	demoFilling  = "filling"
	demoReady    = "ready"
	clockSetting = "demo_clock" // how far its clock is ahead of the real one, as a time.Duration says it
)

// demoOffset reads how far the demo's clock is ahead, and what stage it is at;
// zero and "" when the database is no demo.
func demoOffset(ctx context.Context, db workflow.Store) (offset time.Duration, stage string, err error) {
	err = db.View(ctx, func(tx workflow.Tx) error {
		value, err := setting(tx, demoSetting)
		if err != nil || value == "" {
			return err
		}
		stage = value
		if value, err = setting(tx, clockSetting); err != nil || value == "" {
			return err
		}
		if offset, err = time.ParseDuration(value); err != nil {
			return fmt.Errorf("%w: setting %s: %w", workflow.ErrDamaged, clockSetting, err)
		}
		return nil
	})
	return offset, stage, err
}

func setting(tx workflow.Tx, name string) (string, error) {
	value, err := tx.Setting(name)
	if errors.Is(err, workflow.ErrNotFound) {
		return "", nil
	}
	return string(value), err
}

// realTimePlus is a clock that is ahead of the real one.
func realTimePlus(offset time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(offset) }
}

// practice is a demo that is open.
type practice struct {
	db    workflow.Store
	clock *demo.Clock
	// passwords are those of the accounts just made; nil when the demo was there already.
	passwords map[string]string

	moving sync.Mutex // held while the clock is moved and that is stored
}

// farthest bounds how far the clock can be moved at once.
const farthest = 20 * 365 * 24 * time.Hour

// move takes the clock forward, for good. A time that is not later than now,
// or absurdly far away, is workflow.FieldErrors.
func (p *practice) move(ctx context.Context, to time.Time) error {
	p.moving.Lock()
	defer p.moving.Unlock()
	if now := p.clock.Now(); !to.After(now) || to.Sub(now) > farthest {
		return workflow.FieldErrors{{Field: "now", Message: routine.Message("field_datetime", nil)}}
	}
	offset := time.Until(to.Round(0))
	if err := p.db.Update(ctx, func(tx workflow.Tx) error { return keep(tx, offset) }); err != nil {
		return err
	}
	p.clock.Move(to)
	return nil
}

func keep(tx workflow.Tx, offset time.Duration) error {
	return tx.PutSetting(clockSetting, []byte(offset.String()))
}

// openDemo opens the demo of a database, and fills an empty one. start is when
// a new one begins. It returns the engine too, which tells the time by the demo's clock.
func (c *call) openDemo(ctx context.Context, db workflow.Store, stage string, offset time.Duration, start time.Time) (*practice, *workflow.Engine, error) {
	p := &practice{db: db, clock: demo.NewClock(start)}
	if stage == demoReady {
		p.clock.SetOffset(offset)
		engine, err := workflow.NewEngine(ctx, db, p.clock.Now)
		return p, engine, err
	}
	c.complain("%s", opsTexts.Filling.In(c.lang))
	err := db.Update(ctx, func(tx workflow.Tx) error { return tx.PutSetting(demoSetting, []byte(demoFilling)) })
	if err != nil {
		return nil, nil, err
	}
	engine, err := workflow.NewEngine(ctx, db, p.clock.Now)
	if err != nil {
		return nil, nil, err
	}
	if err := demo.Fill(ctx, engine, p.clock); err != nil {
		return nil, nil, err
	}
	if err := p.admit(ctx, engine); err != nil {
		return nil, nil, err
	}
	return p, engine, db.Update(ctx, func(tx workflow.Tx) error {
		return errors.Join(tx.PutSetting(demoSetting, []byte(demoReady)), keep(tx, p.clock.Offset()))
	})
}

// admit gives every account of the demo a password of its own.
func (p *practice) admit(ctx context.Context, engine *workflow.Engine) error {
	by := workflow.Operation{At: time.Now().UTC().Truncate(time.Second), System: systemUser()}
	p.passwords = map[string]string{}
	for _, a := range demo.Accounts() {
		text := strings.ToLower(rand.Text())
		password := text[:4] + "-" + text[4:8] + "-" + text[8:12]
		if _, err := engine.AddUser(ctx, a.User, a.Name, a.Role, a.School, auth.Encode(password), by); err != nil {
			return fmt.Errorf("demo account %s: %w", a.User, err)
		}
		p.passwords[a.User] = password
	}
	return nil
}

// practiceIn is what the pages have to practise with; nil outside the demo.
func practiceIn(config api.Config) *web.Practice {
	if config.MoveClock == nil {
		return nil
	}
	p := &web.Practice{Now: config.Now, Move: config.MoveClock}
	for _, a := range demo.Accounts() {
		p.People = append(p.People, web.PracticePerson{User: a.User, Name: a.Name, Role: a.Role, School: a.School})
	}
	return p
}

// untouched tells whether nobody has used a database yet.
func untouched(ctx context.Context, db *store.DB) (bool, error) {
	staff := 0
	err := db.View(ctx, func(tx workflow.Tx) error {
		all, err := tx.AllStaff()
		staff = len(all)
		return err
	})
	operations, err2 := db.Operations(ctx)
	return staff == 0 && db.Events() == 0 && len(operations) == 0, errors.Join(err, err2)
}

// openServed opens the database of a folder as serve wants it: a demo, or the
// real thing, and never the one for the other.
func (c *call) openServed(ctx context.Context, dir string, wantDemo bool) (db *store.DB, stage string, offset time.Duration, err error) {
	if db, err = openData(dir, true); err != nil {
		return nil, "", 0, err
	}
	refuse := func(err error) (*store.DB, string, time.Duration, error) {
		return nil, "", 0, errors.Join(err, db.Close())
	}
	if offset, stage, err = demoOffset(ctx, db); err != nil {
		return refuse(err)
	}
	if stage == demoFilling && wantDemo {
		path := db.Path()
		if err := errors.Join(db.Close(), os.Remove(path)); err != nil {
			return nil, "", 0, err
		}
		return c.openServed(ctx, dir, wantDemo)
	}
	empty, err := untouched(ctx, db)
	switch {
	case err != nil:
		return refuse(err)
	case stage != "" && !wantDemo:
		return refuse(failed(fill(opsTexts.IsDemo, dir)))
	case stage == "" && wantDemo && !empty:
		return refuse(failed(fill(opsTexts.NotDemo, dir)))
	}
	return db, stage, offset, nil
}
