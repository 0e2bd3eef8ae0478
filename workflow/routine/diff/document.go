package diff

import (
	"fmt"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/plan"
)

// Sentence says a change in words, without the name of the part that it is of.
func (c Change) Sentence() routine.Text {
	fill := func(pattern routine.Text, values ...routine.Text) routine.Text {
		named := map[string]routine.Text{}
		for i, value := range values {
			named[fmt.Sprint(i+1)] = value
		}
		return pattern.Fill(named)
	}
	switch {
	case c.Aspect == "" && c.Kind == Added:
		return phrases.New
	case c.Aspect == "" && c.Kind == Removed:
		return phrases.Gone
	case c.Kind == Renamed:
		return fill(phrases.Renamed, c.Before)
	case c.Aspect == "":
		return c.After
	}
	aspect := phrases.Aspects[c.Aspect]
	switch c.Kind {
	case Added:
		return fill(phrases.Also, aspect, c.After)
	case Removed:
		return fill(phrases.NoLonger, aspect, c.Before)
	case Reworded:
		return fill(phrases.Reworded, c.After)
	}
	return fill(phrases.Changed, aspect, orNothing(c.After), orNothing(c.Before))
}

func orNothing(text routine.Text) routine.Text {
	if text.NB == "" {
		return phrases.Nothing
	}
	return text
}

// Document writes changes for people: a section a part, and what changed in it.
func Document(old, new *routine.Routine, changes []Change, lang routine.Lang) *plan.Document {
	v := plan.In(new, lang)
	d := &plan.Document{Lang: lang}
	d.Title = v.Say(phrases.Title, version(old), version(new))
	if len(changes) == 0 {
		same := phrases.Same
		if old.Hash != new.Hash {
			same = phrases.SameInMeaning
		}
		d.Blocks = []plan.Block{plan.Paragraph(v.Say(same))}
		return d
	}
	var chapter, section *plan.Section
	var last Change
	for _, change := range changes {
		if chapter == nil || change.Part != last.Part {
			chapter = &plan.Section{ID: string(change.Part), Title: v.Say(phrases.Parts[change.Part])}
			d.Sections = append(d.Sections, chapter)
			section = nil
		}
		if section == nil || change.ID != last.ID || change.Part != last.Part {
			section = &plan.Section{ID: string(change.Part) + "-" + change.ID, Title: heading(v, change), Blocks: []plan.Block{plan.List{}}}
			chapter.Sections = append(chapter.Sections, section)
		}
		list := section.Blocks[0].(plan.List)
		list.Items = append(list.Items, plan.Item{Text: v.Say(change.Sentence())})
		section.Blocks[0] = list
		last = change
	}
	return d
}

// heading names a part as people know it; requirements are known by their ids.
func heading(v plan.Voice, c Change) string {
	if c.Part == Requirement {
		return c.ID + "  " + v.Say(c.Name)
	}
	return v.Say(c.Name)
}

func version(r *routine.Routine) string { return fmt.Sprintf("%s@%d", r.ID, r.Version) }
