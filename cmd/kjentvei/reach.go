package main

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"kjentvei/api"
	"kjentvei/web/edge"
)

// listening is where and by what way a server can be reached.
type listening struct {
	socket  string       // path of a unix socket; "": addr
	addr    *net.TCPAddr // nil: socket
	metrics *net.TCPAddr // nil: none
	cert    *certificate // nil: no TLS
	trust   edge.Trust
}

// listening reads how the server is to be reached. Unencrypted it is reached from
// this machine alone, and from the proxies that are named; a demo from this
// machine alone in any case, as its passwords are on the screen.
func (c *call) listening() (*listening, error) {
	l := &listening{trust: edge.Trust{Misdirected: http.HandlerFunc(api.Misdirected)}}
	steps := []func(*call) error{l.readProxies, l.readPublic, l.readCertificate, l.readAddress, l.readMetrics}
	for _, step := range steps {
		if err := step(c); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *listening) readProxies(c *call) error {
	text := c.options["behind-proxy"]
	if text == "" {
		return nil
	}
	for _, part := range strings.Split(text, ",") {
		network, err := netip.ParsePrefix(part)
		if addr, single := netip.ParseAddr(part); single == nil {
			network, err = addr.Prefix(addr.BitLen())
		}
		if err != nil || network.Bits() == 0 {
			return wrongUsage(fill(texts.BadValue, part, "--behind-proxy", serveTexts.ProxyFlag.In(c.lang)))
		}
		l.trust.Proxies = append(l.trust.Proxies, network.Masked())
	}
	if c.options["demo"] == "true" {
		return wrongUsage(fill(serveTexts.DemoAlone, "--behind-proxy"))
	}
	return nil
}

func (l *listening) readPublic(c *call) error {
	text := c.options["public-url"]
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || !isBase(u) {
		return wrongUsage(fill(texts.BadValue, text, "--public-url", serveTexts.PublicFlag.In(c.lang)))
	}
	l.trust.Public = &url.URL{Scheme: u.Scheme, Host: u.Host}
	return nil
}

// isBase reports whether a URL is but scheme and host; unencrypted only on this machine.
func isBase(u *url.URL) bool {
	addr, _ := netip.ParseAddr(u.Hostname())
	encrypted := u.Scheme == "https" || u.Scheme == "http" && (addr.IsLoopback() || u.Hostname() == "localhost")
	return encrypted && u.Hostname() != "" && u.User == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}

func (l *listening) readCertificate(c *call) (err error) {
	cert, key := c.options["tls-cert"], c.options["tls-key"]
	switch {
	case cert == "" && key == "":
		return nil
	case cert == "":
		return wrongUsage(fill(texts.NoValue, "--tls-cert"))
	case key == "":
		return wrongUsage(fill(texts.NoValue, "--tls-key"))
	}
	if l.cert, err = loadCertificate(cert, key); err != nil {
		return malformed(fill(serveTexts.BadCertificate, cert, key, plainly(err)))
	}
	return nil
}

func (l *listening) readAddress(c *call) (err error) {
	text := c.options["addr"]
	if path, ok := strings.CutPrefix(text, "unix:"); ok {
		if path == "" {
			return wrongUsage(fill(texts.BadValue, text, "--addr", opsTexts.AddrFlag.In(c.lang)))
		}
		if c.options["demo"] == "true" {
			return wrongUsage(fill(serveTexts.DemoAlone, text))
		}
		l.socket, l.trust.Socket = path, true
		return nil
	}
	l.addr, err = l.resolve(c, "--addr", text)
	return err
}

func (l *listening) readMetrics(c *call) (err error) {
	if text := c.options["metrics"]; text != "" {
		l.metrics, err = l.resolve(c, "--metrics", text)
	}
	return err
}

// resolve finds the address to listen on, if it is one that we may serve.
func (l *listening) resolve(c *call, flag, text string) (*net.TCPAddr, error) {
	addr, err := net.ResolveTCPAddr("tcp", text)
	switch {
	case err != nil:
		return nil, cannotListen(flag, text, err)
	case addr.IP.IsLoopback():
		return addr, nil
	case c.options["demo"] == "true":
		return nil, wrongUsage(fill(serveTexts.DemoAlone, text))
	case l.cert == nil && l.trust.Proxies == nil:
		return nil, wrongUsage(fill(serveTexts.NotEncrypted, text))
	}
	return addr, nil
}

// url is where people find the server that listens on an address.
func (l *listening) url(addr net.Addr) string {
	switch {
	case l.trust.Public != nil:
		return l.trust.Public.String()
	case l.socket != "":
		return "unix:" + l.socket
	case l.cert != nil:
		return "https://" + addr.String()
	}
	return "http://" + addr.String()
}
