package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"kjentvei/workflow"
)

const actorKey = "actor"

// authenticated finds who a bearer token stands for, or answers 401.
func (s *server) authenticated(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		scheme, secret, ok := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
		if !ok || !strings.EqualFold(scheme, "Bearer") || secret == "" {
			return s.turnedAway(c)
		}
		actor, err := s.Engine.Authenticate(c.Request().Context(), strings.TrimSpace(secret), time.Now())
		if errors.Is(err, workflow.ErrNotLoggedIn) {
			return s.turnedAway(c)
		}
		if err != nil {
			return err
		}
		c.Set(actorKey, actor)
		return next(c)
	}
}

// turnedAway answers a login that failed: 401, or 429 to one that has failed too
// often. Whoever shows a good token from the same address is not slowed.
func (s *server) turnedAway(c echo.Context) error {
	if !s.limits.failed(c.RealIP()) {
		c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(failureEvery.Seconds())))
		return errTooMany
	}
	return workflow.ErrNotLoggedIn
}

func actorOf(c echo.Context) workflow.Actor {
	actor, _ := c.Get(actorKey).(workflow.Actor)
	return actor
}

// limiter slows down an address that fails to log in again and again. It does
// not lock anybody out: staff must not be lockable by others.
type limiter struct {
	mu   sync.Mutex
	seen map[string]*rate.Limiter // by address
}

// Failed logins an address may make at once, and then one each few seconds.
const (
	failuresAtOnce = 20
	failureEvery   = 3 * time.Second
	maxAddresses   = 10_000
)

func newLimiter() *limiter { return &limiter{seen: map[string]*rate.Limiter{}} }

// failed notes a failed login, and reports whether the address may fail on.
func (l *limiter) failed(address string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	known, ok := l.seen[address]
	if !ok {
		if len(l.seen) >= maxAddresses {
			clear(l.seen)
		}
		known = rate.NewLimiter(rate.Every(failureEvery), failuresAtOnce)
		l.seen[address] = known
	}
	return known.Allow()
}

// headers are on every answer: nothing here is to be cached, framed or guessed at.
// The request has an id of ours; one that comes with it would be a way into the log.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set(echo.HeaderXRequestID, requestID())
		h.Set(echo.HeaderCacheControl, "no-store")
		h.Set(echo.HeaderXContentTypeOptions, "nosniff")
		h.Set(echo.HeaderContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
		h.Set(echo.HeaderReferrerPolicy, "no-referrer")
		return next(c)
	}
}

// bodyTime is how long a body may take to arrive, unless the configuration says otherwise.
const bodyTime = 10 * time.Second

// readDeadline ends a body that arrives too slowly as 408, not as a lost connection.
func (s *server) readDeadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Method == http.MethodPost {
			// Not every writer has a deadline to set (tests' recorders do not); then there is none.
			_ = http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(s.BodyTime))
		}
		return next(c)
	}
}
