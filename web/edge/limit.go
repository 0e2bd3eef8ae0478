package edge

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limiter slows down who does something again and again. It does not lock anybody
// out: staff must not be lockable by others. It is safe for concurrent use.
type Limiter struct {
	often  rate.Limit
	atOnce int

	mu   sync.Mutex
	seen map[string]*rate.Limiter
}

// maxSeen bounds what a limiter remembers. Beyond it everybody starts afresh.
const maxSeen = 10_000

// NewLimiter lets each do something so many times at once, and then so often a second.
func NewLimiter(often float64, atOnce int) *Limiter {
	return &Limiter{often: rate.Limit(often), atOnce: atOnce, seen: map[string]*rate.Limiter{}}
}

// Allow notes that somebody did it once more, and reports whether they may.
func (l *Limiter) Allow(who string) bool { return l.allowAt(who, time.Now()) }

func (l *Limiter) allowAt(who string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	known, ok := l.seen[who]
	if !ok {
		if len(l.seen) >= maxSeen {
			clear(l.seen)
		}
		known = rate.NewLimiter(l.often, l.atOnce)
		l.seen[who] = known
	}
	return known.AllowN(now, 1)
}
