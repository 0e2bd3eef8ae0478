package web

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"kjentvei/workflow"
)

// revisionPath tells an open page of a case whether there is something new in it.
const revisionPath = "/cases/:id/revision"

// tellRevision answers with the revision of a case and nothing else of it, so that it
// is no look at it. Nobody has pressed anything: it keeps no session alive either
// (welcomed).
func (s *server) tellRevision(v *visit) (any, error) {
	revision, err := s.Engine.Revision(v.Request().Context(), v.Actor, workflow.CaseID(v.Param("id")))
	if err != nil {
		return nil, err
	}
	return plain{kind: echo.MIMEApplicationJSON, content: fmt.Sprintf(`{"revision":%d}`, revision)}, nil
}

// mark says of what was recorded after a revision that it is new.
func (p *casePage) mark(history []workflow.Event, since uint64) {
	fresh := map[string]bool{}
	for i := range history {
		fresh[string(history[i].ID)] = history[i].Revision > since && history[i].Outcome == workflow.Done
	}
	for i := range p.Timeline {
		p.Timeline[i].New = fresh[p.Timeline[i].ID]
	}
}
