package oracle

import (
	"slices"

	"kjentvei/workflow/audit"
)

// waiting lists the steps that were given a time, in what is told so far, and of
// which nothing that is told so far and was recorded after that says more.
func (w *world) waiting(told []Position) []string {
	var list []string
	for _, p := range told {
		if p.Step != "note_time" || p.Fields["instead"].Text != "" {
			continue
		}
		step := p.Fields["step"].Text
		filled := slices.ContainsFunc(told, func(other Position) bool { return other.fillsIn(step) && w.recorded(&other) > w.recorded(&p) })
		if !filled {
			list = append(list, step)
		}
	}
	return list
}

// fillsIn reports whether an event says all of a step, or that it was done although
// it was forbidden.
func (p *Position) fillsIn(step string) bool {
	return p.Step == step || p.Step == "record_breach" && p.Fields["of"].Text == step
}

// recorded is the place of an event in the order of recording.
func (w *world) recorded(p *Position) int {
	return slices.IndexFunc(w.trace.Events, func(e audit.Event) bool { return e.ID == p.ID })
}

// notes says what an event means for what has only a time.
func (w *world) notes(before []Position, p *Position) {
	was, is := w.waiting(before), w.waiting(append(slices.Clip(before), *p))
	switch {
	case p.Step == "note_time" && len(is) > len(was):
		p.Sets["noted"] = "open"
	case p.Step == "confirm_void" && p.Fields["outcome"].Text != "agreed" && len(is) > 0:
		p.Sets["noted"] = "open" // the case is one after all
	case len(is) == 0 && len(was) > 0:
		p.Sets["noted"] = "written"
	}
}
