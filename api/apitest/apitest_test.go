package apitest_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kjentvei/api/apitest"
)

// little is a server with one case of three steps: a talk, a sign-off that waits
// for it, and the closing. What is planted in it changes how that goes.
type little struct {
	revision       int
	talked, signed bool
	closed         bool
	never          string // a step that is refused whatever happens
	taken          []string
}

func (s *little) Now() time.Time { return time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC) }

func (s *little) Get(string, string) *apitest.Answer { return s.answer(200, s.view()) }

func (s *little) Post(_, path string, _ apitest.Object, _ ...string) *apitest.Answer {
	var id string
	if _, err := fmt.Sscanf(path, "/cases/c1/steps/%s", &id); err != nil || !s.allows(id) {
		return s.answer(409, apitest.Object{"blocked_by": []any{apitest.Object{"code": "guard"}}})
	}
	s.revision++
	s.taken = append(s.taken, id)
	s.talked, s.signed, s.closed = s.talked || id == "talk", s.signed || id == "sign_off", id == "close"
	return s.answer(200, s.view())
}

func (s *little) allows(id string) bool {
	return id != s.never && (id == "talk" || id == "sign_off" && s.talked && !s.signed || id == "close" && s.signed)
}

func (s *little) view() apitest.Object {
	var steps []any
	for _, id := range []string{"talk", "sign_off", "close"} {
		step := apitest.Object{"id": id, "kind": "common", "to": "", "allowed": s.allows(id), "requirements": []any{}, "fields": []any{}, "blocked_by": []any{}}
		switch id {
		case "talk":
			step["kind"], step["requirements"] = "routine", []any{"R-1"}
		case "sign_off":
			if !s.talked {
				step["blocked_by"] = []any{apitest.Object{"code": "requirement_open", "requirement": "R-1"}}
			}
		}
		steps = append(steps, step)
	}
	return apitest.Object{"revision": s.revision, "state": "open", "closed": s.closed, "steps": steps}
}

func (s *little) answer(status int, body apitest.Object) *apitest.Answer {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	a, err := apitest.NewAnswer(status, raw)
	if err != nil {
		panic(err)
	}
	return a
}

func drive(t *testing.T, s *little) (attempts int, closed bool) {
	d := apitest.NewDriver(t, s, rand.New(rand.NewPCG(1, 1)))
	d.Case = "c1"
	return d.Close(60, nil)
}

func TestClose(t *testing.T) {
	s := &little{}
	if n, closed := drive(t, s); !closed || n > 5 || !slices.Equal(s.taken, []string{"talk", "sign_off", "close"}) {
		t.Errorf("closed: %v, by %v in %d attempts", closed, s.taken, n)
	}
}

// A dead end is noticed, wherever it is (P9).
func TestCloseFindsDeadEnds(t *testing.T) {
	for _, never := range []string{"talk", "sign_off", "close"} {
		if n, closed := drive(t, &little{never: never}); closed || n != 60 {
			t.Errorf("without %s the case closed in %d attempts", never, n)
		}
	}
}

func TestFill(t *testing.T) {
	choice := func(values ...string) (list []any) {
		for _, v := range values {
			list = append(list, apitest.Object{"value": v, "needs": []any{}})
		}
		return list
	}
	answers := choice("no", "yes")
	answers[1].(apitest.Object)["needs"] = []any{"why"}
	fields := []apitest.Object{
		{"name": "answer", "type": "choice", "required": true, "choices": answers},
		{"name": "why", "type": "text"},
		{"name": "until", "type": "date"},
	}
	f := &apitest.Form{Roll: rand.New(rand.NewPCG(1, 1)), Now: (&little{}).Now}
	for range 50 {
		got := f.Fill("ask", fields, apitest.Object{"until": nil})
		if got["answer"] == nil || got["answer"] == "yes" && got["why"] == nil || got["until"] != nil {
			t.Fatalf("filled in: %v", got)
		}
	}
	f.World = &apitest.World{Answers: apitest.Object{"ask.answer": "no", "ask.why": "fordi"}}
	if got := f.Fill("ask", fields, apitest.Object{"until": nil}); got["answer"] != "no" || got["why"] != "fordi" {
		t.Errorf("the world answers no, and %v is filled in", got)
	}
	if got := f.Fill("ask", fields, apitest.Object{"answer": "yes", "until": nil}); got["answer"] != "yes" {
		t.Errorf("yes is given, and %v is filled in", got)
	}
	if got := f.Fill("other", fields, apitest.Object{"answer": "yes"}); got["why"] == "fordi" {
		t.Errorf("the world answers in another step: %v", got)
	}
}
