package store

import (
	"sync"

	"kjentvei/workflow"
)

// recalls are of what nearly every request reads, and is seldom written.
type recalls struct {
	students recall[workflow.Student]
	staff    recall[workflow.Staff]
	tokens   recall[workflow.Token] // their ids are random: no two have the same bytes
}

// recall remembers what stored bytes were decoded to. The same bytes always
// mean the same, so nothing remembered can be stale, whichever transaction asks.
type recall[T any] struct {
	mu    sync.RWMutex
	known map[string]*T // by the bytes
}

// maxRecalled is how many of a kind are remembered; one takes about 1 KB.
const maxRecalled = 4096

// decode gives a copy of what the bytes mean. The copies share what their slices
// hold, which must not be changed in place.
func (r *recall[T]) decode(data []byte, decode func([]byte) (*T, error)) (*T, error) {
	r.mu.RLock()
	known, ok := r.known[string(data)]
	r.mu.RUnlock()
	if !ok {
		var err error
		if known, err = decode(data); err != nil {
			return nil, err
		}
		r.keep(string(data), known)
	}
	one := *known
	return &one, nil
}

func (r *recall[T]) keep(data string, known *T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[string]*T{}
	}
	if len(r.known) >= maxRecalled {
		for other := range r.known {
			delete(r.known, other) // any of them
			break
		}
	}
	r.known[data] = known
}
