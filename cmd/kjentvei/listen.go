package main

import (
	"context"
	"errors"
	"io/fs"
	stdlog "log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/web"
	"kjentvei/web/edge"
)

// How long the server waits for whom, and how much it takes.
const (
	headerTime     = 5 * time.Second
	idleTime       = 2 * time.Minute
	writeTime      = time.Minute
	maxHeaderBytes = 64 << 10
)

// listen opens every socket, and gives the address for people.
func (s *service) listen(ctx context.Context, config api.Config) (string, error) {
	admin, done, err := listenAdmin(s.dir)
	if err != nil {
		return "", err
	}
	s.start(admin, &http.Server{Handler: &desk{s.db, config.Engine}}).RegisterOnShutdown(done)
	public, err := s.how.open()
	if err != nil {
		return "", err
	}
	crowd := newCrowd(maxConnections(), s.how.trust.IsProxy)
	pages := web.New(ctx, web.Config{
		Engine: config.Engine, Log: s.log, Lang: s.lang, DefaultRoutine: config.DefaultRoutine, Demo: config.MoveClock != nil,
		Providers: s.providers, Practice: practiceIn(config), PDF: s.printer(),
	})
	s.startPublic(public, s.how.trust.Handler(edge.LimitBody(together(api.New(config), pages))), crowd)
	if s.how.metrics != nil {
		metrics, err := net.ListenTCP("tcp", s.how.metrics)
		if err != nil {
			return "", cannotListen("--metrics", s.how.metrics.String(), err)
		}
		mux := http.NewServeMux()
		mux.Handle("GET /metrics", api.Metrics())
		trust := edge.Trust{Proxies: s.how.trust.Proxies, Misdirected: s.how.trust.Misdirected}
		s.startPublic(metrics, trust.Handler(edge.LimitBody(mux)), crowd)
	}
	if s.how.cert != nil {
		go s.how.cert.watch(ctx, s.log, hangups(ctx))
	}
	s.log.Info().Str("address", public.Addr().String()).Bool("tls", s.how.cert != nil).Bool("demo", config.MoveClock != nil).Msg("serving")
	return s.how.url(public.Addr()), nil
}

// together serves programs and people on one address.
func together(programs, people http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/api/"), path == "/healthz", path == "/readyz":
			programs.ServeHTTP(w, r)
		default:
			people.ServeHTTP(w, r)
		}
	})
}

// open opens the socket for everybody.
func (l *listening) open() (net.Listener, error) {
	if l.socket == "" {
		listener, err := net.ListenTCP("tcp", l.addr)
		if err != nil {
			return nil, cannotListen("--addr", l.addr.String(), err)
		}
		return listener, nil
	}
	listener, err := openSocket(l.socket)
	if err != nil {
		return nil, cannotListen("--addr", "unix:"+l.socket, err)
	}
	return listener, nil
}

// openSocket makes a socket that its user and group can open, in the place of one
// that a server has left behind.
func openSocket(path string) (net.Listener, error) {
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode().Type() != fs.ModeSocket:
		return nil, syscall.EADDRINUSE
	default:
		if conn, err := net.Dial("unix", path); err == nil {
			return nil, errors.Join(syscall.EADDRINUSE, conn.Close())
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	mask := syscall.Umask(0o117)
	defer syscall.Umask(mask)
	return net.Listen("unix", filepath.Clean(path))
}

func cannotListen(flag, address string, err error) error {
	if opErr, ok := errors.AsType[*net.OpError](err); ok {
		err = opErr.Err
	}
	for _, of := range []error{syscall.EADDRINUSE, syscall.EACCES, syscall.EADDRNOTAVAIL} {
		if errors.Is(err, of) {
			return failed(fill(opsTexts.CannotListen, address, of.Error()))
		}
	}
	return wrongUsage(fill(texts.BadValue, address, flag, err.Error()))
}

// startPublic serves on a listener that others can reach.
func (s *service) startPublic(l net.Listener, h http.Handler, crowd *crowd) {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, WriteTimeout: writeTime,
		MaxHeaderBytes: maxHeaderBytes, ConnState: crowd.note,
	}
	if s.how.cert != nil {
		server.TLSConfig = s.how.cert.config()
	}
	s.start(l, server)
}

// start has a server serve on a listener, until it is stopped.
func (s *service) start(l net.Listener, server *http.Server) *http.Server {
	server.ErrorLog = stdlog.New(httpLog{s.log}, "", 0)
	s.servers = append(s.servers, server)
	serve := func() error { return server.Serve(l) }
	if server.TLSConfig != nil {
		serve = func() error { return server.ServeTLS(l, "", "") }
	}
	go func() {
		if err := serve(); !errors.Is(err, http.ErrServerClosed) {
			s.fail(err)
		}
	}()
	return server
}

// httpLog takes what net/http has to say, such as handshakes that fail. It says
// the addresses of others, which are left out.
type httpLog struct{ log zerolog.Logger }

func (h httpLog) Write(p []byte) (int, error) {
	h.log.Debug().Str("from", "http").Msg(withoutAddresses(strings.TrimSpace(string(p))))
	return len(p), nil
}

// plainly is an error for people: why a file cannot be used, without its path.
func plainly(err error) string {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return strings.TrimPrefix(err.Error(), "tls: ")
}

// withoutAddresses replaces what looks like a network address.
func withoutAddresses(line string) string {
	words := strings.Fields(line)
	for i, word := range words {
		if _, err := netip.ParseAddrPort(strings.TrimRight(word, ":;,")); err == nil {
			words[i] = "(address):"
		}
	}
	return strings.Join(words, " ")
}
