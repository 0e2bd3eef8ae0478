package workflow_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/roster/rostertest"
)

// townCodes gives each school of a rostertest.Town a code.
func townCodes(schools int) (codes []workflow.RosterSchoolCode) {
	for n := range schools {
		codes = append(codes, workflow.RosterSchoolCode{Code: workflow.SchoolID("s" + strconv.Itoa(n)), Of: strconv.Itoa(910000000 + n)})
	}
	return codes
}

func readRoster(t testing.TB, data []byte) *roster.File {
	t.Helper()
	f, problems := roster.Read(bytes.NewReader(data), int64(len(data)), roster.Options{})
	if len(problems) > 0 {
		t.Fatalf("%v", problems)
	}
	return f
}

// Importing a county's roster and the whole country's, and both a second time,
// which changes nothing. Reading the file is counted apart.
func BenchmarkImport(b *testing.B) {
	for name, schools := range map[string]int{"22000": 40, "200000": 364} {
		b.Run(name, func(b *testing.B) {
			data := rostertest.Town(schools, 550).Bulk()
			for b.Loop() {
				path := filepath.Join(b.TempDir(), "kjentvei.db")
				engine, err := workflow.NewEngine(b.Context(), storetest.Open(b, path), nil)
				if err != nil {
					b.Fatal(err)
				}
				at := time.Now()
				file := readRoster(b, data)
				b.ReportMetric(time.Since(at).Seconds(), "s/read")
				for _, what := range []string{"first", "second"} {
					runtime.GC()
					at, peak := time.Now(), watchMemory()
					plan, err := engine.ImportRoster(b.Context(), workflow.RosterImport{File: file, Codes: townCodes(schools)}, workflow.Operation{}, nil)
					if err != nil || plan.Changes != (what == "first") {
						b.Fatal(plan, err)
					}
					b.ReportMetric(time.Since(at).Seconds(), "s/"+what)
					b.ReportMetric(float64(peak())/(1<<20), "MiB/"+what)
				}
				if info, err := os.Stat(path); err == nil {
					b.ReportMetric(float64(info.Size())/(1<<20), "MiB/file")
				}
			}
		})
	}
}

// watchMemory looks at the heap in use ten times a second; the function it
// returns ends that and gives the most there was.
func watchMemory() func() uint64 {
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		peak := uint64(0)
		for ticks := time.NewTicker(100 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
			select {
			case <-ticks.C:
			case <-stop:
				most <- peak
				return
			}
		}
	}()
	return func() uint64 { close(stop); return <-most }
}
