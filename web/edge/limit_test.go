package edge

import (
	"fmt"
	"testing"
	"time"
)

// Each has their own share, has it back with time, and the memory of it is bounded.
func TestLimiter(t *testing.T) {
	l, now := NewLimiter(2, 5), time.Now()
	for i := range 7 {
		if let := l.allowAt("kari", now); let != (i < 5) {
			t.Errorf("time %d at once: %t", i+1, let)
		}
	}
	if !l.allowAt("ola", now) {
		t.Error("another is slowed")
	}
	now = now.Add(time.Second)
	for i := range 3 {
		if let := l.allowAt("kari", now); let != (i < 2) {
			t.Errorf("time %d a second later: %t", i+1, let)
		}
	}
	for i := range maxSeen {
		l.allowAt(fmt.Sprint(i), now)
	}
	if len(l.seen) > maxSeen {
		t.Errorf("%d are remembered", len(l.seen))
	}
}
