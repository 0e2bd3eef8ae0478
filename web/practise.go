package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Practice is a school to practise in. Whoever uses it from this machine can become
// somebody else there and take its clock forward: nobody in it is real.
type Practice struct {
	Now  func() time.Time
	Move func(context.Context, time.Time) error // workflow.FieldErrors for a time that is not later
	// People are whom one can become.
	People []PracticePerson
}

// PracticePerson is somebody of a school to practise in.
type PracticePerson struct {
	User, Name, Role string
	School           workflow.SchoolID
}

// practiseBar is what every page of a school to practise in has above it.
type practiseBar struct {
	Clock  string
	Today  string // as a date input has it
	Back   string
	OfCase bool             // the page is one of a case
	People []practisePerson // nil for who has not logged in: they only see the clock
	Lang   routine.Lang
}

type practisePerson struct {
	User, Said string
	Me         bool
}

// practiseBar is nil where there is nothing to practise with.
func (s *server) practiseBar(v *visit, back string) *practiseBar {
	if s.Practice == nil {
		return nil
	}
	now := s.Practice.Now()
	bar := &practiseBar{Clock: timeIn(v.Lang, now), Today: calendar.Of(now, calendar.Oslo).String(), Back: back, OfCase: caseOf(back) != "", Lang: v.Lang}
	if v.Actor.ID == "" || !s.isLoopback(v.Request()) {
		return bar
	}
	for _, p := range s.Practice.People {
		bar.People = append(bar.People, practisePerson{
			p.User, fillIn(words.Practise.Person.In(v.Lang), []string{p.Name, routine.RoleName(p.Role).In(v.Lang), s.schoolName(v, p.School)}), v.account.Staff.User == p.User,
		})
	}
	return bar
}

// practises is ErrNotFound where there is nothing to practise with.
func (s *server) practises(v *visit) error {
	if s.Practice == nil || !s.isLoopback(v.Request()) {
		return workflow.ErrNotFound
	}
	return nil
}

// become makes the session somebody else's.
func (s *server) become(v *visit) (any, error) {
	if err := s.practises(v); err != nil {
		return nil, err
	}
	user, ctx := v.field("user"), v.Request().Context()
	if !slices.ContainsFunc(s.Practice.People, func(p PracticePerson) bool { return p.User == user }) {
		return nil, workflow.ErrNotFound
	}
	account, err := s.Engine.Account(ctx, user)
	if err != nil {
		return nil, err
	}
	session := newSession(v, account, "/")
	session.Level = auth.Full
	return see("/"), s.sessions.Begin(ctx, session)
}

// clockPage says why the clock was not moved.
type clockPage struct{ Why, Back string }

// moveClock takes the clock forward: by an hour, to a school day, to a birthday or to
// a day of one's own.
func (s *server) moveClock(v *visit) (any, error) {
	if err := s.practises(v); err != nil {
		return nil, err
	}
	back, ctx := localPath(v.field("back")), v.Request().Context()
	to, err := s.clockTo(ctx, v)
	if err == nil {
		err = s.Practice.Move(ctx, to)
	}
	why := words.Practise.OnlyForward
	switch {
	case err == nil:
		return see(back), nil
	case errors.Is(err, errOfAge):
		why = words.Practise.OfAge
	case errors.Is(err, workflow.ErrNotFound):
		why = words.Practise.NoBirthday
	case !errors.Is(err, workflow.ErrInvalid):
		return nil, err
	}
	v.Status = http.StatusUnprocessableEntity
	return clockPage{why.In(v.Lang), back}, nil
}

var errOfAge = errors.New("the student is of age, or of no known age")

// adulthoodIn is when a case's student turns 18.
func (s *server) adulthoodIn(ctx context.Context, v *visit, id workflow.CaseID) (calendar.Date, error) {
	view, err := s.Engine.Case(ctx, v.Actor, id)
	if err != nil {
		return 0, err
	}
	student, today := view.Student(), calendar.Of(s.Practice.Now(), calendar.Oslo)
	if student == nil || student.BirthDate == 0 || calendar.AdultOn(student.BirthDate) <= today {
		return 0, errOfAge
	}
	return calendar.AdultOn(student.BirthDate), nil
}

// caseOf is the case whose page an address is; "" for all others.
func caseOf(address string) workflow.CaseID {
	rest, ok := strings.CutPrefix(localPath(address), "/cases/")
	if end := strings.IndexAny(rest, "/?"); end >= 0 {
		rest = rest[:end]
	}
	if !ok || rest == "new" {
		return ""
	}
	return workflow.CaseID(rest)
}

// morning is when a school day begins.
const morning = 8 * time.Hour

// clockTo is when somebody wants it to be.
func (s *server) clockTo(ctx context.Context, v *visit) (time.Time, error) {
	now := s.Practice.Now()
	var school workflow.SchoolID
	if len(v.Actor.Roles) > 0 {
		school = v.Actor.Roles[0].School
	}
	var day calendar.Date
	var err error
	switch v.field("to") {
	case "hour":
		return now.Add(time.Hour), nil
	case "school_day":
		day, err = s.Engine.SchoolDayAfter(ctx, school, calendar.Of(now, calendar.Oslo))
	case "birthday":
		day, err = s.Engine.NextAdulthood(ctx, school)
	case "student":
		day, err = s.adulthoodIn(ctx, v, caseOf(v.field("back")))
	default:
		if day, err = calendar.Parse(v.field("day")); err != nil {
			return now, workflow.FieldErrors{{Field: "day", Message: routine.Message("field_date", nil)}}
		}
	}
	return day.Start(calendar.Oslo).Add(morning), err
}
