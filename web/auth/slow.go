package auth

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// SlowError is returned to one who has failed too often, or asks while too many
// others do. It says nothing about what was shown: that was not looked at.
type SlowError struct{ Wait time.Duration }

func (e *SlowError) Error() string { return fmt.Sprintf("try again in %s", e.Wait) }

// Failures that are looked at at once, and then one each so often. A person types
// badly a few times; a program does not get far.
const (
	pairAtOnce    = 8 // of one person from one address
	pairEvery     = 20 * time.Second
	addressAtOnce = 100 // of all from one address: a school is often behind a single one
	addressEvery  = 2 * time.Second
)

// maxSeen bounds what is remembered of addresses and pairs. What has been quiet
// for long enough to have its whole budget again is forgotten first.
const maxSeen = 50_000

// brake slows down who fails again and again. It refuses, it does not wait: a
// request that waits costs us, not them.
type brake struct {
	often  rate.Limit
	atOnce int

	mu   sync.Mutex
	seen map[string]*budget
}

// budget is what somebody may still fail. What is being looked at counts as failed
// until it is known: a thousand at the same time are a thousand.
type budget struct {
	failures *rate.Limiter
	pending  int
}

func newBrake(every time.Duration, atOnce int) *brake {
	return &brake{often: rate.Every(every), atOnce: atOnce, seen: map[string]*budget{}}
}

// try asks whether somebody may be looked at. settle must be called when it is known
// whether they have failed. *SlowError when they are to wait.
func (b *brake) try(who string, now time.Time) (settle func(failed bool), err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	known, ok := b.seen[who]
	if !ok {
		b.forget(now)
		known = &budget{failures: rate.NewLimiter(b.often, b.atOnce)}
		b.seen[who] = known
	}
	left := known.failures.TokensAt(now) - float64(known.pending)
	if left < 1 {
		seconds := (1 - left) / float64(b.often)
		return nil, &SlowError{Wait: time.Duration(min(max(seconds, 1), 600) * float64(time.Second)).Round(time.Second)}
	}
	known.pending++
	return func(failed bool) {
		b.mu.Lock()
		defer b.mu.Unlock()
		known.pending--
		if failed {
			known.failures.AllowN(now, 1)
		}
	}, nil
}

// forget makes room; b.mu is held.
func (b *brake) forget(now time.Time) {
	if len(b.seen) < maxSeen {
		return
	}
	for who, known := range b.seen {
		if known.failures.TokensAt(now) >= float64(b.atOnce) && known.pending == 0 {
			delete(b.seen, who)
		}
	}
	if len(b.seen) >= maxSeen {
		clear(b.seen) // an attack from very many addresses; counting them is not what stops it
	}
}

// clear forgets the failures of somebody.
func (b *brake) clear(who string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.seen, who)
}

// maxQueued bounds who waits at a gate. At two computations at once of some 30 ms
// the last one waits for four seconds.
const maxQueued = 256

// gate lets a few in at once. Who waits is let in turn by turn, one from each
// address, so that a crowd from one does not keep the others waiting.
type gate struct {
	mu      sync.Mutex
	free    int
	waiting map[string][]chan struct{} // by address, the oldest first
	turns   []string                   // addresses that wait, the next first
	queued  int
}

// newGate is for argon2: each computation holds its memory and a processor.
func newGate() *gate {
	return &gate{free: max(1, min(4, runtime.GOMAXPROCS(0))), waiting: map[string][]chan struct{}{}}
}

// enter waits for a place. leave must be called when it returns nil.
func (g *gate) enter(ctx context.Context, address string) error {
	g.mu.Lock()
	if g.free > 0 {
		g.free--
		g.mu.Unlock()
		return nil
	}
	if g.queued >= maxQueued {
		g.mu.Unlock()
		return &SlowError{Wait: 2 * time.Second}
	}
	turn := make(chan struct{}, 1)
	if len(g.waiting[address]) == 0 {
		g.turns = append(g.turns, address)
	}
	g.waiting[address] = append(g.waiting[address], turn)
	g.queued++
	g.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		go func() { // the place comes in its turn; nobody needs it now
			<-turn
			g.leave()
		}()
		return ctx.Err()
	}
}

// leave gives the place to the next.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.turns) == 0 {
		g.free++
		return
	}
	address := g.turns[0]
	g.turns = g.turns[1:]
	queue := g.waiting[address]
	queue[0] <- struct{}{}
	g.queued--
	if len(queue) == 1 {
		delete(g.waiting, address)
		return
	}
	g.waiting[address] = queue[1:]
	g.turns = append(g.turns, address)
}
