package demo

import (
	"sync"
	"time"
)

// Clock is the clock of the demo: it runs like the real one, at a distance that
// can be changed. It is safe for concurrent use.
type Clock struct {
	mu     sync.Mutex
	offset time.Duration // to the real time
	frozen time.Time     // while Fill plays: stands still here
}

// NewClock returns a clock that shows start now, and ticks on.
func NewClock(start time.Time) *Clock {
	c := &Clock{}
	c.Move(start)
	return c
}

// Now is the time in the demo.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.frozen.IsZero() {
		return c.frozen
	}
	return now().Add(c.offset)
}

// Move sets the clock, which ticks on from there.
func (c *Clock) Move(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset, c.frozen = to.Round(0).Sub(now()), time.Time{}
}

// freeze sets the clock and keeps it there until Move.
func (c *Clock) freeze(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frozen = at
}

// Offset is how far the clock is ahead of the real time; SetOffset with it
// brings another clock, after a restart, to the same time.
func (c *Clock) Offset() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.offset
}

// SetOffset sets how far the clock is ahead of the real time.
func (c *Clock) SetOffset(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset, c.frozen = d, time.Time{}
}

// now is the real time, by the wall clock: a machine that slept has moved on.
func now() time.Time { return time.Now().Round(0) }
