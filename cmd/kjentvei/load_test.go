package main

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kjentvei/api/apitest"
)

// clients is how many people work at once: more than a school has on a bad day.
const clients = 60

// Sixty people open, read, list and take steps at once, in cases of their own
// and in the same ones, click twice, and get in each other's way. Nothing but
// what the contract has for that is answered; afterwards every step that was
// acknowledged is in the record exactly once, and the record is whole.
func TestLoad(t *testing.T) {
	lasting := 5 * time.Second
	switch {
	case os.Getenv("KJENTVEI_TORTURE") != "":
		lasting = time.Minute
	case testing.Short():
		lasting = time.Second
	}
	s := openSchool(t)
	shared := make([]string, 6)
	for i := range shared {
		a := s.Post("kjentmann", "/cases", opening(fmt.Sprintf("Felles Sak %d", i)))
		if a.Status != http.StatusCreated {
			t.Fatalf("open: %d %s", a.Status, a.Raw)
		}
		shared[i] = a.Body["id"].(string)
	}
	l := &load{school: s, shared: shared, acked: map[string]map[int]string{}, until: time.Now().Add(lasting)}
	for _, id := range shared {
		l.acked[id] = map[int]string{1: "open"}
	}
	crowd := make([]*client, clients)
	for i := range crowd {
		user := apitest.Staff[i%len(apitest.Staff)]
		crowd[i] = &client{
			load: l, number: i, user: user, token: succeeds(t, "token", "create", "--user", user, "--data", s.dir),
			form: apitest.Form{Roll: rand.New(rand.NewPCG(uint64(i), 60)), Now: s.Now},
		}
	}
	l.until = time.Now().Add(lasting)
	var wg sync.WaitGroup
	errs := make(chan error, clients)
	for _, c := range crowd {
		wg.Go(func() { errs <- c.work() })
	}
	wg.Wait()
	close(errs)
	wrong := 0
	for err := range errs {
		if err != nil {
			if wrong++; wrong <= 5 {
				t.Error(err)
			}
		}
	}
	steps := l.recorded()
	s.stop()
	if out := succeeds(t, "verify", "--data", s.dir, "--format", "json"); !strings.Contains(out, `"ok":true`) && !strings.Contains(out, `"ok": true`) {
		t.Errorf("verify: %s", out)
	}
	slices.Sort(l.times)
	if len(l.times) == 0 || steps < clients {
		t.Fatalf("%d requests, %d steps", len(l.times), steps)
	}
	t.Logf("%d requests in %s, half of them within %s, 99 of 100 within %s, the slowest %s; %d steps in %d cases; answers %v; %d double clicks, %d duels",
		len(l.times), lasting, l.times[len(l.times)/2], l.times[len(l.times)*99/100], l.times[len(l.times)-1], steps, len(l.acked), l.answers, l.clicks.Load(), l.duels.Load())
}

// opening is a body that opens a case on a student typed in.
func opening(name string) apitest.Object {
	return apitest.Object{
		"scenario": "third_party_concern", "student": apitest.Object{"name": name, "birth_date": "2010-03-04"},
		"fields": apitest.Object{"reported_by": "staff", "contact_safety": "safe"},
	}
}

// load is what all clients do together.
type load struct {
	*school
	shared        []string
	until         time.Time
	clicks, duels atomic.Int64

	mu      sync.Mutex
	acked   map[string]map[int]string // what made each revision of a case, as acknowledged
	answers map[int]int               // by status
	times   []time.Duration
}

// note puts down an acknowledged step, which nobody else may have been told of.
func (l *load) note(id string, revision int, what string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.acked[id] == nil {
		l.acked[id] = map[int]string{}
	}
	if before, ok := l.acked[id][revision]; ok {
		return fmt.Errorf("revision %d of case %s is acknowledged twice: %s, %s", revision, id, before, what)
	}
	l.acked[id][revision] = what
	return nil
}

// recorded compares what was acknowledged with the events; it counts the steps.
func (l *load) recorded() int {
	steps := 0
	for _, id := range slices.Sorted(maps.Keys(l.acked)) {
		acked, done := l.acked[id], 0
		for _, e := range l.want(200, "kjentmann", "/cases/"+id+"/events").List("items") {
			if e["outcome"] != "done" {
				continue
			}
			done++
			what, ok := acked[int(e["revision"].(float64))]
			text, _ := e["fields"].(apitest.Object)["text"].(string)
			if step, said, _ := strings.Cut(what, " "); !ok || step != e["step"] || said != "" && said != text {
				l.t.Errorf("revision %v of case %s: %v %q is recorded, %q was acknowledged", e["revision"], id, e["step"], text, what)
			}
		}
		if done != len(acked) {
			l.t.Errorf("case %s: %d steps are recorded, %d were acknowledged", id, done, len(acked))
		}
		steps += done
	}
	return steps
}

// client is one person at work, with a token of their own.
type client struct {
	*load
	number, serial int
	user, token    string
	own            []string
	form           apitest.Form
}

// request makes a request, and demands an answer that the contract has for it.
func (c *client) request(method, path string, body apitest.Object, headers ...string) (*apitest.Answer, error) {
	begun := time.Now()
	a, err := c.call(c.token, method, path, body, headers...)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.answers == nil {
		c.answers = map[int]int{}
	}
	c.answers[a.Status]++
	c.times = append(c.times, time.Since(begun))
	if !slices.Contains([]int{200, 201, 403, 404, 409, 412, 422}, a.Status) {
		return nil, fmt.Errorf("%s %s by %s: %d %s", method, path, c.user, a.Status, a.Raw)
	}
	return a, nil
}

func (c *client) work() error {
	deeds := []func() error{c.open, c.look, c.look, c.list, c.write, c.write, c.write, c.step, c.step, c.clickTwice, c.duel}
	for err := c.open(); ; err = deeds[c.form.Roll.IntN(len(deeds))]() {
		if err != nil || time.Now().After(c.until) {
			return err
		}
	}
}

// words are said once, by nobody else.
func (c *client) words() string {
	c.serial++
	return fmt.Sprintf("Notat %d av medarbeider %d", c.serial, c.number)
}

func keyOf(words string) string { return strings.ReplaceAll(words, " ", "-") }

// open opens a case, with a click too many now and then.
func (c *client) open() error {
	name := c.words()
	key := keyOf(name)
	var answers [2]*apitest.Answer
	for i := range 1 + c.form.Roll.IntN(2) {
		var err error
		if answers[i], err = c.request(http.MethodPost, "/cases", opening(name), "Idempotency-Key", key); err != nil {
			return err
		}
		if answers[i].Status != http.StatusCreated || answers[i].Body["id"] != answers[0].Body["id"] {
			return fmt.Errorf("open: %d %s", answers[i].Status, answers[i].Raw)
		}
	}
	id := answers[0].Body["id"].(string)
	c.own = append(c.own, id)
	return c.note(id, 1, "open")
}

// somewhere is a case: mostly one of the client's own.
func (c *client) somewhere() string {
	if c.form.Roll.IntN(3) == 0 {
		return c.shared[c.form.Roll.IntN(len(c.shared))]
	}
	return c.own[c.form.Roll.IntN(len(c.own))]
}

func (c *client) look() error {
	id := c.somewhere()
	path := []string{"/cases/" + id, "/cases/" + id + "/events", "/worklist", "/me", "/students?q=a", "/routines/kjentmann"}[c.form.Roll.IntN(6)]
	_, err := c.request(http.MethodGet, path, nil)
	return err
}

func (c *client) list() error {
	query := []string{"", "?closed=false&sort=due_on", "?overdue=true", "?responsible=me&limit=5", "?q=Felles", "?sort=-reference&limit=100"}[c.form.Roll.IntN(6)]
	a, err := c.request(http.MethodGet, "/cases"+query, nil)
	if err == nil && a.Status != http.StatusOK {
		err = fmt.Errorf("list %s: %d %s", query, a.Status, a.Raw)
	}
	return err
}

// write adds a note to a case, again and again until nobody was faster.
func (c *client) write() error {
	id, text := c.somewhere(), c.words()
	for {
		now, err := c.request(http.MethodGet, "/cases/"+id, nil)
		if err != nil || now.Status == http.StatusNotFound {
			return err
		}
		a, err := c.request(http.MethodPost, "/cases/"+id+"/steps/add_note", apitest.Object{"fields": apitest.Object{"text": text}}, ifMatch(now)...)
		if err != nil {
			return err
		}
		switch a.Status {
		case http.StatusOK:
			return c.note(id, a.Revision(), "add_note "+text)
		case http.StatusConflict:
			return nil
		case http.StatusPreconditionFailed:
			if time.Now().After(c.until) {
				return nil
			}
		default:
			return fmt.Errorf("note: %d %s", a.Status, a.Raw)
		}
	}
}

func ifMatch(a *apitest.Answer, more ...string) []string {
	return append([]string{"If-Match", fmt.Sprintf("%q", fmt.Sprint(a.Revision()))}, more...)
}

// step takes whatever step the case offers, but for those that shut people out or end it.
func (c *client) step() error {
	id := c.somewhere()
	now, err := c.request(http.MethodGet, "/cases/"+id, nil)
	if err != nil || now.Status == http.StatusNotFound {
		return err
	}
	steps := slices.DeleteFunc(now.List("steps"), func(step apitest.Object) bool {
		return slices.Contains([]string{"recuse", "void", "merge", "close"}, step["id"].(string)) || step["allowed"] != true && c.form.Roll.IntN(8) > 0
	})
	step := steps[c.form.Roll.IntN(len(steps))]
	body := apitest.Object{"fields": c.form.Fill(step["id"].(string), apitest.Objects(step["fields"]), nil)}
	a, err := c.request(http.MethodPost, "/cases/"+id+"/steps/"+step["id"].(string), body, ifMatch(now)...)
	if err != nil || a.Status != http.StatusOK {
		return err
	}
	if a.Revision() != now.Revision()+1 {
		return fmt.Errorf("%s of case %s at revision %d made it %d", step["id"], id, now.Revision(), a.Revision())
	}
	return c.note(id, a.Revision(), step["id"].(string))
}

// atOnce posts several bodies at the same moment.
func (c *client) atOnce(path string, headers []string, bodies ...apitest.Object) ([]*apitest.Answer, error) {
	answers, errs := make([]*apitest.Answer, len(bodies)), make([]error, len(bodies))
	var wg sync.WaitGroup
	for i := range bodies {
		wg.Go(func() { answers[i], errs[i] = c.request(http.MethodPost, path, bodies[i], headers...) })
	}
	wg.Wait()
	return answers, errors.Join(errs...)
}

// mine is the latest of the client's own cases, as it stands; only this client
// knows of it, or looks for it.
func (c *client) mine() (id string, now *apitest.Answer, err error) {
	id = c.own[len(c.own)-1]
	now, err = c.request(http.MethodGet, "/cases/"+id, nil)
	if err == nil && now.Status != http.StatusOK {
		err = fmt.Errorf("the opener does not see case %s: %d", id, now.Status)
	}
	return id, now, err
}

// clickTwice sends the same with one key, three times at once: it happens once.
func (c *client) clickTwice() error {
	id, now, err := c.mine()
	if err != nil {
		return err
	}
	text := c.words()
	body := apitest.Object{"fields": apitest.Object{"text": text}}
	answers, err := c.atOnce("/cases/"+id+"/steps/add_note", ifMatch(now, "Idempotency-Key", keyOf(text)), body, body, body)
	if err != nil {
		return err
	}
	if now.Body["closed"] == true && answers[0].Status == http.StatusConflict {
		return nil
	}
	c.clicks.Add(1)
	for _, a := range answers {
		if a.Status != http.StatusOK || a.Revision() != now.Revision()+1 {
			return fmt.Errorf("clicked thrice on case %s at revision %d: %d %s", id, now.Revision(), a.Status, a.Raw)
		}
	}
	return c.note(id, now.Revision()+1, "add_note "+text)
}

// duel has two people write on one revision: one of them is too late.
func (c *client) duel() error {
	id, now, err := c.mine()
	if err != nil {
		return err
	}
	texts := []string{c.words(), c.words()}
	answers, err := c.atOnce("/cases/"+id+"/steps/add_note", ifMatch(now), apitest.Object{"fields": apitest.Object{"text": texts[0]}}, apitest.Object{"fields": apitest.Object{"text": texts[1]}})
	if err != nil {
		return err
	}
	c.duels.Add(1)
	for i, a := range answers {
		if other := answers[1-i]; a.Status == http.StatusOK && other.Status == http.StatusPreconditionFailed {
			return c.note(id, a.Revision(), "add_note "+texts[i])
		}
	}
	return fmt.Errorf("two at once on case %s: %d %s, %d %s", id, answers[0].Status, answers[0].Raw, answers[1].Status, answers[1].Raw)
}
