package xes_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/xes"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

var update = flag.Bool("update", false, "write the golden file anew")

const golden = "../../../testdata/golden/audit-log.xes"

// friday is the day before a weekend.
var friday = time.Date(2026, time.November, 20, 10, 40, 0, 0, calendar.Oslo)

func after(hours int) time.Time { return friday.Add(time.Duration(hours) * time.Hour) }

func kjentmann(t testing.TB) *routine.Routine {
	r, ok := routine.Find("kjentmann")
	if !ok {
		t.Fatal("the routine is not there")
	}
	return r
}

// intoxicated is a case with everything in it that a log can tell.
func intoxicated(r *routine.Routine) *audit.Case {
	requirement := func(id string) *routine.Requirement { d, _ := r.Requirement(id); return d }
	title := func(id string) routine.Text { s, _ := r.Step(id); return s.Title }
	return &audit.Case{
		Reference: "2026-00031", Pseudonym: "elv-7Q2M", School: "nordmarka", Routine: r,
		Scenario: "intoxicated_at_school", State: "away", OpenedAt: friday, At: after(100),
		Verdicts: []audit.Verdict{
			{Requirement: requirement("KJ-3.2"), Finding: audit.Finding{
				Judgement: audit.Late, Since: friday, DueAt: friday.Add(15 * time.Minute), SettledAt: after(1),
				LateBy: audit.Lateness{Amount: 0.8, Unit: audit.Hours}, Reason: audit.Reasoning{Code: audit.BecauseMet},
				Events: []string{"e1", "e3"}, RecordedIn: 1,
			}},
			{Requirement: requirement("KJ-3.10"), Finding: audit.Finding{
				Judgement: audit.Pending, Since: after(3), DueOn: calendar.On(2026, 11, 23), Overdue: true,
				Reason: audit.Reasoning{Code: audit.BecauseAsked}, Events: []string{"e4"},
			}},
			{Requirement: requirement("KJ-1.1"), Finding: audit.Finding{Reason: audit.Reasoning{Code: audit.BecauseMoved}}},
		},
		Timeline: []audit.Entry{
			{Event: "e1", Step: "open", Title: routine.Text{NB: "Sak åpnet", EN: "Case opened"}, Role: "contact_teacher", Actor: 1, OccurredAt: friday, RecordedAt: friday, State: "at_school", FirstOfState: true},
			{Event: "e2", Step: "send_home", Title: title("send_home"), Refused: true, Role: "contact_teacher", Actor: 1,
				Reasons:    []audit.Reason{{Code: "guard", Requirement: "P5"}, {Code: "role"}},
				OccurredAt: friday.Add(2 * time.Minute), RecordedAt: friday.Add(2 * time.Minute), State: "at_school"},
			{Event: "e3", Step: "take_out", Title: title("take_out"), Role: "kjentmann", Actor: 2, OccurredAt: after(1), RecordedAt: after(72), RecordedIn: 1, State: "away", Serves: []string{"KJ-3.2"}, OutOfOrder: true},
			{Event: "e4", Step: "student_walked_off", Title: title("student_walked_off"), Role: "department_head", Actor: 3, OccurredAt: after(3), RecordedAt: after(3), State: "away", Present: []string{"student", "kjentmann"}, Serves: []string{"KJ-3.10"}, Corrected: true},
			{Event: "e5", Step: "still_absent", Title: title("still_absent"), OccurredAt: after(75), RecordedAt: after(75), State: "away", Retracted: true},
		},
	}
}

// consultation is a case without a student, closed.
func consultation(r *routine.Routine) *audit.Case {
	return &audit.Case{
		Reference: "2026-00032", Routine: r, Scenario: "anonymous_consultation", State: "closed", ClosedAs: "closed",
		OpenedAt: friday, At: after(100),
		Timeline: []audit.Entry{
			// An opening comes first in a timeline, and may have occurred later.
			{Event: "f1", Step: "open", Role: "kjentmann", Actor: 1, OccurredAt: friday, RecordedAt: friday, State: "consulting"},
			{Event: "f2", Step: "give_advice", Role: "kjentmann", Actor: 1, OccurredAt: after(-24), RecordedAt: friday, State: "consulted"},
		},
	}
}

func write(t testing.TB, lang routine.Lang, cases ...*audit.Case) []byte {
	t.Helper()
	var b bytes.Buffer
	w := xes.NewWriter(&b, calendar.New(nil, nil), lang)
	for _, c := range cases {
		if err := w.Case(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	r := kjentmann(t)
	got := write(t, routine.Bokmal, intoxicated(r), consultation(r))
	check(t, got)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the log differs from %s (run with -update to accept it):\n%s", golden, got)
	}
}

func TestLogsAreValid(t *testing.T) {
	r := kjentmann(t)
	for _, lang := range append([]routine.Lang{""}, routine.Langs...) {
		check(t, write(t, lang, intoxicated(r), consultation(r)))
	}
	check(t, write(t, routine.English))
	check(t, write(t, routine.English, &audit.Case{}))
}

func TestWhatALogSays(t *testing.T) {
	r := kjentmann(t)
	log := check(t, write(t, "", intoxicated(r), consultation(r)))
	trace := log.traces[0]
	for key, want := range map[string]string{
		"concept:name": "2026-00031", "kjentvei:pseudonym": "elv-7Q2M", "kjentvei:routine": "kjentmann", "kjentvei:version": "1",
		"kjentvei:scenario": "intoxicated_at_school", "kjentvei:state": "away",
		"verdict.KJ-3.2": "late", "verdict.KJ-3.10": "pending", "verdict.KJ-1.1": "not_applicable",
	} {
		if got := trace.value(key); got != want {
			t.Errorf("%s of the first trace is %q, not %q", key, got, want)
		}
	}
	late, due := trace.find("verdict.KJ-3.2"), trace.find("verdict.KJ-3.10")
	if late.value("kjentvei:late_by") != "0.8" || late.value("kjentvei:late_unit") != "hours" || due.value("kjentvei:due_on") != "2026-11-23" || due.value("kjentvei:overdue") != "true" {
		t.Errorf("verdicts are %+v and %+v", late, due)
	}
	if got := log.traces[1].value("kjentvei:closed_as"); got != "closed" {
		t.Errorf("the second case is closed as %q", got)
	}
	type row struct{ step, outcome, transition, schoolday, recorded, resource string }
	var rows []row
	for _, e := range trace.events {
		rows = append(rows, row{e.value("concept:name"), e.value("kjentvei:outcome"), e.value("lifecycle:transition"), e.value("kjentvei:schoolday"), e.value("kjentvei:recorded_in"), e.value("org:resource")})
	}
	want := []row{
		{"open", "done", "complete", "0", "0", "1"},
		{"send_home", "refused", "ate_abort", "0", "0", "1"},
		{"take_out", "done", "complete", "0", "1", "2"},
		{"student_walked_off", "done", "complete", "0", "0", "3"},
		{"still_absent", "done", "withdraw", "1", "0", ""},
	}
	for i := range want {
		if i >= len(rows) || rows[i] != want[i] {
			t.Fatalf("events are\n%v, not\n%v", rows, want)
		}
	}
	if first := log.traces[1].events[0]; first.value("kjentvei:step") != "give_advice" || first.value("kjentvei:schoolday") != "-1" {
		t.Errorf("what occurred the day before the opening is %+v", first)
	}
}

func TestStepsAreCalledAsInTheLanguage(t *testing.T) {
	r := kjentmann(t)
	log := check(t, write(t, routine.English, intoxicated(r)))
	if got := log.traces[0].events[0].value("concept:name"); got != "Case opened" {
		t.Errorf("the opening is called %q", got)
	}
	bare := intoxicated(r)
	for i := range bare.Timeline {
		bare.Timeline[i].Title = routine.Text{}
	}
	log = check(t, write(t, routine.English, bare))
	if got := log.traces[0].events[2].value("concept:name"); got != "take_out" {
		t.Errorf("a step without a title is called %q", got)
	}
}

func TestWriterTellsOfFailure(t *testing.T) {
	w := xes.NewWriter(full{}, nil, "")
	c := intoxicated(kjentmann(t))
	for range 100 {
		_ = w.Case(c)
	}
	if w.Case(c) != io.ErrShortWrite || w.Close() != io.ErrShortWrite {
		t.Error("a writer that could not write does not say so")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestMemoryStaysFlat writes many cases and looks that nothing of them is kept.
func TestMemoryStaysFlat(t *testing.T) {
	c := intoxicated(kjentmann(t))
	w := xes.NewWriter(io.Discard, calendar.New(nil, nil), routine.Bokmal)
	heap := func(cases int) uint64 {
		for range cases {
			if err := w.Case(c); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	few := heap(100)
	if many := heap(5000); many > few+1<<20 {
		t.Errorf("%d bytes in use after 100 cases, %d after 5000 more", few, many)
	}
}

func FuzzTexts(f *testing.F) {
	f.Add("a", "b", "c")
	f.Add("<&>\"'", "]]>\x00\x0b\ufffe\ud7ff", "\xff\xfe æøå 🙂\r\n\t")
	r, _ := routine.Find("kjentmann")
	f.Fuzz(func(t *testing.T, reference, word, id string) {
		c := intoxicated(r)
		c.Reference, c.Pseudonym, c.Scenario, c.State = reference, word, id, word
		c.Timeline[0].Title = routine.Same(word)
		c.Timeline[1].Step, c.Timeline[1].Role, c.Timeline[1].Reasons[0].Code = word, id, word
		c.Verdicts[0].Events = []string{word, id}
		c.Verdicts[1].Requirement = &routine.Requirement{ID: id}
		log := check(t, write(t, routine.Bokmal, c))
		if clean := strings.ToValidUTF8(word, ""); !strings.ContainsFunc(clean, odd) && log.traces[0].value("kjentvei:pseudonym") != clean {
			t.Errorf("%q came back as %q", word, log.traces[0].value("kjentvei:pseudonym"))
		}
	})
}

// odd are the characters that XML cannot hold.
func odd(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

func BenchmarkCase(b *testing.B) {
	c := intoxicated(kjentmann(b))
	w := xes.NewWriter(io.Discard, calendar.New(nil, nil), routine.Bokmal)
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Case(c); err != nil {
			b.Fatal(err)
		}
	}
}
