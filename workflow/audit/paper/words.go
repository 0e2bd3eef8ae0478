package paper

import (
	"slices"
	"strings"

	"kjentvei/workflow/routine"
)

// lexicon finds what a word means: an id, or what people call it in one of the
// languages. A name that several things have means none of them.
type lexicon struct {
	ids   map[string]string // plain word → id
	known []string          // for suggestions: ids, then names
	weak  bool              // what is added now does not contest a name
}

func newLexicon() *lexicon { return &lexicon{ids: map[string]string{}} }

// add makes known an id, and names of it. An id is never mistaken for a name.
func (l *lexicon) add(id string, names ...routine.Text) {
	if word := plain(id); l.ids[word] != id {
		l.ids[word] = id
		l.known = append(l.known, word)
	}
	for _, name := range names {
		for _, lang := range routine.Langs {
			l.name(id, plain(name.In(lang)))
		}
	}
}

func (l *lexicon) name(id, word string) {
	was, taken := l.ids[word]
	switch {
	case word == "" || was == id:
	case !taken:
		l.ids[word] = id
		l.known = append(l.known, word)
	case plain(was) != word && !l.weak:
		l.ids[word] = "" // not one thing's alone
	}
}

// find is the id that a word means, or "".
func (l *lexicon) find(word string) string { return l.ids[plain(word)] }

// call is what to call an id in lang so that find knows it: its name, or itself.
func (l *lexicon) call(id string, name routine.Text, lang routine.Lang) string {
	if word := name.In(lang); word != "" && l.find(word) == id {
		return word
	}
	return id
}

// plain is a word without capitals, marks of quotation and superfluous space.
func plain(s string) string {
	s = strings.Trim(s, "«»“”\"' \t\u00a0")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// vocabulary is what the cells of a table can say, by the routine.
type vocabulary struct {
	routine   *routine.Routine
	columns   *lexicon
	steps     *lexicon
	scenarios *lexicon
	roles     *lexicon
	demands   *lexicon // of which there can be a breach
	waivable  *lexicon
	fields    map[*routine.Field]*lexicon
	timed     map[string]bool // steps that serve something to be done at once
}

// open is the step that opens a case, and elsewhere those that a table has no use
// for: what they change is changed in the table itself.
const open = "open"

var (
	opening    = t("åpnet", "opna", "opened", "åbnet")
	notOnPaper = []string{"correct", "confirm_student", "set_birth_date", "merge"}
)

// heading is one of the columns that are not fields.
type heading struct {
	id   string
	name routine.Text
	also []string
}

const (
	colCase     = "case"
	colWhen     = "occurred_at"
	colStep     = "step"
	colBy       = "by"
	colScenario = "scenario"
	colAge      = "age"
	colRecorded = "recorded_at"
	colField    = "field"
)

var headings = []heading{
	{colCase, t("sak", "sak", "case", "sag"), nil},
	{colWhen, t("når", "når", "when", "hvornår"), nil},
	{colStep, t("trinn", "steg", "step", "trin"), nil},
	{colBy, t("hvem", "kven", "by", "hvem"), nil},
	{colScenario, t("alternativ", "alternativ", "scenario", "alternativ"), nil},
	{colAge, t("alder", "alder", "age", "alder"), []string{"adult_from"}},
	{colRecorded, t("skrevet inn", "skriven inn", "recorded", "skrevet ind"), nil},
	{colField, t("felt", "felt", "field", "felt"), []string{"fields"}},
}

// people that are no role, and what else people call them.
var bystanders = map[string][]routine.Text{
	"guardian": {t("foresatte", "føresette", "guardians", "forældre"), t("forelder", "forelder", "parent", "forælder"), t("foreldre", "foreldre", "parents", "forældrene")},
	"student":  {t("elev", "elev", "student", "elev")},
	"other":    {t("annen", "annan", "someone else", "anden")},
	"staff":    {t("ansatt", "tilsett", "member of staff", "ansat")},
}

// groups of roles, and one of which has to be said.
var groups = map[string][]string{
	"leader": {"department_head", "principal"}, "leadership": {"department_head", "principal"},
	"anyone": {"staff"}, "responsible": nil, "participant": nil, "opener": nil,
}

func newVocabulary(r *routine.Routine) *vocabulary {
	v := &vocabulary{
		routine: r, columns: newLexicon(), steps: newLexicon(), scenarios: newLexicon(), roles: newLexicon(),
		demands: newLexicon(), waivable: newLexicon(), fields: map[*routine.Field]*lexicon{}, timed: map[string]bool{},
	}
	v.steps.add(open, opening)
	for _, steps := range [][]routine.Step{r.Steps, routine.CommonSteps()} {
		for i := range steps {
			v.step(&steps[i])
		}
		v.steps.weak = true // a school means its own steps
	}
	v.fieldNames(routine.OpeningFields())
	for i := range r.Scenarios {
		v.scenarios.add(r.Scenarios[i].ID, r.Scenarios[i].Title)
		v.fieldNames(r.Scenarios[i].Fields)
	}
	for _, h := range headings {
		v.columns.add(h.id, h.name)
		for _, word := range h.also {
			v.columns.name(h.id, word)
		}
	}
	v.roleNames()
	v.owed()
	return v
}

func (v *vocabulary) step(s *routine.Step) {
	v.steps.add(s.ID, s.Title)
	v.fieldNames(s.Fields)
	for _, id := range v.routine.Serves(s.ID) {
		if d, ok := v.routine.Requirement(id); ok && d.Deadline != nil && d.Deadline.Minutes != nil {
			v.timed[s.ID] = true
		}
	}
}

func (v *vocabulary) fieldNames(fields []routine.Field) {
	for i := range fields {
		v.columns.add(fields[i].Name)
	}
}

func (v *vocabulary) roleNames() {
	r := v.routine
	for _, id := range routine.ActingRoles() {
		v.roles.add(id, r.RoleName(id))
	}
	for _, role := range r.Roles {
		if !slices.Contains(routine.StandardRoles(), role.ID) {
			v.roles.add(role.ID, role.Name)
		}
	}
	for id, names := range bystanders {
		v.roles.add(id, append([]routine.Text{r.RoleName(id)}, names...)...)
	}
}

// owed are the requirements and steps that a breach can be of, and those that
// leadership can waive.
func (v *vocabulary) owed() {
	for i := range v.routine.Steps {
		v.demands.add(v.routine.Steps[i].ID, v.routine.Steps[i].Title)
	}
	if contact, ok := v.routine.Step("record_contact"); ok {
		v.demands.add(contact.ID, contact.Title)
	}
	for _, d := range v.routine.Demands() {
		if !routine.Owes(d) {
			continue
		}
		v.demands.add(d.ID, d.Title)
		if !d.Unwaivable {
			v.waivable.add(d.ID, d.Title)
		}
	}
}

// answers is what can be chosen in a field.
func (v *vocabulary) answers(f *routine.Field) *lexicon {
	for _, source := range f.From {
		switch source {
		case "scenarios":
			return v.scenarios
		case "demands", "breaches":
			return v.demands
		case "waivable":
			return v.waivable
		case "steps":
			return v.steps
		}
	}
	if l, ok := v.fields[f]; ok {
		return l
	}
	l := newLexicon()
	for i := range f.Choices {
		l.add(f.Choices[i].Value, f.Choices[i].Label)
	}
	v.fields[f] = l
	return l
}
