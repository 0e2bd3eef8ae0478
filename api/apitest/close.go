package apitest

import (
	"cmp"
	"slices"
	"strings"
)

// Close brings the case to its end by nothing but what its steps say: staff who
// cooperate do what serves an open requirement, else have leadership waive it,
// else record that it was broken and have leadership answer that. It gives how
// many attempts that took, and false when most were not enough. Between attempts
// it calls meanwhile, which may be nil.
func (d *Driver) Close(most int, meanwhile func()) (int, bool) {
	d.Helper()
	for n := range most {
		if d.Closed() {
			return n, true
		}
		d.onward()
		if meanwhile != nil {
			meanwhile()
		}
	}
	return most, d.Closed()
}

// onward closes, signs off, or clears one obstacle out of the way.
func (d *Driver) onward() {
	d.Helper()
	for _, id := range []string{"close", "sign_off"} {
		if d.By(Named(id), nil) != nil {
			return
		}
	}
	d.tries["onward"]++
	for _, b := range d.obstacles() {
		switch b["code"] {
		case "role", "relation":
			if d.By(Named("appoint_deputy"), nil) != nil {
				return
			}
		case "requirement_open":
			if d.By(Named("acknowledge_breach"), nil) == nil {
				d.settle(Text(b["requirement"]))
			}
			return
		}
	}
	d.move()
}

// obstacles lists what keeps the one who is nearest to it from signing off.
func (d *Driver) obstacles() []Object {
	var least []Object
	for _, user := range d.Hands() {
		if step := d.Step(user, "sign_off"); step != nil {
			if blocked := Objects(step["blocked_by"]); least == nil || len(blocked) < len(least) {
				least = blocked
			}
		}
	}
	return least
}

// settle deals with a requirement that is open: by a step that serves it, by a
// waiver, or by saying that it was broken.
func (d *Driver) settle(requirement string) {
	d.Helper()
	d.tries[requirement]++
	serves := func(step Object) bool {
		return holds(step["requirements"], requirement) && step["id"] != "waive" && step["id"] != "sign_off"
	}
	switch n := d.tries[requirement]; {
	case n <= 3 && d.By(serves, nil) != nil:
	case n <= 7 && d.By(offers("waive", "requirement", requirement), Object{"requirement": requirement}) != nil:
	case d.By(offers("record_breach", "of", requirement), Object{"of": requirement}) != nil:
	default:
		d.move()
	}
}

// offers chooses a step that has such an answer to one of its fields.
func offers(id, name, value string) func(Object) bool {
	return func(step Object) bool {
		return step["id"] == id && slices.ContainsFunc(Objects(step["fields"]), func(field Object) bool {
			return field["name"] == name && slices.ContainsFunc(Objects(field["choices"]), func(c Object) bool { return c["value"] == value })
		})
	}
}

// way is a step that leads to another state, and who may take it.
type way struct {
	user   string
	step   Object
	visits int // how often the case went where it leads
}

// move goes to a state where the case has been least often; if no step leads
// on, it settles what holds one back.
func (d *Driver) move() {
	d.Helper()
	ways, held := d.ways()
	switch {
	case len(held) > 0 && (len(ways) == 0 || d.Roll.IntN(6) == 0):
		d.settle(held[d.Roll.IntN(len(held))])
		return
	case len(ways) == 0:
		d.Wander()
		return
	}
	first := slices.MinFunc(ways, func(a, b way) int { return cmp.Compare(a.visits, b.visits) })
	for to := range strings.SplitSeq(Text(first.step["to"]), "|") {
		d.tries["state "+to]++
	}
	for _, b := range d.Take(first.user, first.step, nil).List("blocked_by") {
		if requirement := Text(b["requirement"]); requirement != "" && d.Roll.IntN(2) == 0 {
			d.settle(requirement)
			return
		}
	}
}

// ways lists the steps that lead to another state, and the requirements by which
// the guards of others hold those back.
func (d *Driver) ways() (ways []way, held []string) {
	const never = 1 << 30
	for _, user := range d.Hands() {
		state := d.See(user).Body["state"]
		for _, step := range d.See(user).List("steps") {
			visits := never
			for to := range strings.SplitSeq(Text(step["to"]), "|") {
				if to != "" && to != state {
					visits = min(visits, d.tries["state "+to])
				}
			}
			switch {
			case step["kind"] != "routine" || visits == never || d.World.never(Text(step["id"])):
			case step["allowed"] == true:
				ways = append(ways, way{user, step, visits})
			default:
				for _, b := range Objects(step["blocked_by"]) {
					if b["code"] == "guard" && b["requirement"] != nil {
						held = append(held, Text(b["requirement"]))
					}
				}
			}
		}
	}
	return ways, held
}
