package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// newCertificate makes a certificate for this machine, with its key, that is known
// by a serial number.
func newCertificate(t *testing.T, serial int64, lasting time.Duration) (cert, key []byte) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "kjentvei.example"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		DNSNames: []string{"kjentvei.example"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(lasting), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})
}

// pair is where a certificate and its key are kept: in a folder that a link leads
// to, as certbot and Kubernetes do it.
type pair struct {
	t       *testing.T
	dir     string
	version int
}

func (p *pair) cert() string { return filepath.Join(p.dir, "live", "cert.pem") }
func (p *pair) key() string  { return filepath.Join(p.dir, "live", "key.pem") }

// put makes a new folder with these files, and has the link lead there.
func (p *pair) put(cert, key []byte) {
	p.t.Helper()
	p.version++
	folder := filepath.Join(p.dir, fmt.Sprint("version-", p.version))
	link := filepath.Join(p.dir, "next")
	for _, err := range []error{
		os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, "cert.pem"), cert, 0o600), os.WriteFile(filepath.Join(folder, "key.pem"), key, 0o600),
		os.Symlink(folder, link), os.Rename(link, filepath.Join(p.dir, "live")),
	} {
		if err != nil {
			p.t.Fatal(err)
		}
	}
}

// notes is a log that can be read while it is written.
type notes struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

func (n *notes) count(what string) int { return strings.Count(n.String(), what) }

// soon waits until something is so.
func soon(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s: it does not come to that", what)
}

func TestCertificateFollowsItsFiles(t *testing.T) {
	files := &pair{t: t, dir: t.TempDir()}
	firstCert, firstKey := newCertificate(t, 1, 90*24*time.Hour)
	files.put(firstCert, firstKey)
	c, err := loadCertificate(files.cert(), files.key())
	if err != nil {
		t.Fatal(err)
	}
	c.every = 20 * time.Millisecond
	log := &notes{}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.watch(ctx, zerolog.New(log), nil)
	}()
	serial := func() int64 {
		shown, err := c.config().GetCertificate(nil)
		if err != nil {
			t.Error(err)
		}
		return shown.Leaf.SerialNumber.Int64()
	}

	cert, key := newCertificate(t, 2, 90*24*time.Hour)
	files.put(cert, key)
	soon(t, "the link leads elsewhere", func() bool { return serial() == 2 })

	files.put(firstCert, key) // does not fit
	soon(t, "the files do not fit", func() bool { return log.count("the old one stays") == 1 })
	files.put(cert[:40], key)
	soon(t, "the file is cut off", func() bool { return log.count("the old one stays") == 2 })
	if err := os.Remove(files.key()); err != nil {
		t.Fatal(err)
	}
	soon(t, "the file is gone", func() bool { return log.count("the old one stays") == 3 })
	time.Sleep(10 * c.every)
	if log.count("the old one stays") != 3 || serial() != 2 {
		t.Errorf("what is broken was told %d times, and certificate %d is shown", log.count("the old one stays"), serial())
	}

	cert, key = newCertificate(t, 3, 10*24*time.Hour)
	files.put(cert, key)
	soon(t, "a whole one again", func() bool { return serial() == 3 })
	soon(t, "which expires soon", func() bool { return log.count("expires soon") == 1 })
	if log.count(files.dir) != 0 {
		t.Error("the log says where the key is")
	}
	cancel()
	<-ended
	c.warn(zerolog.New(log), time.Now().Add(23*time.Hour))
	if got := log.count("expires soon"); got != 1 {
		t.Errorf("told %d times within a day", got)
	}
	c.warn(zerolog.New(log), time.Now().Add(25*time.Hour))
	if got := log.count("expires soon"); got != 2 {
		t.Errorf("told %d times on the second day", got)
	}
}

// A server by TLS speaks HTTP/2, nothing older than TLS 1.2, and takes a new
// certificate on SIGHUP while it answers.
func TestServeByTLS(t *testing.T) {
	files := &pair{t: t, dir: t.TempDir()}
	cert, key := newCertificate(t, 1, 90*24*time.Hour)
	files.put(cert, key)
	ctx, cancel := context.WithCancel(context.Background())
	_, url, end := startedAs(t, ctx, t.TempDir(), map[string]string{"tls-cert": files.cert(), "tls-key": files.key()})
	if !strings.HasPrefix(url, "https://127.0.0.1:") {
		t.Fatalf("it answers on %s", url)
	}
	serial := func() (serial int64) {
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(cert)
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true, DisableKeepAlives: true}}
		for _, path := range []string{"/healthz", "/login", "/static/none.css"} {
			response, err := client.Get(url + path)
			if err != nil {
				return 0
			}
			response.Body.Close()
			if response.ProtoMajor != 2 || response.Header.Get("Strict-Transport-Security") != "max-age=31536000; includeSubDomains" {
				t.Errorf("%s answered by %s with %v", path, response.Proto, response.Header)
			}
			serial = response.TLS.PeerCertificates[0].SerialNumber.Int64()
		}
		return serial
	}
	if got := serial(); got != 1 {
		t.Errorf("certificate %d", got)
	}
	old := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}}}
	if response, err := old.Get(url + "/healthz"); err == nil {
		response.Body.Close()
		t.Error("TLS 1.1 is spoken")
	}
	cert, key = newCertificate(t, 2, 90*24*time.Hour)
	files.put(cert, key)
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	soon(t, "SIGHUP", func() bool { return serial() == 2 })
	cancel()
	if err := <-end; err != nil {
		t.Error(err)
	}
}
