package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/routine"
)

// Setting a school up is for its administrator, who sees no case for it. What they
// do is recorded as done by them, and the leadership sees who gave whom a role.

// may is ErrForbidden where an actor may not do this at a school, and ErrScope for
// a token of less than everything.
func (a Actor) may(school SchoolID, action Action) error {
	if err := a.Scope.allow(managing); err != nil {
		return err
	}
	if !a.MayAt(school, action) {
		return fmt.Errorf("%s at %q: %w", action, school, ErrForbidden)
	}
	return nil
}

// Setup is how far a school is set up, in numbers.
type Setup struct {
	School SchoolID
	Name   string       // "" until somebody has given it one
	Lang   routine.Lang // "" for that of the installation

	Leaders, Counsellors, Others int // people with a role now: who leads, who can take cases on, and the rest
	NoLogin                      int // of them, who have nothing to log in with yet
	Students                     int
	Imported                     time.Time       // the last roster; zero: none yet
	FreeDays                     []calendar.Span // of the school year
	From, To                     calendar.Date   // the school year

	Confirmed map[Topic]Confirmation
}

// Topic is something that may be right as it is, so that somebody has to say so.
type Topic string

// The topics.
const (
	TopicDays      Topic = "days"      // the free days are complete
	TopicRoutine   Topic = "routine"   // the routine's values are ours
	TopicResources Topic = "resources" // the places to get help are those that we use
)

// Topics lists them all.
func Topics() []Topic { return []Topic{TopicDays, TopicRoutine, TopicResources} }

// Confirmation is who said that something is right as it is.
type Confirmation struct {
	By   ActorID   `json:"by"`
	Name string    `json:"-"`
	At   time.Time `json:"at"`
}

// schoolSetting is what is kept of a school beside its people.
type schoolSetting struct {
	Name      string                 `json:"name,omitempty"`
	Lang      routine.Lang           `json:"lang,omitempty"`
	Confirmed map[Topic]Confirmation `json:"confirmed,omitempty"`
	Places    []HelpPlace            `json:"places,omitempty"`
}

func settingOf(school SchoolID) string { return "school " + string(school) }

func schoolIn(tx Tx, school SchoolID) (*schoolSetting, error) {
	s := &schoolSetting{}
	data, err := tx.Setting(settingOf(school))
	if err == nil {
		if err = json.Unmarshal(data, s); err != nil {
			err = fmt.Errorf("%w: %s: %w", ErrDamaged, settingOf(school), err)
		}
	}
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	if s.Confirmed == nil {
		s.Confirmed = map[Topic]Confirmation{}
	}
	return s, err
}

func (s *schoolSetting) put(tx Tx, school SchoolID) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return tx.PutSetting(settingOf(school), data)
}

// Setup tells an administrator how far a school is. ErrForbidden for others.
func (e *Engine) Setup(ctx context.Context, actor Actor, school SchoolID) (*Setup, error) {
	if err := actor.may(school, Administer); err != nil {
		return nil, err
	}
	s := &Setup{School: school}
	s.From, s.To = audit.YearOf(e.Today() + 31) // in July it is next year's that is set up
	err := e.store.View(ctx, func(tx Tx) error {
		kept, err := schoolIn(tx, school)
		if err != nil {
			return err
		}
		s.Name, s.Lang, s.Confirmed = kept.Name, kept.Lang, kept.Confirmed
		students, err := tx.StudentsAt(school)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, pupil := range students { // others are known for a case alone, and that is not told
			if !pupil.Typed && pupil.LeftOn == 0 {
				s.Students++
			}
		}
		days, err := tx.FreeDays(school)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		s.FreeDays = daysWithin(days, s.From, s.To)
		return errors.Join(s.lastImport(tx), s.count(tx, e.Today()))
	})
	return s, err
}

// lastImport finds when a roster was brought in that this school has a part in. An
// operator's may be about any of those that have.
func (s *Setup) lastImport(tx Tx) error {
	known, err := storedSchools(tx)
	if err != nil {
		return err
	}
	s.Imported = time.Time{}
	if !slices.ContainsFunc(known, func(k schoolName) bool { return k.School == s.School }) {
		return nil
	}
	operations, err := tx.Operations()
	for _, o := range operations {
		if o.What == "import" && (o.School == "" || o.School == s.School) {
			s.Imported = o.At
		}
	}
	return err
}

// count counts the people with a role, each once.
func (s *Setup) count(tx Tx, today calendar.Date) error {
	staff, err := tx.StaffAt(s.School)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	s.Leaders, s.Counsellors, s.Others, s.NoLogin = 0, 0, 0, 0
	for _, one := range staff {
		roles := one.on(today).At(s.School)
		switch {
		case len(roles) == 0:
			continue
		case leads(roles):
			s.Leaders++
		case anyOf(roles, counsellor):
			s.Counsellors++
		default:
			s.Others++
		}
		if one.User == "" || one.Password == "" {
			s.NoLogin++
		}
	}
	all, err := tx.AllStaff()
	for topic, c := range s.Confirmed {
		c.Name = nameIn(all, c.By)
		s.Confirmed[topic] = c
	}
	return err
}

func nameIn(all []*Staff, id ActorID) string {
	for _, s := range all {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

func daysWithin(days []calendar.Span, from, to calendar.Date) []calendar.Span {
	return slices.DeleteFunc(slices.Clone(days), func(d calendar.Span) bool { return d.To < from || d.From > to })
}

// maxName bounds the names of schools, people and free days, in characters.
const maxName = 200

func nameOf(field, text string) (string, error) {
	text, shown := roster.Name(text)
	if !shown {
		return "", FieldErrors{{Field: field, Message: routine.Message("field_characters", nil)}}
	}
	if n := utf8.RuneCountInString(text); n == 0 || n > maxName {
		return "", FieldErrors{{Field: field, Message: routine.Message("setup_name", nil)}}
	}
	return text, nil
}

// Confirm records that something of a school is right as it is. ErrNotFound for no
// such topic.
func (e *Engine) Confirm(ctx context.Context, actor Actor, school SchoolID, topic Topic, now time.Time) error {
	if err := actor.may(school, Administer); err != nil {
		return err
	}
	if !slices.Contains(Topics(), topic) {
		return fmt.Errorf("topic %.20q: %w", topic, ErrNotFound)
	}
	return e.atSchool(ctx, actor, school, "confirm "+string(topic), now, func(s *schoolSetting) { s.confirm(topic, actor, now) })
}

func (s *schoolSetting) confirm(topic Topic, actor Actor, now time.Time) {
	s.Confirmed[topic] = Confirmation{By: actor.ID, At: now.UTC().Truncate(time.Second)}
}

// atSchool changes what is kept of a school, and records it.
func (e *Engine) atSchool(ctx context.Context, actor Actor, school SchoolID, what string, now time.Time, change func(*schoolSetting)) error {
	by := InApp(actor.ID, now)
	by.School = school
	defer e.forgetSchools()
	return e.store.Update(ctx, func(tx Tx) error {
		s, err := schoolIn(tx, school)
		if err != nil {
			return err
		}
		change(s)
		return errors.Join(s.put(tx, school), tx.PutOperation(by.on(what, string(school))))
	})
}
