package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	bolt "go.etcd.io/bbolt"

	"kjentvei/workflow"
)

// The benchmarks measure over real loopback HTTP, with everything on, and say
// each figure as a ratio to what the same machine does at best in the same run
// (performance.md): B, raw bbolt with one writer and one 1 KiB key an Update, and a
// constant answer of Echo.

// benchCases is how many cases there are for the lists.
const benchCases = 2000

// rawBolt is how many Updates a second bbolt does with one writer and one 1 KiB key.
func rawBolt(b *testing.B) float64 {
	b.Helper()
	db, err := bolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	value := bytes.Repeat([]byte("x"), 1024)
	const n = 1500
	begun := time.Now()
	for i := range n {
		err := db.Update(func(tx *bolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			return bucket.Put(fmt.Appendf(nil, "%08d", i), value)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return n / time.Since(begun).Seconds()
}

// dial is a client that keeps a connection for each of several at once.
func dial(clients int) *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients, DialContext: (&net.Dialer{}).DialContext}}
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

// constant is the median time of a constant Echo answer.
func constant(b *testing.B) time.Duration {
	b.Helper()
	e := echo.New()
	e.GET("/", func(c echo.Context) error { return c.JSON(http.StatusOK, map[string]string{"status": "ok"}) })
	server := httptest.NewServer(e)
	defer server.Close()
	client := dial(1)
	var took []time.Duration
	var body bytes.Buffer
	for range 3000 {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, server.URL, nil)
		if err != nil {
			b.Fatal(err)
		}
		begun := time.Now()
		if _, err := fetch(client, r, &body); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	return percentile(took, 0.5)
}

// fill opens cases through the engine, several at once.
func (in *installation) fill(b *testing.B, n int) []workflow.CaseID {
	b.Helper()
	actor := in.actor("kjentmann")
	ids := make([]workflow.CaseID, n)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				result, err := in.engine.Open(context.Background(), workflow.OpenRequest{
					Actor: actor, School: "rogn", Routine: "kjentmann", Scenario: "self_referral", Input: workflow.Input{"contact_safety": "safe"},
					Student: &workflow.StudentInput{ID: workflow.StudentID(fmt.Sprint("s", i%500))},
				})
				if err != nil || result.Refusal != nil {
					b.Errorf("case %d: %v", i, err)
					return
				}
				ids[i] = result.ID
			}
		})
	}
	wg.Wait()
	return ids
}

func (in *installation) actor(user string) workflow.Actor {
	return workflow.Actor{ID: workflow.ActorID(in.ids[user]), Name: user, Roles: []workflow.SchoolRole{{School: "rogn", Role: user}}}
}

func BenchmarkPage(b *testing.B) {
	in := newInstallation(b)
	for i := range 500 {
		in.enrol(fmt.Sprint("s", i), fmt.Sprintf("Elev %d Lund", i), "2010-01-01")
	}
	in.fill(b, benchCases)
	echoed := constant(b)
	client := dial(1)
	for _, query := range []string{"", "?sort=due_on", "?state=received&closed=false", "?overdue=true&responsible=me", "?q=lund"} {
		b.Run("cases"+query, func(b *testing.B) {
			var took []time.Duration
			var body bytes.Buffer
			for b.Loop() {
				r := in.request("kjentmann", http.MethodGet, "/api/v1/cases"+query, nil)
				begun := time.Now()
				status, err := fetch(client, r, &body)
				if err != nil || status != http.StatusOK {
					b.Fatalf("%d %s %v", status, &body, err)
				}
				took = append(took, time.Since(begun))
			}
			p50 := percentile(took, 0.5)
			b.ReportMetric(float64(p50.Microseconds()), "p50-µs")
			b.ReportMetric(float64(p50)/float64(echoed), "×echo")
		})
	}
}

func BenchmarkSteps(b *testing.B) {
	for _, clients := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("%d-clients", clients), func(b *testing.B) {
			raw := rawBolt(b)
			in := newInstallation(b)
			for i := range 500 {
				in.enrol(fmt.Sprint("s", i), fmt.Sprintf("Elev %d Lund", i), "2010-01-01")
			}
			ids := in.fill(b, 64*clients)
			client := dial(clients)
			took := make([][]time.Duration, clients)
			var next atomic.Int64
			b.ResetTimer()
			var wg sync.WaitGroup
			for n := range clients {
				wg.Go(func() {
					mine, revisions := ids[n*64:(n+1)*64], make([]int, 64)
					var answer bytes.Buffer
					for i := 0; next.Add(1) <= int64(b.N); i++ {
						at := i % len(mine)
						revisions[at]++
						body, err := json.Marshal(object{"fields": object{"text": string(bytes.Repeat([]byte("Ringte. "), 100))}})
						if err != nil {
							b.Error(err)
							return
						}
						r := in.request("kjentmann", http.MethodPost, "/api/v1/cases/"+string(mine[at])+"/steps/add_note", bytes.NewReader(body), revision(revisions[at]))
						begun := time.Now()
						status, err := fetch(client, r, &answer)
						if err != nil || status != http.StatusOK {
							b.Errorf("%d %s %v", status, &answer, err)
							return
						}
						took[n] = append(took[n], time.Since(begun))
					}
				})
			}
			wg.Wait()
			b.StopTimer()
			rate := float64(b.N) / b.Elapsed().Seconds()
			all := slices.Concat(took...)
			b.ReportMetric(rate, "steps/s")
			b.ReportMetric(rate/raw, "×B")
			b.ReportMetric(float64(percentile(all, 0.5).Microseconds()), "p50-µs")
			b.ReportMetric(float64(percentile(all, 0.99).Microseconds()), "p99-µs")
		})
	}
}
