package edge_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/web/edge"
)

// seen is what a handler gets to know of a request; status is 421 where it gets none.
type seen struct {
	Status             int
	Addr, Remote, Host string
	Secure             bool
	Forwarding         int
	HSTS               bool
}

func ask(trust edge.Trust, r *http.Request) seen {
	s := seen{Status: http.StatusOK}
	trust.Misdirected = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.Status = http.StatusMisdirectedRequest })
	w := httptest.NewRecorder()
	trust.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		origin := edge.Of(r.Context())
		s.Secure, s.Remote, s.Host = origin.Secure, r.RemoteAddr, r.Host
		if origin.Addr.IsValid() {
			s.Addr = origin.Addr.String()
		}
		for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-Ip"} {
			s.Forwarding += len(r.Header.Values(name))
		}
		if r.URL.Scheme != "" || r.URL.Host != "" {
			s.Host = "the URL says " + r.URL.Host
		}
	})).ServeHTTP(w, r)
	s.HSTS = w.Header().Get("Strict-Transport-Security") != ""
	return s
}

func TestHandler(t *testing.T) {
	proxies := edge.Trust{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/28"), netip.MustParsePrefix("2001:db8::5/128")}}
	socket := edge.Trust{Socket: true}
	public := proxies
	public.Public = &url.URL{Scheme: "https", Host: "kjentvei.fylke.no"}
	says := func(pairs ...string) http.Header {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Add(pairs[i], pairs[i+1])
		}
		return h
	}
	for _, tt := range []struct {
		what   string
		trust  edge.Trust
		remote string
		url    string
		header http.Header
		tls    bool
		want   seen
	}{
		{"this machine, unencrypted", proxies, "127.0.0.1:5000", "/", nil, false, seen{200, "127.0.0.1", "127.0.0.1:5000", "asked.example", false, 0, false}},
		{"this machine is no proxy unless it is named", proxies, "127.0.0.1:5000", "/", says("X-Forwarded-For", "192.0.2.7", "X-Forwarded-Proto", "https"), false, seen{200, "127.0.0.1", "127.0.0.1:5000", "asked.example", false, 0, false}},
		{"another machine, unencrypted", proxies, "192.0.2.1:5000", "/", nil, false, seen{Status: 421}},
		{"another machine, by TLS", proxies, "192.0.2.1:5000", "/", nil, true, seen{200, "192.0.2.1", "192.0.2.1:5000", "asked.example", true, 0, true}},
		{"another machine that claims to be a proxy", proxies, "192.0.2.1:5000", "/",
			says("X-Forwarded-For", "10.0.0.1", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http", "Forwarded", "for=10.0.0.1", "X-Real-Ip", "10.0.0.1", "X-Forwarded-Port", "1"), true,
			seen{200, "192.0.2.1", "192.0.2.1:5000", "asked.example", true, 0, true}},
		{"a machine beside the proxies", proxies, "10.0.0.16:5000", "/", says("X-Forwarded-For", "192.0.2.7"), false, seen{Status: 421}},
		{"a proxy", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-For", "192.0.2.7", "X-Forwarded-Host", "people.example", "X-Forwarded-Proto", "https"), false,
			seen{200, "192.0.2.7", "192.0.2.7:0", "people.example", true, 0, true}},
		{"a proxy, of IPv6 written as IPv4", proxies, "[::ffff:10.0.0.1]:5000", "/", says("X-Forwarded-For", "::ffff:192.0.2.7"), false, seen{200, "192.0.2.7", "192.0.2.7:0", "asked.example", false, 0, false}},
		{"a proxy of IPv6", proxies, "[2001:db8::5]:5000", "/", says("X-Forwarded-For", "[2001:db8::9]:443"), false, seen{200, "2001:db8::9", "[2001:db8::9]:0", "asked.example", false, 0, false}},
		{"what a client adds stands before what the proxy adds", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-For", "10.0.0.2, 198.51.100.9", "X-Forwarded-For", "192.0.2.7"), false,
			seen{200, "192.0.2.7", "192.0.2.7:0", "asked.example", false, 0, false}},
		{"two proxies", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-For", "198.51.100.9, 192.0.2.7:1234, 10.0.0.2"), false, seen{200, "192.0.2.7", "192.0.2.7:0", "asked.example", false, 0, false}},
		{"only proxies", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-For", "10.0.0.3, 10.0.0.2"), false, seen{200, "10.0.0.3", "10.0.0.3:0", "asked.example", false, 0, false}},
		{"a proxy that writes what is no address", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-For", "192.0.2.7, unknown"), false, seen{200, "10.0.0.1", "10.0.0.1:0", "asked.example", false, 0, false}},
		{"a proxy that says nothing", proxies, "10.0.0.1:5000", "/", nil, false, seen{200, "10.0.0.1", "10.0.0.1:0", "asked.example", false, 0, false}},
		{"the nearest proxy's word on the scheme counts", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-Proto", "https, http"), false, seen{200, "10.0.0.1", "10.0.0.1:0", "asked.example", false, 0, false}},
		{"a proxy that was asked unencrypted, and asks us by TLS", proxies, "10.0.0.1:5000", "/", says("X-Forwarded-Proto", "http"), true, seen{200, "10.0.0.1", "10.0.0.1:0", "asked.example", false, 0, false}},
		{"a unix socket", socket, "@", "/", says("X-Forwarded-For", "192.0.2.7", "X-Forwarded-Proto", "https"), false, seen{200, "192.0.2.7", "192.0.2.7:0", "asked.example", true, 0, true}},
		{"a unix socket that says nothing", socket, "@", "/", nil, false, seen{200, "", "@", "asked.example", false, 0, false}},
		{"a scheme and host in the request line", proxies, "127.0.0.1:5000", "https://asked.example/", nil, false, seen{200, "127.0.0.1", "127.0.0.1:5000", "asked.example", false, 0, false}},

		{"another host than the public one", public, "192.0.2.1:5000", "/", nil, true, seen{Status: 421, HSTS: true}},
		{"another host than the public one, to see whether we live", public, "127.0.0.1:5000", "/healthz", nil, false, seen{200, "127.0.0.1", "127.0.0.1:5000", "asked.example", false, 0, false}},
		{"the public host", public, "192.0.2.1:5000", "https://KJENTVEI.fylke.no:443/", nil, true, seen{200, "192.0.2.1", "192.0.2.1:5000", "KJENTVEI.fylke.no:443", true, 0, true}},
		{"the public host by another port", public, "192.0.2.1:5000", "https://kjentvei.fylke.no:444/", nil, true, seen{Status: 421, HSTS: true}},
		{"the public host in a header that nobody believes", public, "192.0.2.1:5000", "/", says("X-Forwarded-Host", "kjentvei.fylke.no"), true, seen{Status: 421, HSTS: true}},
		{"the public host, says a proxy", public, "10.0.0.1:5000", "/", says("X-Forwarded-Host", "kjentvei.fylke.no", "X-Forwarded-For", "192.0.2.7"), false,
			seen{200, "192.0.2.7", "192.0.2.7:0", "kjentvei.fylke.no", true, 0, true}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, tt.url, nil)
			if r.URL.Host == "" {
				r.Host = "asked.example"
			}
			r.RemoteAddr, r.TLS = tt.remote, nil
			if tt.header != nil {
				r.Header = tt.header
			}
			if tt.tls {
				r.TLS = &tls.ConnectionState{}
			}
			before := r.Header.Clone()
			if diff := cmp.Diff(tt.want, ask(tt.trust, r)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, r.Header); diff != "" {
				t.Errorf("the request of the server was changed: %s", diff)
			}
		})
	}
}

func TestBase(t *testing.T) {
	trust := edge.Trust{Public: &url.URL{Scheme: "https", Host: "kjentvei.fylke.no"}}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host, r.RemoteAddr = "kjentvei.fylke.no", "127.0.0.1:1"
	got := ""
	trust.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = edge.Of(r.Context()).Base })).ServeHTTP(httptest.NewRecorder(), r)
	if got != "https://kjentvei.fylke.no" {
		t.Errorf("the base is %q", got)
	}
	if origin := edge.Of(t.Context()); origin != (edge.Origin{}) {
		t.Errorf("a request that came by no edge has the origin %v", origin)
	}
}

func TestNetwork(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.7": "192.0.2.7/32", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "::1": "::/64",
	} {
		if got := edge.Network(netip.MustParseAddr(addr)).String(); got != want {
			t.Errorf("%s counts as %s, want %s", addr, got, want)
		}
	}
	if got := edge.Network(netip.Addr{}); got != (netip.Prefix{}) {
		t.Errorf("no address counts as %s", got)
	}
}
