package api_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	bolt "go.etcd.io/bbolt"

	"kjentvei/api"
)

// The benchmark measures over real loopback HTTP, with everything on, and says
// each figure as a ratio (performance.md): to what the same machine does at best
// in the same run, which is B, raw bbolt with one writer and one 1 KiB key an
// Update, or a constant answer of Echo; and with 100,000 cases to 1,000. What is
// compared takes turns, since what a machine gives changes from one second to
// the next.

const (
	fewCases   = 1_000
	manyCases  = 100_000
	stepRounds = 10
	stepSlice  = 200 * time.Millisecond
	pageRounds = 250
)

func BenchmarkHTTP(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(api.GCPercent)) // as serve does
	for range b.N {
		few, many := newTown(b, fewCases), newTown(b, manyCases)
		table := new(strings.Builder)
		few.steps(b, many, table)
		few.pages(b, many, table)
		many.start(b, table)
		fmt.Println(table) // Log would cut it
		b.ReportMetric(0, "ns/op")
	}
}

// steps compares durable steps with B, and with those where there are few cases.
func (few *town) steps(b *testing.B, many *town, table *strings.Builder) {
	clients := []int{1, 8, 32}
	raw := newRaw(b)
	var base, small []float64
	rates, took := make([][]float64, len(clients)), make([][]time.Duration, len(clients))
	begun := many.diskBytes(b)
	said := 0
	for range stepRounds {
		base = append(base, raw.rate(b))
		smallRate, _ := few.rate(b, 1)
		small = append(small, smallRate)
		for i, n := range clients {
			rate, times := many.rate(b, n)
			rates[i], took[i] = append(rates[i], rate), append(took[i], times...)
			said += len(times) * len(note)
		}
	}
	fmt.Fprintf(table, "\nB, bbolt alone %.0f/s\n", median(base))
	fmt.Fprintf(table, "%-34s %9s %6s %8s %8s %8s\n", fmt.Sprint("durable steps, ", manyCases, " cases"), "steps/s", "× B", "p50 µs", "p99 µs", "p99/p50")
	for i, n := range clients {
		p50, p99 := percentile(took[i], 0.5), percentile(took[i], 0.99)
		ratio := median(rates[i]) / median(base)
		fmt.Fprintf(table, "%-34s %9.0f %6.2f %8d %8d %8.1f\n", fmt.Sprint(n, " clients"), median(rates[i]), ratio, p50.Microseconds(), p99.Microseconds(), float64(p99)/float64(p50))
		b.ReportMetric(ratio, fmt.Sprintf("steps-%d:B", n))
	}
	flat := median(rates[0]) / median(small)
	fmt.Fprintf(table, "%-34s %9.0f %6.2f of the steps/s with %d cases\n", "1 client against", median(small), flat, fewCases)
	disk := float64(many.diskBytes(b)-begun) / float64(said)
	fmt.Fprintf(table, "%-34s %9.2f for each byte that was said\n", "bytes on disk", disk)
	b.ReportMetric(flat, "steps-100k:1k")
	b.ReportMetric(disk, "disk:said")
}

// pages compares pages of 50 with a constant answer, and with few cases.
func (few *town) pages(b *testing.B, many *town, table *strings.Builder) {
	echoed := newConstant(b)
	fmt.Fprintf(table, "\n%-34s %9s %6s %15s\n", fmt.Sprint("a page of 50 of ", manyCases, " cases"), "p50 µs", "× echo", fmt.Sprint("× of ", fewCases, " cases"))
	for _, path := range []string{
		"/cases", "/cases?sort=due_on", "/cases?sort=reference", "/cases?state=received&closed=false", "/cases?scenario=self_referral", "/cases?routine=kjentmann",
		"/cases?school=rogn", "/cases?overdue=true", "/cases?responsible=me", "/cases?overdue=true&responsible=me", "/cases?q=2026-000", "/cases?q=lund", "/cases?q=kari%20lund",
		"/worklist",
	} {
		user := "kjentmann"
		if strings.Contains(path, "q=") {
			user = "social_counsellor" // who looks for a name does so at one school
		}
		var constant, small, large []time.Duration
		for range pageRounds {
			constant = append(constant, echoed())
			small = append(small, few.get(b, user, path))
			large = append(large, many.get(b, user, path))
		}
		p50 := percentile(large, 0.5)
		ratio, flat := float64(p50)/float64(percentile(constant, 0.5)), float64(p50)/float64(percentile(small, 0.5))
		fmt.Fprintf(table, "%-34s %9d %6.1f %15.2f\n", path, p50.Microseconds(), ratio, flat)
		b.ReportMetric(ratio, strings.Map(metricRune, path)+":echo")
	}
}

// metricRune makes what a metric's name cannot have a dash.
func metricRune(r rune) rune {
	if strings.ContainsRune("/?&%=", r) {
		return '-'
	}
	return r
}

// get is how long a request takes.
func (in *town) get(b *testing.B, user, path string) time.Duration {
	b.Helper()
	r := in.request(user, http.MethodGet, "/api/v1"+path, nil)
	begun := time.Now()
	if status, err := fetch(in.client, r, &in.body); err != nil || status != http.StatusOK {
		b.Fatalf("%s: %d %s %v", path, status, &in.body, err)
	}
	return time.Since(begun)
}

// raw is bbolt alone.
type raw struct {
	db   *bolt.DB
	keys int
}

func newRaw(b *testing.B) *raw {
	b.Helper()
	db, err := bolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return &raw{db: db}
}

var oneKiB = bytes.Repeat([]byte("x"), 1024)

// rate is how many Updates a second bbolt does with one writer and one 1 KiB key.
func (r *raw) rate(b *testing.B) float64 {
	b.Helper()
	begun, first := time.Now(), r.keys
	for time.Since(begun) < stepSlice {
		r.keys++
		err := r.db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			return bucket.Put(fmt.Appendf(nil, "%08d", r.keys), oneKiB)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return float64(r.keys-first) / time.Since(begun).Seconds()
}

// newConstant gives what times a constant answer of Echo.
func newConstant(b *testing.B) func() time.Duration {
	b.Helper()
	e := echo.New()
	e.GET("/", func(c echo.Context) error { return c.JSON(http.StatusOK, map[string]string{"status": "ok"}) })
	server := httptest.NewServer(e)
	b.Cleanup(server.Close)
	client := dial(1)
	var body bytes.Buffer
	return func() time.Duration {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, server.URL, nil)
		if err != nil {
			b.Fatal(err)
		}
		begun := time.Now()
		if _, err := fetch(client, r, &body); err != nil {
			b.Fatal(err)
		}
		return time.Since(begun)
	}
}

// dial is a client that keeps a connection for each of several at once.
func dial(clients int) *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients}}
}

// fetch reads an answer into a buffer that its caller uses again and again, so
// that what is measured is the server and not the reader's memory.
func fetch(client *http.Client, r *http.Request, into *bytes.Buffer) (status int, err error) {
	resp, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	into.Reset()
	_, err = into.ReadFrom(resp.Body)
	return resp.StatusCode, errors.Join(err, resp.Body.Close())
}

// percentile is the p-th part of how long each took, 0.5 for the median.
func percentile(took []time.Duration, p float64) time.Duration {
	slices.Sort(took)
	return took[min(len(took)-1, int(float64(len(took))*p))]
}

func median(figures []float64) float64 {
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[len(sorted)/2]
}
