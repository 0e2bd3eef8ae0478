package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
)

// seenJSON is one time that somebody looked at a case or acted in it.
type seenJSON struct {
	Actor  seerJSON  `json:"actor"`
	At     time.Time `json:"at"`
	What   string    `json:"what"`
	Reason string    `json:"reason,omitempty"`
}

// seerJSON is a member of staff, or an operator by the system's user name.
type seerJSON struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Operator string `json:"operator,omitempty"`
}

func (s *server) listAccess(c echo.Context) error {
	seen, err := s.Engine.AccessLog(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")))
	if err != nil {
		return err
	}
	answer := list[seenJSON]{Items: []seenJSON{}}
	for _, l := range seen {
		answer.Items = append(answer.Items, seenJSON{
			Actor: seerJSON{string(l.Staff), l.Name, l.Operator}, At: l.At.UTC(), What: l.What, Reason: l.Reason,
		})
	}
	return c.JSON(http.StatusOK, answer)
}

type glassRequest struct {
	Reason string `json:"reason"`
}

type reviewRequest struct {
	Finding string `json:"finding"`
	Note    string `json:"note"`
}

type glassJSON struct {
	ID        string      `json:"id"`
	Case      string      `json:"case"`
	Reference string      `json:"reference"`
	By        personJSON  `json:"by"`
	At        time.Time   `json:"at"`
	Until     time.Time   `json:"until"`
	Reason    string      `json:"reason"`
	Review    *reviewJSON `json:"review,omitempty"`
	Yours     bool        `json:"yours_to_review"`
}

type reviewJSON struct {
	By      personJSON `json:"by"`
	At      time.Time  `json:"at"`
	Finding string     `json:"finding"`
	Note    string     `json:"note"`
}

// breakGlass lets the caller read a case that rests, for an hour.
func (s *server) breakGlass(c echo.Context) error {
	var body glassRequest
	if err := decode(c.Request(), &body); err != nil {
		return err
	}
	until, err := s.Engine.BreakGlass(c.Request().Context(), actorOf(c), workflow.CaseID(c.Param("id")), body.Reason)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, map[string]time.Time{"until": until.UTC()})
}

func (s *server) listGlass(c echo.Context) error {
	broken, err := s.Engine.Broken(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	answer := list[glassJSON]{Items: []glassJSON{}}
	for _, g := range broken {
		out := glassJSON{
			ID: strconv.FormatUint(g.Number, 10), Case: string(g.Case), Reference: g.Reference, By: personJSON{ID: string(g.Staff), Name: g.Name},
			At: g.At.UTC(), Until: g.Until.UTC(), Reason: g.Reason, Yours: g.Mine,
		}
		if r := g.Review; r != nil {
			out.Review = &reviewJSON{personJSON{ID: string(r.Staff), Name: r.Name}, r.At.UTC(), r.Finding, r.Note}
		}
		answer.Items = append(answer.Items, out)
	}
	return c.JSON(http.StatusOK, answer)
}

func (s *server) reviewGlass(c echo.Context) error {
	number, err := strconv.ParseUint(c.Param("number"), 10, 64)
	if err != nil {
		return workflow.ErrNotFound
	}
	var body reviewRequest
	if err := decode(c.Request(), &body); err != nil {
		return err
	}
	if err := s.Engine.ReviewGlass(c.Request().Context(), actorOf(c), number, body.Finding, body.Note); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

type readerJSON struct {
	personJSON
	Signs  []string `json:"signs"`
	Cases  int      `json:"cases"`
	Nights int      `json:"nights"`
}

// listReading tells who reads unusually at a school, for the school's own review.
func (s *server) listReading(c echo.Context) error {
	actor := actorOf(c)
	school, err := schoolOf(actor, workflow.SchoolID(c.QueryParam("school")))
	if err != nil {
		return err
	}
	readers, err := s.Engine.Reading(c.Request().Context(), actor, school)
	if err != nil {
		return err
	}
	answer := list[readerJSON]{Items: []readerJSON{}}
	for _, r := range readers {
		answer.Items = append(answer.Items, readerJSON{personJSON{ID: string(r.Staff), Name: r.Name}, r.Signs, r.Cases, r.Nights})
	}
	return c.JSON(http.StatusOK, answer)
}
