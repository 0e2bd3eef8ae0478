package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/cmd/kjentvei/demo"
)

// A program that knows nothing of the routines practises in the demo: it opens
// cases of every scenario of every routine at the real server, has random
// members of staff take random steps while the clock is moved, and brings each
// case to its end by what its steps say. The books (practise_books_test.go)
// hold what the server then tells of each case against P1–P12.
func TestPractise(t *testing.T) {
	rounds := 2
	if os.Getenv("KJENTVEI_TORTURE") != "" {
		rounds = 12
	}
	for _, routine := range []string{"kjentmann", "social-counsellor", "county-six-steps"} {
		t.Run(routine, func(t *testing.T) {
			t.Parallel()
			s := openSchool(t)
			if all := s.want(200, "kjentmann", "/routines").list("items"); len(all) != 3 {
				t.Errorf("%d routines are served, and three are practised", len(all))
			}
			for round := range rounds {
				s.practise(routine, uint64(round))
			}
			s.stop()
			succeeds(t, "verify", "--data", s.dir)
			t.Logf("judged: %v\ntaken: %v", s.met, s.done)
		})
	}
}

// practise opens a case of every scenario, has all of them go on side by side,
// and then closes one after the other.
func (s *school) practise(routine string, round uint64) {
	roll := rand.New(rand.NewPCG(round, uint64(len(routine))))
	var open []*trainee
	for i, scenario := range s.want(200, "kjentmann", "/routines/"+routine).list("scenarios") {
		d := &trainee{school: s, roll: roll, tries: map[string]int{}, thorough: roll.IntN(2) == 0}
		d.open(routine, scenario, i+int(round))
		open = append(open, d)
	}
	for range len(open) * 20 {
		if d := open[roll.IntN(len(open))]; !d.thorough || roll.IntN(5) == 0 || !d.work() {
			d.wander()
		}
		if roll.IntN(9) == 0 {
			s.moveClock(time.Duration(1+roll.IntN(40)) * time.Hour)
			for _, other := range open {
				other.views = nil
			}
		}
	}
	for _, d := range open {
		for n := 0; !d.closed(); n++ {
			if n == 300 {
				s.t.Fatalf("%s not closed:\n%s\n%s", d.id, strings.Join(d.said, "\n"), d.see(d.hands()[0]).raw)
			}
			d.onward()
			if roll.IntN(25) == 0 {
				s.moveClock(time.Duration(1+roll.IntN(40)) * time.Hour)
				d.views = nil
			}
		}
		for range roll.IntN(4) { // what comes after the end
			d.wander()
		}
		d.finish()
	}
}

// school is a real server of the demo in a process of its own.
type school struct {
	t      *testing.T
	dir    string
	url    string
	client *http.Client
	server *exec.Cmd
	tokens map[string]string // by user name
	pupils map[string]object // who is on the roster, as far as a search has shown
	taken  map[string]bool   // pupils of whom there is a case
	met    map[string]int    // how often the books had something to judge
	done   map[string]int    // how often each step was taken
	now    time.Time         // by the demo's clock, at
	at     time.Time
}

type object = map[string]any

// pupilTurning is how soon somebody on the roster turns 18.
const pupilTurning = 7 * 24 * time.Hour

func openSchool(t *testing.T) *school {
	t.Helper()
	s := &school{
		t: t, dir: filepath.Join(t.TempDir(), "data"), tokens: map[string]string{}, pupils: map[string]object{}, taken: map[string]bool{}, met: map[string]int{}, done: map[string]int{},
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}, Timeout: 30 * time.Second},
		now:    time.Date(2026, 9, 1, 8, 0, 0, 0, oslo()), at: time.Now(),
	}
	s.server = exec.Command("kjentvei", "serve", "--demo", "--data", s.dir, "--addr", "127.0.0.1:0", "--lang", "en", "--now", s.now.Format(time.RFC3339))
	out, err := s.server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s.server.Stderr = &log
	if err := s.server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.server.Process.Kill()
		_ = s.server.Wait() // says that it was killed, or that it has ended already
		s.client.CloseIdleConnections()
		if t.Failed() {
			t.Logf("the server said at last:\n%s", log.String()[max(0, log.Len()-4000):])
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	var ok bool
	if _, s.url, ok = strings.Cut(strings.TrimSpace(line), "answers on "); !ok {
		t.Fatalf("the server said %q", line)
	}
	for _, a := range demo.Accounts() {
		s.tokens[a.User] = succeeds(t, "token", "create", "--user", a.User, "--data", s.dir)
	}
	s.moveClock(time.Minute)
	for _, q := range []string{"a", "e", "o", "ø", "1", "2", "3STA", "3MD", "3PB", "rud", "dal", "mo", "vik", "as"} {
		for _, pupil := range s.want(200, "principal", "/students?q="+url.QueryEscape(q)).list("items") {
			s.pupils[pupil["id"].(string)] = pupil
		}
	}
	return s
}

func oslo() *time.Location {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return zone
}

// stop ends the server as an operator does; it says that all is well.
func (s *school) stop() {
	s.t.Helper()
	s.client.CloseIdleConnections()
	if err := s.server.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	if err := s.server.Wait(); err != nil {
		s.t.Errorf("the server ended with %v", err)
	}
}

// moveClock takes the demo's clock forward.
func (s *school) moveClock(by time.Duration) {
	s.t.Helper()
	to := s.clock().Add(by)
	a := s.post("principal", "/demo/clock", object{"now": to.Format(time.RFC3339Nano)})
	if a.status != http.StatusOK {
		s.t.Fatalf("clock: %d %s", a.status, a.raw)
	}
	now, err := time.Parse(time.RFC3339, a.body["now"].(string))
	if err != nil {
		s.t.Fatal(err)
	}
	s.now, s.at = now.In(oslo()), time.Now()
}

func (s *school) clock() time.Time { return s.now.Add(time.Since(s.at)) }

// response is what the server answered.
type response struct {
	status int
	raw    []byte
	body   object
}

func (a *response) list(name string) []object {
	items, _ := a.body[name].([]any)
	list := make([]object, len(items))
	for i := range items {
		list[i], _ = items[i].(object)
	}
	return list
}

func (a *response) revision() int { n, _ := a.body["revision"].(float64); return int(n) }

func (s *school) get(user, path string) *response {
	s.t.Helper()
	return s.must(s.call(s.tokens[user], http.MethodGet, path, nil))
}

func (s *school) post(user, path string, body object, headers ...string) *response {
	s.t.Helper()
	return s.must(s.call(s.tokens[user], http.MethodPost, path, body, headers...))
}

func (s *school) must(a *response, err error) *response {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s *school) want(status int, user, path string) *response {
	s.t.Helper()
	a := s.get(user, path)
	if a.status != status {
		s.t.Fatalf("GET %s as %s: %d %s", path, user, a.status, a.raw)
	}
	return a
}

// call makes a request with a token; headers are names and values.
func (s *school) call(token, method, path string, body object, headers ...string) (*response, error) {
	var sent []byte
	if body != nil {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequest(method, s.url+"/api/v1"+path, bytes.NewReader(sent))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Accept-Language", "en")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	came, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer came.Body.Close()
	a := &response{status: came.StatusCode}
	if a.raw, err = io.ReadAll(came.Body); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(a.raw, &a.body); err != nil {
		return nil, fmt.Errorf("%s %s: %d %q: %w", method, path, a.status, a.raw, err)
	}
	return a, nil
}

// trainee drives one case.
type trainee struct {
	*school
	roll  *rand.Rand
	id    string
	tries map[string]int
	said  []string // what was tried, for whoever reads a failure
	views map[string]*response
	books *books

	thorough bool // does all that the routine has for a state before going on
}

// colleagues are those who may act; leadership first.
var colleagues = []string{
	"department_head", "department_head_2", "principal", "kjentmann", "social_counsellor", "contact_teacher", "contact_teacher_2", "student_services",
}

// student picks whom a case is about, and says what is known of them: an adult,
// a minor, one who turns 18 soon, or one typed in.
func (d *trainee) student(kind int) (given object, birth string, unclear bool) {
	today := d.clock().Format(time.DateOnly)
	soon := d.clock().Add(pupilTurning).Format(time.DateOnly)
	free := func(such func(comesOfAge string) bool) object {
		for _, id := range slices.Sorted(maps.Keys(d.pupils)) {
			p := d.pupils[id]
			birth, _ := p["birth_date"].(string)
			if d.taken[id] || birth == "" || !such(adultFrom(birth)) {
				continue
			}
			d.taken[id] = true
			name := p["name"].(string)
			if len(d.want(200, "principal", "/cases?q="+url.QueryEscape(name)).list("items")) == 0 { // nothing is known of them yet
				return p
			}
		}
		return nil
	}
	var p object
	switch kind % 6 {
	case 0, 3:
		p = free(func(day string) bool { return day > soon })
	case 1:
		if p = free(func(day string) bool { return day > today && day <= soon }); p == nil {
			birth = d.clock().AddDate(-18, 0, 2).Format(time.DateOnly)
			return object{"name": fmt.Sprintf("Snart Voksen %d", d.roll.IntN(1e9)), "birth_date": birth, "class": "3STA"}, birth, false
		}
		d.met["turning 18, of the roster"]++
	case 2:
		p = free(func(day string) bool { return day <= today })
	case 4:
		return object{"name": fmt.Sprintf("Ny Elev %d", d.roll.IntN(1e9))}, "", false
	case 5:
		p = free(func(day string) bool { return day > soon })
		if p != nil { // typed in, and perhaps the one already known
			return object{"name": p["name"]}, "", true
		}
	}
	if p == nil {
		d.t.Fatal("nobody is left on the roster")
	}
	return object{"id": p["id"]}, p["birth_date"].(string), false
}

func (d *trainee) open(routine string, scenario object, kind int) {
	d.t.Helper()
	opener := colleagues[3+d.roll.IntN(5)]
	body := object{"routine": routine, "scenario": scenario["id"], "fields": d.fill(asList(scenario["fields"]), nil)}
	d.books = newBooks(d.school, scenario["id"].(string), opener)
	if scenario["student"] == true {
		body["student"], d.books.birth, d.books.unclear = d.student(kind)
		d.books.student = true
	}
	a := d.post(opener, "/cases", body)
	d.say("%s opens %v → %d", opener, body, a.status)
	if a.status != http.StatusCreated {
		d.t.Fatalf("open: %s %s", d.said[0], a.raw)
	}
	d.id = a.body["id"].(string)
	d.record(0)
	if a.revision() != 1 {
		d.wrong("opened at revision %d", a.revision())
	}
}

func (d *trainee) say(format string, args ...any) {
	d.said = append(d.said, fmt.Sprintf(format, args...))
}

func (d *trainee) wrong(format string, args ...any) {
	d.t.Helper()
	d.t.Errorf("case %s: %s\n\t%s", d.id, fmt.Sprintf(format, args...), strings.Join(d.said[max(0, len(d.said)-60):], "\n\t"))
	if len(d.said) > 0 {
		d.said = d.said[len(d.said)-1:] // once is enough
	}
}

// see is the case as somebody sees it; nil for who does not.
func (d *trainee) see(user string) *response {
	d.t.Helper()
	if a, ok := d.views[user]; ok {
		return a
	}
	a := d.get(user, "/cases/"+d.id)
	switch a.status {
	case http.StatusNotFound:
		a = nil
	case http.StatusOK:
		d.books.learn(a)
	default:
		d.t.Fatalf("the case is %d to %s: %s", a.status, user, a.raw)
	}
	if d.views == nil {
		d.views = map[string]*response{}
	}
	d.views[user] = a
	return a
}

// hands lists some who see the case; all of them when it does not get on.
func (d *trainee) hands() []string {
	d.t.Helper()
	var list []string
	for _, user := range colleagues {
		if d.tries["onward"]%40 < 20 && len(list) > 2 && user != d.books.opener {
			continue
		}
		if d.see(user) != nil {
			list = append(list, user)
		}
	}
	if len(list) == 0 {
		d.t.Fatalf("nobody sees the case:\n%s", strings.Join(d.said, "\n"))
	}
	return list
}

func (d *trainee) closed() bool { return d.see(d.hands()[0]).body["closed"] == true }

// wander has somebody do something: mostly what they may do.
func (d *trainee) wander() {
	var user string
	for user == "" || d.see(user) == nil {
		user = colleagues[d.roll.IntN(len(colleagues))]
	}
	var allowed, refused []object
	for _, step := range d.see(user).list("steps") {
		switch {
		case slices.Contains([]string{"void", "merge", "recuse", "student_left_school"}, step["id"].(string)) && d.roll.IntN(12) > 0:
		case step["allowed"] == true:
			allowed = append(allowed, step)
		default:
			refused = append(refused, step)
		}
	}
	steps := allowed
	if len(allowed) == 0 || len(refused) > 0 && d.roll.IntN(5) == 0 {
		steps = refused
	}
	if len(steps) == 0 {
		return
	}
	// What the law is strictest about, and what has been done least, comes up more often.
	switch d.roll.IntN(6) {
	case 0:
		steps = narrow(steps, named("record_contact"))
	case 1:
		steps = narrow(steps, func(step object) bool {
			return slices.Contains([]string{"record_contact", "record_consent", "withdraw_consent", "raise_contact_unsafe", "confirm_contact_unsafe", "confirm_student"}, step["id"].(string))
		})
	case 2, 3, 4:
		own := func(step object) bool { return step["kind"] == "routine" }
		if state := d.see(user).body["state"]; d.roll.IntN(3) > 0 {
			steps = narrow(steps, func(step object) bool { return own(step) && (step["to"] == "" || step["to"] == state) })
		}
		steps = narrow(steps, own)
		least := slices.MinFunc(steps, func(a, b object) int { return cmp.Compare(d.done[a["id"].(string)], d.done[b["id"].(string)]) })
		steps = []object{least}
	}
	first := steps[d.roll.IntN(len(steps))]
	if d.roll.IntN(10) == 0 && len(allowed) > 1 {
		d.takeBoth(user, allowed[d.roll.IntN(len(allowed))], allowed[d.roll.IntN(len(allowed))])
		return
	}
	d.take(user, first, nil)
}

// work has somebody do what the routine has for the state and was not done yet,
// or else go on by the way that was gone least often; false when nobody can.
func (d *trainee) work() bool {
	var who string
	var best object
	cost := func(step object) int {
		id := step["id"].(string)
		if n := d.tries["step "+id]; step["to"] == "" || step["to"] == d.see(who).body["state"] {
			return n * 1000
		}
		return 500 + d.done[id]
	}
	least := 1 << 30
	for _, who = range colleagues {
		if d.see(who) == nil {
			continue
		}
		for _, step := range d.see(who).list("steps") {
			if step["kind"] == "routine" && step["allowed"] == true && cost(step) < least {
				least, best = cost(step), object{"user": who, "step": step}
			}
		}
	}
	if best == nil {
		return false
	}
	step := best["step"].(object)
	d.tries["step "+step["id"].(string)]++
	d.take(best["user"].(string), step, nil)
	return true
}

// narrow keeps those that are such, if any is.
func narrow(steps []object, such func(object) bool) []object {
	if some := slices.DeleteFunc(slices.Clone(steps), func(step object) bool { return !such(step) }); len(some) > 0 {
		return some
	}
	return steps
}

// lately is a time at which something recorded only now may have occurred.
func (d *trainee) lately() string {
	return d.clock().Add(-time.Duration(d.roll.IntN(36*60)) * time.Minute).Format(time.RFC3339)
}

// take takes a step, and demands what is so of every step whatever it is.
func (d *trainee) take(user string, step, given object) *response {
	d.t.Helper()
	body := object{"fields": d.fill(asList(step["fields"]), given)}
	if d.roll.IntN(8) == 0 {
		body["occurred_at"] = d.lately()
	}
	now := d.see(user).revision()
	id := step["id"].(string)
	a := d.post(user, "/cases/"+d.id+"/steps/"+id, body, "If-Match", fmt.Sprintf("%q", fmt.Sprint(now)))
	d.views = nil
	d.say("%s: %s %v → %d %v %v", user, id, body, a.status, a.body["blocked_by"], a.body["errors"])
	switch a.status {
	case http.StatusOK:
		if step["allowed"] != true {
			d.wrong("%s is not allowed, and can be taken", id)
		}
		d.done[id]++
		if a.revision() != now+1 {
			d.wrong("revision %d after %d", a.revision(), now)
		}
		d.record(now)
	case http.StatusConflict, http.StatusForbidden:
		if len(a.list("blocked_by")) == 0 {
			d.wrong("refused for no reason: %s", a.raw)
		}
		if a.status == http.StatusForbidden && step["allowed"] == true {
			d.wrong("%s is allowed, and forbidden: %s", id, a.raw)
		}
		if slices.Contains([]string{"record_child_welfare", "record_breach"}, id) {
			d.wrong("P10, P12: %s is refused: %s", id, a.raw)
		}
		d.record(now)
	case http.StatusUnprocessableEntity:
		// Only what the form could not know may be wrong: fields of the step that
		// a breach or correction is about, or a time before the case.
		if _, late := body["occurred_at"]; !late && step["allowed"] == true && id != "record_breach" && id != "correct" {
			d.wrong("filled in as it asks, and %s", a.raw)
		}
		d.record(-1)
	default:
		d.t.Fatalf("%s\n%s", strings.Join(d.said, "\n"), a.raw)
	}
	return a
}

// takeBoth records two things at once, late: all or none.
func (d *trainee) takeBoth(user string, one, two object) {
	now := d.see(user).revision()
	var steps []object
	for _, step := range []object{one, two} {
		steps = append(steps, object{"step": step["id"], "occurred_at": d.lately(), "fields": d.fill(asList(step["fields"]), nil)})
	}
	a := d.post(user, "/cases/"+d.id+"/steps", object{"steps": steps}, "If-Match", fmt.Sprintf("%q", fmt.Sprint(now)))
	d.views = nil
	d.say("%s: %v → %d %v %v", user, steps, a.status, a.body["blocked_by"], a.body["errors"])
	switch a.status {
	case http.StatusOK:
		if a.revision() != now+2 {
			d.wrong("revision %d after %d and two steps", a.revision(), now)
		}
		d.met["two at once"]++
		d.record(now)
	case http.StatusConflict, http.StatusForbidden:
		d.record(now)
	case http.StatusUnprocessableEntity:
		d.record(-1)
	default:
		d.t.Fatalf("%s\n%s", strings.Join(d.said, "\n"), a.raw)
	}
}

// reader is somebody who may read everything of the case.
func (d *trainee) reader() string {
	for _, user := range []string{"principal", "kjentmann", "social_counsellor", "department_head", "department_head_2", d.books.opener} {
		if d.see(user) != nil {
			return user
		}
	}
	return d.hands()[0]
}

// record puts down the events that have come; after a mistake (-1), none may have.
func (d *trainee) record(revision int) {
	d.t.Helper()
	user := d.reader()
	before := len(d.books.seen)
	for _, complaint := range d.books.note(user, d.want(200, user, "/cases/"+d.id+"/events").list("items"), d.see(user)) {
		d.wrong("%s", complaint)
	}
	if came := len(d.books.seen) - before; came == 0 && revision >= 0 || came > 0 && revision < 0 {
		d.wrong("%d events have come", came)
	}
}

// finish looks at the case at its end, with everybody's eyes.
func (d *trainee) finish() {
	d.t.Helper()
	d.views = nil
	d.record(-1)
	for user := range d.tokens {
		a := d.see(user)
		if sees := d.books.sees(user); (a != nil) != sees {
			d.wrong("%s sees the case: %v, and should: %v", user, a != nil, sees)
		}
		if user == "auditor" && a != nil && (a.body["student"] != nil || a.body["responsible"] != nil) {
			d.wrong("the auditor sees who it is: %s", a.raw)
		}
	}
}

// fill answers what is required, now and then what is not, and what an answer
// makes required.
func (s *trainee) fill(fields []any, given object) object {
	filled := maps.Clone(given)
	if filled == nil {
		filled = object{}
	}
	needed := map[string]bool{}
	for range 3 {
		for _, f := range fields {
			f := f.(object)
			name := f["name"].(string)
			if _, done := filled[name]; done || f["required"] != true && !needed[name] && s.roll.IntN(4) > 0 {
				continue
			}
			if value, ok := s.value(f); ok {
				filled[name] = value
			}
		}
		for _, f := range fields {
			f := f.(object)
			for _, c := range asList(f["choices"]) {
				c, answer := c.(object), filled[f["name"].(string)]
				if answer == c["value"] || slices.Contains(asList(answer), c["value"]) {
					for _, name := range asList(c["needs"]) {
						needed[name.(string)] = true
					}
				}
			}
		}
	}
	return filled
}

func asList(v any) []any { list, _ := v.([]any); return list }

func (s *trainee) value(f object) (any, bool) {
	choices := asList(f["choices"])
	chosen := func() any { return choices[s.roll.IntN(len(choices))].(object)["value"] }
	switch f["type"] {
	case "text":
		return []string{"Slik var det", "Æøå 🙂", "Avtalt"}[s.roll.IntN(3)], true
	case "boolean":
		return s.roll.IntN(3) > 0, true
	case "number":
		low, isLow := f["min"].(float64)
		high, isHigh := f["max"].(float64)
		if !isLow {
			low = 1
		}
		if !isHigh {
			high = low + 2
		}
		return low + float64(s.roll.IntN(int(high-low)+1)), true
	case "date":
		if f["name"] == "birth_date" {
			return s.clock().AddDate(-18, 0, s.roll.IntN(400)-100).Format(time.DateOnly), true
		}
		return s.clock().AddDate(0, 0, s.roll.IntN(20)).Format(time.DateOnly), true
	case "datetime":
		return s.clock().Format(time.RFC3339), true
	case "choice":
		if len(choices) == 0 {
			return nil, false
		}
		if s.roll.IntN(2) == 0 {
			return choices[0].(object)["value"], true
		}
		return chosen(), true
	case "choices":
		var list []any
		for _, c := range choices {
			if s.roll.IntN(4) > 0 {
				list = append(list, c.(object)["value"])
			}
		}
		return list, len(list) > 0
	}
	if len(choices) == 0 {
		return []any{object{"name": "Tante Sol", "role": "guardian"}}, f["typed"] == true
	}
	list := []any{object{"id": chosen()}}
	if s.roll.IntN(3) > 0 && f["name"] != "person" && f["name"] != "second_leader" {
		if other := chosen(); other != list[0].(object)["id"] {
			list = append(list, object{"id": other})
		}
	}
	return list, true
}

// onward closes, signs off, or clears one obstacle out of the way.
func (d *trainee) onward() {
	for _, id := range []string{"close", "sign_off"} {
		if d.by(named(id), nil) != nil {
			return
		}
	}
	d.tries["onward"]++
	var obstacles []object
	for _, user := range d.hands() {
		for _, step := range d.see(user).list("steps") {
			if blocked := asList(step["blocked_by"]); step["id"] == "sign_off" && (obstacles == nil || len(blocked) < len(obstacles)) {
				obstacles = []object{}
				for _, b := range blocked {
					obstacles = append(obstacles, b.(object))
				}
			}
		}
	}
	for _, b := range obstacles {
		switch b["code"] {
		case "role", "relation":
			if d.by(named("appoint_deputy"), nil) != nil {
				return
			}
		case "requirement_open":
			if d.by(named("acknowledge_breach"), nil) == nil {
				d.settle(fmt.Sprint(b["requirement"]))
			}
			return
		}
	}
	d.move()
}

func named(id string) func(object) bool {
	return func(step object) bool { return step["id"] == id }
}

// by has the first who may take such a step take it; nil when nobody may.
func (d *trainee) by(such func(object) bool, given object) *response {
	d.t.Helper()
	for _, user := range d.hands() {
		var found []object
		for _, step := range d.see(user).list("steps") {
			if step["allowed"] == true && such(step) {
				found = append(found, step)
			}
		}
		if len(found) > 0 {
			return d.take(user, found[d.roll.IntN(len(found))], given)
		}
	}
	return nil
}

// settle deals with a requirement that is open: by a step that serves it, by a
// waiver, or by saying that it was broken.
func (d *trainee) settle(requirement string) {
	d.tries[requirement]++
	serves := func(step object) bool {
		return slices.Contains(asList(step["requirements"]), any(requirement)) && step["id"] != "waive" && step["id"] != "sign_off"
	}
	offers := func(id, field string) func(object) bool {
		return func(step object) bool {
			return step["id"] == id && slices.ContainsFunc(asList(step["fields"]), func(f any) bool {
				return f.(object)["name"] == field && slices.ContainsFunc(asList(f.(object)["choices"]), func(c any) bool { return c.(object)["value"] == requirement })
			})
		}
	}
	switch n := d.tries[requirement]; {
	case n <= 3 && d.by(serves, nil) != nil:
	case n <= 7 && d.by(offers("waive", "requirement"), object{"requirement": requirement}) != nil:
	case d.by(offers("record_breach", "of"), object{"of": requirement}) != nil:
	default:
		d.move()
	}
}

// move goes to a state where the case has been least often; if no step leads
// on, it settles what holds one back.
func (d *trainee) move() {
	const never = 1 << 30
	state := d.see(d.hands()[0]).body["state"]
	visits := func(step object) int {
		least := never
		for _, to := range strings.Split(step["to"].(string), "|") {
			if to != "" && to != state {
				least = min(least, d.tries["state "+to])
			}
		}
		return least
	}
	type way struct {
		user string
		step object
	}
	var ways []way
	var held []string
	for _, user := range d.hands() {
		for _, step := range d.see(user).list("steps") {
			switch {
			case step["kind"] != "routine" || visits(step) == never:
			case step["allowed"] == true:
				ways = append(ways, way{user, step})
			default:
				for _, b := range asList(step["blocked_by"]) {
					if b := b.(object); b["code"] == "guard" && b["requirement"] != nil {
						held = append(held, b["requirement"].(string))
					}
				}
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(visits(a.step), visits(b.step)) })
	switch {
	case len(held) > 0 && (len(ways) == 0 || d.roll.IntN(6) == 0):
		d.settle(held[d.roll.IntN(len(held))])
		return
	case len(ways) == 0:
		d.wander()
		return
	}
	for _, to := range strings.Split(ways[0].step["to"].(string), "|") {
		d.tries["state "+to]++
	}
	for _, b := range d.take(ways[0].user, ways[0].step, nil).list("blocked_by") {
		if requirement, ok := b["requirement"].(string); ok && d.roll.IntN(2) == 0 {
			d.settle(requirement)
			return
		}
	}
}
