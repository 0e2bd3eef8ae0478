package apitest

import (
	"cmp"
	"slices"
)

// rare are steps that end a case, or shut people out of it: a walk that takes
// them as often as others sees little else.
var rare = []string{"void", "merge", "recuse", "student_left_school"}

// strict are the steps about which the law is strictest, and which therefore
// come up more often.
var strict = []string{"record_contact", "record_consent", "withdraw_consent", "raise_contact_unsafe", "confirm_contact_unsafe", "confirm_student"}

// Wander has somebody do something: mostly what they may do.
func (d *Driver) Wander() {
	d.Helper()
	var user string
	for user == "" || d.See(user) == nil {
		user = Staff[d.Roll.IntN(len(Staff))]
	}
	var allowed, refused []Object
	for _, step := range d.See(user).List("steps") {
		switch id := Text(step["id"]); {
		case d.World.never(id), slices.Contains(rare, id) && d.Roll.IntN(12) > 0:
		case step["allowed"] == true:
			allowed = append(allowed, step)
		default:
			refused = append(refused, step)
		}
	}
	steps := allowed
	if len(allowed) == 0 || len(refused) > 0 && d.Roll.IntN(5) == 0 {
		steps = refused
	}
	if len(steps) == 0 {
		return
	}
	steps = d.prefer(user, steps)
	if d.Roll.IntN(10) == 0 && len(allowed) > 1 {
		d.Both(user, allowed[d.Roll.IntN(len(allowed))], allowed[d.Roll.IntN(len(allowed))])
		return
	}
	d.Take(user, steps[d.Roll.IntN(len(steps))], nil)
}

// prefer narrows what somebody may try to what the law is strictest about, or to
// what has been done least.
func (d *Driver) prefer(user string, steps []Object) []Object {
	switch d.Roll.IntN(6) {
	case 0:
		return narrow(steps, Named("record_contact"))
	case 1:
		return narrow(steps, func(step Object) bool { return slices.Contains(strict, Text(step["id"])) })
	case 2, 3, 4:
		own := func(step Object) bool { return step["kind"] == "routine" }
		if state := d.See(user).Body["state"]; d.Roll.IntN(3) > 0 {
			steps = narrow(steps, func(step Object) bool { return own(step) && (step["to"] == "" || step["to"] == state) })
		}
		least := slices.MinFunc(narrow(steps, own), func(a, b Object) int { return cmp.Compare(d.Done[Text(a["id"])], d.Done[Text(b["id"])]) })
		return []Object{least}
	}
	return steps
}

// narrow keeps those that are such, if any is.
func narrow(steps []Object, such func(Object) bool) []Object {
	if some := slices.DeleteFunc(slices.Clone(steps), func(step Object) bool { return !such(step) }); len(some) > 0 {
		return some
	}
	return steps
}

// Work has somebody do what the routine has for the state and was not done yet,
// or else go on by the way that was gone least often; false when nobody can.
func (d *Driver) Work() bool {
	d.Helper()
	var who string
	var best Object
	least := 1 << 30
	for _, user := range d.Hands() {
		state := d.See(user).Body["state"]
		for _, step := range d.See(user).List("steps") {
			id := Text(step["id"])
			if step["kind"] != "routine" || step["allowed"] != true || d.World.never(id) {
				continue
			}
			cost := 500 + d.Done[id]
			if n := d.tries["step "+id]; step["to"] == "" || step["to"] == state {
				cost = n * 1000
			}
			if cost < least {
				least, who, best = cost, user, step
			}
		}
	}
	if best == nil {
		return false
	}
	d.tries["step "+Text(best["id"])]++
	d.Take(who, best, nil)
	return true
}
