package plan

import (
	"fmt"
	"slices"

	"kjentvei/workflow/routine"
)

// writer fills a document from a routine: first what everybody should know,
// then how a case goes, what is demanded, and what it all rests on.
type writer struct {
	Voice
	doc   *Document
	shown map[string]string // steps written in full: the name of the state where
}

// Of writes a routine as a document.
func Of(r *routine.Routine, lang routine.Lang) *Document {
	return write(In(r, lang))
}

// ForStaff writes the same, with the source called by its title: what its file is called
// tells those nothing who only read the plan.
func ForStaff(r *routine.Routine, lang routine.Lang) *Document {
	return write(Voice{r: r, lang: lang, titled: true})
}

func write(v Voice) *Document {
	w := &writer{Voice: v, doc: &Document{Lang: v.lang}, shown: map[string]string{}}
	w.head()
	w.overview()
	w.expectations()
	w.scenarios()
	w.states()
	w.commonSteps()
	w.guidance()
	w.resources()
	w.requirements()
	w.parameters()
	w.laws()
	w.notes()
	return w.doc
}

// chapter begins a section of the document itself.
func (w *writer) chapter(id string, title routine.Text) *Section {
	return w.doc.section(id, w.Say(title))
}

// texts makes an item of each text.
func (w *writer) texts(list []routine.Text) []Item {
	var items []Item
	for _, text := range list {
		items = append(items, Item{Text: w.Say(text)})
	}
	return items
}

func (w *writer) head() {
	w.doc.Title = w.Say(w.r.Title)
	w.doc.text(w.Say(w.r.About))
	source := w.Say(w.r.Source.Title)
	if !w.titled {
		source += " (" + w.r.Source.File + ")"
	}
	w.doc.pair(Pair{Label: w.Say(phrases.Source), Text: source})
	w.doc.pair(Pair{Label: w.Say(phrases.Owner), Text: w.Say(w.r.Owner)})
	w.doc.pair(Pair{Label: w.Say(phrases.ReviewBy), Text: w.r.ReviewBy})
	w.doc.pair(Pair{Label: w.Say(phrases.Version), Text: fmt.Sprintf("%s %d", w.r.ID, w.r.Version)})
}

func (w *writer) scenarios() {
	chapter := w.chapter("beginnings", phrases.Scenarios)
	for i := range w.r.Scenarios {
		s := &w.r.Scenarios[i]
		section := chapter.section("scenario-"+s.ID, w.Say(s.Title))
		section.text(w.Say(s.About))
		if s.NoName {
			section.text(w.Say(phrases.NoName))
		}
		section.pair(Pair{Label: w.Say(phrases.OpenedBy), Text: w.Roles(s.Who)})
		section.pair(Pair{Label: w.Say(phrases.BeginsIn), Refs: []Ref{w.toState(s.Start)}})
		w.fields(section, s.Fields)
	}
	always := chapter.section("", w.Say(phrases.EveryOpening))
	always.text(w.Say(phrases.AtEveryOpening))
	w.fields(always, routine.OpeningFields())
}

func (w *writer) toState(id string) Ref { return Ref{w.State(id), "state-" + id} }

func (w *writer) states() {
	chapter := w.chapter("states", phrases.States)
	for i := range w.r.States {
		s := &w.r.States[i]
		section := chapter.section("state-"+s.ID, w.Say(s.Title))
		section.text(w.Say(s.Guidance))
		if s.Final {
			section.text(w.Say(phrases.Final))
		}
		w.steps(section, s)
	}
}

// steps writes what can be done in a state. A step that can be taken in several
// is written in full in the first, and the others refer to that place.
func (w *writer) steps(section *Section, s *routine.State) {
	var elsewhere []Item
	for i := range w.r.Steps {
		step := &w.r.Steps[i]
		switch {
		case !slices.Contains(step.From, s.ID):
		case w.shown[step.ID] != "":
			where := w.Say(phrases.SeeAt) + " " + w.shown[step.ID]
			elsewhere = append(elsewhere, Item{Text: w.Say(step.Title), Refs: []Ref{{where, "step-" + step.ID}}})
		default:
			w.shown[step.ID] = w.State(s.ID)
			w.step(section.section("step-"+step.ID, w.Say(step.Title)), step)
		}
	}
	if len(elsewhere) > 0 {
		section.section("", w.Say(phrases.AlsoHere)).list("", elsewhere)
	}
}

func (w *writer) step(section *Section, s *routine.Step) {
	section.pair(Pair{Label: w.Say(phrases.Who), Text: w.Roles(s.Who)})
	section.text(w.Say(s.Guidance))
	if s.Shares {
		section.text(w.Say(phrases.Shares))
	}
	section.list(w.Say(phrases.Say), w.texts(s.Say))
	section.list(w.Say(phrases.Avoid), w.texts(s.Avoid))
	section.list("", w.links(s.Links))
	for _, g := range s.Guards {
		w.guard(section, g)
	}
	w.fields(section, s.Fields)
	for i, target := range s.To {
		section.pair(Pair{Label: w.Say(phrases.LeadsTo), Text: w.Target(target, i == 0)})
	}
	section.pair(Pair{Label: w.Say(phrases.Serves), Refs: w.toRequirements(w.r.Serves(s.ID))})
}

// toRequirements points at requirements by their ids.
func (w *writer) toRequirements(ids []string) []Ref {
	var refs []Ref
	for _, id := range ids {
		refs = append(refs, Ref{id, "requirement-" + id})
	}
	return refs
}

func (w *writer) guard(section *Section, g routine.Guard) {
	condition := w.Cond(g.When)
	if condition == "" {
		return // a setting has made it hold always
	}
	because := w.Say(g.Because)
	if g.Requirement != "" {
		because += " (" + g.Requirement + ")"
	}
	if g.Strict {
		because += " " + w.Say(phrases.Strict)
	}
	section.pair(Pair{Label: w.Say(phrases.Guard), Text: because, Fine: w.Say(phrases.HoldsWhen) + ": " + condition})
}

// fields lists what there is to fill in.
func (w *writer) fields(section *Section, list []routine.Field) {
	var items []Item
	for i := range list {
		f := &list[i]
		item := Item{Text: w.Say(f.Label)}
		if f.Required {
			item.Text += " *"
		}
		if kind := w.Kind(f); kind != "" {
			item.Text += " [" + kind + "]"
		}
		for _, note := range []string{w.Choices(f), w.Say(f.Help)} {
			if note != "" {
				item.Notes = append(item.Notes, note)
			}
		}
		items = append(items, item)
	}
	section.list(w.Say(phrases.FillIn), items)
}

func (w *writer) commonSteps() {
	chapter := w.chapter("always", phrases.Always)
	chapter.text(w.Say(phrases.AlwaysAbout))
	var items []Item
	for _, step := range routine.CommonSteps() {
		items = append(items, Item{Text: fmt.Sprintf("%s (%s)", w.Say(step.Title), w.Roles(step.Who))})
	}
	chapter.list("", items)
}

func (w *writer) guidance() {
	if len(w.r.Signs) > 0 {
		chapter := w.chapter("signs", phrases.Signs)
		chapter.text(w.Say(w.r.Reminder))
		chapter.list("", w.texts(w.r.Signs))
	}
	if len(w.r.Say)+len(w.r.Avoid) > 0 {
		chapter := w.chapter("talk", phrases.Talk)
		chapter.list(w.Say(phrases.Say), w.texts(w.r.Say))
		chapter.list(w.Say(phrases.Avoid), w.texts(w.r.Avoid))
	}
}

func (w *writer) resources() {
	if len(w.r.Resources) > 0 {
		w.chapter("help", phrases.Resources).list("", w.links(w.r.Resources))
	}
}

func (w *writer) links(list []routine.Link) []Item {
	var items []Item
	for _, l := range list {
		items = append(items, Item{Text: w.Say(l.Title), Phone: l.Phone, URL: l.URL})
	}
	return items
}
