package audit

import "slices"

// noting is how far one step has come that was given a time before it was written
// down. Both are places in the order of recording, from 1; 0 for never.
type noting struct {
	step          string
	given, filled int
}

func (n noting) waits() bool { return n.given > n.filled }

// noted reads which steps have only a time (DV-14). Somebody may write down another
// time than they pressed at, so it is what was recorded last that counts: all of it,
// or the time alone.
func (j *judging) noted(i int, e *Event, l *line) {
	step := e.Step
	switch step {
	case "note_time":
		if find(l.fields, "instead") != nil {
			return
		}
		n := j.notingOf(chosen(l.fields, "step"))
		n.given = max(n.given, i+1)
		if i+1 > n.filled {
			j.set(j.std.noted, j.std.notedOpen)
		}
		return
	case "confirm_void": // rejected, it frees nobody from what still waits
		if chosen(l.fields, "outcome") != "agreed" && slices.ContainsFunc(j.notings, noting.waits) {
			j.set(j.std.noted, j.std.notedOpen)
		}
		return
	case "record_breach":
		step = chosen(l.fields, "of")
	}
	at := slices.IndexFunc(j.notings, func(n noting) bool { return n.step == step })
	if at < 0 {
		return
	}
	before := j.notings[at].waits()
	j.notings[at].filled = max(j.notings[at].filled, i+1)
	if before && !slices.ContainsFunc(j.notings, noting.waits) {
		j.set(j.std.noted, j.std.notedWritten)
	}
}

func (j *judging) notingOf(step string) *noting {
	at := slices.IndexFunc(j.notings, func(n noting) bool { return n.step == step })
	if at < 0 {
		at = len(j.notings)
		j.notings = append(j.notings, noting{step: step})
	}
	return &j.notings[at]
}

// expectNotes knows beforehand which steps are given a time at all.
func (j *judging) expectNotes() {
	for _, i := range j.told {
		if j.t.Events[i].Step == "note_time" {
			j.notingOf(chosen(j.lines[i].fields, "step"))
		}
	}
}
