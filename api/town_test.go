package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// town is an installation of ten schools with 4,000 students each, a kjentmann
// who sees all cases, and a social counsellor who sees those of one school.
type town struct {
	*installation
	client  *http.Client
	body    bytes.Buffer
	workers []*worker
}

// worker takes steps in cases of its own.
type worker struct {
	ids       []workflow.CaseID
	revisions []int
	next      int
	answer    bytes.Buffer
}

const (
	schoolsInTown    = 10
	studentsAtSchool = 4_000
	mostClients      = 32
	twoYears         = 2 * 365 * 24 * time.Hour
)

func newTown(b *testing.B, cases int) *town {
	b.Helper()
	in := &town{installation: newInstallation(b), client: dial(mostClients)}
	schools := []workflow.SchoolID{"rogn"}
	for len(schools) < schoolsInTown {
		schools = append(schools, workflow.SchoolID(fmt.Sprintf("school-%02d", len(schools))))
	}
	for _, school := range schools {
		in.hire("kjentmann", "kjentmann", school)
		in.enrolAll(b, school)
	}
	ids := in.fill(b, schools, cases)
	each := min(len(ids)/mostClients, 250)
	for w := range mostClients {
		in.workers = append(in.workers, &worker{ids: ids[w*each : (w+1)*each], revisions: slices.Repeat([]int{1}, each)})
	}
	return in
}

var (
	firstNames = strings.Fields("Kari Ola Nora Emil Ingrid Lars Sofie Jonas Amira Noah Leah Filip Sara Jakob Thea Elias Maja Lukas Ella Oskar Selma Aksel Frida Henrik Astrid Mathias Tuva Isak Vilde Ulrik Live Sander Hedda Tobias Mina Adrian Iben Kasper Alma Johan")
	lastNames  = strings.Fields("Lund Hansen Berg Dahl Moen Haugen Lie Solberg Bakken Strand Nguyen Ali Myhre Ruud Sunde Vik Nygaard Eide Foss Hagen Kvam Tveit Brekke Aas Holm")
)

// enrolAll writes a school's students as a roster would.
func (in *town) enrolAll(b *testing.B, school workflow.SchoolID) {
	b.Helper()
	err := in.db.Update(b.Context(), func(tx workflow.Tx) error {
		for i := range studentsAtSchool {
			id := fmt.Sprint(school, "-", i)
			err := tx.PutStudent(&workflow.Student{
				ID: workflow.StudentID(id), School: school, Pseudonym: fmt.Sprintf("P%07d", i), Class: "2STA", BirthDate: calendar.On(2011, 1, 1),
				Name:      firstNames[i%len(firstNames)] + " " + lastNames[i/len(firstNames)%len(lastNames)],
				Guardians: []workflow.Guardian{{ID: id + "-1", Name: "Foresatt Ask " + id, Phone: "99 00 00 01"}, {ID: id + "-2", Name: "Foresatt Lin " + id}},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// fill opens cases through the engine, many at once, spread over two years.
func (in *town) fill(b *testing.B, schools []workflow.SchoolID, n int) []workflow.CaseID {
	b.Helper()
	start := in.clock.now()
	in.clock.move(start.Add(twoYears))
	var roles []workflow.SchoolRole
	for _, school := range schools {
		roles = append(roles, workflow.SchoolRole{School: school, Role: "kjentmann"})
	}
	actor := workflow.Actor{ID: workflow.ActorID(in.ids["kjentmann"]), Name: "kjentmann", Roles: roles}
	ids := make([]workflow.CaseID, n)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 256 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				school := schools[i%len(schools)]
				result, err := in.engine.Open(context.Background(), workflow.OpenRequest{
					Actor: actor, School: school, Routine: "kjentmann", Scenario: "self_referral", Input: workflow.Input{"contact_safety": "safe"},
					OccurredAt: start.Add(time.Duration(i) * twoYears / time.Duration(n)),
					Student:    &workflow.StudentInput{ID: workflow.StudentID(fmt.Sprint(school, "-", i/len(schools)%studentsAtSchool))},
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

// note is what is said in a step: about 1 KiB.
var note = func() []byte {
	body, err := json.Marshal(object{"fields": object{"text": strings.Repeat("Ringte. ", 125)}})
	if err != nil {
		panic(err)
	}
	return body
}()

// rate is how many steps a second some clients take at once, and how long each took.
func (in *town) rate(b *testing.B, clients int) (float64, []time.Duration) {
	b.Helper()
	took := make([][]time.Duration, clients)
	begun := time.Now()
	var wg sync.WaitGroup
	for n := range clients {
		wg.Go(func() {
			for time.Since(begun) < stepSlice {
				d, err := in.note(in.workers[n])
				if err != nil {
					b.Error(err)
					return
				}
				took[n] = append(took[n], d)
			}
		})
	}
	wg.Wait()
	all := slices.Concat(took...)
	return float64(len(all)) / time.Since(begun).Seconds(), all
}

func (in *town) note(w *worker) (time.Duration, error) {
	at := w.next % len(w.ids)
	w.next++
	r := in.request("kjentmann", http.MethodPost, "/api/v1/cases/"+string(w.ids[at])+"/steps/add_note", bytes.NewReader(note), revision(w.revisions[at]))
	begun := time.Now()
	status, err := fetch(in.client, r, &w.answer)
	if err != nil || status != http.StatusOK {
		return 0, fmt.Errorf("%d %.300s %w", status, &w.answer, err)
	}
	w.revisions[at]++
	return time.Since(begun), nil
}

// diskBytes is what the file takes on the disk.
func (in *town) diskBytes(b *testing.B) int64 {
	b.Helper()
	var s syscall.Stat_t
	if err := syscall.Stat(in.db.Path(), &s); err != nil {
		b.Fatal(err)
	}
	return s.Blocks * 512
}

// start measures how long it takes until a server that is started anew answers,
// and the memory it then has. The town is closed for it.
func (in *town) start(b *testing.B, table *strings.Builder) {
	b.Helper()
	in.server.Close()
	storetest.Check(b, in.db)
	if err := in.db.Close(); err != nil {
		b.Fatal(err)
	}
	var seconds, mebibytes []float64
	for range 5 {
		cmd := exec.CommandContext(b.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), startVariable+"="+in.db.Path())
		out, err := cmd.Output()
		var s, m float64
		if _, scanned := fmt.Sscan(string(out), &s, &m); err != nil || scanned != nil {
			b.Fatalf("%s %v %v", out, err, scanned)
		}
		seconds, mebibytes = append(seconds, s), append(mebibytes, m)
	}
	fmt.Fprintf(table, "\n%-34s %9.2f s, %.0f MiB of anonymous memory more\n", fmt.Sprint("start with ", manyCases, " cases"), median(seconds), median(mebibytes))
	b.ReportMetric(median(seconds), "start-s")
	b.ReportMetric(median(mebibytes), "MiB")
}

// startVariable names the store with which another process starts a server.
const startVariable = "KJENTVEI_BENCH_START"

func TestMain(m *testing.M) {
	if path := os.Getenv(startVariable); path != "" {
		if err := startAndMeasure(path); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func startAndMeasure(path string) error {
	before, begun := anonymous(), time.Now()
	db, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	engine, err := workflow.NewEngine(context.Background(), db, nil)
	if err != nil {
		return err
	}
	ready := func(context.Context) error { return nil }
	handler := api.New(api.Config{Engine: engine, Log: zerolog.Nop(), Now: time.Now, Ready: ready, DefaultRoutine: "kjentmann"})
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if answer.Code != http.StatusOK {
		return fmt.Errorf("answered %d", answer.Code)
	}
	seconds := time.Since(begun).Seconds()
	debug.FreeOSMemory() // as serve does
	fmt.Println(seconds, anonymous()-before)
	return db.Close()
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
