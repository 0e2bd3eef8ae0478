package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// newPage asks how a concern began.
type newPage struct {
	Choices []scenarioChoice
	Unsure  *scenarioChoice // a talk without a name; nil where the routine has none
}

type scenarioChoice struct{ ID, Title, About string }

// shortcuts are the choices that the start page has, too.
func (p *newPage) shortcuts() (urgent, unsure *scenarioChoice) {
	if len(p.Choices) > 0 && p.Choices[0].ID == acute {
		urgent = &p.Choices[0]
	}
	return urgent, p.Unsure
}

func (s *server) showNew(v *visit) (any, error) { return s.waysToBegin(v) }

func (s *server) waysToBegin(v *visit) (*newPage, error) {
	rules, err := s.openingRules(v)
	if err != nil {
		return nil, err
	}
	var p newPage
	for i := range rules.Routine.Scenarios {
		scenario := &rules.Routine.Scenarios[i]
		choice := scenarioChoice{scenario.ID, scenario.Title.In(v.Lang), scenario.About.In(v.Lang)}
		switch {
		case scenario.NoName && p.Unsure == nil:
			p.Unsure = &choice
		case scenario.ID == acute: // nobody should have to look for it
			p.Choices = slices.Insert(p.Choices, 0, choice)
		default:
			p.Choices = append(p.Choices, choice)
		}
	}
	return &p, nil
}

// acute is the scenario in which something must be done now.
const acute = "intoxicated_at_school"

// openingRules are the routine that new cases follow, for who may open them.
func (s *server) openingRules(v *visit) (*workflow.Rules, error) {
	if !mayOpen(v.Actor) {
		return nil, workflow.ErrForbidden
	}
	return s.Engine.Routine(s.DefaultRoutine)
}

// openingPage is the form that opens a case.
type openingPage struct {
	Scenario     scenarioChoice
	Acute, Named bool
	Key          string // makes a second press the same one
	School       workflow.SchoolID
	Schools      []formChoice // to choose from; nil for somebody with one
	Question     string
	Asked        bool // has searched
	Found        []foundStudent
	Chosen       string      // the student's id
	Typed        []formField // a student who is typed in: name, class, birth date
	TypeIn       bool        // the part where that is done is open
	Fields       []formField // to fill in now
	Safety       *formField  // in an acute case, the question whose answers open it; else among Fields
	Later        []formField // in an acute case, what can be written afterwards
	Occurred     formField
	Mistakes     []mistake
	Reasons      []string // why it was refused
}

type foundStudent struct{ ID, Name, Class string }

func (s *server) showOpening(v *visit) (any, error) {
	o, err := s.opening(v, url.Values{})
	if err != nil {
		return nil, err
	}
	return o.page, nil
}

// opening is the form, and what is needed to read it.
type opening struct {
	page   *openingPage
	fields []workflow.FieldView
	sent   url.Values
}

// maxFound is how many students a search shows: who does not find theirs says more.
const maxFound = 20

func (s *server) opening(v *visit, sent url.Values) (*opening, error) {
	rules, err := s.openingRules(v)
	if err != nil {
		return nil, err
	}
	scenario, ok := rules.Routine.Scenario(v.Param("scenario"))
	if !ok {
		return nil, workflow.ErrNotFound
	}
	p := &openingPage{
		Scenario: scenarioChoice{scenario.ID, scenario.Title.In(v.Lang), scenario.About.In(v.Lang)},
		Acute:    scenario.ID == acute, Named: !scenario.NoName, Key: sent.Get("key"),
		Question: strings.TrimSpace(sent.Get("q")), Chosen: sent.Get("student"), Typed: typedStudent(sent, v.Lang),
		Occurred: occurredField("opening", words.Opening.Occurred.In(v.Lang), sent.Get("occurred_at"), v.Lang),
	}
	if p.Key == "" {
		p.Key = newKey()
	}
	schools := schoolsWhere(v.Actor, workflow.OpenCases)
	if p.School = schools[0]; len(schools) > 1 {
		if chosen := workflow.SchoolID(sent.Get("school")); slices.Contains(schools, chosen) {
			p.School = chosen
		}
		for _, school := range schools {
			p.Schools = append(p.Schools, formChoice{string(school), s.schoolName(v, school), school == p.School})
		}
	}
	ctx := v.Request().Context()
	fields, err := s.Engine.OpeningViews(ctx, v.Actor, p.School, rules, scenario)
	if err != nil {
		return nil, err
	}
	p.Fields = formOf(fields, "opening", sent, v.Lang)
	if p.Acute {
		p.hurry(v.Lang)
	}
	p.TypeIn = p.typedName() != "" && p.Chosen == ""
	if p.Named && p.Question != "" {
		p.Asked = true
		found, err := s.Engine.Students(ctx, v.Actor, p.School, p.Question, maxFound)
		if err != nil {
			return nil, err
		}
		for _, student := range found {
			p.Found = append(p.Found, foundStudent{string(student.ID), student.Name, student.Class})
		}
		if len(p.Found) == 1 && p.Chosen == "" && p.typedName() == "" {
			p.Chosen = p.Found[0].ID
		}
	}
	return &opening{p, fields, sent}, nil
}

// typedStudent asks for a student who is not found.
func typedStudent(sent url.Values, lang routine.Lang) []formField {
	class := formField{Field: "student.class", ID: "student-class", Name: "class", Control: "line", Label: words.Opening.Class.In(lang), Value: sent.Get("class")}
	birth := formField{Field: "student.birth_date", ID: "student-birth", Name: "birth_date", Control: "date", Label: words.Opening.Birth.In(lang), Help: words.Opening.BirthHint.In(lang), Value: sent.Get("birth_date")}
	return []formField{
		{Field: "student.name", ID: "student-name", Name: "name", Control: "line", Label: words.Opening.Name.In(lang), Value: sent.Get("name"), Required: true},
		class, birth,
	}
}

func (p *openingPage) typedName() string { return strings.TrimSpace(p.Typed[0].Value) }

// hurry leaves in an acute case's form what must be known before it exists. The
// answer to whether guardians may hear of it opens it (P1: it is asked at every
// opening), so that nobody answers without a thought; writing comes afterwards.
func (p *openingPage) hurry(lang routine.Lang) {
	var now []formField
	for i := range p.Fields {
		switch f := &p.Fields[i]; {
		case f.Field == "contact_safety":
			f.Help += " " + words.Opening.AnswerOpens.In(lang)
			p.Safety = f
		case f.Required:
			now = append(now, *f)
		default:
			p.Later = append(p.Later, *f)
		}
	}
	p.Fields = now
}

func occurredField(prefix, label, value string, lang routine.Lang) formField {
	if at, err := time.Parse(time.RFC3339, value); err == nil { // as scripts fill it in
		value = at.In(calendar.Oslo).Format(localTime + ":05")
	}
	return formField{Field: "occurred_at", ID: prefix + "-occurred", Name: "occurred_at", Control: "datetime", Label: label, Help: words.Form.NowIfEmpty.In(lang), Value: value}
}

// openCase finds a student, or opens the case. A name is in no address: the search
// is a form that is sent, and answered with the same form.
func (s *server) openCase(v *visit) (any, error) {
	o, err := s.opening(v, v.Request().PostForm)
	if err != nil {
		return nil, err
	}
	p := o.page
	if do := v.field("do"); do == "find" || do == again {
		return p, nil
	}
	at, wrong := timeOf(v.field("occurred_at"))
	req := workflow.OpenRequest{
		Actor: v.Actor, School: p.School, Routine: s.DefaultRoutine, Scenario: p.Scenario.ID, OccurredAt: at,
		Input: inputOf(o.fields, o.sent), Key: p.Key, Request: workflow.Hash("web open", p.Scenario.ID, o.sent), Mistake: wrong,
	}
	switch {
	case !p.Named:
	case p.Chosen != "":
		req.Student = &workflow.StudentInput{ID: workflow.StudentID(p.Chosen)}
	case p.typedName() != "":
		req.Student = &workflow.StudentInput{Name: p.typedName(), Class: v.field("class"), BirthDate: v.field("birth_date")}
	}
	result, err := s.Engine.Open(v.Request().Context(), req)
	if err != nil {
		return p.refuse(v, err)
	}
	if result.Refusal != nil {
		v.Status = http.StatusForbidden
		for _, u := range result.Refusal.Unmet {
			p.Reasons = append(p.Reasons, workflow.ExplainOpening(u).In(v.Lang))
		}
		return p, nil
	}
	return see("/cases/" + string(result.ID)), nil
}

// refuse shows the form again with what was wrong in it.
func (p *openingPage) refuse(v *visit, err error) (any, error) {
	who := formField{Field: "student", ID: "q", Label: words.Opening.Student.In(v.Lang)}
	fields := append(each(p.Fields, p.Later, p.Typed), &who, &p.Occurred)
	if p.Safety != nil {
		fields = append(fields, p.Safety)
	}
	if p.Mistakes = place(err, v.Lang, fields...); p.Mistakes == nil {
		return nil, err
	}
	p.TypeIn = p.TypeIn || slices.ContainsFunc(p.Typed, func(f formField) bool { return f.Error != "" })
	p.Key = newKey() // what is sent next is another request
	v.Status = http.StatusUnprocessableEntity
	return p, nil
}
