package api

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

func requestID() string { return rand.Text()[:16] }

// healthz answers as long as the process does.
func (s *server) healthz(c echo.Context) error {
	return c.JSON(http.StatusOK, map[string]string{"status": "ok"})
}

// readyz answers whether a step could be stored now.
func (s *server) readyz(c echo.Context) error {
	if err := s.Ready(c.Request().Context()); err != nil {
		return fmt.Errorf("%w: %w", errNotReady, err)
	}
	return c.JSON(http.StatusOK, map[string]string{"status": "ready"})
}

// logged writes one line a request: the route's template, never its path or
// query, which hold references; and who only as an opaque id.
func (s *server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begun := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		took := time.Since(begun)
		route := c.Path()
		if route == "" {
			route = "none"
		}
		observe(c.Request().Method, route, c.Response().Status, took)
		s.Log.Info().Str("request", c.Response().Header().Get(echo.HeaderXRequestID)).Str("method", c.Request().Method).
			Str("route", route).Int("status", c.Response().Status).Dur("took", took).
			Str("actor", string(actorOf(c).ID)).Msg("request")
		return nil
	}
}
