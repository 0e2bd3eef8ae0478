package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kjentvei/web/edge"
	"kjentvei/workflow"
)

const actorKey = "actor"

// authenticated finds who a bearer token stands for, or answers 401; 429 to an
// account that asks for more than its share.
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
		if !s.requests.Allow(string(actor.ID)) {
			return tooMany(c, time.Second)
		}
		c.Set(actorKey, actor)
		return next(c)
	}
}

// turnedAway answers a login that failed: 401, or 429 to one that has failed too
// often. Whoever shows a good token from the same address is not slowed.
func (s *server) turnedAway(c echo.Context) error {
	if !s.failures.Allow(networkOf(c)) {
		return tooMany(c, failureEvery)
	}
	return workflow.ErrNotLoggedIn
}

// networkOf is what an address counts as: one machine can have 2^64 of IPv6.
func networkOf(c echo.Context) string {
	addr, _ := edge.Address(c.RealIP())
	return edge.Network(addr).String()
}

// tooMany is the answer to one who is to wait so long.
func tooMany(c echo.Context, wait time.Duration) error {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(wait.Seconds())))
	return errTooMany
}

func actorOf(c echo.Context) workflow.Actor {
	actor, _ := c.Get(actorKey).(workflow.Actor)
	return actor
}

// Failed logins an address may make at once, and then one each few seconds.
const (
	failuresAtOnce = 20
	failureEvery   = 3 * time.Second
)

// Requests an account may make each second, unless the configuration says
// otherwise, and how many seconds' worth of them at once. No person comes near;
// a program that runs wild leaves most of the server to the others.
const (
	requestsOften  = 500
	requestsAtOnce = 20
)

// headers are on every answer: nothing here is to be cached, framed or guessed at.
// The request has an id of ours; one that comes with it would be a way into the log.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		setHeaders(c.Response().Header())
		return next(c)
	}
}

func setHeaders(h http.Header) {
	h.Set(echo.HeaderXRequestID, requestID())
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Set(echo.HeaderXContentTypeOptions, "nosniff")
	h.Set(echo.HeaderContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
	h.Set(echo.HeaderReferrerPolicy, "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// readDeadline ends a body that arrives too slowly as 408, not as a lost connection.
func (s *server) readDeadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().ContentLength != 0 {
			// Not every writer has a deadline to set (tests' recorders do not); then there is none.
			_ = http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(s.BodyTime))
		}
		return next(c)
	}
}
