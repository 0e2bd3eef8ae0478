package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/cmd/kjentvei/demo"
	"kjentvei/store"
	"kjentvei/web"
	"kjentvei/web/auth/oidc"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

var serveOptions = []option{
	{"addr", "HOST:PORT|unix:PATH", "127.0.0.1:8080", opsTexts.AddrFlag},
	{"demo", "", "", opsTexts.DemoFlag},
	{"now", "T", "", opsTexts.NowFlag},
	{"metrics", "HOST:PORT", "", opsTexts.MetricsFlag},
	{"tls-cert", "FILE", "", serveTexts.CertFlag},
	{"tls-key", "FILE", "", serveTexts.KeyFlag},
	{"behind-proxy", "ADDR,…", "", serveTexts.ProxyFlag},
	{"public-url", "URL", "", serveTexts.PublicFlag},
	{"login", "FILE", "", serveTexts.LoginFlag},
}

// defaultRoutine is what a case follows that names none.
const defaultRoutine = "kjentmann"

// How long the server waits for whom; for those who ask, see listen.go.
const (
	stopTime  = 25 * time.Second // for requests under way, when it is told to stop
	readyTime = 2 * time.Second  // for the store to say whether it can be written
)

// spareBytes is what the disk must have left for the store to count as writable.
const spareBytes = 16 << 20

// service is a server that runs.
type service struct {
	log      zerolog.Logger
	db       *store.DB
	dir      string
	how      *listening
	lang     routine.Lang // where nothing else says one
	stopping atomic.Bool

	providers []*oidc.Provider // by which people log in, beside passwords
	broken    chan error       // what ends the server at once
	servers   []*http.Server
}

// serve runs until it is told to stop, or until nothing more can be relied on.
func serve(c *call) error {
	if err := c.noArgument(); err != nil {
		return err
	}
	start, err := c.startTime()
	if err != nil {
		return err
	}
	how, err := c.listening()
	if err != nil {
		return err
	}
	providers, err := c.readProviders()
	if err != nil {
		return err
	}
	ctx, cancel := interruptible()
	defer cancel()
	dir, wantDemo := c.options["data"], c.options["demo"] == "true"
	db, stage, offset, err := c.openServed(ctx, dir, wantDemo)
	if err != nil {
		return c.explain(err)
	}
	s := &service{
		log: zerolog.New(zerolog.SyncWriter(c.stderr)).With().Timestamp().Logger(),
		db:  db, dir: dir, how: how, lang: c.lang, providers: providers, broken: make(chan error, 8),
	}
	err = s.run(ctx, c, stage, offset, start)
	return c.explain(errors.Join(err, db.Close()))
}

// startTime is when a new demo begins.
func (c *call) startTime() (time.Time, error) {
	text := c.options["now"]
	if text == "" {
		return time.Now(), nil
	}
	start, err := time.Parse(time.RFC3339, text)
	if err != nil || c.options["demo"] != "true" {
		return start, wrongUsage(fill(texts.BadValue, text, "--now", opsTexts.NowFlag.In(c.lang)))
	}
	return start, nil
}

func (s *service) run(ctx context.Context, c *call, stage string, offset time.Duration, start time.Time) error {
	guarded := watched{s.db, s.fail}
	config := api.Config{Log: s.log, Now: time.Now, Ready: s.ready, DefaultRoutine: defaultRoutine}
	var p *practice
	var err error
	if c.options["demo"] == "true" {
		if p, config.Engine, err = c.openDemo(ctx, guarded, stage, offset, start); err == nil {
			config.Now, config.MoveClock = p.clock.Now, p.move
		}
	} else {
		config.Engine, err = workflow.NewEngine(ctx, guarded, nil)
	}
	if err != nil {
		return err
	}
	url, err := s.listen(ctx, config)
	if err != nil {
		s.close()
		return err
	}
	if err := s.greet(ctx, c, config.Engine, p, url); err != nil {
		s.close()
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(api.GCPercent)
	}
	go debug.FreeOSMemory() // what starting has left behind
	select {
	case err := <-s.broken:
		s.log.Error().Err(err).Msg("cannot go on")
		s.close()
		return err
	case <-ctx.Done():
	}
	return s.stop()
}

// fail ends the server: the only way on is to open the database anew.
func (s *service) fail(err error) {
	s.stopping.Store(true)
	select {
	case s.broken <- err:
	default: // it is ending already
	}
}

// stop lets requests under way be done, and takes no more.
func (s *service) stop() error {
	s.stopping.Store(true)
	s.log.Info().Msg("stopping")
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	ends := make(chan error, len(s.servers))
	for _, server := range s.servers {
		go func() { ends <- server.Shutdown(ctx) }()
	}
	var errs []error
	for range s.servers {
		select {
		case err := <-ends:
			errs = append(errs, err)
		case err := <-s.broken:
			s.close()
			return err
		}
	}
	s.close()
	if err := errors.Join(errs...); err != nil {
		s.log.Warn().Err(err).Msg("requests were cut off")
	}
	s.log.Info().Msg("stopped")
	return nil
}

func (s *service) close() {
	for _, server := range s.servers {
		_ = server.Close() // says only what is already known
	}
}

// ready says whether a step could be stored now.
func (s *service) ready(ctx context.Context) error {
	if s.stopping.Load() {
		return errors.New("stopping")
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(s.dir, &disk); err == nil && disk.Bavail*uint64(disk.Bsize) < spareBytes {
		return workflow.ErrFull
	}
	written := make(chan error, 1)
	go func() { written <- watched{s.db, s.fail}.Update(ctx, func(workflow.Tx) error { return nil }) }()
	select {
	case err := <-written:
		return err
	case <-time.After(readyTime):
		return errors.New("the store does not answer")
	}
}

// watched is the store of a server: when nobody knows whether a step was kept,
// the server must end.
type watched struct {
	workflow.Store
	broken func(error)
}

func (w watched) Update(ctx context.Context, fn func(workflow.Tx) error) error {
	err := w.Store.Update(ctx, fn)
	if errors.Is(err, store.ErrAmbiguous) {
		w.broken(err)
	}
	return err
}

// greet says where the server is, who can log in, and what to do next.
func (s *service) greet(ctx context.Context, c *call, engine *workflow.Engine, p *practice, url string) error {
	c.print("%s", fill(opsTexts.Serving, url).In(c.lang))
	at := ""
	if s.dir != defaultData {
		at = " --data " + s.dir
	}
	switch {
	case p == nil:
		users, err := engine.Users(context.WithoutCancel(ctx)) // who is told to stop has said hello all the same
		if err != nil {
			return err
		}
		if len(users) == 0 {
			c.print("%s", fill(opsTexts.NobodyYet, at).In(c.lang))
		}
	case p.passwords == nil:
		c.print("%s", fill(opsTexts.DemoAgain, clockTime(p.clock.Now())).In(c.lang))
		var users []string
		for _, a := range demo.Accounts() {
			users = append(users, a.User)
		}
		c.print("%s\n%s", strings.Join(users, ", "), opsTexts.PasswordsBefore.In(c.lang))
	default:
		c.print("%s\n", fill(opsTexts.DemoNew, clockTime(p.clock.Now())).In(c.lang))
		rows := [][]string{strings.Split(opsTexts.DemoHead.In(c.lang), "\t")}
		for _, a := range demo.Accounts() {
			rows = append(rows, []string{a.User, p.passwords[a.User], a.Name, a.Role, string(a.School)})
		}
		if err := c.table(rows); err != nil {
			return err
		}
		c.print("\n%s", opsTexts.PasswordsOnce.In(c.lang))
	}
	user := "NAME"
	if p != nil {
		user = "contact_teacher"
	}
	c.print("%s", fill(opsTexts.NextSteps, user+at, url).In(c.lang))
	if !web.HasDesignSystem() {
		c.complain("%s", serveTexts.PlainLook.In(c.lang))
	}
	if p != nil && p.passwords == nil && c.options["now"] != "" {
		c.complain("%s", opsTexts.ClockKept.In(c.lang))
	}
	return c.flush()
}
