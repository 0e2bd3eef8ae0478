package paper_test

import (
	"strings"
	"testing"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/calendar"
)

func FuzzRead(f *testing.F) {
	r := kjentmann(f)
	for _, table := range []string{opened, begun, "sep=\"\n\"", "sep=\n", "case,step", head + "\"", "\ufeff", head + "1;2025-10-03;record_breach;x;;;;;;of=record_breach\n", "\r\r\n;;\t,",
		strings.ReplaceAll(begun, ";", ",") + "1,3.10.2025 kl. 10.45,\"snakk med eleven\",contact_teacher/kjentmann,,,,Ja + nei,guardian 2\n"} {
		f.Add([]byte(table))
	}
	rules, cal := audit.Compile(r), calendar.New(nil, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		book, problems := paper.Read(data, r, paper.Options{Now: later})
		if (book == nil) == (len(problems) == 0) {
			t.Fatalf("a book: %v, and %d mistakes", book != nil, len(problems))
		}
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Message.IsZero() {
				t.Errorf("a mistake is %+v", p)
			}
		}
		if book == nil {
			return
		}
		for _, trace := range book.Traces {
			for i, e := range trace.Events {
				if (i == 0) != (e.Step == "open") || e.OccurredAt.IsZero() || e.RecordedAt.Before(e.OccurredAt) || e.Actor < 1 || e.State == "" {
					t.Errorf("event %d is %+v", i, e)
				}
			}
			rules.Case(trace, cal, later)
		}
	})
}
