package auth

import (
	"context"
	"maps"
	"sync"
	"time"
)

// shelf keeps sessions in memory, under the hashes of their tokens. What was taken
// down does not come back: a request that began before a session was ended, and is
// done after, would otherwise put it there again.
type shelf struct {
	mu    sync.Mutex
	items map[string]item
	ended map[string]time.Time
}

type item struct {
	data    []byte
	expires time.Time
}

// remembersEnded is longer than any request takes.
const remembersEnded = 10 * time.Minute

func newShelf() *shelf { return &shelf{items: map[string]item{}, ended: map[string]time.Time{}} }

// Find is of scs.Store.
func (s *shelf) Find(key string) ([]byte, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.items[key]
	if !ok || !time.Now().Before(found.expires) {
		return nil, false, nil
	}
	return found.data, true, nil
}

// Commit is of scs.Store. It keeps a session unless it was ended.
func (s *shelf) Commit(key string, data []byte, expires time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ended := s.ended[key]; !ended {
		s.items[key] = item{data, expires}
	}
	return nil
}

// Delete is of scs.Store. It ends a session for good.
func (s *shelf) Delete(key string) error {
	s.remove(key)
	return nil
}

func (s *shelf) remove(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.items, key)
	s.ended[key] = time.Now()
}

// all gives what has not run out, by key.
func (s *shelf) all() map[string][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	live, now := map[string][]byte{}, time.Now()
	for key, found := range s.items {
		if now.Before(found.expires) {
			live[key] = found.data
		}
	}
	return live
}

// clean drops each minute what has run out, until ctx is done.
func (s *shelf) clean(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			s.sweep(now)
		}
	}
}

func (s *shelf) sweep(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.items, func(_ string, i item) bool { return !now.Before(i.expires) })
	maps.DeleteFunc(s.ended, func(_ string, at time.Time) bool { return now.Sub(at) > remembersEnded })
}
