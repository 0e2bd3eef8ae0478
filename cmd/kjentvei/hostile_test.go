package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	manyIdle = 10_000 // connections that do nothing, from two addresses
	manySlow = 100    // of each kind of slow client
	guesses  = 3_000  // tokens that are wrong
)

// A crowd does what it can to keep the staff from their work: it sends headers and
// bodies as slowly as it can, opens ten thousand connections and leaves them,
// sends what is far too large, and guesses tokens. It comes from the address of a
// member of staff, and from another. She makes a request each 50 ms meanwhile, and
// notices nothing: each is answered, and none is slowed down on purpose. How fast
// is told, and not judged: the crowd is on the same two cores.
//
// It is the same in the usual run and with KJENTVEI_TORTURE, which has the crowd
// come back for a minute; fewer than ten thousand connections are opened only
// where the system lets this process have fewer files.
func TestHostileCrowd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	server, url := startServer(t, dir)
	m := &mob{t: t, url: url, address: strings.TrimPrefix(url, "http://"), token: succeeds(t, "token", "create", "--user", "kjentmann", "--data", dir)}
	staff := &atWork{url: url, token: succeeds(t, "token", "create", "--user", "social_counsellor", "--data", dir)}
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		staff.work(stop)
	}()
	until := time.Now()
	if os.Getenv("KJENTVEI_TORTURE") != "" {
		until = until.Add(time.Minute)
	}
	for first := true; first || time.Now().Before(until); first = false {
		m.come(server.Process.Pid)
	}
	close(stop)
	<-done
	for _, err := range staff.errs {
		t.Errorf("the staff noticed: %v", err)
	}
	slices.Sort(staff.times)
	if len(staff.times) < 20 {
		t.Fatalf("the staff made %d requests", len(staff.times))
	}
	t.Logf("%d requests of the staff: half within %s, 99 of 100 within %s, the slowest %s; %d guesses, %d of them told to wait; %d connections, at most %d files open at the server",
		len(staff.times), staff.times[len(staff.times)/2], staff.times[len(staff.times)*99/100], staff.times[len(staff.times)-1], m.guessed.Load(), m.slowed.Load(), m.opened.Load(), m.files)
}

// atWork is a member of staff at work.
type atWork struct {
	url, token string
	times      []time.Duration
	errs       []error // the first few
}

func (w *atWork) work(stop <-chan struct{}) {
	client := &http.Client{Transport: &http.Transport{}, Timeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		begun := time.Now()
		if err := w.request(client, n); err != nil && len(w.errs) < 5 {
			w.errs = append(w.errs, fmt.Errorf("request %d: %w", n, err))
		}
		w.times = append(w.times, time.Since(begun))
	}
}

// request looks at something, and every tenth time opens a case.
func (w *atWork) request(client *http.Client, n int) error {
	method, path, body, want := http.MethodGet, []string{"/cases", "/worklist", "/me"}[n%3], "", http.StatusOK
	if n%10 == 0 {
		method, path, want = http.MethodPost, "/cases", http.StatusCreated
		body = fmt.Sprintf(`{"scenario":"third_party_concern","student":{"id":"rogn-%03d"},"fields":{"reported_by":"staff","contact_safety":"safe"}}`, 1+n%600)
	}
	request, err := http.NewRequest(method, w.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+w.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	answer, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if response.StatusCode != want {
		return fmt.Errorf("%s %s: %s %.200s", method, path, response.Status, answer)
	}
	return nil
}

// mob is those who want to be in the way.
type mob struct {
	t                       *testing.T
	url, address, token     string
	opened, guessed, slowed atomic.Int64
	files                   int // most that the server had open
}

// come has all of them come at once, and returns when they have got what they get.
func (m *mob) come(server int) {
	idle, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		m.idle(server, idle)
	}()
	var wg sync.WaitGroup
	for range manySlow {
		wg.Go(m.slowHeader)
		wg.Go(func() { m.slowBody("Authorization: Bearer "+m.token+"\r\n", "HTTP/1.1 408 ") })
		wg.Go(func() { m.slowBody("", "HTTP/1.1 4") }) // 401, or 429 by now
	}
	wg.Go(m.oversized)
	for range 8 {
		wg.Go(m.guess)
	}
	wg.Wait()
	close(idle)
	<-gone
}

func (m *mob) dial(from string) (net.Conn, error) {
	d := net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(from), 0)), Timeout: 20 * time.Second}
	return d.Dial("tcp", m.address)
}

// idle opens connections and leaves them; every other one has been answered once.
func (m *mob) idle(server int, stop <-chan struct{}) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		m.t.Error(err)
	}
	count := min(manyIdle, int(limit.Cur)-8*manySlow-200)
	conns := make([]net.Conn, 0, count)
	for i := range count {
		conn, err := m.dial([]string{"127.0.0.1", "127.0.0.2"}[i%2])
		if err != nil {
			m.t.Errorf("connection %d: %v", i, err)
			break
		}
		conns = append(conns, conn)
		if i%4 > 1 {
			_, _ = io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") // the server may have closed it
		}
		if i%500 == 499 {
			m.count(server)
		}
	}
	m.opened.Add(int64(len(conns)))
	<-stop
	m.count(server)
	for _, conn := range conns {
		_ = conn.Close() // so it is, or will be
	}
}

// count counts the files that the server has open.
func (m *mob) count(server int) {
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", server))
	if err != nil {
		m.t.Error(err)
	}
	m.files = max(m.files, len(open))
	if most := mostConnections + spareFiles; len(open) > most {
		m.t.Errorf("the server has %d files open, more than %d", len(open), most)
	}
}

// drip writes a text in pieces until the other end has had enough, and gives what
// it says then.
func (m *mob) drip(text string) string {
	conn, err := m.dial("127.0.0.1")
	if err != nil {
		m.t.Error(err)
		return ""
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		m.t.Error(err)
	}
	head, rest, _ := strings.Cut(text, "|")
	go func() {
		_, err := io.WriteString(conn, head)
		for i := 0; err == nil && i < len(rest); i++ {
			time.Sleep(300 * time.Millisecond)
			_, err = io.WriteString(conn, rest[i:i+1])
		}
	}()
	answer, err := io.ReadAll(conn)
	if netErr, ok := errors.AsType[net.Error](err); ok && netErr.Timeout() {
		m.t.Errorf("%.60q may go on and on", text)
	}
	return string(answer)
}

// slowHeader is cut off, with an answer or without one.
func (m *mob) slowHeader() {
	m.drip("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Slow: |" + strings.Repeat("slow", 50))
}

// slowBody is answered in time; only who took the place of others is not.
func (m *mob) slowBody(header, want string) {
	answer := m.drip("POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n" + header + "Content-Length: 200\r\n\r\n|" + strings.Repeat(" ", 200))
	if !strings.HasPrefix(answer, want) {
		m.t.Errorf("a slow body is answered %.100q, want %q", answer, want)
	}
}

// oversized sends what is too large in every place where something can be.
func (m *mob) oversized() {
	large := strings.Repeat("x", 200<<10)
	login := "Authorization: Bearer " + m.token + "\r\n"
	for what, tt := range map[string]struct {
		request string
		want    []int
	}{
		"path":     {"GET /api/v1/" + large + " HTTP/1.1\r\nHost: x\r\n\r\n", []int{431}},
		"query":    {"GET /api/v1/cases?q=" + large + " HTTP/1.1\r\nHost: x\r\n" + login + "\r\n", []int{431}},
		"method":   {large + " / HTTP/1.1\r\nHost: x\r\n\r\n", []int{400, 431}},
		"header":   {"GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + login + "X-Large: " + large + "\r\n\r\n", []int{431}},
		"headers":  {"GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + login + strings.Repeat("X-Many: x\r\n", 20_000) + "\r\n", []int{431}},
		"token":    {"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + large[:60<<10] + "\r\n\r\n", []int{401, 429}},
		"body":     {"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + login + "Content-Length: 209715200\r\n\r\n" + strings.Repeat(large, 10), []int{413}},
		"chunks":   {"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + login + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("32000\r\n"+large+"\r\n", 10), []int{413}},
		"nesting":  {"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + login + "Content-Length: 204800\r\n\r\n" + strings.Repeat("[", 200<<10), []int{400}},
		"trailers": {"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + login + "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\n{}\r\n0\r\nX: " + large + "\r\n\r\n", []int{400, 431, 413}},
	} {
		status, err := m.send(tt.request)
		if err != nil || !slices.Contains(tt.want, status) {
			m.t.Errorf("an oversized %s is answered %d, want %d: %v", what, status, tt.want, err)
		}
	}
}

// send writes a request, as far as the other end takes it, and reads the status.
func (m *mob) send(request string) (int, error) {
	conn, err := m.dial("127.0.0.1")
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		return 0, err
	}
	go func() { _, _ = io.WriteString(conn, request) }() // it is not to be taken whole
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// guess shows tokens that there are not: it is turned away, and soon told to wait.
func (m *mob) guess() {
	client := &http.Client{Transport: &http.Transport{}, Timeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	for n := range guesses / 8 {
		request, err := http.NewRequest(http.MethodGet, m.url+"/api/v1/me", nil)
		if err != nil {
			m.t.Error(err)
			return
		}
		request.Header.Set("Authorization", fmt.Sprintf("Bearer kv_GUESS%d", n))
		response, err := client.Do(request)
		if err != nil {
			m.t.Errorf("guess %d: %v", n, err)
			return
		}
		response.Body.Close()
		m.guessed.Add(1)
		switch {
		case response.StatusCode == http.StatusTooManyRequests && response.Header.Get("Retry-After") != "":
			m.slowed.Add(1)
		case response.StatusCode != http.StatusUnauthorized:
			m.t.Errorf("guess %d: %s", n, response.Status)
			return
		}
	}
}
