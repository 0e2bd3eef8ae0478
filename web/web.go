package web

import (
	"cmp"
	"context"
	"html/template"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"kjentvei/web/auth"
	"kjentvei/web/auth/oidc"
	"kjentvei/web/edge"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// Config is what the pages are made of. All of it must be set unless it says otherwise.
type Config struct {
	Engine *workflow.Engine
	Log    zerolog.Logger
	// Lang is for who has chosen none, whose browser asks for none of ours, and whose
	// school has none; "" is bokmål.
	Lang routine.Lang
	// DefaultRoutine is what new cases follow.
	DefaultRoutine string
	// Demo is a school where nobody is real: its passwords are enough, from this
	// machine only.
	Demo bool
	// Practice is what there is to practise with in the demo; nil for nothing.
	Practice *Practice
	// Address is where a request comes from, for slowing down who fails; nil is the
	// other end of the connection.
	Address func(*http.Request) string
	// Origin is scheme, host and port as browsers see them, which passkeys belong to;
	// nil takes them from the configuration (web/edge), or else from the request.
	Origin func(*http.Request) string
	// Requests is how many pages somebody may ask for each second, when they have asked
	// for a hundred times as many at once; 0 is 100.
	Requests int
	// Now is real time, by which a second factor grows old; nil is time.Now.
	Now func() time.Time
	// Providers are whom people can log in with beside a password; none is fine.
	Providers []*oidc.Provider
	// PDF prints a page that needs nothing beside it; it ends when its context does.
	// nil where no browser is installed.
	PDF func(ctx context.Context, page []byte) ([]byte, error)
}

type server struct {
	Config
	desk     *auth.Desk
	sessions *auth.Sessions
	origins  *http.CrossOriginProtection
	pages    map[pageKey]*template.Template
	assets   *assets
	uploads  *uploads
	pace     *edge.Limiter
	press    *press // nil: nothing is made a PDF of
	shelf    shelf  // of what is proved of routines
}

// New serves the pages until ctx is done; then its sessions are no longer cleaned up.
func New(ctx context.Context, config Config) http.Handler {
	s := &server{
		Config: config, desk: auth.NewDesk(config.Engine, config.Log), sessions: auth.NewSessions(ctx),
		origins: http.NewCrossOriginProtection(), uploads: newUploads(), pace: newPace(config.Requests),
	}
	s.assets, s.pages = embedded()
	s.Lang = cmp.Or(s.Lang, routine.Bokmal)
	if s.Address == nil {
		s.Address = remoteAddress
	}
	if s.Origin == nil {
		s.Origin = s.asAsked
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.PDF != nil {
		s.press = newPress(s.PDF)
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.fail
	e.IPExtractor = s.Address
	e.Use(s.headers, s.logged, s.welcomed, s.paced, edge.Recovered(s.Log), s.bounded, s.sameOrigin)
	e.GET("/static/:name", s.assets.serve)
	for _, r := range routes {
		e.Add(r.method, r.path, s.handler(r))
	}
	return e
}

func remoteAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// asAsked is the origin that a request says it is for. A lie helps nobody: browsers
// bind a passkey to the origin that they see.
func (s *server) asAsked(r *http.Request) string {
	if base := edge.Of(r.Context()).Base; base != "" {
		return base
	}
	if r.TLS != nil || edge.Of(r.Context()).Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// network is what counts as one place where failures are counted.
func (s *server) network(r *http.Request) string {
	addr, ok := edge.Address(s.Address(r))
	if !ok {
		return ""
	}
	return edge.Network(addr).String()
}

// isLoopback reports whether a request comes from this machine.
func (s *server) isLoopback(r *http.Request) bool {
	return net.ParseIP(s.Address(r)).IsLoopback()
}

// languages for the page's lang attribute: bokmål and nynorsk as the web knows them.
var languages = []struct {
	Lang routine.Lang
	Name string // in itself
}{
	{routine.Bokmal, "Bokmål"}, {routine.Nynorsk, "Nynorsk"}, {routine.English, "English"}, {routine.Danish, "Dansk"},
}
