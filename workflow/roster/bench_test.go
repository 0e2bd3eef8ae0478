package roster_test

import (
	"bytes"
	"testing"

	"kjentvei/workflow/roster"
	"kjentvei/workflow/roster/rostertest"
)

// Reading a county's roster, and the whole country's.
func BenchmarkRead(b *testing.B) {
	for name, schools := range map[string]int{"22000": 40, "200000": 364} {
		b.Run(name, func(b *testing.B) {
			data := rostertest.Town(schools, 550).Bulk()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				f, problems := roster.Read(bytes.NewReader(data), int64(len(data)), roster.Options{})
				if len(problems) > 0 {
					b.Fatal(problems[0])
				}
				b.ReportMetric(float64(f.Rows()), "rows")
			}
		})
	}
}
