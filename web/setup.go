package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// setupHead says which school it is, on each page that sets one up.
type setupHead struct {
	School workflow.SchoolID
	Name   string
	Query  string // which school, for links and forms; "" where there is only one
	Saved  bool
}

// at is a path of the set-up, for the same school.
func (h setupHead) at(path string, saved bool) see {
	query := h.Query
	if saved {
		query = "?saved=1"
		if h.Query != "" {
			query = h.Query + "&saved=1"
		}
	}
	return see(path + query)
}

// and is one more parameter after a path of the set-up.
func (h setupHead) and(name, value string) string {
	sign := "?"
	if h.Query != "" {
		sign = "&"
	}
	return sign + url.Values{name: {value}}.Encode()
}

// schoolQuery names one of somebody's schools in an address; "" where there is only one.
func schoolQuery(schools []workflow.SchoolID, school workflow.SchoolID) string {
	if len(schools) < 2 {
		return ""
	}
	return "?" + url.Values{"school": {string(school)}}.Encode()
}

// settingUp is the school that a request is about: the one it names, or the first at
// which the actor may do this.
func (s *server) settingUp(v *visit, action workflow.Action) (setupHead, error) {
	schools := schoolsWhere(v.Actor, action)
	if len(schools) == 0 {
		return setupHead{}, fmt.Errorf("%s: %w", action, workflow.ErrForbidden)
	}
	h := setupHead{School: schools[0], Saved: v.QueryParam("saved") != ""}
	if asked := workflow.SchoolID(v.QueryParam("school")); asked != "" {
		if !slices.Contains(schools, asked) {
			return setupHead{}, fmt.Errorf("%s at another school: %w", action, workflow.ErrForbidden)
		}
		h.School = asked
	}
	h.Query = schoolQuery(schools, h.School)
	h.Name = s.schoolName(v, h.School)
	return h, nil
}

// deniedIn is why somebody may not do something, in words; "" when err is not that.
func deniedIn(err error, lang routine.Lang) string {
	if denied, ok := errors.AsType[*workflow.Denied](err); ok {
		return denied.Explain().In(lang)
	}
	return ""
}

// setupPage is the way from nothing to a school that is ready.
type setupPage struct {
	Head     setupHead
	Schools  []setupHead // to choose among; nil for one
	Named    formField
	Lang     formField
	Mistakes []mistake
	Steps    []setupStep // after the school's name
	Done, Of int
}

// setupStep is one thing to set up.
type setupStep struct {
	Title, Status string
	Done          bool
	Href          string
}

func (s *server) showSetup(v *visit) (any, error) { return s.setupPage(v, nil) }

// setupPage is the checklist; failed is what was wrong with the school's name.
func (s *server) setupPage(v *visit, failed error) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	setup, err := s.Engine.Setup(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	p := &setupPage{Head: head, Named: lineField("name", words.Setup.SchoolName, setup.Name, v.Lang), Lang: s.langField(setup.Lang, v.Lang)}
	if failed != nil || v.onlyShows() {
		p.Named.Value, p.Lang = v.field("name"), s.langField(routine.Lang(v.field("lang")), v.Lang)
	}
	if failed != nil {
		p.Mistakes = place(failed, v.Lang, &p.Named, &p.Lang)
		v.Status = http.StatusUnprocessableEntity
	}
	schools := schoolsWhere(v.Actor, workflow.Administer)
	for _, school := range schools {
		if school != head.School {
			p.Schools = append(p.Schools, setupHead{Name: s.schoolName(v, school), Query: schoolQuery(schools, school)})
		}
	}
	p.Steps = stepsOfSetup(setup, head.Query, v.Lang)
	p.Done, p.Of = doneOf(setup, p.Steps)
	return p, nil
}

// doneOf is how much of the set-up is done, with the school's name.
func doneOf(setup *workflow.Setup, steps []setupStep) (done, of int) {
	if setup.Name != "" {
		done++
	}
	for _, step := range steps {
		if step.Done {
			done++
		}
	}
	return done, 1 + len(steps)
}

// langField asks for the language of a school, each in itself.
func (s *server) langField(now, lang routine.Lang) formField {
	f := formField{
		Field: "lang", ID: "lang", Name: "lang", Control: "radio", Required: true,
		Label: words.Setup.Lang.In(lang), Help: words.Setup.LangHint.In(lang),
	}
	none := formChoice{"", "", now == ""}
	for _, l := range languages {
		f.Choices = append(f.Choices, formChoice{string(l.Lang), l.Name, now == l.Lang})
		if l.Lang == s.Lang {
			none.Label = fillIn(words.Setup.LangNone.In(lang), []string{l.Name})
		}
	}
	f.Choices = slices.Insert(f.Choices, 0, none)
	return f
}

// stepsOfSetup are the things to set up after the school's name, in order.
func stepsOfSetup(s *workflow.Setup, query string, lang routine.Lang) []setupStep {
	say := func(text routine.Text, args ...any) string { return fillIn(text.In(lang), said(args, lang)) }
	confirmed := func(topic workflow.Topic) string {
		c, ok := s.Confirmed[topic]
		if !ok {
			return ""
		}
		return " " + say(words.Setup.ConfirmedBy, c.Name, dayIn(lang, calendar.Of(c.At, calendar.Oslo)))
	}
	people := say(words.Setup.PeopleStatus, s.Leaders, s.Counsellors, s.Others)
	if s.NoLogin > 0 {
		people += " " + say(words.Setup.PeopleNoLogin, s.NoLogin)
	}
	if s.Leaders == 0 || s.Counsellors == 0 {
		people += " " + say(words.Setup.PeopleMissing)
	}
	pupils := say(words.Setup.RosterNone)
	if s.Students > 0 {
		pupils = say(words.Setup.RosterStatus, s.Students)
	}
	if !s.Imported.IsZero() {
		pupils += " " + say(words.Setup.RosterWhen, dayIn(lang, calendar.Of(s.Imported, calendar.Oslo)))
	}
	values := say(words.Setup.RoutineNone)
	if _, ok := s.Confirmed[workflow.TopicRoutine]; ok {
		values = ""
	}
	_, days := s.Confirmed[workflow.TopicDays]
	_, own := s.Confirmed[workflow.TopicRoutine]
	_, help := s.Confirmed[workflow.TopicResources]
	resources := confirmed(workflow.TopicResources)
	if !help {
		resources = say(words.Setup.ResourcesNone)
	}
	return []setupStep{
		{say(words.Setup.People), people, s.Leaders > 0 && s.Counsellors > 0, "/setup/people" + query},
		{say(words.Setup.Roster), pupils, s.Students > 0, "/setup/roster" + query},
		{say(words.Setup.Days), say(words.Setup.DaysStatus, len(s.FreeDays), yearName(s.From)) + confirmed(workflow.TopicDays), len(s.FreeDays) > 0 || days, "/setup/days" + query},
		{say(words.Setup.Routine), values + confirmed(workflow.TopicRoutine), own, "/setup/routine" + query},
		{say(words.Setup.Resources), resources, help, "/help/edit" + query},
	}
}

func (s *server) nameSchool(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	if v.onlyShows() {
		return s.setupPage(v, nil)
	}
	err = s.Engine.NameSchool(v.Request().Context(), v.Actor, head.School, v.field("name"), routine.Lang(v.field("lang")), s.Now())
	if errors.As(err, &workflow.FieldErrors{}) {
		return s.setupPage(v, err)
	}
	return head.at("/setup", true), err
}

// confirmSetup takes somebody's word that something is right as it is.
func (s *server) confirmSetup(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	err = s.Engine.Confirm(v.Request().Context(), v.Actor, head.School, workflow.Topic(v.field("topic")), s.Now())
	return head.at("/setup", true), err
}
