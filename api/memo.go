package api

import "sync"

// memo remembers the JSON of what was written before. An entry is used only for
// what equals, by same, what it was written from, so that nothing remembered can
// be stale: who reads, what they may see and what the clock says is all in there.
type memo[K comparable, V any] struct {
	max  int // entries at most
	same func(a, b *V) bool

	mu    sync.Mutex
	known map[K]written[V]
}

// written is what some JSON was written from. Neither is ever changed.
type written[V any] struct {
	from V
	json []byte
}

func newMemo[K comparable, V any](limit int, same func(a, b *V) bool) *memo[K, V] {
	return &memo[K, V]{max: limit, same: same, known: map[K]written[V]{}}
}

// json returns the JSON of a value, and writes it if the value last written
// under the key was another. It must not be changed.
func (m *memo[K, V]) json(key K, value *V, write func() ([]byte, error)) ([]byte, error) {
	m.mu.Lock()
	last, ok := m.known[key]
	m.mu.Unlock()
	if ok && m.same(&last.from, value) {
		return last.json, nil
	}
	data, err := write()
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known) >= m.max {
		for other := range m.known {
			delete(m.known, other) // any of them
			break
		}
	}
	m.known[key] = written[V]{*value, data}
	return data, nil
}
