package store_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"

	bolt "go.etcd.io/bbolt"
)

// Every benchmark here is one run that alternates what it compares, since what
// a disk gives changes from one second to the next. Run all with
//
//	go test -run='^$' -bench=. -benchtime=1x ./store/
//
// KJENTVEI_BENCH_SLICE lengthens each slice of time (200ms), for steadier figures.

const benchCases = 100_000

func slice() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("KJENTVEI_BENCH_SLICE")); err == nil {
		return d
	}
	return 200 * time.Millisecond
}

// fill stores n cases of some events each and gives them.
func fill(b testing.TB, db *store.DB, n, events, bytes int) []*workflow.Record {
	b.Helper()
	records := make([]*workflow.Record, 0, n)
	const chunk = 2000
	for from := 0; from < n; from += chunk {
		update(b, db, func(tx workflow.Tx) error {
			records = records[:from]
			for i := from; i < min(from+chunk, n); i++ {
				r := newCase(i)
				shape(r, i)
				batch := make([]workflow.Event, 0, events)
				for range events {
					batch = append(batch, newEvent(r, bytes))
					r.Revision++
				}
				if err := tx.Append(r, batch); err != nil {
					return err
				}
				records = append(records, r)
			}
			return nil
		})
	}
	return records
}

// shape makes cases as different as real ones: most are closed, the older the surer.
func shape(r *workflow.Record, i int) {
	random := rand.New(rand.NewPCG(uint64(i), 1))
	r.State = []string{"concern", "investigation", "plan", "measures", "evaluation"}[random.IntN(5)]
	if random.IntN(20) > 0 {
		r.Closed, r.State, r.ClosedAs, r.DueOn = true, "closed", "closed", 0
	}
	r.OpenedAt = r.OpenedAt.Add(-time.Duration(random.IntN(20000)) * time.Minute)
	r.School = workflow.SchoolID(fmt.Sprintf("school-%02d", random.IntN(40)))
	r.Student = workflow.StudentID(fmt.Sprintf("student-%06d", random.IntN(40_000)))
}

// writers measures how often n goroutines can do step within a slice.
func writers(n int, step func(worker, i int)) float64 {
	var done atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	end := start.Add(slice())
	for w := range n {
		wg.Go(func() {
			for i := 0; time.Now().Before(end); i++ {
				step(w, i)
				done.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(done.Load()) / time.Since(start).Seconds()
}

// BenchmarkSteps compares durable steps with bbolt alone: B is one writer that
// puts one key of 1 KiB in each transaction; "bare" is the same writes as a
// step's, without encoding, in bbolt behind the plainest group commit.
func BenchmarkSteps(b *testing.B) {
	for range b.N {
		dir := b.TempDir()
		db, records, key := benchStore(b, dir, benchCases, 5)
		base := newBare(b, filepath.Join(dir, "base.db"), 0)
		bare := newBare(b, filepath.Join(dir, "bare.db"), benchCases)
		step := durableStep(b, db, records, key)
		var figures [7][]float64
		for range 10 {
			figures[0] = append(figures[0], writers(1, func(_, _ int) { base.one() }))
			for i, n := range []int{1, 8, 32} {
				figures[1+i] = append(figures[1+i], writers(n, step))
				figures[4+i] = append(figures[4+i], writers(n, func(_, _ int) { bare.step() }))
			}
		}
		B := median(figures[0])
		b.Logf("%-22s %8.0f/s  1.00 B", "B: bbolt, one key", B)
		for i, name := range []string{"store, 1 writer", "store, 8", "store, 32", "bare, 1 writer", "bare, 8", "bare, 32"} {
			m := median(figures[1+i])
			b.Logf("%-22s %8.0f/s  %.2f B", name, m, m/B)
			b.ReportMetric(m/B, strings.NewReplacer(", ", "-", " writer", "").Replace(name)+":B")
		}
		b.ReportMetric(0, "ns/op")
	}
}

// durableStep does what a step of a case does: find, read, append, answer.
func durableStep(b testing.TB, db *store.DB, records []*workflow.Record, key *atomic.Int64) func(worker, i int) {
	return func(worker, i int) {
		id := records[rand.IntN(len(records))].ID
		now := time.Now().UTC().Truncate(time.Millisecond)
		e := workflow.Event{
			ID: workflow.EventID(newID()), Step: "record_conversation", Outcome: workflow.Done, Actor: "staff-0001",
			OccurredAt: now.Truncate(time.Second), RecordedAt: now,
			Payload: workflow.Payload{Roles: []string{"teacher"}, Fields: workflow.Fields{"account": {Text: strings.Repeat("Vi snakket sammen. ", 53)}}},
		}
		k := strconv.FormatInt(key.Add(1), 10)
		err := db.Update(context.Background(), func(tx workflow.Tx) error {
			if _, err := tx.Answer("staff-0001", k); err == nil {
				return fmt.Errorf("answered before")
			}
			r, err := tx.Record(id)
			if err != nil {
				return err
			}
			r.Revision++
			e.Revision = r.Revision
			if err := tx.Append(r, []workflow.Event{e}); err != nil {
				return err
			}
			return tx.PutAnswer("staff-0001", k, workflow.Answer{Case: r.ID, Revision: r.Revision, At: now})
		})
		if err != nil {
			b.Error(err)
		}
	}
}

func benchStore(b testing.TB, dir string, cases, events int) (*store.DB, []*workflow.Record, *atomic.Int64) {
	b.Helper()
	db, err := store.Open(filepath.Join(dir, fmt.Sprintf("store-%d.db", cases)), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db, fill(b, db, cases, events, 1000), new(atomic.Int64)
}

// bare is bbolt with the same buckets and bytes as a step, and nothing else.
type bare struct {
	db    *bolt.DB
	queue chan chan struct{}
	next  uint64
	cases int
	value []byte
}

func newBare(b testing.TB, path string, cases int) *bare {
	b.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, InitialMmapSize: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	x := &bare{db: db, queue: make(chan chan struct{}, 1024), cases: cases, value: []byte(strings.Repeat("x", 1024))}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range []string{"events", "payloads", "answers", "cases"} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		c := tx.Bucket([]byte("cases"))
		c.FillPercent = 0.8
		for i := range cases {
			if err := c.Put(binary.BigEndian.AppendUint64(nil, uint64(i)), x.value[:200]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if cases > 0 {
		go x.write()
	}
	return x
}

func (x *bare) one() {
	x.next++
	_ = x.db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("events")).Put(binary.BigEndian.AppendUint64(nil, x.next), x.value)
	})
}

func (x *bare) step() {
	done := make(chan struct{})
	x.queue <- done
	<-done
}

func (x *bare) write() {
	for first := range x.queue {
		batch := []chan struct{}{first}
		for more := true; more; {
			select {
			case r := <-x.queue:
				batch = append(batch, r)
			default:
				more = false
			}
		}
		_ = x.db.Update(func(tx *bolt.Tx) error {
			for range batch {
				x.next++
				x.put(tx, "events", x.next, 80)
				x.put(tx, "payloads", x.next, 1024)
				x.put(tx, "answers", x.next, 100)
				x.put(tx, "cases", uint64(rand.IntN(x.cases)), 205)
			}
			return nil
		})
		for _, r := range batch {
			close(r)
		}
	}
}

func (x *bare) put(tx *bolt.Tx, bucket string, key uint64, size int) {
	b := tx.Bucket([]byte(bucket))
	if b.FillPercent = 1; bucket == "cases" {
		b.FillPercent = 0.8
	}
	_ = b.Put(binary.BigEndian.AppendUint64(nil, key), x.value[:size])
}

func median(figures []float64) float64 {
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[len(sorted)/2]
}
