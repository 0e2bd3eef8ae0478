package web

import (
	"cmp"
	"strconv"

	"github.com/labstack/echo/v4"

	"kjentvei/web/auth"
	"kjentvei/web/edge"
)

// Pages that somebody may ask for each second, unless the configuration says
// otherwise, and how many seconds' worth of them at once. Nobody reads so fast, nor
// does a script that searches while they type; a program that runs wild in their name
// leaves most of the server to the others.
const (
	pagesOften  = 100
	pagesAtOnce = 100 // as many as calls of the API
)

func newPace(often int) *edge.Limiter {
	often = cmp.Or(often, pagesOften)
	return edge.NewLimiter(float64(often), often*pagesAtOnce)
}

// paced slows down who asks for pages faster than people can. It is counted for each
// person, but apart for each network that they come from, and for who has shown a
// second factor and who has not: nobody with a stolen password or session can slow
// down its owner elsewhere. Hiding the screen and logging out are always let through.
func (s *server) paced(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := visitOf(c)
		if v.Session.Level == auth.Nobody || c.Path() == "/hide" || c.Path() == "/logout" {
			return next(c) // who is not logged in finds only what is counted in other ways, or costs nothing
		}
		full := strconv.FormatBool(v.Session.Level == auth.Full)
		if !s.pace.Allow(string(v.Session.Staff) + "\x00" + full + "\x00" + s.network(c.Request())) {
			return errPace
		}
		return next(c)
	}
}
