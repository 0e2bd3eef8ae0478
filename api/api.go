package api

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"kjentvei/web/edge"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// Config is what the API is made of. All of it must be set unless it says otherwise.
type Config struct {
	Engine *workflow.Engine
	Log    zerolog.Logger
	Now    func() time.Time // the school's clock
	// MoveClock takes the school's clock forward; nil outside the demo. A time
	// that is not later than now is workflow.ErrInvalid.
	MoveClock func(context.Context, time.Time) error
	// Ready says whether the store can be written.
	Ready func(context.Context) error
	// DefaultRoutine is followed by a case that names none.
	DefaultRoutine string
	// BodyTime is how long a body may take to arrive; 0 is ten seconds.
	BodyTime time.Duration
	// Requests is how many an account may make each second, when it has made
	// twenty times as many at once; 0 is 500.
	Requests int
}

// GCPercent is what a process that serves the API does well to give
// debug.SetGCPercent. What a request makes, some 60 KB, is garbage when it has
// been answered; what stays, the store's index above all, is 30 MiB with 100,000
// cases, and all of it is gone through at each collection: at Go's 100 a
// collection every few hundred steps, for a sixth of the processor. This costs
// up to twice as much memory more, while there is much to do.
const GCPercent = 300

type server struct {
	Config
	failures *edge.Limiter // by address
	requests *edge.Limiter // by account
	scribe   *scribe
}

// New serves the API, health and readiness. Metrics have a listener of their own.
func New(config Config) http.Handler {
	s := &server{Config: config, failures: edge.NewLimiter(1/failureEvery.Seconds(), failuresAtOnce), scribe: newScribe()}
	s.BodyTime = cmp.Or(s.BodyTime, edge.BodyTime)
	often := cmp.Or(s.Requests, requestsOften)
	s.requests = edge.NewLimiter(float64(often), often*requestsAtOnce)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.errorHandler
	e.IPExtractor = echo.ExtractIPDirect()
	e.Use(headers, s.logged, edge.Recovered(s.Log), s.readDeadline)

	e.GET("/healthz", s.healthz)
	e.GET("/readyz", s.readyz)
	e.GET("/api/v1/openapi.json", s.openAPI)

	// Not as a group with middleware: that would answer 404 to a method that a path
	// does not take.
	for _, r := range []struct {
		method, path string
		handler      echo.HandlerFunc
	}{
		{http.MethodGet, "/me", s.showMe},
		{http.MethodGet, "/worklist", s.listWork},
		{http.MethodGet, "/students", s.listStudents},
		{http.MethodGet, "/routines", s.listRoutines},
		{http.MethodGet, "/routines/:id", s.showRoutine},
		{http.MethodGet, "/cases", s.listCases},
		{http.MethodPost, "/cases", s.openCase},
		{http.MethodGet, "/cases/:id", s.showCase},
		{http.MethodPost, "/cases/:id/steps", s.takeSteps},
		{http.MethodPost, "/cases/:id/steps/:step", s.takeStep},
		{http.MethodGet, "/cases/:id/events", s.listEvents},
		{http.MethodGet, "/cases/:id/audit", s.showAudit},
		{http.MethodGet, "/cases/:id/access", s.listAccess},
		{http.MethodPost, "/cases/:id/glass", s.breakGlass},
		{http.MethodGet, "/glass", s.listGlass},
		{http.MethodPost, "/glass/:number/review", s.reviewGlass},
		{http.MethodGet, "/reading", s.listReading},
		{http.MethodGet, "/audit", s.showFigures},
		{http.MethodPost, "/demo/clock", s.moveClock},
	} {
		e.Add(r.method, "/api/v1"+r.path, r.handler, s.authenticated)
	}
	return e
}

// language is the one of our languages that a request would like best, bokmål if
// it asks for none of them.
func language(r *http.Request) routine.Lang {
	best, most := routine.Bokmal, 0.0
	for _, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, parameters, _ := strings.Cut(strings.TrimSpace(part), ";")
		primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
		lang, ours := languages[primary]
		if weight := quality(parameters); ours && weight > most {
			best, most = lang, weight
		}
	}
	return best
}

var languages = map[string]routine.Lang{
	"nb": routine.Bokmal, "no": routine.Bokmal, "nn": routine.Nynorsk, "da": routine.Danish, "en": routine.English,
}

// quality reads "q=0.7"; 1 where nothing can be read.
func quality(parameters string) float64 {
	weight, ok := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(weight, 64)
	if err != nil {
		return 1
	}
	return q
}
