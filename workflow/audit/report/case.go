package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// OfCase writes what the audit of one case found.
func OfCase(c *audit.Case, lang routine.Lang) *Document {
	w := &caseFile{words: in(lang), c: c, voice: plan.In(c.Routine, lang), number: map[string]int{}}
	for i := range c.Timeline {
		w.number[c.Timeline[i].Event] = i + 1
	}
	d := &Document{Lang: lang, Section: Section{Title: w.say(phrases.CaseTitle, c.Reference)}}
	w.scope(&d.Section)
	w.verdicts(d.section("verdicts", w.say(phrases.Verdicts)))
	w.timeline(d.section("timeline", w.say(phrases.Timeline)))
	w.waivers(d.section("waivers", w.say(phrases.Waivers)))
	w.breaches(d.section("breaches", w.say(phrases.Breaches)))
	w.participation(d.section("participation", w.say(phrases.Participation)))
	return d
}

// caseFile is a case that is being written.
type caseFile struct {
	words
	c      *audit.Case
	voice  plan.Voice
	number map[string]int // of an event in the timeline, from 1
}

func (w *caseFile) scope(s *Section) {
	c := w.c
	s.pair(w.say(phrases.Student), c.Pseudonym, "")
	s.pair(w.say(phrases.School), cmp.Or(c.SchoolName, c.School), "")
	s.pair(w.say(phrases.Routine), w.say(c.Routine.Title), fmt.Sprintf("%s, %s", c.Routine.ID, w.say(phrases.Version, strconv.Itoa(c.Routine.Version))))
	s.pair(w.say(phrases.Scenario), w.scenario(c.Scenario), "")
	s.pair(w.say(phrases.Opened), w.moment(c.OpenedAt), "")
	s.pair(w.say(phrases.CaseState), w.state(c.State), "")
	s.pair(w.say(phrases.Judged), w.moment(c.At), "")
	tiles := Tiles{}
	for _, j := range append(slices.Clone(called), audit.NotApplicable) {
		tiles = append(tiles, Tile{markOf(j), w.say(j.Title()), strconv.Itoa(w.how(j))})
	}
	s.add(tiles)
	s.add(Note(w.conclusion()))
	s.add(Paragraph(w.say(phrases.NoNames)))
}

// how is how many requirements have a verdict.
func (w *caseFile) how(j audit.Judgement) int {
	n := 0
	for i := range w.c.Verdicts {
		if w.c.Verdicts[i].Judgement == j {
			n++
		}
	}
	return n
}

// conclusion is what the verdicts come to, the worst first.
func (w *caseFile) conclusion() string {
	overdue, kept := 0, 0
	for i := range w.c.Verdicts {
		switch v := &w.c.Verdicts[i]; {
		case v.Overdue:
			overdue++
		case v.Judgement == audit.Pending && v.Reason.Code == audit.BecauseKept:
			kept++ // nobody waits for it
		}
	}
	late, pending := w.how(audit.Late), w.how(audit.Pending)-kept
	words := ""
	add := func(n int, one, many routine.Text) {
		if n > 0 {
			words += " " + w.several(n, one, many)
		}
	}
	switch violated := w.how(audit.Violated); {
	case w.c.ClosedAs == "voided" || w.c.ClosedAs == "merged":
		words = " " + w.say(phrases.Undone)
	case violated > 0:
		add(violated, phrases.OneViolated, phrases.SomeViolated)
	case overdue+late > 0:
	case pending > 0 || w.c.ClosedAs == "":
		words = " " + w.say(phrases.SoFar)
	default:
		words = " " + w.say(phrases.AllFollowed)
	}
	add(overdue, phrases.OneOverdue, phrases.SomeOverdue)
	add(late, phrases.OneLate, phrases.SomeLate)
	add(pending-overdue, phrases.OneWaiting, phrases.SomeWaiting)
	return words[1:]
}

func (w *caseFile) scenario(id string) string {
	if s, ok := w.c.Routine.Scenario(id); ok {
		return w.say(s.Title)
	}
	return id
}

func (w *caseFile) state(id string) string {
	if s, ok := w.c.Routine.State(id); ok {
		return w.say(s.Title)
	}
	return id
}

// requirement names a requirement and its id.
func (w *caseFile) requirement(id string) Cell {
	if q, ok := w.c.Routine.Requirement(id); ok {
		return Cell{Text: w.say(q.Title), Fine: []string{id}}
	}
	return Cell{Text: id}
}

func (w *caseFile) verdicts(s *Section) {
	s.add(Paragraph(w.say(phrases.VerdictsAbout)))
	t := Table{Caption: w.say(phrases.Verdicts), Columns: columns(w.say(phrases.Requirement), w.say(phrases.Verdict), w.say(phrases.Happened))}
	rest := Table{Caption: w.say(phrases.NeverCalled), Columns: columns(w.say(phrases.Requirement), w.say(phrases.Binding)), Dense: true}
	for i := range w.c.Verdicts {
		v := &w.c.Verdicts[i]
		q := v.Requirement
		if v.Reason.Code == audit.BecauseNever {
			r := row(q.ID+" "+w.say(q.Title), w.modality(q.Modality))
			r.ID, r.Quiet = "requirement-"+q.ID, true
			rest.Rows = append(rest.Rows, r)
		} else {
			t.Rows = append(t.Rows, w.verdict(v))
		}
	}
	s.table(t, w.say(phrases.None))
	if len(rest.Rows) > 0 {
		inner := s.section("never", w.say(phrases.NeverCalled))
		inner.add(Paragraph(w.say(phrases.NeverCalledAbout)))
		inner.add(rest)
	}
}

func (w *caseFile) verdict(v *audit.Verdict) Row {
	q := v.Requirement
	fine := []string{q.ID + " · " + w.modality(q.Modality)}
	if q.Deadline != nil {
		fine = append(fine, capital(w.voice.Deadline(q.Deadline)))
	}
	verdict := Cell{Mark: markOf(v.Judgement), Text: w.say(v.Judgement.Title())}
	if v.Overdue {
		verdict.Fine = []string{w.say(phrases.OverDeadline)}
	}
	return Row{
		ID:    "requirement-" + q.ID,
		Quiet: v.Judgement == audit.NotApplicable,
		Cells: []Cell{{Text: w.say(q.Title), Fine: fine}, verdict, w.story(v)},
	}
}

// story says what a verdict comes from; where a requirement was called for
// several times, each time of it.
func (w *caseFile) story(v *audit.Verdict) Cell {
	cell := Cell{Text: audit.Sentence(w.c.Routine, v, &v.Finding, w.lang), Refs: w.events(v.Events), RefsAre: w.say(phrases.RestsOn)}
	if words := audit.RecordedAfter(v.RecordedIn, w.lang); words != "" {
		cell.Fine = append(cell.Fine, words)
	}
	if len(v.Activations) > 1 {
		for i := range v.Activations {
			f := &v.Activations[i]
			cell.Fine = append(cell.Fine, w.say(phrases.Times, strconv.Itoa(i+1))+": "+audit.Sentence(w.c.Routine, v, f, w.lang))
		}
	}
	return cell
}

// events points at lines of the timeline.
func (w *caseFile) events(ids []string) []Ref {
	var refs []Ref
	for _, id := range ids {
		if n := w.number[id]; n > 0 {
			refs = append(refs, Ref{w.say(phrases.Event, strconv.Itoa(n)), "event-" + strconv.Itoa(n)})
		} else {
			refs = append(refs, Ref{Text: id})
		}
	}
	return refs
}
