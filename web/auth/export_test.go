package auth

import (
	"context"
	"time"
)

// What tests see of the insides.
var (
	Matches  = matches
	NewShelf = newShelf
)

// EncodeWeakly encodes a password as it was done when computers were slower.
func EncodeWeakly(password string) string {
	return encode(password, make([]byte, saltBytes), costs{memory: 8, time: 1, threads: 1})
}

// NewGate lets so many in at once.
func NewGate(places int) *gate {
	g := newGate()
	g.free = places
	return g
}

func (g *gate) Enter(ctx context.Context, address string) error { return g.enter(ctx, address) }
func (g *gate) Leave()                                          { g.leave() }

func (g *gate) Queued() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.queued
}

var NewBrake = newBrake

func (b *brake) Try(who string, now time.Time) (func(bool), error) { return b.try(who, now) }

func (s *shelf) All() map[string][]byte { return s.all() }
func (s *shelf) Sweep(now time.Time)    { s.sweep(now) }
func (s *shelf) Len() int               { return len(s.items) + len(s.ended) }
