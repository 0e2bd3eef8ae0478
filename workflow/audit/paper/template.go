package paper

import (
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// exampleName is what the template calls its cases.
var exampleName = t("eksempel", "døme", "example", "eksempel")

// isExample reports a case that was left in the table from the template.
func isExample(label string) bool {
	name, number, _ := strings.Cut(plain(label), " ")
	for _, lang := range routine.Langs {
		if name == exampleName.In(lang) && isNumber(number) {
			return true
		}
	}
	return false
}

// firstExample is the Monday of a week in which no county has a holiday.
var firstExample = calendar.On(2025, time.November, 17)

const betweenSteps = 2 * time.Minute

// Template is a table to begin with, in the words of a language: the headings,
// and for each scenario of the routine a case that followed it. A spreadsheet in
// Norwegian or Danish opens it without being asked how. Read reads it.
func Template(r *routine.Routine, lang routine.Lang) []byte {
	s := &sheet{v: newVocabulary(r), lang: lang, seen: map[string]int{}}
	for _, id := range []string{colCase, colWhen, colStep, colBy, colScenario, colAge} {
		s.column(id)
	}
	for i := range r.Scenarios {
		s.example(i, &r.Scenarios[i])
	}
	s.column(colField)
	return s.bytes()
}

// sheet is a table while it is written.
type sheet struct {
	v       *vocabulary
	lang    routine.Lang
	columns []string
	seen    map[string]int // column → its place
	rows    []map[string]string
}

func (s *sheet) column(id string) {
	if _, ok := s.seen[id]; !ok {
		s.seen[id] = len(s.columns)
		s.columns = append(s.columns, id)
	}
}

// example writes one case, each scenario on a day of its own.
func (s *sheet) example(n int, scenario *routine.Scenario) {
	day := firstExample.Add(n/4*7 + n%4) // Monday to Thursday: there is a day after
	when := at(day, 10, 0, 0)
	for i, m := range plan(s.v, scenario) {
		if m.nextDay {
			day++
			when = at(day, 8, 30, 0)
		}
		cells := map[string]string{
			colCase: exampleName.In(s.lang) + " " + strconv.Itoa(n+1),
			colWhen: when.Format("2006-01-02 15:04"),
			colStep: s.v.steps.call(m.step.ID, stepName(m.step), s.lang),
			colBy:   s.person(m.by),
		}
		if i == 0 {
			cells[colScenario] = s.v.scenarios.call(scenario.ID, scenario.Title, s.lang)
			if !scenario.NoName {
				cells[colAge] = "under 18"
			}
		}
		for _, f := range m.fields {
			s.column(f.Name)
			cells[f.Name] = s.cell(m.step, &f)
		}
		s.rows = append(s.rows, cells)
		when = when.Add(betweenSteps)
	}
}

func stepName(step *routine.Step) routine.Text {
	if step.ID == open {
		return opening
	}
	return step.Title
}

// person is what to call a role so that it is read again.
func (s *sheet) person(role string) string {
	word := s.v.roles.call(role, s.v.routine.RoleName(role), s.lang)
	if list, unknown := s.v.people(word); len(list) != 1 || len(unknown) > 0 {
		return role
	}
	return word
}

// cell is what a field holds, in words.
func (s *sheet) cell(step *routine.Step, given *audit.Field) string {
	var f *routine.Field
	for i := range step.Fields {
		if step.Fields[i].Name == given.Name {
			f = &step.Fields[i]
		}
	}
	switch given.Kind {
	case audit.Chosen:
		return s.answer(f, given.Text)
	case audit.Ticked:
		var words []string
		for _, id := range given.List {
			word := s.answer(f, id)
			if len(split(word)) > 1 {
				word = id
			}
			words = append(words, word)
		}
		return strings.Join(words, " + ")
	case audit.Named:
		var words []string
		for _, p := range given.People {
			role := p.Kind
			if len(p.Roles) > 0 {
				role = p.Roles[0]
			}
			words = append(words, s.person(role))
		}
		return strings.Join(words, " + ")
	case audit.Answered:
		return t("ja", "ja", "yes", "ja").In(s.lang)
	case audit.Counted:
		return strconv.FormatFloat(given.Number, 'f', -1, 64)
	case audit.Dated:
		return given.Date.String()
	case audit.Timed:
		return given.Time.Format("2006-01-02 15:04")
	}
	return "x"
}

func (s *sheet) answer(f *routine.Field, id string) string {
	for _, choice := range f.Choices {
		if choice.Value == id {
			return s.v.answers(f).call(id, choice.Label, s.lang)
		}
	}
	return id
}

// bytes is the table as a file: with a byte order mark, without which Excel
// takes it for another encoding.
func (s *sheet) bytes() []byte {
	var b strings.Builder
	b.WriteString("\ufeff")
	for i, id := range s.columns {
		for _, h := range headings {
			if h.id == id {
				id = s.v.columns.call(id, h.name, s.lang)
			}
		}
		writeCell(&b, i, id)
	}
	b.WriteString("\r\n")
	for _, row := range s.rows {
		for i, id := range s.columns {
			writeCell(&b, i, row[id])
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

func writeCell(b *strings.Builder, column int, cell string) {
	if column > 0 {
		b.WriteByte(';')
	}
	if strings.ContainsAny(cell, ";\"\r\n") {
		cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	b.WriteString(cell)
}
