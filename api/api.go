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
	"golang.org/x/time/rate"

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
	failures *limiter // by address
	requests *limiter // by account
	scribe   *scribe
}

// New serves the API, health and readiness. Metrics have a listener of their own.
func New(config Config) http.Handler {
	s := &server{Config: config, failures: newLimiter(rate.Every(failureEvery), failuresAtOnce), scribe: newScribe()}
	s.BodyTime = cmp.Or(s.BodyTime, bodyTime)
	often := cmp.Or(s.Requests, requestsOften)
	s.requests = newLimiter(rate.Limit(often), often*requestsAtOnce)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.errorHandler
	e.IPExtractor = echo.ExtractIPDirect()
	e.Use(headers, s.logged, s.recovered, s.readDeadline)

	e.GET("/healthz", s.healthz)
	e.GET("/readyz", s.readyz)
	e.GET("/api/v1/openapi.json", s.openAPI)

	g := e.Group("/api/v1", s.authenticated)
	g.GET("/me", s.showMe)
	g.GET("/worklist", s.listWork)
	g.GET("/students", s.listStudents)
	g.GET("/routines", s.listRoutines)
	g.GET("/routines/:id", s.showRoutine)
	g.GET("/cases", s.listCases)
	g.POST("/cases", s.openCase)
	g.GET("/cases/:id", s.showCase)
	g.POST("/cases/:id/steps", s.takeSteps)
	g.POST("/cases/:id/steps/:step", s.takeStep)
	g.GET("/cases/:id/events", s.listEvents)
	g.GET("/cases/:id/audit", s.showAudit)
	g.GET("/cases/:id/access", s.listAccess)
	g.POST("/cases/:id/glass", s.breakGlass)
	g.GET("/glass", s.listGlass)
	g.POST("/glass/:number/review", s.reviewGlass)
	g.GET("/reading", s.listReading)
	g.GET("/audit", s.showFigures)
	g.POST("/demo/clock", s.moveClock)
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
