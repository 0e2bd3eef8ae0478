package apitest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Object is a JSON object.
type Object = map[string]any

// Answer is what a server answered.
type Answer struct {
	Status int
	Raw    []byte
	Body   Object
}

// NewAnswer reads the JSON of an answer.
func NewAnswer(status int, raw []byte) (*Answer, error) {
	a := &Answer{Status: status, Raw: raw}
	if err := json.Unmarshal(raw, &a.Body); err != nil {
		return nil, fmt.Errorf("%d %q: %w", status, raw, err)
	}
	return a, nil
}

// List is a member that holds objects; empty when there is none.
func (a *Answer) List(name string) []Object { return Objects(a.Body[name]) }

// Revision is that of the case answered.
func (a *Answer) Revision() int { n, _ := a.Body["revision"].(float64); return int(n) }

// Objects reads a JSON list of objects.
func Objects(v any) []Object {
	items := List(v)
	list := make([]Object, len(items))
	for i := range items {
		list[i], _ = items[i].(Object)
	}
	return list
}

// List reads a JSON list; nil for anything else.
func List(v any) []any { list, _ := v.([]any); return list }

// Text reads a JSON string; "" for anything else.
func Text(v any) string { text, _ := v.(string); return text }

// holds reports whether a JSON list has a text among its items.
func holds(v any, text string) bool { return slices.Contains(List(v), any(text)) }

// Server is where cases are driven. Both calls are of paths below /api/v1, as
// some user, and end the test when no answer comes.
type Server interface {
	Get(user, path string) *Answer
	// Post sends a body; headers are names and values.
	Post(user, path string, body Object, headers ...string) *Answer
	// Now is the server's own time.
	Now() time.Time
}
