package report

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

func (w *caseFile) timeline(s *Section) {
	s.add(Paragraph(w.say(phrases.TimelineAbout)))
	t := Table{Caption: w.say(phrases.Timeline), Columns: columns(w.say(phrases.When), w.say(phrases.What), w.say(phrases.Who))}
	for i := range w.c.Timeline {
		e := &w.c.Timeline[i]
		n := strconv.Itoa(i + 1)
		t.Rows = append(t.Rows, Row{
			ID:    "event-" + n,
			Quiet: e.Refused || e.Retracted,
			Cells: []Cell{{Text: w.day(e.OccurredAt), Fine: []string{w.say(phrases.Event, n) + " · " + audit.Clock(e.OccurredAt, w.lang)}}, w.happened(e), w.by(e)},
		})
	}
	s.table(t, w.say(phrases.None))
}

// happened is what an entry says, with whatever sets it apart.
func (w *caseFile) happened(e *audit.Entry) Cell {
	cell := Cell{Text: w.titled(e.Title, e.Step), RefsAre: w.say(phrases.EvidenceFor)}
	if e.Refused {
		cell.Text = w.say(phrases.Refused, cell.Text)
		for _, reason := range e.Reasons {
			cell.Fine = append(cell.Fine, w.refusal(reason))
		}
	}
	for _, mark := range []struct {
		is   bool
		text routine.Text
	}{{e.Retracted, phrases.Retracted}, {e.Corrected && !e.Retracted, phrases.Corrected}, {e.OutOfOrder, phrases.OutOfOrder}} {
		if mark.is {
			cell.Fine = append(cell.Fine, w.say(mark.text))
		}
	}
	if words := audit.RecordedAfter(e.RecordedIn, w.lang); words != "" {
		cell.Fine = append(cell.Fine, words)
	}
	if e.FirstOfState && !e.Refused {
		cell.Fine = append(cell.Fine, w.say(phrases.NowAt, w.state(e.State)))
	}
	for _, id := range e.Serves {
		cell.Refs = append(cell.Refs, w.toRequirement(id))
	}
	return cell
}

// toRequirement points at a verdict, where there is one.
func (w *caseFile) toRequirement(id string) Ref {
	if slices.ContainsFunc(w.c.Verdicts, func(v audit.Verdict) bool { return v.Requirement.ID == id }) {
		return Ref{id, "requirement-" + id}
	}
	return Ref{Text: id}
}

func (w *caseFile) refusal(r audit.Reason) string {
	words := w.titled(refusalTitle(r.Code), r.Code)
	if r.Requirement == "" {
		return words + "."
	}
	if q, ok := w.c.Routine.Requirement(r.Requirement); ok {
		return words + ": " + w.say(q.Title) + " (" + r.Requirement + ")."
	}
	return words + " (" + r.Requirement + ")."
}

func (w *caseFile) by(e *audit.Entry) Cell {
	cell := Cell{Text: w.person(e.Role, e.Actor)}
	if len(e.Present) > 0 {
		cell.Fine = []string{w.say(phrases.Present, w.voice.Roles(e.Present))}
	}
	return cell
}

// person is a role, and the number of who had it.
func (w *caseFile) person(role string, actor int) string {
	switch {
	case role == "" && actor == 0:
		return w.say(phrases.Automatic)
	case role == "":
		role = "staff"
	}
	name := w.say(w.c.Routine.RoleName(role))
	if actor == 0 {
		return name
	}
	return w.say(phrases.Person, name, strconv.Itoa(actor))
}

func (w *caseFile) waivers(s *Section) {
	t := Table{Caption: w.say(phrases.Waivers), Columns: columns(w.say(phrases.Requirement), w.say(phrases.Reason), w.say(phrases.Who), w.say(phrases.When), w.say(phrases.Allowed))}
	for _, given := range w.c.Waivers {
		allowed := w.say(phrases.Yes)
		if !given.Allowed {
			allowed = w.say(phrases.NotAllowed, w.say(audit.WaiverFault(given.Why)))
		}
		r := row("", w.say(audit.WaiverReason(given.Reason)), w.roles(given.By), w.day(given.At), allowed)
		r.Cells[0] = w.requirement(given.Requirement)
		r.Cells[3].Refs = w.events([]string{given.Event})
		t.Rows = append(t.Rows, r)
	}
	s.table(t, w.say(phrases.NoWaivers))
}

func (w *caseFile) roles(ids ...string) string { return w.voice.Roles(ids) }

func (w *caseFile) breaches(s *Section) {
	t := Table{Caption: w.say(phrases.Breaches), Columns: columns(w.say(phrases.What), w.say(phrases.Who), w.say(phrases.When), w.say(phrases.Acknowledgment))}
	for _, b := range w.c.Breaches {
		cell := Cell{Text: w.titled(b.Title, b.Of), Fine: []string{b.Of}}
		if len(b.Requirements) > 0 && !slices.Equal(b.Requirements, []string{b.Of}) {
			cell.Fine = []string{w.say(phrases.Broke, strings.Join(b.Requirements, ", "))}
		}
		reply := Cell{Text: w.say(phrases.NotAcknowledged)}
		if b.Acknowledgment != "" {
			reply = Cell{Text: w.say(phrases.AcknowledgedBy, w.roles(b.AcknowledgedBy)), Refs: w.events([]string{b.Acknowledgment})}
		}
		if b.Retracted {
			reply = Cell{Text: w.say(phrases.RetractedBreach)}
		}
		when := Cell{Text: w.day(b.At), Refs: w.events([]string{b.Event})}
		t.Rows = append(t.Rows, Row{Quiet: b.Retracted, Cells: []Cell{cell, {Text: w.roles(b.By)}, when, reply}})
	}
	s.table(t, w.say(phrases.NoBreaches))
}

// participation says which roles took part in what: those who wrote it down,
// each person for themselves, and those who are named.
func (w *caseFile) participation(s *Section) {
	s.add(Paragraph(w.say(phrases.ParticipationAbout)))
	var order []string
	did, named := map[string][]Ref{}, map[string][]Ref{}
	note := func(list map[string][]Ref, who string, ref Ref) {
		if did[who] == nil && named[who] == nil {
			order = append(order, who)
		}
		list[who] = append(list[who], ref)
	}
	for i := range w.c.Timeline {
		e := &w.c.Timeline[i]
		if e.Refused || e.Retracted {
			continue
		}
		ref := Ref{strconv.Itoa(i+1) + ". " + w.titled(e.Title, e.Step), "event-" + strconv.Itoa(i+1)}
		note(did, capital(w.person(e.Role, e.Actor)), ref)
		for _, present := range e.Present {
			note(named, capital(w.roles(present)), ref)
		}
	}
	t := Table{Caption: w.say(phrases.Participation), Columns: columns(w.say(phrases.Who), w.say(phrases.Did), w.say(phrases.TookPart))}
	for _, who := range order {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: who}, {Refs: did[who]}, {Refs: named[who]}}})
	}
	s.table(t, w.say(phrases.None))
}
