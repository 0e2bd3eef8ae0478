// Package edge says how a request came to us: from which address, and by which
// scheme and host its sender asked for it; and it has what is done to every
// request, whether a program or a person has sent it.
//
// A reverse proxy tells that in headers, and so can anybody else. They are
// believed only from the proxies that the configuration names. Whoever they come
// from, no handler sees them: what is believed is in the request itself
// (RemoteAddr, Host) and in what Of returns.
package edge

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Origin is how a request came.
type Origin struct {
	// Addr is who asked: the last address that no proxy of ours has. It is the zero
	// value where nobody knows, as on a unix socket whose proxy does not say.
	Addr netip.Addr
	// Secure says that it was asked for by https, to us or to our proxy.
	Secure bool
	// Base is the scheme and host by which people know us, without a slash at the
	// end; "" unless the configuration says so. The Host of a request is never
	// more than what its sender likes to write there.
	Base string
}

// Trust is whom to believe.
type Trust struct {
	Proxies []netip.Prefix // those whose headers are believed
	Socket  bool           // so is everybody: they come by a unix socket
	Public  *url.URL       // scheme and host by which people know us; nil: whatever they like
	// Misdirected answers requests that are for another host, and those that came
	// unencrypted from another machine that is no proxy. It must be set.
	Misdirected http.Handler
}

type key struct{}

// Of is how a request came that went through Handler; otherwise the zero value.
func Of(ctx context.Context) Origin {
	origin, _ := ctx.Value(key{}).(Origin)
	return origin
}

// Handler has next answer what is for us, with RemoteAddr and Host as they are
// believed to be, and without the headers by which proxies speak. What was asked
// for by https is answered with Strict-Transport-Security.
func (t Trust) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin, direct := t.origin(r)
		clean := r.WithContext(context.WithValue(r.Context(), key{}, origin))
		if origin.Addr.IsValid() && !direct {
			clean.RemoteAddr = netip.AddrPortFrom(origin.Addr, 0).String()
		}
		if host := last(r.Header, "X-Forwarded-Host"); host != "" && t.believes(r) {
			clean.Host = host
		}
		clean.URL, clean.Header = path(r.URL), withoutForwarding(r.Header)
		if origin.Secure {
			w.Header().Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		if !t.open(r) || !t.ours(clean) {
			t.Misdirected.ServeHTTP(w, clean)
			return
		}
		next.ServeHTTP(w, clean)
	})
}

// origin is how a request came; direct says that no proxy speaks for its sender.
func (t Trust) origin(r *http.Request) (o Origin, direct bool) {
	o = Origin{Addr: peer(r), Secure: r.TLS != nil}
	if t.Public != nil {
		o.Base = t.Public.Scheme + "://" + t.Public.Host
		o.Secure = o.Secure || t.Public.Scheme == "https" && t.believes(r)
	}
	if !t.believes(r) {
		return o, true
	}
	if scheme := last(r.Header, "X-Forwarded-Proto"); scheme != "" {
		o.Secure = strings.EqualFold(scheme, "https")
	}
	said := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(said) {
		addr, ok := Address(strings.TrimSpace(text))
		if !ok {
			break // what stands before it was not written by a proxy of ours
		}
		if o.Addr = addr; !t.IsProxy(addr) {
			break
		}
	}
	return o, false
}

// believes reports whether what a request says of itself was said by a proxy.
func (t Trust) believes(r *http.Request) bool { return t.Socket || t.IsProxy(peer(r)) }

// IsProxy reports whether an address is a proxy's.
func (t Trust) IsProxy(addr netip.Addr) bool {
	return slices.ContainsFunc(t.Proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// open reports whether a request came by a way that we serve: unencrypted only
// from this machine and from proxies.
func (t Trust) open(r *http.Request) bool {
	return r.TLS != nil || t.believes(r) || peer(r).IsLoopback()
}

// ours reports whether a request is for us. Those who only want to know whether
// we live ask by an address.
func (t Trust) ours(r *http.Request) bool {
	if t.Public == nil || r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		return true
	}
	return withPort(r.Host, t.Public.Scheme) == withPort(t.Public.Host, t.Public.Scheme)
}

// withPort is a host as it is compared: in lower case, and always with a port.
func withPort(host, scheme string) string {
	host = strings.ToLower(host)
	if _, port, err := net.SplitHostPort(host); err == nil && port != "" {
		return host
	}
	return strings.TrimSuffix(host, ":") + map[string]string{"http": ":80", "https": ":443"}[scheme]
}

// peer is who is at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	addr, _ := Address(r.RemoteAddr)
	return addr
}

// Address reads a network address, with a port or without, as proxies write it.
func Address(text string) (netip.Addr, bool) {
	if both, err := netip.ParseAddrPort(text); err == nil {
		return both.Addr().Unmap().WithZone(""), true
	}
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return addr.Unmap().WithZone(""), err == nil
}

// Network is what an address counts as where somebody's tries are counted: the
// address, and of IPv6 the /64, of which one machine can have every address.
func Network(addr netip.Addr) netip.Prefix {
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	network, _ := addr.Prefix(bits) // no address has no network
	return network
}

// last is the value that the nearest proxy has set or added.
func last(h http.Header, name string) string {
	values := strings.Split(strings.Join(h.Values(name), ","), ",")
	return strings.TrimSpace(values[len(values)-1])
}

// path is a URL without scheme and host, which a client may write before it.
func path(u *url.URL) *url.URL {
	if u.Scheme == "" && u.Host == "" {
		return u
	}
	bare := *u
	bare.Scheme, bare.Host, bare.User = "", "", nil
	return &bare
}

// withoutForwarding is a header without what proxies say. It is another one if
// there was anything to leave out.
func withoutForwarding(h http.Header) http.Header {
	for name := range h {
		if forwarding(name) {
			h = h.Clone()
			for name := range h {
				if forwarding(name) {
					delete(h, name)
				}
			}
			return h
		}
	}
	return h
}

func forwarding(name string) bool {
	return strings.HasPrefix(name, "X-Forwarded") || name == "Forwarded" || name == "X-Real-Ip"
}
