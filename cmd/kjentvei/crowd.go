package main

import (
	"container/list"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"syscall"

	"kjentvei/web/edge"
)

// crowd is everybody who is connected. It has room for so many; for one more, the
// connection is closed that has been idle for longest of those of whoever has
// most. A browser opens another when it needs one, and who fills the server with
// connections loses their own. Nobody is refused.
//
// Where none is idle, it is the one that has been busy for longest: with sending a
// request as slowly as it can, as answers take milliseconds.
type crowd struct {
	room   int // for all
	own    int // for one network (edge.Network); a proxy has no bound of its own
	exempt func(netip.Addr) bool

	mu       sync.Mutex
	guests   map[net.Conn]*guest
	networks map[netip.Prefix]*party
}

// party is the connections of one network. Both lists are of *guest, and begin
// with the one that has been in it for longest.
type party struct{ idle, busy list.List }

func (p *party) size() int { return p.idle.Len() + p.busy.Len() }

// guest is one connection.
type guest struct {
	conn  net.Conn
	from  netip.Prefix
	party *party
	in    *list.List
	at    *list.Element
}

// enter puts a guest at the end of a list, and takes it out of where it was.
func (g *guest) enter(l *list.List) {
	if g.in != nil {
		g.in.Remove(g.at)
	}
	g.in, g.at = l, l.PushBack(g)
}

const (
	// mostConnections is how many there is room for: some 80 MB, and more than all
	// staff of a county have at once.
	mostConnections = 4096
	spareFiles      = 256 // for the database and the socket for commands
)

// maxConnections is how many connections there is room for with the files that
// the system lets us open; the Go runtime has raised that as far as it may.
func maxConnections() int {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil || files.Cur > mostConnections+spareFiles {
		return mostConnections
	}
	return max(int(files.Cur)-spareFiles, int(files.Cur)/2)
}

func newCrowd(room int, exempt func(netip.Addr) bool) *crowd {
	return &crowd{room: room, own: max(room/2, 1), exempt: exempt, guests: map[net.Conn]*guest{}, networks: map[netip.Prefix]*party{}}
}

// note is told of every change in the state of a connection (http.Server.ConnState).
func (c *crowd) note(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	g := c.guests[conn]
	switch {
	case state == http.StateNew:
		c.welcome(conn)
	case g == nil: // sent away before
	case state == http.StateActive:
		g.enter(&g.party.busy)
	case state == http.StateIdle:
		g.enter(&g.party.idle)
	default:
		c.forget(g)
	}
}

// welcome takes in a new connection, and makes room for it. c.mu is held.
func (c *crowd) welcome(conn net.Conn) {
	peer, _ := edge.Address(conn.RemoteAddr().String()) // a unix socket has none
	from := edge.Network(peer)
	p := c.networks[from]
	switch {
	case p != nil && p.size() >= c.own && !c.unbound(peer):
		c.sendAway(p)
	case len(c.guests) >= c.room:
		c.sendAway(c.largest())
	}
	if p = c.networks[from]; p == nil {
		p = &party{}
		c.networks[from] = p
	}
	g := &guest{conn: conn, from: from, party: p}
	g.enter(&p.idle)
	c.guests[conn] = g
}

// unbound reports whether an address may have as many connections as there are.
func (c *crowd) unbound(peer netip.Addr) bool { return !peer.IsValid() || c.exempt(peer) }

// largest is the party of whoever has most connections; there must be one.
func (c *crowd) largest() *party {
	var largest *party
	for _, p := range c.networks {
		if largest == nil || p.size() > largest.size() {
			largest = p
		}
	}
	return largest
}

// sendAway closes one connection of a party.
func (c *crowd) sendAway(p *party) {
	first := p.idle.Front()
	if first == nil {
		first = p.busy.Front()
	}
	g := first.Value.(*guest)
	c.forget(g)
	conn := g.conn
	if encrypted, ok := conn.(*tls.Conn); ok {
		conn = encrypted.NetConn() // to say goodbye could take seconds, and everybody would wait
	}
	_ = conn.Close() // whoever is sent away may have gone already
}

func (c *crowd) forget(g *guest) {
	g.in.Remove(g.at)
	delete(c.guests, g.conn)
	if g.party.size() == 0 {
		delete(c.networks, g.from)
	}
}
