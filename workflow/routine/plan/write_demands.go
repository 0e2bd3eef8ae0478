package plan

import (
	"fmt"

	"kjentvei/workflow/routine"
)

// requirements writes what the routine demands, each with its source, its
// deadline, and who has set that.
func (w *writer) requirements() {
	chapter := w.chapter("requirements", phrases.Requirements)
	chapter.text(w.Say(phrases.BasisAbout))
	for _, demand := range w.r.Demands() {
		title := fmt.Sprintf("%s  %s: %s", demand.ID, w.Modality(demand.Modality), w.Say(demand.Title))
		w.requirement(chapter.section("requirement-"+demand.ID, title), demand)
	}
}

func (w *writer) requirement(section *Section, q *routine.Requirement) {
	section.text(w.Say(q.About))
	for _, pair := range []Pair{
		{Label: w.Say(phrases.Who), Text: w.Roles(q.Actor)},
		{Label: w.Say(phrases.Deadline), Text: w.Deadline(q.Deadline)},
		{Label: w.Say(phrases.Where), Text: w.Scenarios(q.Scenarios)},
		{Label: w.Say(phrases.Activation), Text: w.Happens(q.Activation)},
		{Label: w.Say(phrases.Applies), Text: w.Cond(q.Applies)},
		{Label: w.Say(phrases.Target), Text: w.Cond(q.Target)},
		{Label: w.Say(phrases.Ends), Text: w.Cond(q.Ends)},
		{Label: w.Say(phrases.Source), Text: w.Cite(q.Source)},
	} {
		section.pair(pair)
	}
	if q.Unwaivable {
		section.text(w.Say(phrases.Unwaivable))
	}
}

func (w *writer) parameters() {
	if len(w.r.Parameters) == 0 {
		return
	}
	chapter := w.chapter("settings", phrases.Parameters)
	chapter.text(w.Say(phrases.ParametersAbout))
	table := Table{Head: []string{w.Say(phrases.Parameter), w.Say(phrases.Setting), w.Say(phrases.OneOf)}}
	for i := range w.r.Parameters {
		q := &w.r.Parameters[i]
		table.Rows = append(table.Rows, []Cell{{Text: w.Say(q.Title)}, {Text: w.Setting(q, q.Default)}, {Text: w.Allowed(q)}})
	}
	chapter.Blocks = append(chapter.Blocks, table)
}

func (w *writer) laws() {
	if len(w.r.Laws) == 0 {
		return
	}
	chapter := w.chapter("law", phrases.Laws)
	var items []Item
	for _, law := range w.r.Laws {
		item := Item{Text: fmt.Sprintf("%s (%s %s)", law.Today, w.Say(phrases.AsOf), law.AsOf), URL: law.URL, Notes: []string{w.Say(law.Text)}}
		if law.Cited != "" {
			item.Text += fmt.Sprintf(". %s: %s", w.Say(phrases.Cited), law.Cited)
		}
		items = append(items, item)
	}
	chapter.list("", items)
}

func (w *writer) notes() {
	chapter := &Section{}
	for _, note := range w.r.Notes {
		chapter.pair(Pair{Label: note.ID, Text: w.Say(note.Text)})
	}
	if len(w.r.Notes) > 0 {
		w.chapter("choices", phrases.Notes).Blocks = chapter.Blocks
	}
}
