package main

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"testing"
)

// caller is a connection from some address, which is asked for no byte.
type caller struct {
	net.Conn
	from   string
	closed bool
}

func (c *caller) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(c.from))
}

func (c *caller) Close() error {
	c.closed = true
	return nil
}

// hall is a crowd and who has come, by name.
type hall struct {
	*crowd
	callers map[string]*caller
}

func newHall(room int) *hall {
	proxy := netip.MustParseAddr("10.0.0.1")
	return &hall{newCrowd(room, func(a netip.Addr) bool { return a == proxy }), map[string]*caller{}}
}

func (h *hall) come(from string, names ...string) {
	for _, name := range names {
		h.callers[name] = &caller{from: from}
		h.note(h.callers[name], http.StateNew)
	}
}

func (h *hall) now(state http.ConnState, names ...string) {
	for _, name := range names {
		h.note(h.callers[name], state)
	}
}

// gone lists who was sent away, in the order of their names.
func (h *hall) gone() []string {
	list := []string{}
	for name, c := range h.callers {
		if c.closed {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func TestCrowd(t *testing.T) {
	const school, other, third = "192.0.2.1:1", "192.0.2.2:1", "[2001:db8::1]:1"
	for _, tt := range []struct {
		what string
		room int
		come func(*hall)
		want []string
		left int
	}{
		{"there is room", 4, func(h *hall) { h.come(school, "a", "b"); h.come(other, "c") }, []string{}, 3},
		{"whoever has most loses the one that was idle for longest", 6, func(h *hall) {
			h.come(school, "a", "b", "c")
			h.come(other, "d", "e")
			h.now(http.StateActive, "a")
			h.now(http.StateIdle, "a") // b has been idle for longest now
			h.come(third, "f")
			h.come(third, "g")
		}, []string{"b"}, 6},
		{"one who is at work stays", 6, func(h *hall) {
			h.come(school, "a", "b", "c")
			h.now(http.StateActive, "a", "b")
			h.come(other, "d", "e", "f")
			h.come(third, "g")
			h.come(third, "h")
		}, []string{"c", "d"}, 6},
		{"when all are at work, the one that takes longest goes", 4, func(h *hall) {
			h.come(school, "a", "b")
			h.now(http.StateActive, "b", "a")
			h.come(school, "c")
		}, []string{"b"}, 2},
		{"one network has room for half", 8, func(h *hall) { h.come(school, "a", "b", "c", "d", "e", "f") }, []string{"a", "b"}, 4},
		{"a /64 of IPv6 is one network", 4, func(h *hall) { h.come(third, "a"); h.come("[2001:db8::2]:1", "b"); h.come("[2001:db8::3]:1", "c") }, []string{"a"}, 2},
		{"a proxy has all the room there is", 4, func(h *hall) { h.come("10.0.0.1:1", "a", "b", "c", "d", "e") }, []string{"a"}, 4},
		{"who has left takes no room", 4, func(h *hall) {
			h.come(school, "a", "b")
			h.now(http.StateClosed, "a")
			h.now(http.StateHijacked, "b")
			h.come(school, "c", "d")
		}, []string{}, 2},
		{"who was sent away is heard of no more", 2, func(h *hall) {
			h.come(school, "a", "b")
			h.now(http.StateActive, "a")
			h.now(http.StateClosed, "a")
		}, []string{"a"}, 1},
	} {
		t.Run(tt.what, func(t *testing.T) {
			h := newHall(tt.room)
			tt.come(h)
			if got := h.gone(); !slices.Equal(got, tt.want) {
				t.Errorf("sent away: %v, want %v", got, tt.want)
			}
			if len(h.guests) != tt.left {
				t.Errorf("%d are left, want %d", len(h.guests), tt.left)
			}
			parties := 0
			for from, p := range h.networks {
				if parties += p.size(); p.size() == 0 {
					t.Errorf("%s is remembered, and has nobody", from)
				}
			}
			if parties != len(h.guests) {
				t.Errorf("%d guests in all networks, %d in all", parties, len(h.guests))
			}
		})
	}
}
