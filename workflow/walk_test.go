package workflow_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// A walk is some weeks at an invented school: somebody who knows nothing of the
// routine opens a case and takes steps at random, by what each case says of
// itself, while the clock moves and the students turn 18. A checker that
// shares nothing with the engine watches every event. In the end every case
// must close.

// walksEnv is how many times more walks than usual are taken: KJENTVEI_TORTURE=50.
const walksEnv = "KJENTVEI_TORTURE"

// rounds is how often rapid takes its hundred walks for each scenario.
func rounds(sampled bool) int {
	if more, err := strconv.Atoi(os.Getenv(walksEnv)); err == nil && more > 0 {
		return 2 * more
	}
	if sampled {
		return 1 // and of few walks
	}
	return 2
}

// sampledWalks is how many walks are taken for each scenario with -short.
const sampledWalks = 12

// TestWalks takes thousands of walks, some hundred for every scenario of every
// routine.
func TestWalks(t *testing.T) {
	sum := &totals{met: map[string]int{}, routines: map[string]bool{}}
	sampled := testing.Short()
	t.Run("routine", func(t *testing.T) {
		for _, plan := range routine.Shipped() {
			for _, scenario := range plan.Scenarios {
				t.Run(plan.ID+"/"+scenario.ID, func(t *testing.T) {
					t.Parallel()
					for round := range rounds(sampled) {
						// A store for each round: what all schools have in common stays small.
						t.Run(strconv.Itoa(round+1), func(t *testing.T) {
							l := newLane(t)
							l.walkMany(t, plan, scenario.ID, round, sampled)
							sum.add(l, plan.ID)
						})
					}
				})
			}
		}
	})
	t.Logf("%d walks, %d events, at most %d attempts to close a case; judged: %v", sum.walks, sum.events, sum.longest, sum.met)
	for _, what := range judged {
		if !t.Failed() && sum.walks > 1000 && len(sum.routines) == len(routine.Shipped()) && sum.met[what] == 0 {
			t.Errorf("no walk has come to what %q judges", what)
		}
	}
}

// totals is what many lanes have seen.
type totals struct {
	mu                     sync.Mutex
	walks, events, longest int
	met                    map[string]int
	routines               map[string]bool // none shares all that the others have
}

func (sum *totals) add(l *lane, plan string) {
	sum.mu.Lock()
	defer sum.mu.Unlock()
	sum.routines[plan] = true
	sum.walks, sum.events, sum.longest = sum.walks+l.walks, sum.events+l.events, max(sum.longest, l.longest)
	for what, times := range l.met {
		sum.met[what] += times
	}
}

// walkMany takes the walks of one round. Each round begins by drawing one number
// more than the one before: with the same seed it goes other ways all the same.
func (l *lane) walkMany(t *testing.T, plan *routine.Routine, scenario string, round int, sampled bool) {
	if sampled {
		for seed := range uint64(sampledWalks) {
			l.walkBy(t, &seeded{rand.New(rand.NewPCG(seed, uint64(round+1)))}, plan, scenario)
		}
		return
	}
	rapid.Check(t, func(rt *rapid.T) {
		for range round {
			rapid.Uint64().Draw(rt, "round")
		}
		l.walk(rt, plan, scenario)
	})
}

// judged is what the walks must have come to at least once: a property that is
// never put to the test holds for nothing.
var judged = []string{
	"P1 contact", "P1 closed", "P1 closed, contact unsafe", "P2 contact, adult", "P2 sharing", "P3 just 18", "P4 settled", "P5 closed", "P5 gone",
	"P6 sent_home", "P6 fetched", "P7 closed", "P8 closed", "P10 child welfare, open", "P10 child welfare, closed", "P11 corrected", "P11 written down", "P12 breach",
	"voiding agreed", "voiding not_agreed", "merged",
}

// lane is a store and two engines that many walks use one after the other, each
// in a school of its own. The second engine knows only what is stored.
type lane struct {
	db     workflow.Store
	engine *workflow.Engine
	reader *workflow.Engine
	now    time.Time

	walks, events, longest int
	met                    map[string]int
}

func newLane(t *testing.T) *lane {
	t.Helper()
	dir := t.TempDir()
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		if ram, err := os.MkdirTemp("/dev/shm", "kjentvei-walk-"); err == nil {
			t.Cleanup(func() { os.RemoveAll(ram) })
			dir = ram // no disk to wait for
		}
	}
	l := &lane{met: map[string]int{}}
	db := storetest.Open(t, filepath.Join(dir, "walks.db"))
	l.db = db
	for _, engine := range []**workflow.Engine{&l.engine, &l.reader} {
		var err error
		if *engine, err = workflow.NewEngine(t.Context(), db, func() time.Time { return l.now }); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// failer is what a walk needs of a test.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func (l *lane) walk(t *rapid.T, plan *routine.Routine, scenario string) {
	l.walkBy(t, newDrawn(t), plan, scenario)
}

// walkBy takes one walk and fails if the checker finds anything wrong.
func (l *lane) walkBy(t failer, d dice, plan *routine.Routine, scenario string) {
	t.Helper()
	w := newWalk(l, d, plan, scenario)
	w.run()
	if len(w.checker.wrong) > 0 {
		t.Fatalf("%s\n\nThe walk:\n%s", strings.Join(w.checker.wrong, "\n"), strings.Join(w.log, "\n"))
	}
}

// dice decide what happens next.
type dice interface {
	// roll returns one of n numbers from 0.
	roll(n int) int
}

// drawn are dice of rapid's, which can find a shorter walk that goes wrong the
// same way. rapid prefers small numbers; adding a number that every walk
// begins by drawing makes them all as likely, and 0 leaves them alone.
type drawn struct {
	t          *rapid.T
	offset     uint64
	generators map[int]*rapid.Generator[int]
}

func newDrawn(t *rapid.T) *drawn {
	return &drawn{t: t, offset: rapid.Uint64().Draw(t, "offset"), generators: map[int]*rapid.Generator[int]{}}
}

func (d *drawn) roll(n int) int {
	if n <= 1 {
		return 0
	}
	g := d.generators[n]
	if g == nil {
		g = rapid.IntRange(0, n-1)
		d.generators[n] = g
	}
	d.offset = d.offset*6364136223846793005 + d.offset%2 // stays 0 when it is
	return (g.Draw(d.t, "roll") + int(d.offset>>33)) % n
}

// seeded are dice that repeat themselves.
type seeded struct{ *rand.Rand }

func (s *seeded) roll(n int) int {
	if n <= 1 {
		return 0
	}
	return s.IntN(n)
}

// pick returns one of a list, the zero value of an empty one.
func pick[T any](d dice, list []T) (one T) {
	if len(list) == 0 {
		return one
	}
	return list[d.roll(len(list))]
}

// chance is true percent times of a hundred.
func chance(d dice, percent int) bool { return d.roll(100) < percent }

// someOf returns at least one of a list, in its order.
func someOf[T any](d dice, list []T) []T {
	var some []T
	for _, item := range list {
		if chance(d, 45) {
			some = append(some, item)
		}
	}
	if len(some) == 0 && len(list) > 0 {
		some = append(some, pick(d, list))
	}
	return some
}

// The staff of the school: id → role.
var walkStaff = []struct{ id, role string }{
	{"teacher", "contact_teacher"}, {"teacher2", "contact_teacher"}, {"kjentmann", "kjentmann"}, {"counsellor", "social_counsellor"},
	{"head", "department_head"}, {"head2", "department_head"}, {"principal", "principal"}, {"services", "student_services"},
	{"auditor", "auditor"}, {"observer", "observer"}, {"administrator", "administrator"},
}

func problem(err error) string { return fmt.Sprintf("%T: %v", err, err) }
