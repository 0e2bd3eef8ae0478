package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/api/apitest"
)

// A program that knows nothing of the routines practises in the demo: it opens
// cases of every scenario of every routine at the real server, has random
// members of staff take random steps while the clock is moved, and brings each
// case to its end by what its steps say (P9). The books (practise_books_test.go)
// hold what the server then tells of each case against P1–P12.
func TestPractise(t *testing.T) {
	rounds, routines := 6, []string{"kjentmann", "social-counsellor", "county-six-steps"}
	switch {
	case os.Getenv("KJENTVEI_TORTURE") != "":
		rounds = 24
	case testing.Short():
		rounds, routines = 1, routines[:1]
	}
	var mu sync.Mutex
	met, schools := tally{}, 0
	t.Run("routine", func(t *testing.T) {
		for i, routine := range routines {
			t.Run(routine, func(t *testing.T) {
				t.Parallel()
				s := openSchool(t)
				if all := s.want(200, "kjentmann", "/routines").List("items"); len(all) != 3 {
					t.Errorf("%d routines are served, and three are practised", len(all))
				}
				for round := range rounds {
					s.practise(routine, round*3+i)
				}
				s.stop()
				succeeds(t, "verify", "--data", s.dir)
				t.Logf("at most %d attempts to close a case; taken: %v", s.longest, s.done)
				mu.Lock()
				defer mu.Unlock()
				schools++
				for what, times := range s.met {
					met[what] += times
				}
			})
		}
	})
	t.Logf("judged: %v", met)
	if t.Failed() || schools < 3 {
		return // not all that should have been met was
	}
	for what, least := range exercised {
		if met[what] < least {
			t.Errorf("%q was put to the test %d times, want %d", what, met[what], least)
		}
	}
}

// exercised is how often each property must be put to the test in a usual run:
// one that nothing could have broken is not held.
var exercised = tally{
	"P1 closed, informed": 8, "P1 closed, contact unsafe": 1, "P1 duty waits": 100,
	"P2 contact, minor": 10, "P2 contact, adult": 1, "P2 emergency": 4, "P3 contact, just 18": 1,
	"P4 settled": 4, "P4 settled after a meeting": 2,
	"P5 child welfare": 4, "P5 police": 4, "P5 taken out": 3, "P5 leadership took part": 4, "P5 condition": 4, "P5 safe to leave": 4,
	"P5 talk before going home": 1, "P5 gone": 1, "P6 send_home": 1, "P6 student_fetched": 1,
	"P7 closed after sent home": 1, "P7 closed after fetched": 1, "P7 closed after walked off": 1, "P7 closed after ambulance": 1, "P7 closed, talk held": 3,
	"P8 closed": 50, "P9 closed": 50, "P9 closed, nobody picks up": 3, "P9 closed, consent refused": 3, "P9 closed, the student denies": 3,
	"P9 closed, never returns": 2, "P9 closed, gone for good": 2, "P9 closed, the danger stays": 3, "P9 closed, student left": 2, "P9 closed, student dead": 1,
	"P9 closed, turned 18": 1, "P9 closed, barred guardian": 2, "P10 child welfare, open": 10, "P10 child welfare, closed": 1, "P10 at hand, closed": 50,
	"P11 corrected": 2, "P12 breach": 20, "P12 breach moves the case": 1, "P12 closed after a breach": 20, "recused": 1, "two at once": 10, "refused": 100,
}

// mostAttempts is how many attempts a case may take from wherever it stands to
// its end.
const mostAttempts = 150

// practise opens a case of every scenario, has all of them go on side by side,
// and then closes one after the other.
func (s *school) practise(routine string, turn int) {
	roll := rand.New(rand.NewPCG(uint64(turn), 5))
	var open []*trainee
	for _, scenario := range s.want(200, "kjentmann", "/routines/"+routine).List("scenarios") {
		d := &trainee{school: s, Driver: apitest.NewDriver(s.t, s, roll), thorough: roll.IntN(2) == 0}
		d.Done, d.Late, d.Saw, d.Tried = s.done, true, d.saw, d.tried
		d.draw(scenario["id"].(string), turn)
		d.open(routine, scenario)
		for d.thorough && d.follow() { // nothing comes between
		}
		open = append(open, d)
	}
	for range len(open) * 18 {
		d := open[roll.IntN(len(open))]
		switch n := roll.IntN(4); {
		case n > 0 && d.follow():
		case n > 1 && d.thorough && d.Work():
		default:
			d.Wander()
		}
		if roll.IntN(12) == 0 {
			s.moveClock(time.Duration(1+roll.IntN(40)) * time.Hour)
			for _, other := range open {
				other.Forget()
			}
		}
	}
	for _, d := range open {
		for d.follow() { // whatever has not come up yet
		}
		d.end()
	}
}

// trainee is a driver of one case, what happens in it, and the books of it.
type trainee struct {
	*school
	*apitest.Driver
	theme     theme
	hardships []string
	wishes    []wish // still to come
	tries     int    // of the first of them
	books     *books
	thorough  bool // goes straight through the theme, then does what the routine has for a state before going on
}

// draw gives the case its theme, which comes round, and perhaps a hardship.
func (d *trainee) draw(scenario string, turn int) {
	var fit []theme
	for _, t := range themes {
		if t.scenario == scenario {
			fit = append(fit, t)
		}
	}
	if len(fit) > 0 {
		d.theme = fit[turn%len(fit)]
	}
	d.wishes = d.theme.wishes
	for _, name := range []string{d.theme.hardship, append(slices.Sorted(maps.Keys(hardships)), "", "")[d.Roll.IntN(len(hardships)+2)]} {
		if name != "" && !slices.Contains(d.hardships, name) {
			d.hardships = append(d.hardships, name)
		}
	}
	d.World = worldOf(d.hardships...)
	d.Say("theme: %s; hardships: %v", d.theme.name, d.hardships)
}

func (d *trainee) open(routine string, scenario object) {
	d.Helper()
	opener := apitest.Staff[3+d.Roll.IntN(5)]
	if d.theme.student == colleague {
		opener = "kjentmann"
	}
	d.books = newBooks(d.met, d.pupils, scenario["id"].(string), opener)
	body := object{"routine": routine, "fields": d.theme.opening}
	if scenario["student"] == true {
		d.books.student = true
		body["student"] = d.pupil()
	}
	student, _ := d.Open(opener, scenario, body).Body["student"].(object)
	if given, ok := body["student"].(object); ok && given["id"] != nil {
		d.books.birth = apitest.Text(student["birth_date"])
	}
	d.record(0)
}

// pupil picks whom a case is about, and tells the books what is known of them.
func (d *trainee) pupil() object {
	b := d.books
	switch d.theme.student {
	case undated:
		return object{"name": fmt.Sprintf("Ny Elev %d", d.Roll.IntN(1e9))}
	case barred:
		b.barred = "g2"
	case colleague:
		b.recused["contact_teacher_2"] = true
	}
	if id, ok := special[d.theme.student]; ok {
		return object{"id": id}
	}
	p := d.free(d.theme.student)
	switch {
	case p == nil: // nobody like that is left on the roster
		b.birth = d.Now().AddDate(-18, 0, map[kind]int{minor: 500, adult: -500, turning: 2}[d.theme.student]).Format(time.DateOnly)
		return object{"name": fmt.Sprintf("Ny Elev %d", d.Roll.IntN(1e9)), "birth_date": b.birth, "class": "3STA"}
	case d.theme.student == uncertain:
		b.unclear = true
		return object{"name": p["name"]}
	}
	return object{"id": p["id"]}
}

// special are pupils of the demo of whom there is a case already, which says
// nothing that counts in another.
var special = map[kind]string{barred: "rogn-282", colleague: "rogn-205", orphan: "rogn-334"}

// free is a pupil of a kind of whom nothing is known yet; nil when none is left.
func (d *trainee) free(k kind) object {
	today, soon := d.Now().Format(time.DateOnly), d.Now().Add(7*day).Format(time.DateOnly)
	for _, id := range slices.Sorted(maps.Keys(d.pupils)) {
		p := d.pupils[id]
		from := adultFrom(apitest.Text(p["birth_date"]))
		fits := from > soon
		switch k {
		case adult:
			fits = from <= today
		case turning:
			fits = from > today && from <= soon
		}
		if from == "" || !fits || d.taken[id] || slices.Contains(slices.Collect(maps.Values(special)), id) {
			continue
		}
		d.taken[id] = true
		if len(d.want(200, "principal", "/cases?q="+url.QueryEscape(p["name"].(string))).List("items")) == 0 {
			return p
		}
	}
	return nil
}

// follow has somebody do what the theme has next. What nobody may do yet is
// tried again after other work; false when nothing is left.
func (d *trainee) follow() bool {
	if len(d.wishes) == 0 || d.Closed() {
		return false
	}
	w := d.wishes[0]
	if w.wait > 0 && d.tries == 0 {
		d.moveClock(w.wait)
		d.Forget()
	}
	if a := d.By(apitest.Named(w.step), d.answers(w)); a != nil && a.Status == 200 {
		d.wishes, d.tries = d.wishes[1:], 0
		return true
	}
	if d.tries++; d.tries > 2 {
		d.wishes, d.tries = d.wishes[1:], 0
	}
	return true
}

// answers fills in who is meant by "student" and "guardian".
func (d *trainee) answers(w wish) object {
	filled := maps.Clone(w.answers)
	for name, value := range w.answers {
		list, ok := value.([]any)
		if !ok {
			continue
		}
		var people []any
		for _, one := range list {
			switch p, _ := one.(object); p["id"] {
			case "student":
				for id := range d.books.self {
					one = object{"id": id}
				}
			case "guardian":
				one = object{"name": "Tante Sol", "role": "guardian"}
				for _, id := range slices.Sorted(maps.Keys(d.books.guardians)) {
					if id != d.books.barred {
						one = object{"id": id}
						break
					}
				}
			}
			people = append(people, one)
		}
		filled[name] = people
	}
	return filled
}

// end brings the case to its end, from wherever it stands (P9), and looks at
// what comes after it.
func (d *trainee) end() {
	d.Helper()
	at := d.See(d.Hands()[0]).Body["state"]
	n, closed := d.Close(mostAttempts, func() {
		if d.Roll.IntN(25) == 0 {
			d.moveClock(time.Duration(1+d.Roll.IntN(40)) * time.Hour)
			d.Forget()
		}
	})
	if !closed {
		d.Fatalf("P9: %s (%v) stood in %v and did not close in %d attempts:\n%s\n%s", d.theme.name, d.hardships, at, n, strings.Join(d.Story, "\n"), d.See(d.Hands()[0]).Raw)
	}
	d.met["P9 closed"]++
	d.longest = max(n, d.longest)
	facts := d.books.picture(time.Time{}, nil).facts
	for what, is := range map[string]bool{
		"student left":    slices.Contains([]string{"left", "moved"}, facts["student"]),
		"student dead":    facts["student"] == "died",
		"turned 18":       d.theme.student == turning && d.books.age(d.Now()) == "adult",
		"barred guardian": d.theme.student == barred,
	} {
		if is {
			d.met["P9 closed, "+what]++
		}
	}
	for _, hardship := range d.hardships {
		d.met["P9 closed, "+hardship]++
	}
	for range d.Roll.IntN(4) {
		d.Wander()
	}
	d.Forget()
	d.record(-1)
	for user := range d.tokens {
		a := d.See(user)
		if sees := d.books.sees(user); (a != nil) != sees {
			d.Wrong("%s sees the case: %v, and should: %v", user, a != nil, sees)
		}
		if user == "auditor" && a != nil && (a.Body["student"] != nil || a.Body["responsible"] != nil) {
			d.Wrong("the auditor sees who it is: %s", a.Raw)
		}
	}
}

func (d *trainee) saw(user string, a *apitest.Answer) {
	d.Helper()
	d.books.learn(user, a, d.Now())
	d.complain()
}

// tried puts down what came of an attempt: a mistake leaves no trace.
func (d *trainee) tried(try *apitest.Attempt) {
	d.Helper()
	if try.Answer.Status == 422 {
		d.record(-1)
		return
	}
	if len(try.Steps) == 2 && try.Answer.Status == 200 {
		d.met["two at once"]++
	}
	d.record(try.Revision)
}

// reader is somebody who may read everything of the case.
func (d *trainee) reader() string {
	for _, user := range []string{"principal", "kjentmann", "social_counsellor", "department_head", "department_head_2", d.Opener} {
		if d.See(user) != nil {
			return user
		}
	}
	return d.Hands()[0]
}

// record puts down the events that have come; after a mistake (-1), none may have.
func (d *trainee) record(revision int) {
	d.Helper()
	user := d.reader()
	before := len(d.books.seen)
	d.books.note(user, d.want(200, user, "/cases/"+d.Case+"/events").List("items"))
	d.books.stands(d.See(user))
	d.books.learn(user, d.See(user), d.Now())
	d.complain()
	if came := len(d.books.seen) - before; came == 0 && revision >= 0 || came > 0 && revision < 0 {
		d.Wrong("%d events have come", came)
	}
}

func (d *trainee) complain() {
	d.Helper()
	for _, complaint := range d.books.complaints() {
		d.Wrong("%s", complaint)
	}
}
