package api_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The contract says that a program that knows nothing of the routine can drive
// any case to its end by its steps alone. This is that program: it reads what
// the steps say, fills their fields from types and choices, and closes cases of
// every scenario of every routine. It knows the common steps by name, which the
// contract fixes, and nothing else.
func TestDrive(t *testing.T) {
	rounds := 2
	if os.Getenv("KJENTVEI_TORTURE") != "" {
		rounds = 60
	}
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
					d := &driver{installation: newInstallation(t), roll: rand.New(rand.NewPCG(seed, 7)), tries: map[string]int{}}
					d.drive(id, s["id"].(string))
				})
			}
		}
	}
}

type driver struct {
	*installation
	roll   *rand.Rand
	id     string
	opener string
	tries  map[string]int
	said   []string // what was tried, for whoever reads a failure
	views  map[string]*answer
}

// people are those who may act; leadership first.
var people = []string{
	"department_head", "department_head_2", "principal", "kjentmann", "social_counsellor", "contact_teacher", "contact_teacher_2", "student_services",
}

func (d *driver) drive(routine, scenarioID string) {
	d.t.Helper()
	born := []string{"2012-02-29", "2008-09-02", "2005-05-05"}[d.roll.IntN(3)]
	d.enrol("s1", "Iben Lund", born)
	d.opener = people[3+d.roll.IntN(5)]
	scenarios := d.want(d.get(d.opener, "/routines/"+routine), http.StatusOK).list("scenarios")
	scenario := scenarios[slices.IndexFunc(scenarios, func(s map[string]any) bool { return s["id"] == scenarioID })]
	body := object{"routine": routine, "scenario": scenario["id"], "fields": d.fill(scenario["fields"].([]any), nil)}
	if scenario["student"] == true {
		body["student"] = []object{{"id": "s1"}, {"name": "Odd Berg", "birth_date": born}, {"name": "Iben Lund"}}[d.roll.IntN(3)]
	}
	opened := d.want(d.post(d.opener, "/cases", body), http.StatusCreated)
	d.id = opened.id()
	for range d.roll.IntN(12) {
		d.wander()
		if d.roll.IntN(4) == 0 {
			d.clock.move(d.clock.now().Add(time.Duration(d.roll.IntN(60)) * time.Hour))
		}
	}
	for range 250 {
		if d.closed() {
			return
		}
		d.onward()
	}
	d.t.Fatalf("not closed:\n%s\n%s", strings.Join(d.said, "\n"), d.see(d.hands()[0]).raw)
}

// see is the case as somebody sees it; nil for who does not.
func (d *driver) see(user string) *answer {
	d.t.Helper()
	if a, ok := d.views[user]; ok {
		return a
	}
	a := d.get(user, "/cases/"+d.id)
	if a.status == http.StatusNotFound {
		a = nil
	} else {
		d.want(a, http.StatusOK)
	}
	if d.views == nil {
		d.views = map[string]*answer{}
	}
	d.views[user] = a
	return a
}

func (d *driver) hands() []string {
	d.t.Helper()
	var list []string
	for _, user := range people {
		// Some are enough as long as they get on.
		if d.tries["onward"] < 20 && len(list) > 2 && user != d.opener {
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

func (d *driver) closed() bool { return d.see(d.hands()[0]).body["closed"] == true }

// wander has somebody do something.
func (d *driver) wander() {
	hands := d.hands()
	user := hands[d.roll.IntN(len(hands))]
	var steps []map[string]any
	for _, s := range d.see(user).list("steps") {
		if s["allowed"] == true && !slices.Contains([]string{"void", "merge", "recuse"}, s["id"].(string)) {
			steps = append(steps, s)
		}
	}
	if len(steps) > 0 {
		d.take(user, steps[d.roll.IntN(len(steps))], nil)
	}
}

// take takes a step; fields that the answer says are missing are filled in too.
func (d *driver) take(user string, step, given map[string]any) *answer {
	d.t.Helper()
	fields := d.fill(step["fields"].([]any), given)
	for try := 0; ; try++ {
		now := d.see(user)
		a := d.post(user, "/cases/"+d.id+"/steps/"+step["id"].(string), object{"fields": fields}, revision(now.revision()))
		d.views = nil
		d.said = append(d.said, fmt.Sprintf("%s: %s %v → %d %v %v", user, step["id"], fields, a.status, a.body["blocked_by"], a.body["errors"]))
		switch a.status {
		case http.StatusOK:
			if a.revision() != now.revision()+1 {
				d.t.Errorf("revision %d after %d", a.revision(), now.revision())
			}
			return a
		case http.StatusConflict:
			if len(a.list("blocked_by")) == 0 {
				d.t.Errorf("refused for no reason: %s", a.raw)
			}
			return a
		case http.StatusUnprocessableEntity:
			// Only what the form could not know is ever wrong: fields of the step
			// that a breach or a correction is about, or a person who has just left.
			if !slices.Contains([]string{"record_breach", "correct"}, step["id"].(string)) {
				d.t.Errorf("filled in as it asks: %s", d.said[len(d.said)-1])
			}
			return a
		}
		d.t.Fatalf("%s", d.said[len(d.said)-1])
	}
}

// fill answers what is required, and now and then what is not; and what an
// answer makes required.
func (d *driver) fill(fields []any, given map[string]any) object {
	filled := object{}
	for name, value := range given {
		filled[name] = value
	}
	needed := map[string]bool{}
	for range 3 {
		for _, f := range fields {
			f := f.(map[string]any)
			name := f["name"].(string)
			if _, done := filled[name]; done || f["required"] != true && !needed[name] && d.roll.IntN(4) > 0 {
				continue
			}
			if value, ok := d.value(f); ok {
				filled[name] = value
			}
		}
		for _, f := range fields {
			f := f.(map[string]any)
			choices, _ := f["choices"].([]any)
			for _, c := range choices {
				c := c.(map[string]any)
				list, _ := filled[f["name"].(string)].([]any)
				if filled[f["name"].(string)] == c["value"] || slices.Contains(list, c["value"]) {
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

func (d *driver) value(f map[string]any) (any, bool) {
	choices := asList(f["choices"])
	chosen := func() any { return choices[d.roll.IntN(len(choices))].(map[string]any)["value"] }
	switch f["type"] {
	case "text":
		return []string{"Slik var det", "Æøå 🙂", "Avtalt"}[d.roll.IntN(3)], true
	case "boolean":
		return d.roll.IntN(3) > 0, true
	case "number":
		low, isLow := f["min"].(float64)
		high, isHigh := f["max"].(float64)
		if !isLow {
			low = 1
		}
		if !isHigh {
			high = low + 2
		}
		return low + float64(d.roll.IntN(int(high-low)+1)), true
	case "date":
		if f["name"] == "birth_date" {
			return d.clock.now().AddDate(-17, 0, 0).Format(time.DateOnly), true
		}
		return d.clock.now().AddDate(0, 0, d.roll.IntN(20)).Format(time.DateOnly), true
	case "datetime":
		return d.clock.now().Format(time.RFC3339), true
	case "choice":
		if len(choices) == 0 {
			return nil, false
		}
		if d.roll.IntN(2) == 0 {
			return choices[0].(map[string]any)["value"], true
		}
		return chosen(), true
	case "choices":
		var list []any
		for _, c := range choices {
			if d.roll.IntN(4) > 0 {
				list = append(list, c.(map[string]any)["value"])
			}
		}
		return list, len(list) > 0
	}
	if len(choices) == 0 {
		return []any{object{"name": "Tante Sol", "role": "guardian"}}, f["typed"] == true
	}
	list := []any{object{"id": chosen()}}
	if d.roll.IntN(3) > 0 && f["name"] != "person" && f["name"] != "second_leader" {
		if other := chosen(); other != list[0].(object)["id"] {
			list = append(list, object{"id": other})
		}
	}
	return list, true
}

// onward closes, signs off, or clears one obstacle out of the way.
func (d *driver) onward() {
	for _, id := range []string{"close", "sign_off"} {
		if a := d.by(d.hands(), func(s map[string]any) bool { return s["id"] == id }, nil); a != nil {
			return
		}
	}
	d.tries["onward"]++
	var obstacles []map[string]any
	for _, user := range d.hands() {
		for _, s := range d.see(user).list("steps") {
			if s["id"] == "sign_off" && (obstacles == nil || len(asList(s["blocked_by"])) < len(obstacles)) {
				obstacles = []map[string]any{}
				for _, b := range asList(s["blocked_by"]) {
					obstacles = append(obstacles, b.(map[string]any))
				}
			}
		}
	}
	for _, b := range obstacles {
		switch b["code"] {
		case "role", "relation":
			if d.by(d.hands(), named("appoint_deputy"), nil) != nil {
				return
			}
		case "requirement_open":
			if d.by(d.hands(), named("acknowledge_breach"), nil) != nil {
				return
			}
			d.settle(fmt.Sprint(b["requirement"]))
			return
		}
	}
	d.move()
}

func named(id string) func(map[string]any) bool {
	return func(s map[string]any) bool { return s["id"] == id }
}

// by has the first who may take such a step take it; nil when nobody may.
func (d *driver) by(hands []string, such func(map[string]any) bool, given map[string]any) *answer {
	d.t.Helper()
	for _, user := range hands {
		var found []map[string]any
		for _, s := range d.see(user).list("steps") {
			if s["allowed"] == true && such(s) {
				found = append(found, s)
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
func (d *driver) settle(requirement string) {
	d.tries[requirement]++
	serves := func(s map[string]any) bool {
		return slices.Contains(asList(s["requirements"]), any(requirement)) && !slices.Contains([]string{"waive", "sign_off"}, s["id"].(string))
	}
	if d.tries[requirement] <= 3 && d.by(d.hands(), serves, nil) != nil {
		return
	}
	offers := func(step, field string) func(map[string]any) bool {
		return func(s map[string]any) bool {
			return s["id"] == step && slices.ContainsFunc(asList(s["fields"]), func(f any) bool {
				f2 := f.(map[string]any)
				return f2["name"] == field && slices.ContainsFunc(asList(f2["choices"]), func(c any) bool { return c.(map[string]any)["value"] == requirement })
			})
		}
	}
	if d.tries[requirement] <= 7 && d.by(d.hands(), offers("waive", "requirement"), object{"requirement": requirement}) != nil {
		return
	}
	if d.by(d.hands(), offers("record_breach", "of"), object{"of": requirement}) == nil {
		d.move()
	}
}

// move goes to a state where the case has been least often; if no step leads
// on, it settles what holds one back.
func (d *driver) move() {
	state := d.see(d.hands()[0]).body["state"]
	visits := func(s map[string]any) int {
		least := 1 << 30
		for _, to := range strings.Split(s["to"].(string), "|") {
			if to != "" && to != state {
				least = min(least, d.tries["state "+to])
			}
		}
		return least
	}
	type way struct {
		user string
		step map[string]any
	}
	var ways []way
	var held []string
	for _, user := range d.hands() {
		for _, s := range d.see(user).list("steps") {
			switch {
			case s["kind"] != "routine" || visits(s) == 1<<30:
			case s["allowed"] == true:
				ways = append(ways, way{user, s})
			default:
				for _, b := range asList(s["blocked_by"]) {
					if b := b.(map[string]any); b["code"] == "guard" && b["requirement"] != nil {
						held = append(held, b["requirement"].(string))
					}
				}
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(visits(a.step), visits(b.step)) })
	if len(held) > 0 && (len(ways) == 0 || d.roll.IntN(6) == 0) {
		d.settle(held[d.roll.IntN(len(held))])
		return
	}
	if len(ways) == 0 {
		d.wander()
		return
	}
	for _, to := range strings.Split(ways[0].step["to"].(string), "|") {
		d.tries["state "+to]++
	}
	a := d.take(ways[0].user, ways[0].step, nil)
	if a.status == http.StatusConflict {
		for _, b := range a.list("blocked_by") {
			if requirement, ok := b["requirement"].(string); ok && d.roll.IntN(2) == 0 {
				d.settle(requirement)
				return
			}
		}
	}
}
