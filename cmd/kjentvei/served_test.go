package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// atOnce starts a server for a test, and ends it with the test.
func atOnce(t *testing.T, options map[string]string) (url string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	_, url, end := startedAs(t, ctx, t.TempDir(), options)
	t.Cleanup(func() {
		cancel()
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
	return url
}

// TLS 1.2 is spoken with forward secrecy and authenticated encryption, or not at all.
func TestCiphers(t *testing.T) {
	files := &pair{t: t, dir: t.TempDir()}
	files.put(newCertificate(t, 1, 90*24*time.Hour))
	address := strings.TrimPrefix(atOnce(t, map[string]string{"tls-cert": files.cert(), "tls-key": files.key()}), "https://")
	speaks := func(suites ...uint16) (uint16, error) {
		config := &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS12, CipherSuites: suites}
		conn, err := tls.Dial("tcp", address, config)
		if err != nil {
			return 0, err
		}
		return conn.ConnectionState().CipherSuite, conn.Close()
	}
	var weak []uint16
	for _, s := range tls.CipherSuites() {
		if strings.Contains(s.Name, "_CBC_") || strings.HasPrefix(s.Name, "TLS_RSA_") {
			weak = append(weak, s.ID)
		}
	}
	for _, s := range tls.InsecureCipherSuites() {
		weak = append(weak, s.ID)
	}
	if len(weak) < 10 {
		t.Fatalf("only %d weak suites are known", len(weak))
	}
	if got, err := speaks(weak...); err == nil {
		t.Errorf("%s is spoken", tls.CipherSuiteName(got))
	}
	good := uint16(tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
	if got, err := speaks(append(weak, good)...); err != nil || got != good {
		t.Errorf("%s, %v", tls.CipherSuiteName(got), err)
	}
}

// Where one request ends and the next begins is said in one way, or the connection
// ends: whatever stands before the server, nobody's request gets a beginning that
// another has written.
func TestRequestBoundaries(t *testing.T) {
	address := strings.TrimPrefix(atOnce(t, nil), "http://")
	const smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
	for what, header := range map[string]string{
		"two lengths":                 "Content-Length: 5\r\nContent-Length: 6\r\n",
		"a list of lengths":           "Content-Length: 5, 6\r\n",
		"a length that is none":       "Content-Length: +5\r\n",
		"a length below nothing":      "Content-Length: -5\r\n",
		"another coding":              "Transfer-Encoding: xchunked\r\n",
		"two codings":                 "Transfer-Encoding: chunked, identity\r\n",
		"a coding twice":              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
		"a coding with a tab":         "Transfer-Encoding:\tx chunked\r\n",
		"a space before the colon":    "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n",
		"a name with a line feed":     "X: y\nTransfer\n-Encoding: chunked\r\nContent-Length: 5\r\n",
		"a header that is folded off": " folded: x\r\nContent-Length: 5\r\n",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second)) // a connection of ours takes deadlines
		if _, err := io.WriteString(conn, "POST /login HTTP/1.1\r\nHost: x\r\n"+header+"\r\n0\r\n\r\n"+smuggled); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(conn)
		if err != nil {
			t.Errorf("%s: the connection stays open: %v", what, err)
		}
		if status := string(answer); strings.Contains(status, `"status":"ok"`) || !strings.HasPrefix(status, "HTTP/1.1 4") && !strings.HasPrefix(status, "HTTP/1.1 501") {
			t.Errorf("%s is answered %.300q", what, answer)
		}
		conn.Close()
	}

	// Chunks and a length: the chunks count (RFC 9112, 6.3).
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := fmt.Fprintf(conn, "POST /language HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n0\r\n\r\n%s", 5+len(smuggled), smuggled); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	// Where the connection is used again, what follows is the next request, whole.
	if second, err := http.ReadResponse(reader, nil); err == nil && second.StatusCode != http.StatusOK {
		t.Errorf("what follows the chunks is answered %d", second.StatusCode)
	}
}

// Beside pages and API nothing is served: no folders, no figures, nothing to debug
// with, nothing of the source.
func TestOnlyWhatIsListedIsServed(t *testing.T) {
	base := atOnce(t, nil)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(method, path string) (int, string) {
		t.Helper()
		r, err := http.NewRequest(method, base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	for _, path := range []string{
		"/metrics", "/debug/pprof/", "/debug/vars", "/.git/config", "/.git/HEAD", "/.svn/entries", "/.env", "/go.mod", "/README.md", "/kjentvei.db",
		"/static/", "/static", "/static/.", "/static/..", "/static/%2e%2e/web.go", "/templates/", "/server-status", "/swagger", "/admin", "/robots.txt.bak",
	} {
		if status, body := ask(http.MethodGet, path); status != http.StatusNotFound {
			t.Errorf("%s: %d %.80s", path, status, body)
		}
	}
	for _, path := range []string{"/", "/login", "/api/v1/me", "/healthz"} {
		for _, method := range []string{http.MethodTrace, http.MethodConnect, "TRACK", "PROPFIND"} {
			if status, _ := ask(method, path); status < 400 {
				t.Errorf("%s %s: %d", method, path, status)
			}
		}
	}
}

// A new server knows nobody: what is tried first elsewhere opens nothing here.
func TestNobodyIsThereAtFirst(t *testing.T) {
	base := atOnce(t, nil)
	for user, password := range map[string]string{"admin": "admin", "root": "root", "kjentvei": "kjentvei", "administrator": "password", "principal": "", "": ""} {
		response, err := http.PostForm(base+"/login", url.Values{"user": {user}, "password": {password}})
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusUnauthorized || len(response.Cookies()) > 0 {
			t.Errorf("%s: %s", user, response.Status)
		}
	}
	for _, token := range []string{"", "kv_", "admin", "null", "undefined"} {
		r, err := http.NewRequest(http.MethodGet, base+"/api/v1/me", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusUnauthorized {
			t.Errorf("token %q: %s", token, response.Status)
		}
	}
}
