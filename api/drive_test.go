package api_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/api/apitest"
)

// torture is whether the tests may take hours.
var torture = os.Getenv("KJENTVEI_TORTURE") != ""

// The contract says that a program that knows nothing of the routine can drive
// any case to its end by its steps alone. This holds it to that, for cases of
// every scenario of every routine; package apitest has the program.
func TestDrive(t *testing.T) {
	rounds := 1
	if torture {
		rounds = 60
	}
	t.Logf("%d drives of each scenario, 60 under torture", rounds)
	in := newInstallation(t)
	routines := in.want(in.get("kjentmann", "/routines"), http.StatusOK).items()
	n := uint64(0)
	for round := range rounds {
		for _, r := range routines {
			id := r["id"].(string)
			for _, s := range in.want(in.get("kjentmann", "/routines/"+id), http.StatusOK).list("scenarios") {
				n++
				seed := n
				t.Run(fmt.Sprintf("%s/%s/%d", id, s["id"], round), func(t *testing.T) {
					t.Parallel()
					drive(newInstallation(t), rand.New(rand.NewPCG(seed, 7)), id, s["id"].(string))
				})
			}
		}
	}
}

// mostAttempts is how many a case may take from wherever it stands to its end.
const mostAttempts = 250

func drive(in *installation, roll *rand.Rand, routine, scenarioID string) {
	in.t.Helper()
	d := apitest.NewDriver(in.t, driven{in}, roll)
	born := []string{"2012-02-29", "2008-09-02", "2005-05-05"}[roll.IntN(3)]
	in.enrol("s1", "Iben Lund", born)
	opener := apitest.Staff[3+roll.IntN(5)]
	scenarios := in.want(in.get(opener, "/routines/"+routine), http.StatusOK).list("scenarios")
	scenario := scenarios[slices.IndexFunc(scenarios, func(s object) bool { return s["id"] == scenarioID })]
	body := object{"routine": routine}
	if scenario["student"] == true {
		body["student"] = []object{{"id": "s1"}, {"name": "Odd Berg", "birth_date": born}, {"name": "Iben Lund"}}[roll.IntN(3)]
	}
	d.Open(opener, scenario, body)
	for range roll.IntN(12) {
		d.Wander()
		if roll.IntN(4) == 0 {
			in.clock.move(in.clock.now().Add(time.Duration(roll.IntN(60)) * time.Hour))
			d.Forget()
		}
	}
	if _, closed := d.Close(mostAttempts, nil); !closed {
		in.t.Fatalf("not closed:\n%s\n%s", strings.Join(d.Story, "\n"), d.See(d.Hands()[0]).Raw)
	}
}

// driven is an installation as a driver asks it.
type driven struct{ in *installation }

func (s driven) Now() time.Time { return s.in.clock.now() }

func (s driven) Get(user, path string) *apitest.Answer { return s.answer(s.in.get(user, path)) }

func (s driven) Post(user, path string, body object, headers ...string) *apitest.Answer {
	var change []func(*http.Request)
	for i := 0; i+1 < len(headers); i += 2 {
		change = append(change, with(headers[i], headers[i+1]))
	}
	return s.answer(s.in.post(user, path, body, change...))
}

func (s driven) answer(a *answer) *apitest.Answer {
	return &apitest.Answer{Status: a.status, Raw: a.raw, Body: a.body}
}
