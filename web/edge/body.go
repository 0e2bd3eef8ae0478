package edge

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
)

// BodyTime is how long a body may take to arrive.
const BodyTime = 10 * time.Second

// LimitBody gives every body its time to arrive: also one that nobody reads, as
// the connection waits for it.
func LimitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(BodyTime)) // both protocols can
		}
		next.ServeHTTP(w, r)
	})
}

// Recovered turns a panic of a handler into an error and a line in the log.
func Recovered(log zerolog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				if r := recover(); r != nil {
					if r == http.ErrAbortHandler {
						panic(r)
					}
					log.Error().Str("route", c.Path()).Str("panic", fmt.Sprint(r)).Bytes("stack", debug.Stack()).Msg("panic")
					err = fmt.Errorf("panic: %v", r)
				}
			}()
			return next(c)
		}
	}
}
