package store_test

import (
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// lists are pages of 50 that people ask for, by each filter.
func lists(of []*workflow.Record) map[string]workflow.Query {
	some := of[len(of)/2]
	return map[string]workflow.Query{
		"all":              {},
		"all by due":       {Sort: "due_on"},
		"all by reference": {Sort: "reference"},
		"open, oldest":     {Closed: new(false), Sort: "opened_at"},
		"closed":           {Closed: new(true)},
		"school":           {Schools: []workflow.SchoolID{some.School}},
		"school, open":     {Schools: []workflow.SchoolID{some.School}, Closed: new(false), Sort: "due_on"},
		"state":            {State: "investigation"},
		"scenario":         {Scenario: "threats"},
		"routine":          {Routine: "skolemiljo"},
		"involving":        {Involving: some.Involved[1]},
		"responsible":      {Responsible: some.Responsible},
		"student":          {Student: []workflow.StudentID{some.Student}},
		"overdue":          {OverdueOn: calendar.On(2026, 12, 10)},
		"overdue by due":   {OverdueOn: calendar.On(2026, 12, 10), Sort: "-due_on"},
		"reference":        {Reference: some.Reference[:9]},
		"reader":           {Reader: "staff-0001"},
		"several":          {Schools: []workflow.SchoolID{some.School}, State: "plan", Scenario: "threats", Reader: "staff-0001"},
	}
}

var sizes = []int{1_000, 10_000, 100_000}

// BenchmarkFlat compares what a step, a page and opening the store cost with
// 1,000, 10,000 and 100,000 cases. A page is the first and the second one.
func BenchmarkFlat(b *testing.B) {
	for range b.N {
		dir := b.TempDir()
		var dbs []*store.DB
		var cases [][]*workflow.Record
		steps := make([][]float64, len(sizes))
		var step []func(worker, i int)
		for _, n := range sizes {
			db, records, key := benchStore(b, dir, n, 5)
			dbs, cases, step = append(dbs, db), append(cases, records), append(step, durableStep(b, db, records, key))
		}
		for range 10 {
			for i := range sizes {
				steps[i] = append(steps[i], writers(1, step[i]))
			}
		}
		table := new(strings.Builder)
		fmt.Fprintf(table, "\n%-18s %10d %10d %10d cases\n", "", sizes[0], sizes[1], sizes[2])
		fmt.Fprintf(table, "%-18s %8.0f/s %8.0f/s %8.0f/s\n", "steps, 1 writer", median(steps[0]), median(steps[1]), median(steps[2]))
		b.ReportMetric(median(steps[2])/median(steps[0]), "steps-100k/1k")
		for _, name := range slices.Sorted(maps.Keys(lists(cases[0]))) {
			var micros [3][]float64
			for range 20 {
				for i := range sizes {
					micros[i] = append(micros[i], pages(b, dbs[i], lists(cases[i])[name]))
				}
			}
			fmt.Fprintf(table, "%-18s %8.1fµs %8.1fµs %8.1fµs a page\n", name, median(micros[0]), median(micros[1]), median(micros[2]))
			b.ReportMetric(median(micros[2]), strings.NewReplacer(", ", "-", " ", "-").Replace(name)+":µs")
		}
		fmt.Println(table) // Log would cut it
		b.ReportMetric(0, "ns/op")
	}
}

// pages gives the microseconds that a page takes, half of them a second page.
func pages(b testing.TB, db *store.DB, q workflow.Query) float64 {
	const times = 20
	start := time.Now()
	for range times {
		q.Cursor = ""
		for range 2 {
			_, next, err := db.Cases(ctx, q)
			if err != nil {
				b.Fatal(err)
			}
			q.Cursor = next
		}
	}
	return float64(time.Since(start).Microseconds()) / (2 * times)
}

// BenchmarkOpen opens a store of 100,000 cases with five events each, in a
// process of its own for the memory.
func BenchmarkOpen(b *testing.B) {
	for range b.N {
		db, _, _ := benchStore(b, b.TempDir(), benchCases, 5)
		path := db.Path()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		var seconds, megabytes []float64
		for range 5 {
			s, mb := openElsewhere(b, path)
			seconds, megabytes = append(seconds, s), append(megabytes, mb)
		}
		b.Logf("opening %d cases: %.3f s, %.1f MiB of anonymous memory more", benchCases, median(seconds), median(megabytes))
		b.ReportMetric(median(seconds), "s")
		b.ReportMetric(median(megabytes), "MiB")
		b.ReportMetric(0, "ns/op")
	}
}

// openElsewhere runs openAndMeasure in another process.
func openElsewhere(b testing.TB, path string) (seconds, megabytes float64) {
	b.Helper()
	out := run(b, "KJENTVEI_OPEN="+path)
	if _, err := fmt.Sscan(out, &seconds, &megabytes); err != nil {
		b.Fatalf("%q: %v", out, err)
	}
	return seconds, megabytes
}

func openAndMeasure(path string) {
	before := anonymous()
	start := time.Now()
	db, err := store.Open(path, store.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(time.Since(start).Seconds(), anonymous()-before)
	runtime.KeepAlive(db)
	os.Exit(0)
}

// anonymous is the process's resident memory that is not of a file, in MiB.
func anonymous() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "RssAnon:" {
			kib, _ := strconv.ParseFloat(f[1], 64)
			return kib / 1024
		}
	}
	return 0
}

// BenchmarkDisk compares what a file takes on the disk with what was said: the
// text of the payloads, and everything encoded. Steps are taken one by one, as
// in use, by 32 writers.
func BenchmarkDisk(b *testing.B) {
	for range b.N {
		db, records, key := benchStore(b, b.TempDir(), 2000, 1)
		step := durableStep(b, db, records, key)
		blocks := func() float64 {
			var s syscall.Stat_t
			if err := syscall.Stat(db.Path(), &s); err != nil {
				b.Fatal(err)
			}
			return float64(s.Blocks) * 512
		}
		before := blocks()
		for range 15 {
			writers(32, step)
		}
		events := float64(key.Load())
		e := newEvent(records[0], 1000)
		payload, _ := store.AppendPayload(nil, &workflow.Payload{Roles: e.Payload.Roles, Fields: workflow.Fields{"account": {Text: strings.Repeat("Vi snakket sammen. ", 53)}}})
		public, _ := store.AppendEvent(nil, &e)
		answer, _ := store.AppendAnswer(nil, "staff-0001", "123456", &workflow.Answer{Case: records[0].ID, At: epoch})
		said := int64(len(payload) + len(public))
		perEvent := (blocks() - before) / events
		b.Logf("%.0f events: %.0f bytes on disk each; event and payload are %d, with the answer %d", events, perEvent, said, int(said)+len(answer))
		b.ReportMetric(perEvent/float64(said), "disk/said")
		b.ReportMetric(0, "ns/op")
	}
}
